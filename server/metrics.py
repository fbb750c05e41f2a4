"""What a monitor reads (Prometheus): how long answers take, readers, what the cache holds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from flask import Flask
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from server.readers import isolation

if TYPE_CHECKING:
    from server.again import Again
    from server.cache import Cache
    from server.current import Current

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
"""Upper ends of the times that are counted together (seconds)."""


class Metrics:
    """The measures of one application."""

    def __init__(self, current: "Current", cache: "Cache", again: "Again") -> None:
        self.registry = CollectorRegistry()
        self.queries = Histogram(
            "foigraph_query_seconds",
            "Time that queries took which were computed, by kind of result and outcome",
            ("kind", "outcome"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.requests = Histogram(
            "foigraph_request_seconds",
            "Time until the answer to a request was ready, by part of the server and status",
            ("part", "status"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.registry.register(_State(current, cache, again))

    def text(self) -> bytes:
        """Return all of them in the text format of Prometheus."""
        return generate_latest(self.registry)


class _State(Collector):
    """What is read off at the moment that somebody asks."""

    def __init__(self, current: "Current", cache: "Cache", again: "Again") -> None:
        self._current, self._cache, self._again = current, cache, again

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges and counters."""
        readers = GaugeMetricFamily(
            "foigraph_readers", "Processes that answer", labels=("generation", "state")
        )
        memory = GaugeMetricFamily(
            "foigraph_data_bytes", "Data segments of the processes", labels=("process",)
        )
        for opened in self._current.pools():
            pids = opened.pool.pids
            readers.add_metric((opened.name, "free"), opened.pool.free)
            readers.add_metric((opened.name, "all"), len(pids))
            for pid in pids:
                memory.add_metric((f"reader {pid}",), isolation.data(pid))
            if opened.pool.ready is not None:
                memory.add_metric((f"template of {opened.name}",), opened.pool.ready.memory)
        yield readers
        yield memory
        ended = CounterMetricFamily(
            "foigraph_readers_replaced", "Readers that were replaced, and why", labels=("how",)
        )
        for how, count in self._current.ended.items():
            ended.add_metric((how,), count)
        yield ended
        cached = GaugeMetricFamily("foigraph_cache_bytes", "Results kept", labels=("place",))
        for place, size in self._cache.sizes.items():
            cached.add_metric((place,), size)
        yield cached
        asked = CounterMetricFamily(
            "foigraph_cache_lookups",
            "What was found of a query: the answer, its result, or nothing",
            labels=("found",),
        )
        asked.add_metric(("answer",), self._again.hits)
        asked.add_metric(("result",), self._cache.hits)
        asked.add_metric(("nothing",), self._cache.misses)
        yield asked


def of(app: Flask) -> Metrics:
    """Return the measures of *app*."""
    return cast("Metrics", app.extensions["metrics"])
