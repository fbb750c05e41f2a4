"""Amounts that an answer states and steps of a request, between the records and their YAML."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from kg.model import Amount, ProcessStep
from kg.record.nodes import Node, at, lean, line_of, passage_of
from kg.record.wording import Wording


def read_amounts(nodes: Sequence[Node]) -> tuple[Amount, ...]:
    """Return the amounts that *nodes* hold."""
    return tuple(
        Amount(
            bound=node["bound"],
            as_written=node["quote"],
            value=_number(node.get("value")),
            lower=_number(node.get("value" if node["bound"] == "exact" else "lower")),
            upper=_number(node.get("value" if node["bound"] == "exact" else "upper")),
            unit=node.get("unit"),
            category=node.get("category"),
            measure=node.get("measure"),
            suppressed=node.get("suppressed", False),
            passage=passage_of(node),
            line=line_of(node),
        )
        for node in nodes
    )


def write_amounts(amounts: Iterable[Amount], wording: Wording) -> list[dict[str, Any]]:
    """Return *amounts* as a record holds them; of an exact one the number is written once."""
    return [
        lean(
            {
                "bound": amount.bound,
                "value": _plain(amount.value),
                "lower": None if amount.bound == "exact" else _plain(amount.lower),
                "upper": None if amount.bound == "exact" else _plain(amount.upper),
                "unit": amount.unit,
                "category": amount.category,
                "measure": amount.measure,
                "suppressed": amount.suppressed or None,
                **at(amount.passage, wording),
            }
        )
        for amount in amounts
    ]


def read_steps(nodes: Sequence[Node]) -> tuple[ProcessStep, ...]:
    """Return the steps that *nodes* hold."""
    return tuple(
        ProcessStep(
            kind=node["kind"],
            on=node.get("on"),
            until=node.get("until"),
            passage=passage_of(node),
            line=line_of(node),
        )
        for node in nodes
    )


def write_steps(steps: Iterable[ProcessStep], wording: Wording) -> list[dict[str, Any]]:
    """Return *steps* as a record holds them."""
    return [
        lean({"kind": step.kind, "on": step.on, "until": step.until, **at(step.passage, wording)})
        for step in steps
    ]


def _number(given: float | None) -> Decimal | None:
    return None if given is None else Decimal(str(given))


def _plain(number: Decimal | None) -> int | Decimal | None:
    """Return *number* as the YAML of a person: 14, not 14.0."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else number
