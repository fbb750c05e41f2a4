"""Generations on disk, and the engine that reads them."""

from kg.store.differences import differences, lines_that_begin
from kg.store.generations import Generation, Generations, Staged

__all__ = ["Generation", "Generations", "Staged", "differences", "lines_that_begin"]
