"""Columns of old dispatches."""

import pytest

from qa.checking.source import Source
from qa.writing.dispatches import told_item

ONE = "【云岭社清河十日电】清河县修堤竣工，用工三千。沿堤各村亦已动工。"
TWO = "【云岭社白渡九日电】白渡镇学校开学，收学生三百人。"


@pytest.mark.parametrize(
    ("text", "title", "item"),
    [
        (f"{ONE}\n{TWO}", "", range(2)),
        (f"{ONE}\n{TWO}", "清河县修堤竣工", range(2)),
        (f"{ONE}\n{TWO}", "白渡镇学校开学", range(2, 3)),
        (f"{ONE}\n{TWO}", "清河县修堤 白渡镇学校开学", range(2)),
        (f"各县要闻\n{ONE}\n{TWO}", "", range(3)),
        (f"{ONE}白渡讯：学校开学。", "", range(2)),
        ("【云岭讯】清河县修堤。据白渡社讯：学校开学。", "学校开学", range(2)),
        (f"各县春耕已经开始。\n{TWO}", "", range(1)),
        (ONE, "白渡镇学校开学", range(2)),
        ("本报讯 清河县修堤竣工。白渡镇学校开学。", "白渡镇学校开学", range(2)),
        ("清河县修堤竣工。白渡讯：学校开学。", "", range(2)),
        ("", "", range(0)),
    ],
)
def test_told_item(text, title, item):
    assert told_item(Source(text), title) == item
