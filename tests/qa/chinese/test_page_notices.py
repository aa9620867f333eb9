"""What a saved page prints beside its article."""

import time

import pytest

from qa.chinese.page_notices import before_page_words, is_of_page
from qa.records import Span


@pytest.mark.parametrize(
    "sentence",
    [
        "爆料请拨打热线12345。",
        "下载云河客户端，全天候等你来报料！",
        "新闻线索报料通道：应用市场下载“云河通”APP！",
        "24小时报料热线0123-456。",
        "如有线索，欢迎向我们报料。",
        "更多精彩内容请关注云岭网。",
        "更多资讯，点击云河客户端。",
        "欢迎关注“云岭发布”公众号。",
        "长按识别二维码。",
        "未经授权，不得转载。",
        "本网原创稿件，转载请注明出处。",
        "此文版权归原作者所有，如有侵权请联系。",
        "免责声明：本文仅供参考。",
        "以上内容与本站立场无关。",
        "本文不构成任何投资建议。",
        "投资有风险，入市需谨慎。",
        "返回云岭网，查看更多责任编辑：",
        "返回首页",
        "喜欢就点个“在看”吧！",
        "觉得有用，点赞在看！",
        "想了解更多资讯请下载云河客户端。",
        "更多报道登录云河客户端。",
        "爆料电话：12345",
        "有新闻线索请向我们报料。",
        "如需转载须注明来源。",
        "转载须联系本刊。",
        "，　返回首页",
    ],
)
def test_a_notice_is_of_the_page(sentence):
    assert is_of_page(sentence)
    assert before_page_words(sentence, Span(start=0, end=len(sentence))) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "车主可下载“云河通”客户端缴费。",
        "民警指导居民下载反诈APP。",
        "近日有网友爆料称，老桥要拆。",
        "云岭晚报（报料邮箱：a@b.cn）记者采访了村民。",
        "旅客返回云岭后需检查行李。",
        "他辞职返回互联网行业。",
        "这部片子吸引更多新闻系学生关注乡村。",
        "法院认定，图片版权归云岭画院所有。",
        "专家提醒，山洪多发，游客须谨慎。",
        "办法规定，不得转载未经核实的消息的账号将被处罚。",
        "博物馆欢迎市民关注老桥修缮。",
        "云岭公司声明，从未授权他人收费。",
        "昨晚9点在看守所外，家属见到了他。",
        "清晨六点在看台上，球迷已坐满。",
        "他说晚上8点在看。",
        "编辑们盼着更多新闻视频关注山村。",
        "更多新闻节目关注山村。",
        "协会要让更多精彩内容登录境外电视台。",
        "警方请村民爆料。",
        "邻居爆料电话是骗人的。",
        "办法规定，转载须标明来处。",
    ],
)
def test_what_news_says_of_such_things_is_not(sentence):
    assert not is_of_page(sentence)
    whole = Span(start=0, end=len(sentence))
    assert before_page_words(sentence, whole) == whole


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("居民都来看返回云岭网，查看更多责任编辑：", "居民都来看"),
        ("（何远）返回新浪，查看更多", "（何远）"),
        ("大桥通车 返回首页", "大桥通车"),
        ("大桥通车， \t　返回首页", "大桥通车"),
        ("大桥通车 查看更多责任编辑：何远", "大桥通车"),
        ("船队今晚返回首页岛", "船队今晚返回首页岛"),
    ],
)
def test_a_way_back_is_cut_off(text, kept):
    span = before_page_words(text, Span(start=0, end=len(text)))
    assert text[span.start : span.end] == kept


def test_long_blanks_take_no_longer_than_they_are_long():
    text = f"大桥{' ' * 50_000}通车"
    began = time.perf_counter()
    assert before_page_words(text, Span(start=0, end=len(text))).end == len(text)
    assert time.perf_counter() - began < 1
