"""How much is read for an answer or a digest, where the caller does not say."""

__all__ = ["CHUNKS", "LIMIT", "READ", "limit_of_all"]

READ = 5
"""How many chunks are found for a question, and read where the first do not settle it."""

CHUNKS = 50
"""How many chunks are found whose sentences are read for a digest: many more than for an answer."""

LIMIT = 12
"""How many sentences a digest has at most, and few of one article; asked for more it has all."""


def limit_of_all(listed: int, left_out: int) -> int:
    """Return the limit with which a digest lists those too that it leaves out."""
    return max(listed + left_out, LIMIT + 1)
