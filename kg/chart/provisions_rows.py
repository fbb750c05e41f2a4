"""Set out which provisions forces relied on in answers to one question: one row a claim.

A force that answered and relied on none has a row that says so.
"""

import difflib
from collections.abc import Sequence

from kg.chart.sheet import Origin, Sheet, columns
from kg.errors import ParameterError
from kg.measure.unit_rows import Row

QUERY = "compare/grounds-by-template"
NONE = "none"
"""What a force claims that answered and relied on no provision."""

NO_PROVISION = "No provision relied on"
CAUTION = (
    "Forces were not asked for the same period. A claim for the whole reply may not be meant for "
    "this question, and a provision that is only mentioned is no claim.",
    "The forces are those whose answers are recorded, and no sample of all forces. Forces that "
    "relied on no provision may have disclosed, or hold nothing.",
)
COLUMNS = columns(
    template="Key of the question.",
    provision="The provision relied on.",
    force="The force that answered.",
    claimed_for="What the claim is for; 'none' where the force relied on no provision.",
    limb="The duty that the provision is held against.",
    cited_as="The citation as printed.",
    reference="Reference of the request.",
    question="Label of the question in that request.",
    forces="Forces that relied on the provision in answers to the question (count).",
    of="Forces with a recorded answer to the question (count).",
)


def chosen(rows: Sequence[Row], template: str) -> str:
    """Return *template*, or where it is empty the question that most forces rely on something for.

    Raises:
        ParameterError: nobody answered a question of that key.
    """
    known = sorted({row["template"] for row in rows})
    if template and template not in known:
        near = difflib.get_close_matches(template, known, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "'kg query' lists them: " + QUERY
        raise ParameterError(f"template={template}: no recorded answer to such a question; {hint}")
    if template or not known:
        return template

    def weight(key: str) -> tuple[int, int, str]:
        own = [row for row in rows if row["template"] == key]
        claiming = {row["answered_by"] for row in own if row["provision"]}
        return -len(claiming), -len({row["answered_by"] for row in own}), key

    return min(known, key=weight)


def sheet(rows: Sequence[Row], template: str, origin: Origin, *, asks: str = "") -> Sheet:
    """Return the data of the chart of *template*, from the rows of compare/grounds-by-template.

    *asks* says in words what it asks.
    """
    own = [row for row in rows if row["template"] == template]
    relying = {row["answered_by"] for row in own if row["provision"]}
    forces = {row["answered_by"] for row in own}
    return Sheet(
        chart="provisions",
        title=f"Which provisions did forces rely on when asked: {asks or template}?",
        description=(
            f"A grid of the provisions relied on by forces in answers to the question "
            f"'{template}': {len(relying)} of {len(forces)} forces with a recorded answer "
            "relied on a provision."
        ),
        caution=CAUTION,
        columns=COLUMNS,
        rows=tuple(
            (
                template,
                row["provision"] or NO_PROVISION,
                row["answered_by"],
                row["claimed_for"] if row["provision"] else NONE,
                row["limb"],
                row["cited_as"],
                row["reference"],
                row["question"],
                int(row["forces"]) if row["provision"] else len(forces - relying),
                int(row["of"]),
            )
            for row in own
        ),
        origin=origin,
        labels={},
    )
