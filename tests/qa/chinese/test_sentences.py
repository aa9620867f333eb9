"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.chinese.sentences import sentences

CHINESE = st.text(
    alphabet="春夏秋冬𠮷ab1 .,!?;，。！？；…、“”（）《》\"'\n\r\u3000\u2028", max_size=200
)


def cut(text):
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\u3000\n", []),
        ("没有标点的一行字", ["没有标点的一行字"]),
        ("天晴了。风停了！真的？", ["天晴了。", "风停了！", "真的？"]),
        ("他说：“走吧！”于是走了。", ["他说：“走吧！”", "于是走了。"]),
        ("“走吧！”，他说。", ["“走吧！”，他说。"]),
        ("「下雨了。」『是吗？』", ["「下雨了。」", "『是吗？』"]),
        ("（见上文。）下一句", ["（见上文。）", "下一句"]),
        ("读《怎么办？》一书。", ["读《怎么办？》一书。"]),
        ("怎么会？！……没人知道", ["怎么会？！……", "没人知道"]),
        ("一是水；二是电；三是路。", ["一是水；", "二是电；", "三是路。"]),
        ("第一行\r\n第二行\u2028第三行", ["第一行", "第二行", "第三行"]),
        ("涨了3.5%到1.2万元。", ["涨了3.5%到1.2万元。"]),
        ("见http://a.cn/b.html?x=1;y=2。完", ["见http://a.cn/b.html?x=1;y=2。", "完"]),
        ("Hello! World? 好!坏", ["Hello!", "World?", "好!", "坏"]),
        ('他说:"好。""行。"完', ['他说:"好。"', '"行。"', "完"]),
        ("𠮷野家开了。ＡＢＣ！", ["𠮷野家开了。", "ＡＢＣ！"]),
        ("臺灣來的。讀報！", ["臺灣來的。", "讀報！"]),
    ],
)
def test_sentences(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('他说"入学率要到95%".大会明天闭幕', ['他说"入学率要到95%".', "大会明天闭幕"]),
        ("渠水少了0.4%.管理站说还够用", ["渠水少了0.4%.", "管理站说还够用"]),
        ("去年多收3％.2月份补种了麦子", ["去年多收3％.", "2月份补种了麦子"]),
        ("站长答“修得好”.村里第二天通水", ["站长答“修得好”.", "村里第二天通水"]),
        ('站长说:"修得好."村里第二天通水', ['站长说:"修得好."', "村里第二天通水"]),
        ("站长说：“修得好.”村里第二天通水", ["站长说：“修得好.”", "村里第二天通水"]),
        ('票上写"请对号".《渔歌》九点演', ['票上写"请对号".', "《渔歌》九点演"]),
        ('甲说"修".乙说"不修".都没动', ['甲说"修".', '乙说"不修".', "都没动"]),
        ('他喊"修完了!"大家鼓掌', ['他喊"修完了!"', "大家鼓掌"]),
        ('他喊"修到100%!"大家鼓掌', ['他喊"修到100%!"', "大家鼓掌"]),
        ('他说"修完了。"大家鼓掌', ['他说"修完了。"', "大家鼓掌"]),
    ],
)
def test_half_width_marks_end_sentences_of_chinese_text(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "涨3.5%到1.2万元",
        '软件"2.0."版和3.1.4版',
        "U.S.的船，叫“S.S.”号",
        "J.K.罗琳和约翰.史密斯来了",
        "见www.kb.cn/a%20.html和a.中国",
        '注册".中国"和".公司"域名',
        "1.修渠 2.修桥",
        "8.30开门,20.00关门",
        "传“渠要停水.”的消息，管理站否认",
        '"修完了!",他说',
        '问"修不修?":没人答',
        "（威廉.斯通）造的琴",
    ],
)
def test_half_width_marks_within_sentences(text):
    assert cut(text) == [text]


@given(CHINESE)
def test_sentences_cover_all_but_white_space(text):
    spans = sentences(text)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert sum(span.end - span.start for span in spans) == len(covered)
    assert all(char.isspace() for i, char in enumerate(text) if i not in covered)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
    assert spans == sorted(spans, key=lambda span: span.start)
