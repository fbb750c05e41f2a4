import hashlib
from collections.abc import Callable
from itertools import pairwise

import pytest

from kg import ingest
from kg.errors import UnreadableSourceError

Draw = Callable[..., bytes]

LONG = "the answer to this part of the request"


@pytest.fixture
def extended(pdf: Draw) -> Draw:
    """Make a PDF of one page with further entries: of the page, of the trailer, and objects."""

    def make(drawn: bytes, *objects: bytes, page: bytes = b"", trailer: bytes = b"") -> bytes:
        content = pdf(drawn).replace(b"/Parent 2 0 R", b"/Parent 2 0 R " + page)
        added = b"".join(
            b"%d 0 obj\n%s\nendobj\n" % (number, found) for number, found in enumerate(objects, 6)
        )
        # The places of objects are wrong now; readers look for them, as they do in broken files.
        body, _, _ = content.partition(b"xref\n")
        root = b"trailer\n<< /Size 20 /Root 1 0 R " + trailer + b" >>\n"
        return body + added + root + b"startxref\n0\n%%EOF\n"

    return make


def test_lines_are_read_from_top_to_bottom_however_they_were_drawn(pdf: Draw, words: Draw) -> None:
    drawn = (
        words(50, 100, "Last")
        + words(50, 350, "ELMSHIRE POLICE")
        + words(300, 200, "right")
        + words(50, 200, "Left and")
        + words(50, 180, "a hyph-")
        + words(50, 168, "enated word")
    )

    found = ingest.read_bytes(pdf(drawn), name="a.pdf")

    assert found.text == "ELMSHIRE POLICE\nLeft and right\na hyph-\nenated word\nLast\n"


def test_two_columns_are_read_one_after_the_other(pdf: Draw, words: Draw) -> None:
    """What goes across parts them; the two need not stand on the same lines."""
    drawn = words(
        50, 380, "One heading that goes across both of the columns of this page, to its end"
    )
    for number in range(8):
        drawn += words(50, 350 - 14 * number, f"left {number} {LONG}")
        drawn += words(310, 345 - 14 * number, f"right {number} {LONG}")
    drawn += words(
        50, 100, "One closing line that goes across both of the columns, to its very end"
    )

    text = ingest.read_bytes(pdf(drawn), name="a.pdf").text

    expected = ["One heading", *(f"left {n}" for n in range(8)), *(f"right {n}" for n in range(8))]
    places = [text.index(opening) for opening in [*expected, "One closing"]]
    assert all(first < second for first, second in pairwise(places))


def test_a_list_of_names_and_values_is_no_pair_of_columns(pdf: Draw, words: Draw) -> None:
    drawn = b"".join(
        words(50, 350 - 14 * n, f"Reference {n}") + words(320, 350 - 14 * n, f"{n},00{n}")
        for n in range(9)
    )

    lines = ingest.read_bytes(pdf(drawn), name="a.pdf").text.splitlines()

    assert lines[:2] == ["Reference 0 0,000", "Reference 1 1,001"]


def test_a_table_beside_columns_keeps_its_place(pdf: Draw, words: Draw, table: Draw) -> None:
    drawn = table(("Place", "Alerts", "Rate"), ("Elm", "3", "0%"), ("Oak", "4", "1%"))
    for number in range(8):
        drawn += words(50, 200 - 14 * number, f"left {number} {LONG}")
        drawn += words(310, 200 - 14 * number, f"right {number} {LONG}")

    found = ingest.read_bytes(pdf(drawn), name="a.pdf")

    assert found.text.startswith("Place\tAlerts\tRate\nElm\t3\t0%\nOak\t4\t1%\nleft 0")
    assert found.text.index("left 7") < found.text.index("right 0")


def link(box: str, target: str) -> bytes:
    return (
        f"<< /Type /Annot /Subtype /Link /Rect [{box}] /A << /S /URI /URI ({target}) >> >>".encode()
    )


def test_links_have_the_words_that_they_cover(extended: Draw, words: Draw) -> None:
    drawn = words(50, 300, "See our log of replies here.") + words(50, 280, "Nothing here.")

    found = ingest.read_bytes(
        extended(
            drawn,
            link("87 298 180 310", "https://example.org/log"),
            link("10 10 20 20", "https://example.org/nowhere"),
            page=b"/Annots [6 0 R 7 0 R]",
        ),
        name="a.pdf",
    )

    assert [(link.target, found.text[link.start : link.end]) for link in found.links] == [
        ("https://example.org/log", "log of replies here.")
    ]


def test_a_link_in_a_table_stands_in_its_cell(extended: Draw, table: Draw) -> None:
    drawn = table(("Place", "Alerts", "Held", "Source"), ("Elm", "3", "0", "the log"))

    found = ingest.read_bytes(
        extended(drawn, link("350 262 440 278", "https://example.org/"), page=b"/Annots [6 0 R]"),
        name="a.pdf",
    )

    (linked,) = found.links
    assert linked.start == found.tables[0].rows[0][3].start
    assert found.text[linked.start : linked.end] == "the log"


@pytest.mark.parametrize(
    "broken", [b"<< /Subtype /Link >>", b"<< /Rect [1 2] >>", b"42", b"<< /Rect [1 2 3 4] /A 5 >>"]
)
def test_a_damaged_link_does_not_hide_the_letter(
    broken: bytes, extended: Draw, words: Draw
) -> None:
    content = extended(words(50, 300, "The letter"), broken, page=b"/Annots [6 0 R]")

    found = ingest.read_bytes(content, name="a.pdf")

    assert (found.text, found.links) == ("The letter\n", ())


@pytest.mark.parametrize(
    ("named", "title"),
    [
        (b"(Microsoft Word - Reply 12.docx)", None),
        (b"(Microsoft Word - Hire of vans)", "Hire of vans"),
        (b"(Hire of vans)", "Hire of vans"),
        (b"<FEFF00480069007200650020>", "Hire"),
        (b"(untitled)", None),
        (b"42", None),
    ],
)
def test_the_title_is_that_of_the_metadata(
    named: bytes, title: str | None, extended: Draw, words: Draw
) -> None:
    content = extended(
        words(50, 300, "The letter"), b"<< /Title %s >>" % named, trailer=b"/Info 6 0 R"
    )

    assert ingest.read_bytes(content, name="a.pdf").title == title


def rc4(key: bytes, text: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in text:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def test_a_pdf_that_is_only_protected_against_changes_is_read(extended: Draw, words: Draw) -> None:
    """Encrypted (40 bits, as the format describes it) with the empty password."""
    owner = rc4(hashlib.md5(PAD, usedforsecurity=False).digest()[:5], PAD)
    rights, mark = (-44).to_bytes(4, "little", signed=True), b"0123456789abcdef"
    key = hashlib.md5(PAD + owner + rights + mark, usedforsecurity=False).digest()[:5]
    drawn = words(50, 300, "Protected letter")
    own = hashlib.md5(key + b"\x05\x00\x00\x00\x00", usedforsecurity=False).digest()[:10]
    lock = b"/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % (
        mark.hex().encode(),
        mark.hex().encode(),
        owner.hex().encode(),
        rc4(key, PAD).hex().encode(),
    )
    plain = extended(drawn, trailer=lock)

    found = ingest.read_bytes(plain.replace(drawn, rc4(own, drawn)), name="a.pdf")

    assert found.text == "Protected letter\n"


def test_a_pdf_of_too_many_pages_says_what_to_do(
    pdf: Draw, words: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.ingest.pdf.PAGES", 2)
    page = words(50, 300, "A page")

    assert ingest.read_bytes(pdf(page, page), name="a.pdf").page_starts == (0, 8)
    with pytest.raises(UnreadableSourceError, match=r"a\.pdf: 3 pages, and at most 2.*; save"):
        ingest.read_bytes(pdf(page, page, page), name="a.pdf")


def test_a_picture_of_any_size_in_a_letter_is_not_even_opened(pdf: Draw, words: Draw) -> None:
    letter = b"".join(words(50, 390 - 12 * n, LONG) for n in range(6))
    huge = b"q 600 0 0 400 0 0 cm BI /W 900000 /H 900000 /CS /G /BPC 8 ID \x00\x00 EI Q\n"

    found = ingest.read_bytes(pdf(huge + letter), name="a.pdf")

    assert found.text == f"{LONG}\n" * 6
    assert found.doubts == ()
