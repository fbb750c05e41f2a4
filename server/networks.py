"""The networks: what there are, and each with its size, as GraphML and as node-link data."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, url_for

from kg import __version__, vocabulary
from kg.network import networks
from kg.network.networks import NETWORKS, Network
from server import address, answers, lists, made, protocol, rdf
from server.current import identifier, opened, settings, study
from server.readers import measuring
from server.readers.measuring import Told

blueprint = Blueprint("networks", __name__)

FORMS: Mapping[str, str] = {
    "html": protocol.HTML,
    "json": "application/json",
    "graphml": "application/graphml+xml",
}
"""Name of a form -> its media type, the one to prefer first."""

LISTS: Mapping[str, str] = {
    "html": protocol.HTML,
    "json": "application/json",
    "csv": lists.CSV,
}
"""The same for the list of networks."""

LABELS = (("graphml", "GraphML"), ("json", "JSON (node-link)"))
JOINED = "forces-only"
"""The parameter that joins forces by what they share; only of the network of provisions."""

WITH_FORCES = "provisions"


@blueprint.get("/networks")
def index() -> Response:
    """Answer with the networks that there are."""
    address.check(())
    form = address.form(LISTS)
    if form == "json":
        response = jsonify([_described(one) for one in NETWORKS])
    elif form == "csv":
        described = [_described(one) for one in NETWORKS]
        response = lists.as_csv(tuple(described[0]), described)
    else:
        response = Response(render_template("networks.html", networks=NETWORKS))
    response.vary.add("Accept")
    return response


@blueprint.get("/networks/<name>")
def network(name: str) -> Response:
    """Answer with one network, narrowed as the address says."""
    found = networks.named(name)
    takes = _takes(found)
    address.check(takes)
    given = address.given(takes)
    joined = address.yes(JOINED)
    seconds = protocol.seconds(address.once("timeout"))
    form = address.form(FORMS)

    def mark(of: str) -> str:
        return protocol.tag(
            "network", identifier(), opened().place, __version__, name, repr(given), of
        )

    def make() -> Response:
        if form == "html":
            told = made.value(
                lambda: mark("findings"), lambda: _asked(found, seconds, measuring.findings)
            )
            return Response(_page(found, given, told))
        more = (form, settings().size)
        content = made.content(
            lambda: mark(f"{form} content"),
            lambda: _asked(found, seconds, measuring.network, *more, joined),
        )
        return Response(content, content_type=FORMS[form])

    response = rdf.unless_known(lambda: mark(form), make)
    response.vary.add("Accept")
    return response


def _takes(found: Network) -> tuple[str, ...]:
    return (*found.parameters, *((JOINED,) if found.name == WITH_FORCES else ()))


def _asked(found: Network, seconds: float | None, task: Any, *more: object) -> Any:
    values = {name: told for name in ("series", "measure") if (told := address.once(name))}
    with answers.under_way(f"# network {found.name}: {values}", "network") as entry:
        value, _ = opened().ask(
            task,
            found.name,
            tuple(dict.fromkeys(address.many("force"))),
            values,
            study().base,
            *more,
            seconds=settings().granted(seconds),
            stop=entry.stop,
        )
    return value


def _page(found: Network, given: Mapping[str, list[str]], told: Told) -> str:
    own: Mapping[str, Any] = {name: values for name, values in given.items() if name != JOINED}
    links = [
        (name, url_for("networks.network", name=found.name, format=form, **own))
        for form, name in LABELS
    ]
    joined: Mapping[str, Any] = {JOINED: "yes"} if found.name == WITH_FORCES else {}
    return render_template(
        "network.html",
        network=found,
        given=given,
        choices={"force": vocabulary.codes("force"), "measure": vocabulary.codes("measure")},
        told=told,
        links=links,
        joined=[
            (name, url_for("networks.network", name=found.name, format=form, **own, **joined))
            for form, name in LABELS
            if joined
        ],
    )


def _described(one: Network) -> dict[str, Any]:
    return {
        "name": one.name,
        "definition": one.definition,
        "nodes": list(one.nodes),
        "edges": list(one.edges),
        "parameters": list(_takes(one)),
        "query": one.query,
        "caution": list(one.caution),
    }
