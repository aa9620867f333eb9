"""Markdown: notes, ** beside Chinese marks, what is crossed out, HTML in it."""

import pytest

from tests.qa.reading.kinds.web_pages import left_out, read

H = "# 通车\n\n"


@pytest.mark.parametrize(
    ("text", "body", "out"),
    [
        (
            "桥长八百米。[^1]\n\n[^1]: 数据来自交通局，截至2022年3月。",
            "桥长八百米。\n数据来自交通局，截至2022年3月。",
            [("mark", "[^1]:"), ("mark", "[^1]")],
        ),
        (
            "桥[^甲]长八百米。\n\n[^甲]: 见 县志。",
            "桥长八百米。\n见 县志。",
            [("mark", "[^甲]:"), ("mark", "[^甲]")],
        ),
        ("桥长八百米[^2]。", "桥长八百米。", [("mark", "[^2]")]),
        ('参见[年报][a]。\n\n[a]: http://a.cn/1 "年报"', "参见年报。", []),
        ("**“让老人过桥”**是目标。", "“让老人过桥”是目标。", []),
        ("由**补贴（1280万元）**承担。", "由补贴（1280万元）承担。", []),
        ("**“好”**和**《桥》**。", "“好”和《桥》。", []),
        ("2 ** 3 ** 4 是幂。", "2 ** 3 ** 4 是幂。", []),
        ("单个**不成对。", "单个**不成对。", []),
        ("`a**b**c`和\\*\\*丁\\*\\*。", "a**b**c和**丁**。", []),
        ("~~旧价九元~~新价八元。", "新价八元。", [("struck", "旧价九元")]),
        ('<div align="center">\n\n桥长八百米。\n\n</div>', "桥长八百米。", []),
        ("<p>\n<b>桥长八百米。</b>\n</p>", "桥长八百米。", []),
        (
            "<table><tr><td>东</td><td>14</td></tr></table>",
            "<table><tr><td>东</td><td>14</td></tr></table>",
            [],
        ),
        ("桥长八百米。\n\n<!-- 内部备注 -->", "桥长八百米。", []),
    ],
)
def test_marks(tmp_path, text, body, out):
    reading = read(tmp_path, H + text, name="note.md")
    (article,) = reading.articles
    assert (article.title, article.text) == ("通车", body)
    assert left_out(reading) == out
