"""Measure how well questions are linked: on invented ones, and on the study that ships.

    python -m benchmarks.linking [--documents FOLDERS]

The invented ones were written before the linker; the labels of the study are a person's.
"""

import argparse
import csv
import hashlib
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import networkx as nx
from rapidfuzz import fuzz, process

from benchmarks.alike import Put, questions
from kg import ingest, resources
from kg import study as studies
from kg.link.masking import masked
from kg.link.questions import asked, questions_of
from kg.link.reading import ALONE, Grouped, group
from kg.model import Disclosure, Record
from kg.model.link import Asked

LABELS = Path("tests/link/labels.csv")
ASIDE = 4711
"""Seed that was scored when the linker was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well groups are those of the truth: each question counts alike (B-cubed)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def b_cubed(found: Sequence[Hashable], true: Sequence[Hashable]) -> Score:
    """Return how *found* groups of questions fit the *true* ones; both name a group a question.

    >>> b_cubed([1, 1, 2], ["a", "a", "b"])
    Score(precision=1.0, recall=1.0)
    """
    both, ours, theirs = Counter(zip(found, true, strict=True)), Counter(found), Counter(true)
    return Score(
        precision=sum(n * n / ours[one] for (one, _), n in both.items()) / len(found),
        recall=sum(n * n / theirs[other] for (_, other), n in both.items()) / len(true),
    )


def named(grouped: Grouped) -> list[int]:
    """Return the group of each question; one that is alone has a number of its own below nought."""
    return [
        -1 - at if grouped.group[read] == ALONE else grouped.group[read]
        for at, read in enumerate(grouped.of)
    ]


def as_asked(put: Put) -> Asked:
    """Return *put* as a record tells it: only a part has a technology from elsewhere."""
    part = "." in put.label
    return Asked(
        request=put.request,
        label=put.label,
        words=put.text,
        whole=True,
        technologies=put.technologies if part else (),
    )


def exact_precision(grouped: Grouped, true: Sequence[Hashable]) -> tuple[float, int]:
    """Return the share of exact links that are right, and how many there are.

    A link is exact where a question has the words of the one that stands for its group.
    """
    first: dict[int, Hashable] = {}
    right = links = 0
    for read, truth in zip(grouped.of, true, strict=True):
        group = grouped.group[read]
        if group != ALONE and grouped.leaders[group] == read:
            if group in first:
                links += 1
                right += first[group] == truth
            else:
                first[group] = truth
    return (right / links if links else 1.0), links


def measure_made(count: int, *, seed: int, unseen: bool = False) -> str:
    """Return one row of figures on *count* questions of *seed*; memory is that of this process.

    Time is that of the processor: others may work on the machine.
    """
    true: list[int] = []
    numbers: dict[str, int] = {}

    def told() -> Iterator[Asked]:
        for put in questions(count, seed=seed, unseen=unseen):
            true.append(numbers.setdefault(put.template, len(numbers)))
            yield as_asked(put)

    making = time.process_time()
    for _ in questions(count, seed=seed, unseen=unseen):
        pass
    start = time.process_time()
    grouped = group(told())
    # The questions are made once more while they are read, which is none of the linker's time.
    seconds = time.process_time() - start - (start - making)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    score = b_cubed(named(grouped), true)
    exact, links = exact_precision(grouped, true)
    return (
        f"{count:>9,}  {seed:>4}  {'unseen' if unseen else 'all but':<7}  {len(numbers):>6,}  "
        f"{len(grouped.leaders):>7,}  {score.precision:.4f}  {score.recall:.4f}  {score.f1:.4f}  "
        f"{exact:.4f} of {links:>7,}  {seconds:>6.1f} s  {peak:>6.0f} MiB"
    )


def measure_threshold(count: int, *, seed: int, least: int) -> str:
    """Return the figures of the peer: likeness of words alone, and whatever hangs together.

    Two questions are joined where their masked words are alike by *least* per cent or more.
    """
    made = list(questions(count, seed=seed))
    texts = [" ".join(word for clause in masked(put.text) for word in clause) for put in made]
    different = sorted(set(texts))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(different)
    for at, one in enumerate(different):
        near = process.extract_iter(
            one, different[at + 1 :], scorer=fuzz.token_sort_ratio, score_cutoff=least
        )
        graph.add_edges_from((one, other) for other, _, _ in near)
    of = {text: n for n, part in enumerate(nx.connected_components(graph)) for text in part}
    score = b_cubed([of[text] for text in texts], [put.template for put in made])
    return (
        f"likeness from {least} in 100 and connected components, {count:,} questions: "
        f"{len(set(of.values())):,} groups where {len({put.template for put in made}):,} are true, "
        f"precision {score.precision:.4f}, recall {score.recall:.4f}, F1 {score.f1:.4f}"
    )


def measure_study(documents: Sequence[Path] = ()) -> str:
    """Return the figures of `score_study` as one line."""
    score, count = score_study(documents)
    read = "the words of the texts" if documents else "a curator's words"
    return (
        f"the study that ships, {read}: {count} questions, precision {score.precision:.4f}, "
        f"recall {score.recall:.4f}, F1 {score.f1:.4f}"
    )


def score_study(documents: Sequence[Path] = ()) -> tuple[Score, int]:
    """Return how well the questions of the study that ships are grouped, and how many there are.

    The truth is what a person says by reading.  The study keeps the opening of a question, and
    what a curator says is asked.  Where *documents* hold the texts, their words are read in the
    place of the curator's.
    """
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = {(row["request"], row["question"]): row["template"] for row in csv.DictReader(file)}
    shipped = studies.load(resources.root() / "studies" / studies.SHIPPED)
    records = studies.load_records(shipped).values()
    found = list(asked(records))
    if documents:
        texts = _texts(records, documents)
        found = [replace(one, words=texts.get((one.request, one.label), "")) for one in found]
    # A question that stands alone is a group by itself.
    true: list[Hashable] = []
    for at, one in enumerate(found):
        label = rows[one.request, one.label]
        true.append(at if label == "-" else label)
    return b_cubed(named(group(found)), true), len(found)


def _texts(records: Iterable[Record], folders: Sequence[Path]) -> dict[tuple[str, str], str]:
    """Return the words of each question of *records* whose document is in one of *folders*."""
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    found: dict[tuple[str, str], str] = {}
    for record in records:
        if isinstance(record, Disclosure) and record.source.sha256 in files:
            text = ingest.read(files[record.source.sha256]).text
            for name, question in questions_of(record):
                start, end = question.passage.start, question.passage.end
                if not question.lost and start is not None:
                    found.setdefault((name, question.label), text[start:end])
    return found


HEAD = (
    "questions  seed  wording  templ.   groups  precis.  recall  F1      exact               "
    "CPU       peak"
)


def main() -> None:
    """Print the figures of docs/figures.md."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--made", type=int, help="how many invented questions")
    reading.add_argument("--seed", type=int, default=1)
    reading.add_argument("--unseen", action="store_true", help="with the wordings put aside")
    reading.add_argument("--documents", type=Path, nargs="*", default=[], help="folders of texts")
    chosen = reading.parse_args()
    if chosen.made is not None:
        print(measure_made(chosen.made, seed=chosen.seed, unseen=chosen.unseen))
        return
    print(measure_study())
    if chosen.documents:
        print(measure_study(chosen.documents))
    for least in (80, 85, 90, 95):
        print(measure_threshold(3_000, seed=1, least=least))
    print(HEAD)
    for options in (
        *(["--made", "10000", "--seed", f"{seed}"] for seed in (1, 2, 3)),
        ["--made", "10000", "--seed", f"{ASIDE}"],
        ["--made", "10000", "--seed", f"{ASIDE}", "--unseen"],
        ["--made", "100000"],
        ["--made", "1000000"],
    ):
        # A process each, so that memory is that of one measurement.
        subprocess.run([sys.executable, "-m", "benchmarks.linking", *options], check=True)


if __name__ == "__main__":
    main()
