"""Articles pasted or saved as they stand on web pages, in accounts, e-papers and apps.

The page's labels are kept as what they say, its furniture is said to be left out, and an article
that only speaks of such things keeps its words.
"""

import datetime as dt
from collections import Counter

import pytest

from qa.reading import file_text
from qa.records import DateFrom, Imprint, Reason
from tests.qa.reading.kinds.pages import read, shape

TITLE = "旧粮仓改成社区图书馆 周末开放到晚九点"
FIRST = "3月4日，石桥镇由旧粮仓改造的社区图书馆正式开馆，馆内藏书2.6万册，设座位180个。"
SECOND = "镇长罗有田介绍，改造工程去年八月动工，总投资420万元，其中群众捐款37万元。"
THIRD = "图书馆还设有读报角，由退休教师轮流值班，每周三下午为老人念报。"
TEXT = [FIRST, SECOND, THIRD]
DAY = dt.date(2025, 3, 5)
NOTE = "编者按：闲置的老房子怎样用起来？群众说了算。"


def page(above, below=(), *, title=TITLE, text=TEXT, gap="\n"):
    return gap.join([*([title] if title else []), *above, *text, *below])


def visible(text):
    return Counter("".join(text.split()))


def check_all_kept(tmp_path, reading, name="page.txt"):
    """Check that each character of the file is in an article or left out, and where it says."""
    whole = file_text(tmp_path / name)
    parts = [one.text for one in reading.left_out]
    for one in reading.articles:
        parts += [one.title, one.text, one.byline or "", *one.pull_quotes, *one.captions]
    assert visible(whole) == visible("".join(parts))
    for one in reading.left_out:
        assert whole[one.start : one.end] == one.text


ABOVE = {
    "one line": ["来源：云岭日报 作者：秦望山 2025年3月5日 10:12 责任编辑：小田"],
    "glued": ["来源：云岭日报作者：秦望山责任编辑：小田发布时间：2025-03-05 09:31字号：大 中 小"],
    "a line each": ["来源：云岭日报", "作者：秦望山", "2025年3月5日 10:12", "责任编辑：小田"],
    "with buttons": [
        "发布时间：2025-03-05 10:12 来源：云岭日报 作者：秦望山 浏览次数：1203次",
        "【字号：大 中 小】【打印】【关闭窗口】",
        "分享到：微信 微博 QQ空间",
    ],
    "spaced out": ["来 源：云岭日报", "作 者：秦望山", "发布日期：2025-03-05"],
    "bars": ["2025-03-05 10:12 | 来源：云岭日报 | 作者：秦望山 | 阅读 1.2万"],
    "english marks": ["来源:云岭日报 作者:秦望山 发布时间:2025-03-05 10:12 编辑:小田"],
    "original title": [
        "原标题：石桥镇旧粮仓改造完工",
        "来源：云岭日报 作者：秦望山 2025-03-05 10:12",
    ],
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_labels_under_a_headline(tmp_path, above, gap):
    reading = read(tmp_path, page(above, gap=gap))
    assert shape(reading) == [(TITLE, TEXT)]
    (article,) = reading.articles
    assert (article.source, article.byline) == ("云岭日报", "秦望山")
    assert (article.date, article.date_from) == (DAY, DateFrom.LINE)
    check_all_kept(tmp_path, reading)


@pytest.mark.parametrize(
    "head",
    [
        f"原标题：{TITLE}来源：云岭日报作者：秦望山责任编辑：小田发布时间：2025-03-05 09:31"
        "字号：大 中 小分享到：微信 微博",
        f"原标题：{TITLE}\n来源：云岭日报\n作者：秦望山责任编辑：小田\n"
        "发布时间：2025-03-05 09:31字号：大 中 小",
        f"{TITLE}来源：云岭日报作者：秦望山发布时间：2025-03-05 09:31",
        f"来源：云岭日报 作者：秦望山 发布时间：2025-03-05\n\n{TITLE}\n",
        f"云岭新闻网\n首页 > 新闻中心 > 正文\n{TITLE}\n"
        "来源：云岭日报 作者：秦望山 2025-03-05 10:12",
        f"当前位置：首页 > 新闻\n\n{TITLE}\n秦望山\n2025-03-05 10:12  来源：云岭日报\n"
        "打印本页 关闭窗口",
    ],
)
@pytest.mark.parametrize("note", [[], [NOTE]])
def test_labels_with_the_headline_among_them(tmp_path, head, note):
    dispatch = f"云岭晚报讯 {FIRST}"
    reading = read(tmp_path, "\n\n".join([head, *note, dispatch, SECOND]))
    assert shape(reading) == [(TITLE, [*note, dispatch, SECOND])]
    (article,) = reading.articles
    assert (article.source, article.byline, article.date) == ("云岭日报", "秦望山", DAY)
    check_all_kept(tmp_path, reading)


def test_labels_and_a_note_on_one_line(tmp_path):
    head = "来源：云岭日报 作者：秦望山 2025-03-05 10:12 字号：大 中 小 分享到：微信 微博"
    reading = read(tmp_path, f"{TITLE}\n{head}{NOTE}\n{FIRST}")
    assert shape(reading) == [(TITLE, [NOTE, FIRST])]
    assert reading.articles[0].source == "云岭日报"
    check_all_kept(tmp_path, reading)


BELOW = {
    "buttons": ["【纠错】【打印】【关闭窗口】"],
    "editors": ["【责任编辑：小田】", "（责任编辑：小田 实习生：郑小禾）"][:1],
    "read on": [
        "相关阅读：",
        "· 云岭市今年新建社区图书馆十二座",
        "· 老粮仓里的读书声",
        "· 石桥镇公布旧厂房改造清单，第一批共九处",
    ],
    "one to read": ["相关阅读：滨河再添两处书屋"],
    "notice": ["声明：本文为转载，不代表本网观点，如有侵权请联系我们删除。"],
    "rights": ["版权声明：凡注明“来源：云岭网”的稿件，未经本网授权不得转载。"],
    "foot": ["Copyright © 2025 云岭新闻网 版权所有 云ICP备00000001号"],
    "next": ["上一篇：石桥镇春灌全面开始", "下一篇：云岭市启动路灯改造"],
    "scan": ["扫一扫，在手机上看", "微信公众号：云岭发布"],
    "glued": ["（来源：云岭日报）声明：转载此文是为传递更多信息。【纠错】【打印】【关闭窗口】"],
    "account": [
        "- END -",
        "编辑：罗小禾",
        "审核：郑长河",
        "往期推荐",
        "老码头的最后一班渡船",
        "阅读原文",
        "阅读 1.2万",
        "在看 87",
        "预览时标签不可点",
        "微信扫一扫",
        "关注该公众号",
        "继续滑动看下一个",
    ],
    "app": ["责编：秦望山 | 审核：蒋水生", "分享让更多人看到", "打开APP阅读全文"],
    "comments": ["【打印】【关闭】", "精选留言", "郑小禾", "写得真好"],
}


@pytest.mark.parametrize("above", [[], ["来源：云岭日报 2025-03-05 10:12"]])
@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_what_stands_under_a_text_is_not_of_it(tmp_path, below, above):
    reading = read(tmp_path, page(above, below, gap="\n\n"))
    assert shape(reading) == [(TITLE, TEXT)]
    check_all_kept(tmp_path, reading)


def test_what_is_left_out_has_its_reason(tmp_path):
    below = [line for lines in BELOW.values() for line in lines]
    reading = read(tmp_path, page(["来源：云岭日报 2025-03-05 10:12"], below))
    assert shape(reading) == [(TITLE, TEXT)]
    why = {one.text: one.reason for one in reading.left_out}
    assert why["【纠错】【打印】【关闭窗口】"] is Reason.NAVIGATION
    assert why["· 老粮仓里的读书声"] is Reason.NAVIGATION
    assert why["上一篇：石桥镇春灌全面开始"] is Reason.NAVIGATION
    assert why[BELOW["notice"][0]] is Reason.NOTICE
    assert why[BELOW["foot"][0]] is Reason.NOTICE
    assert why["写得真好"] is Reason.COMMENTS
    assert why["【责任编辑：小田】"] is Reason.FURNITURE


@pytest.mark.parametrize(
    ("tail", "source"),
    [
        ("【责任编辑：小田】", None),
        ("（来源：云岭日报）", "云岭日报"),
        ("来源：云岭日报返回首页", "云岭日报"),
        ("【来源：云岭日报】声明：此文版权归原作者所有，请勿转载。", "云岭日报"),
        ("（原标题：旧粮仓变书屋）责任编辑：小田", None),
        ("  【纠错】    【责任编辑:小田 】", None),
    ],
)
def test_what_is_glued_to_the_last_sentence(tmp_path, tail, source):
    reading = read(tmp_path, page([], [], text=[FIRST, SECOND + tail]))
    assert shape(reading) == [(TITLE, [FIRST, SECOND])]
    assert reading.articles[0].source == source
    check_all_kept(tmp_path, reading)


def test_a_note_to_press_a_picture_is_not_of_the_text(tmp_path):
    reading = read(
        tmp_path, page([], text=[f"{FIRST}（点击查看大图）", "点击图片进入下一页", SECOND])
    )
    assert shape(reading) == [(TITLE, [FIRST, SECOND])]
    check_all_kept(tmp_path, reading)


GOVERNMENT = """索引号：YL001/2025-00012\t主题分类：城乡建设
发文机关：云岭市人民政府办公室\t成文日期：2025年3月1日
标  题：关于加强老旧电梯更新的通知
发文字号：云政办发〔2025〕5号\t发布日期：2025年3月5日

云岭市人民政府办公室关于加强老旧电梯更新的通知

云政办发〔2025〕5号

各县区人民政府，市直有关部门：

为保障群众乘梯安全，经市政府同意，现就老旧电梯更新有关事项通知如下：

一、更新范围。使用年限超过15年的住宅电梯，2032年底前全部完成更新。

云岭市人民政府办公室
2025年3月1日

（此件公开发布）

扫一扫在手机打开当前页
【打印本页】 【关闭窗口】
主办：云岭市人民政府办公室  网站标识码：0000000001
"""


def test_a_page_of_a_government(tmp_path):
    reading = read(tmp_path, GOVERNMENT)
    (article,) = reading.articles
    assert article.title == "云岭市人民政府办公室关于加强老旧电梯更新的通知"
    assert article.date == DAY  # of publication, not 成文日期
    assert article.text.startswith("云政办发〔2025〕5号\n各县区人民政府")
    assert article.text.endswith("云岭市人民政府办公室\n2025年3月1日\n（此件公开发布）")
    check_all_kept(tmp_path, reading)


def test_fields_of_a_government_a_line_each(tmp_path):
    head = ["索引号：", "YL001/2025-00012", "发文机关：", "市政府办", "发布日期：2025-03-05"]
    reading = read(tmp_path, "\n".join([*head, "", TITLE, "", *TEXT]))
    assert shape(reading) == [(TITLE, TEXT)]
    assert reading.articles[0].date == DAY
    check_all_kept(tmp_path, reading)


ACCOUNT = ["原创 小满 云岭发布 2025-03-05 18:30 云岭", "点击上方蓝字关注我们"]


@pytest.mark.parametrize(
    "above",
    [
        ACCOUNT,
        ["原创 小满 云岭发布", "2025-03-05 18:30 云岭", "点击上方“云岭发布”蓝字订阅"],
        ["原创", "小满", "云岭发布", "2025年03月05日 18:30"],
    ],
)
def test_an_article_of_an_account(tmp_path, above):
    reading = read(tmp_path, page(above, BELOW["account"]))
    assert shape(reading) == [(TITLE, TEXT)]
    (article,) = reading.articles
    assert (article.source, article.byline, article.date) == ("云岭发布", "小满", DAY)
    check_all_kept(tmp_path, reading)


E_PAPER = """云岭日报 2025年03月05日 星期三
第02版：民生
上一版  下一版
版面导航
第01版：要闻
第02版：民生
标题导航
菜市场里开起修补铺
旧粮仓改成社区图书馆
放大+ 缩小- 默认o
旧粮仓改成社区图书馆
周末开放到晚九点
本报记者 郑小禾
"""


def test_a_page_of_an_e_paper(tmp_path):
    foot = "\n上一篇 下一篇\n云岭日报社版权所有 未经许可不得转载"
    reading = read(tmp_path, E_PAPER + "\n".join(TEXT) + foot)
    assert shape(reading) == [(TITLE, TEXT)]
    (article,) = reading.articles
    assert (article.date, article.source) == (DAY, "云岭日报")
    assert article.byline == "本报记者 郑小禾"
    assert article.imprint == Imprint(page="2", section="民生")
    check_all_kept(tmp_path, reading)


def test_several_copies_in_one_file(tmp_path):
    first = page(["2025-03-05 08:10 来源：云岭日报"], ["责任编辑：秦望山", "【打印】【关闭窗口】"])
    second = ["夜间还书箱启用", "2025-03-06 09:00 来源：云岭晚报", "还书箱设在十二个地铁站。"]
    below = ["责任编辑：罗小禾", "相关新闻", "图书馆总馆闭馆一周"]
    reading = read(tmp_path, first + "\n\n" + "\n".join([*second, *below]))
    assert shape(reading) == [(TITLE, TEXT), ("夜间还书箱启用", ["还书箱设在十二个地铁站。"])]
    assert [one.source for one in reading.articles] == ["云岭日报", "云岭晚报"]
    assert [one.date for one in reading.articles] == [DAY, dt.date(2025, 3, 6)]
    check_all_kept(tmp_path, reading)


def test_the_day_of_publication_counts_before_the_dateline(tmp_path):
    dispatch = f"新华社云岭2025年3月4日电 {FIRST}"
    for line in ("2025-03-05 10:12 来源：云岭日报", "发布时间：2025年3月5日"):
        (article,) = read(tmp_path, page([line], text=[dispatch, SECOND])).articles
        assert (article.date, article.date_from) == (DAY, DateFrom.LINE)
    (article,) = read(tmp_path, page(["来源：云岭日报"], text=[dispatch, SECOND])).articles
    assert (article.date, article.date_from) == (dt.date(2025, 3, 4), DateFrom.DATELINE)


SITES = {
    "a portal": (
        ["2025-03-05 10:12:33　来源: 云岭晚报　云岭举报", "0", "分享至", "用微信扫码二维码"],
        ["（原标题：旧粮仓里飘书香）", "本文来源：云岭晚报 责任编辑：小田_NB123"],
    ),
    "small type": (
        [
            "2025年03月05日 10:12 云岭晚报",
            "缩小字体",
            "放大字体",
            "收藏",
            "微博",
            "腾讯QQ",
            "QQ空间",
        ],
        ["责任编辑：秦望山"],
    ),
    "read out": (
        ["2025年03月05日10:12 | 来源：云岭晚报", "小字号", "点击播报本文，约2分钟"],
        ["(责编：罗小禾、郑长河)", "分享让更多人看到", "推荐阅读", "春灌里的新账本"],
    ),
    "a feed": (
        ["云岭晚报", "2025-03-05 10:12·云岭晚报官方账号", "关注"],
        ["举报", "评论 12"],
    ),
    "a reporter's": (
        ["2025-03-05 10:12", "来源：云岭晚报", "∙", "直击现场 >", "字号", "听全文"],
        [
            *("图片编辑：罗小禾", "云岭晚报报料：0999-962866", "云岭晚报，未经授权不得转载"),
            *("+1", "收藏", "我要举报", "#图书馆", "查看更多"),
        ],
    ),
    "another's": (
        ["云岭晚报 2025年03月05日 18:30 云岭", "以下文章来源于石桥镇 ，作者小满"],
        [
            "图片：石桥镇文化站",
            "来源：石桥镇（记者 秦望山）",
            "编辑：小田",
            "点个“在看”，告诉更多人",
        ],
    ),
    "menus": (
        ["时间：2025-03-05 10:12:00　来源：云岭晚报　点击：1203次"],
        ["【字号 大 中 小】【我要打印】【我要纠错】【返回顶部】【关闭窗口】"],
    ),
}


@pytest.mark.parametrize(("above", "below"), SITES.values(), ids=SITES)
def test_sites(tmp_path, above, below):
    reading = read(tmp_path, page(above, below))
    assert shape(reading) == [(TITLE, TEXT)]
    (article,) = reading.articles
    assert (article.source, article.date) == ("云岭晚报", DAY)
    check_all_kept(tmp_path, reading)


@pytest.mark.parametrize("title", ["旧粮仓怎样变成图书馆？", "旧粮仓，社区图书馆！"])
def test_a_headline_that_asks(tmp_path, title):
    reading = read(tmp_path, page(["来源：云岭日报", "2025-03-05"], title=title))
    assert shape(reading) == [(title, TEXT)]


def test_a_headline_in_several_lines(tmp_path):
    title = "旧粮仓改成社区图书馆\n群众捐款三十七万元\n——石桥镇盘活闲置房屋的故事"
    line = "来源：云岭日报　　作者：秦望山　罗小禾　　2025年03月05日"
    reading = read(tmp_path, page([line], title=title))
    assert shape(reading) == [(title.replace("\n", " "), TEXT)]
    assert reading.articles[0].byline == "秦望山　罗小禾"


MARKDOWN = """云岭日报客户端 2025-03-05 09:20
作者：秦望山

关注

{text}

责编：郑小禾 | 审核：蒋水生

**相关阅读**

- [青沙湖禁渔期三月起](https://example.cn/1)
- [给候鸟让路 公路改道一点八公里](https://example.cn/2)

打开APP阅读全文
"""


@pytest.mark.parametrize("title", [f"# {TITLE}\n\n", f"---\ntitle: {TITLE}\n---\n", f"{TITLE}\n\n"])
def test_a_copy_in_markdown(tmp_path, title):
    text = title + MARKDOWN.format(text="\n\n".join(TEXT))
    reading = read(tmp_path, text, name="page.md")
    assert shape(reading) == [(TITLE, TEXT)]
    (article,) = reading.articles
    assert (article.source, article.byline, article.date) == ("云岭日报客户端", "秦望山", DAY)
    out = "".join(one.text for one in reading.left_out)
    assert all(words in out for words in ("责编", "相关阅读", "青沙湖禁渔期三月起", "打开APP"))


def test_what_a_clipper_writes(tmp_path):
    head = "原创 小满 [云岭发布](javascript:void\\(0\\);) *2025年03月05日 18:30* *云南*"
    lines = [f"# {TITLE}", head, "![图片](https://a.example/1)", *TEXT, "![](https://a.example/2)"]
    reading = read(tmp_path, "\n\n".join(lines), name="page.md")
    assert shape(reading) == [(TITLE, TEXT)]
    (article,) = reading.articles
    assert (article.source, article.byline, article.date) == ("云岭发布", "小满", DAY)
    assert all(one.text.strip() for one in reading.left_out)


HTML = """<html><head><title>{title}_云岭新闻网</title></head><body><h1>{title}</h1>
<div>2025-03-05 09:00 来源：云岭日报 作者：秦望山</div><p>点击上方蓝字关注我们</p>
{text}
<p>【责任编辑：小田】</p><p>- END -</p><p>往期推荐</p><p>老码头的最后一班渡船</p>
<p>声明：本网转载此文是为传递更多信息，不代表本网观点。</p>
<p>上一篇：城东医院夜间门诊延长两小时</p></body></html>"""


def test_what_html_has_as_paragraphs_of_its_text(tmp_path):
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    reading = read(tmp_path, HTML.format(title=TITLE, text=text), name="page.html")
    assert shape(reading) == [(TITLE, TEXT)]
    (article,) = reading.articles
    assert (article.source, article.byline, article.date) == ("云岭日报", "秦望山", DAY)


HARMLESS = {
    "speaks of sources": [
        "编辑部里常有年轻人问我，“来源”两个字有什么用。我说，来源：就是这件事是谁看见的。",
        "有人把“声明：本文与本人无关”印在书上，有人在网页下面放满相关阅读。",
        "稿子见报那天，罗小禾在版面下面写：来源可靠，责任在我。",
    ],
    "a suit about copying": [
        FIRST,
        "法院认为，被告未经许可转载原告的文章，侵犯了著作权，应当赔偿三万元。",
    ],
    "a company's statement": [
        "近日有人冒用我公司名义招工，我公司从未委托任何人收取押金。",
        "我公司保留追究其法律责任的权利。",
    ],
    "the second paragraph is a note": ["本报讯 " + FIRST, NOTE, SECOND],
    "a talk": [
        "记者：您每天几点起床？",
        "秦望山：三点半，磨豆子要两个钟头。",
        "记者：不累吗？",
        "秦望山：习惯了。",
        "编辑：这一段可以放在开头吗？",
        "记者：可以。",
    ],
    "books to read": [FIRST, "推荐阅读：", "《老桥的故事》 秦望山", "《河边人家》 罗小禾"],
    "a side story": [
        FIRST,
        "相关链接",
        "社区图书馆的座位按居民人数设置，每千人不少于十二个，藏书每人不少于一册。",
    ],
    "a chart's source": [
        FIRST,
        "近五年读者人数",
        "来源：云岭市统计局",
        "从图上看，读者人数逐年上升，去年达到三十一万人次，是五年前的两倍。",
    ],
    "whom to call": [FIRST, "联系电话：0999-1234567", "报名时间：3月10日", "地点：石桥镇文化站"],
    "food recalled": [FIRST, "被召回的产品为梅干，生产许可证编号：SC10099。"],
    "scan to enrol": [FIRST, "扫描下方二维码报名"],
    "signed": [FIRST, SECOND, "石桥镇人民政府", "2025年3月5日"],
    "a question and a reply": [FIRST, "网友评论说，座位还是少。镇里回复说，明年再加六十个。"],
    "a diary": [
        "2025-03-05 22:10",
        "雨一直下，水位到了十一米三，我和老秦每隔半小时去看一次水尺。",
        "2025-03-06 01:30",
        "水位退到十一米，大家松了一口气，镇上送来了姜汤。",
    ],
    "minutes": [
        *("时间：2025年3月5日 9:30", "地点：镇政府二楼", "主持人：罗有田", "记录：郑小禾"),
        "一、罗有田通报改造进度：主体工程已完工，还差书架和空调，预计十五天内装完。",
    ],
    "a paper": [
        "摘要：本文以石桥镇旧粮仓改造为例，讨论闲置房屋再利用的成本与收益。",
        *("关键词：旧粮仓；改造；成本", "一、问题的提出", FIRST),
    ],
    "press as a word": [FIRST, "有居民点击屏幕预约座位，也有人点赞、收藏，分享给邻居。"],
}


@pytest.mark.parametrize("lines", HARMLESS.values(), ids=HARMLESS)
def test_an_article_that_only_speaks_of_such_things_keeps_its_words(tmp_path, lines):
    for gap in ("\n", "\n\n"):
        reading = read(tmp_path, gap.join([TITLE, *lines]))
        kept = "".join(one.title + one.text for one in reading.articles)
        assert visible(kept) == visible(TITLE + "".join(lines))
        assert len(reading.articles) == 1
        assert reading.left_out == ()


@pytest.mark.parametrize(
    "text",
    [
        "收藏\n\n我收藏一片叶子\n它来自去年的秋天\n来源：一棵不说话的树\n\n我把它夹在书里\n分享给翻书的人",
        "好书推荐\n\n《老桥的故事》\n作者：秦望山\n这本书讲了一座桥的六十年。\n\n《河边人家》\n作者：罗小禾\n"
        "这本书讲了河边的三户人家。\n\n《渡口》\n作者：郑长河\n这本书讲了最后一班渡船。",
        "春天的菜单\n\n荠菜豆腐\n凉拌马兰头\n腌笃鲜\n评论\n打印",
        "编辑同志：\n\n来信反映的路灯，昨晚修好了，谢谢你们。\n\n读者 郑小禾\n2025年3月5日",
    ],
)
def test_a_poem_a_list_and_a_letter_keep_their_words(tmp_path, text):
    reading = read(tmp_path, text)
    kept = "".join(one.title + one.text + (one.byline or "") for one in reading.articles)
    assert visible(kept) == visible(text)
    assert reading.left_out == ()
