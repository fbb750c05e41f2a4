"""Build the wheel and run the tests of its code, where the checkout is out of reach.

A file that the wheel lacks is never missed in a checkout, so the wheel's files
are held against those that git would ship, and against those of a wheel built
from the source distribution.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kg", "server")
DATA = ("ontology", "shapes", "queries", "studies")
LEFT = ("faults", "ontology", "profiles", "queries", "shapes")
"""Folders of tests on what the data say and on what kills processes: where the files lie changes
neither.
"""


def main() -> None:
    """Build, compare, install and test; leave with the exit status of what failed first."""
    with tempfile.TemporaryDirectory(prefix="foigraph-wheel-") as name:
        folder = Path(name)
        wheel = build(folder / "direct", "--wheel")
        found = names(wheel)
        same("the wheel built from the source distribution", names(build(folder / "sdist")), found)
        if (ROOT / ".git").exists() and shutil.which("git"):
            same("what git would ship", shipped(), {n for n in found if ".dist-info/" not in n})
        test(wheel, folder)


def build(out: Path, *options: str) -> Path:
    """Build into *out* and return the wheel; without options it is built from the sdist."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, *options, ROOT, cwd=out)
    (wheel,) = out.glob("*.whl")
    return wheel


def names(wheel: Path) -> set[str]:
    """Return the name of every file in *wheel*."""
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def shipped() -> set[str]:
    """Return where each file of the packages and of their data must stand in the wheel."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *PACKAGES, *DATA],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {
        file if file.split("/")[0] in PACKAGES else f"kg/_data/{file}"
        for file in listed.split("\0")
        if file and (ROOT / file).exists()
    }


def same(other: str, expected: set[str], found: set[str]) -> None:
    """Leave with a message when the wheel lacks a file or has one too many."""
    if expected != found:
        lacking = "".join(f"\n  lacking: {name}" for name in sorted(expected - found))
        surplus = "".join(f"\n  surplus: {name}" for name in sorted(found - expected))
        sys.exit(
            f"the wheel differs from {other}:{lacking}{surplus}\n"
            "mend .gitignore or the tables of tool.hatch.build in pyproject.toml"
        )


def test(wheel: Path, folder: Path) -> None:
    """Run a copy of the tests on *wheel*, installed in a fresh environment in *folder*."""
    place = folder / "tested"
    shutil.copytree(
        ROOT / "tests",
        place / "tests",
        # The tests of packaging are about the checkout.
        ignore=shutil.ignore_patterns("packaging", "__pycache__"),
    )
    # For pytest's options, what pages of the manual show, and the invented letters.
    shutil.copy(ROOT / "pyproject.toml", place)
    for name in ("docs", "benchmarks"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    tools = (
        "pytest",
        "hypothesis",
        "openpyxl",
        "python-docx",
        "pytesseract",
        "govuk-bank-holidays",
        "altair",
        "vl-convert-python",
    )
    run(*pip, "--constraint", ROOT / "constraints.txt", wheel, *tools, cwd=place)
    left = [f"--ignore=tests/{folder}" for folder in LEFT]
    options = ("-p", "no:cacheprovider", *left)
    run(python, "-m", "pytest", *options, cwd=place, env=environment(programs))


def environment(programs: Path) -> dict[str, str]:
    """Return this environment with *programs* first and no way back to the checkout."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    }
    kept["PATH"] = os.pathsep.join((str(programs), kept.get("PATH", os.defpath)))
    shared = ROOT.parent / "shared"
    if "FOIGRAPH_SHARED" not in kept and shared.is_dir():
        kept["FOIGRAPH_SHARED"] = str(shared)
    return kept


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> None:
    """Run *command* in *cwd*; leave with its exit status when it fails."""
    cwd.mkdir(parents=True, exist_ok=True)
    status = subprocess.run([str(part) for part in command], cwd=cwd, env=env, check=False)
    if status.returncode:
        sys.stderr.write(f"failed: {' '.join(map(str, command))}\n")
        sys.exit(status.returncode)


if __name__ == "__main__":
    main()
