"""An invented series, written down as short as the cases of a test: no force said any of this."""

from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from kg import vocabulary
from kg.build import reference

BASE = "https://w3id.org/foigraph/"
SERIES = "spring"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What was answered to one question."""

    held: str = "held"
    disclosure: str = "full"
    outcome: str | None = "disclosed-in-full"
    more: str = ""
    """Turtle that continues the answer."""

    review: str = "accepted"
    restated: bool = False
    things: str = ""
    """Turtle for the graph of the document, where $V is its version and $E its passage."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of a request."""

    template: str | None
    match: str = "exact"
    begins: str = "2022-01-01"
    ends: str = "2022-12-31"
    reply: Reply | None = None
    more: str = ""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request of the series."""

    force: str
    key: str
    questions: tuple[Question, ...] = ()
    basis: str = "curator"
    law: str = "foia"
    more: str = ""
    """Turtle that continues the request."""

    cut: str = ""
    """Codes of document-part that the text does not show."""

    replied: bool = False
    of_reply: str = ""
    """Turtle that continues the reply."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """The invented series."""

    templates: tuple[str, ...]
    requests: tuple[Request, ...] = ()
    flat: str = ""
    """Turtle beside it, such as a search."""

    rulings: str = ""
    """Turtle in the graph of rulings."""

    asks_for: dict[str, str] = field(default_factory=dict)


def store(series: Series) -> Store:
    """Return the graph of *series*, with the codes as in any study."""
    found = Store()
    found.extend(_codes())
    found.load(turtle(series), format=RdfFormat.TRIG, base_iri=BASE)
    return found


@cache
def _codes() -> tuple[Quad, ...]:
    default = DefaultGraph()
    return tuple(
        Quad(triple.subject, triple.predicate, triple.object, default)
        for triple in reference.triples()
    )


def turtle(series: Series) -> str:
    """Return *series* as TriG."""
    prefixes = "".join(
        f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in vocabulary.prefixes(BASE).items()
    )
    flat = [
        f'ser:{SERIES} a fg:QuestionSeries ; dcterms:identifier "{SERIES}" ; '
        f'dcterms:title "Spring" .'
    ]
    for template in series.templates:
        asks = series.asks_for.get(template)
        flat.append(
            f"ser:{SERIES} fg:hasTemplate tpl:{template} . tpl:{template} a fg:QuestionTemplate ; "
            f'dcterms:identifier "{template}" ; fg:templateText "what {template} asks" '
            f"{f'; fg:asksFor {asks}' if asks else ''} ."
        )
    parts = [_request(request) for request in series.requests]
    rulings = "\n".join([series.rulings, *(part[1] for part in parts)])
    graphs = "\n".join(part[2] for part in parts)
    return "\n".join(
        [
            prefixes,
            *flat,
            series.flat,
            *(part[0] for part in parts),
            f"GRAPH graph:rulings {{ {rulings} }}",
            graphs,
        ]
    )


def _request(request: Request) -> tuple[str, str, str]:
    """Return what is flat, what is ruled, and what stands in the graph of the document."""
    key, version = request.key, f"ver:{request.key}-v1"
    flat = [
        f"req:{key} a fg:InformationRequest ; fg:respondent force:{request.force} ; "
        f'fg:reference "{key}" ; fg:madeUnder regime:{request.law} ; '
        f"fg:inSeries ser:{SERIES} {request.more} .",
        f'doc:{key} dcterms:title "Reply {key}" ; fg:publishedAt <https://example.org/{key}> .',
        f"{version} a fg:DocumentVersion ; fg:versionOf doc:{key} "
        f"{''.join(f'; fg:notSeen document-part:{part} ' for part in request.cut.split())} .",
    ]
    ruled = [
        f"mem:{key} fg:membershipOf req:{key} ; fg:membershipIn ser:{SERIES} ; "
        f"fg:membershipBasis membership-basis:{request.basis} ."
    ]
    told = [f"req:{key} a fg:InformationRequest ; prov:wasDerivedFrom {version} ."]
    replied = request.replied or any(one.reply for one in request.questions)
    if replied:
        flat.append(
            f"rsp:{key} a fg:Response ; fg:respondsTo req:{key} ; fg:statedIn {version} "
            f"{request.of_reply} ."
        )
    for place, question in enumerate(request.questions, start=1):
        node = f"qst:{key}-q{place}"
        flat.append(
            f'{node} a fg:Question ; fg:label "{place}" ; fg:order {place} ; '
            f'fg:askedIn req:{key} ; fg:questionText "Question {place}?" ; '
            f'fg:periodStart "{question.begins}"^^xsd:date ; '
            f'fg:periodEnd "{question.ends}"^^xsd:date {question.more} .'
        )
        if question.template is not None:
            ruled.append(
                f"mch:{key}-{place} fg:matchedQuestion {node} ; "
                f"fg:matchedTemplate tpl:{question.template} ; "
                f"fg:matchKind match-kind:{question.match} ."
            )
            if question.match != "related":
                flat.append(f"{node} fg:instanceOfTemplate tpl:{question.template} .")
        if question.reply is not None:
            answer, passages = _answer(question.reply, key, place, node, version)
            flat.append(answer)
            told.append(passages)
    return "\n".join(flat), "\n".join(ruled), f"GRAPH graph:{key}-v1 {{ {' '.join(told)} }}"


def _answer(reply: Reply, key: str, place: int, question: str, version: str) -> tuple[str, str]:
    node, passage = f"ans:{key}-q{place}", f"ev:{key}-v1-c{place}0-{place}9"
    outcome = "" if reply.outcome is None else f"fg:outcome outcome:{reply.outcome} ; "
    flat = (
        f"{node} a fg:Answer ; fg:answers {question} ; fg:answerIn rsp:{key} ; "
        f"fg:heldStatus held:{reply.held} ; {outcome}"
        f"fg:disclosure disclosure:{reply.disclosure} {reply.more} ."
    )
    told = (
        f"{node} fg:evidence {passage} ; fg:reviewStatus review-status:{reply.review} . "
        f'{passage} fg:quotation "Answer {place} of {key}." ; fg:inVersion {version} ; '
        f"fg:start {place}0 ; fg:end {place}9 "
        f"{'; fg:restated true' if reply.restated else ''} . "
        f"{reply.things.replace('$V', version).replace('$E', passage)}"
    )
    return flat, told


def amount(
    key: str,
    value: str | None,
    *,
    unit: str = "searches",
    bound: str = "exact",
    lower: str | None = None,
    upper: str | None = None,
    review: str = "accepted",
    **rest: object,
) -> Reply:
    """Return an answer that gives one number."""
    node = f"amt:{key}"
    numbers = {"amountValue": value, "lowerBound": lower or value, "upperBound": upper or value}
    if bound not in ("exact", "between"):
        numbers = {"amountValue": value, "lowerBound": lower, "upperBound": upper}
    told = "".join(f"; fg:{name} {one} " for name, one in numbers.items() if one is not None)
    return Reply(
        more=(
            f"; fg:hasAmount {node} . {node} a fg:Amount ; fg:bound bound:{bound} ; "
            f'fg:unitText "{unit}" ; fg:asWritten "{value} {unit}" ; '
            f"fg:measure measure:rfr-searches {told}"
        ),
        things=f"{node} fg:evidence $E ; fg:reviewStatus review-status:{review} .",
        review=review,
        **rest,  # type: ignore[arg-type] -- the caller names fields of Reply
    )
