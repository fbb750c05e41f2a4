"""``kg review``: walk the doubts of a record, and put down what a person rules."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import study_option
from kg.cli.showing import changed_text, counted, doubt_text, where
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Document
    from kg.record.reviewing import Reviewer, Sheet
    from kg.study import Study

Command = Callable[..., Any]

WHOLE = "*"
"""Stands for the record where an option names no fact."""

FACT = "Give FACT by its address; without it, {}."
ROLE_HELP = (
    "Role in which you rule (a code of ontology/codes/role.ttl); else KG_ROLE.  Never a name."
)


def ruling_option(name: str, said: str) -> Callable[[Command], Command]:
    """Return the option *name*, which takes any number of facts, or none for the record."""
    return click.option(
        f"--{name}",
        is_flag=False,
        flag_value=WHOLE,
        multiple=True,
        metavar="[FACT]",
        help=said,
    )


@click.command()
@study_option
@ruling_option("accept", f"Stand behind a fact.  {FACT.format('the whole record')}")
@ruling_option("reject", f"Say that a fact is wrong.  {FACT.format('the whole record')}")
@ruling_option("corrected", f"Put down what you changed in the file.  {FACT.format('all of it')}")
@ruling_option("reopen", f"Take a ruling back.  {FACT.format('that on the record')}")
@click.option("--role", envvar="KG_ROLE", help=ROLE_HELP)
@click.option("--facts", "all_facts", is_flag=True, help="List every fact with its address.")
@click.option("--wording", is_flag=True, help="List the words that no rule knows, as CSV.")
@click.argument("record", required=False)
def review(
    record: str | None,
    study_folder: Path | None,
    role: str | None,
    *,
    all_facts: bool,
    wording: bool,
    **rulings: tuple[str, ...],
) -> None:
    """Show what is doubtful in RECORD, why, and where; accept or reject it or one fact.

    Without RECORD, list the records with their status and the doubts that are open.  RECORD is
    the key of a record or its file.  On a terminal each open doubt waits for a letter.

    \b
    Example:
        kg review
        kg review gb-metropolitan-01-foi-23-031597
        kg review gb-metropolitan-01-foi-23-031597 --role reviewer --accept answer/4
        kg review gb-metropolitan-01-foi-23-031597 --role reviewer --accept
        kg review --wording > unknown.csv
    """
    from kg import study

    found = study.load(study.find(study_folder))
    asked = [(name, fact) for name, facts in rulings.items() for fact in facts]
    if record is None:
        if asked or all_facts:
            raise UsageError(
                "name the record before the option: kg review RECORD --accept [FACT]; "
                "'kg review' lists the records"
            )
        click.echo(words_unknown(found.records) if wording else listed(found), nl=not wording)
        return
    path = record_path(found, record)
    if wording:
        click.echo(words_unknown([path]), nl=False)
    elif all_facts:
        click.echo(facts_of(path))
    elif asked:
        for said in ruled(found, path, asked, role):
            click.echo(said, err=True)
    else:
        walk(found, path, role)


def record_path(study: "Study", name: str) -> Path:
    """Return the file of the record *name*: a key, a file, or the end of a key that is one's only.

    Raises:
        UsageError: there is no such record, or there are several.
    """
    import difflib

    plain = Path(name).name.removesuffix(".yaml")
    keys = {path.stem: path for path in study.records}
    if plain in keys:
        return keys[plain]
    ending = [path for key, path in keys.items() if key.endswith(f"-{plain}")]
    if len(ending) == 1:
        return ending[0]
    near = difflib.get_close_matches(plain, keys, n=3) or [path.stem for path in ending[:3]]
    hint = f"did you mean {' or '.join(near)}?" if near else "'kg review' lists them"
    raise UsageError(f"{study.folder}: there is no one record '{name}'; {hint}")


def reviewer(role: str | None) -> "Reviewer":
    """Return who rules, today.

    Raises:
        UsageError: no role is given, or it is no code.
    """
    from datetime import UTC, datetime

    from kg import vocabulary
    from kg.record.reviewing import Reviewer

    if role is None:
        raise UsageError(
            "a ruling is put down with the role of who rules; say --role reviewer, or set KG_ROLE"
        )
    if role not in vocabulary.codes("role"):
        raise UsageError(
            f"--role {role}: no such role; use 'reviewer', 'maintainer' or another code of "
            "ontology/codes/role.ttl, and never a name"
        )
    return Reviewer(role=role, on=datetime.now(tz=UTC).astimezone().date())


def reading_of(study: "Study", path: Path) -> tuple["Document | None", Any]:
    """Return the document of the record and what the program reads in it now.

    None for either that cannot be had: a missing document is no fault, one that this version
    of the program cannot read is told.
    """
    from kg import adding
    from kg.errors import KgError

    try:
        return adding.read_again(study, path)
    except KgError as error:
        click.echo(f"kg: {error.code}: {error}", err=True)
        return None, None


def ruled(
    study: "Study", path: Path, asked: Sequence[tuple[str, str]], role: str | None
) -> Iterator[str]:
    """Put every ruling *asked* for into the file, all or none, and yield what was done."""
    from kg.record.reviewing import Sheet

    sheet = Sheet(path)
    _, reading = reading_of(study, path)
    done = []
    for name, fact in asked:
        address = None if fact == WHOLE else fact
        if name == "reopen":
            sheet.reopen(address)
            done.append(f"{address or 'the record'}: taken back")
            continue
        by = reviewer(role)
        if name == "reject":
            facts = sheet.reject(address, by)
        elif name == "accept":
            facts = sheet.accept(address, by, reading=reading)
        else:
            facts = sheet.correct(address, by, reading=reading)
        statuses = sheet.rulings()
        done += [f"{fact}: {statuses[fact]}" for fact in facts]
        if address is None and name != "corrected":
            done.append(f"the record: {sheet.status}")
        elif not facts:
            settled = f"{address}: settled"
            done.append("nothing is changed in the file" if address is None else settled)
    sheet.save()
    open_doubts = sum(doubt.settled is None for doubt in sheet.doubts)
    yield from (f"{path.stem}: {said}" for said in done)
    yield f"{path.stem}: {counted(open_doubts, 'open doubt')}"


def listed(study: "Study") -> str:
    """Return a line for each record: status, open doubts, rulings, unruled changes, key."""
    from kg.record.reviewing import Sheet

    lines = [f"{'status':<11} {'open':>5} {'ruled':>6} {'changed':>8}  record"]
    for path in study.records:
        sheet = Sheet(path)
        open_doubts = sum(doubt.settled is None for doubt in sheet.doubts)
        lines.append(
            f"{sheet.status:<11} {open_doubts:>5} {len(sheet.rulings()):>6} "
            f"{len(sheet.corrections()):>8}  {path.stem}"
        )
    return "\n".join(lines)


def facts_of(path: Path) -> str:
    """Return every fact of the record with its line, address, status and value."""
    from kg.record import read
    from kg.record.reviewing import Sheet

    sheet, record = Sheet(path), read(path)
    return "\n".join(
        f"line {fact.line or '-':<5} {address:<45} {record.review.status_of(address):<11} "
        f"{fact.value}"
        for address, fact in sheet.facts.items()
    )


def words_unknown(paths: Sequence[Path]) -> str:
    """Return, as CSV, the words that raised a doubt because no rule knows them."""
    import csv
    from io import StringIO

    from kg.model.record import UNKNOWN_WORDING
    from kg.record import read
    from kg.spreadsheet import guarded

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["record", "file", "field", "place", "words", "reason"])
    for path in paths:
        record = read(path)
        for doubt in record.doubts:
            if doubt.kind == UNKNOWN_WORDING:
                words = doubt.passage.quote
                row = [path.stem, record.source.file, doubt.field, where(doubt.passage)]
                writer.writerow(guarded([*row, words, doubt.reason]))
    return out.getvalue()


def walk(study: "Study", path: Path, role: str | None) -> None:
    """Show the doubts one after the other; on a terminal, ask what to do with each open one."""
    from kg.record.reviewing import Sheet

    sheet = Sheet(path)
    document, reading = reading_of(study, path)
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    corrections, doubts = sheet.corrections(reading), sheet.doubts
    pending = sum(doubt.settled is None for doubt in doubts)
    click.echo(f"{path}: {sheet.status}; {counted(len(doubts), 'doubt')}, {pending} open")
    if document is None:
        click.echo("The document is not at hand, so only the words that the record keeps are shown")
    for item in corrections:
        click.echo(f"\n{changed_text(item)}")
        if asks and not answered(sheet, item.fact, role, "corrected", reading):
            return
    if corrections and not asks:
        click.echo(f"\nPut them down with: kg review {path.stem} --corrected [FACT]")
    for doubt in doubts:
        click.echo(f"\n{doubt_text(doubt, sheet, document)}")
        # A ruling on one doubt may have settled another.
        now = sheet.doubts[doubt.number - 1]
        if asks and now.settled is None and not answered(sheet, doubt.address, role, "", reading):
            return


LETTERS = {"a": "accept", "r": "reject", "c": "correct", "s": "skip", "q": "quit"}


def answered(sheet: "Sheet", address: str, role: str | None, offer: str, reading: Any) -> bool:
    """Ask what to do with *address* and do it; return whether to go on."""
    while True:
        choices = (
            ("corrected (c), skip (s), quit (q)")
            if offer
            else ("accept (a), reject (r), correct (c), skip (s), quit (q)")
        )
        letter = click.prompt(f"  {choices}", prompt_suffix=": ", default="s", show_default=False)
        choice = LETTERS.get(letter.strip().lower()[:1])
        if choice == "quit":
            return False
        if choice == "skip":
            return True
        try:
            if choice == "correct" and not offer:
                click.echo(f"  Change it in {sheet.path}, save, and run kg review again")
                return True
            if choice == "correct":
                sheet.correct(address, reviewer(role), reading=reading)
            elif choice == "accept" and not offer:
                sheet.accept(address, reviewer(role), reading=reading)
            elif choice == "reject" and not offer:
                sheet.reject(address, reviewer(role))
            else:
                continue
        except UsageError as error:
            click.echo(f"  {error}")
            if role is None:
                return False
            continue
        sheet.save()
        return True
