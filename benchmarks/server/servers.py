"""Start each server as its users do, and stop it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from benchmarks.server.kinds import POINT, text

TOOLS = ("oxigraph==0.5.13", "rdflib-endpoint[cli]==0.6.3", "oxrdflib==0.5.0", "uvicorn")
PATIENCE = 300
"""How long a server may take to answer at first (seconds)."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    name: str
    endpoint: str
    pid: int
    seconds: float
    """From its start to its first answer."""


def tools(folder: Path) -> Path:
    """Return the programs of the peers, installed into *folder* where they are not yet."""
    if not (folder / "bin" / "oxigraph").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--disable-pip-version-check", *TOOLS], check=True)
    return folder / "bin"


@contextmanager
def ours(study: Path, *options: str) -> Iterator[Server]:
    """Our server over *study*."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--study", str(study), "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.readline() if process.stderr is not None else ""
    found = re.search(r"http://\S+", said)
    if found is None:
        sys.exit(said)
    with _running("foigraph", process, f"{found.group()}/sparql", started) as server:
        yield server


@contextmanager
def oxigraph(programs: Path, data: Path, folder: Path) -> Iterator[Server]:
    """Oxigraph's own server, read-only, over its store on disk."""
    store = folder / "oxigraph"
    if not store.exists():
        program = str(programs / "oxigraph")
        subprocess.run(
            [program, "load", "--location", str(store), "--file", str(data)],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        subprocess.run([program, "optimize", "--location", str(store)], check=True)
    port = _free()
    started = time.perf_counter()
    program = str(programs / "oxigraph")
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"],
        stderr=subprocess.DEVNULL,
    )
    with _running("oxigraph", process, f"http://127.0.0.1:{port}/query", started) as server:
        yield server


ENDPOINT = """\
import sys
import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(store="Oxigraph", default_union=False)
graph.parse(sys.argv[1], format="ox-nquads")
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


@contextmanager
def rdflib_endpoint(programs: Path, data: Path) -> Iterator[Server]:
    """rdflib-endpoint over a store of oxrdflib in memory."""
    port = _free()
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(programs / "python"), "-c", ENDPOINT, str(data), str(port)],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    with _running("rdflib-endpoint", process, f"http://127.0.0.1:{port}/", started) as server:
        yield server


@contextmanager
def _running(
    name: str, process: "subprocess.Popen[str]", endpoint: str, started: float
) -> Iterator[Server]:
    try:
        _until_answered(process, endpoint)
        yield Server(name, endpoint, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _until_answered(process: "subprocess.Popen[str]", endpoint: str) -> None:
    end = time.monotonic() + PATIENCE
    address = f"{endpoint}?query={quote(text(POINT))}"
    asked = urllib.request.Request(address, headers={"Accept": "application/sparql-results+json"})
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                answer.read()
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    sys.exit(f"{endpoint} does not answer")


def family(pid: int) -> Sequence[int]:
    """Return a process and all that it started."""
    found = [pid]
    for one in found:
        with suppress(OSError):  # it ended meanwhile
            for task in Path(f"/proc/{one}/task").glob("*/children"):
                found += [int(child) for child in task.read_text().split()]
    return found


def memory(pid: int) -> float:
    """Return the memory of a process and all that it started, each shared page once (MiB)."""
    total = 0
    for one in family(pid):
        try:
            found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text())
        except OSError:
            continue
        total += int(found[1]) if found else 0
    return total / 1024


def _free() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


WRK = os.environ.get("WRK", "wrk")
