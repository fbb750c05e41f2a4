"""Put the dataset that a request names into an update (SPARQL 1.1 Protocol, 2.2.3)."""

from collections.abc import Iterator, Sequence

from werkzeug.exceptions import BadRequest

from kg.query.tokens import Token, tokens


def with_dataset(text: str, using: Sequence[str], using_named: Sequence[str]) -> str:
    """Return *text* in which every operation with a pattern uses the graphs named.

    Raises:
        BadRequest: the update names a dataset of its own, with USING or WITH.

    >>> with_dataset("DELETE { ?s ?p 1 } WHERE { ?s ?p 2 }", ["http://example.org/g"], [])
    'DELETE { ?s ?p 1 } USING <http://example.org/g> WHERE { ?s ?p 2 }'
    >>> with_dataset("DELETE WHERE { ?s ?p 2 }", ["http://example.org/g"], [])
    'DELETE { ?s ?p 2 } USING <http://example.org/g> WHERE { ?s ?p 2 }'
    """
    if not using and not using_named:
        return text
    clauses = [f"USING <{graph}>" for graph in using]
    clauses += [f"USING NAMED <{graph}>" for graph in using_named]
    found = tokens(text)
    if any(token.says(word) for token in found for word in ("USING", "WITH")):
        raise BadRequest(
            "the request names the dataset in its address and the update in its text; do one"
        )
    written, last = [], 0
    for place in _patterns(found):
        where = found[place]
        short = place > 0 and found[place - 1].says("DELETE")
        # DELETE WHERE {P} is short for DELETE {P} WHERE {P}, and has no place for a dataset.
        template = f"{_group(text, found, place + 1)} " if short else ""
        written += [text[last : where.start], template, " ".join(clauses), " "]
        last = where.start
    return "".join([*written, text[last:]])


def _patterns(found: Sequence[Token]) -> Iterator[int]:
    """Yield the place of each WHERE that stands outside all braces."""
    depth = 0
    for place, token in enumerate(found):
        depth += (token.text == "{") - (token.text == "}")
        if not depth and token.says("WHERE"):
            yield place


def _group(text: str, found: Sequence[Token], place: int) -> str:
    """Return the group in braces that begins at *place*."""
    depth = 0
    for token in found[place:]:
        depth += (token.text == "{") - (token.text == "}")
        if not depth:
            return text[found[place].start : token.start + len(token.text)]
    return ""
