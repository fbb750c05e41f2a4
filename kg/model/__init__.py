"""The records: what a document says, as frozen dataclasses.  No RDF and no files here."""

from kg.model.deployment import Column, Deployment, DeploymentRecord, Figure
from kg.model.disclosure import (
    Answer,
    AnswerPart,
    Decision,
    Disclosure,
    GroundClaim,
    Interpretation,
    Question,
    Request,
    Statement,
    outcome_of,
)
from kg.model.document import Cell, Document, Link, Table
from kg.model.passage import Passage
from kg.model.period import Period
from kg.model.record import Doubt, Review, Source
from kg.model.ruling import Coverage, PresumedTarget, Presumption, Rulings

Record = Disclosure | DeploymentRecord
"""All that was read from one version of one document."""

__all__ = [
    "Answer",
    "AnswerPart",
    "Cell",
    "Column",
    "Coverage",
    "Decision",
    "Deployment",
    "DeploymentRecord",
    "Disclosure",
    "Document",
    "Doubt",
    "Figure",
    "GroundClaim",
    "Interpretation",
    "Link",
    "Passage",
    "Period",
    "PresumedTarget",
    "Presumption",
    "Question",
    "Record",
    "Request",
    "Review",
    "Rulings",
    "Source",
    "Statement",
    "Table",
    "outcome_of",
]
