"""Choose every IRI of a study.  No other module makes one.

Keys are readable and stable: what a document says twice the same gets one IRI,
and no IRI is made of a title or of an address, since both change.
"""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.model import Passage
from kg.model.key import key, slug


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints IRIs under the base of one study."""

    base: str

    def thing(self, prefix: str, local: str) -> NamedNode:
        """Return the thing *local* of the kind that *prefix* stands for."""
        return NamedNode(f"{self.base}id/{vocabulary.THINGS[prefix]}/{local}")

    def graph(self, local: str) -> NamedNode:
        """Return the named graph *local*."""
        return NamedNode(f"{self.base}graph/{local}")

    def request(self, force: str, reference: str) -> NamedNode:
        """Return the request that *force* gave *reference*, however it is spelt."""
        return self.thing("req", key(force, reference))

    def question(self, request: NamedNode, label: str) -> NamedNode:
        """Return the question *label* of *request*."""
        return self.thing("qst", f"{local(request)}-q{slug(label)}")

    def answer(self, request: NamedNode, label: str) -> NamedNode:
        """Return the answer to question *label* of *request*."""
        return self.thing("ans", f"{local(request)}-q{slug(label)}")

    def version(self, document: str, number: int) -> NamedNode:
        """Return version *number* of the document with the key *document*."""
        return self.thing("ver", f"{document}-v{number}")

    def evidence(self, version: NamedNode, passage: Passage) -> NamedNode:
        """Return the evidence at *passage* of *version*: characters, or page, row and column."""
        if passage.row is not None:
            place = f"p{passage.page}-r{passage.row}"
            if passage.column is not None:
                place += f"-c{passage.column}"
        elif passage.start is not None:
            place = f"c{passage.start}-{passage.end}"
        else:
            place = f"p{passage.page}"
        return self.thing("ev", f"{local(version)}-{place}")


def local(node: NamedNode) -> str:
    """Return the key that *node* ends in; for nodes that this module minted."""
    return node.value.rpartition("/")[2]
