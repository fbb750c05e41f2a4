import io
import sys
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.ingest import LIMIT, Piece
from kg.ingest.sources import listed, pieces, printable


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def under(folder: Path) -> list[str]:
    return [
        str(Path(name).relative_to(folder)) if isinstance(name, str) else str(name)
        for name in listed([str(folder)])
    ]


def test_a_folder_is_looked_through_in_the_order_of_its_paths(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/2.txt", "a/1.txt", "a/deep/er/0.txt", "c", "B.txt")

    assert under(tmp_path) == ["B.txt", "a/1.txt", "a/2.txt", "a/deep/er/0.txt", "b.txt", "c"]


def test_what_is_hidden_or_left_by_programs_is_passed_over(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "reply.txt",
        ".DS_Store",
        ".git/config",
        "__MACOSX/._reply.txt",
        "~$reply.docx",
        "Thumbs.db",
        "desktop.ini",
        "__MACOSX is a system.txt",
    )

    assert under(tmp_path) == ["__MACOSX is a system.txt", "reply.txt"]


def test_a_file_that_is_named_itself_is_read_though_hidden(tmp_path: Path) -> None:
    fill(tmp_path, ".reply.txt")

    assert list(listed([str(tmp_path / ".reply.txt")])) == [str(tmp_path / ".reply.txt")]


def test_links_in_a_folder_make_no_ring_and_bring_in_no_other_folder(tmp_path: Path) -> None:
    fill(tmp_path, "in/reply.txt", "out/other.txt", "out/single.txt")
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "file.txt").symlink_to(tmp_path / "out" / "single.txt")
    (tmp_path / "in" / "lost.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in" / "ring").symlink_to(tmp_path / "in" / "ring")

    assert under(tmp_path / "in") == ["file.txt", "lost.txt", "reply.txt", "ring"]

    found = list(pieces(listed([str(tmp_path / "in")])))
    assert [item.content for item in found if isinstance(item, Piece)] == [
        b"out/single.txt",
        b"in/reply.txt",
    ]
    assert [isinstance(item, SourceError) for item in found] == [False, True, False, True]


def test_a_link_to_a_folder_that_is_named_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, "letters/reply.txt")
    (tmp_path / "link").symlink_to(tmp_path / "letters")

    assert under(tmp_path / "link") == ["reply.txt"]


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    import os

    fill(tmp_path, "reply.txt")
    os.mkfifo(tmp_path / "pipe")

    assert under(tmp_path) == ["reply.txt"]


@pytest.mark.parametrize("name", ["", "empty", "hidden"])
def test_a_folder_without_a_document_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    fill(tmp_path, "hidden/.only")
    folder = tmp_path / name if name else tmp_path / "empty"

    (found,) = listed([str(folder)])

    assert isinstance(found, SourceError)
    assert str(found).startswith(f"{folder}: there is no document in this folder; ")


def test_sources_keep_their_order_and_bad_ones_their_place(tmp_path: Path) -> None:
    fill(tmp_path, "z.txt", "folder/1.txt", "folder/2.txt", "a.txt")
    named = [str(tmp_path / name) for name in ("z.txt", "nowhere.txt", "folder", "a.txt")]

    found = list(pieces(listed([*named, "ftp://example.test/reply"])))

    assert [item.content if isinstance(item, Piece) else type(item).code for item in found] == [
        b"z.txt",
        "unreadable-source",
        b"folder/1.txt",
        b"folder/2.txt",
        b"a.txt",
        "address",
    ]


def test_documents_are_opened_one_by_one(tmp_path: Path) -> None:
    fill(tmp_path, "1.txt", "2.txt")
    found = pieces(listed([str(tmp_path)]))

    assert isinstance(next(found), Piece)
    (tmp_path / "2.txt").unlink()

    assert isinstance(next(found), SourceError)


def test_a_name_that_is_not_utf_8_is_read_and_can_be_printed(tmp_path: Path) -> None:
    import os

    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 -- a path of bytes
        file.write(b"word")

    (found,) = pieces(listed([str(tmp_path)]))

    assert isinstance(found, Piece)
    assert found.content == b"word"
    assert found.name.endswith("/caf\ufffd.txt")
    assert found.name.encode("utf-8")
    assert printable("plain.txt") == "plain.txt"


def stdin(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


def test_standard_input_is_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(b"%PDF-\xff\x00", monkeypatch)

    assert list(pieces(listed(["-"]))) == [Piece(name="standard input", content=b"%PDF-\xff\x00")]


def test_standard_input_has_the_limit_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(b"x" * (LIMIT + 1), monkeypatch)

    (found,) = pieces(listed(["-"]))

    assert isinstance(found, SourceError)
    assert "standard input: more than the" in str(found)
