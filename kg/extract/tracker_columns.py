"""Tell which column of a person's sheet holds what: declared, or known by its heading.

A heading is known only as a whole.  One that is not known is told and not
read; one that names people is never read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model.tracking import DAYS

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "force": (
        "force",
        "police force",
        "authority",
        "public authority",
        "body",
        "public body",
        "sent to",
    ),
    "reference": (
        "reference",
        "ref",
        "foi ref",
        "foi reference",
        "reference number",
        "ref no",
        "foi no",
        "foi number",
        "their ref",
        "their reference",
        "force reference",
    ),
    "own": ("id", "no", "number", "our ref", "our reference", "my ref", "my reference", "key"),
    "series": ("series", "batch", "campaign", "request name", "round"),
    "regime": ("law", "act", "regime", "made under"),
    "sent": ("sent", "date sent", "sent on", "date of request", "request sent", "request date"),
    "received": ("received", "date received", "received on", "date of receipt"),
    "acknowledged": (
        "acknowledged",
        "date acknowledged",
        "acknowledged on",
        "acknowledgement",
        "date of acknowledgement",
    ),
    "due": ("due", "due date", "date due", "due on", "due by", "deadline", "statutory deadline"),
    "answered": (
        "answered",
        "date answered",
        "answered on",
        "responded",
        "date responded",
        "response date",
        "date of response",
        "date of reply",
        "response received",
        "replied",
    ),
    "state": ("state", "status", "outcome", "progress"),
    "link": ("link", "links", "url", "address", "web address", "whatdotheyknow", "wdtk"),
    "question": ("question", "question no", "question number", "q"),
    "code": ("code", "codes", "coding", "theme", "themes"),
    "note": ("note", "notes", "comment", "comments", "remarks"),
}
"""Field -> the headings that trackers give it, in plain form."""

PEOPLE = frozenset(
    {
        *("name", "names", "full name", "requester", "requestor", "requested by", "applicant"),
        *("officer", "foi officer", "decision maker", "sent by", "asked by", "signed by"),
        *("contact", "contact name", "contacts", "email", "e mail", "email address"),
        *("e mail address", "phone", "telephone", "mobile", "handler", "case handler"),
        *("caseworker", "case worker", "case officer", "assigned to"),
    }
)
"""Headings, in plain form, of columns that hold people: they are never read."""

SEVERAL = ("code", "link", "note")
"""Fields that several columns may hold."""

SUBSTANCE = (*DAYS, "state")
"""Fields that tell of a request; a sheet with none of them codes answers and nothing else."""

ORDERS = ("day-month", "month-day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A declared mapping; what it does not say is left to the known headings."""

    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field -> headings as printed.  Empty: the known headings count."""

    sheet: int | None = None
    """Sheet of the workbook (from 1); None when there is only one with known headings."""

    date_order: str | None = None
    """One of ORDERS; None when the dates themselves prove it."""

    separator: str = ";"
    """What stands between two codes in one cell."""

    forces: Mapping[str, str] = field(default_factory=dict)
    """Name as the sheet writes it -> code of scheme ``force``."""

    states: Mapping[str, str] = field(default_factory=dict)
    """Word as the sheet writes it -> code of scheme ``request-state``."""


def plain(heading: str) -> str:
    """Return *heading* as it is compared: words and digits in lower case, no brackets.

    >>> plain("Date sent (DD/MM/YY):"), plain("FOI No.")
    ('date sent', 'foi no')
    """
    return words(re.sub(r"\([^)]*\)", "", heading))


def words(text: str) -> str:
    """Return the words and digits of *text* in lower case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def as_toml(headings: Sequence[str]) -> str:
    """Return a mapping for a sheet with *headings*, ready to edit."""
    known: dict[str, list[str]] = {}
    left = []
    for heading in dict.fromkeys(filter(None, headings)):
        name = known_field(heading)
        if name is None:
            left.append(heading)
        else:
            known.setdefault(name, []).append(heading)
    lines = ["# Only where the dates do not prove it themselves:", '# date_order = "day-month"', ""]
    lines += ["[columns]", "# field = the heading of its column, as printed"]
    for name in HEADINGS:
        if name not in known:
            lines.append(f'# {name} = ""')
        elif len(known[name]) == 1 or name in SEVERAL:
            lines.append(f"{name} = {_toml(known[name])}")
        else:
            lines.append(f"# {name} = one of {_toml(known[name])}")
    lines += [f"# not read: {_toml([heading])}" for heading in left]
    lines += ["", "[forces]", '# "The Met (HQ)" = "metropolitan"']
    lines += ["", "[states]", '# "Chased twice" = "awaiting"']
    return "\n".join(lines) + "\n"


def _toml(values: Iterable[str]) -> str:
    import json

    given = [json.dumps(value, ensure_ascii=False) for value in values]
    return given[0] if len(given) == 1 else f"[{', '.join(given)}]"


def known_field(heading: str) -> str | None:
    """Return the field that a column with *heading* holds; None when it is not known."""
    return next((name for name, known in HEADINGS.items() if plain(heading) in known), None)
