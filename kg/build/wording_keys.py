"""Tell words that several authorities share from words of their own.

Standard sentences are written once and sent by many.  The key of a passage is
the same wherever only the name of the force, a number or the typography differs.
"""

import hashlib
import re
import unicodedata
from functools import cache

from kg import vocabulary

FEWEST = 6
"""Words that a passage must have: 'Section 31(3)' is no wording that somebody could share."""

LENGTH = 16
"""Digits of a key (hexadecimal)."""

_OTHER = re.compile(r"[\W\d_]+")
_FORCE = "force"
_ITSELF = ("constabulary", "police service", "police force", "service", "force")
"""What a force calls itself after 'the' or 'this'."""


def wording_key(words: str) -> str | None:
    """Return the key of *words*; None where they are too few to be a wording.

    >>> essex = "Essex Police can neither confirm nor deny that it holds this, under s.31(3)."
    >>> kent = "THE FORCE can neither confirm nor deny that it holds this under S 24 (2)"
    >>> wording_key(essex) == wording_key(kent)
    True
    >>> wording_key(kent.replace("neither", "either")) == wording_key(kent)
    False
    >>> wording_key("Section 31(3)") is None
    True
    """
    plain = normalised(words)
    if len(plain.split()) < FEWEST:
        return None
    return hashlib.sha256(plain.encode()).hexdigest()[:LENGTH]


def normalised(words: str) -> str:
    """Return *words* in small letters, without digits and signs; each name of a force as one word.

    >>> normalised("The Metropolitan Police Service (MPS) holds 3 records.")
    'force holds records'
    """
    named = " ".join(_names().sub(_FORCE, _plain(words)).split())
    # A name with its short form in brackets is one name.
    return re.sub(rf"\b{_FORCE}(?: {_FORCE})+\b", _FORCE, named)


def _plain(words: str) -> str:
    decomposed = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    # What belongs to a word is no break in it: 'force's' and 'force’s' are one word.
    return _OTHER.sub(" ", re.sub(r"['’]", "", letters)).strip()


@cache
def _names() -> re.Pattern[str]:
    """Return what matches any name of any force, the longest first, with an article before it."""
    every = {_plain(name) for names in vocabulary.names("force").values() for name in names}
    named = "|".join(re.escape(name) for name in sorted(every, key=len, reverse=True) if name)
    itself = "|".join(_ITSELF)
    return re.compile(rf"\b(?:(?:the )?(?:{named})|(?:the|this) (?:{itself}))\b")
