"""A study of the Met: built from its records, held against the real documents where they are."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg import adding, ingest, pipeline, study, vocabulary
from kg.model import DeploymentRecord, Disclosure, Question
from kg.model.record import UNREVIEWED
from kg.record import read, write
from kg.study import Study
from tests.studies.folders import METROPOLITAN

PAGE = "met-foi-01.FOI.23.031597.txt"
GRID = "met-lfr-grid-2020-2022.pdf"


@pytest.fixture(scope="module")
def metropolitan() -> Study:
    return study.load(METROPOLITAN)


@pytest.fixture(scope="module")
def store(metropolitan: Study) -> Store:
    found = Store()
    found.extend(pipeline.quads(metropolitan))
    return found


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    """A copy of the study, without its documents and with nothing derived."""
    monkeypatch.delenv("FOIGRAPH_DOCUMENTS", raising=False)
    folder = tmp_path / "study"
    shutil.copytree(METROPOLITAN, folder, ignore=shutil.ignore_patterns(".kg", "documents"))
    return study.load(folder)


def record_of(metropolitan: Study, file: str) -> Disclosure | DeploymentRecord:
    (found,) = [
        record for record in study.load_records(metropolitan).values() if record.source.file == file
    ]
    return found


def rows(store: Store, text: str) -> list[tuple[str | None, ...]]:
    found = store.query(text, prefixes=vocabulary.prefixes())
    return [
        tuple(None if term is None else getattr(term, "value", str(term)) for term in solution)
        for solution in found  # type: ignore[union-attr] -- only SELECTs are asked here
    ]


def test_it_builds_without_its_documents_and_says_so(copy: Study) -> None:
    built = pipeline.build(copy)

    assert built.report is not None
    assert built.report.conforms
    assert built.verified == 0
    assert len(built.unverified) == 2


def test_every_quotation_is_found_in_the_documents(
    copy: Study, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOIGRAPH_DOCUMENTS", str(shared / "documents"))

    built = pipeline.build(copy)

    assert built.unverified == ()
    assert built.verified == 148


def test_what_has_not_changed_is_not_built_again(copy: Study) -> None:
    first = pipeline.build(copy)

    again = pipeline.build(copy)

    assert again.report is None
    assert again.generation.identifier == first.generation.identifier


def test_the_same_records_give_the_same_bytes(copy: Study) -> None:
    first = pipeline.build(copy).generation.path.read_bytes()
    shutil.rmtree(copy.folder / ".kg")

    assert pipeline.build(copy).generation.path.read_bytes() == first


@pytest.mark.parametrize("file", [PAGE, GRID])
def test_the_records_are_what_the_program_reads_from_the_documents(
    file: str, metropolitan: Study, shared: Path, tmp_path: Path
) -> None:
    """But for what a person added: topics, the address, the title and the review."""
    path = shared / "documents" / file
    piece = ingest.Piece(name=str(path), content=ingest.load(path))
    _, extracted = adding.read_piece(piece)
    path = tmp_path / "record.yaml"
    write(extracted, path, wording=metropolitan.wording)

    fresh, kept = read(path), record_of(metropolitan, file)

    source = replace(
        kept.source, url=fresh.source.url, title=fresh.source.title, read_by=fresh.source.read_by
    )
    bare = replace(kept, review=UNREVIEWED, source=source)
    if isinstance(bare, Disclosure):
        bare = without_topics(bare)
    assert bare == fresh


def without_topics(record: Disclosure) -> Disclosure:
    def bare(question: Question) -> Question:
        assert question.topic, f"question {question.label} has no topic"
        return replace(question, topic=None)

    requests = tuple(
        replace(request, questions=tuple(map(bare, request.questions)))
        for request in record.requests
    )
    return replace(record, requests=requests)


def test_no_question_is_kept_in_the_words_of_others(metropolitan: Study) -> None:
    page = record_of(metropolitan, PAGE)

    assert isinstance(page, Disclosure)
    questions = [question for request in page.requests for question in request.questions]
    assert len(questions) == 24
    assert all(question.text is None for question in questions)
    assert all(len(question.passage.quote) <= 40 for question in questions)


def test_flat_figures_add_up_to_the_record(metropolitan: Study, store: Store) -> None:
    """A figure that stood twice in the default graph would show here."""
    grid = record_of(metropolitan, GRID)
    assert isinstance(grid, DeploymentRecord)
    for column in grid.columns:
        if column.field not in vocabulary.codes("measure"):
            continue
        name = vocabulary.measure_property(column.definition or column.field)
        figures = [deployment.figure(column.field) for deployment in grid.deployments]
        expected = sum(
            figure.value for figure in figures if figure is not None and figure.value is not None
        )

        ((total, count),) = rows(
            store,
            f"SELECT (SUM(?n) AS ?total) (COUNT(?n) AS ?count) WHERE {{ ?d fg:{name} ?n }}",
        )

        assert float(total or 0) == pytest.approx(float(expected)), name
        assert int(count or 0) == sum(
            1 for figure in figures if figure is not None and figure.value is not None
        )


def test_the_worked_example(store: Store) -> None:
    """Six deployments in the period asked about: watchlist, alerts, arrests or disposals."""
    found = rows(
        store,
        """SELECT ?date ?place ?watchlist ?alerts ?arrests WHERE {
             ?d fg:date ?date ; fg:place ?place ; fg:watchlistSize ?watchlist ;
                fg:totalAlerts ?alerts ; fg:arrestsOrDisposals ?arrests
             FILTER (?date >= "2022-01-01"^^xsd:date && ?date <= "2023-01-31"^^xsd:date)
           } ORDER BY ?date""",
    )

    assert found == [
        ("2022-01-28", "Oxford Circus", "9756", "11", "4"),
        ("2022-03-10", "Leicester Square", "6793", "0", "0"),
        ("2022-07-07", "Oxford Circus", "6699", "4", "3"),
        ("2022-07-14", "Oxford Circus", "6713", "3", "1"),
        ("2022-07-16", "Oxford Circus", "6747", "1", "0"),
        ("2022-07-28", "Piccadilly Circus", "6858", "1", "0"),
    ]


def test_which_questions_were_asked_again(store: Store) -> None:
    again = rows(
        store,
        """SELECT ?label WHERE {
             req:gb-metropolitan-01-foi-23-031597 fg:hasQuestion ?q .
             ?q fg:label ?label ; fg:order ?order } ORDER BY ?order""",
    )
    earlier = rows(
        store,
        "SELECT ?q WHERE { req:gb-metropolitan-01-foi-23-028737 fg:hasQuestion ?q }",
    )
    left_out = rows(
        store,
        """SELECT ?label WHERE {
             req:gb-metropolitan-01-foi-23-031597 fg:excludesQuestion/fg:label ?label }
           ORDER BY ?label""",
    )

    labels = ["1", "1.a", "3", "3.a", "4", "4.a", "5", "5.a", "5.b", "5.c", "5.c.i"]
    labels += ["6", "6.a", "6.b"]
    assert [label for (label,) in again] == labels
    assert len(earlier) == 24
    assert left_out == [("2",), ("2.a",)]


def test_no_answer_is_made_up(store: Store) -> None:
    found = rows(
        store,
        """SELECT ?label ?outcome WHERE {
             ?answer fg:answers/fg:label ?label ; fg:outcome/skos:notation ?outcome }""",
    )

    outcomes = dict(found)
    assert len(found) == len(outcomes) == 14
    assert {label for label, outcome in found if outcome == "not-held"} == {"4", "4.a"}
    assert set(outcomes.values()) == {"not-held", "answered-by-reference"}


def test_claimed_and_assessed_coverage_differ_and_say_that_the_target_is_presumed(
    store: Store,
) -> None:
    found = rows(
        store,
        """SELECT ?label WHERE {
             ?answer fg:coverageClaimed coverage:covers ; fg:answers/fg:label ?label .
             GRAPH graph:rulings {
               ?assessment fg:assesses ?answer ; fg:coverage coverage:does-not-cover ;
                           fg:presumed true } } ORDER BY ?label""",
    )
    flat = rows(store, "SELECT ?answer WHERE { ?answer fg:coverageAssessed ?coverage }")

    assert [label for (label,) in found] == ["3", "3.a", "5.b", "5.c", "5.c.i"]
    assert flat == [], "what rests on a guess is no settled fact"
