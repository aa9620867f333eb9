"""What a question asks of beside its names and days: its words, and which texts speak of them.

A word stands in a text as it is, or as another word for the same (会见 for 会谈). A text speaks of
it in part that has a word of the same field (工业 for 制造业), what a compound word is of (民营 of
民营企业) or its short form (中企 for 中资企业, 文旅 for 文化旅游). What a visit
abroad or diplomacy is shows in what is done, not in these words: 外访 is where someone leaves for,
arrives in or visits another country, and not where a guest is received at home.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.chinese.dates import opened_until
from qa.chinese.quotes import has_any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.chinese.proper_names import Name
    from qa.records import Span

__all__ = ["GENERAL", "Topic", "rarities", "share", "topics"]

GENERAL = re.compile(
    "的|工作|建设|发展|情况|进展|活动|成果|成绩|措施|举措|有关|相关|方面|消息|新闻|报道|最新|"
    "最近|近来|目前|主要|具体|重要|一些|部署|问题|开展|进行|推进|推动|取得|采取|准备|介绍|"
    "动态|近况|做法|经验|结果|哪些|什么|如何|怎样|怎么样|[前原]?(?:总理|总统|主席|总书记|部长|外长|"
    "首相|国王|议长|省长|市长|书记|领导人)|公司|"
    "[这此本那上]次|[这那]回|[这那][场个件些]|到底|究竟|动静|动向|怎么回事|咋[样回]|来龙去脉|始末|后续|"
    "引起|引发|受到|遭到|遭受|查出了?|收了|拿了|出了|大家|网友|人们|[怎咋]么?看|如何看待?|没有?[？?]?$|和(?!平|谐|田|解|顺)|与(?!会)|以及|做[了出好]|有[何无没]|了解|关于|"
    "(?:获得|得到|取得|采取|带来|造成|面临)了?(?=[ 哪什何多])"
)
"""Words of a question that say nothing of what is asked."""

_ASKS_FOR = re.compile(
    "有(?:什么|哪些|啥)(?:安排|节目|好玩)|哪[一]?[个些种位家所项座款年月天次]|多少[个倍人元名次种]?|什么样?|是否|为何|几[个次天年]"
)
_ASKING = frozenset("的了吗呢么哪谁几多少怎如何是些什")
_WIDE = frozenset([
    "之前", "以前", "之后", "以后", "以来", "至今", "截至", "地方", "全国", "各地", "国内",
    "国际", "外国", "地区", "国家", "事业", "任务", "形势", "期间", "时期", "阶段", "变化",
    "过程", "经过", "历程", "趋势", "走向", "演变", "现状", "状况", "概况", "详情", "细节",
    "看点", "亮点", "特点", "特色", "要点", "重点", "内容", "成效", "成就", "效果", "表现",
    "探索", "实践", "影响", "作用", "路子", "尝试", "带动", "拉动", "促进", "助力", "赋能",
    "利用", "借助",
])  # fmt: skip
"""Words that ask for all there is of the others; news tells of a change without saying 变化,
and of culture that brings travellers without saying 带动."""

_ALIKE = (
    ("中国", "我国", "国足", "国产", "全国", "国内", "中方", "对华", "访华", "来华"),
    ("会见", "会谈", "会晤"),
    ("会谈", "会见", "会晤", "磋商", "通话", "通电话"),
    ("谈判", "会谈", "磋商"),
    ("调研", "考察", "视察"),
    ("考察", "调研", "视察"),
    ("讲话", "表示", "指出", "强调", "致辞", "发言", "演讲", "宣布"),
    ("批评", "谴责", "担忧", "警惕", "指责", "驳斥", "敦促", "反对", "抨击", "抗议", "质疑"),
    ("伤亡", "死亡", "遇难", "受伤", "失联", "失踪", "死伤", "罹难", "丧生"),
    ("死伤", "伤亡", "死亡", "遇难", "受伤", "罹难", "丧生"),
    ("言论", "表示", "说", "称", "讲话", "宣布", "强调"),
    ("表态", "表示", "指出", "强调", "敦促"),
    ("规定", "通知", "办法", "条例", "意见", "细则", "印发"),
    ("政策", "措施", "举措", "通知", "办法", "方案", "新政"),
    ("防控", "防治", "预防", "疫情"),
    ("监管", "查处", "约谈", "打击", "检查", "整治"),
    ("交流", "往来", "来往", "交往"),
    ("人事", "任命", "免去", "任免"),
    ("任免", "任命", "免去"),
    ("停火", "停战"),
    ("开通", "通车", "开通运营", "投运", "投入运营"),
    ("救援", "抢险", "搜救", "救灾", "抗震救灾"),
    ("防汛", "防洪", "抗洪", "洪涝", "汛情", "汛期"),
    ("洪水", "洪涝", "汛情"),
    ("收获", "收割", "抢收", "收成"),
    ("产销", "产量", "销量"),
    ("旅游", "文旅", "游客", "出游"),
    ("农业", "粮食", "农田", "农产品", "种植"),
    ("补贴", "补助"),
    (
        "比赛",
        "赛事",
        "夺冠",
        "金牌",
        "银牌",
        "铜牌",
        "决赛",
        "战胜",
        "击败",
        "负于",
        "不敌",
        "联赛",
        "锦标赛",
        "对阵",
        "连胜",
        "冠军",
        "亚军",
    ),
    (
        "展览",
        "展出",
        "特展",
        "画展",
        "书展",
        "影展",
        "作品展",
        "成果展",
        "文物展",
        "非遗展",
        "展期",
    ),
    ("演出", "晚会", "音乐会", "上演", "首演", "巡演", "话剧"),
    ("招聘", "招聘会"),
    ("成绩", "奖牌", "金牌", "夺冠", "冠军"),
    ("通话", "通电话"),
    ("通电话", "通话"),
    ("山火", "林火", "森林大火", "森林火灾", "野火", "山林大火"),
    ("林火", "山火", "森林大火", "森林火灾", "野火"),
    ("地震", "强震", "余震"),
    ("大火", "山火", "林火", "火灾", "起火"),
    ("火灾", "大火", "起火", "失火", "着火"),
    ("遇袭", "遭袭", "袭击"),
    ("反对", "抗议", "谴责", "抵制"),
    ("核污水", "核污染水", "核废水", "核处理水"),
    ("核污染水", "核污水", "核废水", "核处理水"),
    ("改名", "更名", "易名", "改称"),
    ("更名", "改名", "易名", "改称"),
    ("涨价", "上涨", "提价", "走高"),
    ("车祸", "交通事故", "相撞", "追尾", "撞车"),
    ("大运会", "大学生运动会", "大学生夏季运动会", "大学生冬季运动会", "大运"),
    ("亚运会", "亚洲运动会"),
    ("奥运会", "奥林匹克运动会"),
    ("冬奥会", "冬季奥林匹克运动会"),
    ("进博会", "进口博览会"),
    ("服贸会", "服务贸易交易会"),
    ("广交会", "进出口商品交易会"),
    ("链博会", "供应链促进博览会"),
    ("消博会", "消费品博览会"),
    ("高考", "普通高等学校招生", "普通高校招生"),
    ("医保", "医疗保险", "医疗保障"),
    ("网信办", "互联网信息办公室"),
    ("房贷", "住房贷款", "购房贷款"),
    ("地铁", "轨道交通"),
    ("遇刺", "枪击", "中枪", "刺杀", "行刺", "遇袭"),
    ("枪击", "枪杀", "开枪", "中枪"),
    ("坠毁", "失事", "坠机", "飞行事故"),
    ("空难", "失事", "坠机", "飞行事故", "坠毁"),
    ("客机", "航班", "航空器", "飞机"),
    ("搜救", "救援", "搜寻"),
    ("制定", "立法", "草案", "审议", "通过了", "表决"),
    ("修订", "修改", "修正", "审议", "通过了", "表决"),
    ("实施", "施行", "执法检查", "落实"),
    ("发射", "升空", "点火"),
    ("洪灾", "洪水", "洪涝", "汛情", "超警"),
    ("洪涝", "洪水", "汛情", "内涝", "超警", "特大暴雨"),
    ("国产", "自主研制", "自主研发", "国产化", "中国商飞"),
    ("飞机", "客机", "运输机", "C919"),
    ("暴雨", "强降雨", "降雨"),
    ("保供", "保障供应", "稳定供应", "稳产", "增产", "供应"),
    ("冲突", "袭击", "打击", "交火", "空袭"),
    ("局势", "冲突", "停火", "袭击"),
    ("城市更新", "旧改", "老旧小区"),
    ("人工智能", "AI"),
    ("自贸港", "自由贸易港"),
    ("自贸区", "自由贸易试验区", "自贸试验区"),
    ("外贸", "进出口", "对外贸易"),
    ("对外贸易", "外贸", "进出口"),
    ("在华", "中国", "我国", "来华", "国内"),
    ("对非", "非洲", "中非"),
    ("内需", "消费"),
    ("罢工", "工潮", "停工", "怠工"),
    ("粮荒", "缺粮", "饥荒", "粮食恐慌", "断粮", "存粮枯竭", "饥民"),
    ("救济", "救灾", "赈", "募捐", "急赈"),
    ("灾民", "饥民", "难民", "灾胞"),
    ("高铁", "高速铁路"),
    ("开放", "开放型"),
    ("科考", "考察"),
    ("科技", "科研", "科创"),
    ("交通", "公路", "铁路", "机场", "桥", "轨道", "通道", "航线"),
    ("国家医保局", "医保局", "医疗保障局"),
    ("发改委", "发展改革委"),
    ("走势", "上涨", "下降", "回升", "涨幅", "增长", "同比", "环比", "增速", "回落"),
    ("增长", "增速", "增加", "回升", "创新高"),
    ("规划", "规划纲要"),
    ("抗战", "抗日战争"),
)
_EXCHANGE = (
    "会见", "会谈", "会晤", "访问", "访华", "来访", "通电话", "致电", "贺电",
    "双边", "两国", "代表团", "进出口",
)  # fmt: skip
_FIELDS = {
    "调研": ("指导", "慰问", "走访"),
    "防汛": ("强降雨", "暴雨", "内涝", "洪水", "超警", "泄洪"),
    "救灾": ("受灾", "灾区", "灾害", "转移", "抗洪", "洪涝"),
    "疫情": ("核酸", "确诊", "感染者", "阳性", "清零"),
    "防控": ("核酸", "确诊", "感染者", "阳性", "清零", "封控", "管控", "隔离"),
    "共同富裕": ("共富", "收入差距", "城乡差距", "增收"),
    "出行": ("出游", "旅客", "客流", "客运", "游客", "人员流动", "出入境", "自驾"),
    "民众": ("市民", "居民", "国民", "渔民", "公民", "群众"),
    "整治": ("治理", "规范", "监管", "查处", "通报", "清理"),
    "扩军": ("军备", "军费", "防卫费", "防卫预算", "军事扩张", "军工", "军国主义", "增兵"),
    "反腐": ("贿赂", "受贿", "行贿", "回扣", "腐败", "违纪", "违法", "被查", "落马"),
    "腐败": ("贿赂", "受贿", "行贿", "回扣", "反腐", "违纪", "被查", "落马"),
    "医药": ("医疗", "药品", "医院", "药企", "医生"),
    "天气": ("气温", "降雨", "降水", "高温", "寒潮", "台风", "大风"),
    "飞行": ("发射", "飞船", "航天员", "对接", "在轨"),
    "局势": (
        "抗议",
        "政权",
        "政变",
        "动荡",
        "军事",
        "空袭",
        "选举",
        "制裁",
        "导弹",
        "谈判",
        "进攻",
        "进犯",
        "战事",
        "激战",
        "击退",
        "撤退",
        "围攻",
        "伪军",
        "停战",
    ),
    "停战": ("进攻", "进犯", "侵占", "停火"),
    "抗议": ("示威", "游行", "请愿", "通电", "声讨"),
    "物价": ("米价", "粮价", "涨价", "飞涨", "价格"),
    "关系": ("访华", "访问", "会见", "会谈", "双边", "往来", "两国"),
    "对外开放": ("外资", "外贸", "进出口", "自贸", "口岸", "免签", "外商"),
    "政治": ("总统", "首相", "选举", "执政党", "国会", "议会", "弹劾"),
    "制造": ("工业", "智造", "产业", "工厂", "装备", "生产线"),
    "工业": ("制造", "智造", "工厂", "产业", "装备"),
    "产业": ("工业", "制造", "企业", "产业链", "基地"),
    "企业": ("公司", "中企", "民企", "集团", "厂"),
    "民营": ("民企", "私营"),
    "中资": ("中企", "中国企业", "中方企业", "中国公司", "中车", "中铁", "中建"),
    "项目": ("工程",),
    "投资": ("建厂", "投产", "工厂", "注资"),
    "足球": ("进球", "点球", "国足", "中超", "世界杯"),
    "生态": ("环境", "湿地", "草原", "森林", "野生动物", "植树", "国家公园", "自然保护", "治沙"),
    "环境": ("生态", "污染", "水质", "空气质量", "排放"),
    "保护": ("修复", "守护", "治理"),
    "治理": ("整治", "管理", "修复", "专项行动"),
    "乡村": ("农村", "村庄", "和美村", "农民", "农业", "农田"),
    "农村": ("乡村", "村", "农民"),
    "振兴": ("富民", "增收", "和美", "特色产业", "高标准农田"),
    "旅游": ("景区", "冬游", "文博游", "旅行", "度假"),
    "文旅": ("旅游", "景区", "游客", "文博", "客流"),
    "文化": ("文旅", "文博", "非遗", "文物", "博物馆"),
    "遗产": ("非遗", "文物", "古建", "古迹", "申遗"),
    "养老": ("老年", "老人", "为老", "助老"),
    "骑手": ("配送员", "外卖员", "快递员", "新就业形态"),
    "外卖": ("配送", "网约"),
    "新就业": ("骑手", "快递员", "网约", "配送员"),
    "群体": ("劳动者", "人员"),
    "权益": ("职业伤害", "劳动报酬", "工伤", "参保", "维权"),
    "保障": ("救助", "保险", "维护"),
    "粮食": ("小麦", "水稻", "玉米", "早稻", "晚稻", "大豆", "粮"),
    "农业": ("水稻", "小麦", "蔬菜", "水果", "养殖", "育秧", "早稻", "村民"),
    "生产": ("播种", "种植", "收获", "育秧", "已播", "产量"),
    "教育": ("学校", "教学", "课程", "高校"),
    "医疗": ("医院", "诊疗", "义诊", "医生", "卫生"),
    "贸易": ("进口", "出口", "关税", "外贸", "反倾销", "经贸"),
    "科技": ("研发", "实验室", "科学"),
    "创新": ("研发", "攻关", "首个", "突破"),
    "海洋": ("海域", "海上", "近海", "海湾"),
    "港口": ("集装箱", "码头", "港区"),
    "能源": ("光伏", "风电", "煤炭", "电力", "储能"),
    "古籍": ("善本", "典籍", "文献"),
    "民生": (
        "就业",
        "医保",
        "养老",
        "托育",
        "低保",
        "社保",
        "住房",
        "补贴",
        "补助",
        "救助",
        "免费",
        "老旧小区",
        "医疗",
        "疫苗",
        "招募",
        "增收",
        "惠民",
        "便民",
    ),
    "就业": ("岗位", "招聘", "用工", "创业", "零工", "高校毕业生", "劳动力", "技能培训"),
    "稳岗": ("就业", "岗位", "失业保险", "用工"),
    "经济": (
        "生产总值",
        "GDP",
        "增加值",
        "消费价格",
        "CPI",
        "PPI",
        "进出口",
        "零售总额",
        "固定资产投资",
        "规模以上",
    ),
    "数据": ("同比", "环比"),
    "往来": _EXCHANGE,
    "来往": _EXCHANGE,
    "交往": _EXCHANGE,
    "互动": _EXCHANGE,
    "节日": ("假期", "假日"),
}
"""Words of one field: a text with one of the latter speaks of the former in part."""

_TRADE = re.compile("([盐渔林矿牧蚕茶棉糖酒烟纸瓷])业")
_OF_TRADE = ("民", "场", "农", "田", "工", "区", "园", "务", "池", "厂")
_MAKES = ("产", "制", "采", "捕", "晒")
"""盐民, 盐场, 产盐 are of 盐业."""
_PLAGUE = re.compile("([蝗旱水虫雹火涝])灾")
_OF_PLAGUE = ("患", "情", "虫", "蝻", "害")
_FIGHTS = ("灭", "抗", "防", "捕")

_HEADS = re.compile(
    "企业|产业|行业|贸易|环境|保护|遗产|教育|服务|项目|治理|旅游|建设|经济|安全|医院|公司|技术|工程|工业|市场|"
    "灾害|事故|比赛|疫情|灾情"
)
_ENDS = frozenset("业赛队")
_BROAD = re.compile(
    "企业|产业|行业|项目|服务|业务|生产|保障|保护|中国|水平|领域|体系|制度|群体|平台"
)
_PART, _SHORT_FORM, _BROAD_WEIGHT = 0.7, 0.9, 0.5
_FIGURATIVE = re.compile(
    "(?:产业|创新|创业|数字|智能|商业|金融|消费|服务|政治|学术|舆论|网络|教育|技术|开源|应用)生态|创新[高低]|议会议[长员]|国会议员"
)
"""Where 生态 is said of no nature, 创新 of no invention, and no 会议 stands in 议会议长."""

_AWAY = re.compile(
    "出访|抵达|离开|启程|应[^，。]{2,40}邀请|对[^，。来]{2,24}进行[^，。]{0,12}访问|(?<!来华进行国事)(?<!来)访问"
)
_HOME = re.compile("来华|访华|来访|在京(?!出发)|在北京|人民大会堂|对我国|钓鱼台")
_VISITS = re.compile(
    "会见|会谈|会晤|访问|出访|来访|通电话|互致|贺电|致电|唁电|贺信|复信|峰会|磋商|"
    "外交部长|外长|大使|外宾|国书|代表团|贸易部长会议|联合声明"
)
_ABROAD = re.compile("外访|出访|访外")
_DIPLOMACY = re.compile("外事|外交|外国人|外宾|外国客人")
_CONTENT = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z0-9][A-Za-z0-9.\-]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LINKS = frozenset(
    "在同对向从到把被将让使由以为于是有与和及或按因就都也还又已曾会能可要应新大小上下中前后内外其该此这那各每本"
    "了过着的得地个名位家项年月日些次种条件份岁人时里谁哪几多少什么吗呢吧啊所之则若如只再才并但而且者"
    "改打见收拿看去来吃买卖走查说讲用靠凭"
)
_PREFIXED = re.compile("再(?=贷款|融资|贴现|保险|担保|制造|就业|利用)|新(?=就业|业态|职业|农人)")
"""Where a single character changes what the next word means: no 再贷款 is a 助学贷款."""
_JOINS = "(?:工作|建设|发展|情况)?(?:和|与|及|以及|、)"
_OF = frozenset(["国家"])
_TOWARDS = frozenset("在对来访驻赴")
_ABBREVIATED = frozenset("华非美日俄欧韩英法德")
"""在华 and 对非 are a word, and 华 no part of the next: 在华 投资."""
_FEAST = re.compile("(?:端午|中秋|国庆|元宵|清明|重阳|七夕|泼水|古尔邦|开斋)节")
_SUFFIX = frozenset(
    "局部委署院会法港区省市县镇村街路巷河湖岛湾桥线站队团组员者业率额量价房厂店校馆园寺庙塔楼"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A word of a question, and the words and patterns for what it means, itself among them.

    ``short`` are its short forms, ``near`` words that speak of it in part; a text that speaks of
    both ``parts`` of a compound (打击犯罪) speaks of it: 打击野生动物犯罪. ``others`` are the words
    asked for beside it (搜救和调查): a text that speaks of one of them speaks of what is asked.
    """

    word: str
    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    parts: tuple[Topic, ...] = ()
    others: tuple[Topic, ...] = ()

    def degree(self, text: str) -> float:
        """Return how far a text speaks of it: 1, 0.9 in short, 0.7 in part, or 0."""
        if self.others:
            return max(one.degree(text) for one in (replace(self, others=()), *self.others))
        text = _FIGURATIVE.sub("", text)
        if self.stands(text):
            return 1.0
        if any(form in text for form in self.short):
            return _SHORT_FORM
        in_part = _PART if any(form in text for form in self.near) else 0.0
        return max(in_part, _SHORT_FORM * min((p.degree(text) for p in self.parts), default=0.0))

    def stands(self, text: str) -> bool:
        """Whether a text speaks of it."""
        if any(other.stands(text) for other in self.others):
            return True
        if _ABROAD.fullmatch(self.word):
            return _AWAY.search(text) is not None and _HOME.search(text) is None
        if _DIPLOMACY.match(self.word):
            return _VISITS.search(text) is not None
        return has_any(text, self.forms)


def topics(question: str, days: Sequence[Span], names: Sequence[Name]) -> tuple[Topic, ...]:
    """Return the words of a question, in simplified characters, without its days and names.

    General words (工作, 情况) are left out; what a dictionary cuts is joined: 医保 局.
    """
    import rjieba  # reads its dictionary

    rest = list(question)
    named = [(day.start, opened_until(question, day.end)) for day in days]
    for start, end in [*named, *((name.start, name.end) for name in names)]:
        rest[start:end] = " " * (end - start)
    words = _joined(rjieba.cut(GENERAL.sub(" ", _ASKS_FOR.sub(" ", "".join(rest))), False))
    kept = dict.fromkeys(
        word
        for word in words
        if _CONTENT.fullmatch(word) and word not in _WIDE and not _ASKING.issuperset(word)
    )
    found = list(kept)
    asked = [
        Topic(
            word=word,
            forms=_forms(word),
            short=_short_forms(found, place),
            near=_near(word),
            parts=_parts(word),
        )
        for place, word in enumerate(found)
    ]
    return tuple(_as_one(asked, "".join(rest)))


def _as_one(asked: Sequence[Topic], question: str) -> Iterator[Topic]:
    """Yield topics, those that 和 joins (搜救和调查) as one that either of them speaks of."""
    before: Topic | None = None
    for topic in asked:
        last = before.others[-1] if before and before.others else before
        if before and last and _are_joined(last.word, topic.word, question):
            before = replace(before, others=(*before.others, topic))
            continue
        if before:
            yield before
        before = topic
    if before:
        yield before


def _are_joined(word: str, other: str, question: str) -> bool:
    """Whether a question asks for one word and another in one breath: 搜救和调查, 农业、旅游业."""
    return re.search(f"{re.escape(word)}{_JOINS}{re.escape(other)}", question) is not None


def rarities(asked: Sequence[Topic], texts: Sequence[str]) -> tuple[float, ...]:
    """Return how rare each word is among texts: 1 and more, the more the fewer speak of it.

    Half of that for a word as broad as 项目, if others are asked of too.
    """
    counts = [sum(topic.stands(text) for text in texts) for topic in asked]
    rare = (1 + math.log((1 + len(texts)) / (1 + count)) for count in counts)
    return tuple(
        weight * (_BROAD_WEIGHT if _BROAD.fullmatch(topic.word) and len(asked) > 1 else 1)
        for topic, weight in zip(asked, rare, strict=True)
    )


def share(asked: Sequence[Topic], weights: Sequence[float], text: str) -> float:
    """Return the share of the words, by weight, that a text speaks of; 1 if there are none."""
    if not asked:
        return 1.0
    there = sum(w * topic.degree(text) for topic, w in zip(asked, weights, strict=True))
    return there / sum(weights)


def _joined(words: Sequence[str]) -> list[str]:
    """Join what a dictionary cuts: 医保 局, 进 博会, and what 国家 is of: 国家 公园."""
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        after = word in _SUFFIX and _CONTENT.fullmatch(before) is not None
        of = (before in _OF and _CONTENT.fullmatch(word) is not None) or (
            len(before) == 1 and _PREFIXED.match(before + word) is not None
        )
        first = len(found) == 1 and before in _SUFFIX  # 园 博会
        part = (_is_part(before) or first) and (_is_part(word) or _CONTENT.fullmatch(word))
        with_country = before in _TOWARDS and word in _ABBREVIATED
        if after or of or part or with_country:
            found[-1] += word
        else:
            found.append(word)
    return found


def _is_part(word: str) -> bool:
    """Whether a single character is likely a part of a word that the dictionary lacks."""
    return _HAN.fullmatch(word) is not None and word not in _LINKS | _SUFFIX


def _parts(word: str) -> tuple[Topic, ...]:
    """Return the halves of a compound of four characters, 打击 and 犯罪 of 打击犯罪."""
    if len(word) != len("打击犯罪") or not all(map(_HAN.match, word)):
        return ()
    return tuple(
        Topic(word=one, forms=_forms(one), near=_near(one)) for one in (word[:2], word[2:])
    )


def _forms(word: str) -> tuple[str, ...]:
    others = (form for group in _ALIKE if group[0] == word for form in group)
    feast = (word[:-1],) if _FEAST.fullmatch(word) else ()
    return tuple(dict.fromkeys((word, *feast, *others)))


def _modifier(word: str) -> str:
    """Return what a compound word is of: 民营 of 民营企业, 制造 of 制造业, "" of no compound."""
    if len(word) == 4 and _HEADS.fullmatch(word[2:]):
        return word[:2]
    return word[:2] if len(word) == 3 and word[2] in _ENDS else ""


def _near(word: str) -> tuple[str, ...]:
    modifier = _modifier(word)
    own = _forms(modifier) if modifier else ()
    return (*own, *_FIELDS.get(word, ()), *_FIELDS.get(modifier, ()), *_of_one_character(word))


def _of_one_character(word: str) -> tuple[str, ...]:
    """Return words of a trade or a plague named by one character: 盐民 and 产盐, 蝗患 and 灭蝗."""
    trade, plague = _TRADE.fullmatch(word), _PLAGUE.fullmatch(word)
    if trade:
        return (*(trade[1] + one for one in _OF_TRADE), *(one + trade[1] for one in _MAKES))
    if plague:
        return (*(plague[1] + one for one in _OF_PLAGUE), *(one + plague[1] for one in _FIGHTS))
    return ()


def _short_forms(words: Sequence[str], place: int) -> tuple[str, ...]:
    """Return the first characters of a compound's parts, or of two words: 中企, 文旅."""
    word = words[place]
    if len(word) == 4 and _modifier(word):
        return (word[0] + word[2],)
    around = words[max(place - 1, 0) : place + 2]
    return tuple(
        one[0] + other[0]
        for one, other in pairwise(around)
        if len(one) == len(other) == 2 and _HAN.match(one) and _HAN.match(other)
    )
