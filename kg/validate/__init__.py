"""Hold a graph against the shapes, and tell what breaks them so that a person can act on it.

That data break a shape is a finding and no error; shapes that cannot be used
are a ShapesError.
"""

from kg.validate.again import validate_generation, validate_staged
from kg.validate.engine import ENGINES, Engine, validate
from kg.validate.files import data_of
from kg.validate.forms import as_html, as_json, as_text, as_turtle
from kg.validate.keeping import counted, counted_before, kept
from kg.validate.report import Before, Finding, Report

__all__ = [
    "ENGINES",
    "Before",
    "Engine",
    "Finding",
    "Report",
    "as_html",
    "as_json",
    "as_text",
    "as_turtle",
    "counted",
    "counted_before",
    "data_of",
    "kept",
    "validate",
    "validate_generation",
    "validate_staged",
]
