"""Whether rows are what the queries of a matrix promise, wherever they come from.

An endpoint may hold other data, or answer anything at all, and a dataset that
may be written holds what people write: a row that cannot be read is told, with
its query and its column, and never guessed at.
"""

from collections.abc import Mapping, Sequence

from kg import vocabulary
from kg.errors import UnexpectedRowsError

NEEDED: Mapping[str, frozenset[str]] = {
    "templates": frozenset(("in_series", "of")),
    "authorities": frozenset(("authority",)),
    "requests": frozenset(("seen", "authority", "request")),
    "searches": frozenset(("day", "place", "found", "authority")),
    "questions": frozenset(("label", "request", "question")),
    "answers": frozenset(("question", "answer", "said")),
    "figures": frozenset(("answer", "amount")),
    "grounds": frozenset(("provision", "answer", "said", "claim")),
    "readings": frozenset(("kind", "answer", "thing")),
    "words": frozenset(("quotation", "review", "version", "thing", "evidence")),
    "passages": frozenset(("told", "value", "evidence")),
    "documents": frozenset(("version",)),
}
"""Topic -> columns that every row of it has."""

WHOLE: Mapping[str, frozenset[str]] = {
    "requests": frozenset(("taken", "days", "late")),
    "questions": frozenset(("place",)),
}
"""Topic -> columns that hold whole numbers."""

DECIMAL: Mapping[str, frozenset[str]] = {"figures": frozenset(("value", "lower", "upper"))}
"""Topic -> columns that hold numbers."""

SCHEMES: Mapping[str, Mapping[str, str]] = {
    "questions": {"match": "match-kind"},
    "answers": {"claimed": "coverage", "assessed": "coverage", "recording": "recording"},
    "figures": {"bound": "bound"},
    "grounds": {"limb": "limb"},
}
"""Topic -> column -> scheme of the codes in it."""

PLACES = frozenset(vocabulary.ONTOLOGY + name for name in ("start", "end", "page", "row"))


def check(topic: str, rows: Sequence[Mapping[str, str]], where: str) -> None:
    """Do nothing if *rows* are those of the query *where* on *topic*.

    Raises:
        UnexpectedRowsError: a column that every row has is missing, a number is none, or a code
            is of no scheme of ours.
    """
    needed = NEEDED[topic]
    whole, decimal = WHOLE.get(topic, frozenset()), DECIMAL.get(topic, frozenset())
    schemes = SCHEMES.get(topic, {})
    for row in rows:
        if not needed <= row.keys():
            lost = ", ".join(sorted(needed - row.keys()))
            raise UnexpectedRowsError(f"{where}: a row has no {lost}")
        for column in whole & row.keys():
            _number(row[column], column, where, digits=True)
        for column in decimal & row.keys():
            _number(row[column], column, where, digits=False)
        for column in schemes.keys() & row.keys():
            _code(row[column], schemes[column], column, where)
        if topic == "passages" and row["told"] in PLACES:
            _number(row["value"], row["told"].rpartition("#")[2], where, digits=True)
    if topic == "answers":
        split = {row["answer"] for row in rows} - {row["said"] for row in rows}
        if split:
            raise UnexpectedRowsError(
                f"{where}: <{min(split)[:100]}> has parts and no row as a whole"
            )


def _number(text: str, column: str, where: str, *, digits: bool) -> None:
    plain = text.removeprefix("-")
    if digits and plain.isdecimal():
        return
    if not digits and plain.replace(".", "", 1).isdecimal():
        return
    raise UnexpectedRowsError(f"{where}: '{text[:40]}' under {column} is no number")


def _code(iri: str, scheme: str, column: str, where: str) -> None:
    if iri.rpartition("/")[2] not in vocabulary.codes(scheme):
        raise UnexpectedRowsError(
            f"{where}: <{iri[:100]}> under {column} is no code of scheme {scheme}"
        )
