"""``kg compare`` as a user meets it, on the study that ships."""

import json

import pytest
from click.testing import CliRunner

from kg.cli import cli, register
from kg.compare.showing import CAUTION
from kg.errors import ParameterError, UnknownSeriesError

register()


@pytest.fixture
def compare(shipped_study):
    def asked(*words: str):
        return CliRunner().invoke(cli, ["compare", "--study", str(shipped_study), *words])

    return asked


def test_the_table_shows_who_was_asked_and_says_what_it_leaves_out(compare):
    found = compare("february-2023")

    assert found.exit_code == 0
    assert "By reference*" in found.stdout
    assert "Of 44 other authorities nothing is known" in found.stdout


def test_what_contradicts_itself_is_not_settled_and_stands_with_its_provisions(compare):
    """Held, it says, and relies on what frees it from saying so: neither refused nor silent."""
    found = compare("palantir-software", "--force", "north-yorkshire")

    assert "Not settled*: foia:s24-2; foia:s31-3" in " ".join(found.stdout.split())
    assert "At odds with itself" in found.stdout


@pytest.mark.parametrize("form", ["table", "csv", "json", "html"])
def test_every_format_comes_with_the_cautions(compare, form):
    found = compare("april-2025", "--format", form)

    assert found.exit_code == 0
    assert [line for line in found.stderr.splitlines() if line.startswith("Caution: ")] == [
        f"Caution: {line}" for line in CAUTION
    ]


def test_only_the_forces_named_are_there(compare):
    found = compare("february-2023", "--force", "kent", "--force", "essex", "--format", "json")

    assert [one["key"] for one in json.loads(found.stdout)["authorities"]] == ["essex", "kent"]


def test_it_is_written_into_a_file(compare, tmp_path):
    target = tmp_path / "matrix.html"

    found = compare("february-2023", "--format", "html", "--output", str(target))

    assert found.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_there_is_not_is_told_with_near_names(compare):
    assert isinstance(compare("febuary-2023").exception, UnknownSeriesError)
    assert isinstance(compare("february-2023", "--force", "knt").exception, ParameterError)


def test_the_table_asks_in_words_and_says_what_is_presumed(compare):
    table = " ".join(compare("february-2023").stdout.split())

    assert not set("{}") & set(table)
    assert "whether the force deployed" in table
    assert "in a presumed" in table


def test_no_slot_of_a_template_is_left_on_the_page(compare):
    page = compare("february-2023", "--format", "html").stdout

    assert "{force}" not in page
    assert "{period}" not in page
