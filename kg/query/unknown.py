"""Tell of names in a query that the ontology does not have: they give no rows and no error."""

import difflib
from collections.abc import Iterable, Iterator

from kg import vocabulary
from kg.query.tokens import tokens


def unknown_names(text: str) -> tuple[str, ...]:
    """Return a sentence for each term or code of ours in the query *text* that there is not.

    >>> unknown_names("SELECT * WHERE { ?r fg:madeUnder regime:foi }")
    ('scheme regime has no code regime:foi; did you mean regime:foisa or regime:foia?',)
    """
    return tuple(dict.fromkeys(_sentences(text)))


def _sentences(text: str) -> Iterator[str]:
    for iri in _named(text):
        if iri.startswith(vocabulary.ONTOLOGY):
            name, known = iri.removeprefix(vocabulary.ONTOLOGY), vocabulary.terms()
            if name and name not in known:
                yield f"the ontology has no term fg:{name}{_near(name, known, 'fg:')}"
        elif iri.startswith(vocabulary.CODE):
            scheme, _, key = iri.removeprefix(vocabulary.CODE).partition("/")
            # A scheme that is none of ours may be the study's own.
            if key and scheme in vocabulary.SCHEMES and key not in vocabulary.codes(scheme):
                near = _near(key, vocabulary.codes(scheme), f"{scheme}:")
                yield f"scheme {scheme} has no code {scheme}:{key}{near}"


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


def _near(name: str, known: Iterable[str], prefix: str) -> str:
    """Return what *name* may have been meant for; capitals are often guessed wrong."""
    folded = {one.casefold(): one for one in sorted(known)}
    close = difflib.get_close_matches(name.casefold(), list(folded), n=3)
    named = " or ".join(f"{prefix}{folded[one]}" for one in close)
    return f"; did you mean {named}?" if named else ""
