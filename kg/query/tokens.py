"""Cut SPARQL text into tokens, so that a word in a string, IRI or comment is never taken for one.

This is no parser: it knows what the marks are and where they stand, not what
they mean.  Names end where the engine ends them, which is earlier than the
grammar says: the engine takes one dot inside a local name and no more.  A prefix of
more than a hundred letters is no name here.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_MORE = "\u00b7\u0300-\u036f\u203f\u2040"
_CHAR = rf"[\w{_MORE}-]"
_LOCAL_CHAR = rf"(?:[\w{_MORE}:-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_LOCAL_START = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])"
# Without a bound a long run of letters and dots would be looked through from each of its words.
_PREFIX = 100
_TOKEN = re.compile(
    rf"""
      (?P<skip>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
    | (?P<string>
        \"\"\"(?:\"{{0,2}}(?:[^\"\\]|\\.))*+\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*+'''
      | \"(?:[^\"\\\r\n]|\\.)*+\" | '(?:[^'\\\r\n]|\\.)*+'
      )
    | (?P<variable>[?$][\w{_MORE}]+)
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<blank>_:[\w](?:[\w{_MORE}.-]*{_CHAR})?)
    | (?P<name>
        (?:[^\W\d_](?:[\w{_MORE}.-]{{0,{_PREFIX}}}{_CHAR})?)?:
        (?:{_LOCAL_START}{_LOCAL_CHAR}*(?:\.+{_LOCAL_CHAR}+)?)?
      )
    | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>\^\^|\|\||&&|.)
    """,
    re.VERBOSE | re.DOTALL,
)

TERMS = frozenset({"iri", "string", "variable", "language", "blank", "name", "number"})
"""Kinds that can stand as subject, property or object, or end one."""

CLOSING = {"{": "}", "(": ")", "[": "]"}


class Token(NamedTuple):
    """One mark, name, variable, literal or word, and the offset of its first character."""

    kind: str
    text: str
    start: int

    def says(self, keyword: str) -> bool:
        """Tell whether this is the keyword *keyword*, in any case of letters."""
        return self.kind == "word" and self.text.upper() == keyword


@lru_cache(maxsize=32)  # one query is looked at for several things in turn
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of *text* in order, without white space and comments."""
    return tuple(
        [
            Token(kind, found.group(), found.start())
            for found in _TOKEN.finditer(text)
            if (kind := found.lastgroup) is not None and kind != "skip"
        ]
    )


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at *offset*."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
