"""Turtle and TriG that a person can read, the same bytes every time.

The engine's own writer puts prefixes in no order and escapes names, so this one
is ours: prefixes by name and only those used, subjects in order, the class
first, then properties by their short names, and a full IRI where a short name
would need a backslash.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg import vocabulary

RDF_TYPE = vocabulary.FOREIGN["rdf"] + "type"
XSD = vocabulary.FOREIGN["xsd"]
INDENT = "    "
LINE = 100
"""Characters; objects that do not fit stand on lines of their own."""

_SHORT = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
"""Datatypes whose literals need no quotes, and how they then look."""


def turtle(triples: Iterable[Triple], *, base: str = vocabulary.HOME) -> bytes:
    """Return *triples* as Turtle; *base* is that of the study, for its prefixes."""
    writer = _Writer(base)
    body = "\n".join(writer.subjects(triples, ""))
    return writer.with_prefixes(body)


def trig(quads: Iterable[Quad], *, base: str = vocabulary.HOME) -> bytes:
    """Return *quads* as TriG: the default graph first, then the named ones in order."""
    writer = _Writer(base)
    graphs: dict[str, list[Triple]] = defaultdict(list)
    names: dict[str, str] = {}
    for quad in quads:
        default = isinstance(quad.graph_name, DefaultGraph)
        key = "" if default else str(quad.graph_name)
        if not default and key not in names:
            names[key] = writer.term(quad.graph_name)
        graphs[key].append(quad.triple)
    blocks = []
    for key in sorted(graphs):
        inside = "\n".join(writer.subjects(graphs[key], INDENT if key else ""))
        blocks.append(f"{names[key]} {{\n{inside}}}\n" if key else inside)
    return writer.with_prefixes("\n".join(blocks))


class _Writer:
    """Writes terms, and remembers which prefixes they needed."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._prefixes = vocabulary.prefixes(base)
        self._used: set[str] = set()

    def with_prefixes(self, body: str) -> bytes:
        lines = [f"@prefix {name}: <{self._prefixes[name]}> .\n" for name in sorted(self._used)]
        return ("".join(lines) + ("\n" if lines else "") + body).encode()

    def subjects(self, triples: Iterable[Triple], margin: str) -> Iterator[str]:
        """Yield one block a subject, each ending in a line break."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        terms: dict[str, str] = {}
        for triple in sorted(set(triples), key=str):
            subject = str(triple.subject)
            terms.setdefault(subject, self.term(triple.subject))
            verb = "a" if triple.predicate.value == RDF_TYPE else self.term(triple.predicate)
            found[subject][verb].append(self.term(triple.object))
        # Without the brackets a scheme comes before its concepts.
        for subject in sorted(found, key=lambda subject: subject.strip("<>")):
            verbs = sorted(found[subject], key=lambda verb: (verb != "a", verb))
            lines = [self._verb(verb, found[subject][verb], margin + INDENT) for verb in verbs]
            yield f"{margin}{terms[subject]}\n" + " ;\n".join(lines) + " .\n"

    def _verb(self, verb: str, objects: list[str], margin: str) -> str:
        line = f"{margin}{verb} {', '.join(objects)}"
        if len(objects) == 1 or len(line) <= LINE:
            return line
        return f"{margin}{verb}\n" + ",\n".join(f"{margin}{INDENT}{value}" for value in objects)

    def term(self, term: object) -> str:
        """Return *term* as Turtle writes it, in the shortest form without a backslash in names."""
        if isinstance(term, NamedNode):
            short = vocabulary.curie(term.value, self._base)
            if short == term.value:
                return str(term)
            self._used.add(short.partition(":")[0])
            return short
        if not isinstance(term, Literal) or term.language is not None:
            return str(term)
        datatype = term.datatype.value
        short_form = _SHORT.get(datatype)
        if short_form is not None and short_form.fullmatch(term.value):
            return term.value
        quoted = str(Literal(term.value))
        return quoted if datatype == XSD + "string" else f"{quoted}^^{self.term(term.datatype)}"
