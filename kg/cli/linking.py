"""``kg links``: what seems to be the same or to follow, and which ruling stands in its place."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import study_option
from kg.cli.showing import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model.link import ChainLink, ClusterLink, DeploymentLink, QuestionLink, UnitLink


_INSTEAD = "that stands, and this would be without it"
_ALONE = "that stands, and without it nothing would be said"
_AGREES = "that is what this says too"


@click.command()
@study_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("--chains", is_flag=True, help="Requests that refine, follow or review others.")
@click.option("--clusters", is_flag=True, help="Clusters that templates fit by what they ask.")
@click.option("--deployments", is_flag=True, help="Deployments that two sources may tell of.")
@click.option("--units", is_flag=True, help="Forces that may answer as one joint unit.")
@click.option("--all", "every", is_flag=True, help="Those too that a person ruled just so.")
def links(
    study_folder: Path | None,
    form: str,
    *,
    chains: bool,
    clusters: bool,
    deployments: bool,
    units: bool,
    every: bool,
) -> None:
    """Show which template each question seems to ask, and what that rests on.

    A ruling in templates.yaml wins for ever: a link that it overrides is shown with it, as
    what would be done without it. Links that agree with a ruling are counted, and shown
    with --all. To refute a link, rule with kind 'none'; to keep it, with 'exact' or 'close'.

    With --chains: which requests refine, follow or have looked at again others, with the words.
    A build makes those that a record states; rule on the others under 'chains' in links.yaml.

    With --clusters: which cluster each template fits by the slots that it shares with those in
    it. A build puts none there; write 'cluster' at the template in templates.yaml.

    With --deployments: which rows of two sources may be one deployment. A build never joins
    them; rule on them under 'same_deployments' in links.yaml.

    With --units: which forces share a unit, as the study lists it or as words of records tell.
    Words make no reply that of two forces; list a unit among the codes of the study. What you
    note under 'joint_units' in links.yaml is shown with it, and no build reads it.

    \b
    Example:
        kg links
        kg links --chains
        kg links --clusters
        kg links --deployments
        kg links --all --format json
    """
    from kg import linking, study

    wanted = study.load(study.find(study_folder))
    if chains:
        _show_chains(linking.chain_links_of(wanted), form)
    elif clusters:
        _show_clusters(linking.cluster_links_of(wanted), form, every=every)
    elif deployments:
        _show_deployments(linking.deployment_links_of(wanted), form)
    elif units:
        _show_units(linking.unit_links_of(wanted), form)
    else:
        _show_questions(linking.question_links_of(wanted), form, every=every)


def _put(described: "Sequence[dict[str, Any]]", lines: "Iterable[str]", form: str) -> None:
    if form == "json":
        click.echo(json.dumps(described, indent=1, ensure_ascii=False, default=str))
    else:
        for line in lines:
            click.echo(line)


def _show_questions(found: "Sequence[QuestionLink]", form: str, *, every: bool) -> None:
    shown = found if every else [link for link in found if not link.agrees]
    _put(
        [asdict(link) | {"agrees": link.agrees, "stated": link.stated} for link in shown],
        _lines(shown),
        form,
    )
    agreeing = sum(link.agrees for link in found)
    click.echo(
        f"{counted(len(found), 'link')}: {_verb(agreeing, 'agree')} with a ruling, "
        f"{_are(sum(link.overridden_by is not None for link in found) - agreeing)} overridden by "
        f"one, {_are(sum(link.stated for link in found))} stated by a build, "
        f"{_verb(sum(link.proposed for link in found), 'propose')} a template",
        err=True,
    )


def _lines(found: "Sequence[QuestionLink]") -> "Iterator[str]":
    for link in found:
        yield f"{link.request}, question {link.label}: {link.kind} {link.template}"
        yield f"  {_state(link)}"
        yield f"  by        {link.rule}, {link.score} % alike"
        yield f"  asks      {link.words}"
        where = "the text of the template"
        if link.against.question is not None:
            request, label = link.against.question
            where = f"{request}, question {label}"
        yield f"  as        {link.against.words}  ({where})"
        yield f"  equal     {'; '.join(link.slots)}"


def _state(link: "QuestionLink") -> str:
    if link.overridden_by is not None:
        same = link.overridden_by == f"{link.kind} {link.template}"
        return f"ruled     {link.overridden_by}: {_AGREES if same else _INSTEAD}"
    if link.proposed:
        return "proposed  no person has written this template; a build states nothing"
    if link.file is not None:
        return f"proposed  the question stands in {link.file}; a build states nothing"
    if not link.stated:
        return "proposed  by its place alone; a build states nothing"
    flat = "the question is its instance" if link.kind == "exact" else "no instance of it"
    return f"stated    in graph/linked-questions; {flat}"


def _show_chains(found: "Sequence[ChainLink]", form: str) -> None:
    _put(
        [asdict(link) | {"stated": link.stated, "made": link.made} for link in found],
        (line for link in found for line in _of_chain(link)),
        form,
    )
    click.echo(
        f"{counted(len(found), 'pair')} of requests: "
        f"{_are(sum(link.made is not None for link in found))} stated by a build, "
        f"{_are(sum(link.overridden_by is not None for link in found))} ruled on, "
        f"{sum(bool(link.trouble) for link in found)} with something in the way",
        err=True,
    )


def _of_chain(link: "ChainLink") -> "Iterator[str]":
    if link.rule == "nothing":
        yield f"{link.later} and {link.earlier}"
        yield f"  ruled     {link.overridden_by}: {_ALONE}"
        return
    yield f"{link.later} {link.relation or 'names'} {link.earlier}"
    if link.overridden_by is not None:
        agrees = link.overridden_by == link.relation
        yield f"  ruled     {link.overridden_by}: {_AGREES if agrees else _INSTEAD}"
    elif link.stated:
        yield "  stated    the record says so"
    elif link.relation is None:
        yield "  named     nothing tells what the one has to do with the other"
    else:
        yield "  proposed  a build states nothing"
    yield f"  by        {link.rule}, {link.kind}"
    place = f"{link.document}" + ("" if link.at is None else f", character {link.at}")
    yield f"  words     {link.words or link.reference}  ({place})"
    for trouble in link.trouble:
        yield f"  but       {trouble}"


def _show_clusters(found: "Sequence[ClusterLink]", form: str, *, every: bool) -> None:
    shown = found if every else [link for link in found if not link.agrees]
    _put(
        [asdict(link) | {"agrees": link.agrees} for link in shown],
        (line for link in shown for line in _of_cluster(link)),
        form,
    )
    agreeing = sum(link.agrees for link in found)
    without = [link for link in found if link.overridden_by is None]
    click.echo(
        f"{counted(len(found), 'template')}: {_verb(agreeing, 'stand')} in the cluster that fits, "
        f"{len(found) - agreeing - len(without)} in another or where none fits, "
        f"{sum(link.cluster is not None for link in without)} without one fit one",
        err=True,
    )


def _of_cluster(link: "ClusterLink") -> "Iterator[str]":
    yield f"{link.template}: {link.cluster or 'no cluster fits'}"
    if link.overridden_by is not None:
        yield f"  ruled     {link.overridden_by}: {_AGREES if link.agrees else _INSTEAD}"
    elif link.cluster is not None:
        yield "  proposed  no person has put it there; a build states nothing"
    if link.cluster is not None:
        yield f"  by        {link.kind}"
        yield f"  equal     {'; '.join(link.equal)}"
        yield f"  with      {', '.join(link.templates)}"
    if link.between:
        yield f"  between   {', '.join(link.between)}, which fit alike"


def _show_deployments(found: "Sequence[DeploymentLink]", form: str) -> None:
    _put(
        [asdict(one) | {"kind": one.kind} for one in found],
        (line for one in found for line in _of_deployments(one)),
        form,
    )
    click.echo(
        f"{counted(sum(not one.not_proposed for one in found), 'pair')} of deployments may be one; "
        "a build joins none",
        err=True,
    )


def _of_deployments(one: "DeploymentLink") -> "Iterator[str]":
    yield f"{one.one.deployment} ({one.one.source})"
    yield f"  and       {one.other.deployment} ({one.other.source})"
    if one.overridden_by is None:
        yield "  ruled     by nobody"
    elif one.not_proposed:
        yield f"  ruled     {one.overridden_by}: {_ALONE}"
    else:
        yield f"  ruled     {one.overridden_by}: {_INSTEAD}"
    if one.not_proposed:
        yield f"  since     {'; '.join(one.not_proposed)}"
    else:
        yield f"  by        {one.kind}"
        yield f"  equal     {one.one.day}, {one.one.place}; {', '.join(one.equal) or '-'}"


def _show_units(found: "Sequence[UnitLink]", form: str) -> None:
    _put([asdict(link) for link in found], (line for one in found for line in _of_unit(one)), form)
    click.echo(
        f"{counted(len(found), 'group')} of forces: "
        f"{_are(sum(link.rule == 'listed' for link in found))} listed as joint units; "
        "each reply stays that of the force that gave it",
        err=True,
    )


def _of_unit(link: "UnitLink") -> "Iterator[str]":
    yield f"{', '.join(link.members)}: {link.unit or 'no unit is listed'}"
    if link.overridden_by is not None:
        yield f"  ruled     {link.overridden_by}: {_what_a_unit_makes(link)}"
        if link.rule == "nothing":
            return
    elif link.rule == "listed":
        yield "  stated    the study lists it; what the forces say does not add up"
    else:
        yield "  proposed  a build states nothing; list it among the codes of the study"
    yield f"  by        {link.rule}, {link.kind}"
    if link.words is not None:
        place = "" if link.document is None else f"  ({link.document}, character {link.at})"
        yield f"  words     {link.words}{place}"


def _what_a_unit_makes(link: "UnitLink") -> str:
    """Return what a build makes of forces that a person ruled on: it goes by the listing alone."""
    joint = link.overridden_by == "joint"
    if link.unit is None:
        wanted = "; list the unit among the codes of the study" if joint else ""
        return f"your note; no build reads it, and no unit is listed{wanted}"
    if joint:
        return f"your note; the study lists {link.unit}, and by that a build goes"
    return (
        f"your note; no build reads it, and the study lists {link.unit}: "
        "take the unit out of codes/ to have what the forces say add up"
    )


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def _verb(number: int, verb: str) -> str:
    """Return *number* with *verb*, in the form for one or for several."""
    return f"{number} {verb}{'s' if number == 1 else ''}"
