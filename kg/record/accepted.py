"""Read which warnings and notes of the report are right as they are: ``accepted.yaml``."""

from pathlib import Path

from kg.model.acceptance import Acceptance
from kg.record.check import check
from kg.record.load import load
from kg.record.nodes import line_of


def read_accepted(path: Path) -> tuple[Acceptance, ...]:
    """Return what *path* holds; nothing when there is no such file.

    Raises:
        RecordError: it is broken; the line is told.
    """
    if not path.exists():
        return ()
    content = load(path)
    check(content, schema="accepted.schema.json", path=path)
    return tuple(
        Acceptance(
            shape=node["shape"],
            thing=node.get("thing"),
            reason=node["reason"],
            line=line_of(node),
        )
        for node in content["accepted"]
    )
