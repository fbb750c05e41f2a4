"""Draw what was disclosed: a chart with its data, its query and what keeps from misreading it.

In a notebook each function gives an Altair chart, which shows itself.
"""

from kg.chart.notebook import matrix, of_study, provisions, rates, timeline

__all__ = ["matrix", "of_study", "provisions", "rates", "timeline"]
