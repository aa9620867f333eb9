"""The number of the article that says what is asked."""

import pytest

from qa.answering.spans.articles_of_law import is_another_article, which_article
from qa.records import Span

RULE = (
    "第一条　为规范摊位管理，制定本办法。\n　　第二条　摊主应当每日清扫，垃圾分类投放。\n"
    "第三条　摊位费按季收取，逾期不交的，停止使用。\n第四条　转租摊位的，收回摊位，罚款五百元。"
)


@pytest.mark.parametrize(
    ("question", "read", "given", "other"),
    [
        ("摊位管理办法第几条规定了转租？", "第一条", "第四条", False),
        ("第几条规定了垃圾分类？", "第三条", "第二条", False),
        ("哪条规定了停用？", "第一条", "第三条", False),
        ("第几条规定了转租？", "三", "第四条", False),
        ("第几条规定了罚款？", "第四条", "第四条", False),
        ("第几条规定了夜间照明？", "第二条", "第二条", True),
        ("摊主应当做什么？", "第二条", "第二条", False),
        ("第几条规定了转租？", "五百元", "五百元", False),
    ],
)
def test_which_article_says_it(question, read, given, other):
    start = RULE.index(read)
    span = which_article(question, RULE, Span(start=start, end=start + len(read)))
    assert RULE[span.start : span.end] == given
    assert is_another_article(question, RULE, span) is other


def test_a_text_without_articles_is_left_alone():
    text = "上文第三条已说明。"
    span = Span(start=2, end=5)
    assert which_article("第几条规定了转租？", text, span) == span
    assert not is_another_article("第几条规定了转租？", text, span)
