"""All charts as data: the question of each, where its rows come from, and what it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kg.errors import ParameterError, UnknownChartError

Kind = Literal["series", "measure", "axes", "force", "day", "template", "period"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a chart is asked for with."""

    name: str
    kind: Kind
    means: str
    default: str = ""
    """Empty means no restriction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What can be drawn."""

    name: str
    question: str
    rows: str
    """Where its rows come from."""

    reading: str
    """How it is read."""

    parameters: tuple[Parameter, ...]


FORCES = Parameter(
    name="force", kind="force", means="only these forces: codes, separated by spaces; else all"
)
FIRST = Parameter(name="from", kind="day", means="first day, such as 2024-01-01")
LAST = Parameter(name="to", kind="day", means="last day")

CHARTS = (
    Chart(
        name="matrix",
        question="What did each authority answer to a series, and why is there no answer?",
        rows="the matrix of the series, from the queries compare/matrix-...",
        reading=(
            "Questions go down, one under another marked ›; authorities across. The letter in a "
            "cell is its reason, and the "
            "legend says it in words; a capital is what an authority said, a small letter why "
            "nothing is known. The colour repeats the group of the reason."
        ),
        parameters=(
            Parameter(
                name="series",
                kind="series",
                means="the series, such as february-2023; else the one that asks most",
            ),
            FORCES,
        ),
    ),
    Chart(
        name="timeline",
        question="When was a technology deployed, and how many faces and alerts were there?",
        rows="the measures deployments, faces and alerts by force, month and technology",
        reading=(
            "A mark is the sum of a month; each panel has an axis of its own. A month without a "
            "mark is one of which nothing is recorded. A cross at the foot of a panel: there were "
            "deployments, and the figure is not given. A thick line: sources only limit "
            "it; an arrow: so many or more."
        ),
        parameters=(FORCES, FIRST, LAST),
    ),
    Chart(
        name="rates",
        question="How high is a measure, and how far does that carry?",
        rows="a measure of 'kg measure', by the axes asked for",
        reading=(
            "A point is a figure, the line through it how far chance alone could move it (95 per "
            "cent), a grey band the same from how deployments differ. A thick line: sources only "
            "limit the figure; an arrow: so much or more. Numerator, denominator and "
            "the number of units (n) stand beside it; a row without a figure says why."
        ),
        parameters=(
            Parameter(
                name="measure", kind="measure", means="the measure", default="false-alert-rate"
            ),
            Parameter(
                name="by",
                kind="axes",
                means="axes of the measure, separated by spaces, or 'none'; else its period or "
                "its force, where it has one",
            ),
            FORCES,
            FIRST,
            LAST,
            Parameter(
                name="every", kind="period", means="what a period is: year or month", default="year"
            ),
        ),
    ),
    Chart(
        name="provisions",
        question="Which provisions did forces rely on, question by question?",
        rows="the query compare/grounds-by-template",
        reading=(
            "Questions go down, each with the provisions that a force relied on and the number of "
            "forces that did; forces across. The letter says what the provision is claimed for, a "
            "dash that the force answered and did not rely on it; no box, that no answer of the "
            "force to that question is recorded."
        ),
        parameters=(
            Parameter(
                name="template",
                kind="template",
                means="key of the question; else all for which a force relied on a provision",
            ),
            FORCES,
        ),
    ),
)


def named(name: str) -> Chart:
    """Return the chart *name*.

    Raises:
        UnknownChartError: there is none of that name.
    """
    for chart in CHARTS:
        if chart.name == name:
            return chart
    raise UnknownChartError(name, known=[chart.name for chart in CHARTS])


def checked(chart: Chart, values: Mapping[str, str]) -> dict[str, str]:
    """Return the value of every parameter of *chart*; empty where none is given or set.

    Raises:
        ParameterError: *values* names what is no parameter of the chart.
    """
    known = [parameter.name for parameter in chart.parameters]
    for name in values:
        if name not in known:
            raise ParameterError(
                f"{name}: no parameter of the chart '{chart.name}'; it takes {', '.join(known)}"
            )
    return {
        parameter.name: values.get(parameter.name, "").strip() or parameter.default
        for parameter in chart.parameters
    }
