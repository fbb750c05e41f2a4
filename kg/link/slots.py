"""Tell what a question asks: of which technology, for what, of what, of what is or is planned.

Two questions whose slots are equal ask the same thing in whatever words; where a word is in no
list it stays beside the slots, so that what nobody foresaw keeps questions apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg.extract.technologies import BODY_WORN_VIDEO, COMBINED, FACIAL_RECOGNITION, narrowest
from kg.link import lexicon
from kg.link.acts import acts, weak
from kg.link.masking import FORCE, PERIOD, TECHNOLOGY, masked

FOLLOWS = "ifso"
"""Word that stands for the condition by which a part hangs on the question before it."""

_MARKS = frozenset({FORCE, PERIOD, FOLLOWS, "number", "howlong", "whether"})
_ASKING = frozenset({"plan", "copy"})
"""Concepts that say for what is asked, or of what time, and never of what."""

_SAID: Mapping[str, frozenset[str]] = {
    "supplier": frozenset({"supplier", "supply", "organisation"}),
    "basis": frozenset({"legal"}),
    "how-long": frozenset({"retention", "deletion"}),
    "why": frozenset({"purpose"}),
    "cost": frozenset({"cost"}),
    "when-where": frozenset({"when", "where"}),
    "when": frozenset({"when"}),
    "where": frozenset({"where"}),
    "source": frozenset({"where"}),
}
"""For what is asked -> the concepts that say no more than that."""

_ASKS_BY_VERB = frozenset({"whether", "count", "which", "when", "where", "when-where", "other"})
_IS = lexicon.OPENS_YES_NO
_OPENS_ANEW = frozenset({"number", "whether", "which", "what", "who", "howlong", "cost"})
"""Words after ``and`` with which another question begins."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that a question asks."""

    asks: str
    """For what: ``whether``, ``count``, ``when-where``, ``cost``, ``supplier`` ..."""

    planned: bool
    """Whether it asks of what is going to be."""

    of: tuple[str, ...]
    """Of what: concepts of the lexicon and acts, sorted; none where it asks of the use itself."""

    words: tuple[str, ...]
    """Words that are in no list, in the singular, sorted."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question asks, read from its words and from the question that it hangs on."""

    technologies: tuple[str, ...]
    facets: tuple[Facet, ...]

    @property
    def key(self) -> tuple[tuple[str, ...], tuple[tuple[str, bool, tuple[str, ...]], ...]]:
        """What must be equal of two questions before anything else is looked at."""
        told = tuple((one.asks, one.planned, one.of) for one in self.facets)
        return self.technologies, told

    @property
    def tells(self) -> bool:
        """Whether it is told what is asked: a heading such as ``the plan`` does not."""
        return any(one.asks != "other" or one.of or one.words for one in self.facets)

    @property
    def words(self) -> tuple[str, ...]:
        """The words in no list of all that is asked."""
        return tuple(word for facet in self.facets for word in facet.words)


def read_slots(
    clauses: Iterable[tuple[str, ...]],
    *,
    technologies: tuple[str, ...] = (),
    parent: Slots | None = None,
    them: Facet | None = None,
) -> Slots | None:
    """Return what *clauses* ask; None where they ask nothing that can be told.

    Args:
        clauses: masked words.
        technologies: codes that the record gives where the words name none.
        parent: what the question asks that this one is part of.
        them: what the question before counts, to which ``how many of them`` points back.
    """
    named: list[str] = []
    facets: dict[Facet, None] = {}
    for clause in (part for whole in clauses for part in _parted(whole)):
        named += _named(clause)
        facet = _facet(clause, them)
        if facet is not None:
            facets[_hung(clause, facet, parent)] = None
    if not facets:
        return None
    own = technologies_of(tuple(named))
    of = own or technologies or (parent.technologies if parent is not None else ())
    order = sorted(facets, key=lambda one: (one.asks, one.planned, one.of, one.words))
    return Slots(tuple(sorted(of)), tuple(order))


def heading(
    clauses: Iterable[tuple[str, ...]], *, technologies: tuple[str, ...], of: Iterable[str]
) -> Slots:
    """Return what *clauses* stand over, which ask nothing: of what, as their parts tell."""
    read = tuple(clauses)
    own = technologies_of(tuple(name for clause in read for name in _named(clause)))
    words = {_singular(word) for clause in read for word in clause if _is_own(word)}
    facet = Facet("heading", planned=False, of=tuple(sorted(of)), words=tuple(sorted(words)))
    return Slots(tuple(sorted(own or technologies)), (facet,))


def _named(clause: tuple[str, ...]) -> list[str]:
    """Return the codes of the technologies that *clause* names."""
    return [word.removeprefix(TECHNOLOGY) for word in clause if word.startswith(TECHNOLOGY)]


@cache
def technologies_of(named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the narrowest of the codes *named*; a face read on body-worn video is one thing."""
    found = set(named)
    if BODY_WORN_VIDEO in found and FACIAL_RECOGNITION in found:
        found = found - {BODY_WORN_VIDEO, FACIAL_RECOGNITION} | {COMBINED}
    return narrowest(sorted(found))


def slots_of(words: str) -> Slots | None:
    """Return what *words* ask by themselves.

    >>> slots_of("How many alerts came from each LFR deployment?") == slots_of(
    ...     "Please state the number of alerts at each deployment of live facial recognition."
    ... )
    True
    """
    return read_slots(masked(words))


def _hung(clause: tuple[str, ...], facet: Facet, parent: Slots | None) -> Facet:
    """Return *facet* as a part of *parent*: of what is planned where the whole is.

    Where it says ``if so`` and no more, it asks of what the whole asks of.
    """
    if parent is None:
        return facet
    before = parent.facets[0]
    if clause[0] == FOLLOWS and not facet.of and not facet.words:
        facet = replace(facet, of=before.of, words=before.words)
    return replace(facet, planned=before.planned or facet.planned)


def _facet(clause: tuple[str, ...], them: Facet | None = None) -> Facet | None:
    concepts = {concept for word in clause if (concept := lexicon.concept(word)) is not None}
    words = tuple(sorted({_singular(word) for word in clause if _is_own(word)}))
    asks = _asks(clause, concepts)
    if them is not None and asks == them.asks == "count" and _points_back(clause):
        concepts |= {one for one in them.of if one in lexicon.CONCEPTS}
        words = tuple(sorted({*words, *them.words}))
    if asks == "other" and not concepts and not words:
        return None  # politeness, or the name of a technology alone
    unsaid = {one for concept in concepts for one in lexicon.UNSAID.get(concept, ())}
    if asks != "count":
        unsaid -= (
            lexicon.PEOPLE
        )  # who is stopped, and who stops, is the same only where it is counted
    of = concepts - unsaid - _ASKING - _SAID.get(asks, frozenset())
    turns_on = acts(clause, frozenset(concepts))
    if not words and not turns_on and asks in _ASKS_BY_VERB and of <= lexicon.THINGS:
        words = _verb(clause)
    return Facet(asks, "plan" in concepts, tuple(sorted({*of, *turns_on})), words)


def _points_back(clause: tuple[str, ...]) -> bool:
    """Whether *clause* speaks of ``them`` and does not say who they are."""
    after = clause[clause.index("of") + 1 :] if "of" in clause else ()
    return bool(after) and (
        after[0] in ("them", "they")
        or (after[0] in ("these", "those") and (after[1:2] == () or after[1] in _IS))
    )


def _verb(clause: tuple[str, ...]) -> tuple[str, ...]:
    """Return the weak words of *clause* where nothing in it speaks of use."""
    if clause[0] == FOLLOWS or not lexicon.USE.isdisjoint(clause):
        return ()
    return weak(clause)


def _parted(clause: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield *clause* in parts where another question begins after ``and``."""
    start = 0
    for at in range(1, len(clause) - 1):
        if clause[at] == "and" and clause[at + 1] in _OPENS_ANEW:
            yield clause[start:at]
            start = at + 1
    yield clause[start:]


def _asks(clause: tuple[str, ...], concepts: set[str]) -> str:
    """Return for what *clause* asks: the first that fits."""
    words = [word for word in clause if word not in (PERIOD, FOLLOWS)]
    opening = words[0] if words else ""
    second = words[1] if len(words) > 1 else ""
    asks_which = opening in lexicon.OPENS_WHICH or (
        opening in lexicon.BEFORE_WHICH and second in lexicon.OPENS_WHICH
    )
    bought = "supply" in concepts and ("organisation" in concepts or opening == "who")
    what_for = asks_which and "what" in words[:2] and words[-1] in ("for", PERIOD)
    whence = "where" in words and (("from", "where") in pairwise(words) or words[-1] == "from")
    fitting = (
        ("count", "number" in words),
        ("cost", "cost" in concepts),
        ("source", whence),
        ("when-where", {"when", "where"} <= concepts),
        ("whether", opening in lexicon.OPENS_YES_NO or "whether" in words),
        ("whether", opening in lexicon.OPENS_PLANS and len(words) > 1),
        ("supplier", "supplier" in concepts or bought),
        ("how-long", not concepts.isdisjoint({"retention", "deletion"})),
        ("duration", "howlong" in words),
        ("basis", "legal" in concepts),
        ("why", "purpose" in concepts or what_for),
        ("which", asks_which and not concepts & lexicon.DOCUMENTS),
        ("when", "when" in concepts),
        ("where", "where" in concepts),
        ("document", bool(concepts & lexicon.DOCUMENTS)),
    )
    return next((asks for asks, fits in fitting if fits), "other")


def _is_own(word: str) -> bool:
    return (
        word not in _MARKS
        and word not in lexicon.GENERIC
        and not word.startswith(TECHNOLOGY)
        and lexicon.concept(word) is None
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "su" else word
