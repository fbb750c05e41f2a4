"""Tell what bytes are, from how they open."""

import re
from typing import Literal

from kg.errors import UnreadableSourceError

Kind = Literal["pdf", "text"]

READ = "UTF-8 text and PDF with text can be read"
OPENINGS = (
    (b"PK\x03\x04", "a ZIP archive, such as DOCX, XLSX or a downloaded thread"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
)
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)


def kind_of(content: bytes, *, name: str) -> Kind:
    """Return what kind of document *content* is.

    Raises:
        UnreadableSourceError: it is of a kind that cannot be read; the message names the kind.
    """
    # Some servers send a blank line or a byte order mark before it; readers of PDF allow that.
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return "pdf"
    for opening, what in OPENINGS:
        if content.startswith(opening):
            raise UnreadableSourceError(
                f"{name}: {what}, which cannot be read; {READ}, so save it as one of these"
            )
    if _PAGE.match(content):
        raise UnreadableSourceError(
            f"{name}: a web page's source, which cannot be read; open it in a browser, select all, "
            "and save what you copy as a text file"
        )
    nul = content.find(0)
    if nul >= 0 and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableSourceError(
            f"{name}: not text: byte {nul} is NUL; {READ}, so save it as one of these"
        )
    return "text"
