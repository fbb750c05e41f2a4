"""What keeps two cells from being compared: each reason once, and no total without all of them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import vocabulary
from kg.compare import asking, comparability, filling
from kg.compare.entry import Entry, Figure, Words
from kg.compare.matrix import Cell
from kg.errors import NotComparableError, ParameterError
from tests.compare.invented import BASE, SERIES, Question, Reply, Request, Series, amount, store

UNIT = (
    "<https://example.org/code/force-group/x> fg:groupMember force:essex , force:kent ; "
    "a <http://www.w3.org/ns/org#OrganizationalCollaboration> ."
)


def put(force: str, reply: Reply, **rest: object) -> Request:
    key = force[0]
    law = rest.pop("law", "foia")
    question = Question(template="searches", reply=reply, **rest)
    return Request(force=force, key=key, law=str(law), questions=(question,))


def cells(*requests: Request, flat: str = "") -> list[Cell]:
    series = Series(templates=("searches",), requests=requests, flat=flat)
    found = filling.matrix(asking.of_store(store(series), base=BASE), SERIES, base=BASE)
    return [cell for cell in found.cells if cell.entries]


ESSEX = put("essex", amount("e", "12"))
KENT = amount("k", "30")
READING = Reply(
    more="; fg:interpretation itp:k ",
    things=(
        "itp:k fg:interpretationOf ans:k-q1 ; fg:restrictedTo overtness:overt ; "
        "fg:evidence $E ; fg:reviewStatus review-status:accepted ."
    ),
)
OTHER_MEASURE = replace(KENT, more=KENT.more.replace("rfr-searches", "rfr-correct-matches"))
TWO = replace(
    KENT,
    more=f"{KENT.more}. ans:k-q1 fg:hasAmount amt:l . amt:l fg:bound bound:exact ; "
    'fg:amountValue 1 ; fg:lowerBound 1 ; fg:upperBound 1 ; fg:unitText "searches" ; '
    "fg:measure measure:rfr-searches ",
    things=f"{KENT.things} amt:l fg:evidence $E ; fg:reviewStatus review-status:accepted .",
)
SILENT = replace(
    KENT,
    things=f"{KENT.things} den:k fg:evidence ev:d ; fg:reviewStatus review-status:accepted . "
    'ev:d fg:quotation "And we keep silent." ; fg:inVersion $V .',
)
BESIDE = "; fg:hasDenial den:k . den:k a fg:Denial ; fg:ncndKind ncnd-kind:beside-answer "
OTHERS = {
    "other-period": put("kent", KENT, begins="2021-01-01"),
    "other-definition": put("kent", OTHER_MEASURE),
    "other-unit": put("kent", amount("k", "30", unit="images")),
    "other-wording": put("kent", KENT, match="close"),
    "other-reading": put("kent", READING),
    "other-regime": put("kent", KENT, law="foisa"),
    "other-counting-rule": put("kent", amount("k", "30", bound="more-than", lower="30")),
    "partial-answer": put("kent", replace(KENT, outcome="disclosed-in-part")),
    "retold": put("kent", replace(KENT, restated=True)),
    "not-reviewed": put("kent", replace(KENT, review="unreviewed")),
    "several-figures": put("kent", TWO),
    "same-authority": replace(put("essex", KENT), key="k"),
}


def test_two_answers_of_one_kind_compare():
    assert comparability.compare(cells(ESSEX, put("kent", KENT))) == ()


@pytest.mark.parametrize(("code", "other"), OTHERS.items())
def test_one_difference_is_one_reason_between_the_two(code, other):
    found = comparability.compare(cells(ESSEX, other))

    assert [one.code for one in found] == [code]
    assert {found[0].one.request, found[0].other.request} == {
        f"{BASE}id/request/e",
        f"{BASE}id/request/k",
    }


@pytest.mark.parametrize(("ends", "codes"), [("2022-12-31", []), ("2022-06-30", ["other-period"])])
def test_an_answer_for_another_time_than_it_was_asked_about_does_not_compare(ends, codes):
    stated = replace(
        KENT,
        more=f"{KENT.more}. ans:k-q1 fg:states stm:k ",
        things=f"{KENT.things} stm:k a fg:Statement ; fg:polarity polarity:positive ; "
        f'fg:periodStart "2022-01-01"^^xsd:date ; fg:periodEnd "{ends}"^^xsd:date ; '
        "fg:evidence $E ; fg:reviewStatus review-status:accepted .",
    )

    assert [one.code for one in comparability.compare(cells(ESSEX, put("kent", stated)))] == codes


def test_an_answer_beside_a_silence_is_part_of_what_may_be_held():
    found = comparability.compare(cells(ESSEX, replace(put("kent", SILENT), of_reply=BESIDE)))

    assert [one.code for one in found] == ["partial-answer"]


def test_two_forces_of_a_joint_unit_may_count_one_thing_twice():
    found = comparability.compare(cells(ESSEX, put("kent", KENT), flat=UNIT))

    assert [(one.code, one.label) for one in found] == [("joint-unit", "Joint unit")]


def test_a_group_that_documents_speak_of_is_no_joint_unit():
    spoken_of = UNIT.partition(" ;")[0] + " ."

    assert comparability.compare(cells(ESSEX, put("kent", KENT), flat=spoken_of)) == ()


def test_what_nobody_said_is_not_compared():
    silent = Request(force="kent", key="k", questions=(Question(template="searches"),))

    assert comparability.compare(cells(ESSEX, silent)) == ()


def test_every_code_is_met():
    assert {*OTHERS, "joint-unit", "no-figure"} == set(vocabulary.codes("comparability"))


def test_figures_of_one_kind_add_up():
    found = comparability.total(cells(ESSEX, put("kent", KENT)))

    assert (found.value, found.lower, found.upper) == (42, 42, 42)
    assert (found.counted, found.missing, found.despite) == (2, 0, ())


@pytest.mark.parametrize("code", [code for code in OTHERS if code != "other-reading"])
def test_what_does_not_add_up_is_refused_with_its_reason(code):
    both = cells(ESSEX, OTHERS[code])

    with pytest.raises(NotComparableError, match=code) as caught:
        comparability.total(both)

    assert caught.value.reasons == (code,)
    assert comparability.total(both, despite=[code]).despite == (code,)


def test_a_cell_without_a_figure_is_missing_and_not_nought():
    both = cells(ESSEX, put("kent", Reply(disclosure="none", outcome="not-held")))

    with pytest.raises(NotComparableError, match=r"no-figure \(kent\)"):
        comparability.total(both)

    found = comparability.total(both, despite=["no-figure"])
    assert (found.value, found.counted, found.missing) == (12, 1, 1)
    assert comparability.mean(both, despite=["no-figure"]).value == 12


def test_a_number_that_is_held_back_is_missing():
    held_back = amount("k", None, lower=None, upper=None)
    held_back = replace(held_back, more=f"{held_back.more}; fg:suppressed true ")

    with pytest.raises(NotComparableError, match=r"no-figure \(kent\)"):
        comparability.total(cells(ESSEX, put("kent", held_back)))


def test_a_figure_of_a_part_is_not_that_of_the_whole():
    part = replace(KENT, more=f'{KENT.more}; fg:categoryText "by night" ')

    found = comparability.compare(cells(ESSEX, put("kent", part)))

    assert [one.code for one in found] == ["other-definition"]


def test_no_figure_at_all_makes_no_total_whatever_is_said():
    with pytest.raises(NotComparableError, match="none of them has a figure"):
        comparability.total(cells(put("kent", Reply())), despite=vocabulary.codes("comparability"))


def test_bounds_are_carried_through_as_a_range():
    both = cells(ESSEX, put("kent", amount("k", None, bound="between", lower="20", upper="30")))

    found = comparability.total(both, despite=["other-counting-rule"])

    assert (found.value, found.lower, found.upper) == (None, 32, 42)


def test_an_open_bound_leaves_the_total_open():
    both = cells(ESSEX, OTHERS["other-counting-rule"])

    found = comparability.mean(both, despite=["other-counting-rule"])

    assert (found.lower, found.upper) == (21, None)


def test_a_reason_that_is_none_is_an_error():
    with pytest.raises(ParameterError, match="other-weather"):
        comparability.total(cells(ESSEX), despite=["other-weather"])


WORDS = Words(text="x", evidence="e", version="v", title="t", address=None)
FIGURES = st.builds(
    Figure,
    amount=st.just("a"),
    value=st.integers(0, 99).map(Decimal) | st.none(),
    lower=st.none(),
    upper=st.none(),
    bound=st.sampled_from(["exact", "at-least"]),
    unit=st.sampled_from(["faces", None]),
    category=st.none(),
    measure=st.sampled_from(["arrests", None]),
    suppressed=st.just(False),
    as_written=st.just("x"),
    words=st.just((WORDS,)),
)
ENTRIES = st.builds(
    Entry,
    reason=st.sampled_from(["answered", "partly-answered", "no-answer"]),
    request=st.sampled_from("rs"),
    reference=st.none(),
    law=st.sampled_from(["foia", "foisa"]),
    received=st.none(),
    match=st.sampled_from(["exact", "close"]),
    begins=st.sampled_from(["2022-01-01", None]),
    ends=st.just("2022-12-31"),
    figures=st.lists(FIGURES, max_size=2).map(tuple),
)
CELLS = st.lists(
    st.builds(
        Cell,
        authority=st.sampled_from("ab"),
        template=st.just("t"),
        reason=st.just("answered"),
        entries=st.lists(ENTRIES, max_size=2).map(tuple),
    ),
    max_size=4,
)


@given(CELLS)
def test_a_total_is_refused_exactly_where_it_would_be_told_with_a_reason(found):
    codes = tuple(vocabulary.codes("comparability"))
    numbers = [
        figure.value
        for cell in found
        for entry in cell.entries
        if entry.spoken
        for figure in entry.figures
    ]
    if all(number is None for number in numbers):
        with pytest.raises(NotComparableError, match="none of them has a figure"):
            comparability.total(found, despite=codes)
        return

    whole = comparability.total(found, despite=codes)

    assert {one.code for one in comparability.compare(found)} <= set(codes)
    if not whole.despite:
        assert comparability.total(found) == whole
    for code in whole.despite:
        with pytest.raises(NotComparableError):
            comparability.total(found, despite=set(whole.despite) - {code})
