"""下转第3版, 上接第1版: joined where both ends are there, an article of its own elsewhere."""

import pytest

from qa.records import Reason
from tests.qa.reading.kinds.pages import HEAD, LEAD, NEXT, NEXT_LEAD, read, shape

REST = "大桥由市交通局管理，非机动车免费通行。"


@pytest.mark.parametrize(
    ("out", "back"),
    [
        ("（下转第3版）", "（上接第1版）\n"),
        ("（下转第3版）", "（上接第1版）"),
        ("（下转A3版）", "（上接A1版）\n"),
        ("【下转第三版】", "【上接第一版】\n"),
        ("(下转第3版)", "(上接第1版)\n"),
        ("\n（下转第3版）", "上接第1版\n"),
        ("（下轉第三版）", "（上接第一版）\n"),
        ("下转第3版▶", "◀上接第1版 "),
        ("（下转第3版▶）", "◀ 上接第1版\n"),
        ("►下转第3版", "◄上接第1版："),
        ("→下转3版", "←上接1版"),
        ("（下转第3版）", f"（上接第1版）\n{HEAD}\n"),
        ("（下转第3版）", f"{HEAD}（上接第1版）\n\n"),
    ],
)
def test_both_ends_on_one_page(tmp_path, out, back):
    page = f"{HEAD}\n\n{LEAD}{out}\n\n{NEXT}\n\n{NEXT_LEAD}\n\n{back}{REST}\n"
    reading = read(tmp_path, page)
    assert shape(reading) == [(HEAD, [LEAD, REST]), (NEXT, [NEXT_LEAD])]
    jumps = [part.text for part in reading.left_out if part.reason is Reason.JUMP]
    assert "".join(jumps).count("版") == 2


def test_a_sentence_that_was_cut_goes_on(tmp_path):
    page = f"{HEAD}\n\n{LEAD}大桥由市（下转第3版）\n\n{NEXT}\n\n{NEXT_LEAD}\n\n"
    page += "（上接第1版）交通局管理。\n"
    assert shape(read(tmp_path, page)) == [
        (HEAD, [f"{LEAD}大桥由市交通局管理。"]),
        (NEXT, [NEXT_LEAD]),
    ]


def test_of_several_those_with_one_headline_belong_together(tmp_path):
    other = "云岭市图书馆延长开放时间"
    page = (
        f"{HEAD}\n\n{LEAD}（下转第3版）\n\n{other}\n\n本报讯 图书馆开放到九点。（下转第3版）\n\n"
        f"{NEXT}\n\n{NEXT_LEAD}\n\n（上接第1版）\n{other}\n周末也开放。\n\n（上接第1版）\n{HEAD}\n{REST}\n"
    )
    assert shape(read(tmp_path, page)) == [
        (HEAD, [LEAD, REST]),
        (other, ["本报讯 图书馆开放到九点。", "周末也开放。"]),
        (NEXT, [NEXT_LEAD]),
    ]


def test_one_end_alone_is_an_article(tmp_path):
    page = f"{NEXT}\n\n{NEXT_LEAD}\n\n（上接第1版）\n{REST}\n"
    assert shape(read(tmp_path, page)) == [(NEXT, [NEXT_LEAD]), ("", [REST])]
    page = f"{NEXT}\n\n{NEXT_LEAD}\n\n◀上接第1版 {REST}（张一）\n"
    assert shape(read(tmp_path, page)) == [(NEXT, [NEXT_LEAD]), ("", [REST])]
    page = f"{HEAD}（下转第3版）\n\n{LEAD}\n\n{NEXT}\n\n{NEXT_LEAD}\n"
    assert shape(read(tmp_path, page)) == [(HEAD, [LEAD]), (NEXT, [NEXT_LEAD])]
