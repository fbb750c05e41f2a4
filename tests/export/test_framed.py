"""Framed JSON-LD: plain to read, and the same triples when it is read back."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg import pipeline, resources, study, vocabulary
from kg.errors import KgError
from kg.export import framed, plain
from tests.studies.folders import METROPOLITAN

EXAMPLES = sorted((resources.root() / "ontology" / "examples").glob("*.trig"))
FRAMES = sorted(framed.frames())
OF_THE_MET = "the study of the Met"
OF_OUR_WORDS = re.compile(r"(?:[a-z]+:)?[A-Za-z0-9]+")


@cache
def quads(source: str) -> tuple[Quad, ...]:
    if source != OF_THE_MET:
        return tuple(parse(path=source, format=RdfFormat.TRIG))
    return pipeline.quads(study.load(METROPOLITAN))


@cache
def store(source: str) -> Store:
    found = Store()
    found.extend(quads(source))
    return found


def described(source: str) -> list[NamedNode]:
    """Return what is not reference data: the things, and one code of each frame for those."""
    subjects = {quad.subject for quad in quads(source) if isinstance(quad.subject, NamedNode)}
    things = [node for node in subjects if "/id/" in node.value]
    codes: dict[str, NamedNode] = {}
    for node in sorted(subjects, key=str):
        if node.value.startswith(vocabulary.CODE):
            codes.setdefault(framed.kind_of(store(source), node), node)
    return sorted([*things, *codes.values()], key=str)


@cache
def documents(source: str) -> Mapping[NamedNode, dict[str, Any]]:
    """Return things of *source*, framed: of a large one every so many, since many are alike."""
    subjects = described(source)
    chosen = subjects[:: max(1, len(subjects) // 60)]
    return {subject: framed.framed(store(source), subject) for subject in chosen}


def read(document: Mapping[str, Any]) -> set[Triple]:
    whole = {**document, "@context": plain.context()}
    lines = jsonld.to_rdf(whole, {"format": "application/n-quads"})
    found = parse(lines, format=RdfFormat.N_QUADS)
    return {Triple(quad.subject, quad.predicate, quad.object) for quad in found}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


SOURCES = [OF_THE_MET, *map(str, EXAMPLES)]
by_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: Path(source).stem)


@by_source
def test_what_is_framed_reads_back_as_the_triples_gathered(source: str) -> None:
    assert documents(source)
    for subject, document in documents(source).items():
        frame = framed.frames()[framed.kind_of(store(source), subject)]

        assert read(document) == set(framed.gather(store(source), subject, frame)), subject


@by_source
def test_it_reads_like_a_plain_answer(source: str) -> None:
    for subject, document in documents(source).items():
        assert list(document)[:2] == ["@context", "id"]
        assert document["id"] == subject.value
        own = {key: value for key, value in document.items() if key != "@context"}
        assert [key for key in keys(own) if not OF_OUR_WORDS.fullmatch(key)] == []


def test_every_frame_is_of_use() -> None:
    """Each has a thing in the study of the Met or in an example, and nests what it names."""
    used: dict[str, set[str]] = {name: set() for name in FRAMES}
    for source in SOURCES:
        for subject in described(source):
            name = framed.kind_of(store(source), subject)
            if name != framed.ANY or subject in documents(source):
                used[name] |= set(keys(framed.framed(store(source), subject)))

    for name, frame in framed.frames().items():
        named = {key for key in keys(frame) if not key.startswith("@") and key != "type"}
        assert used[name], f"nothing has the frame {name}"
        assert named <= used[name], name


def one(kind: str, source: str = OF_THE_MET) -> NamedNode:
    found = store(source).quads_for_pattern(None, framed.RDF_TYPE, vocabulary.term(kind))
    return min((quad.subject for quad in found), key=str)  # type: ignore[type-var, return-value] -- classes have named instances


def test_a_deployment_has_numbers_days_and_codes() -> None:
    found = framed.framed(store(OF_THE_MET), one("Deployment"))

    assert found["operator"] == "force/metropolitan"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", found["date"])
    assert isinstance(found["watchlistSize"], int)
    observation = found["hasObservation"][0]
    assert observation["measure"] in vocabulary.codes("measure")
    assert observation["evidence"]["inVersion"]["mediaType"] == "application/pdf"


def test_a_code_called_like_a_property_is_a_code() -> None:
    assert "arrests" in vocabulary.codes("measure")
    assert "arrests" in vocabulary.terms()
    text = json.dumps(framed.framed(store(OF_THE_MET), one("Deployment")))

    assert '"measure": "arrests"' in text
    assert "code/measure" not in text


def test_what_a_frame_only_refers_to_is_a_name() -> None:
    example = next(str(path) for path in EXAMPLES if path.stem == "asked-of-several")

    found = framed.framed(store(example), one("QuestionTemplate", example))

    assert found["hasInstance"]
    assert all(isinstance(instance, str) for instance in found["hasInstance"])


def test_questions_come_in_their_order() -> None:
    found = framed.framed(store(OF_THE_MET), one("InformationRequest"))

    orders = [question["order"] for question in found["hasQuestion"]]
    assert len(orders) > 10
    assert orders == sorted(orders)


def test_what_documents_put_differently_is_not_shown() -> None:
    place, alerts = vocabulary.HOME + "id/deployment/x", vocabulary.ONTOLOGY + "totalAlerts"
    own = Store()
    own.load(f"<{place}> <{alerts}> 1 . <a:b> {{ <{place}> <{alerts}> 2 }}", format=RdfFormat.TRIG)

    assert "totalAlerts" not in framed.framed(own, NamedNode(place))


def test_a_decimal_stays_what_it_was() -> None:
    """JSON-LD 1.1 API, 8.6: a number with a fraction would be read as a double."""
    place = vocabulary.HOME + "id/observation/x"
    own = Store()
    own.load(
        f"<{place}> <{vocabulary.ONTOLOGY}value> 0.00008 ; <{vocabulary.ONTOLOGY}page> 7 .",
        format=RdfFormat.TURTLE,
    )

    found = framed.framed(own, NamedNode(place))

    assert (found["valueDecimal"], found["page"]) == ("0.00008", 7)
    assert {str(triple.object).partition("^^")[0] for triple in read(found)} == {'"0.00008"', '"7"'}


def test_all_that_have_a_frame_are_the_items_of_one_document() -> None:
    source = str(EXAMPLES[0])

    document = json.loads(framed.framed_document(quads(source)))

    assert list(document) == ["@context", "items"]
    things = {item["id"] for item in document["items"]}
    framed_ones = {
        subject.value
        for subject in described(source)
        if framed.kind_of(store(source), subject) != framed.ANY
    }
    assert things >= framed_ones > set()
    assert read(document) <= {Triple(q.subject, q.predicate, q.object) for q in quads(source)}


def test_the_file_of_the_context_is_made_from_the_ontology() -> None:
    """Mend with: python -m kg.export.plain > ontology/frames/context.jsonld ."""
    path = resources.root() / "ontology" / "frames" / "context.jsonld"

    assert path.read_text(encoding="utf-8") == plain.text()


def test_every_property_of_the_ontology_has_a_bare_name_for_itself() -> None:
    found = plain.context()
    terms = [json.dumps(told, sort_keys=True) for told in found.values() if isinstance(told, dict)]

    assert len(terms) == len(set(terms))
    for name in vocabulary.terms():
        if name[0].islower():
            assert found[name]["@id"] == f"fg:{name}"


def test_a_frame_names_properties_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framed, "frames", lambda: {framed.ANY: {"hasNothing": {}}})

    with pytest.raises(KgError, match="'hasNothing' is no key"):
        framed.framed(store(OF_THE_MET), one("Deployment"))
