"""Many sources at once, through the command itself."""

import json
import os
import pty
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, surroundings
from tests.cli.running import kg_bytes as kg

LETTER = """\
Freedom of Information Request Reference No: 01.FOI.00.{number:06}
You asked the Metropolitan Police:
1. Have you used live facial recognition?
2. How often have you used it?
I have today decided to disclose the located information to you in full.
Q1 - Yes.
Q2 - No information is held.
"""


def letter(number: int) -> bytes:
    return LETTER.format(number=number).encode()


@pytest.fixture
def study(tmp_path: Path) -> Path:
    assert kg("init", "study", cwd=tmp_path).returncode == 0
    return tmp_path / "study"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder of good letters and bad files, two of them deeper."""
    folder = tmp_path / "letters"
    (folder / "deep").mkdir(parents=True)
    for number in range(12):
        (folder / f"{number:02}.txt").write_bytes(letter(number))
    (folder / "03.txt").write_bytes(b"")
    (folder / "07.txt").write_bytes(b"\x7fELF" + bytes(100))
    (folder / "deep" / "20.txt").write_bytes(letter(20))
    (folder / "deep" / "21.txt").write_bytes(b"Onions, and butter, and the stock with an onion.")
    (folder / ".hidden.txt").write_bytes(letter(99))
    return folder


GOOD = [*(f"{n:02}.txt" for n in range(12) if n not in (3, 7)), "deep/20.txt"]
BAD = [("03.txt", "no-text"), ("07.txt", "unreadable-source"), ("deep/21.txt", "")]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_is_read_in_order_and_bad_files_stop_nothing(jobs: str, letters: Path) -> None:
    done = kg("extract", "--json", "--jobs", jobs, "letters", cwd=letters.parent)

    assert done.returncode == 3
    found = [json.loads(line)["file"] for line in done.stdout.splitlines()]
    assert found == [f"letters/{name}" for name in GOOD]
    told = done.stderr.decode().splitlines()
    assert len(told) == len(BAD)
    for line, (name, code) in zip(told, BAD, strict=True):
        assert line.startswith(f"kg: {code}")
        assert f": letters/{name}" in line
        assert "; " in line


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_one_process_and_two_print_the_same_bytes(form: tuple[str, ...], letters: Path) -> None:
    one, two, all_cores = (
        kg("extract", *form, "--jobs", jobs, "letters", cwd=letters.parent)
        for jobs in ("1", "2", "0")
    )

    assert one.stdout == two.stdout == all_cores.stdout
    assert one.stderr == two.stderr == all_cores.stderr
    assert len(one.stdout) > 1000


def test_one_process_and_two_write_the_same_records(letters: Path) -> None:
    written = []
    for jobs in ("1", "2"):
        assert kg("init", f"study-{jobs}", cwd=letters.parent).returncode == 0
        done = kg("add", "--study", f"study-{jobs}", "--jobs", jobs, "letters", cwd=letters.parent)
        assert done.returncode == 3
        assert done.stdout == b""
        folder = letters.parent / f"study-{jobs}"
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        written.append(
            {
                str(path.relative_to(folder)): path.read_bytes()
                for path in files
                if path.name != "study.toml"
            }
        )

    assert written[0] == written[1]
    assert sum(name.startswith("records/") for name in written[0]) == len(GOOD)


@pytest.mark.usefixtures("letters")
def test_many_documents_end_with_a_table_and_totals(study: Path) -> None:
    first = kg("add", "../letters/00.txt", cwd=study)
    assert b"Written: " in first.stderr
    assert b"documents" not in first.stderr

    done = kg("add", "../letters", cwd=study)

    said = done.stderr.decode()
    table = said[said.index("document  ") :].splitlines()
    assert table[0].split() == [
        "document",
        "kind",
        "questions",
        "answers",
        "deployments",
        "doubts",
        "result",
    ]
    rows = {line.split()[0]: re.split(r"\s{2,}", line.strip()) for line in table[1:-1]}
    assert list(rows) == [
        f"../letters/{name}" for name in sorted([*GOOD, *(name for name, _ in BAD)])
    ]
    assert rows["../letters/00.txt"][1] == "disclosure"
    assert rows["../letters/00.txt"][-1] == "already there"
    assert rows["../letters/01.txt"][2:4] == ["2", "2"]
    assert rows["../letters/01.txt"][-1] == "written"
    assert rows["../letters/03.txt"][-1] == "refused: no-text"
    assert table[-1].startswith(
        "14 documents: 10 written, 1 already there, 3 refused; 22 questions"
    )


def test_other_bytes_of_a_document_are_its_next_version_among_many(
    study: Path, letters: Path
) -> None:
    assert kg("add", "../letters/00.txt", cwd=study).returncode == 0
    (before,) = (study / "records").iterdir()
    kept = before.read_bytes()
    (letters / "00.txt").write_bytes(letter(0) + b"More.\n")

    done = kg("add", "../letters/00.txt", "../letters/01.txt", cwd=study)

    assert done.returncode == 0
    assert b"2 documents: 2 written" in done.stderr
    assert before.read_bytes() == kept
    assert before.with_name(f"{before.stem}-v2.yaml").is_file()


def test_a_file_that_holds_another_record_is_one_refusal_among_many(
    study: Path, letters: Path
) -> None:
    assert kg("add", "../letters/00.txt", cwd=study).returncode == 0
    (before,) = (study / "records").iterdir()
    # A person kept the record under the name that its next version would have.
    before.rename(before.with_name(f"{before.stem}-v2.yaml"))
    (letters / "00.txt").write_bytes(letter(0) + b"More.\n")

    done = kg("add", "../letters/00.txt", "../letters/01.txt", cwd=study)

    assert done.returncode == 4
    assert b"kg: existing-record: " in done.stderr
    assert b"2 documents: 1 written, 1 refused" in done.stderr


def test_the_exit_status_is_that_of_the_first_error(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(letter(1))

    assert kg("extract", "good.txt", "good.txt", cwd=tmp_path).returncode == 0
    assert kg("extract", "good.txt", "nowhere.txt", cwd=tmp_path).returncode == 3


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    done = kg("extract", "--json", "-", cwd=tmp_path, stdin=letter(5))

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["file"] == "standard input"
    assert found["references"] == ["01.FOI.00.000005"]


def test_standard_input_is_added_as_a_document(study: Path) -> None:
    done = kg("add", "-", cwd=study, stdin=letter(5))

    assert done.returncode == 0, done.stderr
    assert b"standard input" in done.stderr
    assert [path.name for path in (study / "records").iterdir()] == [
        "gb-metropolitan-01-foi-00-000005.yaml"
    ]


def test_a_restated_text_stands_for_the_page_and_is_read_again_as_such(study: Path) -> None:
    page = "https://www.essex.police.uk/foi/live-facial-recognition"
    (study.parent / "retold.txt").write_text(f"{page}\n\n{LETTER.format(number=7)}")
    (study.parent / "nowhere.txt").write_text(LETTER.format(number=8))

    told = kg("add", "--restated", "--study", study, "retold.txt", cwd=study.parent)
    again = kg("add", "--study", study, "--replace", "retold.txt", cwd=study.parent)
    lost = kg("add", "--restated", "--study", study, "nowhere.txt", cwd=study.parent)

    assert (told.returncode, again.returncode) == (0, 0), told.stderr + again.stderr
    (record,) = (study / "records").glob("*.yaml")
    words = record.read_text()
    assert f"stands_for: {page}" in words
    assert "url:" not in words
    assert lost.returncode == 3
    assert b"does not tell which page it stands for" in lost.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("-",), 3, "kg: no-text: standard input"),
        (("-", "-"), 2, "standard input can be read once"),
        (("empty",), 3, "empty: there is no document in this folder; "),
        (("--jobs", "-1", "x"), 2, "--jobs"),
        (("--jobs", "many", "x"), 2, "--jobs"),
        ((), 2, "SOURCE"),
        (("http://127.0.0.1/",), 3, "this machine itself; say --allow-private"),
        (("http://localhost:80/",), 3, "this machine itself; say --allow-private"),
        (("ftp://example.test/reply.txt",), 3, "only http and https"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "add"])
def test_wrong_sources_are_told_with_their_mend(
    command: str, arguments: tuple[str, ...], status: int, said: str, study: Path
) -> None:
    (study / "empty").mkdir()

    done = kg(command, *arguments, cwd=study, stdin=b"")

    assert done.returncode == status
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert list((study / "records").iterdir()) == []


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = letter(1)
        self.send_response(200 if self.path == "/reply" else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_address_is_a_source_and_stands_in_the_record(site: str, study: Path) -> None:
    done = kg("add", "--allow-private", f"{site}/gone", f"{site}/reply#part", cwd=study)

    assert done.returncode == 3
    assert f"kg: address: {site}/gone: the server said 404; " in done.stderr.decode()
    (record,) = (study / "records").iterdir()
    assert f"url: {site}/reply\n" in record.read_text(encoding="utf-8")


def test_a_pdf_is_read_in_another_process(shared: Path, tmp_path: Path) -> None:
    grid = shared / "documents" / "met-lfr-grid-2020-2022.pdf"

    one, two = (
        kg("extract", "--json", "--jobs", jobs, grid, grid, cwd=tmp_path) for jobs in ("1", "2")
    )

    assert one.returncode == two.returncode == 0, two.stderr
    assert one.stdout == two.stdout
    assert [len(json.loads(line)["deployments"]) > 5 for line in one.stdout.splitlines()] == [
        True,
        True,
    ]


def on_a_terminal(*arguments: str, cwd: Path, stdout: int | None) -> tuple[bytes, bytes]:
    """Run with a terminal as standard error, and as standard output where that is None."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=surroundings(TERM="xterm", COLUMNS="200"),
        stdin=subprocess.DEVNULL,
        stdout=theirs if stdout is None else stdout,
        stderr=theirs,
    )
    os.close(theirs)
    shown = bytearray()
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # what a terminal says when the program has closed it
            break
        if not part:
            break
        shown += part
    os.close(ours)
    printed = running.stdout.read() if running.stdout else b""
    running.wait(60)
    return printed, bytes(shown)


def test_a_bar_is_shown_on_a_terminal_and_never_in_the_data(letters: Path) -> None:
    printed, shown = on_a_terminal(
        "extract", "--json", "letters", cwd=letters.parent, stdout=subprocess.PIPE
    )

    assert b"Reading" in shown
    assert b"/14" in shown
    assert b"kg: no-text: letters/03.txt" in shown
    assert len([json.loads(line) for line in printed.splitlines()]) == len(GOOD)


def test_no_bar_is_shown_where_it_would_break_what_is_printed(letters: Path) -> None:
    _, shown = on_a_terminal("extract", "--json", "letters", cwd=letters.parent, stdout=None)

    assert b"Reading" not in shown
    assert sum(line.startswith(b"{") for line in shown.splitlines()) == len(GOOD)


def test_no_bar_is_shown_for_one_source(letters: Path) -> None:
    _, shown = on_a_terminal(
        "extract", "--json", "letters/00.txt", cwd=letters.parent, stdout=subprocess.PIPE
    )

    assert shown == b""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in Linux's /proc")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_it_cleanly_and_leaves_no_process(jobs: str, letters: Path) -> None:
    for number in range(100, 3000):
        (letters / f"{number}.txt").write_bytes(letter(number))
    running = subprocess.Popen(
        [*COMMAND, "extract", "--json", "--jobs", jobs, "letters"],
        cwd=letters.parent,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # what a buffer holds after the first line, `communicate` would not see
        start_new_session=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline().startswith(b"{")

    os.killpg(running.pid, signal.SIGINT)  # as a terminal does, to all of them
    printed, told = running.communicate(timeout=30)

    assert running.returncode == 130, told
    assert b"Traceback" not in told
    assert told.endswith(b"kg: stopped; what was told or written before stays\n")
    assert all(line.startswith(b"{") and line.endswith(b"}") for line in printed.splitlines())
    for _ in range(100):
        if not in_group(running.pid):
            break
        time.sleep(0.05)
    assert in_group(running.pid) == []


def in_group(group: int) -> list[str]:
    """Return the processes of a group that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(path.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in Linux's /proc")
def test_a_worker_that_the_system_kills_costs_one_document_and_no_other(letters: Path) -> None:
    for number in range(100, 600):
        (letters / f"{number}.txt").write_bytes(letter(number))
    running = subprocess.Popen(
        [*COMMAND, "extract", "--json", "--jobs", "2", "letters"],
        cwd=letters.parent,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # what a buffer holds after the first line, `communicate` would not see
        start_new_session=True,
    )
    assert running.stdout is not None
    first = running.stdout.readline()
    workers = [
        number
        for number in in_group(running.pid)
        if b"spawn_main" in (Path("/proc") / number / "cmdline").read_bytes()
    ]
    assert len(workers) == 2

    os.kill(int(workers[0]), signal.SIGKILL)
    printed, told = running.communicate(timeout=60)

    errors = told.decode().splitlines()
    lost = [line for line in errors if line.startswith("kg: fault: ")]
    assert len(lost) <= 1  # it may die with nothing in hand
    assert all("ended with signal 9, mostly because memory ran out" in line for line in lost)
    read = [json.loads(line)["file"] for line in [first, *printed.splitlines()]]
    assert read == sorted(read)
    assert len(read) + len(errors) == len(GOOD) + len(BAD) + 500
