"""Read a page or letter that was saved as text."""

from kg.errors import NoTextError, UnreadableSourceError
from kg.model import Document


def read(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the document that *content* is.

    A byte order mark is dropped and line ends become ``\\n``; offsets count
    the characters after that.

    Raises:
        UnreadableSourceError: the bytes are not UTF-8.
        NoTextError: there is nothing but white space.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableSourceError(
            f"{name}, line {line}: byte {error.start} is not UTF-8; "
            "open the file in an editor and save it as UTF-8"
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise NoTextError(f"{name}: there are no words in it; save the document again")
    return Document(name=name, media_type="text/plain", sha256=sha256, text=text, url=url)
