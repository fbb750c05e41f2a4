"""An invented study that has every way in which a force can stand to a series.

The forces are real names, since letters go to forces; every request and reply is invented.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg import pipeline, study
from kg.draft import drafting, files, gathering
from kg.draft.known import Known
from kg.model import (
    Answer,
    Disclosure,
    GroundClaim,
    Passage,
    Period,
    ProcessStep,
    Question,
    Request,
    Review,
    Source,
)
from kg.model.tracking import Sheet, SheetRow, Tracked, Tracking
from kg.record import write
from kg.record.tracking import write_tracking

TODAY = date(2026, 11, 25)
HALF_YEAR = Period(start="2025-01", end="2025-06")
AFTER = Period(start="2025-07")

TEMPLATES = """\
templates:
  - key: use
    text: whether {force} used live facial recognition in {period}
  - key: places
    text: on which days and at which places {force} used it in {period}
  - key: plans
    text: whether {force} plans to use it in {period}
  - key: alone
    text: what {technology} cost {force}
series:
  - key: winter
    name: Three invented questions
    templates: [use, places, plans]
    members:
MEMBERS  - key: unseen
    name: A series of which nobody has seen the questions
    not_seen:
      - {force: kent, reason: Somebody names it., role: maintainer, on: 2026-11-01}
  - key: spring
    name: The same in spring
    variant_of: winter
    templates: [use, places, plans]
    members:
SPRING  - key: cost
    name: What it cost
    templates: [alone]
matches:
MATCHES
searches:
  - {series: winter, force: dorset, in: its log, on: 2026-11-02, found: false, role: maintainer}
  - {series: winter, force: gwent, in: its log, on: 2026-11-02, found: true, role: maintainer}
"""


def words(quote: str, at: int) -> Passage:
    return Passage(quote=quote, start=at, end=at + len(quote))


def claim(provision: str, cited_as: str, limb: str) -> GroundClaim:
    passage = words(cited_as, 700)
    return GroundClaim(provision=provision, cited_as=cited_as, limb=limb, passage=passage)


def reply(
    force: str,
    reference: str,
    *answers: Answer,
    received: date | None = date(2026, 2, 10),
    responded: date | None = date(2026, 3, 10),
    stands_for: str | None = None,
    steps: tuple[ProcessStep, ...] = (),
) -> Disclosure:
    """A reply to three questions, a line each."""
    asked = (
        ("1", "Did you use live facial recognition in the first half of 2025?", HALF_YEAR),
        ("1.a", "If so, on which days, and where?", HALF_YEAR),
        ("2", "Do you plan to use it?", AFTER),
    )
    return Disclosure(
        key=f"gb-{force}-{reference.lower().replace('/', '-')}",
        source=Source(
            sha256=f"{len(force):064x}",
            media_type="text/plain",
            file=f"{force}.txt",
            url=None if stands_for else f"https://example.org/{force}",
            stands_for=stands_for,
            read_by="foigraph 0.1.0",
        ),
        force=force,
        regime="foisa" if force == "scotland" else "foia",
        technologies=("live-facial-recognition",),
        requests=(
            Request(
                reference=reference,
                passage=words(reference, 10),
                received=received,
                received_passage=None if received is None else words(received.isoformat(), 30),
                questions=tuple(
                    Question(
                        label=label,
                        text=text,
                        period=period,
                        technologies=("live-facial-recognition",),
                        passage=words(text, 100 * number),
                    )
                    for number, (label, text, period) in enumerate(asked, start=1)
                ),
            ),
        ),
        responded=responded,
        responded_passage=None if responded is None else words(responded.isoformat(), 60),
        answers=answers,
        steps=steps,
        review=Review(status="accepted", role="maintainer", on=date(2026, 11, 1)),
    )


def given(*labels: str) -> Answer:
    return Answer(to=labels, held="held", disclosure="full", passage=words("Yes, twice.", 500))


def not_held(*labels: str) -> Answer:
    said = words("We hold no such information.", 520)
    return Answer(to=labels, held="not-held", disclosure="none", passage=said)


def withheld(*labels: str, ground: GroundClaim) -> Answer:
    return Answer(
        to=labels,
        held="held",
        disclosure="none",
        grounds=(ground,),
        passage=words("This would tell those who plan crimes where not to go.", 600),
    )


def silent(*labels: str, ground: GroundClaim) -> Answer:
    return Answer(
        to=labels,
        held="ncnd",
        disclosure="none",
        grounds=(ground,),
        passage=words("We can neither confirm nor deny that we hold it.", 640),
    )


CRIME = claim("foia:s31-1-a", "Section 31(1)(a)", "withhold")
SECURITY = claim("foia:s24-2", "Section 24(2)", "confirm-or-deny")
SCOTTISH = claim("foisa:s35-1-a", "Section 35(1)(a)", "withhold")

REPLIES = (
    reply("kent", "K/1", given("1", "1.a"), not_held("2")),
    reply(
        "essex",
        "E/1",
        given("2"),
        withheld("1", "1.a", ground=CRIME),
        received=date(2026, 10, 2),
        responded=date(2026, 10, 28),
    ),
    reply("surrey", "S/1", not_held("2"), silent("1", "1.a", ground=SECURITY)),
    reply("cumbria", "C/1", not_held("1", "1.a", "2"), received=date(2025, 8, 4), responded=None),
    reply(
        "scotland",
        "P/1",
        given("1", "2"),
        withheld("1.a", ground=SCOTTISH),
        received=date(2026, 10, 5),
        responded=date(2026, 10, 30),
        stands_for="https://example.org/restated",
    ),
)


ASKED_TO_REVIEW = ProcessStep(
    kind="internal-review-requested", passage=words("You asked us to look again.", 800)
)
SPRING = (
    reply(
        "humberside",
        "H/1",
        given("1", "2"),
        withheld("1.a", ground=CRIME),
        steps=(ASKED_TO_REVIEW,),
    ),
    reply("lancashire", "L/1", given("1", "1.a", "2")),
)
"""Replies to the variant of the series; a document tells that the first was to be reviewed."""


def tracked(
    row: int, force: str, series: str | None = "winter", **days: date | str | None
) -> Tracked:
    return Tracked(
        force=force,
        regime="foisa" if force == "scotland" else "foia",
        series=series,
        place=SheetRow(sheet=1, page=1, row=row),
        **days,  # type: ignore[arg-type]
    )


SHEET = Tracking(
    sheets=(Sheet(version=1, file="mine.csv", media_type="text/csv", sha256="f" * 64),),
    requests=(
        tracked(1, "essex", reference="E/1", sent=date(2026, 10, 1), answered=date(2026, 10, 28)),
        tracked(2, "sussex", own="7", sent=date(2026, 10, 1), received=date(2026, 10, 2)),
        tracked(3, "norfolk", reference="N/1", sent=date(2026, 10, 5)),
        tracked(4, "suffolk", sent=date(2026, 11, 20), received=date(2026, 11, 20)),
        tracked(5, "durham", sent=date(2026, 10, 5), state="answered"),
        tracked(6, "scotland", reference="P/1", sent=date(2026, 10, 2)),
        tracked(7, "cleveland", sent=date(2026, 10, 5), due=date(2026, 11, 10)),
        tracked(8, "lincolnshire", "another name", sent=date(2026, 11, 2)),
    ),
)


def member(key: str) -> str:
    return (
        f"      - {{request: {key}, basis: curator, reason: It asks them., role: maintainer, "
        "on: 2026-11-01}\n"
    )


def match(key: str) -> str:
    return (
        f"  - request: {key}\n    kind: exact\n    reason: In the same words.\n"
        "    role: maintainer\n    on: 2026-11-01\n"
        "    questions: {'1': use, 1.a: places, '2': plans}\n"
    )


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented study, not built."""
    place = tmp_path_factory.mktemp("draft") / "study"
    study.create(place)
    keys, spring = [one.key for one in REPLIES], [one.key for one in SPRING]
    for one in (*REPLIES, *SPRING):
        write(one, place / "records" / f"{one.key}.yaml")
    text = TEMPLATES.replace("MEMBERS", "".join(map(member, keys)))
    text = text.replace("SPRING", "".join(map(member, spring)))
    text = text.replace("MATCHES\n", "".join(map(match, [*keys, *spring])))
    (place / "templates.yaml").write_text(text, encoding="utf-8")
    write_tracking(SHEET, place / "tracking.yaml")
    return place


Knows = Callable[..., Known]


def asked_of(place: Path, store: Store) -> Knows:
    found = study.load(place)

    def about(series: str, on: date = TODAY) -> Known:
        said = files.beside(found, series)
        wanted = drafting.series_of(series, [one.templates for one in said])
        return gathering.gather(store, said, wanted, on=on)

    return about


@pytest.fixture(scope="session")
def knows(folder: Path) -> Knows:
    """What is known of a series of the invented study."""
    store = Store()
    store.extend(pipeline.quads(study.load(folder)))
    return asked_of(folder, store)


@pytest.fixture(scope="session")
def shipped(shipped_study: Path, shipped_store: Store) -> Knows:
    """What is known of a series of the study that ships."""
    return asked_of(shipped_study, shipped_store)
