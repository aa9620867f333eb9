"""The exit codes; what each means stands in the table of ``app``."""

__all__ = ["ERROR", "FOUND", "INTERRUPTED", "NOTHING"]

FOUND, NOTHING, ERROR, INTERRUPTED = 0, 1, 2, 130
