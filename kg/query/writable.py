"""Refuse to write as XML what XML cannot hold: no parser would read what the engine writes then."""

import re

from kg.errors import UnwritableError

XML = frozenset({"xml", "rdfxml"})
"""Names of the formats that are XML."""

# XML 1.0, 2.2: no control but tab and line ends, and neither U+FFFE nor U+FFFF.
_NO_CHARACTER = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_ENDS_IN_NAME = re.compile(r"[^\W\d][\w.\-\u00b7]*\Z")


def check_characters(content: bytes) -> None:
    """Do nothing if *content*, in UTF-8, has only characters that XML has.

    Raises:
        UnwritableError: it has another.
    """
    found = _NO_CHARACTER.search(content)
    if found is not None:
        character = ord(found.group().decode("utf-8"))
        raise UnwritableError(
            f"the result holds the character U+{character:04X}, which XML 1.0 has no way to write; "
            "take another format"
        )


def check_property(iri: str) -> None:
    """Do nothing if the property *iri* can be the name of an element (RDF/XML, 5.1.4).

    >>> check_property("https://w3id.org/foigraph/ontology#date")

    Raises:
        UnwritableError: it ends in nothing that is a name in XML.
    """
    if not _ENDS_IN_NAME.search(iri):
        raise UnwritableError(
            f"the property <{iri}> ends in no name of XML, so RDF/XML has no way to write it; "
            "take another format"
        )
