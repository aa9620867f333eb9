"""What a clause is, by its words: a table of cases for each question that is asked of it."""

import pytest

from qa.chinese.predicates import (
    bare_name,
    brings_subject,
    ends_open,
    goes_on,
    is_adjunct,
    is_aim,
    is_bare,
    is_conditional,
    is_lately,
    is_state,
    is_subject_of,
    lacks_subject,
    leads_on,
    meets_press,
    names_a_thing,
    names_someone,
    of_a_year,
    points_back,
    says_something,
    sets_scene,
    stands_alone,
)


def table(yes, no):
    cases = [(text, True) for text in yes.split()] + [(text, False) for text in no.split()]
    return pytest.mark.parametrize(("text", "answer"), cases)


@table(
    "云岭队以3比2战胜河东队 甲国议会通过修桥法案 电站6号机组重启"
    " 云岭市新桥通车 大坝开始蓄水 市长会见来访客人 图书馆本月开放 云河水位上涨 投资额增长5%"
    " 居民给大桥穿上了新衣 进一步优化桥梁布局 云河大桥串联两岸 云岭队晋级 新桥激活老街"
    " 首届兰花奖颁奖典礼在京举行"
    " 云岭市绿电交易规模超过200亿千瓦时"
    " 会议审议条例草案 学校很大 两国签署协议 南门桥恢复通行 居民出行更加方便 医院正式成立",
    "在云岭市举行的大会 最后一场比赛 新桥通车后 会议结束之后 云岭市中心广场 第十七届书展"
    " 在两国建交五十周年之际 城南老街巷里 昨天 公园的两岸 市长宋怀远 大桥建成之前 改革背景下"
    " 居民喜爱的图书馆 居民给大桥穿上了新衣的日子 在云岭市综合物流基地",
)
def test_says_something(text, answer):
    assert says_something(text) is answer


@table(
    "通过了修桥的剩余财年拨款法案"
    " 暴露出管理方面的问题 部署防汛工作 观看云河上的大桥合龙 热烈欢迎何远到访"
    " 推动发展 也参加了比赛 对其处罚 今年推动绿色发展 将建设两座公园 为居民服务 并签署了协议"
    " 大力修桥 依法管理桥梁 走进云岭市的大厅"
    " 回首修桥的日子 成功举办桥梁节 波及三县 要加强管理 是云岭市第一座大桥 有三座桥"
    " 近年来，推动发展 充分发挥桥梁的作用 印发《桥梁办法》 下一步将改造老桥"
    " 切实加强管理 不断加强管理 预计明年完工 预计投资5亿元",
    "市长推动发展 “清河”号首航 云岭市也参加了比赛 今年粮食丰收 来自三省的歌手登台演出"
    " 在云岭市举行大会 据气象台预报 由市文化馆主办的展览开幕 4月3日大桥通车 位于城南的医院开业"
    " 预计全社会出行增加 预计中国出口增长"
    " 三百名居民搬迁 《桥》上映 成功经验得到推广 大连机场开通航线 省住建厅发布通知"
    " 顾远洋诞辰百年大会举行",
)
def test_lacks_subject(text, answer):
    assert lacks_subject(text) is answer


def test_a_time_by_itself_has_no_subject():
    assert lacks_subject("4月3日")


@table(
    "随着气温升高 由于连日大雨 根据条例 4月3日 为庆祝建城百年 在访问期间 在市长陪同下"
    " 应云岭市市长宋怀远邀请 据云岭市警方通报 据云岭市气象台3日发布的消息"
    " 经市政府批准 目前 会议结束之后 自去年三月以来 昨天上午",
    "大桥建成通车 市长会见客人 一旦下雨 如果水位上升 在未经批准的情况下 全长三百米 为期三天"
    " 据甲国国防部消息 据甲国媒体报道"
    " 随手关灯是好习惯 云岭市图书馆开放 居民十分高兴 在云岭市举行 自己动手",
)
def test_is_adjunct(text, answer):
    assert is_adjunct(text) is answer


@table(
    "一旦下雨 如果水位上升 除非市长同意 只要天晴 即使再难 尽管下雨 虽然下雨 不仅建了桥 未经批准"
    " 无论多远 若水位上升 在这种情况下 既要快 与其等待 以云岭市为例",
    "若干规定 既然如此 既定目标 大桥通车 居民高兴 若干居民搬家 市长会见客人 水位上涨 假山完工"
    " 只身前往 宋怀远当选市长",
)
def test_is_conditional(text, answer):
    assert is_conditional(text) is answer


@table(
    "但居民不满 否则停工 而是一座桥 以及三座公园 也参加了 却没有开工 并非如此 包括三座桥"
    " 从而减少拥堵 例如南门桥 和市民见面 不对外开放 然而水位未降",
    "不断加强 大桥通车 居民高兴 市长宋怀远 不仅建桥 不但建桥 水位上涨 云岭市开会 三座公园开放 就",
)
def test_goes_on(text, answer):
    assert goes_on(text) is answer


@table(
    "市长表示 包括 大桥全长为 记者了解到 居民说 一是 居民对 会议结束后 在两国元首的见证下 因为"
    " 桥梁的 以及 活动主题是 据云岭台网正式测定 桥梁局发布消息",
    "大桥通车 2031年后 三天后 居民高兴 水位上涨 全长三百米 落后 小时 及时 图书馆开放 条例草案"
    " 先后 暂时 准时 随时 发电200亿千瓦时",
)
def test_ends_open(text, answer):
    assert ends_open(text) is answer


@table(
    "市政府结合实际情况 各地以粮食安全为重点 云岭市依托清河资源 学校围绕教学目标 公司借助新技术"
    " 该镇立足山区实际 工作组聚焦群众难题 村里抓住农闲时节 云岭学院历时十年攻关",
    "聚焦会开幕 大桥通车 市长会见客人 居民高兴 云河水位上涨 图书馆结合 学校开学 宋怀远为客人介绍",
)
def test_leads_on(text, answer):
    assert leads_on(text) is answer


@table(
    "市政府新闻办公室举行“推动桥梁建设高质量发展”系列主题新闻发布会 市水利局召开吹风会",
    "市政府举行灯会 记者会见客人 发布会上介绍情况",
)
def test_meets_press(text, answer):
    assert meets_press(text) is answer


@table(
    "队员把这句话说了三遍 老板接到这样一个电话"
    " 对此表示欢迎 他说 这一项目开工 该市建成新桥 会议指出 双方签署协议 我们很高兴 居民说我很高兴"
    " 其中三座桥 此外 同时 （1）加强管理 一是加强管理 市长说此次会议很重要 上述规定 但水位未降"
    " 随后离开 当天晚上 届时 1.加强管理 云岭市说该公司将建桥",
    "该如何出行 大桥通车 我国粮食丰收 我市建桥 并购完成 而今大桥通车 第十届书展开幕"
    " 居民说“我很高兴” 3.5亿元投入使用 云岭市会议中心开放 图书馆开放 第三艘船下水"
    " 云河公司说该公司将建桥 居民看《他们》 云河研究所说该所将扩建",
)
def test_points_back(text, answer):
    assert points_back(text) is answer


@table(
    "迁建保护的云岭植物成活率超90%"
    " 云河大桥通车 云岭市粮食丰收 中国队夺得冠军 全国铁路发送旅客 各地持续推进春耕 《桥》上映",
    "总投资5亿元 票价不变 祝贺他当选 代表云岭市表示感谢 但云岭市水位未降 也门桥 推动发展"
    " 云岭市中心广场 此次大会开幕 全国仅两座",
)
def test_stands_alone(text, answer):
    assert stands_alone(text) is answer


@table(
    "2031年建成的大桥 在许多国家 去年完工 上半年投产 一季度增产 此前停工 昨天开会",
    "云岭市开会 投资5亿元 月均收入增长 大桥全长三百米",
)
def test_sets_scene(text, answer):
    assert sets_scene(text) is answer


@table("2031年大会期间 去年开会时 前年完工后", "大会期间 去年底 完工后 4月3日")
def test_of_a_year(text, answer):
    assert of_a_year(text) is answer


@table(
    "客队扳平后 由于承包商延误 随着气温升高 因暴雨来袭停电",
    "应云岭市长邀请 为保障供水 根据统计 在两国元首见证下",
)
def test_brings_subject(text, answer):
    assert brings_subject(text) is answer


@table(
    "公司将建桥 电站将投产 社区建立茶馆 老人走进茶馆",
    "云河公司建桥 经济平稳增长 大桥 云岭市开会 油价上涨 专家表示",
)
def test_is_bare(text, answer):
    assert is_bare(text) is answer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("李桂英走过大桥", "李桂英"),
        ("今年，李桂英走过大桥", "李桂英"),
        ("市长李桂英走过大桥", ""),
        ("李桂英的茶馆开业", ""),
        ("大桥通车", ""),
        ("李桂英", ""),
    ],
)
def test_bare_name(text, name):
    assert bare_name(text) == name


@pytest.mark.parametrize(
    ("clause", "following", "answer"),
    [
        ("随云河号上行的人工骨样本", "已装置于空间站", True),
        ("随云河号上行的人工骨样本", "居民前来参观", False),
        ("随云河十号上行太空的人类“人工骨”实验样本", "已装置于云河空间站", True),
        ("在云岭市建成的大桥通车", "增加了新路线", False),
        ("重开使馆", "将有助于两国关系", True),
        ("云岭二期工程完成重达80吨的吊装作业", "标志着工程进入新阶段", False),
        ("新发现的古城遗址", "标志着考古进入新阶段", True),
    ],
)
def test_is_subject_of(clause, following, answer):
    assert is_subject_of(clause, following) is answer


@pytest.mark.parametrize(
    ("frame", "clause", "answer"),
    [
        ("截至目前", "云岭市已建成三座桥", True),
        ("截至4月3日", "全市累计植树五万棵", True),
        ("截至去年底", "云岭市已建成三座桥", True),
        ("截至2031年底", "云岭市已建成三座桥", False),
        ("截至4月3日", "云岭市有三座桥", False),
        ("上半年", "云岭市已建成三座桥", False),
    ],
)
def test_is_state(frame, clause, answer):
    assert is_state(frame, clause) is answer


@pytest.mark.parametrize(
    ("frame", "rest", "answer"),
    [
        ("近年来", "云岭市不断优化养护机制", True),
        ("近期", "市民纷纷走上大桥", True),
        ("近年来", "云岭市建成桥梁30座", False),
        ("近年来", "云岭市接连建桥累计三座", False),
        ("近年来", "云岭的桥越来越多", False),
        ("今年以来", "云岭市不断优化养护机制", False),
        ("昨日", "云岭市不断优化养护机制", False),
    ],
)
def test_is_lately(frame, rest, answer):
    assert is_lately(frame, rest) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("云岭市水利局说，该机构将检查大坝", False),
        ("云岭大桥引桥段有裂缝，该段将封闭", False),
        ("云岭大桥有裂缝，该段将封闭", True),
        ("云岭市说，该机构将检查大坝", True),
        ("市长说，本次云岭书展很热闹", False),
        ("市长说，本次书展很热闹", True),
        ("云岭银行宣布，这一总部设在河东的机构将裁员", False),
        ("大桥停用，这一总部设在河东的机构将裁员", True),
        ("此前已抵达云岭的代表团离开", False),
        ("此前，代表团离开", True),
        ("在书展举行当天，三百名学生到场", False),
        ("当天，三百名学生到场", True),
    ],
)
def test_what_is_pointed_at_within_a_clause(text, answer):
    assert points_back(text) is answer


@pytest.mark.parametrize(
    ("clause", "answer"),
    [
        ("云岭市公安局民警李金精", True),
        ("云岭大学电子控制工程学院本科生杨春", True),
        ("何远会见云岭大学教授李明", False),
        ("云岭市授予李金精称号", False),
        ("李金精", False),
        ("云岭大桥通车", False),
    ],
)
def test_names_someone(clause, answer):
    assert names_someone(clause) is answer


@pytest.mark.parametrize(
    ("clause", "answer"),
    [
        ("李明的成长之路", True),
        ("云岭市的100座老桥", True),
        ("云岭公司“送上门”的30万元建桥券", True),
        ("市长的勉励与期许", True),
        ("李明的努力获得认可", False),
        ("云岭市的新桥通车", False),
        ("云岭市发布桥梁的规划", False),
        ("云岭大桥通车", False),
        ("市长说的话很重要", False),
    ],
)
def test_names_a_thing(clause, answer):
    assert names_a_thing(clause) is answer


@table(
    "为保护湿地，推动观鸟，让居民爱上自然。 为了方便读者，提升服务水平，切实解决停车难题。"
    " 为增强学生体质,培养运动习惯。 为加强防火，进而带动社区自治。"
    " 为丰富暑期生活，生动展示民间手艺，以丰富的活动带动社区。 为缓解拥堵！",
    "为保护湿地，云岭市请居民数鸟。 为了孩子，她每天走五里路。 为加强防火，4月3日，学校开会。"
    " 为期三天的书展，吸引三千人。 为民服务中心开门办公，居民称便。 为庆祝建校，“桥头书场”开讲。"
    " 为何关门，推动检查。 图书馆为方便读者，推动延时开放。",
)
def test_is_aim(text, answer):
    assert is_aim(text) is answer
