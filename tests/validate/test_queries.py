"""Constraints in SPARQL of every make: engines agree, and so do a change and the whole."""

import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.validate.engine import held, needs_pyshacl, read_shapes, results
from tests.validate.comparing import compared, differences
from tests.validate.test_changes import after_change

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://e.org/> .
:o sh:declare [ sh:prefix 'e' ; sh:namespace 'https://e.org/'^^xsd:anyURI ] .
"""
JOINED = {
    "optional": "$this e:p ?value OPTIONAL { ?value e:q ?z } FILTER (!BOUND(?z))",
    "optional with a test": """$this e:p ?value OPTIONAL { ?o e:q ?value FILTER (?o != $this) }
        FILTER (BOUND(?o))""",
    "union": "{ $this e:p ?value } UNION { ?value e:q $this }",
    "exists in bind": "$this e:p ?value BIND (EXISTS { ?value e:q ?z } AS ?b) FILTER (?b)",
    "joined by a test": "$this e:p ?value . ?x e:q ?y FILTER (?y = ?value)",
    "path": "$this (e:p|e:q)* ?value . ?value e:r ?z",
    "path there and back": "$this e:p/^e:q/e:r ?value",
    "path but for one": "$this !e:p ?value",
    "any property": "$this ?path ?value . ?value ?path ?z",
    "a constant": "$this e:p ?value . <https://e.org/a> e:q ?value",
    "not exists": "$this e:p ?value FILTER NOT EXISTS { ?value e:q ?z . ?z e:r ?w }",
    "in one another": """$this e:p ?value
        FILTER NOT EXISTS { ?value e:q ?z FILTER NOT EXISTS { ?z e:p $this } }""",
    "nameless": "$this e:p [ e:q [ e:r ?value ] ]",
}
BOUND_BEFORE = {
    "only optional": "SELECT DISTINCT $this { OPTIONAL { $this e:q ?z } FILTER (!BOUND(?z)) }",
    "only a test": "SELECT DISTINCT $this { ?x e:p ?y FILTER (?y = $this) }",
    "nothing but this": "SELECT DISTINCT $this { FILTER (isIRI($this)) }",
    "counted": """SELECT $this (COUNT(?v) AS ?value) { $this e:p ?v }
        GROUP BY $this HAVING (COUNT(?v) > 1)""",
    "a query inside": """SELECT DISTINCT $this ?value { $this e:p ?value
        { SELECT $this (COUNT(?v) AS ?n) { $this e:q ?v } GROUP BY $this } FILTER (?n > 0) }""",
}
QUERIES = BOUND_BEFORE | {
    name: f"SELECT DISTINCT $this ?value {{ {pattern} }}" for name, pattern in JOINED.items()
}


def made(chance):
    things = [NamedNode(f"https://e.org/{name}") for name in "abcd"]
    values = [*things, Literal("x"), Literal(1)]
    verbs = [NamedNode(f"https://e.org/{name}") for name in "pqr"]
    return {
        Quad(chance.choice(things), chance.choice(verbs), chance.choice(values))
        for _ in range(chance.randrange(2, 14))
    }


@pytest.fixture
def shapes(request, tmp_path):
    query = f'[ sh:prefixes :o ; sh:select """{QUERIES[request.param]}""" ; sh:message "so" ]'
    (tmp_path / "own.ttl").write_text(
        f"{HEAD} :s sh:targetSubjectsOf :p , :q ; sh:sparql {query} ."
    )
    return read_shapes([tmp_path / "own.ttl"])


@pytest.mark.parametrize("shapes", QUERIES, indirect=True, ids=list(QUERIES))
def test_both_engines_find_the_same(shapes):
    for seed in range(15):
        with held(made(random.Random(seed))) as there:  # noqa: S311 - no secret
            assert differences(there, shapes) == {}


@pytest.mark.parametrize(
    ("shapes", "name"), [(name, name) for name in QUERIES], indirect=["shapes"]
)
def test_what_has_to_be_bound_before_goes_to_pyshacl(shapes, name):
    (root,) = shapes.roots

    assert needs_pyshacl(root, shapes) == (name in BOUND_BEFORE)


@pytest.mark.parametrize("shapes", JOINED, indirect=True, ids=list(JOINED))
def test_after_a_change_the_same_is_found_as_anew(shapes, tmp_path):
    for seed in range(25):
        chance = random.Random(seed)  # noqa: S311 - no secret
        old = made(chance)
        new = {one for one in old if chance.random() > 0.3} | made(chance)

        found = after_change(whole(old, shapes), old, new, shapes, tmp_path)

        if found is not None:
            anew = whole(new, shapes)
            assert [compared(one, shapes) for one in found] == [
                compared(one, shapes) for one in anew
            ]


def whole(quads, shapes):
    with held(quads) as there:
        return results(there, shapes)
