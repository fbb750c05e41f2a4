"""Invented sheets, one of each chart, small enough that what is drawn of them can be read."""

from decimal import Decimal

from kg.chart import matrix_rows, provisions_rows, rates_rows, timeline_rows
from kg.chart.sheet import Origin, Query, Sheet
from kg.compare.entry import Entry
from kg.compare.matrix import Authority, Cell, Matrix, Row
from kg.measure import measures
from kg.measure.intervals import Interval
from kg.measure.record import Measured, Range

ORIGIN = Origin(
    queries=(Query(name="find/nothing", text="SELECT * {}\n"),),
    parameters=(("force", "kent"),),
    generation="0123456789ab",
)


def matrix() -> Sheet:
    """Two questions to three authorities; of the third nobody knows anything."""
    rows = tuple(
        Row(
            template=template,
            iri=f"https://example.org/{template}",
            asks=asks,
            depth=depth,
            measures=(),
            cells=tuple(
                Cell(authority=key, template=template, reason=reason, entries=_entries(reason))
                for key, reason in zip(("a", "b", "c"), reasons, strict=True)
            ),
        )
        for template, asks, depth, reasons in (
            ("use", "whether {force} used it", 0, ("answered", "ncnd", "not-seen")),
            ("where", "where {force} used it", 1, ("not-held", "reply-not-seen", "not-seen")),
        )
    )
    authorities = tuple(
        Authority(key=key, iri=f"https://example.org/{key}", name=f"Force {key.upper()}")
        for key in ("a", "b", "c")
    )
    found = Matrix(
        series="s", title="Two", iri="https://example.org/s", authorities=authorities, rows=rows
    )
    return matrix_rows.sheet(found, ORIGIN)


def _entries(reason: str) -> tuple[Entry, ...]:
    if reason == "not-seen":
        return ()
    return (Entry(reason=reason, request="r", reference="1/25", law="foia", received=None),)


def figure(
    measure: str,
    group: tuple[tuple[str, str], ...],
    value: Range | None,
    *,
    chance: Interval | None = None,
    units: int = 3,
    missing: tuple[tuple[str, int], ...] = (),
    per: int = 1,
    denominator: Range | None = None,
) -> Measured:
    """Return a figure of which only what matters to a drawing is told."""
    return Measured(
        measure=measure,
        group=group,
        numerator_of="alerts",
        numerator=value,
        denominator_of=None if denominator is None else "faces seen",
        denominator=denominator,
        per=per,
        value=value,
        interval=chance,
        spread=None,
        clustered=False,
        unit="deployments",
        units=0 if value is None else units,
        ways=(),
        missing=missing,
        rests_on=(),
        caution=("Faces are estimates.",),
    )


def rates() -> Sheet:
    """A figure with limits, one that sources only limit, and a row without one."""
    figures = (
        figure(
            "alerts-per-10000-faces",
            (("period", "2022"), ("source", "own record")),
            Range(Decimal("2.5"), Decimal("2.5")),
            chance=Interval(kind="wilson", low=1.0, high=4.5),
            per=10_000,
            denominator=Range(40_000, 40_000),
        ),
        figure(
            "alerts-per-10000-faces",
            (("period", "2023"), ("source", "own record")),
            Range(Decimal("1.5"), Decimal("3.5")),
            per=10_000,
            denominator=Range(40_000, 40_000),
        ),
        figure(
            "alerts-per-10000-faces",
            (("period", "2023"), ("source", "reports of others")),
            None,
            missing=(("not in the source", 2),),
        ),
    )
    return rates_rows.sheet(measures.named("alerts-per-10000-faces"), figures, ORIGIN)


def timeline() -> Sheet:
    """Deployments in two months that are far apart, of which the second gives no faces."""

    def group(month: str, source: str = "own record") -> tuple[tuple[str, str], ...]:
        return (
            ("force", "Force A"),
            ("period", month),
            ("technology", "Live use"),
            ("source", source),
        )

    return timeline_rows.sheet(
        {
            "deployments": (
                figure("deployments", group("2022-01"), Range(3, 3)),
                figure("deployments", group("2022-09", "reports of others"), Range(1, 1), units=1),
                figure("deployments", group("not known"), Range(2, 2), units=2),
            ),
            "faces": (
                figure("faces", group("2022-01"), Range(47_000, None)),
                figure("faces", group("2022-09"), None, missing=(("not in the source", 1),)),
            ),
            "alerts": (
                figure("alerts", group("2022-01"), Range(0, 0)),
                figure("alerts", group("2022-09"), Range(4, 4), units=1),
            ),
        },
        ORIGIN,
    )


def provisions() -> Sheet:
    """Two forces that rely on one provision, in two ways, and one that relies on none."""
    rows = [
        {
            "template": "use",
            "answered_by": force,
            "claimed_for": claimed,
            "provision": provision,
            "limb": "",
            "cited_as": "",
            "reference": "1/25",
            "question": "1",
            "forces": "2" if provision else "",
            "of": "3",
        }
        for force, provision, claimed in (
            ("Force A", "Section 31(3)", "the answer"),
            ("Force A", "Section 31(3)", "the whole reply"),
            ("Force B", "Section 31(3)", "a part of the answer"),
            ("Force B", "", ""),
            ("Force C", "", ""),
        )
    ]
    return provisions_rows.sheet(rows, "use", ORIGIN, asks={"use": "whether the force used it"})


SHEETS = {sheet.chart: sheet for sheet in (matrix(), rates(), timeline(), provisions())}
