"""Markdown: metadata, what is text and what is markup, places in the file."""

import datetime as dt

import pytest

from qa.errors import ReadError
from qa.reading import read_articles
from tests.qa.reading.papers import check_places

NOTE = """---
title: 清河大桥通车
date: 2031-04-03
author: [李桂英, 周小满]
source: 云岭日报
tags: [交通, 桥梁]
---

# 清河大桥通车

本报讯 昨日,**清河大桥**在云岭市建成通车。市长宋怀远说,
大桥总投资`1.5亿元`,详见[公告](https://example.org/清河(大桥))。

## 怎么走

1. 行人请走 *两侧* 步道
2. 非机动车可以
   免费通行
   - 夜间限速

> 大桥由市交通局负责管理。

```python
总长 = 820  # **米**

宽 = 30
```

| 桥 | 长 |
|----|----|
| **清河** | 820米 |

<!-- 不给人看的话 -->
![大桥夜景](night.jpg)
"""


def read(tmp_path, text, name="note.md"):
    file = tmp_path / name
    file.write_bytes(text.encode())
    (article,) = read_articles(file)
    check_places(file, [article])
    return article


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_text_without_its_markup(tmp_path, ends):
    article = read(tmp_path, NOTE.replace("\n", ends))
    assert (article.title, article.date) == ("清河大桥通车", dt.date(2031, 4, 3))
    assert (article.byline, article.source) == ("李桂英 周小满", "云岭日报")
    assert article.tags == ("交通", "桥梁")
    assert article.text.replace("\r", "\n").split("\n") == [
        "本报讯 昨日,清河大桥在云岭市建成通车。市长宋怀远说,大桥总投资1.5亿元,详见公告。",
        "怎么走",
        "行人请走 两侧 步道",
        "非机动车可以免费通行",
        "夜间限速",
        "大桥由市交通局负责管理。",
        "总长 = 820  # **米**",
        "宽 = 30",
        "| 桥 | 长 |",
        "| **清河** | 820米 |",
        "大桥夜景",
    ]


def test_the_place_is_that_of_the_file(tmp_path):
    article = read(tmp_path, NOTE)
    start = article.text.index("1.5亿元,详见公告。")
    place = article.origin.locate(start, start + 11)
    assert NOTE[place.start : place.end].startswith("1.5亿元`,详见[公告](https:")
    assert article.origin.encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# 大桥通车\n\n今天通车。", "大桥通车", "今天通车。"),
        ("大桥通车\n====\n今天通车。", "大桥通车", "今天通车。"),
        ("今天通车。\n\n# 大桥通车\n\n人很多。", "大桥通车", "今天通车。\n大桥通车\n人很多。"),
        ("今天通车。", "", "今天通车。"),
        ("---\ntitle: 通车\n---\n# 大桥\n\n今天通车。", "通车", "大桥\n今天通车。"),
        ("---\n今天通车。\n\n---\n人很多。", "", "今天通车。\n人很多。"),
        ("---\n---\n今天通车。", "", "今天通车。"),
        ("今天有 new\nbridge 通车。", "", "今天有 new\nbridge 通车。"),
        ("甲\\*乙&amp;丙 [桥](桥.html)桥", "", "甲*乙&amp;丙 桥桥"),
        ("甲<span title='乙'>乙</span>丙", "", "甲乙丙"),
        ("    缩进的代码 = 1\n", "", "    缩进的代码 = 1"),
        ("```\n没有收尾\n", "", "没有收尾"),
        ("`甲\n乙` <http://a.cn/%E6%A1%A5>", "", "`甲\n乙` <http://a.cn/%E6%A1%A5>"),
    ],
)
def test_titles_and_marks(tmp_path, text, title, body):
    article = read(tmp_path, text)
    assert (article.title, article.text) == (title, body)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2031-04-03", dt.date(2031, 4, 3)),
        ("2031-04-03 08:30:00", dt.date(2031, 4, 3)),
        ("2031年4月3日", dt.date(2031, 4, 3)),
        ("2031/4/3", dt.date(2031, 4, 3)),
        ("", None),
    ],
)
def test_dates(tmp_path, value, date):
    assert read(tmp_path, f"---\ndate: {value}\n---\n今天通车。").date == date


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: [通车\n---\n今天通车。", "cannot be read as YAML front matter"),
        ("---\ndate: !!timestamp 昨天\n---\n今天通车。", "cannot be read as YAML front matter"),
        (f"---\ntags: {'[' * 5000}\n---\n今天通车。", "cannot be read as YAML front matter"),
        ("---\ndate: 昨天\n---\n今天通车。", "date must be YYYY-MM-DD, not '昨天'"),
        ("---\ndate: 2031-02-30\n---\n今天通车。", "front matter"),
        ("# 只有标题\n", "no text under its title"),
        (" \n", "no text under its title"),
    ],
)
def test_what_cannot_be_read(tmp_path, text, message):
    with pytest.raises(ReadError, match=r"note\.md") as error:
        read(tmp_path, text)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
