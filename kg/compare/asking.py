"""Ask what a matrix is filled from: the queries ``compare/matrix-...``, each once.

Whoever asks says how: of a store that is open here, or of an endpoint elsewhere.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import Store

from kg import vocabulary
from kg.compare import checking
from kg.errors import UnexpectedRowsError, UnknownSeriesError
from kg.query import binding, catalogue, run
from kg.query.result import Result, Term


class Rows(NamedTuple):
    """What a query gave."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Term | None]]


Ask = Callable[[str, str], Rows]
"""Runs a query; its first argument is the text, the second what errors call it."""

Fact = Mapping[str, str]
"""A row: name of a column -> IRI or value; what is not bound is not in it."""

TOPICS = (
    "templates",
    "authorities",
    "requests",
    "searches",
    "questions",
    "answers",
    "figures",
    "grounds",
    "readings",
    "words",
    "passages",
    "documents",
)

OF_ANSWERS = frozenset(TOPICS[TOPICS.index("answers") + 1 :])
"""Topics that only tell more of answers."""

LARGE = frozenset(("answers", "figures", "words", "passages"))
"""Topics of many rows that only names and texts sort: done here, in a tenth of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is known of one series."""

    series: str
    base: str
    """Base IRI of the study."""

    rows: Mapping[str, tuple[Fact, ...]]
    """Topic -> the rows of its query."""


def of_store(store: Store, *, base: str) -> Ask:
    """Return what asks *store*, the generation of a study whose base is *base*."""

    def ask(text: str, where: str) -> Rows:
        return Rows(*run.selected(store, text, base=base, where=where))

    return ask


def of_result(result: Result) -> Rows:
    """Return the rows of a result that came from elsewhere.

    Raises:
        UnexpectedRowsError: it has none, and a yes or a no in their place.
    """
    if result.kind != "solutions":
        raise UnexpectedRowsError("a query for a matrix was answered with a yes or a no")
    return Rows(result.columns, result.rows)


def facts(ask: Ask, series: str, *, base: str = vocabulary.HOME) -> Facts:
    """Return what is known of *series*.

    Raises:
        UnknownSeriesError: there is no such series; the message has the names near it.
        QueryError: a query cannot be answered, or its rows are none that a matrix is made of.
    """
    first = _rows(ask, "templates", base, series=series)
    if not first:
        known = [one["series"] for one in listed(ask, base=base)]
        near = difflib.get_close_matches(series, known, n=3, cutoff=0.4)
        inside = [one for one in known if series and series in one]
        close = " or ".join(f"'{name}'" for name in [*dict.fromkeys((*inside, *near))][:3])
        hint = f"did you mean {close}? " if close else ""
        raise UnknownSeriesError(
            f"'{series}' is no series of this study; {hint}"
            "'kg query compare/matrix-templates' lists the series and what they ask"
        )
    rows: dict[str, tuple[Fact, ...]] = {"templates": first}
    for topic in TOPICS[1:]:
        # Of a series without an answer there is nothing more to ask.
        idle = topic in OF_ANSWERS and not rows["answers"]
        rows[topic] = () if idle else _rows(ask, topic, base, series=series)
    return Facts(series=series, base=base, rows=rows)


def listed(ask: Ask, *, base: str = vocabulary.HOME) -> tuple[Fact, ...]:
    """Return every series, with its ``series``, ``title`` and number of ``templates``."""
    found: dict[str, dict[str, str]] = {}
    for row in _rows(ask, "templates", base):
        series = found.setdefault(
            row["in_series"],
            {"series": row["in_series"], "title": row.get("title", ""), "templates": ""},
        )
        series["templates"] += f" {row['template']}" if "template" in row else ""
    return tuple(
        {**one, "templates": str(len(set(one["templates"].split())))} for one in found.values()
    )


def _rows(ask: Ask, topic: str, base: str, **values: str) -> tuple[Fact, ...]:
    name = f"compare/matrix-{topic}"
    query = catalogue.named(name)
    text = binding.bind(query, values, base=base)
    order = ""
    if topic in LARGE:
        text, _, order = text.rpartition("\nORDER BY ")
    columns, rows = ask(text, f"queries/{name}.rq")
    found = [
        {
            column: getattr(term, "value", "")
            for column, term in zip(columns, row, strict=True)
            if term is not None
        }
        for row in rows
    ]
    checking.check(topic, found, f"queries/{name}.rq")
    by = order.replace("?", "").split()
    # What is not bound comes first, as it does in SPARQL.
    return tuple(sorted(found, key=lambda row: [row.get(column, "") for column in by]))
