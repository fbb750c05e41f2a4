"""What the styles of a DOCX say of its paragraphs: lists, headings, hidden text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

OFF = frozenset({"0", "false", "off"})
_HEADINGS = frozenset({"title", "heading 1"})


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document, by identifier."""

    styles: Mapping[str, ET.Element]
    default: str
    """Style of a paragraph that names none."""

    def numbering(self, properties: ET.Element | None) -> tuple[str, int | None, str] | None:
        """Return the list that a paragraph belongs to, its level, and the style that says so.

        The level is None where only the list can tell it; the style is '' where the
        paragraph itself says so.  None when it belongs to no list.
        """
        level: int | None = None
        for style, found in self._chain(properties, "pPr"):
            numbered = found.find("numPr")
            if numbered is None:
                continue
            level = _whole(value(numbered, "ilvl")) if level is None else level
            if (number := value(numbered, "numId")) is not None:
                return None if number == "0" else (number, level, style)
        return None

    def is_hidden(self, properties: ET.Element | None, paragraph: ET.Element | None) -> bool:
        """Return whether a run with *properties*, in a paragraph with its own, is not printed."""
        for _, found in self._chain(properties, "rPr"):
            if (vanish := found.find("vanish")) is not None:
                return is_on(vanish)
        for style, found in self._chain(paragraph, "rPr"):
            # The paragraph's own tell of its mark, not of its runs.
            if style and (vanish := found.find("vanish")) is not None:
                return is_on(vanish)
        return False

    def is_heading(self, properties: ET.Element | None) -> bool:
        """Return whether a paragraph is the title or a heading of the first order."""
        named = None if properties is None else value(properties, "pStyle")
        style = self.styles.get(named or self.default)
        return style is not None and (value(style, "name") or "").lower() in _HEADINGS

    def _chain(self, properties: ET.Element | None, kind: str) -> Iterator[tuple[str, ET.Element]]:
        """Yield *properties* and those of their styles, the nearest first, each with its style."""
        named = None
        if properties is not None:
            if properties.tag == kind:
                yield "", properties
            elif (own := properties.find(kind)) is not None:
                yield "", own
            named = value(properties, "rStyle" if properties.tag == "rPr" else "pStyle")
        if named is None and (properties is None or properties.tag == "pPr"):
            named = self.default
        seen: set[str] = set()
        while named is not None and named in self.styles and named not in seen:
            seen.add(named)
            style = self.styles[named]
            if (found := style.find(kind)) is not None:
                yield named, found
            named = value(style, "basedOn")


def read(root: ET.Element | None) -> Styles:
    """Return the styles that a styles part defines; none where there is no such part."""
    styles = {} if root is None else {style.get("styleId", ""): style for style in root}
    default = next(
        (
            key
            for key, style in styles.items()
            if style.get("type") == "paragraph" and style.get("default") not in {None, *OFF}
        ),
        "",
    )
    return Styles(styles, default)


def value(element: ET.Element, name: str) -> str | None:
    """Return the value of the child *name*; None when there is no such child."""
    found = element.find(name)
    return None if found is None else found.get("val")


def is_on(element: ET.Element | None) -> bool:
    """Return whether a switch is there and not off."""
    return element is not None and element.get("val") not in OFF


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else None
