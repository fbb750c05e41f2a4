"""Editions of one record in a study: all are kept, the latest settles, its changes are told."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, serialize

from kg import adding, pipeline, vocabulary
from kg import study as studies
from kg.errors import StudyError
from kg.extract.mapping import TableMapping
from kg.ingest import Piece
from kg.model import DeploymentRecord
from kg.query import binding, catalogue, run
from kg.record import read
from kg.record.mapping import mapping_from
from kg.study import Study
from tests.cli.running import kg

HEAD = "Site,When,Alerts,Faces,Arrests\n"
SPRING = HEAD + "Elm Street,13/04/24,5,900,2\nOak Road,14/04/24,7,800,3\nAsh Lane,20/04/24,1,50,0\n"
SUMMER = (
    HEAD + "Elm Street,13/04/24,5,900,3\nAsh Lane,20/04/24,1,50,0\nElm Street,01/06/24,2,70,1\n"
)
MAPPING = mapping_from(
    {
        "force": "essex",
        "title": "Deployments 2024",
        "columns": {
            "Site": "place",
            "When": "date",
            "Alerts": "total-alerts",
            "Faces": "faces-seen",
            "Arrests": "arrests",
        },
    },
    name="mapping.toml",
)
KEY = "gb-essex-lfr-deployments-2024"
COUNTS = "SELECT (COUNT(?d) AS ?n) (SUM(?a) AS ?m) WHERE { ?d a fg:Deployment ; fg:arrests ?a }"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return studies.load(studies.create(tmp_path / "study").parent)


def add(
    study: Study,
    text: str,
    name: str,
    *,
    overwrite: bool = False,
    mapping: TableMapping | None = MAPPING,
) -> adding.Added:
    piece = Piece(name=name, content=text.encode())
    read_piece = adding.read_piece(piece, mapping=mapping)
    return adding.keep(study, piece, *read_piece, overwrite=overwrite)


def store_of(study: Study) -> Store:
    store = Store()
    store.load(serialize(pipeline.quads(study), format=RdfFormat.N_QUADS), RdfFormat.N_QUADS)
    return store


def asked(study: Study, text: str) -> list[tuple[str, ...]]:
    found = run.answer(
        store_of(study), f"PREFIX fg: <{vocabulary.ONTOLOGY}>\n{text}", base=vocabulary.HOME
    )
    return [tuple("" if value is None else value.value for value in row) for row in found.rows]


@pytest.mark.parametrize(("first", "second"), [("spring", "summer"), ("summer", "spring")])
def test_both_editions_are_kept_and_the_later_one_settles(
    first: str, second: str, study: Study
) -> None:
    """In whichever order they came in."""
    texts = {"spring": SPRING, "summer": SUMMER}

    added = [add(study, texts[name], f"{name}.csv") for name in (first, second)]

    assert [item.path.name for item in added] == [f"{KEY}.yaml", f"{KEY}-v2.yaml"]
    assert [item.record.source.version for item in added] == [1, 2]
    assert asked(study, COUNTS) == [("3", "4")]
    built = pipeline.build(study)
    assert built.report is not None
    assert built.report.conforms
    assert built.unsettled == ()
    assert built.unverified == ()


def changes(study: Study, **values: str) -> list[tuple[str, ...]]:
    query = catalogue.named("find/changes-between-editions")
    text = binding.bind(query, values, base=study.base)
    found = run.answer(store_of(study), text, base=study.base)
    return [tuple("" if value is None else value.value for value in row) for row in found.rows]


def test_what_a_later_edition_changed_is_found_by_name(study: Study) -> None:
    add(study, SPRING, "spring.csv")
    add(study, SUMMER, "summer.csv")

    found = changes(study)

    assert [row[:9] for row in found] == [
        (
            "Deployments 2024",
            "spring.csv",
            "summer.csv",
            "2024-04-13",
            "Elm Street",
            "Figure changed",
            "arrests",
            "2",
            "3",
        ),
        (
            "Deployments 2024",
            "spring.csv",
            "summer.csv",
            "2024-04-14",
            "Oak Road",
            "Deployment dropped",
            "",
            "2024-04-14, Oak Road",
            "",
        ),
        (
            "Deployments 2024",
            "spring.csv",
            "summer.csv",
            "2024-06-01",
            "Elm Street",
            "Deployment added",
            "",
            "",
            "2024-06-01, Elm Street",
        ),
    ]
    assert len(changes(study, kind="figure-changed")) == 1
    assert changes(study, force="kent") == []


def test_a_change_rests_on_the_cells_of_both_editions(study: Study) -> None:
    add(study, SPRING, "spring.csv")
    add(study, SUMMER, "summer.csv")

    found = asked(
        study,
        """SELECT ?words ?file WHERE {
             ?change fg:changedProperty fg:arrests ; fg:evidence ?evidence .
             GRAPH ?graph { ?evidence fg:quotation ?words ; fg:inVersion ?version }
             ?version fg:fileName ?file } ORDER BY ?file""",
    )

    assert found == [("2", "spring.csv"), ("3", "summer.csv")]


def test_what_only_a_comparison_of_editions_says_names_its_rule(study: Study) -> None:
    add(study, SPRING, "spring.csv")
    add(study, SUMMER, "summer.csv")
    query = binding.bind(catalogue.named("check/inferred-only"), {}, base=study.base)

    found = run.answer(store_of(study), query, base=study.base)
    rules = {row[found.columns.index("rule")] for row in found.rows}

    assert "Changes between editions" in {rule.value for rule in rules if rule is not None}


def test_a_changed_figure_is_no_conflict_of_two_sources(study: Study) -> None:
    add(study, SPRING, "spring.csv")
    add(study, SUMMER, "summer.csv")
    query = binding.bind(catalogue.named("check/deployment-conflicts"), {}, base=study.base)

    assert list(run.answer(store_of(study), query, base=study.base).rows) == []


def test_the_same_bytes_of_an_edition_again_change_nothing(study: Study) -> None:
    add(study, SPRING, "spring.csv")
    added = add(study, SUMMER, "summer.csv")
    before = added.path.read_bytes()

    again = add(study, SUMMER, "summer.csv")

    assert (again.written, again.changes, again.path) == (False, (), added.path)
    assert added.path.read_bytes() == before
    document, reading = adding.read_again(study, added.path)
    assert document is not None
    assert [row["key"] for row in reading["deployments"]] == [
        row.key for row in _record(added.path).deployments
    ]


def _record(path: Path) -> DeploymentRecord:
    found = read(path)
    assert isinstance(found, DeploymentRecord)
    return found


def test_an_edition_takes_the_place_of_the_newest_only_when_told_to(study: Study) -> None:
    first = add(study, SPRING, "spring.csv")

    added = add(study, SUMMER, "summer.csv", overwrite=True)

    assert added.path == first.path
    assert [path.name for path in study.records] == [f"{KEY}.yaml"]
    assert _record(added.path).source.file == "summer.csv"


def test_a_day_that_reads_two_ways_is_kept_in_the_graph_as_written(study: Study) -> None:
    add(study, HEAD + "Elm Street,03/04/24,5,900,2\nOak Road,05/06/24,7,800,3\n", "open.csv")

    found = asked(
        study,
        "SELECT ?place ?day ?n WHERE { ?d fg:place ?place ; fg:dateAsWritten ?day ; "
        "fg:arrests ?n . FILTER NOT EXISTS { ?d fg:date ?date } } ORDER BY ?place",
    )

    assert found == [("Elm Street", "03/04/24", "2"), ("Oak Road", "05/06/24", "3")]
    assert pipeline.build(study).report.conforms


def test_one_key_in_one_version_twice_is_refused(study: Study) -> None:
    added = add(study, SPRING, "spring.csv")
    copy = added.path.with_name("copy.yaml")
    copy.write_text(added.path.read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(StudyError, match="give it the next version"):
        studies.load_records(study)


LETTER = """\
Freedom of Information Request Reference No: 01.FOI.00.000001
You asked the Metropolitan Police:
1. Have you used live facial recognition?
2. Have you used retrospective facial recognition?
I have today decided to disclose the located information to you in full.
No information is held for question 1.
No information is held for question 2.
"""


def test_a_reply_that_was_put_out_again_is_a_version_of_its_own(study: Study) -> None:
    add(study, LETTER, "letter.txt", mapping=None)
    again = LETTER.replace("No information is held for question 2.\n", "").replace(
        "Have you used live facial recognition?", "Did you use live facial recognition in 2020?"
    )

    added = add(study, again, "letter.txt", mapping=None)

    assert (added.record.source.version, added.path.stem[-3:]) == (2, "-v2")
    found = asked(study, "SELECT (COUNT(?a) AS ?n) WHERE { ?a a fg:Answer }")
    assert found == [("1",)]
    assert pipeline.build(study).report.conforms


def test_another_letter_on_the_same_request_is_another_document(study: Study) -> None:
    first = add(study, LETTER, "letter.txt", mapping=None)

    added = add(study, LETTER + "More.\n", "log.txt", mapping=None)

    assert added.record.key == f"{first.record.key}-2"
    assert added.record.source.version == 1
    assert pipeline.build(study).report.conforms


def test_a_table_is_added_by_its_mapping_on_the_command_line(study: Study, tmp_path: Path) -> None:
    (tmp_path / "spring.csv").write_text(SPRING, encoding="utf-8")
    add = ("add", "--study", study.folder, "spring.csv")

    refused = kg(*add, cwd=tmp_path)
    proposed = refused.stderr.partition("such as this one:\n\n")[2]
    (tmp_path / "map.toml").write_text(f'force = "essex"\n{proposed}', encoding="utf-8")
    added = kg(*add, "--table", "map.toml", cwd=tmp_path)
    wrong = kg(*add, "--table", "none.toml", cwd=tmp_path)

    assert (refused.returncode, added.returncode, wrong.returncode) == (3, 0, 2)
    assert "kg: unmapped-table:" in refused.stderr
    assert "kg: mapping: none.toml:" in wrong.stderr
    assert len(_record(study.records[0]).deployments) == 3
