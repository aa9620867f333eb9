"""The year that a figure is of, by its sentence, its table and its title."""

import datetime as dt

import pytest

from qa import Archive, Article
from qa.answering.spans.figure_years import (
    asked_year,
    is_of_another_year,
    names_year,
    of_its_year,
    outlived,
)
from qa.records import Span


def at(text, said):
    start = text.index(said)
    return Span(start=start, end=start + len(said))


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("2031年全市造林多少亩？", 2031),
        ("全市2031年的发电量是多少？", 2031),
        ("2031年3月造林多少亩？", None),
        ("2031年以来造林多少亩？", None),
        ("2030年至2031年造林多少亩？", None),
        ("造林面积比2030年增加了多少？", None),
        ("到2035年要造林多少亩？", None),
        ("2031年的造林办法规定每亩补多少？", None),
        ("2031年谁当了市长？", None),
        ("全市造林多少亩？", None),
        ("2031年成立的合作社造林多少亩？", None),
        ("2031年建成的车间今春加工多少吨？", None),
        ("2031年退休的教师捐了多少钱？", None),
        ("2031年修通的公路铺沥青多少公里？", None),
        ("2031年完成的造林面积是多少？", 2031),
        ("2031年建成的住房有多少套？", 2031),
        ("2031年全市的发电量是多少？", 2031),
        ("《山志记载，2031年全村有多少户？", 2031),
    ],
)
def test_the_year_whose_figure_is_asked_for(question, year):
    assert asked_year(question) == year


PLAN = "三年共修渠90公里，其中2030年修25公里，2031年修31公里，2032年修34公里。"
GROWTH = "全市发电86亿度，增长4.1%；2030年，这个数字是79亿度。"
TABLE = "指标\t单位\t2030年\t2031年\n公共厕所\t座\t310\t342\n公园\t个\t58\t61"


@pytest.mark.parametrize(
    ("question", "text", "read", "given"),
    [
        ("2031年计划修渠多少公里？", PLAN, "90公里", "31公里"),
        ("2032年修渠多少公里？", PLAN, "25公里", "34公里"),
        ("2031年修渠多少公里？", PLAN, "31公里", "31公里"),
        ("三年共修渠多少公里？", PLAN, "90公里", "90公里"),
        ("2030年发电多少亿度？", GROWTH, "86亿度", "79亿度"),
        ("2031年发电多少亿度？", GROWTH, "86亿度", "86亿度"),
        ("2030年有多少座公共厕所？", TABLE, "310\t342", "310"),
        ("2031年有多少座公共厕所？", TABLE, "310", "342"),
        ("2031年公园有多少个？", TABLE, "58\t61", "61"),
        ("公园有多少个？", TABLE, "58\t61", "58\t61"),
    ],
)
def test_the_figure_of_the_year_asked_for(question, text, read, given):
    found = of_its_year(question, text, at(text, read))
    assert text[found.start : found.end] == given


@pytest.mark.parametrize(
    ("question", "text", "read", "title", "other"),
    [
        ("2032年财政收入是多少？", "全年财政收入55亿元。", "55亿元", "市2031年统计公报", True),
        ("2031年财政收入是多少？", "全年财政收入55亿元。", "55亿元", "市2031年统计公报", False),
        ("2031年财政收入是多少？", "全年财政收入55亿元。", "55亿元", "2032年政府工作报告", False),
        (
            "2030年财政收入是多少？",
            "先看2030年。财政收入51亿元。",
            "51亿元",
            "市2031年统计公报",
            False,
        ),
        ("2031年财政收入是多少？", "2030年财政收入51亿元。", "51亿元", "", True),
        ("2031年财政收入是多少？", "财政收入55亿元。", "55亿元", "财政收入再创新高", False),
        ("2031年财政收入是多少？", "比2030年多4亿元，达55亿元。", "55亿元", "", False),
        ("2031年接待游客多少？", "建于1986年的园子接待90万人。", "90万人", "", False),
        ("2031年接待游客多少？", "2030年开放，去年接待90万人。", "90万人", "", False),
        ("2031年造林多少亩？", "2029年成立的合作社造林40亩。", "40亩", "", False),
        ("2031年造林多少亩？", "2029年造林40亩。", "40亩", "", True),
        ("2031年鲜叶多少吨？", "2028年建成的车间今春加工鲜叶58吨。", "58吨", "", False),
        ("2031年有多少套？", "2029年建成的住房有40万套。", "40万套", "", True),
        ("2031年收茶多少吨？", "“2029年收茶50吨，他说。", "50吨", "", True),
        ("2031年有多少户？", "《村志记载，2029年有户300户。", "300户", "", True),
        ("2031年投资多少元？", "《2029年规划》定投资5亿元。", "5亿元", "", False),
        ("2031年游客增加了多少？", "2030年至2032年增加90万人。", "90万人", "", False),
        ("2035年游客增加了多少？", "2030年至2032年增加90万人。", "90万人", "", True),
        ("2029年有多少个公园？", TABLE, "58", "", True),
    ],
)
def test_a_figure_of_another_year_is_no_answer(question, text, read, title, other):
    assert is_of_another_year(question, text, at(text, read), title) is other


RULE = "种一亩补120元。本办法自2030年5月1日起施行，至2032年12月31日止。"


@pytest.mark.parametrize(
    ("question", "text", "over"),
    [
        ("2033年种一亩补多少？", RULE, True),
        ("2032年种一亩补多少？", RULE, False),
        ("种一亩补多少？", RULE, False),
        ("2033年种一亩补多少？", f"{RULE}2033年另行规定。", False),
        ("2036年补多少？", "补120元。自2030年5月1日起施行，有效期五年。", True),
        ("2034年补多少？", "补120元。自2030年5月1日起施行，有效期五年。", False),
        ("2036年补多少？", "补120元。自2030年5月1日起施行。", False),
    ],
)
def test_a_rule_says_nothing_of_a_year_after_its_own(question, text, over):
    assert outlived(question, text) is over


def test_a_report_on_a_year_answers_for_that_year_and_not_for_that_of_its_day(tmp_path):
    report = Article(
        id="a",
        title="青泽市2031年国民经济和社会发展统计公报",
        date=dt.date(2032, 3, 12),
        text="全年农村居民人均可支配收入24310元，增长6.2%。年末全市常住人口193.5万人。",
    )
    news = Article(
        id="b",
        title="青泽春耕开局顺利",
        date=dt.date(2031, 4, 2),
        text="全市春耕面积已达80万亩，投入农机3万台。",
    )
    with Archive.open(tmp_path / "a") as archive:
        archive.add([report, news])
        given = archive.ask("2031年农村居民人均可支配收入是多少？", today=dt.date(2033, 1, 1))
        other = archive.ask("2032年农村居民人均可支配收入是多少？", today=dt.date(2033, 1, 1))
    assert (given.text, given.outside) == ("24310元", False)
    assert other.text is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2023年全市有电梯1200部。", True),
        ("2023年以来全市新增电梯1200部。", False),
        ("桥建于2023年。", False),
        ("《山城2023年纪事》里说电梯不多。", False),
        ("《山城纪事》说，2023年电梯不多。", True),
        ("2021年全市有电梯1200部，" * 50_000, False),
    ],
)
def test_the_year_that_a_text_names(text, named):
    assert names_year(2023, text) is named
