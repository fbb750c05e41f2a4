"""Records to links with their evidence: questions that ask what a template asks, and more.

Chains of requests, editions that revise one another, and what a lost link may have led to.
"""

from kg.link.chain_rulings import as_ruled, refuse_circles
from kg.link.chains import chain_links
from kg.link.clusters import cluster_links
from kg.link.deployments import check_deployments, deployments_told, same_deployments
from kg.link.editions import standings, successions
from kg.link.graphs import asked_in, requests_in, templates_in
from kg.link.questions import asked
from kg.link.targets import presumptions
from kg.link.templates import question_links
from kg.link.units import unit_links

__all__ = [
    "as_ruled",
    "asked",
    "asked_in",
    "chain_links",
    "check_deployments",
    "cluster_links",
    "deployments_told",
    "presumptions",
    "question_links",
    "refuse_circles",
    "requests_in",
    "same_deployments",
    "standings",
    "successions",
    "templates_in",
    "unit_links",
]
