"""Turn every error into a problem document (RFC 9457), or into a page where a browser asks."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Flask, Response, g, render_template, request
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    RequestEntityTooLarge,
    default_exceptions,
)

from kg import vocabulary
from kg.errors import (
    DrawingError,
    FaultError,
    KgError,
    LimitError,
    NoGenerationError,
    QueryError,
    QuerySyntaxError,
)
from server import protocol

PROBLEM = "application/problem+json"
TYPE = vocabulary.HOME + "problem/"
ECHOED = 100
"""Characters that a message says again of one text of the address."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem document."""

    code: str
    title: str
    status: int
    detail: str
    line: int | None = None
    """Line of the query, from 1; None when no place is known."""

    column: int | None = None

    def document(self) -> dict[str, object]:
        """Return the members that the document has."""
        members: dict[str, object] = {
            "type": TYPE + self.code,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.line is not None:
            members |= {"line": self.line, "column": self.column}
        return members

    def content(self) -> bytes:
        """Return the document as it is sent."""
        return (json.dumps(self.document(), ensure_ascii=False) + "\n").encode()


def meanings() -> Mapping[str, tuple[int, str, str]]:
    """Return code of a problem -> status, title and what it means."""
    found = {}
    for status, of_http in default_exceptions.items():
        error = of_http()
        found[code_of(error.name)] = (status, error.name, error.description or error.name)
    ours: list[type[KgError]] = [KgError]
    for kind in ours:
        ours += kind.__subclasses__()
        meaning = (kind.__doc__ or kind.title).partition("\n")[0]
        found[kind.code] = (kind.http_status, kind.title, meaning)
    return found


def code_of(name: str) -> str:
    """Return the code that stands for the status called *name*."""
    return name.lower().replace(" ", "-")


def register(app: Flask) -> None:
    """Make *app* answer every error by a problem document."""
    app.register_error_handler(KgError, _known)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unexpected)


def _known(error: KgError) -> Response:
    detail, status = str(error), error.http_status
    if isinstance(error, NoGenerationError):
        asked = (request.view_args or {}).get("identifier")
        detail = "nothing has been built for this study yet; run 'kg build', then ask again"
        if asked is not None:
            status = HTTPStatus.NOT_FOUND.value
            detail = f"generation '{asked}' is not kept here; /generations lists those that are"
    elif isinstance(error, FaultError):
        log.error("%s %s\n%s", request.method, request.path, error)
        detail = "the request met a mistake of this program; the server's log has its trace"
    elif error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(
        error, LimitError | QueryError | DrawingError
    ):
        # Such a message names files of the server: they are for its keeper, not for the world.
        log.error("%s: %s", error.code, error)
        detail = "something of this study is broken; the server's log says what and where"
    placed = error if isinstance(error, QuerySyntaxError) else None
    response = answer(
        Problem(
            code=error.code,
            title=error.title,
            status=status,
            detail=detail,
            line=placed.line if placed else None,
            column=placed.column if placed else None,
        )
    )
    if isinstance(error, LimitError) and error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _of_http(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR.value
    problem = Problem(
        code=code_of(error.name),
        title=error.name,
        status=status,
        detail=_detail(error),
    )
    response = answer(problem)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    if isinstance(error, NotAcceptable):
        response.vary.add("Accept")
    return response


def _detail(error: HTTPException) -> str:
    if isinstance(error, RequestEntityTooLarge):
        limit = request.max_content_length or 0
        return f"the body is larger than {limit:,} bytes; send less"
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return f"{request.method} is not done at {request.path}; use one of {allowed}"
    if isinstance(error, NotFound) and error.description == NotFound.description:
        return f"{request.path}: there is nothing at this address; / leads to all there is"
    return error.description or error.name


def _unexpected(error: Exception) -> Response:
    log.error("%s %s", request.method, request.path, exc_info=error)
    return answer(
        Problem(
            code="bug",
            title="The server failed",
            status=HTTPStatus.INTERNAL_SERVER_ERROR.value,
            detail="the request met a mistake of this program; the server's log has its trace",
        )
    )


def _short(detail: str) -> str:
    """Return *detail* with what the address says cut, where that is long."""
    told = [*request.args, *(value for _, value in request.args.items(multi=True))]
    told += [request.path, *map(str, (request.view_args or {}).values())]
    # The longest first: a name of the path stands in the path too.
    for text in sorted({one.strip() for one in told}, key=len, reverse=True):
        if len(text) > ECHOED:
            detail = detail.replace(text, f"{text[:ECHOED]}…")
    return detail


def answer(problem: Problem) -> Response:
    """Return *problem* as a page when a browser asks, else as a problem document."""
    g.problem = problem.code
    problem = replace(problem, detail=_short(problem.detail))
    try:
        wanted = protocol.choose(request.headers.get("Accept"), [PROBLEM, protocol.HTML])
    except NotAcceptable:
        wanted = PROBLEM
    body: str | bytes
    if wanted == protocol.HTML:
        body = render_template("problem.html", problem=problem, text=g.get("query_text"))
    else:
        body = problem.content()
    response = Response(body, status=problem.status, mimetype=wanted)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response
