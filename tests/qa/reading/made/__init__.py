"""Generated files of every format, each with the characters that a reader of it sees."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file: its name, its bytes, and the text that it shows; white space does not count."""

    name: str
    data: bytes
    visible: str
