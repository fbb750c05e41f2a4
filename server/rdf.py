"""Answer with triples in the forms that a description can have."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import Response, g, request
from pyoxigraph import Triple
from werkzeug.exceptions import BadRequest, NotFound, PreconditionFailed

from kg import __version__, vocabulary
from kg.query import formats, result
from server import protocol


@dataclass(frozen=True, slots=True)
class Form:
    """A form of RDF, as a page names it."""

    label: str
    name: str
    """Its name among the formats of results."""

    @property
    def media_type(self) -> str:
        """Its media type."""
        return formats.GRAPHS[self.name].media_type


FORMS: Mapping[str, Form] = {
    "ttl": Form("Turtle", "turtle"),
    "jsonld": Form("JSON-LD", "jsonld"),
    "nt": Form("N-Triples", "ntriples"),
    "rdf": Form("RDF/XML", "rdfxml"),
}
"""Suffix of an address -> form; the first is for those who accept anything."""


def wanted() -> str | None:
    """Return the suffix of the form that the request accepts, or None for a page.

    Raises:
        NotAcceptable: it accepts neither a page nor any of the forms.
    """
    by_type = {form.media_type: suffix for suffix, form in FORMS.items()}
    chosen = protocol.choose(request.headers.get("Accept"), [*by_type, protocol.HTML])
    return by_type.get(chosen)


def named(name: str) -> str:
    """Return the suffix of the form called *name*, such as ``turtle``.

    Raises:
        BadRequest: there is none.
    """
    by_name = {form.name: suffix for suffix, form in FORMS.items()}
    if name not in by_name:
        raise BadRequest(f"format '{name}': this can be had as {', '.join(by_name)}")
    return by_name[name]


def split(path: str) -> tuple[str, str | None]:
    """Return *path* without its suffix, and the suffix where it is one of a form.

    >>> split("id/request/gb-x.ttl")
    ('id/request/gb-x', 'ttl')
    >>> split("id/request/gb-x")
    ('id/request/gb-x', None)
    """
    opening, dot, suffix = path.rpartition(".")
    return (opening, suffix) if dot and suffix in FORMS else (path, None)


def respond(
    triples: Callable[[], Iterable[Triple]],
    suffix: str,
    *,
    base: str,
    about: Callable[[], str],
    prefixes: Mapping[str, str] | None = None,
) -> Response:
    """Answer with *triples*, or with 304 when the client has what *about* tells.

    *prefixes* are used beside the preset ones.

    Raises:
        NotFound: *suffix* stands for no form.
    """
    if suffix not in FORMS:
        raise NotFound(f".{suffix}: there is no such form; there are .{', .'.join(FORMS)}")
    form = FORMS[suffix]

    def make() -> Response:
        found = result.of_triples(triples(), {**vocabulary.prefixes(base), **(prefixes or {})})
        return Response(found.serialize(form.name), content_type=content_type(form.media_type))

    return unless_known(lambda: protocol.tag(about(), suffix, __version__), make)


def unless_known(mark: Callable[[], str], make: Callable[[], Response]) -> Response:
    """Return what *make* makes, or 304 when the client holds an answer with the tag *mark*.

    RFC 9110, 13.1 and 13.2.2.  The tag is asked for again when the answer is made: a
    dataset that may be written can have changed by then.

    Raises:
        PreconditionFailed: the request is for one representation, by its tag; all of them
            are weak here, and such a tag is equal to none (8.8.3.2).
    """
    if request.if_match and not request.if_match.star_tag:
        raise PreconditionFailed("entity tags are weak here, so If-Match can only be *")
    reading = request.method in ("GET", "HEAD")
    if reading and mark() in request.if_none_match.as_set(include_weak=True):
        response = Response(status=304)
    else:
        response = make()
        if reading and request.if_none_match.star_tag and response.status_code == 200:
            response = Response(status=304)
    g.mark = mark()
    # Weak: an engine may put rows that the query leaves unordered in another order.
    response.headers.add("ETag", f'W/"{g.mark}"')
    return response


def content_type(media_type: str) -> str:
    """Return the header for *media_type*, with the encoding where the type leaves it open."""
    # JSON-LD and RDF/XML carry their own encoding; the text types have to be told.
    return media_type + ("; charset=utf-8" if media_type.startswith("text/") else "")
