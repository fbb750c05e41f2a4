"""The records: what a document says, as frozen dataclasses.  No RDF and no files here."""

from kg.model.amount import Amount
from kg.model.deployment import Column, DeclaredTable, Deployment, DeploymentRecord, Figure
from kg.model.disclosure import (
    Answer,
    AnswerPart,
    Decision,
    Disclosure,
    Interpretation,
    Question,
    Request,
    Statement,
    outcome_of,
)
from kg.model.document import Cell, Document, Link, Table
from kg.model.ground import (
    Denial,
    GroundClaim,
    HarmTest,
    Mention,
    PublicInterestTest,
    StatedClass,
)
from kg.model.passage import Passage
from kg.model.period import Period
from kg.model.record import Doubt, FactReview, Review, Settled, Source
from kg.model.ruling import (
    ChainRuling,
    Coverage,
    DisagreementRuling,
    JointUnitRuling,
    PresumedTarget,
    Presumption,
    Rulings,
    SameDeployment,
)
from kg.model.step import ProcessStep

Record = Disclosure | DeploymentRecord
"""All that was read from one version of one document."""

__all__ = [
    "Amount",
    "Answer",
    "AnswerPart",
    "Cell",
    "ChainRuling",
    "Column",
    "Coverage",
    "Decision",
    "DeclaredTable",
    "Denial",
    "Deployment",
    "DeploymentRecord",
    "DisagreementRuling",
    "Disclosure",
    "Document",
    "Doubt",
    "FactReview",
    "Figure",
    "GroundClaim",
    "HarmTest",
    "Interpretation",
    "JointUnitRuling",
    "Link",
    "Mention",
    "Passage",
    "Period",
    "PresumedTarget",
    "Presumption",
    "ProcessStep",
    "PublicInterestTest",
    "Question",
    "Record",
    "Request",
    "Review",
    "Rulings",
    "SameDeployment",
    "Settled",
    "Source",
    "StatedClass",
    "Statement",
    "Table",
    "outcome_of",
]
