"""Front matter: Chinese names of fields, TOML, colons in values, what is not used."""

import datetime as dt

import pytest

from qa.errors import ReadError
from tests.qa.reading.kinds.web_pages import left_out, read

DAY = dt.date(2022, 4, 3)


@pytest.mark.parametrize(
    ("front", "title", "date", "byline", "source", "tags"),
    [
        ("---\ntitle: 通车\ndate: 2022-04-03\n---\n", "通车", DAY, None, None, ()),
        ("---\n标题: 通车\n日期: 2022年4月3日\n---\n", "通车", DAY, None, None, ()),
        ("---\n题目: 通车\n发布日期: 2022/4/3\n---\n", "通车", DAY, None, None, ()),
        ("---\n作者: [周小满, 罗青]\n---\n", "", None, "周小满 罗青", None, ()),
        ('---\nauthor:\n  - "[[周小满]]"\n---\n', "", None, "周小满", None, ()),
        ("---\nauthor: [[周小满]]\n---\n", "", None, "周小满", None, ()),
        ('---\nauthor: "[[人/周小满|小满]]"\n---\n', "", None, "小满", None, ()),
        ("---\nsource: https://a.example/1\n---\n", "", None, None, None, ()),
        ("---\n记者: 周小满\n来源: 云岭日报\n---\n", "", None, "周小满", "云岭日报", ()),
        ("---\n标签: [桥, 交通]\n---\n", "", None, None, None, ("桥", "交通")),
        ("---\ntitle:\n标题: 通车\n---\n", "通车", None, None, None, ()),
        ('+++\ntitle = "通车"\ndate = 2022-04-03\n+++\n', "通车", DAY, None, None, ()),
        (
            '+++\r\n"标题" = "通车"\r\ndate = 2022-04-03T08:00:00\r\n+++\r\n',
            "通车",
            DAY,
            None,
            None,
            (),
        ),
        ('+++\ntags = ["桥"]\n"作者" = "周小满"\n+++\n', "", None, "周小满", None, ("桥",)),
        (
            "---\ntitle: 云岭：大桥: 一年四十万\n---\n",
            "云岭：大桥: 一年四十万",
            None,
            None,
            None,
            (),
        ),
    ],
)
def test_fields(tmp_path, front, title, date, byline, source, tags):
    (article,) = read(tmp_path, front + "桥长八百米。", name="note.md").articles
    assert (article.title, article.date, article.byline) == (title, date, byline)
    assert (article.source, article.tags, article.text) == (source, tags, "桥长八百米。")


def test_what_is_not_used_is_left_out(tmp_path):
    front = "---\n标题: 通车\n作者: 周小满\nweight: 3\n来源: 云岭日报\n---\n"
    reading = read(tmp_path, front + "桥长八百米。", name="note.md")
    words = ["标题:", "作者:", "weight: 3", "来源: 云岭日报"]
    assert left_out(reading) == [("field", word) for word in words]


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("+++\ntitle = 通车\n+++\n", "cannot be read as TOML front matter"),
        ("---\ntitle: [通车\n---\n", "cannot be read as YAML front matter"),
        ("---\n日期: 待定\n---\n", "date must be YYYY-MM-DD, not '待定'"),
    ],
)
def test_what_cannot_be_read(tmp_path, front, message):
    with pytest.raises(ReadError, match=r"note\.md") as error:
        read(tmp_path, front + "桥长八百米。", name="note.md")
    assert message in str(error.value)
