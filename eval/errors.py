"""The errors of the harness, all :class:`qa.errors.KanbaoError`.

::

    EvalError
    ├── DataError   a data file is malformed; names the file and the line
    ├── SuiteError  a suite names what does not exist: a file, a task, a measure
    ├── RunError    a run's folder is damaged, or is another run's
    └── ScoreError  what cannot be scored: an empty set, NaN, runs that do not pair
"""

from qa.errors import KanbaoError

__all__ = [
    "DataError",
    "EvalError",
    "RunError",
    "ScoreError",
    "SuiteError",
]


class EvalError(KanbaoError):
    """Base of the harness's errors; its message is one line and says what to do."""


class DataError(EvalError):
    """A data file is malformed."""


class SuiteError(EvalError):
    """A suite names what does not exist."""


class RunError(EvalError):
    """A run's folder is damaged, or is another run's: another suite, other models, other code."""


class ScoreError(EvalError):
    """What was given cannot be scored."""
