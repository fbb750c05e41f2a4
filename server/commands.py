"""``kg serve``, ``kg demo`` and ``kg pages``."""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import FOLDER, study_option

if TYPE_CHECKING:
    from kg.study import Study

HOST = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
PORT = click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes any that is free.",
)
THREADS = 8
ACCEPTED_BODY = 8 * 2**20
"""Bytes at which the socket is closed; up to there a body too large gets a problem document."""


@click.command()
@HOST
@PORT
@study_option
def serve(host: str, port: int, study_folder: Path | None) -> None:
    """Serve the current generation of a study: pages, linked data and a SPARQL endpoint.

    \b
    Example:
        kg serve --study my-study --port 8080
    """
    from kg import study
    from kg.store import Generations

    found = study.load(study.find(study_folder))
    Generations(found.folder).current()  # without one there is nothing to serve: say so now
    run(found, host=host, port=port)


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
    run(found, host=host, port=port)


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


def run(study: "Study", *, host: str, port: int) -> None:
    """Serve *study* until it is interrupted.

    Raises:
        UsageError: nothing can listen at *host* and *port*.
    """
    from server import create_app

    server = listen(create_app(study.folder), host=host, port=port)
    click.echo(f"Serving {study.title} at {address(server, host)} (Ctrl+C stops)", err=True)
    server.run()
    click.echo("Stopped", err=True)


def listen(app: Any, *, host: str, port: int) -> Any:
    """Return a server for *app* that has its port and waits to be run.

    Raises:
        UsageError: nothing can listen at *host* and *port*.
    """
    from waitress import create_server

    from kg.errors import UsageError

    try:
        return create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident="foigraph",
            max_request_body_size=ACCEPTED_BODY,
        )
    except (OSError, ValueError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        mend = "stop the program that has it, or name another" if taken else "name another"
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise UsageError(
            f"{host}:{port}: {reason}; {mend} with --host and --port "
            "(--port 0 takes any that is free)"
        ) from error


def address(server: Any, host: str) -> str:
    """Return the address of a running *server* to put into a browser."""
    listening = getattr(server, "effective_listen", None)
    port = listening[0][1] if listening else server.effective_port
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
