from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import NoGenerationError, StoreError
from kg.store import Generations

EX = "https://example.org/"


def quad(value: str) -> Quad:
    return Quad(NamedNode(EX + "s"), NamedNode(EX + "p"), Literal(value))


def promote(generations: Generations, *values: str) -> str:
    with generations.stage(
        sorted(map(quad, values), key=str), origins={EX + "s": ("a.yaml", 3)}, notes={"note": 1}
    ) as staged:
        return generations.promote(staged).identifier


def test_nothing_is_current_before_the_first_build(tmp_path: Path) -> None:
    with pytest.raises(NoGenerationError, match="run 'kg build'"):
        Generations(tmp_path).current()


def test_a_promoted_generation_is_current_and_holds_its_quads(tmp_path: Path) -> None:
    generations = Generations(tmp_path)

    identifier = promote(generations, "a", "b")

    current = generations.current()
    assert current.identifier == identifier
    assert [q.object.value for q in current.quads()] == ["a", "b"]
    assert len(current.open()) == 2
    assert current.origins == {EX + "s": ("a.yaml", 3)}
    assert (current.manifest["quads"], current.manifest["note"]) == (2, 1)


def test_a_staged_generation_that_is_not_promoted_leaves_nothing(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    first = promote(generations, "a")

    def fail() -> None:
        with generations.stage([quad("b")], origins={}, notes={}):
            raise RuntimeError("the build fails")

    with pytest.raises(RuntimeError, match="the build fails"):
        fail()

    assert generations.current().identifier == first
    assert sorted(path.name for path in (tmp_path / ".kg").iterdir()) == [
        "current",
        "generations",
        "history",
    ]


def test_the_same_quads_are_the_same_generation(tmp_path: Path) -> None:
    generations = Generations(tmp_path)

    assert promote(generations, "a") == promote(generations, "a")
    assert len(list((tmp_path / ".kg" / "generations").iterdir())) == 1


def test_an_older_generation_stays_readable(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    promote(generations, "a")
    before = generations.current()

    promote(generations, "b")

    assert [q.object.value for q in before.quads()] == ["a"]
    assert [q.object.value for q in generations.current().quads()] == ["b"]


def test_a_changed_file_is_never_read(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    promote(generations, "a")
    path = generations.current().path
    path.write_text(path.read_text(encoding="utf-8").replace('"a"', '"z"'), encoding="utf-8")

    with pytest.raises(StoreError, match="was changed after it was promoted"):
        generations.current().open()


def test_a_current_generation_that_is_gone_is_told(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    promote(generations, "a")
    generations.current().path.unlink()

    with pytest.raises(NoGenerationError, match="gone"):
        generations.current()


def test_a_broken_manifest_is_told_with_its_mend(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    promote(generations, "a")
    (generations.current().folder / "manifest.json").write_text("{", encoding="utf-8")

    with pytest.raises(StoreError, match="run 'kg build'"):
        generations.current().open()


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    """Process 1 lives for ever and the largest number never does."""
    derived = tmp_path / ".kg"
    (derived / "staged-1-alive").mkdir(parents=True)
    (derived / "staged-4194399-dead").mkdir()
    (derived / "staged-odd").mkdir()

    promote(Generations(tmp_path), "a")

    assert sorted(path.name for path in derived.glob("staged-*")) == ["staged-1-alive"]


def test_two_builds_of_one_graph_at_once_both_end_well(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    quads = [quad("a")]
    with (
        generations.stage(quads, origins={}, notes={"note": 1}) as one,
        generations.stage(quads, origins={}, notes={"note": 2}) as other,
    ):
        first, second = generations.promote(one), generations.promote(other)

    assert first.identifier == second.identifier
    assert Generations(tmp_path).current().manifest["note"] == 2
