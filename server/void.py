"""Say what the dataset holds, how it may be used, and where it can be asked (VoID)."""

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, g, request, url_for
from pyoxigraph import Literal, NamedNode, Triple

from kg import vocabulary
from server import rdf
from server.current import identifier, opened, study
from server.readers import tasks

blueprint = Blueprint("void", __name__)

VOID = "http://rdfs.org/ns/void#"
DCTERMS = vocabulary.FOREIGN["dcterms"]
INTEGER = NamedNode(vocabulary.FOREIGN["xsd"] + "integer")
TYPE = NamedNode(vocabulary.FOREIGN["rdf"] + "type")


@blueprint.get("/.well-known/void")
@blueprint.get("/.well-known/void.<suffix>")
def document(suffix: str | None = None) -> Response:
    """Answer with the description in a form of RDF; without a wish it is Turtle."""
    explicit = suffix is not None
    if suffix is None:
        suffix = rdf.wanted() or next(iter(rdf.FORMS))
    root = f"{request.scheme}://{request.host}{request.script_root}"
    response = rdf.respond(
        lambda: described(opened().ask(tasks.classes)[0], root),
        suffix,
        base=study().base,
        about=lambda: f"void {identifier()} {root}",
        prefixes={"void": VOID},
    )
    if not explicit:
        response.headers.add("Vary", "Accept")
    g.kind = "graph"
    return response


def described(classes: Sequence[tuple[NamedNode, int]], root: str) -> Iterator[Triple]:
    """Yield the description; *classes* are those of the dataset and how many things each has."""
    place = f"{root}{url_for('void.document')}"
    dataset = NamedNode(f"{place}#dataset")
    served = study()

    def say(subject: NamedNode, predicate: str, value: NamedNode | str | int) -> Triple:
        if isinstance(value, int):
            return Triple(subject, NamedNode(predicate), Literal(str(value), datatype=INTEGER))
        literal = Literal(value) if isinstance(value, str) else value
        return Triple(subject, NamedNode(predicate), literal)

    yield Triple(dataset, TYPE, NamedNode(VOID + "Dataset"))
    yield say(dataset, DCTERMS + "title", served.title)
    yield say(dataset, DCTERMS + "publisher", served.publisher)
    yield say(dataset, DCTERMS + "license", NamedNode(served.licence))
    yield say(dataset, DCTERMS + "identifier", identifier())
    yield say(dataset, VOID + "sparqlEndpoint", NamedNode(f"{root}/sparql"))
    yield say(dataset, VOID + "uriSpace", served.base)
    for vocab in (vocabulary.ONTOLOGY, vocabulary.SKOS, DCTERMS):
        yield say(dataset, VOID + "vocabulary", NamedNode(vocab))
    for number, (kind, count) in enumerate(classes, start=1):
        part = NamedNode(f"{place}#class-{number}")
        yield say(dataset, VOID + "classPartition", part)
        yield say(part, VOID + "class", kind)
        yield say(part, VOID + "entities", count)
