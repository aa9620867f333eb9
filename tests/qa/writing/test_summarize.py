"""Headlines, briefs and summaries, and what becomes of unsound ones."""

import datetime as dt

import pytest

from qa.errors import InputError
from qa.records import Article, Sentence, Span, Summary
from qa.writing.summarize import summarize_articles
from tests.generators import ExtractiveGenerator, ScriptedGenerator

LEAD = "本报讯 昨日，清河大桥在云岭市建成通车，全长三百米。"
SECOND = "市长宋怀远在通车仪式上说，大桥总投资1.5亿元，建设用时两年，方便两岸居民出行。"
THIRD = "居民李桂英告诉记者，过去绕行要一个小时，如今十分钟就能到对岸的医院和学校。"
TEXT = LEAD + SECOND + "\n" + THIRD
BRIDGE = Article(id="bridge", title="清河大桥通车", text=TEXT, date=dt.date(2031, 4, 3))


def summarize(generator, kind, article=BRIDGE, **options):
    [summary] = summarize_articles([article], kind=kind, generator=generator, **options)
    return summary


def scripted(kind, *texts, verbatim=()):
    return ScriptedGenerator(texts={(kind, False): texts, (kind, True): verbatim})


def spans_of(text, *parts):
    return [Span(start=text.index(part), end=text.index(part) + len(part)) for part in parts]


def test_the_models_headline_names_its_sentence():
    generator = scripted("headline", "云岭市清河大桥建成通车。")
    assert summarize(generator, "headline") == Summary(
        article_id="bridge",
        kind="headline",
        text="云岭市清河大桥建成通车",
        sentences=(Sentence(text="云岭市清河大桥建成通车", source=spans_of(TEXT, LEAD)[0]),),
        extractive=False,
        truncated=False,
    )
    assert generator.calls == ["headline 1"]


def test_each_sentence_of_a_brief_names_its_own():
    brief = "云岭市建成清河大桥。大桥投资1.5亿元，方便居民出行。"
    summary = summarize(scripted("brief", brief), "brief")
    assert summary.text == brief
    assert [s.source for s in summary.sentences] == spans_of(TEXT, LEAD, SECOND)


@pytest.mark.parametrize(
    "fault",
    [
        "清河大桥全长五百米",
        "市长宋怀民为清河大桥剪彩",
        "清河大桥通车《云岭日报》报道",
        "清河大桥“建成通车",
        "清河大桥建成通车建成通车",
        "清河大桥通车了，看清河大桥通车",
        "清河大桥\n建成通车",
        "股票市场全面上涨",
        "大桥",
        "",
        TEXT[:61],
    ],
)
def test_the_next_candidate_replaces_an_unsound_headline(fault):
    generator = scripted("headline", fault, "清河大桥建成通车")
    summary = summarize(generator, "headline")
    assert (summary.text, summary.extractive) == ("清河大桥建成通车", False)
    assert generator.calls == ["headline 1"]


def test_of_headlines_as_likely_the_one_the_article_comes_back_to_is_taken():
    text = (
        "茶馆换了招牌，老板很高兴。"
        "云岭大坝开始蓄水，水位将上升两米。"
        "公园建在云岭大坝的两岸，市民可以免费入园。"
    )
    article = Article(id="dam", title="", text=text)
    assert summarize(ExtractiveGenerator(), "headline", article).text == "云岭大坝开始蓄水"


@pytest.mark.parametrize(
    ("fault", "mended"),
    [
        ("清河大桥在云岭市建成通", "清河大桥在云岭市建成通车"),
        ("清河大桥通车通车", "清河大桥通车"),
        ("清河大桥通车，清河大桥通车", "清河大桥通车"),
        ("清河大桥总投资1.5", "清河大桥总投资1.5亿元"),
    ],
)
def test_small_faults_are_mended(fault, mended):
    assert summarize(scripted("headline", fault, "清河大桥建成"), "headline").text == mended


@pytest.mark.parametrize("fault", ["大桥全长三百米，投资", "大桥投资1.6亿元。", "通车。"])
def test_the_next_candidate_replaces_an_unsound_brief(fault):
    assert (
        summarize(scripted("brief", fault, "大桥全长三百米。"), "brief").text == "大桥全长三百米。"
    )


def test_what_is_judged_is_what_is_given_out():
    first = "昨日清河大桥在云岭市建成通车，全长三百米。"
    other = "市长宋怀远说，清河大桥在两岸方便居民出行，总投资1.5亿元，用时两年。"
    spaced = first + "　" * 6 + other
    # Five characters twice are a loop in up to 59, and with the spaces there are 60.
    assert len(first + other) < 60 <= len(spaced)
    generator = scripted("brief", spaced, "云岭市建成清河大桥。")
    assert summarize(generator, "brief").text == "云岭市建成清河大桥。"


def test_verbatim_writing_comes_before_extraction():
    generator = scripted(
        "headline", "大桥长五百米", verbatim=["大桥长六百米", "清河大桥全长三百米"]
    )
    summary = summarize(generator, "headline")
    assert (summary.text, summary.extractive) == ("清河大桥全长三百米", False)
    assert generator.calls == ["headline 1", "headline 1 verbatim"]


def test_the_articles_own_words_come_last_and_are_labelled():
    generator = scripted("headline", "大桥长五百米", verbatim=["大桥长六百米"])
    summary = summarize(generator, "headline")
    assert summary.text == "清河大桥在云岭市建成通车"
    assert (summary.extractive, summary.unsupported) == (True, ("五百米",))
    assert [s.source for s in summary.sentences] == spans_of(TEXT, summary.text)


def test_an_extractive_brief_is_the_first_two_sentences():
    summary = summarize(scripted("brief"), "brief")
    assert (summary.text, summary.extractive) == (LEAD + SECOND, True)
    assert [s.source for s in summary.sentences] == spans_of(TEXT, LEAD, SECOND)


def test_the_articles_date_and_title_support_too():
    assert not summarize(scripted("brief", "2031年4月3日，清河大桥通车。"), "brief").extractive
    assert summarize(scripted("brief", "2031年4月4日，清河大桥通车。"), "brief").extractive


def test_only_what_is_unsound_is_written_again_and_order_is_kept():
    poor = Article(id="poor", title="", text="今年雨水充沛。" + "农田里一片忙碌的景象。" * 4)
    generator = scripted("headline", "清河大桥建成通车")
    summaries = summarize_articles([poor, BRIDGE, poor], kind="headline", generator=generator)
    assert generator.calls == ["headline 3", "headline 2 verbatim"]
    assert [(s.article_id, s.extractive) for s in summaries] == [
        ("poor", True),
        ("bridge", False),
        ("poor", True),
    ]


def test_a_summary_takes_a_brief_of_each_window_without_repeats():
    paragraphs = [
        f"第{i}个车间本月投产，每天生产{i}00台机器。" + "工人干劲足。" * 60 for i in (2, 3)
    ]
    article = Article(id="plant", title="", text="\n".join(paragraphs))
    generator = ExtractiveGenerator()
    summary = summarize(generator, "summary", article)
    firsts = [paragraph.split("。")[0] + "。" for paragraph in paragraphs]
    assert generator.calls == ["brief 2"]
    assert summary.text == f"{firsts[0]}工人干劲足。{firsts[1]}"
    assert [s.source for s in summary.sentences][::2] == spans_of(article.text, *firsts)
    assert (summary.extractive, summary.truncated) == (True, False)


def test_a_summary_of_the_models_sentences_alone_is_not_extractive():
    article = Article(id="bridge", title="", text=TEXT * 3)
    summary = summarize(scripted("brief", "云岭市建成清河大桥。"), "summary", article, length=8)
    assert (summary.text, summary.extractive) == ("云岭市建成清河大桥。", False)


@pytest.mark.parametrize(("length", "sentences"), [(30, 1), (60, 2), (90, 3), (None, 3)])
def test_a_summary_comes_near_its_length(length, sentences):
    other = "天气晴好，岸边的柳树抽出新芽，孩子们放起各式各样的风筝。"
    article = Article(id="bridge", title="", text=TEXT + other * 8)
    summary = summarize(scripted("brief"), "summary", article, length=length)
    assert len(summary.sentences) >= sentences
    assert len(summary.text) <= (length or 220) * 1.5


def test_a_headline_keeps_within_its_length():
    generator = scripted("headline", "云岭市清河大桥昨日建成通车", "清河大桥建成通车")
    assert summarize(generator, "headline", length=10).text == "清河大桥建成通车"
    assert summarize(scripted("headline"), "headline", length=15).text == "清河大桥在云岭市建成通车"


def test_a_brief_keeps_within_its_length():
    generator = scripted("brief", "云岭市建成清河大桥。大桥投资1.5亿元，方便居民出行。")
    assert summarize(generator, "brief", length=30).extractive is False
    assert summarize(generator, "brief", length=20).text == LEAD


def test_an_article_within_the_length_is_its_own_summary():
    assert summarize(scripted("brief"), "summary", length=len(TEXT)).text == TEXT.replace("\n", "")


def test_a_length_is_some_characters():
    with pytest.raises(InputError, match="length is 7: ask for at least 8 characters"):
        summarize(scripted("brief"), "brief", length=7)


def test_windows_that_say_the_same_are_joined_to_one_sentence():
    article = Article(id="rain", title="", text="今天有雨，出门请带伞。" * 100)
    summary = summarize(ExtractiveGenerator(), "summary", article)
    assert summary.text == "今天有雨，出门请带伞。"


def test_windows_keep_within_what_the_generator_reads():
    article = Article(id="long", title="", text="大坝昨天开始蓄水，水位上升两米。" * 50)
    generator = ExtractiveGenerator(max_tokens=100)
    assert not summarize(generator, "summary", article).truncated
    assert generator.calls == ["brief 9"]


def test_what_a_brief_did_not_read_is_said():
    assert summarize(ExtractiveGenerator(max_tokens=60), "brief").truncated


@pytest.mark.parametrize(
    ("kind", "text", "result"),
    [
        ("headline", "大桥通车。", "大桥通车"),
        ("headline", "……", "……"),
        ("brief", "加油。加油。", "加油。加油。"),
        ("summary", LEAD, LEAD),
        ("brief", "", ""),
        ("headline", " \n", ""),
    ],
)
def test_a_short_article_is_its_own_summary(kind, text, result):
    generator = ExtractiveGenerator()
    summary = summarize(generator, kind, Article(id="a", title="", text=text))
    assert (summary.text, summary.extractive, generator.calls) == (result, True, [])
    assert all(text[s.source.start : s.source.end] == s.text for s in summary.sentences)


def test_no_articles_no_summaries():
    assert summarize_articles([], kind="brief", generator=ExtractiveGenerator()) == []


def test_an_unknown_kind_is_an_error():
    with pytest.raises(InputError, match=r"'digest'.*headline, brief, summary"):
        summarize(ExtractiveGenerator(), "digest")
    with pytest.raises(InputError, match="candidates is 0"):
        summarize(ExtractiveGenerator(), "brief", candidates=0)


@pytest.mark.parametrize(
    ("kind", "written", "lacking"),
    [
        ("headline", ["清河大桥全长五百米", "清河大桥建成通车"], ("五百米",)),
        ("headline", ["清河大桥建成通车", "清河大桥全长五百米"], ()),
        ("headline", ["清河大桥“建成通车", "清河大桥建成通车"], ()),
        ("brief", ["大桥投资2亿元，方便居民出行。"], ("2亿元",)),
    ],
)
def test_what_a_likelier_text_said_unsupported_is_named(kind, written, lacking):
    summary = summarize(scripted(kind, *written), kind)
    assert summary.unsupported == lacking
    assert not any(said in summary.text for said in lacking)
