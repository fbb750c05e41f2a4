"""From a document to its record: pure functions, every fact with the words it rests on."""

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
    """
    record = extract_deployments(document, force=force)
    return extract_disclosure(document, force=force) if record is None else record
