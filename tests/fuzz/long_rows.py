"""Read long rows of anything: a pattern that tries all ways out shows on rows only.

Run by ``make fuzz``; it says which rows took longer than a letter ever may.
"""

import hashlib
import sys
import time
from contextlib import suppress

from kg.errors import SourceError
from kg.extract.reading import extract
from kg.model import Document
from kg.record.extraction import as_json

LENGTH = 30_000
"""Characters of a row: what takes the square of its length takes seconds with so many."""

SECONDS = 4
OPENING = (
    "Freedom of Information Act 2000\nMetropolitan Police Service\nYou asked:\n"
    "1. Have you used live facial recognition?\n"
)
ROWS = (
    *(" ", "\n", " \n", "\t", "1", ",", ".", "-", "(", ")", "a", "é", "A. ", "word ", "Word "),
    *(
        "1, ",
        "1 and ",
        "1. What?\n",
        "a) What?\n",
        "(i) What?\n",
        "Question 1 ",
        "Q's 1 ",
        "What? ",
    ),
    *("section ", "section 31(1)(a) ", "section 31(1)(a) and ", "31", "(a)", "S24(2) and "),
    *("from ", "January 2022-", "20/02/2023 ", "received on ", "between May 2021 and ", "2022 "),
    *("Reference: ", "01/FOI/23/", "123 - ", "FOI ", "https://a.example/", "e.g. ", "such as "),
    *("neither confirm nor deny ", "information is not held ", "disclose in part ", "exceed "),
    *("I have decided to ", "the Police can ", "overt covert ", "we have taken the question to "),
    *("questions 1, 2 and 3 ", "On points 1 and 2 - overt use.\n", "Response 1: ", "£1,000.00 "),
    *("live facial recognition ", "public interest ", "internal review ", "by 4 May 2023 ", "10% "),
)


def main() -> int:
    """Read every row where a request asks and where a reply answers; return the exit status."""
    slow = [
        (piece, place, spent)
        for piece in ROWS
        for place in ("asked", "answered")
        if (spent := seconds(piece, place)) > SECONDS
    ]
    for piece, place, spent in slow:
        print(f"{piece!r} where it is {place}: {spent:.1f} s for {LENGTH:,} characters")
    print(f"{2 * len(ROWS)} long rows read, {len(slow)} of them slowly")
    return bool(slow)


def seconds(piece: str, place: str) -> float:
    """Return the processor's time for a row of *piece* (seconds)."""
    row = piece * (LENGTH // len(piece))
    parts = [OPENING, row, "\nResponse\n1. No.\n"]
    text = "".join(parts if place == "asked" else [parts[0], parts[2], parts[1]])
    document = Document(
        name="row.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )
    started = time.process_time()
    with suppress(SourceError):  # a row may hide what the letter is; its time still counts
        as_json(document, extract(document))
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
