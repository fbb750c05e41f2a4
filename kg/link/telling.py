"""Say in words what slots are equal, and name a template that nobody has written after its own."""

import hashlib

from kg.link.slots import Slots
from kg.model.key import slug

LONGEST = 80
"""Letters of a proposed key from which it is cut short, with a hash for what was cut."""


def told(one: Slots | None, other: Slots | None) -> tuple[str, ...]:
    """Return the slots that are equal, each with its value."""
    if one is None or other is None:
        return ()
    found = []
    if one.technologies == other.technologies:
        found.append(f"technology: {', '.join(one.technologies) or 'none named'}")
    for facet in one.facets:
        found.append(f"asks: {facet.asks}{' of what is planned' if facet.planned else ''}")
        if facet.of:
            found.append(f"of: {', '.join(facet.of)}")
    if one.words and one.words == other.words:
        found.append(f"words: {', '.join(one.words)}")
    return tuple(found)


def proposed_key(slots: Slots) -> str:
    """Return a key for what *slots* ask, readable and short."""
    parts = [
        word
        for facet in slots.facets
        for word in (*(["planned"] if facet.planned else []), facet.asks, *facet.of, *facet.words)
    ]
    whole = slug(" ".join((*parts, *slots.technologies)))
    if len(whole) <= LONGEST:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return f"{whole[:LONGEST].rstrip('-')}-{digest}"
