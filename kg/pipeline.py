"""The whole way, stage after stage: documents to records, records to a current generation."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from kg import __version__, extract, ingest, link, resources, validate, vocabulary
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
    ExistingRecordError,
    GenerationRejectedError,
    NoGenerationError,
    SourceError,
)
from kg.extract import TableMapping
from kg.extract.mapping import mapping_of
from kg.ingest import Piece
from kg.model import Document, Record
from kg.model.link import DeploymentLink, QuestionLink
from kg.record import editions, read, write
from kg.record.load import load, load_text
from kg.record.merging import merge
from kg.record.own_codes import OwnCodes, together
from kg.record.proposals import Change, changes, doubts_differ, is_untouched
from kg.record.reading import as_record
from kg.record.verification import mismatches, passages
from kg.record.writing import as_file, dumped
from kg.record.writing import replace as replace_file
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding one document did."""

    path: Path
    record: Record
    document: Document
    written: bool
    """False when a record of the same bytes was there already."""

    changes: tuple[Change, ...] = ()
    """What is read otherwise now than the record of the same bytes says, kept or taken."""


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


def question_links_of(study: Study) -> tuple[QuestionLink, ...]:
    """Return what the questions of *study* seem to ask by their words, ruled on or not.

    Raises:
        RecordError: a record or ``templates.yaml`` is broken.
    """
    said = [studies.load_templates(one) for one in study.together]
    return link.question_links(tuple(link.asked(studies.load_records(study).values())), said)


def deployment_links_of(study: Study) -> tuple[DeploymentLink, ...]:
    """Return which deployments of *study* may be one by what its sources tell, ruled on or not.

    Raises:
        RecordError: a record, a curated graph or ``links.yaml`` is broken.
    """
    written = {
        one.file: (*one.flat, *(triple for said in one.sourced.values() for triple in said))
        for one in studies.load_curated(study)
    }
    told = link.deployments_told(studies.load_records(study).values(), written)
    return link.same_deployments(told, studies.load_rulings(study))


def quads(study: Study) -> tuple[Quad, ...]:
    """Return the quads of *study*, sorted, without validating or keeping them."""
    records = {one.base: studies.load_records(one) for one in study.together}
    return _assemble(study, records).quads


def read_piece(
    piece: Piece,
    *,
    force: str | None = None,
    mapping: TableMapping | None = None,
    restated: bool = False,
) -> tuple[Document, Record]:
    """Return the document that *piece* is, and what it says.

    Args:
        piece: its bytes.
        force: code of the force, where a person says so.
        mapping: what a person declared of its table; it is then read as that table.
        restated: whether it says again in other words what the page says at whose address
            it begins; it then stands for that page.

    Raises:
        MappingError: *mapping* names what the document does not have.
        SourceError: it cannot be read as what it claims to be, or is restated and begins with
            no address.
    """
    document = ingest.read_bytes(piece.content, name=piece.name, url=piece.url)
    record = extract.extract(document, force=force, mapping=mapping)
    if not restated:
        return document, record
    if record.source.url is None:
        raise SourceError(
            f"{piece.name}: the text does not tell which page it stands for; write the address "
            "of that page into its first line, or add it without --restated"
        )
    source = replace(record.source, url=None, stands_for=record.source.url)
    return document, replace(record, source=source)


def read_again(study: Study, path: Path) -> tuple[Document | None, Any]:
    """Return the document of the record at *path* and what is read in it now, as its YAML holds it.

    None and None where the document is not at hand.

    Raises:
        RecordError: the record is broken.
        SourceError: the document cannot be read any more.
    """
    there = read(path)
    found = studies.find_document(study, there.source.sha256)
    if found is None:
        return None, None
    piece = Piece(name=there.source.file, content=ingest.load(found), url=there.source.url)
    document, record = read_piece(piece, force=there.force, mapping=mapping_of(there))
    record = editions.like(record, there, studies.records_beside(study, there.key))
    return document, load_text(as_file(record, wording=study.wording), path=path)


def keep(
    study: Study, piece: Piece, document: Document, record: Record, *, overwrite: bool = False
) -> Added:
    """Write *record*, read from *piece*, into *study*, and keep the bytes.

    The same bytes twice are one document: the record stays as it is, and what is read
    otherwise now is told.  With *overwrite* it is taken, but for what a person did.  Other
    bytes of the same document are a further version of it, or with *overwrite* take the
    place of the newest one.

    Raises:
        SourceError: the document does not tell its force.
        ExistingRecordError: another record has the file that this one would be written to.
    """
    record = replace(record, source=replace(record.source, read_by=f"foigraph {__version__}"))
    known = studies.record_of(study, record.source.sha256)
    if known is not None:
        return _again(study, known, document, record, overwrite=overwrite)
    if record.force is None:
        raise SourceError(
            f"{piece.name}: the page does not tell which force answered; say it with --force SLUG "
            "(the slugs are the codes of ontology/codes/force.ttl)"
        )
    beside = studies.records_beside(study, record.key)
    same = next((one for one in beside if one.source.sha256 == record.source.sha256), None)
    replaced = editions.replaced_by(record, beside) if overwrite else None
    if same is not None:
        record = editions.like(record, same, beside)
    elif replaced is not None:
        kept = replace(record.source, version=replaced.source.version)
        record = replace(record, key=replaced.key, source=kept)
    else:
        record = editions.placed(record, beside)
    target = study.folder / "records" / editions.file_name(record)
    if same is None and replaced is None and target.exists():
        raise ExistingRecordError(
            f"{target}: the file is there, and holds another record than the one that {piece.name} "
            "would be; give it the name that its key and version make"
        )
    if same is None and replaced is not None:
        _check_untouched(target, replaced, piece)
    studies.keep_document(
        study, piece.content, name=record.source.file, media_type=document.media_type
    )
    if same is not None:
        return _again(study, target, document, record, overwrite=overwrite)
    write(record, target, wording=study.wording)
    studies.refresh_editors(study.folder)
    return Added(path=target, record=record, document=document, written=True)


def _check_untouched(path: Path, there: Record, piece: Piece) -> None:
    """Raise unless nobody has ruled on the record at *path* or edited it.

    Raises:
        ExistingRecordError: what a person did would be lost.
    """
    ruled = there.review.status != "unreviewed" or there.review.facts
    if ruled or not is_untouched(load(path)):
        raise ExistingRecordError(
            f"{path}: a person has worked on this record, and {piece.name} has other bytes; "
            "add it without --replace to keep both as versions, or remove the record first"
        )


def _again(
    study: Study, path: Path, document: Document, record: Record, *, overwrite: bool
) -> Added:
    """Hold *record*, read again from the bytes of the record at *path*, against that record.

    Raises:
        RecordError: the record is broken, or would be with what was read put into it.
    """
    there = read(path)
    record = editions.like(record, there, studies.records_beside(study, there.key))
    text = as_file(record, wording=study.wording)
    content, reading = load(path), load_text(text, path=path)
    found = changes(content, reading)
    taken = {change.unit for change in found if change.kept is None}
    added = Added(path=path, record=there, document=document, written=False, changes=found)
    if not overwrite or not (taken or doubts_differ(content, reading)):
        return added
    if not is_untouched(content):
        merge(content, reading, taken)
        text = dumped(content)
    merged = as_record(load_text(text, path=path), path=path)
    replace_file(path, text)
    studies.refresh_editors(study.folder)
    return replace(added, record=merged, written=True)


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
    link.refuse_circles(records)
    iris = Iris(study.base)
    standings = link.standings(records)
    ledgers = {file: take_down(record, iris, standings[file]) for file, record in records.items()}
    people = studies.load_rulings(study)
    ruled = rulings.take_down(link.presumptions(people, records), iris, people.disagreements)
    tracked = tracking.take_down(studies.load_tracking(study, own), iris)
    revised = edition_changes.take_down(link.successions(records), iris)
    ledgers |= dict(curated.take_down(studies.load_curated(study), iris))
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
        found = [] if known.knows(file, seen) else list(mismatches(record, ingest.read(path)))
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
