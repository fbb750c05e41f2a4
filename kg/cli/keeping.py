"""``kg generations``, ``kg rollback`` and ``kg backup``."""

import json
from pathlib import Path

import click

from kg.cli.options import study_option


@click.command()
@study_option
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table")
def generations(study_folder: Path | None, form: str) -> None:
    """List the generations that are kept, the one last made current first.

    \b
    Example:
        kg generations
    """
    from kg import study
    from kg.store import Generations

    found = study.load(study.find(study_folder))
    kept = Generations(found.folder)
    current = kept.current().identifier
    rows = [
        {
            "generation": one.identifier,
            "quads": one.manifest.get("quads"),
            "current": one.identifier == current,
            "program": one.manifest.get("version"),
        }
        for one in kept.kept()
    ]
    if form == "json":
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        mark = "  current" if row["current"] else ""
        click.echo(f"{row['generation']}  {row['quads']:>12,} quads{mark}")


@click.command()
@study_option
@click.argument("generation", required=False)
def rollback(generation: str | None, study_folder: Path | None) -> None:
    """Make an earlier generation current again: GENERATION, or the one before.

    A server takes it over by itself.  The records stay as they are, so the next
    'kg build' makes a generation of them again.

    \b
    Example:
        kg rollback
        kg rollback 15ab71e0b810
    """
    from kg import study
    from kg.store import Generations

    found = study.load(study.find(study_folder))
    kept = Generations(found.folder)
    target = kept.before() if generation is None else kept.of(generation)
    kept.go_back(target)
    click.echo(f"Generation {target.identifier} is current.", err=True)


@click.command()
@study_option
@click.option("--all", "every", is_flag=True, help="Save every generation that is kept.")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def backup(out: Path, study_folder: Path | None, *, every: bool) -> None:
    """Save the study with its documents and its current generation in the file OUT (tar).

    What was written is read back and checked.  Unpacked, it is the study again.

    \b
    Example:
        kg backup study.tar
        tar -xf study.tar
    """
    from kg import study
    from kg.store import Generations
    from kg.store.backup import backup as save
    from kg.store.backup import chosen

    found = study.load(study.find(study_folder))
    kept = chosen(Generations(found.folder), every=every)
    size = save(found.folder, out, kept)
    click.echo(f"{out}: {size:,} bytes, {len(kept)} generations, checked", err=True)
