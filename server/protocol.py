"""Read a request of the SPARQL 1.1 Protocol and choose the media type of its answer.

Pure: what comes in is the request, what goes out is a value or an error of the
right status.  Sections named here are those of the SPARQL 1.1 Protocol.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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

OWN = ("format", "timeout")
"""Parameters that this server adds to those of the protocol."""

FORMS: Mapping[str, Kind] = {
    "SELECT": "solutions",
    "ASK": "boolean",
    "CONSTRUCT": "graph",
    "DESCRIBE": "graph",
}
CODINGS = ("br", "gzip")
"""Content codings that answers are sent in, the better first."""

CHANGING = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE", "SERVICE"})
"""What gives another value each time, so that no older answer may stand in for it."""

CHOOSING = frozenset({"LIMIT", "OFFSET", "SAMPLE", "GROUP_CONCAT"})
"""What takes some of several rows, and others where the engine has them in another order."""


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

    seconds: float | None = None
    """How long the query may run, if the client says so."""


def read(request: Request) -> QueryRequest:
    """Return what *request* asks: by GET, a form, or the query itself as the body (2.1).

    The HTTP method QUERY is read as POST is: it says besides that nothing is changed.

    Raises:
        BadRequest: the parameters are not those of a query (2.1.1 to 2.1.4).
        UnsupportedMediaType: the body is neither a form nor a query.
    """
    fields = parameters(request.query_string, "the address")
    if request.method not in ("POST", "QUERY"):
        return _asked(fields, needed=False)
    body = _body(request, "query", DIRECT)
    if request.mimetype == FORM:
        # 2.1.2: all parameters stand in the body; those of ours may stand in either.
        extra = [(name, value) for name, value in fields if name in OWN]
        return _asked(parameters(body, "the form") + extra, needed=True)
    if any(name == "query" for name, _ in fields):
        raise BadRequest("the query stands in the address and in the body; send it once")
    return _asked([*fields, ("query", _decoded(body, "the body"))], needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRequest:
    """What was asked of the endpoint for updates."""

    text: str
    using: tuple[NamedNode, ...] = ()
    """Graphs that stand for USING; empty when the request names none."""

    using_named: tuple[NamedNode, ...] = ()


def read_update(request: Request) -> UpdateRequest:
    """Return what *request* asks: by a form, or the update itself as the body (2.2).

    Raises:
        BadRequest: the parameters are not those of an update (2.2.1 to 2.2.3).
        UnsupportedMediaType: the body is neither a form nor an update.
    """
    fields = parameters(request.query_string, "the address")
    body = _body(request, "update", UPDATE)
    if request.mimetype == FORM:
        fields = parameters(body, "the form")
    else:
        fields = [*fields, ("update", _decoded(body, "the body"))]
    updates = [value for name, value in fields if name == "update"]
    if any(name == "query" for name, _ in fields):
        raise BadRequest("this address takes updates, and 'query' is none; see /sparql")
    if len(updates) != 1:
        raise BadRequest(f"'update' is given {len(updates)} times; send one update")
    return UpdateRequest(
        text=updates[0],
        using=_graphs(fields, "using-graph-uri"),
        using_named=_graphs(fields, "using-named-graph-uri"),
    )


def _body(request: Request, what: str, direct: str) -> bytes:
    kind = request.mimetype
    if kind not in (FORM, direct):
        raise UnsupportedMediaType(
            f"Content-Type is '{kind or 'missing'}', which cannot be read here; "
            f"send {what} as {direct}, or as the field '{what}' of {FORM}"
        )
    check_charset(request.mimetype_params)
    return request.get_data()


def check_charset(told: Mapping[str, str]) -> None:
    """Do nothing if *told*, the parameters of a Content-Type, let the body be UTF-8.

    Raises:
        UnsupportedMediaType: they name another encoding.
    """
    charset = told.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"charset is '{charset}'; send it as UTF-8")


def parameters(content: bytes, place: str) -> list[tuple[str, str]]:
    """Return the names and values that *content*, at *place*, gives in the form of an address.

    Raises:
        BadRequest: it is not UTF-8, or gives too many.
    """
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
    return QueryRequest(
        text=queries[0] if queries else None,
        default_graphs=_graphs(fields, "default-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri"),
        form=_once(fields, "format"),
        seconds=seconds(_once(fields, "timeout")),
    )


def _once(fields: Sequence[tuple[str, str]], name: str) -> str | None:
    told = [value for other, value in fields if other == name and value]
    if len(told) > 1:
        raise BadRequest(f"'{name}' is given {len(told)} times; send it once")
    return told[0] if told else None


def seconds(told: str | None) -> float | None:
    """Return for how long a client lets its query run, None where it does not say.

    Raises:
        BadRequest: *told* is no number of seconds.
    """
    if not told:
        return None
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", told) or not float(told):
        raise BadRequest(f"timeout is '{told[:50]}'; send seconds, such as 2.5")
    return float(told)


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
    return _choose(accept, tuple(offered))


@lru_cache(maxsize=512)  # programs send the same header each time
def _choose(accept: str | None, offered: tuple[str, ...]) -> str:
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


def encoding(accept: str | None) -> str | None:
    """Return the coding that *accept* (``Accept-Encoding``) likes best, None for the plain bytes.

    >>> encoding("gzip, deflate, br")
    'br'
    >>> encoding("br;q=0.5, gzip")
    'gzip'
    >>> encoding("gzip;q=0")
    """
    if not accept:
        return None
    liked = dict(_ranges(accept))
    any_other = liked.get("*/*", 0.0)
    plain = liked.get("identity", 0.0)
    best = max(CODINGS, key=lambda coding: liked.get(coding, any_other))
    quality = liked.get(best, any_other)
    return best if quality > 0 and quality >= plain else None


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
    return _words(text).isdisjoint(CHANGING)


def settled(text: str) -> bool:
    """Return whether the query *text* has the same rows wherever its generation is served.

    >>> settled("SELECT * { ?s ?p ?o } LIMIT 3")
    False
    """
    return _words(text).isdisjoint(CHANGING | CHOOSING)


def _words(text: str) -> set[str]:
    return {token.text.upper() for token in tokens(text) if token.kind == "word"}
