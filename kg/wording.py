"""Words for the eye: numbers with their nouns, and templates with their slots as words."""

import re
from collections.abc import Mapping

_WHOLE: Mapping[str, str] = {
    "answers or parts of answers": "answer or part of an answer",
    "answers that neither confirm nor deny": "answer that neither confirms nor denies",
    "arrests or other disposals": "arrest or other disposal",
    "entries of watchlists": "entry of a watchlist",
    "series": "series",
}
"""What more than its first noun changes in."""

_NOUN = re.compile(r"\b(\w+?)(ies|s)\b")


def counted(count: int | str, plural: str) -> str:
    """Return *count* with what is counted; *plural* opens with its noun, or with an adjective.

    >>> counted(1, "first replies"), counted(2, "forces with a recorded answer")
    ('1 first reply', '2 forces with a recorded answer')
    >>> counted("0 to 1", "faces seen"), counted(0, "deployments"), counted(1200, "cases")
    ('0 to 1 faces seen', '0 deployments', '1,200 cases')
    """
    shown = count if isinstance(count, str) else f"{count:,}"
    return f"{shown} {_one(plural) if shown == '1' else plural}"


def plain(asks: str) -> str:
    """Return the words of a template for the eye, its slots as words.

    >>> plain("whether {force} used it in {period}")
    'whether the force used it in the period'
    """
    return re.sub(r"\{(\w+)\}", r"the \1", asks)


def _one(plural: str) -> str:
    return _WHOLE.get(plural) or _NOUN.sub(
        lambda found: found[1] + ("y" if found[2] == "ies" else ""), plural, count=1
    )
