"""The codes of law say what the reference list of provisions says, row by row.

The list is public material that was put together by hand; it stands outside this
repository and is read where it is there.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from kg import vocabulary

LAWS = {"FOIA 2000": "foia", "FOISA 2002": "foisa", "EIR 2004": "eir", "EI(S)R 2004": "eisr"}
FG, SKOS = vocabulary.ONTOLOGY, vocabulary.SKOS
DCTERMS, OWL = vocabulary.FOREIGN["dcterms"], vocabulary.FOREIGN["owl"]

ACCESSIBLE = {"foia:s21", "foisa:s25", "eir:reg-6-1-b"}
"""What the list calls by its form, and we by what it does: the applicant can get it elsewhere."""

SHORTER = {
    "foia:s10-3": "extension while the public interest is considered",
    "foia:s1-4": "the information is that held when the request is received",
    "foia:s17-1": "what a refusal notice states",
    "foia:s17-5": "notice that section 12 or 14 is relied on",
    "foia:s17-7": "complaints procedure and right under section 50",
    "foia:s45": "code of practice",
    "foia:s50": "complaint to the Information Commissioner",
    "foisa:s10": "time for compliance",
    "foisa:s21": "review by the authority",
    "foisa:s27": "information intended for future publication",
    "foisa:s36-1": "confidentiality of communications",
    "eir:reg-7-1": "extension to 40 working days",
    "eir:reg-11": "statutory internal review",
    "eisr:reg-10-4": "exceptions (a) to (e)",
    "eisr:reg-10-5": "exceptions (a) to (g)",
    "eisr:reg-16": "review by the authority",
}
"""Names that the codes put otherwise than the list."""

HARM = {
    "n/a": None,
    "": None,
    "class (actionable breach)": "class",
    "prejudice, on a qualified person's reasonable opinion": "prejudice",
    "required-for-safeguarding test": "safeguarding",
    "endangerment (ICO, 21 Mar 2024: not a prejudice exemption)": "endangerment",
    "data-protection conditions": "data-protection",
    "mixed: programme of research + prejudice": "mixed",
    "mixed: (1) prejudice, (2) class": "mixed",
    "substantial prejudice / class": "mixed",
    "(1) required for safeguarding; (4) substantial prejudice": "mixed",
    "(1)(a) class; (1)(b),(2) substantial prejudice": "mixed",
}
"""What the list says must be shown -> our word for it; other words are the same."""

REFERENCE = re.compile(r"s\.(\d+[A-Z]?)((?:\(\w+\))*)(?:-(?:\((\d+)\)|(\d+)))?")

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows(shared: Path) -> dict[str, Row]:
    """The rows of the list by our name for the provision."""
    with (shared / "reference" / "exemptions.csv").open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    named = {f"{LAWS[row['regime']]}:{key(row['provision'])}": row for row in found}
    assert len(named) == len(found) == 109
    return named


def key(provision: str) -> str:
    """Return the code of a provision as the list writes it.

    >>> key("s.22A(2)"), key("reg 12(5)(a)")
    ('s22a-2', 'reg-12-5-a')
    """
    plain = provision.replace("reg ", "reg-").replace("s.", "s")
    return re.sub(r"[()]+", "-", plain).strip("-").lower()


def said(provision: str, predicate: str) -> tuple[str, ...]:
    scheme, _, name = provision.partition(":")
    return vocabulary.facts(scheme, predicate).get(name, ())


def provisions(provision: str, predicate: str) -> set[str]:
    return {vocabulary.curie(value) for value in said(provision, predicate)}


@cache
def known() -> tuple[str, ...]:
    return tuple(f"{law}:{name}" for law in LAWS.values() for name in vocabulary.codes(law))


def equivalents(row: Row) -> Iterator[str]:
    """Yield the provisions of the other Act that the list sets beside the one of *row*."""
    text = row["equivalent"]
    if re.search(r"\bnone\b|^no ", text):
        return
    law = "foisa" if "FOISA" in text else "foia"
    for number, parts, last_part, last in REFERENCE.findall(text):
        first = f"{law}:{key('s.' + number + parts)}"
        yield first
        if last_part:
            opening, _, digit = first.rpartition("-")
            yield from (f"{opening}-{n}" for n in range(int(digit) + 1, int(last_part) + 1))
        if last:
            yield from (f"{law}:s{n}" for n in range(int(number) + 1, int(last) + 1))


def test_every_row_is_a_provision_with_the_name_of_the_list(rows: dict[str, Row]) -> None:
    assert set(rows) <= set(known())
    for provision, row in rows.items():
        law, _, name = provision.partition(":")
        _, _, label = vocabulary.codes(law)[name].partition(": ")
        expected = SHORTER.get(provision, row["name"])
        assert label.casefold() == expected.casefold(), provision


def test_each_name_that_is_put_otherwise_is_one_of_the_list(rows: dict[str, Row]) -> None:
    assert set(SHORTER) <= set(rows)
    assert {p for p, name in SHORTER.items() if name.casefold() == rows[p]["name"].casefold()} == (
        set()
    )


def test_each_provision_does_what_the_list_says(rows: dict[str, Row]) -> None:
    for provision, row in rows.items():
        kind = "accessible" if provision in ACCESSIBLE else row["kind"].rpartition(":")[2]
        assert said(provision, FG + "provisionKind") == (kind,), provision
        law = vocabulary.code("regime", LAWS[row["regime"]]).value
        assert said(provision, FG + "regime") == (law,), provision


def test_each_provision_is_absolute_or_qualified_as_in_the_list(rows: dict[str, Row]) -> None:
    for provision, row in rows.items():
        words = row["absolute_or_qualified"]
        if words == "n/a":
            expected: tuple[str, ...] = ()
        elif words.startswith("qualified"):
            expected = ("qualified",)
        else:
            expected = ("absolute",) if words == "absolute" else ("mixed",)
        assert said(provision, FG + "absoluteOrQualified") == expected, provision


def test_each_provision_asks_for_the_harm_of_the_list(rows: dict[str, Row]) -> None:
    for provision, row in rows.items():
        harm = HARM.get(row["harm_basis"], row["harm_basis"])
        expected = () if harm is None else (harm,)
        assert said(provision, FG + "harmBasis") == expected, provision


def test_what_frees_from_confirming_is_that_of_the_list(rows: dict[str, Row]) -> None:
    for provision, row in rows.items():
        law = LAWS[row["regime"]]
        found = provisions(provision, FG + "ncndProvision")
        addresses = {address for other in found for address in said(other, SKOS + "exactMatch")}
        assert all(said(other, FG + "provisionKind") == ("ncnd",) for other in found)
        if row["ncnd_provision"] in ("", "none"):
            assert found == set(), provision
            continue
        first = re.split(r",", row["ncnd_provision"])[0]
        assert f"{law}:{key(first)}" in found, provision
        assert row["ncnd_uri"] in addresses, provision


def test_each_provision_has_the_identifier_of_the_list(rows: dict[str, Row]) -> None:
    for provision, row in rows.items():
        assert said(provision, SKOS + "exactMatch") == (row["legislation_uri"],), provision


def test_each_provision_is_close_to_its_equivalents_of_the_list(rows: dict[str, Row]) -> None:
    acts = {p: row for p, row in rows.items() if p.startswith(("foia:", "foisa:"))}
    compared = 0
    for provision, row in acts.items():
        found = provisions(provision, SKOS + "closeMatch")
        expected = set(equivalents(row))
        compared += len(expected)
        assert expected <= found, provision
        if not expected and "Part II" not in row["equivalent"]:
            other = "foisa:" if provision.startswith("foia:") else "foia:"
            assert not any(match.startswith(other) for match in found), provision
    assert compared > 80


def test_one_section_on_confirming_stands_for_many_of_the_other_act() -> None:
    """The Scottish Act has section 18 where the Act of 2000 has a subsection for each."""
    limbs = {
        p for p in known() if p.startswith("foia:") and said(p, FG + "provisionKind") == ("ncnd",)
    }
    close = provisions("foisa:s18", SKOS + "closeMatch")

    served = {
        limb
        for exemption in known()
        if "foisa:s18" in provisions(exemption, FG + "ncndProvision")
        for twin in provisions(exemption, SKOS + "closeMatch")
        for limb in provisions(twin, FG + "ncndProvision")
    }

    assert served <= close
    assert close & limbs == served
    assert "foia:s22-2" in limbs - close


def test_regulations_of_the_two_countries_are_close(rows: dict[str, Row]) -> None:
    """The list names regulations 10 and 11 for all; which of their parts, the letters tell."""
    for provision, row in rows.items():
        law = LAWS[row["regime"]]
        if law not in ("eir", "eisr"):
            continue
        other = "eisr" if law == "eir" else "eir"
        found = {p for p in provisions(provision, SKOS + "closeMatch") if p.startswith(other)}
        assert found, provision
        if law == "eir" and row["kind"] == "exception":
            assert all(p.startswith(("eisr:reg-10-", "eisr:reg-11")) for p in found), provision


@pytest.mark.parametrize("predicate", ["closeMatch", "relatedMatch"])
def test_matches_lead_to_another_law_and_back(predicate: str) -> None:
    pairs = {(p, other) for p in known() for other in provisions(p, SKOS + predicate)}

    assert pairs
    assert {(one, two) for one, two in pairs if (two, one) not in pairs} == set()
    assert [pair for pair in pairs if len({end.partition(":")[0] for end in pair}) == 1] == []
    assert {end for pair in pairs for end in pair} <= set(known())


def test_no_two_provisions_are_exact_matches() -> None:
    exact = {end for p in known() for end in provisions(p, SKOS + "exactMatch")}

    assert exact.isdisjoint(known())


def test_source_and_verification_of_the_list_are_kept(rows: dict[str, Row]) -> None:
    for provision, row in rows.items():
        assert row["source"] in said(provision, DCTERMS + "source"), provision
        assert said(provision, SKOS + "editorialNote") == (row["verification"],), provision


# What the list does not say


def test_a_provision_out_of_force_names_what_took_its_place() -> None:
    ended = {p for p in known() if said(p, FG + "validTo")}
    deprecated = {p for p in known() if said(p, OWL + "deprecated") == ("true",)}

    assert ended == deprecated == {"foia:s40-3", "foia:s40-4", "foia:s40-5"}
    for provision in ended:
        last = date.fromisoformat(said(provision, FG + "validTo")[0])
        successors = provisions(provision, DCTERMS + "isReplacedBy")
        assert successors, provision
        for successor in successors:
            first = date.fromisoformat(said(successor, FG + "validFrom")[0])
            assert first == last + timedelta(days=1), successor


def test_what_cannot_stand_together_says_so_on_both_sides() -> None:
    pairs = {(p, other) for p in known() for other in provisions(p, FG + "incompatibleWith")}

    assert ("foia:s30", "foia:s31") in pairs
    assert {(two, one) for one, two in pairs} == pairs


def test_relations_of_a_provision_stay_within_its_law() -> None:
    for provision in known():
        law = provision.partition(":")[0]
        for predicate in (FG + "ncndProvision", FG + "incompatibleWith", SKOS + "broader"):
            assert all(p.startswith(f"{law}:") for p in provisions(provision, predicate)), provision
