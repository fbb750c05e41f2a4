"""Archives, some of them made to do harm, opened without writing a file."""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg import ingest
from kg.errors import SourceError, UnreadableSourceError
from kg.ingest import Piece, archive, unpack

REPLY = b"We hold no information.\n"


def zipped(members: dict[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def found(content: bytes, name: str = "thread.zip") -> list[Piece | SourceError]:
    return list(unpack(Piece(name=name, content=content)))


def names(content: bytes) -> list[str]:
    return [item.name for item in found(content) if isinstance(item, Piece)]


def errors(content: bytes) -> list[str]:
    return [str(item) for item in found(content) if isinstance(item, SourceError)]


def test_a_plain_document_is_itself() -> None:
    piece = Piece(name="reply.txt", content=REPLY, url="https://force.example/reply")

    assert list(unpack(piece)) == [piece]


def test_bytes_of_no_known_kind_are_left_for_the_reading_to_tell() -> None:
    piece = Piece(name="a.png", content=b"\x89PNG\r\n\x1a\n")

    assert list(unpack(piece)) == [piece]


def test_members_stand_in_their_order_and_what_systems_leave_is_passed_over() -> None:
    content = zipped(
        {
            "correspondence.txt": REPLY,
            "incoming/": b"",
            "incoming/2/reply.txt": REPLY,
            "incoming/2/empty.txt": b"",
            "__MACOSX/incoming/._reply.txt": b"x",
            "incoming/.DS_Store": b"x",
            "Thumbs.db": b"x",
            "~$reply.docx": b"x",
        }
    )

    assert found(content) == [
        Piece(name="thread.zip/correspondence.txt", content=REPLY),
        Piece(name="thread.zip/incoming/2/reply.txt", content=REPLY),
    ]


def test_archives_in_archives_are_opened_down_to_the_third() -> None:
    inner = zipped({"reply.txt": REPLY})
    second = zipped({"inner.zip": inner, "also.txt": REPLY})
    third = zipped({"second.zip": second})

    assert names(third) == [
        "thread.zip/second.zip/inner.zip/reply.txt",
        "thread.zip/second.zip/also.txt",
    ]
    (error,) = errors(zipped({"third.zip": third}))
    assert error.startswith("thread.zip/third.zip/second.zip/inner.zip: it stands in 3 others")
    assert names(zipped({"third.zip": third})) == ["thread.zip/third.zip/second.zip/also.txt"]


def test_a_mail_without_attachments_is_never_too_deep() -> None:
    mail = b"From: foi@force.example\nMIME-Version: 1.0\n\nWe hold none.\n"
    content = zipped({"a.zip": zipped({"b.zip": zipped({"reply.eml": mail})})})

    assert names(content) == ["thread.zip/a.zip/b.zip/reply.eml"]
    assert errors(content) == []


def test_an_office_file_is_a_document_and_no_archive() -> None:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    letter = zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": relations.encode(),
            "word/document.xml": b"<document/>",
        }
    )

    assert found(zipped({"reply.docx": letter})) == [
        Piece(name="thread.zip/reply.docx", content=letter)
    ]


def test_an_open_document_is_told_with_its_mend() -> None:
    letter = zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"},
        packed=zipfile.ZIP_STORED,
    )

    assert [type(item) for item in found(letter, "reply.odt")] == [Piece]
    with pytest.raises(UnreadableSourceError, match=r"an OpenDocument file.*; save it as DOCX"):
        ingest.read_bytes(letter, name="reply.odt")


@pytest.mark.parametrize(
    ("member", "label"),
    [
        ("../../etc/reply.txt", "thread.zip/etc/reply.txt"),
        ("/etc/reply.txt", "thread.zip/etc/reply.txt"),
        ("C:\\letters\\reply.txt", "thread.zip/letters/reply.txt"),
        ("..\\..\\reply.txt", "thread.zip/reply.txt"),
        ("a\x1b[31m/reply.txt", "thread.zip/a [31m/reply.txt"),
        ("..", "thread.zip/member"),
    ],
)
def test_a_name_is_only_a_label_and_leads_nowhere(
    member: str, label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert names(zipped({member: REPLY})) == [label]
    assert list(tmp_path.iterdir()) == []


def test_a_member_that_unpacks_to_far_more_than_a_document_is_refused_and_others_are_read() -> None:
    content = zipped({"bomb.txt": bytes(40_000_000), "reply.txt": REPLY})

    (error,) = errors(content)
    assert error.startswith("thread.zip/bomb.txt: it unpacks to 40,000,000 bytes")
    assert names(content) == ["thread.zip/reply.txt"]


def lying(name: bytes, content: bytes, *, says: int) -> bytes:
    """Make an archive that says of its one member that it is *says* bytes long."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    told = struct.pack("<IIIHH", zlib.crc32(content), len(packed), says, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + told + name + packed
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + told
    central += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return (
        local
        + central
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    )


def test_a_size_that_lies_is_not_believed() -> None:
    """Whatever is said, no more than that comes out, and it does not agree with its sum."""
    content = lying(b"bomb.txt", bytes(30_000_000), says=10)

    (error,) = errors(content)
    assert error.startswith("thread.zip/bomb.txt: damaged in the archive")
    assert names(content) == []


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL", 250_000)
    content = zipped(
        {"in.zip": zipped({f"{n}.txt": bytes([65 + n]) * 100_000 for n in range(9)}), "z": REPLY}
    )

    assert names(content) == ["thread.zip/in.zip/0.txt", "thread.zip/in.zip/1.txt"]
    assert "more than 250,000 bytes or 1,000 files" in errors(content)[0]


def test_more_members_than_a_thread_has_are_not_read() -> None:
    content = zipped({f"{n:05}.txt": REPLY for n in range(archive.MEMBERS + 5)})

    assert len(names(content)) == archive.MEMBERS
    (error,) = errors(content)
    assert error.startswith("thread.zip: the archive unpacks to more than")


def test_members_of_archives_inside_are_counted_together() -> None:
    inner = zipped({f"{n}.txt": REPLY for n in range(400)})
    content = zipped({f"{n}.zip": inner for n in range(5)})

    assert len(names(content)) < archive.MEMBERS
    assert errors(content)


def test_an_archive_that_holds_itself_ends() -> None:
    """Each level holds ten of the level below, as the famous bombs do."""
    level = zipped({"0.txt": REPLY})
    for _ in range(6):
        level = zipped({f"{n}.zip": level for n in range(10)})

    assert names(level) == []
    assert all(
        error.split(": ")[1].startswith(("it stands in", "the archive")) for error in errors(level)
    )


def test_a_locked_member_is_told_and_others_are_read() -> None:
    content = bytearray(zipped({"locked.txt": REPLY, "reply.txt": REPLY}))
    content[6] |= archive.ENCRYPTED
    content[content.index(b"PK\x01\x02") + 8] |= archive.ENCRYPTED

    (error,) = errors(bytes(content))
    assert error.startswith("thread.zip/locked.txt: locked with a password; unpack")
    assert names(bytes(content)) == ["thread.zip/reply.txt"]


def test_a_link_is_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("reply.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/hostname")

    (error,) = errors(out.getvalue())
    assert error.startswith("thread.zip/reply.txt: a link to another file, which is not followed")


def test_a_damaged_member_is_told_and_others_are_read() -> None:
    content = bytearray(zipped({"a.txt": REPLY * 50, "b.txt": REPLY}))
    content[45] ^= 0xFF

    (error,) = errors(bytes(content))
    assert error.startswith("thread.zip/a.txt: damaged in the archive")
    assert names(bytes(content)) == ["thread.zip/b.txt"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04cut off", "the archive is damaged"),
        (zipped({}), "there is no document in the archive"),
        (zipped({"folder/": b""}), "there is no document in the archive"),
    ],
)
def test_an_archive_without_a_document_is_told(content: bytes, said: str) -> None:
    (error,) = errors(content)

    assert error.startswith(f"thread.zip: {said}")
    assert ";" in error


def test_an_archive_is_no_document_itself() -> None:
    with pytest.raises(UnreadableSourceError, match="a ZIP archive, which is no document itself;"):
        ingest.read_bytes(zipped({"reply.txt": REPLY}), name="thread.zip")


WHOLE = zipped({"a.txt": REPLY, "b.zip": zipped({"c.txt": REPLY})})


@example(WHOLE.rindex(b"a.txt"), 0)  # a member without a name
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_a_byte_changed_anywhere_gives_pieces_and_known_errors(place: int, byte: int) -> None:
    changed = WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :]

    for item in found(changed):
        assert isinstance(item, Piece | SourceError)
        assert (item.name if isinstance(item, Piece) else str(item)).startswith("thread.zip")


def test_members_are_unpacked_one_by_one() -> None:
    content = zipped({"a.txt": REPLY, "b.txt": bytes(40_000_000)})

    assert isinstance(next(unpack(Piece(name="t.zip", content=content))), Piece)
