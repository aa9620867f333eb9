"""What a question asks of what, and whether a clause says it of that, or denies it."""

import datetime as dt

import pytest

from qa.answering.replies import addressed, is_question, past_question, reply
from qa.answering.yes_no.asked_parts import Form, parts_of
from qa.answering.yes_no.copulas import is_predicated, other_value
from qa.answering.yes_no.denials import denied_in, denies_in_subject
from qa.answering.yes_no.opposites import counts_another, opposite, other_country, other_number
from qa.answering.yes_no.subject_roles import Role, role_in
from qa.answering.yes_no.timing import is_of_another_day, is_to_come
from qa.records import Span


@pytest.mark.parametrize(
    ("statement", "parts"),
    [
        ("清河大桥通车了", (Form.DOES, "大桥", "通车", "")),
        ("条例通过了", (Form.DOES, "条例", "通过", "")),
        ("白沙渡还在营运", (Form.DOES, "白沙渡", "营运", "")),
        ("南湖队击败北岭队", (Form.DOES, "队", "击败", "北岭队")),
        ("社区食堂收现金", (Form.DOES, "食堂", "收", "现金")),
        ("老城有地铁", (Form.HAS, "老城", "地铁", "")),
        ("白毫银针是乌龙茶", (Form.IS, "银针", "乌龙茶", "")),
        ("货车是超载", (Form.DOES, "货车", "超载", "")),
    ],
)
def test_the_parts_of_a_statement(statement, parts):
    made = parts_of(statement)
    assert (made.form, made.head, made.predicate, made.rest) == parts


@pytest.mark.parametrize(
    ("statement", "clauses", "place", "before", "role"),
    [
        ("清河大桥通车了", ["清河大桥昨日通车"], 0, "", Role.OWN),
        ("清河大桥通车了", ["清河大桥完工", "昨日通车"], 1, "", Role.SENTENCE),
        ("清河大桥通车了", ["昨日通车"], 0, "清河大桥", Role.BEFORE),
        ("清河大桥通车了", ["大桥昨日通车"], 0, "清河大桥", Role.OWN),
        ("清河大桥通车了", ["隧道昨日通车"], 0, "清河大桥", None),
        ("净利润增长了", ["公司营业收入八亿元", "同比增长"], 1, "净利润", None),
        ("净利润增长了", ["净利润八亿元", "同比增长"], 1, "", Role.SENTENCE),
        ("客车司机受伤了", ["货车司机受伤"], 0, "客车司机", None),
        ("校长辞职了", ["副校长辞职"], 0, "", None),
        ("南湖队夺冠了", ["北岭队击败南湖队夺冠"], 0, "", None),
        ("木梁拆除了", ["他保留木梁", "拆除了水泥墙"], 1, "", None),
        ("条例通过了", ["会议表决通过条例"], 0, "", Role.OWN),
        ("会下雪", ["下雪"], 0, "", Role.OWN),
    ],
)
def test_the_subject_stands_in_its_role(statement, clauses, place, before, role):
    parts = parts_of(statement)
    at = clauses[place].index(parts.predicate)
    assert role_in(parts, statement, clauses, place, at, before) is role


@pytest.mark.parametrize(
    ("clause", "predicate", "denied"),
    [
        ("旅客没有受伤", "受伤", True),
        ("旅客受伤", "受伤", False),
        ("条例没有采纳收费的建议", "收费", True),
        ("他不顾反对辞职", "辞职", None),
        ("工厂否认污染水库", "污染", None),
        ("猫不宜大量吃肉", "吃", None),
        ("演出取消", "取消", False),
        ("禁止停放或者充电", "充电", True),
    ],
)
def test_a_denial_is_of_what_it_governs(clause, predicate, denied):
    at = clause.index(predicate)
    assert denied_in(clause, at, at + len(predicate), predicate) is denied


@pytest.mark.parametrize(
    ("clause", "head", "complement", "yes"),
    [
        ("南湖队是榜首", "南湖队", "榜首", True),
        ("南湖队迎战榜首北岭队", "南湖队", "榜首", False),
        ("票价一律80元", "票价", "80元", True),
        ("他任校长秘书", "他", "校长", False),
    ],
)
def test_what_something_is_said_to_be(clause, head, complement, yes):
    assert is_predicated(clause, head, complement) is yes


@pytest.mark.parametrize(
    ("clause", "sentence", "complement", "other"),
    [
        ("银针是白茶", "归为绿茶，有误，银针是白茶", "绿茶", "白茶"),
        ("银针是白茶", "银针是白茶", "绿茶", None),
        ("他是法国人", "他是法国人", "德国人", "法国人"),
        ("他是德国人", "他是德国人", "德国人", None),
    ],
)
def test_what_something_is_instead(clause, sentence, complement, other):
    assert other_value(clause, sentence, complement) == other


def test_what_a_clause_says_instead():
    assert opposite("人口增长", "人口下降") is not None
    assert opposite("人口增长", "人口增长") is None
    assert opposite("他有罪", "他无罪") is not None
    assert other_number("是600分", "是500分")
    assert not other_number("是600分", "用了500元")
    assert counts_another("新增了60名保安", "新增18名保安和60名服务员")
    assert not counts_another("新增了18名保安", "新增18名保安和60名服务员")
    assert other_country("钟是法国造的", "钟是英国造的") == "法国"
    assert other_country("钟是英国造的", "钟是英国造的") is None


@pytest.mark.parametrize(
    ("asked", "said", "other"),
    [
        ("驿站有一千四百多家", "驿站共1481家", False),
        ("驿站有一千四百多家", "驿站共1281家", True),
        ("驿站有1481家", "驿站共1400多家", False),
        ("来了约300人", "来了312人", False),
        ("来了约300人", "来了412人", True),
        ("来了三十多人", "来了46人", True),
        ("有近百人", "有95人", False),
        ("罚了200元左右", "罚了210元", False),
        ("来了超过300人", "来了3500人", False),
        ("来了至少50人", "来了53人", False),
        ("来了至少50人", "来了40人", True),
        ("船上不超过30人", "船上有28人", False),
        ("船上不超过30人", "船上有38人", True),
        ("渔获不足30吨", "渔获25吨", False),
        ("渔获不足30吨", "渔获35吨", True),
        ("水位没超过30米", "水位为28米", False),
        ("渔获不低于30吨", "渔获35吨", False),
        ("票价高于30元", "票价为28元", True),
        ("老树有上百年", "老树有300年", False),
        ("来了逾百人", "来了130人", False),
        ("来了100来人", "来了104人", False),
        ("65岁免票", "60岁以上免票", False),
        ("55岁免票", "60岁以上免票", True),
        ("65岁以上免票", "60岁及以上免票", True),
        ("至少10人成团", "至少15人成团", True),
        ("名字不得超过7个字", "名字不得超过5个字", True),
        ("桥长900米", "桥长910米", True),
    ],
)
def test_a_number_given_roughly_may_be_another(asked, said, other):
    assert other_number(asked, said) is other


@pytest.mark.parametrize(
    ("left", "to_come"),
    [("年底", True), ("5月2日", True), ("4月2日", False), ("5月2日的活动", False), ("已经", False)],
)
def test_what_is_to_come(left, to_come):
    assert is_to_come(left, dt.date(2031, 4, 3)) is to_come


def test_a_denial_in_the_subject():
    assert denies_in_subject("没有票")
    assert not denies_in_subject("大桥没有")
    assert not denies_in_subject("大桥")


def test_another_day():
    assert is_of_another_day("今年通车", "明年通车")
    assert not is_of_another_day("今年通车", "年内通车")
    assert not is_of_another_day("通车", "明年通车")


@pytest.mark.parametrize(
    ("answer", "yes"),
    [
        ("祁雪：不是。", False),
        ("没有，我只去过一次。", False),
        ("祁雪：会的，秋天就去。", True),
        ("祁雪：是我师兄调的。", None),
        ("很难说。", None),
    ],
)
def test_a_reply(answer, yes):
    assert reply(answer) is yes


def test_who_is_addressed():
    assert addressed("记者：您的书呢？", "祁雪：写完了。") == "祁雪的书呢？"
    assert addressed("您的书呢？", "写完了。") == "您的书呢？"


def test_past_a_question_is_its_answer():
    text = "记者：累吗？\n祁雪：累。可是高兴。\n记者：还写吗？"
    assert is_question("累吗？”")
    asked = Span(start=0, end=6)
    found = past_question(text, asked)
    assert text[found.start : found.end] == "祁雪：累。可是高兴。"
    assert past_question(text, found) is None
    assert past_question("还写吗？", Span(start=0, end=4)) is None
