"""What the repository promises of itself; these tests are about the checkout and run only there."""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML

from kg import __version__, resources

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PARTS = ["Context", "Decision", "Why", "Consequences"]
HEADINGS = ["Security", "Removed", "Deprecated", "Added", "Changed", "Fixed"]

# No folder of sources can bear one of these names, so they may match at any depth.
ANYWHERE = {"__pycache__/", "*.egg-info/"}

# Spelt backwards, so that this file is not found by them.
REGISTRIES = ("ipyp", "sjmpn", "detsohnohtyp", "naibed")
FOLDERS = ("krow", "toor", "pmt", "emoh", "sresU")
HOSTS = re.compile(rf"\b(?:{'|'.join(name[::-1] for name in REGISTRIES)})\.(?:org|com)\b")
MACHINE_PATHS = re.compile(rf"(?<![\w.:-])/(?:{'|'.join(name[::-1] for name in FOLDERS)})/")


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """The files that git has, or would have after a commit."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        reason = f"{ROOT} is no checkout of git, or there is no git"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def requirements() -> list[Requirement]:
    """Everything that pyproject.toml asks for, of users, of developers and to build."""
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    named = [*project["dependencies"], *PROJECT["build-system"]["requires"]]
    return [Requirement(line) for line in (*named, *(line for extra in extras for line in extra))]


def pins() -> dict[str, str]:
    """Every line of constraints.txt that is no comment: name -> version."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {
        name: version
        for name, _, version in (line.partition("==") for line in lines if not line.startswith("#"))
    }


def normal(name: str) -> str:
    """Return *name* of a distribution in its normal form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_an_ignore_pattern_matches_at_one_place_only() -> None:
    """A pattern without a slash in front once dropped ``kg/store`` from the wheel."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

    loose = [line for line in lines if line and line[0] not in "#/" and line not in ANYWHERE]

    assert loose == []


def test_no_document_of_others_is_in_the_repository(shared: Path, tracked: list[Path]) -> None:
    ours = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in tracked}
    theirs = {
        hashlib.sha256(content).hexdigest(): path
        for path in shared.rglob("*")
        if path.is_file() and (content := path.read_bytes())
    }

    copies = [f"{ours[digest]} is {theirs[digest]}" for digest in ours.keys() & theirs.keys()]

    assert copies == []


def test_every_package_is_in_the_wheel_and_ships_its_types() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]

    assert packages == set(wheel["only-include"]) - set(wheel["sources"])
    assert all((ROOT / package / "py.typed").is_file() for package in packages)


def test_data_folders_stand_where_the_program_looks_for_them() -> None:
    sources = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["sources"]

    assert sources == {folder: f"kg/_data/{folder}" for folder in resources.FOLDERS}


def test_one_version_is_told_everywhere() -> None:
    citation = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    newest = re.search(r"^## (\S+)", changes, re.MULTILINE)

    assert newest is not None
    assert {PROJECT["project"]["version"], citation["version"], newest[1]} == {__version__}


def test_changes_stand_in_the_order_of_what_a_user_must_act_on() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    releases = [
        re.findall(r"^### (.+)$", part, re.MULTILINE)
        for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    ]

    assert releases
    for found in releases:
        assert found
        assert found == [heading for heading in HEADINGS if heading in found]


def test_no_registry_and_no_path_of_a_machine_is_named(tracked: list[Path]) -> None:
    found = []
    for path in tracked:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # an image or the like, which names nothing
        found += [
            f"{path.relative_to(ROOT)}, line {number}: {match[0]}"
            for number, line in enumerate(lines, start=1)
            for match in (HOSTS.search(line), MACHINE_PATHS.search(line))
            if match is not None
        ]

    assert found == []


def test_the_licence_is_apache_2_0_word_for_word() -> None:
    content = (ROOT / "LICENSE").read_bytes()

    assert (
        hashlib.sha256(content).hexdigest()
        == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
    )


@pytest.mark.parametrize("file", PROJECT["project"]["license-files"])
def test_every_licence_that_the_package_names_is_there(file: str) -> None:
    assert (ROOT / file).read_text(encoding="utf-8").strip()


def test_every_requirement_is_pinned_to_a_version_that_it_allows() -> None:
    pinned = {normal(name): version for name, version in pins().items()}

    unmet = [
        str(requirement)
        for requirement in requirements()
        if normal(requirement.name) not in pinned
        or pinned[normal(requirement.name)] not in requirement.specifier
    ]

    assert unmet == []


def imported(file: Path) -> set[str]:
    """The packages that a module imports, also those that it loads only when it needs them."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(str(node.module).partition(".")[0])
    return found


def test_what_the_program_imports_it_asks_for() -> None:
    """A package that only comes along with another, or with the tools, is missed by users."""
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    asked = {
        normal(Requirement(line).name)
        for line in (*project["dependencies"], *extras["charts"], *extras["ocr"])
    }
    provided = packages_distributions()

    unasked = {
        f"{file.relative_to(ROOT)}: {name}"
        for package in ("kg", "server")
        for file in (ROOT / package).rglob("*.py")
        for name in imported(file) - sys.stdlib_module_names - {"kg", "server"}
        if not asked & {normal(distribution) for distribution in provided.get(name, [name])}
    }

    assert unasked == set()


def test_a_pin_is_a_name_and_a_version_and_no_address() -> None:
    odd = {name: version for name, version in pins().items() if not re.match(r"\d[\w.]*$", version)}

    assert odd == {}


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_record_has_its_four_parts_with_words_in_each(path: Path) -> None:
    title, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert title.startswith(f"# {path.stem[:4]}: ")
    assert [part.partition("\n")[0] for part in parts] == PARTS
    assert all(part.partition("\n")[2].strip() for part in parts)


def test_decision_records_are_numbered_without_gaps_and_listed() -> None:
    listed = re.findall(
        r"^- \[(\d{4})\]\((.+?)\): (.+)$",
        (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    titles = [path.read_text(encoding="utf-8").splitlines()[0] for path in DECISIONS]

    assert [int(number) for number, _, _ in listed] == list(range(1, len(DECISIONS) + 1))
    assert [file for _, file, _ in listed] == [path.name for path in DECISIONS]
    assert [f"# {number}: {title}" for number, _, title in listed] == titles


def test_checklists_are_numbered_without_gaps() -> None:
    """A review says "E3", so no number may move without notice."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    sections = re.findall(r"^### ([A-J])\. .+\n\n((?:- .+\n)+)", text, re.MULTILINE)

    assert [letter for letter, _ in sections] == list("ABCDEFGHIJ")
    for letter, items in sections:
        numbers = re.findall(r"^- \*\*(\w+)\*\* ", items, re.MULTILINE)
        assert numbers == [f"{letter}{number + 1}" for number in range(len(items.splitlines()))]
