"""The kinds of queries that are measured, each written so that any engine answers it alike."""

PREFIXES = """\
PREFIX fg: <https://w3id.org/foigraph/ontology#>
PREFIX force: <https://w3id.org/foigraph/code/force/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX id: <https://w3id.org/foigraph/id/deployment/>
PREFIX graph: <https://w3id.org/foigraph/graph/>
"""
GRAPH = "graph:gb-metropolitan-01-foi-23-031597-v1"
FORCES = " ".join(
    f"force:{name}"
    for name in (
        "metropolitan",
        "south-wales",
        "essex",
        "bedfordshire",
        "north-wales",
        "west-mercia",
    )
)

POINT = "SELECT ?p ?o { <https://w3id.org/foigraph/code/force/metropolitan> ?p ?o }"
MATRIX = """SELECT ?force ?outcome (COUNT(?answer) AS ?answers) {
  ?question fg:technology <https://w3id.org/foigraph/code/technology/live-facial-recognition> .
  ?answer fg:answers ?question ; fg:respondent ?force ; fg:outcome ?outcome
} GROUP BY ?force ?outcome"""

KINDS = {
    "01 point": POINT,
    "01b graph": f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}",
    "02 outcomes by force": """SELECT ?force ?outcome (COUNT(*) AS ?n) {
      ?answer fg:respondent ?force ; fg:outcome ?outcome } GROUP BY ?force ?outcome""",
    "03 matrix of a topic": MATRIX,
    "04 time series": """SELECT ?month (COUNT(?d) AS ?n) (SUM(?alerts) AS ?sum) {
      ?d a fg:Deployment ; fg:date ?date ; fg:totalAlerts ?alerts
      BIND(SUBSTR(STR(?date), 1, 7) AS ?month) } GROUP BY ?month ORDER BY ?month""",
    "05 contains": """SELECT ?e { GRAPH ?g { ?e fg:quotation ?q FILTER(CONTAINS(LCASE(?q), "watchlist")) } }""",
    "05b regex": """SELECT ?e { GRAPH ?g { ?e fg:quotation ?q FILTER(REGEX(?q, "Street|Road", "i")) } }""",
    "06 path of one": "SELECT ?x { force:metropolitan skos:broader*/skos:inScheme ?x }",
    "06b paths of all": "SELECT ?x ?y { ?x skos:broader+ ?y }",
    "07 not exists": """SELECT ?q { ?q a fg:Question FILTER NOT EXISTS { ?a fg:answers ?q } }""",
    "07b optional": """SELECT ?d ?faces { ?d a fg:Deployment ; fg:date ?date
      OPTIONAL { ?d fg:facesSeen ?faces } }""",
    "08 values": f"""SELECT ?d ?force ?date {{ VALUES ?force {{ {FORCES} }}
      ?d fg:operator ?force ; fg:date ?date }}""",
    "09 count distinct": """SELECT (COUNT(DISTINCT ?v) AS ?n) { GRAPH ?g { ?o fg:asWritten ?v } }""",
    "10 construct of a force": """CONSTRUCT { ?d ?p ?o } { ?d fg:operator force:south-wales ; ?p ?o }""",
    "11 order limit": """SELECT ?d ?faces { ?d fg:facesSeen ?faces } ORDER BY DESC(?faces) ?d LIMIT 10""",
    "12 graph of a fact": f"""SELECT ?o ?v ?words {{ GRAPH {GRAPH} {{
      ?o fg:evidence ?e . ?e fg:quotation ?words . ?o a ?v }} }}""",
    "13 label join": """SELECT ?d ?label { ?d a fg:Deployment ; fg:operator ?force .
      ?force skos:prefLabel ?label }""",
    "14 all figures": """SELECT ?o ?d ?m ?v { GRAPH ?g {
      ?o fg:ofDeployment ?d ; fg:measure ?m ; fg:value ?v } }""",
    "15 figure and words": """SELECT ?o ?v ?words { GRAPH ?g { ?o fg:value ?v ; fg:evidence ?e .
      ?e fg:quotation ?words } }""",
    "16 sums by force": """SELECT ?force (SUM(?faces) AS ?sum) (MAX(?watchlist) AS ?most) {
      ?d fg:operator ?force ; fg:facesSeen ?faces ; fg:watchlistSize ?watchlist } GROUP BY ?force""",
}
"""Name -> query, without the lines of prefixes."""

ROWS = "SELECT ?s ?p ?o { { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o } } LIMIT 1000000"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def text(query: str, number: object = "") -> str:
    """Return *query* with the prefixes that it uses; each *number* makes another text of it."""
    lines = PREFIXES.splitlines(keepends=True)
    used = "".join(line for line in lines if f" {line.split()[1]}" in f" {query}".replace("(", " "))
    return f"{used}{query}\n# {number}"
