"""Keys: the readable last part of an IRI.  Lower case, digits and hyphens; no slash, ever."""

import re
import unicodedata

COUNTRY = "gb"
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return *text* as a key, so that two spellings of one reference meet.

    >>> slug("01/FOI/23/028737") == slug("01.FOI.23.028737") == "01-foi-23-028737"
    True
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _OTHER.sub("-", plain.lower()).strip("-")


def key(*parts: str) -> str:
    """Return one key of several parts, the country first.

    >>> key("metropolitan", "01.FOI.23.031597")
    'gb-metropolitan-01-foi-23-031597'
    """
    return "-".join([COUNTRY, *(slug(part) for part in parts)])
