"""What a question asks of beside names and days, and which texts speak of it."""

import pytest

from qa.answering.digests.binding import binding_names
from qa.answering.digests.topics import rarities, share, topics


def words(question):
    return [topic.word for topic in topics(question, (), binding_names(question))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("夏粮收购", ["夏粮", "收购"]),
        ("高铁新线开通", ["高铁", "新线", "开通"]),
        ("国家医保局的工作", ["国家医保局"]),
        ("海南自贸港建设", ["自贸港"]),
        ("国家公园建设", ["国家公园"]),
        ("进博会", ["进博会"]),
        ("石牌巷豆腐坊", ["石牌巷", "豆腐坊"]),
        ("外墙改颜色的事", ["外墙", "颜色"]),
        ("这次暴雨的伤亡情况", ["暴雨", "伤亡"]),
        ("法院有什么动静", ["法院"]),
        ("早稻收了没有", ["早稻"]),
        ("园博会", ["园博会"]),
        ("各地怎么用文化带动旅游？", ["文化", "旅游"]),
        ("各地怎样靠茶园拉动消费", ["茶园", "消费"]),
        ("村里怎么凭手艺增收", ["村里", "手艺", "增收"]),
        ("云岭如何借助高铁发展物流", ["高铁", "物流"]),
        ("职工用工有哪些规定", ["职工", "用工", "规定"]),
        ("嫦娥七号任务", []),
        ("李强的外访", ["外访"]),
        ("云岭市的工作", []),
        ("再贷款政策", ["再贷款", "政策"]),
        ("助学贷款政策", ["助学", "贷款", "政策"]),
        ("新就业群体的权益", ["新就业", "群体", "权益"]),
        ("哪些县下调了电价？", ["下调", "电价"]),
        ("哪个大学下调了学费？", ["大学", "下调", "学费"]),
        ("用水量增长了多少倍？", ["用水量", "增长"]),
        ("是否下调电价？", ["下调", "电价"]),
        ("搜救和调查", ["搜救"]),  # with 调查 as its other
        ("搜救的调查", ["搜救", "调查"]),
        ("前首相遇刺", ["遇刺"]),
        ("取水许可法的修订", ["修订"]),
    ],
)
def test_the_words_of_a_question(question, expected):
    assert words(question) == expected


@pytest.mark.parametrize(
    ("question", "text", "speaks"),
    [
        ("李强的外访", "应东坪国总理邀请，李强将于4日至6日对东坪国进行正式访问。", True),
        ("李强的外访", "李强4日抵达东坪国首都，开始访问。", True),
        ("李强的外访", "李强4日在京会见来华访问的东坪国总理。", False),
        ("李强的外访", "李强4日在人民大会堂举行仪式，欢迎东坪国总理来访。", False),
        ("李强的外事活动", "李强4日会见东坪国总理。", True),
        ("李强的外事活动", "会议审议了外事工作计划。", False),
        ("李强的会谈", "李强同东坪国总理会晤。", True),
        ("李强的会谈", "李强宣讲会议精神。", False),
        ("高铁开通", "云岭地铁三号线通车。", False),
        ("高铁开通", "云岭至青泽高速铁路通车。", True),
        ("夏粮收购", "秋粮收购过半。", False),
        ("李强见了哪些外宾", "李强4日会见东坪国总理。", True),
        ("扩军受到的批评", "多国谴责东坪国扩军。", True),
        ("云岭山火", "云岭的林火已经扑灭。", True),
        ("云岭大运会", "云岭将办世界大学生夏季运动会。", True),
        ("油轮遇袭", "一艘油轮遭袭。", True),
        ("网站改名", "网站更名。", True),
        ("假冒春芽米案", "假冒“春芽米”案4日开庭。", True),
        ("冒牌雪浪茶案", "法院审理冒牌「雪浪茶」案。", True),
        ("蓝豚计划", "“蓝豚”计划启动。", True),
        ("雪浪茶节", "‘雪浪’茶节开幕。", True),
        ("雪浪茶节", "“雪浪”豆节开幕。", False),
        ("冒牌雪浪茶案", "冒牌“雪浪”食品案开庭。", False),
    ],
)
def test_what_speaks_of_all_words(question, text, speaks):
    asked = topics(question, (), binding_names(question))
    assert (share(asked, [1.0] * len(asked), text) == 1) is speaks


@pytest.mark.parametrize(
    ("question", "text", "degree"),
    [
        ("云岭的制造业", "云岭市的制造业增长一成。", 1.0),
        ("云岭的制造业", "云岭市发布工业改造方案。", 0.7),  # of one field
        ("云岭的制造业", "云岭市修复湿地。", 0.0),
        ("东坪国的中资企业", "中资企业在东坪国修路。", 1.0),
        ("东坪国的中资企业", "中企助力东坪国修路。", 0.9),  # its short form
        ("东坪国的中资企业", "东坪国的企业修路。", 0.0),  # what a compound is of counts
        ("云岭的民营企业", "云岭民营经济增长。", 0.7),
        ("云岭的旅游业", "云岭的旅游收入增加。", 0.7),
        ("云岭的文旅", "云岭的景区接待游客三万人。", 0.7),
        ("云岭的旅游业", "云岭的游客增加。", 0.7),
        ("人工智能", "智能家电上市。", 0.0),  # no compound of two words
        ("云岭的足球赛", "云岭的足球队夺冠。", 0.7),
        ("云岭的足球赛", "云岭的排球队夺冠。", 0.0),
        ("云岭的生态", "云岭修复湿地。", 0.7),
        ("云岭的生态", "云岭的生态持续改善。", 1.0),
        ("云岭的生态", "云岭打造产业生态。", 0.0),  # no nature
        ("再贷款", "学生办理助学贷款。", 0.0),
        ("云岭的洪涝灾害", "云岭两条河流超警。", 0.7),
        ("云岭的比赛", "云岭队击败青泽队。", 1.0),
        ("云岭的防汛", "云岭遭遇强降雨。", 0.7),
        ("搜救和调查", "事故调查展开。", 1.0),  # either of them
        ("搜救和调查", "救援人员抵达。", 1.0),
        ("搜救和调查", "航线恢复。", 0.0),
        ("农业、旅游业", "游客增加。", 0.7),
        ("云岭的中秋节", "云岭中秋灯会开幕。", 1.0),
        ("云岭的局势变化", "云岭停火协议生效。", 1.0),  # a change is told without the word
        ("云岭的旅游现状", "云岭的旅游收入增加。", 1.0),
        ("云岭的民生", "云岭免费接种疫苗三万剂。", 0.7),
        ("云岭的民生", "云岭修复古桥。", 0.0),
        ("云岭的就业", "云岭提供岗位三千个。", 0.7),
        ("与东坪国的往来", "两国外长会谈。", 0.7),
        ("云岭的经济", "云岭居民消费价格上涨。", 0.7),
    ],
)
def test_how_far_a_text_speaks_of_a_word(question, text, degree):
    (asked,) = topics(question, (), binding_names(question))
    assert asked.degree(text) == degree


def test_two_words_have_a_short_form():
    asked = topics("云岭的文化旅游", (), binding_names("云岭的文化旅游"))
    assert [topic.degree("云岭推动文旅融合。") for topic in asked] == [0.9, 1.0]
    assert [topic.degree("云岭推动旅文融合。") for topic in asked] == [0.0, 0.0]


def test_a_broad_word_weighs_half_beside_others():
    port, project = rarities(topics("港口项目", (), ()), [])
    assert project == port / 2
    assert rarities(topics("项目", (), ()), []) == (port,)


def test_a_rare_word_weighs_more():
    asked = topics("夏粮收购", (), ())
    grain, buying = rarities(asked, ["收购玉米", "收购大豆", "收购夏粮"])
    assert grain > buying >= 1
    assert share(asked, (grain, buying), "收购秋粮") < 0.5 < share(asked, (grain, buying), "夏粮")
    assert share((), (), "无论什么") == 1


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("云岭市公安局打击犯罪。", 1.0),
        ("云岭市公安局打击捕鸟犯罪。", 0.9),
        ("云岭市公安局打击捕鸟。", 0.0),
        ("犯罪率下降。", 0.0),
    ],
)
def test_both_halves_of_a_compound_speak_of_it(text, degree):
    [topic] = topics("打击犯罪", (), ())
    assert topic.degree(text) == pytest.approx(degree)


def test_a_new_high_is_no_innovation():
    [topic] = topics("创新", (), ())
    assert topic.degree("云岭港货运量创新高。") == 0.0
    assert topic.degree("云岭港货运技术创新，运量创新高。") == 1.0


def test_a_speaker_of_parliament_is_no_meeting():
    [topic] = topics("云岭的会议", (), binding_names("云岭市"))
    assert topic.stands("云岭今天召开会议。")
    assert topic.degree("宋怀远会见东坪国国民议会议长。") < topic.degree("云岭今天召开会议。")


@pytest.mark.parametrize(
    ("question", "text", "degree"),
    [
        ("盐业", "云岭的盐民增产，晒盐五百万斤。", 0.7),
        ("渔业", "三百户渔民出海捕鱼。", 0.7),
        ("茶业", "茶农采茶三万斤。", 0.7),
        ("林业", "村民修堤三里。", 0.0),
        ("蝗灾", "全县灭蝗，蝗患已除。", 0.7),
        ("水灾", "堤坝决口，水患又起。", 0.7),
        ("旱灾", "农户修渠防旱。", 0.7),
        ("火灾", "全县抗旱。", 0.0),
        ("粮荒", "城中缺粮，米店关门。", 1.0),
        ("罢工", "煤矿工潮又起。", 1.0),
    ],
)
def test_a_trade_and_a_plague_are_told_of_in_other_words(question, text, degree):
    [topic] = topics(question, (), ())
    assert topic.degree(text) == pytest.approx(degree)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("外资在华投资", ["外资", "在华", "投资"]),
        ("对非援助", ["对非", "援助"]),
        ("访日游客", ["访日", "游客"]),
        ("停水造成了哪些影响", ["停水"]),
        ("渔民得到哪些帮扶", ["渔民", "帮扶"]),
    ],
)
def test_a_country_stays_with_what_stands_before_it_and_what_asks_is_no_word(question, words):
    assert [topic.word for topic in topics(question, (), ())] == words
