"""What an account or a portal has under an article, and articles that end in much the same way."""

import datetime as dt

import pytest

from qa.records import Reason
from tests.qa.reading.kinds.pages import read, shape
from tests.qa.reading.kinds.test_copied_pages import check_all_kept, visible

TITLE = "旧磨坊办起木偶剧团"
FIRST = "3月9日，白石镇旧磨坊里的木偶剧团首次公演，台下坐了一百六十人。"
SECOND = "团长陆小川介绍，剧团有演员九人，最大的七十一岁，最小的十二岁。"
TEXT = [FIRST, SECOND]
ACCOUNT = "白石发布 2025-03-10 07:30"
DAY = dt.date(2025, 3, 10)

TAILS = {
    "credits": ["编辑 | 小葵", "责编 | 邵子安", "校对 | 丁一", "审核 | 贺兰山", "来源 | 青石晚报"],
    "one line": ["编辑｜苏小棠　责编｜韩立　审核｜周明远"],
    "another bar": ["- END -", "记者丨戚一舟", "编辑丨戚一舟 校对丨马小川", "监制丨孔令远"],
    "a picture's": ["图文｜白石文化站", "编辑｜江小鱼", "校审：路遥"],
    "titles that ask": [
        "往期推荐",
        "老街修好了，游客却不知道往哪儿走？",
        "他把祖传的戏台搬进了学校，孩子们乐了！",
        "一碗面卖八元，老板图什么",
    ],
    "titles with numbers": [
        *("▼", "往期精彩回顾", "▼"),
        "01 石桥的桥为什么是斜的？",
        "02 停了三个月的公交，又通了",
    ],
    "a portal's": [
        "责任编辑：小葵",
        "相关阅读",
        "古镇停车场扩容，车位翻了一倍",
        "长假高铁票还有吗？",
        "网友评论（3）",
        "海边的猫：终于通了，等了三年。",
        "过客：能不能刷卡？",
        "发表评论",
    ],
    "comments": [
        *("阅读 1.2万", "赞 56", "写留言", "精选留言"),
        "梧桐树下：我从小看到大，味道没变。",
        "老鲍家的邻居：锣鼓一响就热闹，起得真早！",
        "作者回复：谢谢大家喜欢。",
    ],
    "comments under names": [
        "来都来了，点个在看再走吧~",
        *("精选评论", "爱读书的猫", "太好了！可以带孩子去了。", "2天前"),
        *("夜航船", "希望冬天也演。", "1天前", "已无更多数据"),
    ],
    "a weak name": ["- END -", "留言", "老街坊：每天都去看，挺好。", "白石发布(作者)：谢谢！"],
    "to like": ["点赞、在看、转发，让更多人看到", "扫码关注白石发布", "在看 23", "收藏 45"],
    "to like, in one": ["点赞在看转发", "❤️ 点赞 在看 分享 ❤️", "长按二维码关注我们"],
    "a spaced name": [
        "文 | 石榴",
        "图 | 白石发布",
        "编辑 | 阿木",
        "审校 | 谭石",
        "往 期 推 荐",
        "“通水了！”",
    ],
    "names of lists": [
        *("运营丨丸子", "点击下方图片，阅读往期好文", "高考作文题，你会怎么写？"),
        *("近期热文", "候鸟的加油站，快被填了？", "—— 全文完 ——"),
        "转载、投稿、商务合作，请后台留言",
    ],
    "hot ones": [
        *("责编：卞河", "24小时热榜", "1 夜间公交要不要加价？", "2 护士节的礼物，她哭了"),
        *("评论 12", "热评", "夜猫子：支持！终于不用跑了。", "展开全部评论"),
    ],
    "counted comments": ["网友评论（2）", "江边人：那年的水我听说过。", "路人甲：好好保护！"],
    "to follow": ["更多精彩内容，请关注白石融媒视频号", "👇点击阅读原文，查看更多"],
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_a_tail_is_not_of_the_text(tmp_path, tail, gap):
    reading = read(tmp_path, gap.join([TITLE, ACCOUNT, *TEXT, *tail]))
    assert shape(reading) == [(TITLE, TEXT)]
    assert (reading.articles[0].source, reading.articles[0].date) == ("白石发布", DAY)
    check_all_kept(tmp_path, reading)


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_a_tail_in_html_and_markdown(tmp_path, tail):
    lines = [ACCOUNT, *TEXT, *tail]
    markup = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{markup}</body></html>"
    for name, text in (("page.html", html), ("page.md", "\n\n".join([f"# {TITLE}", *lines]))):
        assert shape(read(tmp_path, text, name=name)) == [(TITLE, TEXT)]


def test_all_of_it_at_once_with_its_reasons(tmp_path):
    tail = [*TAILS["credits"], *TAILS["titles that ask"], *TAILS["to like"], *TAILS["comments"]]
    reading = read(tmp_path, "\n".join([TITLE, ACCOUNT, *TEXT, *tail]))
    assert shape(reading) == [(TITLE, TEXT)]
    why = {one.text: one.reason for one in reading.left_out}
    assert why["编辑 | 小葵"] is Reason.FURNITURE
    assert why["来源 | 青石晚报"] is Reason.FIELD
    assert why["老街修好了，游客却不知道往哪儿走？"] is Reason.NAVIGATION
    assert why["点赞、在看、转发，让更多人看到"] is Reason.NAVIGATION
    assert why["赞 56"] is Reason.FIELD
    assert why["作者回复：谢谢大家喜欢。"] is Reason.COMMENTS


@pytest.mark.parametrize(
    ("above", "source", "byline"),
    [
        (["来源 | 海湾周刊　作者 | 林一苇　编辑 | 陈默", "2025年3月10日"], "海湾周刊", "林一苇"),
        (["来源 | 海湾周刊", "作者 | 林一苇", "2025-03-10 10:00"], "海湾周刊", "林一苇"),
        (["原创 白石发布 白石发布", "2025年3月10日 09:00"], "白石发布", None),
        (["城南事 2025-03-10 21:00"], "城南事", None),
        (["原创 陶然 蓝鲸周刊", "2025年3月10日 07:15 湖北 听全文"], "蓝鲸周刊", "陶然"),
        (["时间：2025-03-10 09:00  来源：汉江晚报  编辑：杜若  [我要投稿]"], "汉江晚报", None),
    ],
)
def test_labels_with_bars_and_accounts(tmp_path, above, source, byline):
    (article,) = read(tmp_path, "\n".join([TITLE, *above, *TEXT])).articles
    assert (article.title, article.text) == (TITLE, "\n".join(TEXT))
    assert (article.source, article.byline, article.date) == (source, byline, DAY)


def test_credits_over_a_sentence_of_the_account_are_taken_off_alone(tmp_path):
    tail = ["来源：白石发布", "作者：龙葵", "编辑：车前", "如有不适，请及时就医。"]
    reading = read(tmp_path, "\n".join([TITLE, ACCOUNT, *TEXT, *tail]))
    assert shape(reading) == [(TITLE, [*TEXT, tail[-1]])]
    assert reading.articles[0].byline == "龙葵"


def test_a_headline_that_asks_over_a_day_and_an_account(tmp_path):
    title = "八旬老人学会视频通话，第一个打给了谁？"
    text = "\n".join([title, "2025-03-10 19:30", "白石融媒", "+关注", *TEXT])
    (article,) = read(tmp_path, text).articles
    assert (article.title, article.source, article.date) == (title, "白石融媒", DAY)


HARMLESS = {
    "asks at its end": [*TEXT, "一个只有九个人的剧团，能走多远？", "陆小川的回答是：走着看！"],
    "ends without a stop": [*TEXT, "散场时，雨停了"],
    "calls": [*TEXT, "快来看戏吧！"],
    "a side story": [FIRST, "延伸阅读", "木偶戏在白石镇有三百年历史，清末戏班十一个，如今剩一个。"],
    "a side story that asks": [
        *(FIRST, "相关链接", "什么是提线木偶？"),
        "提线木偶用丝线牵动关节，一个木偶少则八根线，多则三十多根。",
    ],
    "letters of readers": [FIRST, "读者留言", "梧桐：没想到还在演。", "老陆：谢谢，周六还有一场。"],
    "a crosshead": [
        *(FIRST, "网友评论", "山风：该让孩子们都来看看。", "流水：木偶比动画片好看。"),
        "白石镇文化站说，这些话都会转给剧团。",
    ],
    "what people say, and nothing of a page": [
        *(FIRST, SECOND, "网友评论", "山风：该让孩子们都来看看。", "流水：比动画片好看。"),
    ],
    "a word for comments": [FIRST, "留言", "剧团门口有一本留言簿，第一页写着：戏比天大。"],
    "a talk": [
        *(FIRST, "记者：一场戏要多少人？", "陆小川：四个人就能演。"),
        *("记者：够热闹吗？", "陆小川：锣鼓一响就热闹了！"),
    ],
    "books": [FIRST, "推荐阅读", "《木偶的故事》", "《戏台上下》"],
    "bars in a sentence": ["编辑 | 是他的本行，木偶 | 是他的爱好。", FIRST, SECOND],
    "a table with bars": [FIRST, "场次 | 时间 | 票价", "第一场 | 周六上午 | 10元"],
    "a ledger": [FIRST, "来源 | 去向，陆小川的账本上只有这两栏。", SECOND],
    "likes": [FIRST, "视频发出三天，点赞、转发超过两万次，评论有六百多条。"],
    "a code to scan": [FIRST, "报名请扫描海报上的二维码，或拨打文化站电话。"],
    "what one taps": [FIRST, "陆小川说，手机上点赞在看的人多，走进戏院的人少。"],
    "a hot topic": [FIRST, "热点新闻", "他从不关心，他只关心木偶的眼睛画得亮不亮。"],
    "questions of children": [FIRST, "孩子们的问题", "木偶会疼吗？", "木偶晚上睡在哪里？"],
    "plays": [FIRST, "本月剧目", "三打白骨精", "武松打虎", "哪吒闹海"],
    "accounts": [FIRST, "剧团账目", "收入 12600", "支出 9800", "结余 2800"],
    "a word of fields": [FIRST, "发布机构说，演出许可每年换一次，剧团已换了四次。"],
    "an event": ["时间：2025年3月16日上午10时", "地点：旧磨坊", FIRST, SECOND],
    "an end": [FIRST, "戏单最后一行写着", "END，不是结束，是再见。"],
    "a post": [FIRST, "校对：这个岗位剧团没有，台词都是口传的。", SECOND],
    "thanks": [FIRST, "感谢来源：多方捐助，其中镇上商户捐了三万元。"],
    "a number to report to": [FIRST, "发现倒卖戏票的，请拨打举报电话，镇里会在三天内答复。"],
    "a licence": [FIRST, "剧团的演出许可证编号：BS10099，有效期到明年六月。"],
    "the writer": [*TEXT, "（作者系白石镇文化站干部）"],
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("lines", HARMLESS.values(), ids=HARMLESS)
def test_an_article_that_ends_much_so_stays_whole(tmp_path, lines, gap):
    reading = read(tmp_path, gap.join([TITLE, *lines]))
    (article,) = reading.articles
    kept = article.title + article.text + (article.byline or "")
    assert visible(kept) == visible(TITLE + "".join(lines))
    assert reading.left_out == ()


@pytest.mark.parametrize("lines", HARMLESS.values(), ids=HARMLESS)
def test_so_it_does_in_html_and_markdown(tmp_path, lines):
    markup = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{markup}</body></html>"
    for name, text in (("page.html", page), ("page.md", "\n\n".join([f"# {TITLE}", *lines]))):
        (article,) = read(tmp_path, text, name=name).articles
        kept = article.title + article.text + (article.byline or "")
        assert visible(kept) == visible(TITLE + "".join(lines))
