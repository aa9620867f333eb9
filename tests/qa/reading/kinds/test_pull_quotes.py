"""Pull quotes interrupt a sentence or repeat one; anything else stays in the text."""

import pytest

from tests.qa.reading.kinds.pages import HEAD, LEAD, read

CUT = "市长宋怀远说，过去进城要绕行十二公里，现在走路只要一刻钟，两岸的"
REST = "居民都说方便。"
WHOLE = CUT + REST


@pytest.mark.parametrize(
    ("inserted", "quotes", "lines"),
    [
        (["让两岸居民少走弯路"], ("让两岸居民少走弯路",), [WHOLE]),
        (["大桥连起两岸 从此少走弯路了"], (), [f"{CUT}大桥连起两岸 从此少走弯路了{REST}"]),
        (["大桥连起两岸 居民少绕远路"], ("大桥连起两岸 居民少绕远路",), [WHOLE]),
        (
            ["让两岸居民少走弯路", "让回家的路更近些"],
            ("让两岸居民少走弯路", "让回家的路更近些"),
            [WHOLE],
        ),
        (
            ["男子百米 宋怀远", "女子百米 邱玉兰", "男子跳高 曲连生"],
            (),
            [CUT, "男子百米 宋怀远", "女子百米 邱玉兰", "男子跳高 曲连生", REST],
        ),
        (
            ["让两岸居民少走弯路", "让回家的路更近些", "让夜归的人有灯照"],
            (),
            [CUT, "让两岸居民少走弯路", "让回家的路更近些", "让夜归的人有灯照", REST],
        ),
        (["2031年4月3日"], (), [f"{CUT}2031年4月3日{REST}"]),
        (["宋怀远 11秒42"], (), [f"{CUT}宋怀远 11秒42{REST}"]),
        (["68"], (), [f"{CUT}68{REST}"]),
    ],
)
def test_what_stands_within_a_sentence(tmp_path, inserted, quotes, lines):
    page = "\n\n".join([HEAD, LEAD, CUT, *inserted, REST])
    (article,) = read(tmp_path, page).articles
    assert article.pull_quotes == quotes
    assert article.text.split("\n") == [LEAD, *lines]


def test_between_whole_sentences_only_what_is_repeated_is_lifted(tmp_path):
    page = "\n\n".join([HEAD, LEAD, "清河大桥在云岭市建成通车", WHOLE, "两岸的新生活", REST])
    (article,) = read(tmp_path, page).articles
    assert article.pull_quotes == ("清河大桥在云岭市建成通车",)
    assert article.text.split("\n") == [LEAD, WHOLE, "两岸的新生活", REST]


SPLIT = "市长宋怀远说，过去进城要绕行十二公里，桥上的石狮"


@pytest.mark.parametrize(
    ("inserted", "rest", "quotes"),
    [
        (["修桥先修心"], "子都是新刻的。", ("修桥先修心",)),
        (["修桥先修心", "治水先治人"], "子都是新刻的。", ("修桥先修心", "治水先治人")),
        (["便民利民"], "子都是新刻的。", ("便民利民",)),
        (["修桥先修心"], "都是新刻的。", ()),
        (["子都是新的"], "大家都来看。", ()),
        (["一二三四五"], "子都是新刻的。", ()),
    ],
)
def test_a_few_characters_within_a_word(tmp_path, inserted, rest, quotes):
    page = "\n\n".join([HEAD, LEAD, SPLIT, *inserted, rest])
    (article,) = read(tmp_path, page).articles
    assert article.pull_quotes == quotes
    kept = [] if quotes else inserted
    assert article.text.split("\n") == [LEAD, "".join([SPLIT, *kept, rest])]


def test_a_few_characters_without_blank_lines_are_of_the_sentence(tmp_path):
    page = f"{HEAD}\n\n{LEAD}\n\n{SPLIT}\n修桥先修心\n子都是新刻的。"
    (article,) = read(tmp_path, page).articles
    assert article.pull_quotes == ()
