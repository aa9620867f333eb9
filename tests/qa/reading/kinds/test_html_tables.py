"""Tables: data a row a line with its columns kept apart, layout read as what it lays out."""

import pytest

from tests.qa.reading.kinds.web_pages import FIRST, SECOND, THIRD, TITLE, only, page

P1, P2 = f"<p>{FIRST}</p>", f"<p>{SECOND}</p>"


def rows(*lines):
    return "".join(f"<tr>{line}</tr>" for line in lines)


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (rows("<th>镇<th>桥", "<td>青石镇<td>14"), ["镇\t桥", "青石镇\t14"]),
        (rows("<td>总长<td>820米"), ["总长\t820米"]),
        (
            rows("<td>镇<td>桥<td>注", "<td>青石镇<td></td><td>待核"),
            ["镇\t桥\t注", "青石镇\t\t待核"],
        ),
        (
            rows("<td>镇<td>桥<td>车", "<td colspan=2>合计<td>13.3"),
            ["镇\t桥\t车", "合计\t\t13.3"],
        ),
        (
            rows("<td rowspan=2>青石镇<td>早<td>三", "<td>晚<td>八", "<td>白石镇<td>早<td>五"),
            ["青石镇\t早\t三", "青石镇\t晚\t八", "白石镇\t早\t五"],
        ),
        (
            rows("<td>早<td rowspan=3>免费", "<td>中", "<td>晚"),
            ["早\t免费", "中\t免费", "晚\t免费"],
        ),
        (rows("<td>镇<td>桥", "<td>青石镇<td><p>东桥<p>西桥"), ["镇\t桥", "青石镇\t东桥 西桥"]),
        (rows("<td>甲<br>乙<td>丙"), ["甲 乙\t丙"]),
        ("<caption>各镇桥梁</caption>" + rows("<td>青石镇<td>5"), ["各镇桥梁", "青石镇\t5"]),
        ("<thead>" + rows("<th>镇<th>桥") + "<tbody>" + rows("<td>青<td>5"), ["镇\t桥", "青\t5"]),
        (rows("<td colspan=x>青石镇<td rowspan=0>5"), ["青石镇\t5"]),
    ],
)
def test_data(tmp_path, table, lines):
    article = only(tmp_path, page(f"<h1>{TITLE}</h1>{P1}<table>{table}</table>{P2}"))
    assert article.text.split("\n") == [FIRST, *lines, SECOND]


@pytest.mark.parametrize(
    "table",
    [
        rows(f"<td>{P1}{P2}"),
        rows(f"<td><h1>{TITLE}</h1>", f"<td>{P1}{P2}"),
        rows(f"<td width=10><td><h1>{TITLE}</h1>{P1}{P2}"),
        rows("<td><a href=1>首页</a><td>" + f"<table>{rows(f'<td>{P1}', f'<td>{P2}')}</table>"),
        rows(f"<td>{FIRST}<td>{SECOND}"),
    ],
)
def test_layout(tmp_path, table):
    assert only(tmp_path, page(f"<table>{table}</table>")).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("body", "captions"),
    [
        (
            "<figure><img src=a><figcaption>大桥夜景。汪海洋摄</figcaption></figure>",
            ("大桥夜景。汪海洋摄",),
        ),
        ("<p><img src=a></p><p>▲大桥夜景。汪海洋摄</p>", ("▲大桥夜景。汪海洋摄",)),
        ("<div><img src=a></div><div>图为大桥夜景。</div>", ("图为大桥夜景。",)),
        ("<p><img src=a><br>大桥夜景 汪海洋 摄</p>", ("大桥夜景 汪海洋 摄",)),
        (
            "<table><tr><td><img src=a><tr><td><p>大桥夜景。<br>汪海洋摄</p></table>"
            "<table><tr><td><img src=b><tr><td><p>大桥日景。</p></table>",
            ("大桥夜景。 汪海洋摄", "大桥日景。"),
        ),
        ("<div><img src=a><span class=img_descr>大桥夜景</span></div>", ("大桥夜景",)),
        ("<p><img src=a></p><p>大桥夜景。汪海洋摄</p>", ("大桥夜景。汪海洋摄",)),
        ("<p><img src=a></p>", ()),
    ],
)
def test_captions(tmp_path, body, captions):
    article = only(tmp_path, page(f"<h1>{TITLE}</h1>{P1}{body}<p>{THIRD}</p>"))
    assert article.captions == captions
    assert article.text == f"{FIRST}\n{THIRD}"


def test_a_page_of_a_picture_is_an_article_of_its_caption(tmp_path):
    caption = "图为云岭市清河大桥的夜景，桥上有三百盏灯。汪海洋摄"
    body = f"<h1>图片报道</h1><figure><img src=a><figcaption>{caption}</figcaption></figure>"
    article = only(tmp_path, page(body, title="图片报道"))
    assert (article.text, article.captions) == (caption, ())
