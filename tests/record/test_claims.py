"""What an authority says of provisions, amounts and steps goes into YAML and comes back whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.errors import RecordError, UnknownCodeError
from kg.model import (
    Amount,
    Denial,
    Disclosure,
    Document,
    GroundClaim,
    HarmTest,
    Mention,
    Passage,
    ProcessStep,
    PublicInterestTest,
    StatedClass,
)
from kg.record import read, write
from kg.record.extraction import as_json


def words(quote: str, start: int) -> Passage:
    return Passage(quote=quote, start=start, end=start + len(quote))


CLAIM = GroundClaim(
    provision="foia:s31-3",
    cited_as="Section 31(3)",
    limb="confirm-or-deny",
    passage=words("Section 31(3)", 400),
    stated_class=StatedClass(force="qualified", basis="prejudice", passage=words("is q", 420)),
    harm=HarmTest(shown="announced", passage=words("harm must be shown", 430)),
    public_interest=PublicInterestTest(
        shown="made",
        passage=words("Factors for", 450),
        favouring=words("Factors for", 450),
        against=words("Factors against", 470),
        balance=words("On balance", 490),
    ),
)
BARE = replace(CLAIM, provision="foia:s24-2", stated_class=None, harm=None, public_interest=None)
AMOUNTS = (
    Amount(
        bound="more-than",
        as_written="in excess of 1000 searches",
        passage=words("in excess of 1000 searches", 500),
        lower=Decimal(1000),
        unit="searches",
        category="2022",
    ),
    Amount(
        bound="exact",
        as_written="0.5 hours",
        passage=words("0.5 hours", 530),
        value=Decimal("0.5"),
        lower=Decimal("0.5"),
        upper=Decimal("0.5"),
        unit="hours",
    ),
    Amount(
        bound="less-than",
        as_written="<5 arrests",
        passage=words("<5 arrests", 540),
        upper=Decimal(5),
        unit="arrests",
        measure="arrests",
        suppressed=True,
    ),
)


@pytest.fixture
def full(disclosure: Disclosure) -> Disclosure:
    """The invented reply with a claim on a part, amounts, a mention, a denial and steps."""
    first, second = disclosure.answers
    kept, silent = second.parts
    second = replace(second, parts=(kept, replace(silent, held="ncnd", grounds=(CLAIM, BARE))))
    return replace(
        disclosure,
        answers=(replace(first, amounts=AMOUNTS), second),
        mentions=(
            Mention(
                provision="foia:s24-1",
                cited_as="section 24(1)",
                role="quoted-statute",
                passage=words("section 24(1)", 560),
            ),
            Mention(
                provision="foia:s12-2",
                cited_as="s12(2)",
                role="considered",
                passage=words("12(2)", 580),
            ),
        ),
        denials=(
            Denial(
                kind="beside-answer",
                restricted_to=("overtness:covert",),
                to=("2",),
                provisions=("foia:s31-3", "foia:s24-2"),
                passage=words("neither confirm nor deny", 590),
            ),
        ),
        steps=(
            ProcessStep(
                kind="extension-notified",
                on=date(2023, 3, 1),
                until=date(2023, 4, 20),
                passage=words("more time", 620),
            ),
            ProcessStep(kind="internal-review-offered", passage=words("may ask", 640)),
        ),
    )


def test_what_is_written_is_read_again(full: Disclosure, tmp_path: Path) -> None:
    path = tmp_path / "record.yaml"

    write(full, path)

    assert read(path) == full


def test_a_whole_number_is_written_as_one(full: Disclosure, tmp_path: Path) -> None:
    path = tmp_path / "record.yaml"

    write(full, path)

    text = path.read_text(encoding="utf-8")
    assert "lower: 1000\n" in text
    assert "value: 0.5\n" in text


BROKEN = {
    "role: quoted-statute": ("role: relied", RecordError),
    "kind: beside-answer": ("kind: beside", UnknownCodeError),
    "bound: more-than": ("bound: many", UnknownCodeError),
    "shown: announced": ("shown: perhaps", UnknownCodeError),
    "kind: extension-notified": ("kind: tea", UnknownCodeError),
    "until: 2023-04-20": ("until: soon", RecordError),
}


@pytest.mark.parametrize(("line", "mistake"), BROKEN.items())
def test_a_mistake_of_a_person_is_told_with_its_line(
    line: str, mistake: tuple[str, type[Exception]], full: Disclosure, tmp_path: Path
) -> None:
    path = tmp_path / "record.yaml"
    write(full, path)
    wrong, error = mistake
    text = path.read_text(encoding="utf-8")
    assert line in text
    path.write_text(text.replace(line, wrong, 1), encoding="utf-8")

    with pytest.raises(error, match=r"line \d+"):
        read(path)


@pytest.fixture
def printed(full: Disclosure) -> dict[str, Any]:
    document = Document(name="x", media_type="text/plain", sha256="0" * 64, text="x" * 700)
    return as_json(document, full)


def test_the_grounds_of_a_part_apply_to_the_questions_of_its_answer(
    printed: dict[str, Any],
) -> None:
    relied = [item for item in printed["exemptions"] if item["role"] == "relied"]

    assert [(item["section"], item["ncnd"], item["applies_to"]) for item in relied] == [
        ("31", True, ["2"]),
        ("24", True, ["2"]),
    ]
    assert relied[0]["stated_class"] == {"force": "qualified", "basis": "prejudice"}
    assert (relied[0]["harm"], relied[0]["public_interest"]) == ("announced", "made")
    assert (relied[1]["harm"], relied[1]["public_interest"]) == (None, None)


def test_what_is_only_named_has_the_roles_of_the_contract(printed: dict[str, Any]) -> None:
    named = [item for item in printed["exemptions"] if item["role"] != "relied"]

    assert [(item["role"], item["section"], item["ncnd"]) for item in named] == [
        ("considered", "12", True),
        ("listed", "24", False),
    ]


def test_amounts_keep_bounds_apart_from_values(printed: dict[str, Any]) -> None:
    found = printed["answers"]["1"]["amounts"]

    assert [(one["bound"], one["value"], one["lower"], one["upper"]) for one in found] == [
        ("more-than", None, 1000, None),
        ("exact", 0.5, 0.5, 0.5),
        ("less-than", None, None, 5),
    ]
    assert [one["suppressed"] for one in found] == [False, False, True]


def test_denials_and_steps_are_printed_with_their_days(printed: dict[str, Any]) -> None:
    (denial,) = printed["denials"]

    assert (denial["kind"], denial["applies_to"]) == ("beside-answer", ["2"])
    assert [(step["kind"], step["on"], step["until"]) for step in printed["steps"]] == [
        ("extension-notified", "2023-03-01", "2023-04-20"),
        ("internal-review-offered", None, None),
    ]
