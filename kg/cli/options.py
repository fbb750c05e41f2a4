"""Options that several commands take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(file_okay=False, path_type=Path)

endpoint_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--endpoint", help="Address of a SPARQL endpoint to ask instead of the study."
)
timeout_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--timeout", type=click.IntRange(1, 3600), default=60, help="Seconds to wait for an endpoint."
)
study_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--study",
    "study_folder",
    type=FOLDER,
    help="Folder of the study; else KG_STUDY, the current folder if it is one, the shipped study.",
)
