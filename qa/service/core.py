"""The service as one object: what is shared by all requests, from start to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.service.access import Access
from qa.service.archives import Models, shelves
from qa.service.desk import Desk
from qa.service.importing import Importer
from qa.service.jobs import Jobs
from qa.service.keys import Keys
from qa.service.lane import Lane
from qa.service.listing import Lister
from qa.service.metrics import Metrics

if TYPE_CHECKING:
    from qa.interfaces import Embedder, Generator
    from qa.service.settings import Settings

__all__ = ["Service"]


class Service:
    """All that requests share; made before the first, closed after the last."""

    def __init__(
        self,
        settings: Settings,
        *,
        create: bool = False,
        embedder: Embedder | None = None,
        generator: Generator | None = None,
    ) -> None:
        """Open the archives; the models begin to load at :meth:`start`.

        ``embedder`` and ``generator`` in place of those of the settings. Raises
        :class:`KanbaoError` for an archive that cannot be opened.
        """
        self.settings = settings
        self.access = Access(settings, Keys(settings.keys.expanduser()))
        self.lane = Lane(size=settings.queue, deadline=settings.deadline, per_key=settings.per_key)
        self.desk = Desk()
        self.counter = Desk(threads=1)
        """Where uploads are looked into and kept: that takes long, and searches do not wait."""
        self.models = Models(
            check=self.lane.check,
            embedder=embedder or settings.embedder,
            generator=generator or settings.generator,
            reranker=settings.reranker,
        )
        self.shelves = shelves(settings.archives, self.models, create=create)
        self.jobs = Jobs(
            self.shelves,
            {
                "import": Importer(settings, self.shelves),
                "questions": Lister(self.shelves, self.lane),
            },
        )
        self.metrics = Metrics(
            shelves=self.shelves, lane=self.lane, models=self.models, jobs=self.jobs
        )
        self.is_draining = False

    async def start(self) -> None:
        """Begin to load the models, and to go on with jobs that a stop cut off."""
        self.models.start()
        self.jobs.start()

    async def close(self) -> None:
        """Stop jobs where nothing is half done, let what computes end, let go of the archives."""
        self.is_draining = True
        await self.jobs.close()
        await self.lane.close()
        await self.desk.close()
        await self.counter.close()
        for shelf in self.shelves.values():
            shelf.close()
