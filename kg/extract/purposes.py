"""Read what a deployment was for: a printed name, or numbers that a list in the record explains."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import vocabulary
from kg.model import Document

LISTS: tuple[Mapping[str, str], ...] = (
    {
        "violent and other serious crime": "purpose-2020-violent-crime",
        "wanted by the courts": "purpose-2020-warrants",
        "equitability study": "purpose-2022-equitability-study",
    },
    {
        "suspected of having committed": "purpose-2023-suspects",
        "wanted by the courts": "purpose-2023-warrants",
        "risk of harm to themselves or others": "purpose-2023-risk-of-harm",
        "bail conditions": "purpose-2023-conditions",
    },
    {
        "policing of crime hotspots": "crime-hotspot",
        "policing of missing person hotspots": "missing-person-hotspot",
        "protection of cni": "cni-protective-security",
        "protection of event": "event-protective-security",
        "specific intelligence": "specific-intelligence",
    },
)
"""Words of the purposes of one list -> codes of scheme ``use-case``.

Numbers mean nothing by themselves: the same ones stand for other purposes from
one list to the next, and so do some words.
"""

_ITEM = re.compile(
    r"^(?P<number>\d{1,2})\.[ \t]*(?P<words>\S.*(?:\n(?!\d{1,2}\.)[^\t\f\n]+$)*)", re.MULTILINE
)
"""An item and the lines that it goes on for; rows of a table and another page are none of these."""

_NUMBERS = re.compile(r"\d{1,2}(?:\s*,\s*\d{1,2})*")


@dataclass(frozen=True, slots=True)
class Purposes:
    """The lists of purposes that a record prints, each with the place where it ends."""

    lists: Sequence[tuple[int, Mapping[str, str]]]
    """One past the last character (offset), and number -> code."""

    def at(self, place: int) -> Mapping[str, str]:
        """Return what numbers printed at *place* stand for: the list that follows says it.

        A record that changes its list prints each under the rows that it explains.
        """
        after = [listed for end, listed in self.lists if end > place]
        return after[0] if after else self.lists[-1][1] if self.lists else {}


def purposes(document: Document) -> Purposes:
    """Return the lists of purposes that the record prints and we know."""
    found: list[tuple[int, Mapping[str, str]]] = []
    items: list[re.Match[str]] = []
    for item in _ITEM.finditer(document.text):
        if items and int(item["number"]) <= int(items[-1]["number"]):
            found += _known(items)
            items = []
        items.append(item)
    return Purposes((*found, *_known(items)))


def _known(items: Sequence[re.Match[str]]) -> list[tuple[int, Mapping[str, str]]]:
    """Return the list that *items* are, where exactly one that we know explains most of them."""
    words = {item["number"]: " ".join(item["words"].lower().split()) for item in items}
    read = [
        {
            number: next(iter(codes))
            for number, text in words.items()
            if len(codes := {code for known, code in listed.items() if known in text}) == 1
        }
        for listed in LISTS
    ]
    most = max(map(len, read))
    best = [codes for codes in read if len(codes) == most]
    return [(items[-1].end(), best[0])] if most and len(best) == 1 else []


def read_purpose(printed: str, listed: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the codes that a cell names, by numbers of *listed* or by name; None when unknown."""
    text = printed.strip()
    if _NUMBERS.fullmatch(text):
        numbers = [number.strip() for number in text.split(",")]
        if not all(number in listed for number in numbers):
            return None
        return tuple(listed[number] for number in numbers)
    by_name = {
        _plain(name): code for code, names in vocabulary.names("use-case").items() for name in names
    }
    code = by_name.get(_plain(text))
    return None if code is None else (code,)


def _plain(name: str) -> str:
    """Return a name so that singular and plural meet."""
    return re.sub(r"[^a-z]+", " ", name.lower()).strip().removesuffix("s")
