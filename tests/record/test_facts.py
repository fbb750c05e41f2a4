from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.model import DeploymentRecord, Disclosure
from kg.record.facts import facts, unit_of, units
from kg.record.load import load_text, load_to_edit
from kg.record.marks import as_read, changed, marks_of
from kg.record.wording import Wording
from kg.record.writing import as_yaml

Make = Callable[[Any], Path]


def test_each_fact_of_a_reply_has_an_address_that_a_person_can_type(
    disclosure: Disclosure, file_of: Make
) -> None:
    found = facts(load_to_edit(file_of(disclosure)))

    assert {
        "force",
        "decision",
        "request/00-foi-00-000002/received",
        "request/00-foi-00-000002/refines",
        "question/1.a",
        "question/1.a/period",
        "question/2/topic",
        "answer/1/coverage-claimed",
        "answer/2",
        "answer/2/interpretation",
        "answer/2/statement/1",
        "answer/2/part/2",
    } <= found.keys()
    assert found["answer/2"].value == "held not-held; disclosure none"
    assert found["question/1/period"].value == "2022-01/2023-01"
    assert found["decision"].value == "full-disclosure"


def test_each_figure_of_a_row_has_an_address_and_its_cell(
    deployment_record: DeploymentRecord, file_of: Make
) -> None:
    found = facts(load_to_edit(file_of(deployment_record)))

    figure = found["deployment/2000-01-02-market-square/false-alert-rate"]
    assert figure.value == "0.00008"
    assert figure.passage is not None
    assert (figure.passage.quote, figure.passage.row, figure.passage.column) == ("0.008%", 1, 4)
    assert found["deployment/2000-01-03-market-square/arrests"].value == "blank"
    assert "technical fault" in found["deployment/2000-01-03-market-square/status"].value
    assert found["column/5"].value.startswith("heading Arrests / Disposals; measure arrests")


def test_a_fact_tells_the_line_that_states_it(disclosure: Disclosure, file_of: Make) -> None:
    path = file_of(disclosure)
    lines = path.read_text(encoding="utf-8").splitlines()

    found = facts(load_to_edit(path))

    for address, word in (
        ("force", "force:"),
        ("question/1/period", "period:"),
        ("answer/2", "to:"),
    ):
        line = found[address].line
        assert line is not None
        assert word in lines[line - 1]


def test_a_key_that_nobody_has_told_of_is_a_fact_under_its_thing(
    disclosure: Disclosure, file_of: Make
) -> None:
    """What the schema gains needs no rule here."""
    content = load_to_edit(file_of(disclosure))
    content["answers"][0]["later_key"] = "a value"
    content["answers"][0]["costs"] = [{"value": 3, "at": [1, 2], "quote": "3"}, {"value": 4}]
    content["closing"] = {"code": "x", "at": [1, 2], "quote": "bye"}

    found = facts(content)

    assert found["answer/1/later-key"].value == "a value"
    assert (found["answer/1/cost/1"].value, found["answer/1/cost/2"].value) == ("3", "4")
    assert found["closing"].value == "x"


def test_two_things_of_one_name_have_two_addresses(disclosure: Disclosure, file_of: Make) -> None:
    content = load_to_edit(file_of(disclosure))
    ground = {
        "provision": "foia:s12-1",
        "cited_as": "s12",
        "limb": "cost",
        "at": [1, 2],
        "quote": "s",
    }
    content["answers"][0]["grounds"] = [ground, dict(ground, limb="withhold")]
    content["answers"].append(dict(content["answers"][1], to=["2"]))

    found = facts(content)

    assert found["answer/1/ground/foia:s12-1"].value.endswith("limb cost")
    assert found["answer/1/ground/foia:s12-1-2"].value.endswith("limb withhold")
    assert {"answer/2", "answer/2-2"} <= found.keys()


def test_every_fact_stands_in_one_unit(
    disclosure: Disclosure, deployment_record: DeploymentRecord, file_of: Make
) -> None:
    for record in (disclosure, deployment_record):
        content = load_to_edit(file_of(record))

        assert {unit_of(address) for address in facts(content)} <= units(content).keys()


def test_a_record_as_it_was_read_has_no_change_and_every_mark(
    disclosure: Disclosure, deployment_record: DeploymentRecord, file_of: Make
) -> None:
    """The marks are made before the YAML is written, and hold for what comes back from it."""
    for record in (disclosure, deployment_record):
        content = load_to_edit(file_of(record))

        assert as_read(content) == set(marks_of(content))
        assert changed(content) == ()


def test_what_a_person_changes_or_adds_is_seen_and_layout_is_not(
    disclosure: Disclosure, file_of: Make
) -> None:
    path = file_of(disclosure)
    text = path.read_text(encoding="utf-8")
    text = text.replace("topic: live", "topic: LIVE").replace(
        "received: 2023-02-20", "received: 2023-02-21"
    )
    text = text.replace("to: ['1']", "to:\n      - '1'").replace("held: held", 'held: "held"')
    text = text.replace(
        "force: metropolitan", "# a remark\nforce: metropolitan\npublished: 2023-09-01"
    )
    path.write_text(text, encoding="utf-8")

    found = changed(load_to_edit(path))

    assert set(found) == {"published", "request/00-foi-00-000002/received"}


def test_without_marks_nobody_can_tell(disclosure: Disclosure) -> None:
    content = load_text(as_yaml(disclosure, wording=Wording()), path=Path("by hand"))

    assert as_read(content) is None
    assert changed(content) == ()
