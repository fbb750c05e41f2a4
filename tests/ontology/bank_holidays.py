"""Make the calendars from the bank holidays that GOV.UK publishes, in the copy of its package.

python -m tests.ontology.bank_holidays > ontology/codes/calendar.ttl
"""

import sys
from collections.abc import Mapping
from datetime import date

from govuk_bank_holidays.bank_holidays import BankHolidays

SOURCE = "https://www.gov.uk/bank-holidays.json"
CALENDARS: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = {
    "united-kingdom": (
        "Working days, United Kingdom",
        "Days other than Saturdays, Sundays, and bank holidays in any part of the United Kingdom.",
        "The Act of 2000 counts a bank holiday in one part as none for the others too: 17 March is "
        "no working day for an authority in England. Not for the Scottish Act.",
        ("england-and-wales", "scotland", "northern-ireland"),
    ),
    "scotland": (
        "Working days, Scotland",
        "Days other than Saturdays, Sundays, and bank holidays in Scotland.",
        "Not for authorities in Scotland that answer under the Act of 2000, such as the British "
        "Transport Police.",
        ("scotland",),
    ),
}
"""Code -> label, definition, note, and the divisions whose holidays count."""

LAW = {
    "united-kingdom": "http://www.legislation.gov.uk/id/ukpga/2000/36/section/10/6",
    "scotland": "http://www.legislation.gov.uk/id/asp/2002/13/section/73",
}
DESCRIPTION = "Which days count as working days under a law on access to information."
NOTE = (
    "Saturdays and Sundays never count and are not listed. Days of mourning and of jubilees are "
    "listed where they were bank holidays; whether Monday 19 September 2022 counted for requests "
    "that ran when it was proclaimed is contested."
)
HEADER = f"""\
# Made by `python -m tests.ontology.bank_holidays`; mend that, not this.

@prefix calendar: <https://w3id.org/foigraph/code/calendar/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix fg: <https://w3id.org/foigraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/foigraph/code/calendar> a skos:ConceptScheme ;
    dcterms:title       "Calendars"@en ;
    dcterms:description "{DESCRIPTION}"@en ;
    skos:scopeNote      "{NOTE}"@en ;
    dcterms:source      <{SOURCE}> ;
    dcterms:license     <https://creativecommons.org/licenses/by/4.0/> .
"""


def holidays() -> dict[str, list[date]]:
    """Return the days of each division, in order."""
    # The class itself asks GOV.UK when it is made; its own copy needs no network.
    published = BankHolidays.load_backup_data()
    return {
        division: sorted({date.fromisoformat(event["date"]) for event in said["events"]})
        for division, said in published.items()
    }


def turtle() -> str:
    """Return the scheme of calendars."""
    days = holidays()
    parts = [HEADER]
    for code, (label, definition, note, divisions) in CALENDARS.items():
        listed = sorted({day for division in divisions for day in days[division]})
        known = [{day.year for day in days[division]} for division in divisions]
        years = sorted(set.intersection(*known))
        values = " ,\n        ".join(f'"{day.isoformat()}"^^xsd:date' for day in listed)
        parts.append(
            f"calendar:{code} a skos:Concept , fg:Calendar ;\n"
            f'    skos:prefLabel    "{label}"@en ;\n'
            f'    skos:definition   "{definition}"@en ;\n'
            f'    skos:scopeNote    "{note}"@en ;\n'
            f'    skos:notation     "{code}" ;\n'
            f"    skos:inScheme     <https://w3id.org/foigraph/code/calendar> ;\n"
            f"    skos:topConceptOf <https://w3id.org/foigraph/code/calendar> ;\n"
            f"    fg:firstYear      {years[0]} ;\n"
            f"    fg:lastYear       {years[-1]} ;\n"
            f"    fg:nonWorkingDay\n        {values} ;\n"
            f"    dcterms:source    <{LAW[code]}> , <{SOURCE}> .\n"
        )
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(turtle())
