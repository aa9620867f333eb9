"""Of two things told side by side, the value of the one that a question asks of."""

import pytest

from qa.answering.spans.parallels import is_long_over, is_of_the_other, of_the_one_asked
from qa.records import Span
from tests.qa.answering.marked import place

HARVEST = "去年亩产120公斤，而今年因旱灾只有85公斤。"
VACCINE = "疫苗对重症的保护率为92%，对轻症仅为41%。"
SCHOOLS = "河东中学有学生1800人，教师130人；河西中学学生只有600人。"
GRANTS = "没有买房的职工每月补贴800元；买房的职工每月补贴300元。"
FAIR = "本届书展有|900人|到场，比上届多出120人，上届有780人到场。"
PARK = "公园二期工程投资1.6亿元，占地400亩；一期工程投资9000万元。"


@pytest.mark.parametrize(
    ("question", "marked", "asked"),
    [
        ("上届书展有多少人到场？", FAIR, "780人"),
        ("今年亩产多少公斤？", HARVEST.replace("120公斤", "|120公斤|"), "85公斤"),
        ("去年亩产多少公斤？", HARVEST.replace("85公斤", "|85公斤|"), "120公斤"),
        ("去年同期增速是多少？", "与去年同期的5.6%相比，今年增速为|4.9%|。", "5.6%"),
        ("对轻症的保护率是多少？", VACCINE.replace("92%", "|92%|"), "41%"),
        ("对重症的保护率是多少？", VACCINE.replace("41%", "|41%|"), "92%"),
        ("河西中学有多少学生？", SCHOOLS.replace("1800人", "|1800人|"), "600人"),
        ("没有买房的职工每月补贴多少？", GRANTS.replace("300元", "|300元|"), "800元"),
        ("买房的职工每月补贴多少？", GRANTS.replace("800元", "|800元|"), "300元"),
        ("一期工程投资多少？", PARK.replace("1.6亿元", "|1.6亿元|"), "9000万元"),
        ("前进村种菜多少亩？", "红星村种菜|900亩|，相邻的前进村种菜1500亩。", "1500亩"),
        (
            "船厂去年前三季度利润多少？",
            "船厂前三季度利润|5.3亿元|，同比下降一成，去年同期为5.9亿元。",
            "5.9亿元",
        ),
        ("去年渡口一天运多少人？", "1992年，渡口一天运|一万人|；去年，一天运三百人。", "三百人"),
        ("专业组有多少人？", "业余组有|5人|参赛，专业组有9人。", "9人"),
        ("二号井日产多少吨？", "一号井日产|85吨|，二号井日产只有30吨。", "30吨"),
    ],
)
def test_the_figure_of_the_one_asked(question, marked, asked):
    text, span = place(marked)
    found = of_the_one_asked(question, text, span)
    assert text[found.start : found.end] == asked
    assert is_of_the_other(question, text, span)
    assert not is_of_the_other(question, text, found)


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("河西中学有多少教师？", SCHOOLS.replace("130人", "|130人|")),
        ("一期工程占地多少？", PARK.replace("400亩", "|400亩|")),
        ("化工厂起火造成几人死亡？", "烟花厂爆炸，致|3人|死亡。下午，化工厂起火，无人伤亡。"),
        ("海狼队的主帅是谁？", "海狼队获胜。飞虎队主帅|邵平|表示遗憾。"),
        ("荷兰队的进球者是谁？", "法国队以1比0击败荷兰队，进球者是|邵平|。"),
        ("白云电器的董事长是谁？", "白云电器盈利。红日电器董事长|邵平|表示不会辞职。"),
        ("男排主教练是谁？", "男排失利。女排主教练|邵平|说，下一场不会轻松。"),
        ("城北水厂日供水多少？", "城北水厂停产。城南水厂日供水|12万吨|。"),
        ("白云电器亏损多少？", "红日电器亏损|2亿元|，白云电器盈利5亿元。"),
    ],
)
def test_what_the_other_has_is_no_answer(question, marked):
    text, span = place(marked)
    assert is_of_the_other(question, text, span)
    assert of_the_one_asked(question, text, span) == span


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("今年亩产多少公斤？", HARVEST.replace("85公斤", "|85公斤|")),
        ("船厂前三季度利润多少？", "船厂利润|5.3亿元|，同比下降一成，去年同期为5.9亿元。"),
        ("船厂利润比去年少了多少？", "船厂利润少了|0.6亿元|，去年同期为5.9亿元。"),
        ("今年比去年增加多少？", "今年比去年增加|20%|。"),
        ("今年增加多少辆？", "今年车辆较去年增加|2万辆|。"),
        ("河东中学有多少教师？", SCHOOLS.replace("130人", "|130人|")),
        ("对重症的保护率是多少？", VACCINE.replace("92%", "|92%|")),
        ("二期工程占地多少？", PARK.replace("400亩", "|400亩|")),
        ("海狼队打进几球？", "海狼队昨晚战胜飞虎队，打进|三球|。"),
        ("海狼队战胜了谁？", "海狼队战胜了|飞虎队|。"),
        ("飞虎队输了几球？", "海狼队战胜飞虎队，飞虎队输了|三球|。"),
        ("化工厂过火面积是多少？", "城西化工厂起火，无人伤亡，过火面积|400平方米|。"),
        ("青石镇有多少人？", "青石镇有|3万人|，邻近的白石镇有2万人。"),
        ("青石镇和白石镇共有多少人？", "青石镇有|3万人|，白石镇有2万人。"),
        ("换乘站有几个出口？", "土城站是换乘站，车站设|6个|出口。"),
        ("东河县种树多少棵？", "西河县来人参观。全县种树|3万棵|。"),
        ("女性的有效率是多少？", "对女性的有效率是|58%|，男性为73%。"),
    ],
)
def test_what_is_said_of_the_one_asked(question, marked):
    text, span = place(marked)
    assert not is_of_the_other(question, text, span)
    assert of_the_one_asked(question, text, span) == span


BARRACK = "1978年，哨所只有电话|一部|，要喊半天；如今人人有手机，用的光缆有3条。"


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("哨所现在有多少部电话？", BARRACK),
        ("渔民目前的年收入是多少？", "1985年上岛时，他家四口人挤一间屋，年收入不到|500元|。"),
        ("如今林场有职工多少人？", "建场初期，林场有职工|300人|，靠砍树为生。"),
        ("现在的校长是谁？", "学校创办于1926年，首任校长是|骆秉坤|。校长庞瑛来了。"),
    ],
)
def test_what_was_once_so_is_not_so_now(question, marked):
    assert is_long_over(question, *place(marked))


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("哨所当年有多少部电话？", BARRACK),
        ("1978年和现在哨所各有多少部电话？", BARRACK),
        ("哨所有多少部电话？", BARRACK),
        ("他现在在哪个队？", "他十年前离队，2012年复出，现效力于|海港队|。"),
        ("现在村里有多少户？", "1990年建村，现有|80户|。"),
        ("目前桥梁有多少座？", "与1990年相比，桥梁增至|12座|。"),
    ],
)
def test_what_is_so_now_or_is_asked_of_then(question, marked):
    assert not is_long_over(question, *place(marked))


@pytest.mark.parametrize(
    ("question", "marked", "other"),
    [
        ("上届书展有多少人到场？", "本届书展有|900人到场，比上届多出120人|。", True),
        ("上次书展有多少人到场？", "这次书展有|900人|到场。", True),
        ("上届书展有多少人到场？", "上届书展有|780人到场，比本届少120人|。", False),
        ("本届书展有多少人到场？", "本届书展有|900人到场，比上届多出120人|。", False),
        ("本届比上届多多少人？", "本届书展有|900人到场，比上届多出120人|。", False),
    ],
)
def test_the_last_fair_is_not_this_one(question, marked, other):
    text, span = place(marked)
    assert is_of_the_other(question, text, span) is other


HOUSES = (
    "区图书馆因检修，7月1日起闭馆，7月6日恢复开放。\n"
    "区游泳馆自6月10日起停业，7月2日起恢复开放。\n文化馆照常开放。\n"
    "咨询：图书馆2280101，游泳馆2280166。"
)


@pytest.mark.parametrize(
    ("question", "read", "asked"),
    [
        ("游泳馆什么时候恢复开放？", "7月6日", "7月2日"),
        ("图书馆什么时候恢复开放？", "7月2日", "7月6日"),
        ("游泳馆的电话是多少？", "2280101", "2280166"),
        ("图书馆的电话是多少？", "2280166", "2280101"),
        ("图书馆什么时候恢复开放？", "7月6日", "7月6日"),
        ("图书馆和游泳馆什么时候恢复开放？", "7月2日", "7月2日"),
        ("场馆什么时候恢复开放？", "7月6日", "7月6日"),
        ("体育馆什么时候恢复开放？", "7月6日", "7月6日"),
    ],
)
def test_the_day_and_the_number_of_the_house_asked_of(question, read, asked):
    text = HOUSES
    span = Span(start=(at := HOUSES.index(read)), end=at + len(read))
    found = of_the_one_asked(question, text, span)
    assert text[found.start : found.end] == asked
    assert is_of_the_other(question, text, span) is (read != asked)
