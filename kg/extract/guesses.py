"""Propose a mapping for a table that looks like deployments and has headings that are not known.

A proposal is for a person to edit.  It is printed, and never used.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import vocabulary
from kg.extract.days import is_day
from kg.extract.figures import DURATION
from kg.extract.forces import force_named
from kg.extract.headings import HEADINGS, OTHER_FIELDS, UNREAD, plain
from kg.extract.mapping import LIVE
from kg.model import Cell, Document, Table

LINES = 12
"""Lines of a table among which its headings may stand: titles and notes often stand above."""

ALIKE = 0.5
"""Share of words that a heading must have in common with a known one to be guessed (0 to 1)."""

SAME: Mapping[str, str] = {
    **dict.fromkeys(("site", "venue", "area", "town", "street", "where", "borough"), "location"),
    **dict.fromkeys(("length", "hour", "minute", "time"), "duration"),
    **dict.fromkeys(("scanned", "processed", "viewed", "captured"), "seen"),
    **dict.fromkeys(("match", "matche", "hit", "notification"), "alert"),
    **dict.fromkeys(("stop", "stopped", "spoken"), "engagement"),
    **dict.fromkeys(("detention", "detained", "arrested"), "arrest"),
    **dict.fromkeys(("correct", "positive"), "true"),
    **dict.fromkeys(("incorrect", "negative", "wrong"), "false"),
    **dict.fromkeys(("reason", "objective"), "purpose"),
    **dict.fromkeys(("person", "people", "individual"), "face"),
}
"""Word of a heading, in the singular -> the word of a known heading that may mean the same."""

MARKERS: Mapping[str, str] = {"-": "not-held", "–": "not-held", "tbc": "not-held"}
"""What may stand for a missing figure, each with what it mostly means: offered, never assumed."""

_UNIT = re.compile(r"\b(?:hours?|hrs?|minutes?|mins?)\b")
_WORDS = re.compile(r"[a-z]+")
_FILLERS = frozenset({"of", "the", "and", "a", "in", "no", "number", "total", "count", "setting"})


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column may hold."""

    heading: str
    field: str
    definition: str | None = None
    after: str | None = None
    """The known heading or label that it is like; None when it is that one itself."""

    @property
    def is_measure(self) -> bool:
        """Whether it may hold a measure."""
        return self.field not in OTHER_FIELDS


def proposal(document: Document, *, force: str | None = None) -> str | None:
    """Return a mapping, ready to edit, for a table of *document* that looks like deployments.

    None when no table does: it takes a date, a place and a measure.
    """
    likely = likely_table(document)
    if likely is None:
        return None
    table, line, found = likely
    return _as_toml(found, table, force or force_named(document.text[: line[0].start]))


def likely_table(document: Document) -> tuple[Table, Sequence[Cell], Sequence[Guess]] | None:
    """Return the first table that looks like deployments, its line of headings, and guesses."""
    for table in document.tables:
        for number, line in enumerate((table.headings, *table.rows)[:LINES]):
            found = guesses([cell.text for cell in line], table.rows[number:])
            if _looks_like_deployments(found):
                return table, line, found
    return None


def guesses(headings: Sequence[str], below: Sequence[Sequence[Cell]]) -> tuple[Guess, ...]:
    """Return what the column under each of *headings* may hold, with the rows *below* them."""
    first = [_guess(heading) for heading in headings]
    # A known heading goes before one that is only like it.
    order = sorted(range(len(first)), key=lambda n: first[n].after is not None)
    taken: set[str] = set()
    found: dict[int, Guess] = {}
    for number in order:
        found[number] = _weighed(first[number], taken, dated=_is_dated(number, below))
        if found[number].field not in (UNREAD, "use-case"):
            taken.add(found[number].field)
    return tuple(found[number] for number in range(len(first)))


def _weighed(guess: Guess, taken: set[str], *, dated: bool) -> Guess:
    """Return *guess* where the cells bear it out and no other column holds that already."""
    if dated and "date" not in taken and guess.field in (UNREAD, "date"):
        after = guess.after if guess.field == "date" else "the cells below"
        return Guess(guess.heading, "date", after=after)
    if guess.field in taken or guess.field == "date":
        return Guess(guess.heading, UNREAD)
    return guess


def _is_dated(number: int, below: Sequence[Sequence[Cell]]) -> bool:
    """Whether most cells of column *number* print a day."""
    cells = [row[number].text for row in below if number < len(row) and row[number].text]
    return bool(cells) and sum(map(is_day, cells)) * 2 > len(cells)


def _looks_like_deployments(found: Sequence[Guess]) -> bool:
    fields = [guess.field for guess in found]
    return "date" in fields and "place" in fields and any(guess.is_measure for guess in found)


def _guess(heading: str) -> Guess:
    sure = HEADINGS.get(plain(heading))
    if sure is not None:
        return Guess(heading, *sure)
    words = _words(heading)
    ranked = sorted(
        ((_likeness(words, known), name) for name, known in _known().items()), reverse=True
    )
    if not words or not ranked or ranked[0][0] < ALIKE:
        return Guess(heading, UNREAD)
    name = ranked[0][1]
    field, definition = HEADINGS.get(name) or (_labels()[name], None)
    return Guess(heading, field, definition, after=name)


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Return every known heading and label with its words."""
    return {name: _words(name) for name in (*HEADINGS, *_labels())}


@cache
def _labels() -> Mapping[str, str]:
    """Return every label of a measure, in lower case, and its code."""
    return {
        name.lower(): code
        for code, names in vocabulary.names("measure").items()
        for name in names
        if name.lower() not in HEADINGS
    }


def _words(heading: str) -> frozenset[str]:
    """Return the words that carry the meaning of a heading, in the singular."""
    words = (word.removesuffix("s") for word in _WORDS.findall(heading.lower()))
    return frozenset(SAME.get(word, word) for word in words if word not in _FILLERS)


def _likeness(words: frozenset[str], known: frozenset[str]) -> float:
    return len(words & known) / len(words | known) if words and known else 0.0


def _as_toml(found: Sequence[Guess], table: Table, force: str | None) -> str:
    lines = [
        "# Proposed from the headings; look at every line, then give it with --table FILE.",
        f"force = {_quoted(force)}" if force else '# force = "slug of the force that deployed"',
        f"technology = {_quoted(LIVE)}",
        '# title = "What the record is of, with its years"',
        '# date_order = "day-month"   # only where the dates do not prove it themselves',
        f"sheet = {table.page}" if table.page is not None else "# sheet = 1",
        "# skip = 0   # rows under the headings that are no deployments",
        "",
        "[columns]   # heading as printed, or number of the column = what it holds",
    ]
    headings = [guess.heading for guess in found]
    for number, guess in enumerate(found, start=1):
        once = guess.heading and headings.count(guess.heading) == 1
        name = _quoted(guess.heading) if once else str(number)
        lines.append(f"{name} = {_value(guess)}{_remark(guess)}")
    lines += ["", "[missing]   # what stands for a missing figure = why it is missing"]
    lines += [f"# {_quoted(marker)} = {_quoted(why)}" for marker, why in _markers(table)]
    return "\n".join(lines) + "\n"


def _value(guess: Guess) -> str:
    unit = _UNIT.search(guess.heading.lower())
    if guess.field == DURATION and unit is not None:
        named = "hours" if unit[0].startswith("h") else "minutes"
        return f"{{ measure = {_quoted(guess.field)}, unit = {_quoted(named)} }}"
    if guess.definition is None:
        return _quoted(guess.field)
    return f"{{ measure = {_quoted(guess.field)}, definition = {_quoted(guess.definition)} }}"


def _remark(guess: Guess) -> str:
    if guess.field == UNREAD:
        return "   # not known: which measure is it?"
    if guess.after is not None:
        return f"   # a guess, from {guess.after!r}"
    return ""


def _markers(table: Table) -> Iterable[tuple[str, str]]:
    cells = {cell.text.strip().casefold() for row in table.rows for cell in row}
    return [(marker, why) for marker, why in MARKERS.items() if marker in cells]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
