"""What the sources of a study seem to have to do with one another, beside what a person ruled."""

from collections.abc import Mapping

from pyoxigraph import Triple

from kg import link
from kg import study as studies
from kg.model.link import ChainLink, ClusterLink, DeploymentLink, QuestionLink, UnitLink
from kg.model.template import Templates
from kg.study import Study


def question_links_of(study: Study) -> tuple[QuestionLink, ...]:
    """Return what the questions of *study* seem to ask by their words, ruled on or not.

    Raises:
        RecordError: a record, a curated graph or ``templates.yaml`` is broken.
    """
    by_hand = link.asked_in(_written_by_hand(study))
    told = [*link.asked(studies.load_records(study).values()), *by_hand]
    return link.question_links(told, _templates(study))


def cluster_links_of(study: Study) -> tuple[ClusterLink, ...]:
    """Return which cluster fits each template of *study*, and the one that a person chose.

    Raises:
        RecordError: a curated graph or ``templates.yaml`` is broken.
    """
    return link.cluster_links(_templates(study))


def chain_links_of(study: Study) -> tuple[ChainLink, ...]:
    """Return which requests of *study* follow others by what documents say, ruled on or not.

    Raises:
        RecordError: a record, a curated graph or ``links.yaml`` is broken, or names no request.
    """
    records, rulings = studies.load_records(study), studies.load_rulings(study)
    beside = link.requests_in(_written_by_hand(study))
    link.refuse_circles(records, rulings)
    link.as_ruled(records, rulings, beside)
    return link.chain_links(records, rulings, beside)


def deployment_links_of(study: Study) -> tuple[DeploymentLink, ...]:
    """Return which deployments of *study* may be one by what its sources tell, ruled on or not.

    Raises:
        RecordError: a record, a curated graph or ``links.yaml`` is broken, or names no deployment.
    """
    by_hand, rulings = _written_by_hand(study), studies.load_rulings(study)
    records = studies.load_records(study).values()
    link.check_deployments(rulings, records, by_hand)
    return link.same_deployments(link.deployments_told(records, by_hand), rulings)


def unit_links_of(study: Study) -> tuple[UnitLink, ...]:
    """Return which forces seem to share a unit, by what *study* lists and what records say.

    Raises:
        RecordError: a record, a code of the study, a curated graph or ``links.yaml`` is broken.
    """
    listed = [one for each in study.together for one in studies.load_own_codes(each).triples]
    listed += [one for said in _written_by_hand(study).values() for one in said]
    return link.unit_links(
        studies.load_records(study).values(), listed, studies.load_rulings(study)
    )


def _templates(study: Study) -> list[Templates]:
    """Return what people wrote of templates, in *study* and in those that it extends."""
    said = [studies.load_templates(one) for one in study.together]
    return said + [link.templates_in(_written_by_hand(one)) for one in study.together]


def _written_by_hand(study: Study) -> Mapping[str, tuple[Triple, ...]]:
    return {one.file: one.triples for one in studies.load_curated(study)}
