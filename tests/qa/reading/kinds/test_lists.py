"""Lists, results, names, prices, schedules, poems in an article: in the text, a line each."""

import pytest

from tests.qa.reading.kinds.pages import HEAD, LEAD, NEXT, NEXT_LEAD, read, shape

AFTER = "以上安排如有变动，以当日公告为准。"


@pytest.mark.parametrize(
    ("before", "entries"),
    [
        ("申请夜校学员须符合下列条件：", ["年满十六周岁", "住在青石镇辖区以内", "自备木工工具"]),
        ("各项目冠军如下：", ["男子百米 宋怀远 11秒42", "女子百米 邱玉兰 12秒87"]),
        ("受表彰的共三人：", ["宋怀远 清河小学教师", "邱玉兰 青石镇农民", "曲连生 护林员"]),
        ("（排名不分先后）：", ["宋怀远", "邱玉兰", "曲连生"]),
        ("停水安排：", ["周一 和平路全天停水", "周二 纺织路上午停水", "周三 机床厂下午停水"]),
        ("零售价（元/公斤）如下：", ["大白菜 2.4", "西红柿 6.8", "土豆 3.0"]),
        ("朗诵的诗作是：", ["河水把黄昏推到岸边", "撑船的人不说一句话", "一盏灯在对岸亮起来"]),
        ("各镇用电量（万度）：", ["青石镇", "212", "白沙镇", "96", "松坪镇", "38"]),
        ("车次时刻：", ["G101 07:15 云岭—青石", "G103 08:40 云岭—白沙", "G105 19:05 云岭—松坪"]),
        ("名单如下:", ["一等奖 宋怀远；", "二等奖 邱玉兰；", "三等奖 曲连生"]),
        ("会议议定：", ["①修桥；", "②铺路；", "③植树"]),
        ("会议议定：", ["1. 修桥", "2. 铺路", "3. 植树"]),
        ("云岭市昨天的天气不错。", ["今天 多云 8℃～17℃", "明天 小雨 7℃～12℃", "后天 阴 6℃～13℃"]),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_list_stays_in_the_text_a_line_each(tmp_path, before, entries, gap):
    lead = LEAD if before.endswith("。") else f"{LEAD}{before}"
    rows = [*([LEAD, before] if before.endswith("。") else [lead]), *entries, AFTER]
    page = f"{HEAD}\n\n" + gap.join(rows) + f"\n\n{NEXT}\n\n{NEXT_LEAD}\n"
    reading = read(tmp_path, page)
    assert shape(reading) == [(HEAD, rows), (NEXT, [NEXT_LEAD])]
    assert [article.pull_quotes for article in reading.articles] == [(), ()]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_list_that_ends_an_article_is_not_the_next_ones_headline(tmp_path, gap):
    entries = ["男子百米 宋怀远 11秒42", "女子百米 邱玉兰 12秒87"]
    page = f"{HEAD}\n\n" + gap.join([f"{LEAD}冠军如下：", *entries])
    page += f"\n\n{NEXT}\n\n{NEXT_LEAD}\n"
    assert shape(read(tmp_path, page)) == [
        (HEAD, [f"{LEAD}冠军如下：", *entries]),
        (NEXT, [NEXT_LEAD]),
    ]


def test_one_number_between_two_labels(tmp_path):
    page = f"{HEAD}\n\n{LEAD}一等奖号码为：\n\n3 7 2 9 1\n\n二等奖号码为：\n\n45 18\n\n（邱玉兰）\n"
    reading = read(tmp_path, page)
    assert shape(reading) == [
        (HEAD, [f"{LEAD}一等奖号码为：", "3 7 2 9 1", "二等奖号码为：", "45 18"])
    ]
    assert reading.articles[0].byline == "邱玉兰"
