"""A real server over an empty dataset that may be written, and the W3C's tests for it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conformance import manifests
from tests.conformance.service import Service


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """Our server, or the one whose three addresses FOIGRAPH_SERVICE gives."""
    others = os.environ.get("FOIGRAPH_SERVICE")
    if others:
        yield Service(*others.split())
        return
    command = [sys.executable, "-c", "from kg.cli import main; main()"]
    started = subprocess.Popen(
        [*command, "serve", "--scratch", "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    with started:
        assert started.stderr is not None
        said = started.stderr.readline()
        found = re.search(r"http://\S+", said)
        assert found, said + started.stderr.read()
        root = found.group()
        try:
            yield Service(f"{root}/sparql", f"{root}/update", f"{root}/graphs")
        finally:
            started.terminate()


@pytest.fixture(autouse=True)
def _suite() -> None:
    """Skip where the suites are not at hand, and fail for that under CI."""
    if not manifests.there():
        reason = f"{manifests.SUITE} is not there; set FOIGRAPH_SHARED to the folder that holds w3c"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
