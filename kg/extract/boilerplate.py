"""Know the passages that every letter has, and that answer no question."""

import re

WEIGHS = re.compile(
    r"(?:evidence\s+of|(?:overall\s+)?harm|(?:the\s+)?public\s+interest|factors?|balanc(?:e|ing)"
    r"|prejudice)\b",
    re.IGNORECASE,
)
"""Opens the tests of harm and of the public interest, after which nothing more is answered."""

TRAILS = re.compile(
    rf"(?:{WEIGHS.pattern}|section\s+(?:1|16|17)\b(?!\d)|pursuant\s+to|besides\s+the\s+above"
    r"|the\s+act\s+\w+s\b|in\s+accordance\b|in\s+addition,?\s.*\bconfirm|complaints?\b"
    r"|(?:your\s+)?right\s+(?:to|of)\b|your\s+attention\b"
    r"|if\s+you\s+(?:are|remain|have|wish|think|feel)\b|should\s+you\b"
    r"|please\s+(?:note|be\s+aware|find\s+enclosed)\b|attachments?$|disclaimer\b"
    r"|this\s+(?:letter|notice)\b|(?:two|the\s+following)\s+duties\b"
    r"|yours\s+(?:faithfully|sincerely)\b|kind\s+regards\b|for\s+(?:your\s+)?information[,:])",
    re.IGNORECASE,
)
"""What follows the last answer: the notice, the tests of harm and interest, how to complain."""
