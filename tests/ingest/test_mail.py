"""Mails as forces send them, with what is attached to them."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ingest
from kg.errors import NoTextError, SourceError
from kg.ingest import Piece, unpack
from kg.ingest.mail import SIGNATURE

REPLY = "Dear Requester,\n\nWe hold no information.\n\n> 1) Do you use drones?\n"
PDF = b"%PDF-1.4\nwords"


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    told = {
        "Subject": "FOI 123/24 – drones",
        "Date": "Tue, 02 Apr 2024 10:00:00 +0100",
        "From": "Lee Officer <lee.officer@anyshire.example>",
        "To": "Pat Example <pat@home.example>",
        "Message-ID": "<1@anyshire.example>",
    }
    for name, value in (told | headers).items():
        made[name] = value
    return made


def pieces(content: bytes) -> list[Piece]:
    found = list(unpack(Piece(name="reply.eml", content=content)))
    return [item for item in found if isinstance(item, Piece)]


def test_a_mail_is_its_subject_its_day_its_sides_and_its_words() -> None:
    made = mail()
    made.set_content(REPLY)

    found = ingest.read_bytes(made.as_bytes(), name="reply.eml")

    assert found.text == (
        "Subject: FOI 123/24 – drones\nDate: Tue, 02 Apr 2024 10:00:00 +0100\n"
        f"From: anyshire.example\nTo: home.example\n\n{REPLY}"
    )
    assert (found.media_type, found.title) == ("message/rfc822", None)


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("Lee Officer <lee.officer@force.example>", "force.example"),
        ('"Officer, Lee" <1234@force.example>', "force.example"),
        ("FOI Team <foi@force.example>", "foi@force.example"),
        ("freedom.of.information@force.example", "freedom.of.information@force.example"),
        ("information-disclosure@force.example", "information-disclosure@force.example"),
        ("request-123456-0a1b2c3d@wdtk.example", "request-123456-0a1b2c3d@wdtk.example"),
        ("info.smith@force.example", "force.example"),
        ("foi@force.example, jo@force.example", "foi@force.example, force.example"),
    ],
)
def test_an_address_names_an_office_or_an_organisation_and_no_person(
    address: str, printed: str
) -> None:
    made = mail(From=address)
    made.set_content(REPLY)

    assert f"\nFrom: {printed}\n" in ingest.read_bytes(made.as_bytes(), name="a.eml").text


def test_plain_words_go_before_a_page_of_the_same() -> None:
    made = mail()
    made.set_content("The plain words.\n")
    made.add_alternative("<p>The <b>page</b>.</p>", subtype="html")

    found = ingest.read_bytes(made.as_bytes(), name="a.eml")

    assert "The plain words." in found.text
    assert "page" not in found.text
    assert [piece.name for piece in pieces(made.as_bytes())] == ["reply.eml"]


def test_a_mail_that_is_only_a_page_is_read_as_one() -> None:
    made = mail()
    made.set_content(
        "<html><body><ol type=a><li>One<li>Two</ol>"
        "<p>See <a href='https://force.example/x'>this</a></p></body></html>",
        subtype="html",
    )

    found = ingest.read_bytes(made.as_bytes(), name="a.eml")

    assert "\na. One\nb. Two\n" in found.text
    (link,) = found.links
    assert found.text[link.start : link.end] == "this"


def test_attachments_come_after_the_mail_and_signatures_do_not_come() -> None:
    made = mail()
    made.set_content(REPLY)
    made.add_attachment(PDF, maintype="application", subtype="pdf", filename="Reply 1.pdf")
    made.add_attachment(PDF + b"2", maintype="application", subtype="pdf", filename="Reply 1.pdf")
    made.add_attachment(
        b"x" * 100, maintype="image", subtype="png", cid="<1>", filename="crest.png"
    )
    made.add_attachment(
        b"x" * SIGNATURE, maintype="image", subtype="png", cid="<2>", filename="page.png"
    )
    made.add_attachment(b"", maintype="application", subtype="pdf", filename="empty.pdf")
    made.add_attachment(PDF, maintype="application", subtype="pdf")

    found = pieces(made.as_bytes())

    assert [piece.name for piece in found] == [
        "reply.eml",
        "reply.eml/Reply 1.pdf",
        "reply.eml/2 Reply 1.pdf",
        "reply.eml/page.png",
        "reply.eml/part.pdf",
    ]
    assert found[1].content == PDF


def test_a_mail_in_a_mail_is_a_mail_of_its_own() -> None:
    inner = mail(Subject="Earlier reply")
    inner.set_content("We need more time.\n")
    inner.add_attachment(PDF, maintype="application", subtype="pdf", filename="a.pdf")
    outer = mail()
    outer.set_content(REPLY)
    outer.add_attachment(inner)

    found = pieces(outer.as_bytes())

    assert [piece.name for piece in found] == [
        "reply.eml",
        "reply.eml/Earlier reply.eml",
        "reply.eml/Earlier reply.eml/a.pdf",
    ]
    assert "We need more time." in ingest.read_bytes(found[1].content, name="inner").text


@pytest.mark.parametrize("name", ["../../etc/a.pdf", "C:\\a.pdf", "a\x1b[2J.pdf"])
def test_the_name_of_an_attachment_is_only_a_label(name: str) -> None:
    made = mail()
    made.set_content(REPLY)
    made.add_attachment(PDF, maintype="application", subtype="pdf", filename=name)

    (_, piece) = pieces(made.as_bytes())

    assert piece.name.startswith("reply.eml/")
    assert piece.name.count("/") == 1
    assert piece.name.isprintable()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "no-such-charset"])
def test_words_are_in_the_encoding_that_the_mail_names(charset: str) -> None:
    words = "The force’s reply: £5"
    content = (
        b"From: foi@force.example\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain; charset=" + charset.encode() + b"\n"
        b"Content-Transfer-Encoding: 8bit\n\n"
        + words.encode("windows-1252" if charset == "windows-1252" else "utf-8")
    )

    found = ingest.read_bytes(content, name="a.eml")

    assert words in found.text
    assert found.doubts == ()


def test_a_guessed_encoding_is_a_doubt() -> None:
    content = (
        b"From: foi@force.example\nMIME-Version: 1.0\nContent-Type: text/plain\n"
        b"Content-Transfer-Encoding: 8bit\n\nThe force\x92s reply"
    )

    found = ingest.read_bytes(content, name="a.eml")

    (doubt,) = found.doubts
    assert "windows-1252 was guessed" in doubt.reason
    assert "The force’s reply" in found.text[doubt.passage.start : doubt.passage.end]


def test_a_letter_with_copied_headers_is_text() -> None:
    """Who saves a mail from its window copies no header that a machine wrote."""
    letter = "From: FOI Team\nDate: 1 May 2024\nSubject: Drones\n\nWe hold none.\n"

    assert ingest.read_bytes(letter.encode(), name="a.txt").media_type == "text/plain"
    assert ingest.read_bytes(letter.encode(), name="a.eml").media_type == "message/rfc822"


def test_a_saved_page_with_its_pictures_is_read_as_mail() -> None:
    content = (
        b"From: <Saved by a browser>\r\nSubject: Drones\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/html\r\n\r\n"
        b"<html><main><p>We hold none.</p></main></html>\r\n--B--\r\n"
    )

    assert "We hold none." in ingest.read_bytes(content, name="a.mht").text


def test_a_mail_that_says_nothing_is_told() -> None:
    with pytest.raises(NoTextError, match=r"^a\.eml: the mail has neither a subject nor words.*; "):
        ingest.read_bytes(b"From: a@b.example\nMIME-Version: 1.0\n\n\n", name="a.eml")


def test_parts_inside_parts_without_end_give_a_known_error() -> None:
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)
    )

    with pytest.raises(SourceError, match=r"the mail is damaged.*; save it again"):
        ingest.read_bytes(b"From: a@b.example\nMIME-Version: 1.0\n" + parts, name="a.eml")


HEADERS = st.sampled_from(
    [
        b"Subject: =?utf-8?q?a?=", b"Subject: =?x?b?!!?=", b"From: <", b"From: a@b.example, \"",
        b"To: =?utf-8?b?w7w=?= <a@b>", b"Date: never", b"Content-Type: multipart/mixed",
        b"Content-Type: multipart/mixed; boundary=b", b"Content-Type: text/html; charset=x",
        b"Content-Type: message/rfc822", b"Content-Type: text/plain; charset*0=a; charset*1*=%ff",
        b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: x",
        b"Content-Disposition: attachment; filename*=utf-8''%ff", b"Content-ID: <>", b" folded",
        b"--b", b"--b--", b"", b"words", b"\xff\xfe", b"<p>words</p>", b"Message-ID: <[@]>",
    ]
)  # fmt: skip


@given(st.lists(HEADERS, max_size=25).map(b"\n".join))
def test_any_arrangement_of_headers_gives_documents_or_known_errors(rest: bytes) -> None:
    content = b"From: a@b.example\nMIME-Version: 1.0\n" + rest
    for item in unpack(Piece(name="a.eml", content=content)):
        if isinstance(item, SourceError):
            continue
        try:
            found = ingest.read_bytes(item.content, name=item.name)
        except SourceError as error:
            assert str(error).startswith("a.eml")  # noqa: PT017 -- either is right
        else:
            assert found.text.encode("utf-8")
