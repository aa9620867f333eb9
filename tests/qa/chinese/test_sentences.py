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


@given(CHINESE)
def test_sentences_cover_all_but_white_space(text):
    spans = sentences(text)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert sum(span.end - span.start for span in spans) == len(covered)
    assert all(char.isspace() for i, char in enumerate(text) if i not in covered)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
    assert spans == sorted(spans, key=lambda span: span.start)
