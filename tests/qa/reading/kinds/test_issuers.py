"""The block of fields on a government's page: who publishes, the day, and no text."""

import datetime as dt

import pytest

from qa.records import Reason
from tests.qa.reading.kinds.pages import read
from tests.qa.reading.kinds.test_copied_pages import check_all_kept

TITLE = "北湖县农业农村局关于划定禁渔区的通告"
TEXT = [
    "为保护渔业资源，现划定北湖全湖及入湖河道五公里为禁渔区，禁渔期为四月一日至六月三十日。",
    "违反规定的，由县农业农村局依法查处，举报电话：0799-1234567。",
]
SENT, MADE = dt.date(2025, 3, 28), dt.date(2025, 3, 20)
BODY = "".join(f"<p>{line}</p>" for line in TEXT)
OWN = "北湖县农业农村局"

BLOCKS = {
    "a line each": [
        "索引号：BH-2025-0334",
        f"发布机构：{OWN}",
        "成文日期：2025年3月20日",
        "发布日期：2025年3月28日",
        "文号：北农发〔2025〕11号",
        "有效性：有效",
    ],
    "spaced out": [
        "索 引 号：BH-2025-0334",
        f"发布机构：{OWN}",
        "信息来源：县农业农村局办公室",
        "公开日期：2025-03-28",
        "文    号：北农发〔2025〕11号",
        "关 键 词：渔业;禁渔",
    ],
    "two on a line": [
        f"名    称：{TITLE}",
        f"索 引 号：BH-2025-0334　　发布机构：{OWN}",
        "主题分类：农业　　　　公开日期：2025-03-28",
    ],
    "tabs": [f"发文机关：{OWN}\t发布日期：2025-03-28", "索引号\tBH-2025-0334\t文种\t通告"],
    "names and values apart": ["发文机关：", OWN, "发布日期：2025-03-28", "索引号：", "BH-0334"],
    "in brackets": [
        "【索 引 号】 BH-2025-0334",
        f"【发布机构】 {OWN}",
        "【发布日期】 2025-03-28",
        f"【名 称】 {TITLE}",
    ],
    "of an office only": ["索引号：BH-0334", f"信息来源：{OWN}", "发布日期：2025-03-28"],
}


@pytest.mark.parametrize("over", [True, False])
@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_block_in_a_text(tmp_path, block, over):
    lines = [TITLE, *block] if over else [*block, "", TITLE]
    reading = read(tmp_path, "\n".join([*lines, "", *TEXT]))
    (article,) = reading.articles
    assert (article.title, article.text) == (TITLE, "\n".join(TEXT))
    assert (article.source, article.date) == (OWN, SENT)
    assert {Reason.FIELD} >= {one.reason for one in reading.left_out} - {Reason.NAVIGATION}
    check_all_kept(tmp_path, reading)


CELLS = (
    f"<table><tr><td>索引号：</td><td>BH-0334</td><td>发布机构：</td><td>{OWN}</td></tr>"
    f"<tr><td>标题：</td><td colspan=3>{TITLE}</td></tr>"
    "<tr><td>成文日期：</td><td>2025-03-20</td><td>发布日期：</td><td>2025-03-28</td></tr></table>"
)
PAGES = {
    "a table": CELLS,
    "a list": f"<ul><li><b>发布机构：</b>{OWN}</li><li>信息来源：局办公室</li>"
    "<li>成文日期：2025-03-20</li><li>发布日期：2025-03-28</li></ul>",
    "names and values": f"<dl><dt>发文机关：</dt><dd>{OWN}</dd><dt>发布日期：</dt><dd>2025-03-28"
    "</dd></dl>",
    "paragraphs": f"<div><p><b>索引号：</b>BH-0334</p><p>发布机构：{OWN}</p>"
    "<p>发布日期：2025年3月28日</p><p>成文日期：2025年3月20日</p></div>",
    "labels": "<div><label>索引号</label><span>BH-0334</span></div><div><label>发布机构</label>"
    f"<span>{OWN}</span></div><div><label>发布日期</label><span>2025-03-28</span></div>",
    "one line": f"<div>发布机构：{OWN} 成文日期：2025-03-20 发布日期：2025-03-28</div>",
}


@pytest.mark.parametrize("over", [True, False])
@pytest.mark.parametrize("block", PAGES.values(), ids=PAGES)
def test_a_block_in_html(tmp_path, block, over):
    heading = f"<h1>{TITLE}</h1>"
    head = heading + block if over else block + heading
    html = f"<html><head><title>{TITLE}</title></head><body>{head}<div>{BODY}</div></body></html>"
    reading = read(tmp_path, html, name="page.html")
    (article,) = reading.articles
    assert (article.title, article.text) == (TITLE, "\n".join(TEXT))
    assert (article.source, article.date) == (OWN, SENT)
    assert {one.reason for one in reading.left_out} == {Reason.FIELD}


def test_a_block_in_markdown(tmp_path):
    rows = [f"| 索引号 | BH-0334 | 发布机构 | {OWN} |", "| --- | --- | --- | --- |"]
    rows.append("| 文号 | 北农发〔2025〕11号 | 发布日期 | 2025-03-28 |")
    text = "\n\n".join([f"# {TITLE}", "\n".join(rows), *TEXT])
    (article,) = read(tmp_path, text, name="page.md").articles
    assert (article.text, article.source, article.date) == ("\n".join(TEXT), OWN, SENT)


def test_a_day_of_publication_counts_before_a_table_s_day_of_writing(tmp_path):
    glued = "<div><span>发布时间：2025-03-28 15:02</span><span>浏览次数：1023</span></div>"
    block = f"<ul><li>发布机构：{OWN}</li><li>成文日期：2025-03-20</li></ul>"
    for head in (f"{glued}<h1>{TITLE}</h1>{block}", f"<h1>{TITLE}</h1>{block}{glued}"):
        html = f"<html><body>{head}<div>{BODY}</div></body></html>"
        (article,) = read(tmp_path, html, name="page.html").articles
        assert (article.text, article.source) == ("\n".join(TEXT), OWN)
        assert article.date == SENT


def test_a_day_of_writing_counts_where_no_other_is(tmp_path):
    block = [f"发布机构：{OWN}", "成文日期：2025年3月20日"]
    (article,) = read(tmp_path, "\n".join([TITLE, *block, "", *TEXT])).articles
    assert article.date == MADE


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_a_source_that_is_named_as_such_counts_before_who_publishes(tmp_path, name):
    block = ["索引号：BH-0334", "发布机构：北湖县人民政府办公室", "来源：云岭日报"]
    text = "\n".join([TITLE, *block, *TEXT])
    if name == "page.html":
        rows = "".join(f"<p>{line}</p>" for line in block)
        text = f"<html><body><h1>{TITLE}</h1><div>{rows}</div><div>{BODY}</div></body></html>"
    (article,) = read(tmp_path, text, name=name).articles
    assert article.source == "云岭日报"


@pytest.mark.parametrize(
    "line",
    [
        "发布机构说，通告每年更新一次，渔民可到乡镇领取。",
        "信息来源要可靠，这是县里对通告的要求。",
        "索引号这个词，很多渔民第一次听说。",
        "文号、日期和印章，缺一样都不算数。",
        "成文日期比发布日期早了八天，中间是公示。",
        "有效期三年，到期前由局里重新评估。",
    ],
)
def test_a_text_that_speaks_of_fields_keeps_its_words(tmp_path, line):
    (article,) = read(tmp_path, "\n".join([TITLE, "", TEXT[0], line])).articles
    assert article.text == f"{TEXT[0]}\n{line}"
    assert article.source is None
