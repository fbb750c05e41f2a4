"""Tell the requester's words from the authority's.

A page opens with a banner and a heading, quotes what was asked, and then answers.
The same words weigh differently in each: a section of the Act that the requester
names is not relied on, and a numbered line of the answer is not a question.
"""

import re
from dataclasses import dataclass

from kg.extract.sentences import Span, lines

REQUEST_HEADING = re.compile(
    r"(?:new |your |the |foi |information |original )*request(?: (?:details|summary|and answer))?"
    r"(?:\s*[:-]|\s+\d+\s*-\s*\d+\s*:?)?$|what was asked:?$|questions?(?: asked)?:?$"
    r"|details of (?:the |your )?request:?$|(?:your |request )?clarification:?$|you asked:?$",
    re.IGNORECASE,
)
REQUEST_LEAD = re.compile(
    r"(?:\byou (?:have )?(?:asked|ask|seek|sought|requested|wrote)\b|\byour \b.*\brequest\b"
    r"|\byour (?:e-?mail|letter|message|correspondence)\b"
    r"|\binformation (?:you )?request(?:ed)?\b|\brequest\b.*\b(?:reads|follows)\b"
    r"|\bthe following (?:information|questions?)\b).*[:-]$|^you asked\b.{0,20}$|^dear\b",
    re.IGNORECASE,
)
FIRST_OF_SEVERAL = re.compile(r"request\s+\d{1,2}\s*:?$", re.IGNORECASE)
"""Opens the request, and is the number of its first question."""

OF_THREAD = re.compile(r"From the (?P<side>requester|authority)\b[^\n]*:$")
"""Over each message of a thread, as ingest lays it out."""

TO_A_PERSON = re.compile(
    r"dear\b(?!.*\b(?:police|constabulary|heddlu|service|force|foi|freedom|information|sirs?|madam|team"
    r"|officer|unit|department|commissioner|office|colleagues?|all|chief|(?-i:[A-Z]{3,5}))\b)",
    re.IGNORECASE,
)
"""How an authority greets who asked; a requester greets an office."""

RESPONSE_HEADING = re.compile(
    r"(?:foi |our |the |my |in )*(?:response|answer|reply|decision|outcome|reasons? for decision)s?"
    r"(?:\s+(?:to|for)\b.{0,40})?(?:\s*:?\s*(?:question\s*)?\d[\d\w ,&-]{0,20})?\s*[:.-]?$"
    r"|extent and result of searches\b.*$",
    re.IGNORECASE,
)
RESPONSE_LEAD = re.compile(
    r"(?:(?:I|we) have (?:\w+ )?decided\b|(?:I|we) (?:can|am able to|are able to) (?:now )?"
    r"(?:confirm|respond|provide)\b|in response to your\b|our (?:response|records|reply)\b"
    r"|(?:following|after) (?:receipt|enquiries|careful|consideration)\b"
    r"|(?:the|our|my) (?:reply|response|answers?)\b.*[:-]\s*-?$"
    r"|(?!.*\bplease\b).{0,160}\b(?:reply|replies|responses?|answers?)\b.{0,30}\bbelow\b"
    r"|(?:searches|enquiries) (?:were|have)\b|your request (?:for information )?has\b"
    r"|please find\b.*\b(?:below|attached|enclosed)|the information (?:provided|you (?:have )?"
    r"requested|requested)\b|having (?:completed|considered|made)\b|under the act this\b"
    r"|(?!Q?\d|if|do|does|did|has|have|is|are|can|how|what|which|when|where|why|whether|please|dear)"
    r"(?-i:[A-Z])[\w'& -]{2,50}\b(?:police|constabulary|service)\b.{0,20}"
    r"\b(?:can|does|do|neither|holds?|has|have)\b(?!.*\?$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """Where each voice of a page speaks; they follow one another without a gap."""

    head: Span
    """Banner, heading, and the authority's opening words."""

    request: Span
    """What was asked."""

    response: Span
    """What was answered; empty when no answer was found."""

    @property
    def asked_is_marked(self) -> bool:
        """Whether the page says where the request begins."""
        return self.head.end > 0


def find_zones(text: str) -> Zones:
    """Return the zones of *text*.

    A page may announce both (``Request and answer``) before it gives either: where
    nothing stands between, the next heading of a request opens it.
    """
    found = list(lines(text))
    thread = _of_thread(text, found)
    if thread is not None:
        return thread
    opening = next((line for line in found if _opens_request(line.of(text))), None)
    if opening is not None and TO_A_PERSON.match(opening.of(text)) is not None:
        # The authority writes; what it was asked comes under words of its own.
        later = (line for line in found if line.start > opening.start)
        opening = next(
            (
                line
                for line in later
                if _opens_request(line.of(text)) and not line.of(text).lower().startswith("dear")
            ),
            opening,
        )
    begins = 0 if opening is None else opening.end
    if opening is not None and FIRST_OF_SEVERAL.match(opening.of(text)) is not None:
        begins = opening.start
    answer = _answer(text, found, begins)
    if opening is not None and not text[begins:answer].strip():
        again = (line for line in found if line.start >= answer)
        heading = next((line for line in again if REQUEST_HEADING.match(line.of(text))), None)
        if heading is not None:
            begins = heading.end
            answer = _answer(text, found, begins)
    return Zones(
        head=Span(0, begins), request=Span(begins, answer), response=Span(answer, len(text))
    )


def _of_thread(text: str, found: list[Span]) -> Zones | None:
    """Return the zones of a thread: the first message of the requester, and all after it."""
    messages = [(line, match) for line in found if (match := OF_THREAD.match(line.of(text)))]
    asked = next((line for line, match in messages if match["side"] == "requester"), None)
    if asked is None:
        return None
    answered = next(
        (line.start for line, match in messages if match["side"] == "authority"), len(text)
    )
    return Zones(
        head=Span(0, asked.end),
        request=Span(asked.end, max(asked.end, answered)),
        response=Span(max(asked.end, answered), len(text)),
    )


def _answer(text: str, found: list[Span], begins: int) -> int:
    return next(
        (
            line.start
            for line in found
            if line.start >= begins
            and (_opens_response(line.of(text)) or TO_A_PERSON.match(line.of(text)) is not None)
        ),
        len(text),
    )


def _opens_request(line: str) -> bool:
    if FIRST_OF_SEVERAL.match(line) is not None:
        return True
    return REQUEST_HEADING.match(line) is not None or REQUEST_LEAD.search(line) is not None


def _opens_response(line: str) -> bool:
    return RESPONSE_HEADING.match(line) is not None or RESPONSE_LEAD.match(line) is not None
