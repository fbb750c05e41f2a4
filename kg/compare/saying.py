"""What was answered to each question: axes, parts by scope, figures, grounds, readings.

A figure or statement without the words behind it is left out: nobody could check it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg import vocabulary
from kg.compare import reasons
from kg.compare.asking import Fact, Facts
from kg.compare.entry import Figure, Ground, Part, Said, Words
from kg.compare.words import Behind, behind, key, name

FOR_THE_REPLY = frozenset(("refused", "ncnd", "over-cost", "already-public", "to-be-published"))
"""Reasons that a ground claimed for the whole reply may stand behind."""

NOT_GIVEN = "none"

SILENCE = "silence"
"""Kind of what is neither confirmed nor denied beside an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer to one question."""

    iri: str
    question: str
    response: str | None
    reason: str
    held: str | None
    disclosure: str | None
    claimed: str | None
    assessed: str | None
    presumed: str | None
    recording: tuple[str, ...]
    figures: tuple[Figure, ...]
    grounds: tuple[Ground, ...]
    said: tuple[Said, ...]
    parts: tuple[Part, ...]
    words: tuple[Words, ...]
    marks: tuple[str, ...]
    """Codes of ``cell-mark`` that follow from the answer alone."""


UNSAID = Answered(
    iri="",
    question="",
    response=None,
    reason="",
    held=None,
    disclosure=None,
    claimed=None,
    assessed=None,
    presumed=None,
    recording=(),
    figures=(),
    grounds=(),
    said=(),
    parts=(),
    words=(),
    marks=(),
)
"""What stands in the place of an answer that there is not."""


def answers(facts: Facts) -> Mapping[str, tuple[Answered, ...]]:
    """Return question -> the answers to it that no later reply replaced."""
    taker = _Taker(facts)
    found: dict[str, list[Answered]] = {}
    for rows in _grouped(facts.rows["answers"], "answer").values():
        answer = taker.take(rows)
        found.setdefault(answer.question, []).append(answer)
    return {question: tuple(told) for question, told in found.items()}


class _Taker:
    """Holds what stands behind every answer."""

    def __init__(self, facts: Facts) -> None:
        self.behind: Behind = behind(facts)
        self.base = facts.base
        self.amounts = _grouped(facts.rows["figures"], "answer")
        self.claims = _grouped(facts.rows["grounds"], "answer")
        self.readings = _grouped(facts.rows["readings"], "answer")

    def take(self, rows: Sequence[Fact]) -> Answered:
        """Return the answer that *rows* tell of: those of the whole, and those of its parts."""
        answer = rows[0]["answer"]
        whole = [row for row in rows if row["said"] == answer]
        first = whole[0]
        reason = reasons.of_outcome(_key(first.get("outcome")))
        split = _grouped((row for row in rows if row["said"] != answer), "said")
        parts = tuple(self._part(answer, told) for told in split.values())
        figures = tuple(filter(_has_words, map(self._figure, self.amounts.get(answer, ()))))
        said = tuple(filter(_has_words, self._said(answer)))
        response = first.get("response")
        grounds = self._grounds(answer, answer, "answer")
        if reason in FOR_THE_REPLY and _key(first.get("disclosure")) == NOT_GIVEN:
            grounds += self._grounds(answer, response, "reply")
        at_odds = reasons.at_odds(reason, grounds)
        words = self.behind.of(answer)
        told = {*words, *(passage for part in parts for passage in part.words)}
        # What the answer or a part of it says already is not beside it.
        said = tuple(one for one in said if one.kind != SILENCE or not told.issuperset(one.words))
        marks = {
            "at-odds": at_odds,
            "differs-by-scope": len({part.reason for part in parts}) > 1,
            "narrowed": any(one.kind == "reading" for one in said),
            "silent-beside": any(one.kind == SILENCE for one in said),
            "retold": any(one.restated for one in words),
            "not-reviewed": answer in self.behind.unreviewed,
            "presumed": any("presumed" in row for row in whole),
        }
        return Answered(
            iri=answer,
            question=first["question"],
            response=response,
            reason="not-settled" if at_odds else reason,
            held=_key(first.get("held")),
            disclosure=_key(first.get("disclosure")),
            claimed=_key(first.get("claimed")),
            assessed=_key(first.get("assessed")),
            presumed=first.get("presumed"),
            recording=_keys(whole, "recording"),
            figures=figures,
            grounds=grounds,
            said=said,
            parts=parts,
            words=words,
            marks=tuple(sorted(mark for mark, holds in marks.items() if holds)),
        )

    def _part(self, answer: str, rows: Sequence[Fact]) -> Part:
        first = rows[0]
        reason = reasons.of_outcome(_key(first.get("outcome")))
        grounds = self._grounds(answer, first["said"], "part")
        return Part(
            scope=tuple(sorted({name(row["scope"]) for row in rows if "scope" in row})),
            reason="not-settled" if reasons.at_odds(reason, grounds) else reason,
            held=_key(first.get("held")),
            disclosure=_key(first.get("disclosure")),
            grounds=grounds,
            words=self.behind.of(first["said"]),
        )

    def _figure(self, row: Fact) -> Figure:
        return Figure(
            amount=row["amount"],
            value=_number(row.get("value")),
            lower=_number(row.get("lower")),
            upper=_number(row.get("upper")),
            bound=_key(row.get("bound")),
            unit=row.get("unit"),
            category=row.get("category"),
            measure=_key(row.get("measure")),
            suppressed=row.get("suppressed") == "true",
            as_written=row.get("as_written", ""),
            words=self.behind.of(row["amount"]),
        )

    def _grounds(self, answer: str, of: str | None, claimed_for: str) -> tuple[Ground, ...]:
        return tuple(
            Ground(
                provision=vocabulary.curie(row["provision"], self.base),
                name=row.get("name", key(row["provision"])),
                limb=_key(row.get("limb")),
                cited_as=row.get("cited_as"),
                claimed_for=claimed_for,
                words=self.behind.of(row["claim"]),
            )
            for row in self.claims.get(answer, ())
            if row["said"] == of
        )

    def _said(self, answer: str) -> Iterable[Said]:
        for thing, rows in _grouped(self.readings.get(answer, ()), "thing").items():
            first = rows[0]
            technologies = sorted({name(row["technology"]) for row in rows if "technology" in row})
            yield Said(
                kind=first["kind"],
                polarity=_key(first.get("polarity")),
                about=", ".join(technologies) or None,
                limits=tuple(sorted({name(row["limit"]) for row in rows if "limit" in row})),
                begins=first.get("begins"),
                ends=first.get("ends"),
                words=self.behind.of(thing),
            )


def _has_words(one: Figure | Said) -> bool:
    return bool(one.words)


def _grouped(rows: Iterable[Fact], column: str) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _key(iri: str | None) -> str | None:
    return None if iri is None else key(iri)


def _keys(rows: Iterable[Fact], column: str) -> tuple[str, ...]:
    return tuple(sorted({key(row[column]) for row in rows if column in row}))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
