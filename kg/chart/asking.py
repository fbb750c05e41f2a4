"""Ask the graph for the rows of a chart, and keep what was asked beside them."""

from collections.abc import Mapping, Sequence

from pyoxigraph import Store

from kg.chart import matrix_rows, provisions_rows, rates_rows, table, timeline_rows
from kg.chart.sheet import Origin, Query, Sheet
from kg.compare import asking, filling
from kg.compare.matrix import Matrix
from kg.measure import measures, measuring, unit_rows, wanted
from kg.measure.record import Asked
from kg.measure.unit_rows import Row
from kg.query import binding, catalogue, headers
from kg.wording import plain

NO_AXES = "none"
NO_MATRIX = Matrix(series="", title="A study without a series", iri="", authorities=(), rows=())


def sheet(
    name: str, values: Mapping[str, str], store: Store, *, base: str, generation: str
) -> Sheet:
    """Return the data of the chart *name* with *values* for its parameters.

    Args:
        name: name of the chart.
        values: parameter -> value; what is left out takes its default.
        store: the generation that is asked.
        base: base IRI of its study.
        generation: its name.

    Raises:
        UnknownChartError: there is no such chart.
        UsageError: a parameter or its value cannot be used.
        QueryError: a query cannot be answered.
    """
    chart = table.named(name)
    given = table.checked(chart, values)
    asked = _Asked(store, base, given, generation)
    return {
        "matrix": _matrix,
        "timeline": _timeline,
        "rates": _rates,
        "provisions": _provisions,
    }[name](asked)


def choices(kind: str, store: Store, *, base: str) -> dict[str, str]:
    """Return value -> what it is called, of all that a parameter of *kind* can be in *store*.

    Empty for a kind that depends on no store.
    """
    if kind == "series":
        of_store = asking.of_store(store, base=base)
        return {one["series"]: one["title"] for one in asking.listed(of_store, base=base)}
    if kind == "template":
        rows = unit_rows.asking(store, base)
        asks = {row["template"]: row["asks"] for row in rows("compare/matrix-templates")}
        answered = sorted({row["template"] for row in rows(provisions_rows.QUERY)})
        return {key: plain(asks.get(key, key)) for key in answered}
    return {}


class _Asked:
    """What a chart is asked for with; keeps every query that is asked."""

    def __init__(self, store: Store, base: str, values: Mapping[str, str], generation: str) -> None:
        self.base = base
        self.values = values
        self._generation = generation
        self._queries: dict[Query, None] = {}
        self._of_store = asking.of_store(store, base=base)
        self._rows = unit_rows.asking(store, base)

    def text(self, text: str, where: str) -> asking.Rows:
        """Ask a query by its text."""
        name = where.removeprefix("queries/").removesuffix(".rq")
        self._queries[Query(name=name, text=headers.body(text))] = None
        return self._of_store(text, where)

    def rows(self, name: str, **values: str) -> Sequence[Row]:
        """Ask a named query for its rows."""
        text = binding.bind(catalogue.named(name), values, base=self.base)
        self._queries[Query(name=name, text=headers.body(text))] = None
        return self._rows(name, **values)

    @property
    def forces(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.values["force"].split()))

    def day(self, name: str) -> str:
        """Return a day as ISO 8601 has it; empty where none is given.

        Raises:
            ParameterError: it is none.
        """
        return wanted.day(name, self.values[name])

    def origin(self, *, measure: str = "", definition: str = "", **values: str) -> Origin:
        """Return what was asked until now, with the *values* that took the place of a default."""
        told = {**self.values, **values}
        return Origin(
            queries=tuple(self._queries),
            measure=measure,
            definition=definition,
            parameters=tuple((name, value) for name, value in told.items() if value),
            generation=self._generation,
        )


def _matrix(asked: _Asked) -> Sheet:
    series = asked.values["series"]
    if not series:
        listed = asking.listed(asked.text, base=asked.base)
        if not listed:
            return matrix_rows.sheet(NO_MATRIX, asked.origin())
        series = min(listed, key=lambda one: (-int(one["templates"]), one["series"]))["series"]
    found = filling.matrix(asked.text, series, base=asked.base, forces=asked.forces)
    return matrix_rows.sheet(found, asked.origin(series=series))


def _timeline(asked: _Asked) -> Sheet:
    asks = Asked(
        by=("force", "period", "technology"),
        forces=asked.forces,
        first=asked.day("from"),
        last=asked.day("to"),
        months=True,
    )
    found = {name: measuring.measured(name, asked.rows, asks) for name in timeline_rows.PANELS}
    return timeline_rows.sheet(found, asked.origin())


def _rates(asked: _Asked) -> Sheet:
    measure = measures.named(asked.values["measure"])
    by: list[str] = asked.values["by"].split()
    if not by:
        by += [axis for axis in ("period", "force") if axis in measure.axes][:1]
    found = measuring.measured(
        measure.name,
        asked.rows,
        wanted.asked(
            by=() if by == [NO_AXES] else by,
            forces=asked.forces,
            first=asked.values["from"],
            last=asked.values["to"],
            every=asked.values["every"],
        ),
    )
    origin = asked.origin(
        measure=measure.name, definition=measure.definition, by=" ".join(by) or NO_AXES
    )
    return rates_rows.sheet(measure, found, origin)


def _provisions(asked: _Asked) -> Sheet:
    rows = unit_rows.of_forces(asked.rows, provisions_rows.QUERY, asked.forces)
    template = asked.values["template"]
    provisions_rows.check(rows, template)
    asks = {row["template"]: plain(row["asks"]) for row in asked.rows("compare/matrix-templates")}
    return provisions_rows.sheet(rows, template, asked.origin(), asks=asks)
