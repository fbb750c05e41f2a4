"""Count the items of lists in a page, as a browser prints their numbers."""

import re
from dataclasses import dataclass

from kg.ingest.docx_numbering import spelt
from kg.ingest.html_tree import Element

LISTS = frozenset({"ol", "ul", "menu", "dir"})
BULLET = "- "

_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimal",
    "lower-alpha": "lower-alpha",
    "lower-latin": "lower-alpha",
    "upper-alpha": "upper-alpha",
    "upper-latin": "upper-alpha",
    "lower-roman": "lower-roman",
    "upper-roman": "upper-roman",
    "none": "none",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.I)
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})")
_ROMANS = range(1, 4000)


@dataclass(slots=True)
class Counter:
    """Where a list is."""

    style: str
    next: int = 1
    step: int = 1

    def mark(self, item: Element) -> str:
        """Count *item*; return what is printed before its words, '' where nothing is."""
        value = _whole(item.get("value"), self.next)
        self.next = value + self.step
        style = _style(item, self.style)
        if style == "none":
            return ""
        return BULLET if style == "bullet" else f"{numbered(value, style)}. "


def counter(element: Element) -> Counter:
    """Return the counter of a list."""
    if element.tag != "ol":
        return Counter(_style(element, "bullet"))
    style = _style(element, "decimal")
    reversed_ = "reversed" in element.attributes
    items = sum(not isinstance(child, str) and child.tag == "li" for child in element.children)
    start = _whole(element.get("start"), items if reversed_ else 1)
    return Counter(style, start, -1 if reversed_ else 1)


def numbered(value: int, style: str) -> str:
    """Return a number as a list prints it; in figures where the style has none for it.

    >>> [numbered(28, style) for style in ("decimal", "lower-alpha", "upper-roman")]
    ['28', 'ab', 'XXVIII']
    """
    if style.endswith("alpha") and value > 0:
        letters = ""
        while value:
            value, letter = divmod(value - 1, 26)
            letters = chr(ord("a") + letter) + letters
        return letters.upper() if style.startswith("upper") else letters
    if style.endswith("roman") and value in _ROMANS:
        return spelt(value, "upperRoman" if style.startswith("upper") else "lowerRoman")
    return str(value)


def _style(element: Element, otherwise: str) -> str:
    """Return how a list or an item is numbered: by its style, its class, or its type."""
    told = _STYLE.search(element.get("style"))
    named = [*(told[1].lower().split() if told else ()), *element.get("class").lower().split()]
    found = next((_STYLES[name] for name in named if name in _STYLES), None)
    by_type = element.get("type").strip()
    return found or _TYPES.get(by_type) or _STYLES.get(by_type.lower()) or otherwise


def _whole(text: str, otherwise: int) -> int:
    found = _WHOLE.match(text)
    return int(found[1]) if found else otherwise
