"""The passages of an article that stand alone."""

import pytest

from qa.answering.digests.statements import LONGEST, is_attributed, statements, whole_sentences
from qa.records import Article, Span


def passages(text):
    article = Article(id="a", title="", text=text)
    return [text[span.start : span.end] for span in statements(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云河大桥昨日通车。路在何方？", ["云河大桥昨日通车。"]),
        (
            "云河大桥昨日通车。它长三公里。",
            ["云河大桥昨日通车。", "云河大桥昨日通车。它长三公里。"],
        ),
        ("云河大桥昨日通车。\n它长三公里半。", ["云河大桥昨日通车。"]),
        ("它长三公里半。大桥耗资九亿元。", ["大桥耗资九亿元。"]),
        ("路在何方？这座桥昨日通车。", []),
        ("云河大桥昨日通车。它长三公里。它宽三十米。", None),
        ("新华社云岭4月3日电（记者宋怀远）云河大桥昨日通车。", ["云河大桥昨日通车。"]),
        ("宋怀远说：“水退了。堤还在。”大桥昨日通车。", None),
        ("任务有三项：修堤；清淤；建三座泵站。", ["任务有三项：修堤；清淤；建三座泵站。"]),
        ("云河大桥昨日通车。\n宋怀远来修桥十年了。\n宋怀远说，大桥耗资九亿元。", None),
        (
            "工程师宋怀远修桥十年。宋怀远说，大桥耗资九亿元。",
            ["工程师宋怀远修桥十年。", "工程师宋怀远修桥十年。宋怀远说，大桥耗资九亿元。"],
        ),
        ("本报云岭电 （记者宋怀远）云河大桥昨日通车。", ["云河大桥昨日通车。"]),
        ("据新华社云岭4月3日电 云河大桥昨日通车。", ["云河大桥昨日通车。"]),
        ("此外，云河大桥昨日通车。", ["云河大桥昨日通车。"]),
        (
            "云河大桥4月5日起对以下车辆限行：\n一、载重十吨的货车；\n二、空驶的客车。\n请绕行。",
            ["云河大桥4月5日起对以下车辆限行：\n一、载重十吨的货车；\n二、空驶的客车。"],
        ),
        ("会议4月5日指出：\n一、要修堤。\n二、要清淤。", []),
        (f"云河大桥4月5日起对以下车辆限行：\n1.{'货' * 300}。", []),
        (
            "（雲嶺十日電）清河新橋、業已竣工、定明日通車云、",
            ["清河新橋、業已竣工、定明日通車云、"],
        ),
        (
            "清河新橋竣工\n清河新橋、業已竣工、定明日通車、\n渡口兩處、昨日起停航、行旅不便云",
            ["清河新橋、業已竣工、定明日通車、", "渡口兩處、昨日起停航、行旅不便云"],
        ),
        ("云河大桥昨日通车。明日起还将开放清河村、白渡村、", ["云河大桥昨日通车。"]),
        ("云河大桥昨日通车。沿线还将", ["云河大桥昨日通车。"]),
        ("云河大桥昨日通车。\n云河市昨日通车的大桥、码头", ["云河大桥昨日通车。"]),
        ("太短。", []),
        ("………………………………", []),
    ],
)
def test_what_stands_alone(text, expected):
    found = passages(text)
    if expected is not None:
        assert found == expected
    for passage in found:
        assert passage in text
        assert passage.count("“") == passage.count("”")
        assert not passage.startswith("它")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "原标题：云河大桥通车，两岸往来更方便新京报讯（记者何远）4月3日，云河大桥通车。",
            ["4月3日，云河大桥通车。"],
        ),
        # Where the headline ends is not known.
        (
            "原标题：清河两岸修堤忙工人运来石料三千吨，河堤加高半米。云河大桥昨日通车。",
            ["云河大桥昨日通车。"],
        ),
        ("原标题：云河大桥通车了！云河大桥昨日通车。", ["云河大桥昨日通车。"]),
        ("云河大桥昨日通车。爆料请拨打热线12345。", ["云河大桥昨日通车。"]),
        ("云河大桥昨日通车。下载云河客户端，全天候等你来报料！", ["云河大桥昨日通车。"]),
        ("云河大桥昨日通车。返回云岭网，查看更多", ["云河大桥昨日通车。"]),
        ("云河大桥昨日通车，全长三公里，两岸居民都来看返回云岭网，查看更多责任编辑：", []),
        ("云河大桥昨日通车。车主可下载“云河通”客户端缴费。", None),
        ("此文原标题：老桥。云河大桥昨日通车。", None),
    ],
)
def test_what_a_page_prints_is_no_part_of_a_passage(text, expected):
    found = passages(text)
    if expected is None:
        assert any("昨日通车" in one or "缴费" in one for one in found)
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("云岭举行防汛演练", "冲锋舟救出三名落水者。", []),
        ("云岭防汛演练", "演练救出三名落水者。", ["演练救出三名落水者。"]),
        ("云岭防汛", "冲锋舟救出三名落水者。", ["冲锋舟救出三名落水者。"]),
        ("图片报道", "4月3日，工人在云岭市泵站检修水泵。", []),
        ("图片报道", "4月3日，云岭市12座泵站启用。", ["4月3日，云岭市12座泵站启用。"]),
        ("云岭泵站", "4月3日，工人在云岭市泵站检修水泵。", ["4月3日，工人在云岭市泵站检修水泵。"]),
    ],
)
def test_what_only_the_headline_says_a_sentence_is(title, text, expected):
    article = Article(id="a", title=title, text=text)
    assert [text[span.start : span.end] for span in statements(article)] == expected


def test_what_a_side_wants_stands_with_who_says_so():
    told = "宋怀远会见了客人并表示，治水要靠合作。中方愿同东坪国深化合作。"
    assert passages(told)[-1] == told
    assert passages("云岭河堤昨日完工。中方愿同东坪国深化合作。") == ["云岭河堤昨日完工。"]


def test_a_quotation_stays_whole_with_its_speaker():
    text = "宋怀远说：“水退了。堤还在。”云河大桥昨日通车。"
    assert passages(text) == ["宋怀远说：“水退了。堤还在。”", "云河大桥昨日通车。"]


def test_only_what_overlaps_is_looked_at():
    text = "云河大桥昨日通车。城东泵站昨日完工。东坪水厂昨日开工。"
    article = Article(id="a", title="", text=text)
    (found,) = statements(article, [Span(start=9, end=12)])
    assert text[found.start : found.end] == "城东泵站昨日完工。"
    assert list(statements(article, [])) == []


def test_an_answer_does_not_say_whose_it_is():
    text = "答：泵站年内完工。云河大桥明年通车。\n云河大桥昨日合龙。"
    assert passages(text) == ["云河大桥昨日合龙。"]


def test_a_quotation_that_does_not_close_holds_nothing():
    text = "宋怀远说：“水退了。\n云河大桥昨日通车。"
    assert passages(text) == ["云河大桥昨日通车。"]


def test_what_semicolons_make_too_long_gives_its_first_part():
    text = "云岭市新建水厂；" + "其余各县照此办理；" * (LONGEST // 8) + "明年验收。"
    (span,) = whole_sentences(text)
    assert text[span.start : span.end] == "云岭市新建水厂；"


@pytest.mark.parametrize(
    ("sentence", "attributed"),
    [
        ("据市水务局统计，用水量增长一成。", True),
        ("根据云岭环境署此前公布的数据，河水变清。", True),
        ("云岭研究院分析，水价将平稳。", True),
        ("市水务局预计，明日停水。", True),
        ("据悉，明日停水。", False),
        ("据介绍，明日停水。", False),
        ("据此，水价将平稳。", False),
        ("水价将平稳，据市水务局统计。", False),
        ("宋怀远认为，水价将平稳。", False),
    ],
)
def test_a_sentence_says_itself_where_it_is_from(sentence, attributed):
    assert is_attributed(sentence) is attributed


def test_for_a_fact_one_that_points_back_comes_with_the_two_before_it():
    text = "云河大桥昨日通车。它全长三公里。其中引桥长一公里。其他桥梁照常通行。"
    article = Article(id="桥", title="", text=text)

    def told(**options):
        return [text[span.start : span.end] for span in statements(article, **options)]

    two = "云河大桥昨日通车。它全长三公里。"
    assert two in told()
    assert f"{two}其中引桥长一公里。" not in told()
    assert f"{two}其中引桥长一公里。" in told(chained=True)
