"""&nbsp; and other character codes of web pages in a text: characters, and said."""

import pytest

from tests.qa.reading.kinds.pages import HEAD, LEAD, read, shape


@pytest.mark.parametrize(
    ("written", "shown", "count"),
    [
        ("&nbsp;&nbsp;", "", 2),
        ("&nbsp&nbsp", "", 2),
        ("&#x6865;", "桥", 1),
        ("&#26725;", "桥", 1),
        ("&ldquo;桥&rdquo;", "“桥”", 2),
        ("&mdash;", "—", 1),
        ("&amp;", "&", 1),
        ("AT&T", "AT&T", 0),
        ("R&D;", "R&D;", 0),
        ("&copy", "&copy", 0),
    ],
)
def test_character_codes(tmp_path, written, shown, count):
    reading = read(tmp_path, f"{HEAD}\n\n{LEAD}\n{written}大桥通车。\n")
    assert shape(reading) == [(HEAD, [LEAD, f"{shown}大桥通车。"])]
    assert len(reading.notes) == bool(count)
    assert reading.articles[0].origin.encoding == ("entities:utf-8" if count else "utf-8")
    if count:
        assert reading.notes[0].startswith(f"{count} 处")
