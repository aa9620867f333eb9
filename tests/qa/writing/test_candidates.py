"""What may be given out of an article, what was rejected, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checking.source import Source
from qa.records import Fault
from qa.writing.candidates import briefs, first_clauses, headlines
from qa.writing.units import units
from tests.qa.writing.articles import FILLERS, articles, noise, runs_forward

LEAD = "本报讯 昨日，清河大桥在云岭市建成通车，全长三百米。"
SECOND = "市长宋怀远在通车仪式上说，大桥总投资1.5亿元，方便两岸居民出行。"
THIRD = "居民李桂英昨天第一次走过大桥，只用了十分钟。"
FOURTH = "她表示，以后每天都走这座桥。"
TEXT = LEAD + SECOND + "\n" + THIRD + FOURTH
BRIDGE = Source(TEXT)


def faults(found):
    return {text: one.fault for text, one in found.rejected.items()}


def test_headlines_are_runs_of_clauses_that_stand_alone():
    found = headlines(BRIDGE, longest=40)
    assert {
        "清河大桥在云岭市建成通车",
        "清河大桥在云岭市建成通车 全长三百米",
        "市长宋怀远：大桥总投资1.5亿元",
        "居民李桂英第一次走过大桥",
    } <= found.passed.keys()
    assert faults(found)["大桥总投资1.5亿元"] == Fault.SPEAKER
    assert faults(found)["她表示以后每天都走这座桥"] == Fault.POINTING


def test_a_candidate_names_its_sentence_and_its_number():
    one = headlines(BRIDGE, longest=40).passed["市长宋怀远：大桥总投资1.5亿元"]
    assert one.number == 1
    [sentence] = one.sentences
    assert (sentence.text, BRIDGE.slice(sentence.source)) == (one.text, SECOND)


def test_a_brief_keeps_days_and_is_a_clause_or_some_sentences():
    passed = briefs(Source("4月3日，云岭市在云河边开放图书馆，居民十分高兴。"), longest=60).passed
    assert "4月3日，云岭市在云河边开放图书馆，居民十分高兴。" in passed
    runs = briefs(BRIDGE, longest=160).passed
    assert LEAD[7:] + SECOND in runs
    assert [BRIDGE.slice(x.source) for x in runs[LEAD[7:] + SECOND].sentences] == [LEAD, SECOND]


def test_a_brief_does_not_stop_before_what_takes_it_back():
    text = "云岭市4月3日召开会议，就大桥收费展开谈判。然而由于分歧很大，当天的谈判没有结果。"
    assert set(briefs(Source(text), longest=160).passed) == {text}


def test_of_a_page_of_short_news_the_headings_are_the_brief_and_the_first_the_headline():
    page = (
        "清河大桥建成通车\n清河大桥今天在云岭市建成通车，全长三百米。\n"
        "云岭市图书馆延长开放\n云岭市图书馆从今天起延长开放，晚上十点闭馆。\n"
        "冷空气南下降温\n冷空气明天南下，云岭市将降温十度。\n"
    )
    [text] = briefs(Source(page), longest=160).passed
    assert text == "清河大桥建成通车；云岭市图书馆延长开放；冷空气南下降温。"
    assert list(headlines(Source(page), longest=56).passed) == ["清河大桥建成通车"]
    assert len(headlines(Source(page), longest=7).passed) != 1


def test_a_sentence_that_points_back_stands_only_after_the_one_before():
    passed = briefs(BRIDGE, longest=160).passed
    assert THIRD + FOURTH in passed
    assert FOURTH not in passed
    assert all(THIRD in text for text in passed if FOURTH in text)


def test_a_run_does_not_say_a_thing_twice():
    text = "清河大桥在云岭市建成通车，全长三百米。"
    assert text + text not in briefs(Source(text * 3), longest=160).passed


def test_units_are_whole_sentences_in_order():
    own = units(BRIDGE)
    assert [unit.sentence.text for unit in own] == [LEAD[7:], SECOND, THIRD, FOURTH]
    assert [unit.follows for unit in own] == [False, False, False, True]
    assert [unit.number for unit in units(BRIDGE, most=2)] == [0, 1]


def test_a_follower_is_no_unit_without_its_antecedent():
    own = units(Source("谁第一次走过大桥？她表示，以后每天都走这座桥。\n云河水位上涨。"))
    assert [unit.sentence.text for unit in own] == ["云河水位上涨。"]


@pytest.mark.parametrize(
    "line",
    [
        "图为清河大桥。",
        "（记者何远）",
        "责编：何远",
        "清河大桥通车记",
        "谁来管理大桥？",
        "（1）加强管理。",
        "“水很清。",
    ],
)
def test_what_is_no_sentence_of_a_story_is_no_unit(line):
    own = units(Source(f"清河大桥建成通车。\n{line}\n云河水位上涨。"))
    assert [unit.sentence.text for unit in own] == ["清河大桥建成通车。", "云河水位上涨。"]


def test_the_main_sentence_is_found_wherever_it_stands():
    text = "".join([*FILLERS, "云岭大坝建成蓄水，居民高兴。", "游客来到建成蓄水的云岭大坝。"])
    found = headlines(Source(text), longest=40).passed["云岭大坝建成蓄水 居民高兴"]
    assert found.number == len(FILLERS) > 8


@given(articles | noise, st.integers(8, 60))
def test_whatever_is_found_is_of_the_article_and_no_longer_than_wanted(text, longest):
    source = Source(text)
    for found in (headlines(source, longest=longest), briefs(source, longest=longest)):
        assert not found.passed.keys() & found.rejected.keys()
        for printed, one in found.passed.items():
            assert printed == one.text == "".join(x.text for x in one.sentences)
            assert len(printed) <= longest
            assert one.sentences[0].source == source.sentences[one.number]
            for sentence in one.sentences:
                assert runs_forward(sentence.text, source.slice(sentence.source))


@given(articles | noise)
def test_units_stand_in_order_and_have_all_that_they_need(text):
    source = Source(text)
    own = units(source)
    numbers = [unit.number for unit in own]
    assert numbers == sorted(set(numbers))
    for unit in own:
        assert unit.sentence.source == source.sentences[unit.number]
        assert unit.needs <= set(numbers) - {unit.number}
        assert runs_forward(unit.sentence.text, source.slice(unit.sentence.source))


def test_a_short_name_that_only_a_sentence_before_explains_makes_no_headline():
    text = "云岭桥梁技术示范中心（以下简称“示范中心”）建成。何远在示范中心举行桥梁展览。"
    passed = headlines(Source(text), longest=40).passed
    assert passed
    assert not any("示范中心举行" in one for one in passed)


def test_an_open_list_may_be_cut_and_the_lead_may_be_longer():
    text = "云岭市会同河东市、青石市、北山市等4市出台桥梁办法。"
    source = Source(text)
    assert "云岭市会同河东市等4市出台桥梁办法" in headlines(source, longest=20).passed
    assert text[:-1] not in headlines(source, longest=20).passed
    assert text[:-1] in headlines(source, longest=20, lead=30).passed


def test_a_line_between_paragraphs_says_what_a_story_is_about():
    line = "新桥连起两岸，云岭市迎来新路"
    text = f"清晨，李桂英走过大桥。\n桥边有路。\n{line}\n" + "桥上的行人一天比一天多。" * 18
    assert "新桥连起两岸 云岭市迎来新路" in headlines(Source(text), longest=40).passed


def test_of_a_story_what_says_its_title_is_looked_at_wherever_it_stands():
    seen = [f"李桂英在桥头看见第{n}位客人挥手。" for n in range(1, 30)]
    text = "".join([*seen, "云岭市给境内三十座老桥建了电子档案。"])
    told = {"title": "云岭为老桥建电子档案", "longest": 60}
    assert "云岭市给境内三十座老桥建了电子档案。" in briefs(Source(text), **told).passed
    assert "云岭市给境内三十座老桥建了电子档案" in headlines(Source(text), **told).passed
    assert "云岭市给境内三十座老桥建了电子档案。" not in briefs(Source(text), longest=60).passed
    assert (
        "云岭市给境内三十座老桥建了电子档案。"
        not in briefs(Source(f"本报讯 {text}"), **told).passed
    )


def test_what_a_caption_says_too_is_a_headline_of_the_article():
    text = "△4月3日，云岭市公布大桥检测结论\n云岭市4月3日公布大桥检测结论。居民十分高兴。"
    found = headlines(Source(text), longest=40)
    assert found.passed["云岭市公布大桥检测结论"].number == 1
    assert "云岭市公布大桥检测结论" not in found.rejected


def test_where_nothing_passes_it_does_not_end_on_who_says_what_follows():
    said = "他们的发言人在这次新闻发布会上表示，4月3日晚，"
    text = said + "这座桥的引桥部分已造成两名工人受伤，其中一人伤势很重。"
    given, _ = first_clauses(Source(text), longest=20)
    assert given.text == said + "这座桥的引桥部分已造成两名工人受伤"


def test_a_brief_does_not_stop_before_what_the_third_sentence_takes_back():
    text = (
        "云岭市4月3日宣布清河大桥通车。大桥让两岸居民每天少走十公里路。但大桥的收费标准还没有确定。"
    )
    assert set(briefs(Source(text), longest=160).passed) <= {text, text[text.index("大桥让") :]}


def test_a_brief_has_the_condition_that_the_next_sentence_sets():
    text = (
        "市长何远表示，云岭市仍愿意免收清河大桥的过桥费。"
        "他同时强调，这一决定的前提是车流不超过两万辆。"
    )
    assert text in briefs(Source(text), longest=160).passed


def test_what_an_event_stands_for_is_a_headline_of_its_own():
    text = "列车驶出云岭站，标志着{}。居民高兴。老桥停用。"
    event = headlines(Source(text.format("北京至河东高铁试运行正式启动")), longest=40)
    assert "北京至河东高铁试运行正式启动" in event.passed
    general = headlines(Source(text.format("北京的桥梁建设迈上新台阶")), longest=40)
    assert "北京的桥梁建设迈上新台阶" not in general.passed


def test_a_speaker_may_be_kept_with_what_is_said_later():
    text = "市长何远表示，老桥堵车越来越严重，北京市改造三座大桥。居民高兴。"
    assert "市长何远表示北京市改造三座大桥" in headlines(Source(text), longest=40).passed


def test_the_lead_after_a_caption_may_be_as_long_as_one_that_comes_first():
    lead = "云岭市开放清河大桥，居民步行通过桥面前往河东看戏，河东市民乘车通过桥面前往云岭赶集。"
    whole = "云岭市开放清河大桥 居民步行通过桥面前往河东看戏 河东市民乘车通过桥面前往云岭赶集"
    rest = "居民十分高兴。老桥停用。渡口关闭。"
    for caption in ("", "△清河大桥（资料图）\n"):
        assert whole in headlines(Source(caption + lead + rest), longest=30, lead=64).passed
    later = Source(f"渡口关闭。{rest}{lead}")
    assert whole not in headlines(later, longest=30, lead=64).passed


def test_what_another_wrote_makes_no_headline():
    lead = "《云岭报》发表学者何远的文章说，桥梁建设前景广阔，文章摘要如下："
    rest = "云岭市将建成十座大桥。河东市支持云岭市建桥。"
    found = headlines(Source(f"{lead}\n{rest}"), longest=60)
    assert "云岭市将建成十座大桥" not in found.passed
    assert "云岭市将建成十座大桥" in headlines(Source(rest), longest=60).passed


def test_of_two_days_none_is_left_out_but_that_on_which_it_was_said():
    text = "五一期间，云岭市大桥5月3日封闭一天，5月4日、5日照常通行。"
    lost = "五一期间 云岭市大桥封闭一天 5月4日、5日照常通行"
    assert headlines(Source(text), longest=40).rejected[lost].fault is Fault.CONDITION
    said = "市长何远14日表示，云岭市将于5月4日开放大桥。居民高兴。"
    assert "市长何远表示云岭市将于5月4日开放大桥" in headlines(Source(said), longest=40).passed


def test_of_several_cases_they_are_told_together_not_one_of_them():
    text = "市桥梁局通报三起案件：河东公司偷运桥石，被罚款12万元；河西商店倒卖桥票，被罚款3万元。"
    found = headlines(Source(text), longest=40)
    assert "市桥梁局通报三起案件" in found.passed
    assert found.rejected["市桥梁局通报三起案件：河东公司偷运桥石"].fault is Fault.LIST
    one = Source(text.replace("三起案件", "这起案件"))
    assert "市桥梁局通报这起案件" not in headlines(one, longest=40).passed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("今天的《桥梁访谈》播出总台记者对桥梁局局长李明的专访", Fault.GLUED),
        ("不少云岭市居民心生疑问 大桥究竟能不能通车", Fault.QUESTION),
        ("从河东老街到河西新城", Fault.CUT_OFF),
        ("二、云岭市大桥由市桥梁局养护", Fault.LIST),
        ("《老桥志》 云岭出版社出版", Fault.GLUED),
    ],
)
def test_a_programme_and_a_question_are_no_headlines(text, kind):
    source = Source(f"云岭市建成十座大桥。{text.replace(' ', '，')}。居民高兴。")
    assert headlines(source, longest=40).rejected[text].fault is kind


def test_the_whole_province_wants_its_name():
    found = headlines(Source("“十四五”时期，全省建成大桥200座。云岭居民高兴。"), longest=40)
    assert found.rejected["全省建成大桥200座"].fault is Fault.POINTING
    named = headlines(Source("云南省桥梁增加，全省建成大桥200座。居民高兴。"), longest=40)
    assert "云南省桥梁增加 全省建成大桥200座" in named.passed


def test_a_paper_of_one_town_may_say_the_whole_town():
    found = headlines(Source("今年全市水稻产量达到20万吨。居民高兴。"), longest=40)
    assert "今年全市水稻产量达到20万吨" in found.passed


def test_last_years_figure_is_no_headline_after_this_years():
    text = "今年云岭市新建大桥20座，老桥改造30座。去年新建大桥12座，老桥改造9座。"
    found = headlines(Source(text), longest=40)
    assert found.rejected["去年新建大桥12座 老桥改造9座"].fault is Fault.CONDITION
    assert "今年云岭市新建大桥20座 老桥改造30座" in found.passed
    alone = headlines(Source("云岭市桥梁增加。去年云岭市修路50公里，居民高兴。"), longest=40)
    assert "去年云岭市修路50公里 居民高兴" in alone.passed


def test_a_signature_and_a_row_of_a_programme_are_no_headlines():
    letter = "编辑同志：我家门前的老桥每天堵车到深夜。\n云岭市 何桂英\n编者附言：此事不小。"
    found = headlines(Source(letter), longest=40)
    assert not any("何桂英" in text for text in (*found.passed, *found.rejected))
    assert "何桂英" not in first_clauses(Source(letter), longest=40)[0].text
    table = "云岭一套\n18:30 云岭新闻\n19:38 电视剧：大河\n21:20 今日说桥"
    assert headlines(Source(table), longest=40).passed == {}
    assert first_clauses(Source(table), longest=40)[0].text == "云岭一套"


def test_where_nothing_passes_it_begins_with_who_did_it():
    text = "△清河大桥\n强调桥梁的重要性。\n何远表示，这座桥很长。（记者 李梅）"
    assert first_clauses(Source(text), longest=30)[0].text == "何远表示，这座桥很长"


@pytest.mark.parametrize(
    ("said", "added"),
    [
        ("清河大桥明年通车", "但拒绝透露日期"),
        ("清河大桥总投资1.5亿元", "但他绝口不提资金来源"),
        ("清河大桥总投资1.5亿元", "却未提及造价为何上涨"),
        ("清河大桥总投资1.5亿元", "不过他没有说明由谁出资"),
    ],
)
def test_a_speaker_is_given_without_what_the_reporter_adds(said, added):
    source = Source(f"云岭市长宋怀远表示，{said}，{added}。两岸居民都很关心。老桥有三百年历史。")
    found = headlines(source, longest=40)
    assert found.rejected[f"云岭市长宋怀远：{said} {added}"].fault is Fault.SPEAKER
    assert f"云岭市长宋怀远：{said}" in found.passed


@pytest.mark.parametrize("more", ["但老桥需要大修", "河东市却没有出资", "但造价没有上涨"])
def test_what_a_speaker_says_of_others_stays_with_him(more):
    source = Source(f"云岭市长宋怀远表示，清河大桥总投资1.5亿元，{more}。居民关心。桥很长。")
    assert f"云岭市长宋怀远：清河大桥总投资1.5亿元 {more}" in headlines(source, longest=40).passed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("前不久 笔者父亲在云岭桥头摆摊", "前不久，笔者父亲在云岭桥头摆摊。"),
        ("本人在云岭桥头住了三十年", "本人在云岭桥头住了三十年。"),
        ("云岭大桥通车 笔者走访两岸", "云岭大桥通车，笔者走访两岸。"),
        ("笔者在云岭大桥看到三处裂缝", "近日，笔者在云岭大桥看到三处裂缝。"),
    ],
)
def test_who_writes_is_nobody_in_a_headline(text, told):
    source = Source(f"{told}两岸居民都很关心。老桥有三百年历史。")
    assert headlines(source, longest=40).rejected[text].fault is Fault.POINTING


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("作家何远出版《笔者的桥》", "作家何远出版《笔者的桥》。"),
        ("云岭居民须由本人领取过桥卡", "云岭居民须由本人领取过桥卡。"),
        ("云岭桥工会给日本人颁奖", "云岭桥工会给日本人颁奖。"),
    ],
)
def test_some_words_only_look_like_who_writes(text, told):
    source = Source(f"{told}两岸居民都很关心。老桥有三百年历史。")
    assert text in headlines(source, longest=40).passed


@pytest.mark.parametrize(
    "told",
    [
        "云岭市长何远确认，将于当地时间2月4日至5日在云岭市谈判。",
        "云岭市长何远表示，大桥定于当地时间6日在河东市开工。",
        "云岭市长何远称，议会将于北京时间3月8日在云岭市表决。",
        "云岭市长何远说，货轮将于当地时间9日在云岭港靠岸。",
    ],
)
def test_no_day_is_cut_out_after_what_needs_it(told):
    source = Source(f"{told}两岸居民都很关心。老桥有三百年历史。")
    assert not any("时间在" in text for text in headlines(source, longest=60).passed)


NOTICE = (
    "尊敬的用户：\n因城东管网检修，定于2031年3月12日8:00至20:00对梧桐里停止供热，涉及430户。\n"
    "检修期间，我公司在光明巷设临时取暖点一处。\n24小时服务热线：96000\n云岭市热力公司\n2031年3月9日"
)


@pytest.mark.parametrize("greeting", ["尊敬的用户：", "广大居民：", "各位业主："])
def test_of_a_notice_what_it_says_is_given_out_and_not_whom_to_call_or_who_signs(greeting):
    source = Source(NOTICE.replace("尊敬的用户：", greeting))
    given = first_clauses(source, longest=60)[0].text
    assert given.startswith("因城东管网检修，定于2031年3月12日8:00至20:00")
    every = [*headlines(source, longest=40).passed, *briefs(source, longest=80).passed]
    assert not any("热线" in text or "热力公司" in text or "用户" in text for text in every)


@pytest.mark.parametrize("note", ["编者按：桥修好了，路怎么走？", "编者的话：老桥的故事由此讲起。"])
def test_the_news_is_told_and_not_the_short_note_above_it(note):
    source = Source(f"{note}\n{TEXT}")
    every = [*headlines(source, longest=40).passed, *briefs(source, longest=80).passed]
    assert "清河大桥在云岭市建成通车" in every
    assert not any("路怎么走" in text or "由此讲起" in text for text in every)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "本报讯 云岭县图书馆昨日发布通告。通告说，4月10日至12日闭馆三天。",
            "云岭县图书馆：4月10日至12日闭馆三天",
        ),
        (
            "云岭市政府3日召开会议。会议研究了三件事。会议决定，居民用水每吨下调三角。",
            "云岭市政府决定居民用水每吨下调三角",
        ),
        ("云岭大学昨日发表声明。声明称，学校今年招生三百人。", "云岭大学：学校今年招生三百人"),
        (
            "云岭县防汛办发出通知。通知要求，各乡月底前清点沙袋。",
            "云岭县防汛办要求各乡月底前清点沙袋",
        ),
        ("云岭公司昨晚发布公告。公告说，老桥收费权已出让。", "云岭公司：老桥收费权已出让"),
        ("云岭县委召开大会。大会强调，老桥养护要年年抓。", "云岭县委：老桥养护要年年抓"),
    ],
)
def test_what_was_issued_is_a_headline_of_who_did(text, headline):
    found = headlines(Source(text + "居民都说好。"), longest=56)
    assert headline in found.passed
    one = found.passed[headline]
    assert one.number > 0
    assert [sentence.source.start for sentence in one.sentences] == [0]


@pytest.mark.parametrize(
    "text",
    [
        "云岭县图书馆昨日闭馆。通告说，4月12日重新开放。",
        "云岭县图书馆发布通告。馆长何远说，检修要三天。",
        "该馆昨日发布通告。通告说，闭馆三天检修电路。",
        "云岭县图书馆发布闭馆检修的通告。读者说，闭馆三天太长。",
        "云岭市政府召开会议。会议说，“老桥不能拆”。",
        "会议昨日在云岭市召开。会议认为，老桥不能拆除。",
    ],
)
def test_what_was_not_issued_there_is_nobodys_headline(text):
    found = headlines(Source(text + "居民都说好。"), longest=56)
    assert not any(
        one.startswith(("云岭县图书馆：", "该馆", "云岭市政府：")) for one in found.passed
    )


def test_a_notice_is_told_without_who_signs_it_and_no_item_is_its_brief():
    text = (
        "停水通知\n因主管道检修，定于4月12日22时至13日6时停水。停水范围如下：\n"
        "1. 柳溪路以东、环城东路以西各小区；\n2. 青石街道河口社区。\n云岭市自来水公司\n"
    )
    told = "定于4月12日22时至13日6时停水"
    assert f"因主管道检修 {told}" in headlines(Source(text), longest=56).passed
    passed = briefs(Source(text), longest=160).passed
    assert f"因主管道检修，{told}。" in passed
    assert not any(one.startswith("1.") for one in passed)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "云河县人民法院昨天开庭。旁听席坐满了人。法院一审判处养鱼户何某有期徒刑三年。",
            "云河县人民法院一审判处养鱼户何某有期徒刑三年",
        ),
        (
            "清河市中级人民法院审理了这起纠纷。法院判决店家退还三千元。",
            "清河市中级人民法院判决店家退还三千元",
        ),
        (
            "一家鞋店被诉至云岭区法院。双方没有谈成。法院判令鞋店换鞋并赔偿五百元。",
            "云岭区法院判令鞋店换鞋并赔偿五百元",
        ),
        (
            "云河县人民法院门前排起长队。云河县人民法院受理了此案。法院一审判处何某有期徒刑三年。",
            "云河县人民法院一审判处何某有期徒刑三年",
        ),
        (
            "清河市中级人民法院二审公开宣判。法院改判养鱼户何某有期徒刑两年。",
            "清河市中级人民法院改判养鱼户何某有期徒刑两年",
        ),
        (
            "最高人民法院审理了这起专利纠纷。法院判决店家退还三千元。",
            "最高人民法院判决店家退还三千元",
        ),
    ],
)
def test_how_a_case_ended_is_told_of_the_court(text, told):
    assert told in headlines(Source(text), longest=56).passed


@pytest.mark.parametrize(
    "text",
    [
        "一家鞋店被邻居告了。法院判令鞋店换鞋并赔偿五百元。",  # which court is not said
        "云河县人民法院昨天开庭。法院门前排起长队。",
        "云河县人民法院昨天开庭。何某称，法院判处得当。",
        "云河县人民法院审理此案。何某上诉至清河市中级人民法院。法院驳回何某的上诉，维持原判。",
        "何某被告到云河县铁路法院，又上诉到清河市海事法院。法院判令他赔五百元。",
        "云河县人民法院开庭审理此案。何某不服，向市中院上诉。法院驳回何某的上诉，维持原判。",
        "云河县人民法院开庭审理此案。何某提出上诉。法院二审改判何某有期徒刑两年。",
    ],
)
def test_without_a_court_or_an_end_it_is_not(text):
    found = headlines(Source(text), longest=56).passed
    starts = (
        "法院",
        *(f"云河县{kind}法院{verb}" for kind in ("人民", "铁路") for verb in "门判驳二"),
    )
    assert not any(one.startswith(starts) for one in found)


@pytest.mark.parametrize(
    "before",
    [
        "最高人民法院近日发布五起典型案例，何某案是其中之一。",
        "最高人民法院开庭审理了这起案件。",
        "岭南省高级人民法院受理了何某案。",
        "云河县人民法院发布五起审判案例，何某案是其中之一。",
        "何某的父亲是云河县人民法院审判员。",
        "何某家住云河县人民法院东侧，平时以养鱼为生。",
        "云河县人民法院当初不予受理。",
        "何某不服，已上诉至清河市中级人民法院。",
        "云河县人民法院昨天开庭。清河市中级人民法院也派人旁听。",
    ],
)
def test_no_court_is_taken_for_the_one_that_ruled_first(before):
    text = f"{before}法院一审判处养鱼户何某有期徒刑三年。"
    assert not [one for one in headlines(Source(text), longest=56).passed if "法院一审" in one]


def test_a_court_named_behind_the_ruling_is_another_too():
    text = "云河县人民法院昨天开庭。法院判处养鱼户何某有期徒刑三年。"
    told = "云河县人民法院判处养鱼户何某有期徒刑三年"
    assert told in headlines(Source(text), longest=56).passed
    more = f"{text}清河市海事法院的人说，此案值得研究。"
    assert told not in headlines(Source(more), longest=56).passed


@pytest.mark.parametrize(
    "line",
    [
        "为保护湿地，推动观鸟，让居民爱上自然。",
        "为进一步方便读者，提升服务水平，切实解决停车难题。",
        "本文为数据整理，不对您构成任何投资建议，投资有风险。",
    ],
)
def test_what_for_and_what_a_page_says_make_no_headline(line):
    text = f"{line}云河市图书馆昨天开放了三层停车楼，读者可以免费停车两小时。"
    assert 0 not in {one.number for one in headlines(Source(text), longest=56).passed.values()}


@pytest.mark.parametrize(
    "says",
    [
        "何远带着一阵后怕说道。",
        "守桥人何远激动地说。",
        "居民李明笑道。",
        "她的邻居王青感慨。",
        "市民何远这样感叹。",
        "云岭市的一位老教师问道。",
    ],
)
def test_who_said_what_stands_before_it_alone_is_no_news(says):
    source = Source(f"“多亏你们修好了桥！”{says}云岭市今年修了三座桥。")
    assert not {text for text in headlines(source, longest=56).passed if says[:4] in text}
    assert says not in briefs(source, longest=160).passed


@pytest.mark.parametrize("says", ["市长何远辞去桥梁协会会长一职。", "云岭市居民王青听说桥要关。"])
def test_what_only_looks_like_who_said_it_is_news(says):
    found = briefs(Source(f"{says}云岭市今年修了三座桥。"), longest=160)
    assert any(text.startswith(says) for text in found.passed)


@pytest.mark.parametrize(
    "told",
    [
        "介绍今年以来，全市桥梁养护实现新突破",
        "介绍老桥修复，三座桥已恢复通行",
        "规定大桥限高三米，超高车辆不得上桥",
        "规定桥下船只限速，违者罚款",
        "规定居民凭证过桥，外来车辆绕行",
        "介绍汛期以来，全市无一桥梁受损",
    ],
)
def test_what_a_body_does_is_no_headline_without_it(told):
    found = headlines(Source(f"云岭市政府举行发布会，{told}。"), longest=56)
    assert not any(text.startswith(told[:2]) for text in found.passed)
