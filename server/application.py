"""Wire the parts of the server into one application."""

import weakref
from pathlib import Path

from flask import Flask

from kg import study
from server import (
    again,
    charts,
    compare,
    compression,
    contradictions,
    current,
    display,
    graph_store,
    headers,
    keeper,
    logs,
    measures,
    networks,
    ontology,
    openapi,
    pages,
    problems,
    queries,
    rates,
    resources,
    sparql,
    update,
    void,
)
from server.cache import Cache
from server.current import Current
from server.drawing import Drawer
from server.metrics import Metrics
from server.running import Running
from server.settings import Settings

MAX_BODY = 2**20
"""Bytes of a request's body that are read."""

MAX_GRAPH = 64 * 2**20
"""Bytes of a body that are read where data may be written."""


def create(study_folder: Path, settings: Settings | None = None) -> Flask:
    """Return the application that serves the study in *study_folder*.

    Raises:
        StudyError: the folder holds no study.
    """
    settings = settings or Settings()
    most = MAX_GRAPH if settings.scratch else MAX_BODY
    app = Flask("server")
    app.config.update(MAX_CONTENT_LENGTH=most, MAX_FORM_MEMORY_SIZE=most)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    served = Current(study.load(study_folder), settings)
    # Whoever forgets to close it leaves no process behind, at the end of this one at the latest.
    weakref.finalize(app, served.close)
    drawer = Drawer()
    weakref.finalize(app, drawer.close)
    cache = Cache(disk=settings.cache)
    app.extensions |= {
        "current": served,
        "cache": cache,
        "running": Running(at_once=settings.at_once),
        "drawer": drawer,
    }
    # What is registered last sees the answer first.
    app.extensions["metrics"] = Metrics(served, cache, again.register(app))
    logs.register(app)
    compression.register(app)
    headers.register(app)
    problems.register(app)
    display.register(app)
    rates.register(app, settings.rate)
    app.teardown_request(lambda _: current.leave())
    for part in (
        pages,
        queries,
        compare,
        contradictions,
        charts,
        measures,
        networks,
        sparql,
        update,
        graph_store,
        resources,
        ontology,
        keeper,
        openapi,
        void,
    ):
        app.register_blueprint(part.blueprint)
    return app


def close(app: Flask) -> None:
    """Stop all queries of *app* and end its processes."""
    running: Running = app.extensions["running"]
    running.stop_all()
    drawer: Drawer = app.extensions["drawer"]
    drawer.close()
    served: Current = app.extensions["current"]
    served.close()
