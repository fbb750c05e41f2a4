"""From documents to records: read what a document says, and keep it in a study."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg import __version__, ingest
from kg import study as studies
from kg.errors import ExistingRecordError, SourceError
from kg.extract.mapping import TableMapping, mapping_of
from kg.extract.reading import extract
from kg.ingest import Piece
from kg.model import Document, Record
from kg.record import editions, read, write
from kg.record.load import load_text, load_to_edit
from kg.record.merging import merge
from kg.record.proposals import Change, changes, doubts_differ, is_untouched
from kg.record.reading import as_record
from kg.record.writing import as_file, dumped
from kg.record.writing import replace as replace_file
from kg.study import Study


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
    record = extract(document, force=force, mapping=mapping)
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
    if ruled or not is_untouched(load_to_edit(path)):
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
    content, reading = load_to_edit(path), load_text(text, path=path)
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
