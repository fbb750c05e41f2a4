"""Join the rows of named queries with what the files of a study hold.

What a query leaves empty is None, and nothing stands for it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from pyoxigraph import NamedNode, Store

from kg import vocabulary
from kg.build.iris import Iris, base_of
from kg.draft.known import Asked, Beside, Claim, Given, Known, Printed
from kg.model import Disclosure
from kg.model.template import EXACT_OR_CLOSE, Series
from kg.model.tracking import Tracked
from kg.query import binding, catalogue, run

Row = Mapping[str, str | None]

OPEN = "find/requests-not-answered"
OVERDUE = "find/overdue-requests"
REVIEWS = frozenset(
    vocabulary.codes("process-step")[step]
    for step in (
        "internal-review-requested",
        "requirement-for-review",
        "internal-review-outcome",
        "regulator-complaint",
        "application-to-commissioner",
        "decision-notice",
    )
)
"""Labels of steps after which no first review can be asked for."""

CLOSED = ("closed", "answered", "partly-answered", "refused", "withdrawn")
"""States of a tracked request that is no longer open; codes of ``request-state``."""


def gather(store: Store, beside: Sequence[Beside], series: Series, *, on: date) -> Known:
    """Return what *store* and the files of the studies in it know of *series* on the day *on*."""
    base, day = beside[0].base, on.isoformat()
    replies = _ask(store, "compare/series-replies", base, series=series.key)
    waiting = {row["request"]: row for row in _ask(store, OPEN, base, on=day)}
    late = {row["request"]: row for row in _ask(store, OVERDUE, base, on=day)}
    own = {iri: tracked for one in beside for iri, tracked in _tracked(one)}
    members = [row for row in replies if row["request"] is not None]
    named = {str(row["request"]): row for row in members}
    for iri, tracked in own.items():
        if tracked.series == series.key and iri not in named:
            named[iri] = _of_sheet(tracked)
    labels = _labels(beside, named)
    requests = tuple(
        _asked(iri, row, own.get(iri), waiting.get(iri), late.get(iri), labels.get(iri, {}))
        for iri, row in sorted(named.items())
    )
    nodes = {
        Iris(base_of(NamedNode(one.iri))).question(NamedNode(one.iri), label).value: (one, label)
        for one in requests
        for label in one.questions
    }
    return Known(
        series=series,
        templates={t.key: t for one in reversed(beside) for t in one.templates.templates},
        requests=requests,
        given=tuple(_given(_ask(store, "compare/answers-by-template", base), nodes)),
        claims=tuple(_claims(_ask(store, "compare/grounds-by-template", base), nodes)),
        searches=tuple(
            search
            for one in beside
            for search in one.templates.searches
            if search.series == series.key and search.on <= on
        ),
        printed=_printed(beside),
        replies={iri: record for one in beside for iri, record in _replies(one)},
        reviewed=frozenset(
            one.iri
            for one in requests
            if one.reply.startswith("recorded") and _is_reviewed(store, base, one)
        ),
        related=_related(store, beside, series),
        unplaced=_unplaced(beside, named),
    )


def _is_reviewed(store: Store, base: str, request: Asked) -> bool:
    """Return whether a document tells of a review of the reply to *request*, or of what follows."""
    if request.reference is None:
        return False
    return any(
        row["printed"] == request.reference and row["what"] in REVIEWS
        for row in _ask(store, "find/request-chain", base, reference=request.reference)
    )


def _related(
    store: Store, beside: Sequence[Beside], series: Series
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for other in (other for one in beside for other in one.templates.series):
        kin = {other.key, other.variant_of} & {series.key, series.variant_of} - {None}
        if kin and other.key != series.key:
            for row in _ask(store, "compare/series-replies", beside[0].base, series=other.key):
                found.setdefault(row["asked"] or "", set()).add(other.key)
    return {name: tuple(sorted(keys)) for name, keys in found.items()}


def _unplaced(beside: Sequence[Beside], named: Mapping[str, Row]) -> Mapping[str, int]:
    known = {series.key for one in beside for series in one.templates.series}
    return Counter(
        _called(tracked)
        for one in beside
        for iri, tracked in _tracked(one)
        if iri not in named and tracked.series not in known
    )


def _ask(store: Store, name: str, base: str, **values: str) -> list[Row]:
    text = binding.bind(catalogue.named(name), values, base=base)
    result = run.answer(store, text, base=base, where=f"queries/{name}.rq")
    return [
        {
            column: None if term is None else str(getattr(term, "value", term)) or None
            for column, term in zip(result.columns, row, strict=True)
        }
        for row in result.rows
    ]


def _tracked(one: Beside) -> list[tuple[str, Tracked]]:
    iris = Iris(one.base)
    return [(iris.thing("req", row.key).value, row) for row in one.tracking.requests]


def _of_sheet(tracked: Tracked) -> Row:
    """Return what the sheet alone tells, as a row of `compare/series-replies`."""
    noted = tracked.answered is not None or tracked.state in CLOSED
    return {
        "asked": _called(tracked),
        "reference": tracked.reference,
        "reply": "noted, not recorded" if noted else "nobody looked",
    }


def _called(tracked: Tracked) -> str:
    return vocabulary.codes("force").get(tracked.force, tracked.force)


def _labels(
    beside: Sequence[Beside], requests: Mapping[str, Row]
) -> Mapping[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for one in beside:
        for matches in one.templates.matches:
            if matches.kind not in EXACT_OR_CLOSE:
                continue
            nodes = (Iris(other.base).thing("req", matches.request).value for other in beside)
            iri = next((node for node in nodes if node in requests), None)
            if iri is not None:
                told = found.setdefault(iri, {})
                for label, template in matches.questions.items():
                    told.setdefault(label, (template, matches.kind))
    return found


def _asked(
    iri: str,
    row: Row,
    tracked: Tracked | None,
    waiting: Row | None,
    late: Row | None,
    labels: Mapping[str, tuple[str, str]],
) -> Asked:
    made, issued = _day(row.get("made")), _day(row.get("issued"))
    received = sent = None
    if tracked is not None:
        received, sent = tracked.received, tracked.sent
        made = made or received or sent
        issued = issued or tracked.answered
    return Asked(
        iri=iri,
        name=row["asked"] or "",
        reference=row["reference"],
        made=made,
        sent=sent,
        received=received,
        issued=issued,
        reply=row["reply"] or "",
        tracked=tracked is not None,
        open=waiting is not None,
        due=_day((late or waiting or {}).get("due")),
        due_how=None if late is None else late["how"],
        questions=labels,
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written[:10])


def _given(rows: Sequence[Row], nodes: Mapping[str, tuple[Asked, str]]) -> list[Given]:
    return [
        Given(
            request=nodes[node][0].iri,
            label=nodes[node][1],
            template=row["template"] or "",
            scope=row["scope"],
            outcome=row["outcome"],
        )
        for row in rows
        if (node := row["node"] or "") in nodes and row["outcome"] is not None
    ]


def _claims(rows: Sequence[Row], nodes: Mapping[str, tuple[Asked, str]]) -> list[Claim]:
    return [
        Claim(
            request=nodes[node][0].iri,
            label=nodes[node][1],
            template=row["template"] or "",
            provision=row["provision"],
            whole=row["claimed_for"] == "the whole reply",
        )
        for row in rows
        if (node := row["node"] or "") in nodes and row["provision"] is not None
    ]


def _printed(beside: Sequence[Beside]) -> Mapping[tuple[str, str], Printed]:
    """Return the questions of every request; those that it asks again with those of its own."""
    found: dict[tuple[str, str], Printed] = {}
    for one in beside:
        for record in one.records:
            if not isinstance(record, Disclosure):
                continue
            restated = record.source.stands_for is not None
            everywhere = {
                question.label: question
                for request in reversed(record.requests)
                for question in request.questions
            }
            for request in record.requests:
                iri = _request(one, record, request.reference)
                again = [everywhere[label] for label in request.asks_again if label in everywhere]
                for question in (*request.questions, *again):
                    found.setdefault(
                        (iri, question.label), Printed(question=question, restated=restated)
                    )
    return found


def _replies(one: Beside) -> list[tuple[str, Disclosure]]:
    replies = [record for record in one.records if isinstance(record, Disclosure)]
    return [
        (_request(one, record, record.requests[0].reference), record)
        for record in sorted(replies, key=lambda record: record.source.version)
        if record.requests
    ]


def _request(one: Beside, record: Disclosure, reference: str | None) -> str:
    iris = Iris(one.base)
    if reference is None:
        return iris.thing("req", record.key).value
    return iris.request(record.force or "", reference).value
