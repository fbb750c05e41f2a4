"""Records to links with their evidence: request chains, and what a lost link may have led to."""

from kg.link.chains import chains
from kg.link.targets import presumptions

__all__ = ["chains", "presumptions"]
