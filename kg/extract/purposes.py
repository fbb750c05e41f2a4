"""Read what a deployment was for: a printed name, or numbers that a list in the record explains."""

import re
from collections.abc import Mapping

from kg import vocabulary
from kg.model import Document

WORDS: dict[str, str] = {
    "violent and other serious crime": "purpose-2020-violent-crime",
    "wanted by the courts": "purpose-2020-warrants",
    "equitability study": "purpose-2022-equitability-study",
}
"""Words of a printed purpose -> code of scheme ``use-case``.

Numbers mean nothing by themselves: the same ones stand for other purposes from 2023.
"""

_ITEM = re.compile(
    r"^(?P<number>\d{1,2})\.[ \t]*(?P<words>\S.*(?:\n(?!\d{1,2}\.).+)*)", re.MULTILINE
)
_NUMBERS = re.compile(r"\d{1,2}(?:\s*,\s*\d{1,2})*")


def purposes(document: Document) -> Mapping[str, str]:
    """Return number -> code for the purposes that the record lists and we know."""
    found = {}
    for item in _ITEM.finditer(document.text):
        words = " ".join(item["words"].lower().split())
        codes = [code for known, code in WORDS.items() if known in words]
        if len(codes) == 1:
            found[item["number"]] = codes[0]
    return found


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
