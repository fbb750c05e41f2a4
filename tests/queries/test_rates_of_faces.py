"""Rates of faces: which deployments stand in them, and that the measures say the same."""

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
