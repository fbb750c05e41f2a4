"""Where Tesseract is installed, real pictures go through it.

What depends on its answers (doubt, failure, delay) is tested everywhere, with a small
program of that name which answers as it is told to.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from kg import ingest
from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest import ocr

Draw = Callable[..., bytes]
Answer = Callable[..., Path]

INSTALL = r"apt-get install tesseract-ocr.*pip install 'foigraph\[ocr\]'"
HEADS = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\t"
    "left\ttop\twidth\theight\tconf\ttext\n"
)


@pytest.fixture
def real() -> None:
    """The real Tesseract."""
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed: apt-get install tesseract-ocr")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without Tesseract."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Answer:
    """Put a program called tesseract on the path that gives words with their confidence."""

    def make(*lines: tuple[tuple[str, int], ...], then: str = "") -> Path:
        calls = tmp_path / "calls"
        table = HEADS
        for number, line in enumerate(lines, start=1):
            for place, (word, sure) in enumerate(line, start=1):
                cells = [5, 1, 1, 1, number, place, 0, 0, 9, 9, sure, word]
                table += "\t".join(map(str, cells)) + "\n"
        (tmp_path / "answer.tsv").write_text(table, encoding="utf-8")
        program = tmp_path / "tesseract"
        program.write_text(
            f'#!/bin/sh\nif [ "$1" = --version ]; then echo "tesseract 5.3.0"; exit; fi\n'
            f'echo called >> {calls}\n{then}\ncat {tmp_path}/answer.tsv > "$2.tsv"\n',
            encoding="utf-8",
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return calls

    return make


def picture(*lines: str, mode: str = "L", size: tuple[int, int] = (1240, 600)) -> Image.Image:
    drawn = Image.new(mode, size, 0 if mode == "LA" else 255)
    draw = ImageDraw.Draw(drawn)
    ink = (0, 255) if mode == "LA" else 0
    for number, line in enumerate(lines):
        draw.text((60, 60 + 70 * number), line, font=ImageFont.load_default(size=36), fill=ink)
    return drawn


def saved(drawn: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    drawn.save(out, form, **options)
    return out.getvalue()


def scan(width: int = 2, height: int = 2) -> bytes:
    """Draw a grey picture that covers the page."""
    return b"q 600 0 0 400 0 0 cm BI /W %d /H %d /CS /G /BPC 8 ID %s EI Q\n" % (
        width,
        height,
        b"\x80" * 4,
    )


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    ("form", "media_type", "mode"),
    [
        ("PNG", "image/png", "L"),
        ("PNG", "image/png", "LA"),
        ("JPEG", "image/jpeg", "L"),
        ("TIFF", "image/tiff", "1"),
    ],
)
def test_a_picture_of_a_letter_is_read(form: str, media_type: str, mode: str) -> None:
    drawn = picture("How many vans were hired in 2021?", "We hold no such information.", mode=mode)

    found = ingest.read_bytes(saved(drawn, form), name="scan", url="https://x.example/scan")

    assert found.text == "How many vans were hired in 2021?\nWe hold no such information.\n"
    assert (found.media_type, found.page_starts) == (media_type, (0,))


@pytest.mark.usefixtures("real")
def test_a_photograph_that_says_which_way_is_up_is_turned() -> None:
    drawn = picture("The van was hired for one day").transpose(Image.Transpose.ROTATE_90)
    turned = Image.Exif()
    turned[0x0112] = 6

    found = ingest.read_bytes(saved(drawn, "JPEG", exif=turned), name="photo.jpg")

    assert found.text == "The van was hired for one day\n"


@pytest.mark.usefixtures("real")
def test_a_scanned_pdf_is_read_page_by_page() -> None:
    pages = [picture("The first page of the reply"), picture("The second page of the reply")]

    found = ingest.read_bytes(
        saved(pages[0], "PDF", resolution=150, save_all=True, append_images=pages[1:]), name="a.pdf"
    )

    first, second = found.page_starts
    assert found.text[first:second] == "The first page of the reply\n\f"
    assert found.text[second:] == "The second page of the reply\n"
    assert found.doubts == ()


def test_only_the_scanned_pages_of_a_pdf_go_through_ocr(
    answers: Answer, pdf: Draw, words: Draw
) -> None:
    calls = answers((("Scanned", 96), ("page", 95)))

    found = ingest.read_bytes(pdf(words(50, 300, "Printed page"), scan(), b""), name="a.pdf")

    assert found.text == "Printed page\n\fScanned page\n\f"
    assert calls.read_text() == "called\n"


def test_a_pdf_whose_scan_has_its_words_behind_it_needs_no_ocr(
    answers: Answer, pdf: Draw, words: Draw
) -> None:
    calls = answers((("never", 96),))
    letter = b"".join(words(50, 300 - 12 * n, "a line of the letter behind") for n in range(5))

    found = ingest.read_bytes(pdf(scan() + letter), name="a.pdf")

    assert found.text == "a line of the letter behind\n" * 5
    assert found.doubts == ()
    assert not calls.exists()


def test_a_stamp_on_a_scan_leaves_a_doubt(pdf: Draw, words: Draw) -> None:
    found = ingest.read_bytes(pdf(scan() + words(50, 300, "Received 5 May")), name="a.pdf")

    assert found.text == "Received 5 May\n"
    assert "page 1 is mostly a picture" in found.doubts[0].reason


def test_words_that_are_not_sure_are_doubts_with_their_place(answers: Answer) -> None:
    answers(
        (("We", 96), ("hold", 41), ("rnany", 12), ("vans", 95)),
        (("and", 90), ("cais", 59)),
    )

    found = ingest.read_bytes(saved(picture(), "PNG"), name="a.png")

    assert found.text == "We hold rnany vans\nand cais\n"
    assert [(doubt.field, doubt.passage.quote) for doubt in found.doubts] == [
        ("text", "hold rnany"),
        ("text", "cais"),
    ]
    assert "OCR gives these words 12 of 100" in found.doubts[0].reason
    for doubt in found.doubts:
        assert found.text[doubt.passage.start : doubt.passage.end] == doubt.passage.quote
        assert doubt.passage.page == 1


def test_a_page_of_many_unsure_words_is_one_doubt(answers: Answer) -> None:
    answers(*[(("x", 10), ("y", 90))] * 11)

    (doubt,) = ingest.read_bytes(saved(picture(), "PNG"), name="a.png").doubts

    assert "not sure of 11 of the 22 words" in doubt.reason


@pytest.mark.usefixtures("without")
def test_without_tesseract_a_scan_says_what_to_install(pdf: Draw) -> None:
    with pytest.raises(NoTextError, match=f"a.pdf: page 1 has any text: scanned.*{INSTALL}"):
        ingest.read_bytes(pdf(scan()), name="a.pdf")
    with pytest.raises(NoTextError, match=f"a.png: .*the program tesseract is not.*{INSTALL}"):
        ingest.read_bytes(saved(picture(), "PNG"), name="a.png")


@pytest.mark.usefixtures("without")
def test_without_tesseract_the_other_pages_are_read_and_the_scans_told(
    pdf: Draw, words: Draw
) -> None:
    content = pdf(scan(), words(50, 300, "Printed page"), scan(), scan())

    found = ingest.read_bytes(content, name="a.pdf")

    assert found.text == "\fPrinted page\n\f\f"
    (doubt,) = found.doubts
    assert doubt.reason.startswith("pages 1, 3 to 4 are scanned and not read: OCR is not installed")
    assert doubt.passage.page == 1


def test_without_the_package_that_calls_it_a_scan_says_what_to_install(
    answers: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers((("words", 90),))
    monkeypatch.setitem(sys.modules, "pytesseract", None)

    with pytest.raises(NoTextError, match=f"the Python package pytesseract.*{INSTALL}"):
        ingest.read_bytes(saved(picture(), "PNG"), name="a.png")


def test_an_ocr_program_that_fails_is_told(answers: Answer) -> None:
    answers(then="echo 'cannot load language eng' >&2; exit 1")

    with pytest.raises(NoTextError, match=r"the OCR program failed.*cannot load language eng"):
        ingest.read_bytes(saved(picture(), "PNG"), name="a.png")


def test_a_picture_without_words_says_what_to_do(answers: Answer) -> None:
    answers()

    with pytest.raises(NoTextError, match="OCR finds no words in it; if a person can read it"):
        ingest.read_bytes(saved(picture(), "PNG"), name="a.png")


def test_a_page_that_takes_too_long_is_left_out(
    answers: Answer, monkeypatch: pytest.MonkeyPatch, pdf: Draw, words: Draw
) -> None:
    answers((("late", 90),), then="exec sleep 20")
    monkeypatch.setattr(ocr, "SECONDS", 1)

    found = ingest.read_bytes(pdf(words(50, 300, "Printed"), scan()), name="a.pdf")

    assert found.text == "Printed\n\f"
    assert "page 2 is scanned and not read: its OCR took longer than 1" in found.doubts[0].reason


def test_no_more_pages_and_no_longer_than_the_limits_are_read(
    answers: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = answers((("words", 90),))
    pages = [picture() for _ in range(4)]
    content = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    monkeypatch.setattr(ocr, "PAGES", 2)

    found = ingest.read_bytes(content, name="a.tif")

    assert (len(found.page_starts), calls.read_text()) == (4, "called\n" * 2)
    assert "pages 3 to 4 are scanned and not read: at most 2" in found.doubts[0].reason
    monkeypatch.setattr(ocr, "ALL_SECONDS", -1)
    with pytest.raises(NoTextError, match="OCR stops after -1 seconds"):
        ingest.read_bytes(content, name="a.tif")


def test_a_scan_of_monstrous_size_is_not_drawn(answers: Answer, pdf: Draw, words: Draw) -> None:
    calls = answers((("never", 90),))

    found = ingest.read_bytes(pdf(words(50, 300, "Printed"), scan(90_000, 90_000)), name="a.pdf")

    assert "its picture has more than 200,000,000 pixels" in found.doubts[0].reason
    assert not calls.exists()


def test_a_page_of_monstrous_size_is_drawn_smaller() -> None:
    width, height = 14_400.0, 14_400.0

    scale = ocr.scale_for(width, height)

    assert width * scale * height * scale <= ocr.PIXELS * 1.01
    assert ocr.scale_for(595, 842) == pytest.approx(300 / 72)


BAD_PICTURES: dict[str, tuple[bytes, str]] = {
    "bomb": (saved(Image.new("1", (12_000, 12_000)), "PNG"), "more than 60,000,000 pixels; save"),
    "large": (saved(Image.new("1", (8_000, 8_000)), "PNG"), "more than 60,000,000 pixels; save"),
    "cut": (saved(picture("words"), "PNG")[:300], "the picture is damaged.*; scan or download"),
    "nothing": (b"\x89PNG\r\n\x1a\n", "the picture is damaged"),
    "no tiff": (b"II*\x00\x00\x00\x00\x00", "the picture is damaged"),
}


@pytest.mark.parametrize("case", BAD_PICTURES)
def test_a_damaged_or_hostile_picture_is_refused(case: str, answers: Answer) -> None:
    content, said = BAD_PICTURES[case]
    answers((("never", 90),))

    with pytest.raises(UnreadableSourceError, match=f"^a.png: .*{said}"):
        ingest.read_bytes(content, name="a.png")
