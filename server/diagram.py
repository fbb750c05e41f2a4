"""Draw the classes where a reader of a module starts, and how they are joined.

The drawing is plain SVG: no script, colours of the page, links that a keyboard
reaches.  What it shows stands under it once more in words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

WIDTH, HEIGHT = 172, 50
"""Of a box."""

ACROSS, DOWN = 284, 122
"""From a box to the next."""

LINE = 18
"""From one property inside a box to the next."""

MARGIN = 2
LETTER = 7.4
"""Width of a letter of a label, with room around it; type is measured by nobody here."""


@dataclass(frozen=True, slots=True)
class Join:
    """A property that leads from one class to another."""

    start: str
    property: str
    end: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Where boxes stand, by column and row, and what joins them; all by local names."""

    places: Mapping[str, tuple[int, int]]
    joins: tuple[Join, ...]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Class -> properties that are written into its box; for boxes with none below them."""


PLANS: Mapping[str, Plan] = {
    "core": Plan(
        {
            "InformationRequest": (0, 0),
            "Question": (1, 0),
            "Response": (0, 1),
            "Answer": (1, 1),
            "GroundClaim": (2, 0),
            "Interpretation": (2, 1),
            "Statement": (1, 2),
            "Evidence": (2, 3),
            "DocumentVersion": (1, 3),
            "DisclosureDocument": (0, 3),
        },
        (
            Join("InformationRequest", "hasQuestion", "Question"),
            Join("Response", "respondsTo", "InformationRequest"),
            Join("Response", "hasAnswer", "Answer"),
            Join("Answer", "answers", "Question"),
            Join("Answer", "hasGroundClaim", "GroundClaim"),
            Join("Answer", "interpretation", "Interpretation"),
            Join("Answer", "states", "Statement"),
            Join("Statement", "statedIn", "DocumentVersion"),
            Join("Statement", "evidence", "Evidence"),
            Join("Evidence", "inVersion", "DocumentVersion"),
            Join("DisclosureDocument", "hasVersion", "DocumentVersion"),
            Join("Response", "statedIn", "DocumentVersion"),
        ),
    ),
    "surveillance": Plan(
        {
            "PoliceForce": (0, 0),
            "Deployment": (1, 0),
            "Technology": (2, 0),
            "Watchlist": (0, 1),
            "Observation": (1, 1),
            "System": (2, 1),
            "DeploymentSet": (0, 2),
            "Measure": (1, 2),
            "SystemTest": (2, 2),
        },
        (
            Join("Deployment", "operator", "PoliceForce"),
            Join("Deployment", "technology", "Technology"),
            Join("Deployment", "watchlist", "Watchlist"),
            Join("Observation", "ofDeployment", "Deployment"),
            Join("Observation", "measure", "Measure"),
            Join("Deployment", "usesSystem", "System"),
            Join("Observation", "ofDeploymentSet", "DeploymentSet"),
            Join("SystemTest", "testOf", "System"),
        ),
    ),
    "gb": Plan(
        {"PoliceForce": (0, 0), "Regime": (1, 0), "Provision": (2, 0)},
        (Join("PoliceForce", "regime", "Regime"), Join("Provision", "regime", "Regime")),
        {"PoliceForce": ("forceType", "nation", "dataPoliceUkId", "areaCode", "areaName")},
    ),
}
"""Module -> what is drawn of it.  What a reader should meet first is a matter of judgement."""


def draw(key: str, labels: Mapping[str, str], links: Mapping[str, str]) -> Markup:
    """Return the drawing of the module *key*.

    Args:
        key: the module.
        labels: local name of a class -> what to call it.
        links: local name of a term -> where its entry is.
    """
    plan = PLANS[key]
    columns = 1 + max(column for column, _ in plan.places.values())
    rows = 1 + max(row for _, row in plan.places.values())
    width = (columns - 1) * ACROSS + WIDTH + 2 * MARGIN
    inside = max((len(names) for names in plan.values.values()), default=0)
    height = (rows - 1) * DOWN + HEIGHT + inside * LINE + 2 * MARGIN
    parts = [
        Markup(
            '<svg class="diagram" viewBox="0 0 {} {}" role="group"'
            ' aria-labelledby="diagram-title" aria-describedby="diagram-words">'
        ).format(width, height),
        Markup('<title id="diagram-title">Classes to start with, and how they are joined</title>'),
        Markup(
            '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"'
            ' markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>'
        ),
        *(_line(plan, join) for join in plan.joins),
        *(_label(plan, join, links) for join in plan.joins),
        *_boxes(plan, labels, links),
        Markup("</svg>"),
    ]
    return Markup("\n").join(parts)


def _boxes(plan: Plan, labels: Mapping[str, str], links: Mapping[str, str]) -> Iterator[Markup]:
    for name, place in plan.places.items():
        x, y = _centre(place)
        held = plan.values.get(name, ())
        left, top, height = x - WIDTH // 2, y - HEIGHT // 2, HEIGHT + len(held) * LINE
        yield Markup(
            '<a href="{}"><rect class="box" x="{}" y="{}" width="{}" height="{}" rx="5"/>'
            '<text class="called" x="{}" y="{}">{}</text>'
            '<text class="name" x="{}" y="{}">fg:{}</text></a>'
        ).format(links[name], left, top, WIDTH, height, x, y - 4, labels[name], x, y + 14, name)
        for at, value in enumerate(held, start=1):
            yield Markup('<a href="{}"><text class="name" x="{}" y="{}">{}</text></a>').format(
                links[value], x, y + 14 + at * LINE, value
            )


def _line(plan: Plan, join: Join) -> Markup:
    (x1, y1), (x2, y2) = _ends(plan, join)
    return Markup('<path class="join" d="M{} {} L{} {}" marker-end="url(#arrow)"/>').format(
        round(x1), round(y1), round(x2), round(y2)
    )


def _label(plan: Plan, join: Join, links: Mapping[str, str]) -> Markup:
    (x1, y1), (x2, y2) = _ends(plan, join)
    level = y1 == y2
    # Between boxes side by side there is no room on the line: the name stands over it.
    x, y = round((x1 + x2) / 2), round((y1 + y2) / 2) - (12 if level else 0)
    width = round(len(join.property) * LETTER)
    return Markup(
        '<a href="{}"><rect class="under" x="{}" y="{}" width="{}" height="17"/>'
        '<text class="joined" x="{}" y="{}">{}</text></a>'
    ).format(links[join.property], x - width // 2, y - 9, width, x, y + 4, escape(join.property))


def _ends(plan: Plan, join: Join) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where the line of *join* leaves one box and meets the other."""
    start, end = _centre(plan.places[join.start]), _centre(plan.places[join.end])
    return _border(start, end), _border(end, start)


def _border(inside: tuple[int, int], towards: tuple[int, int]) -> tuple[float, float]:
    """Return the point where the line from the middle of a box crosses its border."""
    dx, dy = towards[0] - inside[0], towards[1] - inside[1]
    scale = min(
        WIDTH / 2 / abs(dx) if dx else float("inf"), HEIGHT / 2 / abs(dy) if dy else float("inf")
    )
    return inside[0] + dx * scale, inside[1] + dy * scale


def _centre(place: tuple[int, int]) -> tuple[int, int]:
    column, row = place
    return MARGIN + WIDTH // 2 + column * ACROSS, MARGIN + HEIGHT // 2 + row * DOWN


def names(key: str) -> tuple[str, ...]:
    """Return the local names of the classes drawn of the module *key*, row by row."""
    places = PLANS[key].places
    return tuple(sorted(places, key=lambda name: (places[name][1], places[name][0])))


def in_words(key: str) -> tuple[Join, ...]:
    """Return the joins drawn of the module *key*."""
    return PLANS[key].joins
