"""The codes are those of the reference tables, row by row and column by column.

The tables are not in this repository; where they are not at hand the tests skip.
``exemptions.csv`` is held in ``test_law.py``.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources, vocabulary

FG, CODE, SKOS = vocabulary.ONTOLOGY, vocabulary.CODE, vocabulary.SKOS
SOURCE = vocabulary.FOREIGN["dcterms"] + "source"
FOAF = vocabulary.FOREIGN["foaf"]
LABELS = ("prefLabel", "altLabel", "hiddenLabel")
NOTES = ("definition", "scopeNote", "editorialNote", "example")
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "relatedMatch")

SCHEMES = {
    "answer-outcome": "outcome",
    "demographic-ic-code": "ic-code",
    "held-status": "held",
    "vendor-or-algorithm": "supplier",
}
"""Kind of the table -> scheme, where the two are named differently."""

AS_PRINTED = {"technology", "role", "document-type", "event-context", "use-case"}
"""Kinds whose definitions, where the table has one, are taken over word by word."""

UNITS = {"count": "count", "count estimate": "count", "duration": "minutes", "score 0-1": "score"}
RELATION = re.compile(
    r"(?P<iri>https?://\S+)(?: \((?:skos:)?(?P<relation>exact|close|broad|related)(?:Match)?\b)?"
)
PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
REWORDED = {
    "seed": "Metropolitan Police Service, reply 01.FOI.23.031597, question",
    "brief only": "not confirmed in a document that was read",
    "GitHub find_string hits (many)": "named in many public repositories",
}
"""What the tables call a source -> how the codes call it."""

OF_THE_TABLE = {
    "column broader holds unit or numerator",
    "extension point; not needed for version 1 data",
}
"""Notes on the table itself, which say nothing of the concept."""

Notes = Mapping[str, list[NamedNode | Literal]]


@cache
def read(path: Path) -> Mapping[str, Notes]:
    found: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        if isinstance(quad.object, NamedNode | Literal):
            found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def codes(scheme: str) -> Mapping[str, Notes]:
    return read(resources.root() / "ontology" / "codes" / f"{scheme}.ttl")


def texts(notes: Notes, *names: str) -> set[str]:
    return {value.value for name in names for value in notes[SKOS + name]}


def only(notes: Notes, predicate: str) -> str:
    """Return the one value, or an empty text: a blank of the table stays blank."""
    values = notes[predicate]
    assert len(values) < 2, f"{predicate} has {len(values)} values"
    return values[0].value if values else ""


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.casefold()))


def shared_words(note: str, ours: set[str]) -> set[str]:
    """Return what a note of the table and ours have in common, by the openings of long words."""
    spelt = note.replace("MPS", "Metropolitan Police Service")
    return {word[:4] for word in words(spelt) if len(word) > 4} & {
        word[:4] for word in words(" ".join(ours))
    }


@pytest.fixture(scope="module")
def forces(shared) -> list[dict[str, str]]:
    with (shared / "reference" / "forces.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def technologies(shared) -> list[tuple[dict[str, str], str, Notes]]:
    """Each row, its scheme, and what is said of its concept."""
    with (shared / "reference" / "technologies.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = []
    for row in rows:
        scheme = SCHEMES.get(row["kind"], row["kind"])
        found.append((row, scheme, codes(scheme)[f"{CODE}{scheme}/{row['slug']}"]))
    return found


def test_every_column_of_the_tables_is_held_below(forces, technologies):
    """A new column is put into the codes, and a test beside these."""
    assert set(forces[0]) == {
        *("slug", "name_en", "name_cy", "name_variants", "force_type", "nation", "foi_regime"),
        *("regulator", "data_police_uk_id", "in_data_police_uk_forces_api", "ons_pfa_code"),
        *("ons_pfa_name", "ons_linked_data_uri", "website_host", "wikidata_qid"),
        *("src_data_police_uk", "src_ons", "src_website", "src_wikidata", "note"),
    }
    assert set(technologies[0][0]) == {
        *("kind", "slug", "pref_label", "abbreviation", "alt_labels", "definition", "broader"),
        *("dpv_match", "other_match", "source", "note"),
    }


# forces.csv


def test_every_force_of_the_table_is_a_code_and_no_other(forces):
    assert len(forces) == 49
    assert set(vocabulary.codes("force")) == {row["slug"] for row in forces}


def test_names_of_forces_are_those_of_the_table(forces):
    for row in forces:
        notes = codes("force")[CODE + "force/" + row["slug"]]
        preferred = {
            value.language: value.value
            for value in notes[SKOS + "prefLabel"]
            if isinstance(value, Literal)
        }

        assert preferred.pop("en") == row["name_en"]
        assert preferred.pop("cy", "") == row["name_cy"]
        assert preferred == {}
        pages = {
            re.sub("^https://|/$", "", value.value)
            for name in ("homepage", "page")
            for value in notes[FOAF + name]
        }
        names, hosts = set(), set()
        for variant in filter(None, re.split(r";\s*", PARENTHESIS.sub("", row["name_variants"]))):
            host = re.search(r"[\w-]+(?:\.[\w-]+)*\.police\.uk$", variant)
            hosts |= {host[0]} if host else set()
            names |= set() if host else {variant}
        assert texts(notes, "altLabel") == names
        assert hosts <= pages


def test_identifiers_of_forces_are_those_of_the_table(forces):
    for row in forces:
        notes = codes("force")[CODE + "force/" + row["slug"]]

        assert only(notes, SKOS + "notation") == row["slug"]
        assert only(notes, FG + "forceType") == row["force_type"]
        assert only(notes, FG + "nation") == row["nation"]
        assert only(notes, FG + "areaCode") == row["ons_pfa_code"]
        assert only(notes, FG + "areaName") == PARENTHESIS.sub("", row["ons_pfa_name"])
        assert only(notes, FG + "policesArea") == row["ons_linked_data_uri"]
        wikidata = only(notes, SKOS + "closeMatch")
        assert wikidata.removeprefix("http://www.wikidata.org/entity/") == row["wikidata_qid"]
        home = only(notes, FOAF + "homepage").removeprefix("https://")
        assert home.partition("/")[0] == row["website_host"]


def test_ids_of_data_police_uk_are_those_of_the_table(forces):
    for row in forces:
        notes = codes("force")[CODE + "force/" + row["slug"]]
        listed = NamedNode("https://data.police.uk/api/forces") in notes[SOURCE]

        assert only(notes, FG + "dataPoliceUkId") == row["data_police_uk_id"]
        assert listed == (row["in_data_police_uk_forces_api"] == "yes")


def test_laws_and_regulators_of_forces_are_those_of_the_table(forces):
    laws = {"FOIA 2000": {"foia", "eir"}, "FOISA 2002": {"foisa", "eisr"}}
    bodies = {
        "Information Commissioner (ICO)": "information-commissioner",
        "Scottish Information Commissioner": "scottish-information-commissioner",
        "": None,
    }
    for row in forces:
        regimes = vocabulary.facts("force", FG + "regime")[row["slug"]]
        found = {iri.removeprefix(CODE + "regime/") for iri in regimes}
        regulators = {
            body.removeprefix(CODE + "body/")
            for law in found
            for body in vocabulary.facts("regime", FG + "regulator").get(law, ())
        }

        assert found == laws.get(row["foi_regime"], {"none"})
        assert regulators == {bodies[row["regulator"]]} - {None}


def test_sources_and_notes_of_forces_are_kept(forces):
    columns = {
        "src_data_police_uk": "data.police.uk",
        "src_ons": "Area",
        "src_website": "Website",
        "src_wikidata": "Wikidata",
    }
    for row in forces:
        notes = codes("force")[CODE + "force/" + row["slug"]]
        sources = {value.value for value in notes[SOURCE]}
        missing = texts(notes, "editorialNote")

        for column, name in columns.items():
            said = REWORDED.get(row[column], row[column])
            if said == "not found in a source":
                assert f"{name}: {said}." in missing
            elif said:
                assert any(source.startswith(f"{name}: {said}") for source in sources), row["slug"]
        if row["note"]:
            assert shared_words(row["note"], texts(notes, *NOTES)), row["slug"]


# technologies.csv


def test_every_row_of_the_table_is_a_code(technologies):
    assert len(technologies) == 162
    assert len({row["kind"] for row, _, _ in technologies}) == 12
    for row, scheme, _ in technologies:
        assert row["slug"] in vocabulary.codes(scheme), f"{row['kind']} {row['slug']}"


def test_labels_are_those_of_the_table(technologies):
    """What stands in brackets there may be another label or a note here."""
    for row, _, notes in technologies:
        label = row["pref_label"]
        if label not in texts(notes, *LABELS):
            assert PARENTHESIS.sub("", label) in texts(notes, "prefLabel"), label
            known = words(" ".join(texts(notes, *LABELS, *NOTES)))
            for word in words(" ".join(PARENTHESIS.findall(label))):
                assert any(other.startswith(word) for other in known), f"{label}: {word}"
        others = [*row["abbreviation"].split("/"), *row["alt_labels"].split(";")]
        for other in filter(None, (PARENTHESIS.sub("", text).strip() for text in others)):
            assert other in texts(notes, *LABELS), f"{label}: {other}"


def test_definitions_are_those_of_the_table(technologies):
    """Short ones are written out, as a definition is a sentence; every concept has one."""
    for row, _, notes in technologies:
        (definition,) = texts(notes, "definition")
        if row["definition"] and row["kind"] in AS_PRINTED:
            assert definition == row["definition"]
        cited = re.match(r"s\.(\d+)", row["definition"])
        if cited:
            assert any(f"/section/{cited[1]}" in value.value for value in notes[SOURCE])


def test_places_in_a_list_and_units_are_those_of_the_table(technologies):
    for row, scheme, notes in technologies:
        broader = {value.value for value in notes[SKOS + "broader"]}
        if row["kind"] == "technology":
            assert broader == {f"{CODE}{scheme}/{row['broader']}"} - {f"{CODE}{scheme}/"}
        if row["kind"] == "measure" and row["broader"] in UNITS:
            assert only(notes, FG + "unit") == UNITS[row["broader"]], row["slug"]
        elif row["kind"] == "measure" and row["broader"] in vocabulary.codes("measure"):
            assert only(notes, FG + "numerator") == f"{CODE}measure/{row['broader']}"


def test_matches_to_other_vocabularies_are_those_of_the_table(technologies):
    aligned = {
        (quad.subject.value, quad.object.value)
        for path in resources.files("ontology/alignments", ".ttl")
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
    }
    seen = 0
    for row, scheme, notes in technologies:
        for match in RELATION.finditer(f"{row['dpv_match']} {row['other_match']}"):
            seen += 1
            iri = match["iri"]
            if iri.endswith("#Prohibited"):
                # The table cites the Article; this is its concept in DPV 2.3.
                iri = f"{iri}AISystem-A5-1-e"
            stated = {name: {value.value for value in notes[SKOS + name]} for name in MATCHES}
            names = [name for name in MATCHES if iri in stated[name]]
            if not names:
                assert (f"{CODE}{scheme}/{row['slug']}", iri) in aligned, iri
            elif match["relation"]:
                assert names == [f"{match['relation']}Match"], iri
    assert seen > 12


def test_other_columns_of_the_table_are_kept(technologies):
    for row, scheme, notes in technologies:
        here = texts(notes, *NOTES)
        denominator = re.fullmatch(r"denominator: (\S+)", row["other_match"])
        named = re.fullmatch(r"(?:EFF:|Alaveteli:|MPS LFR policy) (.+)", row["other_match"])
        if denominator:
            assert only(notes, FG + "denominator") == f"{CODE}measure/{denominator[1]}"
        if named:
            assert any(named[1] in text for text in here), row["slug"]
        if row["source"] and row["source"] != "general":
            said = re.sub(
                r"seed Q(\d)([a-z]?)",
                lambda m: f"{REWORDED['seed']} {m[1]}" + (f".{m[2]}" if m[2] else ""),
                row["source"],
            )
            assert REWORDED.get(said, said) in {value.value for value in notes[SOURCE]}, row["slug"]
        assert notes[SOURCE]
        if row["note"] and row["note"] not in OF_THE_TABLE:
            of_all = texts(codes(scheme)[CODE + scheme], "scopeNote")
            assert shared_words(row["note"], here | of_all), f"{row['slug']}: {row['note']}"
