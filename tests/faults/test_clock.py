"""The clock jumps: nothing that waits, counts or is kept goes by it."""

import time

from server.rates import Rates
from tests.server.serving import serving

YEAR = 365 * 24 * 3600


def test_queries_and_limits_do_not_go_by_the_clock(folder, monkeypatch) -> None:
    now = time.time
    with serving(folder) as app:
        client = app.test_client()
        query = {"query": "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?v }", "format": "csv"}
        before = client.get("/sparql", query_string=query)
        for jump in (YEAR, -YEAR, -now()):
            monkeypatch.setattr(time, "time", lambda jump=jump: now() + jump)
            fresh = client.get(
                "/sparql", query_string=query | {"query": query["query"] + f"# {jump}"}
            )
            kept = client.get(
                "/sparql", query_string=query, headers={"If-None-Match": before.headers["ETag"]}
            )
            assert (fresh.status_code, fresh.data) == (200, before.data)
            assert kept.status_code == 304


def test_a_window_of_requests_does_not_end_by_the_clock(monkeypatch) -> None:
    rates = Rates("2 per hour")
    now = time.time()
    assert rates.count("a")[0] == 1
    monkeypatch.setattr(time, "time", lambda: now + YEAR)
    assert rates.count("a")[0] == 0
    assert rates.count("a")[0] == -1
    assert rates.count("b")[0] == 1
