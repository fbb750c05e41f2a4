"""Talk to the server that is tested, byte for byte as a test says."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


@dataclass(slots=True)
class Service:
    """The addresses of one server, and a connection to it."""

    query: str
    update: str
    graphs: str
    _talk: http.client.HTTPConnection | None = field(default=None, repr=False)

    def send(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        """Return the answer to one request; only Host and Content-Length are added."""
        parts = urlsplit(address)
        if self._talk is None:
            self._talk = http.client.HTTPConnection(parts.netloc, timeout=60)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        self._talk.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            if name.lower() not in ("host", "content-length"):
                self._talk.putheader(name, value)
        if body is not None or method in ("POST", "PUT"):
            self._talk.putheader("Content-Length", str(len(body or b"")))
        self._talk.endheaders(body)
        answer = self._talk.getresponse()
        content = answer.read()
        found = {name.lower(): value for name, value in answer.getheaders()}
        if answer.will_close:
            self._talk.close()
            self._talk = None
        return Answer(answer.status, found, content)

    def clear(self) -> None:
        """Leave nothing in the dataset."""
        self.change("DROP ALL")

    def change(self, update: str) -> Answer:
        """Send an update that must succeed."""
        answer = self.send(
            "POST", self.update, {"Content-Type": "application/sparql-update"}, update.encode()
        )
        assert answer.status in (200, 204), answer
        return answer

    def load(self, graphs: Mapping[str | None, Path]) -> None:
        """Make the dataset hold *graphs* and nothing else; None is the default graph."""
        self.clear()
        for name, file in graphs.items():
            form = ox.RdfFormat.from_extension(file.suffix[1:])
            assert form is not None
            # Names in it are relative to the file, which a server cannot know.
            triples = ox.parse(file.read_bytes(), format=form, base_iri=file.as_uri())
            content = ox.serialize((one.triple for one in triples), format=ox.RdfFormat.N_TRIPLES)
            headers = {"Content-Type": "application/n-triples"}
            answer = self.send("PUT", self.graph(name), headers, content)
            assert answer.status in (201, 204), answer

    def graph(self, name: str | None) -> str:
        """Return the address of a graph."""
        return f"{self.graphs}?" + ("default" if name is None else f"graph={quote(name, safe='')}")
