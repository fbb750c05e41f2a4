"""Read the sheets of an XLSX workbook: each cell as it is printed, and what is hidden or merged.

A cell's value and its format, and a formula and the figure that it last gave,
stand apart in the file and are needed together, so each sheet is read once and
piece by piece; however many empty rows a sheet declares, they take no memory.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import UnreadableSourceError
from kg.ingest.cell_place import ROWS, Place, name_of, place_of
from kg.ingest.number_format import BUILT_IN, GENERAL, NumberFormat, decimal_of, plain
from kg.ingest.number_format import read as read_format
from kg.ingest.package import Package, Plain, Relation, local

CELLS = 200_000
"""The most cells with something in them that are read from a workbook."""

MERGES = 20_000
"""The most merged cells that are read from a sheet."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ON = frozenset({"1", "true", "on"})


@dataclass(slots=True)
class Sheet:
    """One sheet: its cells with something in them, and what a person would not see or is told."""

    name: str
    is_hidden: bool = False
    cells: dict[Place, str] = field(default_factory=dict)
    """Place -> what is printed there; '' where there is a value that its format hides."""

    merged: list[tuple[Place, Place]] = field(default_factory=list)
    """First and last place of each merged cell."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    unsaved: list[Place] = field(default_factory=list)
    """Formulas whose figure was not saved, so that nothing can be read there."""

    unformatted: list[Place] = field(default_factory=list)
    """Figures whose format is none that is known: they stand as they are stored."""

    suppressed: list[Place] = field(default_factory=list)
    """Values that their format hides."""

    month_first: list[Place] = field(default_factory=list)
    """Dates printed in figures with the month before the day."""


def read(package: Package) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, in the order of their tabs.

    Raises:
        UnreadableSourceError: it is damaged, or has more than CELLS cells.
    """
    part = package.main()
    relations = package.relations(part)
    root = package.tree(part)
    if root is None:
        raise package.error(f"{part} is missing")
    properties = root.find("workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in _ON
    shared = _shared(package, relations)
    formats = _formats(package, relations)
    sheets: list[Sheet] = []
    unread = set(package.parts)
    for element in root.iterfind("sheets/sheet"):
        relation = relations.get(element.get("id", ""))
        # A sheet that is a chart holds no cells.
        if relation is None or relation.kind != "worksheet" or relation.target not in unread:
            continue
        unread.remove(relation.target)
        hidden = element.get("state", "visible") != "visible"
        sheet = Sheet(element.get("name", ""), hidden)
        target = _Cells(
            sheet,
            shared,
            formats,
            from_1904=from_1904,
            left=CELLS - sum(len(known.cells) for known in sheets),
            file=package.name,
        )
        sheets.append(package.feed(relation.target, target))
    return tuple(sheets)


class _Strings(Plain):
    """The words that cells share, without those that only tell how to say them."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.parts: list[str] = []
        self.spoken = 0
        self.reads = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        tag = local(tag)
        if tag == "si":
            self.parts = []
        elif tag == "rPh":
            self.spoken += 1
        self.reads = tag == "t" and not self.spoken

    def data(self, text: str) -> None:
        if self.reads:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        tag = local(tag)
        self.reads = False
        if tag == "rPh":
            self.spoken -= 1
        elif tag == "si":
            self.strings.append(_unescaped("".join(self.parts)))

    def close(self) -> list[str]:
        return self.strings


class _Cells(Plain):
    """The cells of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        shared: Sequence[str],
        formats: Sequence[NumberFormat],
        *,
        from_1904: bool,
        left: int,
        file: str,
    ) -> None:
        self.sheet = sheet
        self.shared = shared
        self.formats = formats
        self.from_1904 = from_1904
        self.left = left
        self.file = file
        self.row = self.column = 0
        self.attributes: Mapping[str, str] = {}
        self.parts: list[str] = []
        self.reads: str | None = None
        self.is_formula = False
        self.spoken = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = local(tag)
        started = self._started.get(tag)
        if started is not None:
            started(self, attributes)
        elif tag in {"v", "t"} and not self.spoken:
            self.reads = tag

    def data(self, text: str) -> None:
        if self.reads is not None:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        tag = local(tag)
        self.reads = None
        if tag == "c":
            self._take()
        elif tag == "rPh":
            self.spoken -= 1

    def close(self) -> Sheet:
        return self.sheet

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if number.isascii() and number.isdecimal() else self.row + 1
        if self.row > ROWS:
            raise ValueError(f"row {self.row} is past the end of a sheet")
        self.column = 0
        if attributes.get("hidden") in _ON:
            self.sheet.hidden_rows.add(self.row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        self.row, self.column = (self.row, self.column + 1) if place is None else place
        self.attributes, self.parts, self.is_formula = attributes, [], False

    def _start_formula(self, _: Mapping[str, str]) -> None:
        self.is_formula = True

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        ends = [attributes.get(name, "") for name in ("min", "max")]
        if attributes.get("hidden") in _ON and all(map(str.isdecimal, ends)):
            self.sheet.hidden_columns.append(range(int(ends[0]), int(ends[1]) + 1))

    def _start_merge(self, attributes: Mapping[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        ends = place_of(first), place_of(last)
        if ends[0] is not None and ends[1] is not None and len(self.sheet.merged) < MERGES:
            self.sheet.merged.append((ends[0], ends[1]))

    def _start_spoken(self, _: Mapping[str, str]) -> None:
        self.spoken += 1

    _started: Mapping[str, Callable[["_Cells", Mapping[str, str]], None]] = {
        "row": _start_row,
        "c": _start_cell,
        "f": _start_formula,
        "col": _start_column,
        "mergeCell": _start_merge,
        "rPh": _start_spoken,
    }

    def _take(self) -> None:
        """Take in the cell that ends."""
        place = (self.row, self.column)
        stored = "".join(self.parts)
        if not stored.strip():
            if self.is_formula and self.attributes.get("t") != "str":
                self.sheet.unsaved.append(place)
                self.left -= 1
            return
        self.left -= 1
        if self.left < 0:
            raise UnreadableSourceError(
                f"{self.file}: more than the {CELLS:,} cells that are read; save the sheet that "
                "answers the request as a file of its own"
            )
        printed = self._printed(stored, place)
        if printed is not None:
            self.sheet.cells[place] = " ".join(printed.split())

    def _printed(self, stored: str, place: Place) -> str | None:
        """Return what a cell that holds *stored* shows."""
        kind = self.attributes.get("t", "n")
        style = self.attributes.get("s", "0")
        number = int(style) if style.isascii() and style.isdecimal() else 0
        how = self.formats[number] if number < len(self.formats) else read_format(GENERAL)
        if kind == "s":
            index = int(stored)
            if index >= len(self.shared):
                raise ValueError(f"cell {name_of(place)} has words that are not there")
            return how.text(self.shared[index])
        if kind in {"str", "inlineStr"}:
            return how.text(_unescaped(stored))
        if kind == "b":
            return "TRUE" if stored.strip() in _ON else "FALSE"
        value = decimal_of(stored.strip()) if kind == "n" else None
        if value is None:
            # An error such as #N/A, or a date in words, is printed as it is stored.
            return stored
        shown = how.number(value, from_1904=self.from_1904)
        if shown is None:
            self.sheet.unformatted.append(place)
            return plain(value)
        if not shown:
            self.sheet.suppressed.append(place)
        if how.is_month_first():
            self.sheet.month_first.append(place)
        return shown


def _shared(package: Package, relations: Mapping[str, Relation]) -> list[str]:
    """Return the words that cells share."""
    for relation in relations.values():
        if relation.kind == "sharedStrings" and relation.target in package.parts:
            return package.feed(relation.target, _Strings())
    return []


def _formats(package: Package, relations: Mapping[str, Relation]) -> list[NumberFormat]:
    """Return the number format of each style of cell."""
    root = package.related(relations, "styles")
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for element in root.iterfind("numFmts/numFmt"):
        number = element.get("numFmtId", "")
        if number.isascii() and number.isdecimal():
            codes[int(number)] = element.get("formatCode", GENERAL)
    found = []
    for element in root.iterfind("cellXfs/xf"):
        number = element.get("numFmtId", "0")
        known = number.isascii() and number.isdecimal()
        found.append(read_format(codes.get(int(number), GENERAL) if known else GENERAL))
    return found


def _unescaped(text: str) -> str:
    """Return *text* with the signs that the file writes as ``_x000D_``."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign.isprintable() else " "
