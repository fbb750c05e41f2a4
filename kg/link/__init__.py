"""Records to links with their evidence: chains of requests, editions that revise one another.

And what a lost link may have led to.
"""

from kg.link.chains import refuse_circles
from kg.link.editions import standings, successions
from kg.link.targets import presumptions

__all__ = ["presumptions", "refuse_circles", "standings", "successions"]
