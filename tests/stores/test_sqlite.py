"""SQLite and FAISS keep what every kind of archive keeps."""

from tests.stores.contract import Writing, reference

__all__ = ["reference"]


class TestSQLite(Writing):
    @classmethod
    def place(cls, folder):
        return folder
