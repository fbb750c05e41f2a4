"""Bring a question to the words that it asks with, whoever is asked and of whatever time.

Names of forces, stretches of time, technologies and politeness are put away; a slip of the pen
is read as the word that it was meant for where that is one word only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from kg import vocabulary
from kg.extract.technologies import VARIANTS
from kg.link import lexicon

FORCE, PERIOD = "{force}", "{period}"
TECHNOLOGY = "technology:"
"""Opens the word that stands for a technology; its code follows."""

SHORTEST_SLIP = 6
"""Letters that a word has at least before a slip in it is looked for."""

_CLAUSE = re.compile(r"[?!:;\n]+|\.(?=\s|$)")
_ACT = re.compile(r"\b(act|regulations)\s+(?:19|20)\d\d\b")
"""The year of a law is part of its name, and no stretch of time."""

_TOKEN = re.compile(r"\{\w+\}|[a-z0-9]+")
_APOSTROPHE = re.compile(r"['’]s?\b")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}\s+(?:\d{{1,2}},\s+)?(?:19|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|(?:19|20)\d\d(?:\s*/\s*\d{2,4})?)"
)
_OPEN = r"(?:(?:the\s+)?present(?:\s+day)?|(?:the\s+)?date\s+of\s+(?:this|my)\s+request|date|today)"
_BEFORE = (
    r"(?:\b(?:in|during|since|between|from|over|within|for|on|of|to|through|throughout|the|each"
    r"|start|end|beginning|years?|financial|calendar)\s+)*"
)
_PERIODS = re.compile(
    rf"\(?{_BEFORE}(?:\b{_DAY}(?:\s*(?:,|-|–|\bto\b|\band\b|\buntil\b|\bup\s+to\b)+\s*"
    rf"(?:{_DAY}|{_OPEN}))*(?:\s+(?:onwards?|(?:calendar|financial)\s+years?))?"
    r"|\b(?:the\s+)?(?:last|past|previous)\s+(?:(?:\w+|\d+)\s+)?"
    r"(?:years?|months?|weeks?|days?))\b\)?"
)


def masked(words: str) -> tuple[tuple[str, ...], ...]:
    """Return the clauses of *words*, each as its words in small letters, masked.

    >>> masked("Please tell me: has Kent Police used LFR since March 2019?")
    (('has', '{force}', 'used', 'technology:live-facial-recognition', '{period}'),)
    >>> masked("Thank you.")
    ()
    """
    plain = _ACT.sub(r"\1", _APOSTROPHE.sub("", words.casefold()))
    plain = _PERIODS.sub(f" {PERIOD} ", plain)
    clauses = (tuple(_read(_TOKEN.findall(clause))) for clause in _CLAUSE.split(plain))
    return tuple(clause for clause in clauses if clause)


def mended(word: str) -> str:
    """Return the known word that *word* is a slip of: two letters changed over, one lost or more.

    >>> mended("deploymnet"), mended("palantir")
    ('deployment', 'palantir')
    """
    known = _known()
    if len(word) < SHORTEST_SLIP or word in known or not word.isalpha():
        return word
    return _mended(word)


@lru_cache(maxsize=200_000)
def _mended(word: str) -> str:
    meant = {one for one in _slips(word) if one in _known()} | _lost().get(word, frozenset())
    return meant.pop() if len(meant) == 1 else word


def _slips(word: str) -> Iterator[str]:
    """Yield what *word* may have been: a letter less, or two neighbours the other way round."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        if at and word[at] != word[at - 1]:
            yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _read(tokens: list[str]) -> Iterator[str]:
    """Yield *tokens* mended, with what several words stand for put in their place."""
    tokens = [word for token in tokens if not _is_filler(word := mended(token))]
    # Read twice: what stands inside politeness ('I would like to know if') is read first.
    for table in (_phrases(), _polite()):
        tokens = list(_replaced(tokens, table))
    yield from tokens


def _replaced(
    tokens: list[str], table: Mapping[str, list[tuple[tuple[str, ...], str]]]
) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        for phrase, instead in table.get(tokens[at], ()):
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                if instead:
                    yield instead
                at += len(phrase)
                break
        else:
            yield tokens[at]
            at += 1


def _is_filler(word: str) -> bool:
    if word in lexicon.FILLERS:
        return True
    return (
        word.endswith("ly")
        and len(word) > 5
        and word not in lexicon.ADVERBS_KEPT
        and (word not in _concept_words())
    )


@cache
def _concept_words() -> frozenset[str]:
    return frozenset(word for words in lexicon.CONCEPTS.values() for word in words.split())


@cache
def _known() -> frozenset[str]:
    """Return every word that a list, a name of a technology or of a force has."""
    named = (word for phrase in (*_names_of_technologies(), *_names_of_forces()) for word in phrase)
    spoken = (word for phrase in (*lexicon.PHRASES, *lexicon.POLITE) for word in phrase.split())
    return frozenset((*named, *spoken, *lexicon.GENERIC, *_concept_words(), "number", "whether"))


@cache
def _lost() -> dict[str, frozenset[str]]:
    """Return each spelling with one letter lost -> the words that it may have been."""
    found: dict[str, set[str]] = {}
    for word in _known():
        if len(word) >= SHORTEST_SLIP:
            for at in range(len(word)):
                found.setdefault(word[:at] + word[at + 1 :], set()).add(word)
    return {spelling: frozenset(words) for spelling, words in found.items()}


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    named = {tuple(phrase.split()): word for phrase, word in lexicon.PHRASES.items()}
    named |= dict.fromkeys(_names_of_forces(), FORCE)
    named |= {tuple(phrase.split()): FORCE for phrase in lexicon.FORCE_ITSELF}
    named |= {phrase: TECHNOLOGY + code for phrase, code in _names_of_technologies().items()}
    return _by_first_word(named)


@cache
def _polite() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    polite = {tuple(phrase.split()): "" for phrase in lexicon.POLITE}
    return _by_first_word(polite)


def _by_first_word(
    phrases: Mapping[tuple[str, ...], str],
) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in sorted(phrases, key=lambda one: (-len(one), one)):
        found.setdefault(phrase[0], []).append((phrase, phrases[phrase]))
    return found


@cache
def _names_of_forces() -> frozenset[tuple[str, ...]]:
    names = (name for names in vocabulary.names("force").values() for name in names)
    told = (name for name in names if " " in name or name.isupper() or name == "CoLP")
    return frozenset(phrase for name in told for phrase in _spellings(name))


@cache
def _names_of_technologies() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for code, names in vocabulary.names("technology").items():
        for name in (*names, *VARIANTS.get(code, ()), *lexicon.TECHNOLOGIES.get(code, ())):
            if "," not in name:
                for phrase in _spellings(name):
                    found.setdefault(phrase, code)
    return found


def _spellings(name: str) -> Iterable[tuple[str, ...]]:
    """Return the words of *name*, without what stands in brackets, in singular and plural."""
    plain = _APOSTROPHE.sub("", re.sub(r"\s*\(.*", "", name).casefold().replace("&", "and"))
    one = tuple(_TOKEN.findall(plain))
    if not one or (len(one) == 1 and len(one[0]) < 3):
        return [one] if one and name.isupper() else []
    last = one[-1].removesuffix("s")
    return [(*one[:-1], last), (*one[:-1], f"{last}s")] if len(last) > 2 else [one]
