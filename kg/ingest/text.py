"""Read a page or letter that was saved as text."""

from kg.errors import NoTextError
from kg.ingest.encoding import decode
from kg.model import Document


def read(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the document that *content* is.

    A byte order mark is dropped and line ends become ``\\n``; offsets count
    the characters after that.  An encoding that had to be guessed is a doubt.

    Raises:
        UnreadableSourceError: the bytes are not text.
        NoTextError: there is nothing but white space.
    """
    text, doubt = decode(content, name=name)
    if not text.strip():
        raise NoTextError(f"{name}: there are no words in it; save the document again")
    return Document(
        name=name,
        media_type="text/plain",
        sha256=sha256,
        text=text,
        url=url,
        doubts=() if doubt is None else (doubt,),
    )
