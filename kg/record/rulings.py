"""Read what a person ruled where documents alone do not decide: ``links.yaml``."""

from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import RecordError
from kg.model import (
    ChainRuling,
    Coverage,
    DisagreementRuling,
    JointUnitRuling,
    PresumedTarget,
    Rulings,
    SameDeployment,
)
from kg.record.check import check
from kg.record.load import load
from kg.record.nodes import Node, line_of

Make = Callable[..., Any]

KINDS: Mapping[str, Make] = {
    "presumed_targets": PresumedTarget,
    "disagreements": DisagreementRuling,
    "same_deployments": SameDeployment,
    "chains": ChainRuling,
    "joint_units": JointUnitRuling,
}
"""List of the file, and field of ``Rulings`` -> what each of its items is."""

PARTS: Mapping[str, Make] = {"coverage": Coverage}
"""Line of an item that holds a list -> what each of these is."""

SUBJECT: Mapping[str, tuple[str, ...]] = {
    "presumed_targets": ("document", "target"),
    "disagreements": ("disagreement",),
    "same_deployments": ("one", "other"),
    "chains": ("later", "earlier"),
    "joint_units": ("members",),
}
"""List -> the lines that say what is ruled on, which nobody may do twice."""

IN_ANY_ORDER = frozenset({"same_deployments", "joint_units"})
"""Lists of rulings on things that are alike in both directions."""


def read_rulings(path: Path) -> Rulings:
    """Return the rulings that *path* holds; none when there is no such file.

    Raises:
        RecordError: it is broken, or rules on one thing twice; line and column are told.
        UnknownCodeError: a value is no code of its scheme.
    """
    if not path.exists():
        return Rulings()
    content = load(path)
    check(content, schema="rulings.schema.json", path=path)
    for name, lines in SUBJECT.items():
        _check_once(content.get(name, ()), lines, path, ordered=name not in IN_ANY_ORDER)
    return Rulings(
        **{
            name: tuple(_made(kind, node) for node in content.get(name, ()))
            for name, kind in KINDS.items()
        }
    )


def _made(kind: Make, node: Node) -> Any:
    """Return the ruling that *node* is; its lines are the fields of its kind."""
    told = {
        name: tuple(_made(PARTS[name], item) if name in PARTS else item for item in value)
        if isinstance(value, list)
        else value
        for name, value in node.items()
    }
    return kind(**told, line=line_of(node))


def _check_once(nodes: Any, lines: tuple[str, ...], path: Path, *, ordered: bool) -> None:
    ruled: dict[tuple[str, ...], int | None] = {}
    for node in nodes:
        values = (node[line] for line in lines)
        named = tuple(chain.from_iterable([one] if isinstance(one, str) else one for one in values))
        subject = named if ordered else tuple(sorted(named))
        if subject in ruled:
            raise RecordError(
                f"{path}, line {line_of(node)}: {' and '.join(named)} is ruled on in line "
                f"{ruled[subject]} already; keep one of the two"
            )
        ruled[subject] = line_of(node)
