"""``kg validate`` and the gate of ``kg build``, as a user meets them."""

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg import pipeline, study
from kg.errors import GenerationRejectedError
from kg.study import Study
from kg.validate import again
from tests.cli.running import kg
from tests.studies.folders import METROPOLITAN

TABLE = "records/gb-metropolitan-lfr-deployments-2020-2022.yaml"
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <https://e.org/> .
:s sh:targetClass :Thing ; sh:property :p .
:p sh:path :name ; sh:minCount 1 ; sh:message "A thing has a name."@en .
"""
DATA = {
    "ttl": "@prefix : <https://e.org/> . :a a :Thing . :b a :Thing ; :name 'b' .",
    "trig": "@prefix : <https://e.org/> . :g { :a a :Thing . :b a :Thing } :h { :b :name 'b' }",
    "nq": "<https://e.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<https://e.org/Thing> <https://e.org/g> .\n",
    "jsonld": json.dumps({"@id": "https://e.org/a", "@type": "https://e.org/Thing"}),
}


@pytest.fixture
def copy(tmp_path, monkeypatch) -> Study:
    monkeypatch.delenv("FOIGRAPH_DOCUMENTS", raising=False)
    folder = tmp_path / "study"
    shutil.copytree(METROPOLITAN, folder, ignore=shutil.ignore_patterns(".kg", "documents"))
    pipeline.build(study.load(folder))
    return study.load(folder)


@pytest.fixture
def theirs(tmp_path):
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    for suffix, text in DATA.items():
        (tmp_path / f"data.{suffix}").write_text(text)
    return tmp_path


def change(copy: Study, *changes: tuple[str, str]) -> None:
    """Change the table, in the cell that is quoted and in the figure."""
    path = copy.folder / TABLE
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


OF_ONE = (("'5816'", "'5817'"), ("watchlist-size: 5816", "watchlist-size: 5817"))
NO_SUM = (("'7292', '8', '7'", "'7292', '9', '7'"), ("total-alerts: 8", "total-alerts: 9"))
TOO_MANY = (("'7292', '8', '7'", "'7292', '8', '9'"), ("false-alerts: 7", "false-alerts: 9"))


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
@pytest.mark.parametrize("suffix", DATA)
def test_data_of_others_under_shapes_of_others(theirs, suffix, engine):
    found = kg(
        *("validate", "--shapes", "shapes.ttl", f"data.{suffix}", "--engine", engine),
        *("--format", "json"),
        cwd=theirs,
    )

    assert (found.returncode, found.stderr) == (1, "")
    (result,) = json.loads(found.stdout)["results"]
    assert (result["focus"], result["message"]) == ("https://e.org/a", "A thing has a name.")


def test_ours_do_not_ride_along_with_shapes_of_others(theirs):
    """Shapes of others that look at concepts look at their own."""
    (theirs / "shapes.ttl").write_text(
        SHAPES.replace(":Thing", "<http://www.w3.org/2004/02/skos/core#Concept>")
    )

    assert kg("validate", "--shapes", "shapes.ttl", "data.ttl", cwd=theirs).returncode == 0


@pytest.mark.parametrize(
    ("form", "part"),
    [
        ("text", "violation, 1 place (https://e.org/p)\n  A thing has a name.\n"),
        ("turtle", 'sh:resultMessage "A thing has a name."@en'),
        ("html", "<strong>A thing has a name.</strong>"),
    ],
)
def test_every_form_tells_it(theirs, form, part):
    words = ("validate", "--shapes", "shapes.ttl", "data.ttl", "--format", form)
    found = kg(*words, cwd=theirs)

    assert found.returncode == 1
    assert part in found.stdout


@pytest.mark.parametrize(
    ("name", "text", "status", "part"),
    [
        ("data.ttl", "<https://e.org/a b> a <u:x> .", 3, "data.ttl, line 1"),
        ("data.ttl", "", 0, "The graph conforms: nothing found."),
        ("data.nq", '<u:a> <u:b> "x"^^<no iri> .', 3, "data.nq, line 1"),
        ("data.txt", "x", 3, "tells of no RDF syntax"),
        ("shapes.ttl", SHAPES.replace("minCount 1", "minCount 'x'"), 4, "xsd:integer"),
        ("shapes.ttl", SHAPES.replace(":p sh:path", ":p sh:node :s ; sh:path"), 4, "itself"),
        ("shapes.ttl", "", 4, "no shape there has a target"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_status(theirs, name, text, status, part):
    (theirs / name).write_text(text)
    data = name if name.startswith("data") else "data.ttl"

    found = kg("validate", "--shapes", "shapes.ttl", data, cwd=theirs)

    assert found.returncode == status
    assert part in (found.stderr or found.stdout)
    assert "Traceback" not in found.stderr
    assert status in {0, 1} or found.stdout == ""


def test_an_engine_that_ends_early_gives_no_report(theirs):
    """pySHACL cannot order an integer that is none."""
    shapes = SHAPES.replace("sh:minCount 1", "sh:lessThanOrEquals :other")
    (theirs / "shapes.ttl").write_text(shapes)
    (theirs / "data.ttl").write_text(
        "@prefix : <https://e.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
        ":a a :Thing ; :name 'no'^^xsd:integer ; :other 1 ."
    )
    words = ("validate", "--shapes", "shapes.ttl", "data.ttl", "--engine")

    found = kg(*words, "pyshacl", cwd=theirs)

    assert (found.returncode, found.stdout) == (4, "")
    assert "did not come to its end" in found.stderr
    assert kg(*words, "fast", cwd=theirs).returncode == 1


def test_what_an_engine_cannot_read_is_told(theirs):
    """rdflib knows no triple that is the object of another."""
    (theirs / "data.ttl").write_text(
        "@prefix : <https://e.org/> . :a a :Thing ; :name <<( :a :b :c )>> ."
    )
    words = ("validate", "--shapes", "shapes.ttl", "data.ttl", "--engine")

    found = kg(*words, "pyshacl", cwd=theirs)

    assert (found.returncode, found.stdout) == (4, "")
    assert "pySHACL did not come to its end" in found.stderr
    assert kg(*words, "fast", cwd=theirs).returncode == 0


def test_a_build_validates_only_what_changed(copy, monkeypatch):
    def everything(*_):
        raise AssertionError("all of it was validated")

    change(copy, *OF_ONE)
    monkeypatch.setattr(again, "_all", everything)

    built = pipeline.build(copy)

    monkeypatch.undo()
    (copy.folder / ".kg" / "current" / "report.json").unlink()
    assert built.report.results == again.validate_generation(built.generation).results
    assert built.report.before.generation != built.generation.identifier


def test_other_shapes_have_everything_validated(copy, monkeypatch):
    looked = []
    monkeypatch.setattr(
        again, "_all", lambda quads, shapes: looked.append(len(quads)) or results_of(quads, shapes)
    )
    monkeypatch.setattr(again, "read_shapes", with_another_digest)
    change(copy, *OF_ONE)

    pipeline.build(copy)

    assert len(looked) == 1


def results_of(quads, shapes):
    with again.held(quads) as there:
        return again.results(there, shapes)


def with_another_digest():
    from dataclasses import replace

    from kg.validate.engine import read_shapes

    return replace(read_shapes(), digest="another")


@pytest.mark.parametrize("name", ["report.json", "data.nq"])
def test_a_forged_cache_is_not_believed(copy, name):
    """What was found before is taken only under its seal."""
    path = copy.folder / ".kg" / "current" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("headline", "headl1ne"), encoding="utf-8")
    change(copy, *OF_ONE)

    built = pipeline.build(copy)

    honest = again.validate_staged(
        tuple(built.generation.quads()),
        built.generation,
        store=built.generation.open(),
        before=None,
    )
    assert built.report.results == honest.report.results
    assert any("headlineAndAnswers" in one.shape for one in built.report.findings)


def test_what_breaks_the_shapes_is_rejected_after_a_change_too(copy):
    before = (copy.folder / ".kg" / "current").readlink()
    change(copy, *TOO_MANY)

    with pytest.raises(GenerationRejectedError) as caught:
        pipeline.build(copy)

    assert "gb-metropolitan-lfr-deployments-2020-2022.yaml, line" in caught.value.report
    assert (copy.folder / ".kg" / "current").readlink() == before


def test_trend_and_acceptance_are_told_by_validate_as_by_build(copy):
    (copy.folder / "accepted.yaml").write_text(
        "accepted:\n  - {shape: Deployment-sum, reason: None of this is so.}\n"
    )
    change(copy, *NO_SUM)

    built = kg("build", "--study", copy.folder, cwd=copy.folder)
    found = kg("validate", "--study", copy.folder, cwd=copy.folder)

    assert found.returncode == 0
    assert found.stdout.strip() in built.stderr
    assert "more than in generation" in found.stdout
    assert ", new (" in found.stdout
    assert "accepted.yaml, line 2: no warning or note is Deployment-sum;" in found.stdout


def test_both_engines_tell_the_same_of_a_generation(copy):
    fast, slow = (
        json.loads(
            kg(
                *("validate", "--study", copy.folder, "--engine", engine, "--format", "json"),
                cwd=copy.folder,
            ).stdout
        )
        for engine in ("fast", "pyshacl")
    )

    assert fast == slow


def test_a_broken_list_of_what_is_accepted_tells_its_line(copy):
    (copy.folder / "accepted.yaml").write_text("accepted:\n  - {shape: Deployment-sum}\n")

    found = kg("validate", "--study", copy.folder, cwd=copy.folder)

    assert found.returncode == 3
    assert "accepted.yaml, line 2" in found.stderr
    assert "reason" in found.stderr


def test_turtle_is_a_report_that_others_can_read(theirs):
    text = kg(
        *("validate", "--shapes", "shapes.ttl", "data.ttl", "--format", "turtle"), cwd=theirs
    ).stdout
    predicates = {Path(quad.predicate.value).name for quad in parse(text, format=RdfFormat.TURTLE)}

    assert {f"shacl#{name}" for name in ("focusNode", "resultPath", "sourceShape")} <= predicates
