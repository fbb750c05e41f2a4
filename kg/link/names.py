"""Hold the keys that a ruling names against those that a study has."""

from collections.abc import Collection

from kg.errors import RecordError
from kg.record.templates import near


def check_names(
    names: tuple[str, ...], known: Collection[str], *, kind: str, line: int | None
) -> None:
    """Raise for the first of *names*, in *line* of ``links.yaml``, that is the key of no *kind*.

    Raises:
        RecordError: the line, what was found there, and the nearest keys.
    """
    for name in names:
        if name not in known:
            mend = near(name, known, kind=f"{kind}s")
            raise RecordError(f"links.yaml, line {line}: no {kind} has the key '{name}'; {mend}")
