"""The reference data of every graph: the ontology and the code lists, as they stand in Turtle."""

from functools import cache

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg import resources, vocabulary

FUNCTIONAL = NamedNode(vocabulary.FOREIGN["owl"] + "FunctionalProperty")


@cache
def triples() -> tuple[Triple, ...]:
    """Return every triple of the ontology's modules and of ``ontology/codes``."""
    folder = resources.root() / "ontology"
    paths = [*sorted(folder.glob("*.ttl")), *sorted((folder / "codes").glob("*.ttl"))]
    return tuple(
        Triple(quad.subject, quad.predicate, quad.object)
        for path in paths
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
    )


@cache
def functional_properties() -> frozenset[NamedNode]:
    """Return the properties that the ontology declares to have one value at most."""
    return frozenset(
        triple.subject
        for triple in triples()
        if triple.object == FUNCTIONAL and isinstance(triple.subject, NamedNode)
    )
