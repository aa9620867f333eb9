import pytest

from qa.chinese.subquestions import subquestions, text_of

TWO = [
    ("茶博会什么时候在哪里开幕？", "茶博会什么时候开幕", "茶博会在哪里开幕"),
    ("茶博会什么时候、在哪里开幕", "茶博会什么时候开幕", "茶博会在哪里开幕"),
    ("大火什么时候、什么地方发生的？", "大火什么时候发生的", "大火什么地方发生的"),
    ("老桥何时开工，何时通车？", "老桥何时开工", "老桥何时通车"),
    ("铜钟是谁在哪里发现的", "铜钟是谁发现的", "铜钟是在哪里发现的"),
    ("谁设计了老桥，花了多长时间？", "谁设计了老桥", "花了多长时间"),
    ("老桥由谁设计，哪年建成", "老桥由谁设计", "老桥哪年建成"),
    ("宋怀远在哪一年当选，得了多少票？", "宋怀远在哪一年当选", "得了多少票"),
    ("云岭队下一场对谁？什么时候？", "云岭队下一场对谁", "云岭队下一场什么时候"),
    ("两校总投资多少？各多少个班？", "两校总投资多少", "各多少个班"),
    ("去年船厂的收入和利润分别是多少", "去年船厂的收入是多少", "去年船厂的利润是多少"),
    ("一等奖多少名，二等奖多少名？", "一等奖多少名", "二等奖多少名"),
    ("老桥总投资多少，谁剪了彩？", "老桥总投资多少", "谁剪了彩"),
    ("有哪些剧目，在哪里演？", "有哪些剧目", "剧目在哪里演"),
    ("渡口为什么停运，什么时候恢复？", "渡口为什么停运", "渡口什么时候恢复"),
]
ONE = [
    "茶博会什么时候开幕？",
    "谁和谁签了协议？",
    "昨天哪里起火了？",
    "什么是碳达峰？",
    "涨价了吗，停水了吗？",
    "如果丢了票找谁，在哪里补？",
    "在什么情况下，船员会去哪里？",
    "1965年几内亚和邻国断交后，用什么货币？",
    "航线有多少条，其中国际航线多少条？",
    "1973年和1978年分别在哪两座墓里找到木棺？",
    "几月几日几点开会？",
    "宋怀远担任什么职务？",
    "不管谁当选，怎么办？",
    "",
    "？",
]


@pytest.mark.parametrize(("question", "first", "second"), TWO)
def test_a_question_for_two_things_is_two_questions(question, first, second):
    assert [text_of(question, one) for one in subquestions(question)] == [first, second]


@pytest.mark.parametrize("question", ONE)
def test_a_question_for_one_thing_stays_whole(question):
    assert subquestions(question) == ()


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("老桥收费吗，总投资多少？", ["总投资多少", "老桥收费吗"]),
        (
            "老馆何时开馆，可以停车吗？",
            ["老馆何时开馆", "可以停车吗"],
        ),
        (
            "水稻、玉米、大豆产量各是多少？",
            ["水稻产量是多少", "玉米产量是多少", "大豆产量是多少"],
        ),
        (
            "东河县、西河县和南河县的游客分别是多少？",
            ["东河县的游客是多少", "西河县的游客是多少", "南河县的游客是多少"],
        ),
        ("水稻和玉米产量分别是多少", ["水稻产量是多少", "玉米产量是多少"]),
    ],
)
def test_each_of_several_and_what_asks_whether(question, parts):
    assert [text_of(question, one) for one in subquestions(question)] == parts


def test_three_things():
    question = "灯会什么时候开始，多长时间，票价多少？"
    parts = [text_of(question, one) for one in subquestions(question)]
    assert parts == ["灯会什么时候开始", "灯会多长时间", "票价多少"]
