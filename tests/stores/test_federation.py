"""Several archives of SQLite, read as one, keep what every kind of archive that is read keeps."""

from contextlib import ExitStack, contextmanager

from qa.archive import Archive
from qa.service.settings import Settings
from tests.service.live import live
from tests.stores.contract import EMBEDDER, Reading, reference

__all__ = ["reference"]


class TestFederation(Reading):
    @classmethod
    def filled(cls, folder, articles):
        folders = [folder / name for name in ("a", "b", "empty", "c")]
        for part, own in zip(
            folders, (articles[::3], articles[1::3], [], articles[2::3]), strict=True
        ):
            with Archive.open(part, embedder=EMBEDDER) as archive:
                archive.add(own, batch=100)
        return Archive.federate(folders, embedder=EMBEDDER)


class TestServed(Reading):
    """Two of them on a server."""

    @classmethod
    def filled(cls, folder, articles):
        TestFederation.filled(folder, articles).close()
        archives = {name: folder / name for name in ("a", "c")}
        stack = ExitStack()
        served = stack.enter_context(live(Settings(archives=archives, keys=folder / "keys.json")))
        places = [f"{served.url}#a", folder / "b", folder / "empty", f"{served.url}#c"]
        archive = Archive.federate(places, embedder=EMBEDDER)

        @contextmanager
        def open_until_closed():
            with stack, archive:
                yield archive

        return open_until_closed()

    def test_nothing_is_wrong_with_it(self, held):
        report = held.verify()
        assert report.problems == ()
        assert [place.partition("#")[2] for place in report.elsewhere] == ["a", "c"]
