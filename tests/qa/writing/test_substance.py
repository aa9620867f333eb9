"""What a sentence tells: decisions, figures and harm count more; what is beside the news less."""

import pytest

from qa.writing.substance import substance


@pytest.mark.parametrize(
    "text",
    [
        "云岭市法院判决大桥公司赔偿。",
        "大桥收费由10元下调至5元。",
        "大桥每天过车2万辆。",
        "事故已造成3人受伤。",
        "最终，大桥在两个方案中选了斜拉桥。",
        "近年来，云岭市推动老桥与书店、球馆融合。",
        "如今，老桥成了居民散步的地方，云岭市又添了灯。",
    ],
)
def test_a_decision_a_figure_or_harm_counts_more(text):
    assert substance(text) > 1


@pytest.mark.parametrize(
    "text",
    [
        "云岭市推出“老桥会客厅”“桥头书房”“云河夜校”“船工讲堂”。",
        "市长宋怀远表示，将启动“老桥换新”行动，惠及云岭市居民。",
        "云岭市的“桥梁工技能大赛”昨天开赛。",
    ],
)
def test_names_in_quotation_marks_are_not_someones_words(text):
    assert substance(text) >= 1


@pytest.mark.parametrize(
    ("text", "less"),
    [
        ("练好“绣花”功夫，强化精细服务。", True),
        ("深化桥梁改革，提升服务水平。", True),
        ("这是桥梁管理改革当中最新的一次让步。", False),
        ("造成两人死亡，大桥关闭。", False),
        ("云岭市深化桥梁改革，提升服务水平。", False),
    ],
)
def test_words_that_a_part_is_under_count_little(text, less):
    assert (substance(text) <= 0.3) == less


@pytest.mark.parametrize(
    "text",
    [
        "清河大桥公司是云岭市的一家桥梁企业。",
        "桥面检测的目的是看清桥梁的好坏程度。",
        "日前，记者到船厂采访了老船工宋怀远。",
        "外媒称，云岭山是甲国总统的度假之处。",
        "清河大桥位于云岭市南岸，连着清河大道和南岸大道。",
        "云岭市副市长李梅，清河市副市长何远参加调研。",
        "副市长李梅主持会议。",
        "清晨，大桥上一派繁忙景象，桥头的茶馆坐满了人。",
        "这一消息在清河两岸的居民当中引发热议。",
        "多年来，桥梁在云岭市越来越受到居民和游客喜爱。",
        "老船工宋怀远说：“过去等船要等上小半天，如今抬脚就过桥，方便多了。”",
        "“桥面宽了，灯也亮了，晚上散步再也不怕。”居民李梅笑着说。",
        "“桥通了，茶叶当天就能进城。”",
        "下一步，云岭市将把桥梁管理工作做得更细。",
        "货运方面，以一辆从南岸开往北岸的货车为例，每次要等上小半天。",
        "综合检测的结果，工程师分析了桥面的宽窄与桥塔的高低之间的关系。",
        "清河大桥公司曾于多年以前提出过把桥面加宽到六条车道的想法。",
        "三百座旧桥的新用处，是云岭市城市更新的生动写照。",
        "在耕耘中积蓄实力，在奋进中孕育新机。",
    ],
)
def test_what_is_beside_the_news_counts_less(text):
    assert substance(text) < 1


@pytest.mark.parametrize(
    "text",
    [
        "宋怀远是云岭市大桥的总工程师，已经修了三座桥。",
        "云岭市水利局派出工程师检查南岸的两座水闸和一座大坝。",
    ],
)
def test_who_someone_is_and_what_is_done_count_as_usual(text):
    assert substance(text) == 1


def test_a_mere_line_counts_least():
    assert substance("桥塔越建越高。") < substance("桥塔越建越高，桥面越修越宽，行人越来越多。") < 1


@pytest.mark.parametrize(
    "text",
    [
        "还记得2022年，云岭市举办了一场特别的桥梁展览。",
        "修桥三十年，有很多难忘的瞬间。",
        "居民何远：我每天零点起床，一点钟走到桥上。",
        "各区桥梁所的负责人、代表和职工近50人参加本次开工仪式。",
    ],
)
def test_what_is_recalled_transcribed_or_attended_counts_less(text):
    assert substance(text) < 1


def test_harm_of_long_ago_is_no_harm_now():
    assert substance("1981年一座大桥倒塌，造成80人死亡。") < substance(
        "昨天一座大桥倒塌，造成80人死亡。"
    )
