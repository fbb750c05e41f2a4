"""Fill docs/measures.md from the tables of measures and of networks.

``cog`` calls these functions; ``cog --check`` fails when what they return has changed.
"""

from kg.measure import listing
from kg.measure.kind import PERIODS
from kg.measure.measures import MEASURES, Measure
from kg.network.networks import NETWORKS

LIMITS = {
    "wilson": "Wilson's score",
    "clopper-pearson": "exact (Clopper and Pearson)",
    "poisson": "exact (Garwood)",
    "order": "order statistics",
    "none": "none: a sum is what was counted",
}


def listed() -> str:
    """Return every measure with what it divides by what, and its cautions."""
    return "\n\n".join(map(_entry, MEASURES))


def networks() -> str:
    """Return every network with its nodes and edges, and its cautions."""
    entries = []
    for one in NETWORKS:
        rows = [
            ("nodes", ", ".join(one.nodes)),
            ("edges", ", ".join(one.edges)),
            ("narrowed by", ", ".join(f"`--{name}`" for name in one.parameters)),
            ("rows", f"`{one.query}`"),
        ]
        table = ["| | |", "|---|---|", *(f"| {name} | {said} |" for name, said in rows)]
        cautions = [f"- {line}" for line in one.caution]
        entries.append(
            "\n".join([f"### Network `{one.name}`", "", one.definition, "", *table, "", *cautions])
        )
    return "\n\n".join(entries)


def _entry(measure: Measure) -> str:
    counts = " | ".join(count.name for count in measure.counts) or measure.numerator
    rows = [
        ("formula", listing.formula(measure)),
        ("counts", counts),
        ("divided by", measure.denominator),
        ("for every", f"{measure.per:,}" if measure.per > 1 else ""),
        ("over", measure.unit),
        ("limits by chance", LIMITS[measure.limits]),
        ("always by", ", ".join(measure.always)),
        ("may go by", ", ".join(measure.axes)),
        ("period", PERIODS[measure.reads].rstrip(".") if "period" in measure.axes else ""),
    ]
    table = ["| | |", "|---|---|"]
    table += [f"| {name} | {said.replace('|', 'or')} |" for name, said in rows if said]
    cautions = [f"- {line}" for line in measure.caution]
    return "\n".join([f"### `{measure.name}`", "", measure.definition, "", *table, "", *cautions])
