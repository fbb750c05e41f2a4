"""Link each question to the template that it asks, beside what a person ruled and never over it.

A question is held against templates as people wrote them and against questions that people
ruled on, but never against its own ruling: so it can be told what would have been done without
it.  Two questions are never linked with each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from kg.extract.technologies import narrowest
from kg.link.context import Context, contexts
from kg.link.positions import between
from kg.link.reading import ALONE, Grouped, Read, group
from kg.link.slots import Slots
from kg.link.telling import proposed_key, told
from kg.model.link import Asked, QuestionLink, Wording
from kg.model.template import CLOSE, EXACT, EXACT_OR_CLOSE, RELATED, Series, Template, Templates

SAME_WORDS, SAME_SLOTS, LIKE_WORDS, WIDER = (
    "same-words",
    "same-slots",
    "like-words",
    "wider-technology",
)
SAME_PLACE = "same-place"
PROPOSED = "proposed-"

Place = tuple[str, str]
"""Request and label of a question."""


@dataclass(slots=True)
class _Anchor:
    """A template as words of it stand in a group."""

    template: str
    read: Read
    at: Place | None
    exact: bool
    """Whether a person ruled those words to be the template's own, and they are whole."""

    context: Context | None = None
    """What they hang on; None where that cannot be read."""


@dataclass(slots=True)
class _Ruled:
    """What people ruled of one question."""

    kinds: dict[str, str] = field(default_factory=dict)
    """Key of a template -> the kind of match."""

    @property
    def instance(self) -> bool:
        return not EXACT_OR_CLOSE.isdisjoint(self.kinds.values())


def question_links(
    questions: Sequence[Asked], templates: Iterable[Templates]
) -> tuple[QuestionLink, ...]:
    """Return for each of *questions* the templates that it asks, in the order of the questions.

    Args:
        questions: request after request, a part after its whole.
        templates: what people wrote and ruled, of this study and those beside it.
    """
    said = tuple(templates)
    written = {one.key: one for found in said for one in found.templates}
    ruled: dict[Place, _Ruled] = defaultdict(_Ruled)
    for found in said:
        for match in found.matches:
            for label, template in match.questions.items():
                ruled[match.request, label].kinds[template] = match.kind
    texts = [_as_asked(one) for one in written.values()]
    grouped = group([*questions, *texts])
    linking = _Linking(questions, texts, grouped, ruled)
    links = list(linking.links())
    links += linking.by_place(links, [series for one in said for series in one.series])
    order = {(one.request, one.label): at for at, one in enumerate(questions)}
    return tuple(sorted(links, key=lambda link: order[link.request, link.label]))


def _as_asked(template: Template) -> Asked:
    return Asked(request=f"{template.key} (template)", label="1", words=template.text, whole=False)


class _Linking:
    def __init__(
        self,
        questions: Sequence[Asked],
        texts: Sequence[Asked],
        grouped: Grouped,
        ruled: dict[Place, _Ruled],
    ) -> None:
        self.questions = questions
        self.grouped = grouped
        self.ruled = ruled
        self.context = contexts(questions, [self._read(at) for at in range(len(questions))])
        self.members: dict[int, list[int]] = defaultdict(list)
        self.anchors: dict[int, list[_Anchor]] = defaultdict(list)
        self.facets: dict[object, list[_Anchor]] = defaultdict(list)
        self.texts: dict[str, Read] = {}
        for at, one in enumerate(questions):
            self.members[self._group(at)].append(at)
            place = one.request, one.label
            if place in ruled:
                for template, kind in ruled[place].kinds.items():
                    exact = kind == EXACT and one.whole
                    if kind in EXACT_OR_CLOSE:
                        read, context = self._read(at), self.context[at]
                        self._anchor(_Anchor(template, read, place, exact, context), at)
        for at, text in enumerate(texts, start=len(questions)):
            key = text.request.removesuffix(" (template)")
            self.texts[key] = self._read(at)
            self._anchor(_Anchor(key, self._read(at), None, exact=False), at)
        self.keys = self._keys()

    def links(self) -> Iterator[QuestionLink]:
        for at, one in enumerate(self.questions):
            number = self._group(at)
            if number == ALONE:
                continue
            own = one.request, one.label
            anchors = [anchor for anchor in self.anchors[number] if anchor.at != own]
            asked = {anchor.template for anchor in anchors}
            if len(asked) == 1:
                yield self._instance(at, anchors)
            elif not asked:
                related = tuple(self._related(one, self._read(at), own))
                yield from related
                if not related or own not in self.ruled:
                    yield from self._proposed(at, number)

    def by_place(
        self, links: Iterable[QuestionLink], series: Iterable[Series]
    ) -> Iterator[QuestionLink]:
        """Yield a link of each question whose words do not tell and whose place in a series does.

        Args:
            links: those by words.
            series: with the requests and templates of each.
        """
        known = {
            (link.request, link.label): link.template
            for link in links
            if link.kind in EXACT_OR_CLOSE and not link.proposed
        }
        for place, ruled in self.ruled.items():
            kinds = [key for key, kind in ruled.kinds.items() if kind in EXACT_OR_CLOSE]
            if len(kinds) == 1:
                known[place] = kinds[0]
        open_ = [at for at in range(len(self.questions)) if self._group(at) == ALONE]
        for found in between(self.questions, known, open_, series):
            text = self.texts.get(found.template)
            if text is not None:
                link = self._link(
                    self.questions[found.at],
                    self._read(found.at),
                    _Anchor(found.template, text, None, exact=False),
                    kind=RELATED,
                    rule=SAME_PLACE,
                )
                where = f"{found.before or 'the beginning'} and {found.after or 'the end'}"
                yield replace(link, slots=(f"place: between {where} of {found.series}",))

    def _group(self, at: int) -> int:
        return self.grouped.group[self.grouped.of[at]]

    def _read(self, at: int) -> Read:
        return self.grouped.read[self.grouped.of[at]]

    def _anchor(self, anchor: _Anchor, at: int) -> None:
        number = self._group(at)
        if number != ALONE:
            self.anchors[number].append(anchor)
            if anchor.read.slots is not None:
                self.facets[anchor.read.slots.facets].append(anchor)

    def _instance(self, at: int, anchors: Sequence[_Anchor]) -> QuestionLink:
        one, read = self.questions[at], self._read(at)
        same = [anchor for anchor in anchors if anchor.read.words == read.words]
        exact = [anchor for anchor in same if anchor.exact and self._is_exact(at, anchor.context)]
        best = min(
            exact or same or anchors,
            key=lambda anchor: (-_score(read, anchor.read), anchor.at or ("", "")),
        )
        return self._link(
            one,
            read,
            best,
            kind=EXACT if exact else CLOSE,
            rule=SAME_WORDS if same else _rule(read, best.read),
        )

    def _is_exact(self, at: int, context: Context | None) -> bool:
        """Whether the words of a question may be taken for the same words that hang on *context*.

        Where either hangs on what cannot be read, nobody knows that they ask the same.
        """
        own = self.context[at]
        return self.questions[at].whole and own is not None and own == context

    def _related(self, one: Asked, read: Read, own: Place) -> Iterator[QuestionLink]:
        """Yield a link to each template that asks the same of a wider or narrower technology."""
        slots = read.slots
        if slots is None or not slots.technologies:
            return
        nearest: dict[str, _Anchor] = {}
        for anchor in self.facets.get(slots.facets, ()):
            other = anchor.read.slots
            if anchor.at != own and other is not None and _wider_or_narrower(slots, other):
                nearest.setdefault(anchor.template, anchor)
        for _, anchor in sorted(nearest.items()):
            yield self._link(one, read, anchor, kind=RELATED, rule=WIDER)

    def _proposed(self, at: int, number: int) -> Iterator[QuestionLink]:
        members = self.members[number]
        if len({self.questions[other].request for other in members}) < 2:
            return
        leader = self.grouped.leaders[number]
        first = next(other for other in members if self.grouped.of[other] == leader)
        one, standing = self.questions[at], self.questions[first]
        read, words = self._read(at), self.grouped.read[leader]
        same = standing.whole and read.words == words.words
        whole = same and self._is_exact(at, self.context[first])
        place = standing.request, standing.label
        anchor = _Anchor(self.keys[number], words, place, exact=whole)
        rule = SAME_WORDS if read.words == words.words else _rule(read, words)
        kind = EXACT if whole else CLOSE
        yield self._link(one, read, anchor, kind=kind, rule=rule, proposed=True)

    def _link(
        self,
        one: Asked,
        read: Read,
        anchor: _Anchor,
        *,
        kind: str,
        rule: str,
        proposed: bool = False,
    ) -> QuestionLink:
        ruled = self.ruled.get((one.request, one.label))
        return QuestionLink(
            request=one.request,
            label=one.label,
            template=anchor.template,
            kind=kind,
            proposed=proposed,
            rule=rule,
            words=read.words,
            whole=one.whole,
            against=Wording(words=anchor.read.words, question=anchor.at),
            slots=told(read.slots, anchor.read.slots),
            score=_score(read, anchor.read),
            file=one.file,
            overridden_by=None if ruled is None else _ruling(ruled, anchor.template),
        )

    def _keys(self) -> dict[int, str]:
        """Return a key for each group: what it asks, in the words of the one that stands for it."""
        named: dict[int, str] = {}
        taken: dict[str, int] = {}
        order = sorted(
            (number for number in self.members if number != ALONE),
            key=lambda number: self.grouped.read[self.grouped.leaders[number]].words,
        )
        for number in order:
            slots = self.grouped.read[self.grouped.leaders[number]].slots
            key = PROPOSED + ("" if slots is None else proposed_key(slots))
            taken[key] = taken.get(key, 0) + 1
            named[number] = key if taken[key] == 1 else f"{key}-{taken[key]}"
        return named


def _ruling(ruled: _Ruled, template: str) -> str | None:
    """Return the ruling that stands in the place of a link to *template*; None where none does."""
    if template in ruled.kinds:
        return f"{ruled.kinds[template]} {template}"
    if ruled.instance:
        return ", ".join(f"{kind} {key}" for key, kind in sorted(ruled.kinds.items()))
    return None


def _score(one: Read, other: Read) -> int:
    return round(fuzz.token_sort_ratio(one.words, other.words))


def _rule(one: Read, other: Read) -> str:
    return SAME_SLOTS if one.slots == other.slots else LIKE_WORDS


def _wider_or_narrower(one: Slots, other: Slots) -> bool:
    if len(one.technologies) != 1 or len(other.technologies) != 1:
        return False
    both = {*one.technologies, *other.technologies}
    return len(both) == 2 and len(narrowest(sorted(both))) == 1
