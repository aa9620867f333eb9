"""Rules of the newspaper reader, one page of a few lines each; and laws that hold for any text."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.chinese.fold import BLANK
from qa.errors import ReadError
from qa.reading import read_articles
from qa.reading.newspaper import parse
from qa.reading.origin import LINE_ENDS, Source, assemble
from tests.qa.reading.made.news import AROUND

LEAD = "本报讯 昨日，市里召开会议，部署今年的防汛工作，要求各区提前检查堤坝。"


def read(tmp_path, text):
    page = tmp_path / "page.txt"
    page.write_bytes(text.encode())
    return read_articles(page)


def shape(articles):
    return [(article.title, article.text.split("\n"), article.byline) for article in articles]


def test_a_headline_and_a_lead_open_an_article(tmp_path):
    page = f"防汛部署会召开\n\n{LEAD}\n\n新桥下月通车\n\n本报讯 城南新桥下月一日通车。\n"
    assert shape(read(tmp_path, page)) == [
        ("防汛部署会召开", [LEAD], None),
        ("新桥下月通车", ["本报讯 城南新桥下月一日通车。"], None),
    ]


def test_a_byline_closes_an_article_so_that_the_next_needs_no_lead_word(tmp_path):
    page = (
        f"防汛部署会召开\n\n{LEAD}（常青）\n\n老树新芽\n\n村口的老树，今春又发了新芽。（李小满）\n"
    )
    assert shape(read(tmp_path, page)) == [
        ("防汛部署会召开", [LEAD], "常青"),
        ("老树新芽", ["村口的老树，今春又发了新芽。"], "李小满"),
    ]


def test_a_byline_on_its_own_line_belongs_to_the_article_before_it(tmp_path):
    page = f"防汛部署会召开\n\n{LEAD}\n\n本报记者 常青\n\n新桥通车\n\n本报讯 新桥通车了。\n"
    assert [article.byline for article in read(tmp_path, page)] == ["本报记者 常青", None]


def test_a_short_line_without_a_sign_of_a_new_article_is_a_subheading(tmp_path):
    page = (
        f"防汛部署会召开\n\n{LEAD}\n\n沙袋备足了\n\n城东仓库里堆着两万只沙袋，随时可以装车运走。\n"
    )
    (article,) = read(tmp_path, page)
    assert article.text.split("\n")[1:] == [
        "沙袋备足了",
        "城东仓库里堆着两万只沙袋，随时可以装车运走。",
    ]


FERRY = "渡口在老城北面，船工常青在这里摇了三十年船，去年冬天才上岸。他说，要把船放在岸边。"
BRIDGE = "新桥通车以后，过河的人少了。镇里打算把渡口留下来，修一座陈列室，请常青去讲从前的事。"


def wrapped(text, width=20):
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize(
    "line",
    [
        "桥没了，渡口还在",
        "桥通了,渡口静了",
        "渡口还在",
        "在渡口守了三十年",
        "“船在人就在”",
        "常青：船要留着",
    ],
)
def test_a_short_paragraph_in_wrapped_text_is_a_subheading(tmp_path, line):
    page = ["渡口的船留下来了", wrapped(LEAD), line, wrapped(FERRY), wrapped(BRIDGE)]
    (article,) = read(tmp_path, "\n\n".join(page))
    assert article.text.split("\n") == [LEAD, line, FERRY, BRIDGE]


@pytest.mark.parametrize(
    "line",
    [
        "这一天，他说，船",
        "会议强调，要抓落实的",
        "渡口，“船要",
        "新桥通车以后，从前过河的人和",
        "渡口在老城北面，船工常青在这里摇船",
    ],
)
def test_a_line_that_may_be_cut_is_joined_in_wrapped_text(tmp_path, line):
    page = ["渡口的船留下来了", wrapped(LEAD), line, wrapped(FERRY), wrapped(BRIDGE)]
    (article,) = read(tmp_path, "\n\n".join(page))
    assert article.text.split("\n")[1] == line + FERRY


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("line", "end", "alone"),
    [
        ("桥通了，渡口静了", "", False),
        ("老桥通了，渡口静了", "", True),
        ("老桥没了，渡口还在", "", True),
        ("会议强调，要抓落实", "", False),
        ("镇里说，老船要修好", "", False),
        ("老桥没了，渡口还在", "会议强调，各区要把责任落实到人，确保每一处堤坝有人", False),
    ],
)
def test_a_couplet_is_a_subheading_where_nothing_is_cut(tmp_path, gap, line, end, alone):
    page = gap.join(["渡口的船留下来了", LEAD, line, FERRY, BRIDGE + end])
    (article,) = read(tmp_path, page)
    first = [line, FERRY] if alone else [line + FERRY]
    assert article.text.split("\n") == [LEAD, *first, BRIDGE + end]


def test_a_paragraph_cut_after_its_first_clause_is_joined(tmp_path):
    page = f"防汛部署会召开\n\n{LEAD}\n\n会议强调，要把隐患，\n\n消灭在雨季之前。\n"
    (article,) = read(tmp_path, page)
    assert article.text.split("\n")[1] == "会议强调，要把隐患，消灭在雨季之前。"


CUT = "会议强调，各区要把责任落实到人，确保每一处堤坝有人"


@pytest.mark.parametrize(
    ("inserted", "quotes", "sentence"),
    [
        (["把隐患消灭在雨季之前"], ("把隐患消灭在雨季之前",), CUT + "看、有人管。"),
        (["守堤如守家", "护水如护命"], (), CUT + "守堤如守家护水如护命看、有人管。"),
        (
            ["守住每一处堤坝", "护好每一个村庄"],
            ("守住每一处堤坝", "护好每一个村庄"),
            CUT + "看、有人管。",
        ),
        (["水来能挡，人来能护"], ("水来能挡，人来能护",), CUT + "看、有人管。"),
        (["值守，有人巡查，有人"], (), CUT + "值守，有人巡查，有人看、有人管。"),
        (["值守巡查维护和"], (), CUT + "值守巡查维护和看、有人管。"),
        (["提前检查堤坝！"], ("提前检查堤坝！",), CUT + "看、有人管。"),
    ],
)
def test_what_stands_between_two_halves_of_a_sentence(tmp_path, inserted, quotes, sentence):
    page = "\n\n".join(["防汛部署会召开", LEAD, CUT, *inserted, "看、有人管。"])
    (article,) = read(tmp_path, page)
    assert article.pull_quotes == quotes
    assert article.text.split("\n")[1] == sentence


def test_a_pull_quote_between_paragraphs_is_known_by_its_repetition(tmp_path):
    page = f"防汛部署会召开\n\n{LEAD}\n\n各区提前检查堤坝\n\n沙袋备足了，随时可以装车运走。\n"
    (article,) = read(tmp_path, page)
    assert article.pull_quotes == ("各区提前检查堤坝",)
    assert article.text == f"{LEAD}\n沙袋备足了，随时可以装车运走。"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("今年全市工业投资增长，达到1,28", "0万元，比去年多。"),
        ("今年全市工业投资增长，增幅为3.", "5%，比去年多。"),
        ("会上，市里介绍了新开发的Cloud", "Map系统，可查水位。"),
        ("会上，市里介绍了《防汛手册（试", "行）》的要点，人手一册。"),
        ("会上，他说：「今年汛期来得早。", "大家要早准备。」随后散会。"),
        ("會上，他說：「今年汛期來得早，", "大家要早準備。」隨後散會。"),
    ],
)
def test_a_cut_inside_a_number_a_word_or_a_quotation_is_joined(tmp_path, first, second):
    (article,) = read(tmp_path, f"防汛部署会召开\n\n{LEAD}\n\n{first}\n\n{second}\n")
    assert article.text.split("\n")[1] == first + second


def test_a_cut_before_what_looks_like_a_list_item_is_joined(tmp_path):
    first = "各区每天巡堤一次，市里的会商会定在每周"
    (article,) = read(tmp_path, f"防汛部署会召开\n\n{LEAD}\n\n{first}\n\n三、周五召开。\n")
    assert article.text.split("\n")[1] == first + "三、周五召开。"
    wrapped = "\n".join([first, "三、周五召开，遇有险情随时召开，各区派", "人参加，不得迟到。"])
    (article,) = read(tmp_path, f"防汛部署会召开\n\n{LEAD}\n\n{wrapped}\n")
    assert article.text.split("\n")[1] == wrapped.replace("\n", "")


def test_a_space_after_a_latin_word_at_a_lines_end_is_kept(tmp_path):
    (article,) = read(
        tmp_path, f"防汛部署会召开\n\n{LEAD}\n\n会上，市里介绍了Open \n\nRiver系统。\n"
    )
    assert article.text.split("\n")[1] == "会上，市里介绍了Open River系统。"


def test_with_indents_a_line_without_one_continues_even_a_whole_sentence(tmp_path):
    page = (
        f"防汛部署会召开\n\n　　{LEAD}\n\n　　会议指出，今年雨季提前，要早作准备，不可大意。\n\n"
        "各区要在月底以前完成堤坝检查，查出的问题立即整改。\n\n"
        "　　会议还研究了其他事项，明确了责任。\n"
    )
    (article,) = read(tmp_path, page)
    assert [len(paragraph) for paragraph in article.text.split("\n")] == [35, 48, 17]


def test_columns_that_are_wrapped_and_cut(tmp_path):
    # The first column ends within its last line, and the byline is cut by the second's width.
    columns = [
        "会议强调，各区要把责任落实到人，确保每一处堤坝有人看管，务必",
        "把隐患消灭在雨季之前，让群众睡得安稳。",
    ]
    columns[1] += "沿河两岸，处处有人巡，夜夜都有人守。（常青）"
    rows = ["\n".join(text[at : at + 13] for at in range(0, len(text), 13)) for text in columns]
    assert "（常\n青）" in rows[1]
    (article,) = read(tmp_path, "\n\n".join(["防汛部署会召开", *rows]))
    assert article.title == "防汛部署会召开"
    assert article.text.replace("\n", "") == "".join(columns).removesuffix("（常青）")
    assert (article.byline, article.pull_quotes) == ("常青", ())


def test_what_follows_a_byline_is_a_paragraph_of_its_own(tmp_path):
    page = f"防汛部署会召开\n\n{LEAD}（常青）\n\n相关链接：汛期是指河水上涨的时期，各地不同。\n"
    (article,) = read(tmp_path, page)
    assert article.text.split("\n") == [LEAD, "相关链接：汛期是指河水上涨的时期，各地不同。"]
    assert article.byline == "常青"


def test_an_interview(tmp_path):
    head = "把冷板凳坐热\n——访鞠怀远\n本报记者 柳依依"
    page = f"{head}\n\n记者：您工作了多少年？\n\n鞠怀远：三十八年。\n"
    assert shape(read(tmp_path, page)) == [
        (
            "把冷板凳坐热 ——访鞠怀远",
            ["记者：您工作了多少年？", "鞠怀远：三十八年。"],
            "本报记者 柳依依",
        )
    ]


def test_a_caption_within_a_sentence_is_lifted_out(tmp_path):
    page = "\n\n".join(["防汛部署会召开", LEAD, CUT, "图为民兵在装沙袋。 常青 摄", "看、有人管。"])
    (article,) = read(tmp_path, page)
    assert article.captions == ("图为民兵在装沙袋。 常青 摄",)
    assert article.pull_quotes == ()
    assert article.text.split("\n")[1] == CUT + "看、有人管。"


@pytest.mark.parametrize(
    ("top", "lead", "date"),
    [
        ("2022年4月3日 星期日", LEAD, dt.date(2022, 4, 3)),
        ("A02 要闻 二〇二二年四月十三日", LEAD, dt.date(2022, 4, 13)),
        ("2022-04-03 第2版", LEAD, dt.date(2022, 4, 3)),
        ("2022年13月3日", LEAD, None),
        ("第2版", "新华社北京4月3日电 今年，新桥建成了。", None),
        ("第2版", "新华社北京2021年12月31日电 今年，新桥建成了。", dt.date(2021, 12, 31)),
    ],
)
def test_a_date_is_taken_only_where_the_page_states_it_in_full(tmp_path, top, lead, date):
    (article,) = read(tmp_path, f"{top}\n\n今天的头条新闻\n\n{lead}\n")
    assert (article.title, article.text, article.date) == ("今天的头条新闻", lead, date)


@pytest.mark.parametrize("foot", ["2", "- 12 -", "第3版", "责任编辑：常青 美编：李小满"])
def test_the_foot_of_a_page_is_in_no_article(tmp_path, foot):
    (article,) = read(tmp_path, f"防汛部署会召开\n\n{LEAD}\n\n{foot}\n")
    assert (article.text, article.byline, article.pull_quotes) == (LEAD, None, ())


def test_numbers_and_addresses_within_an_article_are_its_own(tmp_path):
    cells = ["岗位", "人数", "巡堤员", "36", "电工", "8"]
    where = ["报名热线：0572-8123456", "邮箱：xunti@example.cn", "地点：文昌路八号"]
    page = [f"防汛队招人启事\n\n{LEAD}", *cells, "有意者请报名。", *where, "新桥下月通车"]
    first, second = read(tmp_path, "\n\n".join([*page, "本报讯 新桥通车。", "3"]))
    assert first.text.split("\n") == [LEAD, *cells, "有意者请报名。", *where]
    assert (second.title, second.text) == ("新桥下月通车", "本报讯 新桥通车。")


@pytest.mark.parametrize("end", ["大意。", "大意。（常青）", "大意。\n\n本报记者 常青"])
def test_a_page_number_between_two_pages_is_in_no_article(tmp_path, end):
    page = f"第1版\n\n防汛部署会召开\n\n{LEAD}\n\n各区不可{end}\n\n2\n\n"
    page += "新桥通车\n\n本报讯 新桥今天通车。\n\n新桥\n\n本报讯 新桥免费通行。\n"
    articles = read(tmp_path, page)
    assert [article.text.split("\n")[-1] for article in articles] == [
        "各区不可大意。",
        "本报讯 新桥今天通车。",
        "本报讯 新桥免费通行。",
    ]


def test_a_form_feed_begins_a_page(tmp_path):
    one = f"A01 要闻\r\n\r\n　　防汛部署会召开\r\n\r\n　　{LEAD}\r\n\r\n1\r\n"
    two = "A02 社会\r\n\r\n　　新桥通车\r\n\r\n　　本报讯 新桥今天通车。\r\n\r\n"
    three = "　　老树发芽\r\n\r\n　　本报讯 老树今天发芽。\r\n\r\n2\r\n"
    articles = read(tmp_path, f"{one}\f{two}{three}\f")
    assert shape(articles) == [
        ("防汛部署会召开", [LEAD], None),
        ("新桥通车", ["本报讯 新桥今天通车。"], None),
        ("老树发芽", ["本报讯 老树今天发芽。"], None),
    ]


@pytest.mark.parametrize("end", ["", "（常青）"])
@pytest.mark.parametrize(
    "head",
    [
        "省防汛抗旱指挥部印发《关于进一步加强全省主要江河堤防和大中型水库巡查值守工作的意见》",
        "市长在防汛部署会上强调 " + " ".join(["把责任落实到每一处堤坝和每一个人"] * 4),
        "今日快讯",
    ],
)
def test_a_headline_of_any_length_stands_before_a_dateline(tmp_path, head, end):
    page = f"防汛部署会召开\n\n{LEAD}{end}\n\n{head}\n\n本报讯 新桥今天通车。\n"
    assert [(article.title, article.text) for article in read(tmp_path, page)] == [
        ("防汛部署会召开", LEAD),
        (head, "本报讯 新桥今天通车。"),
    ]


def test_a_short_last_line_with_a_byline_is_no_headline(tmp_path):
    page = f"防汛部署会召开\n\n{LEAD}\n\n{CUT}\n\n看管！（常青）\n\n新桥通车\n\n本报讯 通车了。\n"
    first, second = read(tmp_path, page)
    assert first.text.split("\n")[1] == CUT + "看管！"
    assert (first.byline, second.title) == ("常青", "新桥通车")


def test_a_headline_cut_within_a_word_is_joined(tmp_path):
    head = "市里召开会议部署今年的防\n汛工作\n各区提前行动"
    (article,) = read(tmp_path, f"{head}\n\n{LEAD}\n")
    assert article.title == "市里召开会议部署今年的防汛工作 各区提前行动"


def test_a_page_of_furniture_alone_is_text(tmp_path):
    assert shape(read(tmp_path, "第3版\n")) == [("", ["第3版"], None)]


def test_ids_name_the_file_its_folder_and_the_article(tmp_path):
    page = f"防汛部署会召开\n\n{LEAD}\n\n新桥下月通车\n\n本报讯 新桥通车。\n"
    first = [article.id for article in read(tmp_path, page)]
    assert [id_.rpartition("-")[::2] for id_ in first] == [
        (first[0][:-2], "1"),
        (first[0][:-2], "2"),
    ]
    assert first[0].startswith("page-")
    assert [article.id for article in read(tmp_path, page.replace("昨日", "今天"))] == first
    other = tmp_path / "other"
    other.mkdir()
    assert not set(first) & {article.id for article in read(other, page)}


def test_a_page_has_the_same_ids_by_any_path(tmp_path, monkeypatch):
    ids = [article.id for article in read(tmp_path, f"防汛部署会召开\n\n{LEAD}\n")]
    monkeypatch.chdir(tmp_path)
    (article,) = read_articles("page.txt")
    assert ([article.id], article.origin.file) == (ids, str(tmp_path / "page.txt"))


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path, ends):
    page = ends.join(["防汛部署会召开", "", LEAD, "", "沙袋备足了，随时可以", "", "运走。", ""])
    (article,) = read(tmp_path, page)
    assert article.text == f"{LEAD}\n沙袋备足了，随时可以运走。"
    place = article.origin.locate(len(LEAD), len(LEAD) + 1)
    assert page[place.start : place.end] == ends[-1]
    whole = article.origin.locate(0, len(article.text))
    assert page[whole.start : whole.end].endswith("运走。")


@pytest.mark.parametrize("text", [" ", "\n\n\u3000\n", "\ufeff\n"])
def test_a_blank_file_is_an_error(tmp_path, text):
    with pytest.raises(ReadError, match=r"page\.txt: no text: the file is blank"):
        read(tmp_path, text)


# Drawn from often enough that rules meet.
WORDS = st.sampled_from(
    list(
        "，。、；：！？“”「」《》（）()　 \n\n\n\r1二张王报记者讯电本新华社aZ-—中国会议"
        "昨的摄图第版\u2028\x85𠮷责编："
    )
)
LINES = st.sampled_from(
    [
        "本报讯 昨日，市里开会。",
        "（张三）",
        "张三 李四",
        "本报记者 张三",
        "责任编辑：李四",
        "第3版",
        "2",
        "2022年4月3日",
        "新局面新气象新作为",
        "市民推窗见绿 出门入园",
        "记者从市里获悉，今天开会的事情，大家都很关心，也很",
        "，并且",
        "（下转第2版）",
        "一、目标",
        "停电通知",
        "　　今年，我们要把桥修好，让大家走得安稳走得",
        "图为现场。 张三 摄",
        "新华社北京4月3日电",
    ]
)
PAGES = st.builds(
    lambda rows, ends: ends.join(rows),
    st.lists(LINES | AROUND | st.text(WORDS, max_size=50), max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
ANY = PAGES | st.text(WORDS, max_size=120) | st.text(st.characters(exclude_categories=["Cs"]))


@settings(max_examples=400, deadline=None)
@given(ANY)
def test_every_character_of_a_page_is_in_exactly_one_place(text):
    page = parse(text)
    around = [span for span, _ in page.around]
    places = [list(page.furniture), list(page.labels), list(page.rules), around]
    for draft in page.drafts:
        body = draft.body
        places += [*draft.headline, *body.bylines, *body.pull_quotes, *body.captions]
        places += body.paragraphs
    taken = [place for spans in places for span in spans for place in range(span.start, span.end)]
    assert len(taken) == len(set(taken))
    rest = {text[place] for place in set(range(len(text))) - set(taken)}
    assert rest <= {*filter(str.isspace, text), *BLANK}


@settings(max_examples=400, deadline=None)
@given(ANY)
def test_every_character_of_an_article_stands_in_the_file(text):
    source = Source.of(text.encode(), file="page.txt", encoding="utf-8", text=text)
    for draft in parse(text).drafts:
        made, pieces = assemble(text, draft.body.paragraphs)
        origin = source.origin(pieces)
        for place, character in enumerate(made):
            span = origin.locate(place, place + 1)
            found = text[span.start : span.end]
            assert found == character or (character == "\n" and found in LINE_ENDS)
        if made:
            span = origin.locate(0, len(made))
            assert (text[span.start], text[span.end - 1]) == (made[0], made[-1])


OLD_LEADS = [
    "【青石市讯】青石市农会自去年十月至今共发放贷款三千万元，春耕已无困难。",
    "【云岭社青石总分社讯】为便利商旅，青石市已将渡口两处改由商人经营。",
    "【白渡讯】白渡镇的学校昨日开学，收学生三百余名，多为农家子弟。",
    "【本市讯】本市街道近日已清扫一新，垃圾箱增设了六十余个。",
    "【本报清河讯】清河县的医院免费给群众种痘，一日之内种了三百名。",
    "（雲嶺廿七日電）雲嶺新橋、業已竣工、定於明日通車、",
]


@pytest.mark.parametrize("lead", OLD_LEADS)
@pytest.mark.parametrize("other", OLD_LEADS[:2])
def test_the_datelines_of_old_papers_open_articles(tmp_path, lead, other):
    page = f"农会发放春耕贷款\n\u3000\u3000{other}\n\n市政有新设施\n各界称便\n\u3000\u3000{lead}\n"
    assert shape(read(tmp_path, page)) == [
        ("农会发放春耕贷款", [other], None),
        ("市政有新设施 各界称便", [lead], None),
    ]


@pytest.mark.parametrize("second", OLD_LEADS[2:5])
def test_a_second_dispatch_stands_under_the_headline_of_the_first(tmp_path, second):
    first, other = OLD_LEADS[:2]
    page = f"各地消息\n{first}\n\u3000\u3000{second}\n\n渡口改由商人经营\n{other}\n"
    assert shape(read(tmp_path, page)) == [
        ("各地消息", [first, second], None),
        ("渡口改由商人经营", [other], None),
    ]


def test_a_dispatch_after_a_blank_line_or_without_brackets_is_an_article(tmp_path):
    first, second, other = OLD_LEADS[:3]
    for line in (f"\n{second}", LEAD):
        page = f"各地消息\n{first}\n{line}\n\n白渡学校开学\n{other}\n"
        assert [article.title for article in read(tmp_path, page)] == [
            "各地消息",
            "",
            "白渡学校开学",
        ]


@pytest.mark.parametrize(
    ("last", "titled"),
    [
        ("校长说：孩子都能上学了。", True),
        ("孩子都能上学了！", True),
        (
            "校长说：我们准备了三个月，修好了教室、操场和宿舍，今后镇上所有的孩子都能在这里安心上学了。",
            False,
        ),
    ],
)
def test_a_headline_s_last_line_may_be_a_sentence(tmp_path, last, titled):
    first, other = OLD_LEADS[0], OLD_LEADS[2]
    page = f"农会发放贷款\n{first}\n\n白渡学校开学\n镇民欢迎新教师\n{last}\n\u3000\u3000{other}\n"
    title = read(tmp_path, page)[-1].title
    assert (title == f"白渡学校开学 镇民欢迎新教师 {last}") is titled


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("雲報", "民國二十八年四月二十一日　星期五　第四版"),
        ("云岭画报", "中華民國二十八年四月廿一日　星期五"),
        ("雲嶺公報", "1939年4月21日　第四版"),
    ],
)
def test_the_masthead_of_an_old_paper_gives_the_day(tmp_path, name, day):
    page = f"{name}\n{day}\n\n新橋竣工\n{OLD_LEADS[5]}\n\n农会发放贷款\n{OLD_LEADS[0]}\n"
    articles = read(tmp_path, page)
    assert [article.title for article in articles] == ["新橋竣工", "农会发放贷款"]
    assert {article.date for article in articles} == {dt.date(1939, 4, 21)}


def test_a_report_is_no_masthead(tmp_path):
    page = f"云岭市今年预算公报\n{LEAD}\n\n新桥通车\n本报讯 新桥通车了。\n"
    assert [article.title for article in read(tmp_path, page)] == ["云岭市今年预算公报", "新桥通车"]
