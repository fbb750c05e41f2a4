"""Addresses: how a person names one fact of a record, such as ``answer/4/ground/foia:s12-1``.

An address is made of what the document prints (labels, references, provisions),
so that another reading of the same document gives a fact the address that it had.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.model.key import slug


def question(label: str) -> str:
    """Return the address of the question *label*."""
    return f"question/{label}"


def answer(label: str) -> str:
    """Return the address of the answer to question *label*."""
    return f"answer/{label}"


def deployment(key: str) -> str:
    """Return the address of the deployment *key*."""
    return f"deployment/{key}"


def requests(references: Sequence[str | None]) -> tuple[str, ...]:
    """Return the address of each request: by its reference, else by its place in the record.

    >>> requests(["01/FOI/23/028737", None])
    ('request/01-foi-23-028737', 'request/2')
    """
    names = [
        (slug(reference) if reference is not None else "") or str(number)
        for number, reference in enumerate(references, start=1)
    ]
    return tuple(f"request/{name}" for name in distinct(names))


def questions(asked: Iterable[tuple[str, Iterable[str]]]) -> tuple[tuple[str, ...], ...]:
    """Return the addresses of the questions of each request, given its address and its labels.

    A label belongs to the first request that prints it; a later one with the
    same label is named with its request.

    >>> questions([("request/1", ["1", "2"]), ("request/2", ["2"])])
    (('question/1', 'question/2'), ('request/2/question/2',))
    """
    taken: set[str] = set()
    found = []
    for request, labels in asked:
        names = [
            f"{request}/{question(label)}" if label in taken else question(label)
            for label in labels
        ]
        taken.update(labels)
        found.append(distinct(names))
    return tuple(found)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return *names*, the second of one name with ``-2``, the third with ``-3``.

    >>> distinct(["foia:s12-1", "foia:s14-1", "foia:s12-1"])
    ('foia:s12-1', 'foia:s14-1', 'foia:s12-1-2')
    """
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(found)


def upwards(address: str) -> Iterator[str]:
    """Yield *address*, then what it stands under, up to the top.

    >>> list(upwards("answer/4/statement/1"))
    ['answer/4/statement/1', 'answer/4/statement', 'answer/4', 'answer']
    """
    while address:
        yield address
        address = address.rpartition("/")[0]


def is_under(address: str, top: str) -> bool:
    """Return whether *address* is *top* or stands under it."""
    return address == top or address.startswith(f"{top}/")
