"""Templates fit a cluster by slots that they share with those in it; a person's choice stands."""

from kg import resources
from kg import study as studies
from kg.link import cluster_links
from kg.model.link import ClusterLink
from kg.model.template import Template, Templates

USE = Template(key="live-use", text="whether {force} used live facial recognition", cluster="use")
DRONES = Template(key="drones-use", text="whether {force} used drones")
SIZE = Template(
    key="size", text="how many people were on the watchlist of {force}", cluster="watchlists"
)
SOURCES = Template(
    key="sources",
    text="where the images on the watchlist of {force} came from",
    cluster="watchlists",
)
PURPOSE = Template(key="purpose", text="for what purpose {force} kept a watchlist")
COST = Template(key="cost", text="what {force} spent on live facial recognition")


def links(*templates: Template) -> dict[str, ClusterLink]:
    return {one.template: one for one in cluster_links([Templates(templates=templates)])}


def test_what_asks_the_same_of_another_technology_is_close() -> None:
    link = links(USE, SIZE, DRONES)["drones-use"]

    assert (link.cluster, link.kind) == ("use", "close")
    assert link.templates == ("live-use",)
    assert "asks: whether" in link.equal
    assert link.overridden_by is None
    assert not link.agrees


def test_a_topic_that_all_of_a_cluster_share_is_related() -> None:
    link = links(USE, SIZE, SOURCES, PURPOSE)["purpose"]

    assert (link.cluster, link.kind) == ("watchlists", "related")
    assert link.equal == ("of: watchlist",)
    assert link.templates == ("size", "sources")


def test_what_a_cluster_does_not_share_as_a_whole_is_no_topic() -> None:
    """One of its templates alone is on watchlists."""
    other = Template(key="cost", text="what {force} spent on drones", cluster="watchlists")

    assert "purpose" not in links(SIZE, other, PURPOSE)


def test_to_ask_for_the_same_kind_of_thing_is_no_topic() -> None:
    training = Template(key="trained", text="what {force} spent on training", cluster="a")
    alerts = Template(key="alerts-cost", text="what {force} spent on alerts", cluster="a")

    assert "cost" not in links(training, alerts, COST)


def test_two_clusters_that_fit_alike_are_told_and_none_is_proposed() -> None:
    other = Template(key="other-use", text="whether {force} used ANPR", cluster="elsewhere")

    link = links(USE, other, DRONES)

    assert link["drones-use"].cluster is None
    assert link["drones-use"].between == ("elsewhere", "use")


def test_a_persons_cluster_stands_and_is_no_evidence_for_itself() -> None:
    found = links(USE, SIZE)

    assert found["live-use"].cluster is None
    assert found["live-use"].overridden_by == "use"


def test_of_the_study_that_ships_every_close_one_is_a_persons_choice_too() -> None:
    study = studies.load(resources.root() / "studies" / studies.SHIPPED)

    found = cluster_links([studies.load_templates(study)])

    close = [link for link in found if link.kind == "close"]
    assert len(close) > 10
    assert all(link.agrees for link in close)
    (proposed,) = [
        link
        for link in found
        if link.overridden_by is None and link.template == "watchlist-heading"
    ]
    assert (proposed.cluster, proposed.kind) == ("watchlists", "related")
