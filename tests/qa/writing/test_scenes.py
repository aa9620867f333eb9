"""What stands before a story comes to its matter, and where it comes to it."""

import pytest

from qa.writing.scenes import (
    announces,
    comes_to_matter,
    is_scene,
    is_slogan,
    is_teaser,
    is_told_by_one,
    persons_met,
    says_where,
)


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("青山叠翠，茶垄绵延。", True),
        ("转轮滚动，马达轰鸣，一卷卷薄膜成型。", True),
        ("初夏时节，云岭市的河岸翠竹成林。", True),
        ("傍晚，居民何远背起球拍，走进云岭市运动中心。", True),
        ("走进云岭市桥梁博物馆，三座老桥的模型摆在门口。", True),
        ("记者来到清河岸边，渡船靠岸了。", True),
        ("云岭市北岸，一排排桥墩整齐排列。", True),
        ("每到春天，桥边的柳树发芽。", True),
        ("4月3日，四十名师生走进清河大桥工地，学习桥梁知识。", False),
        ("4月3日，清河大桥在云岭市建成通车，全长三百米。", False),
        ("云岭市印发《桥梁管理办法》，一批批老桥将检修。", False),
        ("大桥全长300米，有6条车道。", False),
        ("《老桥》、《新桥》、《石桥》三部书出齐。", False),
        ("市长宋怀远表示，云岭市将检修老桥。", False),
    ],
)
def test_a_scene_is_how_a_place_looks_or_what_one_does_there(text, shows):
    assert is_scene(text) == shows


@pytest.mark.parametrize(
    ("text", "teases"),
    [
        ("桥面好不好，司机看轮胎。", True),
        ("说起老桥，居民都有话讲。", True),
        ("管好一座桥，并非易事。", True),
        ("时间拉回四年前，大桥还没有影子。", True),
        ("大桥的问题五花八门。", True),
        ("云岭市公布了一组数据。", False),
        ("市长宋怀远说，桥面好。", False),
    ],
)
def test_a_teaser_only_makes_one_read_on(text, teases):
    assert is_teaser(text) == teases


@pytest.mark.parametrize(
    ("text", "says_well"),
    [
        ("云岭市正翻开桥梁建设的新篇章。", True),
        ("桥梁事业必将谱写更美的华章。", True),
        ("管好大桥，永远在路上。", True),
        ("桥工精神激励着云岭人接续奋斗。", True),
        ("奖金激励桥工早出晚归。", False),
        ("云岭市今年检修十二座老桥。", False),
    ],
)
def test_a_slogan_says_that_all_will_be_well(text, says_well):
    assert is_slogan(text) == says_well


STORY = [
    "傍晚，居民何远背起球拍出门。",
    "何远说，打球方便了。",
    *["云岭市把旧车站改成了球馆。"] * 8,
]


def test_who_is_met_on_the_way_stands_in_few_sentences():
    assert persons_met(STORY) == {"何远"}
    assert is_told_by_one(STORY[1], {"何远"})


def test_whom_a_story_is_about_is_not_met_on_its_way():
    assert persons_met(["居民何远修桥。", "何远不说话。", "何远修了三座。", "何远病了。"]) == set()


def test_who_speaks_for_an_office_is_heard():
    assert not is_told_by_one("村党支部书记何远说，球馆收费低。", {"何远"})


def test_who_has_no_surname_is_met_where_he_is_named_again():
    told = ["牧民尼玛带上父母出门。", "尼玛说，路好走。", *["铁路通车了。"] * 8]
    assert persons_met(told) == {"尼玛"}
    assert persons_met(["游客慕名前来。", *["铁路通车了。"] * 8]) == set()


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("近年来，云岭市持续检修老桥，通行能力提高一成。", True),
        ("云岭市立足河网优势，打造三条水上航线。", True),
        ("云岭大学依托实验室，培养桥梁人才。", True),
        ("近年来，桥梁受到人们喜爱。", False),
        ("他坚持每天走过大桥。", False),
        ("按照要求，推动桥梁养护。", False),
    ],
)
def test_a_story_comes_to_its_matter_with_what_a_place_does(text, comes):
    assert comes_to_matter(text) == comes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("北京检修了三座桥。", True),
        ("7个自然村的桥连成一片。", False),
        ("桥面很宽，车流平稳。", False),
    ],
)
def test_where_it_is_is_named_at_the_beginning(text, says):
    assert says_where(text) == says


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("4月3日，最高人民法院发布5起典型案例。", True),
        ("国家桥梁局与水利部联合印发《老桥更新行动方案》，提出三年内修好老桥。", True),
        ("云岭市印发老桥更新办法。", False),
        ("国家出台的一系列规划是机遇清单。", False),
        ("“国家印发了办法，”何远说。", False),
    ],
)
def test_what_a_body_of_the_whole_country_announces(text, is_so):
    assert announces(text) is is_so
