"""RDF files are read by what the suffix of their name tells, and broken ones say where."""

import pytest

from kg.errors import SourceError
from kg.validate import data_of

TRIPLE = "<https://e.org/a> <https://e.org/b> <https://e.org/c>"
CONTENTS = {
    "x.ttl": f"{TRIPLE} .",
    "x.TTL": f"{TRIPLE} .",
    "x.nt": f"{TRIPLE} .",
    "x.nq": f"{TRIPLE} <https://e.org/g> .",
    "x.trig": f"<https://e.org/g> {{ {TRIPLE} }}",
    "x.jsonld": '{"@id": "https://e.org/a", "https://e.org/b": {"@id": "https://e.org/c"}}',
    "x.rdf": """<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://e.org/">
        <r:Description r:about="https://e.org/a"><e:b r:resource="https://e.org/c"/>
        </r:Description></r:RDF>""",
}


@pytest.mark.parametrize("name", CONTENTS)
def test_suffix_tells_the_syntax(tmp_path, name):
    path = tmp_path / name
    path.write_text(CONTENTS[name], encoding="utf-8")

    (quad,) = data_of([path])

    terms = [quad.subject.value, quad.predicate.value, quad.object.value]
    assert terms == ["https://e.org/a", "https://e.org/b", "https://e.org/c"]


def test_blank_nodes_of_two_files_stay_apart(tmp_path):
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_text("_:a <https://e.org/b> 1 .", encoding="utf-8")

    quads = list(data_of([tmp_path / "one.ttl", tmp_path / "two.ttl"]))

    assert len({quad.subject for quad in quads}) == 2


def test_broken_file_tells_line_and_column(tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix e: <https://e.org/> .\ne:a e:b f:c .\n", encoding="utf-8")

    with pytest.raises(SourceError) as caught:
        list(data_of([path]))

    assert str(caught.value).startswith(f"{path}, line 2, column 9: The prefix f: has not been")
    assert "this is read as Turtle" in str(caught.value)
    assert caught.value.exit_status == 3


def test_error_without_a_place_is_told_all_the_same(tmp_path):
    path = tmp_path / "remote.jsonld"
    path.write_text('{"@context": "https://e.org/c", "@id": "https://e.org/a", "b": 1}')

    with pytest.raises(SourceError, match=r"remote\.jsonld: .*remote contexts"):
        list(data_of([path]))


def test_binary_file_is_a_broken_file(tmp_path):
    path = tmp_path / "x.nt"
    path.write_bytes(b"\xff\xfe\x00\x01")

    with pytest.raises(SourceError, match="line 1, column 1"):
        list(data_of([path]))


@pytest.mark.parametrize("name", ["table.csv", "nosuffix"])
def test_unknown_suffix_names_the_known_ones(tmp_path, name):
    (tmp_path / name).write_text("a,b")

    with pytest.raises(SourceError, match=r"tells of no RDF syntax; use a file that ends in \.ttl"):
        list(data_of([tmp_path / name]))


def test_missing_file_says_so(tmp_path):
    with pytest.raises(SourceError, match=r"gone\.ttl: No such file"):
        list(data_of([tmp_path / "gone.ttl"]))
