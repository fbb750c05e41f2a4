"""Wire the parts of the server into one application."""

from pathlib import Path

from flask import Flask

from kg import study
from server import display, headers, ontology, pages, problems, queries, resources, sparql
from server.current import Current

MAX_BODY = 2**20
"""Bytes of a request's body that are read."""


def create(study_folder: Path) -> Flask:
    """Return the application that serves the study in *study_folder*.

    Raises:
        StudyError: the folder holds no study.
    """
    app = Flask("server")
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY, MAX_FORM_MEMORY_SIZE=MAX_BODY)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["current"] = Current(study.load(study_folder))
    headers.register(app)
    problems.register(app)
    display.register(app)
    for part in (pages, queries, sparql, resources, ontology):
        app.register_blueprint(part.blueprint)
    return app
