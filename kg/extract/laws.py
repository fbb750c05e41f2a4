"""Tell of which law a section is cited, by the law named nearest to it.

A letter may name several: the Act that it answers under, its Scottish sister, the
regulations on the environment, and others such as the law on data protection,
whose sections are no ground for refusing anything.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.extract.sentences import Span, sentence_at

OTHER = "other"
"""Stands for every law that gives no right to information."""

INFORMATION = re.compile(
    r"(?P<eisr>\bEnvironmental\s+Information\s+\(?Scotland\)?\s+Regulations\b|\bEI\(?S\)?Rs?\b)"
    r"|(?P<eir>\bEnvironmental\s+Information\s+Regulations?\b|\bEIRs?\b)"
    r"|(?P<foisa>\bFreedom\s+of\s+Information\s+(?:\(Scotland\)|Scotland\s+Act\b)|\bFOI\s?\(Scotland\)\s?Act\b"
    r"|\bFOI\s?\(?S\)?\s?A\b)"
    r"|(?P<foia>\bFreedom\s+of\s+Information\s+Act\b|\bFOIA\b|\bFOI\s+(?:Act\s+)?2000\b)",
    re.IGNORECASE,
)
"""The laws that give a right to information; the name of each group is its code of ``regime``."""

_YEAR = r"(?:\s*\(?(?:19|20)\d\d\)?)?"
_H = r"[ \t\u00a0\u2009\u202f]"
_SMALL = rf"(?:(?:of|and|for|to|in|the|on|etc\.?){_H}+){{0,2}}"
_WORD = rf"[A-Z][\w&’'-]*{_H}+(?:\([^()\n]{{1,60}}\){_H}+)?{_SMALL}"
_KIND = r"(?:Acts?|Regulations?|Order|Rules|Code|Convention|Directive|Measure)\b"
_SHORT = (
    r"(?:(?:UK\s)?GDPR|DPA|RIPA|RIP\(?S\)?A|PACE|HRA|P[oO]FA|IPA|CJPOA|CJPO|CPIA|POCA|TACT|RTA|ECHR"
    r"|CJA|MHA|PRSRA|PRA|Bribery)\b"
)
_KNOWN = (
    r"(?i:data protection|police and criminal evidence|terrorism|human rights|investigatory powers"
    r"|regulation of investigatory powers|protection of freedoms|equality|police|road traffic"
    r"|criminal justice and public order|criminal justice|misuse of drugs|computer misuse|crime and"
    r" disorder|official secrets|children|public records|copyright)\s+(?i:act)\b"
)
_OURS = r"(?:FOI\(?S\)?\s?A|FOIA|EI\(?S\)?Rs?|EIRs?)(?!\w)"
NAME = rf"(?:{_KNOWN}|(?:{_WORD}){{1,9}}{_KIND}|{_SHORT}|{_OURS})"
_NAME = re.compile(NAME)
AFTER = re.compile(
    rf"{_H}*(?:\([^()\n]{{2,60}}\){_H}*)?[,–-]?"
    rf"(?:\s*(?P<of>(?:of|under|to|in|from|within|at))\s+(?:the\s+)?|{_H}*)(?:(?P<name>{NAME})|(?P<back>(?:that|said|same)\s+(?:Act|Regulations)\b)"
    r"|(?P<year>(?:19|20)\d\d)\s+Act\b)"
)
BEFORE = re.compile(
    rf"(?P<name>{NAME}){_YEAR}{_H}*(?:\([^()\n]{{2,40}}\){_H}*)?"
    rf"(?P<comma>[,:;(–-]*){_H}*(?:(?:in|at|by|under|defines|provides|says|states|requires|its|where"
    rf"|which|that|’s|'s){_H}+){{0,3}}[(]?$"
)
PLAIN = re.compile(
    r"\s*(?:stops?\b|search(?:es|ed)?\b|powers?\b|orders?\b|authorit(?:y|ies)\b|authoris|offences?\b"
    r"|interviews?\b|warrants?\b|assaults?\b|dispersals?\b"
    r"|(?:of|in|to|from)\s+(?:the|this|our|your|its|that|their|a)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:polic(?:y|ies)|procedures?|reports?|documents?|guidance|manuals?|forms?|contracts?|letters?"
    r"|DPIA|APP|assessment|agreement|strategy|plan|schedule|template|spreadsheet|website|page"
    r"|application|motorway|road|river|railway|book|handbook|tender|specification)\b)",
    re.IGNORECASE,
)
"""What makes a section one of a form, a road or a police power."""

REACH = 160
"""How far before and after a citation a law may be named that it is joined to (characters)."""


class Naming(NamedTuple):
    """A place that names a law on information."""

    regime: str
    span: Span


@lru_cache(maxsize=8)
def laws_of(text: str, home: str | None = None) -> "Laws":
    """Return the laws that *text* names; a page is asked for the same ones again and again."""
    return Laws(text, home)


class Laws:
    """The laws on information that a text names, and where."""

    def __init__(self, text: str, home: str | None = None) -> None:
        """Read *text*, of an authority that answers under the regime *home*; None if not known."""
        self.text = text
        self.home = home
        self.named = tuple(self._named())

    def of(self, kind: str, span: Span, end: int | None = None) -> str:
        """Return the regime of a *kind* of provision cited at *span*, or OTHER.

        Args:
            kind: ``section`` or ``regulation``; it decides where no law is named.
            span: where the citation stands.
            end: where the list that it is part of ends, if it is part of one.
        """
        stop = span.end if end is None else end
        joined = self._joined(span, stop)
        if joined is not None:
            return joined
        fitting = ("eir", "eisr") if kind == "regulation" else ("foia", "foisa")
        named = [naming for naming in self.named if naming.regime in fitting]
        home = None if self.home is None else fitting[self.home == "foisa"]
        regimes = {naming.regime for naming in named}
        if not named or regimes == {home}:
            return home or fitting[0]
        return self._nearest(named, span, home if len(regimes) == 1 else None)

    def other_in_sentence(self, span: Span) -> bool:
        """Return whether the sentence at *span* names a law that is not one on information."""
        words = sentence_at(self.text, span.start)
        return any(_law(name[0]) == OTHER for name in _NAME.finditer(words.of(self.text)))

    def _named(self) -> Iterator[Naming]:
        for match in INFORMATION.finditer(self.text):
            yield Naming(match.lastgroup or "foia", Span(*match.span()))

    def _joined(self, span: Span, stop: int) -> str | None:
        """Return the law that the words right after or right before the citation name."""
        after = AFTER.match(self.text, stop, min(len(self.text), stop + REACH))
        if after is not None:
            return self._after(after, span)
        if PLAIN.match(self.text, stop) is not None:
            return OTHER
        opening = max(self.text.rfind("\n", 0, span.start) + 1, span.start - REACH)
        before = BEFORE.search(self.text[opening : span.start])
        if before is None:
            return None
        law = _law(before["name"])
        # After a comma another law may only have been mentioned, and the ground stated next.
        return None if law == OTHER and before["comma"] else law

    def _after(self, after: re.Match[str], span: Span) -> str | None:
        if after["name"] is not None:
            law = _law(after["name"])
            about_data = law == OTHER and "data protection" in after["name"].lower()
            # Letters head the ground for personal data with the name of the other Act.
            if about_data and not after["of"] and "40" in span.of(self.text):
                return None
            return law
        if after["year"] is not None:
            return {"2000": "foia", "2002": "foisa"}.get(after["year"], OTHER)
        last = None
        for match in _NAME.finditer(self.text[max(0, span.start - 600) : span.start]):
            last = match[0]
        return None if last is None else _law(last)

    def _nearest(self, named: list[Naming], span: Span, home: str | None) -> str:
        """Return the law named nearest in the sentence, else *home*, else last before, else first.

        Who writes to a Scottish authority often names the Act that does not bind it.
        """
        sentence = sentence_at(self.text, span.start)
        inside = [item for item in named if sentence.start <= item.span.start < sentence.end]
        if inside:
            return min(inside, key=lambda item: abs(item.span.start - span.start)).regime
        if home is not None:
            return home
        before = bisect_right(named, span.start, key=lambda item: item.span.start)
        return named[max(0, before - 1)].regime


def _law(name: str) -> str | None:
    """Return the regime that *name* names, OTHER, or None for a bare ``the Act``."""
    bare = re.sub(r"^The\s+", "", name)
    if re.fullmatch(rf"(?:FOI\s+|.*\s[Tt]he\s+)?{_KIND}", bare) is not None:
        return None
    found = INFORMATION.search(bare)
    return OTHER if found is None else found.lastgroup
