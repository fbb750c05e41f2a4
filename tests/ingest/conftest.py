"""Small PDFs made by hand, since those of others stay out of the repository."""

from collections.abc import Callable

import pytest


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Make a PDF whose pages draw what is given, in the PDF's own page language."""

    def make(*pages: bytes) -> bytes:
        kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for number, drawn in enumerate(pages):
            objects += [
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Contents %d 0 R "
                b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
            ]
        out = b"%PDF-1.4\n"
        places = []
        for number, content in enumerate(objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
        return out + b"startxref\n%d\n%%%%EOF\n" % start

    return make


@pytest.fixture
def words() -> Callable[[int, int, str], bytes]:
    """Draw words at a place."""

    def draw(x: int, y: int, text: str) -> bytes:
        return b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode("latin-1"))

    return draw


@pytest.fixture
def table(words: Callable[[int, int, str], bytes]) -> Callable[..., bytes]:
    """Draw a ruled table whose top left corner stands at (50, 300)."""

    def draw(*rows: tuple[str, ...]) -> bytes:
        width, height = 100, 20
        columns = len(rows[0])
        bottom, right = 300 - height * len(rows), 50 + width * columns
        lines = [
            f"50 {300 - height * n} m {right} {300 - height * n} l S" for n in range(len(rows) + 1)
        ]
        lines += [
            f"{50 + width * n} 300 m {50 + width * n} {bottom} l S" for n in range(columns + 1)
        ]
        drawn = "\n".join(lines).encode() + b"\n"
        for n, row in enumerate(rows):
            for m, text in enumerate(row):
                drawn += words(55 + width * m, 300 - height * (n + 1) + 6, text)
        return drawn

    return draw
