"""What a person declared of a table: which column holds what, and how its cells are meant.

A declared mapping goes before every guess.  What it does not name is not read.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import MappingError
from kg.extract.headings import UNREAD, plain
from kg.model import Column, DeclaredTable, DeploymentRecord, Record

LIVE = "live-facial-recognition"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    """What a person said of one column."""

    heading: str | int
    """The heading as printed, or the number of the column (from 1)."""

    field: str
    """``place``, ``date``, ``use-case``, ``unread``, or a code of scheme ``measure``."""

    definition: str | None = None
    """Code of scheme ``measure-definition`` where the column counts otherwise than the measure."""

    unit: str | None = None
    """Unit of bare numbers: one of ``kg.extract.figures.UNITS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """A declared mapping of a table of deployments."""

    name: str
    """File that it was read from, for messages."""

    columns: tuple[MappedColumn, ...]
    force: str | None = None
    """Code of scheme ``force``; None where the document or the command tells it."""

    technology: str = LIVE
    """Code of scheme ``technology``."""

    record: str | None = None
    """Last part of the record's key, such as ``lfr-deployments-2024``; None to make one."""

    title: str | None = None
    """What the record is of, where the document has no title; None where it has one."""

    date_order: str | None = None
    """One of ``kg.extract.days.ORDERS``; None when the column itself tells it."""

    sheet: int | None = None
    """Page, or sheet of a workbook (from 1); None for the first table with these headings."""

    skip: int = 0
    """Rows under the headings that are no deployments, such as a line of units."""

    missing: Mapping[str, str] = field(default_factory=dict)
    """What stands for a missing figure -> code of scheme ``missing-reason``."""


def declared_by(mapping: TableMapping) -> DeclaredTable:
    """Return what a record keeps of *mapping*, beside its columns, so that it can be read again."""
    return DeclaredTable(
        sheet=mapping.sheet,
        skip=mapping.skip,
        date_order=mapping.date_order,
        missing=tuple(mapping.missing.items()),
    )


def mapping_of(record: Record) -> TableMapping | None:
    """Return the mapping that *record* was read with; None where the document told all."""
    if not isinstance(record, DeploymentRecord) or record.declared is None:
        return None
    doubted = {doubt.passage.quote for doubt in record.doubts if doubt.field == "columns"}
    headings = [column.heading for column in record.columns]
    return TableMapping(
        name=f"the record {record.key}",
        columns=tuple(
            MappedColumn(
                heading=column.heading
                if column.heading and headings.count(column.heading) == 1
                else number,
                field=column.field,
                definition=column.definition,
                unit=column.unit,
            )
            for number, column in enumerate(record.columns, start=1)
            if column.field != UNREAD or column.heading not in doubted
        ),
        force=record.force,
        technology=record.technology,
        title=record.source.title,
        sheet=record.declared.sheet,
        skip=record.declared.skip,
        date_order=record.declared.date_order,
        missing=dict(record.declared.missing),
    )


def columns_of(mapping: TableMapping, headings: Sequence[str], *, where: str) -> tuple[Column, ...]:
    """Return what each column under *headings* holds.

    Raises:
        MappingError: a heading of the mapping does not stand there, or stands there twice.
    """
    mapped: dict[int, MappedColumn] = {}
    for column in mapping.columns:
        number = _number(column.heading, headings, mapping=mapping, where=where)
        if number in mapped:
            raise MappingError(
                f"{mapping.name}: {_named(column.heading)} and {_named(mapped[number].heading)} "
                f"are one column of {where}; keep one of the two lines"
            )
        mapped[number] = column
    return tuple(
        Column(heading=heading, field=UNREAD)
        if number not in mapped
        else Column(
            heading=heading,
            field=mapped[number].field,
            definition=mapped[number].definition,
            unit=mapped[number].unit,
        )
        for number, heading in enumerate(headings, start=1)
    )


def fits(mapping: TableMapping, line: Sequence[str]) -> bool:
    """Return whether *line* holds every heading that *mapping* names, and every number."""
    known = {_compared(cell) for cell in line}
    return all(
        column.heading <= len(line)
        if isinstance(column.heading, int)
        else _compared(column.heading) in known
        for column in mapping.columns
    )


def by_number(mapping: TableMapping) -> bool:
    """Return whether *mapping* names columns by their numbers alone."""
    return all(isinstance(column.heading, int) for column in mapping.columns)


def unsaid(mapping: TableMapping, headings: Sequence[str]) -> Iterator[int]:
    """Yield the number (from 0) of each column under *headings* that *mapping* does not name."""
    said = {_compared(item.heading) for item in mapping.columns if isinstance(item.heading, str)}
    numbers = {item.heading for item in mapping.columns}
    for number, heading in enumerate(headings):
        if _compared(heading) not in said and number + 1 not in numbers and heading:
            yield number


def missing_headings(
    mapping: TableMapping, lines: Sequence[Sequence[str]], *, where: str
) -> MappingError:
    """Return that no line of *lines* holds the headings of *mapping*, and those that are near."""
    wanted = [item.heading for item in mapping.columns if isinstance(item.heading, str)]
    known = {_compared(heading) for heading in wanted}
    best = max(lines, key=lambda line: len(known & set(map(_compared, line))), default=())
    there = list(dict.fromkeys(filter(None, best)))
    lost = [heading for heading in wanted if _compared(heading) not in set(map(_compared, there))]
    told = []
    for heading in lost:
        near = difflib.get_close_matches(heading, there, n=2)
        hint = f" (did you mean {' or '.join(map(repr, near))}?)" if near else ""
        told.append(f"'{heading}'{hint}")
    if not told:
        told = [_named(item.heading) for item in mapping.columns if isinstance(item.heading, int)]
    return MappingError(
        f"{mapping.name}: {where} has no line with {', '.join(told)}; "
        f"headings that stand there: {', '.join(map(repr, there)) or 'none'}; "
        "copy a heading as it is printed, or name the column by its number"
    )


def _number(
    heading: str | int, headings: Sequence[str], *, mapping: TableMapping, where: str
) -> int:
    if isinstance(heading, int):
        return heading
    found = [n for n, there in enumerate(headings, 1) if _compared(there) == _compared(heading)]
    if len(found) > 1:
        raise MappingError(
            f"{mapping.name}: '{heading}' heads columns {', '.join(map(str, found))} of {where}; "
            f"name the one that is meant by its number, such as {found[0]} = ..."
        )
    return found[0]


def _compared(heading: object) -> str:
    return plain(str(heading)).rstrip(":")


def _named(heading: str | int) -> str:
    return f"column {heading}" if isinstance(heading, int) else f"'{heading}'"
