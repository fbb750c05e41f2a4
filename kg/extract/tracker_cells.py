"""Read the cells of a person's sheet: forces, states, days, and words that must name nobody.

A cell is read as a whole or not at all; what is not known is told with what is near.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from kg import vocabulary
from kg.extract import days
from kg.extract.dates import MONTH, month_number
from kg.extract.tracker_columns import words

STATES: Mapping[str, tuple[str, ...]] = {
    "awaiting": (
        "awaiting response",
        "awaiting reply",
        "awaiting answer",
        "waiting",
        "sent",
        "pending",
        "no response",
        "no reply",
        "overdue",
        "late",
        "chased",
        "not answered",
        "unanswered",
        "outstanding",
    ),
    "clarification": (
        "clarification",
        "clarification requested",
        "awaiting clarification",
        "waiting clarification",
    ),
    "extended": ("extension", "extension notified", "extended for public interest test"),
    "answered": (
        "responded",
        "replied",
        "response received",
        "complete",
        "completed",
        "disclosed",
        "full disclosure",
        "fully disclosed",
        "disclosed in full",
        "successful",
        "not held",
        "information not held",
        "no information held",
    ),
    "partly-answered": (
        "part answered",
        "partially answered",
        "partial disclosure",
        "partially disclosed",
        "disclosed in part",
        "part disclosed",
        "partially successful",
        "partial",
    ),
    "refused": ("refusal", "full refusal", "rejected", "refused in full", "ncnd"),
    "withdrawn": ("cancelled", "user withdrawn"),
}
"""Code of scheme ``request-state`` -> words of trackers for it, in plain form.

*Overdue* is not kept: it is awaiting, and late is what the due day makes it.
"""

EXAMPLE = "write it such as 2026-11-22 or 22 Nov 2026"

_TIME = re.compile(r"(?<=\d)(?:T|,?\s+)\d{1,2}:\d\d\S*(?:\s*[AaPp]\.?[Mm]\.?)?$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED = re.compile(
    rf"(?:[A-Za-z]+day,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?"
    rf"(?P<month>{MONTH}),?[\s-]+(?P<year>\d{{4}}|\d\d)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})")

_EMAIL = re.compile(r"[\w.%+-]+@[\w-]+\.[A-Za-z]")
_PHONE = re.compile(r"(?<![\w.,/+-])(?:\+44 ?|\(?0)[1-9]\d{1,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|PC|DC|DS|DI|DCI|PS|Sgt|Sergeant|Insp|Supt"
    r"|Inspector|Superintendent|Constable)\b\.?(?:\s+\d+)?\s+[A-Z][a-z]+"
)


class CellFault(ValueError):  # noqa: N818 -- no error of the program: it becomes a Fault of the row
    """A cell cannot be read; the message says what it holds and how to mend it."""


def force_of(cell: str, named: Mapping[str, str]) -> str:
    """Return the code of the force that *cell* names; *named* are the person's own names for some.

    >>> force_of("Devon & Cornwall Police", {}), force_of("METROPOLITAN POLICE", {})
    ('devon-and-cornwall', 'metropolitan')

    Raises:
        CellFault: it is the name of none; near ones are offered and none is taken.
    """
    code = named.get(cell) or _forces().get(_spelt(cell))
    if code is not None:
        return code
    known = _forces()
    near = dict.fromkeys(
        known[name] for name in difflib.get_close_matches(_spelt(cell), known, n=3, cutoff=0.75)
    )
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise CellFault(
        f"'{cell}' is the name of no force that is known; {hint}write a code or a name of "
        f'ontology/codes/force.ttl, or add a line "{cell}" = "CODE" under [forces] to the file '
        "of --columns"
    )


def state_of(cell: str, named: Mapping[str, str]) -> str:
    """Return the code of the state that *cell* tells.

    Raises:
        CellFault: it tells none that is known.
    """
    code = named.get(cell) or _states().get(words(cell))
    if code is not None:
        return code
    raise CellFault(
        f"the state '{cell}' is not known; write one of {', '.join(vocabulary.codes(SCHEME))}, or "
        f'add a line "{cell}" = "CODE" under [states] to the file of --columns'
    )


def regime_of(cell: str) -> str:
    """Return the code of the law that *cell* names.

    Raises:
        CellFault: it names none that is known.
    """
    for code, names in vocabulary.names("regime").items():
        if words(cell) in {words(name) for name in (code, *names)}:
            return code
    raise CellFault(
        f"'{cell}' is no law that is known; write one of {', '.join(vocabulary.codes('regime'))}"
    )


def day_of(cell: str, *, day_first: bool | None) -> date:
    """Return the day that *cell* prints; *day_first* is None when nothing proves the order.

    >>> day_of("2026-11-02 00:00:00", day_first=None), day_of("2-Nov-26", day_first=None)
    (datetime.date(2026, 11, 2), datetime.date(2026, 11, 2))

    Raises:
        CellFault: it prints no day, or one that can be read in two ways.
    """
    printed = _TIME.sub("", cell.strip())
    try:
        if _ISO.fullmatch(printed):
            return date.fromisoformat(printed)
        if named := _NAMED.fullmatch(printed):
            year = int(named["year"])
            year = year if year >= days.CENTURY else days.CENTURY + year
            return date(year, month_number(named["month"]), int(named["day"]))
    except ValueError as error:
        raise CellFault(f"'{cell}' is no day of the calendar; {EXAMPLE}") from error
    numbers = _NUMBERS.fullmatch(printed)
    if numbers is None:
        raise CellFault(f"'{cell}' is no day that can be read; {EXAMPLE}")
    if day_first is None and numbers[1] != numbers[2]:
        raise CellFault(
            f"'{cell}' may be two days, and no date of the sheet proves the order; add the line "
            'date_order = "day-month" or "month-day" to the file of --columns'
        )
    found = days.read_day(printed, day_first=day_first is not False)
    if found is None:
        raise CellFault(
            f"'{cell}' is no day of the calendar in the order that the other dates prove; {EXAMPLE}"
        )
    return found


def day_first(cells: Iterable[str]) -> bool | None:
    """Return whether day comes before month in all *cells*; None when they do not prove it."""
    return days.order_of([_TIME.sub("", cell.strip()) for cell in cells])


def names_nobody(said: str) -> str:
    """Return *said*, in which no person is told of.

    Raises:
        CellFault: they hold an address, a number to ring, or a name with a title.
    """
    for pattern, what in ((_EMAIL, "an e-mail address"), (_PHONE, "a phone number")):
        if pattern.search(said):
            raise CellFault(f"it holds {what}; take it out of the cell: no person is kept")
    if found := _TITLE.search(said):
        title = found[0].split()[0]
        raise CellFault(
            f"it holds what looks like a name after '{title}'; write the role in place of the "
            "name, such as 'the FOI officer': no person is kept"
        )
    return said


def address_of(cell: str) -> str:
    """Return the web address that *cell* is.

    Raises:
        CellFault: it is none.
    """
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", cell) is None:
        raise CellFault(f"'{cell}' is no web address; write it whole, with https://")
    return cell


SCHEME = "request-state"


def _spelt(name: str) -> str:
    return words(name.replace("&", " and ")).removeprefix("the ")


@cache
def _forces() -> dict[str, str]:
    return {
        _spelt(name): code
        for code, names in vocabulary.names("force").items()
        for name in (*names, code)
    }


@cache
def _states() -> dict[str, str]:
    known = {word: code for code, words in STATES.items() for word in words}
    for code, names in vocabulary.names(SCHEME).items():
        known |= {words(name): code for name in (code, *names)}
    return known
