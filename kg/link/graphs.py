"""Tell what graphs written by hand say of requests, questions and templates.

Their questions take part in linking as those of records do.  Whose words a graph holds nobody
can tell, so no link of such a question is exact, and a build states none of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocabulary
from kg.model.link import Asked
from kg.model.template import CLOSE, Cluster, Matches, Template, Templates

RDF_TYPE = f"{vocabulary.FOREIGN['rdf']}type"
_KIND = "a"


@dataclass(slots=True)
class _Graph:
    """What the files say together: thing -> property -> values, a code or thing by its IRI."""

    files: dict[str, str] = field(default_factory=dict)
    """Thing -> the file that says what it is."""

    said: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def of_kind(self, kind: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
        """Yield each thing of that *kind*, with what is said of it."""
        for node, its in self.said.items():
            if kind in its.get(_KIND, ()):
                yield node, its


def requests_in(curated: Mapping[str, Iterable[Triple]]) -> Mapping[str, str]:
    """Return key of each request of *curated* -> the file that tells of it."""
    graph = _read(curated)
    return {_key(node): graph.files[node] for node, _ in graph.of_kind("InformationRequest")}


def asked_in(curated: Mapping[str, Iterable[Triple]]) -> Iterator[Asked]:
    """Yield each question of *curated* that has a label, request after request.

    Args:
        curated: name of a file -> its triples, flat and sourced.
    """
    graph = _read(curated)
    requests: dict[str, list[Asked]] = defaultdict(list)
    for node, its in graph.of_kind("Question"):
        request, label = _place(node, its)
        requests[request].append(
            Asked(
                request=request,
                label=label,
                words=_first(its, "questionText") or _first(its, "topic") or "",
                whole=False,
                technologies=tuple(sorted(map(_key, its.get("technology", ())))),
                file=graph.files[node],
            )
        )
    for questions in requests.values():
        yield from sorted(questions, key=lambda one: one.label)


def templates_in(curated: Mapping[str, Iterable[Triple]]) -> Templates:
    """Return the clusters and templates of *curated*, and what it says are their instances.

    That a question instances a template is what a person wrote there: it is a ruling, close
    where the graph does not tell how near.
    """
    graph = _read(curated)
    ruled: dict[tuple[str, str, str], str] = {}
    for node, its in graph.said.items():
        for template in its.get("instanceOfTemplate", ()):
            ruled[(*_place(node, its), _key(template))] = CLOSE
    for _, its in graph.of_kind("TemplateMatch"):
        question, kind = _first(its, "matchedQuestion"), _first(its, "matchKind")
        for template in its.get("matchedTemplate", ()):
            if question is not None and kind is not None:
                place = _place(question, graph.said.get(question, {}))
                ruled[(*place, _key(template))] = _key(kind)
    return Templates(
        clusters=tuple(
            Cluster(key=_key(node), name=_first(its, "title") or _key(node))
            for node, its in graph.of_kind("QuestionCluster")
        ),
        templates=tuple(
            Template(
                key=_key(node),
                text=_first(its, "templateText") or "",
                cluster=next((_key(one) for one in its.get("inCluster", ())), None),
            )
            for node, its in graph.of_kind("QuestionTemplate")
        ),
        matches=tuple(
            Matches(
                request=request,
                kind=kind,
                questions={label: template},
                reason="",
                role="",
                on=date.min,
            )
            for (request, label, template), kind in ruled.items()
        ),
    )


def _read(curated: Mapping[str, Iterable[Triple]]) -> _Graph:
    graph = _Graph()
    for file, triples in curated.items():
        for triple in triples:
            node, value = triple.subject, triple.object
            if isinstance(node, NamedNode) and isinstance(value, NamedNode | Literal):
                if triple.predicate.value == RDF_TYPE:
                    graph.files.setdefault(node.value, file)
                    graph.said[node.value][_KIND].append(_key(value.value))
                else:
                    graph.said[node.value][_key(triple.predicate.value)].append(value.value)
    return graph


def _place(question: str, its: Mapping[str, list[str]]) -> tuple[str, str]:
    """Return the key of the request that asks *question*, and its label, as its IRI has them."""
    request, _, label = _key(question).rpartition("-q")
    asked = _first(its, "askedIn")
    return (
        request if asked is None else _key(asked),
        _first(its, "label") or label.replace("-", "."),
    )


def _first(its: Mapping[str, list[str]], name: str) -> str | None:
    values = its.get(name)
    return values[0] if values else None


def _key(iri: str) -> str:
    """Return the last part of *iri*."""
    return iri.rpartition("/")[2].rpartition("#")[2]
