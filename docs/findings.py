"""Fill the parts of the README of the study that ships which its own graph gives.

``cog`` calls these functions; ``cog --check`` fails when what they return has changed.  Each
finding is one sentence, and names the query that gives its figures.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from pyoxigraph import Store

from kg import pipeline, resources, study, vocabulary
from kg.measure import measuring, unit_rows
from kg.measure.record import Asked, Measured
from kg.query import binding, catalogue, run

Row = Mapping[str, str]
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@cache
def shipped() -> study.Study:
    """Return the study that ships."""
    return study.load(resources.root() / "studies" / study.SHIPPED)


@cache
def store() -> Store:
    """Return its graph, in an engine."""
    found = Store()
    found.extend(pipeline.quads(shipped()))
    return found


def ask(name: str, **values: str) -> Sequence[Row]:
    """Return the rows of the named query; an empty cell is the empty text."""
    text = binding.bind(catalogue.named(name), values)
    result = run.answer(store(), text, base=shipped().base)
    return [
        {
            column: "" if cell is None else getattr(cell, "value", str(cell))
            for column, cell in zip(result.columns, row, strict=True)
        }
        for row in result.rows
    ]


def count(pattern: str, what: str = "?x") -> int:
    """Return how many different *what* there are in *pattern*."""
    text = f"SELECT (COUNT(DISTINCT {what}) AS ?n) WHERE {{ {pattern} }}"
    (row,) = store().query(text, prefixes=vocabulary.prefixes())  # type: ignore[misc]
    return int(row["n"].value)


def number(value: int) -> str:
    """Return *value* as a text writes it: small ones in letters."""
    return NUMBERS[value] if value < len(NUMBERS) else f"{value:,}"


def listed(names: Sequence[str]) -> str:
    """Return *names* as a sentence lists them."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def coverage() -> str:
    """Return what the study holds, as a table."""
    records = study.load_records(shipped())
    rows = sum(len(getattr(record, "deployments", ())) for record in records.values())
    elsewhere = count(
        "GRAPH ?g { ?x fg:inVersion ver:deployments-elsewhere-v1 ; fg:row ?row }", "?row"
    )
    official = count("?x a fg:Deployment ; fg:operator force:metropolitan")
    stated = [
        ("documents", count("?x a fg:DisclosureDocument")),
        ("… of them texts that say a page again in other words", count("?x fg:standsFor ?page")),
        ("requests", count("?x a fg:InformationRequest")),
        ("bodies that were asked", count("?r a fg:InformationRequest ; fg:respondent ?x")),
        ("questions", count("?x a fg:Question")),
        ("replies of which something was seen", count("?x a fg:Response")),
        ("answers", count("?x a fg:Answer")),
        ("series of the same questions", count("?x a fg:QuestionSeries")),
        ("requests known by name alone", count("GRAPH ?g { ?x a fg:UnseenMember }")),
        ("rows of deployment records, every edition", rows),
        ("rows of the table compiled from other pages", elsewhere),
        ("different deployments", count("?x a fg:Deployment")),
        ("… of them the Met's", official),
        ("sets of deployments that a source counts together", count("?x a fg:DeploymentSet")),
        (
            "forces with a deployment or a set of them",
            count("{ ?d a fg:Deployment } UNION { ?d a fg:DeploymentSet } ?d fg:operator ?x"),
        ),
        ("figures, each with its cell or words", count("GRAPH ?g { ?x a fg:Observation }")),
        ("statements of use and plans", count("GRAPH ?g { ?x a fg:Statement }")),
    ]
    return "\n".join(
        ["| what | number |", "|---|---|", *(f"| {what} | {n:,} |" for what, n in stated)]
    )


def findings() -> str:
    """Return the ten findings, numbered."""
    made = (
        asked_nearly_the_same,
        relied_on,
        rates,
        years,
        sums,
        editions,
        late,
        link,
        press,
        survey,
    )
    return "\n".join(f"{at}. {one()}" for at, one in enumerate(made, 1))


def _by(command: str) -> str:
    return f"(`kg query {command}`)"


def asked_nearly_the_same() -> str:
    """Who answered related questions differently."""
    rows = ask("compare/answers-near-template", template="palantir-contract")
    forces = sorted({row["answered_by"] for row in rows})
    said: dict[str, list[str]] = {}
    for row in rows:
        words = row["outcome"][0].lower() + row["outcome"][1:]
        if row["held"] == "Held" and row["disclosure"] == "Not given":
            words = "confirmed that information is held and refused it"
        scope = f" (on {row['scope'].lower()} use)" if row["scope"] else ""
        said.setdefault(row["answered_by"], []).append(f"{words}{scope}")
    several = {row["answered_by"] for row in rows if not row["scope"]}
    each = [
        f"{force} "
        + (" in one reply and in another " if force in several else " and ").join(
            sorted(said[force])
        )
        for force in forces
    ]
    return (
        f"Asked about Palantir, {number(len(forces))} forces answered differently: "
        f"{'; '.join(each)}. The questions are related and not the same, so this is a difference "
        f"in what was confirmed and no contradiction "
        f"{_by('compare/answers-near-template -p template=palantir-contract')}."
    )


def relied_on() -> str:
    """Which provisions were relied on."""
    rows = ask("compare/exemptions-cited")
    by_section: dict[str, set[str]] = {}
    replies: dict[str, int] = {}
    for row in rows:
        section = row["section"].partition(":")[0].replace("Section", "section")
        by_section.setdefault(section, set()).add(row["answered_by"])
        replies[section] = replies.get(section, 0) + int(row["replies"])
    ranked = sorted(by_section, key=lambda one: (-replies[one], one))
    told = [
        f"{one} ({number(replies[one])} {'reply' if replies[one] == 1 else 'replies'} of "
        f"{number(len(by_section[one]))} {'force' if len(by_section[one]) == 1 else 'forces'})"
        for one in ranked
    ]
    return (
        f"On facial recognition, the replies seen rely on {listed(told)} of the Act of 2000, "
        f"to withhold or to neither confirm nor deny {_by('compare/exemptions-cited')}."
    )


def _measured(name: str, *by: str) -> dict[str, Measured]:
    """Return the Met's own figures by what is counted, or by year."""
    asking = unit_rows.asking(store(), shipped().base)
    found = measuring.measured(name, asking, Asked(by=by, forces=("metropolitan",)))
    own = [figure for figure in found if ("source", "own record") in figure.group]
    return {dict(figure.group)["period" if by else "counted"]: figure for figure in own}


def _rate(figure: Measured) -> str:
    """Return a rate with its limits by chance, and those between deployments where it has them."""
    value, chance, spread = figure.value, figure.interval, figure.spread
    if value is None or chance is None or chance.high is None:
        raise ValueError(f"{figure.measure} of {figure.group} has no limits; mend the finding")
    told = f"{chance.low:.2f} to {chance.high:.2f}"
    if spread is not None:
        told += f"; {spread.low:.2f} to {spread.high:.2f}"
    return f"{float(value.low):.2f} ({told})"


def rates() -> str:
    """Alerts, true alerts and arrests for every 10,000 faces."""
    whole = _measured("alerts-per-10000-faces")["alerts"]
    true = _measured("true-alert-rate")["true alerts"]
    arrests = _measured("arrests-per-10000-faces")["arrests"]
    if whole.numerator is None or whole.denominator is None:
        raise ValueError("the study counts no alerts; mend the finding")
    return (
        f"For every 10,000 faces that the Met's record counts, it prints {_rate(whole)} alerts, "
        f"{_rate(true)} true alerts and {_rate(arrests)} arrests, with 95 per cent limits by "
        f"chance alone, and wider ones from how deployments differ: {whole.numerator.low:,} alerts "
        f"for {whole.denominator.low:,} faces at {whole.units} deployments; faces are the Met's "
        "estimates (`kg measure alerts-per-10000-faces --force metropolitan`)."
    )


def years() -> str:
    """How the rate of alerts changed."""
    kept = _measured("alerts-per-10000-faces", "period")
    told = [f"{_rate(figure)} in {year}" for year, figure in sorted(kept.items())]
    return (
        f"The rate of alerts is no constant: {listed(told)}; watchlists, places and thresholds "
        "changed as well (`kg measure alerts-per-10000-faces --by period --force metropolitan`)."
    )


def sums() -> str:
    """Rows of the record that do not add up."""
    outcomes = ask("check/outcomes-and-alerts")
    totals, rate = ask("check/totals-and-parts"), ask("check/rate-and-counts")
    places = [f"{row['place']} on {row['date']}" for row in totals]
    return (
        f"In {number(len(outcomes))} rows of the Met's record the outcomes do not add up to the "
        f"alerts {_by('check/outcomes-and-alerts')}, in {number(len(totals))} ({listed(places)}) "
        f"the kinds of alert do not either {_by('check/totals-and-parts')}, and in "
        f"{number(len(rate))} the printed rate is not that of its counts, of which the "
        f"faces are an estimate {_by('check/rate-and-counts')}; an alert may have no "
        f"engagement, or a person several."
    )


def editions() -> str:
    """What a later edition changed."""
    rows = ask("find/changes-between-editions")
    added = [row for row in rows if row["what"] == "Deployment added"]
    changed = [row for row in rows if row["what"] == "Figure changed"]
    detail = [row for row in rows if row["what"] == "Detail changed"]
    words = [f"'{row['before']}' became '{row['after']}'" for row in detail]
    figures = number(len(changed)) if changed else "none"
    return (
        f"The Met's record of 2025 was seen in two editions: the later adds {len(added)} "
        f"deployments, changes {figures} of the figures of the earlier one and spells "
        f"{number(len(detail))} place otherwise ({listed(words)}) "
        f"{_by('find/changes-between-editions')}."
    )


def late() -> str:
    """Which replies came late."""
    rows = ask("find/late-replies")
    known = ask("compare/days-taken")
    total = sum(int(row["replies"]) for row in known)
    told = [
        f"{row['asked']}, {row['reference']}, by {number(int(row['late']))} working days"
        for row in rows
    ]
    return (
        f"Of the {number(total)} replies that print both the day of receipt and that of the "
        f"reply {_by('compare/days-taken')}, {number(len(rows))} came after the time that the Act "
        f"sets ({listed(told)}) {_by('find/late-replies')}."
    )


def link() -> str:
    """What a link was said to answer, and what its presumed target holds."""
    rows = ask("find/answered-by-reference")
    found = {kind: [] for kind in ("Covers it", "Covers it in part", "Does not cover it")}
    for row in rows:
        found[row["assessed"]].append(row["question"])
    covers, part, not_at_all = found.values()
    return (
        f"The Met's reply 01.FOI.23.031597 says that a link answers {number(len(rows))} questions "
        f"and parts of questions; the target is lost, and the record presumed to be it covers "
        f"{number(len(covers))} ({listed(covers)}), {number(len(part))} in part ({listed(part)}) "
        f"and {number(len(not_at_all))} not at all ({listed(not_at_all)}): what is claimed and "
        f"what was looked at may be two documents {_by('find/answered-by-reference')}."
    )


def press() -> str:
    """Where others differ from the record."""
    rows = ask("compare/press-and-record")
    agrees = [row for row in rows if row["agrees"] == "yes"]
    differs = [row for row in rows if row["agrees"] == "no"]
    told = [f"{row['figure'].lower()} {row['value']} against {row['in_record']}" for row in differs]
    where = sorted({row["of_what"] for row in differs})
    return (
        f"Of {len(rows)} figures that a compiled table takes from the press, from forces' pages, "
        f"Parliament and others, {number(len(agrees) + len(differs))} can be held against the "
        f"Met's own record: {number(len(agrees))} agree and {number(len(differs))} do not "
        f"({listed(where)}: {listed(told)}) {_by('compare/press-and-record')}."
    )


def survey() -> str:
    """Where the survey differs from a force's own reply."""
    rows = ask("compare/request-and-survey")
    named = count(
        "GRAPH ?g { ?x a fg:Statement ; fg:saidBy "
        "<https://w3id.org/foigraph/code/body/biometrics-and-surveillance-camera-commissioner> . "
        "FILTER NOT EXISTS { ?x a fg:PlanStatement } }"
    )
    told = [f"{row['by_force']} ({row['reference']}, question {row['asked']})" for row in rows]
    return (
        f"The Commissioner names {named} forces that told the survey of 2022 they use facial "
        f"recognition, and {listed(told)} answered a request that it does not; the two speak of "
        f"other times and may count the Police National Database otherwise "
        f"{_by('compare/request-and-survey')}."
    )


def disagreements() -> str:
    """Return each pair that does not simply go together, a sentence for each, by label."""
    rows = ask("find/contradictions")
    gravest = ("Contradicts", "Comparability open")
    order = {label: at for at, label in enumerate(gravest)}
    ranked = sorted(rows, key=lambda row: (order.get(row["called"], len(order)), row["reason"]))
    lines = []
    for row in ranked:
        untold = [one for one in row["unequal"].split("; ") if one.endswith(" (not told)")]
        aspects = listed([one.removesuffix(" (not told)").lower() for one in untold] or [""])
        unequal = f" ({aspects} not told)" if untold else ""
        restated = "[restated]" in row["first_words"] + row["second_words"]
        mark = " The words at hand say those of the documents again." if restated else ""
        lines.append(f"- **{row['called']}**{unequal}: {row['reason']}{mark}")
    return "\n".join(lines)


def asked() -> str:
    """Return of how many forces nothing is recorded, in a sentence."""
    rows = ask("compare/forces-asked", series="february-2023")
    known = [row for row in rows if row["state"] != "no request recorded"]
    seen = [row["asked"] for row in known if row["state"] == "reply recorded"]
    every = {row["asked"] for row in ask("compare/forces-asked")}
    some = {
        row["asked"] for row in ask("compare/forces-asked") if row["state"] != "no request recorded"
    }
    return (
        f"Of {len(rows)} forces, the study knows of a request of February 2023 to "
        f"{number(len(known))}, and has seen the reply of {number(len(seen))} ({listed(seen)}); "
        f"of {len(every - some)} it has no request of any series "
        f"{_by('compare/forces-asked -p series=february-2023')}. That none is recorded does not "
        f"say that a force was never asked."
    )


def walk() -> str:
    """Return the way of one figure to the hash of its document, a step in each line."""
    values = {"force": "metropolitan", "date": "2024-01-10", "measure": "total-alerts"}
    (row,) = ask("find/figure-source", **values)
    return "\n".join(
        [
            "| step | here |",
            "|---|---|",
            f"| figure | {row['value']} ({row['figure'].lower()}, {row['place']}, {row['day']}) |",
            f"| cell | “{row['quotation']}”, page {row['page']}, row {row['row']}, "
            f"column {row['column']} |",
            f"| read | {row['confidence'].lower()}, {row['review'].lower()} by a "
            f"{row['reviewed_by'].lower()} on {row['reviewed_on']} |",
            f"| document | {row['document']}, version {row['edition']} |",
            f"| address | <{row['address']}> |",
            f"| hash | `{row['hash']}` |",
        ]
    )


def series() -> str:
    """Return the series with who is in them and what was seen, as a table."""
    rows = ask("compare/series-replies")
    states: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        kind = {"request not seen": "known, not seen", "not seen": "reply not seen"}.get(
            row["reply"], "reply seen"
        )
        kinds = states.setdefault(row["in_series"], {})
        if row["asked"] not in kinds.setdefault(kind, []):
            kinds[kind].append(row["asked"])
    lines = ["| series | reply seen | reply not seen | known by name alone |", "|---|---|---|---|"]
    for key in sorted(states):
        cells = [
            ", ".join(states[key].get(kind, []))
            for kind in ("reply seen", "reply not seen", "known, not seen")
        ]
        lines.append(f"| `{key}` | {' | '.join(cells)} |")
    return "\n".join(lines)


PARTS: Mapping[str, Callable[[], str]] = {
    "coverage": coverage,
    "findings": findings,
    "walk": walk,
    "series": series,
    "asked": asked,
    "disagreements": disagreements,
}
