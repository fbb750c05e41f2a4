"""Set out which provisions forces relied on, question by question: one row a claim.

A force that answered and relied on none has a row that says so.
"""

import difflib
from collections.abc import Mapping, Sequence

from kg.chart.sheet import Origin, Sheet, columns
from kg.errors import ParameterError
from kg.measure.unit_rows import Row
from kg.wording import counted

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
    asks="What the question asks, where its words were looked up.",
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


def check(rows: Sequence[Row], template: str) -> None:
    """Do nothing if *template* has a recorded answer, or is empty, which stands for all.

    Raises:
        ParameterError: nobody answered a question of that key.
    """
    known = sorted({row["template"] for row in rows})
    if template and template not in known:
        near = difflib.get_close_matches(template, known, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "'kg query' lists them: " + QUERY
        raise ParameterError(f"template={template}: no recorded answer to such a question; {hint}")


def sheet(
    rows: Sequence[Row], template: str, origin: Origin, *, asks: Mapping[str, str] | None = None
) -> Sheet:
    """Return the data of the chart of *template*, from the rows of compare/grounds-by-template.

    *asks* says in words what each template asks.  An empty *template* stands for all.
    """
    own = [row for row in rows if template in ("", row["template"])]
    words = asks or {}
    answering: dict[str, set[str]] = {}
    relying: dict[str, set[str]] = {}
    for row in own:
        answering.setdefault(row["template"], set()).add(row["answered_by"])
        if row["provision"]:
            relying.setdefault(row["template"], set()).add(row["answered_by"])
    return Sheet(
        chart="provisions",
        title=f"Which provisions did forces rely on when asked: {words.get(template) or template}?"
        if template
        else "Which provisions did forces rely on, question by question?",
        description=_described(template, answering, relying),
        caution=CAUTION,
        columns=COLUMNS,
        rows=tuple(
            (
                row["template"],
                words.get(row["template"], ""),
                row["provision"] or NO_PROVISION,
                row["answered_by"],
                row["claimed_for"] if row["provision"] else NONE,
                row["limb"],
                row["cited_as"],
                row["reference"],
                row["question"],
                int(row["forces"])
                if row["provision"]
                else len(answering[row["template"]] - relying.get(row["template"], set())),
                int(row["of"]),
            )
            for row in own
        ),
        origin=origin,
        labels={"of": template},
    )


def _described(
    template: str, answering: Mapping[str, set[str]], relying: Mapping[str, set[str]]
) -> str:
    if template:
        forces, claiming = (of.get(template, set()) for of in (answering, relying))
        return (
            f"A grid of the provisions relied on by forces in answers to the question "
            f"'{template}': {len(claiming)} of "
            f"{counted(len(forces), 'forces with a recorded answer')} "
            "relied on a provision."
        )
    forces = set().union(*answering.values())
    claiming = set().union(*relying.values())
    return (
        f"A grid of the provisions relied on by forces, question by question: "
        f"{len(claiming)} of {counted(len(forces), 'forces with a recorded answer')} relied on a "
        f"provision, in answers to {len(relying)} of {counted(len(answering), 'questions')}."
    )
