"""Bodies that are there, bodies that were, and how the ones became the others."""

from datetime import date, timedelta

import pytest

from kg import vocabulary

FG, SKOS = vocabulary.ONTOLOGY, vocabulary.SKOS
DCTERMS = vocabulary.FOREIGN["dcterms"]
LAW = "http://www.legislation.gov.uk/id/"


def facts(scheme: str, predicate: str) -> dict[str, tuple[str, ...]]:
    """Return, for each code of *scheme*, the values of *predicate* in their short form."""
    return {
        code: tuple(map(vocabulary.curie, vocabulary.facts(scheme, predicate).get(code, ())))
        for code in vocabulary.codes(scheme)
    }


def one(scheme: str, predicate: str) -> dict[str, str]:
    return {code: value for code, (value,) in facts(scheme, predicate).items()}


@pytest.mark.parametrize(
    "body",
    [
        "biometrics-and-surveillance-camera-commissioner",
        "home-office",
        "information-commissioner",
        "mayors-office-for-policing-and-crime",
        "police-and-crime-commissioner",
        "scottish-information-commissioner",
        "scottish-police-authority",
        "transport-for-london",
    ],
)
def test_bodies_that_documents_speak_of_are_codes(body: str) -> None:
    assert body in vocabulary.codes("body")


def test_each_former_body_became_another_by_one_change() -> None:
    """The change, the body that was and the one that is say the same."""
    became = {
        original.partition(":")[2]: (change, resulting)
        for change, originals in facts("body-change", FG + "originalBody").items()
        for original in originals
        for resulting in facts("body-change", FG + "resultingBody")[change]
    }
    named = [
        original
        for originals in facts("body-change", FG + "originalBody").values()
        for original in originals
    ]

    assert len(named) == len(set(named))
    assert set(named) == {f"former-body:{code}" for code in vocabulary.codes("former-body")}
    for body, replacement in one("former-body", DCTERMS + "isReplacedBy").items():
        assert became[body][1] == replacement
        assert vocabulary.codes(replacement.partition(":")[0])[replacement.partition(":")[2]]


def test_a_former_body_was_there_until_the_day_before() -> None:
    days = one("body-change", FG + "changedOn")
    definitions = one("former-body", SKOS + "definition")

    for change, originals in facts("body-change", FG + "originalBody").items():
        last = date.fromisoformat(days[change]) - timedelta(days=1)
        for original in originals:
            until = f"until {last.day} {last:%B %Y}"
            assert until in definitions[original.partition(":")[2]], original


def test_eight_forces_became_one() -> None:
    merger = "police-service-of-scotland-2013"

    assert len(facts("body-change", FG + "originalBody")[merger]) == 8
    assert facts("body-change", FG + "resultingBody")[merger] == ("force:scotland",)
    assert facts("body-change", FG + "changedOn")[merger] == ("2013-04-01",)


def test_every_change_names_the_law_or_who_says_so() -> None:
    sources = facts("body-change", DCTERMS + "source")

    assert all(sources.values())
    others = [code for code, named in sources.items() if not any(s.startswith(LAW) for s in named)]
    assert others == ["national-police-chiefs-council-2015"]


def test_groups_of_forces_hold_the_forces_of_the_table() -> None:
    """45 territorial forces in the United Kingdom, 43 of them in England and Wales."""
    members = facts("force-group", FG + "groupMember")
    territorial = {
        f"force:{code}"
        for code, kind in one("force", FG + "forceType").items()
        if "territorial" in kind
    }

    assert set(members["united-kingdom"]) == territorial
    assert len(members["united-kingdom"]) == 45
    assert len(members["england-and-wales"]) == 43
    for group, broader in facts("force-group", SKOS + "broader").items():
        for wider in broader:
            assert set(members[group]) < set(members[wider.partition(":")[2]]), group


def test_no_body_stands_in_two_lists() -> None:
    """A ministry and its police are two: what tells them apart is the name, not the key."""
    names = [
        name
        for scheme in ("force", "body", "former-body")
        for name in vocabulary.codes(scheme).values()
    ]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("code", "welsh"),
    [
        ("force:south-wales", "Heddlu De Cymru"),
        ("force:gwent", "Heddlu Gwent"),
        ("force:north-wales", "Heddlu Gogledd Cymru"),
        ("body:information-commissioner", "Comisiynydd Gwybodaeth"),
        ("regime:foia", "Deddf Rhyddid Gwybodaeth 2000"),
        ("regime:eir", "Rheoliadau Gwybodaeth Amgylcheddol 2004"),
        ("legal-basis:hra-1998-article-8", "Deddf Hawliau Dynol 1998, erthygl 8"),
    ],
)
def test_what_has_a_welsh_name_is_found_by_it(code: str, welsh: str) -> None:
    """English stays what is shown; the other name is a label in its own language."""
    scheme, _, key = code.partition(":")

    assert welsh in vocabulary.names(scheme)[key]
    assert vocabulary.codes(scheme)[key] != welsh
