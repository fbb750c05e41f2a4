"""Write the documentation of the ontology as files for a web host: pages, and the data beside them.

The tree is that of a server: the page of the term ``ontology#Answer`` is
``ontology.html``, and ``ontology.ttl`` beside it has the same as data.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from kg import __version__, vocabulary
from kg.errors import UsageError
from kg.export import sparql_examples
from kg.query import catalogue, result
from server import catalogue as shelves
from server import display, documentation, ontology, ontology_pages, rdf
from server.links import Links

FRAME = "bare.html"
SUFFIX = ".html"
HERE = Path(__file__).resolve().parent
MARK = ".foigraph-pages"
"""File that tells a folder of pages from any other."""


def write(out: Path) -> tuple[Path, ...]:
    """Write all pages and data into the folder *out*, and return the files in order.

    Raises:
        UsageError: *out* holds what no earlier set of pages put there.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise UsageError(f"{out}: holds other things than pages of the ontology; name a new folder")
    written = []
    for name, content in sorted(files().items()):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    (out / MARK).write_text(f"foigraph {__version__}\n", encoding="utf-8")
    return tuple(written)


def files() -> dict[str, bytes]:
    """Return every file of the site by its path: the same bytes for the same ontology."""
    found = {f"{path}{SUFFIX}": text.encode() for path, text in _pages()}
    found["index.html"] = _index().encode()
    found.update(_data())
    for name, content in ontology_pages.files().items():
        found[f"ontology/{name}"] = content
    for path in (HERE / "static").iterdir():
        found[f"static/{path.name}"] = path.read_bytes()
    return found


def _pages() -> Iterator[tuple[str, str]]:
    for path in ("ontology", "shapes"):
        yield path, _render("terms.html", ontology_pages.every_term(path, None, _links(path)))
    for module in documentation.modules():
        path = f"ontology/{module.key}"
        yield path, _render("module.html", ontology_pages.module(module.key, _links(path)))
    path = f"ontology/{ontology.CODES}"
    yield path, _render("codes.html", ontology_pages.codes(_links(path)))
    yield "queries", _render("questions.html", _questions())


def _index() -> str:
    """Return the page that a host shows first: all terms."""
    return _render("terms.html", ontology_pages.every_term("ontology", None, _links("index")))


def _questions() -> dict[str, Any]:
    queries = catalogue.catalogue()
    return {
        "kinds": shelves.kinds(shelves.found()),
        "texts": {name: sparql_examples.whole(query) for name, query in queries.items()},
        "links": _links("queries"),
    }


def _data() -> Iterator[tuple[str, bytes]]:
    parts = [None, *(module.key for module in documentation.modules()), ontology.CODES]
    wanted = [("ontology", part) for part in parts] + [("shapes", None)]
    for which, part in wanted:
        path = which if part is None else f"{which}/{part}"
        triples = sorted(set(ontology.data(which, part)), key=str)
        written = result.of_triples(triples, vocabulary.prefixes())
        for suffix, form in rdf.FORMS.items():
            yield f"{path}.{suffix}", written.serialize(form.name)
    examples = sparql_examples.triples(
        endpoint=vocabulary.HOME + "sparql",
        collection=vocabulary.HOME + ".well-known/sparql-examples",
        base=vocabulary.HOME,
    )
    prefixes = {**vocabulary.prefixes(), **sparql_examples.PREFIXES}
    yield "sparql-examples.ttl", result.of_triples(examples, prefixes).serialize("turtle")


def _links(path: str) -> Links:
    depth = path.count("/")
    return Links(root="/".join([".."] * depth) or ".", suffix=SUFFIX)


def _render(template: str, shown: dict[str, Any]) -> str:
    return (
        _templates()
        .get_template(template)
        .render(frame=FRAME, version=__version__, documented=documentation.modules(), **shown)
    )


@cache
def _templates() -> Environment:
    """Return the server's templates, without what only a request has."""
    found = Environment(
        loader=PackageLoader("server"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    found.filters.update(
        curie=vocabulary.curie,
        kind=display.kind,
        linked=ontology_pages.linked,
        often=ontology_pages.often,
        short=ontology_pages.short,
    )
    return found
