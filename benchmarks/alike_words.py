"""The pieces that invented questions of known template are made of: all wordings our own.

Each aspect is one thing that can be asked of a technology, in several wordings that were
written apart from each other.  ``{f}`` is the force, ``{t}`` the technology, ``{w}`` a
stretch of time.  The last wording of each aspect is kept for a set of its own: whoever works
on the linker is not to fit it to that one.
"""

TECHNOLOGIES: dict[str, tuple[str, ...]] = {
    "live-facial-recognition": ("live facial recognition", "Live Facial Recognition (LFR)", "LFR"),
    "retrospective-facial-recognition": (
        "retrospective facial recognition",
        "Retrospective Facial Recognition (RFR)",
        "RFR",
    ),
    "operator-initiated-facial-recognition": (
        "operator-initiated facial recognition",
        "operator initiated facial recognition (OIFR)",
        "OIFR",
    ),
    "frt-with-body-worn-video": (
        "facial recognition with body-worn video",
        "facial recognition on body worn video (BWV)",
    ),
    "drone": ("drones", "unmanned aircraft (drones)"),
    "anpr": ("automatic number plate recognition", "ANPR"),
    "predictive-policing": ("predictive policing", "predictive policing software"),
    "mobile-device-extraction": ("mobile phone extraction", "mobile phone data extraction"),
    "cell-site-simulator": ("IMSI catchers", "cell-site simulators"),
    "gunshot-detection": ("gunshot detection", "gunshot detection systems"),
    "social-media-monitoring": ("social media monitoring", "social media monitoring tools"),
    "gait-recognition": ("gait recognition", "gait recognition technology"),
    "mobile-fingerprint": ("mobile fingerprint identification",),
    "cctv": ("CCTV", "closed-circuit television (CCTV)"),
    "body-worn-video": ("body-worn video", "body worn video (BWV)"),
}
"""Code of scheme ``technology`` (``mobile-fingerprint`` stands for its code) -> its names."""

ASPECTS: dict[str, tuple[str, ...]] = {
    "use-whether": (
        "Has {f} used {t}{w}?",
        "Did {f} make use of {t} at any time{w}?",
        "Please confirm whether {t} was deployed by {f}{w}.",
        "I would like to know if {f} has deployed {t}{w}.",
        "Can you tell me whether or not your force has been using {t}{w}?",
    ),
    "use-count": (
        "How many times did {f} use {t}{w}?",
        "On how many occasions was {t} deployed by {f}{w}?",
        "Please state the number of deployments of {t} by {f}{w}.",
        "What was the total number of uses of {t}{w}?",
        "Tell me how often {f} deployed {t}{w}.",
    ),
    "use-when-where": (
        "On which dates and at which places did {f} use {t}{w}?",
        "Please provide the dates and locations of each deployment of {t}{w}.",
        "When and where was {t} deployed by {f}{w}?",
        "State the day and the place of every use of {t} by {f}{w}.",
        "Kindly list the date and location on which {f} deployed {t}{w}.",
    ),
    "plans-whether": (
        "Does {f} plan to use {t} in future?",
        "Are there plans for {f} to deploy {t}?",
        "Does the force intend to deploy {t}?",
        "Please confirm whether {f} is planning to use {t}.",
        "Is it the intention of {f} to make use of {t} in the future?",
    ),
    "plans-when-where": (
        "When and where does {f} plan to use {t}?",
        "Please provide the dates and places at which {f} intends to deploy {t}.",
        "At which locations, and on which dates, is it planned to use {t}?",
        "State the date and location of any planned deployment of {t} by {f}.",
        "If {t} is planned, on what days and in what places?",
    ),
    "supplier": (
        "Which company supplies {t} to {f}?",
        "Who is the supplier of {t}?",
        "Please name the vendor that provides {t} to the force.",
        "From which manufacturer did {f} buy {t}?",
        "What is the name of the provider that {f} has for {t}?",
    ),
    "cost": (
        "How much did {f} spend on {t}{w}?",
        "What was the total cost of {t} to {f}{w}?",
        "Please state the expenditure of {f} on {t}{w}.",
        "How much money has been spent on {t} by {f}{w}?",
        "What has {f} paid for {t}{w}?",
    ),
    "contract": (
        "Does {f} have a contract for {t}?",
        "Is there any contract between {f} and a company for {t}?",
        "Please confirm whether {f} holds contracts for {t}.",
        "Has {f} entered into a contract for {t}{w}?",
        "I want to know if a contract for {t} is in place at {f}.",
    ),
    "dpia": (
        "Please provide a copy of the data protection impact assessment for {t}.",
        "Please send the DPIA on {t}.",
        "Supply any data protection impact assessments that {f} has carried out on {t}.",
        "I request the DPIA for {t} held by {f}.",
        "Could you disclose each data protection impact assessment (DPIA) covering {t}?",
    ),
    "equality": (
        "Please provide a copy of the equality impact assessment for {t}.",
        "Please send the EIA on {t}.",
        "Supply any equality impact assessments that {f} has carried out on {t}.",
        "I request the equality impact assessment for {t} held by {f}.",
        "Could you disclose each equality impact assessment covering {t}?",
    ),
    "policy": (
        "Please provide a copy of the policy on {t}.",
        "Supply all policies that {f} has on {t}.",
        "Please send me the written policy of {f} for {t}.",
        "I request any policy document that governs {t}.",
        "Could you disclose the policies of {f} covering {t}?",
    ),
    "minutes": (
        "Please provide minutes of meetings about {t}{w}.",
        "Supply the minutes of every meeting at which {f} discussed {t}{w}.",
        "I request meeting minutes that concern {t}{w}.",
        "Please send copies of minutes from meetings on {t}{w}.",
        "Could you disclose the minutes of meetings of {f} regarding {t}{w}?",
    ),
    "training-count": (
        "How many officers are trained to use {t}?",
        "What is the number of officers of {f} who have been trained in {t}?",
        "Please state how many officers have had training on {t}{w}.",
        "State the number of officers with training in {t}.",
        "Tell me how many of your officers were trained for {t}.",
    ),
    "training-material": (
        "Please provide the training material on {t}.",
        "Supply copies of training materials used by {f} for {t}.",
        "Please send me the training materials for {t}.",
        "I request the materials with which {f} gives training on {t}.",
        "Could you disclose the training material of {f} for {t}?",
    ),
    "watchlist-people": (
        "How many people were on the watchlist for {t}{w}?",
        "What was the number of people on each watchlist used with {t}{w}?",
        "Please state how many persons were on the watch list at each deployment of {t}{w}.",
        "How many individuals did {f} put on the watchlist for {t}{w}?",
        "Tell me the number of persons on watchlists for {t}{w}.",
    ),
    "watchlist-images": (
        "How many images were on the watchlist for {t}{w}?",
        "What was the number of images on each watchlist used with {t}{w}?",
        "Please state how many photographs were on the watch list at each deployment of {t}{w}.",
        "How many images did {f} put on the watchlist for {t}{w}?",
        "Tell me the number of images on watchlists for {t}{w}.",
    ),
    "alerts-count": (
        "How many alerts did {t} generate{w}?",
        "What was the number of alerts from {t}{w}?",
        "Please state how many alerts there were at each deployment of {t}{w}.",
        "How many alerts came from the use of {t} by {f}{w}?",
        "Tell me the number of alerts that resulted from {t}{w}.",
    ),
    "false-alerts": (
        "How many false alerts did {t} generate{w}?",
        "What was the number of false alerts from {t}{w}?",
        "Please state how many of the alerts of {t} were false{w}.",
        "How many incorrect alerts came from the use of {t} by {f}{w}?",
        "Tell me the number of false alerts that resulted from {t}{w}.",
    ),
    "arrests": (
        "How many arrests followed from the use of {t}{w}?",
        "What was the number of arrests made as a result of {t}{w}?",
        "Please state how many people were arrested after {t} was used{w}.",
        "How many arrests did {f} make with {t}{w}?",
        "Tell me the number of arrests that resulted from {t}{w}.",
    ),
    "charges": (
        "How many charges followed from the use of {t}{w}?",
        "What was the number of charges brought as a result of {t}{w}?",
        "Please state how many people were charged after {t} was used{w}.",
        "How many charges did {f} bring with {t}{w}?",
        "Tell me the number of charges that resulted from {t}{w}.",
    ),
    "complaints": (
        "How many complaints did {f} receive about {t}{w}?",
        "What was the number of complaints about {t}{w}?",
        "Please state how many complaints were made concerning {t}{w}.",
        "State the number of complaints that {f} received on {t}{w}.",
        "Tell me how many people complained about {t}{w}.",
    ),
    "retention": (
        "For how long are images from {t} kept?",
        "What is the retention period for images captured by {t}?",
        "How long does {f} retain images gathered with {t}?",
        "Please state for how long {f} keeps images from {t}.",
        "After how long are images from {t} deleted?",
    ),
    "legal-basis": (
        "What is the legal basis for the use of {t}?",
        "On what legal basis does {f} use {t}?",
        "Please state the lawful basis on which {f} relies for {t}.",
        "Under which legal power is {t} used by {f}?",
        "Which law does {f} rely on as the legal basis of {t}?",
    ),
    "databases": (
        "Which databases are searched with {t}?",
        "What databases does {f} search with {t}?",
        "Please name the databases that {t} is run against.",
        "List each database that {f} uses with {t}.",
        "Against which databases is {t} used by {f}?",
    ),
    "trial-whether": (
        "Has {f} trialled {t}{w}?",
        "Did {f} carry out a trial of {t}{w}?",
        "Please confirm whether {f} has run trials of {t}{w}.",
        "Have there been any trials of {t} by {f}{w}?",
        "I would like to know if {t} was trialled by {f}{w}.",
    ),
    "sharing": (
        "With which bodies does {f} share data from {t}?",
        "With whom has {f} shared data from {t}{w}?",
        "Please name the organisations with which {f} shares the data of {t}.",
        "To whom is data from {t} shared by the force?",
        "Which other organisations has data from {t} been shared with{w}?",
    ),
    "purposes": (
        "For what purposes does {f} use {t}?",
        "What is the purpose of {t}?",
        "Please state the purposes for which {t} is used by {f}.",
        "What does {f} use {t} for?",
        "To what ends, and for which purposes, is {t} used?",
    ),
}

FOLLOWS: dict[str, tuple[str, ...]] = {
    "use-when-where": (
        "If so, on which dates and at which places?",
        "If yes, please provide dates and locations.",
        "If the answer is yes, when and where?",
        "If so, state the date and the place of each use.",
        "If that is so, please list days and places.",
    ),
    "use-count": (
        "If so, how many times?",
        "If yes, on how many occasions?",
        "If the answer is yes, how often?",
        "If so, please state the number of times.",
        "If that is so, give the number of occasions.",
    ),
    "supplier": (
        "If so, which company supplied it?",
        "If yes, who is the supplier?",
        "If so, please name the vendor.",
        "If the answer is yes, who supplies it?",
        "If that is so, who is the provider?",
    ),
    "cost": (
        "If so, how much was spent?",
        "If yes, what was the total cost?",
        "If so, please state the cost.",
        "If the answer is yes, what did it cost?",
        "If that is so, what was paid?",
    ),
}
"""Parts of a question on use that name no technology: they have that of the question."""

SINGLE_THINGS = (
    "uniform buttons", "canteen menus", "horses", "dog kennels", "office chairs", "bicycles",
    "speed humps", "flagpoles", "lost umbrellas", "parking permits", "fire drills", "boats",
    "vending machines", "press officers", "choir concerts", "snow chains", "beehives",
    "noticeboards", "museum pieces", "staff lockers", "shredders", "translators", "helmets",
    "whistles", "lanterns", "raincoats", "kettles", "allotments", "trophies", "bagpipes",
)  # fmt: skip
SINGLE_PLACES = (
    "the north yard", "headquarters", "the old mill", "the training wing", "the harbour office",
    "the market hall", "the east gate", "the coach park", "the reading room", "the annexe",
    "the riding school", "the boiler house", "the chapel", "the archive", "the firing range",
    "the west stand", "the control tower", "the kitchen", "the cellar", "the roof garden",
)  # fmt: skip
SINGLE_ACTS = (
    "were painted", "were sold", "were repaired", "were stolen", "were bought", "were inspected",
    "were moved", "were borrowed", "were insured", "were counted", "were donated", "were stored",
)  # fmt: skip
SINGLE_WORDINGS = (
    "How many {thing} {act} at {place}{w}?",
    "Please state the number of {thing} that {act} at {place}{w}.",
)
"""Matters of their own: each made of a thing, an act and a place is a template by itself."""

OPENINGS = (
    "", "", "", "", "Please could you tell me: ", "Under the Freedom of Information Act 2000, ",
    "I would be grateful for an answer to this: ", "Dear Sir or Madam, ", "Thank you. ",
)  # fmt: skip
CLOSINGS = ("", "", "", "", " Thank you.", " Please.", " Many thanks in advance.")
FILLERS = (
    "currently", "kindly", "exactly", "actually", "overall", "generally", "officially", "please",
    "specifically", "also", "precisely", "respectively",
)  # fmt: skip
DROPPED = frozenset({"the", "of", "a", "any", "each", "please", "and", "that", "by", "to"})
"""Words that may go missing without another question being asked."""
