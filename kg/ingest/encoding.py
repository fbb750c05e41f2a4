"""Turn bytes into text, in the encoding that they are in.

A mark at the beginning tells it, else that they are UTF-8, which hardly
happens by chance, else what the document or its sender says.  Where nothing
tells, it is guessed, and the guess is a doubt.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from kg.errors import UnreadableSourceError
from kg.model import Doubt, Passage

MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
"""The longer first: UTF-32 begins as UTF-16 does."""

WESTERN = "windows-1252"
SAMPLE = 65_536
"""The guess looks at so many bytes around the first that is not plain."""

QUOTED = 40
"""A doubt quotes so many characters from there."""

LAST_PLAIN = 0x7F
"""The last byte of ASCII."""

_KNOWN = re.compile(
    r"utf-?(?:8|16|32)(?:-?[lb]e)?|(?:iso-?8859|windows|cp)-?\d{1,4}|us-?ascii|ascii|latin-?\d"
    r"|macintosh|mac-?roman|koi8-[ru]|gb18030|gbk|gb2312|big5|euc-(?:jp|kr)|shift_jis",
    re.I,
)
_AS_WESTERN = re.compile(r"(?:iso-?8859-?1|latin-?1|us-?ascii|ascii|windows-?1252|cp-?1252)", re.I)
"""Programs say these and write windows-1252, of which both are parts."""

_PLAUSIBLE = frozenset("‘’“”–—…•€£§©®°·±²³½¼¾×™\xa0éèêëÉÀÈàâäáÁíîïìóôöòÖÓúûüùÜçÇñÑåøæß¬«»´¦Ô")
_BROKEN = re.compile("â€[™œ˜“”¦\x9d¢]|Ã[©¨¢ª´»§‰€]|Â[£§ ©®°·]")
_BINARY = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
"""Signs that no text holds; ``\\x1a`` ended files once, and ``\\x1b`` begins colours."""


def decode(
    content: bytes, declared: str | None = None, *, name: str = "the text"
) -> tuple[str, Doubt | None]:
    """Return the text that *content* is, with line ends as ``\\n``, and what is doubtful in it.

    Args:
        content: the bytes; a mark of byte order is dropped.
        declared: encoding that the document or its sender names.
        name: file name or address, for messages.

    Raises:
        UnreadableSourceError: it is not text.
    """
    text, guess = _decoded(content, declared, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if guess is not None:
        if (sign := _BINARY.search(text)) is not None:
            line = text.count("\n", 0, sign.start()) + 1
            raise UnreadableSourceError(
                f"{name}, line {line}: not text: it is not UTF-8 and holds the sign "
                f"{ord(sign[0]):#04x}; open the file in the program that made it, "
                "and save it as text or PDF"
            )
        place = next((n for n, sign in enumerate(text) if not sign.isascii()), 0)
        reason = (
            f"the bytes are not UTF-8 and nothing says what they are; {guess} was guessed; "
            "look whether these words are printed so, and save the file as UTF-8"
        )
        return text, _doubt(text, place, reason)
    if (broken := _BROKEN.search(text)) is not None:
        reason = (
            f"'{broken[0]}' stands where one sign should: the text was saved in a wrong encoding "
            "before it came here, and is read as it is; look it up in the document itself"
        )
        return text, _doubt(text, broken.start(), reason)
    return text, None


def _doubt(text: str, place: int, reason: str) -> Doubt:
    end = text.find("\n", place, place + QUOTED)
    end = min(place + QUOTED, len(text)) if end < 0 else end
    return Doubt(
        field="text", reason=reason, passage=Passage(quote=text[place:end], start=place, end=end)
    )


def _decoded(content: bytes, declared: str | None, name: str) -> tuple[str, str | None]:
    """Return the text, and the encoding where it was guessed."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), None
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    break
                raise UnreadableSourceError(
                    f"{name}: it begins as {encoding.upper()}, and byte "
                    f"{len(mark) + error.start} is not; save the document again"
                ) from error
    declared = (declared or "").strip().strip("'\"")
    known = declared if _KNOWN.fullmatch(declared) else ""
    # What is written in ASCII is not what it says of wider signs: each of those has a NUL in it.
    is_wide = known.lower().startswith(("utf-16", "utf16", "utf-32", "utf32")) and 0 in content
    for encoding in (known, "utf-8") if is_wide else ("utf-8", known):
        text = _strictly(content, WESTERN if _AS_WESTERN.fullmatch(encoding) else encoding)
        if text is not None:
            return text, None
    return _guessed(content.removeprefix(BOM_UTF8))


def _strictly(content: bytes, encoding: str) -> str | None:
    """Return the text that *content* is in *encoding*; None when it is not in that."""
    try:
        return content.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(content: bytes) -> tuple[str, str]:
    """Return the text and the encoding that makes the best sense of it."""
    text = content.decode(WESTERN, "replace")
    signs = [sign for sign in text[:SAMPLE] if not sign.isascii()] or [
        sign for sign in text if not sign.isascii()
    ]
    plain = sum(sign.isascii() and sign.isalpha() for sign in text[:SAMPLE])
    letters = sum(map(str.isalpha, signs))
    # In a western text few letters are not plain; in a text of another alphabet nearly all.
    if letters <= plain and sum(map(_PLAUSIBLE.__contains__, signs)) * 10 >= len(signs) * 8:
        return text, WESTERN
    import charset_normalizer

    first = next(n for n, byte in enumerate(content) if byte > LAST_PLAIN)
    start = max(first - SAMPLE // 2, 0)
    best = charset_normalizer.from_bytes(content[start : start + SAMPLE]).best()
    if best is None or best.encoding == "utf_8":
        return text, WESTERN
    found = _strictly(content, best.encoding)
    return (text, WESTERN) if found is None else (found, best.encoding.replace("_", "-"))
