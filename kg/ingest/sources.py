"""What a person names as sources -- files, folders, addresses, standard input -- as pieces.

Sources keep the order in which they are named, and a folder's files stand in
the order of their paths.  One that cannot be opened is an error in its place.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import ingest
from kg.errors import SourceError, UnreadableSourceError
from kg.ingest.pieces import Piece

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_NO_DOCUMENT = re.compile(r"\.|~\$|(?:__MACOSX|Thumbs\.db|desktop\.ini)$")
"""Opens the names that are passed over in a folder: what is hidden, and what systems and office
programs leave beside documents."""


def listed(sources: Iterable[str]) -> Iterator[str | SourceError]:
    """Yield the files that *sources* name, folders being looked through; addresses as they are.

    A link to a folder is not followed, so that no file outside is read by surprise
    and no ring of links is endless; a link that is itself named as a source is.
    """
    for source in sources:
        if source == STANDARD_INPUT or _ADDRESS.match(source) or not Path(source).is_dir():
            yield source
            continue
        empty = True
        for found in _files(Path(source)):
            empty = False
            yield found
        if empty:
            yield UnreadableSourceError(
                f"{printable(source)}: there is no document in this folder; "
                "name a folder that holds some"
            )


def pieces(
    names: Iterable[str | SourceError], *, allow_private: bool = False
) -> Iterator[Piece | SourceError]:
    """Yield the documents behind *names*, one read at a time.

    Args:
        names: what ``listed`` gave.
        allow_private: whether addresses of private networks may be asked.
    """
    for name in names:
        if isinstance(name, SourceError):
            yield name
            continue
        try:
            piece = _open(name, allow_private=allow_private)
        except SourceError as error:
            yield error
            continue
        yield from ingest.unpack(piece)


def printable(name: str) -> str:
    """Return *name* for people and for JSON; a file's name need not be UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _open(name: str, *, allow_private: bool) -> Piece:
    if name == STANDARD_INPUT:
        return Piece(name="standard input", content=_standard_input())
    if _ADDRESS.match(name):
        from kg.ingest.address import fetch

        return fetch(name, allow_private=allow_private)
    return Piece(name=printable(name), content=ingest.load(Path(name)))


def _standard_input() -> bytes:
    content = sys.stdin.buffer.read(ingest.LIMIT + 1)
    if len(content) > ingest.LIMIT:
        raise UnreadableSourceError(
            f"standard input: more than the {ingest.LIMIT:,} bytes that are read; "
            "save the part that answers the request as a file of its own"
        )
    return content


def _files(folder: Path) -> Iterator[str | SourceError]:
    """Yield the files under *folder*, in the order of their paths.

    A folder that is a study holds what was made of documents, and is passed over.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if (path / "study.toml").is_file():
                continue
            if path == folder or (path.is_dir() and not path.is_symlink()):
                inside = sorted(path.iterdir(), key=lambda found: found.name, reverse=True)
                waiting += [found for found in inside if not _NO_DOCUMENT.match(found.name)]
            # A link that leads nowhere is named too, so that it is told and not missed.
            elif path.is_file() or not path.exists():
                yield str(path)
        except OSError as error:
            yield UnreadableSourceError(
                f"{printable(str(path))}: {error.strerror}; mend the folder's permissions"
            )
