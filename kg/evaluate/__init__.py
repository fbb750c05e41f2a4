"""Score what is extracted against documents that people have annotated."""

from kg.evaluate.choice import choose
from kg.evaluate.gold import Annotated, read_extracted, read_gold
from kg.evaluate.measure import Comparison, Score, compare, scores
from kg.evaluate.measured import write_measured
from kg.evaluate.report import FORMATS, Report
from kg.evaluate.run import evaluate

__all__ = [
    "FORMATS",
    "Annotated",
    "Comparison",
    "Report",
    "Score",
    "choose",
    "compare",
    "evaluate",
    "read_extracted",
    "read_gold",
    "scores",
    "write_measured",
]
