"""Hold a graph against the shapes, and tell what breaks them so that a person can act on it.

That data break a shape is a finding and no error; shapes that cannot be used
are a ShapesError.
"""

from kg.validate.engine import validate
from kg.validate.files import data_of
from kg.validate.report import Finding, Report, as_json, as_text, as_turtle

__all__ = ["Finding", "Report", "as_json", "as_text", "as_turtle", "data_of", "validate"]
