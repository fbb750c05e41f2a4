"""What the template imports: no more than readers need, and all of that before they are forked."""

import json
import subprocess
import sys

IDLE = ("flask", "jsonschema", "kg.extract.disclosure", "kg.ingest", "server.display")
"""What no reader needs, and what takes long to import."""

TASKS = """
import json, sys
from pyoxigraph import NamedNode, Store
from kg import vocabulary
from server.readers import charting, template
from server.readers import tasks
tasks.prepare()
charting.prepare()
before = set(sys.modules)
store, base = Store(), vocabulary.HOME
store.update(
    'PREFIX fg: <https://w3id.org/foigraph/ontology#> '
    'INSERT DATA { <https://w3id.org/foigraph/id/question-series/x> a fg:QuestionSeries ; '
    '<http://purl.org/dc/terms/identifier> "x" }'
)
thing = NamedNode(base + "id/question-series/x")
tasks.series(store, base)
tasks.matrix(store, "x", base)
tasks.described(store, thing, 3)
tasks.classes(store)
asked = tasks.Asked("SELECT * { ?s ?p ?o }", base, "the query", None, 5, 5000)
tasks.shown(store, asked)
tasks.query(store, asked._replace(form="csv"))
tasks.query(store, asked._replace(text="CONSTRUCT WHERE { ?s ?p ?o }", form="turtle"))
print(json.dumps([sorted(before), sorted(set(sys.modules) - before)]))
"""


def modules() -> tuple[set[str], set[str]]:
    done = subprocess.run([sys.executable, "-c", TASKS], capture_output=True, text=True, check=True)
    before, after = json.loads(done.stdout)
    return set(before), set(after)


def test_the_template_imports_what_readers_need_and_readers_import_nothing():
    before, after = modules()

    assert before.isdisjoint(IDLE)
    # Readers are forked for each query: an import after the fork is paid for every time.
    assert after == set()
