"""Make questions whose template is known, of many forces and in many wordings.

The truth is not in the words: it is kept beside them.  Another force or period is the same
template; another technology, or another thing asked for, never is.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks import alike_words as words
from benchmarks import phrases

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
