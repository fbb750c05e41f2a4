"""Write invented letters as a corpus: a folder of texts, and what an annotator would say of each.

    python benchmarks/annotating.py FOLDER [--count 200] [--seed 1]
    kg evaluate FOLDER/gold.jsonl

CONTRIBUTING.md says what the keys mean.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks import phrases
from benchmarks.letters import Letter, letters

TECHNOLOGIES = {
    "live-facial-recognition": "LFR",
    "retrospective-facial-recognition": "RFR",
    "operator-initiated-facial-recognition": "OIFR",
    "drone": "drones",
    "anpr": "ANPR",
    "predictive-policing": "predictive policing",
    "mobile-device-extraction": "mobile phone extraction",
}
"""Code -> the short name that annotators write."""

OUTCOMES = {
    "disclosed-in-full": "disclosed",
    "not-held": "not_held",
    "refused-exempt": "refused",
    "refused-ncnd": "ncnd",
    "refused-cost": "cost_limit",
    "already-accessible": "refused_s21",
    "answered-by-reference": "disclosed (via link)",
    "future-publication": None,  # annotators have no word of their own for it
}


def annotation(letter: Letter) -> dict[str, Any]:
    """Return what an annotator would write about *letter*."""
    truth = letter.truth
    force = next(force for force in phrases.FORCES if force.slug == truth.force)
    return {
        "file": f"texts/{letter.name}",
        "force": force.names[0],
        "references": [] if truth.reference is None else [truth.reference],
        "reference_from": None if truth.reference is None else "text",
        "related_references": list(truth.related),
        "date_received": _iso(truth.received),
        "date_responded": _iso(truth.responded),
        "date_published": _iso(truth.published),
        "technologies": [TECHNOLOGIES[code] for code in truth.technologies],
        "questions": [
            {
                "label": asked.label or f"({number})",
                "period_start": asked.period[0] if asked.period and asked.period_is_plain else None,
                "period_end": asked.period[1] if asked.period else None,
            }
            for number, asked in enumerate(truth.questions, start=1)
        ],
        "decision": None if truth.decision is None else truth.decision.replace("-", "_"),
        "question_outcomes": {label: OUTCOMES[code] for label, code in truth.outcomes.items()},
        "exemptions": [
            {
                "act": claim.act,
                "section": claim.section,
                "subsection": claim.subsection or None,
                "ncnd": claim.ncnd,
                "role": "relied",
            }
            for claim in truth.relied
        ],
    }


def write(found: Iterable[Letter], folder: Path) -> Path:
    """Write *found* into *folder* with their annotations; return the file of these."""
    texts = folder / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    gold = folder / "gold.jsonl"
    with gold.open("w", encoding="utf-8") as lines:
        for letter in found:
            (texts / letter.name).write_text(letter.text, encoding="utf-8")
            lines.write(json.dumps(annotation(letter), ensure_ascii=False) + "\n")
    return gold


def _iso(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200, help="how many letters (default 200)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    arguments = parser.parse_args()
    print(write(letters(arguments.count, arguments.seed), arguments.folder))


if __name__ == "__main__":
    main()
