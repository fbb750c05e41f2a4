"""The order of the rows: that in which requests put the questions, each under its parent.

The graph keeps no order of a series.  The request that puts most of its
questions leads; what others ask beside comes after what they ask before it.
What nobody is known to have asked comes last, by key.
"""

from collections.abc import Collection, Sequence

from kg.compare.requests import Put


def ordered(templates: Collection[str], put: Sequence[Put]) -> tuple[tuple[str, int], ...]:
    """Return each of *templates* and how deep it stands, in the order of the questions *put*."""
    by_request: dict[str, list[Put]] = {}
    for question in sorted(put, key=lambda one: (one.request, one.place, one.label, one.iri)):
        if question.asks in templates:
            by_request.setdefault(question.request, []).append(question)
    leading = sorted(
        by_request.values(), key=lambda asked: (-len({one.asks for one in asked}), asked[0].request)
    )
    order: list[str] = []
    depths: dict[str, int] = {}
    for asked in leading:
        within = {one.iri: one for one in asked}
        place = 0
        for question in asked:
            template = question.asks or ""
            if template not in order:
                order.insert(place, template)
                depths[template] = _depth(question, within)
            place = order.index(template) + 1
    rest = sorted(set(templates) - set(order))
    return tuple((template, depths.get(template, 0)) for template in (*order, *rest))


def _depth(question: Put, within: dict[str, Put]) -> int:
    """Return how many questions of the series *question* is a part of."""
    seen: set[str] = set()
    parent = question.parent
    while parent is not None and parent in within and parent not in seen:
        seen.add(parent)
        parent = within[parent].parent
    return len(seen)
