"""Measures of the examples of the ontology: editions, reports of others, sets and scopes, whole."""

from pyoxigraph import RdfFormat, Store

from kg import resources
from kg.measure import measuring, unit_rows, writing
from kg.measure.record import Asked

ONTOLOGY = resources.root() / "ontology"
BASE = "https://example.org/"
FG = "https://w3id.org/foigraph/ontology#"
SCHEMES = ("measure", "measure-definition", "overtness", "outcome", "foia", "force")


def measured(example, name, *by):
    store = Store()
    store.load((ONTOLOGY / "examples" / f"{example}.trig").read_bytes(), format=RdfFormat.TRIG)
    for scheme in SCHEMES:
        codes = (ONTOLOGY / "codes" / f"{scheme}.ttl").read_bytes()
        store.load(codes, format=RdfFormat.TURTLE)
    ask = unit_rows.asking(store, BASE)
    return measuring.measured(name, ask, Asked(by=by))


def told(figure):
    return [iri.rpartition("/")[2] for iri in figure.rests_on]


def test_a_later_edition_settles_and_the_earlier_one_is_not_added():
    """The record to July says 2 arrests at Mill Lane, the later edition 3."""
    (found,) = measured("figure-changed-later", "arrests")

    assert found.numerator.low == 3
    assert told(found) == ["gb-nowhere-editions-v2-2022-05-14-mill-lane-arrests"]


def test_what_volunteers_say_beside_the_record_is_not_added():
    """They say 6 alerts of 10 June where the record says 5: 10, 5 and 3 are the record's."""
    (found,) = measured("figures", "alerts")

    assert (found.numerator.low, found.units) == (18, 3)
    assert not [name for name in told(found) if "volunteers" in name]


def test_the_total_of_a_set_stands_beside_its_deployments_and_not_in_them():
    (single,) = measured("figures", "arrests")
    (of_set,) = measured("figures", "arrests", "set")

    assert (single.numerator.low, single.units) == (5, 3)
    assert (of_set.numerator.low, of_set.units) == (5, 1)
    assert dict(of_set.group)["set"].startswith("Deployments of 2023")


def test_n_of_m_forces_answered_the_same_question():
    found = {
        dict(figure.group)["template"]: writing.sentence(figure)
        for figure in measured("asked-of-several", "forces-answered")
    }

    assert found == {
        "correct-matches": "1 of 2 forces",
        "crowd-images": "0 of 1 force",
        "live-use": "2 of 3 forces",
        "searches": "2 of 3 forces",
    }


def test_silence_on_covert_use_rests_on_the_part_and_disclosure_on_the_answer():
    scopes = {dict(f.group)["scope"]: f for f in measured("asked-of-several", "ncnd")}
    (whole,) = measured("asked-of-several", "disclosure-rate")

    assert (scopes["Covert"].numerator.low, told(scopes["Covert"])) == (1, ["gb-nowhere-1-q1-p2"])
    assert scopes["Overt"].numerator.low == 0
    assert "gb-nowhere-1-q1" in told(whole)
    assert not [name for name in told(whole) if name.endswith(("-p1", "-p2"))]


def test_the_clock_is_that_of_the_law():
    """Of seven first replies one has no due day that can be told; 3 of the others came in time."""
    (found,) = measured("clock", "in-time")

    assert (found.numerator.low, found.denominator.low) == (3, 6)
    assert found.missing == (("due day not known", 1),)


def test_bodies_without_a_name_are_not_taken_for_one():
    trig = "".join(
        f"<{BASE}{name}> a <{FG}Deployment> ; <{FG}operator> <{BASE}f{name}> ." for name in "ab"
    )
    store = Store()
    store.load(trig.encode(), format=RdfFormat.TRIG)
    ask = unit_rows.asking(store, BASE)

    found = measuring.measured("deployments", ask, Asked(by=("force",)))

    assert [dict(figure.group)["force"] for figure in found] == [
        f"{BASE}fa",
        f"{BASE}fb",
    ]
