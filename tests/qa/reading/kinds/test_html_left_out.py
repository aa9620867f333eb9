"""What stands on a page and is not of its article: out of the text, with its reason."""

import pytest

from qa.errors import ReadError
from tests.qa.reading.kinds.web_pages import (
    BODY,
    FIRST,
    SECOND,
    THIRD,
    TITLE,
    left_out,
    page,
    read,
)

H1 = f"<h1>{TITLE}</h1>"
TEASER = "青石镇夜校今年开设木工、剪纸等9门课程，报名的有312人。"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("<nav><a href=/>首页</a>|<a href=/n>要闻</a></nav>", "", [("navigation", "首页|要闻")]),
        ("<div id=nav>首页 要闻 民生 副刊</div>", "", [("navigation", "首页 要闻 民生 副刊")]),
        ("<ul><li><a href=/>首页</a></li></ul>", "", [("navigation", "首页")]),
        (
            "<div>当前位置：首页 &gt; 要闻 &gt; 正文</div>",
            "",
            [("navigation", "当前位置：首页 > 要闻 > 正文")],
        ),
        ("<select><option>一版</option></select>", "", [("navigation", "一版")]),
        ("", "<p>打印本页 关闭窗口</p>", [("navigation", "打印本页 关闭窗口")]),
        ("", "<p>【纠错】</p>", [("navigation", "【纠错】")]),
        ("", "<div>分享到：微信 微博 QQ空间</div>", [("navigation", "分享到：微信 微博 QQ空间")]),
        ("", "<p>预览时标签不可点</p>", [("navigation", "预览时标签不可点")]),
        ("", "<p>微信扫一扫关注该公众号</p>", [("navigation", "微信扫一扫关注该公众号")]),
        (
            "",
            "<div>微信扫一扫<br>关注该公众号</div>",
            [("navigation", "微信扫一扫\n关注该公众号")],
        ),
        ("", "<p>阅读 1.2万 赞 30</p>", [("navigation", "阅读 1.2万 赞 30")]),
        ("", "<p>阅读 10万+ 在看 6</p>", [("navigation", "阅读 10万+ 在看 6")]),
        ("", "<p>上一篇 下一篇</p>", [("navigation", "上一篇 下一篇")]),
        ("", "<button>点赞这篇文章</button>", [("navigation", "点赞这篇文章")]),
        (
            "",
            "<div class=recommend><h3>推荐阅读</h3><p><a href=a>夜校开课，有312人</a></p></div>",
            [("navigation", "推荐阅读\n夜校开课，有312人")],
        ),
        (
            "",
            f"<div class=sidebar><a href=a>夜校开课</a><p>{TEASER}</p></div>",
            [("navigation", f"夜校开课\n{TEASER}")],
        ),
        (
            "",
            f"<section><h3><a href=a>夜校开课</a></h3><p>{TEASER}</p></section>",
            [("navigation", f"夜校开课\n{TEASER}")],
        ),
        (
            "",
            "<ul class=hot><li><a href=a>停水通知</a> 2031-04-05</li></ul>",
            [("navigation", "停水通知 2031-04-05")],
        ),
        ("", "<footer>云岭日报社 联系我们</footer>", [("notice", "云岭日报社 联系我们")]),
        (
            "",
            "<div class=foot>主办：云岭日报社 电话：0571-1</div>",
            [("notice", "主办：云岭日报社 电话：0571-1")],
        ),
        ("", "<p>云岭网版权所有 2010-2031</p>", [("notice", "云岭网版权所有 2010-2031")]),
        (
            "",
            "<p>举报邮箱：a@b.cn 举报电话：000</p>",
            [("notice", "举报邮箱：a@b.cn 举报电话：000")],
        ),
        (
            "",
            "<p>特别声明：以上内容由用户上传，本平台只提供信息存储服务，如有侵权请联系我们删除。</p>",
            [
                (
                    "notice",
                    "特别声明：以上内容由用户上传，本平台只提供信息存储服务，如有侵权请联系我们删除。",
                )
            ],
        ),
        (
            "",
            "<p>未经本报授权，任何单位不得转载本网内容，违者将追究责任。</p>",
            [("notice", "未经本报授权，任何单位不得转载本网内容，违者将追究责任。")],
        ),
        ("", "<p>（责任编辑：方晴）</p>", [("furniture", "（责任编辑：方晴）")]),
        ("", "<p>(责编：方晴、罗青)</p>", [("furniture", "(责编：方晴、罗青)")]),
        ("", "<p>【责任编辑:方晴】</p>", [("furniture", "【责任编辑:方晴】")]),
        ("", "<p>编辑 方晴 审校 罗青</p>", [("furniture", "编辑 方晴 审校 罗青")]),
        ("", "<p>来源：云岭日报</p>", [("furniture", "来源：云岭日报")]),
        (
            "",
            "<p>《云岭日报》（2031年04月03日 01 版）</p>",
            [("furniture", "《云岭日报》（2031年04月03日 01 版）")],
        ),
        ("", "<div>关键词：<a href=1>大桥</a> 云岭</div>", [("navigation", "关键词：大桥 云岭")]),
        ("", "<p>页面更新：2031-11-21</p>", [("furniture", "页面更新：2031-11-21")]),
        ("<p>2031年4月3日 08:30</p>", "", [("furniture", "2031年4月3日 08:30")]),
        (
            "<p>发布时间：2031-04-03 浏览次数：32</p>",
            "",
            [("furniture", "发布时间：2031-04-03 浏览次数：32")],
        ),
        ("<p>03/04/2031</p>", "", [("furniture", "03/04/2031")]),
        (
            "",
            "<div class=comments><h4>网友评论</h4><p>网友甲：终于通车了，等了好多年。</p></div>",
            [("comments", "网友评论\n网友甲：终于通车了，等了好多年。")],
        ),
        (
            "",
            "<div id=pinglun><p>终于通车了，等了好多年。</p><span>回复</span></div>",
            [("comments", "终于通车了，等了好多年。\n回复")],
        ),
        ("", "<p style='display: none'>内部稿</p>", [("hidden", "内部稿")]),
        ("", "<p hidden>内部稿</p>", [("hidden", "内部稿")]),
        ("", "<div style='visibility:hidden'><p>内部</p><p>稿</p></div>", [("hidden", "内部 稿")]),
        ("", "<p style='font-size: 0px'>内部稿</p>", [("hidden", "内部稿")]),
        ("", "<p style='position:absolute; left:-9999px'>内部稿</p>", [("hidden", "内部稿")]),
        ("", "<p style='top:-999em;position:fixed'>内部稿</p>", [("hidden", "内部稿")]),
        ("", "<style>.h{display:none}</style><p class='a h'>内部稿</p>", [("hidden", "内部稿")]),
        (
            "",
            "<style>/* .b{} */ .a, #x { font-size:0 }</style><p id=x>内部稿</p>",
            [("hidden", "内部稿")],
        ),
        ("", "<style>p.h{visibility:hidden}</style><p class=h>内部稿</p>", [("hidden", "内部稿")]),
        ("", "<svg><text x=1>水位图</text></svg>", [("outside", "水位图")]),
        ("", "<iframe src=a>请换浏览器</iframe>", [("outside", "请换浏览器")]),
        ("", "<noscript>请打开脚本</noscript>", [("hidden", "请打开脚本")]),
    ],
)
def test_furniture_of_pages(tmp_path, before, after, found):
    reading = read(tmp_path, page(before + H1 + BODY + after))
    (article,) = reading.articles
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert left_out(reading) == found
    reading = read(tmp_path, page(H1 + before + BODY + after))
    assert reading.articles[0].text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert left_out(reading) == found


@pytest.mark.parametrize(
    ("inside", "text", "found"),
    [
        ("费<del>九元</del><ins>八元</ins>。", "费八元。", ("struck", "九元")),
        ("费<s>九元</s>八元。", "费八元。", ("struck", "九元")),
        ("<ruby>宋<rt>sòng</rt></ruby>怀远。", "宋怀远。", ("annotation", "sòng")),
        ("宋<span style='display:none'>副</span>局长。", "宋局长。", ("hidden", "副")),
    ],
)
def test_within_a_paragraph(tmp_path, inside, text, found):
    reading = read(tmp_path, page(f"{H1}<p>{FIRST}</p><p>{inside}</p><p>{SECOND}</p>"))
    assert reading.articles[0].text == f"{FIRST}\n{text}\n{SECOND}"
    assert left_out(reading) == [found]


def test_an_article_about_rights_is_an_article(tmp_path):
    text = "未经本报授权，任何单位不得转载本报内容，违者将追究责任。"
    reading = read(tmp_path, page(f"<h1>版权声明</h1><p>{text}</p>", title="版权声明"))
    assert (reading.articles[0].title, reading.articles[0].text) == ("版权声明", text)


def test_scripts_are_no_text(tmp_path):
    silent = "<script>var a = '不是正文的话，一句。';</script><style>p { color: red }</style>"
    reading = read(tmp_path, page(H1 + silent + BODY))
    assert left_out(reading) == []


def test_a_page_that_hides_all_its_text_is_read(tmp_path):
    reading = read(tmp_path, page(f"{H1}<div style='display:none'>{BODY}</div>"))
    assert reading.articles[0].text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert reading.notes == ("页面的正文都被样式隐藏，已按显示的文字读取。",)


def test_hidden_text_that_is_nowhere_else_is_told(tmp_path):
    reading = read(tmp_path, page(f"{H1}<p>{FIRST}</p><div hidden><p>{SECOND}</p></div>"))
    assert left_out(reading) == [("hidden", SECOND)]
    assert reading.notes[0].startswith(f"页面里有 {len(SECOND)} 字不显示")
    twice = page(f"{H1}{BODY}<div hidden>{BODY}</div>")
    assert read(tmp_path, twice).notes == ()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div id=app></div><script>var a = '<p>正文。</p>'</script>",
        "<ul><li><a href=/>首页</a></li><li><a href=/n>要闻</a></li></ul>",
    ],
)
def test_a_page_without_text_is_refused(tmp_path, body):
    with pytest.raises(ReadError, match="no main text in this HTML page"):
        read(tmp_path, page(body))


@pytest.mark.parametrize(
    ("sheet", "style"),
    [
        ("@media print { .h { display: none } .b { color: red } }", ""),
        (".b .h { display: none }", ""),
        ("b.h { display: none }", ""),
        (".h { display: none } .h { display: block }", ""),
        (".h { display: none }", "display:block"),
        ("/* .h { display: none } */", ""),
        ("", "font-size:0.9em"),
        ("", "position:absolute;left:-9px"),
        ("", "left:-9999px"),
    ],
)
def test_what_a_style_does_not_hide(tmp_path, sheet, style):
    body = f"<style>{sheet}</style>{H1}<p>{FIRST}</p><p class=h style='{style}'>{SECOND}</p>"
    reading = read(tmp_path, page(body))
    assert reading.articles[0].text == f"{FIRST}\n{SECOND}"


def test_letters_of_no_size_around_letters_of_some(tmp_path):
    body = f"{H1}<div style='font-size:0'><p style='font-size:16px'>{FIRST}</p></div>"
    assert read(tmp_path, page(body)).articles[0].text == FIRST
