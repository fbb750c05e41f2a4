"""A graph of shapes by what it says of each node, and the lists in it."""

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import vocabulary

Node = NamedNode | BlankNode | Literal | Triple
Said = Mapping[NamedNode, tuple[Node, ...]]
Described = Mapping[Node, Said]
"""Node -> property -> values, in the order in which they were stated."""

RDF = vocabulary.FOREIGN["rdf"]
FIRST, REST, NIL = NamedNode(RDF + "first"), NamedNode(RDF + "rest"), NamedNode(RDF + "nil")


def described(triples: Iterable[Triple]) -> Described:
    """Return *triples* by subject and property."""
    found: dict[Node, dict[NamedNode, tuple[Node, ...]]] = {}
    for triple in triples:
        about = found.setdefault(triple.subject, {})
        said = about.get(triple.predicate, ())
        if triple.object not in said:
            about[triple.predicate] = (*said, triple.object)
    return found


def a_list(node: Node, said: Described) -> tuple[Node, ...]:
    """Return the members of the RDF list that begins at *node*.

    Raises:
        ValueError: it is no list, has no end, or branches.
    """
    members: list[Node] = []
    seen: set[Node] = set()
    while node != NIL:
        about = said.get(node, {})
        first, rest = about.get(FIRST, ()), about.get(REST, ())
        if len(first) != 1 or len(rest) != 1:
            raise ValueError("it is no RDF list with one first and one rest in each place")
        if node in seen:
            raise ValueError("the list comes back to its own beginning")
        seen.add(node)
        members.append(first[0])
        node = rest[0]
    return tuple(members)
