"""The one rdflib graph that is held against the shapes.

rdflib reads it with its own parser: through another one its strings would not
be equal to those of the shapes.
"""

from typing import Any

from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from kg.errors import ShapesError


class UnionGraph(Graph):
    """A graph that parses a query once, however many nodes it is asked for.

    pySHACL sends the text of a constraint again for each node; parsing it takes
    longer than the answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer as a Graph does; a text is kept for the next time."""
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                self._prepared[query_object] = self._prepare(query_object)
            query_object = self._prepared[query_object]
        return super().query(query_object, *args, **kwargs)

    def _prepare(self, text: str) -> Query:
        try:
            return prepareQuery(text, initNs=dict(self.namespaces()))
        except Exception as error:  # rdflib raises a bare Exception for an unknown prefix
            shown = " ".join(text.split())
            raise ShapesError(f"{error}", where=f"the query of a shape ({shown})") from error
