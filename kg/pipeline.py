"""From records to a current generation, stage after stage."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Quad

from kg import __version__, link, resources, validate, vocabulary
from kg import study as studies
from kg.build import (
    Assembled,
    Iris,
    Ledger,
    assemble,
    curated,
    membership,
    question_links,
    rulings,
    take_down,
    templates,
    tracking,
)
from kg.build import editions as edition_changes
from kg.errors import (
    GenerationRejectedError,
    NoGenerationError,
)
from kg.model import Record
from kg.record.own_codes import OwnCodes, together
from kg.record.verification import Mismatch, mismatches, passages
from kg.store import Generation, Generations, Staged
from kg.store.verified import Verified, mark
from kg.study import Study
from kg.validate import Finding, Report

INPUTS = (".py", ".ttl", ".json", ".jsonld", ".rq")
"""What the package's own part of a generation is made of, by suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    generation: Generation
    report: Report | None
    """None when nothing had changed and nothing was built."""

    verified: int
    """Quotations held against the bytes of their documents and found there."""

    unverified: tuple[str, ...]
    """Records whose documents are not at hand; their quotations were not looked at."""

    unsettled: tuple[str, ...] = ()
    """Facts that documents put differently, ``subject property``; none is shown as the fact."""


def build(study: Study) -> Built:
    """Build a generation of *study*, validate it, and only then make it current.

    Nothing is built when neither the study nor the program has changed since.

    Raises:
        RecordError: a record or ruling is broken.
        GenerationRejectedError: the shapes are broken, or a quotation is not in its document;
            the current generation stays.
    """
    generations = Generations(study.folder)
    stamp = _inputs(study)
    found = _if_unchanged(generations, stamp)
    if found is not None:
        return found
    records = {one.base: studies.load_records(one) for one in study.together}
    verified, unverified, wrong = _verify(study, records)
    assembled = _assemble(study, records)
    notes = {
        "inputs": stamp,
        "version": __version__,
        "verified": verified,
        "unverified": list(unverified),
    }
    before = _current(generations)
    with generations.stage(assembled.quads, origins=assembled.origins, notes=notes) as staged:
        judged = validate.validate_staged(
            assembled.quads, staged, store=assembled.store, before=before
        )
        report = judged.report.with_origins(assembled.origins)
        report = replace(
            report, findings=(*wrong, *report.findings), conforms=report.conforms and not wrong
        )
        for one in study.together:
            report = report.accepting(studies.load_accepted(one), base=one.base)
        if before is not None:
            report = report.since(_found_before(before, staged))
        if not report.conforms:
            violations = sum(finding.severity == "violation" for finding in report.findings)
            raise GenerationRejectedError(
                violations, report=validate.as_text(report, base=study.base)
            )
        staged.keep(validate.kept(report, judged.sealed))
        generation = generations.promote(staged)
    generations.prune(study.keep)
    return Built(
        generation=generation,
        report=report,
        verified=verified,
        unverified=unverified,
        unsettled=tuple(
            f"{vocabulary.curie(fact.subject.value, study.base)} "
            f"{vocabulary.curie(fact.predicate.value, study.base)}"
            for fact in assembled.unsettled
        ),
    )


def quads(study: Study) -> tuple[Quad, ...]:
    """Return the quads of *study*, sorted, without validating or keeping them."""
    records = {one.base: studies.load_records(one) for one in study.together}
    return _assemble(study, records).quads


def _assemble(study: Study, records: Mapping[str, Mapping[str, Record]]) -> Assembled:
    """Return the graph of *study* and of all that it extends; *records* are by base of a study."""
    ledgers: dict[str, Ledger] = {}
    codes: list[OwnCodes] = []
    # The farthest comes first, so that a study may speak of what those that it extends hold.
    for one in reversed(study.together):
        own = studies.load_own_codes(one)
        codes.append(own)
        for file, ledger in _ledgers(one, records[one.base], own, tuple(ledgers.values())).items():
            ledgers[file if one is study else f"{one.key}/{file}"] = ledger
    return assemble(ledgers, Iris(study.base), own=together(codes), study=membership.named(study))


def _ledgers(
    study: Study, records: Mapping[str, Record], own: OwnCodes, others: Sequence[Ledger]
) -> dict[str, Ledger]:
    """Return the facts of *study* itself, beside *others* that it may speak of."""
    people, graphs = studies.load_rulings(study), studies.load_curated(study)
    by_hand = {one.file: one.triples for one in graphs}
    link.check_deployments(people, records.values(), by_hand)
    link.refuse_circles(records, people)
    records = link.as_ruled(records, people, link.requests_in(by_hand))
    iris = Iris(study.base)
    standings = link.standings(records)
    ledgers = {file: take_down(record, iris, standings[file]) for file, record in records.items()}
    guesses = link.presumptions(people, records)
    ruled = rulings.take_down(guesses, iris, people.disagreements, people.chains)
    tracked = tracking.take_down(studies.load_tracking(study, own), iris)
    revised = edition_changes.take_down(link.successions(records), iris)
    ledgers |= dict(curated.take_down(graphs, iris))
    ledgers |= {"links.yaml": ruled, study.tracking.name: tracked, "editions": revised}
    said = [studies.load_templates(one) for one in study.together]
    alike = templates.take_down(said[0], iris, (*ledgers.values(), *others))
    ledgers[study.templates.name] = alike
    written = {
        template.key: (Iris(one.base), template)
        for one, its in reversed(list(zip(study.together, said, strict=True)))
        for template in its.templates
    }
    found = link.question_links(tuple(link.asked(records.values())), said)
    linked = question_links.take_down(found, iris, written)
    if linked.sourced:  # a graph without a fact is none, and is not said to be of the study
        ledgers[question_links.GRAPH] = linked
    ledgers[studies.SETTINGS] = membership.take_down(study, ledgers.values())
    return ledgers


def _verify(
    study: Study, records: Mapping[str, Mapping[str, Record]]
) -> tuple[int, tuple[str, ...], tuple[Finding, ...]]:
    """Hold every quotation against its document, where the bytes are at hand."""
    verified = 0
    unverified = []
    wrong: list[Finding] = []
    known = Verified(study.folder)
    each = (
        (one, name if one is study else f"{one.key}/{name}", record)
        for one in study.together
        for name, record in records[one.base].items()
    )
    for holder, file, record in each:
        path = studies.find_document(holder, record.source.sha256)
        if path is None:
            unverified.append(file)
            continue
        quoted = [passage for passage, _ in passages(record)]
        seen = mark(quoted, path.read_bytes())
        found = [] if known.knows(file, seen) else _mismatches(record, path)
        verified += len(quoted) - len(found)
        if not found:
            known.note(file, seen)
        wrong += [
            Finding(
                focus=f"{mismatch.place}",
                path=None,
                value=mismatch.quoted,
                severity="violation",
                shape="quotation",
                constraint="quotation",
                message=(
                    "A quotation must stand in its document, word for word. "
                    f"There stands: {mismatch.found!r}. Mend the record's quotation or its place."
                ),
                record=file,
                line=mismatch.line,
            )
            for mismatch in found
        ]
    known.keep()
    return verified, tuple(unverified), tuple(wrong)


def _mismatches(record: Record, document: Path) -> list[Mismatch]:
    # What reads documents takes as long to load as a small study to build, and is seldom needed.
    from kg import ingest

    return list(mismatches(record, ingest.read(document)))


def _if_unchanged(generations: Generations, stamp: str) -> Built | None:
    current = _current(generations)
    if current is None or current.manifest.get("inputs") != stamp:
        return None
    return Built(
        generation=current,
        report=None,
        verified=int(current.manifest["verified"]),
        unverified=tuple(current.manifest["unverified"]),
    )


def is_current(study: Study) -> bool:
    """Return whether the current generation of *study* is that of its files and this program."""
    current = _current(Generations(study.folder))
    return current is not None and current.manifest.get("inputs") == _inputs(study)


def _current(generations: Generations) -> Generation | None:
    try:
        return generations.current()
    except NoGenerationError:
        return None


def _found_before(before: Generation, staged: Staged) -> validate.Before | None:
    """Return what the last generation with other quads was found to have."""
    if before.identifier == staged.identifier:
        return validate.counted_before(before.report)
    return validate.counted(before.report, before.identifier)


def _inputs(study: Study) -> str:
    """Return one hash of all that a generation depends on: the study's files and the program's."""
    digest = hashlib.sha256()
    files = (file for one in study.together for file in _study_files(one))
    for name, path in (*files, *_own_files()):
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _study_files(study: Study) -> Iterator[tuple[str, Path]]:
    single = [study.folder / name for name in (studies.SETTINGS, "links.yaml")]
    single += [study.templates, study.tracking, study.accepted]
    for path in (*single, *study.own_codes, *study.curated, *study.records):
        if path.is_file():
            yield path.relative_to(study.folder).as_posix(), path
    for record in study.records:
        digest = studies.document_hash(record)
        document = None if digest is None else studies.find_document(study, digest)
        yield f"document of {record.name}", document or Path(os.devnull)


def _own_files() -> Iterator[tuple[str, Path]]:
    package = Path(__file__).resolve().parent
    own = [resources.root() / name for name in ("ontology", "shapes", "queries/rules")]
    for folder in (package, *own):
        for path in sorted(folder.rglob("*")):
            if path.suffix in INPUTS and path.is_file():
                yield str(path.relative_to(folder)), path
