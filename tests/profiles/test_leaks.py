"""Nothing of one country stands in what all countries share.

``tests/ontology`` looks at the names and definitions of terms; here are the rest
of their notes, the shapes, the queries and rules, and Python.  Sources, examples
and what a message gives as an example (``such as ...``) may come from anywhere.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

import kg
import server
from kg import resources, vocabulary
from tests.profiles import one_country

ROOT = resources.root()
SKOS, RDFS, SH = (vocabulary.FOREIGN[prefix] for prefix in ("skos", "rdfs", "sh"))
MODULES = [ROOT / "ontology" / f"{name}.ttl" for name in ("core", "surveillance")]
SHAPES = [path for path in resources.files("shapes", ".ttl") if path.stem != "gb"]
QUERIES = list(resources.files("queries", ".rq"))
PACKAGES = tuple(Path(package.__path__[0]).resolve() for package in (kg, server))
EXAMPLE = re.compile(r"such as [^.,;]*")
HEADER = re.compile(r"#\+ (?P<key>[a-z]+): (?P<value>.*)")

OPTIONAL_TERMS: Mapping[str, str] = {
    "answered-in-time": "nation",
}
"""Query -> the term of a profile that it reads where it is there; its column is empty elsewhere."""

CAUTIONS: Mapping[str, str] = {
    "laws-side-by-side": "Warns of what one law has and others have not.",
}
"""Query -> why its cautions name a law of one country."""

BRITISH_TEXTS: Mapping[str, str] = {
    "kg.chart.writing": "The language of its page.",
    "kg.draft.forces": "Laws under which letters are written; who answers under another is told.",
    "kg.draft.law": "What a letter says under each of those laws.",
    "kg.link.lexicon": "Wording of letters that is masked.",
    "kg.model.key": "Keys of records, whose forces are those of the list that ships.",
    "kg.query.binding": "An example in a message.",
    "kg.record.provisions": "The contract of `kg extract`, which reads British letters.",
    "kg.study": "The name of the study that ships.",
    "kg.vocabulary": "The names of the code lists that ship.",
    "server.description": "The language of the documentation.",
    "server.diagram": "The diagram of each module.",
    "server.documentation": "The modules that there are.",
    "server.pages": "The query on the first page, of the study that ships.",
}
"""Module -> why its texts name something of one country. Reading letters is not looked at."""


def iris(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a file of Turtle names, each with the property that it is the value of."""
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        for node in (quad.subject, quad.predicate, quad.object):
            if isinstance(node, NamedNode):
                yield quad.predicate.value, node.value


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the property and the words of each text in a file of Turtle."""
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        if isinstance(quad.object, Literal):
            yield quad.predicate.value, quad.object.value


def body(text: str) -> str:
    """Return a query without its header, comments and strings."""
    return re.sub(r'"[^"\n]*"|#(?![^<\n]*>).*$', "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<https://w3id.org/foigraph/code/foia/s31>", True),
        ("<https://w3id.org/foigraph/code/force>", True),
        ("<https://w3id.org/foigraph/code/force-other/x>", False),
        ("<https://w3id.org/foigraph/code/outcome/not-held>", False),
        ("<http://www.legislation.gov.uk/id/ukpga/2000/36>", True),
    ],
)
def test_a_code_of_one_country_is_told_from_others(text: str, found: bool) -> None:
    assert bool(one_country.CODE.search(text)) is found


@pytest.mark.parametrize("words", ["section 31", "s31-1-a", "the ICO", "Scottish", "Act of 2000"])
def test_words_of_one_country_are_found(words: str) -> None:
    assert one_country.WORDS.search(f"As in {words} of it.")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_of_all_countries_names_no_code_of_one(path: Path) -> None:
    source = vocabulary.FOREIGN["dcterms"] + "source"

    said = [iri for verb, iri in iris(path) if verb != source]

    assert said
    assert list(one_country.named(said)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_labels_and_notes_of_a_term_are_of_no_country(path: Path) -> None:
    notes = {SKOS + "prefLabel", SKOS + "scopeNote", SKOS + "definition", RDFS + "label"}

    said = [words for verb, words in texts(path) if verb in notes]

    assert len(said) > 100
    assert [words for words in said if one_country.WORDS.search(words)] == []


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_a_shape_asks_for_nothing_of_one_country(path: Path) -> None:
    said = list(texts(path))
    named = list(one_country.named(iri for _, iri in iris(path)))
    written = [words.replace("\\", "") for verb, words in said if verb != SH + "message"]
    told = [EXAMPLE.sub("", words) for verb, words in said if verb == SH + "message"]

    assert named == []
    assert [words for words in written if one_country.CODE.search(words)] == []
    assert [words for words in told if one_country.WORDS.search(words)] == []


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_query_asks_for_nothing_of_one_country(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    asked = body(text)
    header = {
        found["value"]
        for found in HEADER.finditer(text)
        if found["key"] in ("summary", "description", "problem", "solution")
        or (found["key"] == "caution" and path.stem not in CAUTIONS)
    }
    local = {vocabulary.ONTOLOGY + name for name in re.findall(r"\bfg:(\w+)", asked)}
    allowed = {vocabulary.ONTOLOGY + name for name in [OPTIONAL_TERMS.get(path.stem, "")]}

    assert header
    assert one_country.CODE.findall(text) == []
    assert one_country.SHORT.findall(asked) == []
    assert set(one_country.named(local)) == allowed & set(one_country.terms())
    assert [words for words in header if one_country.WORDS.search(EXAMPLE.sub("", words))] == []


def test_python_names_nothing_of_one_country_but_for_reading_letters() -> None:
    found: dict[str, list[str]] = {}
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            parts = path.relative_to(package.parent).with_suffix("").parts
            module = ".".join(part for part in parts if part != "__init__")
            if module.startswith(("kg.extract.", "kg.ingest.")):
                continue
            named = [text for text in strings(path) if of_one_country(text)]
            if named:
                found[module] = named

    assert {module: said for module, said in found.items() if module not in BRITISH_TEXTS} == {}
    assert set(BRITISH_TEXTS) <= set(found)


def of_one_country(text: str) -> bool:
    """Whether *text* is or holds a code, a law or a name of the United Kingdom."""
    lists = {"eir", "eisr", "foia", "foisa", "gb", "uk", "metropolitan"}
    return bool(
        one_country.CODE.search(text)
        or one_country.SHORT.search(text)
        or set(re.split(r"[^a-z]+", text.lower())) & lists
        or re.search(r"\b(?:ICO|NPCC|England|Scottish|Home Office)\b", text)
    )


def strings(path: Path) -> Iterator[str]:
    """Yield the texts in a module of Python that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
