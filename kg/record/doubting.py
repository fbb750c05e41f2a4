"""The doubts of a record: which facts each is about, and whether a person has decided.

A doubt is settled when a person settled it, when every fact that it is about
has been ruled on, or when the whole record was accepted or rejected.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.model import Passage
from kg.model.address import is_under
from kg.record.facts import Fact, facts

Node = Mapping[str, Any]

DECIDED = ("accepted", "rejected")
"""Statuses of a record that leave nothing open in it."""

ABOUT: Mapping[str, tuple[str, str]] = {
    "answers": ("answer", ""),
    "columns": ("column", ""),
    "exemptions": ("", "ground"),
    "periods": ("question", "period"),
    "questions": ("question", ""),
    "received": ("request", "received"),
    "requests": ("request", ""),
    "rows": ("deployment", ""),
}
"""Field of a doubt -> how the addresses of its facts begin, and a step that they hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """One doubt of a record as a person meets it."""

    number: int
    """Its place among the doubts of the record (from 1); ``doubt/2`` is its address."""

    field: str
    reason: str
    kind: str | None
    passage: Passage
    facts: tuple[str, ...]
    """Addresses of the facts that it is about; the record may lack some of them."""

    settled: str | None
    """What settled it, in words; None while it is open."""

    @property
    def address(self) -> str:
        """How a person names it."""
        return f"doubt/{self.number}"


def doubts(content: Node) -> tuple[Doubted, ...]:
    """Return the doubts of *content*, a record as its YAML holds it, in its order."""
    known = facts(content)
    return tuple(
        _doubted(number, node, known, content.get("review", {}))
        for number, node in enumerate(content.get("doubts", ()), start=1)
    )


def _doubted(number: int, node: Node, known: Mapping[str, Fact], review: Node) -> Doubted:
    start, end = node.get("at", (None, None))
    passage = Passage(
        quote=node.get("quote", ""),
        start=start,
        end=end,
        page=node.get("page"),
        row=node.get("row"),
        column=node.get("column"),
    )
    about = tuple(node.get("facts", ())) or tuple(_about(node["field"], passage, known))
    return Doubted(
        number=number,
        field=node["field"],
        reason=node["reason"],
        kind=node.get("kind"),
        passage=passage,
        facts=about,
        settled=_settled(node, about, review),
    )


def _settled(node: Node, about: tuple[str, ...], review: Node) -> str | None:
    if "settled" in node:
        return f"by {node['settled']['role']} on {node['settled']['on']}"
    if review.get("status") in DECIDED:
        return f"the record is {review['status']}"
    ruled = [item["fact"] for item in review.get("facts", ())]
    if about and all(any(is_under(fact, top) for top in ruled) for fact in about):
        return "its facts have been ruled on"
    return None


def _about(field: str, passage: Passage, known: Mapping[str, Fact]) -> Iterator[str]:
    """Yield the facts of *field* that rest on the words of *passage*."""
    for address, fact in known.items():
        if address == field.replace("_", "-") or (_is_of(field, address) and _meet(passage, fact)):
            yield address


def _is_of(field: str, address: str) -> bool:
    steps = address.split("/")
    if field not in ABOUT:
        # A measure, or another fact of a row: told by its own name, or by its column.
        return steps[0] == "column" or (steps[0] == "deployment" and steps[-1].startswith(field))
    top, step = ABOUT[field]
    if step:
        return (not top or steps[0] == top) and step in steps[1:] + steps[:1]
    return steps[0] == top and len(steps) == 2


def _meet(passage: Passage, fact: Fact) -> bool:
    """Return whether the words of *passage* and of *fact* are the same or overlap."""
    words = fact.passage
    if fact.address.startswith("column/"):
        return bool(passage.quote) and f"heading {passage.quote};" in f"{fact.value};"
    if words is None:
        return False
    if passage.row is not None:
        same_row = (passage.page, passage.row) == (words.page, words.row)
        return same_row and passage.column in (None, words.column)
    if passage.start is None or words.start is None or passage.end is None or words.end is None:
        return False
    return passage.start < words.end and words.start < passage.end
