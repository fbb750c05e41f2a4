"""The quotations behind things, and short names for the IRIs of codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg import vocabulary
from kg.compare.asking import Facts
from kg.compare.entry import Words

UNREVIEWED = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind each thing, by its IRI."""

    words: Mapping[str, tuple[Words, ...]]
    unreviewed: frozenset[str]
    """Things that no person has held against their document."""

    def of(self, thing: str) -> tuple[Words, ...]:
        """Return the words behind *thing*, in the order of the document."""
        return self.words.get(thing, ())


def behind(facts: Facts) -> Behind:
    """Return the words behind everything that *facts* tell of."""
    documents: dict[str, tuple[str, str | None]] = {}
    for row in facts.rows["documents"]:
        address = row.get("address") or row.get("stands_for")
        documents.setdefault(row["version"], (row.get("title", ""), address))
    places: dict[str, dict[str, str]] = {}
    for row in facts.rows["passages"]:
        told = row["told"].removeprefix(vocabulary.ONTOLOGY)
        places.setdefault(row["evidence"], {})[told] = row["value"]
    unreviewed = set()
    passages: dict[tuple[str, str], Words] = {}
    found: dict[str, set[Words]] = {}
    for row in facts.rows["words"]:
        evidence, version = row["evidence"], row["version"]
        words = passages.get((evidence, version))
        if words is None:
            title, address = documents.get(version, ("", None))
            place = places.get(evidence, {})
            words = passages[evidence, version] = Words(
                text=row["quotation"],
                evidence=evidence,
                version=version,
                title=title,
                address=address,
                start=_whole(place.get("start")),
                end=_whole(place.get("end")),
                page=_whole(place.get("page")),
                row=_whole(place.get("row")),
                restated=place.get("restated") == "true",
                abridged=place.get("abridged") == "true",
            )
        found.setdefault(row["thing"], set()).add(words)
        if key(row["review"]) == UNREVIEWED:
            unreviewed.add(row["thing"])
    return Behind(
        words={thing: tuple(sorted(words, key=_order)) for thing, words in found.items()},
        unreviewed=frozenset(unreviewed),
    )


def key(iri: str) -> str:
    """Return the key of the code or thing *iri*.

    >>> key("https://w3id.org/foigraph/code/outcome/not-held")
    'not-held'
    """
    return iri.rpartition("/")[2]


def name(iri: str) -> str:
    """Return the English name of the code *iri*, else its key.

    >>> name("https://w3id.org/foigraph/code/overtness/covert")
    'Covert'
    """
    scheme, _, local = iri.removeprefix(vocabulary.CODE).partition("/")
    if iri.startswith(vocabulary.CODE) and scheme in vocabulary.SCHEMES:
        return vocabulary.codes(scheme).get(local, local)
    return key(iri)


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)


def _order(words: Words) -> tuple[str, int, int, int, str]:
    places = (-1 if place is None else place for place in (words.page, words.row, words.start))
    page, row, start = places
    return words.version, page, row, start, words.evidence
