"""The words by which questions to public authorities ask: what each one stands for here.

General English of requests, none of it fitted to one letter.  A word that is in no list is kept
as it stands: it may be what the question turns on, and then only the same word matches it.
"""

from collections.abc import Mapping
from functools import cache


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


CONCEPTS: Mapping[str, str] = {
    "alert": "alert alerts alerted alarm alarms",
    "match": "match matches matched",
    "false": "false incorrect incorrectly wrong wrongly erroneous mistaken",
    "true": "true correct correctly right",
    "arrest": "arrest arrests arrested",
    "charge": "charge charges charged",
    "prosecution": "prosecution prosecutions prosecuted",
    "stop": "stop stops stopped",
    "complaint": "complaint complaints complained",
    "training": "training train trains trained",
    "officer": "officer officers",
    "person": "people person persons individual individuals",
    "image": "image images photograph photographs photo photos picture pictures",
    "watchlist": "watchlist watchlists",
    "retention": "retention retain retains retained keep keeps kept store stores stored",
    "deletion": "delete deletes deleted deletion destroy destroyed",
    "legal": "legal law laws lawful lawfully legislation statutory power powers basis mandate",
    "database": "database databases",
    "search": "search searches searched searching",
    "trial": "trial trials trialled trialed trialling pilot pilots piloted test tests tested"
    " evaluate evaluated evaluation",
    "share": "share shares shared sharing",
    "organisation": "organisation organisations organization organizations body bodies agency"
    " agencies partner partners company companies firm firms",
    "data": "data intelligence",
    "purpose": "purpose purposes reason reasons why aim aims",
    "contract": "contract contracts agreement agreements",
    "dpia": "dpia dpias",
    "equality": "eia eias eqia",
    "policy": "policy policies",
    "procedure": "procedure procedures sop sops",
    "guidance": "guidance guideline guidelines",
    "minutes": "minutes",
    "meeting": "meeting meetings met",
    "material": "material materials",
    "correspondence": "correspondence email emails letters communications",
    "report": "report reports",
    "supply": "supplies supplied supplying buy buys bought purchase purchased purchases"
    " procure procured provides",
    "supplier": "supplier suppliers vendor vendors provider providers manufacturer manufacturers"
    " maker makers",
    "cost": "cost costs spend spends spent spending expenditure paid pay money price budget",
    "plan": "plan plans planned planning intend intends intended intention intentions future will",
    "when": "when date dates day days",
    "where": "where place places location locations site sites",
    "copy": "copy copies",
    "check": "check checks checked verify verified verifies",
    "other": "other others else",
}
"""Concept -> the words that stand for it."""

PHRASES: Mapping[str, str] = {
    "watch list": "watchlist",
    "watch lists": "watchlists",
    "data protection impact assessment": "dpia",
    "data protection impact assessments": "dpia",
    "equality impact assessment": "eia",
    "equality impact assessments": "eia",
    "how often": "number",
    "how many": "number",
    "how frequently": "number",
    "number of times": "number",
    "number of occasions": "number",
    "number of instances": "number",
    "how much": "cost",
    "how long": "howlong",
    "whether or not": "whether",
    "know if": "whether",
    "tell me if": "whether",
    "confirm if": "whether",
    "state if": "whether",
    "say if": "whether",
    "in place": "held",
    "take place": "deployed",
    "takes place": "deployed",
    "took place": "deployed",
    "taken place": "deployed",
    "these people": "they",
    "those people": "they",
    "these persons": "they",
    "those persons": "they",
    "these individuals": "they",
    "those individuals": "they",
    "if so": "ifso",
    "if yes": "ifso",
    "if that is so": "ifso",
    "if the answer is yes": "ifso",
    "if answer is yes": "ifso",
    "if this is the case": "ifso",
    "stop using": "cease",
    "stops using": "cease",
    "stopped using": "cease",
    "stop deploying": "cease",
    "stopped deploying": "cease",
}
"""Several words -> the one that is read in their place."""

POLITE = (
    "under the freedom of information act",
    "under the foi act",
    "under the foia",
    "dear sir or madam",
    "dear sir madam",
    "to whom it may concern",
    "many thanks in advance",
    "many thanks",
    "thank you in advance",
    "thank you",
    "thanks",
    "i would be grateful for an answer to this",
    "i would be grateful if you could",
    "could you",
    "can you",
    "would you",
    "will you",
    "i would like to know",
    "i would like",
    "i want to know",
    "i wish to know",
    "tell me",
    "let me know",
    "send me",
    "provide me with",
    "i request",
    "i am requesting",
)
"""What is said out of politeness: it asks nothing.  ``know if`` is read before it."""

FILLERS = _words("please kindly also overall altogether")
"""Words that may stand in the middle of anything, a name too, and are dropped first."""

TECHNOLOGIES: Mapping[str, tuple[str, ...]] = {
    "drone": ("unmanned aircraft", "unmanned aerial vehicle", "unmanned aerial system", "UAV"),
    "body-worn-video": ("body worn camera",),
    "mobile-device-extraction": ("phone data extraction",),
}
"""Code of scheme ``technology`` -> what requesters call it, and no list of names has."""

FORCE_ITSELF = (
    "your force",
    "the force",
    "this force",
    "your constabulary",
    "the constabulary",
    "your organisation",
    "the police force",
    "your police force",
    "police force",
)
"""How a requester speaks of the force that is asked."""

GENERIC = _words(
    "the a an of any each every all and or to in on at by for from with within into under over"
    " about against between through than as via upon regarding concerning relating related"
    " concern concerns covering covers governs relation respect since during until up onwards"
    " i me my we us our you your he she it its they them their those these this that there here"
    " who whom whose which what how so then if also such both well ever yet"
    " is are was were be been being am has have had having do does did done can could may might"
    " must shall should will would"
    " please kindly say state provide supply send give gives given disclose confirm list name"
    " identify specify describe detail details set show request requested ask asked answer yes"
    " like know tell want wish hold holds held"
    " instance instances kind kinds type types form forms together conjunction known"
    " use uses used using deploy deploys deployed deploying deployment deployments utilise"
    " utilised operate operated operation run runs time times occasion occasions"
    " make makes made making take takes taken taking carry carried out put place placed receive"
    " received relies rely relied followed follow follows came come result results resulted"
    " resulting generate generated generates produced produce produces bring brought after made"
    " gathered gather gathers captured capture captures collected collect collects"
    " system systems software technology technologies tool tools"
    " number total amount written document documents entered into discussed discuss"
    " force police service constabulary information uk period periods"
)
"""Words that tell no question from another by themselves."""

USE = _words(
    "use uses used using deploy deploys deployed deploying deployment deployments utilise utilised"
    " operate operated operation run runs times occasion occasions"
)
"""Words that say that a technology is in use; a question that names none says so by itself."""

WEAK = _words(
    "hold holds held information receive received put place placed take takes taken taking make"
    " makes made making carry carried give gives given written entered follow follows followed"
    " discuss discussed bring brought produce produces produced generate generates generated"
    " gather gathers gathered collect collects collected capture captures captured"
    " show set like want wish know knows"
)
"""Words of ``GENERIC`` that a question turns on where it has nothing else to turn on."""

ACTS: Mapping[str, str] = {
    "receive": "receive receives received receiving",
    "make": "make makes made making",
    "ask": "request requests requested ask asks asked",
    "give": "give gives given",
    "take": "take takes taken taking",
    "gather": "gather gathers gathered collect collects collected capture captures captured",
    "generate": "generate generates generated produce produces produced",
    "hold": "hold holds held",
    "carry": "carry carried",
    "put": "put place placed",
    "follow": "follow follows followed",
    "discuss": "discuss discussed",
    "bring": "bring brought",
    "enter": "enter entered",
    "know": "know knows",
}
"""Verb -> its forms, of those that ``GENERIC`` puts away where nothing turns on them."""

BOTH_WAYS = _words("complaint correspondence report data contract")
"""Concepts of which an authority gets some and makes some: who made them is asked too."""

PEOPLE = frozenset({"person", "officer"})

THINGS = _words("data image person officer organisation database other")
"""Concepts of which a question asks something by its verb: who receives data does not give it."""

ADVERBS_KEPT = _words(
    "monthly weekly yearly quarterly family supply assembly early covertly overtly publicly"
    " privately secretly illegally unlawfully wrongly incorrectly correctly rightly"
)
"""Words of six letters or more in -ly that a question may turn on; the others are dropped."""

UNSAID: Mapping[str, frozenset[str]] = {
    "arrest": frozenset({"person"}),
    "charge": frozenset({"person"}),
    "prosecution": frozenset({"person"}),
    "complaint": frozenset({"person"}),
    "stop": frozenset({"person", "officer"}),
    "training": frozenset({"officer"}),
    "share": frozenset({"data", "organisation"}),
    "supplier": frozenset({"supply", "organisation"}),
    "contract": frozenset({"organisation"}),
    "minutes": frozenset({"meeting"}),
    "retention": frozenset({"image", "data"}),
    "deletion": frozenset({"image", "data"}),
    "database": frozenset({"search"}),
}
"""Concept -> those that may be said beside it or left unsaid, and the same thing is asked."""

OPENS_YES_NO = _words("is are was were has have had do does did will can could may")
OPENS_PLANS = frozenset({"plans", "intentions"})  # 'plans to deploy' asks whether there are some
OPENS_WHICH = _words("which what who whom whose name list identify")
BEFORE_WHICH = _words("on at in from with for to under against by of")
DOCUMENTS = _words(
    "dpia equality policy procedure guidance minutes material correspondence report copy"
)
"""Concepts that are papers: what names one, and asks for nothing else, asks for the paper."""


def concept(word: str) -> str | None:
    """Return the concept that *word* stands for; None where it is in no list."""
    return _concepts().get(word)


@cache
def _concepts() -> dict[str, str]:
    return {word: one for one, words in CONCEPTS.items() for word in words.split()}
