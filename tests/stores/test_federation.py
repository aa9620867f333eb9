"""Several archives of SQLite, read as one, keep what every kind of archive that is read keeps."""

from qa.archive import Archive
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
