"""Whatever an endpoint answers, or a scratch dataset holds: a matrix, or what is wrong."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal

from kg.compare import asking, comparability, filling, page, writing
from kg.compare.matrix import Authority, Cell, Matrix, Row
from kg.errors import UnexpectedRowsError
from kg.query.result import Result
from tests.compare import shipped
from tests.compare.invented import BASE, SERIES, Question, Reply, Request, Series, amount, store

PART = (
    "; fg:hasAnswerPart part:c . part:c fg:restrictedTo overtness:covert ; "
    "fg:outcome outcome:refused-ncnd ; fg:hasGroundClaim gnd:c "
)
CLAIM = (
    'gnd:c fg:provision foia:s31-3 ; fg:limb limb:confirm-or-deny ; fg:citedAs "s31(3)" ; '
    "fg:evidence $E ; fg:reviewStatus review-status:accepted ."
)
STATED = (
    "stm:c a fg:Statement ; fg:polarity polarity:negative ; fg:evidence $E ; "
    "fg:technology technology:live-facial-recognition ; fg:reviewStatus review-status:accepted ."
)
SEARCH = "srch:x fg:searchedFor ser:spring ; fg:searchedForce force:kent ; fg:searchedOn "
SEARCH += '"2024-05-01"^^xsd:date ; fg:searchedIn "the log" ; fg:found false .'
REPLIES = (
    amount("e", "12"),
    Reply(more=PART, things=CLAIM),
    Reply(more="; fg:states stm:c ; fg:coverageClaimed coverage:covers ", things=STATED),
)
WHOLE = Series(
    templates=("a", "b", "c"),
    requests=(
        Request(
            force="essex",
            key="e",
            questions=tuple(
                Question(template=name, reply=reply)
                for name, reply in zip("abc", REPLIES, strict=True)
            ),
            of_reply="; fg:workingDaysTaken 3 ; fg:daysTaken 4 ",
        ),
    ),
    flat=SEARCH,
)
FORMS = (writing.as_csv, writing.as_json, page.as_html, comparability.of_matrix)


@pytest.fixture(scope="module")
def answers():
    """Where a query stands -> what it gives on an invented series."""
    found = {}
    whole = asking.of_store(store(WHOLE), base=BASE)

    def ask(text: str, where: str) -> asking.Rows:
        found[where] = asking.Rows(*whole(text, where))
        return found[where]

    filling.matrix(ask, SERIES, base=BASE)
    return found


@pytest.mark.parametrize("topic", asking.TOPICS)
@pytest.mark.parametrize("value", [None, Literal("rubbish <b>&"), Literal("")])
def test_a_row_that_is_none_is_told_or_shown_and_never_a_fault(answers, topic, value):
    where = f"queries/compare/matrix-{topic}.rq"
    columns, rows = answers[where]
    assert list(rows)
    for place in range(len(columns)):
        spoilt = [
            tuple(value if at == place else one for at, one in enumerate(row)) for row in rows
        ]

        def ask(_: str, asked: str, spoilt: object = spoilt) -> asking.Rows:
            return answers[asked] if asked != where else asking.Rows(columns, spoilt)

        try:
            matrix = filling.matrix(ask, SERIES, base=BASE)
        except UnexpectedRowsError:
            continue
        for written in FORMS:
            written(matrix)


def test_columns_of_another_query_are_told():
    def ask(_: str, __: str) -> asking.Rows:
        return asking.Rows(("x",), [(Literal("1"),)])

    with pytest.raises(UnexpectedRowsError, match=r"matrix-templates\.rq: a row has no in_series"):
        filling.matrix(ask, SERIES, base=BASE)


def test_a_yes_in_the_place_of_rows_is_told():
    with pytest.raises(UnexpectedRowsError, match="a yes or a no"):
        asking.of_result(Result("boolean", b'{"head": {}, "boolean": true}'))


def test_ten_thousand_columns_are_written_whole():
    count = 10_000
    authorities = tuple(
        Authority(key=f"f{at}", iri=f"https://example.org/f{at}", name=f"F {at}")
        for at in range(count)
    )
    cells = tuple(Cell(authority=one.key, template="t", reason="not-seen") for one in authorities)
    row = Row(
        template="t", iri="https://example.org/t", asks="t", depth=0, measures=(), cells=cells
    )
    matrix = Matrix(
        series="s", title="S", iri="https://example.org/s", authorities=authorities, rows=(row,)
    )

    assert writing.as_csv(matrix).count("\n") == count + 1
    assert page.as_html(matrix).count("<td") == count
    assert filling.only(matrix, ["f9999"]).rows[0].cells == (replace(cells[0], authority="f9999"),)


def test_nothing_of_the_study_that_ships_adds_up_by_itself():
    for series in ("february-2023", "drones-2018"):
        for row in shipped.matrix(series).rows:
            with pytest.raises(comparability.NotComparableError, match="do not add up"):
                comparability.total(row.cells)
