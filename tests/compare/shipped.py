"""The matrices of the study that ships, short enough to be read.

python -m tests.compare.shipped february-2023 > tests/compare/expected/february-2023.txt
"""

import sys
from functools import cache

from docs import pages
from kg import vocabulary
from kg.compare import asking, filling, showing
from kg.compare.entry import Entry
from kg.compare.matrix import Cell, Matrix


@cache
def matrix(series: str) -> Matrix:
    """Return the matrix of *series*."""
    return filling.matrix(asking.of_store(pages.store(pages.SHIPPED), base=vocabulary.HOME), series)


def text(series: str) -> str:
    """Return every cell of which something is known, and how many others there are."""
    found = matrix(series)
    lines = [f"{found.title}: {len(found.rows)} questions, {len(found.authorities)} authorities"]
    for row in found.rows:
        known = [cell for cell in row.cells if cell.reason != "not-seen"]
        lines.append(f"{'  ' * row.depth}{row.template}: {len(row.cells) - len(known)} not seen")
        lines += ["  " * row.depth + line for cell in known for line in _cell(cell)]
    return "\n".join(lines) + "\n"


def _cell(cell: Cell) -> list[str]:
    marks = f" ({', '.join(cell.marks)})" if cell.marks else ""
    told = [f"      {_entry(entry)}" for entry in cell.entries]
    return [f"    {cell.authority}: {cell.reason}{marks}", *told]


def _entry(entry: Entry) -> str:
    words = [f"{words.start}-{words.end}" for words in entry.words]
    parts = [f"{'+'.join(part.scope)}={part.reason}" for part in entry.parts]
    relied = [f"{one.provision} {one.limb}" for one in showing.grounds_of(entry)]
    beside = [f"{one.kind} at {one.words[0].start}-{one.words[0].end}" for one in entry.said]
    figures = [f"{showing.figure_text(one)} {one.bound}" for one in entry.figures]
    days = f"{entry.begins or 'open'} to {entry.ends or 'open'}"
    found = (
        entry.reference or "no reference",
        entry.label and f"Q{entry.label} {entry.match}",
        entry.reason,
        days if entry.begins or entry.ends else None,
        f"replied {entry.issued}" if entry.issued else None,
        f"held {entry.held}, given {entry.disclosure}" if entry.held else None,
        " ".join(parts),
        " ".join(figures),
        " + ".join(relied),
        " ".join(beside),
        entry.assessed and f"claimed {entry.claimed}, assessed {entry.assessed}",
        words and f"words at {' '.join(words)}",
    )
    return ", ".join(one for one in found if one)


if __name__ == "__main__":
    sys.stdout.write(text(sys.argv[1]))
