"""The documentation of the ontology: whole, linked and sound, on a server and as files."""

import re
from collections import Counter
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources, vocabulary
from kg.build import reference
from kg.query import catalogue
from server import commands, diagram, documentation, site, uses

HTML = {"Accept": "text/html"}
MODULES = [module.key for module in documentation.modules()]
PATHS = ["/ontology", "/shapes", "/ontology/codes", *(f"/ontology/{key}" for key in MODULES)]
NOTES = ("prefLabel", "definition", "scopeNote", "example")
VOID = {"meta", "link", "input", "br", "img", "hr", "rect", "path"}


class Page(HTMLParser):
    """What is wrong with a page, its headings, ids and links, and the text of each term."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.empty: list[str] = []
        self._words = ""
        self.feed(text)
        self.close()
        self.places = frozenset(self.ids)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("href", "src"):
            if given.get(name):
                self.links.append(given[name])
        if tag == "a":
            self._words = ""
        if "style" in given or any(name.startswith("on") for name in given):
            self.wrong.append(f"{tag} with a handler or a style of its own")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")
        if tag == "a" and not self._words.strip():
            self.empty.append(str(self.links[-1:]))

    def handle_data(self, data):
        self._words += data


@cache
def files() -> dict[str, bytes]:
    return site.files()


@cache
def page_of(name: str) -> Page:
    return Page(files()[name].decode())


PAGES = [
    "index.html",
    "ontology.html",
    "ontology/codes.html",
    *(f"ontology/{key}.html" for key in MODULES),
    "queries.html",
    "shapes.html",
]


@pytest.fixture(scope="module")
def asked(app):
    """Asks the server for a page, each once."""

    @cache
    def ask(path: str) -> str:
        answer = app.test_client().get(path, headers=HTML)
        return answer.text if answer.status_code < 400 else ""

    return ask


@pytest.fixture(scope="module")
def parsed(asked):
    """Asks the server for a page and reads it, each once."""
    return cache(lambda path: Page(asked(path)))


def sound(page: Page) -> None:
    assert (page.open, page.wrong, page.empty) == ([], [], [])
    assert page.levels.count(1) == 1
    assert page.levels[0] == 1
    assert all(
        after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False)
    )
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_the_server_is_sound(asked, parsed, path):
    sound(parsed(path))
    assert "<script" not in asked(path)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_files_is_sound(name):
    text = files()[name].decode()

    sound(page_of(name))
    assert "<script" not in text
    assert ">None<" not in text


def terms_of(module: str):
    path = resources.root() / "ontology" / f"{module}.ttl"
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode):
            local = quad.subject.value.removeprefix(vocabulary.ONTOLOGY)
            if local != quad.subject.value:
                yield local, quad


def articles(text: str) -> dict[str, str]:
    """Return the words of each term on a page, as a reader sees them."""
    found = {}
    for piece in text.split('<article class="term" id="')[1:]:
        name, _, rest = piece.partition('">')
        inside = rest.partition("</article>")[0]
        found[name] = " ".join(unescape(re.sub(r"<[^>]*>", "", inside)).split())
    return found


@pytest.mark.parametrize("module", MODULES)
def test_every_term_is_on_the_page_of_its_module_with_all_that_is_said_of_it(asked, module):
    shown = articles(asked(f"/ontology/{module}"))
    written = articles(files()[f"ontology/{module}.html"].decode())
    defined = set()

    for local, quad in terms_of(module):
        defined.add(local)
        if isinstance(quad.object, Literal):
            words = " ".join(quad.object.value.split())
            assert words in shown[local], f"{local}: {words}"
            assert words in written[local]
        elif quad.predicate.value == vocabulary.FOREIGN["dcterms"] + "source":
            assert vocabulary.curie(quad.object.value) in shown[local]

    assert defined
    assert set(shown) == set(written) == defined


@pytest.mark.parametrize("module", MODULES)
def test_what_uses_a_term_is_told_beside_it(asked, module):
    text = asked(f"/ontology/{module}")
    shown = articles(text)

    for local in shown:
        for name in uses.queries_of().get(local, ()):
            assert name in shown[local]
            assert f'href="/queries/{name}"' in text
        for shape in uses.shapes_of().get(local, ()):
            assert vocabulary.curie(shape.value) in shown[local]
        for example in uses.examples_of().get(local, ()):
            assert f"{example.name}.trig" in shown[local]
        for alignment in uses.alignments_of().get(local, ()):
            assert vocabulary.curie(alignment.other.value) in shown[local]


def test_uses_are_found():
    demand = next(
        each
        for each in uses.demands()
        if (each.owner, each.property) == (vocabulary.term("Answer"), vocabulary.term("answers"))
    )

    assert (demand.least, demand.most, demand.values) == (1, 1, (vocabulary.term("Question"),))
    assert "find/modes-used" in uses.queries_of()["polarity"]
    assert NamedNode(vocabulary.SHAPES + "Deployment") in uses.shapes_of()["operator"]
    assert "asked-again" in {example.name for example in uses.examples_of()["asksAgain"]}
    assert all(example.question for shown in uses.examples_of().values() for example in shown)


def test_every_code_is_on_the_page_of_the_codes(asked):
    shown = articles(asked("/ontology/codes"))

    expected = {
        f"{scheme}/{key}": label
        for scheme in vocabulary.SCHEMES
        for key, label in vocabulary.codes(scheme).items()
    }
    assert set(shown) == set(expected)
    assert all(label in shown[name] for name, label in expected.items())


@pytest.mark.parametrize("path", PATHS)
def test_every_link_of_the_server_leads_to_something_that_is_there(asked, parsed, path):
    broken = []

    for link in sorted(set(parsed(path).links)):
        if link.startswith(("http://", "https://")):
            continue
        target, anchor = urldefrag(link)
        found = asked(target or path)
        if not found or (anchor and anchor not in parsed(target or path).places):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_the_files_leads_to_a_file_and_a_place_in_it(name):
    broken = []

    for link in sorted(set(page_of(name).links)):
        if link.startswith(("http://", "https://")):
            continue
        target, anchor = urldefrag(link)
        path = Path(name).parent.joinpath(target) if target else Path(name)
        parts: list[str] = []
        for part in path.parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        found = "/".join(parts)
        if found not in files() or (anchor and anchor not in page_of(found).places):
            broken.append(link)

    assert broken == []


def joined_in_codes(join: diagram.Join) -> bool:
    kind = NamedNode(vocabulary.FOREIGN["rdf"] + "type")
    of = {
        (triple.subject, triple.object)
        for triple in reference.triples()
        if triple.predicate == kind
    }
    return any(
        (triple.subject, vocabulary.term(join.start)) in of
        and (triple.object, vocabulary.term(join.end)) in of
        for triple in reference.triples()
        if triple.predicate == vocabulary.term(join.property)
    )


@pytest.mark.parametrize("key", MODULES)
def test_what_is_drawn_is_in_the_ontology_and_asked_for_by_shapes(asked, key):
    plan = diagram.PLANS[key]
    text = asked(f"/ontology/{key}")
    asked_for = {(demand.owner, demand.property) for demand in uses.demands()}

    assert set(plan.places) <= vocabulary.terms()
    assert len(set(plan.places.values())) == len(plan.places)
    for join in plan.joins:
        assert {join.start, join.end} <= set(plan.places)
        asked_of = {owner for owner, name in asked_for if name == vocabulary.term(join.property)}
        # A shape speaks of a class, or of all that has the property; the codes need none.
        by_shape = asked_of & {vocabulary.term(join.start), vocabulary.term(join.property)}
        assert by_shape or joined_in_codes(join), join
    drawn = text[text.index("<svg") : text.index("</svg>")]
    assert all(f">fg:{name}</text>" in drawn for name in plan.places)
    assert all(f">{name}</text>" in drawn for held in plan.values.values() for name in held)
    assert 'aria-labelledby="diagram-title"' in drawn
    assert 'id="diagram-words"' in text


def test_the_head_tells_version_and_licence(asked):
    for module in documentation.modules():
        head = asked(f"/ontology/{module.key}").partition("<section")[0]

        assert f">{module.version}<" in head
        assert f"<dd>{module.status.capitalize()}" in head
        assert "creativecommons.org/licenses/by/4.0" in head
        assert module.iri.value in head


def test_the_iri_of_a_version_leads_to_the_module(client):
    module = documentation.modules()[0]

    there = client.get(f"/ontology/{module.key}/{module.version}")

    assert (there.status_code, there.headers["Location"]) == (303, f"/ontology/{module.key}")
    assert client.get(f"/ontology/{module.key}/9.9.9").status_code == 404


def test_codes_can_be_had_as_data(client):
    answer = client.get("/ontology/codes.nt")

    subjects = {quad.subject.value for quad in parse(answer.data, RdfFormat.N_TRIPLES)}
    assert vocabulary.CODE + "force/metropolitan" in subjects
    assert len(subjects) > 500


def test_the_command_writes_the_files_and_refuses_a_folder_of_others(tmp_path):
    first = CliRunner().invoke(commands.pages, [str(tmp_path / "site")])
    again = CliRunner().invoke(commands.pages, [str(tmp_path / "site")])
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("mine", encoding="utf-8")
    refused = CliRunner().invoke(commands.pages, [str(tmp_path / "mine")])

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert len(first.output.splitlines()) == len(files())
    assert (tmp_path / "site" / "ontology" / "core.html").read_bytes() == files()[
        "ontology/core.html"
    ]
    assert refused.exit_code != 0
    assert (tmp_path / "mine" / "index.html").read_text(encoding="utf-8") == "mine"


def test_there_is_no_page_that_is_not_looked_at():
    assert sorted(PAGES) == sorted(name for name in files() if name.endswith(".html"))


def test_every_named_query_is_among_the_files_with_its_sparql():
    text = files()["queries.html"].decode()

    for name in catalogue.catalogue():
        assert f'id="{name}"' in text
    assert text.count("<pre><code>PREFIX ") >= len(catalogue.catalogue()) - 3
