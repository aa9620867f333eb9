"""What stands in an archive's tables, but for what differs each time: random stamps."""

import contextlib
import hashlib
import sqlite3


def digests(folder):
    """Return a hash of each table of an archive, by name."""
    with contextlib.closing(sqlite3.connect(folder / "archive.sqlite")) as connection:
        # How many writes made the full-text index shows in its parts; what it holds is compared.
        connection.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, words, instance)")
        made = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in made if not name.startswith(("sqlite_", "vocabulary"))]
        names = [name for name in names if name not in ("words", "words_data", "words_idx")]
        names.append("held")
        return {
            name: hashlib.sha256(repr(_rows(connection, name)).encode()).hexdigest()
            for name in names
        }


def _rows(connection, name):
    what = "number" if name == "generations" else "*"
    return sorted(connection.execute(f"SELECT {what} FROM {name}"), key=repr)  # noqa: S608
