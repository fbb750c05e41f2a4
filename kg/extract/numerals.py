"""The grammar of a number in a letter: digits or words, a bound, a range, and its unit."""

import re
from decimal import Decimal

NAMES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
WORDS = {word: number for number, word in enumerate(NAMES)}
TIMES = {
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "m": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
}
BOUNDS: tuple[tuple[str, str], ...] = (
    # Ordered: "no more than" and "just over" hold the words of another bound.
    (
        "at-most",
        r"no\s+more\s+than|not\s+more\s+than|at\s+most|up\s+to|(?:a\s+)?maximum(?:\s+of)?"
        r"|not\s+exceeding|≤|<=",
    ),
    (
        "at-least",
        r"no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than|at\s+least|≥|>="
        r"|(?:a\s+)?minimum(?:\s+of)?",
    ),
    (
        "more-than",
        r"in\s+excess\s+of|(?:just\s+|well\s+|slightly\s+)?(?:more\s+than|over|above)|upwards\s+of"
        r"|greater\s+than|exceed(?:s|ing|ed)?|>",
    ),
    ("less-than", r"(?:just\s+|well\s+|slightly\s+)?(?:fewer\s+than|less\s+than|under|below)|<"),
    (
        "approximately",
        r"approximately|approx\.?|circa|c\.|about|around|roughly|some|nearly|almost|an\s+estimated"
        r"|estimated\s+(?:at|to\s+be)|in\s+the\s+region\s+of|~",
    ),
)
"""Code of scheme ``bound``, and the words before a number that set it."""

AFTER: tuple[tuple[str, str], ...] = (
    ("at-most", r"\s+or\s+(?:less|fewer|under|below)\b"),
    ("at-least", r"\s+or\s+(?:more|over|above)\b|\s?\+|\s+plus\b"),
    ("approximately", r"\s+(?:or\s+so|approximately|approx\.?)(?!\w)"),
)
"""The same, for words after a number."""

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = (
    rf"(?:{_DIGITS}|(?i:\b(?:{'|'.join(NAMES)})\b))"
    r"(?:\s?(?i:hundred|thousand|million|billion|bn|[km])\b)?"
)
_BOUND = "|".join(f"(?P<b{index}>{words})" for index, (_, words) in enumerate(BOUNDS))
_LATER = "|".join(f"(?P<a{index}>{words})" for index, (_, words) in enumerate(AFTER))
_EDGE = r"(?![\w/]|[.,:]\d|-[A-Za-z])"
NUMBER = re.compile(
    rf"(?<![\w.,/:£$€#@&’'-])(?:(?i:(?<!\w)(?:{_BOUND}))\s*)?(?P<range>(?i:between|from)\s+)?"
    rf"(?P<money>[£$€]\s?)?(?P<number>{_NUMBER}){_EDGE}"
    r"(?:(?P<joint>\s*[-–—]\s*|\s+to\s+|(?(range)\s+and\s+|(?!)))"
    rf"[£$€]?(?P<last>{_NUMBER}){_EDGE})?"
    rf"(?P<percent>\s?%|\s+per\s?cent\b)?(?:{_LATER})?"
)
"""A number with what limits it; ``b`` and ``a`` and an index name the bound."""

UNIT = re.compile(
    r"(?:\s?\([a-z]+\))?[ \t]+(?:x[ \t]+)?"
    r"(?:(?:different|individual|separate|such|further|other)\s+)?"
    r"(?P<unit>[A-Za-z][\w’'-]*(?:[ \t]+[A-Za-z][\w’'-]*){0,2})"
)
STOPS = frozenset(
    """
    a an the of in on at by for from to with within into onto and or but nor as per that which who
    whom whose where when while if is are was were be been being has have had do does did will
    would can could may might shall should must not no none this these those there here it its we
    our you your they their during between since until before after under over than then so also
    only both each all any some made conducted carried done taken used held recorded located
    identified found resulting took because available relating relate related provided given
    please see he she via against through across about respectively total inclusive requested
    asked using including showing came led received plus without january february march april june
    july august september october november december
    """.split()  # noqa: SIM905 -- a list of so many words cannot be read one a line
)
"""Words that end the noun after a number."""

TIME_UNITS = frozenset(
    {"seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks"}
    | {"month", "months", "year", "years"}
)
SIGNS = ("£", "$", "€", "%")
"""Units that are no words."""


def bound_of(match: re.Match[str]) -> str | None:
    """Return the code of scheme ``bound`` that the words round a NUMBER set; None without any."""
    for letter, bounds in (("b", BOUNDS), ("a", AFTER)):
        for index, (code, _) in enumerate(bounds):
            if match[f"{letter}{index}"] is not None:
                return code
    return None


LONGEST = 20
"""A row of more digits than this counts nothing (characters)."""


def value_of(printed: str) -> Decimal | None:
    """Return the number that *printed* is; None when it is none.

    >>> value_of("1,234"), value_of("1.2 million"), value_of("five"), value_of("many")
    (Decimal('1234'), Decimal('1200000'), Decimal('5'), None)
    """
    found = re.fullmatch(r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<times>[a-z]+)?", printed.lower())
    if found is not None and len(found["digits"]) > LONGEST:
        return None
    if found is not None:
        number, times = Decimal(found["digits"].replace(",", "")), found["times"]
    else:
        word, _, times = printed.lower().partition(" ")
        if word not in WORDS:
            return None
        number = Decimal(WORDS[word])
    if times:
        number *= TIMES.get(times, 0)
    whole = number.to_integral_value()
    return whole if whole == number else number


def unit_after(text: str, match: re.Match[str], end: int) -> tuple[str | None, int]:
    """Return the words for what the NUMBER of *match* counts, and where they end."""
    if match["money"] is not None:
        return match["money"].strip(), match.end()
    if match["percent"] is not None:
        return "%", match.end()
    found = UNIT.match(text, match.end(), end)
    if found is None:
        return None, match.end()
    kept = []
    for word in found["unit"].split():
        if word.lower() in STOPS:
            break
        kept.append(word)
        if word.lower() in TIME_UNITS:
            break
    if not kept:
        return None, match.end()
    stop = found.start("unit")
    for word in kept:
        stop = text.index(word, stop) + len(word)
    return text[found.start("unit") : stop], stop
