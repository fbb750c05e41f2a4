"""Hold what was extracted against what a person annotated, fact by fact.

Only what the person states is wanted; days and provisions that are extracted
where none is stated cost precision, since being wrong is worse than being
silent.  A kind of fact whose key an annotation lacks is not scored.  The rules
of counting are those of the corpus's own score.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from kg import vocabulary
from kg.evaluate.gold import NOT_ASKED, TECHNOLOGIES, Annotated, outcome

Facts = Mapping[str, Any]
LONGEST = 2000
"""An answer that rests on so many characters or more does not point to its words."""


class Words(NamedTuple):
    """Where an extracted fact stands."""

    line: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The facts of one kind that a document was annotated with, and those extracted."""

    field: str
    document: str
    item: str | None
    """Label of a question, or which day; None where the document has one such set."""

    wanted: frozenset[tuple[str, ...]]
    found: frozenset[tuple[str, ...]]
    words: Mapping[tuple[str, ...], Words]
    """Where each extracted fact stands, as far as it says so."""

    @property
    def missed(self) -> tuple[tuple[str, ...], ...]:
        """What was wanted and not found, sorted."""
        return tuple(sorted(self.wanted - self.found))

    @property
    def wrong(self) -> tuple[tuple[str, ...], ...]:
        """What was found and is not wanted, sorted."""
        return tuple(sorted(self.found - self.wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many facts of one kind were right (counts of facts)."""

    field: str
    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; nothing found is perfect if nothing is wanted."""
        if not self.found:
            return 0.0 if self.wanted else 1.0
        return self.right / self.found

    @property
    def recall(self) -> float:
        """Share of what is wanted that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def compare(annotated: Annotated, extracted: Facts) -> Iterator[Comparison]:
    """Yield each comparison of *annotated* with what was *extracted* from the same document."""
    for name, kind in KINDS.items():
        for item, wanted, found, words in kind(annotated.facts, extracted):
            yield Comparison(
                field=name,
                document=annotated.file,
                item=item,
                wanted=frozenset(wanted),
                found=frozenset(found),
                words=words,
            )


def scores(comparisons: Iterable[Comparison]) -> tuple[Score, ...]:
    """Return the score of each kind of fact that was compared, in the order of ``KINDS``."""
    counts: dict[str, list[int]] = {}
    for one in comparisons:
        count = counts.setdefault(one.field, [0, 0, 0])
        count[0] += len(one.wanted & one.found)
        count[1] += len(one.found)
        count[2] += len(one.wanted)
    return tuple(
        Score(field=name, right=counts[name][0], found=counts[name][1], wanted=counts[name][2])
        for name in KINDS
        if name in counts
    )


Fact = tuple[str, ...]
Compared = tuple[str | None, set[Fact], set[Fact], Mapping[Fact, Words]]


def _references(want: Facts, have: Facts) -> Iterator[Compared]:
    if want.get("reference_from") == "text":
        yield None, _numbers(want), _numbers(have), {}


def _numbers(facts: Facts) -> set[Fact]:
    own = {("own", plain(printed)) for printed in facts.get("references") or ()}
    return own | {("related", plain(printed)) for printed in facts.get("related_references") or ()}


def _force(want: Facts, have: Facts) -> Iterator[Compared]:
    slug = _forces().get(plain(want.get("force") or ""))
    if slug is not None:
        yield None, {(slug,)}, _one(have.get("force")), {}


def _days(want: Facts, have: Facts) -> Iterator[Compared]:
    for day in ("received", "responded", "published"):
        if f"date_{day}" not in want:
            continue
        stated = want[f"date_{day}"]
        if stated is None or re.fullmatch(r"\d{4}-\d\d-\d\d", stated):
            yield day, _one(stated), _one(have.get(day)), {}


def _technologies(want: Facts, have: Facts) -> Iterator[Compared]:
    if "technologies" not in want:
        return
    scored = set(TECHNOLOGIES.values())
    named = want["technologies"] or ()
    yield (
        None,
        {(TECHNOLOGIES[name],) for name in named if name in TECHNOLOGIES},
        {(code,) for code in have.get("technologies") or () if code in scored},
        {},
    )


def _questions(want: Facts, have: Facts) -> Iterator[Compared]:
    if "questions" not in want:
        return
    asked = want["questions"] or ()
    # A label in brackets is the annotator's own, for a question that the page does not number.
    labels: set[Fact] = {
        (question["label"],) for question in asked if not question["label"].startswith("(")
    }
    found = have.get("questions") or ()
    words = _words(have, (((item["label"],), item) for item in found))
    if labels:
        yield None, labels, {(question["label"],) for question in found}, words
    elif not asked:
        yield None, labels, set(), {}


def _periods(want: Facts, have: Facts) -> Iterator[Compared]:
    found = {question["label"]: question for question in have.get("questions") or ()}
    for question in want.get("questions") or ():
        label, start = question["label"], question.get("period_start")
        if label not in found or not re.match(r"\d{4}-\d\d", start or ""):
            continue
        last = question.get("period_end") or ""
        mine = found[label]
        pair = _month(mine.get("period_start")), _month(mine.get("period_end"))
        yield (
            label,
            {(_month(start), _month(last) if re.match(r"\d{4}", last) else "")},
            {pair},
            _words(have, [(pair, mine)]),
        )


def _decision(want: Facts, have: Facts) -> Iterator[Compared]:
    if want.get("decision"):
        found = have.get("decision")
        yield None, {(plain(want["decision"]),)}, {(plain(found),)} if found else set(), {}


def _outcomes(want: Facts, have: Facts) -> Iterator[Compared]:
    answers = have.get("answers") or {}
    for label, said in (want.get("question_outcomes") or {}).items():
        code = outcome(said)
        if code is None or label.startswith("("):
            continue
        answer = answers.get(label) or {}
        found = answer.get("outcome")
        if code == NOT_ASKED and found in (None, "excluded-by-requester"):
            found = NOT_ASKED  # right is no answer, or one that says why there is none
        yield label, {(code,)}, _one(found), _words(have, [((found or "",), answer)])


def _exemptions(want: Facts, have: Facts) -> Iterator[Compared]:
    if "exemptions" not in want:
        return
    found = have.get("exemptions") or ()
    words = _words(have, ((_claim(item), item) for item in found))
    yield None, _claims(want), _claims(have), words


def _claims(facts: Facts) -> set[Fact]:
    """Return the provisions relied on: limbs count as their subsection."""
    relied = (
        item for item in facts.get("exemptions") or () if (item.get("role") or "relied") == "relied"
    )
    return {_claim(item) for item in relied}


def _claim(item: Facts) -> Fact:
    subsection = str(item.get("subsection") or "")
    denial = "ncnd" if item.get("ncnd") else ""
    return plain(item.get("act")), str(item["section"]), subsection, denial


def _evidence(_: Facts, have: Facts) -> Iterator[Compared]:
    """Hold each fact against the words that it points to."""
    for question in have.get("questions") or ():
        said, there = plain(question.get("text") or ""), plain(_quote(have, question))
        yield _pointed(f"question {question['label']}", right=bool(said) and said in there)
    for label, answer in (have.get("answers") or {}).items():
        there = _quote(have, answer)
        yield _pointed(f"answer {label}", right=bool(there.strip()) and len(there) < LONGEST)
    for item in have.get("exemptions") or ():
        section = str(item["section"])
        right = re.search(rf"\b{re.escape(section)}\b", _quote(have, item)) is not None
        yield _pointed(f"exemption {section}", right=right)


def _pointed(name: str, *, right: bool) -> Compared:
    return name, {(name,)}, {(name,)} if right else set(), {}


KINDS: Mapping[str, Callable[[Facts, Facts], Iterator[Compared]]] = {
    "references": _references,
    "force": _force,
    "dates": _days,
    "technologies": _technologies,
    "questions": _questions,
    "periods": _periods,
    "decision": _decision,
    "outcomes": _outcomes,
    "exemptions": _exemptions,
    "evidence": _evidence,
}
"""Every kind of fact that is scored, in the order of the table."""


def plain(printed: object) -> str:
    """Return the letters and digits of *printed*, by which spellings of one thing agree.

    >>> plain("01/FOI/23/028737"), plain("full_disclosure")
    ('01foi23028737', 'fulldisclosure')
    """
    return re.sub(r"[^a-z0-9]", "", str(printed).lower())


def _one(value: str | None) -> set[Fact]:
    return set() if value is None else {(value,)}


def _month(point: str | None) -> str:
    return (point or "")[:7]


def _quote(have: Facts, item: Facts) -> str:
    text, start, end = have.get("text") or "", item.get("start"), item.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        return ""
    return str(text[start:end])


def _words(have: Facts, items: Iterable[tuple[Fact, Facts]]) -> dict[Fact, Words]:
    text = have.get("text") or ""
    return {
        fact: Words(text.count("\n", 0, item["start"]) + 1, quote)
        for fact, item in items
        if (quote := _quote(have, item))
    }


@cache
def _forces() -> dict[str, str]:
    """Return the code of each force by every name that it has."""
    found = {}
    for code, names in vocabulary.names("force").items():
        for name in (code, *names):
            found[plain(re.sub(r"\(.*?\)", "", name))] = code
    return found
