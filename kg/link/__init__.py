"""Records to links with their evidence: questions that ask what a template asks, and more.

Chains of requests, editions that revise one another, and what a lost link may have led to.
"""

from kg.link.chains import refuse_circles
from kg.link.editions import standings, successions
from kg.link.questions import asked
from kg.link.targets import presumptions
from kg.link.templates import question_links

__all__ = [
    "asked",
    "presumptions",
    "question_links",
    "refuse_circles",
    "standings",
    "successions",
]
