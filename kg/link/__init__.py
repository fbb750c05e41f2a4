"""Records to links with their evidence: questions that ask what a template asks, and more.

Chains of requests, editions that revise one another, and what a lost link may have led to.
"""

from kg.link.chains import refuse_circles
from kg.link.deployments import deployments_told, same_deployments
from kg.link.editions import standings, successions
from kg.link.questions import asked
from kg.link.targets import presumptions
from kg.link.templates import question_links

__all__ = [
    "asked",
    "deployments_told",
    "presumptions",
    "question_links",
    "refuse_circles",
    "same_deployments",
    "standings",
    "successions",
]
