"""Tell which requests narrow, follow or have looked at again others: chains, never a circle.

A reference is a key only together with the authority that gave it.  What the record of a reply
states is made by a build; what only words tell, or how a reference is spelt, is proposed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

import networkx as nx

from kg.extract.references import references_in
from kg.extract.relations import FOLLOWS, REFINES, REVIEWS, relation
from kg.link.questions import request_key
from kg.model import ChainRuling, Disclosure, Passage, Record, Rulings, address
from kg.model.key import key, slug
from kg.model.link import ChainLink
from kg.model.record import CONTESTED
from kg.model.template import CLOSE, EXACT, RELATED
from kg.record.verification import passages

RELATIONS = (REFINES, FOLLOWS, REVIEWS)
NONE = "none"
RECORD, WORDS, SPELLING, NOTHING = "record", "words", "spelling", "nothing"
ITSELF = "it is the request itself"
CIRCLE = "it would close a circle with what is stated or proposed before it"

_OF_A_REVIEW = re.compile(r"[\s/_.-]+(?:IR|internal review)\s?\d?$", re.IGNORECASE)
"""What an authority puts after a reference where it looks at its own reply again."""


@dataclass(slots=True)
class Known:
    """Requests that can be spoken of."""

    answered: dict[str, str] = field(default_factory=dict)
    """Key -> what it is told by: of requests with a record of their own."""

    named: set[str] = field(default_factory=set)
    """Keys that have a node in the graph, be it by name alone."""

    same: dict[str, str] = field(default_factory=dict)
    """Key made of a further number of a request -> its own key."""

    by_reference: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Reference as a slug -> keys of the requests that bear it, whoever was asked."""


def chain_links(
    records: Mapping[str, Record], rulings: Rulings, beside: Mapping[str, str] | None = None
) -> tuple[ChainLink, ...]:
    """Return what the requests of *records* have to do with earlier ones, ruled on or not.

    Args:
        records: by file name.
        rulings: what a person said of pairs.
        beside: key of a request that no record has -> the file that tells of it.
    """
    known = known_requests(records, beside or {})
    found: dict[tuple[str, str], ChainLink] = {}
    for record in records.values():
        if (
            isinstance(record, Disclosure)
            and record.force
            and record.review.status not in CONTESTED
        ):
            for link in _of_record(record, known):
                there = found.get((link.later, link.earlier))
                if there is None or _weight(link) < _weight(there):
                    found[link.later, link.earlier] = link
    ruled = {(one.later, one.earlier): one for one in rulings.chains}
    for pair, ruling in ruled.items():
        found.setdefault(pair, _only_ruled(ruling))
    links = [replace(link, overridden_by=_ruled(link, ruled)) for link in found.values()]
    return tuple(_without_circles(sorted(links, key=_order)))


def known_requests(records: Mapping[str, Record], beside: Mapping[str, str]) -> Known:
    """Return the requests of *records*, by file name, and those *beside* them."""
    known = Known(answered=dict(beside))
    for file, record in records.items():
        if not isinstance(record, Disclosure) or record.force is None:
            continue
        answered = request_key(record, record.requests[0])
        known.answered.setdefault(answered, file)
        for request in record.requests:
            name = request_key(record, request)
            known.named.add(name)
            for also in request.also:
                known.same[key(record.force, also.quote)] = name
                known.by_reference[slug(also.quote)].add(name)
            if request is record.requests[0] and request.reference is not None:
                known.by_reference[slug(request.reference)].add(name)
    return known


def _of_record(record: Disclosure, known: Known) -> Iterator[ChainLink]:
    answered = record.requests[0]
    places = address.requests([one.reference for one in record.requests])
    for request, place in zip(record.requests, places, strict=True):
        later = request_key(record, request)
        for name in RELATIONS:
            earlier = getattr(request, name)
            if earlier is not None:
                words = getattr(request, f"{name}_passage") or (
                    request.scope if name == REFINES else None
                )
                link = _link(record, later, earlier, name, RECORD, words, known)
                status = record.review.status_of(f"{place}/{name}")
                yield replace(link, overridden_by=status if status in CONTESTED else None)
    later = request_key(record, answered)
    if answered.reference is not None:
        stem = _OF_A_REVIEW.sub("", answered.reference)
        if stem != answered.reference and re.search(r"\d", stem):
            yield _link(record, later, stem, REVIEWS, SPELLING, answered.passage, known)
    quoted = (passage for passage, _ in passages(record))
    for passage in chain(quoted, (doubt.passage for doubt in record.doubts)):
        for span in references_in(passage.quote):
            told = relation(passage.quote, span)
            yield _link(
                record,
                later,
                span.of(passage.quote),
                None if told is None else told.kind,
                WORDS,
                passage if told is None else _part(passage, told.words.start, told.words.end),
                known,
            )
    for request in record.requests[1:]:
        if request.reference is not None:
            yield _link(record, later, request.reference, None, WORDS, request.passage, known)


def _part(passage: Passage, start: int, end: int) -> Passage:
    """Return the words of *passage* from *start* to *end*, and where they stand."""
    first = None if passage.start is None else passage.start + start
    return Passage(quote=passage.quote[start:end], start=first, page=passage.page)


def _link(
    record: Disclosure,
    later: str,
    reference: str,
    told: str | None,
    rule: str,
    words: Passage | None,
    known: Known,
) -> ChainLink:
    force = record.force or ""
    earlier = key(force, reference)
    earlier = known.same.get(earlier, earlier)
    trouble = []
    if earlier == later:
        trouble.append(ITSELF)
    elif earlier not in known.answered:
        others = sorted(known.by_reference.get(slug(reference), set()) - {earlier})
        trouble.append(
            "no record in the study answers it"
            + (f"; {', '.join(others)} bears its number, and another gave that" if others else "")
        )
    kind = RELATED if told is None else EXACT if rule == RECORD else CLOSE
    return ChainLink(
        later=later,
        earlier=earlier,
        reference=reference,
        relation=told,
        kind=kind,
        rule=rule,
        words=None if words is None else words.quote,
        document=record.key,
        at=None if words is None else words.start,
        trouble=tuple(trouble),
    )


def _only_ruled(ruling: ChainRuling) -> ChainLink:
    return ChainLink(
        later=ruling.later,
        earlier=ruling.earlier,
        reference=ruling.earlier,
        relation=None,
        kind=RELATED,
        rule=NOTHING,
        words=None,
        document=ruling.later,
        at=None,
    )


def _ruled(link: ChainLink, ruled: Mapping[tuple[str, str], ChainRuling]) -> str | None:
    ruling = ruled.get((link.later, link.earlier))
    return link.overridden_by if ruling is None else ruling.relation


def _weight(link: ChainLink) -> tuple[int, int]:
    """Return what is preferred of two links between the same: the record, then what tells more."""
    return (RECORD, WORDS, SPELLING).index(link.rule) + 3 * (link.relation is None), link.at or 0


def _order(link: ChainLink) -> tuple[bool, bool, str, str]:
    return link.made is None, link.relation is None, link.later, link.earlier


def _without_circles(links: Iterable[ChainLink]) -> Iterator[ChainLink]:
    """Yield *links* in their order; one that would close a circle is told to do so."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for link in links:
        made = link.relation if link.overridden_by is None else link.overridden_by
        if made is None or made in (NONE, *CONTESTED) or ITSELF in link.trouble:
            if not (ITSELF in link.trouble and link.relation is None):
                yield link
            continue
        known = graph.has_node(link.later) and graph.has_node(link.earlier)
        if known and nx.has_path(graph, link.earlier, link.later):
            yield replace(link, trouble=(*link.trouble, CIRCLE))
        else:
            graph.add_edge(link.later, link.earlier)
            yield link
