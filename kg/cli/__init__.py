"""The command ``kg``: one call into the package a command, and everything that is printed.

Data goes to standard output, talk to standard error.  Errors are handled here
once.  Heavy libraries are imported inside the commands, so that ``kg --help``
answers at once.
"""

import sys
from importlib.metadata import entry_points

import click

from kg import __version__
from kg.errors import GenerationRejectedError, KgError

GROUP = "kg.commands"
"""Entry-point group in which packages above this one, such as the server, offer commands."""


class Commands(click.Group):
    """Commands of our own, and those that other packages offer through entry points."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command's name, in order."""
        offered = {point.name for point in entry_points(group=GROUP)}
        return sorted({*super().list_commands(ctx), *offered})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command *cmd_name*, or None."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        for point in entry_points(group=GROUP, name=cmd_name):
            loaded = point.load()
            if isinstance(loaded, click.Command):
                return loaded
        return None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Read what police forces disclose about surveillance into a graph that can be cited.

    \b
    Example:
        kg init my-study && cd my-study
        kg add ~/letters/reply.txt
        kg build
        kg query find/modes-used -p force=metropolitan
    """


def register() -> None:
    """Add every command of our own to the group."""
    from kg.cli import (
        building,
        charting,
        comparing,
        drafting,
        evaluating,
        exporting,
        keeping,
        linking,
        measuring,
        networking,
        querying,
        reading,
        reviewing,
        tracking,
        validating,
    )

    for command in (
        building.build,
        building.init,
        charting.chart,
        drafting.draft,
        comparing.compare,
        evaluating.evaluate,
        exporting.export,
        keeping.backup,
        keeping.generations,
        keeping.rollback,
        linking.links,
        measuring.measure,
        networking.network,
        querying.queries,
        querying.query,
        reading.add,
        reading.extract,
        reviewing.review,
        tracking.track,
        validating.validate,
    ):
        cli.add_command(command)


def main() -> None:
    """Run the command line; turn every KgError into one message and its exit status."""
    register()
    try:
        cli.main(prog_name="kg")
    except GenerationRejectedError as error:
        click.echo(error.report, err=True)
        _leave(error)
    except KgError as error:
        _leave(error)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(
            f"kg: file: {where}{error.strerror}; mend the folder's permissions, or make room there",
            err=True,
        )
        sys.exit(KgError.exit_status)


def _leave(error: KgError) -> None:
    click.echo(f"kg: {error.code}: {error}", err=True)
    sys.exit(error.exit_status)
