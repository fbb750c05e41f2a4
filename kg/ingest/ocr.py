"""Read the words of scanned pages and pictures with Tesseract, and tell how sure it is of them.

Tesseract is a program of its own; where it or the part of this one that calls it is
not installed, nothing is guessed, and the message says what to install.
"""

import shutil
import struct
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from io import BytesIO
from itertools import groupby
from typing import Any

from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest.layout import Layout, Line
from kg.model import Document

PAGES = 60
"""The most scanned pages of one document that are read."""

PIXELS = 60_000_000
"""The most pixels that a picture may have; a page of A3 at RESOLUTION has 17 million."""

RESOLUTION = 300
"""A page is drawn for OCR with so many pixels an inch."""

SECONDS = 60
"""A page that takes longer is not read."""

ALL_SECONDS = 420
"""After so long, no further page of a document is read."""

SURE = 60
"""Tesseract's confidence (0 to 100) under which a word is doubted."""

RUNS = 10
"""Where a page has more runs of doubtful words, they are one doubt together."""

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}
INSTALL = (
    "install the OCR program, on Debian and Ubuntu with 'apt-get install tesseract-ocr', "
    "and what calls it with pip install 'foigraph[ocr]'"
)
_DAMAGE = (EOFError, OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error)
"""What the reader of pictures lets escape when the bytes are not what they should be."""


class UnreadPageError(Exception):
    """A page was not read; the message tells why."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    confidence: float
    line: tuple[int, ...]


@dataclass(slots=True)
class Reader:
    """Reads pictures one after the other, as long as there are not too many."""

    read: int = 0
    began: float = field(default_factory=time.monotonic)

    def lines(self, picture: Any) -> tuple[Line, ...]:
        """Return the lines in a picture (of Pillow), with doubts of words that are not sure.

        Raises:
            UnreadPageError: it shows no words, takes too long, or too much was read already.
        """
        import pytesseract

        self.check()
        self.read += 1
        try:
            found = pytesseract.image_to_data(
                picture, lang="eng", timeout=SECONDS, output_type=pytesseract.Output.DICT
            )
        except (pytesseract.TesseractError, OSError) as error:
            raise UnreadPageError(f"the OCR program failed ({_short(error)})") from error
        except RuntimeError as error:
            raise UnreadPageError(f"its OCR took longer than {SECONDS} seconds") from error
        lines = _lines(tuple(_words(found)))
        if not lines:
            raise UnreadPageError("OCR finds no words in it")
        return lines

    def check(self) -> None:
        """Hold the limits of a document.

        Raises:
            UnreadPageError: as much was read as is read of one document.
        """
        if missing() is not None:
            raise UnreadPageError(f"OCR is not installed; {INSTALL}")
        if self.read >= PAGES:
            raise UnreadPageError(f"at most {PAGES} scanned pages of a document are read")
        if time.monotonic() - self.began > ALL_SECONDS:
            raise UnreadPageError(f"OCR stops after {ALL_SECONDS} seconds with one document")


def missing() -> str | None:
    """Return what OCR lacks on this machine; None where it can be done."""
    if find_spec("pytesseract") is None:
        return "the Python package pytesseract"
    return None if shutil.which("tesseract") else "the program tesseract"


def read(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the document that a picture (PNG, JPEG, TIFF) of a letter is.

    Raises:
        UnreadableSourceError: it is damaged or too large.
        NoTextError: it shows no words, or OCR is not installed.
    """
    layout = Layout(name, url)
    reader = Reader()
    unread: list[tuple[int, str]] = []
    form, pictures = _pictures(content, name)
    lacking = missing()
    if lacking is not None:
        raise NoTextError(f"{name}: a picture, and {lacking} is not there to read it; {INSTALL}")
    for picture in pictures:
        layout.start_page()
        try:
            lines = reader.lines(picture)
        except UnreadPageError as error:
            unread.append((len(layout.page_starts), str(error)))
            continue
        for line in lines:
            layout.add(line)
    if not "".join(layout.parts).strip():
        why = unread[0][1] if unread else "it has no pages"
        raise NoTextError(
            f"{name}: a picture that was not read: {why}; if a person can read it, scan it again, "
            "straight and with 300 dots an inch"
        )
    tell_unread(layout, unread)
    return layout.document(media_type=MEDIA_TYPES[form], sha256=sha256)


def tell_unread(layout: Layout, unread: Sequence[tuple[int, str]]) -> None:
    """Take down which pages were not read, and why."""
    for reason, found in groupby(unread, key=lambda page: page[1]):
        pages = [page for page, _ in found]
        which = f"page {pages[0]} is" if len(pages) == 1 else f"pages {_listed(pages)} are"
        start = layout.page_starts[pages[0] - 1]
        layout.doubt(f"{which} scanned and not read: {reason}", (start, start))


def scale_for(width: float, height: float) -> float:
    """Return by how much a page (points) is enlarged, so that it has no more than PIXELS."""
    wanted = RESOLUTION / 72
    return float(min(wanted, (PIXELS / max(width * height, 1)) ** 0.5))


def _pictures(content: bytes, name: str) -> tuple[str, Iterator[Any]]:
    """Return the form of a picture, and each of its pages upright on white."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            opened = Image.open(BytesIO(content), formats=tuple(MEDIA_TYPES))
            count = getattr(opened, "n_frames", 1)
            form = str(opened.format).replace("MPO", "JPEG")
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise _too_large(name) from error
        except UnidentifiedImageError as error:
            raise _damaged(name, ValueError("it holds none")) from error
        except _DAMAGE as error:
            raise _damaged(name, error) from error
    if form == "JPEG":
        count = 1
    return form, _frames(opened, count, name)


def _frames(opened: Any, count: int, name: str) -> Iterator[Any]:
    from PIL import Image, ImageOps

    for number in range(count):
        try:
            opened.seek(number)
            if opened.width * opened.height > PIXELS:
                raise _too_large(name)
            upright = ImageOps.exif_transpose(opened)
            if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
                clear = upright.convert("RGBA")
                upright = Image.new("RGBA", clear.size, "white")
                upright.alpha_composite(clear)
            yield upright.convert("L")
        except _DAMAGE as error:
            raise _damaged(name, error) from error


def _too_large(name: str) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"{name}: a picture of more than {PIXELS:,} pixels; save it with 300 dots an inch or fewer"
    )


def _damaged(name: str, error: Exception) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"{name}: the picture is damaged ({_short(error)}); scan or download it again"
    )


def _words(found: dict[str, list[Any]]) -> Iterator[_Word]:
    """Yield the words that Tesseract tells, in its order."""
    for number, text in enumerate(found.get("text", ())):
        if str(text).strip():
            place = tuple(found[key][number] for key in ("block_num", "par_num", "line_num"))
            yield _Word(" ".join(str(text).split()), float(found["conf"][number]), place)


def _lines(words: Sequence[_Word]) -> tuple[Line, ...]:
    """Return the lines that *words* make."""
    lines = []
    runs: list[tuple[int, str, int, int]] = []
    unsure = [word for word in words if word.confidence < SURE]
    for number, (_, found) in enumerate(groupby(words, key=lambda word: word.line)):
        text = ""
        for doubtful, run in groupby(found, key=lambda word: word.confidence < SURE):
            start = len(text) + bool(text)
            least = SURE * 1.0
            for word in run:
                text += (" " if text else "") + word.text
                least = min(least, word.confidence)
            if doubtful:
                reason = f"OCR gives these words {least:.0f} of 100; compare them with the scan"
                runs.append((number, reason, start, len(text)))
        lines.append(text)
    if len(runs) > RUNS:
        number, _, start, end = runs[0]
        reason = (
            f"OCR is not sure of {len(unsure):,} of the {len(words):,} words on this page, these "
            "the first; compare it with the scan"
        )
        runs = [(number, reason, start, end)]
    return tuple(
        Line(text, (), tuple((why, a, b) for at, why, a, b in runs if at == number))
        for number, text in enumerate(lines)
    )


def _listed(pages: Sequence[int]) -> str:
    """Return pages in words.

    >>> _listed([2, 3, 4, 7])
    '2 to 4, 7'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _short(error: Exception) -> str:
    told = " ".join(" ".join(map(str, error.args)).split()) or type(error).__name__
    return told if len(told) <= 100 else told[:100] + "…"
