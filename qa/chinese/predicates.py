"""What a clause is, by its words: whether it says something, of whom, and whether it stands alone.

Rules of thumb over word lists and jieba's parts of speech, each with a table of cases in the tests.
"""

from __future__ import annotations

import re
from itertools import pairwise

from qa.chinese.characters import HAN
from qa.chinese.gazetteer import COUNTRIES
from qa.chinese.openings import CLOCK, HOUR, RECENTLY
from qa.chinese.quotes import without_quotations
from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES
from qa.chinese.words import tagged, word_edges

__all__ = [
    "SPEECH",
    "bare_name",
    "binds",
    "brings_subject",
    "ends_open",
    "goes_on",
    "has_own_subject",
    "is_adjunct",
    "is_aim",
    "is_bare",
    "is_conditional",
    "is_done_there",
    "is_frame",
    "is_lately",
    "is_placed",
    "is_state",
    "is_subject_of",
    "lacks_subject",
    "leads_on",
    "meets_press",
    "names_a_thing",
    "names_someone",
    "of_a_year",
    "of_an_office",
    "points_back",
    "points_inside",
    "says_something",
    "sets_scene",
    "stands_alone",
]

SPEECH = (
    "(?:表示|指出|强调|称|说|认为|透露|宣布|证实|通报|介绍|披露|警告|呼吁|要求|发文|回应|声明|报道"
    "|坦言|感慨|提出|明确|规定|建议|写道|提到|重申|预计|预测|估计|相信|希望|主张|质疑|承认|否认|显示"
    "|表明|指控|批评|解释|承诺|获悉|了解到|谴责|直言|感叹|回忆|笑道|答道)"
)
"""Pattern of a verb that gives what another says."""

_TITLE = re.compile("《[^》]*》")
_ISSUES = re.compile("(?:印发|发布|出台|公布)《[^》]*》$")
_PASSES = re.compile(
    "[^，]{2,}通过[^，]*(?:法案|决议|议案|草案|预算|预算案|修正案|条例|提案|宣言)$"
)
_NOMINAL = re.compile("(?<=[的和与、个题号目])“[^”，]{1,12}”|执行(?:小组|[组部局])")
_NEWS_VERB = re.compile(
    "(?:会见|会谈|会晤|空袭|炮击|重启|战胜|险胜|力克|通车|开幕|闭幕|开工|完工|竣工|出席|通话|致电|致信|座谈|出访|来访|亮相|落幕|成立"
    "|启动|发射|遇难|受伤|获奖|夺冠|逝世|去世|上市|投产|并网|回升|下降|上涨|下跌|增长|升空|对接|着陆"
    "|开播|上映|首演|贯通|合龙|投运|回暖|提速|持平|揭晓|出炉|达成|生效|实施|施行|辞职|当选|就任|被捕|调研"
    "|视察|考察|访问|参观|慰问|致辞|讲话|发言|演讲|通水|通航|开馆|开业|开园|开通|开学|开课|开赛|收官|挂牌|揭牌|揭幕|签约|开放|首飞|试飞|到期|失效|满员"
    "|在[京沪](?:举[行办]|召开))$"  # one word, says the tagger: 在京举行
)
_BEFORE = re.compile(
    r"[^，]{1,30}(?:期间|之际|之时|(?<![小及准按临届暂同随平瓦])时|(?<![空目])前|(?<![落先])后|之后|之前|以后|以来|结束后|(?:过程|活动|会议|比赛|采访|交流|调研)中|背景下|情况下|前提下|基础上|途中|之初|伊始|前夕|之余|同时|[\d一二三四五六七八九十几多余][年月天]来)"
)
_STANDS = re.compile("[站坐蹲立守围跪等挤]在[^，]*前$")  # 站在镜子前: where, not when
# 在云岭物流基地: where, however many verbs the name is made of.
_WHERE_ALONE = re.compile(
    "在(?![^，]*(?:建|设|开|办|成立|举行|召开|启|投|挂牌|揭牌|亮相|发布))[^，]*"
    "(?:基地|中心|公司|集团|广场|公园|机场|车站|博物馆|车间|实验室|园区|码头|社区)”?$"
)
_PLACE_END = re.compile(
    "(?:[^以之]内|现场|[^身马如以]上|(?<![公英海])里|旁|[园区店馆厅室楼村镇县市省场街巷路][中外]|[树桥楼灯山桌檐脚]下|当中|之间|之中|方面)$"
)
_NOUN_END = re.compile(
    "[^，、的]{0,4}?(?:中心|基地|公司|集团|大学|学院|医院|法院|广场|公园|机场|车站|博物馆|研究[所院]|实验室|委员会|领域|行业|产业|环节"
    "|场景|阶段|时代|年代|平台|区域|地区|体系|机制|市场|部门|单位|人员|现场|会场|赛场|银行|协会|学校|(?<![布格结大全])局|厅|厂)+"
    "(?:$|[^，]{0,12}(?:书记|主任|经理|局长|董事长|成员|委员|院长|总裁|行长)[^，]{0,5}$|(?:师生|学生|代表|职工|官兵)$)"
)
_TAKES_PLACE = re.compile(
    "接管|占领|夺回|控制|袭击|轰炸|打击|进驻|撤离|撤出|改造|扩建|改建|拆除"
    "|成立|组建|创办|加入|进入|离开|收购|建成|开设|设立|关闭|走进|来到|前往|抵达|参观|考察|访问|启用|开放|新建|建设"
)
_ADJUNCT = re.compile(
    "随着|因(?![此而为地势材时人]|[病公伤][^，]*(?:逝世|去世|离世|牺牲))[^，]{4,}$|牢记[^，]*嘱托$|受[^，]{2,50}影响$|经过[^，]{2,24}$|历经|由于|因为|鉴于|围绕|根据|依据|按照|依照|面对|针对|为了|作为|结合|立足"
    "|聚焦(?=[^，]{0,12}(?:需求|问题|目标)$)|为(?![期首])[^，]{2,40}$|应[^，]{2,36}(?:邀请|请求|提议|要求)$|应[^，]{2,36}邀请|应[^，]{2,24}(?:请求|要求|邀请)并?经[^，]{2,24}(?:同意|批准)$"
    "|经[^，]{2,24}(?:批准|同意|审议)|经[^，]{0,24}(?:核实|核查|查实|调查|协商|评估|统计|检测|鉴定|测算)$|自[^，]{2,24}(?:以来|起)$"
    "|在[^，]{1,80}(?:当[天日晚]|期间|之际|(?<!小)时|前|后|下|中|基础上|时代|领域|方面|阶段|[会动式坛]上)$"
)
_MEETS_PRESS = re.compile("[^，]{2,30}(?:举行|召开|举办)[^，]{0,14}(?:发布会|吹风会|记者会|通气会)")
_HOLDS_A_CONFERENCE = re.compile(
    "[^，]{2,30}(?:举行|召开|举办)[^，]{0,40}(?:发布会|吹风会|记者会|通气会|招待会|见面会)"
)
_DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[至到—－-](?:\d{1,2}月)?\d{1,2}日)?"
_WHEN = re.compile(
    rf"(?:(?:当地|北京)时间)?(?:{_DAY}{HOUR}?{CLOCK}?(?:[至到]{_DAY}{HOUR}?{CLOCK}?)?|{RECENTLY}{CLOCK}?)|就在[上本]周|当[天日晚]{HOUR}?|目前|当前|眼下|[盛初仲暮深晚]?[春夏秋冬]时节"
)
_CONDITION = re.compile(
    "如果|假如|倘若|倘使|假设|万一|要是|一旦|除非|只要|只有|即使|即便|哪怕|若(?!干)|假使|如(?=[^，何]{1,12}(?:则|就|将))"
    "|尽管|虽然|虽(?!然)|不是|不仅|不但|不只|不光|既(?![然有定往得])|与其|宁可|要么|无论|不论|不管|否则"
    "|未经|(?<![此之])前提(?![交供出升高醒])|条件下|情况下|一方面|为例"
)
_GOES_ON_PARTS = (
    # with the same subject, or another that does so too
    "就是|再到|也|都|则|才|而是|而且|均|便|却|还|以及|和|与|及|是",
    # against what was said
    "但|然而|不过|只是|可是|否则|除非",
    # on what condition, and what came of it
    "如果|若|前提|缓刑|条件是|最终|结果|实际|其实|仍|依然|依旧",
    # what is not so
    "并未|没有|未|尚|不得|不再",
    "重点是|关键是|核心是",
    "[^，]{0,6}(?:须经|有待)",
    "[^，]{2,10}除外",
    "[^，]{1,10}却",
    "其中[^，]{0,6}不",
    "虽然|尽管",
    "不(?![断仅但少])|而非|而不|并非",
    # what belongs to it, by what and what for: but not an aim that can go
    "包括|以便|从而",
    "以(?=[^，]{2})(?!表彰|纪念|庆祝|接替|迎接|取代|填补|回应|应对|抗议|确保|防|支持|满足|提[高升]|加强|推动|促进"
    "|避免|保障|缓解|助|减|降低|打击|增强|维护|吸引|帮助|更好|进一步|期|[近超约逾]?[0-9])",
    "即|比如|例如|诸如|为的是|目的是|那么",
    # 就在这时, but not 就两国关系交换意见
    "就(?=[^，])(?![^，]{2,60}(?:接受|进行|举行|展开|开展|发表|交换|达成|作出|作了|回应|提出|表示|深入|签署|听取|征求|交流))",
    "反而",
    "仅(?=[^，])",
)
_GOES_ON = re.compile("|".join(_GOES_ON_PARTS))
_ENDS_OPEN_PARTS = (
    # when and where
    "在[^，]{1,40}(?:[下中后前时上内里间]|之际|期间|以来)",
    "[^小及准按临届定暂同随平瓦]时",
    r"(?<![\d年月日天先落])后",
    # who says, or what it is about
    SPEECH,
    "包括|例如|比如|成为|因为|由于|以及|来自|根据|随着|进行",
    # from whom it is
    "^(?:据|综合)[^，]*(?:消息|报道|内容|数据|资料|统计|声明)",
    "看来|而言",
    # until when, since when, with what
    "[到至]今[天日]",
    "在[^，]*的(?:今天|当下|时候)",
    "^(?:但|而|且)(?:随着|由于|因)[^，]*",
    "“因[^”]*”",
    "[到至][0-9]{4}年",
    "一[吹到看听想]",
    "连日发声|途中",
    "^据[^，]*(?:测定|测算|观测|预计|估算)",
    "发布(?:最新)?消息",
    # whom one calls or asks to do what follows
    "(?:邀请|邀集|召集)[^，]{2,40}(?:团队|教授|专家|学者|人士|师生|嘉宾|作家|代表)",
    "自[^，]{2,30}以来",
    "[问喊叫说]道",
    "的(?:重要)?(?:讲话|演讲|致辞|发言|论述|指示|回信|贺信|谈话)",
    "告[知诉][^，]{1,8}",
    "——",
    "(?:提醒|敦促|呼吁|警告|告诫)[^，]{0,6}",
    "(?:提醒|敦促|呼吁|警告|告诫)[^，]{1,30}"
    "(?:公民|民众|市民|居民|游客|旅客|消费者|群众|政府|各方|双方|人员)",
    # what was found or agreed follows
    "发现|裁定|认定|判定|约定|商定|反映|看到|注意到|主题是|主题为",
    "[一二三四五六七八九]是",
    "(?:就|针对|围绕)[^，]{2,60}一事",
    "^(?:但|而|且|不过)(?:截至目前|目前|此前|同时|其间|如今|至今)",
    # with whom
    "[愿将要应可能][同与和][^，]{1,12}一[道起]",
)
_ENDS_OPEN = re.compile(f"(?:{'|'.join(_ENDS_OPEN_PARTS)})$")
_LINKS = frozenset("是为以将把被对向的地得和与及或如由让使令并但而有在于从其即至到他她它") | {
    "他们",
    "她们",
}
_WARRANT = re.compile("(?:[拘逮]捕|通缉|搜查|限制|行政|动员|戒严|保护|征召|禁)令$")
_ONE = re.compile("[一两][支位名座条个群批家组张项场]|[^，]{1,12}[：:]")
# 随飞船上行的样本, before 已装置于空间站.
_DESCRIBED_BY = re.compile("[随由被在从][^，]{2,}的[^，的]{2,}$")
_LISTED_BEFORE = re.compile("、[^，：]{2,30}[和与及][^，：、]{2,16}$")  # 新桥、老桥和引桥这三座桥
_SAID_OF_IT = re.compile(
    "经[^，]{2,16}(?:呈|[为系])|将|有助|有利|是|意味|标志|体现|为(?!了)|对[^，]*(?:具有|有)|关系|事关|能|可|会"
)
# 卸下重担，令他感到轻松: the first is what does so.
_DOES_TO = re.compile("[令使让](?=[他她我你其人])")
# What was done, and the noun that goes with it: 完成3号塔重达80吨的吊装作业.
_ACCOMPLISHED = re.compile(
    "(?:完成|举行|开展|进行|启动|签署|发布|印发|出台)[^，]*"
    "(?:作业|任务|试验|试飞|测试|仪式|活动|会议|行动|办法|规定|条例|协议|声明|方案|意见|计划|报告)$"
)
_LEADS_ON = re.compile(
    "(?:作为|依托|依靠|结合|围绕|借助|凭借|运用|利用|立足|本着|秉持|依据|瞄准|聚焦|把握|抓住)(?!会)[^，]{2,}$"
    "|以[^，]{2,30}为[^，]{1,12}$|以“[^”]+”为[^，]{1,12}$|^以(?![及来上下内外])[^，]{2,}$|^(?:如今|目前)?(?:旨在)?通过[^，]{2,}$|[骑坐开背拿带扛捧迎冒顶披沿]着[^，]{1,8}$"
    "|以(?:“[^”]*”|[^，]{2,})的[^，的]{0,4}(?:行动|方式|姿态|形式|态度|步伐|成绩|精神)$|使用[^，的]*火箭$"
    "|[^，]{2,}因(?![此而地势材时人])(?![^，]*(?:逝世|去世|辞职|被|获|停|死亡|受伤|取消|推迟|关闭))[^，]{4,}$"
    "|(?:面向|针对)[^，]{4,}$|(?<![作成认视分变称行以])为(?:了|一[笔张个件名份次场条])[^，]{2,}$"
    "|(?:历时|耗时)[^，]{2,}$|为(?:出席|参加)[^，]{2,}$"
    "|(?:根据|按照|依照|依据)(?:《[^》]*》|[^，]*(?:情况|形势|规划|要求|规定|需要|条件|特点|标准|分工))等?$"
    "|^[但而]?(?:[今去]年|如今|目前|近年来)?得益于[^，]{2,}$|(?:会同|联合)[^，]*(?:部|委|局|部门|单位|公司|机构|方)$|[将拟并可能已]通过(?!了?(?:《|决议|法案|议案|草案|审议|表决|验收|投票|一项|一个|新))[^，]{4,}$|^用[^，]{2,}$"
    "|通过(?:打造|实施|开展|建设|推进|建立|加强|优化|举办|制定|完善|采取|引入|搭建|扩大|推广|创新|提供|发展|引进|整合|成立|探索|强化|提升|培育|组织|设立)"
)
_FOR = re.compile("为(?![期首何民什])了?[^，,]{4,}$")
_MARKS = re.compile("[，,；]")
# Verbs of what is done for, which the dictionary takes for nouns and names.
_AIMS_TOO = re.compile("体悟|感悟|领悟|弘扬|赓续|厚植|涵养|筑牢|擦亮|激扬|护航|赋能|助力")
_NO_VERBS = frozenset({"相关", "有关", "近"})
# Verbs that the dictionary takes for nouns, names or adjectives: 大桥串联两岸, 云岭队晋级.
_VERBS_TOO = re.compile(
    "接管|勾勒|激活|圈粉|登顶|串联|托举|焕新|淬炼|凸显|谢幕|落户|落地|卫冕|晋级|出线|折桂|摘金|脱险|下线|首航|助力"
)
_SHORT_VERBS = frozenset("是有获遭赴抵称说达为无见到破超增降涨跌创")
# 园 of 养殖园 and 人何远 of 传承人何远: a verb before it says what kind it is.
_KIND_OF = frozenset("园场班站馆所厂院校队组员者家人师区台厅室")
# 设立法案 of 桥梁局设立法案: a bill to found one; but 通过法案.
_BILL = re.compile("(?:法案|议案|草案|修正案)")
_ACTS_ON_BILLS = re.compile(
    "通过|提[出交]|否决|审议|批准|公布|签署|推出|表决|讨论|起草|撤回|支持|反对|搁置|是"
)
# 放流活动 of 云河联合放流活动: what kind it is; but 举办活动.
_EVENT = re.compile("[^，的了]{0,6}(?:活动|大赛|专项行动|研讨会)")
_HOLDS = re.compile(
    "[举开]办|举行|开展|组织|启动|参[加与]|出席|推出|开启|结束|取消|发起|策划|暂停|展开|见证|迎来|是|为|有"
)
_MOVES = re.compile("[朝向往][^，]{2,}(?:方向|水平|阶段)(?:发展|迈进|推进|转变|转移)$")
_HEAD_NOUN = re.compile(
    "的(?:[^，的]{0,4}|[^，的]{0,8}(?:讲话|演讲|发言|致辞|报告|回信|贺信|声明|访问))$"
)
_GOES_BEYOND = re.compile(
    "[的”》](?:[^，的]{0,12})(?:启动|开展|展开|举行|召开|发布|建议|提出|作出|进行|推出|形成|实现|建成|建立)"
)
_POINTING = re.compile(
    "这|此(?!前[已曾])|该(?![怎如])|其|他|她|它|上述|前述|对此|为此|据此|因此|由此|从此|至此|所以|于是|但|然而|不过"
    "|而(?!今)|可|并(?!购)|也(?!门)|还(?!原)|又|再(?!贷款|融资|保险|制造|就业|生|担保|审)|却|则|且(?!末)|即(?![墨将时])|随后|之后|后来|接着|接下来|紧接着|然后|同时|此外|另外"
    "|另据|与此同时|相比之下|换句话说|也就是说|总之|在[^，：]{2,20}[，,]这|双方|两国|[二两三四五六]人(?![份口])|两者|三方|各方"
    "|会议(?=[^，]{0,2}(?:指出|强调|要求|认为|提出|审议|听取|决定|还))|会上|会后|会前|会[谈见晤]中|座谈会上|前者|后者"
    "|彼时|如是说|届时|受此|借此|鉴于此|有鉴于此|(?:访问|会议|活动|会谈|比赛|论坛|展会|峰会|行程)(?:期间|中|后|上)[，,]|同[一日年月]天?|次[年日]|翌[年日]|当[天日晚年时]|届时|那|与会|我(?![国军省市县区方校院党驻])|咱|你|您|大家|自己|[一二三四五六七八九十]是"
    "|第[一二三四五六七八九十百]++(?![届屆次艘架座条批列颗家个名枚期轮届代季场期阶颗座位版])|首先|其次|最后(?=[，,])|一来|二来|一方面"
    r"|另一|[①-⑨]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|比如|例如|譬如|诸如"
    "|具体(?:来看|来说|而言)|总的来[看说]|说到底|值得|事实上|实际上|其实|本以为|本想|本来|原以为|如(?=[^何果期今同])|正因|正是|正如|原来|果然|当然|显然|可见|难怪|像"
)
_POINTS_INSIDE = re.compile(
    "(?:(?<![对关由鉴基至])于此|(?<![因])在此(?!次)|这样一|这[一两三四五六七八九十些几个种项次样场座件位名里条部份句番年架艘辆栋款套家所颗枚支只批届首类段片]"
    "|此[次举项案类外番]|上述|前述"
    "|(?:^|(?<=[，：；、对就将把在和与及等了的有于为 ]))相关(?=[做举问情内要言行案]|事(?!务))"
    "|本[次届轮场案]|(?<!应)该(?![怎如当不]))"
)
_IT = re.compile(
    f"[^，：“]{{0,12}}(?:它|(?<![及与尤耳极])其(?![他中余实它次一二三四]))|[^，]*{SPEECH}[，,：:]?“?[这它那]"
)
_THAT_DAY = re.compile(
    "(?<!举行|开幕|发布|比赛|会谈|成立|节日)当[天日晚](?!子)|同(?:一?[日月]|年(?![级龄]))|届时|稍早前|[^，：]{2,12}还(?:报告|表示|说|称|指出|强调|透露|介绍)"
)
_SOME_DAY = re.compile(
    r"\d日(?<!同月\d日)(?<!同月\d\d日)|[昨今明][天日晚]|周[一二三四五六日末]|星期|日前|近日"
)
_BODY = re.compile("机构|组织|部门")
_BODY_SAYS = re.compile(f"[局署会院部社所台][^，]{{0,12}}{SPEECH}")
_KINDS = {
    "所": "[究务理诊]所",
    "部": "部",
    "局": "局",
    "段": "段",
    "协": "协会",
    "校": "[小中大]学|学[院校]",
    "院": "医院|法院|研究院",
    "公": "公司|集团",
    "企": "公司|集团|厂",
}
_HEAD = re.compile("[^，。；：]*的(?P<noun>[^，。；：的]{2,4})(?=$|[，。；])")
_LAND = re.compile("[国州市省县镇区地]")
_HE = re.compile("(?<!其)[他她](?![人国乡日处方山者项类用律杀])")
_PEOPLE = tuple("人员者长生家师民警兵友妇孩童亲母父客统臣席士手将军董理任授医护方队团户们众工")
# Towns that are words too, which are taken for adverbs and verbs.
_TOWN = re.compile(
    "首尔|大连|开封|保定|长治|安庆|来宾|营口|通化|通辽|和田|同仁|都匀|同江|同心|会昌"
)
_BUREAU = re.compile(f"[省市区县州][{HAN}]{{2,6}}[厅局委办院](?=[发出印公通宣联组召举介表决])")
_HOW = frozenset(
    {"有效", "充分", "积极", "全面", "深入", "扎实", "稳步", "严格", "主动", "科学", "深刻"}
)
_ISRAEL = re.compile("以(?:军|方|色列|媒|总理|外长|防长|国防|警方|政府|巴|黎)")
_ITS_OWN = re.compile(
    "也门|[高中]考|特别(?:军事|行动|代表|法庭|委员会|报告|检察)|(?:失踪|遇难|受伤|被困|获救|参赛|退役|入选|受害|涉案|涉事|遇险|滞留|来访|失联|流动|留守|退休|在押)"
    "(?!的|了|在|于|[，。])[^，]{2,}"
)
_WHOSE = re.compile("(?P<whose>[^，的了着]{2,})的(?P<thing>[^，的了着是]{2,8})")
_AMOUNT = re.compile(r"^\d[\d.,]*[万亿]?[元美吨个名家台座项]*")
_FOREIGN_NAME = re.compile("[^，、·]{1,8}·")
# 顾远洋诞辰百年: the dictionary takes the surname for a verb.
_PERSON_TOLD = re.compile(rf"(?P<name>[{HAN}]{{2,3}})(?:同志|院士|教授|先生|女士|诞辰|逝世|遗体)")
_DESCRIPTION = re.compile("[^，]{2,40}?的(?=[^，]{4,})")
_ANNIVERSARY = re.compile(
    r"(?:今[年天日]|\d{4}年|[^，]{0,6}\d{1,2}日)[^，]*是[^，]*(?:[日节年]|周年|纪念日)”?"
)
# 云岭银行宣布，这一总部设在河东的机构将裁员: it is who says so.
_SPEAKER_ITSELF = re.compile(
    f"[^，]{{2,}}{SPEECH}[，,：:](?P<this>这一)[^，。]{{0,30}}(?:组织|机构|公司|企业|集团|银行|球队)"
)
_THIS_TIME = frozenset({"本次", "此次", "这次", "本轮", "此轮", "本届"})
_PROPER_TOO = frozenset({"ns", "nt", "nz", "j"})
_FIRST_PERSON = re.compile("(?<!自)我(?![国军省市县区方校院党驻])|咱|俺")
_LEADING_TIME = re.compile(
    rf"(?:(?:即日起|下一步|接下来|如今|今[天日]|昨[天日]|全年|今年|去年|明年|前年|往年(?:同期|此时|这个时候)?|目前|当前|如今|近年来|近期|未来|今后|截至目前|\d{{4}}年(?:以来|来|底)?"
    r"|\d{1,2}月(?!\d)(?:[初底末]|[上中下]旬)?|[上下]半年|[前一二三四]+季度|前?[\d一二三四五六七八九十]+个?月(?:份|以来|底)?"
    r"|以来|春节|期间|“[^”]{2,4}五”(?:时期|期间)?"
    rf"|[\d一二两三四五六七八九十]+年间|{_DAY})[，,]?)+"
)
_DESCRIBED = re.compile(
    "(?:庆祝|纪念)[^，]{2,40}(?:大会|座谈会|活动|仪式|晚会|演出|招待会|阅兵式?|音乐会|展览|集会)(?=[^，])|由[^，]{2,40}(?:的|主办|承办|研制|组成|制作|出品|执导)"
)
_ATTRIBUTE = re.compile("(?:来自|位于|坐落|有着|出生|毕业)[^，]{0,60}?的[^，]{2,}")
_EXHORTS = re.compile(
    "放眼|驱车|走进|漫步|步入|行走|来到|祝贺|加大(?:力度)?|要|应|须|需|必须|应当|坚持|加强|推进|推动|坚决|持续|进一步|切实|不断|加快|确保|有|没有|任命|免去|决定免去|审议|听取|表决"
)
# What someone does or sees, and how one does something: whatever their part of speech.
_UNLED = re.compile(
    "一[端头](?=[连系接对汇通])|一手(?=[抓握])|(?:推导|得|总结|提炼|研[发制]|摸索|探索)出(?=[一了两数])|把(?![守握控关头脉柄])|向[东西南北](?=行|走|驶|望)|暴露[出了]|通过了|部署(?=[^，的]{4,})|观看|热烈(?=欢迎|祝贺|庆祝)|回首|回望|走进|走访|漫步|步入|置身|放眼|驱车|大力|全力(?!以)|着力|合力|奋力|充分(?=发挥|运用|利用|调动|激发|体现|展现|释放|保障)|依法|深度(?=参与|融入|融合)|托举|波及|扎根(?!理论)|深耕|投身|荣获|荣膺|(?:印发|出台|颁布|公布|修订)(?=《)|标志着|新建总长|勾勒出?|彰显|折射出?|绘就|牵头|抗议(?![者书信声游示活])|邀请(?![函赛人者方])|成功(?=[举召承开建研完入实打推发签夺])"
)
# 对居民的支持表示感谢, 在三天后与货轮相撞: who did so is not said.
_TO_WHOM = re.compile(
    "[对向就](?!方|于)[^，]*(?:表示|进行|作出|做出|予以|给予|提出|致以|致敬|致意)(?![^，]*的[^，]{1,6}$)"
    "|在[^，]{1,20}?(?:[秒分时天日周月年]后|之后)(?:[与被对向将把]|因(?!此))"
)
_OFFICE = re.compile(
    "据[^，“”]{0,24}(?:警方|公安[局厅部]?|气象(?:台|局|厅|部门|机构)|地震(?:局|台网|台网中心|部门|机构|监测机构)|地质[^，“”]{0,8}|火山[^，“”]{0,10}"
    "|航空局|民航局|统计局|海关|消防[^，“”]{0,6}|救援部门|应急[^，“”]{0,6}|交通[^，“”]{0,6}|铁路[^，“”]{0,6}|疾控[^，“”]{0,6}|检察院|法院)"
    rf"(?:{_DAY}{HOUR}?|{RECENTLY})?(?:最新)?(?:发布|公布)?的?(?:最新)?(?:消息|通报|通告|公告|报告|统计|数据)(?:显示)?"
)
_SURNAMES = SURNAMES | AMBIGUOUS_SURNAMES
_BEFORE_SUBJECT = re.compile(
    f"^(?:{_LEADING_TIME.pattern})?(?:一(?:次次|步步|一|边|面|路)|接连|先后|如果|一旦|虽然|尽管|只要|只有|除非"
    "|即使|由于|因为|若)?"
)
_FRAME = re.compile(
    rf"{_LEADING_TIME.pattern}|(?:今年|明年|\d{{4}}年)?(?:{_DAY}|即日)(?:起|开始)"
    rf"|{HOUR}?{CLOCK}|(?:与|同|和|较|比)[^，]{{1,20}}相比较?|截[至止][^，]{{1,16}}"
    r"|(?:按|以|扣除|剔除|除|不计)[^，]{1,24}(?:计算|计|外|因素|口径|统计)|[到至](?:\d{4}|今|明|本世纪)[^，]{0,10}"
)
_UNTIL_NOW = re.compile(r"截[至止](?:目前|(?:\d{1,2}月)?(?:\d{1,2}日|底)?[^，年]{0,4}|[今去]年底)")
_REACHED = re.compile("已|累计")
_LATELY = re.compile("(?:近年|近些年|这些年|多年|近|近日|连日)来|近年|近期|最近")
_SINCE = re.compile(
    r"\d|[一二三四五六七八九十百千万几多]+[个次家项倍成年]|累计|越来越|日益|逐[渐步年]|[首再]次|翻番"
)
_OF_WHOM = re.compile("随着|由于|因")
_PERIOD = re.compile("(?:期间|以来|起|后|前|时|中|之际|同时|基础上|内)$")
_COMES = re.compile("(?:来临|到来|将至|召开|举行|开幕|周年)之际$")
# 在老桥馆深入了解桥梁历史: where someone did so whom nothing names.
_THERE = re.compile(
    "在[^，的]{2,14}?(?:深入|实地|认真|仔细|亲自)?"
    "(?:了解|参观|考察|观看|体验|尝试|感受|调研|走访)(?![^，]{0,2}的|[^，的]{0,8}[者员团队])"
)
_PLACES, _PLACED = frozenset({"ns", "f", "s"}), frozenset("国省市场区县村镇园院校馆厅地线")
_DOES = frozenset({"v", "d", "vd"})
_TOWARDS = ("为", "对", "向", "与", "将", "把")
_COUNTED = re.compile(
    r"\d|[首最]|第[一二三四五]|可(?!以说)|将|有望|预计|能|拟"
    "|(?<![基金协大晚委员集议国宴展商工学社都])会(?![见谈晤议])"
)
_DIGIT = re.compile(r"\d")
_ABOUT, _ANSWERS = re.compile("[针面]对|围绕|就"), re.compile("否认|回应|澄清|辟谣|表态|作答|回答")
_PLANNED = re.compile(
    "(?:按照?|依照|根据|依据)[^，]*(?:计划|规划|安排|预测|设想|协议|方案|约定|部署(?!要求)|估算)"
)
_DONE_BY_NOW = re.compile("近日|日前|已(?!定)|[^为除]了(?!解)")
_GROWN = re.compile("相应|随之|逐[渐步年]|越来越|日益|不断|愈|[也将会]|可能")
_EYES = re.compile("(?:眼[中里]|看来|心[中里目]|而言|来说)$")
_DENIED = re.compile("没有|[未不](?![断仅少同来])|缺乏|反对|拒绝")
_UNTIL, _DENIES = re.compile("(?:之前|以前|[^目此空]前)$"), re.compile("[不未没无]")
_TAKES_UP = re.compile(
    "[^，成造](?:便(?![民利捷于])|(?<!已)就(?![业医诊餐读学近地职任绪位座义])|才(?![能华干]))"
)
_REPORTS = re.compile(f"声?{SPEECH}")
_NO_SUBJECT = frozenset({"v", "vd", "d", "ad", "c", "u", "p", "y", "o", "vshi", "vyou"})
_IDIOMS = ("i", "l")
_NAMES = tuple("nrmtjqlisz")
_PROPER = frozenset({"nr", "ns", "nt", "nrt", "nrfg"})
_OURS = re.compile(r"[《“]|全[国球](?![仅只共\d])|我[国省市县]|各地|多地|中国|世界")
_NO_NAMES = frozenset({"卫星", "扎根"})  # which the dictionary takes for names
_PERSONS = frozenset({"nr", "nrt", "nrfg"})
_SHORT_NOUN = 3
_KNOWN_NOUN = re.compile(
    ".?[^总干内支全乐]部|国家|国际|世界|全球|社会|经济|外贸|[农工]业|消费|旅游|[股楼]市|[油金房]价|人民币|农历|[美欧]元|[市居农股]民|企业|群众|专家|媒体|民调|网友|消费者"
    "|投资者|[春暑]运|[高中]考|足球|篮球|科技|教育|文化|体育|粮食|汽车"
)
_YEAR = re.compile(r"\d{4}年|[去前]年(?!底)|年前")
_TIMED = re.compile(
    r"\d+(?:年|月(?!均)|日)|[去今明前]年|[上本下]个?[月周]|[上下]半年|季度|期间|以来|时期|此前|曾|昨|[明今]天"
)


def says_something(clause: str) -> bool:
    """Whether a clause has a predicate: a verb or adjective that is not part of a description.

    云岭市新桥通车 says something; 在云岭市举行的大会, 最后一场比赛 and 新桥通车后 do not.
    """
    if _BEFORE.fullmatch(_TITLE.sub("《书》", clause)) or _PLACE_END.search(clause):
        return False
    if _WHERE_ALONE.match(clause):
        return False
    words = tagged(_NOMINAL.sub("书", _TITLE.sub("《书》", clause)))
    if _MOVES.search(clause) or _ISSUES.search(clause) or _PASSES.search(clause):
        return True
    return any(_is_predicate(words, place) or _is_done(words, place) for place in range(len(words)))


def lacks_subject(clause: str) -> bool:
    """Whether a clause begins with its verb, adverb or preposition: 推动发展, 也参加, 对其处罚."""
    told = _forecast(_BEFORE_SUBJECT.sub("", clause))
    if told[:1] in tuple("“《「『‘"):
        return False
    if _UNLED.match(told) or _TO_WHOM.match(told):
        return True
    if not told or _DESCRIBED.match(told) or _ATTRIBUTE.match(told):
        return not told
    (word, tag), *others = tagged(told)
    if tag == "v" and others[:1] == [("了", "ul")]:
        return True
    if _ANNIVERSARY.fullmatch(clause) or _FOREIGN_NAME.match(told) or _ITS_OWN.match(told):
        return False
    if (
        _is_unknown_name(word)
        or _tells_of_a_person(told)
        or _ISRAEL.match(told)
        or _TOWN.match(told)
        or _BUREAU.match(told)
        or _describes(told)
    ):
        return False
    if _REPORTS.match(told):
        return True
    exhorts = _EXHORTS.match(word) if tag in _IDIOMS else _EXHORTS.fullmatch(word)
    acts = tag in _NO_SUBJECT and word not in ("在", "据")
    acts = acts or (word in _HOW and any(kind == "v" for _, kind in others[:1]))
    return acts or word == "经" or exhorts is not None


def _forecast(told: str) -> str:
    """Return a clause without 预计 before a subject that is named: 预计全市客流超过十万人次."""
    rest = told.removeprefix("预计")
    named = _OURS.match(rest) or rest.startswith("全社会") or tagged(rest or "，")[0][1] in _PROPER
    return rest if named else told


def is_placed(clause: str) -> bool:
    """Whether a clause says where, and then what was done, but not by whom: 在市场上设立岗亭."""
    words = tagged(clause)
    if words[0][0] != "在":
        return False
    rest = range(1, len(words))
    verb = next((n for n in rest if words[n][1] in _DOES or words[n][0] in _TOWARDS), 0)
    placed = verb > 1 and (words[verb - 1][1] in _PLACES or words[verb - 1][0][-1] in _PLACED)
    return placed and says_something(clause) and "的" not in clause


def is_done_there(clause: str) -> bool:
    """Whether a clause says what one saw or learnt in a place, but not who: 在老桥馆了解历史."""
    return _THERE.match(clause) is not None


def stands_alone(clause: str) -> bool:
    """Whether a clause that others come before names whom or what it tells of before its verb.

    云河大桥通车 does; 总投资5亿元, 票价不变 and 各地积极响应 are of something that was named.
    """
    if lacks_subject(clause) or goes_on(clause) or _POINTING.match(clause):
        return False
    told = _untimed(clause)
    if told.startswith("代表"):
        return False
    described = _DESCRIPTION.match(told) if _describes(told) else None
    named = _names_its_subject(told) or _names_its_subject(
        told[described.end() :] if described else ""
    )
    return named and says_something(told)


def _names_its_subject(told: str) -> bool:
    """Whether a name stands before the first verb of a clause, or it is of all: 全国, 各地."""
    words = tagged(told) if told else ()
    verb = next((n for n, (_, tag) in enumerate(words) if tag[0] in "vpdc"), len(words))
    named = any(tag in _PROPER and word not in _NO_NAMES for word, tag in words[:verb])
    return named or _OURS.match(told) is not None


def is_bare(clause: str) -> bool:
    """Whether what a clause tells of is one common noun, which was named before: 电站投产."""
    words = tagged(_untimed(clause))
    if len(words) < 2 or words[0][1] != "n" or _KNOWN_NOUN.fullmatch(words[0][0]):
        return False
    return len(words[0][0]) <= _SHORT_NOUN and words[1][1] in ("v", "vd", "d", "p", "t", "c")


def bare_name(clause: str) -> str:
    """Return a person's name that a clause begins with if nothing says who it is, else ""."""
    words = tagged(_untimed(clause))
    if len(words) < 2 or words[0][1] not in _PERSONS or _names_a_country(words[0][0]):
        return ""
    told = words[1][1][0] in "vdp" or words[1][0].startswith("发表")
    return words[0][0] if told else ""


def _names_a_country(name: str) -> bool:
    """Whether a word that the dictionary takes for a person's name is of a country: 美国移民."""
    return name.startswith(tuple(country for country in COUNTRIES if len(country) > 1))


def names_someone(clause: str) -> bool:
    """Whether a clause only says who someone is: 云岭市公安局民警李金精, before 讲述了….

    Not where a verb governs a name, or what is counted: 何远会见云岭大学教授李明.
    """
    words = tagged(_untimed(clause))
    if len(words) < 2 or words[-1][1] not in _PERSONS or words[-2][1] not in ("n", "nz"):
        return False
    if any(_NEWS_VERB.search(word) for word, _ in words):
        return False
    return all(tag[0] not in "vu" or follows == "n" for (_, tag), (_, follows) in pairwise(words))


def names_a_thing(clause: str) -> bool:
    """Whether a clause is no more than a thing and whose it is: 李明的成长之路, before 可复制.

    Not where a verb stands before 的 or within what follows it: 李明的努力获得认可.
    """
    found = _WHOSE.fullmatch(clause)
    if found is None:
        return False
    owner = tagged(without_quotations(found["whose"]))
    thing = tagged(_AMOUNT.sub("", found["thing"]) or "物")
    named = all(tag[0] not in "vdp" or tag == "vn" for _, tag in owner)
    told = any(
        tag[0] in "vdp" and tag != "vn" and word not in "与和及" for word, tag in thing[1:-1]
    )
    return named and not told and _NEWS_VERB.search(found["thing"]) is None


def _untimed(clause: str) -> str:
    return _LEADING_TIME.sub("", clause)


def sets_scene(clause: str) -> bool:
    """Whether a clause says of which time or place it and what follows is: 2018年, 在许多国家."""
    return _TIMED.search(clause) is not None or clause.startswith("在") or is_frame(clause)


def _describes(clause: str) -> bool:
    """Whether a clause begins with what describes its subject: 参加比赛的选手抵达."""
    found = _DESCRIPTION.match(clause)
    rest = clause[found.end() :] if found else ""
    return bool(rest) and tagged(rest)[0][1].startswith(_NAMES) and says_something(rest)


def is_adjunct(clause: str) -> bool:
    """Whether a clause only says when, why or on what ground, so that it can be left out."""
    timed = _BEFORE.fullmatch(clause) and not _STANDS.search(clause)
    whole = timed or _WHEN.fullmatch(clause) or _ANNIVERSARY.fullmatch(clause)
    whole = whole or _MEETS_PRESS.fullmatch(clause) or _OFFICE.fullmatch(clause)
    found = _ADJUNCT.match(clause[clause[:1] in tuple("但而且") :]) or whole
    return found is not None and not is_conditional(clause)


def meets_press(clause: str) -> bool:
    """Whether a clause only says that the press was met, at which what follows is said."""
    return _HOLDS_A_CONFERENCE.fullmatch(clause) is not None


def of_an_office(clause: str) -> bool:
    """Whether a clause says that the police, a weather service or the like told what happened."""
    return _OFFICE.fullmatch(clause) is not None


def has_own_subject(clause: str) -> bool:
    """Whether a clause that says when, …后 or …时, says of whom: 客队扳平后, but not 在庆典上."""
    timed = _ADJUNCT.match(clause) or _WHEN.fullmatch(clause)
    return timed is None and not lacks_subject(clause)


def brings_subject(adjunct: str) -> bool:
    """Whether what says when or why names someone that the next clause may be of: 由于客队弃权."""
    return has_own_subject(adjunct) or _OF_WHOM.match(adjunct) is not None


def is_frame(clause: str) -> bool:
    """Whether a clause says of which time, beside what or by which count the next one is true.

    上半年, 截至3日, 与去年相比, 按现价计算: what it frames does not stand without it.
    """
    return _FRAME.fullmatch(clause) is not None


def is_state(frame: str, clause: str) -> bool:
    """Whether a clause tells what is reached by now, so that its day can go: 截至3日 before 已….

    Not of a year ago: 截至2019年.
    """
    return _UNTIL_NOW.fullmatch(frame) is not None and _REACHED.search(clause) is not None


def is_lately(frame: str, rest: str) -> bool:
    """Whether a clause only says 近年来 of what is done, so that it can go: before 不断优化….

    Not of what is counted or grows since then, in the ``rest`` of the sentence.
    """
    return _LATELY.fullmatch(frame) is not None and _SINCE.search(rest) is None


def binds(adjunct: str, clause: str, rest: str = "") -> bool:
    """Whether an adjunct cannot be left out before a clause and the ``rest``.

    A period of what is counted (春节期间), a time of what will be (建成后 of 可达…), a plan, whose
    view it is (在市民眼中), what is denied (在没有…的情况下), with what a clause
    grows (随着…，…相应增多), what one takes up with 便 or 就, who told what has no place of its own
    (据云岭市警方通报 before 一男子…).
    """
    placeless = of_an_office(adjunct) and all(tag != "ns" for _, tag in tagged(clause))
    counted = (
        not _COMES.search(adjunct)
        and _PERIOD.search(adjunct)
        and (_COUNTED.search(without_quotations(clause)) or _DIGIT.search(without_quotations(rest)))
    )
    grown = adjunct.startswith("随着") and _GROWN.search(clause)
    return bool(
        counted
        or grown
        or placeless
        or _EYES.search(adjunct)
        or (_PLANNED.match(adjunct) and not _DONE_BY_NOW.search(clause))
        or _DENIED.search(adjunct)
        or (_UNTIL.search(adjunct) and _DENIES.search(clause))
        or (_ABOUT.match(adjunct) and _ANSWERS.search(clause))
    ) or bool(_TAKES_UP.search(clause))


def of_a_year(clause: str) -> bool:
    """Whether a clause names a year, so that what it frames is not of today: 2018年大会期间."""
    return _YEAR.search(clause) is not None


def is_conditional(clause: str) -> bool:
    """Whether what stands beside a clause holds only with it: 一旦…, 如果…, 不仅…, 虽然…."""
    return _CONDITION.search(clause) is not None


def goes_on(clause: str) -> bool:
    """Whether a clause belongs to the one before it: 但…, 否则…, 而是…, 以及…."""
    return _GOES_ON.match(clause) is not None and not _ISRAEL.match(clause)


def ends_open(clause: str) -> bool:
    """Whether a clause ends on a word that wants the next: …表示, …包括, …的, 一是."""
    linked = tagged(clause)[-1][0] in _LINKS and not _WARRANT.search(clause)
    return _ENDS_OPEN.search(clause) is not None or linked


def is_aim(sentence: str) -> bool:
    """Whether a sentence only says what for, not who does what: 为保护老桥，推动养护。."""
    first, *rest = _MARKS.split(sentence.rstrip("。！"))
    if _FOR.match(first) is None:
        return False
    clauses = [clause for clause in rest if clause and _AIMS_TOO.match(clause) is None]
    return all(tagged(clause)[0][1][0] in "vdacpu" for clause in clauses)


def is_subject_of(clause: str, following: str) -> bool:
    """Whether a clause without a subject is that of the next one: 重开使馆，将有助于…, 是…."""
    nominal = _ends_on_a_noun(clause) and not _ACCOMPLISHED.search(clause)
    if _DOES_TO.match(following) and lacks_subject(clause):
        return True
    if _ONE.match(clause) and nominal:
        return lacks_subject(following)
    if _DESCRIBED_BY.match(clause) and not says_something(clause.rpartition("的")[2]):
        return lacks_subject(following)
    return _SAID_OF_IT.match(following) is not None and (nominal or lacks_subject(clause))


def leads_on(clause: str) -> bool:
    """Whether a clause only says by what means the next is done: 市政府结合…, 各地以…为重点."""
    found = _LEADS_ON.search(clause)
    return found is not None and not (_GOES_BEYOND.search(found[0]) or _ISRAEL.match(found[0]))


def points_back(text: str) -> bool:
    """Whether a text points at what was said before it: 对此…, 他…, and 该市 without a city."""
    if itself := _SPEAKER_ITSELF.match(text):
        text = text[: itself.start("this")] + text[itself.end("this") :]
    it = _IT.match(text) or _IT.match(_untimed(text))
    if (
        _POINTING.match(text)
        or (it and not _is_its_own(text, it[0]))
        or _FIRST_PERSON.search(without_quotations(text))
    ):
        return True
    if _THAT_DAY.search(text) and not _SOME_DAY.search(text):
        return True
    return points_inside(text)


def _is_its_own(text: str, words: str) -> bool:
    """Whether 其 is of the body that a text begins with: 云岭市议会通过其对新桥的意见."""
    return words.endswith("其") and tagged(text)[0][1] in ("nt", "ns") and len(words) > 3


def points_inside(text: str) -> bool:
    """Whether a text points at what it did not name before: 这座桥, 该市 without a city, 他们."""
    return _orphan(text) or any(
        not _LISTED_BEFORE.search(text[: found.start()])
        and not _is_named(found[0], text[found.end() :], text[: found.start()])
        for found in _POINTS_INSIDE.finditer(text)
    )


def _is_named(word: str, pointed: str, before: str) -> bool:
    """Whether what a word points at was named: 该市 after a city, 该机构 after who says it.

    Or is named by what follows the word: 本次云岭书展.
    """
    if _BODY.match(pointed) and _BODY_SAYS.search(before):
        return True
    if word in _THIS_TIME and tagged(pointed)[:1] and tagged(pointed)[0][1] in _PROPER_TOO:
        return True
    if (kinds := _KINDS.get(pointed[:1])) is not None and re.search(kinds, before):
        return True
    if pointed.startswith("届政府"):
        return any(country in before for country in COUNTRIES)
    if _LAND.match(pointed):
        named = any(country in before for country in COUNTRIES) if pointed[0] == "国" else False
        return named or any(tag == "ns" for _, tag in tagged(before)) or pointed[0] in before
    head = _HEAD.match(pointed)
    return pointed[:2] in before or (head is not None and head["noun"][:2] in before)


def _orphan(text: str) -> bool:
    """Whether a text says 他 or 他们 before it has named anyone."""
    found = _HE.search(without_quotations(text))
    return found is not None and not any(
        tag.startswith("nr") or word.endswith(_PEOPLE)
        for word, tag in tagged(without_quotations(text)[: found.start()])
    )


def _is_predicate(words: tuple[tuple[str, str], ...], place: int) -> bool:
    word, tag = words[place]
    last = place == len(words) - 1
    if word in _NO_VERBS:
        return False
    # 救援 of 救援直升机 describes what it stands before, not 优化 of 进一步优化布局.
    does = place > 0 and words[place - 1][1] == "d"
    describes = tag == "vn" and not does and (last or words[place + 1][1][0] == "n")
    verbal = bool((tag[0] == "v" and not describes) or _NEWS_VERB.search(word))
    verbal = verbal or _VERBS_TOO.fullmatch(word) is not None
    verbal = verbal or (word == "为" and not last and words[place + 1][1] == "m")
    verbal = verbal and (len(word) > 1 or tag[0] != "v" or word in _SHORT_VERBS)
    alone = last or words[place + 1][1][0] not in "na"
    if not verbal and not (tag == "a" and place and alone):
        return False
    rest = "".join(other for other, _ in words[place + 1 :])
    if _NOUN_END.match(rest) and not _TAKES_PLACE.search(word):
        return False
    if _BILL.fullmatch(rest) and not _ACTS_ON_BILLS.search(word):
        return False
    if _EVENT.fullmatch(rest) and not _HOLDS.search(word + rest):
        return False
    if len(word) > 1 and _is_kind_of(words[place + 1 :]):
        return False
    if last and _HEAD_NOUN.search("".join(other for other, _ in words)):
        return False
    named = any(other.startswith(_NAMES) or other == "eng" for _, other in words[:place])
    return not rest.startswith(("的", "、", "等")) and (named or "的" not in rest)


def _is_kind_of(rest: tuple[tuple[str, str], ...]) -> bool:
    """Whether what follows a verb to the clause's end makes a noun of it: 场, 人 and a name."""
    kind = rest[:1] and rest[0][0] in _KIND_OF
    return bool(kind) and all(tag in _PERSONS for _, tag in rest[1:])


def _is_done(words: tuple[tuple[str, str], ...], place: int) -> bool:
    """Whether a word is the 了 of something that was done, whatever the dictionary says of it."""
    if words[place] != ("了", "ul"):
        return False
    before, after = words[:place], words[place + 1 :]
    named = any(tag.startswith(_NAMES) for _, tag in before[:-1])
    return named and before[-1][0] != "为" and all(word != "的" for word, _ in after)


def _is_unknown_name(word: str) -> bool:
    """Whether a word is a surname with a name that the dictionary lacks, whatever its tag."""
    return word[0] in _SURNAMES and len(word) in (2, 3) and len(word_edges(word, guess=False)) > 2


def _tells_of_a_person(told: str) -> bool:
    """Whether a clause begins with a name that what follows shows to be one: 顾远洋诞辰百年."""
    found = _PERSON_TOLD.match(told)
    return found is not None and found["name"][0] in _SURNAMES


def _ends_on_a_noun(clause: str) -> bool:
    """Whether a clause ends on a described noun: …新发现的古城遗址."""
    tail = clause.rpartition("的")[2]
    return 0 < len(tail) < min(15, len(clause)) and all(tag[0] != "v" for _, tag in tagged(tail))
