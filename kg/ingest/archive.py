"""Open what holds several documents: a downloaded thread, an archive, a mail with attachments.

Nothing is written anywhere, so the name of a member is only a label.  What an
archive says of its sizes is not believed: bytes are counted as they come.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from kg.errors import SourceError, UnreadableSourceError
from kg.ingest import mail
from kg.ingest.kinds import kind_of
from kg.ingest.pieces import LIMIT, Piece

TOTAL = 200 * 1024 * 1024
"""The most that an archive may unpack to, with the archives in it (bytes)."""

MEMBERS = 1_000
"""The most members that an archive may have, with those of the archives in it."""

DEEPEST = 3
"""An archive in an archive in an archive is opened, and none deeper."""

RATIO = 200
"""A member that unpacks to more than so many times its size is no document."""

SMALL = 1024 * 1024
"""A member that unpacks to no more than this may have any ratio (bytes)."""

CHUNK = 64 * 1024
"""Bytes that are unpacked at once."""

ENCRYPTED = 0x1
"""Bit of a member's flags."""

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the reader of archives lets escape when the bytes are not what they should be."""

_PASSED_OVER = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(slots=True)
class _Allowance:
    """What may still come out of one source."""

    size: int
    members: int


def unpack(piece: Piece) -> Iterator[Piece | SourceError]:
    """Yield the documents that *piece* holds, in their order; a plain document yields itself.

    A mail is itself a document, and stands before what is attached to it.  A
    member that cannot be opened is an error in its place, and the others are
    read all the same; bytes that are no document of a known kind are yielded as
    they are, for the reading to tell.
    """
    yield from _unpack(piece, _Allowance(TOTAL, MEMBERS), 0)


def _unpack(piece: Piece, left: _Allowance, depth: int) -> Iterator[Piece | SourceError]:
    try:
        kind = kind_of(piece.content, name=piece.name)
    except SourceError:
        # The reading says so, with the same words, in its turn.
        yield piece
        return
    if kind not in {"zip", "mail"}:
        yield piece
        return
    if kind == "mail":
        yield piece
    inside = _attachments(piece, left) if kind == "mail" else _members(piece, left)
    if depth == DEEPEST:
        if kind == "mail" and next(inside, None) is None:
            return
        yield UnreadableSourceError(
            f"{piece.name}: it stands in {DEEPEST} others, one inside the other; unpack the outer "
            "one and read what is in it"
        )
        return
    for found in inside:
        if isinstance(found, SourceError):
            yield found
        else:
            yield from _unpack(found, left, depth + 1)


def _attachments(piece: Piece, left: _Allowance) -> Iterator[Piece | SourceError]:
    try:
        for attached in mail.attachments(piece.content, name=piece.name):
            left.members -= 1
            left.size -= len(attached.content)
            if min(left.members, left.size) < 0:
                yield _too_much(piece.name)
                return
            yield attached
    except SourceError as error:
        yield error


def _members(piece: Piece, left: _Allowance) -> Iterator[Piece | SourceError]:
    try:
        archive = zipfile.ZipFile(BytesIO(piece.content))
    except DAMAGE as error:
        yield UnreadableSourceError(
            f"{piece.name}: the archive is damaged ({str(error)[:80]}); download it again"
        )
        return
    with archive:
        members = [member for member in archive.infolist() if not _is_passed_over(member)]
        if not members:
            yield UnreadableSourceError(
                f"{piece.name}: there is no document in the archive; download it again"
            )
        for member in members:
            left.members -= 1
            if left.members < 0:
                yield _too_much(piece.name)
                return
            name = f"{piece.name}/{_label(member.filename)}"
            try:
                content = _unpacked(archive, member, left, name)
            except SourceError as error:
                yield error
                if left.size < 0:
                    return
                continue
            if content.strip():
                yield Piece(name=name, content=content)


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: _Allowance, name: str
) -> bytes:
    """Return the bytes of *member*.

    Raises:
        UnreadableSourceError: it is locked, damaged, no file, or unpacks to too much.
    """
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableSourceError(
            f"{name}: a link to another file, which is not followed; put the file in its place"
        )
    if member.flag_bits & ENCRYPTED:
        raise UnreadableSourceError(
            f"{name}: locked with a password; unpack the archive with it and read what is in it"
        )
    most = min(max(SMALL, RATIO * member.compress_size), LIMIT)
    # What it says is enough to refuse it, and never enough to believe it.
    if member.file_size > most:
        raise _bomb(name, member.file_size)
    content = bytearray()
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                content += chunk
                left.size -= len(chunk)
                if left.size < 0:
                    raise _too_much(name)
                if len(content) > most:
                    raise _bomb(name, len(content))
    except DAMAGE as error:
        raise UnreadableSourceError(
            f"{name}: damaged in the archive ({str(error)[:80]}); download the archive again"
        ) from error
    return bytes(content)


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    """Whether *member* is a folder, or what systems leave beside documents."""
    parts = member.filename.replace("\\", "/").split("/")
    return (
        member.filename.endswith("/")  # a damaged one may have no name at all
        or bool(_PASSED_OVER.intersection(parts))
        or parts[-1].startswith(("._", "~$"))
    )


def _label(name: str) -> str:
    """Return the name of a member as a label that leads nowhere.

    >>> _label("../../etc/passwd"), _label("C:\\\\letters\\\\reply.pdf")
    ('etc/passwd', 'letters/reply.pdf')
    """
    parts = [part for part in name.replace("\\", "/").split("/") if not part.endswith(":")]
    return "/".join(filter(None, map(mail.label, parts))) or "member"


def _bomb(name: str, size: int) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"{name}: it unpacks to {size:,} bytes or more, far more than a document of its size does; "
        "if it is one, unpack the archive and read the file by itself"
    )


def _too_much(name: str) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"{name}: the archive unpacks to more than {TOTAL:,} bytes or {MEMBERS:,} files, and the "
        "rest of it is not read; unpack it and read the folder"
    )
