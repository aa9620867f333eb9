"""Archives in Lance tables keep what every kind of archive keeps, and what is their own."""

import pytest

from tests.stores.contract import Writing, reference

pytest.importorskip("lancedb", reason="needs kanbao[lance]")

__all__ = ["reference"]


class TestLance(Writing):
    @classmethod
    def place(cls, folder):
        return f"lance:{folder}"
