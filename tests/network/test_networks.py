"""Networks of invented rows: what is joined, what is left out, and the same bytes each time."""

import io
import json
from collections import Counter

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ParameterError, UnknownNetworkError
from kg.network import networks, reporting, writing

QUERIES = {one.query: one.name for one in networks.NETWORKS}


def link(one, relation, other):
    def kind(name):
        return "request" if name.startswith("r") else "reply"

    return {
        "asked": "Nowhere Police",
        "one_kind": kind(one),
        "one_label": one,
        "relation": relation,
        "other_kind": kind(other),
        "other_label": "",
        "one": one,
        "other": other,
    }


def ground(force, template, provision, claimed_for="the answer", iri=None):
    return {
        "template": template,
        "answered_by": force,
        "reference": "1/23",
        "question": "1",
        "claimed_for": claimed_for,
        "provision": provision,
        "limb": "",
        "cited_as": "",
        "node": f"question-{force}-{template}",
        "respondent": iri or force,
    }


def source(figure, observation, document="d", cited=""):
    return {
        "thing": figure,
        "thing_label": "2024-01-01 Market Square",
        "counted": "arrests",
        "figure": "Arrests",
        "value": "3",
        "as_written": "3",
        "quotation": "3",
        "page": "2",
        "document_label": document,
        "edition": "1",
        "cited_label": cited,
        "observation": observation,
        "evidence": f"e-{observation}",
        "version": f"v-{document}",
        "document": document,
        "cited": cited,
    }


def family(one_kind, one, relation, other_kind, other, forces=""):
    return {
        "one_kind": one_kind,
        "one_label": one,
        "relation": relation,
        "other_kind": other_kind,
        "other_label": other,
        "forces": forces,
        "one": f"{one_kind}:{one}",
        "other": f"{other_kind}:{other}",
    }


ROWS = {
    "requests": [
        link("r3", "refines", "r2"),
        link("r2", "refines", "r1"),
        link("a2", "responds to", "r3"),
        link("a2", "revises", "a1"),
        link("a1", "responds to", "r3"),
        link("a9", "responds to", "r9"),
    ],
    "provisions": [
        ground("A", "live-use", "Section 31"),
        ground("B", "live-use", "Section 31"),
        ground("A", "live-use", "Section 24"),
        ground("B", "drones", "Section 24"),
        ground("C", "live-use", ""),
    ],
    "templates": [
        family("series", "2023", "has template", "template", "live-use", "4"),
        family("series", "2025", "has template", "template", "live-use", "4"),
        family("series", "2025", "variant of", "series", "2023"),
        family("template", "live-use", "in cluster", "cluster", "use", "4"),
    ],
    "sources": [
        source("x", "o1"),
        source("x", "o2", "other", "https://example.org/page"),
        source("y", "o3"),
    ],
}


def told(name, rows=None):
    graph = networks.named(name).made(ROWS[name] if rows is None else rows)
    return {one.what: (one.value, one.of) for one in reporting.measured(name, graph)}


def test_a_chain_leads_from_the_last_request_to_the_first():
    found = told("requests")

    assert found["requests of the longest chain"] == (3, "r3; r2; r1")
    assert found["components"] == (2, "")
    assert found["nodes: request"] == (4, "")
    assert found["edges: refines"] == (2, "")


def test_requests_in_a_circle_have_no_longest_chain():
    rows = [link("r1", "refines", "r2"), link("r2", "refines", "r1")]

    assert told("requests", rows)["requests of the longest chain"] == (0, "")


def test_two_relations_between_two_nodes_are_two_edges():
    rows = [link("a2", "revises", "a1"), link("a2", "retracts", "a1")]

    assert networks.of_requests(rows).number_of_edges() == 2


def test_forces_share_a_provision_only_for_the_same_template():
    graph = networks.of_provisions(ROWS["provisions"])

    (pair,) = reporting.shared(graph)

    assert (pair.one, pair.other, pair.provisions, pair.templates) == ("A", "B", 1, 1)
    assert set(reporting.projected(graph)) == {"A", "B", "C"}
    assert reporting.projected(graph).edges["A", "B"] == {"provisions": 1, "templates": 1}


def test_two_bodies_of_one_name_are_two_nodes_with_the_name_as_label():
    rows = [
        ground("Nowhere Police", "live-use", "Section 31", iri="urn:one"),
        ground("Nowhere Police", "live-use", "Section 31", iri="urn:other"),
        ground("Nowhere Police", "drones", "", iri="urn:third"),
    ]

    graph = networks.of_provisions(rows)
    joined = reporting.projected(graph)

    forces = {node for node, kind in networks.kinds(graph) if kind == "force"}
    assert forces == set(joined) == {"urn:one", "urn:other", "urn:third"}
    assert {attributes["label"] for _, attributes in joined.nodes(data=True)} == {"Nowhere Police"}
    assert list(joined.edges) == [("urn:one", "urn:other")]
    assert told("provisions", rows)["provisions shared in 1 template"] == (
        1,
        "Nowhere Police; Nowhere Police",
    )


def test_the_projection_is_that_of_networkx():
    """The weight is the number of neighbours that both have."""
    graph = networks.of_provisions(ROWS["provisions"])
    forces = [node for node, kind in networks.kinds(graph) if kind == "force"]

    theirs = nx.bipartite.weighted_projected_graph(nx.Graph(graph.to_undirected()), forces)

    assert {(one, other): weight for one, other, weight in theirs.edges(data="weight")} == {
        (pair.one, pair.other): pair.provisions for pair in reporting.shared(graph)
    }


def test_a_template_in_two_series_is_one_node():
    found = told("templates")

    assert found["templates in more than one series"] == (1, "")
    assert found["templates of the largest cluster"] == (1, "use")
    assert networks.of_templates(ROWS["templates"]).nodes["template:live-use"]["forces"] == 4


def test_a_figure_of_two_sources_leads_to_both_documents():
    graph = networks.of_sources(ROWS["sources"])

    reached = nx.descendants(graph, "x | arrests")

    assert {"d", "other", "https://example.org/page"} <= reached
    assert told("sources")["figures with more than one observation"] == (1, "")
    assert told("sources")["nodes: cited page"] == (1, "")


@pytest.mark.parametrize("name", ROWS)
def test_kinds_and_relations_are_those_of_the_table(name):
    graph = networks.named(name).made(ROWS[name])

    assert {kind for _, kind in networks.kinds(graph)} <= set(networks.named(name).nodes)
    assert {name for *_, name in networks.relations(graph)} <= set(networks.named(name).edges)


@pytest.mark.parametrize("name", ROWS)
@given(data=st.data())
def test_rows_in_any_order_give_the_same_bytes(name, data):
    rows = data.draw(st.permutations(ROWS[name]))
    made = networks.named(name).made

    for write in (writing.as_graphml, writing.as_json):
        assert write(made(rows)) == write(made(ROWS[name]))


@pytest.mark.parametrize("name", ROWS)
def test_what_is_written_is_read_again_by_networkx(name):
    graph = networks.named(name).made(ROWS[name])

    graphml = nx.read_graphml(io.BytesIO(writing.as_graphml(graph)), force_multigraph=True)
    linked = nx.node_link_graph(json.loads(writing.as_json(graph)), edges="edges")

    for read in (graphml, linked):
        assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
        assert Counter(networks.relations(read)) == Counter(networks.relations(graph))


def test_edges_have_identifiers_of_their_own():
    text = writing.as_graphml(networks.of_requests(ROWS["requests"])).decode()

    assert all(text.count(f'id="e{number}"') == 1 for number in range(6))


def test_what_xml_cannot_hold_is_replaced_and_json_keeps_it():
    rows = [source("x", "o1") | {"quotation": "3\x0b"}]
    graph = networks.of_sources(rows)

    read = nx.read_graphml(io.BytesIO(writing.as_graphml(graph)))

    assert read.nodes["e-o1"]["label"] == "3\ufffd"
    assert graph.nodes["e-o1"]["label"] == "3\x0b"


def asking(name, **_):
    return ROWS[QUERIES[name]]


@pytest.mark.parametrize(
    ("name", "narrowed"),
    [
        ("templates", {"forces": ["essex"]}),
        ("requests", {"measure": "arrests"}),
        ("sources", {"series": "february-2023"}),
    ],
)
def test_what_a_network_is_not_narrowed_by_is_refused(name, narrowed):
    with pytest.raises(ParameterError, match=name):
        networks.network(name, asking, **narrowed)


def test_an_unknown_network_names_those_near_it():
    with pytest.raises(UnknownNetworkError, match="'requests'"):
        networks.network("request", asking)


@pytest.mark.parametrize("one", networks.NETWORKS, ids=lambda one: one.name)
def test_the_table_says_what_a_reader_needs_and_nothing_of_an_empty_network_fails(one):
    assert one.definition.endswith(".")
    assert one.caution
    assert {found.value for found in reporting.measured(one.name, one.made([]))} <= {0}
