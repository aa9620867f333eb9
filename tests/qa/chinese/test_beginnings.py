"""How an article without a title is called."""

import pytest

from qa.chinese.beginnings import beginning


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("茶厂复工", "青石镇茶厂复工。", ""),
        ("", "青石镇茶厂复工。镇长到场。", "青石镇茶厂复工。"),
        (" \n", "  青石镇茶厂复工。", "青石镇茶厂复工。"),
        ("", "本报讯（记者 李桂英） 白杨渠放水，灌了三个村。", "白杨渠放水，灌了三个村。"),
        ("", "新华社云岭8月3日电（记者沈小满）云岭市今天下雨。", "云岭市今天下雨。"),
        ("", "【夜校开课】青石镇夜校开课，不收学费。", "【夜校开课】青石镇夜校开课，不收学费。"),
        ("", "（一）摊位费不变。", "（一）摊位费不变。"),
        ("", "一" * 24, "一" * 24),
        ("", "一" * 25, "一" * 24 + "…"),
        ("", "桐花县集市\n每逢周三开集。", "桐花县集市"),
        ("", "ＡＢＣ　公司", "ＡＢＣ 公司"),
        ("", "𠮷野镇开渠。", "𠮷野镇开渠。"),
        ("", "本报讯", "本报讯"),
        ("", " \u3000\n" * 400 + "白杨渠放水。", "白杨渠放水。"),
        ("", "", ""),
        ("", " \n ", ""),
    ],
)  # fmt: skip
def test_an_article_without_a_title_is_called_by_its_first_sentence(title, text, said):
    assert beginning(title, text) == said
