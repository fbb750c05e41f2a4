"""Find the table of a person's sheet that keeps track of requests, and its line of headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import SheetError
from kg.extract.tracker_columns import PEOPLE, SEVERAL, Columns, as_toml, known_field, plain
from kg.model import Cell, Document, Table

LINES = 12
"""Lines under which headings may begin: titles and notes often stand above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table of a sheet, with the columns that are read."""

    page: int
    columns: Mapping[str, tuple[int, ...]]
    """Field -> columns (from 0)."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Number of each row under the headings (from 1), and its cells."""

    others: tuple[str, ...] = ()
    """Opening words of tables of the document that are not read."""

    @property
    def people(self) -> tuple[str, ...]:
        """Headings of columns that hold people, which are never read."""
        return tuple(name for name in self._unread if plain(name) in PEOPLE)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that are not known."""
        return tuple(name for name in self._unread if plain(name) not in PEOPLE)

    @property
    def _unread(self) -> tuple[str, ...]:
        read = {number for numbers in self.columns.values() for number in numbers}
        return tuple(
            name for number, name in enumerate(self.headings) if number not in read and name
        )


def find_grid(document: Document, columns: Columns) -> Grid:
    """Return the one table of *document* that keeps track of requests.

    Raises:
        SheetError: there is none, or several, or a column is not told apart; the message holds
            a mapping that is ready to edit.
    """
    found: list[Grid] = []
    others: list[str] = []
    counted: dict[int, int] = {}
    for table in document.tables:
        page = table.page or 1
        before = counted.get(page, 0)
        counted[page] = before + len(table.rows)
        if columns.sheet not in (None, page):
            continue
        grid = _grid(document, table, columns, before=before)
        last = found[-1] if found and found[-1].page == page else None
        if grid is not None and (last is None or last.headings != grid.headings):
            found.append(grid)
        elif last is not None and (grid or (not table.headings and _goes_on(table, last))):
            # Blank rows part a sheet into tables; what follows is of the same columns.
            more = grid.rows if grid else _numbered(table.rows, start=before + 1)
            found[-1] = replace(last, rows=(*last.rows, *more))
        else:
            others.append(next(filter(None, _lines(table)[0]), "") if _lines(table) else "")
    if len(found) == 1:
        return replace(found[0], others=tuple(filter(None, others)))
    if found:
        raise SheetError(
            f"{document.name}: {len(found)} tables have known headings, on the sheets "
            f"{', '.join(str(grid.page) for grid in found)}; say which sheet is meant with a line "
            "such as 'sheet = 1' in the file of --columns, and save tables that share a sheet apart"
        )
    wanted = sorted({name for names in columns.headings.values() for name in names})
    missing = (
        f"no line of it holds the headings {', '.join(map(repr, wanted))}"
        if wanted
        else "no heading of it is known to name the force"
    )
    raise SheetError(
        f"{document.name}: {missing}; say which column holds what with --columns FILE, "
        f"such as this one:\n\n{as_toml(likely_headings(document))}"
    )


def likely_headings(document: Document) -> tuple[str, ...]:
    """Return the line of *document* with most known headings, the first of several alike."""
    lines = [line for table in document.tables for line in _lines(table)[:LINES]]
    return max(lines, key=lambda line: sum(map(bool, map(known_field, line))), default=())


def _lines(table: Table) -> list[tuple[str, ...]]:
    return [_texts(line) for line in (table.headings, *table.rows) if line]


def _texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.text.strip() for cell in cells)


def _grid(document: Document, table: Table, columns: Columns, *, before: int) -> Grid | None:
    """Return the grid that *table* is, *before* rows of its page standing above it."""
    lines = _lines(table)
    for number, line in enumerate(lines[:LINES]):
        found = (
            _declared(line, columns.headings) if columns.headings else _by_heading(line, document)
        )
        if found is None:
            continue
        # Rows are counted as the document counts them, so that a place leads to the same cells.
        under = number if table.headings else number + 1
        return Grid(
            page=table.page or 1,
            columns=found,
            headings=line,
            rows=_numbered(table.rows[under:], start=before + under + 1),
        )
    return None


def _numbered(
    rows: Sequence[Sequence[Cell]], *, start: int
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((number, _texts(row)) for number, row in enumerate(rows, start=start))


def _goes_on(table: Table, grid: Grid) -> bool:
    return all(len(row) == len(grid.headings) for row in table.rows)


def _declared(
    line: Sequence[str], headings: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[int, ...]] | None:
    if not {name for names in headings.values() for name in names} <= set(line):
        return None
    return {field: tuple(line.index(name) for name in names) for field, names in headings.items()}


def _by_heading(line: Sequence[str], document: Document) -> dict[str, tuple[int, ...]] | None:
    found: dict[str, list[int]] = {}
    for number, heading in enumerate(line):
        name = known_field(heading)
        if name is not None:
            found.setdefault(name, []).append(number)
    if "force" not in found or len(found) == 1:
        return None
    for name, numbers in found.items():
        if len(numbers) > 1 and name not in SEVERAL:
            said = " and ".join(f"'{line[number]}'" for number in numbers)
            raise SheetError(
                f"{document.name}: the columns {said} may both hold the field '{name}'; say which "
                f"one does with --columns FILE, such as this one:\n\n{as_toml(line)}"
            )
    return {name: tuple(numbers) for name, numbers in found.items()}
