"""What the fuzzer starts from is read, or it would never get past the front door."""

import pytest

from kg import ingest
from kg.extract.reading import extract
from kg.model import Disclosure
from tests.fuzz.promises import broken_promises
from tests.fuzz.seeds import LETTER, archive, docx, named, pdf, seeds, xlsx


def test_each_name_has_its_number() -> None:
    """The harness finds the name by the first byte."""
    assert [content[0] for content in named().values()] == list(range(len(seeds())))


def test_the_letter_is_read_and_keeps_all_promises() -> None:
    document = ingest.read_bytes(LETTER.encode(), name="letter.txt")

    record = extract(document)

    assert isinstance(record, Disclosure)
    assert record.requests[0].questions
    assert list(broken_promises(document, record)) == []


def test_the_pdf_holds_its_words() -> None:
    document = ingest.read_bytes(pdf("Reference 412/25"), name="letter.pdf")

    assert document.text.strip() == "Reference 412/25"


@pytest.mark.parametrize("content", [archive({"a.txt": b"x"}), docx("a < b"), xlsx("1,2\n3,4")])
def test_an_archive_is_one(content: bytes) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as opened:
        assert opened.testzip() is None
