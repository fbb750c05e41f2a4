"""Bytes of every encoding that letters come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ingest
from kg.errors import SourceError, UnreadableSourceError
from kg.ingest.encoding import decode

WORDS = "The force’s reply – “no information held” – cost £5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_marks_its_encoding_is_read_without_the_mark(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == (WORDS, None)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("windows-1252", "windows-1252"),
        ("windows-1252", "ISO-8859-1"),
        ("windows-1252", "us-ascii"),
        ("mac-roman", "macintosh"),
        ("utf-16-le", "utf-16le"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "no-such-thing"),
        ("utf-8", "unicode_escape"),
    ],
)
def test_what_is_declared_is_believed_unless_it_is_utf_8(encoding: str, declared: str) -> None:
    assert decode(WORDS.encode(encoding), declared) == (WORDS, None)


def test_what_says_that_it_is_utf_16_and_is_plain_is_plain() -> None:
    assert decode(b"even", "utf-16") == ("even", None)


def test_an_encoding_that_was_guessed_is_a_doubt_at_the_first_such_word() -> None:
    text, doubt = decode(f"One line\n{WORDS}".encode("windows-1252"))

    assert text == f"One line\n{WORDS}"
    assert doubt is not None
    assert doubt.passage.start == text.index("’")
    assert text[doubt.passage.start : doubt.passage.end] == doubt.passage.quote
    assert "windows-1252 was guessed" in doubt.reason


def test_letters_of_another_alphabet_are_not_read_as_western() -> None:
    written = "Информация не может быть раскрыта, так как расследование продолжается. " * 5

    text, doubt = decode(written.encode("windows-1251"))

    assert text == written
    assert doubt is not None
    assert "was guessed" in doubt.reason


def test_words_that_were_broken_before_are_kept_and_doubted() -> None:
    broken = "Weâ€™d like to tell you"

    text, doubt = decode(broken.encode())

    assert text == broken
    assert doubt is not None
    assert (doubt.passage.start, doubt.passage.quote[:3]) == (2, "â€™")
    assert "wrong encoding before" in doubt.reason


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_are_one_kind(ending: str) -> None:
    assert decode(ending.join(("one", "two")).encode())[0] == "one\ntwo"


def test_bytes_of_a_program_are_no_text_in_any_encoding() -> None:
    with pytest.raises(UnreadableSourceError, match=r"a\.bin, line 2: not text.*0x03; open") as one:
        decode(b"words\n\xff\xfa\x03\x81", name="a.bin")

    assert str(one.value).startswith("a.bin")


def test_what_begins_as_utf_16_and_is_not_is_told() -> None:
    with pytest.raises(UnreadableSourceError, match="begins as UTF-16-LE, and byte 2 is not"):
        decode(b"\xff\xfea\xd8a\x00b")


def test_a_text_in_another_encoding_is_read_with_its_doubt() -> None:
    found = ingest.read_bytes(WORDS.encode("windows-1252"), name="letter.txt")

    assert found.text == WORDS
    (doubt,) = found.doubts
    assert found.text[doubt.passage.start : doubt.passage.end] == doubt.passage.quote


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_known_error(content: bytes) -> None:
    try:
        found = ingest.read_bytes(content, name="a")
    except SourceError as error:
        assert str(error).startswith("a")  # noqa: PT017 -- either is right
        return

    assert found.text.strip()
    for doubt in found.doubts:
        assert found.text[doubt.passage.start : doubt.passage.end] == doubt.passage.quote
