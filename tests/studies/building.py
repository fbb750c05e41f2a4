"""Build a study once a run of the tests, however many processes share the run."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from kg import pipeline, study


def built(source: Path, factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the study in *source* with a generation, which tests only read.

    The process that asks first builds it, and the others wait for that.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each worker has a folder of its own in that of the run
    folder, partial = base / f"built-{source.name}", base / f"partial-{source.name}"
    with (base / f"{source.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            left_out = shutil.ignore_patterns(".kg", "documents")
            shutil.copytree(source, partial, ignore=left_out, dirs_exist_ok=True)
            pipeline.build(study.load(partial))
            partial.rename(folder)
    return folder
