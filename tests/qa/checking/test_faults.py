"""Faults that a reader notices first, found beside the source."""

import pytest

from qa.checking.faults import cut_digits, cut_numbers, cut_words, has_faults, loops, lost_marks
from qa.checking.source import Source

BUS = (
    "青石市306路公交线路5月8日起试运行，全程21.5公里，设站30座，首日乘客超过1200人次，投资1.5亿元。"
)


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        ("大桥开馆开馆", "大桥开馆", ["开馆开馆"]),
        ("市长称称称投资大", "市长称投资大", ["称称称"]),
        ("歌曲《好好好》", "歌曲《好好好》发布", []),
        ("讨论讨论再说", "大家讨论讨论再说", []),
        ("2020年营收2222元", "营收2222元", []),
        ("天天向上", "天天", []),
        ("市长要求优化环境 优化环境", "市长要求优化环境", ["优化环境 优化环境"]),
        ("大桥开馆，大桥开馆免费", "大桥开馆", ["大桥开馆，大桥开馆"]),
        ("大桥开馆，大桥开馆免费", "大桥开馆，大桥开馆免费", []),
        ("车队到达云河大桥 云河大桥关闭", "云河大桥", []),
        ("开馆 开馆", "开馆", []),
        ("“两园”“两园”建成", "“两园”建成", ["“两园”“两园”"]),
        ("市图书馆开门，市图书馆免费", "市图书馆开门，免费", []),
        ("云岭市图书馆开门，云岭市图书馆免费", "云岭市图书馆开门，免费", 2),
        ("云岭市图书馆开门，云岭市图书馆免费", "云岭市图书馆开门，云岭市图书馆免费", []),
    ],
)
def test_loops(text, source, found):
    result = loops(text, Source(source))
    assert (len(result) if isinstance(found, int) else result) == found


def test_a_longer_text_may_name_things_again():
    first = "云岭市图书馆今天开门，来了许多读者，门口的队伍一早就排到了街角的邮局旁边。"
    then = "周末的云岭市图书馆不收门票，楼上还有几场关于老城历史的讲座，欢迎市民参加。"
    assert loops(first + then, Source("云岭市图书馆")) == []
    assert loops(first + first, Source("云岭市图书馆"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全程21.5公里", []),
        ("全程21公里", ["21"]),
        ("全程5公里", []),  # 5 is a number of the source, of another thing: see unsupported()
        ("乘客超20人次", ["20"]),
        ("首日乘客1200", ["1200"]),
        ("首日1200乘客", []),
        ("设站３０", ["３０"]),
        ("投资1.5，", ["1.5"]),
        ("投资1.5亿，", ["1.5亿"]),
        ("306路5月8", ["8"]),
        ("306路开通", []),
        ("（1）公交开通", []),
    ],
)
def test_cut_numbers(text, found):
    assert cut_numbers(text, Source(BUS)) == found


def test_digits_alone_need_no_unit():
    assert cut_digits("首日乘客1200", Source(BUS)) == []
    assert cut_digits("全程0公里", Source(BUS)) == ["0"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("《条例》“试行”（草案）", []), ("《条例", ["《"]), ("条例”发布", ["”"]), ('说"好', ['"'])],
)
def test_lost_marks(text, found):
    assert lost_marks(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("306路公交5月8日起试", ["306路公交5月8日起试"]),
        ("306路公交5月8日起试运行", []),
        ("306路公交5月8日", []),
        ("交线路5月8日起试运行", ["交线路5月8日起试运行"]),
        ("线路5月8日起试，全程21.5公里", ["线路5月8日起试"]),
        ("306路公交线路5月8日起", ["306路公交线路5月8日起"]),
        ("另有新闻", []),
        ("", []),
    ],
)
def test_cut_words(text, found):
    assert cut_words(text, Source(BUS)) == found


def test_an_edge_is_whole_if_it_is_whole_anywhere():
    assert cut_words("今天去银行", Source("今天去银行卡中心")) == ["今天去银行"]
    assert cut_words("今天去银行", Source("今天去银行卡中心。今天去银行。")) == []


def test_names_are_guessed_unless_only_the_dictionary_counts():
    source = "新来的歌手卡洛琳娜昨天抵达。"
    assert cut_words("新来的歌手卡", Source(source)) == ["新来的歌手卡"]
    assert cut_words("新来的歌手卡", Source(source), lenient=True) == []


def test_has_faults():
    assert not has_faults("306路公交试运行", Source(BUS))
    assert has_faults("306路公交5月8日起试", Source(BUS))
