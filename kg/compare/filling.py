"""Fill the matrix of a series from what the graph knows of it."""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg import vocabulary
from kg.compare import ordering, reasons, saying
from kg.compare.asking import Ask, Fact, Facts, facts
from kg.compare.entry import Entry
from kg.compare.matrix import Authority, Cell, Matrix, Row, Search
from kg.compare.reasons import MORE_REPLY, NO_REPLY
from kg.compare.requests import Asked, Put, Reply, questions, requests
from kg.compare.saying import Answered
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
            raise ParameterError(f"--force {force}: nobody of that key is in the matrix; {hint}")
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
        for request in requests(found):
            self.requests.setdefault(request.authority, []).append(request)
        self.put: dict[str, list[Put]] = {}
        for question in put:
            self.put.setdefault(question.request, []).append(question)
        self.answers: Mapping[str, tuple[Answered, ...]] = saying.answers(found)
        self.searches = found.rows["searches"]
        self.asking = {(one.request, one.asks) for one in put if one.asks}
        self.dropped = {(one.dropped, one.asks) for one in put if one.dropped and one.asks}

    def cell(self, template: str, authority: Authority) -> Cell:
        """Return the cell of *authority* on *template*."""
        asked = self.requests.get(authority.iri, ())
        entries = tuple(entry for request in asked for entry in self._entries(request, template))
        searches = tuple(
            Search(day=row["day"], place=row["place"], found=row["found"] == "true")
            for row in self.searches
            if row["authority"] == authority.iri and row.get("template") in (None, template)
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
        put = self.put.get(request.iri, ())
        asking = {one.iri: one for one in put if one.asks == template}
        bare = Entry(
            reason="",
            request=request.iri,
            reference=request.reference,
            law=None if request.law is None else key(request.law),
            received=request.received or request.sent,
        )
        if not asking:
            yield self._unasked(bare, request, put, template)
        for question in asking.values():
            of = _with_question(bare, question)
            answers = self.answers.get(question.iri, ())
            if not answers:
                reason = reasons.without_answer(
                    request,
                    dropped=question.dropped is not None,
                    again=any((later, template) in self.asking for later in request.later),
                )
                yield _with_reply(replace(of, reason=reason), request, _last(request))
            for answer in answers:
                yield _with_answer(of, answer, request)

    def _unasked(self, bare: Entry, request: Asked, put: Sequence[Put], template: str) -> Entry:
        if (request.iri, template) in self.dropped:
            return replace(bare, reason="excluded")
        reason = reasons.without_question(request, put, template=template)
        related = [one for one in put if one.template == template]
        return replace(_with_question(bare, related[0]) if related else bare, reason=reason)


def _with_question(entry: Entry, question: Put) -> Entry:
    return replace(
        entry,
        question=question.iri,
        label=question.label,
        asked=question.words,
        match=question.match,
        begins=question.begins,
        ends=question.ends,
    )


def _last(request: Asked) -> Reply | None:
    """Return the reply of which something was seen that came last; None where there is none."""
    seen = [reply for reply in request.replies if NO_REPLY not in reply.cut]
    return seen[-1] if seen else None


def _with_reply(entry: Entry, request: Asked, reply: Reply | None) -> Entry:
    """Return *entry* with what is known of the *reply* that it stands in."""
    holds = {
        "breaks-off": entry.spoken and reply is not None and bool(MORE_REPLY & reply.cut),
        "clarified": request.clarified and entry.reason != "clarification-sought",
        "late": reply is not None
        and (
            (reply.late or 0) > 0
            or (reply.issued is not None and request.due is not None and reply.issued > request.due)
        ),
    }
    marks = tuple(sorted({*entry.marks, *(mark for mark, held in holds.items() if held)}))
    if reply is None:
        return replace(entry, marks=marks)
    return replace(
        entry,
        marks=marks,
        response=reply.iri,
        issued=reply.issued,
        days=reply.days,
        working_days=reply.working_days,
    )


def _with_answer(entry: Entry, answer: Answered, request: Asked) -> Entry:
    reply = request.told.get(answer.response or "")
    told = replace(
        entry,
        reason=answer.reason,
        answer=answer.iri,
        held=answer.held,
        disclosure=answer.disclosure,
        response=answer.response,
        claimed=answer.claimed,
        assessed=answer.assessed,
        presumed=answer.presumed,
        recording=answer.recording,
        marks=answer.marks,
        figures=answer.figures,
        grounds=answer.grounds,
        said=answer.said,
        parts=answer.parts,
        words=answer.words,
    )
    return _with_reply(told, request, reply)
