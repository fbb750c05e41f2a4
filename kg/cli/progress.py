"""What a person sees while many sources are read, on standard error."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Talk:
    """A bar, or none, and messages that stand above it."""

    bar: "Progress | None" = None
    task: "TaskID | None" = None

    def over(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """Yield *things* and move the bar on after each."""
        for thing in things:
            yield thing
            if self.bar is not None and self.task is not None:
                self.bar.advance(self.task)

    def say(self, message: str) -> None:
        """Write *message* on a line of its own."""
        if self.bar is None:
            click.echo(message, err=True)
        else:
            self.bar.console.print(message, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def talking(total: int, *, prints: bool) -> Iterator[Talk]:
    """Show a bar of *total* steps where a person sees it.

    Args:
        total: sources that are to be read; one needs no bar.
        prints: whether results are printed too; on a terminal they would break the bar.
    """
    seen = sys.stderr.isatty() and not (prints and sys.stdout.isatty())
    if total < 2 or not seen:
        yield Talk()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeLeft(),
        console=Console(stderr=True),
        transient=True,
        # What is printed is data, and goes where it always goes.
        redirect_stdout=False,
        redirect_stderr=False,
    ) as bar:
        yield Talk(bar, bar.add_task("Reading", total=total))
