"""The pieces that invented letters are made of: names, wordings and spellings, all our own.

Laid out like the ways in which real letters vary; what a piece means stands
beside it, so that a letter knows what it says.  ``{f}`` is the force, ``{t}`` a
technology, ``{n}`` a number, ``{w}`` a stretch of time, ``{c}`` a citation.
"""

from typing import NamedTuple


class Force(NamedTuple):
    """An authority, by the names it signs with, and how it writes its references."""

    slug: str
    names: tuple[str, ...]
    host: str
    references: tuple[str, ...]
    """``#`` is a digit, ``@`` a letter, ``YY`` or ``YYYY`` the year, ``ZZ`` the next, ``MM`` a month."""

    regime: str = "FOIA 2000"


FORCES = (
    Force(
        "metropolitan",
        ("Metropolitan Police Service", "MPS"),
        "www.met.police.uk",
        ("01.FOI.YY.0#####",),
    ),
    Force("warwickshire", ("Warwickshire Police",), "www.warwickshire.police.uk", ("###-YYYY",)),
    Force("west-mercia", ("West Mercia Police",), "www.westmercia.police.uk", ("1#####",)),
    Force(
        "northumbria", ("Northumbria Police",), "beta.northumbria.police.uk", ("###/YY", "1###/YY")
    ),
    Force(
        "dyfed-powys", ("Dyfed-Powys Police",), "www.dyfed-powys.police.uk", ("###/YYYY", "###/YY")
    ),
    Force(
        "avon-and-somerset",
        ("Avon and Somerset Constabulary", "Avon and Somerset Police"),
        "www.avonandsomerset.police.uk",
        ("###/YY", "###-YY"),
    ),
    Force(
        "cleveland", ("Cleveland Police",), "www.cleveland.police.uk", ("### - YY", "1####/YYYY")
    ),
    Force("essex", ("Essex Police",), "www.essex.police.uk", ("1####",)),
    Force(
        "west-midlands",
        ("West Midlands Police",),
        "foi.west-midlands.police.uk",
        ("1####_YY", "####/YY", "###@/YY"),
    ),
    Force(
        "south-wales", ("South Wales Police",), "www.south-wales.police.uk", ("###/YY", "1###/YY")
    ),
    Force("gwent", ("Gwent Police",), "www.gwent.police.uk", ("YYYY/2####",)),
    Force(
        "north-yorkshire",
        ("North Yorkshire Police",),
        "www.northyorkshire.police.uk",
        ("0###/YYYY-ZZ",),
    ),
    Force(
        "northern-ireland",
        ("Police Service of Northern Ireland", "PSNI"),
        "www.psni.police.uk",
        ("F-YYYY-0####", "FOI/1####"),
    ),
    Force("kent", ("Kent Police",), "www.kent.police.uk", ("YY/MM/1###",)),
    Force("north-wales", ("North Wales Police",), "www.northwales.police.uk", ("YYYY/###",)),
    Force(
        "nottinghamshire",
        ("Nottinghamshire Police",),
        "www.nottinghamshire.police.uk",
        ("00####/YY",),
    ),
    Force("cumbria", ("Cumbria Constabulary",), "www.cumbria.police.uk", ("FOI/##/YY",)),
    Force(
        "greater-manchester",
        ("Greater Manchester Police", "GMP"),
        "www.gmp.police.uk",
        ("01/FOI/YY/00####",),
    ),
    Force(
        "lancashire",
        ("Lancashire Constabulary",),
        "www.lancashire.police.uk",
        ("01/FOI/YY/01####",),
    ),
    Force("norfolk", ("Norfolk Constabulary",), "www.norfolk.police.uk", ("FOI ####/YY",)),
    Force("durham", ("Durham Constabulary",), "www.durham.police.uk", ("1###/YY",)),
    Force("sussex", ("Sussex Police",), "www.sussex.police.uk", ("1###/YY",)),
    Force(
        "gloucestershire",
        ("Gloucestershire Constabulary",),
        "www.gloucestershire.police.uk",
        ("YYYY.0###",),
    ),
    Force(
        "british-transport", ("British Transport Police", "BTP"), "www.btp.police.uk", ("###-YY",)
    ),
    Force(
        "scotland",
        ("Police Scotland", "Police Service of Scotland"),
        "www.scotland.police.uk",
        ("IM-FOI-YYYY-0###", "YY-0###"),
        "FOISA 2002",
    ),
)

TECHNOLOGIES = {
    "live-facial-recognition": ("live facial recognition", "Live Facial Recognition (LFR)", "LFR"),
    "retrospective-facial-recognition": (
        "retrospective facial recognition",
        "Retrospective Facial Recognition (RFR)",
        "RFR",
    ),
    "operator-initiated-facial-recognition": (
        "operator initiated facial recognition",
        "Operator-Initiated Facial Recognition (OIFR)",
    ),
    "drone": ("drones", "unmanned aircraft (drones)"),
    "anpr": ("automatic number plate recognition", "ANPR"),
    "predictive-policing": ("predictive policing",),
    "mobile-device-extraction": ("mobile phone data extraction",),
}

QUESTIONS = (
    "Has {f} used {t}{w}?",
    "How many times was {t} in use{w}?",
    "Please state how much was spent on {t}{w}.",
    "Which company supplies {t} to the force?",
    "How many officers and staff are trained in {t}?",
    "Please provide a copy of the data protection impact assessment for {t}",
    "Is there a written policy on {t}? If so, please send it.",
    "How many arrests followed from the use of {t}{w}?",
    "Are there plans to buy or to trial {t}?",
    "On how many occasions did {t} lead to somebody being stopped in error{w}?",
    "State the dates and the places at which {t} was in use{w}.",
    "Details of every trial of {t}{w}, with what it cost",
    "A list of contracts held for {t}{w}.",
    "What oversight board looks at the use of {t}, and how often does it meet?",
    "For how long are images gathered by {t} kept?",
    "Does {f} share what it gathers by {t} with other bodies (for example councils or shops)?",
)
PARTS = (
    "If yes, on what dates?",
    "If so, how many people were stopped?",
    "Who supplied the equipment?",
    "What did it cost?",
    "Please break this down by month.",
    "In which towns did this take place?",
    "How many complaints were made about it?",
    "And what became of them",
)

TIMES: tuple[tuple[str, tuple[str, str | None] | None], ...] = (
    (" in the 2017 calendar year", ("2017-01", "2017-12")),
    (" between April 2022 and March 2023", ("2022-04", "2023-03")),
    (" from January 2021 to December 2022", ("2021-01", "2022-12")),
    (" since 1 January 2020", ("2020-01", None)),
    (" since March 2019", ("2019-03", None)),
    (" in 2019", ("2019-01", "2019-12")),
    (" during 2021", ("2021-01", "2021-12")),
    (" from 01/04/2019 to 31/03/2020", ("2019-04", "2020-03")),
    (" from 2016 to 2022", ("2016-01", "2022-12")),
    (" from May 2021 to the present", ("2021-05", None)),
    (" from 1 June 2020 up to the date of this request", ("2020-06", None)),
    (" between 1st September 2018 and 31st August 2019", ("2018-09", "2019-08")),
    (" in the financial year 2021/22", ("2021-04", "2022-03")),
    (" for the years 2019, 2020 and 2021", ("2019-01", "2021-12")),
    (" in each year from 2018 to 2021", ("2018-01", "2021-12")),
    (" between Jan 2022 and Dec 2022", ("2022-01", "2022-12")),
    (" between 01.01.2021 and 31.12.2021", ("2021-01", "2021-12")),
    (" in the calendar years 2019-2021", ("2019-01", "2021-12")),
    (" from January 2021 to date", ("2021-01", None)),
    (" (1 April 2021 to 31 March 2022)", ("2021-04", "2022-03")),
    (" since the start of 2022", ("2022-01", None)),
    (" on 28 January 2022", ("2022-01", "2022-01")),
    (" during June 2023", ("2023-06", "2023-06")),
    (" for 2020/21", ("2020-04", "2021-03")),
    (" in the last 12 months", None),
    (" in the past year", None),
    (" within the last three years", None),
    (" over the past five years", None),
    (" in the past 24 months", None),
)
"""Words that set a time inside a question, and the months they mean; None: counted back."""

SCOPES: tuple[tuple[str, tuple[str, str | None]], ...] = (
    ("January 2022-January 2023", ("2022-01", "2023-01")),
    ("January 2023 to the present", ("2023-01", None)),
    ("1 January 2022 up to the date of this request", ("2022-01", None)),
    ("April 2020 to March 2021", ("2020-04", "2021-03")),
    ("1 April 2019 - 31 March 2022", ("2019-04", "2022-03")),
    ("2018 to 2021", ("2018-01", "2021-12")),
)
SCOPES_AFTER: tuple[tuple[str, tuple[str, str | None]], ...] = (
    ("February 2023 onwards", ("2023-02", None)),
    ("1 March 2023 onwards", ("2023-03", None)),
)
SCOPE_OF_ALL = (
    "Please limit your search to the period {w}.",
    "The time period for all of these is {w}.",
    "The scope of my request is {w}.",
    "Time frame: {w}.",
)
SCOPE_OF_SOME = (
    "Questions {a}-{b} cover the period {w}.",
    "Questions {a} to {b} relate to the period {w}.",
    "Q{a} to Q{b} cover {w}.",
)

ANSWERS: dict[str, tuple[str, ...]] = {
    "disclosed-in-full": (
        "There were {n} occasions.",
        "{n}",
        "Yes.",
        "No.",
        "None.",
        "Nil",
        "Yes - {n} officers have done the course.",
        "The total spent was £{n},250.",
        "The supplier is Harrow Optics Ltd.",
        "Images are kept for {n} days and are then deleted.",
        "The board meets every quarter and its minutes go to the Deputy Chief Constable.",
        "In excess of {n} searches were made.",
        "The force has no plans of this kind.",
        "We have {n} of them.",
        "Yes, since the spring of that year.",
        "It was done on {n} days.",
        "Zero (0).",
        "Fewer than five.",
        "Three firms: Harrow Optics Ltd, Vole Data and Marram Systems.",
        "The contract is worth £{n},000 a year.",
        "May: {n}; June: 12; July: 9.",
        "It is kept under review by the Ethics Panel.",
        "{f} has {n} such devices at this time.",
        "All {n} were trained by the supplier.",
    ),
    "not-held": (
        "No information held.",
        "{f} does not hold this information.",
        "This information is not held.",
        "The force holds no recorded information on this point.",
        "We made a search with the Digital Policing team and no information is held.",
        "{f} does not hold any information for this question, as no such trial has taken place.",
        "I can confirm that the information you seek is not held by {f}.",
        "{f} holds nothing on this.",
        "There is no information held in respect of this question.",
        "Having asked the department concerned, I can say that we do not hold what you ask for.",
        "This is not something that the force records, and so it is not held.",
        "No such information is held by {f}.",
        "{f} do not hold a record of this.",
        "The requested information is not held; another body runs this scheme.",
    ),
    "refused-exempt": (
        "This is withheld under {c}.",
        "The information is exempt from disclosure by virtue of {c}.",
        "We will not disclose this part and rely on {c}.",
        "This part of the request is refused: {c} applies.",
        "The name of the supplier has been withheld. The exemption engaged is {c}.",
        "The force is withholding this information, as {c} is engaged.",
        "This cannot be released, being exempt information under {c} of the Act.",
        "It is our view that {c} is engaged and the information will not be disclosed.",
        "The document is withheld in its entirety. The following exemption applies: {c}.",
        "Information relating to this question is exempt and is withheld by reason of {c}.",
    ),
    "refused-ncnd": (
        "{f} can neither confirm nor deny that it holds this information, by virtue of {c}.",
        "We neither confirm nor deny that any information is held, relying on {c}.",
        "The force will neither confirm nor deny whether this is held. The exemption is {c}.",
        "It is neither confirmed nor denied that {f} holds information on this, under {c}.",
        "By virtue of {c} the force is not required to confirm or deny that it holds this.",
        "The duty to confirm or deny does not arise here, by reason of {c}.",
    ),
    "refused-cost": (
        "To find this we would have to open {n}00 records by hand, at some ten minutes each, so the "
        "cost of compliance exceeds the appropriate limit and {c} applies.",
        "The information is not kept in a form that can be searched. A manual review of {n}00 files "
        "would go over 18 hours; this part is refused under {c}.",
        "Answering would exceed the fees limit, and we are not obliged to comply under {c}.",
        "It would take {n} hours to find and read what is needed, which is over the cost threshold, so {c} is engaged.",
        "This part would cost more than £450 to answer and is therefore refused: {c}.",
    ),
    "already-accessible": (
        "This is already in the public domain and is exempt under {c}.",
        "What you ask for is on our website and so reasonably accessible to you: {c}.",
        "The figures have been published. {c} - Information reasonably accessible by other means.",
        "You will find this on our publication scheme; it is therefore exempt by virtue of {c}.",
        "As this is available to the public already, {c} applies and we need not send it.",
    ),
    "answered-by-reference": (
        "Please see the attached spreadsheet.",
        "The figures are in the document at the link below.",
        "Please refer to Annex A, which has what you ask for.",
        "A copy of the document is attached.",
        "This is set out in the enclosed table.",
        "The policy can be read at the link given at the foot of this letter.",
        "See attachment 2.",
        "The answer is in the file sent with this reply.",
    ),
    "future-publication": (
        "We intend to publish this in our annual report. It is exempt under {c}.",
        "This will be put on our website in due course and {c} applies until then.",
        "The report is to be released next quarter, so it is exempt now by virtue of {c}.",
    ),
}

LISTED: dict[str, tuple[str, ...]] = {
    "disclosed-in-full": (
        "The table below gives what was asked for in {l}.",
        "In answer to {l}, there were {n} in all.",
        "For {l} the answer is no.",
        "{L}: {n}.",
        "In response to {l}, the force has {n} such devices.",
        "Regarding {l}, no use was made of it.",
    ),
    "not-held": (
        "For {l} no information is held.",
        "With regard to {l}, {f} does not hold this information.",
        "{L} - no information held.",
        "No information is held in relation to {l}.",
        "{f} holds no information that would answer {l}.",
        "In respect of {l} I can confirm that nothing is held.",
    ),
    "refused-exempt": (
        "The information for {l} is exempt from disclosure under {c}.",
        "{L} are refused by virtue of {c}.",
        "We are withholding what was sought in {l}, relying on {c}.",
        "As regards {l}, the information is withheld under {c}.",
    ),
    "refused-ncnd": (
        "In relation to {l}, {f} can neither confirm nor deny that information is held, by virtue of {c}.",
    ),
    "refused-cost": (
        "The cost of answering {l} would exceed the appropriate limit, and {c} applies.",
    ),
    "already-accessible": (
        "The answers to {l} have been published already and are exempt under {c}.",
    ),
    "answered-by-reference": (
        "The spreadsheet attached holds the information requested for {l}.",
        "The link below will take you to the information for {l}.",
    ),
    "future-publication": (
        "What you ask in {l} is to be published in the spring and {c} applies.",
    ),
}
"""How an answer names its questions in a sentence; ``{l}`` is a list of them, ``{L}`` opens one."""

DECISIONS: dict[str, tuple[str, ...]] = {
    "full-disclosure": (
        "I have decided to disclose the information to you in full.",
        "I have today decided to disclose all of the requested information.",
        "{f} is able to disclose the located information in full.",
        "Decision: full disclosure.",
        "Your request is granted in full.",
        "The information that you asked for is disclosed in full below.",
    ),
    "partial-disclosure": (
        "I have decided to disclose some of the information requested.",
        "I have decided to disclose part of what you asked for; some information is exempt.",
        "{f} is disclosing this information in part.",
        "Decision: partial disclosure.",
        "Your request has been granted in part.",
        "I am able to disclose part of the information; the rest is withheld.",
    ),
    "not-held": (
        "I can confirm that {f} does not hold the information you have requested.",
        "Searches were made and the information you ask for is not held by {f}.",
        "No information is held.",
        "{f} holds no information within the scope of your request.",
        "Our searches found nothing: the information requested is not held.",
    ),
    "ncnd": (
        "{f} can neither confirm nor deny that it holds any of the information you ask for, by virtue of {c}.",
        "{f} neither confirms nor denies that information relevant to your request is held. The "
        "exemptions that apply are {c}.",
    ),
    "cost-limit": (
        "I estimate that the cost of complying with your request would exceed the appropriate limit. "
        "In accordance with {c} of the Act, your request is refused.",
        "It would take more than 18 hours to answer, so {c} applies and {f} is not obliged to comply.",
    ),
    "refused": (
        "I have decided to refuse your request in full. The information is exempt under {c}.",
        "{f} has decided to withhold the information by virtue of {c}.",
        "I have decided to exempt all of the information under {c}.",
        "Your request is refused in full, as the information is exempt by virtue of {c}.",
        "All of the information that you seek is withheld under {c}.",
    ),
    "clarification": (
        "Before we can go further we need clarification of what you mean by the word 'system'.",
        "Your request is not clear to us. Please clarify which of our departments you ask about.",
    ),
}
"""Code of the headline -> sentences of the whole reply."""

OUTCOMES = {
    "not-held": "not-held",
    "ncnd": "refused-ncnd",
    "cost-limit": "refused-cost",
    "refused": "refused-exempt",
}
"""Code of a headline that answers all questions at once -> their outcome."""


class Cited(NamedTuple):
    """A citation as it is spelt, and the sections and subsections that it names."""

    printed: str
    named: tuple[tuple[str, str], ...]
    title: str = ""


WITHHOLD: dict[str, tuple[Cited, ...]] = {
    "FOIA 2000": (
        Cited("Section 31(1)(a)&(b)", (("31", "1"),), "Law Enforcement"),
        Cited("section 31(1)(a)(b)", (("31", "1"),), "Law Enforcement"),
        Cited("Section 31 (1) (a) (b) (c)", (("31", "1"),), "Law Enforcement"),
        Cited("S31(1)(a)", (("31", "1"),), "Law Enforcement"),
        Cited("s.31(1)(a) and (b)", (("31", "1"),), "Law Enforcement"),
        Cited("section 24(1)", (("24", "1"),), "National Security"),
        Cited("S24(1)", (("24", "1"),), "National Security"),
        Cited("Section 40(2)", (("40", "2"),), "Personal Information"),
        Cited("S40 (2)", (("40", "2"),), "Personal Data"),
        Cited("section 40(2)&(3)", (("40", "2"), ("40", "3")), "Personal Information"),
        Cited(
            "Section 40(2)(3)&(4)", (("40", "2"), ("40", "3"), ("40", "4")), "Personal Information"
        ),
        Cited(
            "section 40(2)(a)(b) and (3)(a)(i)(ii)(b)",
            (("40", "2"), ("40", "3")),
            "Data Protection",
        ),
        Cited("Section 43(2)", (("43", "2"),), "Commercial Interests"),
        Cited("section 30(1)(a)", (("30", "1"),), "Investigations"),
        Cited("s38(1)(a)", (("38", "1"),), "Health and Safety"),
        Cited("section 42(1)", (("42", "1"),), "Legal Professional Privilege"),
        Cited("section 24(1) and section 31(1)", (("24", "1"), ("31", "1"))),
    ),
    "FOISA 2002": (
        Cited("section 35(1)(a)", (("35", "1"),), "Law Enforcement"),
        Cited("section 35(1)(a) and (b)", (("35", "1"),), "Law Enforcement"),
        Cited("Section 31(1)", (("31", "1"),), "National Security and Defence"),
        Cited("section 38(1)(b)", (("38", "1"),), "Personal Information"),
        Cited("section 33(1)(b)", (("33", "1"),), "Commercial Interests"),
        Cited("Section 39(1)", (("39", "1"),), "Health and Safety"),
    ),
}
DENY: dict[str, tuple[Cited, ...]] = {
    "FOIA 2000": (
        Cited("Section 24(2)", (("24", "2"),), "National Security"),
        Cited("S24(2)", (("24", "2"),), "National Security"),
        Cited("Section 31(3)", (("31", "3"),), "Law Enforcement"),
        Cited("section 31 (3)", (("31", "3"),), "Law Enforcement"),
        Cited(
            "Section 23(5)",
            (("23", "5"),),
            "Information supplied by, or concerning, certain Security Bodies",
        ),
        Cited("S24(2) and S31(3)", (("24", "2"), ("31", "3"))),
        Cited("Section 30(3)", (("30", "3"),), "Investigations"),
    ),
    "FOISA 2002": (
        Cited("section 18", (("18", ""),)),
        Cited("Section 18(1)", (("18", "1"),)),
    ),
}
COST: dict[str, tuple[Cited, ...]] = {
    "FOIA 2000": (
        Cited("Section 12(1)", (("12", "1"),)),
        Cited("section 12", (("12", ""),)),
        Cited("S12(1)", (("12", "1"),)),
    ),
    "FOISA 2002": (Cited("section 12(1)", (("12", "1"),)), Cited("Section 12", (("12", ""),))),
}
ACCESSIBLE: dict[str, tuple[Cited, ...]] = {
    "FOIA 2000": (Cited("Section 21", (("21", ""),)), Cited("section 21(1)", (("21", "1"),))),
    "FOISA 2002": (Cited("section 25(1)", (("25", "1"),)),),
}
LATER: dict[str, tuple[Cited, ...]] = {
    "FOIA 2000": (Cited("section 22(1)(a)", (("22", "1"),)), Cited("Section 22", (("22", ""),))),
    "FOISA 2002": (Cited("section 27(1)", (("27", "1"),)),),
}
GROUNDS = {
    "refused-exempt": WITHHOLD,
    "refused-ncnd": DENY,
    "refused-cost": COST,
    "already-accessible": ACCESSIBLE,
    "future-publication": LATER,
}
"""Outcome -> the provisions that give it."""

ACTS = {
    "FOIA 2000": "Freedom of Information Act 2000",
    "FOISA 2002": "Freedom of Information (Scotland) Act 2002",
}

REFERENCE_LABELS = (
    "FOI Reference: {r}",
    "Freedom of information request reference no: {r}",
    "FREEDOM OF INFORMATION REQUEST REFERENCE NO: {r}",
    "Reference: {r}",
    "Our reference: {r}",
    "Our Ref: {r}",
    "Enquiry Reference: {r}",
    "Reference number: {r}",
    "FOI Ref No. {r}",
    "Case reference - {r}",
    "Request Number: {r}",
    "FOI request reference number {r}",
    "Ref: {r}",
    "Our reference {r}",
    "Freedom of Information Request {r}",
    "Reference No. {r}",
    "Log number: {r}",
)
RECEIVED = (
    "I write in connection with your request for information, received on {d}.",
    "Thank you for your request, which we received on {d}.",
    "This letter concerns your information request received on {d}. It reads:",
    "Your request was received by this office on {d} and has now been considered.",
    "Further to your application under the Act, received {d}, I can now reply.",
    "I refer to your request dated and received on {d}.",
    "We received your request for information on {d}.",
)
RECEIVED_LABELS = (
    "Date of request: {d}",
    "Date received: {d}",
    "Request received: {d}",
    "Received: {d}",
)
RESPONDED_LABELS = (
    "Date Responded {d}",
    "Date responded: {d}",
    "Date of response: {d}",
    "Response date: {d}",
)
PUBLISHED_LABELS = ("Published: {d}", "Updated {d}", "Published on {d}", "Date published: {d}")

REQUEST_HEADINGS: dict[str, tuple[str, ...]] = {
    "home": (
        "I note that you ask for this:",
        "Request:",
        "You asked for the following information:",
        "Your request reads as follows:",
        "REQUEST",
        "You have asked for information as follows:",
        "Information requested:",
        "The request",
    ),
    "site": (
        "You asked:",
        "Request",
        "Request and Answer:",
        "What was asked:",
        "Request:",
        "Request details",
    ),
    "letter": (
        "You asked for the following:",
        "Your request was as follows:",
        "You wrote:",
        "In your request you asked:",
        "The information you sought was:",
    ),
}
RESPONSE_HEADINGS: dict[str, tuple[str, ...]] = {
    "home": (
        "Response:",
        "RESPONSE",
        "Our response",
        "DECISION",
        "Response to your request:",
        "Reply",
        "Our answer:",
    ),
    "site": ("In Response:", "Response", "Our response is below:", "Answer"),
    "letter": (
        "Our response is as follows:",
        "Having completed enquiries within the force, we reply as follows.",
        "Response:",
    ),
    "thread": (
        "Your request has now been considered and the reply is below.",
        "Our response is as follows:",
        "Response:",
    ),
}
BANNERS: tuple[tuple[str, ...], ...] = (
    ("Press the Escape key to get out of here at once Leave this page",),
    ("Leave this page",),
    (),
    ("Gadael y dudalen hon",),
)
BANNER = (
    "A few cookies are needed for this site to work. With your leave we would set more of them.",
    "You may change your mind whenever you like under “Cookie settings”; our notice on cookies says more.",
    "Your choice of cookies is kept. It can be changed on the page about cookies.",
    "Your choice of cookies is kept. It can be changed on the page about cookies.",
    "Something went wrong on our side. Please try once more.",
    "This site is new and still growing: tell us what you think of it.",
)
WELSH_BANNER = (
    "Mae angen rhai cwcis er mwyn i'r safle hwn weithio. Hoffem osod rhagor gyda'ch caniatâd.",
    "Gallwch newid eich meddwl unrhyw bryd o dan “Gosodiadau cwcis”.",
    "Cadwyd eich dewis o gwcis.",
    "Cadwyd eich dewis o gwcis.",
    "Aeth rhywbeth o'i le. Rhowch gynnig arall arni.",
)
OLD_SITE = (
    "Skip to content",
    "We are rebuilding this website; some pages have moved.",
    "Home > Documents > Disclosure log",
)
STATUS = (
    "The request was partially successful.",
    "The request was successful.",
    "The request was refused by {f}.",
    "{f} did not have the information requested.",
)

PREFACES = (
    "Under the {a} I ask for the following about your use of {t}.",
    "Please treat this as a request for information about {t}.",
    "The Fenland Courier reported on {d} that several forces use {t}. I would like to know more.",
    "A letter of {d} from the Minister said that {t} would be tried in more places.",
    "I write as a researcher into {t}.",
    "My request of {d} on another matter went unanswered. This one is about {t} (for example as used in shops, airports and at football grounds).",
    "In this request {t} means any system that compares what a camera sees with a list, however long that takes.",
    "I would be grateful for the answers to these questions on {t}:",
)
CLOSERS = (
    "If you think that {s} applies, please tell me how the request could be narrowed.",
    "Please do not rely on {s}, as I do not ask for anything of the kind.",
    "I expect your reply within 20 working days, as section 10(1) of the Act lays down.",
    "Under section 16 of the Act you have a duty to advise and assist me.",
    "I understand that other forces have relied on {s} for this; they were wrong to do so.",
    "I prefer to have the reply by e-mail.",
    "Where a document has parts that cannot be released, please send it with those parts blacked out and say why for each of them.",
    "If any of this has been published before, please say where, with the page, so that I need not ask again.",
    "Where figures are kept by calendar year only, figures by calendar year will do.",
)
"""How requests end; ``{s}`` is a section that the requester names."""

NAMED_BY_REQUESTER = ("section 12", "section 31", "Section 24(2)", "section 40(2)", "section 43")
DUTIES = (
    "Section 1 of the {a} places two duties on public authorities. Unless exemptions apply, the "
    "first, at Section 1(1)(a), is to say whether the information is held; the second, at Section "
    "1(1)(b), is to disclose what is confirmed as held.",
    "A disclosure under the Act is made to the world at large and not to one person alone.",
)
NOTICES = {
    "FOIA 2000": (
        "Section 17 of the Act requires {f}, when refusing to provide such information (because the "
        "information is exempt), to give you a notice which: (a) states that fact, (b) specifies the "
        "exemption in question and (c) states (if not otherwise apparent) why the exemption applies.",
        "In accordance with Section 17 of the Act, this letter acts as a refusal notice for that part.",
    ),
    "FOISA 2002": (
        "In terms of section 16 of the Act, this letter is a refusal notice for that part of your request.",
    ),
}
HARM = (
    "Section {s} is a qualified and prejudice based exemption, so the harm has to be set out and the "
    "public interest weighed.",
    "Factors favouring disclosure for Section {s}: the public would see how its money is spent.",
    "Evidence of harm: those who mean ill could learn where the force is strong and where it is weak.",
    "Balance test: on balance the public interest does not favour release at this time.",
    "The Act reads here: information is exempt if its disclosure would be likely to prejudice- (a) the prevention or finding of crime, (b) the arrest or the trial of offenders, (c) the course of justice.",
    "Factors against disclosure: every release under the Act reaches all who care to look, those with bad intent among them, and what looks harmless alone may do harm when it is laid beside other releases. A picture of where and when the force can act would let a person plan around it, and the officers who serve there would be less safe for it.",
    "Factors in favour of disclosure: debate on how the police use new tools is better where it rests on facts. The force has already published its policy, the outcome of two consultations and the minutes of the board that watches over its work, which goes some way to meet that interest.",
)
ABSOLUTE = (
    "This is an absolute and class based exemption, so the public interest need not be weighed.",
)
BESIDE = (
    "In addition, {f} can neither confirm nor deny that it holds any other information about covert "
    "use of {t}, as the duty in Section 1(1)(a) of the {a} does not apply, by virtue of the following "
    "exemptions:",
    "Besides the above, {f} neither confirms nor denies that any further information on covert use is "
    "held, under:",
)
TRAILERS = (
    "If you are unhappy with this reply you may ask for an internal review by {d}.",
    "The policy on complaints was last revised on {d}.",
    "Section 3 of the Data Protection Act 2018 says what personal data are.",
    "The force keeps figures for its own use only; they should not be compared with those of others.",
    "Every effort is made to keep such figures right, and they may change.",
    "Police forces record matters in many ways and for their own ends. What one force sends in reply to a request may therefore mean something else than the same words from another, and this reply should not be set beside those of other forces without care.",
    "You have the right to have this decision looked at again. Write to the address above within two months of this letter, say which part you are not content with, and somebody who had no hand in the first decision will look at it. We aim to reply within 40 working days.",
    "What we send you remains under copyright. You may read and quote it for research that is not for gain; for any other use please write to us first.",
)
TRAILERS_OF_ACT = {
    "FOIA 2000": (
        "You may take the matter to the Information Commissioner under Section 50 of the Act.",
        "Under Section 16 of the Act, our duty to advise and assist, we suggest that you look at the College of Policing's website.",
    ),
    "FOISA 2002": (
        "You may apply to the Scottish Information Commissioner under section 47 of the Act.",
        "Under section 15 of the Act, our duty to advise and assist, we suggest that you look at our publication scheme.",
    ),
}
