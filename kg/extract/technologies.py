"""Find the technologies that words are about, by the names in the code list."""

import re
from collections.abc import Iterable
from functools import cache

from kg import vocabulary
from kg.extract.sentences import Span

FACIAL_RECOGNITION = "facial-recognition"
BODY_WORN_VIDEO = "body-worn-video"
COMBINED = "frt-with-body-worn-video"
MODES = (
    "live-facial-recognition",
    "retrospective-facial-recognition",
    "operator-initiated-facial-recognition",
)
"""The kinds of facial recognition that police bodies tell apart; others combine or host them."""

VARIANTS = {
    BODY_WORN_VIDEO: ("body worn camera", "body camera", "body-worn cameras"),
    "operator-initiated-facial-recognition": ("operator initiated facial recognition",),
    FACIAL_RECOGNITION: ("facial recognition", "facial-recognition software"),
    "rfr-pnd": ("PND facial recognition", "PND facial search"),
    "mobile-device-extraction": ("mobile phone extraction", "phone extraction"),
}
"""Wordings of letters that are no names of the concept; a code list holds names only."""

_MODE = r"(?:live|retrospective|operator[\s-]initiated)"
COORDINATED = re.compile(
    rf"\b(?P<modes>{_MODE}(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s*/\s*|\s+(?:and|or|and/or|&)\s+){_MODE})+)"
    r"\s+facial[\s-]recognition",
    re.IGNORECASE,
)
"""Several kinds that share one noun: ``live or retrospective facial recognition``."""

EXAMPLE = re.compile(
    r"\((?:e\.?g\.?|such as|for example)[^)\n]*$"
    r"|(?:\be\.?g\.?|\bsuch as|\bfor example|\bfor instance)[^.?!\n]{0,80}$",
    re.IGNORECASE,
)


def find_technologies(
    text: str, start: int = 0, end: int | None = None, *, examples: bool = False
) -> tuple[str, ...]:
    """Return the codes of scheme ``technology`` named in *text*, in reading order.

    The wider name goes where a narrower one stands too, and facial recognition
    beside body-worn video is their combination.  One named only as an example
    (``such as ...``) is left out unless *examples* is true.
    """
    pattern, code_of = _pattern()
    limit = len(text) if end is None else end
    named = [
        (match.start(), code_of[_plain(match[0])])
        for match in pattern.finditer(text, start, limit)
        if examples or EXAMPLE.search(text[max(start, match.start() - 400) : match.start()]) is None
    ]
    for several in COORDINATED.finditer(text, start, limit):
        for mode in re.findall(_MODE, several["modes"], re.IGNORECASE):
            code = next(code for code in MODES if code[0] == mode[0].lower())
            named.append((several.start() + several["modes"].index(mode), code))
    found = dict.fromkeys(code for _, code in sorted(named))
    family = {code for code in found if code == FACIAL_RECOGNITION or _is_kind(code)}
    if BODY_WORN_VIDEO in found and family:
        found = dict.fromkeys(
            COMBINED if code in (BODY_WORN_VIDEO, FACIAL_RECOGNITION) else code for code in found
        )
    return narrowest(found)


def narrowest(codes: Iterable[str]) -> tuple[str, ...]:
    """Return *codes* without those that are wider than another of them, each once."""
    kept = tuple(dict.fromkeys(codes))
    wider = {ancestor for code in kept for ancestor in _ancestors(code)}
    return tuple(code for code in kept if code not in wider)


def narrowed(asked: Iterable[str], said: Iterable[str]) -> tuple[str, ...]:
    """Return the technologies *asked* about, and the kinds of them that the reply has *said*.

    Who is asked about facial recognition, and says that live use is not made of it, answers
    about live facial recognition.
    """
    general = tuple(asked)
    kinds = [code for code in said if set(general) & _ancestors(code)]
    return tuple(dict.fromkeys((*general, *kinds)))


def with_modes(codes: Iterable[str]) -> tuple[str, ...]:
    """Return *codes*, and the mode of facial recognition that each is a use of."""
    found = tuple(codes)
    modes = [mode for code in found for mode in MODES if mode in _ancestors(code)]
    return tuple(dict.fromkeys((*found, *modes)))


def technologies_of(text: str, questions: dict[str, Span]) -> dict[str, tuple[str, ...]]:
    """Return the technologies of each question; a part without its own has its parent's."""
    found: dict[str, tuple[str, ...]] = {}
    for label, span in questions.items():
        own = find_technologies(text, *span)
        found[label] = own or found.get(label.rpartition(".")[0], ())
    return found


def _is_kind(code: str) -> bool:
    return code in MODES or FACIAL_RECOGNITION in _ancestors(code)


def _ancestors(code: str) -> set[str]:
    wider = _wider()
    found: set[str] = set()
    waiting = [code]
    while waiting:
        for parent in wider.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


@cache
def _wider() -> dict[str, tuple[str, ...]]:
    opening = f"{vocabulary.CODE}technology/"
    found = vocabulary.facts("technology", f"{vocabulary.SKOS}broader")
    return {code: tuple(iri.removeprefix(opening) for iri in iris) for code, iris in found.items()}


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for all names, longest first, and the code of each plain spelling."""
    code_of: dict[str, str] = {}
    pieces = []
    for code, labels in vocabulary.names("technology").items():
        for label in (*labels, *VARIANTS.get(code, ())):
            name = re.sub(r"\s*\(.*", "", label).strip()
            if not name or "," in name:  # a list of things is not a name that letters use
                continue
            code_of.setdefault(_plain(name), code)
            words = r"[\s‐-–-]+".join(map(re.escape, re.split(r"[\s-]+", name.removesuffix("s"))))
            piece = rf"{words}(?:['’]?s)?"
            pieces.append(f"(?-i:{piece})" if name.isupper() else piece)
    pieces.sort(key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(pieces)})(?![\w-])", re.IGNORECASE), code_of


def _plain(name: str) -> str:
    return re.sub(r"['’]?s$", "", re.sub(r"[\s‐-–-]+", " ", name.lower()))
