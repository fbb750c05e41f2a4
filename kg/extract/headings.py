"""What the headings of a deployment table mean.

Forces and editions head their columns differently; each heading known is a row
of the table below.  One that is not known is never guessed at.
"""

import re

from kg.model import Column

HEADINGS: dict[str, tuple[str, str | None]] = {
    "deployment": ("place", None),
    "deployment location": ("place", None),
    "location": ("place", None),
    "place": ("place", None),
    "date": ("date", None),
    "deployment date": ("date", None),
    "date of deployment": ("date", None),
    "purpose reference": ("use-case", None),
    # Numbers of purposes, of which a list in the record says what each stands for.
    "lfr purpose reference / lfr purpose": ("use-case", None),
    "purpose": ("use-case", None),
    "lfr use case": ("use-case", None),
    "use case": ("use-case", None),
    "duration": ("duration", None),
    "duration of deployment": ("duration", None),
    "min threshold setting": ("minimum-threshold", None),
    "minimum threshold": ("minimum-threshold", None),
    "threshold": ("minimum-threshold", None),
    "watchlist size": ("watchlist-size", None),
    "size of watchlist": ("watchlist-size", None),
    "faces seen": ("faces-seen", None),
    "faces seen (estimate)": ("faces-seen", None),
    "total alerts": ("total-alerts", None),
    "alerts": ("total-alerts", None),
    "true alerts": ("true-alerts", None),
    "true alerts confirmed": ("true-alerts-confirmed", None),
    "true alerts unconfirmed": ("true-alerts-unconfirmed", None),
    "true alert engagements": ("true-alert-engagements", None),
    "false alerts": ("false-alerts", None),
    # The 2020 to 2022 edition heads one undivided count with both names.
    "false alert / confirmed false alerts": ("false-alerts", None),
    "false alerts confirmed": ("false-alerts-confirmed", None),
    "false alerts unconfirmed": ("false-alerts-unconfirmed", None),
    "false alert engagements": ("false-alert-engagements", None),
    "false alert / confirmed false alert engagements": ("false-alert-engagements", None),
    "false alert rate": ("false-alert-rate", None),
    "arrests": ("arrests", None),
    "outcome - arrest": ("arrests", None),
    "engagement outcomes arrest": ("arrests", None),
    # One column for both: it is no count of arrests.
    "arrests / disposals": ("arrests", "arrests-or-disposals"),
    "outcome - other": ("other-outcomes", None),
    "other outcomes": ("other-outcomes", None),
    "engagement outcomes other disposal": ("other-outcomes", None),
    "no action": ("no-action", None),
    "engagement outcomes no action": ("no-action", None),
}
"""Heading, in lower case and without a date's form -> field of a Column, and its definition."""

UNREAD = "unread"
"""Field of a column whose heading is not known: its cells are kept as printed and not read."""

OTHER_FIELDS = ("place", "date", "use-case", UNREAD)
"""Fields of a Column that are no measure."""

_FORM = re.compile(r"\(\s*(?P<form>[dmy]{2,4}(?:\s*/\s*[dmy]{2,4}){2})\s*\)", re.IGNORECASE)


def column_of(heading: str) -> Column:
    """Return what the column under *heading* holds.

    >>> column_of("Arrests / Disposals").definition
    'arrests-or-disposals'
    >>> column_of("Weather").field
    'unread'
    """
    field, definition = HEADINGS.get(plain(heading), (UNREAD, None))
    return Column(heading=heading, field=field, definition=definition)


def plain(heading: str) -> str:
    """Return *heading* as headings are compared: in lower case, and without a date's form.

    >>> plain("Date (DD/MM/ YY)"), plain("Faces  seen (Estimate )")
    ('date', 'faces seen (estimate)')
    """
    words = " ".join(_FORM.sub("", heading).lower().split())
    return words.replace("( ", "(").replace(" )", ")")


def day_first(heading: str) -> bool | None:
    """Return whether *heading* says that the day comes first; None when it does not say.

    >>> day_first("Date (DD/MM/ YY)"), day_first("Date (MM/DD/YYYY)"), day_first("Date")
    (True, False, None)
    """
    match = _FORM.search(heading)
    return None if match is None else match["form"].lower().startswith("d")
