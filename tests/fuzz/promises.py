"""What no reading of a document may do, whatever the document says."""

import re
from collections.abc import Iterator
from typing import Any

from kg.model import Disclosure, Document
from kg.record.extraction import as_json


def broken_promises(document: Document, record: Disclosure) -> Iterator[str]:
    """Yield what no reading may do."""
    text = document.text
    found: dict[str, Any] = as_json(document, record)
    # A question whose words are lost is asked all the same, where an answer names it.
    asked = {question.label for request in record.requests for question in request.questions}
    labels = [(question["request"], question["label"]) for question in found["questions"]]
    if len(set(labels)) < len(labels):
        yield f"a label twice: {labels}"
    unasked = set(found["answers"]) - asked
    if unasked:
        yield f"answers to what was not asked: {unasked}"
    for item in found["exemptions"]:
        cited = text[item["start"] : item["end"]]
        if re.search(rf"(?<!\d){item['section']}(?!\d)", cited) is None:
            yield f"section {item['section']} rests on {cited!r}"
        strange = set(item["applies_to"] or ()) - asked
        if strange:
            yield f"section {item['section']} applies to {strange}"
    for question in found["questions"]:
        if question["period_end"] and question["period_end"][:7] < question["period_start"][:7]:
            yield f"a period that ends before it begins: {question}"
        year = (question["period_start"] or text)[:4]
        # A financial year may be written in two digits, and so may a day.
        if year not in text and re.search(rf"(?<!\d){year[2:]}(?!\d)", text) is None:
            yield f"a year that nobody wrote: {question}"
    for day in ("received", "responded", "published"):
        if found[day] and not re.search(rf"{found[day][2:4]}(?!\d)", text):
            yield f"a day that nobody wrote: {found[day]}"
    for reference in (*found["references"], *found["related_references"]):
        if reference not in text:
            yield f"a reference that nobody wrote: {reference}"
