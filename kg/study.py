"""A study: a folder with its records, its rulings, and the documents that came in.

The records are the source of truth and made for git; ``documents/`` holds the
bytes by their hash, ``.kg/`` what is derived.  A study builds without its documents.
"""

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import resources, vocabulary
from kg.errors import StudyError
from kg.model import Record, Rulings
from kg.model.acceptance import Acceptance
from kg.model.template import Templates
from kg.model.tracking import Tracking
from kg.record import read, read_rulings
from kg.record.accepted import read_accepted
from kg.record.curated import Curated, read_curated
from kg.record.editions import may_be_beside
from kg.record.editors import EDITED, editor_schema
from kg.record.own_codes import OwnCodes, check_codes, read_codes
from kg.record.templates import read_templates
from kg.record.tracking import read_tracking
from kg.record.wording import QUOTE_LIMIT, Wording
from kg.record.writing import replace

SETTINGS = "study.toml"
SHIPPED = "uk-facial-recognition"
MANIFEST = "manifest.jsonl"
"""What came in, a line each, in the order of arrival."""

KEEP = 10
"""Generations that are kept where the settings do not say."""

_SHA256 = re.compile(r"^\s*sha256:\s*([0-9a-f]{64})\s*$", re.MULTILINE)
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")

TEMPLATE = """\
# A study of foigraph.  `kg add FILE` reads documents into records/, `kg build` makes the graph.
title = "{title}"
publisher = "the publisher of this study"
licence = "https://creativecommons.org/licenses/by/4.0/"
# Names the study in its own graph.
key = "{key}"
# Every thing and graph of this study gets its IRI under this base; the ontology and codes do not.
base = "https://w3id.org/foigraph/"
# Studies that stand beside it in one graph: one that ships, or a folder.  A study that extends
# another has a base of its own, such as one on a site of yours, so that each fact tells its study.
# extends = ["uk-facial-recognition"]

[records]
# Whether records keep the text of questions, or only their opening words beside a topic of yours.
question_text = true
# The longest quotation that a record keeps (characters).
quote_limit = 600

[generations]
# Whole graphs that are kept, so that an answer can be asked again from the one it was taken from.
keep = 10
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The settings of one study and where it stands."""

    folder: Path
    title: str
    publisher: str
    licence: str
    """IRI of the licence of the study's own data."""

    base: str
    """IRI that its things and graphs stand under; ends in a slash."""

    wording: Wording
    key: str = "study"
    """Names it among the things of its base."""

    keep: int = KEEP
    """Generations that a build leaves, the current one among them."""

    extends: tuple["Study", ...] = ()
    """The studies that it names, whose facts stand beside its own in one graph."""

    @property
    def together(self) -> tuple["Study", ...]:
        """It and every study that it extends, near or far, each once; itself first."""
        found = {self.folder.resolve(): self}
        for one in self.extends:
            for further in one.together:
                found.setdefault(further.folder.resolve(), further)
        return tuple(found.values())

    @property
    def records(self) -> tuple[Path, ...]:
        """The record files, in a stable order."""
        return tuple(sorted((self.folder / "records").glob("*.yaml")))

    @property
    def tracking(self) -> Path:
        """The file of what a person keeps of requests of their own; it need not exist."""
        return self.folder / "tracking.yaml"

    @property
    def templates(self) -> Path:
        """The file of what several authorities were asked alike; it need not exist."""
        return self.folder / "templates.yaml"

    @property
    def accepted(self) -> Path:
        """The file of warnings that are right as they are; it need not exist."""
        return self.folder / "accepted.yaml"

    @property
    def own_codes(self) -> tuple[Path, ...]:
        """The files of the study's own codes, in a stable order."""
        return tuple(sorted((self.folder / "codes").glob("*.ttl")))

    @property
    def curated(self) -> tuple[Path, ...]:
        """The graphs that a person wrote by hand, in a stable order; notes in Markdown are none."""
        found = (self.folder / "curated").glob("[!.]*")
        return tuple(sorted(path for path in found if path.suffix != ".md"))

    @property
    def documents(self) -> Path:
        """The folder of the documents that came in; it need not exist."""
        return self.folder / "documents"


def find(option: Path | None = None) -> Path:
    """Return the folder of the study that is meant.

    The *option*, else ``KG_STUDY``, else the current folder when it holds
    ``study.toml``, else the study that ships.
    """
    if option is not None:
        return option
    if os.environ.get("KG_STUDY"):
        return Path(os.environ["KG_STUDY"])
    if Path(SETTINGS).is_file():
        return Path()
    return resources.root() / "studies" / SHIPPED


def load(folder: Path) -> Study:
    """Return the study in *folder*, with the studies that it extends.

    Raises:
        StudyError: the folder holds no study, its settings are broken, or it extends what it
            cannot.
    """
    return _load(folder, ())


def _load(folder: Path, above: tuple[Path, ...]) -> Study:
    path = folder / SETTINGS
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StudyError(
            f"{folder}: there is no {SETTINGS}; name a study with --study, "
            "or make one with 'kg init'"
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StudyError(f"{path}: {error}; mend the file") from error
    base = _text(settings, "base", path, default=vocabulary.HOME)
    if not _BASE.fullmatch(base):
        raise StudyError(f"{path}: base '{base}' is no IRI that ends in a slash; mend it")
    records = settings.get("records", {})
    limit = records.get("quote_limit", QUOTE_LIMIT) if isinstance(records, dict) else None
    texts = records.get("question_text", True) if isinstance(records, dict) else None
    if not isinstance(limit, int) or not 40 <= limit <= QUOTE_LIMIT or not isinstance(texts, bool):
        raise StudyError(
            f"{path}: [records] takes question_text = true or false, "
            f"and quote_limit from 40 to {QUOTE_LIMIT}; mend it"
        )
    generations = settings.get("generations", {})
    keep = generations.get("keep", KEEP) if isinstance(generations, dict) else None
    if not isinstance(keep, int) or isinstance(keep, bool) or keep < 1:
        raise StudyError(f"{path}: [generations] takes keep, how many are kept, from 1 on; mend it")
    key = _text(settings, "key", path, default="study")
    if not _KEY.fullmatch(key):
        raise StudyError(
            f"{path}: key '{key}' is no key: small letters and digits with hyphens between; mend it"
        )
    found = Study(
        folder=folder,
        title=_text(settings, "title", path),
        publisher=_text(settings, "publisher", path),
        licence=_text(settings, "licence", path),
        base=base,
        wording=Wording(question_text=texts, quote_limit=limit),
        key=key,
        keep=keep,
        extends=_extended(settings.get("extends", []), folder, (*above, folder.resolve())),
    )
    for name, why in (("key", "addresses are told by it"), ("base", "it tells whose a fact is")):
        known: dict[str, Study] = {}
        for one in found.together:
            other = known.setdefault(getattr(one, name), one)
            if other is not one:
                raise StudyError(
                    f"{path}: the studies in {other.folder} and {one.folder} share the {name} "
                    f"'{getattr(one, name)}'; give each a {name} of its own: {why}"
                )
    return found


def _extended(names: Any, folder: Path, above: tuple[Path, ...]) -> tuple[Study, ...]:
    """Return the studies *names*, which stand beside *folder* or ship with the program."""
    path = folder / SETTINGS
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise StudyError(f"{path}: 'extends' is a list of names of studies; mend it")
    found = []
    for name in names:
        places = (
            folder / name,
            folder.resolve().parent / name,
            resources.root() / "studies" / name,
        )
        place = next((place for place in places if (place / SETTINGS).is_file()), None)
        if place is None:
            shipped = sorted(
                one.parent.name for one in (resources.root() / "studies").glob(f"*/{SETTINGS}")
            )
            raise StudyError(
                f"{path}: there is no study '{name}' to extend, in this folder, beside it or among "
                f"those that ship ({', '.join(shipped)}); mend the name, or write the path"
            )
        if place.resolve() in above:
            raise StudyError(f"{path}: '{name}' leads back to this study; take it out of 'extends'")
        found.append(_load(place, above))
    return tuple(found)


def create(folder: Path) -> Path:
    """Make a new, empty study in *folder* and return its settings file.

    Raises:
        StudyError: the folder holds something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(f"{folder}: the folder is not empty; name a new one")
    for part in ("records", "documents"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    title = folder.resolve().name.replace("-", " ").capitalize().replace('"', "'")
    path = folder / SETTINGS
    key = "-".join(re.findall(r"[a-z0-9]+", folder.resolve().name.lower())) or "study"
    path.write_text(TEMPLATE.format(title=title, key=key), encoding="utf-8")
    (folder / ".gitignore").write_text("/.kg/\n/documents/\n", encoding="utf-8")
    refresh_editors(folder)
    return path


def refresh_editors(folder: Path) -> None:
    """Give the study in *folder* the schemas that its files name, with the codes of today."""
    for name in EDITED:
        path, text = folder / name, editor_schema(name)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            replace(path, text)


def record_of(study: Study, sha256: str) -> Path | None:
    """Return the record of the document with these bytes, or None when it has none.

    Only bytes that the study keeps are looked for: all others are new to it.
    """
    if not (study.documents / sha256).is_file():
        return None
    records = study.folder / "records"
    changed = records.stat().st_mtime_ns if records.is_dir() else 0
    return _records_by_document(records, changed).get(sha256)


@lru_cache(maxsize=2)
def _records_by_document(records: Path, changed: int) -> Mapping[str, Path]:  # noqa: ARG001
    """Return the records by the hash of their document; read anew when the folder *changed*."""
    found: dict[str, Path] = {}
    for path in sorted(records.glob("*.yaml")):
        digest = document_hash(path)
        if digest is not None:
            found.setdefault(digest, path)
    return found


def document_hash(record: Path) -> str | None:
    """Return the hash of the document that the file *record* names, without reading all of it."""
    digest = _SHA256.search(record.read_text(encoding="utf-8", errors="replace"))
    return None if digest is None else digest[1]


def load_records(study: Study) -> Mapping[str, Record]:
    """Return the records of *study* by file name, in a stable order.

    Raises:
        RecordError: a record is broken; line and column are told.
        StudyError: two records have one key and version.
    """
    found: dict[str, Record] = {}
    known: dict[tuple[str, int], str] = {}
    for path in study.records:
        record = read(path)
        name = record.key, record.source.version
        if name in known:
            raise StudyError(
                f"{path}: the key '{record.key}' is already that of {known[name]}, in the same "
                f"version {record.source.version}; remove one of the two, or where it is another "
                "edition, give it the next version"
            )
        known[name] = path.name
        found[path.name] = record
    return found


def records_beside(study: Study, key: str) -> tuple[Record, ...]:
    """Return the records among which one with *key* is to be placed.

    Raises:
        RecordError: one of them is broken; line and column are told.
    """
    folder = study.folder / "records"
    # Most keys are new: the whole folder is looked through only where one of the first is taken.
    if not any((folder / f"{key}{end}.yaml").exists() for end in ("", "-2", "-v2")):
        return ()
    return tuple(read(path) for path in study.records if may_be_beside(path.name, key))


def load_rulings(study: Study) -> Rulings:
    """Return what a person ruled in ``links.yaml``.

    Raises:
        RecordError: the file is broken; line and column are told.
    """
    return read_rulings(study.folder / "links.yaml")


def load_templates(study: Study) -> Templates:
    """Return what a person ruled on questions that several authorities were asked alike.

    It may name templates, series and clusters of the studies that this one extends.

    Raises:
        RecordError: ``templates.yaml`` is broken; line and column are told.
    """
    beside = [read_templates(one.templates) for one in study.together[1:]]
    return read_templates(study.templates, beside=beside)


def load_accepted(study: Study) -> tuple[Acceptance, ...]:
    """Return which warnings and notes a person accepted in ``accepted.yaml``.

    Raises:
        RecordError: the file is broken; line and column are told.
    """
    return read_accepted(study.accepted)


def load_own_codes(study: Study) -> OwnCodes:
    """Return the codes of the study's own, from its ``codes/``.

    Raises:
        RecordError: a file is no Turtle, or says something of what is no code of the study.
    """
    return read_codes(study.own_codes, base=study.base)


def load_curated(study: Study) -> tuple[Curated, ...]:
    """Return the graphs that a person wrote by hand, from ``curated/``.

    Raises:
        RecordError: a file is broken, or says what is not for it to say; the line is told.
    """
    return read_curated(study.curated, base=study.base)


def load_tracking(study: Study, own: OwnCodes) -> Tracking:
    """Return what a person keeps of requests of their own, coded by the codes *own*.

    Raises:
        RecordError: the file is broken; line and column are told.
        UnknownCodeError: an answer is coded by a code that the study does not have.
    """
    tracking = read_tracking(study.tracking)
    check_codes(tracking, own.concepts, path=study.tracking)
    return tracking


def keep_document(study: Study, content: bytes, *, name: str, media_type: str) -> Path:
    """Keep the bytes of a document under their hash, and its name in the manifest."""
    digest = hashlib.sha256(content).hexdigest()
    study.documents.mkdir(parents=True, exist_ok=True)
    path = study.documents / digest
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.write_bytes(content)
        draft.replace(path)
        came = {"sha256": digest, "name": name, "media_type": media_type, "bytes": len(content)}
        with (study.documents / MANIFEST).open("a", encoding="utf-8") as manifest:
            manifest.write(json.dumps(came, ensure_ascii=False) + "\n")
    return path


def find_document(study: Study, sha256: str) -> Path | None:
    """Return a file with these bytes, or None when it is not at hand.

    Looked for by hash in the study's ``documents/``, then in every folder that
    ``FOIGRAPH_DOCUMENTS`` names.
    """
    kept = study.documents / sha256
    if kept.is_file():
        return kept
    for folder in filter(None, os.environ.get("FOIGRAPH_DOCUMENTS", "").split(os.pathsep)):
        for path in sorted(Path(folder).glob("*")):
            if not path.is_file():
                continue
            status = path.stat()
            if _digest(path, status.st_mtime_ns, status.st_size) == sha256:
                return path
    return None


@lru_cache(maxsize=4096)
def _digest(path: Path, changed: int, size: int) -> str:  # noqa: ARG001 - read anew when it did
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _text(settings: Mapping[str, Any], name: str, path: Path, *, default: str | None = None) -> str:
    value = settings.get(name, default)
    if not isinstance(value, str) or not value.strip():
        raise StudyError(f'{path}: the line {name} = "..." is missing; write it')
    return value
