"""What answers bring to a measure: one unit for each question, scope or force.

A question without a recorded answer is missing, with the reason; it is no
refusal.  What was dropped, asked again or is only a request for clarification
is no answer that stands.
"""

from collections import defaultdict
from collections.abc import Sequence

from kg.measure.kind import NOT_STANDING, Measure
from kg.measure.record import NOTHING, ONE, Asked, Range, Unit
from kg.measure.unit_rows import Ask, Row, local, of_forces

ANSWERED = "answered"
NOT_DERIVED = "outcome not settled"
WHOLE = "the whole answer"
NO_SCOPE = "a part whose scope is open"
FOR_REPLY = "the whole reply"


def of_answers(measure: Measure, ask: Ask, asked: Asked) -> list[Unit]:
    """Return one unit for each question; by technology, one for each that it asks about."""
    rows = of_forces(ask, "compare/answers-counted", asked.forces)
    return _units(measure, asked, [(row, row["outcome"], {}) for row in rows])


def of_scopes(measure: Measure, ask: Ask, asked: Asked) -> list[Unit]:
    """Return one unit for each question and scope that its answer treats apart."""
    said: list[tuple[Row, str, dict[str, str]]] = []
    for row in of_forces(ask, "compare/answers-counted", asked.forces):
        if row["part"]:
            said.append((row, row["part_outcome"], {"scope": row["scope"] or NO_SCOPE}))
        else:
            said.append((row, row["outcome"], {"scope": WHOLE}))
    return _units(measure, asked, said, said_in="part")


def of_forces_answering(measure: Measure, ask: Ask, asked: Asked) -> list[Unit]:
    """Return one unit for each template and force that was asked it."""
    by_force: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in of_forces(ask, "compare/answers-counted", asked.forces):
        if row["template"]:
            by_force[row["template"], row["asked"]].append(row)
    units = []
    for (template, force), rows in by_force.items():
        standing = [row for row in rows if _missing(row, row["outcome"]) is None]
        given = any(local(row["outcome"]) in measure.outcomes for row in standing)
        reasons = sorted(_missing(row, row["outcome"]) or "" for row in rows)
        units.append(
            Unit(
                labels={"template": template, "force": force},
                numerator=ONE if given else NOTHING,
                denominator=ONE,
                missing=None if standing else reasons[0],
                rests_on=tuple(row["answer"] for row in standing),
            )
        )
    return units


def of_forces_relying(measure: Measure, ask: Ask, asked: Asked) -> list[Unit]:  # noqa: ARG001
    """Return one unit for each template, provision relied on there, and force with an answer."""
    claims: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    answering: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in of_forces(ask, "compare/grounds-by-template", asked.forces):
        answering[row["template"]][row["answered_by"]].add(row["node"])
        if row["provision"]:
            claims[row["template"], row["provision"]][row["answered_by"]].append(row)
    units = []
    for (template, provision), by_force in claims.items():
        for force, questions in answering[template].items():
            own = by_force.get(force, [])
            sure = any(row["claimed_for"] != FOR_REPLY for row in own)
            units.append(
                Unit(
                    labels={"template": template, "provision": provision, "force": force},
                    numerator=Range(int(sure), int(bool(own))),
                    denominator=ONE,
                    rests_on=tuple(questions),
                )
            )
    return units


def _units(
    measure: Measure,
    asked: Asked,
    said: Sequence[tuple[Row, str, dict[str, str]]],
    *,
    said_in: str = "answer",
) -> list[Unit]:
    """Return one unit for each question and label; two answers that differ make a range."""
    together: dict[tuple[tuple[str, str], ...], list[tuple[Row, str]]] = defaultdict(list)
    for row, outcome, more in said:
        names = row["technologies"].split("; ") if "technology" in asked.by else [""]
        for name in names:
            labels = {"question": row["question"], "force": row["asked"], "technology": name}
            labels["request"] = row["request"]
            together[tuple({**labels, **more}.items())].append((row, outcome))
    units = []
    for key, members in together.items():
        standing = [(row, out) for row, out in members if _missing(row, out) is None]
        counted = [int(local(outcome) in measure.outcomes) for _, outcome in standing]
        days = sorted({row["issued"] for row, _ in standing or members})
        units.append(
            Unit(
                labels=dict(key),
                cluster=dict(key)["request"],
                day=days[0],
                numerator=Range(min(counted), max(counted)) if counted else None,
                denominator=ONE,
                missing=None if counted else _missing(*members[0]),
                rests_on=tuple(row[said_in] or row["answer"] for row, _ in standing),
            )
        )
    return units


def _missing(row: Row, outcome: str) -> str | None:
    """Return why there is no answer that stands; None where there is one."""
    if row["state"] != ANSWERED:
        return row["state"]
    if not outcome:
        return NOT_DERIVED
    if local(outcome) in NOT_STANDING:
        return local(outcome).replace("-", " ")
    return None
