"""A study of one's own beside another: one graph, and each fact's study told."""

import shutil
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg import adding, pipeline, study, vocabulary
from kg.build import Iris
from kg.errors import RecordError, StudyError
from tests.studies.folders import METROPOLITAN

OURS = "https://example.org/ours/"
THEIRS = vocabulary.HOME
TEMPLATES = """\
series:
  - key: spring
    name: The same, asked again in spring
    variant_of: facial-recognition-2023-02
    templates: [live-use]
    members:
      - request: gb-metropolitan-01-foi-00-000001
        basis: curator
        reason: It asks the same.
        role: maintainer
        on: 2026-11-23
matches:
  - request: gb-metropolitan-01-foi-23-028737
    kind: related
    reason: It asks of more than one technology.
    role: maintainer
    on: 2026-11-23
    questions:
      '3': live-use
  - request: gb-metropolitan-01-foi-00-000001
    kind: exact
    reason: The same words.
    role: maintainer
    on: 2026-11-23
    questions:
      '1': watchlist-size
"""
LETTER = """Freedom of Information Request Reference No: 01.FOI.00.000001
You asked the Metropolitan Police:
1. How many images were on the watchlist?
I have today decided to disclose the located information to you in full.
Q1 - 500.
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A study with one letter, which extends a copy of the study of the Met beside it."""
    shutil.copytree(METROPOLITAN, tmp_path / "met", ignore=shutil.ignore_patterns(".kg"))
    folder = tmp_path / "ours"
    study.create(folder)
    settings = (folder / "study.toml").read_text(encoding="utf-8")
    settings = settings.replace(f'base = "{THEIRS}"', f'base = "{OURS}"')
    settings = settings.replace('# extends = ["uk-facial-recognition"]', 'extends = ["met"]')
    (folder / "study.toml").write_text(settings, encoding="utf-8")
    found = study.load(folder)
    letter = adding.Piece(name="letter.txt", content=LETTER.encode())
    document, record = adding.read_piece(letter)
    adding.keep(found, letter, document, record)
    return folder


def flat(quads: tuple[Quad, ...], name: str) -> set[tuple[str, str]]:
    wanted = vocabulary.term(name)
    return {
        (q.subject.value, getattr(q.object, "value", ""))
        for q in quads
        if q.predicate == wanted and q.graph_name == DefaultGraph()
    }


def test_both_are_one_graph_and_each_graph_tells_its_study(ours: Path) -> None:
    quads = pipeline.quads(study.load(ours))

    told = dict(flat(quads, "inStudy"))
    named = {q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)}
    assert named <= told.keys()
    assert {base for base in (OURS, THEIRS) for graph in named if graph.startswith(base)} == {
        OURS,
        THEIRS,
    }
    for graph, whose in told.items():
        assert whose == f"{OURS if graph.startswith(OURS) else THEIRS}id/study/" + (
            "ours" if graph.startswith(OURS) else "metropolitan"
        )
    assert (f"{OURS}id/study/ours", f"{THEIRS}id/study/metropolitan") in flat(quads, "extends")


def test_what_the_other_study_states_stands_unchanged(ours: Path) -> None:
    together = set(pipeline.quads(study.load(ours)))
    alone = set(pipeline.quads(study.load(METROPOLITAN)))

    lost = {
        quad
        for quad in alone - together
        # What follows by rule stands in the graph of the study that was built.
        if "/graph/inferred-" not in str(quad.graph_name) + str(quad.subject)
    }
    assert lost == set()


def test_it_builds_and_conforms_and_is_told_by_a_query(ours: Path) -> None:
    built = pipeline.build(study.load(ours))

    assert built.report is not None
    assert built.report.conforms
    assert {finding.severity for finding in built.report.findings if not finding.accepted} <= {
        "info"
    }
    store = Store()
    store.extend(pipeline.quads(study.load(ours)))
    rows = store.query(
        "SELECT ?key WHERE { GRAPH ?graph { ?request fg:reference '01.FOI.00.000001' } "
        "?graph fg:inStudy/dcterms:identifier ?key }",
        prefixes=vocabulary.prefixes(),
    )
    assert {row["key"].value for row in rows} == {"ours"}


def test_nothing_is_built_again_until_one_of_the_two_changes(ours: Path) -> None:
    pipeline.build(study.load(ours))
    assert pipeline.build(study.load(ours)).report is None

    path = ours.parent / "met" / "links.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# seen\n", encoding="utf-8")

    assert pipeline.build(study.load(ours)).report is not None


def test_it_may_name_templates_series_and_requests_of_the_other(ours: Path) -> None:
    (ours / "templates.yaml").write_text(TEMPLATES, encoding="utf-8")

    quads = pipeline.quads(study.load(ours))

    mine, theirs = Iris(OURS), Iris(THEIRS)
    spring = mine.thing("ser", "spring").value
    asked = mine.thing("qst", "gb-metropolitan-01-foi-00-000001-q1").value
    assert (spring, theirs.thing("tpl", "live-use").value) in flat(quads, "hasTemplate")
    assert (spring, theirs.thing("ser", "facial-recognition-2023-02").value) in flat(
        quads, "variantOf"
    )
    template = theirs.thing("tpl", "watchlist-size").value
    assert (asked, template) in flat(quads, "instanceOfTemplate")
    assert (asked, vocabulary.code("measure", "watchlist-size").value) in flat(quads, "asksFor")
    matched = {q.object.value for q in quads if q.predicate == vocabulary.term("matchedQuestion")}
    assert theirs.thing("qst", "gb-metropolitan-01-foi-23-028737-q3").value in matched


def test_what_neither_holds_is_no_template(ours: Path) -> None:
    text = TEMPLATES.replace("watchlist-size", "watchlist-sise")
    (ours / "templates.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(RecordError, match="did you mean watchlist-size"):
        pipeline.quads(study.load(ours))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('extends = ["nowhere"]', "no study 'nowhere'.*uk-facial-recognition"),
        ('extends = "met"', "list of names"),
        ('extends = ["."]', "leads back"),
        ('key = "Our study"', "small letters"),
    ],
)
def test_what_cannot_be_extended_is_told_with_its_mend(ours: Path, line: str, said: str) -> None:
    name = line.partition(" =")[0]
    path = ours / "study.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line if old.startswith(f"{name} =") else old for old in lines]
    path.write_text("\n".join(kept), encoding="utf-8")

    with pytest.raises(StudyError, match=said):
        study.load(ours)


def test_two_studies_never_share_a_base(ours: Path) -> None:
    path = ours / "study.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(OURS, THEIRS), encoding="utf-8")

    with pytest.raises(StudyError, match="a base of its own"):
        study.load(ours)


def test_two_studies_never_share_a_key(ours: Path) -> None:
    path = ours / "study.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('key = "ours"', 'key = "metropolitan"'),
        encoding="utf-8",
    )

    with pytest.raises(StudyError, match="a key of its own"):
        study.load(ours)


def test_a_study_that_ships_is_found_by_its_name(ours: Path) -> None:
    path = ours / "study.toml"
    text = path.read_text(encoding="utf-8").replace('["met"]', '["met", "uk-facial-recognition"]')
    path.write_text(text, encoding="utf-8")

    with pytest.raises(StudyError, match="uk-facial-recognition"):
        study.load(ours)  # the study of the Met has the base of the one that ships

    path.write_text(text.replace('"met", ', ""), encoding="utf-8")
    assert [one.key for one in study.load(ours).together] == ["ours", "uk-facial-recognition"]
