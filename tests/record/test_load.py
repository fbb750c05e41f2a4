"""Both ways to read YAML give the same content and the same places."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.compat import StringIO

from kg import resources
from kg.errors import RecordError
from kg.record.events import DEEPEST, NotPlainError, plain
from kg.record.load import load, load_text

FILES = sorted((resources.root() / "studies").rglob("*.yaml"))

PLAIN_VALUES = """
tilde: ~
truth: true
yes: yes
'off': off
whole: 12
signed: -3
nought: 007
eight: 0o17
sixteen: 0x1F
under: 1_000
part: 0.10
big: 1e3
infinite: .inf
day: 2022-01-28
sixty: 12:30:45
text: 3 or 4
version: 1.2.3
folded: one
  two

  three
"""


def places(content):
    """Return *content* with the type of each value, and the place of each container."""
    if isinstance(content, dict):
        held = [(key, places(value)) for key, value in content.items()]
    elif isinstance(content, list):
        held = list(map(places, content))
    else:
        kinds = (bool, int, float, str)
        return next((kind for kind in kinds if isinstance(content, kind)), type(content)), content
    return content.lc.line, content.lc.col, dict(content.lc.data or {}), held


def both(text):
    return places(plain(text)), places(load_text(text, path=Path("text.yaml")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_the_study_is_plain_and_read_alike(path):
    quick, slow = both(path.read_text(encoding="utf-8"))
    assert quick == slow


@pytest.mark.parametrize("line", PLAIN_VALUES.strip().split("\n", 18))
def test_a_value_without_quotes_means_the_same(line):
    quick, slow = both(line)
    assert quick == slow


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.dates(),
    st.text(st.characters(exclude_categories=("Cs", "Cc"))),
    st.sampled_from(["~", "yes", "1_0", "0o7", "1.0", "- a", "a: b", "# a", "<<", "=", "&a", "*a"]),
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc-_. 1:#", max_size=5), inner),
    max_leaves=12,
)


@given(tree=trees, flow=st.booleans())
def test_what_is_written_is_read_alike(tree, flow):
    yaml = YAML()
    yaml.default_flow_style = flow
    stream = StringIO()
    yaml.dump({"tree": tree}, stream)
    text = stream.getvalue()
    try:
        quick = plain(text)
    except NotPlainError:
        return  # ruamel.yaml reads it
    assert places(quick) == places(load_text(text, path=Path("text.yaml")))


@given(text=st.text("ab:- \n#'\"[]{},?|>&*!%~1.", max_size=40))
def test_no_text_is_read_in_two_ways(text):
    try:
        quick = plain(text)
    except NotPlainError:
        return
    if quick is None:
        return  # load() refuses it
    try:
        slow = load_text(text, path=Path("text.yaml"))
    except RecordError:
        pytest.fail(f"ruamel.yaml refuses what libyaml read: {text!r}")
    assert places(quick) == places(slow)


@pytest.mark.parametrize(
    "text",
    [
        "a: &one 1\nb: *one\n",
        "a: !!str 1\n",
        "a: 1\na: 2\n",
        "<<: {a: 1}\n",
        "1: one\n",
        "[a]: one\n",
        "%YAML 1.1\n---\na: 1\n",
        "a: 1\n---\na: 2\n",
        "a: 1\n...\n",
        "a: 2022-13-45\n",
        "a: 2022-01-28 10:00:00\n",
        "a:\tone\n",
        "a: one\ttwo\n",
        "a: |-#z\n  one\n",
        "a: |+\n#z\n",
        "a: | # z\n  one\n",
        "a: |\n \n  one\n",
        "a: >\n...\n",
        "- ['a':1]\n",
        "- [a: 1]\n",
        "a: one\x85two\n",
        "a: one\u2028two\n",
        "a:\nb: 1\n",
        "a: [\n",
        "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
    ],
)
def test_what_the_two_may_see_otherwise_is_left_to_one(text):
    with pytest.raises(NotPlainError):
        plain(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [\n", "line 2, column 1"),
        ("a: 1\na: 2\n", "duplicate key"),
        ("", "the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("[" * 100_000, "nests far deeper"),
        ("b: 1\na: 2026-02-30\n", "line 2: day .* mend the value"),
        pytest.param("b: 1\na: " + "9" * 5000, "line 2: Exceeds the limit .* mend", id="digits"),
        ("a: 2020-01-01T25:00:00Z\n", "line 1: hour must be in"),
        ("a: !!int x\n", "mend the value"),
        ('a: "\\UFFFFFFFF"\n', "mend the value"),
        ("[[[a]]]: x\n", "mend the value"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_place(text, message, tmp_path):
    path = tmp_path / "record.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=message):
        load(path)
