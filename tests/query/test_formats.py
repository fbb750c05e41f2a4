import pytest

from kg.errors import UsageError
from kg.query.formats import Kind, format_for, formats_of, media_type_format


@pytest.mark.parametrize("kind", ["solutions", "boolean", "graph"])
def test_each_format_is_found_by_its_name_and_its_media_type(kind: Kind) -> None:
    for name, form in formats_of(kind).items():
        assert format_for(kind, name) is form
        assert media_type_format(kind, form.media_type) is form


@pytest.mark.parametrize(
    ("kind", "media_type", "name"),
    [
        ("solutions", "application/json", "json"),
        ("boolean", "text/xml", "xml"),
        ("graph", "text/plain", "ntriples"),
        ("graph", "text/csv", None),
        ("solutions", "text/turtle", None),
        ("solutions", "text/html", None),
    ],
)
def test_a_general_media_type_asks_for_the_format_of_the_kind(
    kind: Kind, media_type: str, name: str | None
) -> None:
    found = media_type_format(kind, media_type)

    assert (found.name if found is not None else None) == name


def test_an_unknown_name_is_told_with_those_that_fit() -> None:
    with pytest.raises(UsageError, match=r"cannot be written as 'xlsx'; it can as json"):
        format_for("solutions", "xlsx")
