"""A code list stands in ``ontology/codes`` and nowhere else.

What Python says of codes is read from there.  Where a rule names several codes
of one list, the collection stands below: either it holds the whole list, and is
held equal to it, or it says why it holds these codes and no others.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import kg
import server
from kg import vocabulary
from kg.extract import figures
from tests.ontology.written_out import Collection, collections

PACKAGES = tuple(Path(package.__file__).resolve().parent for package in (kg, server))
MANY = 3
"""Two codes of a list may meet by chance, and a pair is not yet a list."""

WHOLE: Mapping[tuple[str, str], frozenset[str]] = {
    ("kg.compare.showing.SIGNS", "cell-reason"): frozenset(),
    ("kg.extract.decisions.HEADLINES", "decision"): frozenset(),
    ("kg.extract.harm.ORDER", "test-shown"): frozenset(),
    ("kg.extract.purposes.LISTS", "use-case"): frozenset(),
    ("kg.model.disclosure.outcome_of", "disclosure"): frozenset(),
    ("kg.record.provisions.ACTS", "regime"): frozenset({"none"}),
    ("kg.record.provisions.ROLES", "citation-role"): frozenset({"relied"}),
}
"""Collection and scheme that must be the same -> codes that it leaves out on purpose."""

PARTS: Mapping[tuple[str, str], str] = {
    ("kg.build.deadlines.STOPPED", "request-state"): (
        "The rule of due days: states in which the clock stands or the law allows more."
    ),
    ("kg.build.disagreements.replies.WITHHELD", "outcome"): (
        "Outcomes that a headline of full disclosure cannot stand beside."
    ),
    ("kg.build.disagreements.replies.BESIDE", "outcome"): (
        "Outcomes of what is not held, not confirmed or not yet given, which 'in full' leaves out."
    ),
    ("kg.compare.kinds._alone", "comparability"): (
        "Reasons that one answer brings along; the others need two."
    ),
    ("kg.compare.entry.SPOKEN", "cell-reason"): (
        "Reasons that a reply gives; tests/compare holds it with SILENT equal to the scheme."
    ),
    ("kg.measure.kind.GIVEN", "outcome"): "Outcomes by which information was given.",
    ("kg.measure.kind.NOT_STANDING", "outcome"): (
        "Outcomes of what is no answer to a question that stands."
    ),
    ("kg.measure.kind.REFUSED", "outcome"): "Outcomes by which it was not given.",
    ("kg.compare.reasons.NOTED", "cell-reason"): "States of a request, some of them named alike.",
    ("kg.compare.reasons.NOTED", "request-state"): "States by which an answer came.",
    ("kg.compare.reasons.SILENT", "cell-reason"): (
        "Reasons of a request without a reply, the one that tells most first."
    ),
    ("kg.compare.reasons.WEAK", "cell-reason"): "Replies that give way to one that says more.",
    ("kg.compare.saying.FOR_THE_REPLY", "cell-reason"): (
        "Reasons that a ground claimed for the whole reply may stand behind."
    ),
    ("kg.compare.saying._Taker.take", "cell-mark"): (
        "Marks that follow from an answer; the others need its request or several."
    ),
    ("kg.draft.gathering.CLOSED", "request-state"): (
        "States of a tracked request after which no reminder is written."
    ),
    ("kg.draft.gathering.REVIEWS", "process-step"): (
        "Steps that tell of a review or of what comes after one: then another is not asked for."
    ),
    ("kg.evaluate.gold.TECHNOLOGIES", "technology"): (
        "What annotators of the corpus call those that its documents are about."
    ),
    ("kg.extract.amounts._bounded", "bound"): "Bounds whose number is the lower one.",
    ("kg.extract.decisions.ALONE", "decision"): (
        "What answers of one outcome amount to; other decisions need several."
    ),
    ("kg.extract.decisions.ALONE", "outcome"): (
        "Outcomes that amount to a decision where every answer has them."
    ),
    ("kg.extract.decisions.COVERED", "decision"): (
        "Headlines that say something of every single answer."
    ),
    ("kg.extract.decisions.GIVES", "outcome"): "Outcomes by which information is given.",
    ("kg.extract.decisions.KEEPS", "outcome"): (
        "Outcomes by which information is kept back on a ground."
    ),
    ("kg.extract.denials.BODY_OR_PERSON", "foia"): (
        "Silence about a body or a person, and not about a use."
    ),
    ("kg.extract.denials.PLAIN", "disclosure"): "What makes an answer beside which silence stands.",
    ("kg.extract.exemptions.LIMBS", "limb"): (
        "Limbs that follow from the kind of provision; all other grounds withhold."
    ),
    ("kg.extract.numerals.AFTER", "bound"): "Bounds that letters put behind the number.",
    ("kg.extract.numerals.BOUNDS", "bound"): (
        "Bounds that words tell; the others follow from one number or two."
    ),
    ("kg.extract.steps.STEPS", "process-step"): "Steps that a reply tells of in words of its own.",
    ("kg.extract.sums.PARTS", "measure"): (
        "Measures that add up to another: arithmetic of the field."
    ),
    ("kg.extract.technologies.MODES", "technology"): (
        "Kinds that can share one noun: live or retrospective facial recognition."
    ),
    ("kg.link.lexicon.TECHNOLOGIES", "technology"): (
        "What requesters call some technologies, beside the names of the list."
    ),
    ("kg.extract.technologies.VARIANTS", "technology"): (
        "Those that letters call by words that are no names of the concept."
    ),
    ("kg.extract.tracker_cells.STATES", "request-state"): (
        "States that people's own sheets name in words of their own."
    ),
    ("kg.model.disagreement.LABELS", "disagreement"): (
        "Labels of what is unequal; the others follow from what is open, or are a person's."
    ),
    ("kg.model.disclosure.outcome_of", "outcome"): (
        "Outcomes that follow from the disclosure alone; the lines before give the rest."
    ),
    ("kg.record.extraction.MEASURES", "measure"): (
        "Keys that a contract promises for every deployment, in its order."
    ),
}
"""Collection and scheme of which it holds a part -> why these and no others."""


def repeated(found: Iterable[Collection]) -> dict[tuple[str, str], set[str]]:
    """Return, by place and scheme, the codes that stand there together."""
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for collection in found:
        if len(collection.texts) < MANY:
            continue
        for scheme, codes in schemes().items():
            if collection.texts <= codes:
                places[collection.name, scheme] |= collection.texts
            if collection.texts <= {f"{scheme}:{code}" for code in codes}:
                places[collection.name, scheme] |= {
                    text.partition(":")[2] for text in collection.texts
                }
    return dict(places)


@cache
def schemes() -> Mapping[str, frozenset[str]]:
    return {scheme: frozenset(vocabulary.codes(scheme)) for scheme in vocabulary.SCHEMES}


@cache
def ours() -> Mapping[tuple[str, str], set[str]]:
    found = []
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            parts = path.relative_to(package.parent).with_suffix("").parts
            module = ".".join(part for part in parts if part != "__init__")
            found += collections(path.read_text(encoding="utf-8"), module)
    return repeated(found)


@pytest.mark.parametrize(
    "source",
    [
        'ALL = ("full", "part", "none")',
        'ALL: frozenset[str] = frozenset({"full", "part", "none"})',
        'ALL = {"full": 1, "part": 2, "none": 3}',
        'ALL = {1: "full", 2: "part", 3: "none"}',
        'ALL = (("full", 1), ("part", 2), ("none", 3))',
        'FULL = "full"\nALL = [FULL, "part", "none"]',
        'ALL = "full part none".split()',
        'ALL = Literal["full", "part", "none"]',
        'class ALL(Enum):\n    A = "full"\n    B = "part"\n    C = "none"',
        'def ALL(x):\n    return x in ("full", "part", "none")',
        'def ALL(x):\n    match x:\n        case "full" | "part" | "none":\n            return 1',
        'ALL = ("disclosure:full", "disclosure:part", "disclosure:none")',
        'def ALL():\n    one, two = 1, ["full", "part", "none"]',
    ],
)
def test_a_list_is_found_however_it_is_written(source: str) -> None:
    found = repeated(collections(source))

    assert found["module.ALL", "disclosure"] == {"full", "part", "none"}


@pytest.mark.parametrize(
    "source",
    [
        'A, B, C = "full", "part", "none"',
        'ALL = ["full", *given]',
        'ALL = ("full", "part")',
        'ALL = ("full", "part", "something else")',
        'ALL = ("full", "part", given)',
    ],
)
def test_what_is_no_list_is_not_found(source: str) -> None:
    assert repeated(collections(source)) == {}


def test_no_code_list_is_repeated_in_python() -> None:
    """A new one is read from the codes, or stands in ``PARTS`` with its reason."""
    new = set(ours()) - set(WHOLE) - set(PARTS)

    assert {place: sorted(ours()[place]) for place in new} == {}


def test_what_is_listed_is_still_there() -> None:
    assert {place for place in (*WHOLE, *PARTS) if place not in ours()} == set()
    assert set(WHOLE).isdisjoint(PARTS)
    assert all(reason.endswith(".") for reason in PARTS.values())


@pytest.mark.parametrize(("name", "scheme"), WHOLE)
def test_a_whole_list_is_that_of_the_codes(name: str, scheme: str) -> None:
    left_out = WHOLE[name, scheme]

    assert left_out < schemes()[scheme]
    assert ours()[name, scheme] == schemes()[scheme] - left_out


def test_measures_by_unit_are_read_from_the_codes() -> None:
    units = vocabulary.facts("measure", vocabulary.ONTOLOGY + "unit")
    by_unit = defaultdict(set)
    for measure, (unit,) in units.items():
        by_unit[unit].add(measure)

    assert by_unit["ratio"] == figures.RATES
    assert by_unit["score"] == figures.SCORES
    assert by_unit["minutes"] == {figures.DURATION}


def test_no_code_list_is_repeated_in_a_schema_of_records() -> None:
    """There a value names its scheme with ``code``."""
    found = {}
    for path in sorted(PACKAGES[0].rglob("*schema.json")):
        for values in enums(json.loads(path.read_text(encoding="utf-8"))):
            for scheme, codes in schemes().items():
                if len(values) >= MANY and set(values) <= codes:
                    found[path.name, scheme] = values

    assert found == {}


def enums(node: object) -> Iterator[list[str]]:
    if isinstance(node, dict):
        if "enum" in node:
            yield node["enum"]
        for value in node.values():
            yield from enums(value)
    elif isinstance(node, list):
        for value in node:
            yield from enums(value)
