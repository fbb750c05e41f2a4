"""Two sorted files are told apart line by line, however long they are alike."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.store import differences, lines_that_begin
from kg.store.differences import BLOCK

a_line = st.text("ab é<>", min_size=1, max_size=12).map(str.encode)
lines = st.lists(a_line, max_size=60)


def written(path, found):
    path.write_bytes(b"".join(line + b"\n" for line in sorted(set(found))))
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(old=lines, new=lines, both=lines)
def test_lines_of_one_alone_are_found(tmp_path, old, new, both):
    old, new = {*old, *both}, {*new, *both}

    removed, added = differences(written(tmp_path / "a", old), written(tmp_path / "b", new))

    assert removed == b"".join(line + b"\n" for line in sorted(old - new))
    assert added == b"".join(line + b"\n" for line in sorted(new - old))


@pytest.mark.parametrize("place", [0, 1, 5_000, 99_998, 99_999])
def test_one_line_among_many_blocks_is_found(tmp_path, place):
    old = [f"{number:08}".encode() for number in range(100_000)]
    assert 9 * len(old) > 10 * BLOCK
    new = [line + b"x" * (number == place) for number, line in enumerate(old)]

    found = differences(written(tmp_path / "a", old), written(tmp_path / "b", new))

    assert found == (old[place] + b"\n", old[place] + b"x\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(found=lines, beginning=a_line)
def test_lines_that_begin_alike_are_found_together(tmp_path, found, beginning):
    file = written(tmp_path / "a", found)

    there = lines_that_begin(file, beginning).splitlines()

    assert there == [line for line in sorted(set(found)) if line.startswith(beginning)]
