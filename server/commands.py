"""``kg serve``, ``kg demo`` and ``kg pages``."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import FOLDER, study_option

if TYPE_CHECKING:
    from server.current import Current
    from server.settings import Settings

HOST = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
PORT = click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes any that is free.",
)
UNITS: Mapping[str, int] = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}
"""Letter after a size -> bytes."""


class Size(click.ParamType[int]):
    """Bytes, as a number with or without a letter: 512M, 2G."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of bytes."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d+)([KMG]?)(?:I?B)?", str(value).upper())
        if found is None:
            self.fail(f"'{value}' is no size; write it like 512M or 2G", param, ctx)
        return int(found[1]) * UNITS[found[2]]


SECONDS = click.FloatRange(min=0, min_open=True)


@click.command()
@HOST
@PORT
@study_option
@click.option("--scratch", is_flag=True, help="Serve an empty dataset that may be written.")
@click.option("--readers", type=click.IntRange(1, 64), help="Long queries that run at once.")
@click.option("--timeout", "seconds", type=SECONDS, help="Seconds that a query may run.")
@click.option("--longest", type=SECONDS, help="Seconds that a client may ask for.")
@click.option("--rows", type=click.IntRange(1), help="Rows of one result.")
@click.option("--bytes", "size", type=Size(), help="Bytes of one result, such as 500M.")
@click.option("--memory", type=Size(), help="What all processes may take together, such as 4G.")
@click.option("--cache", type=Size(), help="Bytes of results that are kept on disk.")
@click.option("--at-once", type=click.IntRange(1), help="Queries of one client at once.")
@click.option("--rate", help="Requests of one client, such as '6000 per minute'.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Tokens that let the keeper in, one a line.",
)
@click.option("--endpoint", "endpoints", multiple=True, help="Host that SERVICE may name.")
@click.option("--proxy", help="Address of a proxy whose word on its clients is taken.")
@click.option("--log/--no-log", default=False, help="Write a line of JSON for each request.")
@click.option("--log-queries", is_flag=True, help="Write the text of queries there too.")
def serve(
    *,
    host: str,
    port: int,
    study_folder: Path | None,
    token_file: Path | None,
    proxy: str | None,
    log: bool,
    endpoints: tuple[str, ...],
    **given: Any,
) -> None:
    """Serve the current generation of a study: pages, linked data and a SPARQL endpoint.

    \b
    Example:
        kg serve --study my-study --port 8080
        kg serve --scratch
    """
    from kg import study
    from kg.store import Generations
    from server.settings import Settings

    told = {name: value for name, value in given.items() if value is not None}
    settings = Settings(
        **told,
        tokens=() if token_file is None else tokens(token_file),
        endpoints=frozenset(endpoints),
    )
    if log or settings.log_queries:
        from server import logs

        logs.to_standard_error()
    if settings.scratch:
        scratch(settings, host=host, port=port, proxy=proxy)
        return
    found = study.load(study.find(study_folder))
    Generations(found.folder).current()  # without one there is nothing to serve: say so now
    run(found.folder, settings, title=found.title, host=host, port=port, proxy=proxy)


@click.command()
@HOST
@PORT
def demo(host: str, port: int) -> None:
    """Build the study that ships, when that is needed, and serve it.

    \b
    Example:
        kg demo
    """
    from kg import pipeline, resources, study
    from kg.errors import StudyError
    from server.settings import Settings

    folder = resources.root() / "studies" / study.SHIPPED
    if not os.access(folder, os.W_OK):
        raise StudyError(
            f"{folder}: nothing can be written there; copy the folder to a place of yours, then "
            "'kg build --study COPY' and 'kg serve --study COPY'"
        )
    found = study.load(folder)
    built = pipeline.build(found)
    if built.report is not None:
        click.echo(f"Built generation {built.generation.identifier}", err=True)
    run(found.folder, Settings(), title=found.title, host=host, port=port)


@click.command()
@click.argument("out", type=FOLDER)
def pages(out: Path) -> None:
    """Write the documentation of the ontology into the folder OUT, as pages for a web host.

    They need no server and no script.  An earlier set of pages in OUT is
    overwritten; a folder that holds anything else is refused.

    \b
    Example:
        kg pages site
    """
    from server import site

    for path in site.write(out):
        click.echo(path)


def tokens(path: Path) -> tuple[str, ...]:
    """Return the tokens in the file *path*, one a line; those that are empty let nobody in."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def scratch(settings: "Settings", *, host: str, port: int, proxy: str | None) -> None:
    """Serve an empty dataset that may be written, until it is interrupted.

    Raises:
        UsageError: *host* is not this machine alone.
    """
    import tempfile

    from kg import study
    from kg.errors import UsageError
    from server.writing import LOOPBACK

    if host not in LOOPBACK:
        raise UsageError(
            f"{host}: a scratch dataset can be written by anybody who reaches it, so it is served "
            f"on this machine alone; leave --host out, or name one of {', '.join(LOOPBACK)}"
        )
    with tempfile.TemporaryDirectory(prefix="scratch-") as folder:
        study.create(Path(folder) / "scratch")
        run(
            Path(folder) / "scratch",
            settings,
            title="a scratch dataset",
            host=host,
            port=port,
            proxy=proxy,
        )


def run(
    folder: Path,
    settings: "Settings",
    *,
    title: str,
    host: str,
    port: int,
    proxy: str | None = None,
) -> None:
    """Serve the study in *folder* until it is interrupted.

    Raises:
        UsageError: nothing can listen at *host* and *port*.
    """
    from server import create_app, listening

    app = create_app(folder, settings)
    server = listening.listen(app, host=host, port=port, proxy=proxy)
    current: Current = app.extensions["current"]
    current.leave(current.take())  # wait until readers stand ready, or say why none can
    click.echo(f"Serving {title} at {address(server, host)} (Ctrl+C stops)", err=True)
    listening.run(server, app)
    click.echo("Stopped", err=True)


def address(server: Any, host: str) -> str:
    """Return the address of a running *server* to put into a browser."""
    listening = getattr(server, "effective_listen", None)
    port = listening[0][1] if listening else server.effective_port
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
