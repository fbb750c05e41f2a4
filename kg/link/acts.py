"""Tell which act a question turns on, and whose: what came in is not what went out.

Most verbs of a question say no more than that something was: alerts that were made, generated or
followed are alerts.  A verb that says which way a thing went, or who did it, is no synonym of
another, and stands beside what is asked of.
"""

from functools import cache

from kg.link import lexicon
from kg.link.masking import FORCE, TECHNOLOGY

RECEIVED, ASKED, GIVEN, TAKEN = "received", "asked", "given", "taken"
BY_FORCE, OF_FORCE, BY_PEOPLE = " by {force}", " of {force}", " by people"

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_BETWEEN = frozenset({"has", "have", "had", "did", "does", "do", "that", "also", "ever"})
"""Words that may stand between who acts and the verb."""


def acts(clause: tuple[str, ...], concepts: frozenset[str]) -> frozenset[str]:
    """Return the acts that *clause* turns on; none where its verbs say no more than that it was.

    Args:
        clause: masked words.
        concepts: what they stand for.
    """
    found = set()
    for at, word in enumerate(clause):
        act = _act_of(word)
        if act == "receive":
            # Of complaints an authority counts those that came in, whether it is said or not.
            if at and clause[at - 1] != "to" and "complaint" not in concepts:
                found.add(RECEIVED)
        elif act == "make":
            if _by_force(clause, at) and concepts & lexicon.BOTH_WAYS:
                found.add(f"made{BY_FORCE}")
            elif at and lexicon.concept(clause[at - 1]) in lexicon.PEOPLE:
                found.add(f"made{BY_PEOPLE}")
        elif act == "ask":
            if _by_force(clause, at):
                found.add(ASKED + BY_FORCE)
            elif at and clause[at + 1 : at + 2] == (FORCE,):
                found.add(ASKED + OF_FORCE)
            elif _is_passive(clause, at):
                found.add(ASKED)
        elif word == GIVEN and "to" in clause[at + 1 : at + 3]:
            found.add(GIVEN)
        elif word == TAKEN and "from" in clause[at + 1 : at + 3]:
            found.add(TAKEN)
    return frozenset(found)


def weak(clause: tuple[str, ...]) -> tuple[str, ...]:
    """Return the verbs of *clause* that it turns on where it has nothing else, each in one form."""
    return tuple(sorted({_act_of(word) or word for word in lexicon.WEAK.intersection(clause)}))


def _is_passive(clause: tuple[str, ...], at: int) -> bool:
    """Whether the verb at *at* is said of what was done: ``was LFR requested``."""
    before = at - 1
    while before >= 0 and clause[before].startswith(TECHNOLOGY):
        before -= 1
    return before >= 0 and clause[before] in _BE


def _by_force(clause: tuple[str, ...], at: int) -> bool:
    """Whether the force that is asked does what the verb at *at* says."""
    if clause[at + 1 : at + 3] == ("by", FORCE):
        return True
    before = at - 1
    while before >= 0 and clause[before] in _BETWEEN:
        before -= 1
    return before >= 0 and clause[before] == FORCE


def _act_of(word: str) -> str | None:
    return _acts().get(word)


@cache
def _acts() -> dict[str, str]:
    return {word: act for act, words in lexicon.ACTS.items() for word in words.split()}
