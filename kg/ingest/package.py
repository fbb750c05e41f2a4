"""Open the package of an Office file: a ZIP archive of XML parts, which may be hostile.

Sizes are looked at before anything is unpacked; no part may have a document
type, so that none can define entities or name files and addresses.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Literal, Protocol, TypeVar
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from kg.errors import UnreadableSourceError

Kind = Literal["docx", "xlsx"]

TOTAL = 200 * 1024 * 1024
"""The most that all parts may come to when unpacked (bytes)."""

TREE = 40 * 1024 * 1024
"""The most that one part may come to which is held in memory as a whole (bytes)."""

PARTS = 10_000
"""The most parts that a package may have."""

PIECE = 1024 * 1024
"""Bytes that are unpacked at once."""

RATIO = 200
"""A part that unpacks to more than so many times its size is no document."""

SMALL = 4 * 1024 * 1024
"""A part that unpacks to no more than this may have any ratio (bytes)."""

_KINDS: dict[str, Kind] = {
    "wordprocessingml": "docx",
    "ms-word": "docx",
    "spreadsheetml": "xlsx",
    "ms-excel.sheet.macro": "xlsx",
}
_KIND = re.compile("|".join(map(re.escape, _KINDS)))
_CONTENT_TYPES = "[Content_Types].xml"
_DAMAGE = (
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


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part of a package says of another, or of an address outside."""

    kind: str
    """Last word of its type, such as ``hyperlink`` or ``header``."""

    target: str
    """Name of the part, or the address where it is external."""

    external: bool


T_co = TypeVar("T_co", covariant=True)


class Target(Protocol[T_co]):
    """What the elements of a part are handed to, as ``XMLParser`` does."""

    def close(self) -> T_co:
        """Return what was made of them."""


class Plain:
    """What a part is read into, if it has no document type, as no Office file has."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:  # noqa: ARG002
        """Refuse a document type, before any entity that it defines is read."""
        raise ValueError("it has a document type")


class _Tree(Plain, ET.TreeBuilder):
    """A part as a tree."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an Office file."""

    name: str
    """File name or address, as the person gave it."""

    archive: zipfile.ZipFile
    parts: frozenset[str]

    def tree(self, part: str) -> ET.Element | None:
        """Return the root of *part*, its names without their namespaces; None when there is none.

        Raises:
            UnreadableSourceError: it is damaged, too large or hostile.
        """
        if part not in self.parts:
            return None
        size = self.archive.getinfo(part).file_size
        if size > TREE:
            raise self.error(f"{part} unpacks to {size:,} bytes, and at most {TREE:,} are read")
        root = self.feed(part, _Tree())
        for element in root.iter():
            element.tag = local(element.tag)
            if any("}" in key for key in element.attrib):
                element.attrib = {local(key): value for key, value in element.attrib.items()}
        return root

    def feed(self, part: str, target: Target[T_co]) -> T_co:
        """Have *target* take in the elements of *part*; return what it made of them.

        Raises:
            UnreadableSourceError: it is damaged, locked or hostile.
        """
        # The target refuses a document type, and without one there are no entities.
        parser: ET.XMLParser[T_co] = ET.XMLParser(target=target)  # noqa: S314
        try:
            with self.archive.open(part) as stream:
                # In pieces: whole, it would be unpacked before its declared size is looked at.
                while piece := stream.read(PIECE):
                    parser.feed(piece)
            return parser.close()
        except (ET.ParseError, *_DAMAGE) as error:
            raise self.error(f"{part}: {error}") from error

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what *part* ('' is the whole package) is related to, by identifier."""
        folder = dirname(part)
        root = self.tree(join(folder, "_rels", part[len(folder) :].lstrip("/") + ".rels"))
        found = {}
        for element in () if root is None else root.iter("Relationship"):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = normpath(join("/" + folder, unquote(target))).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relation(kind, target, external)
        return found

    def main(self) -> str:
        """Return the name of the part that holds the document itself.

        Raises:
            UnreadableSourceError: there is none.
        """
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self.parts:
                return relation.target
        raise self.error("it names no part that holds the document")

    def related(self, relations: Mapping[str, Relation], kind: str) -> ET.Element | None:
        """Return the root of the first part of *kind*; None when there is none."""
        for relation in relations.values():
            if relation.kind == kind and not relation.external:
                return self.tree(relation.target)
        return None

    def error(self, reason: str) -> UnreadableSourceError:
        """Return that the file cannot be read, and why."""
        return UnreadableSourceError(
            f"{self.name}: the Office file is damaged or not what it claims to be ({reason}); "
            "download it again, or open it in an office program and save it anew"
        )


@contextmanager
def opened(content: bytes, *, name: str) -> Iterator[Package]:
    """Open the Office file that *content* is.

    Raises:
        UnreadableSourceError: it is damaged, locked, or unpacks to more than a document does.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _DAMAGE as error:
        raise UnreadableSourceError(
            f"{name}: the Office file is damaged ({error}); download it again"
        ) from error
    with archive:
        members = archive.infolist()
        package = Package(name, archive, frozenset(member.filename for member in members))
        if len(members) > PARTS:
            raise package.error(f"{len(members):,} parts, and at most {PARTS:,} are read")
        total = sum(member.file_size for member in members)
        if total > TOTAL:
            raise package.error(f"it unpacks to {total:,} bytes, and at most {TOTAL:,} are read")
        for member in members:
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise package.error(f"{member.filename} is packed as no Office program does")
            unpacked, packed = member.file_size, max(member.compress_size, 1)
            if unpacked > SMALL and unpacked > RATIO * packed:
                raise package.error(
                    f"{member.filename} unpacks to {unpacked // packed:,} times its size"
                )
        yield package


def kind_of(content: bytes, *, name: str) -> Kind | None:
    """Return which Office file a ZIP archive is; None when it is another archive.

    Raises:
        UnreadableSourceError: it is an Office file of a kind that cannot be read, or damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if _CONTENT_TYPES not in archive.namelist():
                return None
    except _DAMAGE:
        return None
    with opened(content, name=name) as package:
        main = "/" + package.main()
        types = package.tree(_CONTENT_TYPES)
        for element in () if types is None else types.iter("Override"):
            named = element.get("ContentType", "")
            if element.get("PartName") == main and (found := _KIND.search(named)):
                return _KINDS[found[0]]
    raise UnreadableSourceError(
        f"{name}: an Office file that is neither a document nor a workbook, such as a "
        "presentation; save it as PDF"
    )


def local(name: str) -> str:
    """Return *name* without its namespace.

    >>> local("{http://example.org/}row")
    'row'
    """
    return name.rpartition("}")[2]
