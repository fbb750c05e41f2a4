"""Shapes and data for property tests, as Turtle."""

from hypothesis import strategies as st

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://e.org/> .
"""
THINGS = (":a", ":b", ":c", "_:n", "_:m")
LITERALS = {
    "words": (
        *("'x'", "'xyz'", "''", "'x'@en", "'y'@en", "'x'@de", "'x'@en-GB", "1", "2.5", "true"),
        *("'2024-01-31'^^xsd:date", "'no'^^xsd:integer", "'2024-02-30'^^xsd:date", "'x'^^:kind"),
    ),
    "numbers": ("0", "1", "2", "10", "2.5", "1.5e0", "-3"),
    "dates": ("'2024-01-31'^^xsd:date", "'2024-02-01'^^xsd:date", "'2023-12-31'^^xsd:date"),
}
"""Literals that one example may hold.  Those that cannot be compared never meet a bound: pySHACL
compares them all the same, by the name of their datatype."""

PREDICATES = (":p", ":q", ":r")
CLASSES = (":C", ":D", ":E")
BOUNDS = {"words": (), "numbers": ("1", "2", "2.5"), "dates": ("'2024-01-31'^^xsd:date",)}

a_thing, a_predicate, a_class = map(st.sampled_from, (THINGS, PREDICATES, CLASSES))
an_iri = st.sampled_from([one for one in THINGS if one.startswith(":")])
a_count = st.integers(0, 3).map(str)


def a_value(kind):
    return st.one_of(a_thing, st.sampled_from(LITERALS[kind]))


def a_constant(kind):
    return st.one_of(an_iri, st.sampled_from(LITERALS[kind]))


@st.composite
def a_path(draw, depth=2):
    kind = draw(st.integers(0, 9))
    if depth == 0 or kind < 5:
        return draw(a_predicate)
    inner = [draw(a_path(depth - 1)) for _ in range(2)]
    forms = (
        f"( {inner[0]} {inner[1]} )",
        f"[ sh:alternativePath ( {inner[0]} {inner[1]} ) ]",
        f"[ sh:inversePath {draw(a_predicate)} ]",  # pySHACL keeps the order of a sequence
        f"[ sh:zeroOrOnePath {inner[0]} ]",
        f"[ sh:{draw(st.sampled_from(['zeroOrMorePath', 'oneOrMorePath']))} {draw(a_predicate)} ]",
    )
    return forms[kind - 5]


def a_list(members, **size):
    return st.lists(members, **size).map(lambda found: f"( {' '.join(found)} )")


def values_of(depth, kind):
    """Constraint parameter -> what stands after it, of any shape."""
    found = {
        "class": a_class,
        "datatype": st.sampled_from(["xsd:string", "xsd:integer", "xsd:date", "xsd:decimal"]),
        "nodeKind": st.sampled_from(
            [f"sh:{name}" for name in ("IRI", "Literal", "BlankNode", "IRIOrLiteral")]
        ),
        "minLength": st.integers(1, 3).map(str),  # pySHACL lets blank nodes pass 0
        "maxLength": a_count,
        "pattern": st.sampled_from(["'^x'", "'[0-9]'", "'X' ; sh:flags 'i'", "'https?://'"]),
        "languageIn": a_list(st.sampled_from(["'en'", "'de'"]), max_size=2),
        "equals": a_predicate,
        "disjoint": a_predicate,
        "hasValue": a_constant(kind),
        "in": a_list(a_constant(kind), max_size=3),
        "closed": st.just("true ; sh:ignoredProperties ( :q )"),
    }
    if BOUNDS[kind]:
        names = ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive")
        found |= dict.fromkeys(names, st.sampled_from(BOUNDS[kind]))
    if depth:
        inner = a_shape(depth - 1, kind)
        found |= {
            "not": inner,
            "node": constraints(values_of(depth - 1, kind)).map(lambda said: f"[ {said} ]"),
            "and": a_list(inner, min_size=1, max_size=2),
            "or": a_list(inner, min_size=1, max_size=2),
            "xone": a_list(inner, min_size=1, max_size=2),
            "property": a_property(depth - 1, kind),
        }
    return found


def of_property(depth, kind):
    """The parameters that only a property shape has."""
    found = {
        "minCount": a_count,
        "maxCount": a_count,
        "uniqueLang": st.just("true"),
    }
    if BOUNDS[kind]:
        found |= dict.fromkeys(("lessThan", "lessThanOrEquals"), a_predicate)
    if depth:
        found["qualifiedValueShape"] = a_shape(depth - 1, kind).map(
            lambda shape: f"{shape} ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 2"
        )
    return found


@st.composite
def constraints(draw, values):
    chosen = draw(st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=3, unique=True))
    parts = [f"sh:{name} {draw(values[name])}" for name in chosen]
    if draw(st.integers(0, 9)) == 0:
        parts.append("sh:deactivated true")
    if draw(st.integers(0, 4)) == 0:
        parts.append("sh:severity sh:Warning ; sh:message 'told'@en , 'gesagt'@de")
    return " ; ".join(parts)


def a_shape(depth, kind):
    of_node = constraints(values_of(depth, kind)).map(lambda said: f"[ {said} ]")
    return st.one_of(of_node, a_property(depth, kind))


@st.composite
def a_property(draw, depth, kind):
    said = draw(constraints(values_of(depth, kind) | of_property(depth, kind)))
    return f"[ sh:path {draw(a_path())} ; {said} ]"


@st.composite
def a_target(draw, kind):
    return draw(
        st.one_of(
            st.tuples(st.just("sh:targetClass"), a_class),
            st.tuples(st.just("sh:targetNode"), a_constant(kind)),
            st.tuples(st.just("sh:targetSubjectsOf"), a_predicate),
            st.tuples(st.just("sh:targetObjectsOf"), a_predicate),
        ).map(" ".join)
    )


@st.composite
def a_root(draw, kind):
    targets = " ; ".join(draw(st.lists(a_target(kind), min_size=1, max_size=2)))
    if draw(st.booleans()):
        return f"{targets} ; {draw(constraints(values_of(2, kind)))} ."
    said = draw(constraints(values_of(1, kind) | of_property(1, kind)))
    return f"{targets} ; sh:path {draw(a_path())} ; {said} ."


@st.composite
def shapes(draw, kind):
    roots = draw(st.lists(a_root(kind), min_size=1, max_size=4))
    return PREFIXES + "\n".join(f":s{number} {root}" for number, root in enumerate(roots))


@st.composite
def data(draw, kind):
    said = draw(st.lists(st.tuples(a_thing, a_predicate, a_value(kind)).map(" ".join), max_size=20))
    typed = draw(st.lists(st.tuples(a_thing, st.just("a"), a_class).map(" ".join), max_size=6))
    classes = draw(
        st.lists(st.tuples(a_class, st.just("rdfs:subClassOf"), a_class).map(" ".join), max_size=2)
    )
    return PREFIXES + "".join(f"{triple} .\n" for triple in (*said, *typed, *classes))


@st.composite
def cases(draw):
    """Shapes, and data that they can be held against."""
    kind = draw(st.sampled_from(sorted(LITERALS)))
    return draw(shapes(kind)), draw(data(kind))
