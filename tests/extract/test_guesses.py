"""A table that looks like deployments is refused with a mapping to edit, and never read by it."""

import tomllib

import pytest

from kg import ingest
from kg.errors import NotADisclosureError, UnmappedTableError
from kg.extract.guesses import proposal
from kg.extract.reading import extract
from kg.model import DeploymentRecord, Document
from kg.record.mapping import mapping_from

CSV = """\
Site,When,Length (hours),Alerts raised,Faces scanned,Detained,Weather
Elm Street,03/04/24,4.5,5,21940,0,rain
Oak Road,14/04/24,2,7,900,-,sun
"""


def table(text: str = CSV) -> Document:
    return ingest.read_bytes(text.encode(), name="table.csv")


def test_a_proposal_is_a_mapping_with_every_guess_marked() -> None:
    found = proposal(table())

    assert found is not None
    lines = {line.partition(" = ")[0]: line for line in found.splitlines()}
    assert lines['"Alerts raised"'] == (
        '"Alerts raised" = "total-alerts"   # a guess, from \'total alerts\''
    )
    assert '"place"   # a guess' in lines['"Site"']
    assert "\"date\"   # a guess, from 'the cells below'" in lines['"When"']
    assert '{ measure = "duration", unit = "hours" }' in lines['"Length (hours)"']
    assert '"unread"   # not known' in lines['"Weather"']
    assert '# "-" = "not-held"' in found


def test_a_proposal_can_be_used_once_a_person_took_it() -> None:
    proposed = proposal(table(), force="essex")
    assert proposed is not None

    record = extract(table(), mapping=mapping_from(tomllib.loads(proposed), name="m.toml"))

    assert isinstance(record, DeploymentRecord)
    assert [item.place for item in record.deployments] == ["Elm Street", "Oak Road"]
    assert record.deployments[0].figure("arrests").value == 0


def test_a_table_with_guesses_alone_is_refused_with_the_proposal() -> None:
    with pytest.raises(UnmappedTableError, match=r"(?s)--table MAPPING.*\[columns\]"):
        extract(table())


def test_headings_that_are_known_need_no_mark() -> None:
    found = proposal(table("Location,Date,Arrests\nElm,03/04/24,1\nOak,14/04/24,0\n"))

    assert found is not None
    assert '"Arrests" = "arrests"\n' in found
    assert '"Date" = "date"\n' in found


@pytest.mark.parametrize(
    "text",
    [
        "Site,When,Weather\nElm,03/04/24,rain\nOak,14/04/24,sun\n",
        "Name,When,Alerts\nElm,03/04/24,1\nOak,14/04/24,2\n",
        "Site,Month,Alerts\nElm,April,1\nOak,May,2\n",
    ],
)
def test_another_table_is_offered_no_mapping(text: str) -> None:
    """It lacks a measure, a place, or days."""
    assert proposal(table(text)) is None
    with pytest.raises(NotADisclosureError):
        extract(table(text))


def test_one_field_is_never_guessed_for_two_columns() -> None:
    text = "Site,Venue,When,Arrests,Arrests made\nElm,A,03/04/24,1,1\nOak,B,14/04/24,2,2\n"

    found = proposal(table(text))

    assert found is not None
    said = tomllib.loads(found)["columns"]
    assert [said["Arrests"], said["Arrests made"]] == ["arrests", "unread"]
    assert sorted([said["Site"], said["Venue"]]) == ["place", "unread"]
