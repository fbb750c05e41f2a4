"""A doubt, and what a person changed, in words that a person reads."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.adding import Added
    from kg.model import Document, Passage
    from kg.record.doubting import Doubted
    from kg.record.reviewing import Correction, Sheet

AROUND = 160
"""How much of the text is shown on each side of the words (characters)."""


def changed_text(item: "Correction") -> str:
    """Return what a person changed, for them to see again."""
    lines = [f"changed by hand: {item.fact}"]
    if item.was is not None:
        lines.append(f"  was    {item.was}")
    lines.append(f"  now    {'removed' if item.now is None else item.now}")
    return "\n".join(lines)


def changes_text(added: "Added") -> Iterator[str]:
    """Yield what is read otherwise than the record says, fact by fact, and what came of it."""
    for change in added.changes:
        old = "nothing" if change.old is None else change.old.value
        new = "nothing" if change.new is None else change.new.value
        yield f"  {change.fact}: {old} -> {new}"
        rest = change.new or change.old
        if rest is not None and rest.passage is not None and rest.passage.quote:
            yield f'    words  "{" ".join(rest.passage.quote.split())}"'
        if change.kept is not None:
            yield f"    kept   {change.kept}"
        elif not added.written:
            yield "    take it with --replace"


def doubt_text(doubt: "Doubted", sheet: "Sheet", document: "Document | None") -> str:
    """Return a doubt with its reason, its place, the words around it and its facts."""
    state = "open" if doubt.settled is None else f"settled: {doubt.settled}"
    place = where(doubt.passage)
    file = sheet.content["source"]["file"]
    if document is not None:
        place = document.where(doubt.passage).removeprefix(document.name).removeprefix(", ")
    lines = [
        f"{doubt.address}  {doubt.field}  ({state})",
        f"  why    {doubt.reason}",
        f"  where  {file}{', ' if place else ''}{place}",
        f"  words  {words(doubt, document)}",
    ]
    known, statuses = sheet.facts, sheet.rulings()
    for address in doubt.facts:
        fact = known.get(address)
        said = "not in the record" if fact is None else f"{fact.value} (line {fact.line})"
        ruled_so = f", {statuses[address]}" if address in statuses else ""
        lines.append(f"  fact   {address}{ruled_so}: {said}")
    return "\n".join(lines)


def words(doubt: "Doubted", document: "Document | None") -> str:
    """Return the words of the doubt, marked, among those around them where they are at hand."""
    start, end = doubt.passage.start, doubt.passage.end
    if document is None or start is None or end is None or end > len(document.text):
        return f">>{doubt.passage.quote}<<"
    text = document.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    opening = "" if start <= AROUND else "... "
    closing = "" if end + AROUND >= len(text) else " ..."
    return " ".join(f"{opening}{before}>>{text[start:end]}<<{after}{closing}".split())


def where(passage: "Passage") -> str:
    """Return the place of *passage* as far as the record tells it."""
    parts = [
        f"{name} {value}"
        for name, value in (
            ("page", passage.page),
            ("row", passage.row),
            ("column", passage.column),
        )
        if value is not None
    ]
    if not parts and passage.start is not None:
        parts = [f"characters {passage.start} to {passage.end}"]
    return ", ".join(parts)


def counted(number: int, noun: str) -> str:
    """Return ``1 doubt`` or ``2 doubts``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
