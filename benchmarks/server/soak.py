"""Ask a server for a long while, of every kind and badly too, and see that it stays as it was.

    python -m benchmarks.server.soak [--minutes 30]

Prints memory and open files of all its processes once a minute, and at the end
how much both grew from the second minute on.  Readers are killed all the while.
"""

import argparse
import http.client
import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks.server import kinds, servers
from benchmarks.server.servers import Server
from kg import resources

CLIENTS = 4
KILLING = 2.0
"""Seconds between two kills of a reader."""


def main() -> None:
    """Print a line a minute, and how the server is at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    minutes = parser.parse_args().minutes
    place = resources.root() / "studies" / "uk-facial-recognition"
    statuses: Counter[int] = Counter()
    stop = threading.Event()
    with servers.ours(place, "--timeout", "2", "--cache", "32M") as server:
        threads = [
            threading.Thread(target=_ask, args=(server, part, statuses, stop), daemon=True)
            for part in range(CLIENTS)
        ]
        threads.append(threading.Thread(target=_kill, args=(server, stop), daemon=True))
        for thread in threads:
            thread.start()
        seen = []
        for minute in range(1, int(minutes) + 1):
            time.sleep(60)
            seen.append((servers.memory(server.pid), _files(server.pid)))
            print(
                f"minute {minute}: {seen[-1][0]:.0f} MiB, {seen[-1][1]} files, "
                f"{sum(statuses.values()):,} answers {dict(sorted(statuses.items()))}",
                flush=True,
            )
        stop.set()
        for thread in threads:
            thread.join()
    if len(seen) > 2:
        print(
            f"from the second minute to the last: {seen[-1][0] - seen[1][0]:+.0f} MiB, "
            f"{seen[-1][1] - seen[1][1]:+d} files"
        )


def _ask(server: Server, part: int, statuses: "Counter[int]", stop: threading.Event) -> None:
    chance = random.Random(part)  # noqa: S311
    parts = urlsplit(server.endpoint)
    number = 0
    while not stop.is_set():
        number += 1
        query = chance.choice((*kinds.KINDS.values(), kinds.HEAVY, "SELECT nonsense"))
        text = kinds.text(query, f"{part} {number}" if chance.random() < 0.8 else "")
        form = chance.choice(("", "&format=csv", "&format=turtle", "&format=none"))
        talk = http.client.HTTPConnection(parts.netloc, timeout=60)
        coding = chance.choice(("identity", "gzip", "br"))
        talk.request(
            "GET", f"{parts.path}?query={quote(text)}{form}", headers={"Accept-Encoding": coding}
        )
        if chance.random() < 0.1:
            time.sleep(chance.random() / 2)
            talk.close()  # goes away before the answer
            continue
        answer = talk.getresponse()
        answer.read()
        statuses[answer.status] += 1
        talk.close()


def _kill(server: Server, stop: threading.Event) -> None:
    template = servers.family(server.pid)[1]
    while not stop.wait(KILLING):
        readers = servers.family(template)[1:]
        if readers:
            try:
                os.kill(random.choice(readers), signal.SIGKILL)  # noqa: S311
            except ProcessLookupError:
                continue


def _files(pid: int) -> int:
    count = 0
    for one in servers.family(pid):
        try:
            count += len(list(Path(f"/proc/{one}/fd").iterdir()))
        except OSError:
            continue
    return count


if __name__ == "__main__":
    main()
