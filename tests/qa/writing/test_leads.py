"""The sentence that stands for an article: its news, not how a reporter came upon it."""

import pytest

from qa.records import Article
from qa.writing.leads import lead_of

NEWS = "云岭市白水桥4月11日恢复通车，历时一百四十天的加固工程全部完成。"


@pytest.mark.parametrize(
    ("title", "before", "lead", "after"),
    [
        ("白水桥恢复通车", "", NEWS, "桥面重新铺装，夜间不再限行。"),
        ("白水桥恢复通车", "清晨，桥头一派忙碌，车流缓缓驶过。", NEWS, "市民何远站在桥边。"),
        ("白水桥恢复通车", "“回家近了！”市民何远说。", NEWS, "桥面重新铺装。"),
        ("白水桥恢复通车", "此后，又有人从桥上走过。", NEWS, "桥面重新铺装。"),
    ],
)
def test_the_lead_is_the_news(title, before, lead, after):
    article = Article(id="桥", title=title, text=before + lead + after)
    found = lead_of(article)
    assert found is not None
    assert article.text[found.start : found.end] == lead


def test_of_nothing_that_stands_by_itself_there_is_no_lead():
    for text in ("", "（完）", "对此，他也这样认为。", "导读\n第二版\n第三版\n"):
        assert lead_of(Article(id="空", title="", text=text)) is None
