import hashlib
import json
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg import __version__, vocabulary
from kg.errors import UsageError
from kg.export import release as module
from kg.export.release import SUFFIXES, flat, release

STEM = f"foigraph-{__version__}"


def write(quads: list[Quad], out: Path, *formats: str) -> tuple[Path, ...]:
    return release(
        quads, out, formats=formats or SUFFIXES, name="0123456789ab", base=vocabulary.HOME
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_release_has_a_file_a_format_and_a_manifest(quads: list[Quad], tmp_path: Path) -> None:
    written = write(quads, tmp_path / "new" / "out")

    names = [f"{STEM}{end}" for end in (".ttl", ".trig", ".nq", ".jsonld", "-framed.jsonld")]
    assert [path.name for path in written] == [*names, "manifest.json"]
    assert all(path.parent == tmp_path / "new" / "out" for path in written)
    assert sorted(contents(tmp_path / "new" / "out")) == sorted([*names, "manifest.json"])
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["out"]


def test_the_manifest_tells_hashes_sizes_and_counts(quads: list[Quad], tmp_path: Path) -> None:
    *files, manifest = write([*quads, quads[0]], tmp_path / "out")

    said = json.loads(manifest.read_text(encoding="utf-8"))

    for path in files:
        content = path.read_bytes()
        assert said["files"][path.name] == {
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
    assert (said["quads"], said["triples"], said["graphs"]) == (len(quads), len(quads) - 1, 2)
    assert (said["version"], said["generation"]) == (__version__, "0123456789ab")


def test_every_format_holds_the_same_quads(quads: list[Quad], tmp_path: Path) -> None:
    flat_file, trig, nquads, jsonld, _, _ = write(quads, tmp_path / "out")

    assert set(parse(path=str(trig), format=RdfFormat.TRIG)) == set(quads)
    assert set(parse(path=str(nquads), format=RdfFormat.N_QUADS)) == set(quads)
    assert set(parse(path=str(jsonld), format=RdfFormat.JSON_LD)) == set(quads)
    found = {quad.triple for quad in parse(path=str(flat_file), format=RdfFormat.TURTLE)}
    assert found == {quad.triple for quad in quads}
    lines = nquads.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)


def test_the_same_quads_give_the_same_bytes(quads: list[Quad], tmp_path: Path) -> None:
    write(quads, tmp_path / "one")
    write(quads[::-1], tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_only_the_formats_asked_for_are_written(quads: list[Quad], tmp_path: Path) -> None:
    write(quads, tmp_path / "out", "jsonld", "turtle", "turtle")

    assert sorted(contents(tmp_path / "out")) == [f"{STEM}.jsonld", f"{STEM}.ttl", "manifest.json"]


def test_an_earlier_release_is_replaced_whole(quads: list[Quad], tmp_path: Path) -> None:
    write(quads, tmp_path / "out")

    write(quads[:3], tmp_path / "out", "nquads")

    assert sorted(contents(tmp_path / "out")) == [f"{STEM}.nq", "manifest.json"]
    assert len((tmp_path / "out" / f"{STEM}.nq").read_text(encoding="utf-8").splitlines()) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_filled(quads: list[Quad], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    assert len(write(quads, tmp_path / "out", "nquads")) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", "mine"),
        ("manifest.json", '{"project": "another", "files": {}}'),
        ("manifest.json", "[]"),
        ("manifest.json", "no json"),
    ],
)
def test_a_folder_with_something_else_in_it_is_left_alone(
    name: str, content: str, quads: list[Quad], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text(content, encoding="utf-8")

    with pytest.raises(UsageError, match=r"holds what no release put there .*name an empty"):
        write(quads, tmp_path / "out")

    assert contents(tmp_path / "out") == {name: content.encode()}


def test_what_was_put_beside_a_release_is_not_lost(quads: list[Quad], tmp_path: Path) -> None:
    write(quads, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match=r"\(notes.txt\)"):
        write(quads[:3], tmp_path / "out")

    assert len(contents(tmp_path / "out")) == 7


def test_a_file_is_no_place_for_a_release(quads: list[Quad], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="is a file"):
        write(quads, tmp_path / "out")


def test_an_unknown_format_is_told_and_nothing_is_written(
    quads: list[Quad], tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="'xlsx' is no format of a release; it is turtle"):
        write(quads, tmp_path / "out", "nquads", "xlsx")

    assert list(tmp_path.iterdir()) == []


def test_a_release_that_cannot_be_finished_leaves_the_earlier_one(
    quads: list[Quad], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(quads, tmp_path / "out")
    before = contents(tmp_path / "out")
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name.endswith(".draft"):
            raise OSError("no space left")
        return rename(self, target)

    monkeypatch.setattr(module.Path, "rename", full)
    with pytest.raises(OSError, match="no space left"):
        write(quads[:3], tmp_path / "out")

    assert contents(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_flat_file_shows_no_value_that_is_not_settled() -> None:
    """Two documents differ; the default graph shows neither figure, so the flat file must not."""
    thing, other = NamedNode("a:deployment"), NamedNode("a:observation")
    alerts = NamedNode("a:totalAlerts")
    kind = NamedNode(vocabulary.FOREIGN["rdf"] + "type")
    one = Quad(alerts, kind, NamedNode(module.FUNCTIONAL), DefaultGraph())
    settled = Quad(thing, NamedNode("a:place"), Literal("Square"), NamedNode("a:g1"))
    several = [
        Quad(thing, alerts, Literal("1"), NamedNode("a:g1")),
        Quad(thing, alerts, Literal("2"), NamedNode("a:g2")),
    ]
    same = [
        Quad(other, alerts, Literal("1"), NamedNode("a:g1")),
        Quad(other, alerts, Literal("1"), DefaultGraph()),
    ]

    found = flat([one, settled, *several, *same])

    assert set(found) == {one.triple, settled.triple, same[0].triple}
