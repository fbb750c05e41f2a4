"""The page of what does not simply go together: each pair with both sides and its label."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from kg import vocabulary
from kg.query import binding, catalogue
from server import answers, protocol
from server.current import study
from server.readers.tasks import Shown

blueprint = Blueprint("contradictions", __name__)

QUERY = "find/contradictions"
SCHEME = "disagreement"


@blueprint.get("/contradictions")
def page() -> Response:
    """Answer with every disagreement, or those of the force and the label of the address."""
    query = catalogue.named(QUERY)
    known = {parameter.name for parameter in query.parameters}
    given = {name: text for name, text in request.args.items() if name in known and text}
    strange = sorted(request.args.keys() - known - set(protocol.OWN))
    if strange:
        raise BadRequest(f"'{strange[0]}': this page takes {', '.join(sorted(known))} and format")
    response = answers.respond(
        answers.Order(
            text=binding.bind(query, given, base=study().base),
            where=f"queries/{query.name}.rq",
            form=request.args.get("format") or None,
        ),
        page=lambda shown: render_template(
            "contradictions.html",
            query=query,
            given=given,
            labels=vocabulary.codes(SCHEME),
            pairs=[_pair(shown, row) for row in shown.rows],
            answer=answers.answer(
                shown, address=url_for("contradictions.page"), values=given.items()
            ),
        ),
    )
    response.vary.add("Accept")
    return response


def _pair(shown: Shown, row: Any) -> Mapping[str, Any]:
    """Return the cells of *row* by column, and those of the two sides once more, apart."""
    cells = dict(zip(shown.columns, row, strict=True))
    sides = [
        {name: cells[f"{which}_{name}"] for name in ("by", "words", "document", "page", "thing")}
        for which in ("first", "second")
    ]
    return cells | {"sides": sides}
