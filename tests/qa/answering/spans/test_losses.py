"""The losses of one side of a fight, and those of the other."""

import pytest

from qa.answering.spans.losses import is_of_the_other_side, losses
from tests.qa.answering.marked import place

NIGHT = (
    "昨夜我独立营袭击柳河据点,敌一个连被歼。此役毙敌连长穆金山以下四十余人,俘敌六十一名,缴步枪七十支。"
    "我军牺牲三人,负伤十一人。民兵队长鲁老根亦受轻伤。"
)
TOGETHER = (
    "此役毙俘敌营长以下三百二十人，死伤敌人约九十名，余皆逃散。我军伤亡四十人，县大队牺牲五人。"
    "敌机投弹，死居民七人。"
)
PORT = "日军死伤五十六名，伪军被俘三十八名；我死九人，伤二十一人。敌机轰炸，我伤病员死伤十二人。"
SHORE = "海匪来犯,激战至晨,敌遗尸八十余具,向外海逃去,我军伤亡二十人。"


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("打死敌人多少？", NIGHT, "四十余人"),
        ("敌人死了多少人？", NIGHT, "四十余人"),
        ("俘虏了多少敌人？", NIGHT, "六十一名"),
        ("抓了几个俘虏？", NIGHT, "六十一名"),
        ("我军牺牲几人？", NIGHT, "三人"),
        ("我军负伤多少人？", NIGHT, "十一人"),
        ("我军伤亡多少？", NIGHT, None),
        ("敌军伤亡多少？", NIGHT, None),
        ("民兵死了多少人？", NIGHT, None),
        ("缴获多少支枪？", NIGHT, None),
        ("我军俘虏多少伪警察？", NIGHT, None),
        ("敌人死了多少？", SHORE, "八十余具"),
        ("我军伤亡多少人？", SHORE, "二十人"),
        ("敌人伤亡多少人？", SHORE, None),
        ("毙俘敌人多少？", TOGETHER, "三百二十人"),
        ("死伤敌人多少？", TOGETHER, "九十名"),
        ("打死打伤敌人多少名？", TOGETHER, "九十名"),
        ("打死敌人多少？", TOGETHER, None),
        ("俘虏敌人多少？", TOGETHER, None),
        ("我军死伤多少人？", TOGETHER, "四十人"),
        ("县大队牺牲几人？", TOGETHER, "五人"),
        ("我军牺牲几人？", TOGETHER, None),
        ("敌人死了多少人？", TOGETHER, None),
        ("日军死伤多少名？", PORT, "五十六名"),
        ("日军被俘多少名？", PORT, None),
        ("伪军被俘多少名？", PORT, "三十八名"),
        ("我军死了多少人？", PORT, "九人"),
        ("我军死伤多少人？", PORT, None),
        ("我军被俘多少人？", PORT, None),
        ("火灾死了多少人？", "火灾造成三人死亡。", None),
    ],
)
def test_the_losses_of_the_side_asked_of(question, text, told):
    found = losses(question, text)
    assert (text[found.start : found.end] if found else None) == told


@pytest.mark.parametrize(
    ("question", "marked", "other"),
    [
        ("范有德部伤亡多少？", "我军猛攻范部，激战一日，我军伤亡|五十人|。", True),
        ("范有德部伤亡多少？", "敌范有德部来犯，被我击退，敌伤亡|五十人|。", False),
        ("独立三团伤亡多少？", "我独立三团出击，我军伤亡|五十人|。", False),
        ("我军伤亡多少？", "我军猛攻范部，我军伤亡|五十人|。", False),
        ("范有德部伤亡多少？", "范有德部伤亡|五十人|。", False),
        ("范有德部有多少人？", "我军伤亡|五十人|。", False),
    ],
)
def test_the_losses_of_another_side(question, marked, other):
    assert is_of_the_other_side(question, *place(marked)) is other
