"""Tell whether a document is in English, by its commonest words.

The extractors know English wording only.  A page in another language would give
a record with nothing in it, which reads like a force that answered nothing.
"""

import re
from collections import Counter
from collections.abc import Mapping

from kg.errors import NotEnglishError
from kg.model import Document

WORDS = {
    "English": (
        "the of to and in that is for on with as are was be this by have not which you your "
        "from or any has it we an at if were what how been their"
    ),
    "Welsh": (
        "yr y yn ar gan eich mae hwn hyn ein wedi neu nad chi ni oes sydd fel cael gyda rhag "
        "oedd rydym bod ydy dros nid ym"
    ),
    "Irish": ("agus na sa leis bhí tá gcuid chun nach sé seo sin atá le ag ó faoi mar don gur"),
    "Scottish Gaelic": (
        "agus an na tha air gu bha ann aig airson le cha chan nach seo sin agad bho mar"
    ),
    "French": (
        "le la les des du et est une dans pour que qui sur pas par avec au aux ce vous nous"
    ),
    "German": ("der die das und ist nicht ein eine den dem zu mit von auf für sich des im sie wir"),
    "Dutch": ("de het een en van niet dat op te zijn voor met aan er maar om uw wij bij worden"),
    "Spanish": ("el la los las de que y en un una por con para no se del al lo su como"),
    "Portuguese": ("o os as de que e em um uma por com para não se do da dos das ao como"),
    "Italian": ("il lo la gli di che e in un una per con non si del della dei al sono come"),
    "Polish": ("i w na z do nie się jest że o jak po co przez dla od oraz są być lub"),
    "Swedish": ("och att det som en på är av för med till den har inte om ett var jag de vi"),
}
"""Words that hold sentences together, chosen to be rare in the other languages."""

FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in WORDS.items()
}

FEW = 25
"""With fewer words than this nothing can be told, and the document passes."""

ENOUGH = 0.12
"""Letters are about 35% function words of this list, bare lists of questions about 20%."""

HEADERS = re.compile(
    r"^(?:Subject|Date|From|To|Cc|Sent|Attachments?|Authority|Status)\b[^\n]{0,40}:[^\n]*$",
    re.MULTILINE,
)
"""Lines of a message that hold names and days, and no sentences."""

WORD = re.compile(r"[^\W\d_]+")


def check_english(document: Document) -> None:
    """Raise unless *document* reads as English; a Welsh banner around English is English.

    Raises:
        NotEnglishError: its commonest words are another language's, or no known one's.
    """
    said = HEADERS.sub("", document.text)
    words = [word.lower() for word in WORD.findall(said)]
    if len(words) < FEW:
        return
    counted = Counter(words)
    shares = {
        language: sum(counted[word] for word in known) / len(words)
        for language, known in FUNCTION_WORDS.items()
    }
    english = shares.pop("English")
    other, share = max(shares.items(), key=lambda item: item[1])
    if english >= share and english >= ENOUGH:
        return
    looks = f"it reads as {other}" if share > max(english, ENOUGH / 2) else "no language we know"
    raise NotEnglishError(
        f"{document.name}: {looks}: {english:.0%} of its {len(words)} words are "
        "commonest English words, where a letter has about 35%; "
        "add the English edition of the page, or write its record by hand"
    )
