"""Read YAML so that every value keeps its line and column."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kg.errors import RecordError
from kg.record.events import NotPlainError, plain


def load(path: Path) -> Any:
    """Return what *path* holds, to be read; each container tells its lines.

    Raises:
        RecordError: it cannot be read as YAML; the message gives line and column.
    """
    text = read_text(path)
    try:
        return _there(plain(text), path)
    except NotPlainError:
        return load_text(text, path=path)


def load_to_edit(path: Path) -> Any:
    """Return what *path* holds as ruamel.yaml's own containers, which keep comments and quotes.

    Raises:
        RecordError: as for load().
    """
    return load_text(read_text(path), path=path)


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


def load_text(text: str, *, path: Path) -> Any:
    """Return what *text*, the content of *path*, holds; see load_to_edit().

    Raises:
        RecordError: as for load().
    """
    try:
        yaml = YAML()
        yaml.preserve_quotes = True  # a file that is written again keeps them where a person did
        content = yaml.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise RecordError(
            f"{path}{where}: {error.problem or error}; mend the YAML there"
        ) from error
    except YAMLError as error:
        raise RecordError(f"{path}: {error}; mend the YAML") from error
    except (ValueError, ArithmeticError, TypeError, AssertionError, NotImplementedError) as error:
        # A day or number that there is not, and what ruamel.yaml does not foresee.
        line = _line_of_trouble(text)
        where = "" if line is None else f", line {line}"
        raise RecordError(f"{path}{where}: {error}; mend the value or the YAML there") from error
    except RecursionError as error:
        raise RecordError(
            f"{path}: it nests far deeper than any file of a study; restore the file"
        ) from error
    return _there(content, path)


def _line_of_trouble(text: str) -> int | None:
    try:
        plain(text)
    except NotPlainError as left:
        return left.line
    return None


def _there(content: Any, path: Path) -> Any:
    if content is None:
        raise RecordError(f"{path}: the file is empty; remove it, or add the document again")
    return content
