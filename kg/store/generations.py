"""Keep each whole graph as an immutable generation; switch to a new one by one rename.

A generation is a folder named after the hash of its quads.  It is staged under
another name, promoted only when it is whole and conforms, and never changed
after.  ``current`` is a link; replacing it is the one rename that readers see.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.errors import NoGenerationError, StoreError

QUADS = "data.nq"
MANIFEST = "manifest.json"
ORIGINS = "origins.json"
REPORT = "report.json"
DERIVED = ".kg"
HISTORY = "history"
"""Identifiers of the generations that were made current, a line each, in that order."""

DISK = "disk"
"""Folder of the store on disk that large generations are read from."""

USED = "used"
"""File that those who read a generation lock, so that it stays while they do."""

SHORT = 12
"""Characters of the hash that name a generation."""

_IDENTIFIER = re.compile(rf"[0-9a-f]{{{SHORT}}}")


@dataclass(frozen=True)
class Generation:
    """A whole graph that was promoted."""

    folder: Path

    @property
    def identifier(self) -> str:
        """The first characters of the hash of its quads; what an answer can be cited by."""
        return self.folder.name

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What the build noted: hashes, counts, versions."""
        found: Mapping[str, Any] = _read_json(self.folder / MANIFEST)
        return found

    @cached_property
    def origins(self) -> Mapping[str, tuple[str, int]]:
        """IRI of a thing -> record file and line that state it."""
        return {
            iri: (file, line) for iri, (file, line) in _read_json(self.folder / ORIGINS).items()
        }

    @property
    def report(self) -> Mapping[str, Any] | None:
        """What validation kept of it; None where a build of an earlier version kept nothing."""
        if not (self.folder / REPORT).is_file():
            return None
        found: Mapping[str, Any] = _read_json(self.folder / REPORT)
        return found

    @property
    def path(self) -> Path:
        """The sorted N-Quads file."""
        return self.folder / QUADS

    def quads(self) -> Iterator[Quad]:
        """Yield the quads as they were written; the engine would rewrite some literals."""
        yield from parse(path=str(self.path), format=RdfFormat.N_QUADS)

    def open(self) -> Store:
        """Return an engine in memory that holds the generation.

        Raises:
            StoreError: the file is not the one that was promoted.
        """
        self.verify()
        store = Store()
        # In memory this takes less time and room than a bulk load, and queries are faster after
        # it.  The engine wrote the file itself: what is in it needs no second look.
        store.load(path=str(self.path), format=RdfFormat.N_QUADS, lenient=True)
        return store

    def verify(self) -> None:
        """Do nothing if the quads are those that were promoted.

        Raises:
            StoreError: the file was changed, or cannot be read.
        """
        expected = self.manifest.get("sha256")
        try:
            with self.path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise StoreError(
                f"{self.path}: {error.strerror}; remove {self.folder} and run 'kg build'"
            ) from error
        if found != expected:
            raise StoreError(
                f"{self.path}: the file was changed after it was promoted; remove {self.folder} "
                "and run 'kg build'"
            )

    def write_disk(self) -> None:
        """Load the generation into a store on disk, for `open_disk`; do nothing where it is.

        Raises:
            StoreError: the file is not the one that was promoted, or there is no room.
        """
        self.verify()
        if (self.folder / DISK).is_dir():
            return
        try:
            for left in self.folder.glob(f"{DISK}-*"):  # of a program that was killed
                if not _runs(left.name.partition("-")[2]):
                    shutil.rmtree(left, ignore_errors=True)
            draft = self.folder / f"{DISK}-{os.getpid()}"
            store = Store(str(draft))
            store.bulk_load(path=str(self.path), format=RdfFormat.N_QUADS)
            # Without these every opening would replay what is not written in order yet.
            store.optimize()
            store.flush()
            del store
            draft.rename(self.folder / DISK)
        except OSError as error:
            shutil.rmtree(self.folder / f"{DISK}-{os.getpid()}", ignore_errors=True)
            if not (self.folder / DISK).is_dir():
                raise StoreError(
                    f"{self.folder}: {error}; make room there, or give the server more --memory"
                ) from error

    def open_disk(self) -> Store:
        """Return an engine that reads the generation from disk.

        Raises:
            StoreError: `write_disk` did not come to its end.
        """
        try:
            return Store.read_only(str(self.folder / DISK))
        except (OSError, RuntimeError) as error:  # the second for a file that was damaged
            raise StoreError(
                f"{self.folder / DISK}: {error}; remove that folder and start again"
            ) from error

    def hold(self) -> IO[bytes] | None:
        """Return what keeps the generation from being removed until it is closed.

        None where the folder cannot be written: then nobody removes it either.
        """
        try:
            file = (self.folder / USED).open("ab")
        except OSError:
            return None
        fcntl.flock(file, fcntl.LOCK_SH)
        return file


@dataclass(frozen=True, slots=True)
class Staged:
    """A generation that nobody reads yet."""

    folder: Path
    identifier: str

    @property
    def path(self) -> Path:
        """The sorted N-Quads file."""
        return self.folder / QUADS

    def keep(self, report: Mapping[str, Any]) -> None:
        """Keep what validation found."""
        _write_json(self.folder / REPORT, report)


class Generations:
    """The generations of one study, in the folder ``.kg`` of *study*."""

    def __init__(self, study: Path) -> None:
        self._study = study
        self._folder = study / DERIVED / "generations"
        self._current = study / DERIVED / "current"

    def current(self) -> Generation:
        """Return the generation that is read now.

        Raises:
            NoGenerationError: nothing was ever promoted, or what was is gone.
        """
        try:
            name = Path(self._current.readlink()).name
        except OSError as error:
            raise NoGenerationError(
                f"{self._study}: nothing has been built yet; run 'kg build'"
            ) from error
        generation = Generation(self._folder / name)
        if not generation.path.is_file():
            raise NoGenerationError(
                f"{self._study}: generation {name} is current but gone; run 'kg build'"
            )
        return generation

    def of(self, identifier: str) -> Generation:
        """Return the generation *identifier*.

        Raises:
            NoGenerationError: it is not kept, or never was.
        """
        generation = Generation(self._folder / identifier)
        if not _IDENTIFIER.fullmatch(identifier) or not generation.path.is_file():
            kept = ", ".join(one.identifier for one in self.kept())
            raise NoGenerationError(
                f"{self._study}: there is no generation {identifier}; kept are {kept or 'none'}"
            )
        return generation

    def kept(self) -> tuple[Generation, ...]:
        """Return the generations that are kept, the one last made current first."""
        order = {name: place for place, name in enumerate(self._history())}
        found = [
            Generation(path)
            for path in (self._folder.iterdir() if self._folder.is_dir() else ())
            if _IDENTIFIER.fullmatch(path.name) and (path / QUADS).is_file()
        ]
        return tuple(
            sorted(
                found,
                key=lambda one: (order.get(one.identifier, -1), one.identifier),
                reverse=True,
            )
        )

    def before(self) -> Generation:
        """Return the generation that was current before the one that is.

        Raises:
            NoGenerationError: none is kept.
        """
        now = self.current().identifier
        for one in self.kept():
            if one.identifier != now:
                return one
        raise NoGenerationError(f"{self._study}: no generation but the current one, {now}, is kept")

    def go_back(self, generation: Generation) -> None:
        """Make *generation*, which is kept, the current one.

        Raises:
            StoreError: it was changed after it was promoted.
        """
        generation.verify()
        self._make_current(generation.identifier)

    def prune(self, keep: int) -> tuple[str, ...]:
        """Remove all but the *keep* generations last made current, and those in use.

        Returns:
            The identifiers of those removed.
        """
        removed = []
        for one in self.kept()[max(keep, 1) :]:
            file = one.hold()
            if file is None:
                continue
            with file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    continue  # a server reads it
                # Under another name first: who asks meanwhile finds all of it or nothing.
                aside = self._folder.parent / f"staged-{os.getpid()}-{one.identifier}"
                with suppress(OSError):
                    one.folder.rename(aside)
                    removed.append(one.identifier)
                shutil.rmtree(aside, ignore_errors=True)
        return tuple(removed)

    def _history(self) -> tuple[str, ...]:
        try:
            return tuple((self._folder.parent / HISTORY).read_text(encoding="ascii").split())
        except OSError:
            return ()

    @contextmanager
    def stage(
        self,
        quads: Sequence[Quad],
        *,
        origins: Mapping[str, tuple[str, int]],
        notes: Mapping[str, object],
    ) -> Iterator[Staged]:
        """Write a generation under a name that nobody reads; it is gone unless promoted.

        *notes* go into its manifest.  *quads* are sorted.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._clear_abandoned()
            folder = Path(
                tempfile.mkdtemp(prefix=f"staged-{os.getpid()}-", dir=self._folder.parent)
            )
        except OSError as error:
            raise StoreError(
                f"{self._folder.parent}: {error.strerror}; make the study's folder writable, "
                "or copy the study to a place of your own and name it with --study"
            ) from error
        try:
            digest = hashlib.sha256()
            with (folder / QUADS).open("wb") as out:
                for quad in quads:
                    line = f"{quad} .\n".encode()
                    digest.update(line)
                    out.write(line)
                out.flush()
                os.fsync(out.fileno())
            _write_json(folder / ORIGINS, origins)
            identifier = digest.hexdigest()[:SHORT]
            manifest = {"sha256": digest.hexdigest(), "quads": len(quads), **notes}
            _write_json(folder / MANIFEST, manifest)
            yield Staged(folder, identifier)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _clear_abandoned(self) -> None:
        """Remove what builds left behind that were killed before they could clear up."""
        for folder in self._folder.parent.glob("staged-*"):
            if not _runs(folder.name.split("-")[1]):
                shutil.rmtree(folder, ignore_errors=True)

    def promote(self, staged: Staged) -> Generation:
        """Make *staged* the current generation, whole and at once."""
        target = self._folder / staged.identifier
        try:
            staged.folder.rename(target)
        except OSError:
            if not target.is_dir():
                raise
            # The same quads, from an earlier build or one at the same time: only what was
            # noted of them can differ, unless somebody damaged the file: so that is replaced too.
            for name in (QUADS, MANIFEST, ORIGINS, REPORT):
                if (staged.folder / name).is_file():
                    (staged.folder / name).replace(target / name)
        self._make_current(staged.identifier)
        return Generation(target)

    def _make_current(self, identifier: str) -> None:
        history = self._history()
        if not history or history[-1] != identifier:
            # Before the link: a generation that became current is in the history for certain.
            with (self._folder.parent / HISTORY).open("a", encoding="ascii") as out:
                out.write(f"{identifier}\n")
        link = self._current.with_name(f".current-{os.getpid()}")
        link.unlink(missing_ok=True)
        link.symlink_to(Path("generations") / identifier)
        link.replace(self._current)


def _runs(pid: str) -> bool:
    """Whether the process *pid* is alive, as far as this one may know."""
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: {error}; remove {path.parent} and run 'kg build'") from error


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
