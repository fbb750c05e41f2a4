from dataclasses import replace
from datetime import date

import pytest

from kg.errors import RecordError
from kg.link import presumptions, refuse_circles
from kg.model import (
    Coverage,
    DeploymentRecord,
    Disclosure,
    PresumedTarget,
    Request,
    Rulings,
)


def test_a_chain_is_no_circle(disclosure: Disclosure) -> None:
    later = replace(
        disclosure,
        key="gb-metropolitan-00-foi-00-000003",
        requests=(Request(reference="00.FOI.00.000003", refines="00/FOI/00/000002"),),
    )

    refuse_circles({"a.yaml": disclosure, "b.yaml": later})


def test_a_circle_of_requests_is_refused_with_its_files(disclosure: Disclosure) -> None:
    back = replace(
        disclosure,
        requests=(Request(reference="00/FOI/00/000001", refines="00.FOI.00.000002"),),
    )

    with pytest.raises(RecordError, match=r"a\.yaml, b\.yaml: .*circle"):
        refuse_circles({"a.yaml": disclosure, "b.yaml": back})


def ruling(**changes: object) -> Rulings:
    target = PresumedTarget(
        document="gb-metropolitan-00-foi-00-000002",
        target="gb-metropolitan-lfr-deployments-2000",
        reason="it is the only one",
        role="maintainer",
        on=date(2026, 11, 22),
        line=3,
    )
    return Rulings(presumed_targets=(replace(target, **changes),))  # type: ignore[arg-type]


def test_a_presumed_target_is_for_the_questions_of_the_link_only(
    disclosure: Disclosure, deployment_record: DeploymentRecord
) -> None:
    records = {"a.yaml": disclosure, "b.yaml": deployment_record}

    (found,) = presumptions(ruling(), records)

    assert found.labels == ("1",)
    assert found.reference == "00.FOI.00.000002"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target": "gb-nobody"}, "line 3: no record has the key 'gb-nobody'"),
        ({"document": "gb-metropolitan-lfr-deployments-2000"}, "is no response"),
        (
            {"coverage": (Coverage(question="2", coverage="covers", reason="", line=9),)},
            "line 9: the link .* is not said to answer question 2",
        ),
    ],
)
def test_a_ruling_that_fits_no_record_is_refused(
    changes: dict[str, object],
    said: str,
    disclosure: Disclosure,
    deployment_record: DeploymentRecord,
) -> None:
    records = {"a.yaml": disclosure, "b.yaml": deployment_record}

    with pytest.raises(RecordError, match=said):
        list(presumptions(ruling(**changes), records))
