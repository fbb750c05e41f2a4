"""Tell from records which questions there are to link, and which words of them may be read.

The requester's own words come first.  Where a study keeps no more than their opening, what a
curator says is asked is read in their place; an opening alone says too little, and is not read.
"""

import re
from collections.abc import Iterable, Iterator

from kg.model import Disclosure, Question, Record, Request, address
from kg.model.key import key
from kg.model.link import Asked
from kg.model.record import CONTESTED

_REMARK = re.compile(r"\([^()]*\)")


def asked(records: Iterable[Record]) -> Iterator[Asked]:
    """Yield each question of *records* once, request after request, a part after its whole."""
    found: dict[str, dict[str, Asked]] = {}
    for record in records:
        if isinstance(record, Disclosure) and record.review.status not in CONTESTED:
            for name, question in questions_of(record):
                if record.review.status_of(address.question(question.label)) not in CONTESTED:
                    one = _asked(record, name, question)
                    found.setdefault(name, {}).setdefault(question.label, one)
    for questions in found.values():
        yield from questions.values()


def questions_of(record: Disclosure) -> Iterator[tuple[str, Question]]:
    """Yield the key of each request of *record* with each question that it asks, or asks again."""
    printed = {
        question.label: question
        for request in reversed(record.requests)
        for question in request.questions
    }
    for request in record.requests:
        name = request_key(record, request)
        again = [printed[label] for label in request.asks_again if label in printed]
        yield from ((name, question) for question in (*request.questions, *again))


def request_key(record: Disclosure, request: Request) -> str:
    """Return the key of *request*: by its reference, else that of its document."""
    if request.reference is None or record.force is None:
        return record.key
    return key(record.force, request.reference)


def _asked(record: Disclosure, request: str, question: Question) -> Asked:
    restated = record.source.stands_for is not None
    whole = question.text
    if whole is None and not question.passage.abridged and not question.lost:
        whole = question.passage.quote
    own = whole is not None and not restated
    if not own and question.topic is not None:
        # What stands in brackets is the curator's remark on the text, not what is asked.
        words = _REMARK.sub(" ", question.topic).strip()
    else:
        words = whole or ""
    return Asked(
        request=request,
        label=question.label,
        words=words,
        whole=own,
        technologies=question.technologies,
        line=question.line,
    )
