"""Read a request of the SPARQL 1.1 Protocol and choose the media type of its answer.

Pure: what comes in is the request, what goes out is a value or an error of the
right status.  Sections named here are those of the SPARQL 1.1 Protocol.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, NotAcceptable, UnsupportedMediaType
from werkzeug.wrappers import Request

from kg.query.formats import Kind
from kg.query.tokens import tokens

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
HTML = "text/html"
MAX_FIELDS = 200
"""Parameters that one request may have; a query has one, and a graph takes one each."""

FORMS: Mapping[str, Kind] = {
    "SELECT": "solutions",
    "ASK": "boolean",
    "CONSTRUCT": "graph",
    "DESCRIBE": "graph",
}
CHANGING = ("RAND", "NOW", "UUID", "STRUUID", "BNODE")
"""Functions that give another value each time, so that no older answer may stand in for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRequest:
    """What was asked of the endpoint."""

    text: str | None
    """The query as it was sent; None when none was, which asks what the service offers."""

    default_graphs: tuple[NamedNode, ...] = ()
    """Graphs that make the default graph; empty when the request names none."""

    named_graphs: tuple[NamedNode, ...] = ()

    form: str | None = None
    """Name of a format asked for in the address, which goes before the Accept header."""


def read(request: Request) -> QueryRequest:
    """Return what *request* asks: by GET, a form, or the query itself as the body (2.1).

    Raises:
        BadRequest: the parameters are not those of a query (2.1.1 to 2.1.4).
        UnsupportedMediaType: the body is neither a form nor a query.
    """
    fields = _fields(request.query_string, "the address")
    if request.method != "POST":
        return _asked(fields, needed=False)
    kind = request.mimetype
    charset = request.mimetype_params.get("charset", "utf-8")
    if kind not in (FORM, DIRECT):
        raise UnsupportedMediaType(
            f"Content-Type is '{kind or 'missing'}', which cannot be read here; "
            f"send a query as {DIRECT}, or as the field 'query' of {FORM}"
        )
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"charset is '{charset}'; send the query as UTF-8")
    body = request.get_data()
    if kind == FORM:
        # 2.1.2: all parameters stand in the body; the format is ours and may stand in either.
        extra = [(name, value) for name, value in fields if name == "format"]
        return _asked(_fields(body, "the form") + extra, needed=True)
    if any(name == "query" for name, _ in fields):
        raise BadRequest("the query stands in the address and in the body; send it once")
    return _asked([*fields, ("query", _decoded(body, "the body"))], needed=True)


def _fields(content: bytes, place: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            _decoded(content, place),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise BadRequest(f"{place} is not UTF-8: {error.reason}; send it as UTF-8") from error
    except ValueError as error:
        raise BadRequest(f"{place} has more than {MAX_FIELDS} parameters; send fewer") from error


def _decoded(content: bytes, place: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(
            f"{place} is not UTF-8: byte {error.start} is 0x{content[error.start]:02x}; "
            "send it as UTF-8"
        ) from error


def _asked(fields: Sequence[tuple[str, str]], *, needed: bool) -> QueryRequest:
    queries = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise BadRequest("this address answers queries, and 'update' is none; see /update")
    if len(queries) > 1:
        raise BadRequest(f"'query' is given {len(queries)} times; send one query")
    if needed and not queries:
        raise BadRequest("no query was sent; send one as the field 'query'")
    forms = [value for name, value in fields if name == "format" and value]
    if len(forms) > 1:
        raise BadRequest(f"'format' is given {len(forms)} times; name one format")
    return QueryRequest(
        text=queries[0] if queries else None,
        default_graphs=_graphs(fields, "default-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri"),
        form=forms[0] if forms else None,
    )


def _graphs(fields: Sequence[tuple[str, str]], parameter: str) -> tuple[NamedNode, ...]:
    found = []
    for value in dict.fromkeys(value for name, value in fields if name == parameter):
        try:
            found.append(NamedNode(value))
        except ValueError as error:
            raise BadRequest(
                f"{parameter} '{value}' is no absolute IRI ({error}); write it in full"
            ) from error
    return tuple(found)


def choose(accept: str | None, offered: Sequence[str]) -> str:
    """Return the media type of *offered* that the header *accept* likes best.

    The quality of a type is that of the most specific range that it falls in
    (RFC 9110, 12.5.1).  Of types liked equally one that was named goes before
    one that a wildcard let in, then the earlier of *offered*.

    Raises:
        NotAcceptable: no type of *offered* is acceptable.

    >>> choose("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    >>> choose("*/*", ["text/csv", "application/json"])
    'text/csv'
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = list(_ranges(accept))
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for media_type in offered:
        liking = _liking(media_type, ranges)
        if liking[0] > 0 and liking > best:
            best, chosen = liking, media_type
    if chosen is None:
        raise NotAcceptable(
            f"Accept is '{accept[:200]}'; this can be had as {', '.join(dict.fromkeys(offered))}"
        )
    return chosen


def _liking(media_type: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """Return quality and how specific the range is that gives it; quality 0 means unwanted."""
    kind = media_type.partition("/")[0]
    for specific, wanted in ((2, media_type), (1, f"{kind}/*"), (0, "*/*")):
        found = [quality for media_range, quality in ranges if media_range == wanted]
        if found:
            return max(found), specific
    return 0.0, 0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = _quality(value.strip())
        if media_range:
            # Some old clients write a bare asterisk.
            yield ("*/*" if media_range == "*" else media_range), quality


def _quality(written: str) -> float:
    # What is no number of RFC 9110 is read as unwanted: a guess could send what was refused.
    return float(written) if re.fullmatch(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", written) else 0.0


def tag(*parts: str) -> str:
    """Return an entity tag for an answer that *parts* settle."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:32]


def kind(text: str) -> Kind | None:
    """Return the kind of result that the query *text* has, or None when it is no query.

    >>> kind("PREFIX select: <http://example.org/ask> # describe" + chr(10) + "construct {} {}")
    'graph'
    """
    for token in tokens(text):
        if token.kind == "word" and token.text.upper() in FORMS:
            return FORMS[token.text.upper()]
    return None


def repeatable(text: str) -> bool:
    """Return whether the query *text* has one answer as long as the generation stays.

    >>> repeatable("SELECT (NOW() AS ?now) WHERE {}")
    False
    """
    return not any(token.says(function) for token in tokens(text) for function in CHANGING)
