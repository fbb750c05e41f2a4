"""Read the page of a request on WhatDoTheyKnow, or on another site of its kind.

It gives the status that the requester gave it, the authority, and each
message with its day and its side.  Who asked is not taken down; what the
messages themselves say is, as they say it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.ingest.html_tree import Element, Page, count
from kg.ingest.html_words import Flow, resolved
from kg.ingest.layout import Layout

REQUESTER = "the requester"

_MESSAGE = re.compile(r"(incoming|outgoing)-\d+")
_LEFT_OUT = frozenset({
    "correspondence__header", "correspondence__footer", "event_actions", "unfold_link",
    "attachments", "js-delivery-log-ajax-error", "hidden_message",
})  # fmt: skip
_TO = re.compile(r"\brequest to (.+?)(?: as part of a batch\b|[.(]|$)")
_BY = re.compile(r"^(.+?) made this ")
_FOLDED = re.compile(r"^(?:show|hide) quoted sections$", re.I)
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_ORIGINAL = re.compile(
    r"^\s*[-_\s]*(?:original message|forwarded message|begin forwarded message)[-_:\s]*$", re.I
)
_PASS = re.compile(r"[?&]cookie_passthrough=1$")
"""Ends the address of an attachment where a browser asks for it."""

_SIDE = re.compile(r"(?:From|To|Cc|Bcc)\s*:", re.I)
"""Opens a line of headers that names people, where an earlier mail is quoted."""

_SHINGLE = 5
"""Words are printed before when all runs of so many among them are."""


def is_request(page: Page) -> bool:
    """Return whether *page* is that of a request."""
    return any(_side(element) is not None for element in page.body.all())


def lay_out(page: Page, flow: Flow) -> None:
    """Lay out title, status, authority and all messages of *page*."""
    found = list(page.body.all())
    header = next((element for element in found if element.has_class("request-header")), page.body)
    subtitle = _first(header, lambda element: element.has_class("request-header__subtitle"))
    authority = _authority(subtitle or header)
    person = _requester(subtitle)
    title = _first(header, lambda element: element.tag == "h1")
    flow.line("" if title is None else title.text())
    status = _first(page.body, lambda element: element.get("id") == "request_status")
    flow.line("" if status is None else _without(person, status.text()))
    flow.line(f"Authority: {authority}" if authority else "")
    thread = _Thread()
    for side, element in _messages(page.body):
        flow.blank_line()
        flow.line(_heading(side, authority, _day(element)))
        flow.blank_line()
        _lay_out_message(element, flow, thread)


@dataclass(slots=True)
class _Thread:
    """What the messages so far have said."""

    printed: set[tuple[str, ...]] = field(default_factory=set)

    def has(self, words: str) -> bool:
        """Return whether *words* were printed before."""
        return bool(words.split()) and all(run in self.printed for run in _runs(words))

    def add(self, words: str) -> None:
        self.printed.update(_runs(words))


def _messages(body: Element) -> Iterator[tuple[str, Element]]:
    """Yield the messages in their order, each with its side; what is in one is part of it."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        side = _side(element)
        if side is None:
            waiting += [child for child in reversed(element.children) if not isinstance(child, str)]
        else:
            yield side, element


def _lay_out_message(element: Element, flow: Flow, thread: _Thread) -> None:
    """Add what a message says, but what it quotes of earlier ones, and then its attachments."""
    text = _first(element, lambda inner: inner.has_class("correspondence_text")) or element
    inside = Flow(Layout(flow.layout.name), flow.base, spaced=True)
    inside.add(_told(text))
    said = "".join(inside.layout.parts)
    lines = said.split("\n")
    kept = _kept(lines, thread)
    start = 0
    for number, line in enumerate(lines):
        if not line.strip():
            flow.blank_line()
        elif number in kept:
            shift = flow.line_as_it_is(line)[0] - start
            for link in inside.layout.links:
                if start <= link.start and link.end <= start + len(line):
                    flow.layout.link(link.target, (link.start + shift, link.end + shift))
        start += len(line) + 1
    thread.add(said)
    _lay_out_attachments(element, flow)


def _kept(lines: list[str], thread: _Thread) -> set[int]:
    """Return which lines are no repetition of an earlier message."""
    kept = set()
    for paragraph, is_quoted in _paragraphs(lines):
        words = " ".join(_QUOTE.sub("", lines[n]) for n in paragraph)
        if not (is_quoted and thread.has(words)):
            kept.update(paragraph)
    return kept


def _paragraphs(lines: list[str]) -> Iterator[tuple[list[int], bool]]:
    """Yield the lines of each paragraph, and whether it is quoted from another message."""
    paragraph: list[int] = []
    after_original = was_quoted = False
    for number, line in enumerate([*lines, ""]):
        is_quoted = bool(_QUOTE.match(line))
        words = _QUOTE.sub("", line).strip()
        is_original = bool(_ORIGINAL.match(words))
        if paragraph and (not words or is_original or is_quoted != was_quoted):
            yield paragraph, was_quoted or after_original
            paragraph = []
        was_quoted = is_quoted
        if is_original:
            after_original = True
            yield [number], False
        elif words and not (after_original and _SIDE.match(words)):
            paragraph.append(number)


def _runs(words: str) -> Iterator[tuple[str, ...]]:
    found = re.findall(r"\w+", words.lower())
    for start in range(max(len(found) - _SHINGLE, 0) + 1):
        yield tuple(found[start : start + _SHINGLE])


def _told(element: Element) -> Element:
    """Return *element* without what the site puts around the words of a message."""
    copy = Element(element.tag, element.attributes, [])
    waiting = [(element, copy)]
    while waiting:
        original, told = waiting.pop()
        for child in original.children:
            if isinstance(child, str):
                told.children.append(child)
            elif not _is_of_the_site(child):
                inner = Element(child.tag, child.attributes, [])
                told.children.append(inner)
                waiting.append((child, inner))
    count(copy)
    return copy


def _is_of_the_site(element: Element) -> bool:
    if element.tag in {"button", "form", "h2"} or _LEFT_OUT.intersection(element.names.split()):
        return True
    return element.tag == "a" and _FOLDED.match(element.text()) is not None


def _lay_out_attachments(element: Element, flow: Flow) -> None:
    for item in element.all():
        if not item.has_class("attachment") or item.tag not in {"li", "p", "div"}:
            continue
        named = _first(
            item, lambda inner: inner.has_class("attachment__name") or inner.tag == "strong"
        )
        links = [inner.get("href") for inner in item.all() if inner.tag == "a"]
        words = "" if named is None else named.text()
        span = flow.line(f"Attachment: {words}") if words else None
        target = next((_PASS.sub("", link) for link in links if "/attach/" in link), "")
        if span is not None and target:
            flow.layout.link(resolved(flow.base, target), (span[1] - len(words), span[1]))


def _side(element: Element) -> str | None:
    """Return whose message *element* is: ``incoming`` or ``outgoing``; None when it is none."""
    if not element.has_class("correspondence"):
        return None
    found = _MESSAGE.fullmatch(element.get("id"))
    return None if found is None else found[1]


def _heading(side: str, authority: str, day: str) -> str:
    who = f"the authority, {authority}" if authority else "the authority"
    return f"From {REQUESTER if side == 'outgoing' else who}" + (f", {day}:" if day else ":")


def _day(element: Element) -> str:
    """Return the day of a message as the page prints it; older pages print it in a heading."""
    for header in element.all():
        if header.has_class("correspondence__header") or header.tag == "h2":
            time = _first(header, lambda inner: inner.tag == "time")
            day = time or _first(
                header, lambda inner: inner.has_class("correspondence__header__date")
            )
            if day is not None:
                return day.text() or day.get("datetime").partition("T")[0]
            return re.sub(r"^.*?(?=\S+ \S+ \d{4}$)", "", header.text())[-30:]
    return ""


def _authority(subtitle: Element) -> str:
    linked = _first(
        subtitle, lambda element: element.tag == "a" and "/body/" in element.get("href")
    )
    if linked is not None:
        return linked.text()
    told = _TO.search(subtitle.text())
    return told[1].strip() if told and subtitle.tag != "body" else ""


def _requester(subtitle: Element | None) -> str:
    if subtitle is None:
        return ""
    linked = _first(
        subtitle, lambda element: element.tag == "a" and "/user/" in element.get("href")
    )
    told = _BY.match(subtitle.text())
    return linked.text() if linked is not None else told[1] if told else ""


def _without(person: str, words: str) -> str:
    return words.replace(person, REQUESTER) if person else words


def _first(element: Element, fits: Callable[[Element], bool]) -> Element | None:
    return next((inner for inner in element.all() if fits(inner)), None)
