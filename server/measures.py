"""The measures: what there are, and each worked out, as a page and as data."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, url_for

from kg import __version__, vocabulary
from kg.measure import listing, measures, wanted, writing
from kg.measure.kind import Measure
from kg.measure.measures import MEASURES
from kg.measure.record import Asked, Measured
from server import address, answers, made, protocol, rdf
from server.current import identifier, opened, settings, study
from server.readers import measuring
from server.readers.measuring import Figures

blueprint = Blueprint("measures", __name__)

FORMS: Mapping[str, str] = {
    "html": protocol.HTML,
    "json": "application/json",
    "csv": "text/csv",
}
"""Name of a form -> its media type, the one to prefer first."""

LABELS = (("json", "JSON"), ("csv", "CSV"))
TAKES = ("by", "force", "from", "to", "every", "funnel")
"""Parameters of a measure; the first two may be repeated."""

SHOWN = 100
"""Things that a figure rests on that a page links to; the data name all."""


@blueprint.get("/measures")
def index() -> Response:
    """Answer with the measures that there are."""
    address.check(())
    form = address.form(FORMS)
    if form == "html":
        response = Response(
            render_template(
                "measures.html",
                measures=[(one, listing.formula(one)) for one in MEASURES],
                links=[(name, url_for("measures.index", format=key)) for key, name in LABELS],
            )
        )
    else:
        write = listing.table_as_json if form == "json" else listing.table_as_csv
        response = Response(write(MEASURES), content_type=rdf.content_type(FORMS[form]))
    response.vary.add("Accept")
    return response


@blueprint.get("/measures/<name>")
def measure(name: str) -> Response:
    """Answer with one measure, grouped and narrowed as the address says."""
    found = measures.named(name)
    address.check(TAKES)
    asked = _asked()
    seconds = protocol.seconds(address.once("timeout"))
    form = address.form(FORMS)

    def make() -> Response:
        figures = _figures(found, asked, seconds)
        if form == "html":
            return Response(_page(found, asked, figures))
        write = writing.as_json if form == "json" else writing.as_csv
        return Response(write(figures.figures), content_type=rdf.content_type(FORMS[form]))

    response = rdf.unless_known(lambda: _mark(name, asked, form), make)
    response.vary.add("Accept")
    return response


def _asked() -> Asked:
    return wanted.asked(
        by=address.many("by"),
        forces=address.many("force"),
        first=address.once("from"),
        last=address.once("to"),
        every=address.once("every") or wanted.EVERY[0],
        funnel=address.yes("funnel"),
    )


def _figures(found: Measure, asked: Asked, seconds: float | None) -> Figures:
    def make() -> Figures:
        with answers.under_way(f"# measure {found.name}: {asked}", "measure") as entry:
            figures, _ = opened().ask(
                measuring.measure,
                found.name,
                asked,
                study().base,
                seconds=settings().granted(seconds),
                stop=entry.stop,
            )
        assert isinstance(figures, Figures)  # noqa: S101 -- the task gives nothing else
        return figures

    return made.value(lambda: _mark(found.name, asked, "figures"), make)


def _page(found: Measure, asked: Asked, made_of: Figures) -> str:
    headings, rows = _table(made_of)
    given: Mapping[str, Any] = address.given(TAKES)
    return render_template(
        "measure.html",
        measure=found,
        formula=listing.formula(found),
        asked=asked,
        can_funnel=bool(found.denominator) and "force" in found.axes,
        every=wanted.EVERY,
        forces=vocabulary.codes("force"),
        headings=headings,
        counted=headings.index("missing") - 1,
        rows=[
            (row, _called(figure), figure.rests_on[:SHOWN], len(figure.rests_on))
            for row, figure in zip(rows, made_of.figures, strict=True)
        ],
        caution=dict.fromkeys(line for one in made_of.figures for line in one.caution)
        or found.caution,
        queries=made_of.queries,
        chart=_chart(found, asked),
        links=[
            (name, url_for("measures.measure", name=found.name, format=key, **given))
            for key, name in LABELS
        ],
    )


def _table(made_of: Figures) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows, without a column that tells what the numerators tell."""
    headings, rows = writing.shown(made_of.figures, made_of.asks)
    alike = len({dict(figure.group).get("counted") for figure in made_of.figures}) == 1
    left = [
        at
        for at, name in enumerate(headings)
        if name != "counted" or at > headings.index("numerator") or not alike
    ]
    return [headings[at] for at in left], [[row[at] for at in left] for row in rows]


def _called(figure: Measured) -> str:
    """Return how the row of a figure is called, for those who do not see where it stands."""
    return ", ".join(label for _, label in figure.group) or "all"


def _chart(found: Measure, asked: Asked) -> str:
    """Return the address of the same figures as a drawing, which takes lists as words."""
    values: dict[str, Sequence[str] | str] = {
        "by": " ".join(asked.by),
        "force": " ".join(asked.forces),
        "from": asked.first,
        "to": asked.last,
        "every": "month" if asked.months else "",
    }
    given: dict[str, Any] = {name: value for name, value in values.items() if value}
    return url_for("charts.chart", name="rates", measure=found.name, **given)


def _mark(name: str, asked: Asked, form: str) -> str:
    place = opened().place
    return protocol.tag("measure", identifier(), place, __version__, name, repr(asked), form)
