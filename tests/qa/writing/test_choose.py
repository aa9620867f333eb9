"""The best of the texts written, and the sentences of a summary."""

from qa.checking.source import Source
from qa.records import Sentence, Span
from qa.writing.choose import chosen, own_sentences, ranked

DAM = "云岭社云岭4月3日电 云岭大坝4月3日开始蓄水。大坝蓄水后，水位将上升两米。"
CAFE = "茶馆的老板换了新招牌。"
SPEECH = "他说：“茶很香。水也甜。”"
LAKE = "云岭大坝的水位上升后，两岸将建公园。"
TEXT = DAM + CAFE + SPEECH + LAKE


def texts(found):
    return [sentence.text for sentence in found]


def test_own_sentences_have_no_dateline():
    assert texts(own_sentences(Source(TEXT))) == [
        "云岭大坝4月3日开始蓄水。",
        "大坝蓄水后，水位将上升两米。",
        CAFE,
        "他说：“茶很香。",
        "水也甜。”",
        LAKE,
    ]
    assert own_sentences(Source("")) == []
    assert all(TEXT[s.source.start : s.source.end] == s.text for s in own_sentences(Source(TEXT)))


def test_half_a_quotation_is_not_chosen():
    assert "茶很香" not in "".join(
        texts(chosen(own_sentences(Source(TEXT)), Source(TEXT), length=1000))
    )


def test_what_the_article_comes_back_to_is_chosen_in_its_order():
    found = chosen(own_sentences(Source(TEXT)), Source(TEXT), length=45)
    assert texts(found) == ["云岭大坝4月3日开始蓄水。", "大坝蓄水后，水位将上升两米。", LAKE]


def test_a_sentence_is_taken_if_two_fifths_of_it_fit():
    own = own_sentences(Source(TEXT))
    assert [len(chosen(own, Source(TEXT), length=length)) for length in (13, 14, 20, 60)] == [
        1,
        1,
        2,
        4,
    ]


def test_if_none_fits_the_shortest_is_taken():
    assert texts(chosen(own_sentences(Source(TEXT)), Source(TEXT), length=1)) == [CAFE]


def test_one_sentence_of_a_source_is_taken_and_nothing_is_said_twice():
    first = own_sentences(Source(TEXT))[0]
    written = Sentence(text="云岭大坝开始蓄水。", source=first.source)
    again = Sentence(text="云岭大坝开始蓄水。", source=Span(start=60, end=70))
    found = chosen([written, first, again], Source(TEXT), length=100)
    assert len(found) == 1


def test_sentences_that_differ_in_a_number_are_not_the_same():
    text = "第二个车间每天生产二百台机器。第三个车间每天生产三百台机器。"
    assert len(chosen(own_sentences(Source(text)), Source(text), length=100)) == 2


def test_nothing_to_choose_from():
    assert chosen([], Source(TEXT), length=100) == []


def test_the_likeliest_candidate_is_first():
    written = [("茶馆换了招牌", 0.2), ("茶馆换了新招牌", 0.6)]
    assert ranked(written, Source(TEXT)) == ["茶馆换了新招牌", "茶馆换了招牌"]


def test_of_candidates_as_likely_the_one_most_like_the_others_is_first():
    written = [("老板的新茶", 0.5), ("茶馆换了招牌", 0.5), ("茶馆换了新招牌", 0.5)]
    assert ranked(written, Source(CAFE))[-1] == "老板的新茶"


def test_of_candidates_as_likely_what_the_article_comes_back_to_is_first():
    written = [("茶馆换了新招牌", 0.5), ("云岭大坝水位上升", 0.5)]
    assert ranked(written, Source(TEXT)) == ["云岭大坝水位上升", "茶馆换了新招牌"]


def test_equals_keep_their_order():
    assert ranked([("茶很香", 0.5), ("水也甜", 0.5)], Source("")) == ["茶很香", "水也甜"]
    assert ranked([("水也甜", 0.0), ("茶很香", 0.0)], Source("")) == ["水也甜", "茶很香"]
    assert ranked([], Source(TEXT)) == []
