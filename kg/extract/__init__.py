"""From a document to its record: pure functions, every fact with the words it rests on."""

from kg.errors import NotADisclosureError, NotEnglishError
from kg.extract.deployments import extract_deployments
from kg.extract.disclosure import extract_disclosure
from kg.model import Document, Record

__all__ = ["extract", "extract_deployments", "extract_disclosure"]


def extract(document: Document, *, force: str | None = None) -> Record:
    """Return what *document* says: a deployment record if it holds one, else a disclosure.

    Args:
        document: text and tables, as ingest read them.
        force: code of the force, where a person says so; else the document tells.

    Raises:
        NotEnglishError: it is in a language that the extractors cannot read.
        NotADisclosureError: it is neither a deployment record nor a reply to a request.
        SourceError: a deployment record does not tell its force.
    """
    record = extract_deployments(document, force=force)
    if record is not None:
        return record
    try:
        return extract_disclosure(document, force=force)
    except (NotEnglishError, NotADisclosureError) as error:
        if not document.tables:
            raise
        raise NotADisclosureError(
            f"{document.name}, page {document.tables[0].page}: no reply to a request, and a table "
            "whose headings could not be read as place, date and measures under a title that names "
            "LFR deployments; write its record by hand, or read an edition with plainer headings"
        ) from error
