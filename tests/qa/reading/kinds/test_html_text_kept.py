"""Text that the extraction drops or that a name gives away: it comes back in its place."""

import pytest

from qa.reading import read_file
from tests.qa.reading.kinds.web_pages import BODY, FIRST, SECOND, THIRD, TITLE, only, page, read

H1 = f"<h1>{TITLE}</h1>"
P1, P2, P3 = (f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))
ALL = [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (f"{P1}<div>{SECOND}</div>{P3}", ALL),
        (f"{P1}<section>{SECOND}</section>{P3}", ALL),
        (f"<article>{P1}<div>{SECOND}</div><section>{THIRD}</section></article>", ALL),
        (f"{P1}<blockquote>{SECOND}</blockquote><pre>{THIRD}</pre>", ALL),
        (f"{P1}<textarea>{SECOND}</textarea>{P3}", ALL),
        (f"{P1}<details><p>{SECOND}</p></details>{P3}", ALL),
        (f"{P1}<aside>{P2}</aside>{P3}", ALL),
        (f"<div>{FIRST}<br>{SECOND}<br><br>&nbsp;&nbsp;{THIRD}</div>", ALL),
        (f"{FIRST}<br><br>{SECOND}<br><br>{THIRD}", ALL),
        (f"<div><font><span>{FIRST}</span></font></div><div><span>{SECOND}</span></div>{P3}", ALL),
        (f"<pre>{FIRST}\n{SECOND}\n{THIRD}</pre>", ALL),
        (f"<p>{FIRST[:-10]}，<br>{FIRST[-10:]}</p>{P2}", [f"{FIRST[:-10]}，{FIRST[-10:]}", SECOND]),
        # A name proves little.
        (f'<div class="comments">{BODY}</div>', ALL),
        (f'<div id="comment-content">{P1}{P2}</div><div class="content-footer">{P3}</div>', ALL),
        (f'{P1}<div class="related-article">{P2}</div><div class="footer-text">{P3}</div>', ALL),
        (f'<div id="sidebar-content">{BODY}</div>', ALL),
        (f'<div class="share">{BODY}</div>', ALL),
        (f'<aside class="hot">{BODY}</aside>', ALL),
        # Short lines, headings and lists between and after the paragraphs.
        (
            f"{P1}<h3>山区优先</h3>{P2}<h2>怎么收费</h2>{P3}",
            [FIRST, "山区优先", SECOND, "怎么收费", THIRD],
        ),
        (f"<h3>山区优先</h3>{P1}{P2}", ["山区优先", FIRST, SECOND]),
        (f"{P1}<ul><li>东桥</li><li>西桥</li></ul>{P2}", [FIRST, "东桥", "西桥", SECOND]),
        (f"{P1}{P2}<ol><li>东桥</li><li>西桥</li></ol>", [FIRST, SECOND, "东桥", "西桥"]),
        (f"{P1}<dl><dt>东桥</dt><dd>八百米</dd></dl>{P2}", [FIRST, "东桥", "八百米", SECOND]),
        (f"{P1}{P2}<p>（完）</p>", [FIRST, SECOND, "（完）"]),
        (f"{P1}{P2}<p>2031年4月3日</p>", [FIRST, SECOND, "2031年4月3日"]),
        # Repeated short paragraphs, bold questions.
        (
            f"<p>问：贵吗？</p><p>答：不贵。</p><p><b>问：远吗？</b></p><p>答：不贵。</p>{P1}",
            ["问：贵吗？", "答：不贵。", "问：远吗？", "答：不贵。", FIRST],
        ),
        (f"{P1}<p>不贵。</p>{P2}<p>不贵。</p>{P3}", [FIRST, "不贵。", SECOND, "不贵。", THIRD]),
        (f"{P1}{P2}{P1}", [FIRST, SECOND, FIRST]),
        # What an article says of rights is no notice of the page's.
        (
            f"{P1}<p>法院认为，未经作者许可不得转载，被告构成侵权。</p>{P2}",
            [FIRST, "法院认为，未经作者许可不得转载，被告构成侵权。", SECOND],
        ),
        (f"{P1}<p>打印</p><p>通车</p>{P2}", [FIRST, "通车", SECOND]),
    ],
)
def test_text_comes_back_in_its_place(tmp_path, body, lines):
    article = only(tmp_path, page(H1 + body))
    assert article.text.split("\n") == lines
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("桥长<b>八百</b>米，<a href=1>宋怀远</a>说<br>好。", "桥长八百米，宋怀远说\n好。"),
        ("桥长&nbsp;&nbsp;800\n  米，\n宋怀远说，共有七座。", "桥长 800 米，宋怀远说，共有七座。"),
        ("桥长&amp;nbsp;8&amp;nbsp;米，&amp;ldquo;好&amp;rdquo;。", "桥长 8 米，“好”。"),
        ("&amp;#x5b8b;怀远和&amp;#23435;怀近说，桥长八百米。", "宋怀远和宋怀近说，桥长八百米。"),
        ("宋怀远&amp;nbsp说，A&amp;B公司和&amp;nosuch;桥。", "宋怀远 说，A&B公司和&nosuch;桥。"),
        ("清河<wbr>大桥&shy;通车，<!-- 注 -->宋怀远说。", "清河大桥通车，宋怀远说。"),
        ("蒋&#134071;云说，桥长m<sup>2</sup>。", "蒋𠮷云说，桥长m2。"),
    ],
)
def test_characters(tmp_path, inside, text):
    article = only(tmp_path, page(f"{H1}{P1}<div>{inside}</div>{P2}"))
    assert article.text == f"{FIRST}\n{text}\n{SECOND}"


def test_a_note_says_how_much_came_back(tmp_path):
    assert read(tmp_path, page(H1 + BODY)).notes == ()
    (note,) = read(tmp_path, page(f'{H1}<div class="comments">{BODY}</div>')).notes
    lost = sum(map(len, ALL)) - 1  # the space in a byline is no character
    assert note == f"正文提取漏掉了 {lost} 字（正文的 100%），已从页面原文补回原处。"


def test_a_page_too_long_for_the_extraction_is_read_without_it(tmp_path):
    rows = "".join(f"<p>{SECOND}</p>" for _ in range(27_000))
    file = tmp_path / "long.html"
    file.write_text(page(H1 + P1 + rows + "<footer>版权所有</footer>"), encoding="utf-8")
    (article,) = read_file(file).articles
    assert article.text.split("\n") == [FIRST] + [SECOND] * 27_000
