"""How many other forces answered the same question, and what those that refused relied on.

A force is counted once for a question, however often it was asked.  One whose reply was
not seen, or says nothing to the question, is not counted at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kg import vocabulary
from kg.draft.forces import forces
from kg.draft.known import Asked, Known
from kg.measure import kind

_OUTCOMES = vocabulary.codes("outcome")

ANSWERED = frozenset(_OUTCOMES[code] for code in (*kind.GIVEN, *kind.POINTED, "not-held"))
"""Labels of outcomes that answer a question: given, pointed to, or said not to be held."""

REFUSED = frozenset(_OUTCOMES[code] for code in kind.REFUSED)
"""Labels of outcomes that refuse it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One force that was asked the same question, and whose reply to it is recorded."""

    name: str
    regime: str
    """Code of the law that it answers under."""

    references: tuple[str, ...]
    """Those of its requests that were counted; empty where none is known."""

    provisions: tuple[str, ...] = ()
    """Labels of what it relied on for this question, where it refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Who answered one question and who refused it; no force is in both."""

    answered: tuple[Counted, ...]
    refused: tuple[Counted, ...]

    @property
    def of(self) -> int:
        """Number of forces whose reply to the question is recorded."""
        return len(self.answered) + len(self.refused)


def count(known: Known, template: str, *, without: str) -> Count:
    """Return who answered the question *template* of the series, the force *without* left out.

    A force that answered it for one scope or in one reply, and refused it in another, answered.
    """
    regimes = {force.name: force.regime for force in forces()}
    requests = {one.iri: one for one in known.requests if one.reply.startswith("recorded")}
    said: dict[str, list[tuple[Asked, str]]] = {}
    for given in known.given:
        request = requests.get(given.request)
        if given.template != template or request is None or request.name == without:
            continue
        # A series may have been put to a body that is no force.
        if request.name in regimes:
            said.setdefault(request.name, []).append((request, given.outcome))
    answered, refused = [], []
    for name, outcomes in sorted(said.items()):
        if any(outcome in ANSWERED for _, outcome in outcomes):
            told = [request for request, outcome in outcomes if outcome in ANSWERED]
            answered.append(Counted(name=name, regime=regimes[name], references=_references(told)))
        elif any(outcome in REFUSED for _, outcome in outcomes):
            told = [request for request, outcome in outcomes if outcome in REFUSED]
            refused.append(
                Counted(
                    name=name,
                    references=_references(told),
                    provisions=_provisions(known, template, told),
                    regime=regimes[name],
                )
            )
    return Count(answered=tuple(answered), refused=tuple(refused))


def _references(requests: Iterable[Asked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.reference for one in requests if one.reference is not None))


def _provisions(known: Known, template: str, requests: Iterable[Asked]) -> tuple[str, ...]:
    """Return what was relied on for the question itself; a claim for a whole reply may not be."""
    told = {one.iri for one in requests}
    found = [
        claim.provision
        for claim in known.claims
        if claim.template == template and claim.request in told and not claim.whole
    ]
    return tuple(dict.fromkeys(sorted(found)))
