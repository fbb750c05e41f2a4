"""Read what a study says of questions that several authorities were asked: ``templates.yaml``."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.errors import RecordError
from kg.model.template import (
    Cluster,
    Matches,
    Membership,
    Search,
    Series,
    Template,
    Templates,
    UnseenMember,
)
from kg.record.check import check
from kg.record.load import load
from kg.record.nodes import Node, line_of

SLOTS = ("{force}", "{period}", "{technology}")
"""What may differ from question to question of one template."""

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def read_templates(path: Path, *, beside: Sequence[Templates] = ()) -> Templates:
    """Return what *path* holds; nothing when there is no such file.

    Args:
        path: ``templates.yaml`` of a study.
        beside: what the studies hold that it extends, and that it may name.

    Raises:
        RecordError: it is broken, or names what it does not have; the line is told.
        UnknownCodeError: a value is no code of its scheme.
    """
    if not path.exists():
        return Templates()
    content = load(path)
    check(content, schema="templates.schema.json", path=path)
    templates = Templates(
        clusters=tuple(
            Cluster(key=node["key"], name=node["name"], line=line_of(node))
            for node in content.get("clusters", ())
        ),
        templates=tuple(map(_template, content.get("templates", ()))),
        series=tuple(map(_series, content.get("series", ()))),
        matches=tuple(map(_matches, content.get("matches", ()))),
        searches=tuple(map(_search, content.get("searches", ()))),
    )
    _check(templates, path, beside)
    return templates


def near(wanted: str, known: Iterable[str], *, kind: str) -> str:
    """Return the mend for a key that is not among the *known* ones of its *kind*.

    >>> near("live-us", ["live-use", "plans"], kind="templates")
    'did you mean live-use? The templates there are: live-use, plans'
    """
    listed = sorted(known)
    close = difflib.get_close_matches(wanted, listed, n=3)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    shown = ", ".join(listed[:20]) + (" ..." if len(listed) > 20 else "")
    if not listed:
        return f"there are no {kind}: write it, or leave the line out"
    return f"{hint}{'The' if close else 'the'} {kind} there are: {shown}"


def _template(node: Node) -> Template:
    return Template(
        key=node["key"],
        text=node["text"],
        cluster=node.get("cluster"),
        asks_for=tuple(node.get("asks_for", ())),
        total=node.get("total", False),
        asks_nothing=node.get("asks_nothing", False),
        line=line_of(node),
    )


def _series(node: Node) -> Series:
    return Series(
        key=node["key"],
        name=node["name"],
        templates=tuple(node.get("templates", ())),
        variant_of=node.get("variant_of"),
        members=tuple(
            Membership(
                request=item["request"],
                basis=item["basis"],
                reason=item["reason"],
                role=item["role"],
                on=item["on"],
                line=line_of(item),
            )
            for item in node.get("members", ())
        ),
        not_seen=tuple(
            UnseenMember(
                force=item["force"],
                reference=item.get("reference"),
                reason=item["reason"],
                role=item["role"],
                on=item["on"],
                line=line_of(item),
            )
            for item in node.get("not_seen", ())
        ),
        line=line_of(node),
    )


def _matches(node: Node) -> Matches:
    questions: Any = node["questions"]
    return Matches(
        request=node["request"],
        kind=node["kind"],
        questions=dict(questions),
        reason=node["reason"],
        role=node["role"],
        on=node["on"],
        event_context=tuple(node.get("event_context", ())),
        lines={label: int(questions.lc.data[label][0]) + 1 for label in questions},
        line=line_of(node),
    )


def _search(node: Node) -> Search:
    return Search(
        force=node["force"],
        place=node["in"],
        on=node["on"],
        found=node["found"],
        role=node["role"],
        series=node.get("series"),
        template=node.get("template"),
        note=node.get("note"),
        line=line_of(node),
    )


def _check(found: Templates, path: Path, beside: Sequence[Templates]) -> None:
    """Raise for what stands twice, and for a key that leads to nothing in the file."""
    _once([(one.key, one.line) for one in found.clusters], path, "cluster")
    _once([(one.key, one.line) for one in found.templates], path, "template")
    _once([(one.key, one.line) for one in found.series], path, "series")
    for one in found.series:
        _once([(item.request, item.line) for item in one.members], path, "member")
        _once(
            [(f"{item.force} {item.reference or ''}".strip(), item.line) for item in one.not_seen],
            path,
            "member not seen",
        )
    _once(
        [
            (f"{one.request}, question {label}, template {template}", one.lines.get(label))
            for one in found.matches
            for label, template in one.questions.items()
        ],
        path,
        "match",
    )
    all_of = (found, *beside)
    clusters = {one.key for said in all_of for one in said.clusters}
    templates = {one.key for said in all_of for one in said.templates}
    series = {one.key for said in all_of for one in said.series}
    for template in found.templates:
        _slots(template, path)
        _known(template.cluster, clusters, path, template.line, "cluster")
    for one in found.series:
        for key in one.templates:
            _known(key, templates, path, one.line, "template")
        _known(one.variant_of, series - {one.key}, path, one.line, "series")
    for match in found.matches:
        for label, key in match.questions.items():
            _known(key, templates, path, match.lines.get(label), "template")
    for search in found.searches:
        if (search.series is None) == (search.template is None):
            raise RecordError(
                f"{path}, line {search.line}: a search is for one series or for one template; "
                "write exactly one of the lines 'series' and 'template'"
            )
        _known(search.series, series, path, search.line, "series")
        _known(search.template, templates, path, search.line, "template")


def _slots(template: Template, path: Path) -> None:
    for slot in _BRACES.findall(template.text):
        if slot not in SLOTS:
            raise RecordError(
                f"{path}, line {template.line}: '{slot}' in the text of '{template.key}' is no "
                f"slot; those are {', '.join(SLOTS)}, and what differs otherwise makes another "
                "template"
            )


def _once(keys: list[tuple[str, int | None]], path: Path, kind: str) -> None:
    twice = [key for key, count in Counter(key for key, _ in keys).items() if count > 1]
    for key in twice:
        lines = [f"{line}" for other, line in keys if other == key]
        raise RecordError(
            f"{path}, line {lines[1]}: the {kind} '{key}' stands in line {lines[0]} already; "
            "keep one of the two"
        )


def _known(key: str | None, known: set[str], path: Path, line: int | None, kind: str) -> None:
    if key is not None and key not in known:
        kinds = kind if kind == "series" else f"{kind}s"
        raise RecordError(
            f"{path}, line {line}: there is no {kind} '{key}'; {near(key, known, kind=kinds)}"
        )
