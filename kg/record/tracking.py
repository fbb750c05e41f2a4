"""Read and write what a study keeps of a person's own sheets: ``tracking.yaml``."""

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from kg.errors import RecordError
from kg.model.tracking import DAYS, Coding, Sheet, SheetRow, Tracked, Tracking
from kg.record.check import check
from kg.record.load import load
from kg.record.writing import replace

Node = Mapping[str, Any]


def read_tracking(path: Path) -> Tracking:
    """Return what *path* holds; nothing when there is no such file.

    Raises:
        RecordError: it is broken; line and column are told.
        UnknownCodeError: a value is no code of its scheme.
    """
    if not path.exists():
        return Tracking()
    content = load(path)
    check(content, schema="tracking.schema.json", path=path)
    tracking = Tracking(
        sheets=tuple(
            Sheet(
                version=node["version"],
                file=node["file"],
                media_type=node["media_type"],
                sha256=node["sha256"],
            )
            for node in content["sheets"]
        ),
        requests=tuple(map(_tracked, content["requests"])),
    )
    _check(tracking, path)
    return tracking


def write_tracking(tracking: Tracking, path: Path) -> None:
    """Write *tracking* to *path*, whole or not at all."""
    replace(path, as_yaml(tracking))


def as_yaml(tracking: Tracking) -> str:
    """Return *tracking* as YAML; the same gives the same text."""
    yaml = YAML()
    yaml.width = 4096  # a fact a line: editors wrap, and a diff shows only what changed
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = {
        "sheets": [
            {
                "version": sheet.version,
                "file": sheet.file,
                "media_type": sheet.media_type,
                "sha256": sheet.sha256,
            }
            for sheet in tracking.sheets
        ],
        "requests": [_written(request) for request in tracking.requests],
    }
    out = StringIO()
    yaml.dump(content, out)
    return out.getvalue()


def _check(tracking: Tracking, path: Path) -> None:
    """Raise for a sheet or request that stands twice, and a row of a sheet that does not stand."""
    versions = [sheet.version for sheet in tracking.sheets]
    known: dict[str, Tracked] = {}
    for request in tracking.requests:
        where = f"{path}, line {request.line}"
        if versions.count(request.place.sheet) != 1:
            raise RecordError(
                f"{where}: sheet {request.place.sheet} stands {versions.count(request.place.sheet)}"
                " times under 'sheets'; mend the numbers so that it stands there once"
            )
        if request.reference is None and request.own is None and request.sent is None:
            raise RecordError(
                f"{where}: nothing tells which request this is; write its 'reference', your 'own' "
                "number of it, or the day on which it was 'sent'"
            )
        for coding in request.codings:
            if not coding.codes and coding.note is None:
                raise RecordError(
                    f"{path}, line {coding.line}: a coding without codes and without a note says "
                    "nothing; write one of them, or take it out"
                )
        if request.key in known:
            raise RecordError(
                f"{where}: this request stands on line {known[request.key].line} already; make "
                "one of the two, or tell them apart by 'own'"
            )
        known[request.key] = request


def _line(node: Any) -> int | None:
    return int(node.lc.line) + 1 if hasattr(node, "lc") else None


def _tracked(node: Node) -> Tracked:
    return Tracked(
        force=node["force"],
        regime=node["regime"],
        reference=node.get("reference"),
        own=node.get("own"),
        series=node.get("series"),
        **{name: node.get(name) for name in DAYS},
        state=node.get("state"),
        links=tuple(node.get("links", ())),
        note=node.get("note"),
        written={name: str(text) for name, text in node.get("written", {}).items()},
        place=SheetRow(**node["from"]),
        codings=tuple(
            Coding(
                question=item.get("question"),
                codes=tuple(item.get("codes", ())),
                note=item.get("note"),
                role=item["role"],
                on=item["on"],
                line=_line(item),
            )
            for item in node.get("codings", ())
        ),
        line=_line(node),
    )


def _written(request: Tracked) -> dict[str, Any]:
    return _lean(
        {
            "force": request.force,
            "regime": request.regime,
            "reference": _quoted(request.reference),
            "own": _quoted(request.own),
            "series": request.series,
            **{name: getattr(request, name) for name in DAYS},
            "state": request.state,
            "links": list(request.links),
            "note": request.note,
            "codings": [
                _lean(
                    {
                        "question": _quoted(coding.question),
                        "codes": _flow(coding.codes),
                        "note": coding.note,
                        "role": coding.role,
                        "on": coding.on,
                    }
                )
                for coding in request.codings
            ],
            "from": _on_a_line(
                {
                    "sheet": request.place.sheet,
                    "page": request.place.page,
                    "row": request.place.row,
                }
            ),
            "written": _on_a_line(
                {name: DoubleQuotedScalarString(text) for name, text in request.written.items()}
            ),
        }
    )


def _lean(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what is not stated: None and empty lists write no line."""
    return {
        name: value
        for name, value in pairs.items()
        if value is not None and not (isinstance(value, list | dict) and not value)
    }


def _quoted(text: str | None) -> DoubleQuotedScalarString | None:
    """Return *text* so that an editor sees a name and no number."""
    return None if text is None else DoubleQuotedScalarString(text)


def _flow(items: tuple[str, ...]) -> CommentedSeq:
    sequence = CommentedSeq(items)
    sequence.fa.set_flow_style()
    return sequence


def _on_a_line(pairs: Mapping[str, Any]) -> CommentedMap:
    mapping = CommentedMap(pairs)
    mapping.fa.set_flow_style()
    return mapping
