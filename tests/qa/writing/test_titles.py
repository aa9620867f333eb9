"""The title that a text has of itself, and where it begins to tell."""

import pytest

from qa.checking.source import Source
from qa.writing.candidates import headlines
from qa.writing.titles import first_told, is_row, is_signature, own_title, thesis

BODY = "清河大桥在云岭市建成通车，居民高兴。市长宋怀远出席仪式。老桥停用。渡口关闭。"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("新华社云岭4月3日电题：云岭为何要建桥？", "云岭为何要建桥？"),
        ("本报河东4月3日电 题：云岭的桥　云岭的城", "云岭的桥　云岭的城"),
        ("新华社云岭4月3日电专访｜桥是云岭的未来——访市长宋怀远", "桥是云岭的未来——访市长宋怀远"),
        ("通讯丨云岭人和他们的大桥", "云岭人和他们的大桥"),
        ("原标题：云岭老人三十年养桥，居民立碑", "云岭老人三十年养桥，居民立碑"),
        ("原题：云岭人和他们的大桥 ", "云岭人和他们的大桥"),
        ("原标题：清河大桥通车。清河大桥今天通车。", None),
        ("专访｜" + "桥" * 30 + "——访云岭市市长宋怀远", "桥" * 30),
        ("云岭大桥建成通车", None),
        ("本报云岭4月3日电 （记者何远）清河大桥通车。", None),
        ("市长说的主题：桥是云岭的未来。", None),
        ("题：桥", None),
        ("关于老桥封闭施工的通告", "关于老桥封闭施工的通告"),
        ("老桥停水通知", None),
    ],
)
def test_own_title(line, title):
    source = Source(f"{line}\n{BODY}")
    found = own_title(source)
    assert (found and source.slice(found)) == title


@pytest.mark.parametrize(
    ("end", "title"),
    [
        ("（摘编自《云岭日报》，原题为《养桥当“减量不降效”》）", "养桥当“减量不降效”"),
        ("（原标题：《养桥当“减量不降效”》）", "养桥当“减量不降效”"),
        ("（摘编自《云岭日报》）", None),
        ("云岭人读过原题为《养桥当“减量不降效”》的文章。", None),
    ],
)
def test_the_title_that_an_article_had_elsewhere(end, title):
    source = Source(f"{BODY}\n{end}")
    found = own_title(source)
    assert (found and source.slice(found)) == title


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("读者 何远", True),
        ("云岭市 何桂英", True),
        ("（读者　何 远）", True),
        ("作者：何远", True),
        ("河东桥梁大学 李明", True),
        ("何远", False),
        ("云岭市 大桥", False),
        ("云岭市大桥通车", False),
        ("读者来信", False),
    ],
)
def test_is_signature(line, signed):
    assert is_signature(line) == signed


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("19:38 电视剧：大河", True),
        ("7:00—8:30 早间新闻", True),
        ("19:38，大桥通车。", False),
        ("云岭一套", False),
        ("3:2 战胜河东队", False),
    ],
)
def test_is_row(line, row):
    assert is_row(line) == row


def test_an_own_title_may_stand_after_captions():
    source = Source(f"△4月3日，清河大桥通车现场。\n本报云岭4月3日电 题：云岭的桥梁和居民\n{BODY}")
    found = own_title(source)
    assert found is not None
    assert source.slice(found) == "云岭的桥梁和居民"


def test_an_own_title_is_the_only_headline():
    [(text, one)] = headlines(
        Source(f"电题：云岭的桥　云岭的城\n{BODY}"), longest=40
    ).passed.items()
    assert (text, one.number) == ("云岭的桥 云岭的城", 0)


def test_an_own_title_that_is_too_long_is_none():
    source = Source(f"电题：{'桥' * 30}\n{BODY}")
    assert "清河大桥在云岭市建成通车" in headlines(source, longest=20).passed


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("把桥建在民心上，桥才能走得更远更稳", True),
        ("云岭大桥通车了没有几天", False),
        ("△云岭大桥通车，居民走上桥面（资料图）", False),
        ("责任编辑：何远，李梅，宋怀远，王青", False),
        ("云岭大桥通车，居民走上桥面。", False),
        ("热点问答｜关于老桥，桥梁局到底说了什么", False),
        ("通讯丨从桥头到桥尾，两位老人的三十年", False),
        ("4月3日，云岭大学的学生登上大桥写生", False),
        ("当地时间2031年4月3日，居民在桥头跳舞", False),
    ],
)
def test_thesis(line, held):
    assert (thesis(Source(f"{line}\n{BODY}")) is not None) is held


def test_a_text_of_one_line_holds_nothing():
    assert thesis(Source("把桥建在民心上，桥才能走得更远更稳")) is None


def test_what_an_opinion_holds_needs_no_subject_as_a_headline():
    found = headlines(Source(f"大力推进桥梁建设，让城市更好走\n{BODY}"), longest=40).passed
    assert "大力推进桥梁建设 让城市更好走" in found
    assert "让城市更好走" not in found


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("清河大桥通车。", 0),
        ("△资料图\n清河大桥通车。", 1),
        ("清河大桥通车\n本报记者 何远\n清河大桥在云岭市通车。", 2),
        ("本报云岭4月3日电 （记者何远）清河大桥通车。", 0),
        ("云岭", 0),
    ],
)
def test_first_told(lines, number):
    assert first_told(Source(lines)) == number


def test_what_a_picture_is_given_for_is_no_lead():
    text = "云岭市桥多。图为云岭大桥。云岭市今年建了三座桥。桥边有路。路边有树。树下有人。"
    assert first_told(Source(text)) == 2
    assert not any(one.number == 0 for one in headlines(Source(text), longest=40).passed.values())


def test_what_goes_on_with_the_news_is_no_caption():
    body = "桥边有路。路边有树。树下有人。何远来了。"
    news, picture = (
        f"云岭大桥重启。{this}{body}"
        for this in ("这是该桥十年来首次大修。", "这是4月3日拍摄的云岭大桥。")
    )
    assert (first_told(Source(news)), first_told(Source(picture))) == (0, 2)


def test_a_dated_lead_stands_above_a_picture():
    lead = "本报云岭4月3日电 云岭市重启清河大桥。"
    text = lead + "这是4月3日拍摄的云岭大桥。桥边有路。路边有树。树下有人。何远来了。"
    assert first_told(Source(text)) == 0
    assert "云岭市重启清河大桥" in headlines(Source(text), longest=40).passed
