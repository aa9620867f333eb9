"""Names that the source lacks."""

import pytest

from qa.checking.names import foreign_names
from qa.checking.source import Source

SOURCE = "市长宋怀远昨日在云岭市清河区考察，李桂英等居民参加座谈，白沙集团负责施工。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("宋怀远考察", []),
        ("宋怀民考察", ["宋怀民"]),
        ("宋立新考察", ["宋立新"]),
        ("陈桂芳参加", ["陈桂芳"]),
        ("市长高立新考察", ["高立新"]),
        ("高度重视", []),
        ("赴青石县考察", ["赴青石县"]),
        ("石门集团负责施工", ["石门"]),
        ("稳步推进", []),
        ("Smith考察", []),
        ("", []),
    ],
)
def test_foreign_names(text, found):
    spans = foreign_names(text, Source(SOURCE))
    assert [text[span.start : span.end] for span in spans] == found
