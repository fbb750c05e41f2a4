"""Write what an authority answers, in one of the ways that pair answers with questions."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks import phrases
from benchmarks.asking import Asked, Request
from benchmarks.days import printed

QUALIFIED = {"24", "30", "31", "35", "38", "43"}
WHOLE = {
    "not-held",
    "refused-exempt",
    "refused-ncnd",
    "refused-cost",
    "already-accessible",
    "answered-by-reference",
    "future-publication",
}
"""Outcomes of a question that its parts share without being named."""

WEIGHTS = {
    "disclosed-in-full": 40,
    "not-held": 15,
    "refused-exempt": 12,
    "refused-ncnd": 6,
    "refused-cost": 6,
    "already-accessible": 6,
    "answered-by-reference": 12,
    "future-publication": 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A provision of an Act that the letter relies on."""

    act: str
    section: str
    subsection: str
    """Empty where the letter cites the whole section."""

    ncnd: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was answered, as lines of a page and as facts."""

    lines: tuple[str, ...]
    decision: str | None
    outcomes: dict[str, str]
    relied: tuple[Provision, ...]


def reply(chance: random.Random, asked: Request, *, force: str, regime: str, after: date) -> Reply:
    """Return a reply of *force* to *asked*, given on the day *after*."""
    return _Replying(chance, asked, force, regime, after).reply()


class _Replying:
    def __init__(
        self, chance: random.Random, asked: Request, force: str, regime: str, day: date
    ) -> None:
        self.chance = chance
        self.asked = asked
        self.force = force
        self.regime = regime
        self.act = phrases.ACTS[regime]
        self.day = day
        self.lines: list[str] = []
        self.decision: str | None = None
        self.outcomes: dict[str, str] = {}
        self.relied: dict[Provision, None] = {}

    def reply(self) -> Reply:
        numbered = self.asked.numbering.echo is not None and not self.asked.numbering.lettered
        ways: list[Callable[[], None]] = [self._at_once]
        if numbered:
            ways += [self._headed, self._echoed, self._restated, self._listed, self._listed]
        elif self.asked.numbering.lettered:
            ways += [self._echoed, self._restated]
        else:
            ways += [self._unpaired]
        if numbered and len(self.asked.tops) > 2:
            ways += [self._split]
        self.chance.choice(ways)()
        self._beside()
        self._trailers()
        return Reply(
            lines=tuple(self.lines),
            decision=self.decision,
            outcomes=dict(sorted(self.outcomes.items())),
            relied=tuple(self.relied),
        )

    # Ways of pairing

    def _at_once(self) -> None:
        """One answer for everything: the headline is the answer."""
        code = self.chance.choice(
            (*phrases.OUTCOMES, *phrases.OUTCOMES, "full-disclosure", "clarification")
        )
        outcome = phrases.OUTCOMES.get(code)
        self._duties()
        if outcome == "refused-exempt" or (
            outcome == "refused-ncnd" and self.regime == "FOIA 2000"
        ):
            self._refusal(code, outcome)
        else:
            cited = self._cite(outcome) if outcome in phrases.GROUNDS else ""
            self.lines.append(
                self.chance.choice(phrases.DECISIONS[code]).format(f=self.force, c=cited)
            )
        if code == "full-disclosure":
            self.lines.append("The information is set out below.")
            self.lines += [f"Total for {2010 + n}: {self._figure()}" for n in range(3)]
        if outcome is not None:
            self.outcomes |= {item.label: outcome for item in self.asked.questions if item.label}
        self.decision = code

    def _refusal(self, code: str, outcome: str) -> None:
        """A refusal of everything, its exemptions in the sentence or on lines of their own."""
        wording = self.chance.choice(phrases.DECISIONS[code])
        if self.chance.random() < 0.5:
            self.lines.append(wording.format(f=self.force, c=self._cite(outcome)))
        else:
            self.lines.append(wording.format(f=self.force, c="the exemptions named below"))
            self._block(outcome)
        self._harm()

    def _headed(self) -> None:
        """A heading over each answer, or over several questions' one."""
        heading = self.chance.choice(
            (
                "Response {l}:",
                "Question {l}",
                "Response: {l}",
                "Answer to Question {l}:",
                "Q{l}",
                "Response to Q{l}:",
                "Our response to question {l}",
                "Answer {l}",
                "Re question {l}:",
                "Point {l}:",
            )
        )
        plan = self._plan(grouped=heading.endswith("{l}:"))
        self._headline(plan)
        for group, outcome in plan:
            listed = ", ".join(item.label for item in group[:-1])
            listed += (" and " if listed else "") + group[-1].label
            words = heading.format(l=listed)
            if len(group) > 1:
                words = words.replace("uestion ", "uestions ").replace("Point ", "Points ")
            self.lines += [words, *self._answer(outcome)]
            self._settle(group, outcome)

    def _echoed(self) -> None:
        """The numbers again, each with its answer."""
        plan = self._plan()
        self._headline(plan)
        for (item,), outcome in plan:
            first, *rest = self._answer(outcome)
            self.lines += [self._mark(item) + first, *rest]
            self._settle((item,), outcome)

    def _restated(self) -> None:
        """Each question again with its answer under it."""
        plan = self._plan()
        self._headline(plan)
        for (item,), outcome in plan:
            self.lines += [self._mark(item) + item.text, *self._answer(outcome)]
            self._settle((item,), outcome)

    def _listed(self) -> None:
        """Sentences that name the questions they answer."""
        plan = self._plan(grouped=True)
        self._headline(plan)
        for group, outcome in plan:
            listed = self._list([item.label for item in group])
            wording = self.chance.choice(phrases.LISTED[outcome])
            if "{L} are" in wording and len(group) == 1:
                wording = wording.replace("{L} are", "{L} is")
            self.lines.append(
                wording.format(
                    l=listed,
                    L=listed[0].upper() + listed[1:],
                    f=self.force,
                    n=self._figure(),
                    c=self._cite(outcome) if "{c}" in wording else "",
                )
            )
            self._settle(group, outcome)

    def _split(self) -> None:
        """Overt use answered and covert use neither confirmed nor denied, for some questions."""
        first, second, *others = self.asked.tops
        names = f"points {first.label} and {second.label}"
        self.lines.append(f"On {names} - overt use.")
        self.lines.append(f"No information held. {self.force} does not use this overtly.")
        cited = self._cite("refused-ncnd")
        self.lines.append(
            f"On {names} - covert use, we can neither confirm nor deny that any information is "
            f"held, by virtue of {cited}."
        )
        for item in others:
            outcome = self._outcome()
            self.lines += [f"On point {item.label}:", *self._answer(outcome)]
            self._settle((item,), outcome)

    def _unpaired(self) -> None:
        """Answers one after the other that name no question."""
        plan = [((item,), self._outcome()) for item in self.asked.tops]
        self._headline(plan)
        for _, outcome in plan:
            self.lines += self._answer(outcome)

    # Pieces

    def _plan(self, *, grouped: bool = False) -> list[tuple[tuple[Asked, ...], str]]:
        """Return groups of questions, each with the outcome that they share."""
        tops = list(self.asked.tops)
        groups: list[tuple[Asked, ...]] = [(item,) for item in tops]
        if grouped and len(tops) > 2:
            self.chance.shuffle(tops)
            cut = self.chance.randrange(1, len(tops))
            groups = [
                tuple(sorted(part, key=lambda item: int(item.label)))
                for part in (tops[:cut], tops[cut:])
            ]
        return [(group, self._outcome()) for group in groups]

    def _outcome(self) -> str:
        (found,) = self.chance.choices(tuple(WEIGHTS), tuple(WEIGHTS.values()))
        return found

    def _settle(self, group: Sequence[Asked], outcome: str) -> None:
        tops = {item.label for item in group}
        for item in self.asked.questions:
            shared = outcome in WHOLE and item.label.partition(".")[0] in tops
            if item.label and (item.label in tops or shared):
                self.outcomes[item.label] = outcome

    def _headline(self, plan: Sequence[tuple[Sequence[Asked], str]]) -> None:
        """Print the headline that goes with the outcomes, in half of the letters."""
        found = {outcome for _, outcome in plan}
        given = found & {"disclosed-in-full", "answered-by-reference"}
        kept = found & {"refused-exempt", "refused-ncnd", "refused-cost"}
        self._duties()
        if not given or self.chance.random() < 0.5:
            return
        self.decision = "partial-disclosure" if kept else "full-disclosure"
        self.lines.append(self.chance.choice(phrases.DECISIONS[self.decision]).format(f=self.force))

    def _answer(self, outcome: str) -> list[str]:
        wording = self.chance.choice(phrases.ANSWERS[outcome])
        cited = self._cite(outcome) if "{c}" in wording else ""
        words = wording.format(f=self.force, n=self._figure(), c=cited)
        return [words[0].upper() + words[1:]]

    def _figure(self) -> int:
        return self.chance.randrange(2, 400)

    def _mark(self, item: Asked) -> str:
        echo = self.asked.numbering.echo or ""
        return echo.format(n=item.label, a=item.label)

    def _list(self, labels: list[str]) -> str:
        """Return a list of questions as a sentence prints it."""
        if len(labels) == 1:
            return self.chance.choice(("question {l}", "Question {l}", "Q{l}", "point {l}")).format(
                l=labels[0]
            )
        head, last = labels[:-1], labels[-1]
        numbers = list(map(int, labels))
        if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(labels) > 2:
            ends = {"a": labels[0], "b": last}
            return self.chance.choice(
                ("questions {a} to {b}", "Questions {a}-{b}", "Q{a} to Q{b}", "points {a} - {b}")
            ).format(**ends)
        joined = ", ".join(head)
        return self.chance.choice(
            (
                f"questions {joined} and {last}",
                f"Questions {joined} & {last}",
                f"Q's {joined} and {last}",
                f"Q{joined} & {last}",
                f"points {joined} and {last}",
                "questions " + ", ".join(f"Q{label}" for label in head) + f" and Q{last}",
            )
        )

    def _cite(self, outcome: str, *, titled: bool | None = None) -> str:
        """Return a citation of a provision that gives *outcome*, and remember it."""
        spellings = [
            cited
            for cited in phrases.GROUNDS[outcome][self.regime]
            if not any(self._blurs(*named) for named in cited.named)
        ]
        cited = self.chance.choice(spellings)
        for section, subsection in cited.named:
            ncnd = outcome == "refused-ncnd"
            found = Provision(act=self.regime, section=section, subsection=subsection, ncnd=ncnd)
            self.relied.setdefault(found)
        if not cited.title or titled is False or (titled is None and self.chance.random() < 0.6):
            return cited.printed
        return cited.printed + self.chance.choice((" {t}", " - {t}", " – {t}", " ({t})")).format(
            t=cited.title
        )

    def _blurs(self, section: str, subsection: str) -> bool:
        """Return whether a section would stand once with and once without its subsection."""
        return any(
            claim.section == section and bool(claim.subsection) != bool(subsection)
            for claim in self.relied
        )

    def _block(self, outcome: str) -> None:
        """Exemptions on lines of their own."""
        for _ in range(self.chance.randrange(1, 4)):
            self.lines.append(self._cite(outcome, titled=True))

    def _harm(self) -> None:
        """What follows a citation: its class, the harm, the balance."""
        sections = [item.section for item in self.relied]
        weighed = [section for section in sections if section in QUALIFIED]
        if weighed and self.chance.random() < 0.6:
            for wording in self.chance.sample(phrases.HARM, self.chance.randrange(1, 6)):
                self.lines.append(wording.format(s=weighed[0]))
        elif sections and not weighed:
            self.lines.append(self.chance.choice(phrases.ABSOLUTE))

    def _duties(self) -> None:
        if self.chance.random() < 0.2 and self.regime == "FOIA 2000":
            self.lines.append(self.chance.choice(phrases.DUTIES).format(a=self.act))

    def _beside(self) -> None:
        """The denial that stands beside a reply, and the notice of a refusal."""
        if self.relied and self.chance.random() < 0.4:
            self.lines.append(self.chance.choice(phrases.NOTICES[self.regime]).format(f=self.force))
        if self.regime == "FOIA 2000" and self.chance.random() < 0.15:
            self.lines.append(
                self.chance.choice(phrases.BESIDE).format(
                    f=self.force, t=self.asked.topic, a=self.act
                )
            )
            self._block("refused-ncnd")
            self._harm()

    def _trailers(self) -> None:
        wordings = (*phrases.TRAILERS, *phrases.TRAILERS_OF_ACT[self.regime])
        for wording in self.chance.sample(wordings, self.chance.randrange(6)):
            day = self.day + timedelta(days=self.chance.choice((-400, 40, 60)))
            self.lines.append(wording.format(d=printed(self.chance, day)))
