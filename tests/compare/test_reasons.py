"""Each reason once, on an invented series: what a cell says of itself, and what it never says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import vocabulary
from kg.compare import asking, filling, reasons
from kg.compare.entry import SPOKEN, Entry
from kg.compare.matrix import Cell, Matrix, Search
from tests.compare.invented import BASE, SERIES, Question, Reply, Request, Series, amount, store

ONE = Request(force="essex", key="a")
NONE = Reply(disclosure="none", outcome="refused-exempt")
SEARCH = "srch:x fg:searchedFor ser:spring ; fg:searchedForce force:essex ; fg:searchedOn "
SEARCH += '"2024-05-01"^^xsd:date ; fg:searchedIn "the log" ; fg:found '


def filled(series: Series) -> Matrix:
    return filling.matrix(asking.of_store(store(series), base=BASE), SERIES, base=BASE)


def essex(*requests: Request, flat: str = "", rulings: str = "") -> Cell:
    """The cell of one force on the one question of an invented series."""
    series = Series(templates=("use",), requests=requests, flat=flat, rulings=rulings)
    cells = {cell.authority: cell for cell in filled(series).cells}
    return cells["essex"]


def asked(reply: Reply | None = None, **rest: object) -> Request:
    question = Question(template="use", reply=reply)
    return replace(ONE, questions=(question,), **rest)


OF_OUTCOMES = {
    "disclosed-in-full": "answered",
    "answered-outside-act": "answered",
    "disclosed-in-part": "partly-answered",
    "refused-exempt": "refused",
    "refused-vexatious": "refused",
    "not-held": "not-held",
    "refused-ncnd": "ncnd",
    "refused-cost": "over-cost",
    "already-accessible": "already-public",
    "future-publication": "to-be-published",
    "answered-by-reference": "by-reference",
    "clarification-sought": "clarification-sought",
    "transferred": "transferred",
    "not-addressed": "not-addressed",
    "excluded-by-requester": "excluded",
    "withdrawn": "withdrawn",
    None: "not-settled",
}


@pytest.mark.parametrize(("outcome", "reason"), OF_OUTCOMES.items())
def test_an_answer_gives_the_reason_of_its_outcome(outcome, reason):
    cell = essex(asked(Reply(outcome=outcome)))

    assert cell.reason == reason
    assert [words.text for words in cell.entries[0].words] == ["Answer 1 of a."]


ANSWERED = Question(template="use", reply=Reply())
LATER = Request(
    force="essex", key="b", questions=(ANSWERED,), more="; fg:refinesTransitively req:a"
)
SILENCES = {
    "no-answer": (asked(),),
    "answer-not-recorded": (asked(replied=True),),
    "reply-not-seen": (asked(cut="reply"),),
    "withdrawn": (asked(more="; fg:requestState request-state:withdrawn"),),
    "clarification-sought": (asked(more="; fg:requestState request-state:clarification"),),
    "asked-otherwise": (replace(ONE, questions=(Question(template="use", match="related"),)),),
    "not-in-request": (replace(ONE, questions=(Question(template="other"),)),),
    "not-matched": (replace(ONE, questions=(Question(template=None),)),),
    "question-not-seen": (
        replace(ONE, questions=(Question(template=None),), cut="further-questions"),
    ),
}


@pytest.mark.parametrize(("reason", "requests"), SILENCES.items())
def test_a_cell_without_an_answer_says_why(reason, requests):
    cell = essex(*requests, flat='tpl:other dcterms:identifier "other" .')

    assert cell.reason == reason
    assert cell.figures == ()


def test_a_reply_that_breaks_off_may_have_answered():
    assert essex(asked(replied=True, cut="rest-of-reply")).reason == "reply-not-seen"


def test_an_answer_that_a_person_noted_was_not_seen():
    noted = asked(more='; fg:answeredOn "2023-03-01"^^xsd:date')

    assert essex(noted).reason == "reply-not-seen"


@pytest.mark.parametrize(
    ("basis", "reason"), [("batch", "no-answer"), ("curator", "question-not-seen")]
)
def test_a_request_without_a_text_asks_what_its_batch_asks(basis, reason):
    assert essex(replace(ONE, basis=basis)).reason == reason


def test_what_a_refined_request_puts_again_is_asked_again_and_the_rest_has_no_answer():
    other = replace(LATER, questions=(replace(ANSWERED, template="other"),))
    beside = 'tpl:other dcterms:identifier "other" .'

    again = essex(asked(), LATER)
    left = essex(asked(), other, flat=beside)

    assert [entry.reason for entry in again.entries] == ["asked-again", "answered"]
    assert (again.reason, again.marks) == ("answered", ("asked-twice",))
    assert [entry.reason for entry in left.entries] == ["no-answer", "not-in-request"]


def test_a_reply_to_a_refined_request_outside_the_series_is_led_to_and_not_set_beside():
    outside = (
        "req:z a fg:InformationRequest ; fg:respondent force:essex ; "
        "fg:refinesTransitively req:a . rsp:z fg:respondsTo req:z ."
    )

    cell = essex(asked(), flat=outside)
    answered = essex(asked(Reply()), flat=outside)

    assert (cell.reason, cell.marks) == ("no-answer", ("refined-elsewhere",))
    assert cell.entries[0].later == (f"{BASE}id/request/z",)
    assert (answered.marks, answered.entries[0].later) == ((), ())


def test_a_question_that_the_requester_dropped_is_excluded_in_both_requests():
    dropped = replace(LATER, questions=(), more="; fg:excludesQuestion qst:a-q1", replied=True)

    cell = essex(asked(), dropped)

    assert {entry.reason for entry in cell.entries} == {"excluded"}


def test_a_request_known_by_name_alone_is_neither_asked_nor_unasked():
    unseen = (
        "mem:n a fg:UnseenMember ; fg:membershipIn ser:spring ; fg:respondent force:essex ; "
        'fg:reference "99" .'
    )

    cell = essex(rulings=unseen)

    assert (cell.reason, cell.entries[0].reference) == ("request-not-seen", "99")


@pytest.mark.parametrize(
    ("flat", "reason"),
    [
        ("", "not-seen"),
        (f"{SEARCH} false .", "not-asked"),
        (f"{SEARCH} true .", "request-not-seen"),
        (SEARCH.replace("ser:spring", "tpl:use") + "false .", "not-asked"),
    ],
)
def test_only_a_search_tells_that_nobody_was_asked(flat, reason):
    cell = essex(flat=flat)

    assert cell.reason == reason
    assert bool(cell.searches) is bool(flat)


def test_one_force_asked_twice_with_two_answers_keeps_both():
    refused = replace(asked(NONE), key="b")

    cell = essex(asked(Reply()), refused)

    assert cell.reason == "differing"
    assert [entry.reason for entry in cell.entries] == ["answered", "refused"]


def test_a_late_reply_is_a_mark_beside_the_answer():
    by_days = asked(Reply(), of_reply="; fg:workingDaysLate 3")
    by_due = asked(
        Reply(),
        more='; fg:dueOn "2023-03-01"^^xsd:date',
        of_reply='; fg:issuedOn "2023-03-02"^^xsd:date',
    )
    in_time = asked(Reply(), of_reply='; fg:issuedOn "2023-03-02"^^xsd:date')

    assert [essex(one).marks for one in (by_days, by_due, in_time)] == [("late",), ("late",), ()]
    assert essex(by_days).reason == "answered"


def test_parts_by_scope_stand_side_by_side_with_their_grounds():
    parts = (
        "; fg:hasAnswerPart part:o , part:c . "
        "part:o fg:restrictedTo overtness:overt ; fg:outcome outcome:not-held . "
        "part:c fg:restrictedTo overtness:covert ; fg:outcome outcome:refused-ncnd ; "
        "fg:hasGroundClaim gnd:c "
    )
    claim = (
        "gnd:c fg:provision foia:s31-3 ; fg:limb limb:confirm-or-deny ; "
        'fg:citedAs "s31(3)" ; fg:evidence $E ; fg:reviewStatus review-status:accepted .'
    )
    reply = Reply(held="not-held", outcome="not-held", more=parts, things=claim)

    entry = essex(asked(reply)).entries[0]

    said = {
        part.scope: (part.reason, [(one.provision, one.limb) for one in part.grounds])
        for part in entry.parts
    }
    assert said == {
        ("Overt",): ("not-held", []),
        ("Covert",): ("ncnd", [("foia:s31-3", "confirm-or-deny")]),
    }
    assert entry.marks == ("differs-by-scope",)


def test_a_ground_for_the_whole_reply_stands_only_where_nothing_is_given():
    claim = "; fg:hasGroundClaim gnd:r"
    told = "gnd:r fg:provision foia:s31-1-a ; fg:limb limb:withhold ; fg:evidence $E ; "
    told += "fg:reviewStatus review-status:accepted ."

    refused = essex(asked(replace(NONE, things=told), of_reply=claim)).entries[0]
    given = essex(asked(Reply(things=told), of_reply=claim)).entries[0]

    assert [(one.provision, one.claimed_for) for one in refused.grounds] == [
        ("foia:s31-1-a", "reply")
    ]
    assert given.grounds == ()


def test_a_figure_without_words_is_no_figure():
    whole = amount("x", "12")

    kept = essex(asked(whole)).figures
    lost = essex(asked(replace(whole, things=""))).figures

    assert [str(figure.value) for figure in kept] == ["12"]
    assert kept[0].words[0].address == "https://example.org/a"
    assert lost == ()


def test_a_replaced_answer_does_not_stand_beside_the_newer_one():
    assert essex(asked(Reply(more="; fg:replacedBy rsp:new"))).reason == "answer-not-recorded"


def test_every_reason_is_a_code_and_every_code_is_reached():
    codes = set(vocabulary.codes("cell-reason"))
    reached = {*SPOKEN, *reasons.SILENT, "differing", "not-asked", "not-seen"}

    assert reached == codes
    assert set(reasons.by_outcome().values()) <= codes


def test_every_outcome_of_an_answer_has_a_reason():
    # A superseded answer is left out before.
    assert set(vocabulary.codes("outcome")) - set(reasons.by_outcome()) == {"superseded"}


ENTRIES = st.lists(
    st.sampled_from((*sorted(SPOKEN), *reasons.SILENT)).map(
        lambda reason: Entry(reason=reason, request="r", reference=None, law=None, received=None)
    )
)
SEARCHES = st.lists(st.booleans().map(lambda found: Search(day="d", place="p", found=found)))


@given(ENTRIES, SEARCHES)
def test_a_cell_has_exactly_one_reason_and_silence_never_hides_a_reply(entries, searches):
    reason = reasons.of_cell(entries, searches)

    assert reason in vocabulary.codes("cell-reason")
    assert (reason in SPOKEN | {"differing"}) == any(entry.spoken for entry in entries)
    assert reasons.of_cell(entries[::-1], searches) == reason


SILENT = (
    'gnd:s fg:provision foia:s31-3 ; fg:limb limb:confirm-or-deny ; fg:citedAs "s31(3)" ; '
    "fg:evidence $E ; fg:reviewStatus review-status:accepted ."
)
DENIAL = (
    "; fg:hasDenial den:a . den:a a fg:Denial ; fg:ncndKind ncnd-kind:beside-answer "
    "; fg:restrictedTo overtness:covert "
)
OTHER_WORDS = (
    "den:a fg:evidence ev:d ; fg:reviewStatus review-status:accepted . "
    'ev:d fg:quotation "We keep silent on the rest." ; fg:inVersion $V ; fg:start 90 ; fg:end 99 .'
)


def test_a_refusal_on_provisions_for_silence_alone_is_not_settled():
    """The authority says that it holds it, and relies on what frees it from saying so."""
    ground = "; fg:hasGroundClaim gnd:s "

    at_odds = essex(asked(replace(NONE, more=ground, things=SILENT)))
    other = SILENT.replace("confirm-or-deny", "withhold")
    refused = essex(asked(replace(NONE, more=ground, things=other)))
    both = SILENT + SILENT.replace("gnd:s", "gnd:w").replace("confirm-or-deny", "withhold")
    mixed = essex(asked(replace(NONE, more="; fg:hasGroundClaim gnd:s , gnd:w ", things=both)))

    assert (at_odds.reason, at_odds.marks) == ("not-settled", ("at-odds",))
    assert [one.provision for one in at_odds.entries[0].grounds] == ["foia:s31-3"]
    assert (refused.reason, mixed.reason) == ("refused", "refused")
    assert essex(asked(NONE)).reason == "refused"


def test_silence_beside_an_answer_is_told_with_its_words():
    entry = essex(asked(Reply(things=OTHER_WORDS), of_reply=DENIAL)).entries[0]

    said = [(one.kind, one.limits, one.words[0].text) for one in entry.said]
    assert said == [("silence", ("Covert",), "We keep silent on the rest.")]
    assert (entry.reason, entry.marks) == ("answered", ("silent-beside",))


@pytest.mark.parametrize(
    ("denial", "words"),
    [
        (DENIAL.replace("beside-answer", "whole-request"), OTHER_WORDS),
        (f"{DENIAL}; fg:keepsSilentOn qst:other ", OTHER_WORDS),
        (DENIAL, "den:a fg:evidence $E ; fg:reviewStatus review-status:accepted ."),
    ],
    ids=["of the whole request", "on another question", "in the words of the answer itself"],
)
def test_a_silence_that_is_not_beside_the_answer_is_no_mark_on_it(denial, words):
    assert essex(asked(Reply(things=words), of_reply=denial)).entries[0].said == ()


@pytest.mark.parametrize("part", ["attachments", "rest-of-reply"])
def test_what_the_text_does_not_show_of_a_reply_may_answer(part):
    asks = (Question(template="use", reply=Reply()), Question(template="other"))
    series = Series(templates=("use", "other"), requests=(replace(ONE, questions=asks, cut=part),))
    cells = {cell.template: cell for cell in filled(series).cells if cell.authority == "essex"}

    assert (cells["use"].reason, cells["use"].marks) == ("answered", ("breaks-off",))
    assert (cells["other"].reason, cells["other"].marks) == ("reply-not-seen", ())


def test_a_late_reply_is_marked_where_it_does_not_answer_too():
    late = asked(
        replied=True, of_reply='; fg:workingDaysLate 3 ; fg:issuedOn "2023-03-02"^^xsd:date'
    )

    entry = essex(late).entries[0]

    assert (entry.reason, entry.marks) == ("answer-not-recorded", ("late",))
    assert (entry.issued, entry.response) == ("2023-03-02", f"{BASE}id/response/a")


def test_that_the_authority_asked_what_was_meant_is_a_mark():
    step = "step:a fg:stepOf req:a ; fg:correspondsToStep process-step:clarification-requested ."
    other = step.replace("clarification-requested", "internal-review-requested")
    waiting = asked(more="; fg:requestState request-state:clarification")

    assert essex(asked(Reply()), flat=step).marks == ("clarified",)
    assert essex(asked(Reply()), flat=other).marks == ()
    assert (essex(waiting, flat=step).reason, essex(waiting, flat=step).marks) == (
        "clarification-sought",
        (),
    )


@pytest.mark.parametrize(("reply", "asked_for"), [(None, 6), (Reply(), len(asking.TOPICS))])
def test_of_a_series_without_an_answer_nothing_more_is_asked(reply, asked_for):
    whole = asking.of_store(store(Series(templates=("use",), requests=(asked(reply),))), base=BASE)
    seen = []

    def ask(text: str, where: str) -> asking.Rows:
        seen.append(where)
        return whole(text, where)

    filling.matrix(ask, SERIES, base=BASE)

    assert len(seen) == asked_for
