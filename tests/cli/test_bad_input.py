"""Bad input: what, where and how to mend it; the right exit status; nothing written or lost."""

from pathlib import Path

import pytest

from tests.cli.running import kg

LETTER = """\
Freedom of Information Request Reference No: 01.FOI.00.000001
You asked the Metropolitan Police:
1. Have you used live facial recognition?
I have today decided to disclose the located information to you in full.
"""
FRENCH = """\
Madame, Monsieur, vous avez demandé à la police si elle a utilisé la reconnaissance faciale dans les
rues de la ville pendant les derniers mois. Nous avons cherché dans les dossiers et nous ne trouvons
aucun document qui réponde à votre question. Vous pouvez faire appel de cette décision auprès de la
commission dans un délai de deux mois. Nous vous prions de croire à nos sentiments les meilleurs.
"""
RECIPE = """\
Take two onions and chop them. Fry them in butter until they are soft, and then add the stock and
the carrots. Let it all cook for an hour on a low heat, and serve it with bread. It is better on the
next day, when the taste has had time to settle, and it keeps for a week in a cold place.
"""


def empty_pdf() -> bytes:
    """Return a PDF of one page without a word on it."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


SOURCES: dict[str, tuple[bytes, str, str]] = {
    "no disclosure": (RECIPE.encode(), "not-a-disclosure", "give the page or letter"),
    "empty file": (b"", "no-text", "empty"),
    "binary file": (b"\x7fELF\x00\x01\x02\x03" * 50, "unreadable-source", "bad"),
    "PDF without text": (empty_pdf(), "no-text", "page 1"),
    "another language": (FRENCH.encode(), "not-english", "French"),
    "wide letters without a mark": (LETTER.encode("utf-16-le"), "unreadable-source", "NUL"),
    "web page without words": (
        b"<!doctype html><html><body><script>let it = 1</script></body></html>",
        "no-text",
        "words",
    ),
}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    assert kg("init", "study", cwd=tmp_path).returncode == 0
    return tmp_path / "study"


@pytest.mark.parametrize("case", SOURCES)
@pytest.mark.parametrize("command", [("extract",), ("extract", "--json"), ("add",)])
def test_a_source_that_cannot_be_read_is_told_and_nothing_is_written(
    case: str, command: tuple[str, ...], study: Path
) -> None:
    content, code, said = SOURCES[case]
    (study / "bad").write_bytes(content)

    done = kg(*command, "bad", cwd=study)

    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith(f"kg: {code}: bad")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list((study / "records").iterdir()) == []
    assert list((study / "documents").iterdir()) == []


def test_a_source_that_is_not_there_is_told(study: Path) -> None:
    done = kg("extract", "nowhere.txt", cwd=study)

    assert done.returncode == 3
    assert done.stderr.startswith("kg: unreadable-source: nowhere.txt")


def test_a_bad_source_stops_no_good_one(study: Path) -> None:
    (study / "bad").write_bytes(b"")
    (study / "good.txt").write_text(LETTER, encoding="utf-8")

    done = kg("add", "bad", "good.txt", cwd=study)

    assert done.returncode == 3
    assert "kg: no-text: bad" in done.stderr
    assert [path.name for path in (study / "records").iterdir()] == [
        "gb-metropolitan-01-foi-00-000001.yaml"
    ]


def test_a_force_that_is_none_is_told_with_near_ones(study: Path) -> None:
    (study / "good.txt").write_text(LETTER, encoding="utf-8")

    done = kg("add", "--force", "metropolitain", "good.txt", cwd=study)

    assert done.returncode == 2
    assert "did you mean metropolitan" in done.stderr


def added(study: Path) -> Path:
    (study / "good.txt").write_text(LETTER, encoding="utf-8")
    assert kg("add", "good.txt", cwd=study).returncode == 0
    (record,) = (study / "records").iterdir()
    return record


def test_the_same_bytes_twice_are_one_document(study: Path) -> None:
    record = added(study)
    before = record.read_bytes()

    done = kg("add", "good.txt", cwd=study)

    assert done.returncode == 0
    assert "already the record" in done.stderr
    assert record.read_bytes() == before


@pytest.mark.parametrize("status", ["unreviewed", "accepted"])
def test_a_record_of_other_bytes_is_never_touched_without_being_told_to(
    status: str, study: Path
) -> None:
    """Other bytes of one document are its next version, unless they are to replace it."""
    record = added(study)
    text = record.read_text(encoding="utf-8").replace("status: unreviewed", f"status: {status}")
    record.write_text(text, encoding="utf-8")
    (study / "good.txt").write_text(LETTER + "More.\n", encoding="utf-8")

    again = kg("add", "good.txt", cwd=study)
    assert again.returncode == 0
    assert record.read_text(encoding="utf-8") == text
    version = record.with_name(f"{record.stem}-v2.yaml")
    assert "version: 2" in version.read_text(encoding="utf-8")

    (study / "good.txt").write_text(LETTER + "More still.\n", encoding="utf-8")
    replaced = kg("add", "--replace", "good.txt", cwd=study)
    assert replaced.returncode == 0
    assert sorted(path.name for path in record.parent.iterdir()) == [version.name, record.name]
    assert record.read_text(encoding="utf-8") == text


def test_a_broken_record_is_told_with_line_and_column_and_the_old_generation_stays(
    study: Path,
) -> None:
    record = added(study)
    assert kg("build", cwd=study).returncode == 0
    before = (study / ".kg" / "current").readlink()
    good = record.read_text(encoding="utf-8")
    for wrong, code, said in (
        (good + "answers: [", "record", ", line "),
        (
            good.replace("force: metropolitan", "force: metropolitain"),
            "unknown-code",
            "did you mean",
        ),
    ):
        record.write_text(wrong, encoding="utf-8")

        done = kg("build", cwd=study)

        assert done.returncode == 3
        assert done.stderr.startswith(f"kg: {code}: ")
        assert f"{record.name}, line " in done.stderr
        assert ", column " in done.stderr
        assert said in done.stderr
        assert (study / ".kg" / "current").readlink() == before
        assert record.read_text(encoding="utf-8") == wrong


def test_a_generation_that_does_not_conform_is_reported_and_never_current(study: Path) -> None:
    """An e-mail address in a topic is no fault of form; only the shapes can refuse it."""
    record = added(study)
    assert kg("build", cwd=study).returncode == 0
    before = (study / ".kg" / "current").readlink()
    text = record.read_text(encoding="utf-8")
    assert "label: '1'" in text
    record.write_text(
        text.replace("label: '1'", "label: '1'\n        topic: ask j.doe@example.org"),
        encoding="utf-8",
    )

    done = kg("build", cwd=study)

    assert done.returncode == 1, done.stderr
    assert "kg: generation-rejected:" in done.stderr
    assert record.name in done.stderr
    assert (study / ".kg" / "current").readlink() == before
    assert kg("validate", cwd=study).returncode == 0


def test_a_quotation_that_is_not_in_its_document_is_reported(study: Path) -> None:
    record = added(study)
    text = record.read_text(encoding="utf-8")
    assert "Have you used" in text
    record.write_text(text.replace("Have you used", "Have you abused"), encoding="utf-8")

    done = kg("build", cwd=study)

    assert done.returncode == 1
    assert "word for word" in done.stderr
    assert "Have you used" in done.stderr


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x WHERE {\n  ?x a fg:Deployment ;;;\n", "line "),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }", "SERVICE"),
        ("", "line 1"),
    ],
)
def test_a_query_that_cannot_be_run_is_told_with_its_place(
    query: str, said: str, study: Path
) -> None:
    added(study)
    assert kg("build", cwd=study).returncode == 0
    (study / "bad.rq").write_text(query, encoding="utf-8")

    done = kg("query", "bad.rq", cwd=study)

    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("query", "find/modes-usd"), 2, "did you mean 'find/modes-used'"),
        (("query", "find/modes-used", "-p", "force=met"), 2, "metropolitan"),
        (("query", "find/modes-used", "-p", "from=yesterday"), 2, "from"),
        (("query", "find/modes-used", "-p", "nothing"), 2, "name=value"),
        (("query", "find/modes-used"), 4, "run 'kg build'"),
        (("validate",), 4, "run 'kg build'"),
        (("build", "--study", "nowhere"), 2, "kg init"),
        (("init", "."), 2, "is not empty"),
        (("export", "out"), 4, "run 'kg build'"),
    ],
)
def test_wrong_usage_is_told_with_its_mend(
    arguments: tuple[str, ...], status: int, said: str, study: Path
) -> None:
    done = kg(*arguments, cwd=study)

    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_broken_rdf_is_told_with_its_line(study: Path) -> None:
    (study / "bad.ttl").write_text("<http://a.example/> <b> .\n", encoding="utf-8")

    done = kg("validate", "bad.ttl", cwd=study)

    assert done.returncode == 3
    assert "bad.ttl" in done.stderr
    assert "line 1" in done.stderr
