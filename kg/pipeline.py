"""The whole way, stage after stage: documents to records, records to a current generation."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Quad, Triple

from kg import __version__, extract, ingest, link, resources, validate, vocabulary
from kg import study as studies
from kg.build import Assembled, Iris, assemble, rulings, take_down
from kg.build.ledger import predicate
from kg.errors import (
    ExistingRecordError,
    GenerationRejectedError,
    NoGenerationError,
    SourceError,
)
from kg.ingest import Piece
from kg.link.chains import RULE
from kg.model import Document, Record
from kg.model.record import UNREVIEWED
from kg.record import read, write
from kg.record.verification import mismatches, passages
from kg.store import Generation, Generations
from kg.study import Study
from kg.validate import Finding, Report

INPUTS = (".py", ".ttl", ".json", ".jsonld")
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
    records = studies.load_records(study)
    verified, unverified, wrong = _verify(study, records)
    assembled = _assemble(study, records)
    notes = {
        "inputs": stamp,
        "version": __version__,
        "verified": verified,
        "unverified": list(unverified),
    }
    with generations.stage(assembled.quads, origins=assembled.origins, notes=notes) as staged:
        report = validate.validate(assembled.quads).with_origins(assembled.origins)
        report = replace(
            report, findings=(*wrong, *report.findings), conforms=report.conforms and not wrong
        )
        if not report.conforms:
            violations = sum(finding.severity == "violation" for finding in report.findings)
            raise GenerationRejectedError(
                violations, report=validate.as_text(report, base=study.base)
            )
        generation = generations.promote(staged)
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
    return _assemble(study, studies.load_records(study)).quads


def read_piece(piece: Piece, *, force: str | None = None) -> tuple[Document, Record]:
    """Return the document that *piece* is, and what it says.

    Raises:
        SourceError: it cannot be read as what it claims to be.
    """
    document = ingest.read_bytes(piece.content, name=piece.name, url=piece.url)
    return document, extract.extract(document, force=force)


def keep(
    study: Study, piece: Piece, document: Document, record: Record, *, overwrite: bool = False
) -> Added:
    """Write *record*, read from *piece*, into *study*, and keep the bytes.

    The same bytes twice are one document: the record stays as it is.  A record
    of other bytes, such as an earlier edition, is written again only with *overwrite*.

    Raises:
        SourceError: the document does not tell its force.
        ExistingRecordError: a record of other bytes would be lost.
    """
    if record.force is None:
        raise SourceError(
            f"{piece.name}: the page does not tell which force answered; say it with --force SLUG "
            "(the slugs are the codes of ontology/codes/force.ttl)"
        )
    record = replace(record, source=replace(record.source, read_by=f"foigraph {__version__}"))
    target = study.folder / "records" / f"{record.key}.yaml"
    if target.exists():
        there = read(target)
        same = there.source.sha256 == record.source.sha256
        if same and not overwrite:
            return Added(path=target, record=there, document=document, written=False)
        if not overwrite:
            reviewed = (
                " and a person has reviewed it" if there.review.status != UNREVIEWED.status else ""
            )
            raise ExistingRecordError(
                f"{target}: this record was read from other bytes than {piece.name} "
                f"holds{reviewed}; keep both by giving one of them another key, "
                "or write it again with --replace"
            )
    studies.keep_document(
        study, piece.content, name=record.source.file, media_type=document.media_type
    )
    write(record, target, wording=study.wording)
    return Added(path=target, record=record, document=document, written=True)


def _assemble(study: Study, records: Mapping[str, Record]) -> Assembled:
    iris = Iris(study.base)
    ledgers = {file: take_down(record, iris) for file, record in records.items()}
    ruled = rulings.take_down(link.presumptions(studies.load_rulings(study), records), iris)
    chain = iris.graph(f"inferred-{RULE}")
    inferred = (
        (
            chain,
            Triple(
                iris.thing("req", request),
                predicate("refinesTransitively"),
                iris.thing("req", earlier),
            ),
        )
        for request, earlier in link.chains(records)
    )
    return assemble({**ledgers, "links.yaml": ruled}, inferred=inferred)


def _verify(
    study: Study, records: Mapping[str, Record]
) -> tuple[int, tuple[str, ...], tuple[Finding, ...]]:
    """Hold every quotation against its document, where the bytes are at hand."""
    verified = 0
    unverified = []
    wrong: list[Finding] = []
    for file, record in records.items():
        path = studies.find_document(study, record.source.sha256)
        if path is None:
            unverified.append(file)
            continue
        found = list(mismatches(record, ingest.read(path)))
        verified += sum(1 for _ in passages(record)) - len(found)
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
    return verified, tuple(unverified), tuple(wrong)


def _if_unchanged(generations: Generations, stamp: str) -> Built | None:
    try:
        current = generations.current()
    except NoGenerationError:
        return None
    if current.manifest.get("inputs") != stamp:
        return None
    return Built(
        generation=current,
        report=None,
        verified=int(current.manifest["verified"]),
        unverified=tuple(current.manifest["unverified"]),
    )


def _inputs(study: Study) -> str:
    """Return one hash of all that a generation depends on: the study's files and the program's."""
    digest = hashlib.sha256()
    for name, path in (*_study_files(study), *_own_files()):
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _study_files(study: Study) -> Iterator[tuple[str, Path]]:
    for path in (study.folder / studies.SETTINGS, study.folder / "links.yaml", *study.records):
        if path.is_file():
            yield path.name, path
    for record in study.records:
        document = studies.find_document(study, read(record).source.sha256)
        yield f"document of {record.name}", document or Path(os.devnull)


def _own_files() -> Iterator[tuple[str, Path]]:
    package = Path(__file__).resolve().parent
    for folder in (package, resources.root() / "ontology", resources.root() / "shapes"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in INPUTS and path.is_file():
                yield str(path.relative_to(folder)), path
