"""Lines of an article that have the words of a page's fields and notices: they stay."""

import datetime as dt

import pytest

from qa.records import Reason
from tests.qa.reading.kinds.pages import read
from tests.qa.reading.kinds.test_copied_pages import check_all_kept

TITLE = "河口镇茶馆改成夜校"
FIRST = "6月11日，河口镇老茶馆改成的夜校开课，头一晚来了四十六名学员。"
SECOND = "校长罗小满介绍，夜校开五门课，每周一、三、五晚上七点上课。"
ABOVE = "来源：云岭晚报 作者：秦望山 2025年6月12日 09:20"

SENTENCES = [
    "有效期：两年。期满前可以换证，过期须重新报名。",
    "生效日期：2024年9月1日起，旧听课证停用。",
    "服务对象：全镇居民，外来务工人员也可以报，带身份证就行。",
    "文号：河教〔2024〕7号，是办这所夜校的批文。",
    "主题词：读书，这三个字刻在门楣上。",
    "有效期：两年，期满前可以换证",
    "版权所有的四个字让罗小满想了一夜。",
    "版权所有，翻印必究，这八个字印在讲义封底，学员看了直乐。",
    "转载请注明出处的标语挂满了走廊。",
    "未经许可，不得转载，这是讲义上的说明。",
    "扫码关注夜校公众号，即可预约听课。",
]
ALONE = ["有效性：两年", "主题词：夜校", "名称：夜校计划", "成文日期：1986年6月2日"]


@pytest.mark.parametrize("above", [[], [ABOVE]])
@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_with_such_words_stays(tmp_path, line, above):
    for text in ([FIRST, SECOND, line], [FIRST, line, SECOND]):
        reading = read(tmp_path, "\n".join([TITLE, *above, *text]))
        (article,) = reading.articles
        assert article.text.split("\n") == text
        check_all_kept(tmp_path, reading)


@pytest.mark.parametrize("line", ALONE)
def test_a_field_alone_stays(tmp_path, line):
    reading = read(tmp_path, "\n".join([TITLE, FIRST, SECOND, line]))
    (article,) = reading.articles
    assert (article.title, article.text) == (TITLE, "\n".join([FIRST, SECOND, line]))
    assert article.date is None
    assert not reading.left_out


@pytest.mark.parametrize("line", ["有效性：两年", "成文日期：1986年6月2日"])
def test_a_field_of_a_page_does_not(tmp_path, line):
    for above, below in (([ABOVE], [line]), ([], [line, "索引号：HK-2025-11"])):
        reading = read(tmp_path, "\n".join([TITLE, *above, FIRST, SECOND, *below]))
        (article,) = reading.articles
        assert article.text == f"{FIRST}\n{SECOND}"
        assert line in "".join(x.text for x in reading.left_out if x.reason is Reason.FIELD)


def test_a_day_of_writing_above_a_text_is_its_day(tmp_path):
    text = "\n".join([TITLE, "成文日期：2025年6月2日", FIRST, SECOND])
    (article,) = read(tmp_path, text).articles
    assert (article.text, article.date) == (f"{FIRST}\n{SECOND}", dt.date(2025, 6, 2))


@pytest.mark.parametrize(
    "line",
    [
        "版权所有，侵权必究。",
        "未经书面授权，不得转载本网内容。",
        "转载请注明出处。",
        "扫码关注夜校公众号，了解更多精彩内容。",
    ],
)
def test_a_notice_does_not(tmp_path, line):
    reading = read(tmp_path, "\n".join([TITLE, ABOVE, FIRST, SECOND, line]))
    assert reading.articles[0].text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("end", "stays"),
    [("（转自城里）", True), ("（转自云岭晚报）", False), ("（转自：河口）", False)],
)
def test_a_place_is_no_paper(tmp_path, end, stays):
    (article,) = read(tmp_path, "\n".join([TITLE, FIRST, SECOND, end])).articles
    assert (end in article.text) is stays
    assert not (stays and article.byline)
