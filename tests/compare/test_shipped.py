"""The matrices of the study that ships: every cell read, and what holds for all of them."""

from pathlib import Path

import pytest

from docs import pages
from kg import vocabulary
from kg.compare import asking, filling
from kg.errors import ParameterError, UnknownSeriesError
from tests.compare import shipped

EXPECTED = Path(__file__).resolve().parent / "expected"
ALL = [
    one["series"]
    for one in asking.listed(asking.of_store(pages.store(pages.SHIPPED), base=vocabulary.HOME))
]


@pytest.mark.parametrize("path", sorted(EXPECTED.glob("*.txt")), ids=lambda path: path.stem)
def test_the_cells_are_those_that_were_read(path):
    """Mend as tests/compare/shipped.py says, and read the difference."""
    assert shipped.text(path.stem) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("series", ALL)
def test_every_question_and_force_has_exactly_one_reason(series):
    found = shipped.matrix(series)

    assert len(found.rows) == len({row.template for row in found.rows})
    assert set(vocabulary.codes("force")) - {"national-crime-agency"} <= {
        authority.key for authority in found.authorities
    }
    for row in found.rows:
        assert [cell.authority for cell in row.cells] == [one.key for one in found.authorities]
        assert all(cell.reason in vocabulary.codes("cell-reason") for cell in row.cells)
        assert all(
            mark in vocabulary.codes("cell-mark") for cell in row.cells for mark in cell.marks
        )


@pytest.mark.parametrize("series", ALL)
def test_what_was_said_stands_on_words(series):
    for cell in shipped.matrix(series).cells:
        for entry in cell.entries:
            assert bool(entry.words) == (entry.answer is not None)
            assert all(figure.words for figure in entry.figures)
            assert all(words.text and words.version for words in entry.quotations)


def test_every_series_was_read():
    assert sorted(path.stem for path in EXPECTED.glob("*.txt")) == sorted(ALL)


def test_a_statement_on_protests_is_none_on_other_use():
    store, base = pages.store("asked-of-several"), "https://example.org/"
    matrix = filling.matrix(asking.of_store(store, base=base), "winter-protests", base=base)

    said = [one for cell in matrix.cells for entry in cell.entries for one in entry.said]

    limits = ("Protest or demonstration",)
    assert [(one.polarity, one.limits) for one in said] == [("negative", limits)]


def test_sub_questions_stand_under_their_questions_in_the_order_of_the_request():
    rows = [(row.depth, row.template) for row in shipped.matrix("february-2023").rows[:13]]

    assert rows[:2] == [(0, "live-use"), (1, "live-dates-and-places")]
    assert rows[8:] == [
        (0, "watchlist-heading"),
        (1, "watchlist-size"),
        (1, "watchlist-image-sources"),
        (1, "watchlist-not-wanted"),
        (2, "watchlist-other-reasons"),
    ]


def test_only_the_forces_that_are_named_are_columns():
    whole = shipped.matrix("february-2023")

    found = filling.only(whole, ["warwickshire", "metropolitan"])

    assert [one.key for one in found.authorities] == ["metropolitan", "warwickshire"]
    assert all(len(row.cells) == 2 for row in found.rows)


@pytest.mark.parametrize(
    ("force", "said"), [("metropolitn", "did you mean metropolitan"), ("zzz", "force.ttl")]
)
def test_a_force_that_is_none_is_an_error_with_near_names(force, said):
    with pytest.raises(ParameterError, match=said):
        filling.only(shipped.matrix("february-2023"), [force])


@pytest.mark.parametrize("series", ["febuary-2023", "2023"])
def test_a_series_that_is_none_is_an_error_with_near_names(series):
    ask = asking.of_store(pages.store(pages.SHIPPED), base=vocabulary.HOME)

    with pytest.raises(UnknownSeriesError, match=r"did you mean .*'february-2023'"):
        filling.matrix(ask, series)


def test_the_example_of_the_ontology_shows_the_same_questions_to_four_forces():
    store, base = pages.store("asked-of-several"), "https://example.org/"
    matrix = filling.matrix(asking.of_store(store, base=base), "winter", base=base)

    known = {
        row.template: {
            cell.authority: cell.reason for cell in row.cells if cell.reason != "not-seen"
        }
        for row in matrix.rows
    }

    assert known == {
        "live-use": {
            "anywhere": "answered",
            "elsewhere": "ncnd",
            "nowhere": "not-held",
            "somewhere": "no-answer",
        },
        "searches": {
            "anywhere": "answered",
            "elsewhere": "over-cost",
            "nowhere": "answered",
            "somewhere": "no-answer",
        },
        "correct-matches": {
            "anywhere": "asked-otherwise",
            "elsewhere": "over-cost",
            "nowhere": "not-held",
            "somewhere": "no-answer",
        },
    }
    assert list(known) == ["live-use", "searches", "correct-matches"]
