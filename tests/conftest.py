"""Fixtures that every test may use."""

import os
import signal
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg import resources, study
from kg.model import (
    Answer,
    AnswerPart,
    Column,
    Decision,
    Deployment,
    DeploymentRecord,
    Disclosure,
    Doubt,
    Figure,
    Interpretation,
    Passage,
    Period,
    Question,
    Request,
    Review,
    Source,
    Statement,
)
from kg.store import Generations
from tests.studies.building import built
from tests.studies.folders import METROPOLITAN

HERE = Path(__file__).resolve().parent


def pytest_configure() -> None:
    """Let Ctrl+C through, and let examples take their time beside other tests."""
    # A shell that starts the tests in the background has it ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(ImportError):  # what is tested on the wheel needs no Hypothesis
        from hypothesis import HealthCheck, settings

        slow = (HealthCheck.too_slow,)
        settings.register_profile(
            "unhurried", settings(), deadline=None, suppress_health_check=slow
        )
        settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents, which are others' and stay out of the repository."""
    folder = Path(os.environ.get("FOIGRAPH_SHARED", HERE.parent.parent / "shared"))
    if not (folder / "documents").is_dir():
        reason = f"{folder} holds no documents; set FOIGRAPH_SHARED to the folder that does"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def shipped_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the study that ships, with a generation; it is only read."""
    return built(resources.root() / "studies" / study.SHIPPED, tmp_path_factory)


@pytest.fixture(scope="session")
def shipped_store(shipped_study: Path) -> Store:
    """Its graph; it is only read."""
    store = Store()
    path = Generations(shipped_study).current().path
    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def metropolitan_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the study of the Met, with a generation; it is only read."""
    return built(METROPOLITAN, tmp_path_factory)


@pytest.fixture
def disclosure() -> Disclosure:
    """An invented reply: a refined request, one answer by reference, one not held."""
    early = Request(
        reference="00/FOI/00/000001",
        passage=Passage(quote="00/FOI/00/000001", start=100, end=116),
        questions=(
            Question(
                label="1",
                text="Have you used live facial recognition?",
                topic="live facial recognition used?",
                period=Period(start="2022-01", end="2023-01"),
                technologies=("live-facial-recognition",),
                passage=Passage(quote="Have you used live facial recognition?", start=120, end=158),
            ),
            Question(
                label="1.a",
                text="Where?",
                period=Period(start="2022-01"),
                passage=Passage(quote="Where?", start=160, end=166),
            ),
            Question(
                label="2",
                topic="with body-worn video?",
                technologies=("frt-with-body-worn-video",),
                passage=Passage(quote="Have you used…", start=170, end=230),
            ),
        ),
    )
    refined = Request(
        reference="00.FOI.00.000002",
        passage=Passage(quote="00.FOI.00.000002", start=10, end=26),
        refines="00/FOI/00/000001",
        asks_again=("1", "2"),
        excludes=("1.a",),
        scope=Passage(quote="questions 1 and 2", start=30, end=47),
        received=date(2023, 2, 20),
    )
    narrowed = (
        "technology:live-facial-recognition",
        "overtness:overt",
    )
    return Disclosure(
        key="gb-metropolitan-00-foi-00-000002",
        source=Source(
            sha256="0" * 64,
            media_type="text/plain",
            file="reply.txt",
            url="https://example.org/reply",
            read_by="foigraph 0.1.0",
        ),
        force="metropolitan",
        regime="foia",
        technologies=("live-facial-recognition",),
        requests=(refined, early),
        decision=Decision(
            code="full-disclosure", passage=Passage(quote="in full", start=300, end=307)
        ),
        answers=(
            Answer(
                to=("1",),
                held="held",
                disclosure="by-reference",
                coverage_claimed="covers",
                passage=Passage(quote="see the link", start=310, end=322),
            ),
            Answer(
                to=("2",),
                held="not-held",
                disclosure="none",
                passage=Passage(quote="no information is held", start=330, end=352),
                interpretation=Interpretation(
                    restricted_to=narrowed,
                    passage=Passage(quote="only LFR", start=353, end=361),
                ),
                statements=(
                    Statement(
                        polarity="negative",
                        technology="frt-with-body-worn-video",
                        restricted_to=narrowed,
                        period=Period(start="2022-01", end="2023-01"),
                        passage=Passage(quote="no deployments", start=362, end=376),
                    ),
                ),
                parts=(
                    AnswerPart(
                        restricted_to=narrowed,
                        held="not-held",
                        disclosure="none",
                        passage=Passage(quote="no information is held", start=330, end=352),
                    ),
                    AnswerPart(
                        restricted_to=("overtness:covert",), held="not-stated", disclosure="none"
                    ),
                ),
            ),
        ),
        doubts=(
            Doubt(
                field="answers",
                reason="the link is lost",
                passage=Passage(quote="see the link", start=310, end=322),
            ),
        ),
        review=Review(status="accepted", role="maintainer", on=date(2026, 11, 22)),
    )


@pytest.fixture
def deployment_record() -> DeploymentRecord:
    """An invented record of two deployments, one of them stopped and without figures."""
    columns = (
        Column(heading="Place", field="place"),
        Column(heading="Date", field="date"),
        Column(heading="Alerts", field="total-alerts"),
        Column(heading="False Alert Rate", field="false-alert-rate"),
        Column(heading="Arrests / Disposals", field="arrests", definition="arrests-or-disposals"),
    )

    def row(number: int, cells: tuple[str, ...]) -> Passage:
        return Passage(quote="\t".join(cells), page=1, row=number)

    def figure(number: int, column: int, **rest: object) -> Figure:
        measure = columns[column - 1]
        passage = Passage(quote=str(rest.pop("quote")), page=1, row=number, column=column)
        return Figure(
            measure=measure.field,
            definition=measure.definition,
            passage=passage,
            **rest,  # type: ignore[arg-type] -- the caller names the fields of Figure
        )

    return DeploymentRecord(
        key="gb-metropolitan-lfr-deployments-2000",
        source=Source(sha256="1" * 64, media_type="application/pdf", file="grid.pdf"),
        force="metropolitan",
        technology="live-facial-recognition",
        title=Passage(quote="LFR DEPLOYMENTS", page=1),
        columns=columns,
        deployments=(
            Deployment(
                key="2000-01-02-market-square",
                day=date(2000, 1, 2),
                place="Market Square",
                passage=row(1, ("Market Square", "02/01/00", "0", "0.008%", "0")),
                figures=(
                    figure(1, 3, quote="0", value=0),
                    figure(1, 4, quote="0.008%", value=Decimal("0.00008")),
                    figure(1, 5, quote="0", value=0),
                ),
            ),
            Deployment(
                key="2000-01-03-market-square",
                day=date(2000, 1, 3),
                place="Market Square",
                status="stopped",
                status_reason="technical fault",
                passage=row(2, ("Market Square (technical fault)", "03/01/00", "N/A", "N/A", "")),
                figures=(
                    figure(2, 3, quote="N/A", missing="not-applicable"),
                    figure(2, 4, quote="N/A", missing="not-applicable"),
                    figure(2, 5, quote="", missing="blank"),
                ),
            ),
        ),
    )
