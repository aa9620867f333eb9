"""What can be left out without changing what is said, and what cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.chinese.asides import brackets, days, lists, manners, occasions, offices, places
from qa.records import Span


def parts(find, text, **options):
    found = find(text, Span(start=0, end=len(text)), **options)
    return [text[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云岭市、河东市、青石市等5市出台办法", ["、河东市、青石市"]),
        ("云岭市会同河东市、青石市等地出台办法", ["、青石市"]),
        ("云岭市、河东市、青石市出台办法", []),
        ("云岭市、河东市和青石市等地出台办法", []),
        ("云岭市、河东市等", []),
        ("云岭市、河东市等待通知", []),
        ("云岭市、河东市等等地方", []),
        ("“云岭市、河东市等五市”出台办法", []),
    ],
)
def test_of_a_list_that_goes_on_all_but_the_first_may_go(text, found):
    assert parts(lists, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大桥通车（记者何远摄）", ["（记者何远摄）"]),
        ("清河大桥（见图）通车", ["（见图）"]),
        ("大桥(见图)通车", ["(见图)"]),
        ("游客汤姆（Tom）到访", ["（Tom）"]),
        ("游客何塞(José Pérez)到访", ["(José Pérez)"]),
        ("云岭网站（https://yunling.example/）上线", ["（https://yunling.example/）"]),
        ("《桥规（试行）》（以下简称《规（试行）》）印发", ["（以下简称《规（试行）》）"]),
        ("宋怀远（左）与李桂（右）握手", []),
        ("南门桥（全长三百米）、北门桥（全长两百米）", []),
        ("南门桥（见图左）、北门桥（见图右）", ["（见图左）", "（见图右）"]),
        ("“快车”（云河号）首航", []),
        ("大桥（建于2031年，全长三百米）通车", []),
        # restricts what is said
        ("粮食（不含薯类）增产", []),
        ("增长（约三成）", []),
        ("投资（预计3亿元）", []),
        ("水位（截至3日）上涨", []),
        ("大桥（将于明年通车）开工", []),
        ("居民（除老人外）搬迁", []),
        ("学校（含幼儿园）开学", []),
        ("开放（仅限周末）", []),
        # the number of an item
        ("（1）加强管理", []),
        ("大桥分为（一）南段，（二）北段", []),
        # a part of a name
        ("（云岭）银行开业", []),
        ("云岭（集团）公司开业", []),
        ("云岭（国际）会展中心开馆", []),
        # not in a quotation or title
        ("他说：“大桥（见图）很美”", []),
        ("《大桥（见图）》上映", []),
        # no pair
        ("（见图 大桥", []),
        ("空（）括号", []),
    ],
)
def test_brackets(text, found):
    assert parts(brackets, text) == found


@pytest.mark.parametrize(
    ("text", "found", "without_months"),
    [
        # a part of a word, or as many days
        ("目前日本车增多", [], []),
        ("但当前日均客流上升", [], []),
        ("云岭市昨日本田车展开幕", ["昨日"], ["昨日"]),
        ("云岭市3日晚会开幕", [], []),
        ("大会第3日举行投票", [], []),
        ("船队历时3日抵达云岭", [], []),
        ("云岭市连续3日下雨", [], []),
        ("大桥4月3日上午通车", ["4月3日上午"], []),
        ("甲军20日晚些时候宣布撤离", ["20日晚些时候"], ["20日晚些时候"]),
        ("甲军当天以演习形式飞行", ["当天"], ["当天"]),
        ("甲国自3日以来停电", [], []),
        ("甲国当晚约10时停电", [], []),
        ("大会3日上午开幕，11日下午闭幕，会期7天", ["3日上午"], ["3日上午"]),
        ("大桥4月3日8时30分通车", ["4月3日8时30分"], []),
        ("大桥3日通车", ["3日"], ["3日"]),
        ("大桥13日通车", ["13日"], ["13日"]),
        ("4月3日至5日大桥通车", ["4月3日至5日"], []),
        ("当地时间4月3日大桥通车", ["当地时间4月3日"], []),
        ("大桥昨天（3日）下午通车", ["昨天（3日）下午"], ["昨天（3日）下午"]),
        ("今天大桥通车", ["今天"], ["今天"]),
        ("当日上午大桥通车", ["当日上午"], ["当日上午"]),
        ("大桥日前通车", ["日前"], ["日前"]),
        ("大桥3日通车，南门桥4日通车", ["3日", "4日"], ["3日", "4日"]),
        # something begins, ends or is counted at it
        ("云河队20日夺得3枚金牌", [], []),
        ("全市今天新增3例", [], []),
        ("自4月3日起通车", [], []),
        ("4月3日起大桥通车", [], []),
        ("4月3日前完工", [], []),
        ("截至4月3日通车三次", [], []),
        ("大桥于4月3日通车", [], []),
        ("比4月3日增加三次", [], []),
        ("4月3日的会议", [], []),
        ("自3日大桥通车", [], []),
        ("4月3日、4日大桥通车", [], []),
        # with its year
        ("2031年4月3日大桥通车", [], []),
        # a clause by itself, and what another says
        ("4月3日，大桥通车", [], []),
        ("他说“4月3日通车”", [], []),
        ("《3日通车》上映", [], []),
        ("生日宴", [], []),
    ],
)
def test_days(text, found, without_months):
    assert parts(days, text) == found
    assert parts(days, text, months=False) == without_months


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("国家主席何远会见客人", ["国家主席"]),
        ("国务院总理宋青出席", ["国务院总理"]),
        ("国务委员王青会见客人", ["国务委员"]),
        ("全国政协主席王青出席", ["全国政协主席"]),
        ("中央军委主席何远签署命令", ["中央军委主席"]),
        ("中央书记处书记周明出席", ["中央书记处书记"]),
        ("中共中央政治局常委、国务院总理李桂出席", ["中共中央政治局常委、国务院总理"]),
        ("国家主席何远会见国务院总理宋青", ["国家主席", "国务院总理"]),
        ("国家主席会见客人", []),
        ("国家主席向客人致电", []),
        ("国家主席于明日出访", []),
        ("国家主席任职三年", []),
        ("国家主席", []),
        ("云岭市市长何远出席", []),
        ("市委书记何远出席", []),
        ("“国家主席何远”", []),
        ("《国家主席何远》", []),
    ],
)
def test_offices(text, found):
    assert parts(offices, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议在云岭市举行", ["在云岭市"]),
        ("市长在市政府会见客人", ["在市政府"]),
        ("展览在图书馆开幕", ["在图书馆"]),
        ("协议在云岭市签署", ["在云岭市"]),
        ("书展在云岭市隆重开幕", ["在云岭市"]),
        ("市长在会上发表讲话", ["在会上"]),
        ("公司在云岭市正式成立", ["在云岭市"]),
        ("市长在云岭市共同出席仪式", ["在云岭市"]),
        ("大桥在云岭市建成", []),
        ("他在桥上散步", []),
        ("现在举行", []),
        ("正在举行", []),
        ("在云岭市举行的会议", []),
        ("论坛在云岭市、清河市举行", []),
        ("市长在大桥，出席仪式", []),
        ("“在云岭市举行”", []),
    ],
)
def test_places(text, found):
    assert parts(places, text) == found


PIECES = [
    "大桥",
    "（见图）",
    "4月3日",
    "国家主席",
    "何远",
    "在云岭市",
    "举行",
    "“",
    "”",
    "，",
    "（",
]


@pytest.mark.parametrize("find", [brackets, days, offices, places])
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.data())
def test_asides_stand_in_order_within_their_span(find, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for span in find(text, Span(start=start, end=end)):
        assert start <= span.start < span.end <= end
        start = span.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市政府新闻办公室举行发布会，介绍春耕情况", ["举行发布会，"]),
        ("市政府新闻办公室在云岭举行新闻发布会，发布《云河白皮书》", ["在云岭举行新闻发布会，"]),
        ("市水利局印发通知，要求加强检查", []),
        ("市水利局近日联合印发通知，提出加强检查", ["近日联合印发通知，"]),
        ("市水利局发布公告，决定关闸", ["发布公告，"]),
        ("市政府举行发布会，记者提问", []),
        ("市政府举行灯会，介绍云河", []),
        ("“市政府举行发布会，介绍情况”", []),
    ],
)
def test_occasions(text, found):
    assert parts(occasions, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲国外长发表声明说，谈判破裂", ["发表声明"]),
        ("甲国总统在访问云岭市时表示，将签署协议", ["在访问云岭市时"]),
        ("董事长在一份声明中表示，公司将停产", ["在一份声明中"]),
        ("市长宋怀远在通车仪式上说，大桥全长三百米", ["在通车仪式上"]),
        ("市长在云岭市开会", []),
        ("市长在访问云岭市时参观大桥", []),
        ("甲国外长现在家中表示，谈判破裂", []),
        ("资金存在于会上表示，应补足", []),
    ],
)
def test_manners(text, found):
    assert parts(manners, text) == found
