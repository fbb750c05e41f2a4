"""Write measures for a reader, a spreadsheet and a program.

Nothing is rounded but for the eye: CSV and JSON hold every figure whole, with
what it is divided by, what is missing, and the IRIs that it rests on.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from kg.measure.intervals import Interval
from kg.measure.record import Funnel, Measured, Number, Range
from kg.measure.unit_rows import Ask
from kg.wording import counted, plain

HEADINGS = ("numerator", "denominator", "value", "by chance", "between units", "counted", "missing")
FORCES = "forces"
"""Unit of which so few are counted that a share would tell less than '3 of 5'."""

TEMPLATE = "template"
"""Axis whose labels are keys, of which a reader is told what they ask."""

DIGITS = 4
"""Digits of a figure that a table shows, or more before its point, where none is rounded away;
limits tell that more would say nothing."""


def questions(ask: Ask, figures: Iterable[Measured]) -> Mapping[str, str]:
    """Return key of a template -> what it asks, for the eye, with its key.

    Empty, and nothing is asked, where no one of *figures* is of a template.
    """
    if not any(TEMPLATE in dict(figure.group) for figure in figures):
        return {}
    return {
        row["template"]: f"{plain(row['asks'])} ({row['template']})"
        for row in ask("compare/matrix-templates")
        if row["template"] and row["asks"]
    }


def shown(
    figures: Sequence[Measured], asks: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return headings and rows of a table for the eye; *asks* tells what each template asks."""
    axes = tuple(axis for axis, _ in figures[0].group) if figures else ()
    more = tuple(
        heading
        for heading, used in (
            ("place", any(figure.rank is not None for figure in figures)),
            ("change", any(figure.change is not None for figure in figures)),
            ("all together", any(figure.funnel is not None for figure in figures)),
        )
        if used
    )
    return (*axes, *HEADINGS, *more), [_row(figure, more, asks) for figure in figures]


def sentence(figure: Measured) -> str:
    """Return how a figure of forces is said in a letter: '3 of 5 forces ...'; bounds as such."""
    return f"{_range(figure.numerator)} of {counted(_range(figure.denominator), figure.unit)}"


def as_csv(figures: Sequence[Measured]) -> str:
    """Return one row a figure, RFC 4180 but for its line ends."""
    table = io.StringIO()
    axes = tuple(axis for axis, _ in figures[0].group) if figures else ()
    fields = [_flat(figure) for figure in figures]
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow((*axes, *(fields[0] if fields else ())))
    for figure, row in zip(figures, fields, strict=True):
        writer.writerow((*(label for _, label in figure.group), *row.values()))
    return table.getvalue()


def as_json(figures: Sequence[Measured]) -> str:
    """Return a list of objects, one a figure."""
    return json.dumps([_object(figure) for figure in figures], indent=1, ensure_ascii=False) + "\n"


def _row(figure: Measured, more: Sequence[str], asks: Mapping[str, str]) -> tuple[str, ...]:
    per = f" (for {figure.per:,})" if figure.per > 1 and figure.value is not None else ""
    cells = [
        *(asks.get(label, label) if axis == TEMPLATE else label for axis, label in figure.group),
        "" if figure.numerator is None else counted(_range(figure.numerator), figure.numerator_of),
        ""
        if figure.denominator is None
        else counted(_range(figure.denominator), figure.denominator_of or ""),
        sentence(figure)
        if figure.unit == FORCES and figure.units
        else f"{_range(figure.value)}{per}",
        _interval(figure.interval),
        _interval(figure.spread),
        counted(figure.units, figure.unit),
        "; ".join(f"{count:,} {reason}" for reason, count in figure.missing),
    ]
    if "place" in more:
        rank = figure.rank
        cells.append("" if rank is None else f"{rank[0]} to {rank[1]} of {rank[2]}")
    if "change" in more:
        change = figure.change
        cells.append("" if change is None else f"{change.verdict}, against {change.against}")
    if "all together" in more:
        cells.append("" if figure.funnel is None else _held(figure.funnel))
    return tuple(cells)


def _held(funnel: Funnel) -> str:
    return (
        f"{funnel.verdict}: {_interval(funnel.told)} for "
        f"{counted(_short(funnel.effective), 'cases')}, around "
        f"{_short(funnel.pooled)} of {counted(funnel.forces, 'forces')}"
    )


def _range(figure: Range | None) -> str:
    """Return a figure for the eye; nothing where there is none, which is not nought."""
    if figure is None:
        return ""
    if figure.exact:
        return _short(figure.low)
    if figure.high is None:
        return f"{_short(figure.low)} or more"
    return f"{_short(figure.low)} to {_short(figure.high)}"


def _short(value: Number | float) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if abs(value) >= 10 ** (DIGITS - 1):
        # Half of one is exact too: the median of an even number of counts.
        return f"{float(value):,.1f}".removesuffix(".0") if value * 2 % 1 == 0 else f"{value:,.0f}"
    return f"{float(f'{value:.{DIGITS}g}'):,.10g}"


def _interval(limits: Interval | None) -> str:
    if limits is None:
        return ""
    high = "no limit" if limits.high is None else _short(limits.high)
    return f"{_short(limits.low)} to {high}"


def _flat(figure: Measured) -> dict[str, str]:
    """Return the fields of a row; an empty text where there is nothing to say."""
    rank, change, funnel = figure.rank, figure.change, figure.funnel
    return {
        "measure": figure.measure,
        "numerator_of": figure.numerator_of,
        "numerator_low": _low(figure.numerator),
        "numerator_high": _high(figure.numerator),
        "denominator_of": figure.denominator_of or "",
        "denominator_low": _low(figure.denominator),
        "denominator_high": _high(figure.denominator),
        "per": str(figure.per),
        "value_low": _low(figure.value),
        "value_high": _high(figure.value),
        "interval": "" if figure.interval is None else figure.interval.kind,
        "interval_low": _end(figure.interval, high=False),
        "interval_high": _end(figure.interval, high=True),
        "clustered": "yes" if figure.clustered else "no",
        "spread_low": _end(figure.spread, high=False),
        "spread_high": _end(figure.spread, high=True),
        "unit": figure.unit,
        "units": str(figure.units),
        "ways": "; ".join(figure.ways),
        "missing": "; ".join(f"{reason}: {count}" for reason, count in figure.missing),
        "highest_place": "" if rank is None else str(rank[0]),
        "lowest_place": "" if rank is None else str(rank[1]),
        "places": "" if rank is None else str(rank[2]),
        "change": "" if change is None else change.verdict,
        "change_against": "" if change is None else change.against,
        "change_low": "" if change is None else _end(change.by, high=False),
        "change_high": "" if change is None else _end(change.by, high=True),
        "pooled": "" if funnel is None else repr(round(funnel.pooled, 12)),
        "pooled_forces": "" if funnel is None else str(funnel.forces),
        "effective": "" if funnel is None else repr(round(funnel.effective, 12)),
        "dispersion": "" if funnel is None else repr(round(funnel.dispersion, 12)),
        **{
            f"{name}_{end}": "" if funnel is None else _end(limits, high=end == "high")
            for name, limits in _funnel_limits(funnel).items()
            for end in ("low", "high")
        },
        "funnel": "" if funnel is None else funnel.verdict,
        "caution": " ".join(figure.caution),
        "rests_on": " ".join(figure.rests_on),
    }


def _funnel_limits(funnel: Funnel | None) -> dict[str, Interval | None]:
    """Return name of the limits -> limits; the names are those of columns and of members."""
    return {
        "limits_95": None if funnel is None else funnel.inner,
        "limits_998": None if funnel is None else funnel.outer,
        "widened_95": None if funnel is None else funnel.widened,
        "widened_998": None if funnel is None else funnel.widened_outer,
    }


def _low(figure: Range | None) -> str:
    return "" if figure is None else _plain(figure.low)


def _high(figure: Range | None) -> str:
    return "" if figure is None or figure.high is None else _plain(figure.high)


def _end(limits: Interval | None, *, high: bool) -> str:
    end = None if limits is None else limits.high if high else limits.low
    return "" if end is None else repr(round(end, 12))


def _plain(value: Number) -> str:
    """Return a number without an exponent and without noughts at its end."""
    return format(round(Decimal(value), 12).normalize(), "f")


def _object(figure: Measured) -> dict[str, object]:
    return {
        "measure": figure.measure,
        "group": dict(figure.group),
        "numerator": {"of": figure.numerator_of, **_bounds(figure.numerator)},
        "denominator": None
        if figure.denominator_of is None
        else {"of": figure.denominator_of, **_bounds(figure.denominator)},
        "per": figure.per,
        "value": None if figure.value is None else _bounds(figure.value),
        "interval": _ends(figure.interval),
        "spread": _ends(figure.spread),
        "clustered": figure.clustered,
        "unit": figure.unit,
        "units": figure.units,
        "ways": list(figure.ways),
        "missing": dict(figure.missing),
        "place": None
        if figure.rank is None
        else dict(zip(("highest", "lowest", "of"), figure.rank, strict=True)),
        "change": None
        if figure.change is None
        else {
            "against": figure.change.against,
            "verdict": figure.change.verdict,
            "by": _ends(figure.change.by),
        },
        "funnel": None
        if figure.funnel is None
        else {
            "verdict": figure.funnel.verdict,
            "pooled": round(figure.funnel.pooled, 12),
            "forces": figure.funnel.forces,
            "effective": round(figure.funnel.effective, 12),
            "dispersion": round(figure.funnel.dispersion, 12),
            **{name: _ends(limits) for name, limits in _funnel_limits(figure.funnel).items()},
        },
        "caution": list(figure.caution),
        "rests_on": list(figure.rests_on),
    }


def _bounds(figure: Range | None) -> dict[str, int | float | None]:
    if figure is None:
        return {"low": None, "high": None}
    return {
        "low": _number(figure.low),
        "high": None if figure.high is None else _number(figure.high),
    }


def _number(value: Number) -> int | float:
    return value if isinstance(value, int) else round(float(value), 12)


def _ends(limits: Interval | None) -> dict[str, str | float | None] | None:
    if limits is None:
        return None
    high = None if limits.high is None else round(limits.high, 12)
    return {"kind": limits.kind, "low": round(limits.low, 12), "high": high}
