"""Tell of names in a query that the ontology does not have: they give no rows and no error."""

from collections.abc import Iterator
from itertools import islice

from kg import vocabulary
from kg.query.tokens import tokens

MOST = 5
"""Names that are told of: looking for near ones takes time, and a query may hold thousands."""


def unknown_names(text: str) -> tuple[str, ...]:
    """Return a sentence for each term or code of ours in the query *text* that there is not.

    Of many such names, the first ones.

    >>> unknown_names("SELECT * WHERE { ?r fg:madeUnder regime:foi }")
    ('scheme regime has no code regime:foi; did you mean regime:foisa or regime:foia?',)
    """
    said = map(vocabulary.unknown, dict.fromkeys(_named(text)))
    return tuple(islice((sentence for sentence in said if sentence is not None), MOST))


def _named(text: str) -> Iterator[str]:
    """Yield the IRI of every whole or prefixed name, but for those that declare a prefix."""
    prefixes = vocabulary.prefixes()
    declared: str | None = None
    previous = ""
    for token in tokens(text):
        if previous == "PREFIX" and token.kind == "name":
            declared = token.text.removesuffix(":")
        elif token.kind == "iri" and declared is not None:
            prefixes[declared] = token.text[1:-1]
            declared = None
        elif token.kind == "iri":
            yield token.text[1:-1]
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix in prefixes:
                yield prefixes[prefix] + local
        previous = token.text.upper() if token.kind == "word" else ""
