"""Save a study and its generations in one file, whole or not at all."""

import hashlib
import os
import tarfile
from collections.abc import Iterable
from pathlib import Path

from kg.errors import StoreError
from kg.store.generations import DERIVED, DISK, QUADS, USED, Generation, Generations


def backup(study: Path, out: Path, generations: Iterable[Generation]) -> int:
    """Write all that *study* holds, and of what is derived only *generations*, into *out*.

    It is an uncompressed tar file; unpacked it is the study again.  What was
    written is read back and held against the manifests.  Returns its bytes.

    Raises:
        StoreError: *out* exists, a generation was changed, or there is no room.
    """
    if out.exists():
        raise StoreError(f"{out}: there is such a file already; name another")
    kept = tuple(generations)
    draft = out.with_name(f".{out.name}-{os.getpid()}")
    name = study.resolve().name
    try:
        with tarfile.open(draft, "w", format=tarfile.PAX_FORMAT) as archive:
            for path in sorted(study.iterdir()):
                if path.name != DERIVED:
                    archive.add(path, arcname=f"{name}/{path.name}")
            for generation in kept:
                archive.add(
                    generation.folder,
                    arcname=f"{name}/{DERIVED}/generations/{generation.identifier}",
                    filter=_without_what_can_be_made_again,
                )
            for part in ("current", "history"):
                if (study / DERIVED / part).exists():
                    archive.add(study / DERIVED / part, arcname=f"{name}/{DERIVED}/{part}")
        _verify(draft, name, kept)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.rename(out)
    except OSError as error:
        raise StoreError(
            f"{out}: {error.strerror or error}; make room there, or name another place"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return out.stat().st_size


def _without_what_can_be_made_again(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    last = Path(member.name).name
    return None if last in (USED, DISK) or last.startswith(f"{DISK}-") else member


def _verify(archive: Path, name: str, generations: Iterable[Generation]) -> None:
    with tarfile.open(archive) as written:
        for generation in generations:
            member = f"{name}/{DERIVED}/generations/{generation.identifier}/{QUADS}"
            file = written.extractfile(member)
            found = None if file is None else hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
            if found != generation.manifest.get("sha256"):
                raise StoreError(
                    f"{generation.path}: the file was changed after it was promoted, so it is not "
                    "saved; 'kg rollback' goes back to another, 'kg build' makes it anew"
                )


def chosen(generations: Generations, *, every: bool) -> tuple[Generation, ...]:
    """Return the generations to save: the current one, or all that are kept.

    Raises:
        NoGenerationError: nothing has been built yet.
    """
    current = generations.current()
    return generations.kept() if every else (current,)
