"""Make a study of any size out of the one that ships: its things again, under new names."""

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.store import Generation, Generations

SETTINGS = """\
title = "A generated study"
publisher = "nobody"
licence = "https://creativecommons.org/licenses/by/4.0/"
"""


def generate(folder: Path, shipped: Generation, quads: int) -> Generation:
    """Return a generation of about *quads* quads in a new study in *folder*.

    The first copy keeps its names, so that a query that names a thing of the
    shipped study finds it here too.
    """
    folder.mkdir(parents=True)
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    lines = sorted(_lines(shipped.path.read_text(encoding="utf-8").splitlines(), quads))
    (folder / "lines.nq").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found: list[Quad] = list(parse(path=str(folder / "lines.nq"), format=RdfFormat.N_QUADS))
    generations = Generations(folder)
    with generations.stage(found, origins={}, notes={}) as staged:
        return generations.promote(staged)


def _lines(own: list[str], quads: int) -> Iterator[str]:
    name = re.compile(r"<(https://w3id\.org/foigraph/(?:id|graph)/[^>]*)>")
    copied = [line for line in own if name.search(line)]
    yield from own
    count, copy = len(own), 1
    while count < quads:
        copy += 1
        for line in copied[: quads - count]:
            yield name.sub(rf"<\1-copy-{copy}>", line)
        count += len(copied)
