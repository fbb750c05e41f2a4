"""Tell what a question of a series seems to ask by where it stands, where its words do not tell.

The templates of a series have an order.  A question whose words are lost, cut short or none of
ours stands between two that are told: where exactly one template of the series has its place
between theirs, it may be that one.  Place alone shows little, so such a link is related at most.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model.link import Asked
from kg.model.template import Series

Place = tuple[str, str]
"""Request and label of a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A question that stands where a series has one template."""

    at: int
    """Place of the question among all (from 0)."""

    template: str
    series: str
    before: str | None
    """Template of the question before; None where it is the first of both."""

    after: str | None
    """Template of the question after; None where it is the last of both."""


def between(
    questions: Sequence[Asked],
    told: Mapping[Place, str],
    open_: Iterable[int],
    series: Iterable[Series],
) -> Iterator[Between]:
    """Yield each question of *open_* whose place in a series is that of one template.

    Args:
        questions: request after request, in the order of each.
        told: question -> the one template that it asks, by ruling or by its words.
        open_: places among *questions* of those whose words do not tell what they ask.
        series: with the requests that belong to each and its templates in their order.
    """
    ordered: dict[str, list[int]] = defaultdict(list)
    for at, question in enumerate(questions):
        ordered[question.request].append(at)
    waiting = frozenset(open_)
    for one in series:
        for member in one.members:
            for at, template, before, after in _of_request(
                [(at, told.get(_place(questions[at]))) for at in ordered[member.request]],
                waiting,
                one.templates,
            ):
                yield Between(at=at, template=template, series=one.key, before=before, after=after)


def _of_request(
    asked: Sequence[tuple[int, str | None]], waiting: frozenset[int], templates: Sequence[str]
) -> Iterator[tuple[int, str, str | None, str | None]]:
    """Yield each of *asked* that waits and stands where there is place for one template alone."""
    order = {template: number for number, template in enumerate(templates)}
    for number, (at, _) in enumerate(asked):
        if at not in waiting or len(asked) < 2:
            continue
        before = asked[number - 1][1] if number else None
        after = asked[number + 1][1] if number + 1 < len(asked) else None
        first = -1 if not number else order.get(before or "")
        last = len(templates) if number + 1 == len(asked) else order.get(after or "")
        if first is not None and last is not None and last - first == 2:
            found = templates[first + 1]
            # What another question of the request asks, this one does not ask again.
            if all(template != found for other, template in asked if other != at):
                yield at, found, before, after


def _place(question: Asked) -> Place:
    return question.request, question.label
