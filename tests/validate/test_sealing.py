"""Whatever is another than it was breaks the seal; then nothing kept is believed."""

import json
from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, parse

from kg.validate import sealing
from kg.validate.engine import held, read_shapes, results
from kg.validate.sealing import sealed, unsealed

DATA = "0" * 64


@pytest.fixture(scope="module")
def shapes():
    return read_shapes()


@pytest.fixture(scope="module")
def found(shapes):
    text = """@prefix fg: <https://w3id.org/foigraph/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <https://e.org/a> a fg:Deployment , fg:Question ; fg:totalAlerts -1 , 2.50 ;
            fg:date "2023-02-30"^^xsd:date ; fg:label "A"@en , 'a "quoted" line\\n' ."""
    with held(parse(text, format=RdfFormat.TURTLE)) as there:
        return results(there, shapes)


@pytest.fixture
def kept(found, shapes):
    return json.loads(json.dumps(sealed(found, shapes, data=DATA)))


def test_results_come_back_as_they_were(found, kept, shapes):
    assert len(found) > 10
    assert unsealed(kept, shapes, data=DATA) == found


def test_another_graph_breaks_the_seal(kept, shapes):
    assert unsealed(kept, shapes, data="1" * 64) is None


def test_other_shapes_break_the_seal(kept, shapes):
    assert unsealed(kept, replace(shapes, digest="1" * 64), data=DATA) is None


def test_another_program_breaks_the_seal(kept, shapes, monkeypatch):
    monkeypatch.setattr(sealing, "_program", lambda: "another")

    assert unsealed(kept, shapes, data=DATA) is None


def test_every_change_of_a_result_breaks_the_seal(kept, shapes):
    for row, said in enumerate(kept["results"]):
        for place in range(len(said)):
            changed = json.loads(json.dumps(kept))
            changed["results"][row][place] = "<https://e.org/other>"

            assert unsealed(changed, shapes, data=DATA) is None


@pytest.mark.parametrize("damage", [{}, {"seal": ""}, {"results": []}, None])
def test_what_is_damaged_or_not_there_is_not_believed(damage, shapes):
    assert unsealed(damage, shapes, data=DATA) is None


def test_a_result_left_out_breaks_the_seal(kept, shapes):
    del kept["results"][0]

    assert unsealed(kept, shapes, data=DATA) is None


def test_what_has_no_name_is_not_kept(found, shapes):
    from pyoxigraph import BlankNode

    nameless = replace(found[0], focus=BlankNode("b"))

    assert sealed([nameless], shapes, data=DATA) is None
    assert sealed([replace(found[0], root=None)], shapes, data=DATA) is None


def test_the_digest_of_shapes_is_that_of_their_bytes(tmp_path):
    text = "@prefix sh: <http://www.w3.org/ns/shacl#> . <u:s> sh:targetClass <u:c> ; sh:nodeKind "
    one, same, other = (tmp_path / f"{name}.ttl" for name in "abc")
    one.write_text(f"{text} sh:IRI .")
    same.write_text(f"{text} sh:IRI .")
    other.write_text(f"{text} sh:Literal .")

    assert read_shapes([one]).digest == read_shapes([same]).digest
    assert read_shapes([one]).digest != read_shapes([other]).digest
