"""Keep a spreadsheet from running what a cell says, in tables that people open there.

A cell that begins with one of a few signs is a formula to a spreadsheet, also
where it is quoted in the file.  What a document or a requester wrote may begin
so, and a formula can send the rest of the table elsewhere.

* OWASP, CSV Injection: such a cell gets an apostrophe before it.
* CWE-1236, Improper Neutralization of Formula Elements in a CSV File.
"""

from collections.abc import Iterable

SIGNS = frozenset("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")
"""What opens a formula, or is dropped before one; the last four are the signs in full width."""


def guarded(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the *cells* of a row, with an apostrophe before what a spreadsheet would run.

    >>> guarded(["=HYPERLINK(A1)", " @SUM(A1)", "Kent Police", "E-1", ""])
    ("'=HYPERLINK(A1)", "' @SUM(A1)", 'Kent Police', 'E-1', '')
    """
    return tuple(f"'{cell}" if _runs(cell) else cell for cell in cells)


def _runs(cell: str) -> bool:
    # Some programs drop spaces at the start of a cell.
    bare = cell.lstrip(" \u00a0")
    return bare[:1] in SIGNS if bare else False
