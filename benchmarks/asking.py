"""Write what a requester asks: a preface, questions in one of many numberings, and a close."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks import phrases
from benchmarks.days import printed

ROMAN = ("i", "ii", "iii", "iv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing asked."""

    label: str
    """Normalised: ``5.c.i``; empty where the letter prints no label."""

    text: str
    period: tuple[str, str | None] | None = None
    """Months (``2022-01``) it asks about, the end None while open; None when none is stated."""

    period_is_plain: bool = True
    """Whether two readers would agree on the period: not for parts of a question that has one."""

    technologies: tuple[str, ...] = ()
    """Codes of scheme ``technology`` that its own words name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """A way to number questions: how the top, the parts and their parts are printed."""

    top: str
    """``{n}`` is the number, ``{a}`` a letter."""

    part: str | None = None
    """None where parts have no label of their own."""

    deep: str | None = None
    lettered: bool = False
    """Whether the top is a letter rather than a number."""

    echo: str | None = None
    """How a reply repeats the top label; None where it has none to repeat."""


NUMBERINGS = (
    Numbering(top="{n}. ", part="{a}. ", deep="{i}. ", echo="{n}. "),
    Numbering(top="{n}. ", part="{n}{a}. ", echo="{n}. "),
    Numbering(top="{n}) ", part="{a}) ", deep="{i}) ", echo="{n}) "),
    Numbering(top="{n}) ", part="{a}) ", echo="{n}. "),
    Numbering(top="({n}) ", part="({a}) ", deep="({i}) ", echo="({n}) "),
    Numbering(top="Q{n}. ", part="Q{n}{a}. ", echo="Q{n}. "),
    Numbering(top="Q{n} ", part="Q{n}{a} ", echo="Q{n} - "),
    Numbering(top="Q{n}: ", part="{a}) ", echo="Q{n}: "),
    Numbering(top="{n}/ ", part="{n}{a}/ ", echo="{n}/ "),
    Numbering(top="{n}/", part="{a}/", echo="{n}/"),
    Numbering(top="Request {n}\n", part="{a}) ", echo="Request {n}\n"),
    Numbering(top="Question {n}: ", part="{a}) ", echo="Question {n}: "),
    Numbering(top="Question {n} - ", part="{n}({a}) ", echo="Question {n} - "),
    Numbering(top="  {n}. ", part="      {a}. ", echo="{n}. "),
    Numbering(top="{n} ", part="", echo="{n}. "),
    Numbering(top="Q.{n} ", part="Q.{n}{a} ", echo="Q.{n} "),
    Numbering(top="{n}: ", part="{n}{a}: ", echo="{n}: "),
    Numbering(top="{n} - ", part="{a} - ", echo="{n} - "),
    Numbering(top="Question {n}. ", part="{n}.{a} ", echo="A{n}. "),
    Numbering(top="{n}.  ", part="({a}) ", deep="({i}) ", echo="Answer {n}: "),
    Numbering(top="Q{n}) ", part="Q{n}{a}) ", echo="A{n}) "),
    Numbering(top="{a}) ", part="({i}) ", lettered=True, echo="{a}) "),
    Numbering(top="({a}) ", part="({i}) ", lettered=True, echo="({a}) "),
    Numbering(top="{a}. ", lettered=True, echo="{a}. "),
    Numbering(top="- "),
    Numbering(top="• "),
    Numbering(top=""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked, as lines of a page and as facts."""

    title: str
    topic: str
    """The technology that the request is about, by name."""

    code: str
    """Code of scheme ``technology`` of the topic."""

    lines: tuple[str, ...]
    questions: tuple[Asked, ...]
    numbering: Numbering

    @property
    def tops(self) -> tuple[Asked, ...]:
        """The questions that are not part of another."""
        if self.numbering.echo is None:
            return self.questions
        return tuple(item for item in self.questions if item.label and "." not in item.label)


def ask(chance: random.Random, *, force: str, act: str, before: date) -> Request:
    """Return a request to *force* under *act*, made before the day *before*."""
    return _Asking(chance, force, act, before).request()


class _Asking:
    def __init__(self, chance: random.Random, force: str, act: str, before: date) -> None:
        self.chance = chance
        self.force = force
        self.act = act
        self.before = before
        self.numbering = chance.choice(NUMBERINGS)
        self.code = chance.choice(tuple(phrases.TECHNOLOGIES))
        self.topic = chance.choice(phrases.TECHNOLOGIES[self.code])
        # More than one technology in a request is common, and one question each.
        self.others = chance.sample(tuple(phrases.TECHNOLOGIES), 2) if chance.random() < 0.4 else []
        self.number = chance.randrange(1, 3) if chance.random() < 0.1 else chance.randrange(2, 9)
        self.scopes = self._scopes() if chance.random() < 0.4 else {}

    def request(self) -> Request:
        lines: list[str] = []
        questions: list[Asked] = []
        scope = self._scope_lines()
        after = self.chance.random() < 0.3
        lines += self._preface()
        lines += [] if after else scope[:1]
        stems = self.chance.sample(phrases.QUESTIONS, self.number)
        for number, stem in enumerate(stems, start=1):
            if number > 1 and not after and number == self._split and len(scope) > 1:
                lines.append(scope[1])
            asked, printed_as = self._question(number, stem)
            questions += asked
            lines += printed_as
        lines += scope if after else []
        lines += self._closers()
        return Request(
            title=f"Use of {self.topic}",
            topic=self.topic,
            code=self.code,
            lines=tuple(lines),
            questions=tuple(questions),
            numbering=self.numbering,
        )

    def _scopes(self) -> dict[int, tuple[str, tuple[str, str | None]]]:
        """Return the first number that each stretch of time is set for."""
        found = {1: self.chance.choice(phrases.SCOPES)}
        if self.number > 3 and self.chance.random() < 0.5:
            found[self.chance.randrange(3, self.number)] = self.chance.choice(phrases.SCOPES_AFTER)
        return found

    @property
    def _split(self) -> int:
        return max(self.scopes, default=0)

    def _scope_lines(self) -> list[str]:
        if not self.scopes:
            return []
        numbered = self.numbering.echo is not None and not self.numbering.lettered
        if len(self.scopes) == 1 and (not numbered or self.chance.random() < 0.5):
            wording = self.chance.choice(phrases.SCOPE_OF_ALL)
            return [wording.format(w=self.scopes[1][0])]
        if not numbered:
            del self.scopes[self._split]
            return self._scope_lines()
        firsts = sorted(self.scopes)
        wording = self.chance.choice(phrases.SCOPE_OF_SOME)
        lines = []
        for first, end in zip(firsts, [*(n - 1 for n in firsts[1:]), self.number], strict=True):
            words = self.scopes[first][0]
            if first == end:
                lines.append(f"Question {first} covers the period {words}.")
            else:
                lines.append(wording.format(a=first, b=end, w=words))
        return lines

    def _set_for(self, number: int) -> tuple[str, str | None] | None:
        fitting = [first for first in self.scopes if first <= number]
        return self.scopes[max(fitting)][1] if fitting else None

    def _question(self, number: int, stem: str) -> tuple[list[Asked], list[str]]:
        style = self.numbering
        code, name = self.code, self.topic
        if self.others and self.chance.random() < 0.4:
            code = self.chance.choice(self.others)
            name = self.chance.choice(phrases.TECHNOLOGIES[code])
        when, own = "", None
        inside = "{w}" in stem and not self.scopes and self.chance.random() < 0.5
        if inside:
            when, own = self.chance.choice(phrases.TIMES)
        text = stem.format(f=self.force, t=name, w=when)
        top = chr(96 + number) if style.lettered else str(number)
        period = own if inside else self._set_for(number)
        label = top if style.echo is not None else ""
        found = [Asked(label=label, text=text, period=period, technologies=(code,))]
        lines = [style.top.format(n=number, a=chr(96 + number)) + text]
        if style.part is not None and self.chance.random() < 0.35:
            parts = self.chance.sample(phrases.PARTS, self.chance.randrange(1, 4))
            for place, words in enumerate(parts):
                mark = ROMAN[place] if style.lettered else chr(97 + place)
                lines.append(style.part.format(n=number, a=mark, i=mark) + words)
                inherited = Asked(
                    # Readers count parts that have no label of their own: 2.(1).
                    label=f"{top}.{mark}" if style.part else f"{top}.({place + 1})",
                    text=words,
                    period=period,
                    period_is_plain=not inside,
                )
                found.append(inherited)
                if style.deep is not None and self.chance.random() < 0.2:
                    lines.append(style.deep.format(i="i") + "And if not, why not?")
                    found.append(
                        Asked(
                            label=f"{top}.{mark}.i",
                            text="And if not, why not?",
                            period=period,
                            period_is_plain=not inside,
                        )
                    )
        return found, lines

    def _preface(self) -> list[str]:
        if self.chance.random() < 0.25:
            return []
        day = self.before - timedelta(days=self.chance.randrange(70, 300))
        wording = self.chance.choice(phrases.PREFACES)
        return [wording.format(a=self.act, t=self.topic, d=printed(self.chance, day))]

    def _closers(self) -> list[str]:
        section = self.chance.choice(phrases.NAMED_BY_REQUESTER)
        kept = self.chance.sample(phrases.CLOSERS, self.chance.randrange(4))
        return [wording.format(s=section) for wording in kept]
