"""Read a mail: its subject, day and sides, what it says, and what is attached.

People are not named: of an address only the organisation is printed, with the
office before it where it is one, such as ``foi@``.
"""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses

from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest.encoding import decode
from kg.ingest.html_content import content_of
from kg.ingest.html_tree import parse
from kg.ingest.html_words import Flow
from kg.ingest.layout import Layout
from kg.ingest.pieces import Piece
from kg.model import Document

MEDIA_TYPE = "message/rfc822"
SIGNATURE = 10_000
"""A picture in the text that is smaller (bytes) is a logo or a signature."""

PARTS = 1_000
"""The most parts that a mail may have."""

DAMAGE = (
    MessageError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the reader of mails lets escape when a header or part is not what it should be."""

_OFFICE = re.compile(
    r"(?:foia?|foi|freedom|information|info|disclosures?|dpo|data|records?|requests?|enquir(?:y|ies)"
    r"|inquir(?:y|ies)|contact|admin|office|access|eir|sar|complaints?|review|reviews|unit|team"
    r"|governance|compliance|assurance|rights|request-\d+(?:-[0-9a-f]+)?|no-?reply|casework|of"
    r"|and|protection|management|internal|central|corporate|legal|services?|mail(?:box)?|the|force"
    r"|police|public|hq|general|support|publication|scheme|data-?protection)",
    re.I,
)
_ADDRESS = re.compile(r"([^@\s<>\"]+)@([a-z0-9.-]+\.[a-z]{2,})", re.I)
_SAFE = re.compile(r"[^\w .()\[\]&+,'-]+")


def read(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the mail that *content* is, without what is attached to it.

    Raises:
        UnreadableSourceError: the mail is damaged.
        NoTextError: it says nothing.
    """
    try:
        message = _message(content, name)
        layout = Layout(name, url)
        flow = Flow(layout)
        subject = _header(message, "subject")
        flow.line(f"Subject: {subject}" if subject else "")
        day = _header(message, "date")
        flow.line(f"Date: {day}" if day else "")
        for side in ("From", "To"):
            who = ", ".join(_organisations(_header(message, side.lower())))
            flow.line(f"{side}: {who}" if who else "")
        flow.blank_line()
        headers = len(layout.parts)
        _lay_out_body(message, flow)
    except DAMAGE as error:
        raise _damaged(name, error) from error
    if len(layout.parts) == headers and not subject:
        raise NoTextError(
            f"{name}: the mail has neither a subject nor words; what is attached to it is read "
            "by itself, so save that"
        )
    # A subject may name who asked; it stays in the text and is no title of a record.
    return layout.document(media_type=MEDIA_TYPE, sha256=sha256)


def attachments(content: bytes, *, name: str) -> Iterator[Piece]:
    """Yield what is attached to the mail that *content* is, named after it.

    Raises:
        UnreadableSourceError: the mail is damaged.
    """
    try:
        message = _message(content, name)
        body = {id(part) for part in _bodies(message)}
        found = [
            (part, inner)
            for part in _parts(message)
            if id(part) not in body and (inner := _attached(part)) is not None
        ]
    except DAMAGE as error:
        raise _damaged(name, error) from error
    taken: dict[str, int] = {}
    for part, inner in found:
        label = _label(part)
        taken[label] = taken.get(label, 0) + 1
        if taken[label] > 1:
            label = f"{taken[label]} {label}"
        yield Piece(name=f"{name}/{label}", content=inner)


def _message(content: bytes, name: str) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(content)
    parts = sum(1 for _ in _parts(message))
    if parts > PARTS:
        raise UnreadableSourceError(
            f"{name}: the mail has more than {PARTS:,} parts; save the reply as a file of its own"
        )
    return message


def _parts(message: Message) -> Iterator[EmailMessage]:
    """Yield the parts of a mail that hold others no more; a mail inside it is one part."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting += [item for item in reversed(inner) if isinstance(item, Message)]
        elif isinstance(part, EmailMessage):
            yield part


def _bodies(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that are the mail's own words: its plain text, or else its page."""
    body = message.get_body(preferencelist=("plain", "html"))
    found = [] if body is None else [body]
    # The other forms of the same words are no attachments.
    other = message.get_body(preferencelist=("html",))
    return [part for part in (*found, other) if isinstance(part, EmailMessage)]


def _lay_out_body(message: EmailMessage, flow: Flow) -> None:
    bodies = [part for part in _bodies(message) if _content(part).strip()]
    if not bodies:
        return
    body = bodies[0]
    declared = body.get_content_charset()
    text, doubt = decode(_content(body), declared, name=flow.layout.name)
    start = flow.layout.length
    if body.get_content_subtype() == "html":
        inside = Flow(flow.layout, spaced=True)
        inside.add(content_of(parse(text, name=flow.layout.name)))
    else:
        for line in text.rstrip("\n").split("\n"):
            flow.line_as_it_is(line.rstrip())
    if doubt is not None:
        flow.layout.doubt(doubt.reason, (start, flow.layout.length))


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _attached(part: EmailMessage) -> bytes | None:
    """Return the bytes of an attachment; None where it is no document."""
    if part.get_content_type() == MEDIA_TYPE:
        inside = _inside(part)
        return None if inside is None else inside.as_bytes()
    content = _content(part)
    is_picture = part.get_content_maintype() == "image"
    is_inline = part.get_content_disposition() != "attachment" or "content-id" in part
    if not content.strip() or (is_picture and is_inline and len(content) < SIGNATURE):
        return None
    return content


def _inside(part: EmailMessage) -> Message | None:
    """Return the mail that a part holds."""
    held = part.get_payload()
    first = held[0] if isinstance(held, list) and held else None
    return first if isinstance(first, Message) else None


def _label(part: EmailMessage) -> str:
    """Return the name of an attachment, as a label that is no path."""
    if part.get_content_type() == MEDIA_TYPE:
        inside = _inside(part)
        subject = "" if inside is None else _header(inside, "subject")
        return f"{label(subject) or 'mail'}.eml"
    try:
        named = part.get_filename() or ""
    except DAMAGE:
        # A broken name is no reason to lose what it names.
        named = ""
    return label(named) or f"part.{label(part.get_content_subtype()) or 'bin'}"


def label(named: str) -> str:
    """Return *named* as a label that is no path, and that can be printed.

    >>> label("../../etc/reply.pdf"), label("C:\\\\letters\\\\reply.pdf")
    ('reply.pdf', 'reply.pdf')
    """
    last = re.split(r"[/\\]", named)[-1]
    return " ".join(_SAFE.sub(" ", last).split()).lstrip(".")[:120]


def _header(message: Message, header: str) -> str:
    """Return a header on one line; '' where it is missing or broken."""
    try:
        value = str(message.get(header, ""))
    except DAMAGE:
        # A header may be broken where the words are whole.
        return ""
    return " ".join(value.encode("utf-8", "replace").decode().split())


def _organisations(addresses: str) -> list[str]:
    """Return the organisations of *addresses*, each once, with its office where it is one.

    >>> _organisations("Jo Bloggs <j.bloggs@force.example>, foi.unit@force.example")
    ['force.example', 'foi.unit@force.example']
    """
    found = []
    for _, address in getaddresses([addresses]):
        parts = _ADDRESS.fullmatch(address.strip())
        if parts is None:
            continue
        words = [word for word in re.split(r"[._+]|-(?!\d)", parts[1]) if word]
        is_office = bool(words) and (
            _OFFICE.fullmatch(parts[1]) or all(map(_OFFICE.fullmatch, words))
        )
        found.append(f"{parts[1]}@{parts[2]}" if is_office else parts[2])
    return list(dict.fromkeys(found))


def _damaged(name: str, error: Exception) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"{name}: the mail is damaged ({str(error)[:80] or type(error).__name__}); save it again"
    )
