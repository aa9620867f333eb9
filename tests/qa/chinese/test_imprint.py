"""Where an article stands in its paper, as lines say it."""

from __future__ import annotations

import pytest

from qa.chinese.imprint import imprint_in, page_of, pages_asked, printed
from qa.records import Imprint


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("（ 2031年01月17日   第 03 版）", Imprint(page="3")),
        ("《云岭日报》（2031年4月3日第3版）", Imprint(page="3")),
        ("第03版：要闻", Imprint(page="3", section="要闻")),
        ("第 12 版（国际）", Imprint(page="12", section="国际")),
        ("A02版 体育新闻", Imprint(page="A2", section="体育新闻")),
        ("2031-04-03 B11", Imprint(page="B11")),
        ("第三版", Imprint(page="3")),
        ("第十二版", Imprint(page="12")),
        ("头版", Imprint(page="1")),
        ("云岭日报 2031年4月3日 星期四 第9876期 第2版", Imprint(page="2", issue="9876")),
        ("总第1204期", Imprint(issue="1204")),
        ("云岭日报 海外版 2031年4月3日 02版", Imprint(page="2", edition="海外版")),
        ("20310117_第03版_《桥通了》_", Imprint(page="3")),
        ("2031年4月3日 08:30 来源：云岭日报", None),
        ("第3版 要闻 2031年4月3日 星期四", Imprint(page="3", section="要闻")),
        ("2031年4月3日 星期四 要闻 05版", Imprint(page="5")),
        ("G20 特别报道 05版", Imprint(page="5")),
        ("云岭日报 2031年4月3日 第9876期 今日8版", Imprint(issue="9876")),
        ("云岭日报 第9876期 今日 8 版", Imprint(issue="9876")),
        ("本期共12版", None),
        ("国内统一连续出版物号 CN11-0001", None),
        ("新版本将于3日发布", None),
        ("第3版本说明", None),
        ("共印2000版次", None),
        ("", None),
    ],
)
def test_a_line_says_where(line: str, made: Imprint | None) -> None:
    assert imprint_in(line) == made


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("03", "3"),
        ("第三版", "3"),
        ("A-02", "A2"),
        ("a2版", "A2"),
        ("12版", "12"),
        ("第3页", "3"),
        ("第4版：副刊", "4"),
        ("文艺副刊", "文艺副刊"),
        (" ", None),
    ],
)
def test_a_field_is_a_page(value: str, page: str | None) -> None:
    assert page_of(value) == page


@pytest.mark.parametrize("value", ["4", "04", "4版", "四版", "第四版", "第04版", "４"])
def test_a_page_without_a_letter_is_of_the_first_part_too(value):
    assert pages_asked(value) == ("4", "A4")


@pytest.mark.parametrize(
    ("value", "pages"), [("a04", ("A4",)), ("B4版", ("B4",)), ("副刊", ("副刊",)), (" ", ())]
)
def test_a_letter_that_is_given_is_meant(value, pages):
    assert pages_asked(value) == pages


def test_what_one_lacks_the_other_says() -> None:
    one, other = Imprint(page="3"), Imprint(page="4", section="要闻")
    assert printed(one, other) == Imprint(page="3", section="要闻")
    assert printed(None, other) == other
    assert printed(one, None) == one
