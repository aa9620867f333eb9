"""Names are found by tag and by rule, with their kind and the other ways to write them."""

from itertools import pairwise

import pytest

from qa.chinese.proper_names import Level, proper_names


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("云岭市的防汛工作", "云岭市", Level.CITY),
        ("云岭市有什么渔业", "云岭市", Level.CITY),
        ("浙江的渔业", "浙江", Level.PROVINCE),
        ("黑龙江的渔业", "黑龙江", Level.PROVINCE),
        ("巴西的渔业", "巴西", Level.COUNTRY),
        ("美国政府的渔业政策", "美国政府", Level.COUNTRY),
        ("中美渔业磋商", "中美", Level.COUNTRY),
        ("合肥的渔业", "合肥", Level.CITY),
        ("大连市的渔业", "大连市", Level.CITY),
        ("三亚市的渔业", "三亚市", Level.CITY),
        ("来宾市的渔业", "来宾市", Level.CITY),
        ("雄安新区的渔业", "雄安新区", Level.CITY),
        ("长江的渔业", "长江", Level.OTHER),
        ("上海合作组织的渔业", "上海合作组织", Level.ORGANISATION),
        ("非洲的渔业", "非洲", Level.OTHER),
        ("李清照的词", "李清照", Level.PERSON),
        ("普京的讲话", "普京", Level.PERSON),
        ("李清同沙特大使的会谈", "李清", Level.PERSON),
        ("台风桦加沙的影响", "桦加沙", Level.OTHER),
        ("国务院的会议", "国务院", Level.ORGANISATION),
        ("阿里巴巴集团的财报", "阿里巴巴集团", Level.ORGANISATION),
        ("《云河保护条例》的制定", "《云河保护条例》", Level.OTHER),
        ("“清流行动”的成果", "“清流行动”", Level.OTHER),
        ("C919的首飞", "C919", Level.OTHER),
        ("十四五期间的渔业", "十四五", Level.OTHER),
        ("篮球的联赛", "篮球", Level.OTHER),
    ],
)
def test_a_name_has_its_kind(text, name, level):
    found = proper_names(text)[0]
    assert (found.text, found.level) == (name, level)
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "城市的青春",
        "文明和智慧",
        "洪水和台风",
        "幼儿园的养老金",
        "陆军的祝贺",
        "上市公司的财报",
        "台风的防御",
        "台风影响和防御",
        "台风防御的经过",
        "来宾的座位",
        "日照的时间",
    ],
)
def test_what_a_dictionary_takes_for_a_name_is_none(text):
    assert proper_names(text) == ()


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("云岭市", {"云岭市", "云岭"}),
        ("广西壮族自治区", {"广西壮族自治区", "广西"}),
        ("美国", {"美国", "美方", "中美", "美中"}),
        ("印度政府", {"印度", "印方"}),
        ("阿里巴巴集团", {"阿里巴巴集团", "阿里巴巴"}),
        ("《云河保护条例》", {"云河保护条例"}),
        ("GDP", {"GDP", "国内生产总值"}),
    ],
)
def test_a_name_is_written_in_several_ways(text, forms):
    (name,) = proper_names(text)
    assert forms <= set(name.forms)


def test_a_city_glued_to_the_next_word_is_cut_off():
    text = "云岭市青泽市共建大桥"
    found = proper_names(text)
    assert [name.text for name in found] == ["云岭市", "青泽市"]
    assert [text[name.start : name.end] for name in found] == ["云岭市", "青泽市"]


def test_names_stand_in_order_and_none_in_another():
    text = "李清照访问云岭市，看《云岭市志》"
    found = proper_names(text)
    assert [name.text for name in found] == ["李清照", "云岭市", "《云岭市志》"]
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "name", "is_one"),
    [
        ("嫦娥七号任务", "嫦娥七号", True),
        ("神舟二十一号发射", "神舟二十一号", True),
        ("台风“白鹭”登陆", "白鹭", True),
        ("这段时间下雨", "段时间", False),
    ],
)
def test_crafts_have_numbers_and_storms_names(text, name, is_one):
    assert (name in [one.text.strip("“”") for one in proper_names(text)]) is is_one


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("宋怀远判了几年？", "宋怀远"),
        ("谁支持宋怀远？", "宋怀远"),
        ("柏小舟指挥了演出", "柏小舟"),
        ("巩卫东受了什么伤？", "巩卫东"),
        ("尤秀兰得票最多", "尤秀兰"),
        ("张伟判了几年", "张伟"),
        ("王磊进了两个球", "王磊"),
        ("主犯石磊判死缓", "石磊"),
        ("石磊判了几年？", "石磊"),
        ("石磊见外宾时说了什么？", "石磊"),
        ("石磊对渔会提了什么要求？", "石磊"),
        ("石磊查账查出多少？", "石磊"),
        ("石磊案之后怎么整改？", "石磊"),
        ("石磊评上劳模了吗？", "石磊"),
        ("石磊当馆长几年了？", "石磊"),
        ("李清照写了什么", "李清照"),
        ("罗敏表示满意", "罗敏"),
    ],
)
def test_a_person_is_named_whole_and_without_a_verb(text, person):
    assert [name.text for name in proper_names(text)] == [person]


@pytest.mark.parametrize("text", ["于是判了三年", "方案通过了", "高度重视", "成功说明了问题"])
def test_words_that_begin_as_surnames_are_no_persons(text):
    assert proper_names(text) == ()
