"""tracking.yaml, what a later sheet changes in it, and the codes of a study's own."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.errors import RecordError, UnknownCodeError
from kg.model.tracking import Coding, Sheet, SheetRow, Tracked, Tracking
from kg.record.own_codes import add_codes, as_turtle, check_codes, read_codes
from kg.record.retracking import Retracked, describe, retrack
from kg.record.tracking import as_yaml, read_tracking, write_tracking

BASE = "https://example.org/study/"
ON = date(2026, 11, 22)
SHEET = Sheet(version=0, file="requests.csv", media_type="text/csv", sha256="1" * 64)
LATER = replace(SHEET, sha256="2" * 64)


def request(row: int = 1, **said: object) -> Tracked:
    given = {"force": "kent", "regime": "foia", "written": {"force": "Kent Police"}} | said
    return Tracked(place=SheetRow(sheet=0, page=1, row=row), **given)  # type: ignore[arg-type]


def sent(day: int, **said: object) -> Tracked:
    written = {"force": "Kent Police", "sent": f"{day}/10/2026"}
    return request(sent=date(2026, 10, day), written=written, **said)


def take(*requests: Tracked, tracking: Tracking | None = None, sheet: Sheet = SHEET) -> Retracked:
    return retrack(tracking or Tracking(), sheet, list(enumerate(requests, start=1)))


FULL = request(
    reference="26/1",
    own="7",
    series="winter",
    sent=date(2026, 10, 1),
    received=date(2026, 10, 2),
    acknowledged=date(2026, 10, 5),
    due=date(2026, 10, 30),
    answered=date(2026, 10, 29),
    state="answered",
    links=("https://example.org/1",),
    note="two: letters # and a hash",
    codings=(
        Coding(question="5.c", codes=("mine:evasive",), note="vague", role="maintainer", on=ON),
        Coding(note="long", role="reviewer", on=ON),
    ),
)


# The file


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    tracking = take(FULL, sent(3)).tracking

    write_tracking(tracking, tmp_path / "tracking.yaml")

    assert read_tracking(tmp_path / "tracking.yaml") == tracking
    assert as_yaml(read_tracking(tmp_path / "tracking.yaml")) == as_yaml(tracking)


def test_no_file_is_nothing_tracked(tmp_path: Path) -> None:
    assert read_tracking(tmp_path / "tracking.yaml") == Tracking()


@pytest.mark.parametrize(
    ("now", "then", "error", "said"),
    [
        ("force: kent", "force: kant", UnknownCodeError, "did you mean kent"),
        ("state: answered", "state: overdue", UnknownCodeError, "not a code of"),
        ("sent: 2026-10-01", "sent: 1 Oct", RecordError, "write the day as 2022-01-28"),
        ("sheet: 1,", "sheet: 2,", RecordError, "sheet 2 stands 0 times"),
        ("    series: winter", "    officer: X", RecordError, "remove it, or mend its spelling"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_place(
    now: str, then: str, error: type[RecordError], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "tracking.yaml"
    text = as_yaml(take(FULL).tracking)
    path.write_text(text.replace(now, then, 1), encoding="utf-8")

    with pytest.raises(error, match=rf"tracking\.yaml, line \d+.*{said}"):
        read_tracking(path)


def test_one_request_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "tracking.yaml"
    tracking = take(FULL).tracking
    write_tracking(replace(tracking, requests=tracking.requests * 2), path)

    with pytest.raises(RecordError, match=r"this request stands on line 7 already"):
        read_tracking(path)


# A sheet taken again


def test_the_same_sheet_again_changes_nothing() -> None:
    first = take(FULL, sent(3))

    again = take(FULL, sent(3), tracking=first.tracking)

    assert again.tracking == first.tracking
    assert (again.changes, again.same) == ((), 2)
    assert [change.fresh for change in first.changes] == [True, True]


def test_what_a_later_sheet_says_is_taken_and_told() -> None:
    first = take(sent(1, state="awaiting"), sent(2)).tracking
    answered = {"answered": date(2026, 10, 20), "state": "refused", "reference": "26/9"}
    now = sent(1, **answered)
    now = replace(now, written={**now.written, "answered": "20/10/2026", "state": "Refused"})

    later = take(now, tracking=first, sheet=LATER)

    (change,) = later.changes
    assert change.request.key == "gb-kent-26-9"
    assert list(describe(change)) == [
        "reference 26/9",
        "answered 2026-10-20",
        "state refused (was awaiting)",
    ]
    assert [sheet.version for sheet in later.tracking.sheets] == [1, 2]
    assert [item.place.sheet for item in later.tracking.requests] == [2, 1]


def test_a_blank_cell_denies_nothing() -> None:
    first = take(replace(sent(1), due=date(2026, 10, 29), note="chased")).tracking
    first = replace(
        first, requests=(replace(first.requests[0], written={**sent(1).written, "due": "29/10"}),)
    )

    later = take(sent(1), tracking=first, sheet=LATER)

    assert later.tracking == first
    assert [(row, name) for row, _, name in later.kept] == [(1, "due")]


def test_what_a_person_mended_in_the_file_stays_while_the_cell_is_as_it_was() -> None:
    first = take(sent(1, state="awaiting", reference="26/1")).tracking
    mended = replace(
        first, requests=(replace(first.requests[0], sent=date(2026, 10, 2), state="withdrawn"),)
    )
    same = sent(1, reference="26/1")

    assert take(same, tracking=mended, sheet=LATER).tracking == mended


def test_the_reference_tells_requests_apart_before_the_day_of_sending() -> None:
    first = take(sent(1, reference="26/1"), sent(1, reference="26/2"))

    assert [item.key for item in first.tracking.requests] == ["gb-kent-26-1", "gb-kent-26-2"]


def test_a_second_row_on_one_request_is_told() -> None:
    found = take(sent(1), sent(1), sent(1, force="essex"))

    assert [item.force for item in found.tracking.requests] == ["kent", "essex"]
    assert [fault.row for fault in found.faults] == [2]
    assert "the request of row 1 again" in found.faults[0].reason


def test_rows_of_one_request_may_each_code_an_answer() -> None:
    def coded(label: str, code: str) -> Tracked:
        coding = Coding(question=label, codes=(code,), role="maintainer", on=ON)
        return sent(1, reference="26/1", codings=(coding,))

    found = take(coded("1", "a:b"), coded("2", "a:c"), coded("2", "a:d"))

    (item,) = found.tracking.requests
    assert [(coding.question, coding.codes) for coding in item.codings] == [
        ("1", ("a:b",)),
        ("2", ("a:c",)),
    ]
    assert [fault.row for fault in found.faults] == [3]
    assert "row 2 codes question 2 too" in found.faults[0].reason


def test_rows_of_one_request_that_differ_are_not_chosen_between() -> None:
    coding = Coding(question="1", codes=("a:b",), role="maintainer", on=ON)

    found = take(sent(1, reference="26/1"), sent(2, reference="26/1", codings=(coding,)))

    assert "its sent is 2026-10-02, and row 1 says 2026-10-01" in found.faults[0].reason
    assert found.tracking.requests[0].codings == ()


def test_a_coding_changes_with_the_sheet_and_keeps_what_it_leaves_blank() -> None:
    def coded(day: date, **said: object) -> Tracked:
        coding = Coding(question="1", role="maintainer", on=day, **said)  # type: ignore[arg-type]
        return request(reference="26/1", codings=(coding,))

    first = take(coded(ON, codes=("a:b",), note="vague")).tracking
    same = take(coded(date(2026, 12, 1), codes=("a:b",)), tracking=first, sheet=LATER)
    later = take(coded(date(2026, 12, 1), codes=("a:c",)), tracking=first, sheet=LATER)

    assert same.tracking == first
    (coding,) = later.tracking.requests[0].codings
    assert (coding.codes, coding.note, coding.on) == (("a:c",), "vague", date(2026, 12, 1))


# Codes of a study's own

MINE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix m: <https://example.org/study/code/mine/> .

<https://example.org/study/code/mine> a skos:ConceptScheme .

m:evasive a skos:Concept ;
    skos:prefLabel "Evasive"@en ; skos:altLabel "Dodges"@en ;
    skos:definition "Answers another question."@en ;
    skos:inScheme <https://example.org/study/code/mine> .
"""


def written(text: str, tmp_path: Path, name: str = "mine.ttl") -> Path:
    path = tmp_path / "codes" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_codes_are_read_with_their_names_and_places(tmp_path: Path) -> None:
    own = read_codes([written(MINE, tmp_path)], base=BASE)

    (concept,) = own.concepts
    assert concept.code == "mine:evasive"
    assert set(concept.names) == {"evasive", "Evasive", "Dodges"}
    assert own.origins[f"{BASE}code/mine/evasive"] == ("codes/mine.ttl", 6)


@pytest.mark.parametrize(
    ("text", "base", "said"),
    [
        ("<https://example.org/study/code/mine> a ", BASE, r"line 1, column \d+.*mend the Turtle"),
        ("<https://example.org/x> a <https://example.org/y> .", BASE, "is no code of this study"),
        ("<https://example.org/study/code/M/x> a <urn:y> .", BASE, "is no code of this study"),
        ("[] a <https://example.org/y> .", BASE, "a node without a name"),
        (
            "<https://w3id.org/foigraph/code/outcome/mine> a <urn:y> .",
            "https://w3id.org/foigraph/",
            "the scheme 'outcome' is one of ours",
        ),
    ],
)
def test_what_is_no_code_of_the_study_is_refused(
    text: str, base: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(RecordError, match=said):
        read_codes([written(text, tmp_path)], base=base)


def test_a_code_that_the_study_lacks_is_told_with_near_ones(tmp_path: Path) -> None:
    own = read_codes([written(MINE, tmp_path)], base=BASE)
    coding = Coding(codes=("mine:evasiv",), role="maintainer", on=ON, line=9)
    tracking = Tracking(requests=(request(reference="1", codings=(coding,)),))

    with pytest.raises(UnknownCodeError, match=r"line 9: 'mine:evasiv' .*mean mine:evasive\?"):
        check_codes(tracking, own.concepts, path=tmp_path / "tracking.yaml")


def test_new_codes_are_added_once_and_without_a_definition(tmp_path: Path) -> None:
    folder = tmp_path / "codes"
    add_codes(['Says "no"'], folder, base=BASE)
    path = add_codes(["Blanket refusal"], folder, base=BASE)

    own = read_codes([path], base=BASE)

    assert [concept.code for concept in own.concepts] == ["own:says-no", "own:blanket-refusal"]
    assert 'Says "no"' in own.concepts[0].names
    assert not any(triple.predicate.value.endswith("definition") for triple in own.triples)
    with pytest.raises(RecordError, match="both come to the key says-no"):
        add_codes(["Says: no"], folder, base=BASE)


def test_new_codes_may_join_a_file_that_a_person_wrote_with_other_prefixes(tmp_path: Path) -> None:
    theirs = MINE.replace("skos:", "s:").replace("code/mine", "code/own").replace("m:", "mine:")
    written(theirs, tmp_path, "own.ttl")

    path = add_codes(["Late"], tmp_path / "codes", base=BASE)

    codes = [concept.code for concept in read_codes([path], base=BASE).concepts]
    assert codes == ["own:evasive", "own:late"]


def test_a_code_of_signs_only_has_no_key() -> None:
    with pytest.raises(RecordError, match="no key can be made of this code"):
        as_turtle(["??"], base=BASE, header=True)
