"""The paragraph "n of m forces answered this question" counts by the rules of the matrix."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.draft.counting import ANSWERED, REFUSED, count
from kg.draft.known import Asked, Claim, Given, Known
from kg.draft.law import LAWS
from kg.draft.reviewing import others
from kg.model.template import Series, Template
from tests.draft.conftest import Knows

BODY = "Transport for London"
NAMES = ("Kent Police", "Essex Police", "Police Scotland", "Surrey Police", "Dorset Police")
OUTCOMES = (*sorted(ANSWERED), *sorted(REFUSED), "Not addressed", "Clarification sought")
REPLIES = ("recorded", "recorded, to a refined request", "not seen", "request not seen")


@st.composite
def studies(draw: st.DrawFn) -> Known:
    """Any requests to a few forces, with any replies to one question."""
    requests, said, claims = [], [], []
    for number in range(draw(st.integers(0, 8))):
        iri = f"urn:r{number}"
        requests.append(
            Asked(
                iri=iri,
                name=draw(st.sampled_from((*NAMES, BODY))),
                reference=draw(st.sampled_from([None, f"R/{number}"])),
                made=draw(st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1))),
                sent=None,
                received=None,
                issued=None,
                reply=draw(st.sampled_from(REPLIES)),
                tracked=False,
                open=False,
                due=None,
                due_how=None,
                questions={"1": ("use", "exact")},
            )
        )
        said.extend(
            Given(request=iri, label="1", template="use", scope=None, outcome=outcome)
            for outcome in draw(st.lists(st.sampled_from(OUTCOMES), max_size=3))
        )
        claims.append(
            Claim(
                request=iri,
                label="1",
                template="use",
                provision="Section 31(3): neither confirming nor denying",
                whole=draw(st.booleans()),
            )
        )
    return Known(
        series=Series(key="s", name="S", templates=("use",)),
        templates={"use": Template(key="use", text="whether {force} used it")},
        requests=tuple(requests),
        given=tuple(said),
        claims=tuple(claims),
        searches=(),
        printed={},
        replies={},
    )


@given(studies(), st.sampled_from(NAMES))
def test_every_counted_force_is_named_once_and_n_is_at_most_m(known: Known, asked: str) -> None:
    told = count(known, "use", without=asked)

    paragraph = others(told, LAWS["foia"])
    counted = [one.name for one in (*told.answered, *told.refused)]
    assert len(told.answered) <= told.of == len(counted) == len(set(counted))
    assert asked not in counted
    assert all(paragraph.count(name) == (name in counted) for name in NAMES)


@given(studies())
def test_only_what_a_recorded_reply_says_is_counted(known: Known) -> None:
    told = count(known, "use", without="")

    said = {
        request.name
        for request in known.requests
        for given in known.given
        if given.request == request.iri
        and request.reply.startswith("recorded")
        and given.outcome in ANSWERED | REFUSED
        and request.name != BODY
    }
    assert {one.name for one in (*told.answered, *told.refused)} == said


@pytest.mark.parametrize("whole", [False, True])
def test_a_provision_that_is_claimed_for_a_whole_reply_is_not_laid_to_a_question(
    whole: bool, knows: Knows
) -> None:
    known = knows("winter")
    claims = tuple(replace(claim, whole=whole) for claim in known.claims)

    told = count(replace(known, claims=claims), "places", without="Essex Police")

    said = [
        ("Police Scotland", "Section 35(1)(a): the prevention or detection of crime"),
        ("Surrey Police", "Section 24(2): neither confirming nor denying"),
    ]
    assert [(one.name, one.provisions) for one in told.refused] == [
        (name, () if whole else (provision,)) for name, provision in said
    ]


def test_the_sections_of_another_act_are_named_with_it(knows: Knows) -> None:
    told = count(knows("winter"), "places", without="Surrey Police")

    assert "section 35(1)(a) of the Freedom of Information (Scotland) Act 2002" in others(
        told, LAWS["foia"]
    )
    assert "section 31(1)(a) of the Freedom of Information Act 2000" in others(told, LAWS["foisa"])
