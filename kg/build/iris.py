"""Choose every IRI of a study.  No other module makes one.

Keys are readable and stable: what a document says twice the same gets one IRI,
and no IRI is made of a title or of an address, since both change.
"""

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.model import Passage
from kg.model.key import key, slug

_THING = re.compile(r"id/[^/]+/[^/]+$")


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

    def coding(self, request: NamedNode, label: str | None) -> NamedNode:
        """Return what a person says of the answer to question *label*, or of the whole reply."""
        return self.thing("cod", local(request) + ("" if label is None else f"-q{slug(label)}"))

    def question(self, request: NamedNode, label: str) -> NamedNode:
        """Return the question *label* of *request*."""
        return self.thing("qst", f"{local(request)}-q{slug(label)}")

    def answer(
        self, request: NamedNode, label: str, *, document: str | None = None, version: int = 1
    ) -> NamedNode:
        """Return the answer to question *label* of *request*, as a version of a document has it.

        A further document on the request, and a later version of one, answer anew:
        what the first one said stays as it is.
        """
        own = f"{local(request)}-q{slug(label)}"
        further = (document or "").removeprefix(f"{local(request)}-")
        which = f"-d{further}" if further.isdigit() else ""
        return self.thing("ans", f"{own}{which}{_of(version)}")

    def response(self, document: str, *, version: int = 1) -> NamedNode:
        """Return the response that *version* of the document with the key *document* carries."""
        return self.thing("rsp", f"{document}{_of(version)}")

    def deployment(self, force: str, name: str) -> NamedNode:
        """Return the deployment of *force* that its records give the key *name*."""
        return self.thing("dep", key(force, name))

    def observation(self, version: NamedNode, deployment: str, measure: str) -> NamedNode:
        """Return what *version* prints of *measure* for the deployment with that key."""
        return self.thing("obs", f"{local(version)}-{deployment}-{measure}")

    def version(self, document: str, number: int) -> NamedNode:
        """Return version *number* of the document with the key *document*."""
        return self.thing("ver", f"{document}-v{number}")

    def evidence(self, version: NamedNode, passage: Passage) -> NamedNode:
        """Return the evidence at *passage* of *version*: characters, or page, row and column."""
        if passage.row is not None:
            page = "" if passage.page is None else f"p{passage.page}-"
            place = f"{page}r{passage.row}"
            if passage.column is not None:
                place += f"-c{passage.column}"
        elif passage.start is not None:
            place = f"c{passage.start}-{passage.end}"
        else:
            place = f"p{passage.page}"
        return self.thing("ev", f"{local(version)}-{place}")


def _of(version: int) -> str:
    return "" if version == 1 else f"-v{version}"


def base_of(thing: NamedNode) -> str:
    """Return the base of the study that *thing* is of.

    >>> base_of(Iris("https://example.org/").thing("req", "gb-essex-1"))
    'https://example.org/'
    """
    return _THING.sub("", thing.value)


def local(node: NamedNode) -> str:
    """Return the key that *node* ends in; for nodes that this module minted."""
    return node.value.rpartition("/")[2]
