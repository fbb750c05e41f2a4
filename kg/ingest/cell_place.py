"""Name the places of a sheet's cells: ``AB12`` is row 12, column 28."""

import re

ROWS, COLUMNS = 1_048_576, 16_384
"""The size of a sheet."""

Place = tuple[int, int]
"""Row and column of a cell (from 1)."""

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def place_of(reference: str) -> Place | None:
    """Return the row and column that a reference names; None when it names none.

    >>> place_of("AB12")
    (12, 28)
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(match[2]), column) if column <= COLUMNS else None


def name_of(place: Place) -> str:
    """Return the name of a place, as it stands at the sheet's edges.

    >>> name_of((12, 28))
    'AB12'
    """
    return column_name(place[1]) + str(place[0])


def column_name(column: int) -> str:
    """Return the letters of a column (from 1)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
