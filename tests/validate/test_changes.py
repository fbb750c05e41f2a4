"""After a change the report is the one that validating everything gives, or there is none."""

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse, serialize

from benchmarks import studies
from kg.validate.changes import results_after
from kg.validate.engine import held, read_shapes, results
from kg.validate.reads import reads
from tests.validate import making


@pytest.fixture(scope="module")
def shapes():
    return read_shapes()


@pytest.fixture(scope="module")
def study():
    """A study that breaks many shapes before anything changes."""
    return studies.violated(tuple(studies.generated(20_000)), 300, seed=1)


@pytest.fixture(scope="module")
def before(study, shapes):
    return whole(study, shapes)


def whole(quads, shapes):
    with held(quads) as there:
        return results(there, shapes)


def after_change(before, old, new, shapes, folder):
    file, store = folder / "data.nq", Store()
    new = sorted(set(new), key=str)
    store.bulk_extend(new)
    serialize(new, file, format=RdfFormat.N_QUADS)
    removed, added = set(old) - set(new), set(new) - set(old)
    return results_after(before, shapes, store=store, file=file, removed=removed, added=added)


def test_ways_of_every_shape_that_ships_are_told(shapes):
    """One that is not would have everything validated at each change."""
    assert [root.node for root in shapes.roots if reads(root, shapes) is None] == []


@pytest.mark.parametrize("seed", range(2, 8))
@pytest.mark.parametrize("number", [1, 40])
def test_results_after_a_change_are_those_found_anew(study, before, shapes, number, seed, tmp_path):
    changed = studies.violated(study, number, seed=seed)

    found = after_change(before, study, changed, shapes, tmp_path)

    assert found == whole(changed, shapes)


def test_what_is_mended_is_found_no_more(study, before, shapes, tmp_path):
    mended = tuple(studies.generated(20_000))

    found = after_change(before, study, mended, shapes, tmp_path)

    assert found == whole(mended, shapes)
    assert len(found) < len(before)


def test_nothing_changed_keeps_all(study, before, shapes, tmp_path):
    assert after_change(before, study, study, shapes, tmp_path) == before


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=st.data())
def test_any_change_under_any_shapes(drawn, tmp_path_factory):
    logging.disable(logging.CRITICAL)
    kind = drawn.draw(st.sampled_from(sorted(making.LITERALS)))
    folder = tmp_path_factory.mktemp("case")
    (folder / "shapes.ttl").write_text(drawn.draw(making.shapes(kind)), encoding="utf-8")
    rules = read_shapes([folder / "shapes.ttl"])
    old, new = (
        # Generations have no blank nodes.
        list(parse(drawn.draw(making.data(kind)).replace("_:", ":"), format=RdfFormat.TURTLE))
        for _ in range(2)
    )
    kept = drawn.draw(st.lists(st.sampled_from(old))) if old else []
    new = [*kept, *new]

    found = after_change(whole(old, rules), old, new, rules, folder)
    logging.disable(logging.NOTSET)

    if found is not None:
        assert sorted(map(told, found)) == sorted(map(told, whole(new, rules)))


def told(result):
    """All but the order of languages."""
    return (*map(str, result.order), str(result.constraint), str(result.root))
