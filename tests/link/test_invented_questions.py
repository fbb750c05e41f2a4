"""The questions that linking is measured on: made again alike, and with a truth that is fair."""

from collections import defaultdict

from benchmarks import alike_words
from benchmarks.alike import questions


def test_one_seed_makes_the_same_questions() -> None:
    assert list(questions(500, seed=3)) == list(questions(500, seed=3))


def test_another_seed_makes_others() -> None:
    assert list(questions(50, seed=3)) != list(questions(50, seed=4))


def test_the_truth_of_a_question_stands_apart_from_its_force() -> None:
    made = list(questions(5_000, seed=3))

    forces = defaultdict(set)
    for put in made:
        forces[put.template].add(put.force)

    assert max(map(len, forces.values())) > 10
    assert len({put.text for put in made}) > 4_000


def test_every_technology_and_aspect_is_asked_of() -> None:
    templates = {put.template for put in questions(20_000, seed=3)}

    wanted = {f"{what} {code}" for what in alike_words.ASPECTS for code in alike_words.TECHNOLOGIES}
    assert wanted <= templates


def test_the_wordings_put_aside_are_used_in_no_other_set() -> None:
    aside = {wordings[-1] for wordings in alike_words.ASPECTS.values()}
    others = {one for wordings in alike_words.ASPECTS.values() for one in wordings[:-1]}

    assert aside.isdisjoint(others)
    assert all(len(wordings) > 3 for wordings in alike_words.ASPECTS.values())


def test_two_questions_in_one_are_a_template_of_their_own() -> None:
    merged = [put for put in questions(5_000, seed=3) if " + " in put.template]

    assert merged
    assert all(len(put.technologies) == 1 for put in merged)
