"""Choose among annotated documents, by name."""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from kg.errors import UnreadableSourceError, UsageError
from kg.evaluate.gold import Annotated


def choose(
    annotated: Sequence[Annotated], *, only: Iterable[str] = (), left_out: Iterable[str] = ()
) -> tuple[Annotated, ...]:
    """Return those *annotated* that *only* names, all if it names none, less those *left_out*.

    A name is a path as annotated, its last part, a pattern such as ``*-met-*``,
    or ``@FILE``, a list of names, one a line.

    Raises:
        UsageError: a name fits no document, or nothing is left.
        UnreadableSourceError: a list cannot be read.
    """
    kept = _named(annotated, _spelt_out(only)) or {one.file for one in annotated}
    kept -= _named(annotated, _spelt_out(left_out))
    if not kept:
        raise UsageError("no document is left to score; name fewer with --except")
    return tuple(one for one in annotated if one.file in kept)


def _named(annotated: Sequence[Annotated], names: Iterable[str]) -> set[str]:
    found = set()
    for name in names:
        fitting = {
            one.file
            for one in annotated
            if fnmatchcase(one.file, name) or fnmatchcase(one.name, name)
        }
        if not fitting:
            raise UsageError(
                f"{name}: no annotated document has that name; give the path or name as the "
                "annotations do, or a pattern such as '*-met-*'"
            )
        found |= fitting
    return found


def _spelt_out(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if not name.startswith("@"):
            yield name
            continue
        try:
            listed = Path(name[1:]).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableSourceError(
                f"{name[1:]}: {error}; give a list of names, one a line"
            ) from error
        yield from filter(None, map(str.strip, listed))
