"""The errors of this package.

::

    KanbaoError
    ├── ReadError          a file cannot be read as articles; names the file (and the line)
    ├── InputError         an argument is out of range: an empty question, an unknown kind ...
    ├── ArchiveError       a folder is missing, is not an archive, or is damaged
    │   ├── MismatchError  the archive was made with another embedder, chunking or version
    │   └── BusyError      another process is writing to the archive
    ├── ModelError         a model cannot be found or loaded
    └── WorkerError        worker processes do not start, or end before their work is done
"""

__all__ = [
    "ArchiveError",
    "BusyError",
    "InputError",
    "KanbaoError",
    "MismatchError",
    "ModelError",
    "ReadError",
    "WorkerError",
]


class KanbaoError(Exception):
    """Base of all errors; its message is one line and says what to do."""


class ReadError(KanbaoError):
    """A file cannot be read as articles."""


class InputError(KanbaoError, ValueError):
    """An argument is out of range."""


class ArchiveError(KanbaoError):
    """A folder is missing, is not an archive, or is damaged."""


class MismatchError(ArchiveError):
    """The archive was made with another embedder, chunking or schema version."""


class BusyError(ArchiveError):
    """Another process is writing to the archive."""


class ModelError(KanbaoError):
    """A model cannot be found or loaded."""


class WorkerError(KanbaoError):
    """Worker processes do not start, or end before their work is done."""
