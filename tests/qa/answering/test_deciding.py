"""Whether a sentence says yes or no."""

import datetime as dt

import pytest

from qa.answering.deciding import answered, decision, opened, own_words, telling

CASES = [
    ("清河大桥通车了吗？", "清河大桥昨日通车。", True),
    ("清河大桥是否通车？", "清河大桥没有通车。", False),
    ("清河大桥没有通车吗？", "清河大桥没有通车。", True),
    ("清河大桥通车了吗？", "清河大桥将于明年通车。", None),
    ("清河大桥通车了吗？", "清河大桥有望通车。", None),
    ("清河大桥会通车吗？", "清河大桥可能通车。", None),
    ("清河大桥通车了吗？", "人们问：清河大桥是否通车？", None),
    ("清河大桥收费吗？", "大桥长三百米。", None),
    ("青石镇的人口下降了吗？", "青石镇的人口上涨。", False),
    ("大桥总长是300米吗？", "大桥总长500米。", False),
    ("大桥总长是500米吗？", "大桥总长500米。", True),
    ("夜校开课是首次吗？", "夜校开课。", None),
    ("鸡蛋致癌吗？", "鸡蛋壳不致癌。", None),
    ("青石镇有人死亡吗？", "暴雨中青石镇无人死亡。", False),
    ("青石镇的无人机起飞了吗？", "青石镇的无人机起飞。", True),
    ("火灾是纵火吗？", "火灾排除纵火。", False),
    ("清河大桥动工了吗？", "清河大桥推迟动工。", False),
    ("清河大桥推迟动工了吗？", "清河大桥推迟动工。", True),
    ("火灾中工人遇难了吗？", "火灾中一名保安遇难，两名工人受伤。", None),
    ("火灾中保安遇难了吗？", "火灾中一名保安遇难，两名工人受伤。", True),
    ("火灾是纵火吗？", "火灾不排除纵火。", None),
    ("烤箱可以当微波炉吗？", "微波炉可以当烤箱。", None),
    ("图书馆周一开放吗？", "图书馆周二至周日开放，周一闭馆。", False),
    ("图书馆星期三开放吗？", "图书馆周二至周日开放，周一闭馆。", True),
    ("图书馆周一开放吗？", "图书馆周二至周日开放。", None),
    ("食堂周六开放吗？", "食堂周一到周五开放，周六、周日休息。", False),
]


CLAIMED = [
    ("何瑞生是主犯吗？", "辩护人提出何瑞生是主犯。", "", None),
    ("何瑞生是主犯吗？", "辩护律师提出何瑞生系主犯，法院未予采纳。", "", False),
    ("何瑞生是主犯吗？", "辩护律师提出何瑞生是主犯。", "法院未予采纳。", None),
    ("何瑞生是主犯吗？", "辩护律师提出何瑞生是主犯。", "被害人支持调解。", None),
    ("何瑞生是主犯吗？", "法院查明，何瑞生是主犯。", "", True),
    ("何瑞生退赃了吗？", "辩护人称何瑞生已经退赃。", "", None),
    ("何瑞生退赃了吗？", "法院查明，何瑞生已经退赃。", "", True),
    ("何瑞生认罪了吗？", "被告人何瑞生当庭表示认罪。", "", True),
    ("曹明是受害人吗？", "曹明的律师辩称曹明是受害人，合议庭未予采纳。", "", False),
    ("东风巷拆迁了吗？", "开发商称东风巷已经拆迁，住建局未认可。", "", None),
    ("东风巷拆迁了吗？", "业主坚称东风巷已经拆迁。", "", None),
    ("柳河桥收费吗？", "公司申请柳河桥收费，未获批准。", "", None),
    ("柳河桥收费吗？", "公司建议柳河桥收费。", "市政府予以驳回。", None),
    ("何瑞生提出上诉了吗？", "何瑞生提出上诉，法院驳回上诉，维持原判。", "", True),
    ("何瑞生上诉了吗？", "何瑞生提出上诉，法院驳回。", "", True),
    ("公司申请破产了吗？", "公司申请破产，法院没有受理。", "", True),
]


TRAPS = [
    ("景区新增了60名保安吗？", "景区新增18名保安和60名服务员。", "", None),
    ("景区新增了18名保安吗？", "景区新增18名保安和60名服务员。", "", True),
    ("没有票可以进站吗？", "没有证可以进站，有票不可以。", "", None),
    ("菊花怕冷吗？", "有些菊花品种，比如墨菊，怕冷。", "", None),
    ("南桥通车了吗？", "北桥昨日通车，南桥仍在施工。", "", None),
    ("北桥通车了吗？", "北桥昨日通车，南桥仍在施工。", "", True),
    ("南湖队赢了吗？", "北岭队赢了南湖队。", "", None),
    ("北岭队赢了吗？", "北岭队赢了南湖队。", "", True),
    ("北岭队击败南湖队了吗？", "南湖队击败北岭队。", "", None),
    ("校长辞职了吗？", "副校长上月辞职。", "", None),
    ("校长辞职了吗？", "校长助理上月辞职。", "", None),
    ("校长辞职了吗？", "校长上月辞职。", "", True),
    ("司机受伤了吗？", "乘客受伤，司机没有受伤。", "", False),
    ("乘客受伤了吗？", "乘客受伤，司机没有受伤。", "", True),
    ("公司盈利了吗？", "公司总部搬迁，子公司盈利两亿元。", "", None),
    ("工厂出口额增长了吗？", "工厂产量增长两成，出口额下降一成。", "", False),
    ("工厂产量增长了吗？", "工厂产量增长两成，出口额下降一成。", "", True),
    ("利润增长了吗？", "公司营业收入八亿元，同比增长两成。", "某公司年报 利润下降", None),
    ("王青被拘留了吗？", "王青的哥哥被拘留。", "", None),
    ("王青获奖了吗？", "王青的学生获奖。", "", None),
    ("王青获奖了吗？", "王青去年获奖。", "", True),
    ("王青打了李白石吗？", "李白石打了王青。", "", None),
    ("王青打了李白石吗？", "王青被李白石打了。", "", None),
    ("李白石是队长吗？", "李白石是副队长。", "", None),
    ("李白石是队长吗？", "李白石把袖标交给队长王青。", "", None),
    ("李白石是队长吗？", "队长是王青，李白石是门将。", "", None),
    ("李白石是队长吗？", "李白石是队长。", "", True),
    ("李白石是队长吗？", "李白石不是队长。", "", False),
    ("李白石是队长吗？", "李白石曾是队长。", "", None),
    ("青石桥是木桥吗？", "青石桥原来是木桥，后来改建成石桥。", "", None),
    ("银针是绿茶吗？", "有人把银针叫作绿茶，其实银针是白茶。", "", False),
    ("钟是法国造的吗？", "钟是英国造的。", "", False),
    ("钟是英国造的吗？", "钟是英国造的。", "", True),
    ("票价是五十元吗？", "票价一律三十元。", "", False),
    ("票价是五十元吗？", "学生凭证可买五十元票。", "票价公布", None),
    ("大桥全长是三百米吗？", "大桥全长五百米，主跨三百米。", "", False),
    ("投资超过十亿元吗？", "大桥投资十二亿元。", "", None),
    ("投资超过十亿元吗？", "大桥投资超过十亿元。", "", True),
    ("大桥通车了吗？", "大桥原定昨日通车。", "", None),
    ("大桥今年通车吗？", "大桥原计划今年通车，因洪水推迟到明年。", "", False),
    ("供水时间提前了吗？", "原定八点的供水时间提前到六点。", "", True),
    ("食堂收现金吗？", "笔者认为，食堂应当收现金。", "", None),
    ("食堂收现金吗？", "食堂收现金。", "", True),
    ("食堂收现金吗？", "老人们希望食堂收现金。", "", None),
    ("司机酒驾了吗？", "网传司机酒驾。", "", None),
    ("司机酒驾了吗？", "网传司机酒驾不实。", "", False),
    ("司机酒驾了吗？", "司机涉嫌酒驾。", "", None),
    ("水库决堤了吗？", "有传言说水库决堤，这是谣言。", "", False),
    ("学校停课了吗？", "如果气温再降，学校停课。", "", None),
    ("工人返岗了吗？", "部分工人返岗。", "", None),
    ("小区改造完成了吗？", "全市要改造一百个小区，已完成八十个。", "", None),
    ("全集出版了吗？", "全集共十卷，已出版三卷。", "", None),
    ("渡口还在营运吗？", "这是渡口营运的最后一天。", "", None),
    ("大楼倒塌了吗？", "大楼险些倒塌。", "", None),
    ("演唱会取消了吗？", "演唱会险些取消。", "", None),
    ("博物馆免费吗？", "博物馆对学生免费。", "", None),
    ("博物馆免费吗？", "博物馆免费。", "", True),
    ("条例通过了吗？", "条例没有采纳收费的建议。", "", None),
    ("条例通过了吗？", "会议表决通过条例。", "", True),
    ("提案通过了吗？", "提案未获通过。", "", False),
    ("提案通过了吗？", "会议没有表决，提案下次再议。", "", None),
    ("比赛停止了吗？", "比赛没有因为下雨停止。", "", None),
    ("市民反对拆楼吗？", "市民不支持拆楼。", "", None),
    ("王青反对涨价吗？", "王青不反对涨价，反对的是先涨后改。", "", False),
    ("王青有生命危险吗？", "王青已送医，暂无生命危险。", "", False),
    ("王青有生命危险吗？", "王青已送医，没有生命危险。", "", False),
    ("工厂污染水库了吗？", "工厂否认污染水库。", "", None),
    ("可以带宠物吗？", "公园不允许带宠物。", "公园", False),
    ("公园可以骑车吗？", "公园里禁止骑车。", "", False),
    ("公园可以骑车吗？", "公园里可以骑车，但不能快骑。", "", True),
    ("公园收门票吗？", "公园不收门票。", "", False),
    ("公园收门票吗？", "公园从明年起收门票。", "", None),
    ("公园收门票吗？", "公园去年取消了门票。", "", None),
    ("老城有地铁吗？", "老城没有地铁。", "", False),
    ("老城有地铁吗？", "老城去年还没有地铁。", "", None),
    ("股东大会通过方案了吗？", "董事会通过方案。", "", None),
    ("店里卖酒给学生吗？", "店里不卖酒给学生。", "", False),
    ("王青道歉了吗？", "王青拒绝道歉。", "", False),
    ("王青道歉了吗？", "家属要求王青道歉。", "", None),
    ("王青会道歉吗？", "王青不会道歉。", "", False),
    ("老街要拆吗？", "老街不拆，只做修缮。", "", False),
    ("老街要拆吗？", "有居民担心老街要拆。", "", None),
    ("门票涨价了吗？", "门票没有涨价。", "", False),
    ("门票涨价了吗？", "门票价格不变。", "", None),
    ("门票涨价了吗？", "门票将在五月涨价。", "", None),
    ("消防员救出孩子了吗？", "消防员救出两名孩子。", "", True),
    ("消防员救出孩子了吗？", "邻居救出孩子，消防员随后赶到。", "", None),
    ("新馆周三开放吗？", "新馆周一至周五开放。", "", True),
    ("飞机起飞了吗？", "飞机延误三小时后起飞。", "", True),
    ("航班取消了吗？", "航班没有取消，只是延误。", "", False),
    ("药店能买到疫苗吗？", "药店买不到疫苗。", "", None),
    ("王青承认受贿了吗？", "王青不承认受贿。", "", False),
    ("王青受贿了吗？", "王青不承认受贿。", "", None),
    ("王青受贿了吗？", "检方指控王青受贿。", "", None),
    ("王青受贿了吗？", "法院认定王青受贿。", "", True),
    ("岛上有居民吗？", "岛上曾有居民。", "", None),
    ("岛上有居民吗？", "岛上无居民。", "", None),
    ("井水能喝吗？", "井水烧开后能喝。", "", None),
    ("井水能喝吗？", "井水不能喝。", "", False),
    ("井水能喝吗？", "井水不能直接喝。", "", None),
    ("隧道是双向四车道吗？", "隧道是双向六车道。", "", False),
    ("冠军是南湖队吗？", "冠军是北岭队。", "", None),
    ("合同签了吗？", "双方尚未签合同。", "", None),
    ("合同签了吗？", "双方本月签了合同。", "", True),
]
"""Of a sentence after what is read before it; None where the clause does not say it of that."""


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("清河大桥全长是2180米吗？", True),
        ("清河大桥全长是3180米吗？", False),
        ("清河大桥全长是218米吗？", False),
        ("清河大桥全长是180米吗？", False),
        ("清河大桥总投资是12.8亿元吗？", True),
        ("清河大桥总投资是12.6亿元吗？", False),
        ("清河大桥总投资是2.8亿元吗？", False),
        ("清河大桥总投资是12亿元吗？", False),
    ],
)
def test_a_number_stands_there_or_does_not(question, yes):
    made = decision(question, "清河大桥全长2180米，总投资12.8亿元。")
    assert made is None or made.yes is yes
    assert (made is not None) or not yes


def test_what_one_clause_denies_says_nothing_of_the_number_of_another():
    text = "魏东没有向青石大学捐款，他捐款2000万元给清河中学。"
    made = decision("魏东捐款2000万元吗？", text)
    assert made is None or made.yes
    assert own_words("魏东捐款2000万元吗？", "没有向青石大学捐款", text) is None


@pytest.mark.parametrize(("question", "sentence", "yes"), CASES)
def test_a_sentence_decides_or_does_not(question, sentence, yes):
    made = decision(question, sentence)
    said = made.yes if made and made.share >= 0.9 else None
    assert said is yes


@pytest.mark.parametrize(("question", "sentence", "before", "yes"), TRAPS)
def test_a_sentence_decides_only_of_the_subject_and_outright(question, sentence, before, yes):
    made = decision(question, sentence, before)
    said = made.yes if made and made.share >= 0.9 else None
    assert said is yes


def test_what_stands_before_a_sentence_says_of_whom_it_is():
    assert decision("清河大桥通车了吗？", "昨日通车。") is None
    after = decision("清河大桥通车了吗？", "昨日通车。", "清河大桥")
    assert (after.yes, after.share) == (True, pytest.approx(1.0))


def test_how_surely_is_less_where_the_subject_or_the_word_is_not_in_the_clause():
    question = "清河大桥通车了吗？"
    own = decision(question, "清河大桥昨日通车。")
    carried = decision(question, "清河大桥完工，昨日通车。")
    titled = decision(question, "昨日通车。", "清河大桥")
    opposite = decision("清河大桥的车流增长了吗？", "清河大桥的车流下降。")
    assert own.sure == pytest.approx(0.93)
    assert carried.sure == pytest.approx(0.9)
    assert titled.sure == pytest.approx(0.82)
    assert (opposite.yes, opposite.sure) == (False, pytest.approx(0.89))


@pytest.mark.parametrize(
    ("sentence", "published", "yes"),
    [
        ("《盐粒》年底出版。", dt.date(2031, 4, 3), None),
        ("《盐粒》5月2日出版。", dt.date(2031, 4, 3), None),
        ("《盐粒》4月2日出版。", dt.date(2031, 4, 3), True),
        ("《盐粒》已经出版。", dt.date(2031, 4, 3), True),
    ],
)
def test_what_is_of_a_later_day_is_not_done(sentence, published, yes):
    made = decision("《盐粒》出版了吗？", sentence, published=published)
    assert (made.yes if made else None) is yes


@pytest.mark.parametrize(
    ("asked", "answer", "yes"),
    [
        ("记者：书中的“阿盐”就是您的母亲吗？", "祁雪：不是。", False),
        ("记者：书中的“阿盐”就是您的母亲吗？", "祁雪：是的，是她。", True),
        ("记者：书中的“阿盐”就是您的母亲吗？", "祁雪：很多人这样问。", None),
        ("记者：书中的“阿盐”就是您的外婆吗？", "祁雪：不是。", None),
        ("书中的“阿盐”就是祁雪的母亲。", "不是。", None),
    ],
)
def test_an_interview_decides_by_the_answer(asked, answer, yes):
    made = answered("阿盐是不是祁雪的母亲？", asked, answer)
    assert (made.yes if made else None) is yes


def test_what_something_is_stands_in_the_sentence_itself():
    question, title = "云岭一中学生腹泻是食物中毒吗？", "学生腹泻 排除食物中毒"
    assert decision(question, "云岭一中学生出现腹泻。", title) is None


@pytest.mark.parametrize(
    ("answer", "sentence", "yes"),
    [
        ("可以骑车", "桥上可以骑车。", True),
        ("不可以", "桥上骑车不可以。", False),
        ("骑车的人", "桥上有骑车的人。", None),
        ("可以", "桥上可以骑车吗？", None),
        ("可以", "渡口可以钓鱼。", None),
    ],
)
def test_an_answer_says_yes_or_no_itself(answer, sentence, yes):
    assert own_words("桥上可以骑车吗？", answer, sentence) is yes


def test_an_answer_that_says_what_else_it_is_says_nothing_itself():
    assert own_words("桥是木桥吗？", "是一座石桥", "桥是一座石桥。") is None
    assert own_words("桥是木桥吗？", "是一座木桥", "桥是一座木桥。") is True


PLAIN = [
    ("小孩能喝梅汤吗？", "梅汤味道偏酸，孩子可以喝，但不要太浓。", "", True),
    ("小孩能喝梅汤吗？", "孕妇可以喝梅汤，小孩要看体质。", "", None),
    ("结石能吃菠菜吗？", "结石患者最好别吃菠菜。", "", False),
    ("香菇可以吃吗？", "香菇最好不要和螃蟹同吃。", "", None),
    ("紫砂壶可以用碱水洗吗？", "紫砂壶用碱水洗是没有问题的。", "", True),
    ("儿童可以服用这种药吗？", "成人服用这种药没有问题，儿童的用量没有资料。", "", None),
    ("布洛芬和钙片能一起吃吗？", "铁片可以和钙片一起服用，布洛芬要隔开两小时。", "", None),
    ("来月经时可以吃暖身丸吗？", "暖身丸在经期是可以服用的。", "", True),
    ("魔芋热量高吗？", "魔芋的热量很低。", "", False),
    ("魔芋热量低吗？", "魔芋的热量不低。", "", False),
    ("老城周末限行吗？", "老城周六、周日不限行，周一至周五限行。", "", False),
    ("图书馆周一开放吗？", "图书馆暂停开放。", "", None),
    ("图书馆开放吗？", "图书馆暂停开放。", "", False),
    ("大桥的投资超过10亿元吗？", "大桥总投资14亿元。", "", True),
    ("大桥的投资超过20亿元吗？", "大桥总投资14亿元。", "", False),
    ("大桥的总投资超过8亿元吗？", "大桥一期投资9亿元。", "", None),
    ("铁路超过5000公里吗？", "铁路超过6000公里。", "", True),
    ("祁雪今年44岁吗？", "祁雪今年44岁。", "", True),
    ("今年休渔期是不是比去年长？", "今年休渔期比去年长半个月。", "", True),
    ("水库蓄水量比去年少吗？", "水库蓄水量37万吨，比去年多8万吨。", "", False),
    ("祁雪是河西馆馆长吗？", "河西馆馆长祁雪说，展览免费。", "", True),
    ("河西馆馆长是祁雪吗？", "河西馆馆长祁雪说，展览免费。", "", True),
    ("祁雪是河西馆馆长吗？", "河西馆副馆长祁雪说，展览免费。", "", None),
    ("祁雪是馆长吗？", "去年的馆长祁雪今年退休。", "", None),
    ("河东馆馆长是祁雪吗？", "河西馆馆长祁雪说，展览免费。", "", None),
    ("馆长是贺知吗？", "馆长是贺知秋。", "", None),
    ("馆长是贺知秋吗？", "馆长是贺知秋。", "", True),
    ("南湖公园晚上开放吗？", "公园从即日起夜间暂停开放。", "南湖公园灯光改造", False),
    ("海豚是哺乳动物吗？", "海豚虽然生活在海里，却属于哺乳动物。", "", True),
    ("会议在河东大学召开吗？", "会议在河西大学召开。", "", False),
    ("货款在德国最多吗？", "在法国，货款最多。", "欧洲：德国", None),
    ("全镇的村都通水了吗？", "全镇十个村都通水。", "", True),
    ("工厂都减排了吗？", "八家工厂减排，仍有两家工厂未减排。", "", False),
    ("祁雪被抓了吗？", "警方昨天抓获嫌疑人祁雪。", "", True),
    ("制造业利润增长了吗？", "装备制造业利润增长。", "", None),
    ("6月末存款上升了吗？", "6月末，存款上升。", "", True),
    ("6月末存款上升了吗？", "7月末，存款上升。", "", None),
    ("航线开通了吗？", "航线因机型不足暂缓开通。", "", False),
    ("研究由北岭学者开展吗？", "北岭学者开展的一项新研究说，坚果有益。", "", True),
    ("祁雪是河东侨联主席吗？", "日前，河东侨联主席、联谊会副会长祁雪走访总部。", "", True),
    ("祁雪是联谊会会长吗？", "日前，河东侨联主席、联谊会副会长祁雪走访总部。", "", None),
    ("祁雪是河东侨联主席吗？", "河东侨联前主席祁雪走访总部。", "", None),
    ("南湖队战平北岭队了吗？", "南湖队以1：1战平北岭队。", "", True),
    ("祁雪的父亲是教授吗？", "记者采访了教授祁雪的父亲。", "", None),
    ("沈青是第一中学校长吗？", "第一中学校长祁雪说，第二中学校长沈青缺席。", "", None),
    ("这种菌可以生吃吗？", "这种菌煮熟吃没有问题，生吃会中毒。", "", None),
    ("桥按计划通车了吗？", "桥按计划昨天通车。", "", True),
]


@pytest.mark.parametrize(("question", "sentence", "before", "yes"), PLAIN)
def test_what_is_plainly_said_is_decided(question, sentence, before, yes):
    made = decision(question, sentence, before)
    said = made.yes if made and made.share >= 0.9 else None
    assert said is yes


@pytest.mark.parametrize(
    ("question", "first", "behind", "yes"),
    [
        ("山药产妇能吃吗？", "可以的。", "山药健脾，产妇每天吃一碗。", True),
        ("山药产妇能吃吗？", "可以的。", "山药健脾，老人每天吃一碗。", None),
        ("服药期间能吃柚子吗？", "不能吃。", "柚子会影响药效，服药的人要当心。", False),
        ("柿子可以吃吗？", "不可以空腹吃柿子。", "饭后没有问题。", None),
        ("桃和梨能一起吃吗？", "可以一起少量吃，不要多吃。", "桃和梨都是水果。", True),
        ("桃会引起过敏吗？", "可以的。", "桃可以吃，过敏的人很少。", None),
        ("领证需要户口本吗？", "不需要，原来的户口本就可以领证。", "", None),
        ("低温会让电池老化吗？", "会的。", "高温会让电池老化，低温影响不大。", None),
        ("桃可以吃吗？", "桃是水果。", "可以的。", None),
        ("病假会被记入档案吗？", "不会，具体原因不会到档案里。", "病假是隐私，不记入。", False),
    ],
)
def test_a_text_that_begins_with_the_answer_decides(question, first, behind, yes):
    made = opened(question, first, behind)
    assert (made.yes if made else None) is yes


def test_a_longer_name_is_no_yes_of_the_readers_own():
    assert own_words("馆长是贺知吗？", "是贺知秋", "馆长是贺知秋。") is None
    assert own_words("馆长是贺知秋吗？", "是贺知秋", "馆长是贺知秋。") is True
    assert own_words("柿子可以吃吗？", "不可以空腹吃", "柿子不可以空腹吃。") is None


def test_what_tells_has_the_predicate():
    assert telling("雁门队是卫冕冠军吗？", "对手是卫冕冠军雁门队。")[0]
    assert not telling("雁门队通过审核了吗？", "雁门队昨天到达。")[0]


@pytest.mark.parametrize(("question", "sentence", "behind", "yes"), CLAIMED)
def test_what_is_only_claimed(question, sentence, behind, yes):
    made = decision(question, sentence, behind=behind)
    assert (made and made.yes) == yes
