"""What stands in files of sorted lines: what differs between two, and what one says of a thing."""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BLOCK = 1 << 16
LARGEST = 1 << 20

Bytes = bytes | mmap.mmap


def differences(old: Path, new: Path) -> tuple[bytes, bytes]:
    """Return the lines that only *old* has, and those that only *new* has.

    Both are sorted, as the quads of generations are.
    """
    with _mapped(old) as before, _mapped(new) as after:
        removed, added = [], []
        here = there = 0
        while here < len(before) and there < len(after):
            same = _same(before, after, here, there)
            here, there = here + same, there + same
            first, second = _line(before, here), _line(after, there)
            if first == second:  # at the end of one of them
                here, there = here + len(first), there + len(second)
            elif second and (not first or second < first):
                added.append(second)
                there += len(second)
            else:
                removed.append(first)
                here += len(first)
        return b"".join((*removed, before[here:])), b"".join((*added, after[there:]))


def lines_that_begin(path: Path, beginning: bytes) -> bytes:
    """Return the lines of the sorted file *path* that begin so."""
    with _mapped(path) as text:
        low, high = 0, len(text)
        while low < high:
            middle = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            line = _line(text, middle)
            if line < beginning:
                low = middle + len(line)
            else:
                high = middle
        end = low
        while (line := _line(text, end)).startswith(beginning) and line:
            end += len(line)
        return text[low:end]


@contextmanager
def _mapped(path: Path) -> Iterator[Bytes]:
    with path.open("rb") as file:
        if path.stat().st_size == 0:  # nothing can be mapped
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            yield text


def _line(text: Bytes, start: int) -> bytes:
    end = text.find(b"\n", start) + 1
    return text[start : end or len(text)]


def _same(before: Bytes, after: Bytes, here: int, there: int) -> int:
    """Return the length of the whole lines that both have from their places on."""
    same, size = 0, BLOCK
    # As long as blocks are equal the next is twice as long; where they differ, half.
    while size:
        block = before[here + same : here + same + size]
        if len(block) == size and block == after[there + same : there + same + size]:
            same += size
            size = min(size * 2, LARGEST)
        else:
            size = min(size, BLOCK) // 2
    return max(before.rfind(b"\n", here, here + same) + 1 - here, 0)
