from datetime import date

from kg.model import FactReview, Review, address


def test_two_spellings_of_a_reference_give_one_address() -> None:
    assert address.requests(["00/FOI/00/000001"]) == address.requests(["00.FOI.00.000001"])


def test_a_request_without_a_reference_is_named_by_its_place() -> None:
    assert address.requests([None, "A1", "-"]) == ("request/1", "request/a1", "request/3")


def test_a_label_belongs_to_the_first_request_that_prints_it() -> None:
    asked = [("request/a", ["1", "2"]), ("request/b", ["2", "3"])]

    assert address.questions(asked) == (
        ("question/1", "question/2"),
        ("request/b/question/2", "question/3"),
    )


def test_a_ruling_holds_for_what_stands_under_it_and_for_nothing_beside_it() -> None:
    ruling = FactReview(fact="answer/4", status="rejected", role="reviewer", on=date(2026, 1, 2))
    nearer = FactReview(
        fact="answer/4/part/1", status="accepted", role="reviewer", on=date(2026, 1, 2)
    )
    review = Review(status="disputed", facts=(ruling, nearer))

    assert review.status_of("answer/4/statement/1") == "rejected"
    assert review.status_of("answer/4/part/1") == "accepted"
    assert review.status_of("answer/4.a") == "disputed"
    assert review.status_of("answer/44") == "disputed"
