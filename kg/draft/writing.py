"""Write letters as text, one after another or a file each, and as a table for batch senders."""

import csv
import io
from collections.abc import Iterable, Mapping

from kg import spreadsheet
from kg.draft.letters import Letter

COLUMNS = (
    "authority", "address", "subject", "body", "series", "reference", "kind", "reason",
)  # fmt: skip

RULE = "-" * 72


def as_text(letters: Iterable[Letter]) -> str:
    """Return the *letters* one after another, a line of dashes between."""
    return f"\n{RULE}\n\n".join(f"{_whole(letter)}\n" for letter in letters)


def as_files(letters: Iterable[Letter]) -> Mapping[str, str]:
    """Return the name of a file for each of the *letters*, and what stands in it."""
    return {f"{one.force.slug}-{one.kind}.txt": f"{_whole(one)}\n" for one in letters}


def as_csv(letters: Iterable[Letter]) -> str:
    """Return the *letters* as a table; addresses are blank, since the code lists know none.

    Batches are mostly looked through in a spreadsheet, so no cell of it is a formula.
    """
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for one in letters:
        rows.writerow(
            spreadsheet.guarded(
                (
                    one.force.name,
                    "",
                    one.subject,
                    one.body,
                    one.series,
                    one.reference,
                    one.kind,
                    " ".join([one.reason, *(f"Caution: {caution}." for caution in one.cautions)]),
                )
            )
        )
    return written.getvalue()


def _whole(letter: Letter) -> str:
    head, _, rest = letter.body.partition("\n\n")
    return f"{head}\nSubject: {letter.subject}\n\n{rest}"
