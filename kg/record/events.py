"""Read plain YAML by libyaml's events: what records are made of, and nothing else.

ruamel.yaml keeps comments and quotes, and takes twenty times as long.  Here libyaml
splits the text, and ruamel.yaml's own tables say what a plain value means, so that both
ways give equal content.  What only one of them may understand is left to ruamel.yaml:
anchors, tags, values that are not written, keys that are no text or stand twice, and whatever
libyaml does not take.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import NoneType
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode

DEEPEST = 50
"""Containers in one another; no file of a study comes near."""

_PLAIN = (str, int, float, bool, NoneType, date)
_ODD_SPACE = re.compile("[\t\r\x85\u2028\u2029]")
"""Tabs, and breaks of lines that only one of the two takes for such."""

_HEADER = re.compile(r"[|>][-+1-9]{0,2} *")
"""What begins a block of text; with a comment behind it the two do not agree."""

_MEANING = YAML(typ="safe", pure=True)


@dataclass(slots=True)
class Marks:
    """Where a container and what it holds stand, from 0, as ruamel.yaml tells it."""

    line: int
    col: int
    data: dict[Any, list[int]] = field(default_factory=dict)
    """Key -> line and column of key and of value; index -> line and column of the item."""


class Mapping(dict[str, Any]):
    """A mapping that knows its place."""

    lc: Marks


class Sequence(list[Any]):
    """A sequence that knows its place."""

    lc: Marks


class NotPlainError(Exception):
    """The text holds what is left to ruamel.yaml."""

    line: int | None = None
    """Where it holds it, from 1, as far as it is known."""


def plain(text: str) -> Any:
    """Return what *text* holds; None for an empty one.

    Raises:
        NotPlainError: read it with ruamel.yaml.
    """
    if _ODD_SPACE.search(text):
        raise NotPlainError
    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None:  # PyYAML can be built without libyaml
        raise NotPlainError
    try:
        return _document(yaml.parse(text, Loader=loader), text.split("\n"))
    except (yaml.YAMLError, UnicodeError) as error:
        raise NotPlainError from error


def _document(events: Iterator[Any], lines: list[str]) -> Any:
    content: Any = None
    open_: list[Mapping | Sequence] = []
    keys: list[Any] = []
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1 or event.version or event.tags:
                raise NotPlainError
            continue
        if kind in _OUTSIDE:
            if kind is yaml.DocumentEndEvent and event.explicit:
                raise NotPlainError
            continue
        if kind in _ENDS:
            open_.pop()
            keys.pop()
            continue
        if _is_left(event, lines):
            raise NotPlainError
        mark = event.start_mark
        value: Any
        if kind is yaml.ScalarEvent:
            try:
                value = _meaning(event.value) if event.implicit[0] else event.value
            except NotPlainError as error:
                error.line = mark.line + 1
                raise
        else:
            value = Mapping() if kind is yaml.MappingStartEvent else Sequence()
            value.lc = Marks(mark.line, mark.column)
        if not open_:
            content = value
        elif isinstance(holder := open_[-1], Sequence):
            holder.lc.data[len(holder)] = [mark.line, mark.column]
            holder.append(value)
        elif keys[-1] is None:
            _check_key(value, holder)
            keys[-1] = (value, mark.line, mark.column)
            continue
        else:
            key, line, column = keys[-1]
            holder.lc.data[key] = [line, column, mark.line, mark.column]
            holder[key] = value
            keys[-1] = None
        if kind is not yaml.ScalarEvent:
            if len(open_) == DEEPEST:
                raise NotPlainError
            open_.append(value)
            keys.append(None)
    return content


_OUTSIDE = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def _is_left(event: Any, lines: list[str]) -> bool:
    """Whether *event*, which stands in *lines*, is for ruamel.yaml to read."""
    if type(event) is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
        return True
    mark = event.start_mark
    if type(event) is yaml.MappingStartEvent:
        # libyaml takes a pair without braces in a list.
        return bool(event.flow_style) and not lines[mark.line].startswith("{", mark.column)
    if type(event) is yaml.SequenceStartEvent:
        return False
    if event.style in ("|", ">"):
        header = lines[mark.line][mark.column :]
        begins = bool(event.value.strip()) and not event.value.startswith("\n")
        return not (begins and _HEADER.fullmatch(header))
    # The two tell other places of a value that is not written.
    return event.implicit[0] and not event.value


def _check_key(key: Any, holder: Mapping) -> None:
    if not isinstance(key, str) or key in holder or key == "<<":
        raise NotPlainError


@lru_cache(maxsize=1 << 16)
def _meaning(text: str) -> Any:
    """Return what *text* without quotes means by YAML 1.2, as ruamel.yaml has it."""
    tag = _MEANING.resolver.resolve(ScalarNode, text, (True, False))
    try:
        value = _MEANING.constructor.construct_non_recursive_object(ScalarNode(tag, text))
    except (ValueError, OverflowError, YAMLError) as error:
        raise NotPlainError from error
    if type(value) not in _PLAIN:
        raise NotPlainError
    return value
