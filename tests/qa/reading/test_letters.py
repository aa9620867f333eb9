"""Letters to the editor and notices: where they begin and end on a page."""

import pytest

from qa.reading import read_file
from qa.reading.letters import is_opening_of_letter, is_signature

LETTER = """长椅去哪儿了

编辑同志：

我每天在柳树街站等车，站台上的长椅上个月被拆走了，老人只好站着等，一站就是半小时。

希望有关部门把它装回来。
"""
ESSAY = """春天的菜园

母亲在院子里翻土，蚯蚓在新土里扭着身子，邻居家的猫蹲在墙头上看。

她说，种菜急不得，也懒不得。
"""
NOTICE = """关于南门大桥封闭施工的通告

因更换南门大桥的伸缩缝，自三月二十日起全桥封闭，车辆请绕行北门大桥。
"""


def read(tmp_path, *parts):
    file = tmp_path / "page.txt"
    file.write_text("\n".join(parts), "utf-8")
    return read_file(file).articles


@pytest.mark.parametrize(
    "signed",
    [
        "云岭市公路局\n\n3月11日\n",
        "云岭市公路局\n云岭市公安局交通警察支队\n2025年3月11日\n",
        "云岭市公路局 二〇二五年三月十一日\n",
    ],
)
@pytest.mark.parametrize(
    "reader", ["读者 石小河\n", "读者：石小河\n三月九日\n", "柳树街居民 石小河\n"]
)
def test_a_notice_a_letter_and_an_essay_are_three(tmp_path, signed, reader):
    notice, letter, essay = read(tmp_path, NOTICE, signed, LETTER, reader, ESSAY)
    assert notice.title == "关于南门大桥封闭施工的通告"
    assert notice.text.endswith("日")
    assert letter.title == "长椅去哪儿了"
    assert letter.text.startswith("编辑同志：\n我每天")
    assert "石小河" in letter.text
    assert (essay.title, essay.text.count("\n")) == ("春天的菜园", 1)


def test_a_letter_alone_has_the_headline_above_its_salutation(tmp_path):
    (letter,) = read(tmp_path, LETTER, "读者 石小河\n")
    assert letter.title == "长椅去哪儿了"
    (letter,) = read(tmp_path, "读者来信\n", LETTER, "读者 石小河\n")
    assert letter.title == "读者来信 长椅去哪儿了"


def test_a_note_of_the_editors_stays_with_its_letter(tmp_path):
    letter, essay = read(
        tmp_path, LETTER, "读者 石小河\n", "编后：长椅虽小，也是一座城市的体面。\n", ESSAY
    )
    assert letter.text.endswith("体面。")
    assert essay.title == "春天的菜园"


@pytest.mark.parametrize(
    "after",
    [
        "附件：绕行路线\n\n一、小车走北门大桥，再走滨河东路；货车走环城高速，不进城。\n",
        "南门大桥封闭施工\n\n一、小车走北门大桥，再走滨河东路；货车走环城高速，不进城。\n",
        "（此件公开发布）\n",
    ],
)
def test_what_belongs_to_a_notice_stays_with_it(tmp_path, after):
    (notice,) = read(tmp_path, NOTICE, "云岭市公路局\n2025年3月11日\n", after)
    assert after.split("\n")[0] in notice.text


@pytest.mark.parametrize(
    ("above", "line", "signs"),
    [
        (["希望早日修好。"], "读者 石小河", True),
        (["希望早日修好。"], "桂花巷居民 石小河", True),
        (["希望早日修好。"], "读者 说得好的有一半，还有一半没有说", False),
        (["希望早日修好。", "读者：石小河"], "3月9日", True),
        (["特此通告。", "云岭市档案馆"], "3月9日", True),
        (["咨询电话：6600123", "云岭市老年大学"], "二〇二五年三月九日", True),
        (["特此通告。"], "云岭市档案馆 2025年3月9日", True),
        (["特此通告。"], "3月9日", False),
        (["他想起那一年，", "云岭市档案馆"], "3月9日", False),
        (["日程", "云岭市档案馆"], "3月9日", False),
        (["天晴了。", "雨后"], "3月9日", False),
        ([], "读者 石小河", False),
    ],
)
def test_a_signature(above, line, signs):
    assert is_signature(above, line) is signs


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("编辑同志：", True),
        ("尊敬的编辑：", True),
        ("云岭日报编辑部：", True),
        ("记者同志：", True),
        ("编辑：常青", False),
        ("同志们：", False),
        ("他对编辑说：", False),
    ],
)
def test_how_a_letter_begins(line, opens):
    assert is_opening_of_letter(line) is opens


def test_a_line_cut_within_a_numbered_paragraph_is_joined(tmp_path):
    items = (
        "一、时间：3月17日至3月21日，每日上午办理，下午不办理。\n",
        "二、学费：书法班每学期180元，国画班每学期220元，声乐班免费。六十五岁以上的学员\n学费减半。\n",
        "三、地点：柳树街12号。\n",
    )
    (notice,) = read(tmp_path, "关于老年学校春季招生的通告\n", *items)
    assert "六十五岁以上的学员学费减半。" in notice.text


def test_entries_under_a_numbered_line_are_not_joined(tmp_path):
    items = ("一、书法班：每学期180元，每周二上午，张老师\n国画班：每学期220元。\n二、声乐班。\n",)
    (notice,) = read(tmp_path, "老年学校春季的课程和学费\n", *items)
    assert "张老师\n国画班" in notice.text
