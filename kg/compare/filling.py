"""Fill the matrix of a series from what the graph knows of it."""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg import vocabulary
from kg.compare import ordering, reasons, saying
from kg.compare.asking import Ask, Fact, Facts, facts
from kg.compare.entry import SPOKEN, Entry
from kg.compare.matrix import Authority, Cell, Matrix, Row, Search
from kg.compare.reasons import MORE_REPLY, NO_REPLY
from kg.compare.requests import Asked, Put, Reply, questions, requests
from kg.compare.saying import UNSAID, Answered
from kg.compare.words import key
from kg.errors import ParameterError

UNKNOWN = "what this series asks, of which nobody who made this study has seen a question"
"""What the one row of such a series says."""


def matrix(
    ask: Ask, series: str, *, base: str = vocabulary.HOME, forces: Collection[str] = ()
) -> Matrix:
    """Return the matrix of *series*, of all authorities or of *forces* alone.

    Raises:
        UnknownSeriesError: there is no such series.
        ParameterError: one of *forces* is no authority of the matrix.
        QueryError: a query cannot be answered.
    """
    return only(filled(facts(ask, series, base=base)), forces)


def only(whole: Matrix, forces: Collection[str]) -> Matrix:
    """Return *whole* with the columns of *forces* alone; with none named, all of it.

    Raises:
        ParameterError: one of *forces* is no authority of the matrix.
    """
    if not forces:
        return whole
    known = [authority.key for authority in whole.authorities]
    for force in forces:
        if force not in known:
            near = difflib.get_close_matches(force, known, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else "see ontology/codes/force.ttl"
            raise ParameterError(f"force {force}: nobody of that key is in the matrix; {hint}")
    places = [place for place, force in enumerate(known) if force in forces]
    return replace(
        whole,
        authorities=tuple(whole.authorities[place] for place in places),
        rows=tuple(
            replace(row, cells=tuple(row.cells[place] for place in places)) for row in whole.rows
        ),
    )


def filled(found: Facts) -> Matrix:
    """Return the matrix that the facts *found* make."""
    first = found.rows["templates"][0]
    asked: dict[str, list[Fact]] = {}
    for row in found.rows["templates"]:
        asked.setdefault(row.get("template", ""), []).append(row)
    put = questions(found)
    cells = _Cells(found, put)
    authorities = _authorities(found.rows["authorities"])
    return Matrix(
        series=found.series,
        title=first.get("title", found.series),
        iri=first["of"],
        authorities=authorities,
        rows=tuple(
            Row(
                template=template,
                iri=asked[template][0].get("node", first["of"]),
                asks=asked[template][0].get("asks", template or UNKNOWN),
                depth=depth,
                measures=tuple(
                    vocabulary.curie(row["measure"], found.base)
                    for row in asked[template]
                    if "measure" in row
                ),
                cells=tuple(cells.cell(template, authority) for authority in authorities),
            )
            for template, depth in ordering.ordered(asked, put)
        ),
    )


def _authorities(rows: Iterable[Fact]) -> tuple[Authority, ...]:
    found: dict[str, Authority] = {}
    for row in rows:
        iri = row["authority"]
        known = found.get(iri) or Authority(key=key(iri), iri=iri, name=row.get("name", key(iri)))
        found[iri] = replace(known, units=(*known.units, *([row["unit"]] if "unit" in row else [])))
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.iri)))


class _Cells:
    """Holds what each cell is taken from."""

    def __init__(self, found: Facts, put: Sequence[Put]) -> None:
        self.requests: dict[str, list[Asked]] = {}
        members = requests(found)
        for request in members:
            self.requests.setdefault(request.authority, []).append(request)
        self.members = {request.iri for request in members}
        self.put: dict[str, list[Put]] = {}
        # Looked up for each cell: by the request and the template, each question once.
        self.asking: dict[tuple[str, str], dict[str, Put]] = {}
        self.dropped: set[tuple[str, str]] = set()
        for question in put:
            self.put.setdefault(question.request, []).append(question)
            asks = question.asks
            if asks is not None:
                self.asking.setdefault((question.request, asks), {})[question.iri] = question
                if question.dropped is not None:
                    self.dropped.add((question.dropped, asks))
        self.answers: Mapping[str, tuple[Answered, ...]] = saying.answers(found)
        self.searches: dict[str, list[Fact]] = {}
        for row in found.rows["searches"]:
            self.searches.setdefault(row["authority"], []).append(row)

    def cell(self, template: str, authority: Authority) -> Cell:
        """Return the cell of *authority* on *template*."""
        asked = self.requests.get(authority.iri, ())
        entries = tuple(entry for request in asked for entry in self._entries(request, template))
        searches = tuple(
            Search(day=row["day"], place=row["place"], found=row["found"] == "true")
            for row in self.searches.get(authority.iri, ())
            if row.get("template") in (None, template)
        )
        return Cell(
            authority=authority.key,
            template=template,
            reason=reasons.of_cell(entries, searches),
            entries=entries,
            searches=searches,
            units=authority.units,
        )

    def _entries(self, request: Asked, template: str) -> Iterable[Entry]:
        asking = self.asking.get((request.iri, template))
        if asking is None:
            yield self._unasked(request, template)
            return
        for question in asking.values():
            answers = self.answers.get(question.iri, ())
            for answer in answers:
                reply = request.told.get(answer.response or "")
                yield _entry(request, answer.reason, question, reply, answer)
            if not answers:
                reason = reasons.without_answer(
                    request,
                    dropped=question.dropped is not None,
                    again=any((later, template) in self.asking for later in request.later),
                )
                entry = _entry(request, reason, question, _last(request))
                yield self._led_on(entry, request)

    def _led_on(self, entry: Entry, request: Asked) -> Entry:
        """Return *entry*, which has no answer, with what refines its request in no series of ours.

        That reply is not set beside the others: nobody ruled that it belongs there.
        """
        later = tuple(sorted(request.later - self.members))
        if not later:
            return entry
        return replace(entry, later=later, marks=tuple(sorted((*entry.marks, "refined-elsewhere"))))

    def _unasked(self, request: Asked, template: str) -> Entry:
        if (request.iri, template) in self.dropped:
            return _entry(request, "excluded")
        put = self.put.get(request.iri, ())
        reason = reasons.without_question(request, put, template=template)
        related = next((one for one in put if one.template == template), None)
        return _entry(request, reason, related)


def _entry(
    request: Asked,
    reason: str,
    question: Put | None = None,
    reply: Reply | None = None,
    answer: Answered | None = None,
) -> Entry:
    """Return what *request* came to, with what is known of its question, reply and answer."""
    law = None if request.law is None else key(request.law)
    received = request.received or request.sent
    if question is None:
        return Entry(
            reason=reason,
            request=request.iri,
            reference=request.reference,
            law=law,
            received=received,
        )
    said = UNSAID if answer is None else answer
    # In one go: a copy for each of these steps takes as long as all the queries.
    return Entry(
        reason=reason,
        request=request.iri,
        reference=request.reference,
        law=law,
        received=received,
        question=question.iri,
        label=question.label,
        asked=question.words,
        match=question.match,
        begins=question.begins,
        ends=question.ends,
        answer=None if answer is None else answer.iri,
        held=said.held,
        disclosure=said.disclosure,
        response=said.response if reply is None else reply.iri,
        issued=None if reply is None else reply.issued,
        days=None if reply is None else reply.days,
        working_days=None if reply is None else reply.working_days,
        claimed=said.claimed,
        assessed=said.assessed,
        presumed=said.presumed,
        recording=said.recording,
        marks=_marks(request, reason, reply, said.marks) if question.asks is not None else (),
        figures=said.figures,
        grounds=said.grounds,
        said=said.said,
        parts=said.parts,
        words=said.words,
    )


def _last(request: Asked) -> Reply | None:
    """Return the reply of which something was seen that came last; None where there is none."""
    seen = [reply for reply in request.replies if NO_REPLY not in reply.cut]
    return seen[-1] if seen else None


def _marks(
    request: Asked, reason: str, reply: Reply | None, of_answer: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the marks of an answer, with those that follow from its request and *reply*."""
    marks = list(of_answer)
    if request.clarified and reason != "clarification-sought":
        marks.append("clarified")
    if reply is not None:
        if reason in SPOKEN and not MORE_REPLY.isdisjoint(reply.cut):
            marks.append("breaks-off")
        if (reply.late or 0) > 0 or _after(reply.issued, request.due):
            marks.append("late")
    return tuple(sorted(marks))


def _after(day: str | None, other: str | None) -> bool:
    """Tell whether *day* is after the *other*; two days in ISO form sort as they follow."""
    return day is not None and other is not None and day > other
