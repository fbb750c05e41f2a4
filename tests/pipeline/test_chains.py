"""Chains of requests from letters to a graph, and a person's word before what they say."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph

from kg import adding, linking, pipeline, vocabulary
from kg import study as studies
from kg.errors import RecordError
from kg.ingest import Piece
from kg.study import Study

LETTERS = {
    "1204": "",
    "1377": "Further to your response to my request 1204/24, please answer:\n",
    "1400": "I ask for an internal review of your response to request 1204/24.\n",
}
FIRST, SECOND, THIRD = (f"gb-kent-{number}-24" for number in LETTERS)
RULING = """\
chains:
  - later: {later}
    earlier: {earlier}
    relation: {relation}
    reason: Read.
    role: reviewer
    on: 2026-11-29
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Three replies of one force, of which two name the first."""
    made = studies.load(studies.create(tmp_path / "study").parent)
    for number, words in LETTERS.items():
        text = (
            f"Kent Police\nFreedom of Information request reference: {number}/24\nYou asked:\n"
            f"{words}1. Has Kent Police used live facial recognition in 2023?\n"
            "Response\nKent Police holds no information.\n"
        )
        piece = Piece(name=f"{number}.txt", content=text.encode())
        adding.keep(made, piece, *adding.read_piece(piece))
    return made


def rule(study: Study, later: str, earlier: str, relation: str) -> None:
    text = RULING.format(later=later, earlier=earlier, relation=relation)
    (study.folder / "links.yaml").write_text(text, encoding="utf-8")


def made(study: Study) -> set[tuple[str, str, str]]:
    """Return the links of requests that the graph of *study* settles."""
    wanted = {vocabulary.term(name).value for name in ("refines", "precedingStep", "reviewOf")}
    return {
        tuple(vocabulary.curie(part.value, study.base) for part in quad.triple)  # type: ignore[misc, union-attr]
        for quad in pipeline.quads(study)
        if quad.graph_name == DefaultGraph() and quad.predicate.value in wanted
    }


def test_letters_that_name_an_earlier_request_are_chained_to_it(study: Study) -> None:
    assert made(study) == {
        (f"req:{SECOND}", "fg:precedingStep", f"req:{FIRST}"),
        (f"req:{THIRD}", "fg:reviewOf", f"req:{FIRST}"),
        (f"req:{THIRD}", "fg:precedingStep", f"req:{FIRST}"),
    }
    assert [
        (link.later, link.relation, link.trouble) for link in linking.chain_links_of(study)
    ] == [
        (SECOND, "follows", ()),
        (THIRD, "reviews", ()),
    ]


def test_a_ruling_goes_before_the_record_and_is_explained(study: Study) -> None:
    rule(study, SECOND, FIRST, "none")

    assert {one for one, _, _ in made(study)} == {f"req:{THIRD}"}
    told = {link.later: link for link in linking.chain_links_of(study)}
    assert (told[SECOND].relation, told[SECOND].overridden_by) == ("follows", "none")


def test_a_ruling_makes_what_no_letter_says(study: Study) -> None:
    rule(study, THIRD, SECOND, "follows")

    assert (f"req:{THIRD}", "fg:precedingStep", f"req:{SECOND}") in made(study)


@pytest.mark.parametrize(
    ("later", "earlier", "said"),
    [
        (FIRST, SECOND, r"links\.yaml, line 2: requests .* in a circle"),
        ("gb-kent-1377-25", FIRST, "line 2: no request has the key 'gb-kent-1377-25'; did you"),
    ],
)
def test_a_ruling_that_cannot_stand_stops_a_build(
    study: Study, later: str, earlier: str, said: str
) -> None:
    rule(study, later, earlier, "follows")

    with pytest.raises(RecordError, match=said):
        pipeline.quads(study)
