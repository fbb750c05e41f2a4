"""What queries find in real records of deployments: the contradictions known of them."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from kg import adding, pipeline
from kg import study as studies
from kg.ingest import Piece

GRIDS = (
    "met-lfr-grid-2023-to-2024.pdf",
    "met-lfr-grid-2025-to-2025-05-10.pdf",
    "met-lfr-grid-2025-to-2025-07-11.pdf",
)


@pytest.fixture(scope="module")
def grids(shared: Path, tmp_path_factory) -> str:
    """The graph of three records, two of them editions of one, as TriG."""
    study = studies.load(studies.create(tmp_path_factory.mktemp("grids") / "study").parent)
    for name in GRIDS:
        piece = Piece(name=name, content=(shared / "documents" / name).read_bytes())
        adding.keep(study, piece, *adding.read_piece(piece))
    study = studies.load(study.folder)
    return serialize(pipeline.quads(study), format=RdfFormat.TRIG).decode()


def test_each_deployment_of_two_editions_stands_once(grids, ask):
    found = ask("find/deployments", grids)

    assert len(found) == 203 + 112
    assert len({row[-1] for row in found}) == len(found)
    assert {row[9] for row in found} == {"1"}


def test_one_total_is_not_the_sum_of_its_parts(grids, ask):
    """Westminster, 10 January 2024: one alert, one confirmed and one unconfirmed."""
    found = ask("check/totals-and-parts", grids)

    assert [(row[1], row[2], row[4], row[5]) for row in found] == [
        ("1", "2", "2024-01-10", "Westminster")
    ]


def test_one_rate_is_neither_cut_off_nor_rounded(grids, ask):
    """George Street, Croydon, 7 December 2023: 1 of 3,940 faces is printed as 0.01%."""
    found = ask("check/rate-and-counts", grids)

    assert [row[1:6] for row in found] == [("0.01%", "0.00025381", "1", "3940", "2023-12-07")]


def test_the_record_of_2023_prints_one_figure_under_two_outcomes(grids, ask):
    found = ask("check/same-figure-twice", grids)

    assert [row[1:] for row in found] == [("173", "203", GRIDS[0])]


def test_outcomes_are_added_as_the_columns_of_each_record_allow(grids, ask):
    found = ask("check/outcomes-and-alerts", grids)

    repeated = [row for row in found if row[3].startswith("arrests and other")]
    assert all(row[4] < "2025" for row in repeated)
    assert (len(repeated), len(found) - len(repeated)) == (15, 21)


def test_thresholds_rose_in_july_2024(grids, ask):
    found = ask("find/thresholds-over-time", grids)

    assert [row[2:6] for row in found if row[1] == "2024-07"] == [
        ("0.62", "", "2024-07-11", "2024-07-23"),
        ("0.64", "", "2024-07-25", "2024-07-31"),
    ]


def test_sources_of_a_figure_tell_their_edition(grids, ask):
    """Two deployments of 8 January 2025 stand in both editions."""
    found = ask("find/figure-source", grids, date="2025-01-08")

    assert [(row[3], *row[8:10]) for row in found] == [
        ("6", "1", GRIDS[2]),
        ("6", "2", ""),
        ("10", "1", GRIDS[2]),
        ("10", "2", ""),
    ]
