"""What a person keeps of requests of their own: when each was sent, what came, how they code it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.model.key import key

DAYS = ("sent", "received", "acknowledged", "due", "answered")
"""The days of a tracked request, in the order in which they come; fields of Tracked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One state of a person's sheet: a file, byte for byte."""

    version: int
    """Counts the sheets of a study in the order in which they were read (from 1)."""

    file: str
    """Name of the file, without folders."""

    media_type: str
    sha256: str
    """Hash of the bytes (lower-case hexadecimal)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """Where a request stands in a sheet."""

    sheet: int
    """Version of the sheet."""

    page: int
    """Sheet of the workbook (from 1); a CSV file has one."""

    row: int
    """Row of the table under its line of headings (from 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A person's own judgement of an answer.  It is theirs, and no word of the authority."""

    question: str | None = None
    """Label of the question answered; None when the whole reply is meant."""

    codes: tuple[str, ...] = ()
    """Codes of the study's own schemes, each written ``scheme:key``."""

    note: str | None = None
    role: str
    """Role of the person who codes; people are never named."""

    on: date
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A request that a person keeps track of.

    A day is None when the sheet does not give it: that an answer is not noted
    does not say that none came.
    """

    force: str
    """Code of scheme ``force``: whom the request was made to."""

    regime: str
    """Code of scheme ``regime``: the law it was made under."""

    reference: str | None = None
    """The authority's own, as it spells it; None until it has given one."""

    own: str | None = None
    """The person's own number or name of the request."""

    series: str | None = None
    """What the person calls the requests that ask the same."""

    sent: date | None = None
    received: date | None = None
    acknowledged: date | None = None
    """Day of the letter that says that the request came in; not the day of receipt."""

    due: date | None = None
    """Day by which an answer is due, as a letter or the person says; never one worked out."""

    answered: date | None = None
    state: str | None = None
    """Code of scheme ``request-state``."""

    links: tuple[str, ...] = ()
    note: str | None = None
    """The person's own words about the request."""

    written: Mapping[str, str] = field(default_factory=dict)
    """Field -> what is printed in its cell, where the two may differ."""

    place: SheetRow
    codings: tuple[Coding, ...] = ()
    line: int | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """The key of the request: that of its reference, as a record of the reply gives it.

        Before the authority gives a reference, the person's own number tells it, else the day
        on which it was sent.

        >>> place = SheetRow(sheet=1, page=1, row=1)
        >>> Tracked(force="kent", regime="foia", reference="26/1", own="7", place=place).key
        'gb-kent-26-1'
        >>> Tracked(force="kent", regime="foia", sent=date(2026, 11, 2), place=place).key
        'gb-kent-sent-2026-11-02'
        """
        if self.reference is not None:
            return key(self.force, self.reference)
        if self.own is not None:
            return key(self.force, "own", self.own)
        day = "" if self.sent is None else self.sent.isoformat()
        return key(self.force, "sent", day, *([] if self.series is None else [self.series]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """All that a study keeps of a person's own sheets (``tracking.yaml``)."""

    sheets: tuple[Sheet, ...] = ()
    requests: tuple[Tracked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCode:
    """A concept of a scheme of the study's own."""

    code: str
    """Written ``scheme:key``."""

    names: tuple[str, ...]
    """Its key, notations and labels: what a cell may say for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row of a sheet that was not taken, with the mend."""

    row: int
    """Row under the line of headings (from 1)."""

    reason: str
