"""Generations on disk, and the engine that reads them."""

from kg.store.generations import Generation, Generations, Staged

__all__ = ["Generation", "Generations", "Staged"]
