"""The day of an official document: below its title, above its first clause, where it is signed."""

import datetime as dt

import pytest

from qa.reading.document_days import document_day
from tests.qa.reading.kinds.pages import read

TEXT = "为了管好全镇的水渠，保障灌溉，根据有关规定，制定本办法。"
RULE = "第一条　" + TEXT
DAY = dt.date(2031, 6, 2)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("水渠管理办法", ["2031年6月2日", RULE]),
        ("水渠管理办法", ["（2031年6月2日）", RULE]),
        ("水渠管理办法", ["（2031年6月2日青石县人民政府印发）", RULE]),
        ("水渠管理条例", ["（2031年6月2日县人大常委会第九次会议通过 自8月1日起施行）", RULE]),
        ("水渠管理条例", ["（2019年3月1日公布　2031年6月2日修订）", RULE]),
        ("水渠修缮方案", ["青水发〔2031〕8号　　2031年6月2日", TEXT]),
        ("水利统计公报", ["青石县水利局　县统计局", "2031年6月2日", "一、水渠", TEXT]),
        ("水利统计公报", ["青石县水利局　2031年6月2日", TEXT]),
        ("关于修缮水渠的通知", [TEXT, "青石县水利局", "2031年6月2日", "水渠管理办法", RULE]),
        ("关于修缮水渠的通知", [TEXT, "青石县水利局 2031年6月2日", "附件：水渠名单"]),
        ("水渠公报", [TEXT, "东渠长三百米。", "2031年6月2日"]),
        ("水渠公报", [TEXT, "（2031年6月2日）"]),
        ("水渠简报第三期", [TEXT, "县水渠办", "2031年6月2日印发"]),
        ("停水启事", [TEXT, "青石饭店", "2031年6月2日"]),
        ("停水启事", [TEXT, "青石饭店　2031年6月2日"]),
        ("停水启事", [TEXT, "河沿居委会", "2031年6月2日", "联系电话：7654321"]),
        ("水渠新闻发布会实录", ["时间：2031年6月2日上午9时", "地点：县政府", "主持人：各位好。"]),
        ("水渠修缮吹风会", ["日期：2031年6月2日", TEXT]),
        ("水渠修缮明细表", ["（截至2031年6月2日，单位：米）", "渠名：东渠；长：300"]),
        ("各镇水渠", ["截止2031年6月2日", "镇\t米", "青石\t300", "云岭\t200"]),
    ],
)
def test_a_document_states_its_day(title, lines):
    assert document_day(title, "\n".join(lines)) == DAY


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("水渠管理办法", [RULE, "第二条　本办法自2031年6月2日起施行。"]),
        ("水渠纪事", ["2031年6月2日", "东渠动工", "2031年7月9日", "西渠动工"]),
        ("关于召开水渠新闻发布会的通知", ["时间：2031年6月2日上午9时", "地点：县政府"]),
        ("水渠夜话", ["时间：2031年6月2日晚", "地点：文化站"]),
        ("水渠通水", ["截至2031年6月2日，全县修好水渠三百米，灌溉农田两千亩。", TEXT]),
        ("会议纪要", [TEXT, "修渠\t县水利局\t2031年6月2日"]),
        ("水渠通水", ["（2031年6月2日起停水）", TEXT]),
        ("水渠通水", ["2031年6月2日"]),
        ("水渠通水", [TEXT, "通水的日子是：", "2031年6月2日"]),
        ("水渠通水", ["通水", "2030年6月2日", "2031年6月2日"]),
        ("水渠通水", [TEXT, "东渠通水是在2031年6月2日"]),
    ],
)
def test_other_days_are_none_of_the_document(title, lines):
    assert document_day(title, "\n".join(lines)) is None


def test_a_page_has_the_day_of_its_document(tmp_path):
    (article,) = read(tmp_path, f"水渠管理办法\n\n（2031年6月2日印发）\n\n{RULE}").articles
    assert (article.title, article.date) == ("水渠管理办法", DAY)
    page = f"<h1>水利统计公报</h1><p>县水利局　县统计局</p><p>2031年6月2日</p><p>{TEXT}</p>"
    (article,) = read(tmp_path, page, "page.html").articles
    assert article.date == DAY
