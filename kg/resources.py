"""Find the files that ship with the package: ontology, shapes, queries and studies.

They stand at the top of a checkout and inside ``kg/_data`` of an installed
wheel; this module is the only one that knows either place.
"""

from functools import cache
from pathlib import Path

FOLDERS = ("ontology", "shapes", "queries", "studies")


@cache
def root() -> Path:
    """Return the folder that holds ``ontology``, ``shapes``, ``queries`` and ``studies``.

    Raises:
        FileNotFoundError: neither place holds all of them; the installation is broken.
    """
    packaged = Path(__file__).resolve().parent / "_data"
    checkout = Path(__file__).resolve().parent.parent
    for candidate in (packaged, checkout):
        if all((candidate / folder).is_dir() for folder in FOLDERS):
            return candidate
    raise FileNotFoundError(
        f"neither {packaged} nor {checkout} holds {', '.join(FOLDERS)}; "
        "reinstall from a complete checkout with 'pip install .'"
    )


def files(folder: str, suffix: str) -> tuple[Path, ...]:
    """Return every file under *folder* whose name ends in *suffix*, in a stable order."""
    return tuple(sorted(path for path in (root() / folder).rglob(f"*{suffix}") if path.is_file()))
