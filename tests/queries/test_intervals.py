"""The interval that SPARQL works out, held against Wilson's formula as it is written."""

from math import sqrt

import pytest

PREFIXES = """@prefix fg: <https://w3id.org/foigraph/ontology#> .
@prefix force: <https://w3id.org/foigraph/code/force/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""
NAME = "compare/rates-per-10000-faces"


def deployment(number: int, day: str, faces: int, **figures: int) -> str:
    said = "".join(f" ; fg:{name} {value}" for name, value in figures.items())
    return (
        f":d{number} a fg:Deployment ; fg:operator force:essex ; fg:facesSeen {faces} ; "
        f"fg:date '{day}'^^xsd:date {said} .\n"
    )


def wilson(count: int, faces: int) -> tuple[float, float]:
    z = 1.959963985
    middle = count + z * z / 2
    width = z * sqrt(count * (faces - count) / faces + z * z / 4)
    return tuple(1e4 * (middle + side * width) / (faces + z * z) for side in (-1, 1))


@pytest.mark.parametrize(
    ("count", "faces"),
    [(0, 500), (1, 12120), (8, 13200), (1276, 902146), (40000, 90000), (500, 500)],
)
def test_the_limits_are_those_of_wilson(count, faces, ask):
    data = PREFIXES + deployment(1, "2024-05-01", faces, totalAlerts=count)

    (row,) = ask(NAME, data, span="all")

    assert row[2:6] == ("alerts", str(count), str(faces), "1")
    assert float(row[6]) == pytest.approx(1e4 * count / faces, abs=0.005)
    low, high = wilson(count, faces)
    assert float(row[7]) == pytest.approx(max(low, 0), abs=0.006)
    assert float(row[8]) == pytest.approx(high, abs=0.006)


def test_only_deployments_with_both_figures_count_and_kinds_of_alert_add_up(ask):
    data = (
        PREFIXES
        + deployment(1, "2024-05-01", 1000, totalAlerts=4, trueAlerts=3, falseAlerts=1)
        + deployment(
            2, "2025-05-01", 2000, totalAlerts=6, trueAlertsConfirmed=4, trueAlertsUnconfirmed=1
        )
        + deployment(3, "2025-06-01", 4000)
    )

    found = {(row[1], row[2]): row[3:6] for row in ask(NAME, data)}

    assert found == {
        ("2024", "alerts"): ("4", "1000", "1"),
        ("2024", "true alerts"): ("3", "1000", "1"),
        ("2024", "false alerts"): ("1", "1000", "1"),
        ("2025", "alerts"): ("6", "2000", "1"),
        ("2025", "true alerts"): ("5", "2000", "1"),
        ("all", "alerts"): ("10", "3000", "2"),
        ("all", "true alerts"): ("8", "3000", "2"),
        ("all", "false alerts"): ("1", "1000", "1"),
    }
