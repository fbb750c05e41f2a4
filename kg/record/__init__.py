"""Records to the YAML that a person reviews, and back.

A record is the source of truth: what a person decided about a document stands
there and nowhere else.  ``schema.json`` says what a record may hold; editors
complete with it, and reading checks against it.
"""

from kg.record.reading import read
from kg.record.rulings import read_rulings
from kg.record.writing import write

__all__ = ["read", "read_rulings", "write"]
