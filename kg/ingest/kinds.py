"""Tell what bytes are, from how they open."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import Literal

from kg.errors import UnreadableSourceError
from kg.ingest import package, sheet

Kind = Literal["pdf", "text", "docx", "xlsx", "csv", "html", "json", "mail", "zip", "image"]

READ = "pages, mails, PDF, DOCX, XLSX, CSV and text can be read, and ZIP archives of them"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""Open PNG, JPEG and TIFF: pictures of letters, which OCR reads."""

OPENINGS = (
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document, or one that is locked with a password"),
    (b"{\\rtf", "an RTF document"),
)
WIDE = (BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE)
HEAD = 64 * 1024
"""What bytes are is told by so many of them; a page may open with a long remark."""

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html|head|body|meta"
    r"|title|link|script|main|article|section|div|h[1-6]|p|table|ol|ul|base)(?=[\s>/])",
    re.I | re.S,
)
_HEADERS = re.compile(r"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)++(?:\n|\Z)")
_BY_PERSON = re.compile(r"^(?:From|Subject|Date):", re.I | re.M)
_BY_MACHINE = re.compile(
    r"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To|DKIM-Signature"
    r"|X-[a-z-]+):",
    re.I | re.M,
)
"""No person types these above a letter; the other headers are copied with it."""

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_REQUEST = (b'"url_title"', b'"info_request_events"')


def kind_of(content: bytes, *, name: str) -> Kind:
    """Return what kind of document *content* is.

    Raises:
        UnreadableSourceError: it is of a kind that cannot be read; the message names the kind.
    """
    # Some servers send a blank line or a byte order mark before it; readers of PDF allow that.
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return "pdf"
    if content.startswith((ZIP, EMPTY_ZIP)):
        return _in_archive(content, name)
    if content.startswith(IMAGES):
        return "image"
    for opening, what in OPENINGS:
        if content.startswith(opening):
            raise UnreadableSourceError(
                f"{name}: {what}, which cannot be read; {READ}, so save it as one of these"
            )
    head = _head(content)
    if _PAGE.match(head):
        return "html"
    if _is_mail(head, name):
        return "mail"
    if head.lstrip().startswith("{") and all(key in content for key in _REQUEST):
        return "json"
    nul = content.find(0)
    if nul >= 0 and not content.startswith(WIDE):
        raise UnreadableSourceError(
            f"{name}: not text: byte {nul} is NUL; {READ}, so save it as one of these"
        )
    return "csv" if sheet.is_separated(content, name=name) else "text"


def _in_archive(content: bytes, name: str) -> Kind:
    """Return what a ZIP archive is: an Office file, or one that holds documents.

    Raises:
        UnreadableSourceError: it is a file of a program, of a kind that cannot be read.
    """
    if _OPEN_DOCUMENT in content[:HEAD]:
        raise UnreadableSourceError(
            f"{name}: an OpenDocument file, which cannot be read; save it as DOCX, XLSX or PDF"
        )
    return package.kind_of(content, name=name) or "zip"


def _head(content: bytes) -> str:
    """Return the beginning of *content*, as far as it is plain, with line ends as ``\\n``."""
    head = content[:HEAD]
    if head.startswith(WIDE):
        wide = head.startswith((BOM_UTF32_LE, BOM_UTF32_BE))
        text = head.decode("utf-32" if wide else "utf-16", "replace")
    else:
        text = head.removeprefix(BOM_UTF8).decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_mail(head: str, name: str) -> bool:
    """Whether a file opens as a mail does: with headers, some of them set by machines.

    A person who saves a letter as text copies the others with it.
    """
    headers = _HEADERS.match(head)
    if headers is None or _BY_PERSON.search(headers[0]) is None:
        return False
    return _BY_MACHINE.search(headers[0]) is not None or name.lower().endswith(".eml")
