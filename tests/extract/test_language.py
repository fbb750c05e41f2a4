from collections.abc import Callable

import pytest

from kg.errors import NotEnglishError
from kg.extract.language import check_english
from kg.model import Document

ENGLISH = (
    "You asked for the information that we hold on the use of facial recognition by the force. "
    "I have today decided to disclose the located information to you in full. "
    "Please find it in the link below, which will answer your questions for this period. "
)
FOREIGN = {
    "Welsh": (
        "Mae'r wybodaeth yr ydych wedi gofyn amdani ar gael ar ein gwefan, ac mae eich cais chi "
        "wedi cael ei ystyried gan yr heddlu. Nid ydym yn gallu cadarnhau na gwadu ein bod yn "
        "cadw rhagor o wybodaeth, gan fod hyn yn eithriedig."
    ),
    "Irish": (
        "Tá an t-eolas a lorg tú ar fáil ar an suíomh agus bhí sé foilsithe le linn na bliana "
        "seo. Ní féidir linn a rá go bhfuil taifid againn faoi na ceisteanna sin, mar atá sa "
        "litir chun na húsáide, agus leis an gcuid eile den iarratas ó na gardaí don phobal."
    ),
    "French": (
        "Vous avez demandé des informations sur la reconnaissance faciale dans les gares, et le "
        "service ne peut pas vous donner les documents qui sont dans une base du ministère."
    ),
    "German": (
        "Sie haben um Auskunft über die Gesichtserkennung gebeten, und wir können Ihnen nicht "
        "mitteilen, ob die Polizei mit dem System auf einer Liste von Personen sucht, die für "
        "das Land wichtig sind."
    ),
    "Dutch": (
        "U heeft gevraagd om informatie over het gebruik van gezichtsherkenning door de politie, "
        "maar wij kunnen niet alle stukken verstrekken die aan het verzoek voldoen en op de "
        "lijst staan van een ander orgaan."
    ),
    "Polish": (
        "Policja nie może udostępnić informacji o systemie, który jest używany w mieście, a także "
        "na dworcach i lotniskach, jak pytano we wniosku, lub przez inne służby dla celów "
        "bezpieczeństwa, oraz do dnia dzisiejszego nie są one znane z innych źródeł."
    ),
}


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_named(language: str, page: Callable[..., Document]) -> None:
    with pytest.raises(NotEnglishError, match=rf"page\.txt: it reads as {language}: .* add the"):
        check_english(page(FOREIGN[language]))


def test_words_of_no_known_language_are_not_called_one(page: Callable[..., Document]) -> None:
    words = " ".join(["talo", "kissa", "vesi", "koira", "metsä", "järvi"] * 6)

    with pytest.raises(NotEnglishError, match="no language we know"):
        check_english(page(words))


def test_a_welsh_banner_over_an_english_page_is_english(page: Callable[..., Document]) -> None:
    check_english(page("Gadael nawr\nMae cwcis hanfodol ar waith yma.\n" + ENGLISH * 3))


def test_too_few_words_pass(page: Callable[..., Document]) -> None:
    check_english(page("Gadael nawr"))
