"""The measures, as data: what each divides by what, over which units, and how it must be read.

This is the one place that defines them: the command, its help, the page of
documentation and the tests read the same table.
"""

from kg.errors import UnknownMeasureError
from kg.measure.kind import (
    ALERTS,
    ARRESTS,
    DISPOSALS,
    ENTRIES,
    ESTIMATES,
    FACES,
    FALSE,
    FEW,
    GIVEN,
    LETTERS,
    NOT_ALIKE,
    OF_ANSWERS,
    OF_DEPLOYMENTS,
    OUTCOMES,
    POINTED,
    REFUSED,
    TRUE,
    Measure,
    answers,
    figures,
)

MEASURES = (
    Measure(
        name="deployments",
        definition="Deployments that took place, to the end or not, as far as a document tells.",
        reads="deployments",
        unit="deployments",
        numerator="deployments",
        limits="none",
        axes=OF_DEPLOYMENTS[:-1],
        caution=(
            "What no document lists is missing, so this is what was said and not all there was.",
        ),
    ),
    figures(
        "faces",
        "Sum of the faces that the system processed at deployments that give the figure.",
        (FACES,),
        caution=(ESTIMATES,),
    ),
    figures(
        "alerts",
        "Sum of the alerts, of all kinds, at deployments that give the figure.",
        (ALERTS,),
        caution=(NOT_ALIKE,),
    ),
    figures(
        "true-alerts",
        "Sum of the alerts that the force calls true, confirmed and unconfirmed together.",
        (TRUE,),
        caution=("That an alert is true is the force's own judgement.",),
    ),
    figures(
        "false-alerts",
        "Sum of the alerts that the force calls false, confirmed and unconfirmed together.",
        (FALSE,),
        caution=("That an alert is false is the force's own judgement.",),
    ),
    figures(
        "arrests",
        "Sum of the arrests; where a record counts them with other disposals, a sum of its own.",
        (ARRESTS, DISPOSALS),
        caution=(OUTCOMES,),
    ),
    figures(
        "watchlist-size",
        "Median of the entries of the watchlist at a deployment.",
        (ENTRIES,),
        limits="order",
        caution=("A person stays on the list from one deployment to the next.",),
    ),
    figures(
        "alerts-per-10000-faces",
        "Alerts for every 10,000 faces, at deployments that give both.",
        (ALERTS,),
        FACES,
        per=10_000,
        limits="wilson",
        caution=(ESTIMATES, NOT_ALIKE),
    ),
    figures(
        "true-alert-rate",
        "True alerts for every 10,000 faces, at deployments that give both.",
        (TRUE,),
        FACES,
        per=10_000,
        limits="wilson",
        caution=(ESTIMATES, NOT_ALIKE, "This is no share of alerts: see true-alert-share."),
    ),
    figures(
        "true-alert-share",
        "True alerts by all alerts, at deployments whose kinds of alert add up to the total.",
        (TRUE,),
        ALERTS,
        limits="wilson",
        parts=(TRUE, FALSE),
        caution=(NOT_ALIKE, "This is no rate of faces: see true-alert-rate."),
    ),
    figures(
        "false-alert-rate",
        "False alerts for every 10,000 faces, at deployments that give both.",
        (FALSE,),
        FACES,
        per=10_000,
        limits="wilson",
        caution=(ESTIMATES, NOT_ALIKE, "This is no share of alerts: see false-alert-share."),
    ),
    figures(
        "false-alert-share",
        "False alerts by all alerts, at deployments whose kinds of alert add up to the total.",
        (FALSE,),
        ALERTS,
        limits="wilson",
        parts=(TRUE, FALSE),
        caution=(NOT_ALIKE, "This is no rate of faces: see false-alert-rate."),
    ),
    figures(
        "arrests-per-alert",
        "Arrests by alerts, at deployments that give both.",
        (ARRESTS, DISPOSALS),
        ALERTS,
        limits="wilson",
        caution=(
            OUTCOMES,
            "That as many were arrested does not say that each arrest came of an alert.",
        ),
    ),
    figures(
        "arrests-per-10000-faces",
        "Arrests for every 10,000 faces, at deployments that give both.",
        (ARRESTS, DISPOSALS),
        FACES,
        per=10_000,
        limits="poisson",
        caution=(ESTIMATES, OUTCOMES, NOT_ALIKE),
    ),
    figures(
        "arrests-per-1000-entries",
        "Arrests for every 1,000 entries of the watchlists, at deployments that give both.",
        (ARRESTS, DISPOSALS),
        ENTRIES,
        per=1_000,
        limits="poisson",
        caution=(
            OUTCOMES,
            "A person is on many lists: entries are no number of people, and this is no chance of "
            "being found.",
        ),
    ),
    answers(
        "disclosure-rate",
        "Questions to which the reply gave information, in full, in part or outside the Act, by "
        "questions with a recorded answer that stands.",
        GIVEN,
        "questions to which information was given",
    ),
    answers(
        "disclosure-or-reference",
        "The same, with questions for which the reply points to a document or says that the "
        "information is accessible elsewhere; whether that answers them is not asked.",
        GIVEN + POINTED,
        "questions to which information was given or pointed to",
    ),
    answers(
        "refusal-rate",
        "Questions that were refused, by exemption, on cost, as vexatious, or by neither "
        "confirming nor denying, by questions with a recorded answer that stands.",
        REFUSED,
        "questions refused",
    ),
    answers(
        "not-held-rate",
        "Questions to which the force said that it holds no information, by questions with a "
        "recorded answer that stands.",
        ("not-held",),
        "questions answered 'not held'",
    ),
    Measure(
        name="ncnd",
        definition="Answers that neither confirm nor deny, by recorded answers that stand, scope "
        "by scope: an answer that treats scopes apart counts once under each.",
        reads="scopes",
        unit="answers or parts of answers",
        outcomes=("refused-ncnd",),
        numerator="answers that neither confirm nor deny",
        denominator="recorded answers to that scope",
        limits="wilson",
        axes=OF_ANSWERS,
        always=("scope",),
        caution=(LETTERS, "Rows of scopes do not add up: one answer may have several."),
    ),
    Measure(
        name="forces-answered",
        definition="Forces that gave information, or pointed to it, in an answer to a question of "
        "the template, by forces with a recorded answer to one that stands. A force that says that "
        "it holds none gave nothing: it is in the denominator alone. A letter of kg draft counts "
        "it as having answered, since that is an answer.",
        reads="forces",
        unit="forces",
        outcomes=GIVEN + POINTED,
        numerator="forces that gave information or pointed to it",
        denominator="forces with a recorded answer",
        limits="clopper-pearson",
        axes=(),
        always=("template",),
        caution=(FEW, "Periods differ from request to request, and a match may be close only."),
    ),
    Measure(
        name="provisions",
        definition="Forces that relied on the provision in answers to questions of the template, "
        "by forces with a recorded answer to one. A provision claimed for a whole reply may not be "
        "meant for the question: it counts in the upper bound alone.",
        reads="provisions",
        unit="forces",
        numerator="forces that relied on the provision",
        denominator="forces with a recorded answer",
        limits="clopper-pearson",
        axes=(),
        always=("template", "provision"),
        caution=(FEW, "A force that relies on two provisions stands under both."),
    ),
    Measure(
        name="in-time",
        definition="First replies of police forces that came by the day on which the law has them "
        "due, by first replies of which both days are printed.",
        reads="replies",
        unit="first replies",
        numerator="replies in time",
        denominator="replies whose days are known",
        limits="clopper-pearson",
        axes=("force", "period", "law"),
        caution=("Whoever never replied, or prints no day, is not in the figure.",),
    ),
    Measure(
        name="days-taken",
        definition="Median of the working days, by the calendar of the law, from receipt to the "
        "first reply of a police force.",
        reads="replies",
        unit="first replies",
        numerator="working days",
        limits="order",
        axes=("force", "period", "law"),
        caution=(
            "Whoever never replied, or prints no day, is not in the figure.",
            "Days run from receipt, also where a clarification stopped the clock.",
        ),
    ),
)


def named(name: str) -> Measure:
    """Return the measure *name*.

    Raises:
        UnknownMeasureError: there is none of that name; carries the names near it.
    """
    for measure in MEASURES:
        if measure.name == name:
            return measure
    raise UnknownMeasureError(name, known=[measure.name for measure in MEASURES])
