"""What two engines found, so that it can be held equal."""

from collections import Counter

from kg.validate.engine import ENGINES, results
from kg.validate.parameters import sh


def differences(held, shapes, *, leaving_out=lambda _: False):
    """What one engine found and the other did not, by engine; empty where they agree."""
    first, second = (
        Counter(
            compared(result, shapes)
            for result in results(held, shapes, engine=engine)
            if not leaving_out(result)
        )
        for engine in ENGINES
    )
    differ = {ENGINES[0]: first - second, ENGINES[1]: second - first}
    return {engine: sorted(more.elements()) for engine, more in differ.items() if more}


def compared(result, shapes):
    """All that a result says, where the standard lets engines say it in one way only.

    Where the shape has no words of its own, each engine has others; pySHACL leaves out
    their languages.
    """
    holders = [node for node in (result.shape, result.constraint) if node is not None]
    own = any(sh("message") in shapes.said.get(node, {}) for node in holders)
    return (
        str(result.focus),
        str(result.path),
        str(result.value),
        result.severity.value,
        str(result.shape),
        result.component.value,
        str(result.constraint),
        *(sorted(words.value for words in result.messages) if own else ()),
    )
