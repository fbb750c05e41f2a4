"""Refuse, before the engine sees it, a query that would harm the process that runs it.

The engine fetches what SERVICE names by itself, from this machine's own
network too; a deep or long query kills the process or keeps the planner busy
for minutes.  The limits are far under what was measured to do so and far over
what a query that a person writes needs.
"""

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from kg.errors import QueryRefusedError
from kg.query.tokens import CLOSING, TERMS, Token, tokens

BYTES = 32 * 1024
UPDATE = 4 * 2**20
NESTING = 100
GROUPS = 100
PATTERNS = 100
OPERATORS = 1000

_OPERATORS = frozenset({"||", "&&", "|", "+", "-", "*", "/", "!", "^"})


def check(text: str, *, endpoints: Collection[str] = ()) -> tuple[str, ...]:
    """Return the addresses that *text* calls with SERVICE, if it may be run.

    It may call those whose host is one of *endpoints*; see that they are no
    machine of a private network before it is run.

    Raises:
        QueryRefusedError: it calls another, or is longer or deeper than any of the limits.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > BYTES:
        raise QueryRefusedError(
            f"the query has {size} bytes and at most {BYTES} are run; "
            "ask in several queries, or bind values in place of listing them"
        )
    found = tokens(text)
    called = _called(found, "service", endpoints)
    _flat_enough(found)
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
    return called


def check_update(text: str, *, endpoints: Collection[str] = ()) -> tuple[str, ...]:
    """Return the addresses that the update *text* calls with SERVICE or LOAD, if it may be run.

    Data may be long: only what harms the process that reads it is refused.

    Raises:
        QueryRefusedError: it calls a host that is none of *endpoints*, or is too long or deep.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > UPDATE:
        raise QueryRefusedError(
            f"the update has {size:,} bytes and at most {UPDATE:,} are read; "
            "send data as a graph, with PUT or POST to /graphs"
        )
    found = tokens(text)
    _flat_enough(found)
    return (*_called(found, "service", endpoints), *_called(found, "load", endpoints))


def _flat_enough(found: Sequence[Token]) -> None:
    nesting = _nesting(found)
    if nesting > NESTING:
        raise QueryRefusedError(
            f"the query nests brackets {nesting} deep and at most {NESTING} are run; flatten it"
        )


def _called(found: Sequence[Token], keyword: str, hosts: Collection[str]) -> tuple[str, ...]:
    """Return the addresses after *keyword*, also where it is run together with what is beside it.

    The engine needs no space around a keyword: it reads ``SERVICEex:a {}`` and
    ``trueSERVICE ?s {}``.  A variable and the local part of a name it reads to
    their ends, so the word is harmless there.
    """
    called = []
    for place, token in enumerate(found):
        looked_at = {
            "word": token.text,
            "blank": token.text,
            "language": token.text,
            "name": token.text.partition(":")[0],
        }.get(token.kind, "")
        if keyword not in looked_at.lower():
            continue
        address = _address(found[place + 1 : place + 3])
        if not token.says(keyword.upper()) or _host(address) not in hosts:
            allowed = f" (but for <http...> at {', '.join(sorted(hosts))})" if hosts else ""
            raise QueryRefusedError(
                f"'{token.text}': {keyword.upper()} is not done here{allowed}, since it would "
                "call other machines; ask that one by itself and join the results (if it is a "
                "prefix, rename it)"
            )
        called.append(address)
    return tuple(called)


def _address(following: Sequence[Token]) -> str:
    """Return the IRI in brackets that opens *following*, perhaps after SILENT."""
    rest = [token for token in following if not token.says("SILENT")]
    return rest[0].text[1:-1] if rest and rest[0].kind == "iri" else ""


def _host(address: str) -> str | None:
    """Return the host of a whole address; one that a BASE would complete has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


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
