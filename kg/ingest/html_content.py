"""Choose what of a page is the document: not the site around it.

What stands around is told by its markup, and only where it is small; where
that leaves a doubt, it is kept, since a lost answer is worse than a banner.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.ingest.html_tree import Element, Page, count
from kg.ingest.html_words import INLINE

ENGLISH = 25
"""With so many words of English, what is marked as Welsh is left out."""

SENTENCE = 8
"""So many words outside the container that a site's markup calls its content may be an answer."""

PARAGRAPH = 25
"""So many words outside ``main`` may be an answer."""

BAR = 60
"""A banner or a bar has at most so many words, unless it speaks of cookies."""

_AROUND = frozenset({"nav", "aside", "dialog"})
_CONTROLS = frozenset({"button", "legend", "meter", "progress", "fieldset"})
_ROLES = {"navigation": "nav", "complementary": "aside", "search": "nav", "dialog": "dialog"}
_ROLES |= {"alertdialog": "dialog", "banner": "header", "contentinfo": "footer", "main": "main"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FOLDED = re.compile(r"accordion|collaps|expand|tab-?(?:panel|pane|content)|toggle|details", re.I)
"""Names of what a reader of the page opens with a click: it is hidden until then."""

_CONSENT = re.compile(r"cookie|consent|gdpr|onetrust|civic-?uk", re.I)
_OF_CONSENT = re.compile(r"\b(?:cookies?|consent|privacy)\b", re.I)
_BARS = re.compile(
    r"(?:^|[\s_-])(?:bread-?crumbs?|skip-?(?:links?|nav|navigation|to-?(?:main-?)?content)?"
    r"|(?:exit|leave|escape)-?(?:this-?)?(?:site|page|bar|button)|(?:quick|safe)-?(?:exit|escape)"
    r"|(?:site|global|top|main)-?(?:nav|navigation|menu|search)"
    r"|social(?:-?(?:media|share|links?|icons?))?|shar(?:e|ing)(?:-?(?:this|links?|bar|buttons?))?"
    r"|related(?:-?(?:links?|content|pages?|items?|articles?))?|pagination|pager|back-?to-?top"
    r"|(?:beta|alpha|phase|emergency|notification|site|alert)-?banner|banner|feedback"
    r"|page-?(?:rating|feedback|tools)|sr-?only|visually-?hidden|screen-?reader(?:-?text|-?only)?"
    r"|element-?invisible)(?=$|[\s_-])",
    re.I,
)
_CONTAINERS = re.compile(
    r"(?:^|\s)(?:(?:main|page|site|primary|entry|article|post|node|region|inner|body)?[-_]*content"
    r"(?:[-_]?(?:area|main|body|wrapper|inner))?|node__content|rich-?text|wysiwyg|main|primary)"
    r"(?=$|\s)",
    re.I,
)


def content_of(page: Page) -> Element:
    """Return the part of *page* that is the document, without what stands around it."""
    body = _without_welsh(page.body, page.language)
    body = _pruned(body)
    chosen = _chosen(body)
    if chosen is body or "h1" in chosen.holds:
        return chosen
    headings = [element for element in body.all() if element.tag == "h1"]
    if len(headings) != 1:
        return chosen
    return Element("div", {}, [headings[0], chosen])


def _chosen(body: Element) -> Element:
    """Return the element that holds the document, or *body* where none surely holds all of it."""
    found = list(body.all())
    main = [element for element in found if _kind(element) == "main"]
    if main:
        best = max(main, key=lambda element: element.words)
        return body if _longest_outside(body, best) >= PARAGRAPH else best
    named = [
        element
        for element in found
        if element.tag == "article" or _CONTAINERS.search(element.names)
    ]
    for element in sorted(named, key=lambda element: -element.words)[:3]:
        if element is not body and _longest_outside(body, element) < SENTENCE:
            return element
    return body


def _longest_outside(body: Element, chosen: Element) -> int:
    """Return how many words the longest paragraph of *body* outside *chosen* has, less links."""
    longest = run = 0
    for words in _runs(body, chosen):
        run = run + words if words else 0
        longest = max(longest, run)
    return longest


def _runs(body: Element, chosen: Element) -> Iterator[int]:
    """Yield the words of each text, and 0 where a paragraph ends."""
    waiting: list[Element | str | None] = [body]
    while waiting:
        item = waiting.pop()
        if item is None:
            yield 0
        elif isinstance(item, str):
            if number := len(item.split()):
                yield number
        elif item is not chosen and item.tag != "a":
            if item.tag not in INLINE:
                yield 0
                waiting.append(None)
            waiting += reversed(item.children)


def _pruned(body: Element) -> Element:
    """Return *body* without what stands around the document and what is not shown."""
    total = max(body.words, 1)
    opened_by_click = {
        name
        for element in body.all()
        for key in ("aria-controls", "data-target", "data-bs-target")
        for name in element.get(key).replace("#", " ").split()
    }
    pruned = replace(body, children=list(body.children))
    waiting = [(pruned, False)]
    while waiting:
        element, inside = waiting.pop()
        inside = inside or _kind(element) in {"main", "article"}
        kept: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str):
                kept.append(child)
            elif not _is_around(child, total, opened_by_click, inside=inside):
                copy = replace(child, children=list(child.children))
                kept.append(copy)
                waiting.append((copy, inside))
        element.children[:] = kept
    count(pruned)
    return pruned


def _is_around(element: Element, total: int, opened_by_click: set[str], *, inside: bool) -> bool:
    """Whether *element* is no part of the document."""
    kind = _kind(element)
    holds_document = bool(element.holds & {"main", "h1"}) or kind in {"main", "h1", "article"}
    small = element.words * 2 < total
    if _is_hidden(element, opened_by_click):
        return not (element.holds & {"main"} or kind == "main")
    if kind in _CONTROLS:
        return kind in {"button", "legend", "meter", "progress"}
    if holds_document:
        return False
    if kind in _AROUND:
        return small or _speaks_of_consent(element)
    if kind in {"header", "footer"}:
        return not inside and small
    if kind == "form":
        return small and element.words < 2 * BAR
    if _CONSENT.search(element.names):
        return element.words <= BAR or _speaks_of_consent(element)
    if _BARS.search(element.names):
        return element.words <= BAR and small
    return False


def _kind(element: Element) -> str:
    """Return the tag of *element*, or the one that its role stands for."""
    return _ROLES.get(element.get("role").strip().lower(), element.tag)


def _is_hidden(element: Element, opened_by_click: set[str]) -> bool:
    """Whether *element* is not shown, and no click would show it."""
    hidden = (
        ("hidden" in element.attributes and element.get("hidden") != "until-found")
        or element.get("aria-hidden").lower() == "true"
        or _HIDDEN.search(element.get("style")) is not None
    )
    if not hidden or element.tag == "body":
        return False
    if _CONSENT.search(element.names):
        return True
    by_click = element.get("id") in opened_by_click or _FOLDED.search(element.names)
    return not by_click and element.get("role") not in {"tabpanel", "region"}


def _speaks_of_consent(element: Element) -> bool:
    """Whether *element* is about cookies from its beginning to its end."""
    return len(_OF_CONSENT.findall(element.text())) * 40 >= element.words


def _without_welsh(body: Element, language: str) -> Element:
    """Return *body* without the words marked as Welsh, where enough English is beside them."""
    languages: dict[int, str] = {}
    waiting = [(body, language)]
    elements = []
    while waiting:
        element, outer = waiting.pop()
        own = element.get("lang") or outer
        languages[id(element)] = own.lower()
        elements.append(element)
        waiting += [(child, own) for child in element.children if not isinstance(child, str)]
    welsh = [
        element for element in elements if languages[id(element)].split("-")[0] in {"cy", "cym"}
    ]
    in_welsh = sum(len(_own_words(element)) for element in welsh)
    if not welsh or body.words - in_welsh < ENGLISH:
        return body
    for element in welsh:
        element.children[:] = [child for child in element.children if not isinstance(child, str)]
    count(body)
    return body


def _own_words(element: Element) -> list[str]:
    return [word for child in element.children if isinstance(child, str) for word in child.split()]
