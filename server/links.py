"""Where a link of the documentation leads: to a page of a server, or to a file beside it."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg import vocabulary
from server import documentation


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Makes addresses of pages that stand in one tree, on a server or as files."""

    root: str
    """What leads from the page to the top of the tree."""

    suffix: str = ""
    """What names of pages end in: ``.html`` for files."""

    def page(self, path: str) -> str:
        """Return the address of the page at *path* from the top, such as ``ontology/core``."""
        path, hash_, anchor = path.partition("#")
        return f"{self.root}/{path}{self.suffix}{hash_}{anchor}"

    def data(self, path: str) -> str:
        """Return the address of the file at *path* from the top."""
        return f"{self.root}/{path}"

    def query(self, name: str) -> str:
        """Return the address of what is told of the named query *name*."""
        return self.page(f"queries#{name}") if self.suffix else self.page(f"queries/{name}")

    def to(self, node: NamedNode) -> str | None:
        """Return where *node* is told of, or None where it is nothing to follow."""
        iri = node.value
        if iri.startswith(vocabulary.ONTOLOGY):
            name = iri.removeprefix(vocabulary.ONTOLOGY)
            module = documentation.module_of().get(name)
            return self.page(f"ontology/{module}#{name}") if module else None
        if iri.startswith(vocabulary.SHAPES):
            return self.page(f"shapes#{iri.removeprefix(vocabulary.SHAPES)}")
        if iri.startswith(vocabulary.CODE):
            return self.page(f"ontology/codes#{iri.removeprefix(vocabulary.CODE)}")
        for told in documentation.modules():
            if iri in (told.iri.value, f"{told.iri.value}/{told.version}"):
                return self.page(f"ontology/{told.key}")
        return iri if iri.startswith(("https://", "http://")) else None
