"""What a later document repeals is read last, and said to be repealed."""

import datetime as dt

import pytest

from qa import Archive, Article
from qa.answering.repeals import asks_of_old, repealed_when, repeals, standing
from qa.search.query import as_queries

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


TODAY = dt.date(2032, 1, 1)


def other(text, title="集市开张", date=None):
    return Article(id="other", title=title, text=text, date=date)


def is_repealed(article, by=NEW):
    return bool(standing(list(repeals([by])), [article], TODAY).repealed)


@pytest.mark.parametrize(
    ("article", "repealed"),
    [
        (OLD, True),
        (NEW, False),
        (other("关于印发《青泽市摊位管理办法（试行）》的通知\n青政发〔2027〕12号"), True),
        (other("青政发〔2027〕2号\n集市每月开三次。"), False),
        (other("集市每月开三次，摊位费另收。"), False),
        (other("依青政发〔2027〕13号文，集市停办。"), False),
        (other("青政发〔2027〕第12号\n摊位费每月300元。"), True),
        (other("青政发（2027）12号 各摊主：\n摊位费每月300元。"), True),
        # News of it, and what is of another number or another place.
        (other("《青泽市摊位管理办法（试行）》（青政发〔2027〕12号）昨日印发。"), False),
        (other("青政发〔2027〕12号文件昨日印发，摊主叫好。"), False),
        (other("摊主说，《青泽市摊位管理办法（试行）》管用。", "摊位管理办法（试行）满月"), False),
        (other("摊位费每月300元。", "黑石市摊位管理办法（试行）"), False),
        (other("青政发〔2028〕9号\n摊位费每月300元。", "青泽市摊位管理办法（试行）"), False),
        (other("摊位费每月300元。", "青泽市摊位管理办法（试行）"), True),
        (other("摊位费每月300元。", "青泽市摊位管理办法（试行）", dt.date(2031, 8, 1)), False),
    ],
)
def test_what_is_the_rule_that_is_repealed(article, repealed):
    assert is_repealed(article) is repealed


@pytest.mark.parametrize(
    ("title", "text", "repealed"),
    [
        ("青泽市城区养犬规定", "青泽市人民政府令第5号\n第一条每户一只。", True),
        ("青泽市城区养犬规定", "（青政令第5号）\n第一条每户一只。", True),
        ("青泽市城区养犬规定", "青泽市人民政府令第6号\n第一条每户一只。", False),
        ("青泽市河道采砂规定", "青泽市人民政府令第5号\n第一条禁止采砂。", False),
    ],
)
def test_an_order_is_known_by_its_number_and_title(title, text, repealed):
    by = other("《青泽市城区养犬规定》（青泽市人民政府令第5号）同时废止。", "新规定")
    assert is_repealed(Article(id="o", title=title, text=text), by) is repealed


@pytest.mark.parametrize(
    ("title", "repealed"),
    [
        ("青泽市早市规定", True),
        ("黑石市早市规定", False),
        ("青泽市早市规定解读", False),
        ("早市规定", True),
    ],
)
def test_a_title_without_its_place_is_of_the_place_of_what_repeals_it(title, repealed):
    by = other("原《早市规定》停止执行。", "青泽市集市规定")
    assert is_repealed(Article(id="o", title=title, text="早市五点开门。"), by) is repealed


@pytest.mark.parametrize(
    ("number", "repealed"), [("青发改〔2020〕9号", True), ("黑发改〔2020〕9号", False), ("", True)]
)
def test_a_title_without_a_place_is_of_one_issuer(number, repealed):
    by = other("青发改〔2031〕4号\n原《关于自来水价格的通知》停止执行。", "关于调整水价的通知")
    old = Article(id="o", title="关于自来水价格的通知", text=f"{number}\n各单位：\n水价两元。")
    assert is_repealed(old, by) is repealed


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《集市规定》同时废止。", ["集市规定"]),
        ("《集市暂行规定》《早市管理细则》同时废止。", ["集市暂行规定", "早市管理细则"]),
        ("《集市暂行规定》（青市发〔2020〕1号）予以废止。", ["集市暂行规定"]),
        ("《集市暂行规定》自2031年6月1日起失效。", ["集市暂行规定"]),
        ("《集市暂行规定》将于2031年6月1日废止。", ["集市暂行规定"]),
        ("新办法施行，《集市暂行规定》废止。", ["集市暂行规定"]),
        ("原《集市暂行规定》停止执行。", ["集市暂行规定"]),
        ("《集市暂行规定》（青市令第3号）不再执行。", ["集市暂行规定"]),
        ("决定自2031年6月1日起废止《集市暂行规定》。", ["集市暂行规定"]),
        ("关于废止《集市暂行规定》的决定", ["集市暂行规定"]),
        ("2020年发布的《集市规定》和2021年印发的《早市细则》同时废止。", ["集市规定", "早市细则"]),
        ("决定废止下列文件：\n一、《集市规定》；\n二、《早市细则》。", ["集市规定", "早市细则"]),
        ("下列文件自即日起废止：《集市规定》、《早市细则》。", ["集市规定", "早市细则"]),
        ("依照《集市规定》制定的《早市细则》同时废止。", ["早市细则"]),
        ("《集市规定》废止后，摊主叫好。", []),
        ("由供应科就若干问题印发的《集市规定》同时废止。", ["集市规定"]),
        ("委员建议《集市规定》予以废止。", []),
        ("如果摊主同意，应当将《集市规定》废止。", []),
        ("议会通过废止《集市规定》法案。", []),
        ("《集市规定》是否废止，尚无定论。", []),
        ("据《集市规定》，合同失效。", []),
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
    ("text", "day"),
    [
        ("2027年公布、自2027年4月1日起施行的《摊位管理办法》同时废止。", None),
        (
            "本办法自2031年6月1日起施行。自2027年4月1日起施行的《摊位管理办法》废止。",
            "2031年6月1日",
        ),
        ("《摊位管理办法》自2031年7月1日起废止。本办法自2031年6月1日起施行。", "2031年7月1日"),
        ("《摊位管理办法》同时废止。本办法自2031年6月1日起施行。", "2031年6月1日"),
        (
            "本办法自2031年6月1日起施行，第三条自2033年1月1日起施行，《摊位管理办法》废止。",
            "2031年6月1日",
        ),
        ("决定自2031年6月1日起废止《摊位管理办法》。", "2031年6月1日"),
    ],
)
def test_which_of_several_days_it_is(text, day):
    found = repealed_when("摊位管理办法什么时候废止？", text)
    assert (found and text[found.start : found.end]) == day


@pytest.mark.parametrize(
    ("question", "old"),
    [
        ("原来的摊位费是多少？", True),
        ("试行办法怎么规定？", True),
        ("旧的摊位管理办法怎么规定？", True),
        ("旧办法规定罚多少？", True),
        ("以前摊位费多少？", True),
        ("过去的摊位费是多少？", True),
        ("摊位费是多少？", False),
        ("旧城改造补偿多少？", False),
        ("老旧小区加装电梯补贴多少？", False),
        ("旧家电回收补贴标准是多少？", False),
        ("9月1日以前报名要交什么？", False),
        ("身份证失效后怎么补办？", False),
        ("过去五年建了多少座桥？", False),
        ("原有住房怎么处置？", False),
    ],
)
def test_whether_it_is_asked_of_what_was_before(question, old):
    assert asks_of_old(question) is old


LATER = Article(
    id="later",
    title="青泽市摊位管理条例",
    text="第一条摊位费每月90元。\n第二条本条例自2032年7月1日起施行。《青泽市摊位管理办法》同时废止。",
    date=dt.date(2031, 12, 20),
)


@pytest.mark.parametrize(
    ("question", "last"),
    [
        ("摊位费多少？", {"old": {"new"}}),
        ("现在摊位费多少？", {"old": {"new"}, "later": {"new"}}),
        ("2033年摊位费多少？", {"old": {"new"}, "new": {"later"}}),
        ("2030年摊位费多少？", {"new": {"old"}, "later": {"new"}}),
        ("原来的摊位费多少？", {"new": {"old"}}),
        ("摊位管理办法何时废止？", {"old": {"new"}, "new": {"later"}}),
    ],
)
def test_what_is_read_last_and_what_in_its_place(question, last):
    articles = [OLD, NEW, LATER]
    made = standing(list(repeals(articles)), articles, TODAY)
    (query,) = as_queries([question], today=TODAY)
    assert made.instead(query) == last


def test_the_rule_in_force_answers_first_and_the_other_says_that_it_is_not(tmp_path):
    with Archive.open(tmp_path / "a") as archive:
        archive.add([OLD, NEW])
        fee, fine = archive.ask_many(["摊位费每月多少元？", "转租摊位的罚款多少元？"], today=TODAY)
    assert (fee.text, fee.repealed_by) == ("180元", ())
    assert fine.text == "500元"
    (by,) = fine.repealed_by
    assert (by.article_id, by.quote) == ("new", END.partition("。")[2])


@pytest.mark.parametrize(
    ("question", "today", "text", "said"),
    [
        ("现在摊位费每月多少元？", TODAY, "180元", "《青泽市摊位管理办法》同时废止。"),
        ("现在摊位费每月多少元？", dt.date(2032, 8, 1), "90元", None),
    ],
)
def test_a_rule_of_a_day_to_come_is_not_what_is_so_now(tmp_path, question, today, text, said):
    with Archive.open(tmp_path / "a") as archive:
        archive.add([NEW, LATER])
        answer = archive.ask(question, today=today)
    assert answer.text == text
    assert [one.quote for one in answer.not_yet] == ([said] if said else [])
    assert answer.repealed_by == ()
