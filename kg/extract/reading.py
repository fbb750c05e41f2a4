"""What a document says, whatever it is."""

from collections.abc import Iterator
from dataclasses import replace

from kg.errors import NotADisclosureError, NotEnglishError, UnmappedTableError
from kg.extract.deployments import extract_deployments
from kg.extract.disclosure import extract_disclosure
from kg.extract.guesses import likely_table, proposal
from kg.extract.mapping import TableMapping
from kg.model import Document, Doubt, Record


def extract(
    document: Document, *, force: str | None = None, mapping: TableMapping | None = None
) -> Record:
    """Return what *document* says: a deployment record if it holds one, else a disclosure.

    Args:
        document: text and tables, as ingest read them.
        force: code of the force, where a person says so; else the document tells.
        mapping: what a person declared of its table; the document is then that table.

    Raises:
        MappingError: *mapping* names what the document does not have.
        NotEnglishError: it is in a language that the extractors cannot read.
        UnmappedTableError: a table looks like deployments, and its headings are not known.
        NotADisclosureError: it is neither a deployment record nor a reply to a request.
        SourceError: a deployment record does not tell its force.
    """
    record = extract_deployments(document, force=force, mapping=mapping)
    if record is not None:
        return replace(record, doubts=(*document.doubts, *record.doubts))
    try:
        reply = extract_disclosure(document, force=force)
        return replace(reply, doubts=(*reply.doubts, *_unread_table(document)))
    except (NotEnglishError, NotADisclosureError) as error:
        proposed = proposal(document, force=force)
        if proposed is None:
            raise
        raise UnmappedTableError(
            f"{document.name}: no reply to a request, and a table that looks like deployments, "
            "whose headings or title are not known; say what its columns hold with "
            f"--table MAPPING, such as this one:\n\n{proposed}"
        ) from error


def _unread_table(document: Document) -> Iterator[Doubt]:
    """Yield that a reply holds a table of deployments, which is not read with it."""
    likely = likely_table(document)
    if likely is not None:
        _, line, _ = likely
        yield Doubt(
            field="tables",
            reason="a table that looks like deployments was not read with the reply; save it as a "
            "file of its own and read it with a mapping (--table)",
            passage=document.passage(line[0].start, line[-1].end),
        )
