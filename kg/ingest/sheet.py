"""Read the tables of a workbook (XLSX), or of a file of separated values (CSV, TSV).

Each sheet of a workbook is a page, which opens with the name on its tab.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice

from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest import workbook
from kg.ingest.encoding import decode
from kg.ingest.layout import Layout
from kg.ingest.package import opened
from kg.ingest.sheet_layout import SheetLayout
from kg.ingest.workbook import CELLS, Sheet
from kg.model import Document

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEPARATED = "text/csv"
DELIMITERS = ",;\t|"
SAMPLE = 64 * 1024
"""As much of a file is looked at to tell whether its values are separated, and by what."""

RECORDS = 100
"""As many records are looked at for that."""

FEWEST = 3
"""A file whose name does not tell has at least so many records, each with as many delimiters."""

LIKE = 0.8
"""Share of the records that have equally many."""

PROSE = 0.5
"""Where more of the commas than this are followed by a space, they are those of sentences."""

LONGEST = 100_000
"""The most characters of one value."""

_NAMED = re.compile(r"\.(?:csv|tsv|tab)(?:[?#].*)?\Z", re.I | re.S)
_DECLARED = re.compile(r"sep=(.)\r?\Z")
_KEPT_AS_TEXT = re.compile(r'="(.*)"\Z', re.S)


def read_workbook(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the document that a workbook is.

    Raises:
        UnreadableSourceError: it is damaged, locked, hostile or too large.
        NoTextError: no cell has anything in it.
    """
    layout = Layout(name, url)
    with opened(content, name=name) as package:
        sheets = workbook.read(package)
        core = package.related(package.relations(""), "core-properties")
        title = None if core is None else core.findtext("title")
    if not any(words for sheet in sheets for words in sheet.cells.values()):
        raise NoTextError(
            f"{name}: no cell of its {len(sheets)} sheets has anything in it; save the workbook "
            "again with its figures"
        )
    for sheet in sheets:
        layout.start_page()
        tab = layout.line(" ".join(sheet.name.split()))
        laid = SheetLayout(layout, sheet)
        laid.lay_out()
        laid.tell(tab)
    return layout.document(media_type=WORKBOOK, sha256=sha256, title=title)


def read_separated(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the document that separated values are.

    Raises:
        UnreadableSourceError: it is not text, a quotation mark is never closed, or there are too
            many values.
        NoTextError: no value has anything in it.
    """
    text, guess = decode(content, name=name)
    delimiter = _delimiter(text)
    opening, _, rest = text.partition("\n")
    text = rest if _DECLARED.match(opening) else text
    layout = Layout(name, url)
    sheet = Sheet(name)
    try:
        records = list(_limited(text, delimiter, name=name, strict=True))
        odd = None
    except csv.Error as error:
        if "end of data" in str(error):
            raise UnreadableSourceError(
                f"{name}: a quotation mark is opened and never closed; look for it in a text "
                "editor, and close it"
            ) from error
        records = list(_limited(text, delimiter, name=name, strict=False))
        odd = str(error)
    for number, record in enumerate(records, start=1):
        for column, value in enumerate(record, start=1):
            kept = _KEPT_AS_TEXT.match(value)
            words = " ".join((kept[1] if kept else value).split())
            if words:
                sheet.cells[number, column] = words
    if not sheet.cells:
        raise NoTextError(f"{name}: there are no values in it; save the table again")
    SheetLayout(layout, sheet).lay_out()
    if odd is not None:
        layout.doubt(
            f"a quotation mark stands where none can ({odd}); compare the cells with the file",
            (0, layout.length),
        )
    if guess is not None:
        written = "".join(layout.parts)
        words = guess.passage.quote.split(delimiter)[0].strip('" ')
        start = max(written.find(words), 0)
        layout.doubt(guess.reason, (start, start + len(words)))
    return layout.document(media_type=SEPARATED, sha256=sha256)


def is_separated(content: bytes, *, name: str) -> bool:
    """Return whether bytes that are text hold separated values: the name tells, or the lines.

    At least three records have equally many delimiters, three or more, and the
    delimiters are not those of sentences.
    """
    if _NAMED.search(name):
        return True
    text = content[:SAMPLE].decode("utf-8-sig", "replace")
    for delimiter in DELIMITERS:
        if delimiter == "," and _reads_like_prose(text):
            continue
        like, most = _alike(_sample(text, delimiter))
        if most > FEWEST and like[0] >= FEWEST and like[0] >= LIKE * like[1]:
            return True
    return False


def _delimiter(text: str) -> str:
    """Return what parts the values: what the file declares, or what parts most lines alike."""
    declared = _DECLARED.match(text.partition("\n")[0])
    if declared:
        return declared[1]
    text = text[:SAMPLE]

    def fit(delimiter: str) -> tuple[bool, float, int]:
        (same, all_records), fields = _alike(_sample(text, delimiter))
        return fields > 1, same / max(all_records, 1), fields

    return max(DELIMITERS, key=fit)


def _sample(text: str, delimiter: str) -> list[list[str]]:
    """Return the first records; the last of a sample may be cut short, so it is left out."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        records = [record for record in islice(reader, RECORDS) if record]
    except csv.Error:
        return []
    return records[:-1] if len(text) >= SAMPLE and len(records) > 1 else records


def _alike(records: Sequence[Sequence[str]]) -> tuple[tuple[int, int], int]:
    """Return how many records of how many have the commonest number of values, and that number."""
    counts = Counter(map(len, records))
    if not counts:
        return (0, 0), 0
    fields, same = max(counts.items(), key=lambda item: (item[1], item[0]))
    return (same, len(records)), fields


def _reads_like_prose(text: str) -> bool:
    return text.count(", ") > PROSE * text.count(",")


def _limited(text: str, delimiter: str, *, name: str, strict: bool) -> Iterator[list[str]]:
    """Yield the records, as long as they are no more than can be read."""
    count = 0
    for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict):
        count += sum(map(bool, record))
        if count > CELLS or any(len(value) > LONGEST for value in record):
            raise UnreadableSourceError(
                f"{name}: more than the {CELLS:,} values, or the {LONGEST:,} characters of one, "
                "that are read; save the part that answers the request as a file of its own"
            )
        yield record
