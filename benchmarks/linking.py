"""Make questions whose template is known, of many forces, and measure how well they are linked.

The truth is not in the words: it is kept beside them.  Another force or period is the same
template; another technology, or another thing asked for, never is.

    python -m benchmarks.linking
"""

import argparse
import csv
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import alike_words as words
from benchmarks import phrases
from kg import resources
from kg import study as studies
from kg.link.questions import asked
from kg.link.reading import ALONE, Grouped, group
from kg.model.link import Asked

LABELS = Path("tests/link/labels.csv")
ASIDE = 4711
"""Seed that was used once, at the end."""

MERGED = 0.03
"""Share of questions that are two in one."""

SINGLE = 0.08
"""Share of questions of a matter of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """One question as it was put, and the template that it is truly an instance of."""

    request: str
    force: str
    label: str
    text: str
    template: str
    technologies: tuple[str, ...] = ()
    """What a record says of it: the technology of its parent where its own words name none."""


def questions(
    count: int, *, seed: int, unseen: bool = False, technologies: tuple[str, ...] = ()
) -> Iterator[Put]:
    """Yield *count* questions of one *seed*, request after request.

    Args:
        count: how many.
        seed: the same one makes the same questions.
        unseen: whether to use the wordings that were put aside, and those alone.
        technologies: codes to ask about; all of them where none is given.
    """
    chance = random.Random(seed)  # noqa: S311 - what is made must be made again
    made = number = 0
    while made < count:
        number += 1
        for put in _Request(chance, number, unseen=unseen, of=technologies).put():
            if made == count:
                return
            made += 1
            yield put


class _Request:
    """One request: what it asks about, of whom, and how its questions are spelt."""

    def __init__(
        self, chance: random.Random, number: int, *, unseen: bool, of: tuple[str, ...]
    ) -> None:
        self.chance = chance
        self.name = f"request-{number}"
        self.force = chance.choice(phrases.FORCES)
        self.unseen = unseen
        self.of = of or tuple(words.TECHNOLOGIES)

    def put(self) -> Iterator[Put]:
        number = 0
        for whole in self._asked():
            # Questions put in between shift the numbers of those after them.
            number += self.chance.choice((1, 1, 1, 1, 2))
            yield replace(whole, label=f"{number}")
            if whole.template.startswith("use-whether ") and "+" not in whole.template:
                yield from self._parts(whole, number)

    def _asked(self) -> Iterator[Put]:
        code = self.chance.choice(self.of)
        wanted = self.chance.sample(tuple(words.ASPECTS), self.chance.randrange(2, 9))
        for aspect in wanted:
            if self.chance.random() < 0.15:
                code = self.chance.choice(self.of)
            if self.chance.random() < SINGLE:
                yield self._single()
            elif self.chance.random() < MERGED:
                yield self._merged(aspect, code)
            else:
                text = self._wording(words.ASPECTS[aspect], code)
                yield self._made(text, f"{aspect} {code}", code)

    def _parts(self, whole: Put, number: int) -> Iterator[Put]:
        several = self.chance.sample(tuple(words.FOLLOWS), self.chance.randrange(3))
        for letter, aspect in zip("ab", several, strict=False):
            code = whole.technologies[0]
            text = self._spelt(self._one_of(words.FOLLOWS[aspect]))
            part = self._made(text, f"{aspect} {code}", code)
            yield replace(part, label=f"{number}.{letter}")

    def _merged(self, aspect: str, code: str) -> Put:
        other = self.chance.choice([one for one in words.ASPECTS if one != aspect])
        first, second = (
            self._wording(words.ASPECTS[one], code, polite=False) for one in (aspect, other)
        )
        both = " + ".join(sorted((aspect, other)))
        return self._made(f"{first} {second}", f"{both} {code}", code)

    def _single(self) -> Put:
        thing, act, place = (
            self.chance.choice(one)
            for one in (words.SINGLE_THINGS, words.SINGLE_ACTS, words.SINGLE_PLACES)
        )
        wording = self.chance.choice(words.SINGLE_WORDINGS)
        text = wording.format(thing=thing, act=act, place=place, w=self._when())
        return self._made(text, f"single {thing} {act} {place}", None)

    def _made(self, text: str, template: str, code: str | None) -> Put:
        return Put(
            request=self.name,
            force=self.force.slug,
            label="",
            text=text,
            template=template,
            technologies=() if code is None else (code,),
        )

    def _one_of(self, wordings: tuple[str, ...]) -> str:
        return wordings[-1] if self.unseen else self.chance.choice(wordings[:-1])

    def _wording(self, wordings: tuple[str, ...], code: str, *, polite: bool = True) -> str:
        text = self._one_of(wordings).format(
            f=self._name(), t=self.chance.choice(words.TECHNOLOGIES[code]), w=self._when()
        )
        return self._spelt(text, polite=polite)

    def _name(self) -> str:
        return self.chance.choice((*self.force.names, "your force", "the force"))

    def _when(self) -> str:
        return self.chance.choice(phrases.TIMES)[0] if self.chance.random() < 0.6 else ""

    def _spelt(self, text: str, *, polite: bool = True) -> str:
        """Return *text* as one of many would write it: moved, added to, shortened, mistyped."""
        chance = self.chance
        if chance.random() < 0.06:
            text = _moved(text)
        parts = text.split(" ")
        if chance.random() < 0.12:
            parts.insert(chance.randrange(1, len(parts)), chance.choice(words.FILLERS))
        if chance.random() < 0.12:
            gone = [at for at, word in enumerate(parts) if word in words.DROPPED]
            if gone:
                del parts[chance.choice(gone)]
        if chance.random() < 0.08:
            long = [at for at, word in enumerate(parts) if len(word) > 6 and word.islower()]
            if long:
                at = chance.choice(long)
                parts[at] = _slip(chance, parts[at])
        text = " ".join(parts)
        if polite:
            text = chance.choice(words.OPENINGS) + text + chance.choice(words.CLOSINGS)
        return text.upper() if chance.random() < 0.01 else text


def _moved(text: str) -> str:
    """Return *text* with what stands after its first comma, or its last words, at the front."""
    end = text[-1] if text[-1] in ".?" else ""
    for opening in (" between ", " since ", " during ", " in the ", " from "):
        head, found, tail = text.removesuffix(end).rpartition(opening)
        if found and any(sign.isdigit() for sign in tail):
            return f"{opening.strip().capitalize()} {tail}, {head[0].lower()}{head[1:]}{end}"
    return text


def _slip(chance: random.Random, word: str) -> str:
    """Return *word* as a hasty hand types it: two letters changed over, one lost or doubled."""
    at = chance.randrange(1, len(word) - 2)
    match chance.randrange(3):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + word[at] + word[at:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well groups are those of the truth: each question counts alike (B-cubed)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def b_cubed(found: Sequence[Hashable], true: Sequence[Hashable]) -> Score:
    """Return how *found* groups of questions fit the *true* ones; both name a group a question.

    >>> b_cubed([1, 1, 2], ["a", "a", "b"])
    Score(precision=1.0, recall=1.0)
    """
    both, ours, theirs = Counter(zip(found, true, strict=True)), Counter(found), Counter(true)
    return Score(
        precision=sum(n * n / ours[one] for (one, _), n in both.items()) / len(found),
        recall=sum(n * n / theirs[other] for (_, other), n in both.items()) / len(true),
    )


def named(grouped: Grouped) -> list[int]:
    """Return the group of each question; one that is alone has a number of its own below nought."""
    return [
        -1 - at if grouped.group[read] == ALONE else grouped.group[read]
        for at, read in enumerate(grouped.of)
    ]


def as_asked(put: Put) -> Asked:
    """Return *put* as a record tells it: only a part has a technology from elsewhere."""
    part = "." in put.label
    return Asked(
        request=put.request,
        label=put.label,
        words=put.text,
        whole=True,
        technologies=put.technologies if part else (),
    )


def exact_precision(grouped: Grouped, true: Sequence[Hashable]) -> tuple[float, int]:
    """Return the share of exact links that are right, and how many there are.

    A link is exact where a question has the words of the one that stands for its group.
    """
    first: dict[int, Hashable] = {}
    right = links = 0
    for read, truth in zip(grouped.of, true, strict=True):
        group = grouped.group[read]
        if group != ALONE and grouped.leaders[group] == read:
            if group in first:
                links += 1
                right += first[group] == truth
            else:
                first[group] = truth
    return (right / links if links else 1.0), links


def measure_made(count: int, *, seed: int, unseen: bool = False) -> str:
    """Return one row of figures on *count* questions of *seed*; memory is that of this process."""
    true: list[int] = []
    numbers: dict[str, int] = {}

    def told() -> Iterator[Asked]:
        for put in questions(count, seed=seed, unseen=unseen):
            true.append(numbers.setdefault(put.template, len(numbers)))
            yield as_asked(put)

    making = time.perf_counter()
    for _ in questions(count, seed=seed, unseen=unseen):
        pass
    start = time.perf_counter()
    grouped = group(told())
    seconds = time.perf_counter() - start - (start - making)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    score = b_cubed(named(grouped), true)
    exact, links = exact_precision(grouped, true)
    return (
        f"{count:>9,}  {seed:>4}  {'unseen' if unseen else 'all but':<7}  {len(numbers):>6,}  "
        f"{len(grouped.leaders):>7,}  {score.precision:.4f}  {score.recall:.4f}  {score.f1:.4f}  "
        f"{exact:.4f} of {links:>7,}  {seconds:>6.1f} s  {peak:>6.0f} MiB"
    )


def measure_study() -> str:
    """Return the figures on the study that ships, against what a person says by reading."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = {(row["request"], row["question"]): row["template"] for row in csv.DictReader(file)}
    found = list(
        asked(
            studies.load_records(
                studies.load(resources.root() / "studies" / studies.SHIPPED)
            ).values()
        )
    )
    # A question that stands alone is a group by itself.
    true: list[Hashable] = []
    for at, one in enumerate(found):
        label = rows[one.request, one.label]
        true.append(at if label == "-" else label)
    score = b_cubed(named(group(found)), true)
    return (
        f"the study that ships: {len(found)} questions, precision {score.precision:.4f}, "
        f"recall {score.recall:.4f}, F1 {score.f1:.4f}"
    )


HEAD = (
    "questions  seed  wording  templ.   groups  precis.  recall  F1      exact               "
    "time      peak"
)


def main() -> None:
    """Print the figures of docs/figures.md."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--made", type=int, help="how many invented questions")
    reading.add_argument("--seed", type=int, default=1)
    reading.add_argument("--unseen", action="store_true", help="with the wordings put aside")
    chosen = reading.parse_args()
    if chosen.made is not None:
        print(measure_made(chosen.made, seed=chosen.seed, unseen=chosen.unseen))
        return
    print(measure_study())
    print(HEAD)
    for options in (
        *(["--made", "10000", "--seed", f"{seed}"] for seed in (1, 2, 3)),
        ["--made", "10000", "--seed", f"{ASIDE}"],
        ["--made", "10000", "--seed", f"{ASIDE}", "--unseen"],
        ["--made", "100000"],
        ["--made", "1000000"],
    ):
        # A process each, so that memory is that of one measurement.
        subprocess.run([sys.executable, "-m", "benchmarks.linking", *options], check=True)


if __name__ == "__main__":
    main()
