"""Read the figures of a graph as ranges, and say whether two of them can be one number.

What is printed stands for every number that it may be rounded or cut from, and 'more
than' has no upper end.  An estimate is rounded nobody knows how.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg import vocabulary
from kg.build.disagreements.editions import Standing
from kg.build.disagreements.facts import Facts, key_of
from kg.extract.sums import last_digit
from kg.model.disagreement import AUTHORITY, DEFINITION, MATTER, PERIOD, SCOPE, Side

ALL = frozenset({AUTHORITY, MATTER, PERIOD, SCOPE, DEFINITION})
NOT_ADDED = frozenset({"watchlist-size"})
"""Counts of which those of several deployments have no sum: one list may serve two vans."""

EXACT_BELOW = 100
"""Whole numbers below this are hardly ever rounded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation that may be compared."""

    thing: str
    of: str
    """IRI of the deployment or of the set of them."""

    measure: str
    definition: str
    version: str
    printed: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    """What it may be, both ends included; None where nothing limits it."""

    estimate: bool


def figures(facts: Facts) -> Iterator[Figure]:
    """Yield what may be compared: not contested, of no group, in a version that speaks."""
    standing = Standing(facts)
    of_one, of_set = facts.by("ofDeployment").one, facts.by("ofDeploymentSet").one
    measures, versions = facts.by("measure").one, facts.by("prov:wasDerivedFrom").one
    written, evidence = facts.by("asWritten").one, facts.by("evidence").first
    values, groups = facts.by("value").one, facts.by("demographicGroup").first
    bounds = [facts.by(name).one for name in ("lowerBound", "upperBound")]
    estimates = facts.by("estimate").first
    for thing in facts.of_class("Observation"):
        of = of_one(thing) or of_set(thing)
        counted, version, printed = measures(thing), versions(thing), written(thing)
        if (
            of is None
            or counted is None
            or version is None
            or printed is None
            or standing.gives_way(version, of)
            or facts.contested(thing)
            or thing in groups
            or thing not in evidence
        ):
            continue
        value = _number(values(thing))
        low, high = (_number(bound(thing)) for bound in bounds)
        if value is not None:
            low, high = range_of(value, printed)
        if low is None and high is None:
            continue
        measure = key_of(counted)
        yield Figure(
            thing=thing,
            of=of,
            measure=measure,
            definition=facts.code(thing, "measureDefinition") or measure,
            version=version,
            printed=printed,
            value=value,
            low=low,
            high=high,
            estimate=thing in estimates,
        )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def range_of(value: Decimal, printed: str) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number that *printed* may stand for.

    Sources cut off or round; a whole unit of the last printed digit allows for both.

    >>> range_of(Decimal("0.0001"), "0.01%"), range_of(Decimal(22), "22")
    ((Decimal('0.0000'), Decimal('0.0002')), (Decimal('22'), Decimal('22')))
    """
    if "." not in printed and "%" not in printed:
        return value, value
    unit = last_digit(printed) * (1 if "%" in printed else 100)
    return value - unit, value + unit


def may_be_rounded(value: Decimal) -> tuple[Decimal, Decimal]:
    """Return what a whole number may stand for: one that ends in noughts is rounded or cut off.

    >>> may_be_rounded(Decimal(1200)), may_be_rounded(Decimal(40))
    ((Decimal('1150'), Decimal('1299')), (Decimal('40'), Decimal('40')))
    """
    if value < EXACT_BELOW or value != value.to_integral_value():
        return value, value
    digits = str(int(value))
    unit = Decimal(10 ** (len(digits) - len(digits.rstrip("0"))))
    return value - unit // 2, value + unit - 1


def retold(figure: Figure) -> Figure:
    """Return *figure* as what another document may have made of it, which rounds or cuts off."""
    if figure.value is None or figure.low != figure.high:
        return figure
    low, high = may_be_rounded(figure.value)
    return replace(figure, low=low, high=high)


def apart(one: Figure, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether no number can be both *one* and in the range."""
    return (one.high is not None and low is not None and one.high < low) or (
        one.low is not None and high is not None and one.low > high
    )


def total_of(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the sum of exact *values* as a range."""
    added = sum(values, Decimal(0))
    return added, added


def retold_total(figures: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """Return the sum of *figures*, which all have a value, as another document may have it."""
    each = [retold(figure) for figure in figures]
    low = sum((figure.low for figure in each if figure.low is not None), Decimal(0))
    high = sum((figure.high for figure in each if figure.high is not None), Decimal(0))
    return low, high


def together(figures: Sequence[Figure]) -> str:
    """Return the sum of *figures* in words, with its limits where some may be rounded."""
    low, high = retold_total(figures)
    added = sum((figure.value for figure in figures if figure.value is not None), Decimal(0))
    limits = "" if low == high else f" ({low} to {high} where they are rounded)"
    return f"together {added}{limits}"


def side_of(facts: Facts, figures: Sequence[Figure]) -> Side:
    """Return the side that *figures* of one document make."""
    return facts.side(
        [figure.thing for figure in figures],
        words="; ".join(f"{named(facts, one.measure)} {one.printed}" for one in figures),
        by=publisher(facts, figures[0]),
    )


def thing_of(facts: Facts, thing: str) -> str:
    """Return what a reader calls the deployment or the set *thing*."""
    title = facts.settled(thing, "dcterms:title")
    if title is not None:
        return title
    parts = [facts.settled(thing, name) for name in ("place", "date")]
    return ", ".join(part for part in parts if part is not None) or key_of(thing)


def named(facts: Facts, measure: str) -> str:
    """Return the label of *measure* as it stands within a sentence."""
    name = facts.name(vocabulary.code("measure", measure).value)
    return name[:1].lower() + name[1:]


def counted(facts: Facts, figure: Figure) -> str:
    """Return the label of what *figure* counts by its definition."""
    scheme = "measure" if figure.definition == figure.measure else "measure-definition"
    return facts.name(vocabulary.code(scheme, figure.definition).value).lower()


def cites(facts: Facts, figure: Figure) -> bool:
    """Return whether *figure* is that of a page that is only cited, and that nobody has seen."""
    return any(facts.all(passage, "cites") for passage in facts.all(figure.thing, "evidence"))


def publisher(facts: Facts, figure: Figure) -> str | None:
    """Return who speaks in the document of *figure*; None where it only cites who does."""
    document = facts.one(figure.version, "versionOf")
    if document is None or cites(facts, figure):
        return None
    return facts.one(document, "publishedBy")
