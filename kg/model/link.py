"""Claims that two things are one, or that a question asks a template, with what they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.model.template import CLOSE, RELATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of one request, as far as its words and its place may be read for a link."""

    request: str
    """Key of the request: ``gb-metropolitan-01-foi-23-028737``."""

    label: str
    """Printed number, normalised."""

    words: str
    """The requester's words, or what a curator says is asked; empty where neither is at hand."""

    whole: bool
    """Whether *words* are all the words that the requester wrote, and nobody else's."""

    technologies: tuple[str, ...] = ()
    """Codes of scheme ``technology`` that the record gives."""

    file: str | None = None
    """The graph written by hand that tells it; None where a record does."""

    line: int | None = field(default=None, compare=False)

    @property
    def parent(self) -> str | None:
        """Label of the question that this one is part of, or None at the top."""
        head, _, _ = self.label.rpartition(".")
        return head or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Masked words that a question was held against."""

    words: str
    question: tuple[str, str] | None
    """Request and label of the question that has them; None where they are the template's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLink:
    """That a question asks what a template asks, found by its words; no person has judged it."""

    request: str
    label: str
    template: str
    """Key of the template: one that a person wrote, or one that is proposed."""

    kind: str
    """Code of scheme ``match-kind``."""

    proposed: bool
    """Whether the template is only proposed: no person has written it."""

    rule: str
    """What joined them: ``same-words``, ``same-slots``, ``like-words``, ``wider-technology``; or
    ``same-place`` in a series, which is only proposed."""

    words: str
    """The masked words of the question."""

    whole: bool
    """Whether those are the requester's own, and all of them."""

    against: Wording
    slots: tuple[str, ...]
    """The slots that are equal, each with its value: ``asks: count``."""

    score: int
    """How alike the masked words of both are, in whatever order (percent)."""

    file: str | None = None
    """The graph written by hand that tells the question; None where a record does."""

    overridden_by: str | None = None
    """What a person ruled in its place: ``close live-use``; None where nobody did."""

    @property
    def agrees(self) -> bool:
        """Whether a person ruled the question to be an instance of this template too."""
        return self.overridden_by in (f"exact {self.template}", f"close {self.template}")

    @property
    def stated(self) -> bool:
        """Whether a build states it: by the words of a record, to a person's template, unruled."""
        by_words = self.file is None and self.rule != "same-place"
        return by_words and not self.proposed and self.overridden_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One deployment, as one source tells it."""

    deployment: str
    """Key of the deployment: ``gb-metropolitan-2022-01-28-oxford-circus``."""

    source: str
    """Key of the document, or name of the curated file."""

    force: str
    """Code of scheme ``force``."""

    technology: str
    """Code of scheme ``technology``."""

    day: date | None
    """None while the source leaves it open; such a deployment is linked to none."""

    place: str | None
    figures: Mapping[str, Decimal]
    """Code of scheme ``measure`` -> value, of figures that are counted as the measure says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentLink:
    """That two sources may tell of one deployment: a proposal to a person, and no more."""

    one: Told
    other: Told
    equal: tuple[str, ...]
    """Measures of which both give the same figure; none where they share no measure."""

    overridden_by: str | None = None
    """``same`` or ``not the same``, as a person ruled; None where nobody did."""

    not_proposed: tuple[str, ...] = ()
    """Why it would not have been proposed, in words; none where it is, ruled on or not."""

    @property
    def kind(self) -> str:
        """Code of scheme ``match-kind``: never exact, since day and place are no key.

        Close where both give a figure that is the same, related where neither bears the other out.
        """
        return CLOSE if self.equal and not self.not_proposed else RELATED


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """That a request has to do with an earlier one which a document of it names."""

    later: str
    """Key of the request: ``gb-metropolitan-01-foi-23-031597``."""

    earlier: str
    """Key that the earlier one has, or would have, as a request to the same authority."""

    reference: str
    """Reference of the earlier one, as printed."""

    relation: str | None
    """``refines``, ``follows`` or ``reviews``; None where the words name it and tell no more."""

    kind: str
    """Code of scheme ``match-kind``: exact where the record says so, close where words do and no
    person has looked, related where nothing tells more than that it is named."""

    rule: str
    """What found it: ``record``, ``words`` or ``spelling`` of the later one's own reference;
    ``nothing`` where only a person says so."""

    words: str | None
    """The words that tell it; None where the record does not keep them."""

    document: str
    """Key of the document that names it."""

    at: int | None
    """Where the words begin in that document (characters); None where that is not known."""

    trouble: tuple[str, ...] = ()
    """What is in its way, in words; a link with some is never made, unless a record states it."""

    overridden_by: str | None = None
    """What a person ruled in its place: ``reviews``; None where nobody did."""

    @property
    def stated(self) -> bool:
        """Whether a build states it: the record does, and no ruling says otherwise."""
        return self.rule == "record" and self.overridden_by in (None, self.relation)

    @property
    def made(self) -> str | None:
        """The relation that a build states of the two, by a ruling or by the record; else None."""
        if self.overridden_by in ("refines", "follows", "reviews"):
            return self.overridden_by
        return self.relation if self.stated else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterLink:
    """That a template fits a cluster: a proposal to a person, and no more."""

    template: str
    """Key of the template."""

    cluster: str | None
    """Key of the cluster that fits; None where none does, or several do alike."""

    kind: str | None
    """Code of scheme ``match-kind``: close where a template of the cluster asks the same of
    another technology, else related; never exact.  None without a cluster."""

    equal: tuple[str, ...]
    """The slots that it shares with every template of the cluster, each with its value."""

    templates: tuple[str, ...]
    """Keys of those templates."""

    between: tuple[str, ...] = ()
    """Keys of the clusters that fit alike, where there are several."""

    overridden_by: str | None = None
    """Key of the cluster that a person put it in; None where nobody did."""

    @property
    def agrees(self) -> bool:
        """Whether a person put it into the cluster that fits."""
        return self.cluster is not None and self.cluster == self.overridden_by


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLink:
    """That forces share a unit which may have answered for all of them."""

    members: tuple[str, ...]
    """Codes of scheme ``force``, sorted."""

    unit: str | None
    """Key of the joint unit that the study lists with all of them; None where it lists none."""

    kind: str
    """Code of scheme ``match-kind``: exact where the study lists it, close where words speak of a
    unit of theirs, related where they name the forces in one breath and no more."""

    rule: str
    """What found it: ``listed``, ``named-together``, ``on-behalf``; ``nothing`` where only a
    person says so."""

    words: str | None
    """The words, or the name of the unit that is listed."""

    document: str | None = None
    """Key of the document with the words; None for what is listed."""

    at: int | None = None
    """Where the words begin in that document (characters); None where that is not known."""

    overridden_by: str | None = None
    """``joint`` or ``not joint``, as a person ruled; None where nobody did."""
