"""The calendars are those that GOV.UK publishes."""

from kg import resources
from tests.ontology.bank_holidays import holidays, turtle


def test_the_calendars_are_those_of_the_package() -> None:
    """A newer package may know further years; then the file is made anew."""
    path = resources.root() / "ontology" / "codes" / "calendar.ttl"

    assert path.read_text(encoding="utf-8") == turtle()


def test_a_holiday_of_one_division_is_none_of_another() -> None:
    """The calendars would be alike if it were not so, and every due day of Scotland wrong."""
    days = {division: set(found) for division, found in holidays().items()}

    assert days["scotland"] - days["england-and-wales"]
    assert days["northern-ireland"] - days["england-and-wales"]
