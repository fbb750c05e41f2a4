"""Hold the versions in constraints.txt against the vulnerabilities that are known of them.

Asks the registry that pip asks.  One that tells nothing of vulnerabilities, or
that cannot be reached, leaves the versions unaudited, which is said and is no failure.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (
    *(sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "constraints.txt")),
    *("--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"),
)


def main() -> None:
    """Audit, and leave with 1 if a version has a known vulnerability."""
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout)["dependencies"]
    except ValueError:
        sys.exit(told([], reason=done.stderr.strip().rpartition("\n")[2]))
    sys.exit(told(found))


def told(found: list[dict[str, Any]], *, reason: str = "") -> int:
    """Print what was *found* of each version; return the exit status."""
    audited = [one for one in found if "vulns" in one]
    if not audited:
        print(
            f"Nothing was audited: the registry tells nothing of vulnerabilities. {reason}".strip()
        )
        return 0
    bad = [(one, vulnerability) for one in audited for vulnerability in one["vulns"]]
    for one, vulnerability in bad:
        mend = ", ".join(vulnerability["fix_versions"]) or "no version yet"
        print(f"{one['name']} {one['version']}: {vulnerability['id']}, mended in {mend}")
    print(f"{len(audited)} of {len(found)} versions audited, {len(bad)} vulnerabilities known")
    return 1 if bad else 0


if __name__ == "__main__":
    main()
