"""Read the JSON of a request on WhatDoTheyKnow: status, authority, days and openings of messages.

Who asked is not taken down, and neither is what people remark on a request.
"""

import json
from collections.abc import Mapping
from typing import Any

from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest.encoding import decode
from kg.ingest.html_tree import parse
from kg.ingest.html_words import Flow
from kg.ingest.layout import Layout
from kg.ingest.whatdotheyknow import REQUESTER
from kg.model import Document

MEDIA_TYPE = "application/json"

_SENT = {
    "sent": REQUESTER,
    "resent": REQUESTER,
    "followup_sent": REQUESTER,
    "followup_resent": REQUESTER,
    "response": "the authority",
}


def read(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the request that *content*, its JSON, is.

    Raises:
        UnreadableSourceError: it is not JSON, or not that of a request.
        NoTextError: it tells nothing.
    """
    text, _ = decode(content, name=name)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSourceError(
            f"{name}: broken JSON ({str(error)[:80]}); download it again"
        ) from error
    if not isinstance(told, dict) or not isinstance(told.get("info_request_events"), list):
        raise UnreadableSourceError(
            f"{name}: JSON, and not that of a request on WhatDoTheyKnow; add .json to the "
            "address of a request and save what comes"
        )
    layout = Layout(name, url)
    flow = Flow(layout)
    title = _words(told, "title")
    flow.line(title)
    flow.line(_labelled("Status", _words(told, "display_status") or _state(told)))
    body = told.get("public_body")
    flow.line(_labelled("Authority", _words(body, "name")))
    flow.line(_labelled("Made on", _words(told, "created_at").partition("T")[0]))
    flow.line(_labelled("Last changed on", _words(told, "updated_at").partition("T")[0]))
    for event in told["info_request_events"]:
        _lay_out_event(event, flow)
    if not layout.parts:
        raise NoTextError(f"{name}: the JSON tells nothing of a request; download it again")
    return layout.document(media_type=MEDIA_TYPE, sha256=sha256, title=title)


def _lay_out_event(event: Any, flow: Flow) -> None:
    """Add what happened on one day.  Comments are people's own, and are left out."""
    kind = _words(event, "event_type")
    day = _words(event, "created_at").partition("T")[0]
    who = _SENT.get(kind)
    states = (_words(event, "display_status"), _state(event))
    state = next(filter(None, states), "")
    if who is None and (kind != "status_update" or not state):
        return
    flow.blank_line()
    if who is None:
        flow.line(f"Status on {day}: {state}")
        return
    flow.line(f"From {who}, {day}:")
    flow.line(_labelled("Status", state))
    snippet = event.get("snippet")
    if isinstance(snippet, str):
        flow.add(parse(snippet, name=flow.layout.name).body)


def _state(told: Any) -> str:
    """Return the state of a request or an event, in words."""
    state = _words(told, "calculated_state") or _words(told, "described_state")
    return state.replace("_", " ").capitalize()


def _words(told: Any, key: str) -> str:
    """Return what *told* gives for *key*; '' where it gives no words."""
    value = told.get(key) if isinstance(told, Mapping) else None
    # Half of a pair of surrogates can be written in JSON and in nothing else.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""
