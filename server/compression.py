"""Send answers compressed to those who take them so (RFC 9110, 8.4.1)."""

import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli
from flask import Flask, Response, current_app, g, request
from werkzeug.wsgi import wrap_file

from server import protocol
from server.cache import Cache, Kept, Spool
from server.current import current

SMALL = 1_400
"""Bytes that fit into one packet: to compress fewer gains nothing."""

BLOCK = 2**20
BROTLI = 4
"""Quality that is about as fast as gzip's usual one, and smaller."""

KINDS = ("text/", "application/", "image/svg")
"""How media types begin that are worth compressing: all that is sent here but pictures."""


class _Compressor(Protocol):
    def process(self, block: bytes) -> bytes: ...

    def finish(self) -> bytes: ...


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.compressobj(wbits=31)
        self.process = self._inner.compress

    def finish(self) -> bytes:
        return self._inner.flush()


def register(app: Flask) -> None:
    """Make *app* compress its answers."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    size = response.content_length or 0
    kind = response.mimetype or ""
    if not kind.startswith(KINDS) or response.content_encoding is not None:
        return response
    response.headers.add("Vary", "Accept-Encoding")
    spool: Spool | None = g.get("spool")
    coding = protocol.encoding(request.headers.get("Accept-Encoding"))
    if coding is None or size < SMALL or response.status_code != 200:
        return response
    # A file is sent as it lies there; to a server that knows its length it is no stream.
    if spool is None and (response.is_streamed or response.direct_passthrough):
        return response
    mark: str | None = g.get("mark")
    cache: Cache = current_app.extensions["cache"]
    key = f"{mark} {coding}"
    kept = cache.get(key) if mark else None
    if kept is None:
        source = _blocks(spool) if spool is not None else (response.get_data(),)
        kept = _coded(source, coding, in_file=spool is not None)
        if mark:
            cache.put(key, kept)
    if isinstance(kept.content, bytes):
        response.data = kept.content
    else:
        g.spool = kept.content
        response.response = wrap_file(request.environ, kept.content.reader(), BLOCK)
    response.content_length = kept.size
    response.content_encoding = coding
    return response


def _blocks(spool: Spool) -> Iterator[bytes]:
    with spool.reader() as file:
        while block := file.read(BLOCK):
            yield block


def _coded(blocks: Iterable[bytes], coding: str, *, in_file: bool) -> Kept:
    compressor: _Compressor = brotli.Compressor(quality=BROTLI) if coding == "br" else _Gzip()
    if not in_file:
        content = b"".join(_run(compressor, blocks))
        return Kept(rows=None, size=len(content), content=content)
    size = 0
    with tempfile.TemporaryFile(dir=current().spool) as file:
        for piece in _run(compressor, blocks):
            file.write(piece)
            size += len(piece)
        file.flush()
        return Kept(rows=None, size=size, content=Spool(os.dup(file.fileno())))


def _run(compressor: _Compressor, blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        yield compressor.process(block)
    yield compressor.finish()
