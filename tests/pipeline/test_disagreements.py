"""The disagreements of the study that ships, each decided by hand from the words of both sides.

``FOUND`` is all that counts, with the label that it deserves.  ``NONE`` is what looks like a
disagreement and is none, with the reason; nothing in it may ever be found.
"""

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg import pipeline, resources, study, vocabulary
from kg.build import disagreements
from kg.errors import GenerationRejectedError
from kg.model.disagreement import Disagreement
from kg.study import Study
from tests.studies.folders import METROPOLITAN

GRID = "gb-metropolitan-lfr-deployments-2023-v1"
TABLE = "deployments-elsewhere-v1"
SURVEY = "gb-biometrics-and-surveillance-camera-commissioner-bscc-foi-0823-oc-v1"
SEED = "gb-metropolitan-01-foi-23-031597"

FOUND = {
    # 1 = 1 + 1 + 0 + 0: the row breaks the sum by which the total is defined.
    f"{GRID}-2024-01-10-westminster-total-alerts-and-parts-4": "contradicts",
    # 1 of 3,940 is 0.0254 per cent and not 0.01; but 'Faces seen (Estimate)' is the column's name.
    f"{GRID}-2023-12-07-croydon-george-st-false-alert-rate-and-counts": "comparability-open",
    # 22 and 10 on a page that nobody saw, 10 + 11 and 3 + 5 in the record of that day.
    f"{TABLE}-d570-total-alerts-and-{GRID}": "comparability-open",
    f"{TABLE}-d570-arrests-and-{GRID}": "comparability-open",
    # 'Facial recognition: no' of 2024, and 'forces that use FRT' of a survey of 2022.
    f"gb-dyfed-powys-578-2024-q1-s2-and-{SURVEY}-facial-recognition-period": "comparability-open",
    # 'The located information in full', and to one question that no information is held.
    f"{SEED}-headline-and-{SEED}-q4": "differs-in-scope",
}
"""Key of a disagreement -> its label."""

NONE = {
    "live use is denied, and any facial recognition reported: it may be another kind": (
        "statement/gb-dyfed-powys-671-2022-q1-s1",
        f"statement/{SURVEY}-uses-dyfed-powys",
    ),
    "use with body-worn video is denied, and any facial recognition reported": (
        "statement/gb-west-midlands-1017a-21-q1-s1",
        f"statement/{SURVEY}-uses-west-midlands",
    ),
    "use with body-worn video is denied, and live use from vans is in the record": (
        f"statement/{SEED}-q4-s1",
        "statement/gb-metropolitan-lfr-deployments-2020-2022-v1-2022-01-28-oxford-circus",
    ),
    "the same denial, and any facial recognition in the survey": (
        f"statement/{SEED}-q4-s1",
        f"statement/{SURVEY}-uses-metropolitan",
    ),
    "headline and answer are one sentence, read in two ways": (
        "response/gb-north-yorkshire-0745-2022-23",
        "answer/gb-north-yorkshire-0745-2022-23-q1",
    ),
    "held and neither confirmed nor denied, to questions that are only related": (
        "answer/gb-north-yorkshire-0745-2022-23-q1",
        "answer/gb-north-yorkshire-0720-2024-25-q1",
    ),
    "two denials of one force": (
        "statement/gb-northumbria-337-19-q1-s1",
        "statement/gb-northumbria-facial-recognition-6218-q1-s1",
    ),
    "what a lost link covers rests on a guess at its target": (
        f"answer/{SEED}-q3",
        f"coverage-assessment/{SEED}-q3-gb-metropolitan-lfr-deployments-2020-2022",
    ),
    "the headline, and what the answer passes over in silence": (
        f"response/{SEED}",
        f"answer-part/{SEED}-q4-p2",
    ),
    "the headline, and answers by a link": (f"response/{SEED}", f"answer/{SEED}-q1"),
    "outcomes need not add up to alerts: a person may have several": (
        "observation/gb-metropolitan-lfr-deployments-2025-v2-2025-03-07-high-st-hounslow-total-alerts",
        "observation/gb-metropolitan-lfr-deployments-2025-v2-2025-03-07-high-st-hounslow-arrests",
    ),
    "a rate that fits its counts when it is cut off": (
        f"observation/{GRID}-2024-03-12-tooting-broadway-false-alert-rate",
        f"observation/{GRID}-2024-03-12-tooting-broadway-faces-seen",
    ),
    "eight arrests of one operation, and eight by the technology in all trials": (
        f"observation/{TABLE}-d565-arrests",
        f"observation/{TABLE}-d566-arrests",
    ),
    "totals of two spans, one within the other": (
        f"observation/{TABLE}-d544-arrests",
        f"observation/{TABLE}-d546-arrests",
    ),
    "one trial told twice, by two measures": (
        f"observation/{TABLE}-d540-true-alerts-confirmed",
        f"observation/{TABLE}-d541-total-alerts",
    ),
    "a total of thirteen months and a record of some of them": (
        f"observation/{TABLE}-d574-arrests",
        "observation/gb-metropolitan-lfr-deployments-2025-v2-2025-01-14-rye-lane-peckham-arrests",
    ),
    "the press and the record agree": (
        f"observation/{TABLE}-d568-total-alerts",
        "observation/gb-metropolitan-lfr-deployments-2020-2022-v1-2020-02-11-stratford-total-alerts",
    ),
    "an edition and the next one print the same": (
        "observation/gb-metropolitan-lfr-deployments-2025-v1-2025-05-10-barking-total-alerts",
        "observation/gb-metropolitan-lfr-deployments-2025-v2-2025-05-10-barking-total-alerts",
    ),
}
"""Why it is none -> the two things that look as if they disagreed."""

CHANGE = "gb-metropolitan-lfr-deployments-2025-v1-v2-2025-05-10-barking-place"
"""'Station Parade, Barking' tells the place 'Barking' more closely, which revises nothing."""


@pytest.fixture(scope="module")
def held(shipped_store: Store) -> Store:
    return shipped_store


@pytest.fixture(scope="module")
def found(held: Store) -> tuple[Disagreement, ...]:
    return disagreements.found(held)


def test_what_is_found_is_what_a_person_decided(found: tuple[Disagreement, ...]) -> None:
    """Precision and recall are 1 on the list above."""
    assert {one.key: one.label for one in found} == FOUND


@pytest.mark.parametrize("pair", NONE.values(), ids=NONE)
def test_what_only_looks_like_one_is_not_found(
    pair: tuple[str, str], found: tuple[Disagreement, ...], held: Store
) -> None:
    base = "https://w3id.org/foigraph/id/"
    known = {quad.subject.value for quad in held}

    sides = [{thing for side in one.sides for thing in side.things} for one in found]

    assert {base + thing for thing in pair} <= known
    assert not any({base + thing for thing in pair} <= things for things in sides)


def test_a_change_that_only_says_more_is_not_found(found: tuple[Disagreement, ...]) -> None:
    assert CHANGE not in {one.key for one in found}


def test_words_that_are_not_the_documents_are_marked(found: tuple[Disagreement, ...]) -> None:
    marked = {one.key for one in found if any(side.restated for side in one.sides)}

    assert marked == {key for key in FOUND if key.startswith("gb-dyfed-powys")}


def test_every_side_leads_to_words_and_to_a_document(found: tuple[Disagreement, ...]) -> None:
    assert all(side.evidence and side.versions for one in found for side in one.sides)


@pytest.fixture
def copy(tmp_path: Path) -> Study:
    folder = tmp_path / "study"
    shutil.copytree(METROPOLITAN, folder, ignore=shutil.ignore_patterns(".kg"))
    return study.load(folder)


def ruled(copy: Study, key: str) -> None:
    with (copy.folder / "links.yaml").open("a", encoding="utf-8") as file:
        file.write(
            f"disagreements:\n  - disagreement: {key}\n    label: refuted\n"
            "    reason: The headline is of what is held.\n    role: maintainer\n"
            "    on: 2026-11-29\n"
        )


def test_a_ruling_in_links_yaml_is_built(copy: Study) -> None:
    ruled(copy, f"{SEED}-headline-and-{SEED}-q4")

    graph = {(q.predicate.value, str(q.object)) for q in pipeline.quads(copy)}

    term, code = vocabulary.term, vocabulary.code
    assert (term("disagreementLabel").value, str(code("disagreement", "refuted"))) in graph
    assert (term("labelFound").value, str(code("disagreement", "differs-in-scope"))) in graph


def test_a_ruling_on_what_is_not_there_stops_the_build(copy: Study) -> None:
    ruled(copy, "no-such-pair")

    with pytest.raises(GenerationRejectedError) as stopped:
        pipeline.build(copy)

    assert "the sources no longer differ" in stopped.value.report
    assert "links.yaml, line" in stopped.value.report


def test_a_row_that_a_later_edition_leaves_out_and_one_that_it_puts_in_are_built(
    copy: Study,
) -> None:
    """With the shapes held against all of it."""
    shipped = resources.root() / "studies" / study.SHIPPED / "records"
    for name in ("2025.yaml", "2025-v2.yaml"):
        file = f"gb-metropolitan-lfr-deployments-{name}"
        text = (shipped / file).read_text(encoding="utf-8")
        gone = "camberwell-green" if name == "2025-v2.yaml" else "powis-st-woolwich"
        (copy.folder / "records" / file).write_text(
            re.sub(rf"  - key: 2025-01-10-{gone}\n(?:    .*\n)+", "", text), encoding="utf-8"
        )

    built = pipeline.build(study.load(copy.folder))

    assert built.report is not None
    assert built.report.conforms
    store = Store()
    store.extend(pipeline.quads(study.load(copy.folder)))
    editions = {one.key: one for one in disagreements.found(store) if one.kind == "two-editions"}
    change = "gb-metropolitan-lfr-deployments-2025-v1-v2-2025-01-10"
    assert editions.keys() == {f"{change}-camberwell-green", f"{change}-powis-st-woolwich"}
    assert {one.label for one in editions.values()} == {"revised"}
    listed, around = editions[f"{change}-camberwell-green"].sides
    assert listed.words == "2025-01-10, Camberwell Green"
    assert around.words.startswith("Powis St, Woolwich | 10/01/25 |")
    assert "with another place" in editions[f"{change}-camberwell-green"].reason
