"""Read what the address of a page of figures asks for: its parameters and its form."""

from collections.abc import Iterable, Mapping

from flask import request
from werkzeug.exceptions import BadRequest

from server import protocol


def check(takes: Iterable[str]) -> None:
    """Do nothing if the address has no parameter but those that it *takes*.

    Raises:
        BadRequest: it has another one, which would silently change nothing.
    """
    known = (*takes, *protocol.OWN)
    for name in request.args:
        if name not in known:
            raise BadRequest(f"'{name}': this address takes {', '.join(known)}")


def many(name: str) -> list[str]:
    """Return the values of a parameter that may be repeated; a form sends those left empty."""
    return [value.strip() for value in request.args.getlist(name) if value.strip()]


def once(name: str) -> str:
    """Return the value of a parameter; empty where there is none.

    Raises:
        BadRequest: it is given twice.
    """
    values = many(name)
    if len(values) > 1:
        raise BadRequest(f"'{name}' is given {len(values)} times; give it once")
    return values[0] if values else ""


def yes(name: str) -> bool:
    """Tell whether a parameter says yes.

    Raises:
        BadRequest: it says neither yes nor no.
    """
    told = once(name)
    if told not in ("", "yes", "no"):
        raise BadRequest(f"{name} is '{told}'; send yes, or leave it out")
    return told == "yes"


def given(takes: Iterable[str]) -> dict[str, list[str]]:
    """Return the parameters that have a value, for another address of the same."""
    return {name: values for name in takes if (values := many(name))}


def form(offered: Mapping[str, str]) -> str:
    """Return the name of the form that the address or the header asks for.

    Raises:
        BadRequest: the address asks for one that is not *offered*.
        NotAcceptable: the header accepts none of them.
    """
    named = once("format")
    if not named:
        chosen = protocol.choose(request.headers.get("Accept"), tuple(offered.values()))
        return next(name for name, media_type in offered.items() if media_type == chosen)
    if named not in offered:
        raise BadRequest(f"format '{named}': this can be had as {', '.join(offered)}")
    return named
