"""Options that several commands take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(file_okay=False, path_type=Path)

study_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--study",
    "study_folder",
    type=FOLDER,
    help="Folder of the study; else KG_STUDY, the current folder if it is one, the shipped study.",
)
