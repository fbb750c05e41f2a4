"""The small pieces that every part of a record's YAML is made of: words and their place."""

from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml.comments import CommentedSeq

from kg.model import Passage
from kg.record.wording import Wording, cut

Node = Mapping[str, Any]


def line_of(node: Any) -> int | None:
    """Return the line of the file that *node* begins on (from 1); None when it does not tell."""
    return int(node.lc.line) + 1 if hasattr(node, "lc") else None


def passage_of(node: Node) -> Passage:
    """Return the words of *node* and their place."""
    start, end = node["at"]
    return Passage(quote=node["quote"], start=start, end=end, page=node.get("page"))


def words_of(node: Node, name: str) -> Passage | None:
    """Return the words under *name* of *node*; None when it has none."""
    return passage_of(node[name]) if name in node else None


def flow(items: Iterable[object]) -> CommentedSeq:
    """Return *items* as a list that is written on one line."""
    sequence = CommentedSeq(items)
    sequence.fa.set_flow_style()
    return sequence


def lean(pairs: Node) -> dict[str, Any]:
    """Drop what is not stated: None and empty lists write no line."""
    return {
        name: value
        for name, value in pairs.items()
        if value is not None and not (isinstance(value, list | tuple | dict) and not value)
    }


def at(passage: Passage, wording: Wording) -> dict[str, Any]:
    """Return the words of *passage* and their place, as a record holds them."""
    page = {} if passage.page is None else {"page": passage.page}
    return {
        "at": flow([passage.start, passage.end]),
        **page,
        "quote": cut(passage.quote, wording.quote_limit),
    }


def words(passage: Passage | None, wording: Wording) -> dict[str, Any] | None:
    """Return *passage* as at() does; None for none."""
    return None if passage is None else at(passage, wording)
