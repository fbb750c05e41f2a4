"""Build the wheel, hold it against the checkout, and test its two ways in, away from there.

What a file says is tested in the checkout, and the wheel's files are the same
to the byte.  What can differ is which files there are, where they stand, which
packages stand beside them and how the program is started; all of that shows at
the command line and the server.  Their tests run here, and must between them
read every file of data that the wheel holds (docs/decisions/0050-two-stages.md).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kg", "server")
DATA = ("ontology", "shapes", "queries", "studies")
WAYS_IN = ("tests/cli", "tests/server")
EXTRAS = "charts"
TOOLS = ("pytest", "pytest-xdist")
NEEDED = ("tests", "benchmarks")
"""What the tests read beside the program: the second holds invented letters."""

IMPORT = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def main() -> None:
    """Build, compare, install and test; leave with the exit status of what failed first."""
    with tempfile.TemporaryDirectory(prefix="foigraph-wheel-") as name:
        folder = Path(name)
        with ThreadPoolExecutor() as both:
            direct = both.submit(build, folder / "direct", "--wheel")
            other = both.submit(build, folder / "sdist")
            wheel = direct.result()
            found = contents(wheel)
            same("the wheel built from the source distribution", contents(other.result()), found)
        ours = {name: content for name, content in found.items() if ".dist-info/" not in name}
        if (ROOT / ".git").exists() and shutil.which("git"):
            same("what git would ship", shipped(), ours)
        programs = install(wheel, folder, [*ours])
        test(folder, programs, [*ours])


def build(out: Path, *options: str) -> Path:
    """Build into *out* and return the wheel; without options it is built from the sdist."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, *options, ROOT, cwd=out)
    (wheel,) = out.glob("*.whl")
    return wheel


def contents(wheel: Path) -> dict[str, bytes]:
    """Return the bytes of every file in *wheel*, by its name."""
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shipped() -> dict[str, bytes]:
    """Return each file of the packages and of their data, by the name that it has in the wheel."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *PACKAGES, *DATA],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {
        file if file.split("/")[0] in PACKAGES else f"kg/_data/{file}": (ROOT / file).read_bytes()
        for file in listed.split("\0")
        if file and (ROOT / file).exists()
    }


def same(other: str, expected: Mapping[str, bytes], found: Mapping[str, bytes]) -> None:
    """Leave with a message when the wheel lacks a file, has one too many or one that differs."""
    both = expected.keys() & found.keys()
    odd = {
        "lacking": expected.keys() - found.keys(),
        "surplus": found.keys() - expected.keys(),
        "different": {name for name in both if expected[name] != found[name]},
    }
    told = "".join(f"\n  {how}: {name}" for how, names in odd.items() for name in sorted(names))
    if told:
        sys.exit(
            f"the wheel differs from {other}:{told}\n"
            "mend .gitignore or the tables of tool.hatch.build in pyproject.toml"
        )


def install(wheel: Path, folder: Path, names: list[str]) -> Path:
    """Install *wheel* in a fresh environment and return where its programs stand.

    With nothing but what it asks for every module is imported and the program
    started; what the tests need comes after that.
    """
    venv.create(folder / "venv", with_pip=False)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    pip = (
        *(sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"),
        *("install", "--quiet", "--no-compile", "--constraint", ROOT / "constraints.txt"),
    )
    run(*pip, wheel, cwd=folder)
    modules = [
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in names
        if name.endswith(".py")
    ]
    run(python, "-I", "-c", IMPORT, *modules, cwd=folder)
    for words in (("--version",), ("serve", "--help")):  # the second comes by an entry point
        run(programs / "kg", *words, cwd=folder, env=environment(programs), quiet=True)
    run(*pip, f"{wheel}[{EXTRAS}]", *TOOLS, cwd=folder)
    return programs


def test(folder: Path, programs: Path, names: list[str]) -> None:
    """Run the tests of the ways in from a folder of their own; all data must be read in them."""
    place, notes = folder / "tested", folder / "reads"
    notes.mkdir()
    for name in NEEDED:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)  # for pytest's options
    options = ("-p", "no:cacheprovider", "-p", "tests.packaging.reads", "-m", "not alone")
    run(
        *(programs / "python", "-m", "pytest", "-n", "auto", "--dist", "worksteal"),
        *(*options, *WAYS_IN),
        cwd=place,
        env={**environment(programs), "FOIGRAPH_READS": str(notes)},
    )
    read = {line for file in notes.iterdir() for line in file.read_text("utf-8").splitlines()}
    unread = [name for name in names if is_data(name) and name not in read]
    if unread:
        sys.exit(
            f"nothing in {' and '.join(WAYS_IN)} reads these files of the wheel:"
            + "".join(f"\n  {name}" for name in sorted(unread))
            + "\ntest there what needs them, or keep them out of the wheel"
        )


def is_data(name: str) -> bool:
    """Tell whether the program is to read a file: neither code nor words for people."""
    return not name.endswith((".py", ".md", "/py.typed"))


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


def run(
    *command: str | Path, cwd: Path, env: dict[str, str] | None = None, quiet: bool = False
) -> None:
    """Run *command* in *cwd*; leave with its exit status when it fails."""
    cwd.mkdir(parents=True, exist_ok=True)
    words = [str(part) for part in command]
    out = subprocess.DEVNULL if quiet else None
    status = subprocess.run(words, cwd=cwd, env=env, stdout=out, check=False)
    if status.returncode:
        sys.stderr.write(f"failed: {' '.join(map(str, command))}\n")
        sys.exit(status.returncode)


if __name__ == "__main__":
    main()
