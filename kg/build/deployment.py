"""Turn a deployment record into facts: each row a deployment, each cell an observation."""

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.build.iris import Iris
from kg.build.ledger import SourceLedger
from kg.model import Deployment, DeploymentRecord, Figure, address
from kg.model.edition import Standing

TABLE = "table-reading"
ESTIMATED = "estimate"


def take_down(record: DeploymentRecord, iris: Iris, standing: Standing) -> SourceLedger:
    """Return all that *record* states.

    A figure becomes a flat fact only where it is a number, and only under the
    property of what the column counts; what is missing becomes an observation
    with its reason and no flat fact at all.  What a later edition says otherwise,
    or no longer says, does not settle.
    """
    ledger = SourceLedger(iris, record.key, record.source, record.review)
    ledger.yields = standing.revised
    force = vocabulary.code("force", record.force)
    ledger.declare(ledger.document, "DisclosureDocument", line=1)
    ledger.declare(ledger.document, "DeploymentRecord")
    ledger.state(
        ledger.document, "documentType", vocabulary.code("document-type", "deployment-record")
    )
    with ledger.fact("force"):
        ledger.state(ledger.document, "publishedBy", force)
    with ledger.fact("title"):
        ledger.rest(ledger.document, record.title, confidence="direct-quotation")
    for deployment in record.deployments:
        with ledger.fact(address.deployment(deployment.key)):
            ledger.revised = deployment.key in standing.restated | standing.dropped
            _deployment(ledger, record, deployment, force)
            ledger.revised = deployment.key in standing.dropped
            ledger.state(
                iris.deployment(record.force, deployment.key), "recordedIn", ledger.version
            )
    ledger.revised = False
    return ledger


def _deployment(
    ledger: SourceLedger,
    record: DeploymentRecord,
    deployment: Deployment,
    force: NamedNode,
) -> None:
    node = ledger.iris.deployment(record.force, deployment.key)
    ledger.declare(node, "Deployment", line=deployment.line)
    where = address.deployment(deployment.key)
    with ledger.fact("force"):
        ledger.state(node, "operator", force)
    with ledger.fact("technology"):
        ledger.state(node, "technology", vocabulary.code("technology", record.technology))
    ledger.state(node, "date", deployment.day)
    ledger.state(node, "dateAsWritten", deployment.day_printed or None)
    ledger.state(node, "place", deployment.place)
    with ledger.fact(f"{where}/status"):
        if deployment.status is not None:
            status = vocabulary.code("deployment-status", deployment.status)
            ledger.state(node, "deploymentStatus", status)
        ledger.state(node, "statusReason", deployment.status_reason)
    with ledger.fact(f"{where}/use-cases"):
        for use_case in deployment.use_cases:
            ledger.state(node, "useCase", vocabulary.code("use-case", use_case))
    ledger.rest(node, deployment.passage, confidence=TABLE)
    for figure in deployment.figures:
        with ledger.fact(f"{where}/{figure.measure}"):
            _figure(ledger, record, deployment, node, figure)
    if deployment.status == "completed":
        with ledger.fact(f"{where}/status"):
            _statement(ledger, record, deployment, node, force)


def _figure(
    ledger: SourceLedger,
    record: DeploymentRecord,
    deployment: Deployment,
    node: NamedNode,
    figure: Figure,
) -> None:
    column = figure.passage.column
    heading = None
    if column is not None:
        heading = record.columns[column - 1].heading_on(figure.passage.page) or None
    observation = ledger.iris.observation(ledger.version, deployment.key, figure.measure)
    ledger.declare(observation, "Observation", line=deployment.line, flat=False)
    ledger.note(observation, "ofDeployment", node)
    ledger.note(observation, "measure", vocabulary.code("measure", figure.measure))
    ledger.note(observation, "value", figure.value)
    ledger.note(observation, "asWritten", figure.passage.quote)
    if figure.missing is not None:
        ledger.note(observation, "missingReason", vocabulary.code("missing-reason", figure.missing))
    if figure.definition is not None:
        definition = vocabulary.code("measure-definition", figure.definition)
        ledger.note(observation, "measureDefinition", definition)
    if heading is not None and ESTIMATED in heading.lower():
        ledger.note(observation, "estimate", True)  # noqa: FBT003 -- a value to state, not a switch
    ledger.rest(observation, figure.passage, confidence=TABLE, heading=heading)
    if figure.value is not None:
        ledger.state(
            node, vocabulary.measure_property(figure.definition or figure.measure), figure.value
        )


def _statement(
    ledger: SourceLedger,
    record: DeploymentRecord,
    deployment: Deployment,
    node: NamedNode,
    force: NamedNode,
) -> None:
    """Take down that the force says, by printing the row, that it used the technology that day."""
    name = f"{record.key}-v{record.source.version}-{deployment.key}"
    statement = ledger.iris.thing("stm", name)
    ledger.declare(statement, "Statement", line=deployment.line, flat=False)
    ledger.note(statement, "saidBy", force)
    ledger.note(statement, "statedIn", ledger.version)
    ledger.note(statement, "describes", node)
    ledger.note(statement, "polarity", vocabulary.code("polarity", "positive"))
    ledger.note(statement, "technology", vocabulary.code("technology", record.technology))
    if deployment.day is not None:
        ledger.note(statement, "period", deployment.day.isoformat())
        ledger.note(statement, "periodStart", deployment.day)
        ledger.note(statement, "periodEnd", deployment.day)
    ledger.rest(statement, deployment.passage, confidence=TABLE)
