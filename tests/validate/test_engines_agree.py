"""The fast engine is held against pySHACL: both reports say the same."""

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import NamedNode

from benchmarks import studies
from kg.build import reference
from kg.errors import ShapesError
from kg.validate import data_of
from kg.validate.engine import held, read_shapes, results
from kg.validate.parameters import sh
from tests.shapes import cases
from tests.validate import making
from tests.validate.comparing import differences

VIOLATIONS = 1_000
ORDERED = {sh("LessThanConstraintComponent"), sh("LessThanOrEqualsConstraintComponent")}


@pytest.fixture(autouse=True)
def quiet():
    """What rdflib says of each literal that is ill-formed on purpose."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def shapes():
    return read_shapes()


def test_on_a_study(shapes):
    with held((*studies.of_the_met(), *reference.triples())) as there:
        assert differences(there, shapes) == {}


def test_on_every_invalid_example(shapes):
    with held((*cases.every(), *reference.triples())) as there:
        assert len(results(there, shapes)) > len(cases.BROKEN)
        assert differences(there, shapes) == {}


def test_on_a_thousand_seeded_violations(shapes):
    study = tuple(studies.generated(20_000))
    with held(studies.violated(study, VIOLATIONS, seed=2026)) as there:
        found = results(there, shapes)

        assert len(found) > VIOLATIONS / 2
        assert len({result.shape for result in found}) > 80
        assert differences(there, shapes) == {}


# The same examples every time: pySHACL's own departures are known for these, not for all.
@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(case=making.cases())
def test_on_any_shapes_and_data(case, tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    files = folder / "shapes.ttl", folder / "data.ttl"
    for file, text in zip(files, case, strict=True):
        file.write_text(text, encoding="utf-8")
    shapes = read_shapes([files[0]])
    with held(data_of([files[1]])) as there:
        try:
            found = differences(there, shapes, leaving_out=of_unlike_things)
        except ShapesError as error:
            assert "to compare a BlankNode" in str(error)  # noqa: PT017 - pySHACL refuses the data
            return
    assert found == {}


def of_unlike_things(result):
    """Whether pySHACL orders what has no order: it compares IRIs by their letters."""
    return result.component in ORDERED and isinstance(result.value, NamedNode)
