"""Official documents: the title as headline, and what they rule as brief and summary."""

import pytest

from qa.chinese.documents import has_articles, is_salutation, number_key
from qa.records import Article
from qa.writing.documents import document_title, rulings
from qa.writing.summarize import summarize_articles
from tests.generators import ExtractiveGenerator

TITLE = "青石县人民政府关于印发《青石县水渠养护办法》的通知"
TO = "各镇人民政府，县直各单位："
PURPOSE = "为了管好全县的水渠，保障农田灌溉，根据有关规定，制定本办法。"
WHOM = "本办法适用于县内由村集体管理、长度在三百米以上的灌溉水渠。"
PAYS = "养护补贴标准为：土渠每米每年2元；石渠每米每年5元。"
CHECKS = "镇水利站应当在15个工作日内审核，县水利局在20个工作日内审批。"
FROM = "本办法自2031年9月1日起施行，有效期三年。"
RULE = [
    "青水发〔2031〕8号",
    TO,
    "现将《青石县水渠养护办法》印发给你们，请遵照执行。",
    "青石县人民政府",
    "2031年8月2日",
    "青石县水渠养护办法",
    f"第一条　{PURPOSE}",
    f"第二条　{WHOM}",
    f"第三条　{PAYS}",
    f"第四条　{CHECKS}",
    "第五条　本办法由县水利局负责解释。",
    f"第六条　{FROM}《青石县水渠管护规定》同时废止。",
]
TEXT = "\n".join(RULE)


def said(title, text, length):
    return [one.text for one in rulings(title, text, length)]


def test_a_rule_says_what_for_for_whom_how_much_and_from_when():
    found = said(TITLE, TEXT, 125)
    assert found == [PURPOSE, WHOM, PAYS, FROM]
    assert said(TITLE, TEXT, 60) == [WHOM, PAYS]
    for one in rulings(TITLE, TEXT, 140):
        assert TEXT[one.source.start : one.source.end] == one.text


def test_a_rule_is_one_without_spaces_behind_its_numbers():
    text = TEXT.replace("条　", "条")
    assert [one.text for one in rulings(TITLE, text, 125)] == [PURPOSE, WHOM, PAYS, FROM]
    assert document_title("青石县水渠养护办法", text.partition("\n")[2], 40) is not None


@pytest.mark.parametrize(
    "text",
    [
        "第一条高速公路昨日通车。\n第三条明年通车。",
        "第一条高速公路昨日通车，第二条明年通车。",
        "第二条水渠昨日通水。\n第一条水渠去年通水。",
    ],
)
def test_the_first_of_some_roads_is_no_article(text):
    assert not has_articles(text)
    assert rulings("青石县公路管理办法", text, 200) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青水发〔2031〕8号", "青水发（2031）第8号", True),
        ("青水发〔2031〕8号", "原青水发[2031]08号", True),
        ("青水发〔2031〕8号", "青水发〔2030〕8号", False),
        ("青水发〔2031〕8号", "青水办发〔2031〕8号", False),
        ("青石县人民政府令第5号", "青政令第5号", True),
        ("青石县人民政府令第5号", "青石县人民政府令第15号", False),
        ("青石县人民政府令第5号", "青水发〔2031〕5号", False),
    ],
)
def test_two_ways_to_write_a_number(one, other, same):
    assert (number_key(one) == number_key(other)) is same


@pytest.mark.parametrize("kind", ["headline", "brief", "summary"])
def test_neither_who_is_addressed_nor_what_is_repealed_is_given_out(kind):
    article = Article(id="a", title=TITLE, text=TEXT)
    (made,) = summarize_articles([article], kind=kind, generator=ExtractiveGenerator())
    assert made.text == (TITLE if kind == "headline" else made.text)
    assert not any(words in made.text for words in (TO[:-1], "废止", "印发给你们", "青水发"))


def test_the_items_of_a_clause_stand_with_it():
    lines = [
        "第一条　" + PURPOSE,
        "第二条　补贴按下列标准发放：",
        "（一）土渠每米2元；",
        "（二）石渠每米5元。",
    ]
    found = said("水渠养护办法", "\n".join(lines), 60)
    assert found == ["补贴按下列标准发放：（一）土渠每米2元；（二）石渠每米5元。"]


def test_a_notice_in_parts_is_said_without_their_numbers():
    lines = [
        TO,
        "经县政府同意，现将补贴调整如下：",
        "一、提高标准。土渠补贴由每米2元提高到3元；石渠补贴不变。",
        "二、本通知自2031年9月1日起执行。",
    ]
    assert said("关于调整水渠补贴的通知", "\n".join(lines), 100) == [
        "土渠补贴由每米2元提高到3元；石渠补贴不变。",
        "本通知自2031年9月1日起执行。",
    ]


def test_an_entry_that_ends_with_a_semicolon_ends_with_a_full_stop():
    lines = [
        TO,
        "一、时间安排",
        "1．网上报名：6月10日至6月20日；",
        "2．资格审核：6月21日至7月5日；",
    ]
    assert said("关于招生的通知", "\n".join(lines), 100) == [
        "网上报名：6月10日至6月20日。",
        "资格审核：6月21日至7月5日。",
    ]


def test_a_bulletin_is_the_first_sentence_of_its_paragraphs():
    lines = [
        "一、综合",
        "全年产粮三万吨，增长2%。其中，稻谷两万吨。",
        "二、水利",
        "年末有水渠五百条，增加三条。",
    ]
    assert said("青石县2031年农业统计公报", "\n".join(lines), 100) == [
        "全年产粮三万吨，增长2%。",
        "年末有水渠五百条，增加三条。",
    ]


def test_a_table_is_its_first_rows():
    text = (
        "渠名：东渠，镇：青石，长：300\n渠名：西渠，镇：云岭，长：200\n渠名：南渠，镇：青石，长：90"
    )
    assert said("水渠明细表", text, 40) == text.split("\n")[:2]
    assert document_title("水渠明细表", text, 40) == "水渠明细表"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("青石县出台水渠养护办法", f"本报讯 县里昨天出台办法。\n{PAYS}\n{FROM}"),
        ("关于水渠的通知", "本报讯 县里昨天发出通知。\n村民们都很高兴。"),
        ("县统计局发布农业统计公报", "全年产粮三万吨。\n年末有水渠五百条。"),
        ("两县签署联合公报", "两县代表昨天在青石镇签署公报。"),
        ("水渠通水", "村支书说：水来了，人笑了。\n村民说：等了三年，总算等到了。"),
        ("一封家书", "各位亲友：\n我在外地一切都好，勿念。"),
    ],
)
def test_other_texts_are_none(title, text):
    assert rulings(title, text, 100) == []
    assert document_title(title, text, 100) is None


@pytest.mark.parametrize(
    ("longest", "headline"),
    [
        (64, TITLE),
        (20, "关于印发《青石县水渠养护办法》的通知"),
        (12, "青石县水渠养护办法"),
        (8, None),
    ],
)
def test_a_long_title_is_what_it_is_about(longest, headline):
    assert document_title(TITLE, TEXT, longest) == headline


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (TO, True),
        ("各县（市、区）教育局，市直各学校：", True),
        ("县水利局、财政局：", True),
        ("各有关单位：", True),
        ("云河公司：", True),
        ("各位说说看：怎么办？", False),
        ("他对县水利局说：", False),
        ("各镇人民政府要抓好落实。", False),
    ],
)
def test_a_salutation_is_to_whom_a_document_is_addressed(line, expected):
    assert is_salutation(line) is expected


@pytest.mark.parametrize(
    "greeting",
    [
        "主持人：各位记者朋友，上午好。",
        "各位来宾、各位朋友，大家好！",
        "尊敬的各位代表，你们好。",
        "今天的发布会到此结束。",
    ],
)
@pytest.mark.parametrize("kind", ["headline", "brief", "summary"])
def test_a_greeting_is_not_given_out(greeting, kind):
    told = "县水利局局长宋怀远介绍，全县今年修好水渠五百条，灌溉农田三万亩。"
    more = "".join(f"养护第{n}段水渠的资金由县财政负担，每年拨付{n}百万元。" for n in range(3, 15))
    article = Article(id="a", title="水渠", text=f"{greeting}\n{told}\n{more}")
    (made,) = summarize_articles([article], kind=kind, generator=ExtractiveGenerator())
    assert greeting[:-1] not in made.text


STALLS = "1号摊 何远 烤饼 每份5元\n2号摊 宋怀远 酸汤 每份8元\n3号摊 李桂英 凉粉 每份6元"
LIBRARIES = "总馆 9:00—21:00\n东区分馆 9:00—17:00\n西区分馆 9:00—17:00\n自助馆 全天开放"


@pytest.mark.parametrize(
    "text",
    [
        STALLS,
        LIBRARIES,
        f"{STALLS}\n开放时间：周六9:00—17:00\n地址：云河路12号",
        "单次票 30元\n学生票 15元\n年卡 1800元\n以上票价自5月1日起执行，请市民周知。",
        "K1次 云河—石桥 8:15开 9:02到\nK3次 云河—石桥 9:15开 10:02到\nK5次 云河—石桥 10:15开",
        "夜市价目\n烤饼 ¥5\n酸汤 ¥8\n凉粉 ¥6",
        "何记烤饼：云河路1号，营业时间10:00—20:00。\n宋家酸汤：云河路2号，人均25元。\n"
        "李家凉粉：云河路3号，人均8元。",
    ],
)
def test_the_headline_of_a_list_of_prices_or_hours_is_its_title(text):
    assert document_title("石桥镇市集", text, 56) == "石桥镇市集"
    assert document_title("", text, 56) is None
    assert rulings("石桥镇市集", text, 100) == []


@pytest.mark.parametrize(
    "text",
    [
        f"石桥镇市集昨天开张，来了三千人。\n{STALLS}",
        "云河新桥昨天通车，总投资3.6亿元。\n石桥镇水渠昨天8:30通水。\n市图书馆投资1.2亿元建新馆。",
        "云河队以3：1取胜\n上半场1：1\n下半场2：0\n全场观众三万人",
        "内科 何远 周一上午\n外科 宋怀远 周二上午\n儿科 李桂英 周三下午",
        "票价是30元\n市集昨天开张，来了三千人。\n摊主们都说生意好。\n明天还开。",
        "学生票 15元",
        "",
    ],
)
def test_what_is_no_list_of_prices_has_its_headline_of_its_text(text):
    assert document_title("石桥镇市集", text, 56) is None
