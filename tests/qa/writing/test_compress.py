"""A sentence's own clauses, run by run, and how they are printed."""

import pytest
from hypothesis import given

from qa.checking.derivation import Taken
from qa.checking.source import Source
from qa.writing.compress import headline_text, is_heading, proposals, sentence_text, whole
from tests.qa.writing.articles import articles, runs_forward


def first(text, **options):
    source = Source(text)
    return Taken(source=source, sentence=source.sentences[0], **options)


def printed(text, longest=60, **options):
    return [headline_text(made) for made in proposals(first(text, **options), longest=longest)]


def test_every_run_of_clauses_is_proposed():
    assert printed("大桥通车，居民高兴，学校停课。") == [
        "大桥通车",
        "大桥通车 居民高兴",
        "大桥通车 居民高兴 学校停课",
        "居民高兴",
        "居民高兴 学校停课",
        "学校停课",
    ]


@pytest.mark.parametrize(
    ("text", "options", "shortest"),
    [
        ("本报讯 昨日，大桥通车。", {}, "大桥通车"),
        ("云岭市（见图）4月3日扩建图书馆。", {}, "云岭市扩建图书馆"),
        ("云岭市（见图）4月3日扩建图书馆。", {"keeps_days": True}, "云岭市4月3日扩建图书馆"),
        ("国家主席何远会见客人。", {}, "何远会见客人"),
        ("国家主席何远会见客人。", {"keeps_days": True}, "国家主席何远会见客人"),
        ("2031年4月3日，大桥通车。", {"year": 2031}, "大桥通车"),
        ("2031年4月3日，大桥通车。", {"year": 2030}, "2031年4月3日"),
    ],
)
def test_openings_and_asides_are_left_out(text, options, shortest):
    assert printed(text, **options)[0] == shortest


def test_an_adjunct_between_two_clauses_may_be_left_out():
    found = printed("云岭市开会，根据条例，居民搬迁。")
    assert {"云岭市开会 根据条例 居民搬迁", "云岭市开会 居民搬迁"} <= set(found)
    assert "云岭市开会 居民搬迁" not in printed("云岭市开会，居民高兴，居民搬迁。")


def test_a_place_is_proposed_with_and_without():
    assert printed("书展在云岭市开幕。") == ["书展开幕", "书展在云岭市开幕"]


def test_what_is_far_too_long_is_not_proposed():
    long = "居民高兴" * 30
    assert printed(f"{long}，大桥通车。", longest=10) == ["大桥通车"]


def test_a_sentence_without_clauses_proposes_nothing():
    assert printed("……") == []
    assert whole(first("……")) is None


@pytest.mark.parametrize(
    ("text", "headline", "sentence"),
    [
        ("大桥通车，居民高兴。", "大桥通车 居民高兴", "大桥通车，居民高兴。"),
        ("大桥通车，居民高兴！", "大桥通车 居民高兴", "大桥通车，居民高兴！"),
        ("大桥通车；", "大桥通车", "大桥通车。"),
        ("市长表示，大桥通车。", "市长：大桥通车", "市长表示，大桥通车。"),
        ("市长介绍，大桥通车。", "市长：大桥通车", "市长介绍，大桥通车。"),
        ("市长回应称，大桥通车。", "市长：大桥通车", "市长回应称，大桥通车。"),
        ("市长宣称，大桥通车。", "市长：大桥通车", "市长宣称，大桥通车。"),
        ("市长宣布，大桥通车。", "市长宣布大桥通车", "市长宣布，大桥通车。"),
        ("市长表示：大桥通车。", "市长：大桥通车", "市长表示：大桥通车。"),
        ("市长曾对记者说，大桥通车。", "市长曾说大桥通车", "市长曾说，大桥通车。"),
        (
            "云岭市政府举行发布会，介绍大桥将通车。",
            "云岭市政府介绍大桥将通车",
            "云岭市政府介绍大桥将通车。",
        ),
        (
            "发展中国家纷纷发言，表示支持。",
            "发展中国家纷纷发言 表示支持",
            "发展中国家纷纷发言，表示支持。",
        ),
        ("市长签署前表示，大桥通车。", "市长签署前表示大桥通车", "市长签署前表示，大桥通车。"),
        ("分析认为，大桥重要。", "分析认为大桥重要", "分析认为，大桥重要。"),
        ("据云岭日报报道，大桥通车。", "云岭日报：大桥通车", "据云岭日报报道，大桥通车。"),
        (
            "据云岭日报报道，五市市长发表联合声明，支持修桥。",
            "五市市长发表联合声明 支持修桥",
            "据云岭日报报道，五市市长发表联合声明，支持修桥。",
        ),
        (
            "据云岭电力公司最新数据：发电突破200亿千瓦时。",
            "云岭电力公司：发电突破200亿千瓦时",
            "据云岭电力公司最新数据：发电突破200亿千瓦时。",
        ),
        ("据云岭警方3日通报，大桥封闭。", "云岭警方：大桥封闭", "据云岭警方通报，大桥封闭。"),
        (
            "综合云岭日报、河东报报道，大桥通车。",
            "云岭日报、河东报：大桥通车",
            "综合云岭日报、河东报报道，大桥通车。",
        ),
        (
            "据云岭日报报道，市长表示，大桥通车。",
            "市长：大桥通车",
            "据云岭日报报道，市长表示，大桥通车。",
        ),
        # no one is named
        ("据报道，大桥通车。", "据报道 大桥通车", "据报道，大桥通车。"),
        ("据多家媒体报道，大桥通车。", "据多家媒体报道 大桥通车", "据多家媒体报道，大桥通车。"),
        (
            "据云岭日报此前报道，大桥通车。",
            "据云岭日报此前报道 大桥通车",
            "据云岭日报此前报道，大桥通车。",
        ),
        ("在云岭市附近发生3级地震。", "云岭市附近发生3级地震", "在云岭市附近发生3级地震。"),
        ("在云岭市发生变化。", "在云岭市发生变化", "在云岭市发生变化。"),
        ("据市长介绍，大桥通车。", "据市长介绍 大桥通车", "据市长介绍，大桥通车。"),
        ("市长说，“桥，很美。”", "市长说“桥，很美。”", "市长说，“桥，很美。”"),
        # no speaker stands before the verb, or it is no verb
        ("市长多次表示，大桥通车。", "市长多次表示大桥通车", "市长多次表示，大桥通车。"),
        ("云岭市始终强调，桥要牢。", "云岭市始终强调桥要牢", "云岭市始终强调，桥要牢。"),
        ("双方都认为，桥要牢。", "双方都认为桥要牢", "双方都认为，桥要牢。"),
        ("市长上周说，大桥通车。", "市长上周说大桥通车", "市长上周说，大桥通车。"),
        ("市长就此事说，桥要牢。", "市长就此事说桥要牢", "市长就此事说，桥要牢。"),
        (
            "何远率检查组指出，桥要牢。",
            "何远率检查组指出桥要牢",
            "何远率检查组指出，桥要牢。",
        ),
        ("简单来说，大桥通车。", "简单来说 大桥通车", "简单来说，大桥通车。"),
        ("换句话说，大桥通车。", "换句话说 大桥通车", "换句话说，大桥通车。"),
        ("桥的名称，由居民定。", "桥的名称 由居民定", "桥的名称，由居民定。"),
        (
            "云岭市落实上级要求，加固桥梁。",
            "云岭市落实上级要求 加固桥梁",
            "云岭市落实上级要求，加固桥梁。",
        ),
        (
            "桥是两岸的未来，居民的希望，也是云岭的名片。",
            "桥是两岸的未来 居民的希望 也是云岭的名片",
            "桥是两岸的未来，居民的希望，也是云岭的名片。",
        ),
        ("市政府要求，加固桥梁。", "市政府要求加固桥梁", "市政府要求，加固桥梁。"),
        ("越方表示，大桥通车。", "越方：大桥通车", "越方表示，大桥通车。"),
        ("票价1,000元，比分3:1。", "票价1,000元 比分3:1", "票价1,000元，比分3:1。"),
        ("大 桥　通 车。", "大桥通车", "大桥通车。"),
        ("售出iPad mini两台。", "售出iPad mini两台", "售出iPad mini两台。"),
        ("大桥（见图），通车。", "大桥 通车", "大桥，通车。"),
        ("市政府25日发表声明，谴责破坏。", "市政府谴责破坏", "市政府谴责破坏。"),
        ("南门桥、北门桥通车。", "南门桥、北门桥通车", "南门桥、北门桥通车。"),
    ],
)
def test_texts_as_they_are_printed(text, headline, sentence):
    made = whole(first(text))
    assert (headline_text(made), sentence_text(made)) == (headline, sentence)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("云河海关3日透露，该海关查获一批鸟蛋。", "云河海关：查获一批鸟蛋"),
        ("云河市介绍，该市今年修桥三十座。", "云河市：今年修桥三十座"),
        ("云河公司表示，该集团另有安排。", "云河公司：该集团另有安排"),
        ("云河大学说，该校招生三百人。", "云河大学：该校招生三百人"),
        ("记者从云河集团获悉，该集团修桥三十座。", "云河集团：修桥三十座"),
        ("记者何远从云河集团获悉，2030年该集团修桥三十座。", "云河集团：2030年该集团修桥三十座"),
    ],
)
def test_who_speaks_tells_of_itself(text, headline):
    assert headline_text(whole(first(text))) == headline


def test_a_sentence_that_was_cut_ends_on_a_full_stop():
    texts = [sentence_text(made) for made in proposals(first("大桥通车，真美！"), longest=9)]
    assert texts == ["大桥通车。", "大桥通车，真美！", "真美！"]


def test_a_comma_stands_where_a_clause_was_left_out():
    taken = first("云岭市开会，根据条例，居民搬迁。")
    assert "云岭市开会，居民搬迁。" in map(sentence_text, proposals(taken, longest=30))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("大桥通车\n云岭市昨日通车。", True),
        ("大桥 通车", True),
        ("大桥通车。", False),
        ("大桥通车？", False),
        ("大桥通车……", False),
        ("他说：“通车。”", False),
        ("共三项：", False),
        ("大桥通车；居民高兴。", False),
    ],
)
def test_a_line_without_a_final_mark_is_a_heading(text, answer):
    source = Source(text)
    assert is_heading(source, source.sentences[0]) is answer


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("青石厂的 R7 8840S 芯片为 8 核。", "青石厂的R7 8840S芯片为8核。"),
        ("云岭店开售 Meteor 14 Pro 手机。", "云岭店开售Meteor 14 Pro手机。"),
        ("云岭馆的座位有 8 0 0 个。", "云岭馆的座位有800个。"),
        ("云岭店卖出 12 000 台。", "云岭店卖出12000台。"),
        ("云岭店的 Model 3 2031款降价。", "云岭店的Model 3 2031款降价。"),
        ("云岭店的 Mate 60 1TB 版缺货。", "云岭店的Mate 60 1TB版缺货。"),
        ("云岭线排名第3 20辆新车上路。", "云岭线排名第3 20辆新车上路。"),
        ("云岭馆的票价为 30 50 80 元三档。", "云岭馆的票价为30 50 80元三档。"),
        ("云岭队 3 比 2 取胜。", "云岭队3比2取胜。"),
    ],
)
def test_spaces_between_latin_words_and_numbers_stay(text, printed):
    assert sentence_text(whole(first(text))) == printed


def test_a_headings_spaces_stay():
    assert headline_text(whole(first("大桥通车 居民高兴"))) == "大桥通车 居民高兴"


@given(articles)
def test_a_proposal_is_made_of_its_sentence_in_order(text):
    source = Source(text)
    for sentence in source.sentences:
        taken = Taken(source=source, sentence=sentence)
        for made in proposals(taken, longest=40):
            assert made.kept[0].start >= taken.told.start
            assert made.kept[-1].end <= taken.told.end
            assert all(span.start < span.end for span in made.kept)
            assert all(
                one.end <= other.start for one, other in zip(made.kept, made.kept[1:], strict=False)
            )
            for printed_text in (headline_text(made), sentence_text(made)):
                assert runs_forward(printed_text, source.slice(sentence))
                assert "\n" not in printed_text
