"""Describe the addresses of the server to programs (OpenAPI 3.1)."""

from typing import Any

from flask import Blueprint, Response, jsonify

from kg import __version__
from server import protocol
from server.current import settings, study
from server.problems import PROBLEM

blueprint = Blueprint("openapi", __name__)

TEXT = {"type": "string"}
ANY: dict[str, object] = {"*/*": {}}
GRAPHS = "RDF in a form of the Accept header"


@blueprint.get("/openapi.json")
def document() -> Response:
    """Answer with the description."""
    return jsonify(
        {
            "openapi": "3.1.0",
            "info": {
                "title": study().title,
                "version": __version__,
                "license": {"name": "licence of the data", "url": study().licence},
            },
            "paths": _paths(scratch=settings().scratch),
            "components": {
                "responses": {
                    "problem": {
                        "description": "What was found, and how to mend it (RFC 9457)",
                        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/problem"}}},
                    }
                },
                "schemas": {
                    "problem": {
                        "type": "object",
                        "required": ["type", "title", "status", "detail"],
                        "properties": {
                            "type": TEXT,
                            "title": TEXT,
                            "status": {"type": "integer"},
                            "detail": TEXT,
                            "line": {"type": "integer", "minimum": 1},
                            "column": {"type": "integer", "minimum": 1},
                        },
                    }
                },
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        }
    )


def _paths(*, scratch: bool) -> dict[str, Any]:
    found = {
        "/": {"get": _does("The first page")},
        "/sparql": _endpoint(()),
        "/generations": {"get": _does("The generations that are kept")},
        "/generations/{identifier}/sparql": _endpoint((_in_path("identifier"),)),
        "/graphs": {
            "get": _does(
                "One graph (Graph Store Protocol)",
                _asked("graph", "IRI of a named graph"),
                _asked("default", "The default graph"),
            )
        },
        "/queries": {
            "get": _does(
                "The named queries",
                _asked("words", "Words that stand in all of them"),
                _asked("tag", "A tag that all of them have"),
                _asked("format", "json or html"),
            )
        },
        "/queries/{name}": {
            "get": _does(
                "A named query, run",
                _in_path("name"),
                _asked("format", "Name of a format"),
                _asked("timeout", "Seconds that it may run"),
            )
        },
        "/contradictions": {
            "get": _does(
                "What does not simply go together",
                _asked("force", "Code of the force that it is about"),
                _asked("label", "Code of what it may be called"),
                _asked("format", "Name of a format"),
            )
        },
        "/compare": {
            "get": _does("The series of questions", _asked("format", "html, csv or json"))
        },
        "/compare/{series}": {
            "get": _does(
                "The matrix of a series: questions by forces",
                _in_path("series"),
                _asked("force", "Key of a force; only those that are named"),
                _asked("format", "html, csv or json"),
            )
        },
        "/charts": {"get": _does("The charts", _asked("format", "html, json or csv"))},
        "/charts/{name}": {
            "get": _does(
                "A chart, with the parameters that it takes",
                _in_path("name"),
                _asked("format", "html, svg, png, json (Vega-Lite) or csv"),
                _asked("timeout", "Seconds that its queries may run"),
            )
        },
        "/measures": {"get": _does("The measures", _asked("format", "html, json or csv"))},
        "/measures/{name}": {
            "get": _does(
                "A measure, worked out",
                _in_path("name"),
                _asked("by", "Axis to group by; may be repeated"),
                _asked("force", "Key of a force; only those that are named"),
                _asked("from", "First day"),
                _asked("to", "Last day"),
                _asked("every", "What a period is: year or month"),
                _asked("funnel", "yes: hold forces against the rate of all together"),
                _asked("format", "html, json or csv"),
                _asked("timeout", "Seconds that its queries may run"),
            )
        },
        "/networks": {"get": _does("The networks", _asked("format", "html, json or csv"))},
        "/networks/{name}": {
            "get": _does(
                "A network, with the parameters that it is narrowed by",
                _in_path("name"),
                _asked("force", "Key of a force; only those that are named"),
                _asked("series", "Key of a series"),
                _asked("measure", "Code of a measure"),
                _asked("forces-only", "yes: forces, joined by the provisions that they share"),
                _asked("format", "html, json or graphml"),
                _asked("timeout", "Seconds that its query may run"),
            )
        },
        "/id/{kind}/{key}": {
            "get": _does("Sends on to what is known of a thing", _in_path("kind"), _in_path("key"))
        },
        "/doc/{path}": {"get": _does("What is known of a thing", _in_path("path"))},
        "/ontology": {"get": _does("The ontology")},
        "/shapes": {"get": _does("The shapes")},
        "/health": {"get": _does("Whether the server can answer, and from what")},
        "/health/live": {"get": _does("Whether the process is there")},
        "/health/ready": {"get": _does("Whether queries can be answered")},
        "/metrics": {"get": _does("What a monitor reads")},
        "/running": {"get": {**_does("The queries under way"), "security": [{"token": []}]}},
        "/running/{identifier}": {
            "delete": {
                **_does("Stops a query", _in_path("identifier")),
                "security": [{"token": []}],
            }
        },
        "/robots.txt": {"get": _does("What crawlers should leave alone")},
        "/.well-known/void": {"get": _does("What the dataset holds (VoID)")},
        "/.well-known/sparql-examples": {"get": _does("The named queries as RDF")},
        "/update": {
            "post": {
                **_does("An update, on a scratch dataset; 403 on a study"),
                "requestBody": _body(protocol.UPDATE, "update"),
            }
        },
    }
    if scratch:
        found["/graphs"] |= {
            method: {
                **_does(f"{method.upper()} of one graph", _asked("graph", "IRI of a named graph")),
                "requestBody": {"content": {"text/turtle": {"schema": TEXT}}},
            }
            for method in ("put", "post")
        }
    return found


def _endpoint(more: tuple[dict[str, object], ...]) -> dict[str, Any]:
    parameters = (
        *more,
        _asked("query", "A query of SPARQL 1.1; without one, the service is described"),
        _asked("format", "Name of a format, which goes before the Accept header"),
        _asked("timeout", "Seconds that the query may run"),
        _asked("default-graph-uri", "IRI of a graph of the default graph"),
        _asked("named-graph-uri", "IRI of a named graph"),
    )
    return {
        "get": _does("One query", *parameters),
        "post": {
            **_does("One query, in the body", *more),
            "requestBody": _body(protocol.DIRECT, "query"),
        },
    }


def _does(summary: str, *parameters: dict[str, object]) -> dict[str, Any]:
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "2XX": {"description": "The whole answer", "content": ANY},
            "3XX": {"description": "The address of it, or that it is known"},
            "4XX": {"$ref": "#/components/responses/problem"},
            "503": {"$ref": "#/components/responses/problem"},
            "504": {"$ref": "#/components/responses/problem"},
            "507": {"$ref": "#/components/responses/problem"},
        },
    }


def _asked(name: str, says: str) -> dict[str, object]:
    return {"name": name, "in": "query", "description": says, "schema": TEXT}


def _in_path(name: str) -> dict[str, object]:
    return {"name": name, "in": "path", "required": True, "schema": TEXT}


def _body(direct: str, name: str) -> dict[str, object]:
    form = {"type": "object", "required": [name], "properties": {name: TEXT}}
    return {
        "required": True,
        "content": {direct: {"schema": TEXT}, protocol.FORM: {"schema": form}},
    }
