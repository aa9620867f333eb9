import pytest

from qa.answering.yes_no.deciding import decision, own_words
from qa.answering.yes_no.polarity import polarity

SAYS = [
    ("贫血的人可以喝菊茶", "可以适当地喝", True),
    ("孕妇能吃番薯", "孕妇也能吃", True),
    ("石湖能钓鱼", "不能", False),
    ("石湖能钓鱼", "一般不能钓鱼", False),
    ("雾会引起咳嗽", "会", True),
    ("雾会引起咳嗽", "肯定不会引起咳嗽", False),
    ("办证需要照片", "需要", True),
    ("办证需要照片", "不需要照片", False),
    ("可以把鲤鱼和草鱼混养", "不建议混养", False),
    ("护林员有编制", "没有", False),
    ("护林员有编制", "没有编制", False),
    ("冷库有辐射", "肯定有辐射", True),
    ("石蒜有经济价值", "不具经济价值", False),
    ("这种手机支持快充", "支持40瓦快充", True),
    ("两种方言差异大", "差异不大", False),
    ("小品在审查中效果好", "不好", False),
    ("祁雪后来改嫁过", "并未改嫁", False),
    ("汛期已经过去了", "汛期仍未过去", False),
    ("研修班启动了", "启动", True),
    ("肠胃不好能吃梨", "不能", False),
    ("上火会导致病期推迟", "会", True),
]
SAYS_NEITHER = [
    ("石蒜能进行人工栽培", "目前尚未人工栽培"),  # whether it may is another thing
    ("石症能住院治疗", "需要住院"),
    ("石湖能钓鱼", "能划船"),
    ("桥上可以骑车", "骑车的人"),
    ("歧管还喷油", "喷油嘴不工作"),
    ("岑原现在担任驻外代表", "前驻外代表"),
    ("馆里有图纸", "三层"),
    ("他的年纪比老师大", "三十岁"),
    ("大桥通车", "不是没有通车"),
    ("桥上可以骑车", ""),
    ("桥上可以骑车", "骑车" * 11),
]


@pytest.mark.parametrize(("statement", "answer", "yes"), SAYS)
def test_a_short_answer_says_yes_or_no_by_itself(statement, answer, yes):
    assert polarity(statement, answer) is yes


@pytest.mark.parametrize(("statement", "answer"), SAYS_NEITHER)
def test_what_says_neither_yes_nor_no(statement, answer):
    assert polarity(statement, answer) is None


READ = [
    ("两种方言差异大吗？", "两种方言差异不大", "两种方言差异不大，可以互相听懂。", "", False),
    ("石蒜有没有经济价值？", "不具经济价值", "石蒜生在山谷，不具经济价值。", "", False),
    ("石湖能不能钓鱼？", "不能", "石湖是水源地，不能钓鱼。", "", False),
    ("肠胃不好能吃梨吗？", "不可以", "肠胃不好不可以吃梨。", "", False),
    ("上火会导致病期推迟吗？", "会", "上火会导致病期推迟。", "", True),
]
NOT_SURE = [
    # of another thing, place, number or time
    ("高铁站可以充电吗？", "可以", "高铁上是可以充电的。"),
    ("云岭的石湖能钓鱼吗？", "能钓鱼", "青石的石湖能钓鱼。"),
    ("展览在5月开幕吗？", "7月开幕", "展览在北馆7月开幕。"),
    ("桥上有护栏吗？", "没有护栏", "桥上以前没有护栏。"),
    ("书店周一开放吗？", "开放", "书店周二至周日开放，周一闭馆。"),
    ("平台上最多的是面粉厂吗？", "面粉厂", "平台上有面粉厂十家、油坊三十家。"),
    # of the other of two, whichever comes first
    ("货车可以进城吗？", "可以", "客车可以进城，货车不可以。"),
    ("货车可以进城吗？", "不可以", "客车不可以进城，货车可以。"),
    ("学生需要交押金吗？", "不需要交押金", "教师不需要交押金，学生需要。"),
    ("儿童可以喝茶吗？", "成人可以适量喝茶", "成人可以适量喝茶，儿童最好不喝。"),
    ("两种药疗效差别大吗？", "两种药价格差别不大", "两种药价格差别不大，疗效差别显著。"),
    ("老年卡可以坐地铁吗？", "可以", "老年卡可以坐公交，坐地铁要另外买票。"),
    # of a relative, a part, another time, some
    ("孕妇可以喝酒吗？", "可以适当喝酒", "孕妇的丈夫可以适当喝酒。"),
    ("云岭水库可以钓鱼吗？", "可以钓鱼", "云岭水库下游三公里外可以钓鱼，库区禁钓。"),
    ("结婚需要体检吗？", "需要体检", "过去结婚需要体检，现在自愿。"),
    ("北门可以进车吗？", "可以进车", "北门夜里可以进车，白天只走人。"),
    ("家猫能打疫苗吗？", "不能打疫苗", "怀孕的家猫不能打疫苗，其他家猫能打。"),
    ("图书馆12月18日开放吗？", "开放", "图书馆12月7日至18日闭馆，12月19日开放。"),
    # what is said of what is said
    ("公园收费吗？", "不收费", "公园不收费的时间是早上六点以前。"),
    ("养熊猫难吗？", "不难", "不难看出养熊猫的好处。"),
    # planned, told, denied again
    ("纺织厂在创业板上市了吗？", "上市", "纺织厂谋求在创业板上市。"),
    ("纺织厂搬迁了吗？", "搬迁", "据传纺织厂搬迁。"),
    ("岑原能当会长吗？", "不能", "岑原不是不能当会长。"),
    ("设备已经有统一编码了吗？", "是", "设备是诊疗的支撑，此前没有统一编码。"),
]


@pytest.mark.parametrize(("question", "answer", "sentence", "before", "yes"), READ)
def test_what_the_reader_read_decides(question, answer, sentence, before, yes):
    assert own_words(question, answer, sentence, before) is yes


@pytest.mark.parametrize(("question", "answer", "sentence"), NOT_SURE)
def test_what_the_reader_read_decides_nothing(question, answer, sentence):
    assert own_words(question, answer, sentence) is None


@pytest.mark.parametrize(
    ("question", "sentence", "yes"),
    [
        ("新章程规定有死刑吗？", "新章程并规定废死刑，会长由众人选出。", False),
        ("新章程废除死刑了吗？", "新章程废除了死刑。", True),
        ("新章程废除死刑了吗？", "新章程没有废除死刑。", False),
        ("镇里还有过路费吗？", "镇里废止了过路费。", False),
        ("旧章程废止了吗？", "旧章程已废止。", True),
        ("厂里有废水吗？", "厂里有废水。", True),
        ("图书馆12月19日恢复开放吗？", "图书馆12月19日上午恢复开放。", True),
    ],
)
def test_what_is_abolished_is_not(question, sentence, yes):
    made = decision(question, sentence)
    assert made is not None
    assert made.yes is yes


@pytest.mark.parametrize("day", ["9日", "18日", "1日", "29日"])
def test_no_day_is_a_part_of_another(day):
    text = "图书馆12月7日至18日闭馆，12月19日上午9时恢复开放。"
    made = decision(f"图书馆12月{day}恢复开放吗？", text)
    assert made is None or made.yes is False
    made = decision(f"12月{day}图书馆开放吗？", text)
    assert made is None or made.yes is False
