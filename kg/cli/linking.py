"""``kg links``: what questions seem to ask by their words, and which ruling stands in its place."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import study_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model.link import DeploymentLink, QuestionLink


@click.command()
@study_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("--deployments", is_flag=True, help="Deployments that two sources may tell of.")
@click.option("--all", "every", is_flag=True, help="Those too that a person ruled just so.")
def links(study_folder: Path | None, form: str, *, deployments: bool, every: bool) -> None:
    """Show which template each question seems to ask, and what that rests on.

    A ruling in templates.yaml wins for ever: a link that it overrides is shown with it, as
    what would be done without it. Links that agree with a ruling are counted, and shown
    with --all. To refute a link, rule with kind 'none'; to keep it, with 'exact' or 'close'.

    With --deployments: which rows of two sources may be one deployment. A build never joins
    them; rule on them under 'same_deployments' in links.yaml.

    \b
    Example:
        kg links
        kg links --deployments
        kg links --all --format json
    """
    from kg import pipeline, study

    if deployments:
        _show_deployments(pipeline.deployment_links_of(study.load(study.find(study_folder))), form)
        return
    found = pipeline.question_links_of(study.load(study.find(study_folder)))
    shown = found if every else [link for link in found if not link.agrees]
    if form == "json":
        click.echo(json.dumps([_described(link) for link in shown], indent=1, ensure_ascii=False))
    else:
        for line in _lines(shown):
            click.echo(line)
    agreeing = sum(link.agrees for link in found)
    click.echo(
        f"{len(found)} links: {agreeing} agree with a ruling, "
        f"{sum(link.overridden_by is not None for link in found) - agreeing} are overridden by "
        f"one, {sum(link.stated for link in found)} are stated by a build, "
        f"{sum(link.proposed for link in found)} propose a template",
        err=True,
    )


def _described(link: "QuestionLink") -> dict[str, Any]:
    return asdict(link) | {"agrees": link.agrees, "stated": link.stated}


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
        return f"ruled     {link.overridden_by}: that stands, and this would be without it"
    if link.proposed:
        return "proposed  no person has written this template; a build states nothing"
    flat = "the question is its instance" if link.kind == "exact" else "no instance of it"
    return f"stated    in graph/linked-questions; {flat}"


def _show_deployments(found: "Sequence[DeploymentLink]", form: str) -> None:
    if form == "json":
        click.echo(json.dumps([asdict(one) for one in found], indent=1, default=str))
    else:
        for one in found:
            click.echo(f"{one.one.deployment} ({one.one.source})")
            click.echo(f"  and       {one.other.deployment} ({one.other.source})")
            click.echo(f"  equal     {one.one.day}, {one.one.place}; {', '.join(one.equal) or '-'}")
            click.echo(f"  ruled     {one.overridden_by or 'by nobody'}")
    click.echo(f"{len(found)} pairs of deployments may be one; a build joins none", err=True)
