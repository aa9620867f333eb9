"""Headlines, briefs and summaries say what one sentence of their article says, and no more."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.generator import Seq2SeqGenerator
from qa.checking.faithfulness import unsupported
from qa.checking.source import Source
from qa.chinese.fold import seen
from qa.chinese.glued import article_start
from qa.errors import InputError
from qa.records import Article, Fault, Rejected, Sentence, Span, Summary
from qa.writing.judge import LEAD_LONGEST, LONGEST
from qa.writing.roundup import roundup
from qa.writing.summarize import SUMMARY_KINDS, summarize_articles
from qa.writing.units import sort, units
from tests.generators import ExtractiveGenerator, ScriptedGenerator
from tests.qa.writing.articles import FILLERS, articles, noise, runs_forward

LEAD = "本报讯 昨日，清河大桥在云岭市建成通车，全长三百米。"
SECOND = "市长宋怀远在通车仪式上说，大桥总投资1.5亿元，建设用时两年，方便两岸居民出行。"
THIRD = "居民李桂英昨天第一次走过大桥，只用了十分钟就到了对岸的医院和学校。"
FOURTH = "她表示，以后每天都要走这座桥。"
TEXT = LEAD + SECOND + "\n" + THIRD + FOURTH
BRIDGE = Article(id="bridge", title="清河大桥通车", text=TEXT, date=dt.date(2031, 4, 3))
ASKING = "谁来管理云岭市的清河大桥？谁来支付每年三百万元的费用？谁来修补桥面？居民们很想知道。"


class Likes(ScriptedGenerator):
    """Finds one text far more probable than all others."""

    def __init__(self, liked, **options):
        super().__init__(**options)
        self.liked = liked

    def _rate(self, candidate, kind):
        return 0.0 if candidate == self.liked else -100.0


def as_seen(text):
    return seen(text).text


def summarize(generator, kind, article=BRIDGE, **options):
    [summary] = summarize_articles([article], kind=kind, generator=generator, **options)
    return summary


def of(text):
    return Article(id="a", title="", text=text)


def spans_of(text, *parts):
    return [Span(start=text.index(part), end=text.index(part) + len(part)) for part in parts]


def test_the_headline_that_the_generator_finds_most_probable_names_its_sentence():
    liked = "市长宋怀远：大桥总投资1.5亿元"
    summary = summarize(Likes(liked), "headline")
    assert (summary.text, summary.extractive, summary.truncated) == (liked, False, False)
    assert summary.sentences == (Sentence(text=liked, source=spans_of(TEXT, SECOND)[0]),)


def test_each_sentence_of_a_brief_names_its_own():
    brief = LEAD[7:] + SECOND
    summary = summarize(Likes(brief), "brief")
    assert summary.text == brief
    assert [s.text for s in summary.sentences] == [LEAD[7:], SECOND]
    assert [s.source for s in summary.sentences] == spans_of(TEXT, LEAD, SECOND)


def test_of_texts_as_probable_the_one_the_article_comes_back_to_is_taken():
    text = "茶馆换了崭新的招牌。云岭大坝开始蓄水发电。游客来到开始蓄水的云岭大坝。"
    rates = dict.fromkeys(["茶馆换了崭新的招牌", "云岭大坝开始蓄水发电"], -1.0)
    summary = summarize(ScriptedGenerator(rates=rates), "headline", of(text))
    assert "云岭大坝" in summary.text


def test_what_was_rejected_is_named_once_for_each_fault():
    summary = summarize(ScriptedGenerator(), "headline")
    faults = [one.fault for one in summary.unsupported]
    assert len(faults) == len(set(faults))
    assert {Fault.SPEAKER, Fault.POINTING, Fault.CUT_OFF} <= set(faults)
    assert all(isinstance(one, Rejected) for one in summary.unsupported)
    assert summary.text not in {one.text for one in summary.unsupported}


@pytest.mark.parametrize(
    ("kind", "written", "fault"),
    [
        ("headline", "居民们管理清河大桥", Fault.SPLICED),
        ("headline", "居民们很想修补桥面", Fault.SPLICED),
        ("headline", "云岭市的居民们很想知道费用", Fault.SPLICED),
        ("headline", "清河大桥每年三百万元", Fault.SPLICED),
        ("headline", "云岭市的清河大桥五百米", Fault.SPLICED),
        ("headline", "谁来管理清河大桥", Fault.QUESTION),
        ("brief", "居民们管理清河大桥。", Fault.SPLICED),
        ("brief", "谁来修补桥面？居民们很想知道。", Fault.SPLICED),
    ],
)
def test_what_the_generator_splices_is_rejected_and_named(kind, written, fault):
    article = of(ASKING + "谁来回答他们？" * 12)
    generator = ScriptedGenerator(texts={(kind, True): [written]})
    summary = summarize(generator, kind, article)
    assert fault in {one.fault for one in summary.unsupported}
    assert (fault is not Fault.SPLICED) or written.rstrip("。") in {
        one.text.rstrip("。") for one in summary.unsupported
    }
    assert written.rstrip("。") not in summary.text
    assert generator.calls[0] == f"{kind} 1 verbatim"


def test_where_nothing_passes_the_leads_clauses_are_given_out_and_labelled():
    text = "谁来管理云岭市的清河大桥，谁来支付每年三百万元的费用，谁来修补桥面？"
    summary = summarize(ScriptedGenerator(), "headline", of(text))
    assert summary == Summary(
        article_id="a",
        kind="headline",
        text=text[:-1],
        sentences=(Sentence(text=text[:-1], source=Span(start=0, end=len(text) - 1)),),
        extractive=True,
        truncated=False,
        unsupported=summary.unsupported,
    )
    assert {one.fault for one in summary.unsupported} == {Fault.QUESTION}


def test_a_summary_is_whole_sentences_in_order_without_the_generator():
    generator = ExtractiveGenerator()
    summary = summarize(generator, "summary", length=100)
    assert generator.calls == []
    assert (summary.extractive, summary.truncated, summary.unsupported) == (False, False, ())
    own = [unit.sentence for unit in units(Source(TEXT))]
    assert [s for s in own if s in summary.sentences] == list(summary.sentences)


def test_a_follower_comes_with_the_sentence_before_it():
    text = (
        "".join(FILLERS[:6])
        + "\n"
        + THIRD
        + "她表示，大桥、医院、学校和对岸都近了。"
        + "对岸有医院。"
    )
    for length in range(8, 160, 8):
        made = summarize(ExtractiveGenerator(), "summary", of(text * 2), length=length)
        own = [sentence.text for sentence in made.sentences]
        assert "她表示" not in made.text or THIRD in own


def test_nothing_is_said_twice():
    article = of((LEAD[7:] + "\n") * 3 + SECOND + "\n" + (THIRD + "\n") * 4)
    summary = summarize(ExtractiveGenerator(), "summary", article, length=150)
    assert [s.text for s in summary.sentences] == [LEAD[7:], SECOND, THIRD]


def test_sentences_that_differ_in_a_number_are_not_the_same():
    text = "第二个车间每天生产二百台机器。第三个车间每天生产三百台机器。" + "\n".join(FILLERS)
    summary = summarize(ExtractiveGenerator(), "summary", of(text), length=40)
    assert summary.text.startswith(text[:30])


@pytest.mark.parametrize("length", [30, 60, 90, 150, None])
def test_a_summary_comes_near_its_length(length):
    other = "".join(f"{name}边的柳树抽出新芽，孩子放起风筝。" for name in "东西南北前后河湖江")
    summary = summarize(ExtractiveGenerator(), "summary", of(TEXT + other), length=length)
    wanted = length or 220
    assert 0.5 * wanted <= len(summary.text) <= 2 * wanted


@pytest.mark.parametrize("kind", ["headline", "brief"])
@pytest.mark.parametrize("length", [19, 25, 40])
def test_a_headline_or_brief_keeps_within_its_length(kind, length):
    summary = summarize(ExtractiveGenerator(), kind, length=length)
    assert len(summary.text) <= length
    assert not summary.extractive


def test_a_length_is_some_characters():
    with pytest.raises(InputError, match="length is 7: ask for at least 8 characters"):
        summarize(ExtractiveGenerator(), "brief", length=7)


def test_an_unknown_kind_is_an_error():
    with pytest.raises(InputError, match=r"'digest'.*headline, brief, summary"):
        summarize(ExtractiveGenerator(), "digest")
    with pytest.raises(InputError, match="candidates is 0"):
        summarize(ExtractiveGenerator(), "brief", candidates=0)


def test_an_article_within_the_length_is_its_own_summary():
    summary = summarize(ExtractiveGenerator(), "summary", length=len(TEXT))
    told = TEXT.removeprefix("本报讯 昨日，").replace("\n", "")
    assert (summary.text, summary.extractive) == (told, True)


@pytest.mark.parametrize(
    ("kind", "text", "result"),
    [
        ("headline", "大桥通车。", "大桥通车"),
        ("headline", "……", "……"),
        ("brief", "加油。加油。", "加油。加油。"),
        ("brief", "第一段\n第二段", "第一段\n第二段"),
        ("summary", LEAD, LEAD.removeprefix("本报讯 昨日，")),
        ("summary", "新华社云岭4月3日电（记者何远）老桥封闭。\n", "老桥封闭。"),
        ("summary", "本报云岭4月3日讯记者何远报道：老桥封闭。", "老桥封闭。"),
        ("summary", "村里修好了水渠。图为村民放水。\n何远摄", "村里修好了水渠。"),
        ("summary", "老桥今晨通车。（本报记者何远）", "老桥今晨通车。"),
        ("summary", "老桥封闭。\n(视频编辑：何远 文字编辑：李明)", "老桥封闭。"),
        ("summary", "（新华社记者何远摄）", "（新华社记者何远摄）"),
        ("summary", "记者何远的书出版了。", "记者何远的书出版了。"),
        ("brief", "", ""),
        ("headline", " \n", ""),
        ("summary", "\u3000", ""),
    ],
)
def test_a_short_article_is_its_own_summary(kind, text, result):
    generator = ExtractiveGenerator()
    summary = summarize(generator, kind, of(text))
    assert (summary.text, summary.extractive, generator.calls) == (result, True, [])
    assert all(text[s.source.start : s.source.end] == s.text for s in summary.sentences)


def test_no_articles_no_summaries():
    assert summarize_articles([], kind="brief", generator=ExtractiveGenerator()) == []


@pytest.mark.parametrize("kind", SUMMARY_KINDS)
def test_several_articles_are_as_each_alone_and_in_order(kind):
    texts = [TEXT, "大桥通车。", "", ASKING, TEXT[7:], "".join(FILLERS) * 4]
    several = [Article(id=str(n), title="", text=text) for n, text in enumerate(texts)]
    together = summarize_articles(several, kind=kind, generator=ExtractiveGenerator())
    assert [one.article_id for one in together] == list("012345")
    assert together == [summarize(ExtractiveGenerator(), kind, one) for one in several]


def test_many_articles_are_rated_in_one_call():
    generator = ExtractiveGenerator()
    several = [BRIDGE, of("大桥通车。"), of(TEXT + THIRD), of("")]
    summarize_articles(several, kind="headline", generator=generator)
    [call] = generator.calls
    assert call.startswith("rate headline ")
    assert len(call.split()) == 4


def test_the_main_sentence_of_a_long_article_is_found_at_its_end():
    main = "云岭大坝建成蓄水，水位上升两米。"
    last = "游客来到建成蓄水的云岭大坝，看水位上升两米。"
    text = "".join(FILLERS) + "\n" + main + last
    generator = Likes("云岭大坝建成蓄水 水位上升两米", max_tokens=64)
    assert generator.count_tokens([text])[0] > generator.max_tokens
    summary = summarize(generator, "headline", of(text))
    assert (summary.text, summary.truncated) == (generator.liked, False)
    assert summary.sentences[0].source == spans_of(text, main)[0]


def test_the_whole_of_a_long_article_is_read_for_its_summary():
    main = "云岭大坝建成蓄水，总投资三亿元，水位上升两米。"
    text = "\n".join(FILLERS) * 9 + "\n" + main + "游客来到建成蓄水的云岭大坝，看水位上升两米。"
    summary = summarize(ExtractiveGenerator(max_tokens=64), "summary", of(text))
    assert main in summary.text
    assert not summary.truncated


def test_what_stands_after_two_thousand_sentences_is_not_read_and_that_is_said():
    text = "".join(f"{n}号开业。\n" for n in range(2001))
    assert summarize(ExtractiveGenerator(), "summary", of(text), length=8).truncated


UNMARKED = (
    "村里的水渠经过三个多月终于修好了从此全村两千多亩稻田不用靠天吃饭每到四月水库放水半天就能流到最远的地块",
    "剧团今年下乡演出九十场演员们自己搭台自己搬箱子最远的一场在山那边的小学操场上看戏的老人坐了满满三排",
    "图书馆 周末 延长 开放 读者 可以 借书 到 晚上 九点 还书箱 放在 北门 外面 全天 都能 用",
    "摊主们说夜市比从前热闹得多来的人里有一半是外地的游客他们爱吃的是烤饼和酸汤一晚上能卖出去两百多份",
    "选手从东门出发绕湖两圈再折回广场全程十公里沿途设了四个补水点志愿者站在每个路口给大家指路加油",
    "仓库里的旧机器都擦干净了摆在一层的大厅里参观的人可以摸可以转动手柄看着皮带带着齿轮慢慢地走起来",
)


@pytest.mark.parametrize("kind", SUMMARY_KINDS)
@pytest.mark.parametrize("line", UNMARKED)
def test_of_a_long_run_without_marks_the_beginning_is_given_and_that_is_said(kind, line):
    text = line * 6
    summary = summarize(ExtractiveGenerator(), kind, of(text))
    assert text.startswith(summary.text)
    assert (len(summary.text) < len(text), summary.truncated) == (True, True)


@pytest.mark.parametrize("kind", SUMMARY_KINDS)
@pytest.mark.parametrize(
    "text",
    [
        UNMARKED[0],
        UNMARKED[1] * 3,
        "\n".join(UNMARKED),
        "，".join(UNMARKED),
        "，".join(UNMARKED * 3),
        f"{UNMARKED[3]}。{UNMARKED[4]}。" * 3,
    ],
)
def test_what_ends_with_its_line_or_a_clause_is_not_said_to_break_off(kind, text):
    assert not summarize(ExtractiveGenerator(), kind, of(text)).truncated


def test_a_sentence_with_a_half_width_stop_is_a_headline_without_it_and_one_of_a_summary():
    text = '云岭市水利局昨天公布，全市渠水比去年多3.5%.局长何远说:"渠都修好了."' + THIRD * 3
    headline = summarize(ExtractiveGenerator(), "headline", of(text))
    assert (headline.text, headline.extractive) == ("云岭市水利局公布 全市渠水比去年多3.5%", False)
    assert "3.5%.\n" not in summarize(ExtractiveGenerator(), "summary", of(text)).text


KINDS = st.sampled_from(SUMMARY_KINDS)


@pytest.mark.parametrize("kind", ["headline", "brief", "summary"])
def test_text_of_ocr_is_summarised_without_its_spaces_and_named_with_them(kind):
    plain = (LEAD + SECOND + THIRD) * (1 if kind == "headline" else 3)
    spaced = of(" ".join(plain))
    summary = summarize(ExtractiveGenerator(), kind, spaced)
    assert "清河大桥在云岭市建成通车" in summary.text
    for sentence in summary.sentences:
        said = spaced.text[sentence.source.start : sentence.source.end]
        assert runs_forward(sentence.text, said)
        assert " " in said


@given((articles | noise).map(as_seen), KINDS, st.sampled_from([None, 8, 20, 60]), st.data())
def test_whatever_is_given_out_stands_in_the_article(text, kind, length, data):
    """Also where the generator writes what it likes: two pieces of the article in any order."""
    pieces = st.builds(lambda a, b: text[a : a + 12] + text[b : b + 12], *[st.integers(0, 99)] * 2)
    written = data.draw(st.lists(pieces, max_size=4))
    generator = ScriptedGenerator(texts={(kind, True): written})
    summary = summarize(generator, kind, of(text), length=length)
    source, start = Source(text), article_start(text)
    later = [Span(start=s.start + start, end=s.end + start) for s in Source(text[start:]).sentences]
    own = summary.sentences
    assert "".join(s.text for s in own) == summary.text.replace("\n", "") or "\n" in text
    assert [s.source.start for s in own] == sorted({s.source.start for s in own})
    assert (own == ()) == (text.strip() == "")
    for sentence in own:
        if summary.extractive:
            assert source.slice(sentence.source) == sentence.text
        else:
            assert sentence.source in (*source.sentences, *later)
            assert runs_forward(sentence.text, source.slice(sentence.source))
            assert unsupported(sentence.text, source) == []
    if not summary.extractive:
        assert kind == "summary" or len(summary.text) <= (length or 2 * LONGEST[kind])
        assert not {one.text for one in summary.unsupported} & {summary.text}


@given(articles.map(lambda text: as_seen(text * 2)), st.integers(8, 120))
def test_a_summarys_sentences_do_not_repeat_and_follow_what_they_point_at(text, length):
    summary = summarize(ExtractiveGenerator(), "summary", of(text), length=length)
    start = article_start(text)
    source = Source(text[start:])
    if summary.extractive or roundup(source, length):  # whose headings are its summary
        return
    places = {span.start + start: number for number, span in enumerate(source.sentences)}
    taken = {places[s.source.start]: s.text for s in summary.sentences}
    sorts = (sort(source, known=known).units for known in (False, True))  # it is made of one
    possible = [{unit.number: unit for unit in several} for several in sorts]
    fitting = [units for units in possible if _closed(taken, units)]
    assert fitting
    leading = [said for number, said in taken.items() if not fitting[0][number].needs]
    assert len(set(leading)) == len(leading)


def _closed(taken, units):
    """Whether all that is taken has what it needs, or another sentence that says just that."""
    return all(
        number in units
        and all(n in taken or units[n].sentence.text in taken.values() for n in units[number].needs)
        for number in taken
    )


@pytest.fixture(scope="module")
def embedded():
    return Seq2SeqGenerator.load()


@pytest.mark.parametrize("kind", ["headline", "brief"])
def test_the_embedded_generator_rates_and_writes_within_the_article(embedded, kind):
    texts = [TEXT, ASKING + "谁来回答他们？" * 6, "".join(FILLERS) * 12 + TEXT]
    several = [of(text) for text in texts]
    made = summarize_articles(several, kind=kind, generator=embedded)
    for text, summary in zip(texts, made, strict=True):
        assert summary.text
        for sentence in summary.sentences:
            said = text[sentence.source.start : sentence.source.end]
            assert runs_forward(sentence.text, said)
    assert [summary.extractive for summary in made] == [False, made[1].extractive, False]
    assert made == summarize_articles(several, kind=kind, generator=embedded)


def test_a_headline_that_is_glued_before_the_text_is_cut_and_the_spans_are_the_articles():
    glued = "原标题：清河大桥建成通车"
    plain = summarize(ExtractiveGenerator(), "summary", of(TEXT), length=100)
    made = summarize(ExtractiveGenerator(), "summary", of(glued + TEXT), length=100)
    assert made.text == plain.text
    assert [s.source.start for s in made.sentences] == [
        len(glued) + s.source.start for s in plain.sentences
    ]


def test_an_editors_note_is_the_summary_of_its_parts_as_it_stands():
    note = (
        "4月3日，云岭市印发《老桥更新规划》，要求各区盘活闲置的老桥。"
        "旧桥头成为书店，桥下仓库变身球馆，渡口改为茶馆。通过这样的小改造，越来越多的老桥有了新用处。"
    )
    text = note + "\n——编者\n" + TEXT * 2
    assert summarize(ExtractiveGenerator(), "summary", of(text)).text == note


def test_what_one_tells_of_himself_is_given_from_its_beginning():
    told = "我第一次走过清河大桥是在三月。我站在桥上看着河水。我想起小时候的渡船。"
    text = told + "母亲牵着我的手上船。我怕水，一路不敢睁眼。" * 6
    made = summarize(ExtractiveGenerator(), "summary", of(text), length=60)
    assert text.startswith(made.text)
    assert 30 <= len(made.text) <= 69


OLD = (
    "（雲嶺廿七日路透電）雲嶺至清河之新橋、興工已逾兩年、本日業已竣工、定於明日上午行通車禮、"
    "屆時各界將派代表參加、兩岸居民、同聲稱便云、\n"
    "（白渡廿六日電）白渡渡口、自新橋通車之日起停航、渡船十二艘、由縣府收購、船夫改任護路、"
    "此項辦法、已得船業公會同意、\n"
    "（清河廿六日電）清河茶市、近日頗旺、運雲嶺者三千箱、價亦見漲、茶商預料、新橋通車以後、"
    "運費可省三成、當地各商號、現正籌建貨棧、以備存儲云、\n"
)
NEWS = OLD[10:65]
SCENES = "她说，路很远。" * 8


@pytest.mark.parametrize(
    ("title", "text", "headline"),
    [
        ("雲嶺新橋竣工\u3000明日通車", OLD, "雲嶺新橋竣工 明日通車"),
        ("", OLD, NEWS),
        ("", f"雲嶺新橋定期通車\n{OLD}", "雲嶺新橋定期通車"),
        ("去学校的路", SCENES, "去学校的路"),
        (f"{'去学校的路' * 12} 散文", SCENES, "她说，路很远"),
    ],
)
def test_where_no_sentence_makes_a_headline_the_title_is_one(title, text, headline):
    made = summarize(ExtractiveGenerator(), "headline", Article(id="a", title=title, text=text))
    assert made.extractive
    assert made.text == headline
    assert (made.sentences[0].source is None) is (made.text not in text)
    assert len(made.text) <= LONGEST["headline"]


@pytest.mark.parametrize(
    "above", ["", "雲嶺新橋定期通車\n", "雲\n嶺\n橋\n", "要聞\n雲嶺新橋定期通車\n"]
)
def test_of_an_old_paper_the_news_is_given_out_without_its_dateline(above):
    article = Article(id="a", title="", text=above + OLD)
    brief = summarize(ExtractiveGenerator(), "brief", article)
    assert brief.text.startswith("雲嶺至清河之新橋、興工已逾兩年、")
    assert len(brief.text) <= LONGEST["brief"]
    summary = summarize(ExtractiveGenerator(), "summary", article, length=150)
    assert summary.text.startswith("雲嶺至清河之新橋、興工已逾兩年、")
    assert "白渡渡口" in summary.text


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("云岭老桥恢复通行（云河两岸）", "云岭老桥恢复通行"),
        ("【桥梁周刊】云岭老桥恢复通行", "云岭老桥恢复通行"),
        ("守桥人李桂英想去看海", "守桥人李桂英想去看海"),
        ("", "云岭市居民何远擦去了桥栏上的灰"),
        ("新书架", "云岭市居民何远擦去了桥栏上的灰"),
        ("新书架（云河两岸）", "云岭市居民何远擦去了桥栏上的灰"),
        ("云岭市古桥保护办法（试行）", "云岭市古桥保护办法（试行）"),
        ("云岭市渡口管理条例（修订草案）", "云岭市渡口管理条例（修订草案）"),
        ("居民何远擦去桥栏上的灰", "云岭市居民何远擦去了桥栏上的灰"),
    ],
)
@pytest.mark.parametrize("likely", [-0.5, -9.0])
def test_a_poor_headline_gives_way_to_a_title_of_which_it_says_little(title, headline, likely):
    told = "云岭市居民何远擦去了桥栏上的灰"
    generator = ScriptedGenerator(rates={told: likely})
    article = Article(id="a", title=title, text=f"{told}。{SCENES}")
    made = summarize(generator, "headline", article).text
    assert made == (headline if likely < -1 else told)


def test_a_headline_that_is_too_long_gives_way_to_the_title():
    sorts = "、".join(f"第{number}号渡口的旧船十{number}艘" for number in "一二三四五六七")
    text = f"本报讯 云岭市昨日拍卖{sorts}。{SCENES}"
    long, short, *columns = (
        summarize(ExtractiveGenerator(), "headline", Article(id="a", title=title, text=text)).text
        for title in ("", "云岭市昨日拍卖旧船", "新书架", "【桥梁周刊】水上事")
    )
    assert len(long) > LEAD_LONGEST
    assert short == "云岭市昨日拍卖旧船"
    assert columns == [long, long]


def test_of_one_whom_no_sentence_introduces_it_is_told_nevertheless():
    text = (
        "谁是约翰·米勒？\n米勒4月3日在清河大桥上忙了一整天。米勒换过九百盏桥灯。\n"
        "米勒把三十年的时间留给了老桥。米勒每天查看桥墩上的三百条裂缝。\n"
        "米勒教会了二十名桥工潜水。米勒下班后还给桥工的孩子补习数学。\n"
        "米勒今年六十岁，打算再干五年。\n"
        "1996年，渡口停用，两岸的居民改走老桥，老桥上的车多了起来。\n"
    )
    summary = summarize(ExtractiveGenerator(), "summary", of(text), length=100)
    assert summary.text.startswith("米勒4月3日在清河大桥上忙了一整天。")


def test_a_sentence_that_is_too_long_ends_with_a_clause():
    text = "，".join(f"云岭市的老桥换了第{n}盏灯" for n in range(400)) + "。"
    summary = summarize(ExtractiveGenerator(), "summary", of(text))
    assert re.search(r"第\d+盏灯$", summary.text)


def test_what_is_cut_for_want_of_marks_does_not_end_within_a_number():
    lead = "云岭市的老桥换了桥灯" * 18 + "老桥换灯"  # 184 characters, no mark
    for dots in range(13):
        text = lead + "又" * dots + "花了六千八百万元而且还要再花七千五百万元" + "来修新桥" * 20
        summary = summarize(ExtractiveGenerator(), "summary", of(text))
        assert len(summary.text) <= 200
        assert not re.search("[一二三四五六七八九十百千万]$", summary.text)
