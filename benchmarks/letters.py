"""Invent replies to requests, each with what it says: for measuring and for trying the extractors.

    python benchmarks/letters.py [--count 3] [--seed 1]

The pieces stand in phrases.py; asking.py and replying.py put them together, and
this module lays them out as pages of the Single Online Home, pages of older
sites, threads of WhatDoTheyKnow and letters.  What a letter says is settled
before its words are chosen, and never read back from them.  The same seed gives
the same letters.
"""

import argparse
import random
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks import phrases
from benchmarks.asking import Asked, Request, ask
from benchmarks.days import printed
from benchmarks.replying import Provision, Reply, reply

__all__ = ["Asked", "Letter", "Provision", "Truth", "letters"]

KINDS = ("home", "site", "thread", "letter")
WIDTH = 72
"""Mail in threads is broken into lines of so many characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a letter says.  A day is None when it is not printed."""

    force: str
    technologies: tuple[str, ...]
    """Codes of all technologies asked about."""

    reference: str | None
    """As printed; None when it stands in the address alone, or nowhere."""

    related: tuple[str, ...]
    """References of other requests, as printed."""

    received: date | None
    responded: date | None
    published: date | None
    questions: tuple[Asked, ...]
    decision: str | None
    """Code of the headline; None when there is none."""

    outcomes: dict[str, str]
    """Label -> code of the outcome, where the letter leaves no doubt of it."""

    relied: tuple[Provision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An invented letter and what it says."""

    name: str
    text: str
    truth: Truth


def letters(count: int, seed: int) -> Iterator[Letter]:
    """Yield *count* letters; the same *seed* gives the same ones."""
    for number in range(count):
        # Seeded by number, so that a letter does not change with how many there are.
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - nothing secret hangs on it
        yield letter(chance, f"letter-{seed}-{number:05}.txt")


def letter(chance: random.Random, name: str) -> Letter:
    """Return the letter that *chance* makes."""
    force = chance.choice(phrases.FORCES)
    signed = chance.choice(force.names)
    kind = chance.choice(KINDS)
    act = phrases.ACTS[force.regime]
    day = date(2018, 1, 3) + timedelta(days=chance.randrange(2700))
    asked = ask(chance, force=signed, act=act, before=day)
    replied = reply(chance, asked, force=signed, regime=force.regime, after=day)
    page = _Page(chance, force, signed, kind, act, day)
    text = page.laid_out(asked, replied)
    return Letter(
        name=name,
        text=text,
        truth=Truth(
            force=force.slug,
            technologies=_technologies(asked),
            reference=page.reference,
            related=page.related,
            received=page.received,
            responded=page.responded,
            published=page.published,
            questions=asked.questions,
            decision=replied.decision,
            outcomes=replied.outcomes,
            relied=replied.relied,
        ),
    )


def _technologies(asked: Request) -> tuple[str, ...]:
    named = (code for item in asked.questions for code in item.technologies)
    return tuple(dict.fromkeys((asked.code, *named)))


class _Page:
    """Lays a request and its reply out, and keeps what the layout itself prints."""

    def __init__(
        self,
        chance: random.Random,
        force: phrases.Force,
        signed: str,
        kind: str,
        act: str,
        day: date,
    ) -> None:
        self.chance = chance
        self.force = force
        self.signed = signed
        self.kind = kind
        self.act = act
        self.day = day
        self.reference: str | None = None
        self.related: tuple[str, ...] = ()
        self.received: date | None = None
        self.responded: date | None = None
        self.published: date | None = None

    def laid_out(self, asked: Request, replied: Reply) -> str:
        """Return the text of the page."""
        lines = {
            "home": self._home,
            "site": self._site,
            "thread": self._thread,
            "letter": self._letter,
        }[self.kind](asked, replied)
        loose = self.kind in ("site", "letter") and self.chance.random() < 0.5
        return ("\n\n" if loose else "\n").join(lines) + "\n"

    def _home(self, asked: Request, replied: Reply) -> list[str]:
        number = self._number()
        told = self.chance.random() < 0.8
        banner = self.chance.choice(phrases.BANNERS)
        welsh = banner[:1] == ("Gadael y dudalen hon",)
        lines = [self._address(number), *banner]
        lines += phrases.WELSH_BANNER if welsh else phrases.BANNER
        if told:
            lines.append(self._label(number))
        lines += self._opening()
        lines.append(self.chance.choice(phrases.REQUEST_HEADINGS["home"]))
        lines += self._earlier()
        lines += asked.lines
        lines.append(self.chance.choice(phrases.RESPONSE_HEADINGS["home"]))
        return [*lines, *replied.lines]

    def _site(self, asked: Request, replied: Reply) -> list[str]:
        number = self._number()
        title = asked.title
        lines = [self._address(number)]
        if self.chance.random() < 0.5:
            lines.append(self.chance.choice(phrases.OLD_SITE))
        place = self.chance.choice(("title", "label", "none"))
        if place == "title" and re.fullmatch(r"\d+[A-Z]?[/_]\d+", number):
            title += f" ({number})" if self.chance.random() < 0.5 else f" - {number}"
            self.reference = number
        lines.append(title)
        if place == "label":
            lines.append(self._label(number))
        if self.chance.random() < 0.5:
            self.received = self._before()
            lines.append(self._dated(phrases.RECEIVED_LABELS, self.received))
        if self.chance.random() < 0.5:
            self.responded = self.day
            lines.append(self._dated(phrases.RESPONDED_LABELS, self.responded))
        if self.chance.random() < 0.25:
            self.published = self.day + timedelta(days=self.chance.randrange(1, 90))
            lines.append(self._dated(phrases.PUBLISHED_LABELS, self.published))
        lines.append(f"Information supplied by {self.signed} under the {self.act} (the 'Act')")
        lines.append(self.chance.choice(phrases.REQUEST_HEADINGS["site"]))
        lines += asked.lines
        lines.append(self.chance.choice(phrases.RESPONSE_HEADINGS["site"]))
        return [*lines, *replied.lines]

    def _thread(self, asked: Request, replied: Reply) -> list[str]:
        words = re.sub(r"\W+", "_", asked.title.lower()).strip("_")
        lines = [f"https://www.whatdotheyknow.com/request/{words}_{self.chance.randrange(2, 30)}"]
        lines += [asked.title, self.chance.choice(phrases.STATUS).format(f=self.signed)]
        lines += [
            f"Dear {self.signed},",
            "",
            *asked.lines,
            "",
            "Yours faithfully,",
            "",
            "[Name removed]",
            "",
        ]
        lines += [f"{self.signed}", ""]
        mail = ["Dear Requester,", ""]
        if self.chance.random() < 0.7:
            number = self._number()
            mail += [self._label(number), ""]
        mail += self._opening(caret=True)
        mail += [self.chance.choice(phrases.RESPONSE_HEADINGS["thread"]), ""]
        for line in replied.lines:
            mail += [line, ""]
        mail += ["Yours sincerely", "", "Information Rights Unit"]
        for line in mail:
            lines += textwrap.wrap(line, WIDTH, break_on_hyphens=False) or [""]
        if self.chance.random() < 0.5:
            lines += ["", "show quoted sections"]
        return lines

    def _letter(self, asked: Request, replied: Reply) -> list[str]:
        lines = [
            f"{self.signed} Information Rights Unit Headquarters Telephone 101 "
            f"Fax 0{self.chance.randrange(10**9, 2 * 10**9)} {self.force.host}"
        ]
        if self.chance.random() < 0.8:
            lines.append(self._label(self._number()))
        if self.chance.random() < 0.6:
            self.responded = self.day
            day = printed(self.chance, self.day)
            lines.append(self.chance.choice(("Date: {d}", "{d}", "Date {d}")).format(d=day))
        lines += ["Dear Sir or Madam", f"{self.act.upper()} - YOUR REQUEST"]
        lines += self._opening()
        lines.append(self.chance.choice(phrases.REQUEST_HEADINGS["letter"]))
        lines += self._earlier()
        lines += asked.lines
        lines.append(self.chance.choice(phrases.RESPONSE_HEADINGS["letter"]))
        return [*lines, *replied.lines, "Yours faithfully", "Disclosure Officer"]

    def _address(self, number: str) -> str:
        if self.kind == "site":
            return (
                f"https://{self.force.host}/freedom-of-information/disclosure-log/{self.day.year}/"
            )
        digits = re.sub(r"\W", "", number).lower() if self.chance.random() < 0.4 else "answer"
        month = self.day.strftime("%B").lower()
        return (
            f"https://{self.force.host}/foi-ai/{self.force.slug}/{self.day.year}/{month}/{digits}/"
        )

    def _number(self) -> str:
        return made_up(self.chance, self.chance.choice(self.force.references), self.day)

    def _label(self, number: str) -> str:
        self.reference = number
        return self.chance.choice(phrases.REFERENCE_LABELS).format(r=number)

    def _before(self) -> date:
        return self.day - timedelta(days=self.chance.randrange(5, 60))

    def _opening(self, *, caret: bool = False) -> list[str]:
        """Return the sentence that says when the request came, if any."""
        if self.chance.random() < 0.5:
            return []
        self.received = self._before()
        return [self._dated(phrases.RECEIVED, self.received, caret=caret)]

    def _earlier(self) -> list[str]:
        """Return a line that names an earlier request, in some letters."""
        if self.chance.random() < 0.9:
            return []
        number = made_up(self.chance, self.force.references[0], self._before())
        if number == self.reference:
            return []
        self.related = (number,)
        wording = (
            "Further to my previous request {r}, I now ask:",
            "This follows your earlier response {r}.",
        )
        return [self.chance.choice(wording).format(r=number)]

    def _dated(self, wordings: tuple[str, ...], day: date, *, caret: bool = False) -> str:
        return self.chance.choice(wordings).format(d=printed(self.chance, day, caret=caret))


def made_up(chance: random.Random, shape: str, day: date) -> str:
    """Return a reference of *shape* (see phrases.Force.references) from the year of *day*."""
    shape = shape.replace("YYYY", f"{day.year}").replace("YY", f"{day.year % 100:02}")
    shape = shape.replace("ZZ", f"{(day.year + 1) % 100:02}").replace("MM", f"{day.month:02}")
    made = [
        str(chance.randrange(not place, 10)) if mark == "#" else mark
        for place, mark in enumerate(shape)
    ]
    return "".join(made).replace("@", chance.choice("ABC"))


def main() -> None:
    """Print letters."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3, help="how many (default 3)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    arguments = parser.parse_args()
    for made in letters(arguments.count, arguments.seed):
        print(f"--- {made.name}\n{made.text}\n{made.truth}\n")


if __name__ == "__main__":
    main()
