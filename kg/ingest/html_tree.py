"""Read the markup of a page as a browser does, into elements that hold what is printed.

What is never printed, such as scripts, is left out.  A page may be hostile:
elements nested without end, and marks that are opened and never closed, would
cost a reader of HTML the square of their number, so both are bounded before.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import UnreadableSourceError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST = 500_000
"""The most tags that a page may have."""

DEEPEST = 256
"""Elements nested deeper are read as lines of the one that they stand in; browsers do so at 512."""

UNCLOSED = 64
"""With more marks such as ``b`` open at once, all are left out: they tell nothing here."""

ATTRIBUTES = 500
"""A tag with more attributes is read without them."""

UNPRINTED = frozenset({
    "applet", "audio", "canvas", "datalist", "embed", "frameset", "head", "iframe", "input",
    "map", "math", "noembed", "noframes", "noscript", "object", "script", "select", "source",
    "style", "svg", "template", "textarea", "track", "video",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr", "!doctype",
})  # fmt: skip
_CLOSED_BY_ITSELF = frozenset({
    "a", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption",
    "colgroup", "option", "optgroup", "rp", "rt", "html", "head", "body",
})  # fmt: skip
"""Need no end tag, so that many of them are no sign of depth."""

_MARKS = frozenset({
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
_INLINE = _MARKS | frozenset({"a", "abbr", "span", "sub", "sup"})
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|xmp|iframe)\b.*?(?:</\1\b|\Z)"
    r"|<(?P<end>/?)(?P<tag>[a-z][^\s/>]*+)"
    r"(?P<rest>(?:[^>=]|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)",
    re.I | re.S,
)
_QUOTED = re.compile(r"\"[^\"]*+\"?|'[^']*+'?")


@dataclass(slots=True, eq=False)
class Element:
    """An element of a page, with the words and elements in it."""

    tag: str
    attributes: Mapping[str, str]
    children: list["Element | str"] = field(default_factory=list)
    words: int = 0
    """How many words are in it."""

    holds: frozenset[str] = frozenset()
    """Which of the tags of LANDMARKS are inside it."""

    def get(self, name: str) -> str:
        """Return an attribute, '' where there is none."""
        return self.attributes.get(name, "")

    @property
    def names(self) -> str:
        """Its classes and its identifier."""
        return f"{self.get('class')} {self.get('id')}".strip()

    def has_class(self, name: str) -> bool:
        """Return whether *name* is one of its classes."""
        return name in self.get("class").split()

    def all(self) -> Iterator["Element"]:
        """Yield it and all elements inside it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if not isinstance(child, str)]

    def text(self) -> str:
        """Return the words inside it on one line."""
        waiting: list[Element | str] = [self]
        found = []
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                found.append(item)
            else:
                waiting += reversed(item.children)
                found.append(" " if item.tag not in _INLINE else "")
        return " ".join("".join(found).split())


LANDMARKS = frozenset({"main", "h1", "article", "table", "ol", "ul", "h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what its head says of it, and its body."""

    head: Element
    body: Element
    language: str
    """As the page gives it; '' when it does not."""


def parse(source: str, *, name: str) -> Page:
    """Return the page that *source* is; every source is some page.

    Raises:
        UnreadableSourceError: it has more elements than a document does.
    """
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    # Without its events the parser is not slowed down by long lists of options.
    parsed = LexborHTMLParser(_bounded(source, name), options=LexborDocumentOptions.WO_EVENTS)
    root = parsed.root
    language = "" if root is None else root.attributes.get("lang") or ""
    return Page(_element(parsed.head, frozenset()), _element(parsed.body, UNPRINTED), language)


def count(root: Element) -> None:
    """Count anew the words in *root* and in all elements inside it."""
    for element in reversed(list(root.all())):
        inside = [child for child in element.children if not isinstance(child, str)]
        element.words = sum(child.words for child in inside) + sum(
            len(child.split()) for child in element.children if isinstance(child, str)
        )
        held = {child.tag for child in inside} & LANDMARKS
        element.holds = frozenset(held.union(*(child.holds for child in inside)))


def _element(node: "LexborNode | None", left_out: frozenset[str]) -> Element:
    """Return *node* and all that is in it; an empty element for None."""
    if node is None:
        return Element("", {})
    root = Element(node.tag or "", _attributes(node))
    waiting = [(node.first_child, root)]
    while waiting:
        current, parent = waiting.pop()
        while current is not None:
            tag = current.tag or ""
            if tag == "-text":
                parent.children.append(current.text_content or "")
            elif not tag.startswith("-") and tag not in left_out:
                element = Element(tag, _attributes(current))
                parent.children.append(element)
                waiting.append((current.next, parent))
                parent, current = element, current.first_child
                continue
            current = current.next
    count(root)
    return root


def _attributes(node: "LexborNode") -> Mapping[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _bounded(source: str, name: str) -> str:
    """Return *source* with no more depth and open marks than its reader can take.

    Raises:
        UnreadableSourceError: it has more elements than a document does.
    """
    opened: list[str] = []
    counts: dict[str, int] = {}
    parts: list[str] = []
    last = tags = marks = most_marks = 0
    for match in _TAG.finditer(source):
        tag = (match["tag"] or "").lower()
        if not tag:
            continue
        tags += 1
        if tags > MOST:
            raise UnreadableSourceError(
                f"{name}: the page has more than {MOST:,} tags; "
                "save the part that answers the request as a page of its own"
            )
        if tag in _MARKS:
            marks = max(marks + (-1 if match["end"] else 1), 0)
            most_marks = max(most_marks, marks)
        shown: str | None = None
        if tag not in _VOID and tag not in _CLOSED_BY_ITSELF:
            depth = _follow(opened, counts, tag, is_end=bool(match["end"]))
            if depth >= DEEPEST:
                shown = " " if tag in _INLINE else "<br>"
        if shown is None and len(match["rest"]) > ATTRIBUTES:
            named = _QUOTED.sub("", match["rest"])
            if len(named.split()) > ATTRIBUTES:
                shown = f"<{match['end']}{tag}>"
        if shown is not None:
            parts += source[last : match.start()], shown
            last = match.end()
    bounded = "".join([*parts, source[last:]])
    if most_marks > UNCLOSED:
        return _TAG.sub(
            lambda match: "" if (match["tag"] or "").lower() in _MARKS else match[0], bounded
        )
    return bounded


def _follow(opened: list[str], counts: dict[str, int], tag: str, *, is_end: bool) -> int:
    """Open or close *tag*; return how deep it stands.  An end tag closes all opened inside it."""
    if not is_end:
        opened.append(tag)
        counts[tag] = counts.get(tag, 0) + 1
        return len(opened) - 1
    if not counts.get(tag):
        return len(opened)
    while True:
        closed = opened.pop()
        counts[closed] -= 1
        if closed == tag:
            return len(opened)
