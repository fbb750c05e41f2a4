"""Questions, templates and requests of graphs written by hand take part in linking."""

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kg import vocabulary
from kg.link import asked_in, question_links, requests_in, templates_in
from kg.model.link import Asked, QuestionLink
from kg.model.template import Template, Templates

ASKED = """
req:gb-kent-1 a fg:InformationRequest ; fg:reference "1" .
qst:gb-kent-1-q2 a fg:Question ; fg:label "2" ; fg:askedIn req:gb-kent-1 ;
    fg:topic "whether LFR was used" .
qst:gb-kent-1-q1 a fg:Question ; fg:label "1" ; fg:askedIn req:gb-kent-1 ;
    fg:questionText "How many alerts did LFR give?" ; fg:topic "alerts" ;
    fg:technology technology:live-facial-recognition .
"""
RULED = """
tpl:alerts a fg:QuestionTemplate ; fg:templateText "how many alerts {force} had from LFR" ;
    fg:inCluster clu:all .
clu:all a fg:QuestionCluster ; dcterms:title "alerts" .
qst:gb-kent-1-q1 fg:instanceOfTemplate tpl:alerts .
"""
MATCHED = """
mch:a a fg:TemplateMatch ; fg:matchedQuestion qst:gb-kent-1-q1 ; fg:matchedTemplate tpl:alerts ;
    fg:matchKind match-kind:exact .
"""


def written(*texts: str) -> dict[str, list[Triple]]:
    """Each of *texts* as a file of ``curated/``."""
    opening = "".join(f"@prefix {p}: <{n}> .\n" for p, n in vocabulary.prefixes().items())
    return {
        f"curated/{letter}.trig": [
            Triple(quad.subject, quad.predicate, quad.object)
            for quad in parse(opening + text, format=RdfFormat.TURTLE)
        ]
        for letter, text in zip("abc", texts, strict=False)
    }


def links(*texts: str, beside: tuple[Templates, ...] = ()) -> tuple[QuestionLink, ...]:
    curated = written(*texts)
    return question_links(tuple(asked_in(curated)), [*beside, templates_in(curated)])


def test_questions_are_read_in_order_with_the_file_that_tells_them() -> None:
    one, other = asked_in(written(ASKED))

    assert one == Asked(
        request="gb-kent-1",
        label="1",
        words="How many alerts did LFR give?",
        whole=False,
        technologies=("live-facial-recognition",),
        file="curated/a.trig",
    )
    assert (other.label, other.words) == ("2", "whether LFR was used")
    assert requests_in(written(ASKED)) == {"gb-kent-1": "curated/a.trig"}


def test_a_question_is_proposed_for_the_template_that_it_asks_and_never_stated() -> None:
    use = Template(key="use", text="whether {force} used live facial recognition in {period}")

    (link,) = links(ASKED, beside=(Templates(templates=(use,)),))

    assert (link.label, link.template, link.kind) == ("2", "use", "close")
    assert link.file == "curated/a.trig"
    assert not link.stated
    assert link.overridden_by is None


@pytest.mark.parametrize(
    ("more", "kind"), [((RULED,), "close"), ((RULED, MATCHED), "exact")], ids=["flat", "judged"]
)
def test_what_a_graph_says_of_a_question_is_a_ruling_whatever_the_file(
    more: tuple[str, ...], kind: str
) -> None:
    (link,) = links(ASKED, *more)

    assert (link.label, link.template) == ("1", "alerts")
    assert link.overridden_by == f"{kind} alerts"
    assert link.agrees


def test_templates_come_with_their_clusters() -> None:
    found = templates_in(written(ASKED, RULED))

    assert [(one.key, one.cluster) for one in found.templates] == [("alerts", "all")]
    assert [(one.key, one.name) for one in found.clusters] == [("all", "alerts")]
