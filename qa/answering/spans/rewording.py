"""A question as one speaks, in the words in which a newspaper writes what it asks for.

充一次电能跑多远 stands in no article; 续航里程 does. The reader, taught on encyclopaedias, doubts
what is asked as one speaks even where it finds the answer: so it is asked once more, in written
words, and in those of them that the text which is read has. Looser than
:mod:`qa.answering.yes_no.same_words`: what is read so counts only where it surely answers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.chinese.asking import Wanted, wanted
from qa.chinese.words import word_edges
from qa.records import Span

if TYPE_CHECKING:
    from qa.search.query import Query

__all__ = ["in_written_words", "reworded"]

_SUM = "(?:多少|几个)(?:块?钱|元)?"
_SUM_ONLY = f"{_SUM}(?![一-龥])"
_MONTH = "(?:每个?月|一个?月)"
_GETS = "(?:大概|大约|差不多|能够?|可以|都|也|就)*(?:拿到?|挣到?|赚到?|到手)了?"
_ALL = "(?:总共|一共|能|可以|要|再)*"
_THAT = re.compile(
    "[那这](?:一?[个场次条些篇家辆位座台趟架栋所套起幅首部份块批支只]|几[个家位条起名])(?=[一-龥])"
)

_ASKED: tuple[tuple[str, str], ...] = (
    ("[头前][三3]个?月|头一?个?季度", "一季度"),
    ("[头前](?:半年|[六6]个月)", "上半年"),
    ("[几哪]点钟", "几点"),
    ("多久(?=[一-龥]{1,4}一[趟班次台辆个])", "多长时间"),
    ("是?哪年(?:建|盖|修)(?:成|好|起来)?的", "建于哪一年"),
    ("是?哪年(?:成立|创办|开办|办|创)(?:起来)?的", "成立于哪一年"),
    (f"平均(?:下来)?{_MONTH}{_GETS}{_SUM_ONLY}|{_MONTH}平均{_GETS}{_SUM_ONLY}", "月均收入是多少"),
    (f"{_MONTH}{_GETS}{_SUM_ONLY}", "月收入是多少"),
    (f"[一每]年(?:下来)?{_GETS}{_SUM_ONLY}", "年收入是多少"),
    (f"(?:能|可以)*[进到]账{_SUM_ONLY}", "收入多少"),
    (f"[做谈]了?{_SUM}的?(?:生意|买卖)", "贸易额是多少"),
    ("(?:要|得|是|能)*卖多少钱(?![一-龥])", "售价是多少"),
    ("卖[出掉]?了(?:多少|几个)钱(?![一-龥])", "成交价是多少"),
    (f"罚(?:款|了)*{_SUM_ONLY}", "罚款多少元"),
    (f"[骗坑]了?{_SUM_ONLY}", "骗走多少元"),
    (f"赔(?:偿|了)*{_SUM_ONLY}", "赔偿多少元"),
    ("(?:拿到?|得到|领到?)了?多少(?:钱的?)?(?=赔偿|补[偿贴助]|奖金|抚恤)", "获得多少"),
    ("[往在](?P<on>[^，。？?]{2,12}?)上(?:再|要|会|准备|打算)*[砸投]进?", r"对\g<on>投入"),
    (f"{_ALL}[砸掏投][了上进]*{_SUM_ONLY}", "投入多少资金"),
    (f"{_ALL}花[了费]*{_SUM_ONLY}", "投资多少元"),
    ("[砸掏]了?(?=多少)", "投入"),
    ("值(?:几个|多少)钱", "价值多少元"),
    ("(?:几块|多少块|几个|多少)钱", "多少元"),
    ("产值(?:有|做到)多少", "产值达多少"),
    ("被?判了?(?=(?:多少|几)年)", "被判处有期徒刑"),
    ("被?判了?多(?:久|长时间)", "被判处有期徒刑多长时间"),
    ("该?打(?=(?:哪个|什么)(?:电话|热线))", "拨打"),
    ("被?关了?(?=[几多]少?(?:天|年|个月|久))", "被拘留"),
    ("(?:要|得|会)*[蹲坐](?:大?牢)?(?=(?:多少|几)年)", "监禁"),
    ("(?P<how>几|多少)个?钟头", r"\g<how>小时"),
    ("[几多]少?号人", "多少人"),
    ("(?:能|可以)*坐(?:得?下)?(?=(?:多少|几)[个名位]*(?:人|观众|乘客|旅客|客人))", "可容纳"),
    ("(?:打的?|定的?)(?:是)?什么主题", "主题是什么"),
    ("(?:要|得)*(?:搞|办|弄|持续|开|进行)了?多(?:久|长时间|少天)", "为期多长时间"),
    ("活[到了]*(?:多大(?:的?岁数|的?年[纪龄])?|多少岁)(?![一-龥])", "享年多少岁"),
    ("多大(?:的?岁数|的?年[纪龄]|年岁)", "多少岁"),
    (
        "(?:充一次电|一次充电|充满[一次]*电?|一箱油)[^，。？?]{0,4}[跑开走]多(?:远|少公里)",
        "续航里程是多少",
    ),
    ("有?多大的?面积|面积有?多大", "面积是多少"),
    ("[跑开]得?有?多快", "时速是多少"),
    ("来了?(?=(?:多少|几)[个名位]?(?:人|学员|代表|观众|选手|嘉宾))", "参加的有"),
    ("占了?(?:几成|多大比[例重])", "占比是多少"),
    ("[少降跌掉]了(?=百分|多少|几成|几个百分)", "下降"),
    ("[多涨升]了(?=百分|多少|几成|几个百分)", "增长"),
    ("百分之几", "百分之多少"),
    ("死了?(?=(?:多少|几)[个名位]?人)", "死亡"),
    ("伤了?(?P<how>多少|几)(?P<one>[个名位]?)人", r"受伤的有\g<how>\g<one>人"),
    ("[拉运]了?(?=(?:多少|几)[万个名]*(?:人|旅客|乘客))", "发送旅客"),
    ("几拨", "几组"),
    ("[打踢][了成]*几比几", "比分是多少"),
    ("排在?(?:老)?第?几(?:位|名)?(?![一-龥])", "排名第几"),
    ("头一(?P<one>[站棒圈局轮])", r"第一\g<one>"),
    ("是?在(?P<where>哪儿|哪里|哪个城市|什么地方)(?:办|开|搞|举办)的", r"在\g<where>举行"),
    (
        "是?(?P<when>哪天|几号|几月几[号日]|什么时候)(?:办|开|搞|举办)的(?![一-龥])",
        r"\g<when>举行",
    ),
    ("谁带的?队的?", "谁带队"),
    ("的?头[儿头](?![一-龥])", "领导人"),
    ("[拿得](?:的?是?|了|到)什么奖?牌", "获得什么奖牌"),
    ("谁来?当(?!上|选|年|天|地|时|场)(?=[一-龥])", "谁担任"),
    ("是?[干做]什么(?:的|营生|工作的?)(?![一-龥])", "从事什么职业"),
    ("到底|究竟|来着", ""),
)
"""What one asks for with in speech, and how that is written; each in turn, of whole words."""

_WORDS: tuple[tuple[str, str], ...] = (
    ("[头第]一(?P<one>批|个|家|台|辆|次|座|条|趟|场|届)", r"首\g<one>"),
    ("头一回", "首次"),
    ("到(?:现在|目前)(?:为止)?", "截至目前"),
    ("招[了到]?", "招募|招收|招录|招聘|录取"),
    ("查[了过]?", "检查|核查|排查|抽查|巡查|核验|查处"),
    ("抓[了到住]?", "抓获|刑拘|拘捕|逮捕|拘留"),
    ("拘了?", "拘留"),
    ("治[好了住]", "治理|治愈|整治"),
    ("修好", "修复|修缮|竣工|抢通"),
    ("修[了的]?", "修建|建设|新建|修缮|改造|始建"),
    ("[建盖](?:了|好|成|起来|的)", "建成|新建|落成|兴建|始建"),
    ("开了", "开设|开办|开通|开业"),
    ("[坑骗][了走]?", "诈骗|骗取|受骗|被骗|受害"),
    ("岗位", "职位"),
    ("口号", "主题"),
    ("住进", "进驻|入驻|入住"),
    ("[上到]任|上台", "就职|就任|履新"),
    ("头目|头子", "指挥官|首领|领导人"),
    ("礼钱|份子钱", "礼金"),
    ("登[在了过上]", "刊登|发表|刊发|刊载"),
    ("[涨升]得最[猛多快高]", "领涨|涨幅最大|涨幅居前|涨幅最高"),
    ("[跌降]得最[猛多快惨]", "领跌|跌幅最大|降幅最大"),
    ("打起来|打架", "斗殴|互殴|撕打|厮打|冲突|殴打"),
    ("吵起来|吵架", "争执|争吵|口角|纠纷"),
    ("打[了伤]", "殴打"),
    ("撞[了上车]", "相撞|追尾|碰撞"),
    ("[着起失]火", "火灾"),
    ("死[了掉]?", "死亡|遇难|身亡|丧生|去世|罹难"),
    ("[走没]的时候", "去世时|逝世时|病逝时|去世|逝世|病逝"),
    ("走丢|丢了|不见了?", "失踪|遗失|走失|丢失"),
    ("偷[了走]?", "盗窃|被盗|窃取|失窃"),
    ("赔[了给]?", "赔偿|获赔"),
    ("[拿得][了到过下](?!几个?[万亿]|多少[钱万亿])", "获得|荣获|取得|获评|斩获|夺得"),
    ("当上|选上", "当选|出任|任命|担任"),
    ("点了", "任命|提名"),
    ("一把手", "负责人|主要领导"),
    ("办[了的]", "举行|举办|召开|办理"),
    ("请[了来过]?", "邀请|聘请|特邀"),
    ("看了", "参观|观看|考察"),
    ("[跑去][了过到]", "走访|考察|调研|前往|来到|到访|抵达|接待"),
    ("来了", "参加|出席|参与|参会|参展|前来|到场|接待|吸引"),
    ("给了", "授予|赠送|发放|捐赠|提供"),
    ("送[了出给]?", "赠送|捐赠|发放"),
    ("捐[了出]?", "捐赠|捐款|捐助"),
    ("[砸掏投][了进]?", "投入|投资|出资"),
    ("花[了掉]", "投入|耗资|花费|斥资|历时|用时|只用"),
    ("卖到", "出口|输华|输往|销往"),
    ("卖[了出掉]?", "销售|售价|出售|售出|发行量|销量"),
    ("买[了下进]?", "购买|收购|购入|采购|购置"),
    ("搬[到去进]", "迁至|搬迁|迁入"),
    ("拆[了掉]?", "拆除|拆迁"),
    ("关[了掉的]", "关闭|关停|停业"),
    ("罚了?", "罚款|处罚"),
    ("[少降跌掉]了", "下降|减少|下跌|降低|下滑"),
    ("[多涨升]了", "增长|增加|上升|上涨|新增|提高"),
    ("[涨加]价?", "上调|提高|上涨|上升"),
    ("降价?", "下调|降低|下降"),
    ("[拉运]了?", "发送|运送|运输|输送"),
    ("装[了上]?", "安装|配备|加装|植入"),
    ("种[了上的]", "种植|栽种|栽植"),
    ("养[了的]", "养殖|饲养"),
    ("挖(?:出来|[了出到])", "开挖|发掘|出土"),
    ("找[到着]", "发现|出土|查获"),
    ("造(?:了|出来|好)?", "制造|生产|下线|建造|问世"),
    ("一天能产", "日产量|日产能|日产"),
    ("一年能产", "年产量|年产能|年产"),
    ("出[了的]", "出台|发布|印发|出版|推出"),
    ("放出", "推出|释放|提供"),
    ("管住", "规范|管控|监管"),
    ("靠", "依托|通过|凭借"),
    ("培养出?", "培育|培训"),
    ("救[了出]", "营救|解救|救出|搜救|转移"),
    ("用上", "投用|启用|投入使用|采用"),
    ("烧了", "燃烧"),
    ("[拿抢]下", "控制|占领|夺取|夺得|中标|竞得"),
    ("告[了到]", "起诉|控告|投诉|诉至"),
    ("得病|染上", "感染|确诊|患病"),
    ("打疫苗", "接种疫苗|接种"),
    ("毕业", "结业"),
    ("改[成叫]", "调整为|修正为|修改为|更名为|变更为|改为"),
    ("演[了的]", "饰演|出演|主演"),
    ("写[了的]", "撰写|创作|编写"),
    ("赢了?", "战胜|击败|力克|获胜"),
    ("输[给了]", "负于|不敌|落败"),
    ("破了", "打破|刷新"),
    ("牌子", "品牌"),
    ("家底", "总资产|资产总额"),
    ("娃娃?|小孩", "儿童|幼儿|孩子"),
    ("老师", "教师"),
    ("司机", "驾驶员|驾驶人"),
    ("抽烟", "吸烟"),
    ("喝醉", "醉酒|酒后"),
    ("老人", "老年人"),
    ("国保单位", "全国重点文物保护单位"),
    ("高压", "收缩压"),
    ("生意", "贸易|交易"),
    ("老小区", "老旧小区"),
    ("生[娃孩]子?", "生育"),
    ("看[了过]?病", "就医|就诊|接诊|诊疗"),
    ("工钱|工资", "薪酬|薪资|劳务费"),
    ("撤(?:下来|走|了)", "撤离|转移|疏散"),
    ("收[到了]", "接到|征集|收缴"),
    ("落网", "抓获|归案|被捕"),
    ("打工", "务工"),
    ("[赚挣]了?", "净利润|利润|盈利|获利"),
    ("亏了?", "亏损|损失"),
    ("没电用?", "停电"),
    ("老外", "境外|外国|外籍"),
    ("买家", "采购商|客商"),
    ("打仗|开[打战]", "爆发|交战|冲突"),
    ("开[踢赛]", "启幕|揭幕|开幕"),
    ("老家", "原产|起源|籍贯"),
    ("最惨", "最严重"),
    ("人均收入", "人均可支配收入"),
    ("吊车", "起重机"),
    ("卡车", "货车"),
    ("传开", "流传|传播"),
    ("[压降]到", "降至|降低至|降低到"),
    ("退下来", "卸任|退休|不再担任"),
    ("[展开]到", "展出至|持续至|延续至|展至|开往|驶往"),
    ("稿子", "稿件|作品"),
    ("延了?", "延长|延期"),
    ("放了", "释放|放流|放生"),
    ("净卖了?", "净卖出"),
    ("净买了?", "净买入"),
    ("做出来", "研发|研制|制作"),
    ("签[了的]?", "签署|签订|签约"),
    ("退了?钱", "退款|退还|退费"),
    ("一块儿?(?=[搞办发做])|一[道起](?=[搞办发做])|搭伙", "联合|共同|合作"),
    ("带头", "牵头"),
    ("[挑选评]出[了来]*(?=多少|几)", "评选出|评选|遴选|评定"),
    ("[碰见]了?面", "会见|会晤|会面|会谈"),
    ("上岸", "登陆"),
    ("拉(?:起来|响)", "启动"),
    ("发(?:出去|了)", "发行|发放|印发|发布|下发"),
    ("接了", "受理|承办|接待|接诊|接到"),
    ("当的?兵|参的?军", "入伍|参军"),
    ("两口子", "夫妇|夫妻"),
    ("实控人", "实际控制人"),
    ("私自", "擅自|违规|非法"),
    ("挪[了走用]?", "挪用|挪出"),
    ("利息", "利率"),
    ("生效", "施行|实施"),
    ("坐?落[在于]", "位于|坐落于|落户"),
    ("撤掉", "撤销|取消"),
    ("改到", "推迟到|推迟至|调整至|延期至|改为"),
    (
        "到了(?=(?:多少|几)[个名位]?(?:人|专家|学者|代表|嘉宾|观众|选手))",
        "出席|参加|参会|到场",
    ),
    ("尸体", "遗体"),
    ("干活", "作业|施工|劳作"),
    ("挨着", "毗邻|相邻|接壤"),
    ("省(?=[几多])", "节约|节省|缩短"),
    ("听众", "受众"),
)
"""Words of speech, and words for which a newspaper writes; the first that the text has is taken."""

_QUOTED = re.compile("(《[^》]*》|“[^”]*”|「[^」]*」)")


def in_written_words(query: Query, text: str) -> Query | None:
    """Return what is asked for in written words and those of ``text``; None where that is as it is.

    None too of yes and no, or an explanation: what decides or explains has words of its own.
    """
    question = query.simplified
    if wanted(question) in (Wanted.YES_NO, Wanted.PASSAGE):
        return None
    asked = reworded(question, text)
    if asked == question or not any(map(str.isalnum, asked)):
        return None
    named = (question[day.start : day.end] for day in query.days)
    starts = ((asked.find(day), len(day)) for day in named)
    days = tuple(Span(start=at, end=at + length) for at, length in starts if at >= 0)
    return replace(query, simplified=asked, days=days)


def reworded(question: str, text: str) -> str:
    """Return a question in written words, and those of ``text``; the same where it has none.

    In simplified characters. What stands in quotation marks is left.
    """
    parts = _QUOTED.split(question)
    parts[::2] = map(_without_that, parts[::2])
    for spoken, wrote in _asked():
        parts[::2] = [_at_edges(spoken, wrote, part) for part in parts[::2]]
    return _in_words_of("".join(parts), text)


def _at_edges(spoken: re.Pattern[str], wrote: str, question: str) -> str:
    """Return a question with what is spoken as it is written, where whole words are spoken.

    下跌了多少 has no 跌了多少, 研究竟然 no 究竟.
    """
    if not spoken.search(question):
        return question
    edges = word_edges(question, guess=False)
    return spoken.sub(
        lambda x: x.expand(wrote) if {x.start(), x.end()} <= edges else x[0], question
    )


def _without_that(question: str) -> str:
    """Return a question without 那座 and the like before a noun; 这部 of 这部分 stays."""
    edges = word_edges(question, guess=False)
    return _THAT.sub(lambda x: "" if x.end() in edges else x[0], question)


def _in_words_of(question: str, text: str) -> str:
    """Return a question with the words of a text for those of its own that the text has not."""
    edges = word_edges(question, guess=False)
    kept = [range(*x.span()) for x in _QUOTED.finditer(question)]
    found: list[tuple[int, int, str]] = []
    for spoken, alike in _patterns():
        for match in spoken.finditer(question):
            taken = any(match.start() < end and start < match.end() for start, end, _ in found)
            if taken or not {match.start(), match.end()} <= edges or match[0] in text:
                continue
            if any(match.start() in one for one in kept):
                continue
            words = (match.expand(word) for word in alike)
            said = next((word for word in words if word in text and word not in question), None)
            if said:
                found.append((match.start(), match.end(), said))
    for start, end, said in sorted(found, reverse=True):
        question = question[:start] + said + question[end:]
    return question


@lru_cache(maxsize=1)
def _asked() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(spoken), wrote) for spoken, wrote in _ASKED]


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], list[str]]]:
    return [(re.compile(spoken), alike.split("|")) for spoken, alike in _WORDS]
