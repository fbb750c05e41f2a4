"""Words with which a request asks, and words around its questions that ask nothing."""

import re

ENDS = re.compile(r"[.?!:;][\"'”’)]*$")
ASKS = re.compile(
    r"(?:please\s+)?(?:(?:also|and)\s+)?(?:(?:in|on|at|by|for|to|from|with)\s+)?"
    r"(?:how|what|which|who|whom|whose|when|where|why|whether|was|were|is|are|has|have|had"
    r"|do|does|did|can|could|will|would|give|gives|state|say|provide|supply|name|list|confirm|describe"
    r"|explain|specify|break|split|send|indicate|identify|outline|tell|disclose|include|details?"
    r"|copies|copy|if\s+(?:so|yes|no|not)|if\s+(?:a|the|any)\b)\b(?!\s*:)",
    re.IGNORECASE,
)
"""Opens a question or a demand."""

TELLS = re.compile(r"(?:where|when|while|as)\b[^?]*,\s", re.IGNORECASE)
"""A clause before a statement, which asks nothing: ``Where figures are kept by year, ...``."""

WANTS = re.compile(
    r"\b(?:I|we)\s+(?:would\s+like|want|seek|request|ask|wish|am\s+(?:seeking|requesting|asking))\b"
    r"|\bplease\s+(?:can|could|would|provide|supply|send|tell|confirm|state|give|let|answer)\b"
    r"|\b(?:can|could|would|will)\s+you\s+(?:please\s+|kindly\s+)?"
    r"(?:provide|supply|send|tell|confirm|state|give)\b"
    r"|\b(?:copies|copy|details?|number|list)\s+of\b",
    re.IGNORECASE,
)
CLOSES = re.compile(
    r"\b(?:yours\s+(?:faithfully|sincerely)|kind\s+regards|regards,|many\s+thanks|thank\s+you|thanks\b"
    r"|look(?:ing)?\s+forward|electronic|excel|spreadsheet|\.csv|e-?mail|format|grateful|release\s+what"
    r"|clarif|acknowledge|not\s+rely|exempt|within\s+20|20\s+working|cost\s+limit|section\s+16)",
    re.IGNORECASE,
)
SCOPED = re.compile(
    r"(?:(?:the|my|please|keep|all)\s+)*"
    r"(?:time\s?(?:frame|period|scale)?|period|scope|date\s+range)\b",
    re.IGNORECASE,
)
"""Opens a line that sets the time of all questions."""

JOINS = re.compile(
    r"(?:if\s+(?:so|yes|no|not)|and|or|of\s+(?:these|those|them)\b.*)\s*[,:]*$", re.I
)
"""Words between two questions that belong to neither."""

GREETS = re.compile(
    r"dear\b|to\s+whom\b|hello\b|hi\b|good\s+(?:morning|afternoon)\b", re.IGNORECASE
)
