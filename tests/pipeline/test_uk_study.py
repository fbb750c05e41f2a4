"""The study that ships: whole, and every figure what its document prints."""

import csv
import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg import adding, ingest, pipeline, resources, study, vocabulary
from kg.model import DeploymentRecord, Disclosure
from kg.model.record import UNREVIEWED
from kg.record import read, write
from kg.study import Study

FOLDER = resources.root() / "studies" / study.SHIPPED
GRIDS = {
    "met-lfr-grid-2020-2022.pdf": 9,
    "met-lfr-grid-2023-to-2024.pdf": 203,
    "met-lfr-grid-2025-to-2025-05-10.pdf": 74,
    "met-lfr-grid-2025-to-2025-07-11.pdf": 112,
}
TABLE = "ver:deployments-elsewhere-v1"
FIGURES = {
    "duration": "duration",
    "watchlist_size": "watchlist-size",
    "faces_seen": "faces-seen",
    "total_alerts": "total-alerts",
    "true_alerts_confirmed": "true-alerts-confirmed",
    "false_alerts_confirmed": "false-alerts-confirmed",
    "true_alert_engagements": "true-alert-engagements",
    "false_alert_engagements": "false-alert-engagements",
    "arrests": "arrests",
}


@pytest.fixture(scope="module")
def shipped() -> Study:
    return study.load(FOLDER)


@pytest.fixture(scope="module")
def store(shipped_store: Store) -> Store:
    return shipped_store


def ask(store: Store, text: str) -> list[tuple[str, ...]]:
    found = store.query(text, prefixes=vocabulary.prefixes())
    return [tuple("" if term is None else term.value for term in row) for row in found]


def count(store: Store, pattern: str, what: str = "?x") -> int:
    ((found,),) = ask(store, f"SELECT (COUNT(DISTINCT {what}) AS ?n) WHERE {{ {pattern} }}")
    return int(found)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    """A copy without documents and with nothing derived, as a clone is."""
    monkeypatch.delenv("FOIGRAPH_DOCUMENTS", raising=False)
    folder = tmp_path / "study"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns(".kg", "documents"))
    return study.load(folder)


def test_it_builds_without_documents_and_leaves_nothing_to_look_at(copy: Study) -> None:
    built = pipeline.build(copy)

    assert built.report is not None
    assert built.report.conforms
    open_findings = [
        finding
        for finding in built.report.findings
        if finding.accepted is None and finding.severity != "info"
    ]
    assert open_findings == []
    assert built.unsettled == ()
    assert len(built.unverified) == len(copy.records)


def test_every_quotation_is_found_in_the_documents(
    copy: Study, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = f"{shared / 'documents'}:{shared / 'corpus' / 'texts'}"
    monkeypatch.setenv("FOIGRAPH_DOCUMENTS", folders)

    built = pipeline.build(copy)

    assert built.unverified == ()
    assert built.verified > 6_000


def test_it_reaches_what_a_reader_may_expect(store: Store, shipped: Study) -> None:
    assert count(store, "?x a fg:InformationRequest") >= 42
    assert count(store, "?r a fg:InformationRequest ; fg:respondent ?x") >= 20
    records = study.load_records(shipped).values()
    rows = sum(len(one.deployments) for one in records if isinstance(one, DeploymentRecord))
    elsewhere = count(
        store,
        f"GRAPH ?g {{ ?x fg:inVersion {TABLE} ; fg:cites ?page ; fg:row ?row }}",
        "?row",
    )
    assert rows + elsewhere >= 440
    things = "{ ?x a fg:Deployment } UNION { ?x a fg:DeploymentSet }"
    assert count(store, things) >= 365
    assert count(store, things.replace("?x", "?d") + " ?d fg:operator ?x") >= 15


@pytest.mark.parametrize("kind", ["Answer", "Observation", "Statement"])
def test_every_statement_has_a_source(kind: str, store: Store) -> None:
    stated = f"GRAPH ?g {{ ?x a fg:{kind} }}"

    assert count(store, stated) > 0
    assert count(store, stated) == count(
        store,
        f"GRAPH ?g {{ ?x a fg:{kind} ; fg:evidence ?e . ?e fg:inVersion ?v ; fg:quotation ?q }} "
        "?v fg:sha256 ?hash ; fg:versionOf ?document",
    )


def test_every_reply_leads_to_its_document(store: Store) -> None:
    """One without a headline rests on its answers, and on no words of its own."""
    stated = "GRAPH ?g { ?x a fg:Response }"

    assert count(store, stated) == count(store, "?x a fg:Response ; fg:statedIn/fg:sha256 ?hash")


@pytest.mark.parametrize("file", GRIDS)
def test_each_row_is_that_of_the_pdf_cell_for_cell(
    file: str, shipped: Study, shared: Path, tmp_path: Path
) -> None:
    path = shared / "documents" / file
    piece = ingest.Piece(name=str(path), content=ingest.load(path))
    _, extracted = adding.read_piece(piece)
    write(extracted, tmp_path / "record.yaml", wording=shipped.wording)
    fresh = read(tmp_path / "record.yaml")
    (kept,) = [one for one in study.load_records(shipped).values() if one.source.file == file]

    assert isinstance(fresh, DeploymentRecord)
    assert isinstance(kept, DeploymentRecord)
    assert len(kept.deployments) == GRIDS[file]
    # One row is that of an earlier edition, whose key a person gave it.
    pairs = zip(kept.deployments, fresh.deployments, strict=True)
    assert [(one.key, other.key) for one, other in pairs if one.key != other.key] == (
        [("2025-05-10-barking", "2025-05-10-station-parade-barking")]
        if file == "met-lfr-grid-2025-to-2025-07-11.pdf"
        else []
    )
    assert [replace(one, key="") for one in kept.deployments] == [
        replace(one, key="") for one in fresh.deployments
    ]


def test_each_cell_of_the_compiled_table_is_a_figure_that_cites_its_page(
    store: Store, shared: Path
) -> None:
    path = shared / "reference" / "deployments.csv"
    content = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    found = ask(
        store,
        "SELECT ?row ?column ?quotation ?written ?value ?low ?high ?page WHERE { "
        f"GRAPH ?g {{ ?evidence fg:inVersion {TABLE} ; fg:row ?row ; fg:column ?number ; "
        "fg:columnHeading ?column ; fg:quotation ?quotation . "
        "?observation fg:evidence ?evidence ; fg:asWritten ?written . "
        "OPTIONAL { ?observation fg:value ?value } "
        "OPTIONAL { ?observation fg:lowerBound ?low } "
        "OPTIONAL { ?observation fg:upperBound ?high } "
        "OPTIONAL { ?evidence fg:cites/fg:publishedAt ?page } } }",
    )

    assert ask(store, f"SELECT ?hash WHERE {{ {TABLE} fg:sha256 ?hash }}") == [
        (hashlib.sha256(content).hexdigest(),)
    ]
    told = {(int(row), column): rest for row, column, *rest in found}
    assert len(told) == len(found)
    printed = {
        (at, column): row
        for at, row in enumerate(table, 1)
        for column in FIGURES
        if row[column].strip()
    }
    assert told.keys() == printed.keys()
    for (at, column), (quotation, written, value, low, high, _) in told.items():
        cell = printed[at, column][column]
        assert (quotation, written) == (cell, cell)
        numbers = re.findall(r"\d+", cell)
        if column == "duration":
            assert value == str(int(cell.removesuffix("h")) * 60)
        elif cell.isdigit():
            assert (value, low, high) == (cell, "", "")
        else:
            assert value == ""
            assert [float(one) for one in (low, high) if one] == (
                [] if cell.startswith("~") else [float(one) for one in numbers]
            )
    cited = {at: rest[-1] for (at, _), rest in told.items() if rest[-1]}
    for at, page in cited.items():
        address = table[at - 1]["source_url"].replace("{", "%7B").replace("}", "%7D")
        assert page == address


def test_every_row_of_the_compiled_table_is_there(store: Store, shared: Path) -> None:
    with (shared / "reference" / "deployments.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    whole = ask(
        store,
        "SELECT ?row ?quotation WHERE { GRAPH ?g { "
        f"?evidence fg:inVersion {TABLE} ; fg:row ?row ; fg:quotation ?quotation . "
        "FILTER NOT EXISTS { ?evidence fg:column ?column } } }",
    )

    assert {int(row): quotation for row, quotation in whole} == {
        at: " | ".join(row[name] for name in ("id", "force", "date", "location"))
        for at, row in enumerate(table, 1)
    }


def test_every_text_of_the_corpus_is_a_document_that_stands_for_its_page(
    store: Store, shared: Path
) -> None:
    texts = sorted((shared / "corpus" / "texts").glob("*.txt"))
    expected = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text(encoding="utf-8").split()[0]
        for path in texts
    }

    found = ask(
        store,
        "SELECT ?hash ?page WHERE { ?document fg:standsFor ?page ; fg:hasVersion/fg:sha256 ?hash }",
    )

    assert dict(found) == expected
    published = ask(store, "SELECT ?url WHERE { ?d a fg:DisclosureDocument ; fg:publishedAt ?url }")
    assert {url for (url,) in published}.isdisjoint(expected.values())


def test_no_record_is_of_a_document_that_is_not_at_hand(store: Store, shared: Path) -> None:
    folders = ("documents", "corpus/texts", "reference")
    hashes = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in (shared / folder).iterdir()
        if path.is_file()
    }

    stated = {one for (one,) in ask(store, "SELECT ?x WHERE { ?version fg:sha256 ?x }")}

    assert stated <= hashes


def test_quotations_of_curated_graphs_stand_in_their_texts(store: Store, shared: Path) -> None:
    """A build holds those of records against their documents, and not these."""
    texts = {}
    for path in (shared / "corpus" / "texts").glob("*.txt"):
        document = ingest.read(path)
        texts[path.name] = document.text
    found = ask(
        store,
        "SELECT ?file ?quotation ?start ?end ?abridged WHERE { GRAPH ?g { "
        "?e fg:restated true ; fg:quotation ?quotation ; fg:start ?start ; fg:end ?end ; "
        "fg:inVersion ?v ; fg:abridged ?abridged } ?v fg:fileName ?file }",
    )

    assert len(found) > 400
    for file, quotation, start, end, abridged in found:
        there = texts[file][int(start) : int(end)]
        said = quotation.removeprefix("[restated] ")
        if abridged == "false":
            assert said == there
            continue
        opening, _, ending = said.partition("…")
        assert there.startswith(opening.rstrip())
        assert there.endswith(ending.lstrip())


def test_quotations_are_short_and_questions_in_our_own_words(shipped: Study, store: Store) -> None:
    for record in study.load_records(shipped).values():
        if not isinstance(record, Disclosure):
            continue
        questions = [question for request in record.requests for question in request.questions]
        assert all(question.topic for question in questions), record.key
        assert all(question.text is None for question in questions), record.key
        assert record.review != UNREVIEWED, record.key
    long = ask(
        store,
        "SELECT ?q WHERE { GRAPH ?g { ?e fg:restated true ; fg:quotation ?q } "
        "FILTER (STRLEN(?q) > 200) }",
    )
    assert long == []


def test_what_was_not_seen_is_never_told_as_absent(store: Store) -> None:
    """Where a text breaks off before the reply there is no answer and no decision."""
    wrong = ask(
        store,
        "SELECT ?answer WHERE { ?answer a fg:Answer ; fg:statedIn/fg:notSeen document-part:reply }",
    )

    assert wrong == []
    seen = Counter(
        part
        for (part,) in ask(
            store,
            "SELECT ?part WHERE { ?v fg:notSeen ?p . BIND (STRAFTER(STR(?p), 'part/') AS ?part) }",
        )
    )
    assert seen["reply"] > 10
    assert seen["rest-of-reply"] > 15


def test_the_graph_names_no_terms_but_literals_and_addresses(store: Store) -> None:
    """No blank node, so that every thing of the study can be cited."""
    for quad in store:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
