"""Read YAML so that every value keeps its line and column."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.parser import Parser
from ruamel.yaml.scanner import Scanner

from kg.errors import RecordError


def load(path: Path, *, comments: bool = True) -> Any:
    """Return what *path* holds, as ruamel.yaml's own containers.

    Without *comments* it is read a quarter faster, and loses them when it is written again.

    Raises:
        RecordError: it cannot be read as YAML; the message gives line and column.
    """
    return load_text(read_text(path), path=path, comments=comments)


def read_text(path: Path) -> str:
    """Return the text of *path*, without the mark of order that some editors begin it with.

    Raises:
        RecordError: it cannot be read as UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: byte {error.start} is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}; restore the file or remove it") from error


def load_text(text: str, *, path: Path, comments: bool = True) -> Any:
    """Return what *text*, the content of *path*, holds; see load().

    Raises:
        RecordError: as for load().
    """
    try:
        yaml = YAML()
        yaml.preserve_quotes = True  # a file that is written again keeps them where a person did
        if not comments:
            yaml.Scanner, yaml.Parser = Scanner, Parser
        content = yaml.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise RecordError(
            f"{path}{where}: {error.problem or error}; mend the YAML there"
        ) from error
    except YAMLError as error:
        raise RecordError(f"{path}: {error}; mend the YAML") from error
    except RecursionError as error:
        raise RecordError(
            f"{path}: it nests far deeper than any file of a study; restore the file"
        ) from error
    if content is None:
        raise RecordError(f"{path}: the file is empty; remove it, or add the document again")
    return content
