"""Requests as Alaveteli, the program of such sites, writes them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ingest
from kg.errors import SourceError, UnreadableSourceError
from kg.model import Document

PERSON = "Pat Example"
ASKED = (
    "<p>Dear Anyshire Police,</p>"
    "<p>1) Do you match faces with<br>computers?</p><p>2) How often?</p>"
)


def message(side: str, number: int, author: str, day: str, body: str) -> str:
    return (
        f'<div class="{side} correspondence normal js-collapsable" id="{side}-{number}">'
        '<div class="correspondence__header">'
        f'<span class="correspondence__header__author js-collapsable-trigger">{author}</span>'
        f'<a class="correspondence__header__date" href="#{side}-{number}">'
        f'<time datetime="2024-03-04T10:00:00+00:00" title="x">{day}</time></a></div>'
        f'<div class="correspondence_text">{body}</div>'
        '<p class="event_actions">Admin</p><div class="correspondence__footer">'
        '<input value="x"><button>Link to this</button></div></div>'
    )


def request(*messages: str, status: str = "The request was <strong>refused</strong>.") -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>Matching - a request</title></head><body>"
        '<div id="banner">Sign in or sign up</div><div class="request-header"><div class="row">'
        '<h1>Matching of faces</h1><p class="request-header__subtitle">'
        f'<a href="/user/pat_example">{PERSON}</a> made this Freedom of Information request to '
        '<a href="/body/anyshire_police">Anyshire Police</a></p><a href="#">Follow</a>'
        f'<div class="request-status"><div id="request_status"><p>{status}</p></div></div>'
        f'</div></div><div id="left_column">{"".join(messages)}</div>'
        '<div class="sidebar"><h2>Follow this request</h2></div></body></html>'
    ).encode()


def read(content: bytes) -> Document:
    return ingest.read_bytes(
        content, name="request.html", url="https://www.whatdotheyknow.com/request/matching"
    )


def test_a_request_is_its_status_and_its_messages_in_order() -> None:
    found = read(
        request(
            message("outgoing", 1, PERSON, "March 04, 2024", ASKED),
            message("incoming", 2, "Lee Officer, Anyshire Police", "April 02, 2024", "<p>No.</p>"),
        )
    )

    assert found.text == (
        "Matching of faces\nThe request was refused.\nAuthority: Anyshire Police\n\n"
        "From the requester, March 04, 2024:\n\n"
        "Dear Anyshire Police,\n\n1) Do you match faces with\ncomputers?\n\n2) How often?\n\n"
        "From the authority, Anyshire Police, April 02, 2024:\n\nNo.\n\n"
    )
    assert found.media_type == "text/html"
    assert found.url == "https://www.whatdotheyknow.com/request/matching"


def test_no_heading_and_no_status_names_a_person() -> None:
    found = read(
        request(
            message("outgoing", 1, PERSON, "March 04, 2024", "<p>Words.</p>"),
            message("incoming", 2, "Lee Officer, Anyshire Police", "April 02, 2024", "<p>No.</p>"),
            '<div class="comment_in_request" id="comment-1"><h2>Jo Other left a note</h2></div>',
            status=f"Waiting for <strong>{PERSON}</strong> to read a recent response.",
        )
    )

    for name in (PERSON, "Lee Officer", "Jo Other"):
        assert name not in found.text
    assert "Waiting for the requester to read a recent response." in found.text


def test_what_a_message_says_is_kept_with_the_names_in_it() -> None:
    found = read(request(message("outgoing", 1, PERSON, "x", f"<p>Yours,<br>{PERSON}</p>")))

    assert f"Yours,\n{PERSON}\n" in found.text


def test_attachments_are_named_with_where_they_are() -> None:
    attached = (
        '<div class="attachments"><h3>1 Attachment</h3><ul class="list-of-attachments">'
        '<li class="attachment" id="foi_attachment_3">'
        '<a href="/request/1/response/2/attach/3/Reply.pdf?cookie_passthrough=1"><img></a>'
        '<p class="attachment__name">Reply.pdf</p><p class="attachment__meta">120K '
        '<a href="/request/1/response/2/attach/3/Reply.pdf">Download</a></p></li></ul></div>'
    )

    found = read(request(message("incoming", 2, "x", "y", f"{attached}<p>See attached.</p>")))

    assert found.text.endswith("See attached.\n\nAttachment: Reply.pdf\n")
    (link,) = found.links
    assert found.text[link.start : link.end] == "Reply.pdf"
    assert link.target == ("https://www.whatdotheyknow.com/request/1/response/2/attach/3/Reply.pdf")


def test_links_of_a_message_stand_at_their_words() -> None:
    body = '<p>One</p><p>See <a href="https://force.example/log">https://force.example/l...</a></p>'

    found = read(request(message("incoming", 2, "x", "y", body)))

    (link,) = found.links
    assert found.text[link.start : link.end] == "https://force.example/l..."


@pytest.mark.parametrize("opening", ["<p>", "<p>-----Original Message-----<br>To: Lee<br>"])
def test_what_was_printed_before_is_not_printed_again(opening: str) -> None:
    """The quotation is broken into other lines than the message was."""
    mark = "&gt; " if opening == "<p>" else ""
    reply = (
        f"<p>No.</p>{opening}{mark}1) Do you match faces<br>{mark}with computers?</p>"
        f"<p>{mark}This line is new in here</p>"
        '<span class="unfold_link"><a href="?">hide quoted sections</a></span>'
    )

    found = read(
        request(message("outgoing", 1, PERSON, "x", ASKED), message("incoming", 2, "x", "y", reply))
    )

    assert found.text.count("Do you match faces") == 1
    assert "This line is new in here\n" in found.text
    assert "Lee" not in found.text
    assert "quoted sections" not in found.text


def test_a_reply_may_repeat_the_questions_without_quoting() -> None:
    """An echoed question stands beside its answer, and is no quotation."""
    found = read(
        request(
            message("outgoing", 1, PERSON, "x", ASKED),
            message(
                "incoming", 2, "x", "y", "<p>1) Do you match faces with computers?</p><p>No</p>"
            ),
        )
    )

    assert found.text.count("Do you match faces") == 2


def test_an_older_page_has_its_day_in_a_heading() -> None:
    found = read(
        b'<html><body><h1>Faces</h1><div class="incoming correspondence box normal" '
        b'id="incoming-9"><h2>From: Lee Officer<br>Anyshire Police<br><br>12 July 2010</h2>'
        b'<div class="correspondence_text"><p>We hold none.</p></div></div></body></html>'
    )

    assert found.text == "Faces\n\nFrom the authority, 12 July 2010:\n\nWe hold none.\n\n"


TOLD = {
    "id": 1,
    "url_title": "matching",
    "title": "Matching of faces",
    "created_at": "2024-03-04T10:00:00.000+00:00",
    "updated_at": "2024-04-02T10:00:00.000+01:00",
    "described_state": "not_held",
    "display_status": "Information not held.",
    "user": {"name": PERSON, "url_name": "pat_example"},
    "public_body": {"name": "Anyshire Police", "url_name": "anyshire_police"},
    "info_request_events": [
        {
            "event_type": "sent",
            "created_at": "2024-03-04T10:00:00.000+00:00",
            "described_state": "waiting_response",
            "calculated_state": "waiting_response",
            "display_status": "Awaiting response.",
            "snippet": 'Dear Anyshire Police, do you match <span class="highlight">faces</span>?',
        },
        {"event_type": "comment", "created_at": "2024-03-05", "snippet": "Jo Other said"},
        {
            "event_type": "response",
            "created_at": "2024-04-02T10:00:00.000+01:00",
            "described_state": None,
            "calculated_state": "not_held",
            "display_status": "Information not held.",
            "snippet": "We hold no information &amp; regret it.",
        },
        {
            "event_type": "status_update",
            "created_at": "2024-04-03T10:00:00.000+01:00",
            "described_state": "not_held",
            "calculated_state": "not_held",
        },
    ],
}


def test_the_json_of_a_request_tells_the_same_without_the_person() -> None:
    found = ingest.read_bytes(json.dumps(TOLD).encode(), name="matching.json")

    assert found.text == (
        "Matching of faces\nStatus: Information not held.\nAuthority: Anyshire Police\n"
        "Made on: 2024-03-04\nLast changed on: 2024-04-02\n\n"
        "From the requester, 2024-03-04:\nStatus: Awaiting response.\n"
        "Dear Anyshire Police, do you match faces?\n\n"
        "From the authority, 2024-04-02:\nStatus: Information not held.\n"
        "We hold no information & regret it.\n\n"
        "Status on 2024-04-03: Not held\n"
    )
    assert (found.media_type, found.title) == ("application/json", "Matching of faces")


@pytest.mark.parametrize(
    "content",
    [
        b'{"url_title": "x", "info_request_events": [',
        b'{"url_title": "x", "info_request_events": 5}',
        b'{"url_title": "x", "info_request_events": ' + b"[" * 100_000,
    ],
)
def test_json_that_is_broken_or_of_another_kind_is_told(content: bytes) -> None:
    with pytest.raises(UnreadableSourceError, match=r"^a\.json: .*; "):
        ingest.read_bytes(content, name="a.json")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(TOLD)), VALUES), st.lists(VALUES, max_size=3))
def test_any_json_gives_a_document_or_a_known_error(
    changed: dict[str, object], events: list[object]
) -> None:
    told = TOLD | {"info_request_events": events} | changed
    try:
        found = ingest.read_bytes(json.dumps(told).encode(), name="a.json")
    except SourceError as error:
        assert ";" in str(error)  # noqa: PT017 -- either is right
        return

    assert found.text.strip()
    assert found.text.encode("utf-8")
