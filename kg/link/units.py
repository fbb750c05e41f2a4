"""Propose that forces which documents name together answer as one: a joint unit of theirs.

A study lists its joint units; what lists none counts each reply as that of one force.  Words that
name two forces in one breath may only name two forces, so they are close at most, and no reply is
made that of another force by them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocabulary
from kg.link import lexicon
from kg.model import Disclosure, Record, Rulings
from kg.model.link import UnitLink
from kg.model.record import CONTESTED
from kg.model.template import CLOSE, EXACT, RELATED
from kg.record.verification import passages

JOINT = "http://www.w3.org/ns/org#OrganizationalCollaboration"
LISTED, NAMED_TOGETHER, ON_BEHALF, NOTHING = "listed", "named-together", "on-behalf", "nothing"

_FORCE = f"{vocabulary.CODE}force/"
_LABEL = f"{vocabulary.FOREIGN['skos']}prefLabel"
_TYPE = f"{vocabulary.FOREIGN['rdf']}type"
_UNIT = r"(?:unit|team|department|service|function|bureau|branch)s?"
_JOINTLY = re.compile(
    rf"\b(?:joint(?:ly)?|shared|combined|(?:bi|two|tri|three|multi)-?force)\s+(?:[\w-]+\s+){{0,3}}{_UNIT}\b"
    rf"|\bcollaborat(?:ive|ed|ion)\s+(?:[\w-]+\s+){{0,3}}{_UNIT}\b|\b{_UNIT}\s+(?:is\s+)?shared\s+(?:by|between|with)\b"
    r"|\b(?:in|a|the|our|their)\s+(?:formal\s+|strategic\s+)?(?:collaboration|alliance)\b",
    re.IGNORECASE,
)
_BEHALF = re.compile(r"\bon\s+behalf\s+of\s+(?:both\s+)?(?:the\s+)?$", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|never|neither|without|independent|separate)\b|n['’]t\b", re.I)
_SENTENCE = re.compile(r"[^.?!\n]+")


@dataclass(frozen=True, slots=True)
class _Unit:
    key: str
    label: str
    members: frozenset[str]


def unit_links(
    records: Iterable[Record], listed: Iterable[Triple], rulings: Rulings
) -> tuple[UnitLink, ...]:
    """Return which forces seem to share a unit, by what the study lists and what records say.

    Args:
        records: of a study.
        listed: what its own codes and its graphs written by hand say.
        rulings: what a person said of forces that are named together.
    """
    units = _units(listed)
    found: dict[tuple[str, ...], UnitLink] = {}
    for unit in units:
        members = tuple(sorted(unit.members))
        found[members] = UnitLink(
            members=members, unit=unit.key, kind=EXACT, rule=LISTED, words=unit.label
        )
    for record in records:
        if isinstance(record, Disclosure) and record.review.status not in CONTESTED:
            for link in _told(record, units):
                there = found.get(link.members)
                if there is None or (there.kind, link.kind) == (RELATED, CLOSE):
                    found[link.members] = link
    ruled = {tuple(sorted(one.members)): one.joint for one in rulings.joint_units}
    for members in ruled.keys() - found.keys():
        found[members] = UnitLink(
            members=members, unit=_of_all(units, members), kind=RELATED, rule=NOTHING, words=None
        )
    verdicts = {members: "joint" if joint else "not joint" for members, joint in ruled.items()}
    return tuple(
        replace(link, overridden_by=verdicts.get(members))
        for members, link in sorted(found.items())
    )


def _units(listed: Iterable[Triple]) -> tuple[_Unit, ...]:
    members: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    joint: set[str] = set()
    for triple in listed:
        if not isinstance(triple.subject, NamedNode):
            continue
        node, verb, value = triple.subject.value, triple.predicate.value, triple.object
        if isinstance(value, NamedNode) and verb == vocabulary.term("groupMember").value:
            members.setdefault(node, set()).add(value.value.removeprefix(_FORCE))
        elif isinstance(value, NamedNode) and (verb, value.value) == (_TYPE, JOINT):
            joint.add(node)
        elif isinstance(value, Literal) and verb == _LABEL:
            labels.setdefault(node, value.value)
    return tuple(
        _Unit(node.rpartition("/")[2], labels.get(node, node), frozenset(members[node]))
        for node in sorted(joint & members.keys())
    )


def _told(record: Disclosure, units: Iterable[_Unit]) -> Iterator[UnitLink]:
    """Yield what the passages of *record* say of forces that are named together."""
    kept = (passage for passage, _ in passages(record))
    for passage in chain(kept, (doubt.passage for doubt in record.doubts)):
        for sentence in _SENTENCE.finditer(passage.quote):
            if _DENIED.search(sentence[0]) is None:
                for members, kind, rule, start, end in _of_sentence(sentence[0], record.force):
                    first = passage.start
                    at = None if first is None else first + sentence.start() + start
                    yield UnitLink(
                        members=members,
                        unit=_of_all(units, members),
                        kind=kind,
                        rule=rule,
                        words=sentence[0][start:end],
                        document=record.key,
                        at=at,
                    )


def _of_sentence(
    text: str, force: str | None
) -> Iterator[tuple[tuple[str, ...], str, str, int, int]]:
    """Yield the forces that *text* puts together: codes, kind, rule, and where the words stand."""
    named = list(_named(text))
    jointly = _JOINTLY.search(text)
    for run in _together(named, text):
        members = tuple(sorted({code for code, _, _ in run}))
        start, end = run[0][1], run[-1][2]
        if jointly is not None:
            start, end = min(start, jointly.start()), max(end, jointly.end())
            yield members, CLOSE, NAMED_TOGETHER, start, end
        elif _is_one_body(run, text):
            yield members, RELATED, NAMED_TOGETHER, start, end
    for code, start, end in named:
        behalf = _BEHALF.search(text[:start])
        if behalf is not None and force is not None and code != force:
            yield tuple(sorted((force, code))), RELATED, ON_BEHALF, behalf.start(), end


def _of_all(units: Iterable[_Unit], members: tuple[str, ...]) -> str | None:
    """Return the one listed unit that all of *members* belong to; None where none or several do."""
    found = [unit.key for unit in units if unit.members >= set(members)]
    return found[0] if len(found) == 1 else None


def _named(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the forces that *text* names, each with where its name begins and ends."""
    pattern, codes = _names()
    for match in pattern.finditer(text):
        yield codes[match[0]], match.start(), match.end()


def _together(named: list[tuple[str, int, int]], text: str) -> Iterator[list[tuple[str, int, int]]]:
    """Yield the runs of two and more forces between which only ``and`` and the like stands."""
    run: list[tuple[str, int, int]] = []
    for one in named:
        if run and not _joins().fullmatch(text[run[-1][2] : one[1]]):
            if len({code for code, _, _ in run}) > 1:
                yield run
            run = []
        run.append(one)
    if len({code for code, _, _ in run}) > 1:
        yield run


def _is_one_body(named: list[tuple[str, int, int]], text: str) -> bool:
    """Whether the names of a run share one word for what they are: ``A and B Police``."""
    between = "".join(text[one[2] : other[1]] for one, other in pairwise(named))
    bodies = re.compile(rf"\s*\b(?:{_bodies()})\b")
    return bodies.match(text, named[-1][2]) is not None and bodies.search(between) is None


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    codes: dict[str, str] = {}
    for code, names in vocabulary.names("force").items():
        for name in names:
            short = _short(name)
            if short[:1].isupper() and len(short) > 3:
                codes.setdefault(short, code)
    longest = sorted(map(re.escape, codes), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b"), codes


def _short(name: str) -> str:
    """Return *name* without the words at its end that say what it is, and without a remark."""
    words = re.sub(r"\s*\(.*", "", name).split()
    while words and words[-1].casefold() in lexicon.GENERIC:
        words.pop()
    return " ".join(words)


@cache
def _bodies() -> str:
    """Return the words by which names of forces say what they are, as a pattern."""
    last = Counter(
        words[-1]
        for names in vocabulary.names("force").values()
        for name in names
        if (words := name.split()) and words[-1].casefold() in lexicon.GENERIC
    )
    return "|".join(re.escape(word) for word in sorted(last)) or r"(?!)"


@cache
def _joins() -> re.Pattern[str]:
    body = rf"(?:\s+(?:{_bodies()}))?"
    return re.compile(rf"{body}\s*(?:,\s*(?:and\s+)?|\band\s+|&\s*|/\s*)(?:the\s+|for\s+)?", re.I)
