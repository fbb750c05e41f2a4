"""Propose for each template the cluster whose templates all share slots with it.

What all templates of a cluster have in common is its topic: for what they ask, of what, of what
is or is planned, of which technology.  A template belongs there where it has all of that; where
two clusters fit alike, none is proposed.  A person's cluster stands, and is never its own evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.link.slots import Slots, slots_of
from kg.model.link import ClusterLink
from kg.model.template import CLOSE, RELATED, Template, Templates

NOTHING, TECHNOLOGY = "of: the use itself", "technology: "

Items = frozenset[str]
"""Slots with their values, as they are told: ``asks: count``."""


@dataclass(frozen=True, slots=True)
class _Read:
    template: Template
    slots: Slots
    items: Items


@dataclass(frozen=True, slots=True)
class _Fit:
    cluster: str
    kind: str
    shared: Items
    templates: tuple[str, ...]
    """Keys of those that share it."""

    @property
    def weight(self) -> tuple[bool, int]:
        return self.kind == CLOSE, len(self.shared)


def cluster_links(templates: Iterable[Templates]) -> tuple[ClusterLink, ...]:
    """Return for each of *templates* the cluster that fits it, and the one that a person chose.

    Args:
        templates: what people wrote, of this study and those beside it.
    """
    written: dict[str, Template] = {}
    for said in templates:
        for one in said.templates:
            written.setdefault(one.key, one)
    read: dict[str, _Read] = {}
    for one in written.values():
        slots = slots_of(one.text.replace("{technology}", " "))
        if slots is not None and slots.tells:
            read[one.key] = _Read(one, slots, _items(slots))
    members: dict[str, list[_Read]] = defaultdict(list)
    for found in read.values():
        if found.template.cluster is not None:
            members[found.template.cluster].append(found)
    links = (_link(one, read.get(one.key), members) for one in written.values())
    return tuple(link for link in links if link is not None)


def _link(
    template: Template, read: _Read | None, members: Mapping[str, list[_Read]]
) -> ClusterLink | None:
    """Return the cluster that fits *template*, or what keeps it without; None where all is open."""
    fits = [] if read is None else list(_fits(read, members))
    best = [fit for fit in fits if fit.weight == max(one.weight for one in fits)]
    if len(best) == 1:
        (fit,) = best
        return ClusterLink(
            template=template.key,
            cluster=fit.cluster,
            kind=fit.kind,
            equal=tuple(sorted(fit.shared)),
            templates=fit.templates,
            overridden_by=template.cluster,
        )
    if template.cluster is None and not best:
        return None
    return ClusterLink(
        template=template.key,
        cluster=None,
        kind=None,
        equal=(),
        templates=(),
        between=tuple(sorted(fit.cluster for fit in best)),
        overridden_by=template.cluster,
    )


def _fits(read: _Read, members: Mapping[str, list[_Read]]) -> Iterator[_Fit]:
    """Yield each cluster that a template may belong to, itself left out of it."""
    for cluster, all_of_it in members.items():
        others = [one for one in all_of_it if one.template.key != read.template.key]
        same = [one for one in others if one.slots.facets == read.slots.facets]
        if same:
            asked = frozenset(one for one in read.items if not one.startswith(TECHNOLOGY))
            yield _Fit(cluster, CLOSE, asked, _keys(same))
            continue
        shared = _common(others)
        if shared <= read.items and _is_topic(shared):
            yield _Fit(cluster, RELATED, shared, _keys(others))


def _keys(read: Iterable[_Read]) -> tuple[str, ...]:
    return tuple(sorted(one.template.key for one in read))


def _items(slots: Slots) -> Items:
    found = {f"{TECHNOLOGY}{code}" for code in slots.technologies}
    for facet in slots.facets:
        found.add(f"asks: {facet.asks}{' of what is planned' if facet.planned else ''}")
        found |= {f"of: {one}" for one in facet.of} or {NOTHING}
        found |= {f"word: {one}" for one in facet.words}
    return frozenset(found)


def _common(read: Iterable[_Read]) -> Items:
    every = [one.items for one in read]
    return frozenset.intersection(*every) if every else frozenset()


def _is_topic(shared: Items) -> bool:
    """Whether *shared* says of what is asked: for what alone does not."""
    said = [one for one in shared if one != NOTHING and not one.startswith("asks: ")]
    return bool(said) or (NOTHING in shared and len(shared) > 1)
