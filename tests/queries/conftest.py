"""Ways to run a named query on a text of TriG, in either engine, and the golden option."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg import resources, vocabulary
from kg.query import binding, catalogue, run

HERE = Path(__file__).resolve().parent
OURS = {"reference": "00/FOI/00/000002"}
"""Values of parameters whose default names a real document, which the invented data lack."""

INTEGER, DECIMAL = (vocabulary.FOREIGN["xsd"] + name for name in ("integer", "decimal"))
Row = tuple[str, ...]
Ask = Callable[..., list[Row]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option; it is known where ``tests/queries`` is named on the command line."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/queries/expected anew; read the difference afterwards",
    )


@pytest.fixture(scope="session")
def data() -> Mapping[str, str]:
    """The invented data, as TriG."""
    return {
        "fixture": (HERE / "fixture.trig").read_text(encoding="utf-8"),
        "broken": (HERE / "broken.trig").read_text(encoding="utf-8"),
        "nothing": "",
    }


@pytest.fixture(scope="session")
def good(data) -> Callable[[str], str]:
    """The data of a query: the example that its header names, else the invented study."""

    def found(name: str) -> str:
        example = catalogue.named(name).example
        if not example:
            return data["fixture"]
        path = resources.root() / "ontology" / "examples" / f"{example}.trig"
        text = path.read_text(encoding="utf-8")
        # The codes that it names come along, as in a study: with labels, and with what is broader.
        cited = [scheme for scheme in vocabulary.SCHEMES if f"{vocabulary.CODE}{scheme}/" in text]
        return text + "".join(map(_codes, cited))

    return found


@pytest.fixture(scope="session")
def broken(data) -> Callable[[str], str]:
    """The data in which a check finds something: a file of its own, else the broken study."""

    def found(name: str) -> str:
        own = HERE / "broken" / f"{name.partition('/')[2]}.trig"
        return own.read_text(encoding="utf-8") if own.exists() else data["broken"]

    return found


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Ask oxigraph the query *name* of a text of TriG, with parameters as keywords."""

    def asked(name: str, trig: str, **values: str) -> list[Row]:
        found = run.answer(_oxigraph(trig), _bound(name, values), base=vocabulary.HOME)
        return [tuple(_oxigraph_cell(value) for value in row) for row in found.rows]

    return asked


@pytest.fixture(scope="session")
def ask_rdflib() -> Ask:
    """Ask rdflib the same."""

    def asked(name: str, trig: str, **values: str) -> list[Row]:
        found = _rdflib(trig).query(_bound(name, values))
        return [
            tuple(_rdflib_cell(row.get(name)) for name in found.vars or ())
            for row in found.bindings
        ]

    return asked


@pytest.fixture(scope="session")
def ruled() -> Callable[[str, str], str]:
    """A text of TriG with what a rule of ``queries/rules`` adds to it."""

    def found(trig: str, rule: str) -> str:
        triples = _oxigraph(trig).query(catalogue.named(f"rules/{rule}").text)
        assert isinstance(triples, pyoxigraph.QueryTriples)
        return trig + "\n".join(f"{triple} ." for triple in triples)

    return found


def _codes(scheme: str) -> str:
    path = resources.root() / "ontology" / "codes" / f"{scheme}.ttl"
    return path.read_text(encoding="utf-8")


def _bound(name: str, values: Mapping[str, str]) -> str:
    query = catalogue.named(name)
    known = {parameter.name for parameter in query.parameters}
    ours = {variable: value for variable, value in OURS.items() if variable in known}
    return binding.bind(query, {**ours, **values})


@cache
def _oxigraph(trig: str) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(trig, format=pyoxigraph.RdfFormat.TRIG)
    return store


@cache
def _rdflib(trig: str) -> rdflib.Dataset:
    return rdflib.Dataset().parse(data=trig, format="trig")


def _cell(text: str, datatype: str | None) -> str:
    """Return a term as a person would read it; a number without its spelling."""
    if datatype in {INTEGER, DECIMAL}:
        return format(Decimal(text).normalize(), "f")
    return vocabulary.curie(text)


def _oxigraph_cell(value: object) -> str:
    if isinstance(value, pyoxigraph.Literal):
        return _cell(value.value, value.datatype.value)
    return _cell(value.value, None) if isinstance(value, pyoxigraph.NamedNode) else ""


def _rdflib_cell(value: object) -> str:
    if isinstance(value, rdflib.Literal):
        return _cell(str(value), None if value.datatype is None else str(value.datatype))
    return "" if value is None else _cell(str(value), None)
