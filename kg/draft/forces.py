"""The police forces that can be asked, each under its law, and why another cannot."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import vocabulary
from kg.errors import RespondentError

REGIMES = ("foia", "foisa")
"""Codes of the laws that letters are written under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A police force that must answer requests under a law that letters are written under."""

    slug: str
    name: str
    regime: str
    """Code of scheme ``regime``."""


def forces() -> tuple[Force, ...]:
    """Return the forces of the code list that can be asked, by name."""
    found = []
    for slug, name in vocabulary.codes("force").items():
        regime = next((one for one in REGIMES if one in regimes_of(slug)), None)
        if regime is not None:
            found.append(Force(slug=slug, name=name, regime=regime))
    return tuple(sorted(found, key=lambda force: force.name))


def regimes_of(slug: str) -> tuple[str, ...]:
    """Return the codes of the laws under which the force *slug* answers."""
    told = vocabulary.facts("force", vocabulary.ONTOLOGY + "regime").get(slug, ())
    return tuple(iri.rpartition("/")[2] for iri in told)


def checked(slugs: Sequence[str]) -> frozenset[str]:
    """Return *slugs*, each the code of a force that can be asked.

    Raises:
        RespondentError: one is no code of a force, or the authority need not answer.
    """
    for slug in slugs:
        if slug not in vocabulary.codes("force"):
            near = difflib.get_close_matches(slug, vocabulary.codes("force"), n=3)
            hint = f"did you mean {' or '.join(near)}? " if near else ""
            raise RespondentError(
                f"--force {slug}: the code list has no such force; {hint}"
                "'ontology/codes/force.ttl' has them all"
            )
        reason = _not_asked(slug)
        if reason is not None:
            raise RespondentError(f"--force {slug}: {reason}; leave it out")
    return frozenset(slugs)


def _not_asked(slug: str) -> str | None:
    """Return why the authority *slug* is not asked; None where it can be."""
    told = regimes_of(slug)
    if any(regime in REGIMES for regime in told):
        return None
    name = vocabulary.codes("force")[slug]
    laws = [vocabulary.codes("regime").get(one, one) for one in told if one != "none"]
    if laws:
        return f"{name} answers under another law ({', '.join(laws)}), for which there is no letter"
    return f"{name} is no public authority under a law on access to information"


def left_out() -> Iterable[str]:
    """Yield each authority of the list of forces that cannot be asked, with the reason."""
    for slug in vocabulary.codes("force"):
        reason = _not_asked(slug)
        if reason is not None:
            yield reason
