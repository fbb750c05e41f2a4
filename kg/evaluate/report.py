"""Write a score as a table, as CSV, as Markdown or as JSON, with what was missed."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.evaluate.measure import Comparison, Score, scores
from kg.spreadsheet import guarded

COLUMNS = ("field", "precision", "recall", "F1", "wanted")
MACRO = "macro F1"
QUOTABLE = 120
"""Words beyond so many characters are cut in a list of misses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All comparisons of an evaluation."""

    comparisons: tuple[Comparison, ...]
    documents: int
    """Annotated documents, those that could not be read included."""

    @property
    def scores(self) -> tuple[Score, ...]:
        """The score of each kind of fact."""
        return scores(self.comparisons)

    @property
    def macro(self) -> float:
        """Mean of the F1 of all kinds of fact: a rare kind counts as much as a common one."""
        found = [score.f1 for score in self.scores]
        return sum(found) / len(found) if found else 0.0

    def lines(self) -> Iterator[str]:
        """Yield a line for each fact that was missed or is wrong, with its place and words."""
        for one in self.comparisons:
            place = one.document if one.item is None else f"{one.document} {one.item}"
            for fact in one.missed:
                yield f"{one.field}: {place}: missed {_said(fact)}"
            for fact in one.wrong:
                words = one.words.get(fact)
                if words is None:
                    yield f"{one.field}: {place}: wrong {_said(fact)}"
                else:
                    quote = " ".join(words.quote.split())
                    quote = quote if len(quote) <= QUOTABLE else f"{quote[:QUOTABLE]}…"
                    yield f'{one.field}: {place}: wrong {_said(fact)}, line {words.line}: "{quote}"'


def as_text(report: Report, *, misses: bool) -> str:
    """Return the table that people read in a terminal."""
    rows = [f"{COLUMNS[0]:20} {COLUMNS[1]:>9} {COLUMNS[2]:>9} {COLUMNS[3]:>9} {COLUMNS[4]:>7}"]
    rows += [
        f"{score.field:20} {score.precision:9.3f} {score.recall:9.3f} "
        f"{score.f1:9.3f} {score.wanted:7}"
        for score in report.scores
    ]
    return "\n".join([*(report.lines() if misses else ()), *rows, f"{MACRO} {report.macro:.3f}"])


def as_markdown(report: Report, *, misses: bool) -> str:
    """Return a table for a page such as docs/figures.md."""
    rows = [f"| {' | '.join(COLUMNS)} |", "|---|--:|--:|--:|--:|"]
    rows += [
        f"| {score.field} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} "
        f"| {score.wanted} |"
        for score in report.scores
    ]
    rows.append(f"| **{MACRO}** | | | **{report.macro:.3f}** | |")
    return "\n".join([*rows, *("", *(f"- {line}" for line in report.lines())) * misses])


def as_csv(report: Report, *, misses: bool) -> str:
    """Return the scores as CSV, or with *misses* a row for each fact missed or wrong."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if misses:
        writer.writerow(("field", "document", "item", "kind", "fact"))
        for one in report.comparisons:
            for kind, facts in (("missed", one.missed), ("wrong", one.wrong)):
                writer.writerows(
                    guarded((one.field, one.document, one.item or "", kind, _said(fact)))
                    for fact in facts
                )
    else:
        writer.writerow(COLUMNS)
        writer.writerows(
            (s.field, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", s.wanted)
            for s in report.scores
        )
        writer.writerow((MACRO, "", "", f"{report.macro:.3f}", ""))
    return out.getvalue().rstrip("\n")


def as_json(report: Report, *, misses: bool) -> str:
    """Return the scores, unrounded, as one JSON object."""
    found: dict[str, object] = {
        "documents": report.documents,
        "macro_f1": report.macro,
        "fields": [
            {
                "field": score.field,
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "right": score.right,
                "found": score.found,
                "wanted": score.wanted,
            }
            for score in report.scores
        ],
    }
    if misses:
        found["misses"] = [
            {
                "field": one.field,
                "document": one.document,
                "item": one.item,
                "missed": [_said(fact) for fact in one.missed],
                "wrong": [_said(fact) for fact in one.wrong],
            }
            for one in report.comparisons
            if one.wanted != one.found
        ]
    return json.dumps(found, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[..., str]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
}


def _said(fact: tuple[str, ...]) -> str:
    return " ".join(part for part in fact if part) or "nothing"
