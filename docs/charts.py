"""Fill docs/charts.md from the table of charts.

``cog`` calls these functions; ``cog --check`` fails when what they return has changed.
"""

from kg.chart.table import CHARTS, Chart


def listed() -> str:
    """Return every chart with its question, its parameters and how it is read."""
    return "\n\n".join(map(_entry, CHARTS))


def _entry(chart: Chart) -> str:
    table = ["| parameter | is | else |", "|---|---|---|"]
    table += [
        f"| `{one.name}` | {one.means.replace('|', 'or')} | {one.default} |"
        for one in chart.parameters
    ]
    return "\n".join(
        [
            f"### `{chart.name}`: {chart.question}",
            "",
            f"From {chart.rows}.",
            chart.reading,
            "",
            *table,
        ]
    )
