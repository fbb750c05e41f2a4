from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import RecordError, UnknownCodeError
from kg.model import DeploymentRecord, Disclosure, Document, Passage, Record
from kg.model.document import Cell, Table
from kg.record import read, read_rulings, write
from kg.record.verification import mismatches
from kg.record.wording import Wording
from kg.record.writing import as_yaml


def written(record: Record, folder: Path) -> Path:
    path = folder / "record.yaml"
    write(record, path)
    return path


def test_a_disclosure_reads_back_as_it_was_written(disclosure: Disclosure, tmp_path: Path) -> None:
    assert read(written(disclosure, tmp_path)) == disclosure


def test_a_deployment_record_reads_back_as_it_was_written(
    deployment_record: DeploymentRecord, tmp_path: Path
) -> None:
    found = read(written(deployment_record, tmp_path))

    assert found == deployment_record
    assert isinstance(found, DeploymentRecord)
    assert [figure.value for figure in found.deployments[1].figures] == [None, None, None]


def test_a_small_rate_is_written_as_a_person_would(deployment_record: DeploymentRecord) -> None:
    assert "false-alert-rate: 0.00008" in as_yaml(deployment_record, wording=Wording())


def test_the_same_record_gives_the_same_bytes(disclosure: Disclosure) -> None:
    assert as_yaml(disclosure, wording=Wording()) == as_yaml(disclosure, wording=Wording())


def test_a_study_can_keep_the_wording_of_questions_out(disclosure: Disclosure) -> None:
    wording = Wording(question_text=False, quote_limit=40, opening=20)

    text = as_yaml(disclosure, wording=wording)

    assert "text:" not in text
    assert "Have you used live facial recognition?" not in text
    assert "quote: Have you used live…" in text


def test_lines_of_the_file_are_known(disclosure: Disclosure, tmp_path: Path) -> None:
    path = written(disclosure, tmp_path)

    found = read(path)

    assert isinstance(found, Disclosure)
    line = found.requests[1].questions[1].line
    assert line is not None
    assert "label: 1.a" in path.read_text(encoding="utf-8").splitlines()[line - 1]


BROKEN = {
    "unclosed list": ("to: [", "record.yaml, line "),
    "unknown force": ("force: metropolitain", "did you mean metropolitan"),
    "unknown scope": ("technology:live-facial-recogniton", "technology.ttl and"),
    "key of nobody": ("held: held\n    wrong: 1", "'wrong' was unexpected"),
    "label without quotes": ("to: [1]", "stand in quotes"),
    "day as text": ("on: '2026-11-22'", "is not a day"),
    "hash too short": ("sha256: abc", "does not match"),
}
PLACES = {
    "unclosed list": "to: ['1']",
    "unknown force": "force: metropolitan",
    "unknown scope": "technology:live-facial-recognition",
    "key of nobody": "held: held",
    "label without quotes": "to: ['1']",
    "day as text": "on: 2026-11-22",
    "hash too short": "sha256: '" + "0" * 64 + "'",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_record_is_told_with_line_and_column(
    fault: str, disclosure: Disclosure, tmp_path: Path
) -> None:
    path = written(disclosure, tmp_path)
    wrong, said = BROKEN[fault]
    text = path.read_text(encoding="utf-8")
    assert PLACES[fault] in text
    path.write_text(text.replace(PLACES[fault], wrong, 1), encoding="utf-8")

    with pytest.raises(RecordError) as caught:
        read(path)

    assert said in str(caught.value)
    assert ", line " in str(caught.value)
    assert ", column " in str(caught.value)


def test_an_unknown_code_is_its_own_error_at_its_own_line(
    disclosure: Disclosure, tmp_path: Path
) -> None:
    path = written(disclosure, tmp_path)
    text = path.read_text(encoding="utf-8").replace("held: not-held", "held: nothing", 1)
    path.write_text(text, encoding="utf-8")
    expected = next(
        number for number, line in enumerate(text.splitlines(), 1) if "held: nothing" in line
    )

    with pytest.raises(UnknownCodeError, match=f"line {expected}, column ") as caught:
        read(path)

    assert "ontology/codes/held.ttl" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"record: other", "record: 'other' is not one of"),
        (b"- a list", "is not of type 'object'"),
        (b"a: 1\na: 2\n", "line 2"),
        (b"a: " + b"[" * 20_000, "nests far deeper"),
    ],
)
def test_what_is_no_record_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "record.yaml"
    path.write_bytes(content)

    with pytest.raises(RecordError, match=said):
        read(path)


def test_a_row_with_a_cell_too_few_is_refused(
    deployment_record: DeploymentRecord, tmp_path: Path
) -> None:
    path = written(deployment_record, tmp_path)
    text = path.read_text(encoding="utf-8").replace("[Market Square, 02/01/00, ", "[02/01/00, ")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RecordError, match="the row has 4 cells and the table 5 columns"):
        read(path)


def test_a_figure_without_a_column_is_refused(
    deployment_record: DeploymentRecord, tmp_path: Path
) -> None:
    path = written(deployment_record, tmp_path)
    text = path.read_text(encoding="utf-8").replace("arrests: 0", "faces-seen: 0")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RecordError, match="no column has the measure 'faces-seen'"):
        read(path)


def test_no_rulings_are_no_fault(tmp_path: Path) -> None:
    assert read_rulings(tmp_path / "links.yaml").presumed_targets == ()


def test_a_broken_ruling_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "links.yaml"
    path.write_text("presumed_targets:\n  - document: a\n    target: b\n", encoding="utf-8")

    with pytest.raises(RecordError, match="line 2, column 5"):
        read_rulings(path)


def test_quotations_are_held_against_the_document(deployment_record: DeploymentRecord) -> None:
    """A cell that differs is told; cells that agree are not."""
    document = table_document(deployment_record)
    assert list(mismatches(deployment_record, document)) == []

    first = deployment_record.deployments[0]
    figure = first.figures[0]
    wrong = replace(figure, passage=replace(figure.passage, quote="7"))
    changed = replace(
        deployment_record,
        deployments=(
            replace(first, figures=(wrong, *first.figures[1:])),
            *deployment_record.deployments[1:],
        ),
    )

    (found,) = mismatches(changed, document)

    assert (found.quoted, found.found) == ("7", "0")
    assert found.place == "grid.pdf, page 1, row 1, column 3"


def test_a_place_outside_the_document_is_a_mismatch(disclosure: Disclosure) -> None:
    document = Document(name="x", media_type="text/plain", sha256="0" * 64, text="short")

    found = list(mismatches(disclosure, document))

    assert found
    assert all(mismatch.found is None for mismatch in found)


@pytest.mark.parametrize(
    ("quote", "words", "holds"),
    [
        ("Have you used…", "Have you used it?", True),
        ("Have you used…", "Have they used it?", False),
        ("used", "used", True),
        ("used", "used it", False),
    ],
)
def test_an_abridged_quotation_holds_its_opening(quote: str, words: str, *, holds: bool) -> None:
    assert Passage(quote=quote, start=0, end=9).holds(words) is holds


def table_document(record: DeploymentRecord) -> Document:
    """Lay *record* out as the document that it was read from."""
    text = record.title.quote + "\n"
    rows = []
    for deployment in record.deployments:
        cells = []
        for word in deployment.passage.quote.split("\t"):
            cells.append(Cell(text=word, start=len(text), end=len(text) + len(word)))
            text += word + "\t"
        rows.append(tuple(cells))
        text = text[:-1] + "\n"
    headings = tuple(Cell(text=column.heading, start=0, end=0) for column in record.columns)
    return Document(
        name="grid.pdf",
        media_type="application/pdf",
        sha256="1" * 64,
        text=text,
        page_starts=(0,),
        tables=(Table(page=1, headings=headings, rows=tuple(rows)),),
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("total-alerts: 0", "total-alerts: 3"), "the figure says 3 and its cell prints '0'"),
        (("total-alerts: not-applicable", "total-alerts: 0"), "the figure says 0 and its cell"),
        (("arrests: blank", "arrests: 0"), "the figure says 0 and its cell prints ''"),
        (("date: 2000-01-02", "date: 2000-01-12"), "the date is 2000-01-12 and its cell prints"),
        (("key: 2000-01-03-market", "key: 2000-01-02-market"), "stands twice"),
    ],
)
def test_a_row_that_differs_from_its_cells_is_refused(
    wrong: tuple[str, str], said: str, deployment_record: DeploymentRecord, tmp_path: Path
) -> None:
    """A slip of the hand in a record would otherwise become a figure with evidence."""
    path = written(deployment_record, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert wrong[0] in text
    path.write_text(text.replace(*wrong, 1), encoding="utf-8")

    with pytest.raises(RecordError, match=r"line .*, column ") as caught:
        read(path)

    assert said in str(caught.value)


def test_a_person_may_say_what_an_unreadable_cell_holds(
    deployment_record: DeploymentRecord, tmp_path: Path
) -> None:
    path = written(deployment_record, tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("'0', 0.008%", "about 3, 0.008%").replace(
            "total-alerts: 0", "total-alerts: 3"
        ),
        encoding="utf-8",
    )

    found = read(path)

    assert isinstance(found, DeploymentRecord)
    assert found.deployments[0].figures[0].value == 3
    assert found.deployments[0].figures[0].passage.quote == "about 3"
