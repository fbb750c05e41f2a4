"""Bytes to a Document.  The only stage that opens a document's file.

What a document is, its bytes tell; its name does not count.
"""

import hashlib
import stat
from pathlib import Path

from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest import docx, html, mail, ocr, pdf, sheet, text, whatdotheyknow_json
from kg.ingest.archive import unpack
from kg.ingest.kinds import kind_of
from kg.ingest.pieces import LIMIT, Piece
from kg.model import Document

__all__ = ["LIMIT", "Piece", "load", "read", "read_bytes", "unpack"]


def read(path: Path, *, url: str | None = None) -> Document:
    """Return the document in the file *path*, published at *url*.

    Raises:
        UnreadableSourceError: there is no such file, or it is no document that can be read.
        NoTextError: it holds no words.
    """
    return read_bytes(load(path), name=str(path), url=url)


def load(path: Path) -> bytes:
    """Return the bytes of the file *path*.

    Raises:
        UnreadableSourceError: there is no such file, or it is larger than LIMIT.
    """
    try:
        if path.is_dir():
            raise UnreadableSourceError(f"{path}: a folder; name the files in it")
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableSourceError(f"{path}: no file but a device or a pipe; name a file")
        size = found.st_size
        if size > LIMIT:
            raise UnreadableSourceError(
                f"{path}: {size:,} bytes, and at most {LIMIT:,} are read; "
                "save the part that answers the request as a file of its own"
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(
            f"{path}: {error.strerror}; mend the path or the file's permissions"
        ) from error


def read_bytes(content: bytes, *, name: str, url: str | None = None) -> Document:
    """Return the document that *content* is, known as *name*.

    Raises:
        UnreadableSourceError: it is no document that can be read.
        NoTextError: it holds no words.
    """
    if not content.strip():
        raise NoTextError(f"{name}: the file is empty; save the document again")
    sha256 = hashlib.sha256(content).hexdigest()
    kind = kind_of(content, name=name)
    if kind == "pdf":
        return pdf.read(content, name=name, sha256=sha256, url=url)
    if kind == "docx":
        return docx.read(content, name=name, sha256=sha256, url=url)
    if kind == "xlsx":
        return sheet.read_workbook(content, name=name, sha256=sha256, url=url)
    if kind == "csv":
        return sheet.read_separated(content, name=name, sha256=sha256, url=url)
    if kind == "html":
        return html.read(content, name=name, sha256=sha256, url=url)
    if kind == "json":
        return whatdotheyknow_json.read(content, name=name, sha256=sha256, url=url)
    if kind == "mail":
        return mail.read(content, name=name, sha256=sha256, url=url)
    if kind == "image":
        return ocr.read(content, name=name, sha256=sha256, url=url)
    if kind == "zip":
        raise UnreadableSourceError(
            f"{name}: a ZIP archive, which is no document itself; unpack it and read what is in it"
        )
    return text.read(content, name=name, sha256=sha256, url=url)
