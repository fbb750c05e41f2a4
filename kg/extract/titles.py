"""Read what a table of deployments says that it is of: its title, and the years in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Document, Passage

_TITLE = re.compile(r"^.*\b(?:LFR|live facial recognition)\b.*\bdeployments?\b.*$", re.I | re.M)
_YEARS = re.compile(r"\b20\d\d\b")
_OPEN = re.compile(r"\b20\d\d\s*(?:[-–—]|to|until)\s*(?:to\s+)?(?:date|present|now|today)\b", re.I)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a table."""

    text: str
    start: int = 0
    """First character (offset into the document's text); 0 where it does not stand there."""

    end: int = 0

    @property
    def years(self) -> Sequence[str]:
        """The years that it names, in reading order."""
        return _YEARS.findall(self.text)

    def covers(self, day: date) -> bool:
        """Return whether *day* lies in the years that it names; yes where it names none.

        >>> Title("Deployments 2020 – 2022").covers(date(2021, 5, 1))
        True
        >>> [Title("Deployments 2023 – Date").covers(date(year, 1, 1)) for year in (2022, 2026)]
        [False, True]
        """
        years = [int(year) for year in self.years]
        if not years:
            return True
        return min(years) <= day.year and (bool(_OPEN.search(self.text)) or day.year <= max(years))


def printed_title(document: Document, before: int) -> Title | None:
    """Return the line before the offset *before* that names deployments of LFR, if one does."""
    match = _TITLE.search(document.text, 0, before)
    if match is None:
        return None
    blank = len(match[0]) - len(match[0].lstrip())
    text = match[0].strip()
    return Title(text, match.start() + blank, match.start() + blank + len(text))


def title_words(document: Document, said: str | None) -> tuple[Title | None, Passage | None]:
    """Return the title that a person *said*, and where it stands, if it stands anywhere."""
    if said is None:
        return None, None
    spaced = r"\s+".join(map(re.escape, said.split()))
    match = re.search(spaced, document.text, re.IGNORECASE)
    words = None if match is None else document.passage(match.start(), match.end())
    return Title(" ".join(said.split())), words
