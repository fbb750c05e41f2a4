"""The order in which terms are shown; apart from the pages, since readers sort without them."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode

from kg import vocabulary

_DIGITS = re.compile(r"(\d+)")
Item = TypeVar("Item")


def order(term: object) -> tuple[object, ...]:
    """Return a key that sorts terms as a person would: 5.b before 5.c, 9 before 10."""
    text = term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)
    pieces = _DIGITS.split(text)
    return tuple(
        (int(piece), "") if at % 2 else (-1, piece.casefold()) for at, piece in enumerate(pieces)
    )


def grouped(
    pairs: Iterable[tuple[NamedNode, Item]],
) -> tuple[tuple[NamedNode, tuple[Item, ...]], ...]:
    """Return *pairs* by their first, which are sorted; the type of a thing goes first."""
    kind_of = NamedNode(vocabulary.FOREIGN["rdf"] + "type")
    ranked = sorted(
        set(pairs), key=lambda pair: (pair[0] != kind_of, order(pair[0]), order(pair[1]))
    )
    return tuple(
        (first, tuple(second for _, second in group))
        for first, group in groupby(ranked, key=lambda pair: pair[0])
    )
