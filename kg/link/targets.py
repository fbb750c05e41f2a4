"""Bring a person's guess at a lost link together with the records that it speaks of."""

from collections.abc import Iterator, Mapping

from kg.errors import RecordError
from kg.model import Disclosure, PresumedTarget, Presumption, Record, Rulings


def presumptions(rulings: Rulings, records: Mapping[str, Record]) -> Iterator[Presumption]:
    """Yield each presumed target with the response whose link is lost.

    *records* are told by file name.

    Raises:
        RecordError: a ruling names a document or a question that no record has.
    """
    by_key = {record.key: record for record in records.values()}
    for ruling in rulings.presumed_targets:
        where = f"links.yaml, line {ruling.line}"
        for named in (ruling.document, ruling.target):
            if named not in by_key:
                raise RecordError(
                    f"{where}: no record has the key '{named}'; use a key that stands in records/"
                )
        record = by_key[ruling.document]
        if not isinstance(record, Disclosure) or record.force is None:
            raise RecordError(f"{where}: '{ruling.document}' is no response; name one that is")
        yield _presumption(record, record.force, ruling)


def _presumption(record: Disclosure, force: str, ruling: PresumedTarget) -> Presumption:
    labels = tuple(
        label
        for answer in record.answers
        if answer.coverage_claimed is not None
        for label in answer.to
    )
    for item in ruling.coverage:
        if item.question not in labels:
            raise RecordError(
                f"links.yaml, line {item.line}: the link of '{record.key}' is not said to answer "
                f"question {item.question}; assess only what it is said to answer: "
                f"{', '.join(labels) or 'nothing'}"
            )
    return Presumption(
        force=force, reference=record.requests[0].reference, labels=labels, ruling=ruling
    )
