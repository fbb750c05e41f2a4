"""What the subject of a request says: the matter, and the time that this letter asks about.

The name of a series tells when it was first asked, which a later letter does not ask about.
"""

import re
from collections.abc import Sequence

from kg.draft import period as periods
from kg.draft.questions import Put

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"(?:(?:\d{{1,2}} )?(?:{_MONTHS}) )?\d{{4}}"
_TIME = re.compile(rf"(?:,| since) {_DAY}(?: to {_DAY})?$")
_SHORT = 2
"""So many periods a subject can name; where there are more, the questions tell them."""


def matter(name: str) -> str:
    """Return the *name* of a series without the time that closes it.

    >>> matter("Three questions on use and sharing since 1 January 2022")
    'Three questions on use and sharing'
    >>> matter("Questions on the trials announced in a letter of June 2019")
    'Questions on the trials announced in a letter of June 2019'
    """
    return _TIME.sub("", name)


def title(name: str, questions: Sequence[Put]) -> str:
    """Return what a request of the series called *name* is about, when it asks *questions*."""
    told = dict.fromkeys(periods.words(one.period) for one in questions if one.period is not None)
    if not told or len(told) > _SHORT:
        return matter(name)
    return f"{matter(name)}, {', and '.join(one.removeprefix('the period ') for one in told)}"
