"""Say in words what is wrong with a query that the engine cannot read.

The engine tells how far its parser came and what it tried there, which is
seldom the mistake.  So the usual mistakes are looked for first, and the
engine's place is given where none of them is found.
"""

import difflib
import re
from collections.abc import Collection, Sequence

from kg.errors import QuerySyntaxError
from kg.query.tokens import CLOSING, Token, position, tokens

UPDATES = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
)
WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    A ABS ADJUST ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS
    COUNT DATATYPE DAY DEFAULT DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM
    GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL
    ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT MAX MD5 MIN MINUS MINUTES
    MONTH NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX REPLACE
    ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR
    STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM
    TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES VERSION WHERE YEAR
        """,
    )
)
"""Every word that can stand in a query outside names, in capitals."""

UPDATE_WORDS = UPDATES | {"DATA", "INTO", "TO"}
"""Those that can stand in an update beside them."""

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_PHRASE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){2,}")
_PHRASES = {
    "IRI parsing failed": "the IRI before here is not whole; write it from https: on",
    "Duplicated variable name in SELECT": "SELECT gives out one variable twice",
    "The SELECT contains a variable that is unbound": (
        "SELECT gives out a variable that is neither grouped by nor in an aggregate"
    ),
}
"""What the engine says of a broken rule -> the same in words of a user."""

_ENDED = (
    "all is read to here and it is still no query: its end is missing, or something before breaks "
    "a rule (a variable bound twice, a row of VALUES that is too short, a variable that is "
    "selected but not grouped)"
)


def syntax_error(
    text: str, message: str, *, prefixes: Collection[str], where: str, changing: bool = False
) -> QuerySyntaxError:
    """Return the error to raise for *text*, which the engine refused with *message*.

    *prefixes* need no declaration; *where* names the query; *changing* tells that it may be
    an update.
    """
    found = tokens(text)
    usual = _usual(found, prefixes, changing=changing)
    engine = _PLACE.match(message)
    if usual is not None:
        token, said = usual
        line, column = position(text, token.start)
    elif engine is None:
        return QuerySyntaxError(where=where, line=None, column=None, expected=message)
    else:
        line, column = int(engine[1]), int(engine[2])
        said = _at_place(text, found, (line, column), engine[3])
    return QuerySyntaxError(where=where, line=line, column=column, expected=said)


def _usual(
    found: Sequence[Token], prefixes: Collection[str], *, changing: bool
) -> tuple[Token, str] | None:
    """Return the token at which a usual mistake stands, and what it is."""
    for token in found:
        if token.kind == "mark" and token.text in "\"'":
            return token, "this quotation mark is never closed"
    verb = next((token for token in found if token.kind == "word" and _opens(token)), None)
    if verb is not None and verb.text.upper() in UPDATES and not changing:
        return verb, f"'{verb.text}' changes data, and only queries are answered"
    for token in found:
        known = WORDS | UPDATE_WORDS if changing else WORDS
        if token.kind == "word" and token.text.upper() not in known:
            near = difflib.get_close_matches(token.text.upper(), sorted(WORDS), n=1)
            hint = f"; did you mean {near[0]}?" if near else " (a variable opens with '?')"
            return token, f"'{token.text}' is no word of SPARQL{hint}"
    bracket = _unpaired(found)
    if bracket is not None:
        what = "is never closed" if bracket.text in CLOSING else "closes nothing"
        return bracket, f"this '{bracket.text}' {what}"
    return _undeclared(found, prefixes)


def _opens(token: Token) -> bool:
    return token.text.upper() not in ("PREFIX", "BASE")


def _unpaired(found: Sequence[Token]) -> Token | None:
    """Return the first bracket whose partner is missing, or None."""
    still_open: list[Token] = []
    for token in found:
        if token.text in CLOSING:
            still_open.append(token)
        elif token.text in CLOSING.values():
            if not still_open:
                return token
            opener = still_open.pop()
            if token.text != CLOSING[opener.text]:
                return opener
    return still_open[-1] if still_open else None


def _undeclared(found: Sequence[Token], prefixes: Collection[str]) -> tuple[Token, str] | None:
    declared = set(prefixes)
    before: Token | None = None
    for token in found:
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before is not None and before.says("PREFIX"):
                declared.add(prefix)
            elif prefix not in declared:
                near = difflib.get_close_matches(prefix, sorted(declared), n=1)
                hint = f"; did you mean '{near[0]}:'?" if near else ""
                return token, f"the prefix '{prefix}:' is neither preset nor declared{hint}"
        before = token
    return None


def _at_place(text: str, found: Sequence[Token], place: tuple[int, int], expected: str) -> str:
    """Return what can be said of the place where the engine stopped."""
    for item in expected.split(","):
        phrase = item.strip()
        if _PHRASE.fullmatch(phrase):
            return _PHRASES.get(phrase, phrase)
    there = next((token for token in found if position(text, token.start) >= place), None)
    if not found:
        return "there is no query"
    return _ENDED if there is None else f"'{there.text}' cannot stand here"
