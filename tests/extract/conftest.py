"""Fixtures of the tests of extraction: documents made from words, without a file."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from kg.model import Disclosure, Document, Passage


def page(text: str, *, url: str | None = None) -> Document:
    return Document(
        name="page.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        url=url,
    )


def every_passage(part: object) -> Iterator[Passage]:
    if isinstance(part, Passage):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from every_passage(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from every_passage(getattr(part, field.name))


@pytest.fixture(name="page", scope="session")
def page_fixture() -> Callable[..., Document]:
    """Makes a document of the words given."""
    return page


@pytest.fixture(scope="session")
def misplaced() -> Callable[[Document, Disclosure], list[Passage]]:
    """Finds the passages of a record, doubts included, that are not the words at their place."""

    def find(document: Document, record: Disclosure) -> list[Passage]:
        return [
            passage
            for passage in every_passage(record)
            if passage.start is None
            or passage.end is None
            or not 0 <= passage.start <= passage.end <= len(document.text)
            or document.text[passage.start : passage.end] != passage.quote
        ]

    return find


@pytest.fixture
def met_page(shared: Path) -> Document:
    """The real page that this project began with."""
    path = shared / "documents" / "met-foi-01.FOI.23.031597.txt"
    content = path.read_bytes()
    return Document(
        name=path.name,
        media_type="text/plain",
        sha256=hashlib.sha256(content).hexdigest(),
        text=content.decode("utf-8"),
    )
