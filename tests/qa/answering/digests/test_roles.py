"""Who does and who says what a question asks of."""

import pytest

from qa.answering.digests.binding import binding_names
from qa.answering.digests.roles import (
    asks_for_words,
    is_said_by_another,
    is_turned_round,
    is_where_said,
)
from qa.answering.offices import with_offices


def names_of(question):
    return with_offices(binding_names(question), question, ["埃及总统塞西"])


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("埃及总统的表态", True),
        ("世卫组织的声明", True),
        ("王毅的讲话", True),
        ("埃及总统的外访", False),
        ("云岭市的防汛", False),
    ],
)
def test_what_asks_for_words(question, asks):
    assert asks_for_words(question) is asks


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("埃及总统的表态", "埃及总统塞西3日表示，运河通航正常。", False),
        ("埃及总统的表态", "塞西对媒体说，谈判不会中断。", False),
        ("埃及总统的表态", "约旦首相3日表示，埃及总统同意会谈。", True),
        ("埃及总统的表态", "埃及总统办公室主任3日表示，会谈推迟。", True),
        ("埃及总统的表态", "埃及总统塞西3日抵达亚的斯亚贝巴。", False),
        ("世卫组织的声明", "世卫组织发表声明，疫情已经结束。", False),
        ("世卫组织的声明", "约旦政府发表声明，世卫组织将派出专家。", True),
        ("声明", "约旦政府发表声明，水价不变。", False),
    ],
)
def test_another_speaks(question, sentence, other):
    assert is_said_by_another(sentence, names_of(question)) is other


@pytest.mark.parametrize(
    ("question", "sentence", "turned"),
    [
        ("约旦对埃及的关税", "约旦3日宣布对埃及水泥加征关税。", False),
        ("约旦对埃及的关税", "埃及3日宣布对约旦磷肥加征关税。", True),
        ("约旦对埃及的袭击", "约旦的空袭造成埃及两座油库起火。", False),
        ("约旦对埃及的袭击", "埃及的导弹袭击造成三人受伤。", True),
        ("约旦对埃及的袭击", "安曼遭埃及无人机袭击。", True),
        ("约旦对埃及的袭击", "约旦袭击了油库，埃及随后发动打击。", False),
        ("约旦对埃及的访问", "埃及对约旦的关税下调。", False),
        ("约旦对埃及的打击", "埃军方24日称，打击了约军人员集结区。", False),
        ("日本对美国的打击", "美军方24日称，打击了日军集结区，挫败日军进攻。", True),
        ("日本对美国的打击", "美军使用多枚导弹对日本三处港口和能源设施实施打击。", True),
        ("日本对美国的打击", "日军使用多枚导弹对美国三处港口和能源设施实施打击。", False),
        ("约旦和埃及的袭击", "埃及的导弹袭击造成三人受伤。", False),
    ],
)
def test_the_sides_have_changed_places(question, sentence, turned):
    assert is_turned_round(question, sentence, binding_names(question)) is turned


@pytest.mark.parametrize(
    ("question", "sentence", "only"),
    [
        ("云岭市的发展", "宋怀远28日在云岭市考察时强调，科技是强盛之基。", True),
        ("云岭市的发展", "市长宋怀远在云岭市调研时指出，要修好河堤。", True),
        ("云岭市的发展", "宋怀远28日在云岭市考察时强调，云岭市要修好河堤。", False),
        ("云岭市的发展", "宋怀远28日在云岭市考察。", False),
        ("宋怀远在云岭市的考察", "宋怀远28日在云岭市考察时强调，科技是强盛之基。", False),
        ("宋怀远的发展", "宋怀远28日在云岭市考察时强调，科技是强盛之基。", False),
    ],
)
def test_a_place_where_someone_spoke_is_not_what_he_spoke_of(question, sentence, only):
    assert is_where_said(question, sentence, binding_names(question)) is only
