"""What a later document repeals is read last, and said to be repealed."""

import datetime as dt

import pytest

from qa import Archive, Article
from qa.answering.repeals import asks_of_old, repealed_by, repealed_when, repeals

OLD = Article(
    id="old",
    title="青泽市摊位管理办法（试行）",
    text="青泽市摊位管理办法（试行）\n青政发〔2027〕12号\n摊位费每月300元。转租的，罚款500元。",
    date=dt.date(2027, 3, 1),
)
END = "本办法自2031年6月1日起施行。《青泽市摊位管理办法（试行）》（青政发〔2027〕12号）同时废止。"
NEW = Article(
    id="new",
    title="青泽市摊位管理办法",
    text=f"青政规〔2031〕3号\n摊位费每月180元。{END}",
    date=dt.date(2031, 5, 20),
)


def other(text, title="集市开张"):
    return Article(id="other", title=title, text=text)


@pytest.mark.parametrize(
    ("article", "repealed"),
    [
        (OLD, True),
        (NEW, False),
        (other("关于印发《青泽市摊位管理办法（试行）》的通知\n青政发〔2027〕12号"), True),
        (other("青政发〔2027〕2号\n集市每月开三次。"), False),
        (other("集市每月开三次，摊位费另收。"), False),
        (other("依青政发〔2027〕13号文，集市停办。"), False),
    ],
)
def test_what_is_repealed_by_its_number(article, repealed):
    assert bool(repealed_by(list(repeals([NEW])), article)) is repealed


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《集市规定》同时废止。", ["集市规定"]),
        ("《集市暂行规定》《早市管理细则》同时废止。", ["集市暂行规定", "早市管理细则"]),
        ("《集市暂行规定》（青市发〔2020〕1号）予以废止。", ["集市暂行规定"]),
        ("《集市暂行规定》自2031年6月1日起失效。", []),
        ("会议讨论是否废止《集市暂行规定》。", []),
        ("依《集市暂行规定》办理。", []),
    ],
)
def test_what_a_text_repeals(text, titles):
    assert [one.title for one in repeals([other(text)])] == titles


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("旧的摊位管理办法什么时候废止？", "2031年6月1日"),
        ("摊位管理办法（试行）哪天失效？", "2031年6月1日"),
        ("路灯规定什么时候废止？", None),
        ("摊位管理办法什么时候施行？", None),
        ("摊位费是多少？", None),
    ],
)
def test_the_day_from_which_something_is_repealed(question, day):
    found = repealed_when(question, NEW.text)
    assert (found and NEW.text[found.start : found.end]) == day


@pytest.mark.parametrize(
    ("question", "old"),
    [("原来的摊位费是多少？", True), ("试行办法怎么规定？", True), ("摊位费是多少？", False)],
)
def test_whether_it_is_asked_of_what_was_before(question, old):
    assert asks_of_old(question) is old


def test_the_rule_in_force_answers_first_and_the_other_says_that_it_is_not(tmp_path):
    with Archive.open(tmp_path / "a") as archive:
        archive.add([OLD, NEW])
        fee, fine = archive.ask_many(["摊位费每月多少元？", "转租摊位的罚款多少元？"])
    assert (fee.text, fee.repealed_by) == ("180元", ())
    assert fine.text == "500元"
    (by,) = fine.repealed_by
    assert (by.article_id, by.quote) == ("new", END.partition("。")[2])
