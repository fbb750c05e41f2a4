"""Fuzz reading and extraction for a while; leave with 1 when something broke.

    python -m tests.fuzz.run [--seconds 300] [--keep .fuzz]

What was found to reach new code is kept, so that the next run goes on from
there; an input that broke something is kept beside it, with how to run it again.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from tests.fuzz import seeds

TARGETS = tuple(seeds.WRITTEN)


def main() -> None:
    """Run each target for its share of the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300, help="in all (default 300)")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="default .fuzz")
    arguments = parser.parse_args()
    broken = [
        target
        for target in TARGETS
        if not run(target, arguments.keep / target, arguments.seconds // len(TARGETS))
    ]
    if broken:
        sys.exit(1)
    sys.stderr.write(f"{arguments.seconds} s on {' and '.join(TARGETS)}: nothing broke\n")


def run(target: str, folder: Path, seconds: int) -> bool:
    """Return whether *target* ran for *seconds* without breaking."""
    corpus, broken = folder / "corpus", folder / "broken"
    broken.mkdir(parents=True, exist_ok=True)
    seeds.write(corpus, seeds.WRITTEN[target]())
    command = [sys.executable, "-m", f"tests.fuzz.{target}"]
    done = subprocess.run(
        [*command, f"-max_total_time={seconds}", f"-artifact_prefix={broken}/", str(corpus)],
        check=False,
    )
    for path in sorted(broken.iterdir()):
        sys.stderr.write(f"broken by {path}; run it again: {' '.join(command)} {path}\n")
    return done.returncode == 0


if __name__ == "__main__":
    main()
