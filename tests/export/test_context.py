import json

from pyld import jsonld

from kg import resources, vocabulary
from kg.export.context import context, text


def test_the_file_is_the_text_made_from_the_ontology() -> None:
    """Mend with: python -m kg.export.context > ontology/context.jsonld ."""
    path = resources.root() / "ontology" / "context.jsonld"

    assert path.read_text(encoding="utf-8") == text()


def test_every_prefix_is_there_and_no_property_hides_one() -> None:
    found = context()

    for prefix, namespace in vocabulary.prefixes().items():
        assert found[prefix] == namespace


def test_things_stand_under_the_base_of_the_study() -> None:
    assert context("https://example.org/")["dep"] == "https://example.org/id/deployment/"


def test_a_document_in_short_names_means_what_its_turtle_means() -> None:
    """A code whose scheme is called like a property must not be read as a term."""
    document = {
        "@context": context("https://example.org/"),
        "id": "ans:gb-nowhere-1-q1",
        "type": "fg:Answer",
        "fg:outcome": "outcome:not-held",
        "fg:answers": "qst:gb-nowhere-1-q1",
    }

    lines = sorted(jsonld.to_rdf(document, {"format": "application/n-quads"}).splitlines())

    answer = "<https://example.org/id/answer/gb-nowhere-1-q1>"
    fg = vocabulary.ONTOLOGY
    assert lines == sorted(
        [
            f"{answer} <{vocabulary.FOREIGN['rdf']}type> <{fg}Answer> .",
            f"{answer} <{fg}outcome> <{vocabulary.CODE}outcome/not-held> .",
            f"{answer} <{fg}answers> <https://example.org/id/question/gb-nowhere-1-q1> .",
        ]
    )


def test_a_typed_value_comes_back_as_it_went_in() -> None:
    document = {
        "@context": context(),
        "id": "dep:x",
        "fg:totalAlerts": "0",
        "fg:falseAlertRate": "0.00008",
        "fg:date": "2022-01-28",
    }

    expanded = jsonld.expand(document)
    compacted = jsonld.compact(expanded, {"@context": context()})

    values = {entry["@type"].rpartition("#")[2] for entry in _values(expanded)}
    assert values == {"integer", "decimal", "date"}
    del document["@context"], compacted["@context"]
    assert json.dumps(compacted, sort_keys=True) == json.dumps(document, sort_keys=True)


def _values(expanded: list[dict[str, object]]) -> list[dict[str, str]]:
    return [
        entry
        for node in expanded
        for value in node.values()
        if isinstance(value, list)
        for entry in value
    ]
