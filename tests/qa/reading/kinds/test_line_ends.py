"""What programs write for the end of a line ends one; characters without a width are none."""

import pytest

from tests.qa.reading.kinds.pages import HEAD, LEAD, NEXT, NEXT_LEAD, read, shape


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\r\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"], ids=repr
)
def test_line_ends(tmp_path, end):
    rows = [HEAD, "", LEAD, "大桥由市交通局管理。", "", NEXT, "", NEXT_LEAD, ""]
    assert shape(read(tmp_path, end.join(rows))) == [
        (HEAD, [LEAD, "大桥由市交通局管理。"]),
        (NEXT, [NEXT_LEAD]),
    ]


@pytest.mark.parametrize(
    "mark", ["\ufeff", "\u200b", "\u2060", "\xa0", "\u3000", "\ufeff\u3000"], ids=repr
)
def test_what_has_no_width_is_no_part_of_a_line(tmp_path, mark):
    page = f"{mark}{HEAD}\n\n{mark}{LEAD}{mark}\n\n{mark}{NEXT}\n\n{NEXT_LEAD}\n"
    assert shape(read(tmp_path, page)) == [(HEAD, [LEAD]), (NEXT, [NEXT_LEAD])]
