"""Measure the server beside oxigraph's own and rdflib-endpoint, all as a user runs them.

    python -m benchmarks.server [--quads 1000000] [--runs 5] [--tools FOLDER] [--only NAME ...]

Measures on the shipped study and on one of --quads quads made from it.  Prints
tables in Markdown: medians of --runs runs, and in brackets how far apart the
quarters of the runs lie.  Needs wrk (package wrk of Debian) for the load.
"""

import argparse
import http.client
import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote, urlsplit

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

from benchmarks.server import kinds, servers, study
from benchmarks.server.servers import Server
from kg import resources
from kg.store import Generation, Generations

JSON = "application/sparql-results+json, application/n-triples;q=0.9"
PARTS = ("analytic", "point", "beside", "matrix", "csv", "start", "killed", "memory")
WIDE = 10.0
"""A kind that takes oxigraph so long is called wide: the engine is most of it (milliseconds)."""

FREE = ("--rate", "100000000 per minute")
"""The limit is counted, and never reached."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--tools", type=Path, default=Path(tempfile.gettempdir()) / "foigraph-peers"
    )
    parser.add_argument("--only", choices=PARTS, nargs="*", default=PARTS)
    parser.add_argument("--shipped", action="store_true", help="the shipped study alone")
    given = parser.parse_args()
    programs = servers.tools(given.tools)
    place = resources.root() / "studies" / "uk-facial-recognition"
    shipped = Generations(place).current()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _measure("shipped", place, shipped, programs, folder / "a", given)
        if not given.shipped:
            made = study.generate(folder / "study", shipped, given.quads)
            _measure("generated", folder / "study", made, programs, folder / "b", given)


def _measure(
    name: str,
    place: Path,
    generation: Generation,
    programs: Path,
    folder: Path,
    given: argparse.Namespace,
) -> None:
    folder.mkdir()
    print(f"\n## The {name} study: {generation.manifest['quads']:,} quads\n", flush=True)
    with ExitStack() as stack:
        found = {
            "foigraph": stack.enter_context(servers.ours(place, *FREE)),
            "oxigraph": stack.enter_context(servers.oxigraph(programs, generation.path, folder)),
            "rdflib-endpoint": stack.enter_context(
                servers.rdflib_endpoint(programs, generation.path)
            ),
        }
        print(", ".join(f"{one.name} answers after {one.seconds:.1f} s" for one in found.values()))
        if "analytic" in given.only:
            with servers.ours(place, *FREE, "--memory", "1") as disk:
                _analytic(found | {"from disk": disk}, generation, given.runs)
        if "point" in given.only:
            _load("point queries, computed", found, _script(kinds.POINT, changing=True), given.runs)
            _load("point queries, cached", found, _script(kinds.POINT, changing=False), given.runs)
        if "matrix" in given.only:
            _load("matrix of a topic", found, _script(kinds.MATRIX, changing=True), given.runs)
        if "beside" in given.only:
            _beside(found["foigraph"])
        if "csv" in given.only and name == "generated":
            _csv(found["foigraph"], generation, given.runs)
        if "killed" in given.only:
            _killed(found["foigraph"])
    if "start" in given.only:
        _start(place, generation, given.runs)
    if "memory" in given.only:
        _memory(place)


def _analytic(found: Mapping[str, Server], generation: Generation, runs: int) -> None:
    """Each kind asked of each in turn, so that a slow moment of the machine meets all."""
    store = generation.open()
    talks = {name: _Talk(server.endpoint) for name, server in found.items()}
    names = ["in process", *found, "cached"]
    print("\n| query (ms) | " + " | ".join(names) + " | rows |")
    print("|---|" + "---:|" * (len(names) + 1))
    medians: dict[str, list[float]] = {name: [] for name in names}
    for kind, query in kinds.KINDS.items():
        times: dict[str, list[float]] = {name: [] for name in names}
        rows = ""
        for run in range(runs + 1):
            asked = kinds.text(query, f"{kind} {run} {os.getpid()}")
            for name in names:
                began = time.perf_counter()
                if name == "in process":
                    _in_process(store, asked)
                else:
                    answer = talks["foigraph" if name == "cached" else name].ask(asked)
                    rows = answer or rows
                if run:  # the first warms up
                    times[name].append(1000 * (time.perf_counter() - began))
        for name in names:
            medians[name].append(statistics.median(times[name]))
        cells = " | ".join(f"{medians[name][-1]:.2f} {_spread(times[name])}" for name in names)
        print(f"| {kind} | {cells} | {rows} |", flush=True)
    wide = [at for at, time_of in enumerate(medians["oxigraph"]) if time_of >= WIDE]
    print(f"\n| geometric mean of the ratio of | all kinds | the {len(wide)} wide ones |")
    print("|---|---:|---:|")
    for one, other in (
        ("foigraph", "oxigraph"),
        ("foigraph", "in process"),
        ("in process", "oxigraph"),
        ("foigraph", "rdflib-endpoint"),
        ("from disk", "oxigraph"),
        ("cached", "foigraph"),
    ):
        every = _mean(medians[one], medians[other])
        of_wide = _mean([medians[one][at] for at in wide], [medians[other][at] for at in wide])
        print(f"| {one} to {other} | {every:.3f} | {of_wide:.3f} |")


def _mean(ours: list[float], others: list[float]) -> float:
    if not ours:
        return math.nan
    return math.exp(statistics.fmean(math.log(a / b) for a, b in zip(ours, others, strict=True)))


def _spread(times: list[float]) -> str:
    if len(times) < 3:
        return ""
    low, _, high = statistics.quantiles(times, n=4)
    return f"({high - low:.2f})"


def _in_process(store: Store, query: str) -> int:
    found = store.query(query)
    graph = isinstance(found, QueryTriples)
    form = RdfFormat.N_TRIPLES if graph else QueryResultsFormat.JSON
    return len(found.serialize(format=form) or b"")  # type: ignore[arg-type]


class _Talk:
    """One connection that is kept."""

    def __init__(self, endpoint: str) -> None:
        self._parts = urlsplit(endpoint)
        self._talk = http.client.HTTPConnection(self._parts.netloc, timeout=600)

    def ask(self, query: str, accept: str = JSON) -> str:
        """Ask, read the whole body, and return how many rows there are said to be."""
        target = f"{self._parts.path}?query={quote(query)}"
        self._talk.request("GET", target, headers={"Accept": accept})
        answer = self._talk.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{self._parts.netloc} answers {answer.status} to {query}")
        return answer.headers.get("Rows", "")


def _script(query: str, *, changing: bool) -> str:
    """Return what wrk runs: each request has another text where the query is *changing*."""
    head = quote(kinds.text(query), safe="")
    more = '.. "%20" .. id .. "-" .. n' if changing else ""
    return f"""
local n, threads = 0, 0
function setup(thread) threads = threads + 1; thread:set("id", threads .. "-" .. run) end
function request()
  n = n + 1
  return wrk.format("GET", path .. "?query={head}"{more}, {{["Accept"] = "{JSON}"}})
end
"""


def _wrk(
    server: Server, script: str, *, seconds: int = 5, connections: int = 8
) -> dict[str, float]:
    """Return requests a second, and the 50th and 99th percentile of times (ms)."""
    parts = urlsplit(server.endpoint)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        # Each run has texts of its own, so that none of them is answered from a cache.
        file.write(f'path = "{parts.path}"\nlocal run = "{time.time_ns()}"\n' + script)
        file.flush()
        command = [servers.WRK, "-t1", f"-c{connections}", f"-d{seconds}", "--latency"]
        try:
            said = subprocess.run(
                [*command, "-s", file.name, f"http://{parts.netloc}"],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        except FileNotFoundError:
            sys.exit("wrk is not there; install the package wrk of Debian, or name it in WRK")
    if "Non-2xx" in said:
        print(f"{server.name}: {said}")
    words = said.split()
    return {
        "rps": float(words[words.index("Requests/sec:") + 1]),
        "p50": _ms(words[words.index("50%") + 1]),
        "p99": _ms(words[words.index("99%") + 1]),
    }


def _ms(text: str) -> float:
    for unit, factor in (("us", 0.001), ("ms", 1.0), ("s", 1000.0), ("m", 60_000.0)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * factor
    raise ValueError(text)


def _load(what: str, found: Mapping[str, Server], script: str, runs: int) -> None:
    times: dict[str, list[dict[str, float]]] = {name: [] for name in found}
    for _ in range(max(3, runs // 2)):
        for name, server in found.items():
            times[name].append(_wrk(server, script))
    print(
        f"\n| {what}, 8 connections | requests a second | p50 (ms) | p99 (ms) |\n"
        "|---|---:|---:|---:|"
    )
    for name, runs_of in times.items():
        cells = [
            f"{statistics.median(values):,.1f} ({min(values):,.1f} to {max(values):,.1f})"
            for values in ([one[key] for one in runs_of] for key in ("rps", "p50", "p99"))
        ]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _beside(server: Server) -> None:
    threads = [threading.Thread(target=_ask_heavy, args=(server, one, 8)) for one in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    found = _wrk(server, _script(kinds.POINT, changing=True), connections=6)
    print(
        f"\nPoint queries beside two long ones: {found['rps']:,.0f} a second, "
        f"p50 {found['p50']:.1f} ms, p99 {found['p99']:.1f} ms",
        flush=True,
    )
    for thread in threads:
        thread.join()


RAW = """\
import sys, time
from pyoxigraph import QueryResultsFormat, RdfFormat, Store
store = Store()
store.load(path=sys.argv[1], format=RdfFormat.N_QUADS, lenient=True)
for _ in range(int(sys.argv[3])):
    began = time.perf_counter()
    with open(sys.argv[2], "wb") as out:
        store.query(sys.argv[4]).serialize(out, format=QueryResultsFormat.CSV)
    print(time.perf_counter() - began)
"""


def _csv(server: Server, generation: Generation, runs: int) -> None:
    before = servers.memory(server.pid)
    times, peak, size = [], before, 0
    for run in range(runs):
        done = threading.Event()
        seen: list[float] = []

        def look(seen: list[float] = seen, done: threading.Event = done) -> None:
            while not done.wait(0.1):
                seen.append(servers.memory(server.pid))

        watch = threading.Thread(target=look)
        watch.start()
        parts = urlsplit(server.endpoint)
        talk = http.client.HTTPConnection(parts.netloc, timeout=600)
        began = time.perf_counter()
        target = f"{parts.path}?query={quote(kinds.text(kinds.ROWS, f'{run} {time.time_ns()}'))}"
        talk.request("GET", target, headers={"Accept": "text/csv"})
        answer = talk.getresponse()
        size = 0
        while block := answer.read(2**20):
            size += len(block)
        times.append(time.perf_counter() - began)
        if answer.headers["Rows"] != "1000000":
            sys.exit(f"there are {answer.headers['Rows']} rows")
        done.set()
        watch.join()
        peak = max(peak, *seen)
    text = kinds.text(kinds.ROWS)
    with tempfile.NamedTemporaryFile() as out:
        said = subprocess.run(
            [sys.executable, "-c", RAW, str(generation.path), out.name, str(runs), text],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    raw = [float(line) for line in said.split()]
    print(
        f"\n1,000,000 rows of CSV ({size / 1e6:.0f} MB): {statistics.median(times):.2f} s "
        f"{_spread(times)}; the engine alone, into a file: {statistics.median(raw):.2f} s "
        f"{_spread(raw)}; speed {statistics.median(raw) / statistics.median(times):.2f} of it; "
        f"memory of all processes {before:.0f} MiB before, {peak:.0f} MiB at most",
        flush=True,
    )


def _killed(server: Server) -> None:
    """Kill a reader that works, and see how soon there are as many as before."""
    template = servers.family(server.pid)[1]
    times = []
    for number in range(20):
        asking = threading.Thread(target=_ask_heavy, args=(server, number), daemon=True)
        asking.start()
        time.sleep(0.4)  # longer than the quick reader gives
        before = set(servers.family(template)[1:])
        victim = next(one for one in before if _state(one) == "R")
        began = time.perf_counter()
        os.kill(victim, signal.SIGKILL)
        while not set(servers.family(template)[1:]) - before:
            if time.perf_counter() - began > 5:
                break
        times.append(1000 * (time.perf_counter() - began))
        asking.join()
    print(
        f"\nA killed reader is replaced after {statistics.median(times):.0f} ms "
        f"(of 20: {min(times):.0f} to {max(times):.0f})",
        flush=True,
    )


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


def _ask_heavy(server: Server, number: int, seconds: int = 1) -> None:
    query = kinds.text(kinds.HEAVY, f"{number} {time.time_ns()}")
    parts = urlsplit(server.endpoint)
    talk = http.client.HTTPConnection(parts.netloc, timeout=600)
    talk.request("GET", f"{parts.path}?query={quote(query)}&timeout={seconds}")
    talk.getresponse().read()


def _start(place: Path, generation: Generation, runs: int) -> None:
    times = []
    for _ in range(min(runs, 5)):
        with servers.ours(place) as server:
            times.append(server.seconds)
    millions = generation.manifest["quads"] / 1e6
    median = statistics.median(times)
    print(
        f"\nFrom the command to the first answer: {median:.2f} s {_spread(times)}, "
        f"{median / millions:.1f} s a million quads",
        flush=True,
    )


def _memory(place: Path) -> None:
    print("\n| readers | memory at rest (MiB) | after every kind, twice |\n|---|---:|---:|")
    for readers in (1, 2, 4):
        with servers.ours(place, *FREE, "--readers", str(readers)) as server:
            rest = servers.memory(server.pid)
            threads = [
                threading.Thread(target=_every_kind, args=(server, one))
                for one in range(readers * 2)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            print(f"| {readers} | {rest:.0f} | {servers.memory(server.pid):.0f} |", flush=True)


def _every_kind(server: Server, part: int) -> None:
    talk = _Talk(server.endpoint)
    for kind, query in kinds.KINDS.items():
        talk.ask(kinds.text(query, f"{kind} {part} {time.time_ns()}"))


if __name__ == "__main__":
    main()
