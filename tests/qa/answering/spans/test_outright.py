"""What stands beside others of its kind, by the words that stand at it."""

import pytest

from qa.answering.spans.outright import outright

TEXT = "表决时，31名代表赞成，9名代表反对，2人弃权。"


@pytest.mark.parametrize(
    ("question", "told"),
    [("多少名代表反对？", "9名"), ("多少名代表没有反对？", None), ("多少人不反对？", None)],
)
def test_who_asks_who_did_not_gets_nothing(question, told):
    found = outright(question, TEXT)
    assert (TEXT[found.start : found.end] if found else None) == told
