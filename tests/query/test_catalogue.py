from pathlib import Path

import pytest

from kg.errors import MissingHeaderError, UnknownQueryError
from kg.query.catalogue import catalogue, named
from kg.query.headers import Parameter

HEADER = """#+ summary: Which modes did a force use?
#+ description: Looks at statements only.
#+ tags: find, statement
#+ competency: CQ001, CQ003
#+ param: force code force = metropolitan -- the force that answered
#+ param: from date = 2022-01-01 -- first day
#+ param: word text -- a word, if any
#+ column: mode -- the mode
#+ column: words -- the words as printed
#+ caution: One caution.
#+ caution: Another, with a comma.

# Not a part of the header.
SELECT ?mode ?words WHERE { ?s ?p ?mode }
#+ summary: not a header either
"""


def write(folder: Path, name: str, text: str) -> None:
    path = folder / f"{name}.rq"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_header_is_read_whole(tmp_path: Path) -> None:
    write(tmp_path, "find/modes", HEADER)

    query = catalogue(tmp_path)["find/modes"]

    assert query.name == "find/modes"
    assert query.summary == "Which modes did a force use?"
    assert query.description == "Looks at statements only."
    assert query.tags == ("find", "statement")
    assert query.competency == ("CQ001", "CQ003")
    assert query.columns == (("mode", "the mode"), ("words", "the words as printed"))
    assert query.caution == ("One caution.", "Another, with a comma.")
    assert query.parameters == (
        Parameter(
            name="force",
            kind="code",
            scheme="force",
            default="metropolitan",
            description="the force that answered",
        ),
        Parameter(name="from", kind="date", default="2022-01-01", description="first day"),
        Parameter(name="word", kind="text", description="a word, if any"),
    )
    assert query.text == HEADER
    assert query.path == tmp_path / "find" / "modes.rq"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("find/a", "SELECT * WHERE {}", "find/a.rq: the header has no line '#\\+ summary"),
        ("find/a", "#+ summary: What?\nASK {}", "'#\\+ column"),
        ("check/a", "#+ summary: s\n#+ column: focus -- f\nASK {}", "'#\\+ problem"),
        ("check/a", "#+ summary: s\n#+ column: f -- f\n#+ problem: p\n", "'#\\+ solution"),
        ("find/a", "#+ sumary: What?\n", "line 1: .* is no line of a header"),
        ("find/a", "#+ summary:\n", "line 1: .* is no line of a header"),
        ("find/a", "#+ summary: a\n#+ summary: b\n", "line 2: 'summary' is said twice"),
        ("find/a", "#+ param: force code = met -- f\n", "line 1: .* is no parameter"),
        ("find/a", "#+ param: force string -- f\n", "is no parameter"),
        ("find/a", "#+ param: day date force -- f\n", "is no parameter"),
        ("find/a", "#+ param: day date\n", "is no parameter"),
        ("find/a", "#+ column: mode\n", "is no column"),
        ("find/a", "#+ column: a -- b\n#+ column: a -- c\n", "column 'a' is said twice"),
    ],
)
def test_a_header_that_lacks_something_says_where(
    name: str, text: str, said: str, tmp_path: Path
) -> None:
    write(tmp_path, name, text)

    with pytest.raises(MissingHeaderError, match=said):
        catalogue(tmp_path)


def test_every_query_that_ships_has_its_header() -> None:
    assert "find/modes-used" in catalogue()
    for name, query in catalogue().items():
        assert query.summary.endswith("." if name.startswith("rules/") else "?")


@pytest.mark.parametrize("name", ["find/modes-usd", "modes-used", "compare/modes-used"])
def test_an_unknown_name_is_told_with_names_like_it(name: str) -> None:
    with pytest.raises(UnknownQueryError, match=r"did you mean .*'find/modes-used'"):
        named(name)


def test_a_name_like_no_other_is_told_without_guesses() -> None:
    with pytest.raises(UnknownQueryError) as caught:
        named("zzzzzz")

    assert "did you mean" not in str(caught.value)
