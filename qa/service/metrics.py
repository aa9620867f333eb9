"""Numbers for Prometheus; no word of a question or an article is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from qa.errors import KanbaoError
from qa.service.problems import Problem
from qa.store import size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qa import Answer
    from qa.service.archives import Models, Shelf
    from qa.service.jobs import Jobs
    from qa.service.lane import Lane

__all__ = ["Metrics"]

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_SHARES = tuple(share / 10 for share in range(1, 11))


class Metrics:
    """What the service has done since it began, and how it stands."""

    def __init__(
        self, *, shelves: Mapping[str, Shelf], lane: Lane, models: Models, jobs: Jobs
    ) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "kanbao_requests", "Requests", ["address", "method", "status"], registry=registry
        )
        self._seconds = Histogram(
            "kanbao_request_seconds", "Seconds to a whole response", ["address"], registry=registry
        )
        self._answers = Counter(
            "kanbao_answers", "Questions by outcome", ["outcome"], registry=registry
        )
        self._answerable = Histogram(
            "kanbao_answerable",
            "Calibrated probability that what was read answers",
            buckets=_SHARES,
            registry=registry,
        )
        self._articles = Gauge("kanbao_articles", "Articles", ["archive"], registry=registry)
        self._generation = Gauge(
            "kanbao_generation", "Changes of an archive", ["archive"], registry=registry
        )
        self._bytes = Gauge(
            "kanbao_archive_bytes",
            "Bytes of an archive, uploads not counted",
            ["archive"],
            registry=registry,
        )
        self._gauge("kanbao_queue", "Jobs that wait for the models", lambda: lane.depth)
        self._gauge("kanbao_model_seconds", "Seconds of models", lambda: lane.busy)
        self._gauge("kanbao_given_up", "Jobs that nobody waited for", lambda: lane.stopped)
        self._gauge("kanbao_ready", "Models loaded", lambda: models.are_ready)
        self._gauge("kanbao_jobs", "Imports and lists waiting or running", lambda: jobs.depth)
        self._shelves = shelves

    def request(self, address: str, method: str, status: int, seconds: float) -> None:
        """Note a response."""
        # A client may make up methods without end: each would be kept for ever.
        known = method if method in _METHODS else "other"
        self._requests.labels(address, known, str(status)).inc()
        self._seconds.labels(address).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Note an answer, or a refusal and its reason."""
        self._answers.labels(answer.reason or "answered").inc()
        self._answerable.observe(answer.answerable)

    def text(self) -> bytes:
        """Return all as Prometheus reads it; counts what the archives hold."""
        for name, shelf in self._shelves.items():
            try:
                holds = shelf.reader().holdings()
            except (KanbaoError, Problem):
                continue
            self._articles.labels(name).set(holds.articles)
            self._generation.labels(name).set(holds.generation)
            self._bytes.labels(name).set(size_of(shelf.folder))
        return generate_latest(self._registry)

    def _gauge(self, name: str, about: str, value: Callable[[], float]) -> None:
        Gauge(name, about, registry=self._registry).set_function(value)
