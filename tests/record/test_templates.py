"""templates.yaml: what is read, and what the message says where it cannot be."""

from datetime import date
from pathlib import Path

import pytest

from kg.errors import RecordError, UnknownCodeError
from kg.model.template import Templates
from kg.record.templates import read_templates

GOOD = """\
clusters:
  - key: use
    name: whether it was used
templates:
  - key: live-use
    text: whether {force} deployed {technology} in {period}
    cluster: use
    asks_for: ['measure:total-alerts']
series:
  - key: winter
    name: Winter
    templates: [live-use]
    members:
      - request: gb-kent-26-1
        basis: batch
        reason: The site lists them together.
        role: maintainer
        on: 2026-11-23
matches:
  - request: gb-kent-26-1
    kind: close
    reason: It says 'used'.
    role: maintainer
    on: 2026-11-23
    event_context: [protest]
    questions:
      '1': live-use
      5.c.i: live-use
searches:
  - series: winter
    force: essex
    in: the disclosure log of the force
    on: 2026-11-22
    found: false
    role: maintainer
"""


def read(tmp_path: Path, text: str) -> Templates:
    path = tmp_path / "templates.yaml"
    path.write_text(text, encoding="utf-8")
    return read_templates(path)


def test_a_study_without_the_file_has_none(tmp_path: Path) -> None:
    assert read_templates(tmp_path / "templates.yaml") == Templates()


def test_everything_is_read_with_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)

    (template,) = found.templates
    (series,) = found.series
    (matches,) = found.matches
    (search,) = found.searches
    assert (template.cluster, template.asks_for) == ("use", ("measure:total-alerts",))
    assert (series.members[0].basis, series.members[0].line) == ("batch", 14)
    assert (matches.kind, matches.event_context) == ("close", ("protest",))
    assert matches.questions == {"1": "live-use", "5.c.i": "live-use"}
    assert matches.lines == {"1": 27, "5.c.i": 28}
    assert (search.found, search.on, search.template) == (False, date(2026, 11, 22), None)


def test_that_a_template_asks_for_a_total_is_said_beside_what_it_asks_for(tmp_path: Path) -> None:
    """A number for each deployment is no total, so that nothing but a ruling makes it one."""
    asks = "    asks_for: ['measure:total-alerts']\n"

    (total,) = read(tmp_path, GOOD.replace(asks, f"{asks}    total: true\n")).templates
    (each,) = read(tmp_path, GOOD).templates

    assert (total.total, each.total) == (True, False)
    with pytest.raises(RecordError, match="'asks_for' is a dependency of 'total'"):
        read(tmp_path, GOOD.replace(asks, "    total: true\n"))


def test_a_heading_asks_nothing(tmp_path: Path) -> None:
    asks = "    asks_for: ['measure:total-alerts']\n"

    (heading,) = read(tmp_path, GOOD.replace(asks, "    asks_nothing: true\n")).templates
    (question,) = read(tmp_path, GOOD).templates

    assert (heading.asks_nothing, question.asks_nothing) == (True, False)
    with pytest.raises(RecordError, match="asks_nothing"):
        read(tmp_path, GOOD.replace(asks, "    asks_nothing: heading\n"))


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("{technology}", "{town}", "line 5: '{town}' in the text of 'live-use' is no slot"),
        ("{technology}", "technology}", "line 5: '}' in the text of 'live-use' is no slot"),
        ("cluster: use", "cluster: uses", "there is no cluster 'uses'; did you mean use?"),
        ("[live-use]", "[live-us]", "line 10: there is no template 'live-us'; did you mean live-u"),
        ("5.c.i: live-use", "5.c.i: plans", "line 28: there is no template 'plans'; the templates"),
        ("'1': live-use", "1: live-use", "labels and other numbers that are names stand in quotes"),
        ("  - series: winter", "  - series: summer", "line 30: there is no series 'summer'"),
        ("    name: Winter", "    name: W\n    variant_of: winter", "there is no series 'winter'"),
        ("series: winter\n", "note: nothing\n", "exactly one of the lines 'series' and 'template'"),
        ("    found: false\n", "", "'found' is a required property"),
        ("    reason: It says 'used'.\n", "", "'reason' is a required property"),
        (
            "series:\n  - key",
            "  - key: live-use\n    text: again\nseries:\n  - key",
            "line 9: the template 'live-use' stands in line 5 already",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_mend(
    tmp_path: Path, wrong: str, right: str, says: str
) -> None:
    assert GOOD.count(wrong) >= 1

    with pytest.raises(RecordError) as caught:
        read(tmp_path, GOOD.replace(wrong, right, 1))

    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "right", "near"),
    [
        ("kind: close", "kind: closer", "close"),
        ("basis: batch", "basis: batches", "batch"),
        ("force: essex", "force: esex", "essex"),
        ("[protest]", "[protests]", "protest"),
        ("measure:total-alerts", "measure:total-alert", "measure:total-alerts"),
    ],
)
def test_an_unknown_code_is_told_with_near_ones(
    tmp_path: Path, wrong: str, right: str, near: str
) -> None:
    with pytest.raises(UnknownCodeError, match=f"did you mean .*{near}"):
        read(tmp_path, GOOD.replace(wrong, right, 1))
