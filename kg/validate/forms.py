"""A report in words for a person, as a page, in JSON for a program, and in Turtle."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import vocabulary
from kg.validate import results
from kg.validate.report import SEVERITIES, Cause, Finding, Kind, Report

NOUNS = {"violation": "violation", "warning": "warning", "info": "note"}
SHOWN = 20
"""Places named in words under one message; the JSON form names all."""

MANY = 100_000
"""Places of one cause from which on its shape is doubted."""

WIDTH = 96
LONGEST_VALUE = 80


def as_text(report: Report, base: str = vocabulary.HOME) -> str:
    """Return *report* in words: how many, then each message once with its places.

    *base* is the base IRI of the study, so that its things have short names.
    """
    paragraphs = [_summary(report)]
    paragraphs += [_paragraph(cause, base) for cause in report.causes]
    if report.accepted:
        count = sum(len(cause.findings) for cause in report.accepted)
        paragraphs.append(f"Accepted in accepted.yaml: {_counted(count, 'finding')}.")
        paragraphs += [_paragraph(cause, base) for cause in report.accepted]
    paragraphs += list(_remarks(report, base))
    return "\n\n".join(paragraphs) + "\n"


def as_json(report: Report) -> dict[str, Any]:
    """Return *report* as the object that ``kg validate --format json`` prints."""
    before = report.before
    return {
        "conforms": report.conforms,
        "since": None if before is None else before.generation,
        "causes": [_cause(cause) for cause in report.causes],
        "accepted": [_cause(cause) for cause in report.accepted],
        "gone": [_kind(kind, count) for kind, count in sorted(report.gone.items())],
        "results": [
            {
                "focus": finding.focus,
                "path": finding.path,
                "value": finding.value,
                "severity": finding.severity,
                "shape": finding.shape,
                "constraint": finding.constraint,
                "message": finding.message,
                "record": finding.record,
                "line": finding.line,
                "words": finding.words,
                "accepted": finding.accepted,
            }
            for finding in report.findings
        ],
    }


def as_turtle(report: Report) -> str:
    """Return *report* as the standard's sh:ValidationReport, in Turtle."""
    return results.as_turtle(report.results)


def as_html(report: Report, base: str = vocabulary.HOME) -> str:
    """Return *report* as a page that stands alone."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("report.html").render(
        report=report,
        summary=_summary(report),
        heading=lambda cause: _heading(cause, base),
        what=lambda finding: _what(finding, base),
        where=_where,
        remarks=list(_remarks(report, base)),
    )


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "severity": cause.severity,
        "shapes": list(cause.shapes),
        "rule": cause.rule,
        "mend": cause.mend,
        "count": len(cause.findings),
        "before": cause.before,
    }


def _kind(kind: Kind, count: int) -> dict[str, Any]:
    severity, shape = kind
    return {"severity": severity, "shape": shape, "before": count}


def _summary(report: Report) -> str:
    found = []
    for severity in SEVERITIES:
        open_ = [one for one in report.findings if one.severity == severity and not one.accepted]
        if open_:
            found.append(_counted(len(open_), NOUNS[severity]))
    verdict = "conforms" if report.conforms else "does not conform"
    nothing = "nothing but what was accepted" if report.accepted else "nothing found"
    said = f"The graph {verdict}: {', '.join(found) or nothing}."
    if report.before is None:
        return said
    more = sum(report.counts.values()) - sum(report.before.counts.values())
    return f"{said} {_trend(more, report.before.generation)}"


def _trend(more: int, generation: str) -> str:
    if more == 0:
        return f"As many as in generation {generation}."
    return f"{abs(more):,} {'more' if more > 0 else 'fewer'} than in generation {generation}."


def _paragraph(cause: Cause, base: str) -> str:
    lines = [_heading(cause, base), *_wrapped(cause.rule), *_wrapped(cause.mend)]
    reasons = dict.fromkeys(one.accepted for one in cause.findings if one.accepted)
    for reason in reasons:
        lines += _wrapped(f"Accepted: {reason}")
    places = dict.fromkeys((_place(one, base), _quoted(one)) for one in cause.findings)
    for place, words in list(places)[:SHOWN]:
        lines.append(f"    {place}")
        lines += [f"      {words}"] if words else []
    if len(places) > SHOWN:
        lines.append(f"    and {len(places) - SHOWN} more")
    return "\n".join(lines)


def _heading(cause: Cause, base: str) -> str:
    places = {(one.focus, one.path, one.value) for one in cause.findings}
    shapes = ", ".join(vocabulary.curie(shape, base) for shape in cause.shapes)
    return f"{NOUNS[cause.severity]}, {_counted(len(places), 'place')}{_change(cause)} ({shapes})"


def _change(cause: Cause) -> str:
    if cause.before is None or cause.before == cause.now:
        return ""
    if cause.before == 0:
        return ", new"
    more = cause.now - cause.before
    return f", {abs(more):,} {'more' if more > 0 else 'fewer'} than before"


def _remarks(report: Report, base: str) -> Iterator[str]:
    for cause in report.causes:
        if len(cause.findings) >= MANY:
            named = ", ".join(vocabulary.curie(shape, base) for shape in cause.shapes)
            yield (
                f"{named} is broken in {len(cause.findings):,} places. That many mostly have their "
                "cause in the shape: see whether its target chooses more than it should."
            )
    for (severity, shape), count in sorted(report.gone.items()):
        name = vocabulary.curie(shape, base)
        yield f"No longer found: {_counted(count, NOUNS[severity])} ({name})."
    for one in report.unused:
        of = f" of {one.thing}" if one.thing else ""
        yield (
            f"accepted.yaml, line {one.line}: no warning or note is {one.shape}{of}; "
            "take the entry out, or write its names as the report does"
        )


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False
    )


def _place(finding: Finding, base: str) -> str:
    what, where = _what(finding, base), _where(finding)
    return f"{where}: {what}" if where else what


def _what(finding: Finding, base: str) -> str:
    words = [vocabulary.curie(finding.focus, base)]
    if finding.path is not None:
        words.append(vocabulary.curie(finding.path, base))
    if finding.value is not None and finding.value != finding.focus:
        words.append(_shortened(vocabulary.curie(finding.value, base)))
    return " ".join(words)


def _where(finding: Finding) -> str:
    if finding.record is None:
        return ""
    return finding.record if finding.line is None else f"{finding.record}, line {finding.line}"


def _quoted(finding: Finding) -> str:
    if finding.words is None or finding.words == finding.value:
        return ""
    return f"“{_shortened(finding.words)}”"


def _shortened(value: str) -> str:
    value = " ".join(value.split())
    if value.startswith(("http:", "https:")) or len(value) <= LONGEST_VALUE:
        return value
    return value[: LONGEST_VALUE - 1] + "…"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
