"""Graphs that a person wrote by hand: taken along by a build, and refused where they mislead."""

import re
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg import pipeline, resources, vocabulary
from kg import study as studies
from kg.build import editions, rulings, tracking
from kg.errors import GenerationRejectedError, RecordError
from kg.study import Study

BASE = "https://example.org/"
PREFIXES = f"""\
@prefix dep: <{BASE}id/deployment/> .
@prefix fg: <{vocabulary.ONTOLOGY}> .
@prefix force: <{vocabulary.CODE}force/> .
@prefix graph: <{BASE}graph/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
HERE = f"{BASE}id/deployment/here"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    settings = studies.create(tmp_path / "study")
    text = settings.read_text(encoding="utf-8").replace(vocabulary.HOME, BASE)
    settings.write_text(text, encoding="utf-8")
    (settings.parent / "curated").mkdir()
    return studies.load(settings.parent)


def say(study: Study, text: str, name: str = "mine.trig") -> Path:
    path = study.folder / "curated" / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def example(name: str) -> str:
    """Return an example of the ontology without its invented force."""
    path = resources.root() / "ontology" / "examples" / f"{name}.trig"
    text = path.read_text(encoding="utf-8")
    force, end = text.index("force:nowhere a skos:Concept"), "regime:foia .\n"
    rest = text[:force] + text[text.index(end, force) + len(end) :]
    return rest.replace("force:nowhere", "force:essex")


def quad(subject: str, name: str, value: str, graph: str | None = None) -> Quad:
    where = DefaultGraph() if graph is None else NamedNode(graph)
    return Quad(NamedNode(subject), vocabulary.term(name), NamedNode(value), where)


def test_a_build_takes_along_what_a_person_wrote(study: Study) -> None:
    path = study.folder / "curated" / "deployments-of-2022.trig"
    path.write_text(example("not-applicable-is-not-zero"), encoding="utf-8")

    built = pipeline.build(study)

    deployment = f"{BASE}id/deployment/gb-nowhere-2022-01-05-market-square"
    essex = vocabulary.code("force", "essex").value
    quads = set(pipeline.quads(study))
    assert built.report is not None
    assert built.report.conforms
    assert quad(deployment, "operator", essex) in quads
    assert quad(deployment, "operator", essex, f"{BASE}graph/curated-deployments-of-2022") in quads
    observed = {q.predicate for q in quads if str(q.graph_name).endswith("nowhere-deployments-v1>")}
    assert vocabulary.term("asWritten") in observed


def test_a_changed_file_is_built_anew(study: Study) -> None:
    path = say(study, "")
    first = pipeline.build(study)
    path.write_text(example("not-applicable-is-not-zero"), encoding="utf-8")

    second = pipeline.build(study)

    assert second.generation != first.generation


def test_two_files_that_differ_settle_nothing(study: Study) -> None:
    say(study, f"<{HERE}> fg:operator force:essex .", "one.trig")
    say(study, f"<{HERE}> fg:operator force:kent .", "two.trig")

    quads = pipeline.quads(study)

    stated = [q for q in quads if q.subject == NamedNode(HERE)]
    assert {str(q.graph_name) for q in stated} == {
        f"<{BASE}graph/curated-one>",
        f"<{BASE}graph/curated-two>",
    }


def test_what_breaks_a_shape_is_told_with_file_and_line(study: Study) -> None:
    say(study, "\ndep:here a fg:Deployment .")

    with pytest.raises(GenerationRejectedError) as refused:
        pipeline.build(study)

    assert "curated/mine.trig, line 7" in refused.value.report


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dep:here fg:totalAlert 3 .", "line 6: the ontology has no term fg:totalAlert; did you"),
        ("dep:here fg:operator force:Essex .", "line 6: scheme force has no code force:Essex; did"),
        ("dep:here a fg:Deploiment .", "did you mean fg:Deployment"),
        (
            "dep:here fg:operator force:esex .",
            "no code force:esex; did you mean force:essex",
        ),
        ("dep:here fg:operator [] .", "a node without a name"),
        ("force:essex fg:nation 'Kent' .", "is no thing of this study"),
        ("fg:operator a fg:Deployment .", "is no thing of this study"),
        ("dep:here fg:arrests 3", "line 6, column"),
        ("graph:inferred-mine { dep:here fg:arrests 3 }", "is no graph for a file of curated/"),
        ("<urn:x> { dep:here fg:arrests 3 }", "is no graph for a file of curated/"),
        (f"<{BASE}graph/a/b> {{ dep:here fg:arrests 3 }}", "is no graph for a file of curated/"),
        (f"<{BASE}id/> fg:operator force:essex .", "is no thing of this study"),
        (f"<{BASE}id/deployment/a/b> fg:operator force:essex .", "is no thing of this study"),
        ("dep:here fg:operator [ [ [ .", "line 6, column"),
        ("dep:here fg:operator <<( dep:a fg:operator dep:b )>> .", "a node without a name"),
    ],
)
def test_what_nobody_should_rely_on_is_refused(study: Study, text: str, told: str) -> None:
    say(study, text)

    with pytest.raises(RecordError) as refused:
        pipeline.quads(study)

    assert told in str(refused.value)
    assert "mine.trig" in str(refused.value)


def test_the_name_of_a_file_is_one_of_a_graph(study: Study) -> None:
    say(study, "", "My notes.trig")

    with pytest.raises(RecordError, match="lower case, digits and hyphens"):
        pipeline.quads(study)


@pytest.mark.parametrize("made", [editions.GRAPH, rulings.GRAPH, tracking.GRAPH, "curated-mine"])
def test_a_graph_that_the_build_fills_is_not_for_a_person(study: Study, made: str) -> None:
    say(study, f"graph:{made} {{ dep:here fg:arrests 3 }}")

    with pytest.raises(RecordError, match=r"is no graph for a file of curated/"):
        pipeline.quads(study)


def test_a_document_may_be_named_like_a_graph_of_the_build(study: Study) -> None:
    say(study, "graph:tracking-of-requests-v1 { dep:here fg:arrests 3 }")

    graphs = {str(found.graph_name) for found in pipeline.quads(study)}

    assert f"<{BASE}graph/tracking-of-requests-v1>" in graphs


@pytest.mark.parametrize("name", ["mine.jsonld", "mine.TRIG", "mine.trig~"])
def test_a_file_that_is_not_read_is_not_passed_over(study: Study, name: str) -> None:
    say(study, "", name)

    with pytest.raises(RecordError, match=r"is \.trig or \.ttl"):
        pipeline.quads(study)


@pytest.mark.parametrize("name", ["README.md", ".mine.trig.swp"])
def test_notes_and_hidden_files_are_no_graphs(study: Study, name: str) -> None:
    say(study, "dep:here", name)

    assert study.curated == ()


def test_a_byte_order_mark_is_no_part_of_the_text(study: Study) -> None:
    path = say(study, "dep:here fg:operator force:essex .")
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")

    assert any(found.subject == NamedNode(HERE) for found in pipeline.quads(study))


def test_each_thing_has_the_first_line_that_names_it(study: Study) -> None:
    names = [f"id/deployment/{name}" for name in ("a.b", "a.c", "a%20b", "x:y")]
    say(study, "\n".join(f"<{BASE}{name}> fg:operator force:essex ." for name in names))

    (read,) = studies.load_curated(study)

    assert read.lines == {f"{BASE}{name}": line for line, name in enumerate(names, start=6)}


def test_a_day_that_is_none_is_told_by_the_shapes(study: Study) -> None:
    """The rules that count days come before the shapes, and pass it over."""
    say(study, f"<{BASE}id/request/a> a fg:InformationRequest ; fg:receivedOn 'soon' .")

    with pytest.raises(GenerationRejectedError) as refused:
        pipeline.build(study)

    assert "InformationRequest-receivedOn" in refused.value.report


def test_bytes_that_are_no_text_are_told(study: Study) -> None:
    say(study, "").write_bytes(b"\xff")

    with pytest.raises(RecordError, match="byte 0 is not UTF-8"):
        pipeline.quads(study)


def test_the_graph_of_the_manual_builds(tmp_path: Path) -> None:
    manual = Path(__file__).resolve().parents[2] / "docs" / "curated.md"
    found = re.search(r"```turtle\n(.*?)```", manual.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    study = studies.load(studies.create(tmp_path / "study").parent)
    (study.folder / "curated").mkdir()
    (study.folder / "curated" / "dpia.trig").write_text(found[1], encoding="utf-8")

    built = pipeline.build(study)

    assert built.report is not None
    assert [one for one in built.report.findings if one.severity != "info"] == []
