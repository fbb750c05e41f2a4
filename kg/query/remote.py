"""Ask a SPARQL endpoint elsewhere, with the same prefixes preset and the same result."""

import ast
import json
import warnings
from http.client import HTTPException
from itertools import pairwise
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from pyoxigraph import RdfFormat, Triple, parse

from kg import vocabulary
from kg.errors import EndpointError
from kg.query.result import Result, of_json, of_triples
from kg.query.tokens import tokens

GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
FORMS = ("SELECT", "ASK", *GRAPH_FORMS)
ROWS_ACCEPTED = "application/sparql-results+json"
GRAPHS_ACCEPTED = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
EXCERPT = 300
"""Characters of an error page that are shown."""


def ask_endpoint(url: str, text: str, *, timeout: int = 60, base: str = vocabulary.HOME) -> Result:
    """Send *text* to the SPARQL endpoint at *url* and return its whole answer.

    Preset prefixes that the query uses and does not declare are put before it,
    on its first line.  *timeout* is in whole seconds, from 1.

    Raises:
        EndpointError: it cannot be reached, refuses the query, or sends no whole result.
    """
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise EndpointError(f"'{url}' is no address of an endpoint; write it from http:// on")
    form = _form(text)
    graph = form in GRAPH_FORMS
    wrapper = SPARQLWrapper(url)
    wrapper.setMethod(POST)
    # It names the format in a parameter too, and some endpoints heed that before Accept.
    wrapper.setReturnFormat(TURTLE if graph else JSON)
    wrapper.setTimeout(timeout)
    with warnings.catch_warnings():
        # It guesses the form of the query with a pattern and warns where that fails.
        warnings.simplefilter("ignore")
        wrapper.setQuery(with_prefixes(text, base=base))
    wrapper.queryType = form
    wrapper.addCustomHttpHeader("Accept", GRAPHS_ACCEPTED if graph else ROWS_ACCEPTED)
    try:
        response = wrapper.query().response
        content: bytes = response.read()
    except (SPARQLWrapperException, HTTPError) as error:
        raise EndpointError(_refusal(url, error)) from error
    except (OSError, HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise EndpointError(
            f"{url}: no whole answer came ({reason}); look whether the address is right and the "
            f"endpoint runs, or wait longer than {timeout} s with --timeout"
        ) from error
    media_type = response.headers.get_content_type()
    try:
        if graph:
            return of_triples(_triples(content, media_type), vocabulary.prefixes(base))
        return of_json(content)
    except (SyntaxError, ValueError) as error:
        raise EndpointError(
            f"{url}: what came is no whole result but {media_type} of {len(content)} bytes "
            f"({error}); look whether this is the address of a SPARQL endpoint"
        ) from error


def with_prefixes(text: str, *, base: str = vocabulary.HOME) -> str:
    """Return *text* with the preset prefixes that it uses and does not declare.

    They come before its first line, so that the lines of an error stay those of *text*.
    """
    found = tuple(tokens(text))
    declared = {
        name.text.partition(":")[0]
        for word, name in pairwise(found)
        if word.says("PREFIX") and name.kind == "name"
    }
    preset = vocabulary.prefixes(base)
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    missing = sorted((used & set(preset)) - declared)
    return "".join(f"PREFIX {prefix}: <{preset[prefix]}> " for prefix in missing) + text


def _form(text: str) -> str:
    """Return which of FORMS *text* is."""
    for token in tokens(text):
        if token.kind == "word" and token.text.upper() in FORMS:
            return token.text.upper()
        if token.text == "{":
            break
    raise EndpointError(
        f"the text is no query and was not sent; it must be one of {', '.join(FORMS)}"
    )


def _triples(content: bytes, media_type: str) -> list[Triple]:
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"{media_type} is no format of RDF")
    return [
        Triple(quad.subject, quad.predicate, quad.object) for quad in parse(content, format=form)
    ]


def _refusal(url: str, error: Exception) -> str:
    """Return what the endpoint said when it refused, and what can be done."""
    if isinstance(error, HTTPError):
        status, body = error.code, error.read()
    else:
        # The client keeps the status in what it met and the body only in its own message.
        met = error.__context__
        status = met.code if isinstance(met, HTTPError) else 0
        _, _, quoted = str(error).partition("\n\nResponse:\n")
        body = ast.literal_eval(quoted) if quoted else b""
    said = _detail(body) or "nothing more"
    mend = {
        400: "mend the query",
        401: "ask its operator for access",
        403: "ask its operator for access",
        404: "look whether the address is right",
        406: "ask for another form of query: it does not offer SPARQL JSON or RDF",
        414: "shorten the query",
        429: "wait and ask again",
    }.get(status, "ask for less, or try again later")
    return f"{url}: refused with status {status}, saying: {said}; {mend}"


def _detail(body: bytes) -> str:
    """Return the detail of a problem document (RFC 9457), or the start of another text."""
    text = body.decode("utf-8", "replace")
    try:
        problem = json.loads(text)
    except ValueError:
        problem = None
    if isinstance(problem, dict) and (problem.get("detail") or problem.get("title")):
        text = str(problem.get("detail") or problem["title"])
    return " ".join(text.split())[:EXCERPT]
