"""The forms that a matrix is written in: each holds every cell, its reason, and its words."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from kg import vocabulary
from kg.compare import asking, filling, page, showing, writing
from kg.compare.comparability import Obstacle
from kg.compare.kinds import Place
from kg.compare.matrix import Matrix
from tests.compare import shipped
from tests.compare.invented import BASE, SERIES, Question, Reply, Request, Series, amount, store

WHOLE = Request(
    force="essex",
    key="e",
    questions=(
        Question(template="searches", reply=amount("e", "12.5")),
        Question(template="use", reply=Reply(outcome="refused-ncnd", disclosure="none")),
    ),
)
OTHER = replace(WHOLE, force="kent", key="k", law="foisa", questions=(replace(WHOLE.questions[0]),))


@pytest.fixture(scope="module")
def invented() -> Matrix:
    kent = replace(OTHER, questions=(Question(template="searches", reply=amount("k", "30")),))
    series = Series(templates=("searches", "use"), requests=(WHOLE, kent))
    return filling.matrix(asking.of_store(store(series), base=BASE), SERIES, base=BASE)


def rows(matrix: Matrix) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(writing.as_csv(matrix))))


def test_csv_has_a_row_for_each_request_of_a_cell_and_for_each_cell_without():
    matrix = shipped.matrix("february-2023")

    found = rows(matrix)

    assert len(found) == sum(max(1, len(cell.entries)) for cell in matrix.cells)
    assert all(row["reason"] and row["cell_reason"] for row in found)


def test_csv_has_the_number_the_words_and_what_keeps_it_from_being_compared(invented):
    found = {(row["authority"], row["template"]): row for row in rows(invented)}

    row = found["essex", "searches"]
    assert (row["values"], row["unit"], row["measure"]) == ("12.5", "searches", "rfr-searches")
    assert (row["bound"], row["lower"], row["upper"]) == ("exact", "12.5", "12.5")
    assert row["quotation"] == "Answer 1 of e."
    assert row["address"] == "https://example.org/e"
    assert (row["start"], row["end"], row["document"]) == ("10", "19", "Reply e")
    assert row["not_comparable"] == "other-regime"
    assert found["kent", "use"]["reason"] == "not-in-request"


def test_csv_tells_how_far_a_document_answers_and_that_it_is_presumed():
    found = {
        (row["template"], row["reference"]): row for row in rows(shipped.matrix("february-2023"))
    }

    row = found["operator-initiated-use", "01.FOI.23.031597"]
    assert (row["coverage_claimed"], row["coverage_assessed"]) == ("covers", "does-not-cover")
    assert row["presumed"].endswith("gb-metropolitan-lfr-deployments-2020-2022")
    assert row["abridged"] == "false"


def test_csv_tells_what_is_kept_silent_beside_an_answer():
    found = {
        row["template"]: row for row in rows(shipped.matrix("from-january-2022")) if row["said"]
    }

    assert found["any-use"]["beside"] == "beside it, neither confirmed nor denied: anything further"
    assert "neither confirm nor deny (NCND) that any further" in found["any-use"]["quotation"]


def test_json_is_the_whole_with_its_legend_and_cautions(invented):
    found = json.loads(writing.as_json(invented))

    cells = [cell for row in found["rows"] for cell in row["cells"]]
    assert len(cells) == 2 * len(found["authorities"])
    assert {cell["reason"] for cell in cells} == {one["reason"] for one in found["legend"]}
    assert found["caution"] == list(showing.CAUTION)
    between = found["rows"][0]["not_comparable"]
    assert [one["reason"] for one in between] == ["other-regime"]
    assert [place["authority"] for place in between[0]["between"]] == ["essex", "kent"]
    figures = [one for cell in cells for entry in cell["entries"] for one in entry["figures"]]
    assert [figure["value"] for figure in figures] == [12.5, 30]


def test_the_same_matrix_gives_the_same_bytes(invented):
    for written in (writing.as_csv, writing.as_json, page.as_html):
        assert written(invented) == written(invented)


def test_every_cell_of_the_page_leads_to_something_in_it():
    text = page.as_html(shipped.matrix("february-2023"))

    targets = re.findall(r'<td class="\w+"><a href="#([^"]+)"', text)
    anchors = set(re.findall(r' id="([^"]+)"', text))
    assert len(targets) == 24 * 48
    assert set(targets) <= anchors


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(invented):
    text = page.as_html(invented)

    assert not re.search(r"<script|<link|<img|\son\w+=|src=|@import|url\(", text)
    assert "Answer 1 of e." in text
    assert '<a href="https://example.org/e">Reply e</a>, characters 10 to 19' in text
    assert "Other law" in text
    assert all(line in text.replace("&#39;", "'") for line in showing.CAUTION)


def test_what_documents_say_is_escaped_and_only_the_web_is_linked():
    evil = replace(
        WHOLE,
        questions=(
            Question(
                template="use",
                reply=Reply(things='$E fg:quotation "<script>alert(1)</script>" .'),
            ),
        ),
    )
    series = Series(templates=("use",), requests=(evil,))
    matrix = filling.matrix(asking.of_store(store(series), base=BASE), SERIES, base=BASE)

    assert "<script>" not in page.as_html(matrix)
    assert page.of_the_web("javascript:alert(1)") is None


def test_every_reason_has_a_sign_of_its_own_and_a_colour():
    signs = [sign for sign, _ in showing.SIGNS.values()]

    assert set(showing.SIGNS) == set(vocabulary.codes("cell-reason"))
    assert len(signs) == len(set(signs))
    assert {group for _, group in showing.SIGNS.values()} == set(showing.FILLS)
    for group, fill in showing.FILLS.items():
        short = f"#{fill[1]}{fill[3]}{fill[5]}"
        assert re.search(rf"\.{group} {{ background: ({fill}|{short}); }}", page.style())


@pytest.mark.parametrize("fill", showing.FILLS.values())
def test_black_letters_can_be_read_on_every_colour(fill):
    """WCAG 2.2, 1.4.6: a contrast of 7 to 1."""
    parts = [int(fill[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )

    assert (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) / 0.05 >= 7


def test_of_many_pairs_the_first_are_named_and_all_are_counted():
    def place(number: int) -> Place:
        return Place(authority=f"f{number}", template="t", request="r", reference=None)

    many = [
        Obstacle(code="other-unit", one=place(0), other=place(number)) for number in range(1, 9)
    ]

    assert showing.obstacles_text(many[:2]) == (("Other unit", "f0 and f1; f0 and f2"),)
    assert showing.obstacles_text(many)[0][1].startswith("8 pairs, such as f0 and f1; ")
    assert "f0 and f7" not in showing.obstacles_text(many)[0][1]
