"""Refuse, before the engine sees it, a query that would harm the process that runs it.

The engine fetches what SERVICE names by itself, from this machine's own
network too; a deep or long query kills the process or keeps the planner busy
for minutes.  The limits are far under what was measured to do so and far over
what a query that a person writes needs.
"""

from collections.abc import Sequence

from kg.errors import QueryRefusedError
from kg.query.tokens import CLOSING, TERMS, Token, tokens

BYTES = 32 * 1024
NESTING = 100
GROUPS = 100
PATTERNS = 100
OPERATORS = 1000

_OPERATORS = frozenset({"||", "&&", "|", "+", "-", "*", "/", "!", "^"})


def check(text: str) -> None:
    """Do nothing if *text* may be run.

    Raises:
        QueryRefusedError: it uses SERVICE, or is longer or deeper than any of the limits.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > BYTES:
        raise QueryRefusedError(
            f"the query has {size} bytes and at most {BYTES} are run; "
            "ask in several queries, or bind values in place of listing them"
        )
    found = tuple(tokens(text))
    _no_service(found)
    nesting = _nesting(found)
    if nesting > NESTING:
        raise QueryRefusedError(
            f"the query nests brackets {nesting} deep and at most {NESTING} are run; flatten it"
        )
    for what, count, limit in (
        ("groups in braces", sum(token.text == "{" for token in found), GROUPS),
        ("triple patterns and path steps", _patterns(found), PATTERNS),
        ("operators", sum(token.text in _OPERATORS for token in found), OPERATORS),
    ):
        if count > limit:
            raise QueryRefusedError(
                f"the query has {count} {what} and at most {limit} are run; "
                "ask in several queries, or list values with VALUES"
            )


def _no_service(found: Sequence[Token]) -> None:
    """Refuse SERVICE, also where it is run together with what stands beside it.

    The engine needs no space around a keyword: it reads ``SERVICEex:a {}`` and
    ``trueSERVICE ?s {}``.  A variable and the local part of a name it reads to
    their ends, so the word is harmless there.
    """
    for token in found:
        looked_at = {
            "word": token.text,
            "blank": token.text,
            "language": token.text,
            "name": token.text.partition(":")[0],
        }.get(token.kind, "")
        if "service" in looked_at.lower():
            raise QueryRefusedError(
                f"'{token.text}': SERVICE is not done here, since it would call other machines; "
                "ask that endpoint by itself and join the results (if it is a prefix, rename it)"
            )


def _nesting(found: Sequence[Token]) -> int:
    depth = deepest = 0
    for token in found:
        if token.text in CLOSING:
            depth += 1
            deepest = max(deepest, depth)
        elif token.text in CLOSING.values():
            depth -= 1
    return deepest


def _patterns(found: Sequence[Token]) -> int:
    """Return a number of triple patterns that the query has at the least.

    Counts what ends a triple after a term; commas between parentheses separate
    arguments.  A step of a path is planned as a triple, and so is each member
    of a collection: terms that follow one another in one pair of parentheses.
    """
    count = 0
    brackets: list[str] = []
    members: list[int] = []
    before: Token | None = None
    for token in found:
        follows_term = before is not None and (before.kind in TERMS or before.text == "]")
        inside = brackets[-1] if brackets else ""
        if token.text in CLOSING:
            brackets.append(token.text)
            members.append(0)
        elif token.text in CLOSING.values() and brackets:
            brackets.pop()
            terms = members.pop()
            # A row of VALUES looks the same; it is short, so only a long one is counted.
            count += terms if terms > PATTERNS else 0
        elif token.text == "/" or (
            token.text in (".", ";", ",") and follows_term and inside != "("
        ):
            count += 1
        elif token.kind in TERMS and follows_term and inside == "(":
            members[-1] += 1
        before = token
    return count
