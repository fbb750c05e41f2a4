"""The server of a study: pages for people, linked data and a SPARQL endpoint for programs.

Read-only by construction: what changes data is a record, a ruling and ``kg build``.
Nothing heavy is imported here, since the command line loads the commands of this
package to list them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from server.settings import Settings


def create_app(study_folder: Path, settings: "Settings | None" = None) -> "Flask":
    """Return the application that serves the study in *study_folder*.

    It starts processes of its own, which end with this one.

    Raises:
        StudyError: the folder holds no study.
    """
    from server.application import create

    return create(study_folder, settings)
