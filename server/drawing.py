"""Draw charts in a process of its own: drawing keeps Python's lock, and the front must answer.

The process starts with the first picture, has no network and limited memory, and
draws one after the other; what takes too long is killed with it, what takes too
much ends it, and the next one starts anew.

    python -m server.drawing BYTES
"""

import pickle
import signal
import struct
import subprocess
import sys
import threading
from typing import IO, Any

from kg.chart import drawing
from kg.chart.sheet import Sheet
from kg.errors import BusyError, DrawingError, KgError
from server.readers import isolation

SECONDS = 20.0
"""How long one picture may take, the start of the process in it."""

PATIENCE = 10.0
"""How long a picture waits until those before it are drawn (seconds)."""

MEMORY = 2**30
"""What the process may take beside what it takes at its start (bytes of its data).

The pictures of the study that ships take two thirds of it, most of it set aside and not used.
A limit on addresses would be of no use: the engine of a browser reserves 66 GB of them at once."""

LENGTH = struct.Struct(">Q")


class Drawer:
    """Gives the pictures of sheets; safe to ask from several threads."""

    def __init__(
        self, *, seconds: float = SECONDS, patience: float = PATIENCE, memory: int = MEMORY
    ) -> None:
        self._seconds, self._patience, self._memory = seconds, patience, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False

    def draw(self, sheet: Sheet, form: str) -> bytes:
        """Return *sheet* as ``svg``, ``png`` or ``json``.

        Raises:
            ExtraError: the packages that draw are not installed.
            DrawingError: it could not be drawn, or not in the time and memory that there are.
            BusyError: too many others wait.
        """
        if not self._lock.acquire(timeout=self._patience):
            raise BusyError("other charts are being drawn; ask again in a few seconds")
        try:
            return self._drawn(sheet, form)
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process, whatever it draws."""
        self._closed = True
        process = self._process
        if process is not None:
            _end(process)

    def _drawn(self, sheet: Sheet, form: str) -> bytes:
        process = self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.start()
        try:
            assert process.stdin is not None  # noqa: S101 -- both are pipes
            assert process.stdout is not None  # noqa: S101
            _send(process.stdin, (sheet, form))
            found = _receive(process.stdout)
        except (EOFError, OSError) as error:
            _end(process)
            why = (
                f"it could not be drawn within {self._seconds:g} seconds"
                if late.is_set()
                else "the process that draws ended; most likely it needed more than the "
                f"{self._memory // 2**20:,} MiB of memory that it may have"
            )
            raise DrawingError(
                f"chart '{sheet.chart}': {why}; ask for fewer forces or a shorter time, or take "
                "its data as csv"
            ) from error
        finally:
            timer.cancel()
        if isinstance(found, KgError):
            raise found
        content: bytes = found
        return content

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise DrawingError("the server is stopping; ask again when it is back")
        if self._process is None or self._process.poll() is not None:
            if self._process is not None:
                _end(self._process)
            self._process = subprocess.Popen(  # noqa: S603 -- this module, and a number
                [sys.executable, "-m", "server.drawing", str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was to be sent found nobody
                continue


def _send(pipe: IO[bytes], value: object) -> None:
    content = pickle.dumps(value)
    pipe.write(LENGTH.pack(len(content)) + content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size))
    return pickle.loads(_exactly(pipe, length))  # noqa: S301 -- from a process of our own


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def main() -> None:
    """Draw what comes on standard input until that ends."""
    # Ctrl+C goes to every process of a terminal; the one that talks to clients decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    isolation.cut_network()
    isolation.limit_memory(int(sys.argv[1]))
    pipe, out = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            sheet, form = _receive(pipe)
        except EOFError:
            return
        _send(out, _content(sheet, form))


def _content(sheet: Sheet, form: str) -> bytes | KgError:
    try:
        if form == "png":
            return drawing.as_png(sheet)
        text = drawing.as_svg(sheet) if form == "svg" else drawing.as_json(sheet)
    except KgError as error:
        return error
    return text.encode()


if __name__ == "__main__":
    main()
