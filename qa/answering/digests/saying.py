"""What a sentence lacks that says nothing by itself: each fault a small function with a name.

A sentence of a digest stands alone, away from its article: it must say that something happened,
was decided or is the case, and of whom. Each function looks at one sentence and returns whether it
has the fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese import predicates
from qa.chinese.clauses import clauses
from qa.chinese.datelines import past_lead_in
from qa.chinese.proper_names import proper_names
from qa.chinese.quotes import unbalanced
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "FAULTS",
    "fault_of",
    "has_fact",
    "has_figure",
    "is_acclaim",
    "is_address",
    "is_appraisal",
    "is_attendance",
    "is_bare_lead_in",
    "is_caption",
    "is_credit",
    "is_cut_quotation",
    "is_dialogue",
    "is_errand",
    "is_exhortation",
    "is_general_effort",
    "is_heading",
    "is_in_first_person",
    "is_of_no_time",
    "is_question",
    "is_scene",
    "is_slogan",
    "is_spoken",
    "is_stance",
    "is_subjectless",
    "is_unattributed",
    "is_unfinished",
    "is_urging",
    "is_verse",
    "points_back",
    "points_inside",
    "tells_event",
    "tells_plight",
]

_CLAUSE = re.compile(r"[^\s，。！？；：、…—,;:!?“”‘’《》「」]+")
_FACT = re.compile(
    r"\d|[二三四五六七八九十百千万两][个名家人次座条项亿万年月日届号]|"
    "[昨今明][天日年晚晨早]|去年|日前|近日|目前|本[周月届]|上[午周月]|下午|凌晨|[^成经]了|已|"
    "将|正在|曾|获|遭|被|签署|签订|举行|举办|召开|开幕|闭幕|启动|启用|发布|公布|印发|"
    "出台|通过|批准|宣布|决定|表示|指出|强调|认为|介绍|会见|会谈|访问|抵达|出席|主持|通车|"
    "开通|开工|完工|竣工|投产|上线|发射|发生|造成|死亡|受伤|转移|救援|增长|下降|上涨|达到|"
    "超过|成立|任命|当选|逮捕|判处|战胜|夺冠|夺得|击败"
)
_EVENT = re.compile(
    r"\d|[昨今明][天日年]|去年|日前|近日|本[周月届]|签署|签订|举行|举办|召开|开幕|闭幕|启动|"
    "启用|发布|公布|印发|出台|批准|宣布|决定|表示|指出|强调|会见|会谈|访问|抵达|出席|主持|"
    "通车|开通|开工|完工|竣工|投产|上线|发射|发生|造成|死亡|受伤|成立|任命|当选|逮捕|判处|"
    "战胜|夺冠|夺得|击败"
)
_HAPPENED = re.compile(rf"\d[月日]|{_EVENT.pattern.partition('|')[2]}")
_PLIGHT = re.compile(
    "花样百出|花样翻新|形势[^，。]{0,6}严峻|突出问题[。，；]|层出不穷|屡禁不[止绝]|居高不下|危害(?:极大|严重|很大|性)|防不胜防|不容[小忽]视"
    "|日益(?:严重|突出|严峻|猖獗)|直线上升|(?:是指|指的是)"
)
"""How bad something is, or what it is."""
_MEANS = re.compile(
    "通过|采取|开展|推出|建立|健全|实施|出台|印发|部署|推行|加强|强化|提供|启动|组织|设立|完善|落实|推进|构[建筑]|打造|发放|培训|整治|打击|宣传|提醒|要求|排查"
)
_STOCK = re.compile(
    "未来可期|加速崛起|勃勃生机|生机勃勃|蹄疾步稳|行稳致远|扬帆|砥砺|凝心聚力|真抓实干|踔厉|笃行|不负[^，。]{0,4}[韶时重期]|谱写|"
    "新篇章|绘就|画卷|乘风破浪|勇毅|驰而不息|生生不息|熠熠生辉|薪火相传|华章|行而不辍|"
    "气象万千|同心[协同筑]|携手[并共]|逐梦|圆梦|奔涌|驶向|诗行|美好生活|更加美好|更好的明天|"
    "新局面|更广阔|(?:壮阔|宏大|崭新)图景|故事(?:还|仍|正)?在?(?:继续|延续|上演)|星辰大海|指引方向|指明了?方向|根本遵循|强大动力|强劲动[能力]|接续奋斗|动人|壮丽"
)
_ASKING = re.compile("如何|怎样|怎么|为什么|为何|何以|何谓|究竟|难道|谁(?!的)")
_EXPLAINS = re.compile(
    "^今年是[^，。]{2,30}周年[，。]|(?:深刻|充分|再次|生动)(?:揭示|说明|表明|证明|印证|启示)|通常每|每[年两三][^，。]{0,3}(?:举行|举办|召开)|"
    "是[^。]{6,60}重大(?:举措|决策|决策部署|战略)[，。]|是[^，。]{2,24}(?:的重点|“压舱石”|的关键)[，。]|"
    "是一[种项门个](?![^，。]{0,12}(?:记录|新高))|是指|指的是|通俗地[讲说]|简单[来地]?说|顾名思义"
)
_APPRAISES = re.compile(
    "带来[^，。]{0,10}(?:利好|便利|机遇|活力|动力|福祉|希望|变化)|一波三折|一筹莫展|前景广阔|潜力巨大|按下[^，。]{0,6}键|"
    "空间广阔|大有可为|(?:[^，。]{2,16}|，)是[^，。]{2,30}的(?:重要|关键|宝贵|生动|有力|直观|一[道张])|离不开|"
    "(?:有助于|有利于)[^。]*(?:有助于|有利于)|就像[^，。]{0,16}[“，]|(?:勾勒|唤醒|激荡|诉说|镌刻|承载|见证)着?[出起了]?[^，。]{2,}|"
    "(?:发挥|起到)[^，。]{0,12}作用|(?:提供|注入)[^，。]{0,14}(?:支撑|保障|动能|动力|活力|方案|力量)|"
    "奠定[^，。]{0,12}基础|彰显|折射|(?:生动|鲜明)?写照|缩影|见证了|展现了?[^，。]{0,12}(?:魅力|活力|韧性|担当)|"
    "增添了[^，。]{0,8}(?:活力|色彩|魅力|动力)|反而让|更高要求|得到了?(?:更多|越来越多|进一步)|第一道防线|典型代表|吸引着|神经末梢|(?:展示|激发)了[^，。]{2,16}|"
    "(?:^|，)[^，。]{2,16}是[^，。]{4,40}的[^，。]{2,12}。$|"
    '^[^，。]{2,10}是[“"][^”"]{2,10}[”"]。$|有效(?:弥补|缓解|破解)|精准(?:缓解|破解)|意义(?:重大|深远)|至关重要|(?:千年|百年)大计|(?:一|的)件?大事。|跌宕起伏|书写[^，。]{0,10}篇章'
)
_SCENE = re.compile(
    "走进|只见|一派|眼前|映入|扑面|放眼|人流如织|人来人往|车流如织|热火朝天|繁忙|的一天，|座无虚席|随处可见|排起长队|头攒动|切实感受到|忙碌|忙着|穿梭|"
    "传来|阳光下|夜幕降临|欢声笑语|机器轰鸣|热闹|飘香|吸引[^，。]{0,14}拍[摄照]"
)
_MOOD = re.compile(
    "(?:[^，。]{1,14}，)?[^，。]{2,20}(?:洋溢着|充满着?|弥漫着|沉浸在)[^，。]{0,20}(?:氛围|气氛|喜悦|欢乐)(?:之中|中|里)?。"
)
_SHORT = 4
_COUNTS = re.compile("[一二三四五六七八九十百千万两]+余?[座个家名万亿项条场人次吨亩]")
_HAN_FIGURE = re.compile(
    "(?<![第几数成])(?:[一二两三四五六七八九十廿卅][百千万亿十]|[二三四五六七八九十廿卅][余多]?[一二三四五六七八九]?[个名人户村县亩石斤吨里架辆艘挺门所座]"
    "|百分之[一二三四五六七八九十])(?!分|方百计|[言语]|山|古|秋|秒)"
)
"""千万, 十分 and 成千上万 are none."""
_EFFORT = re.compile(
    "(?:[^，。]{0,16}，)?(?:全国)?(?:各地|各级|各部门|各有关部门|各方|多地|各单位)[^。]{0,24}"
    "(?:做好|抓好|推进|推动|加强|落实|抓紧|加快|开展|展开)[^。]*。$"
)
_ALL_AT_WORK = (
    "，各地[^，。]{0,4}(?:科学|抢抓|抓紧|全力|有序|积极|因地制宜|加强|多措并举|强化|科技)"
    "[^，。]{2,24}(?:，[^，。]{2,16}){0,2}"
)
_SEASON = re.compile(
    "(?:[^，。]{2,10}，)?[^，。]{0,20}(?:(?:正值|正是|正处于?)[^，。]{1,30}|进入[^，。]{0,24}关键[^，。]{0,2})(?:时期|期|阶段|时节|季节|节点|关头)"
    f"(?:{_ALL_AT_WORK})?。|(?:[^，。]{{2,10}}，)?[^，。]{{0,20}}(?:进入|迎来)[^，。]{{1,24}}[期季]{_ALL_AT_WORK}。"
)
"""Says of what time it is, and of all and sundry that they do their work: 眼下正是春耕时节。"""
_ALL_AND_SUNDRY = re.compile(
    "^(?!.*(?:无人(?!机)|伤亡|转移|安置|受灾))(?:.*，)?(?:各地|各级[^，。]{0,6}|各部门|各有关[^，。]{0,6}|各方|多地|各单位)(?:正|也|都|还)?"
    "(?:全力以赴|全力|积极|多措并举|有序|持续|扎实|抓紧|迅速|科学|主动|严阵以待|因地制宜|紧急|加快|大力)"
    "[^，。]{0,20}(?:，[^，。]{2,16}){0,2}。$"
)
"""Says last that all and sundry do their work: 大河水位上涨，各地全力防汛，守护家园。"""
_DATE = re.compile(
    r"[（(][^（）()]*[）)]|(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日|(?:20\d\d年)?\d{1,2}月|20\d\d年"
)
_GOES_ON = re.compile(
    "[^，。；《“]{2,14}?(?:继续|持续|全力|加紧|加快|有序|积极|扎实|稳步|抓紧|进一步|深入|正在?)+"
    "(?:推进|推动|开展|做好|抓好|加快|展开|进行)?[^，。]{2,18}(?:工作|重建|进度|恢复|准备)"
    "(?:，(?:确保|保障|推进|推动|尽快|力争)[^，。]{2,26})?。"
)
"""Says of a place no more than that work goes on there: 云岭各地加快推进重建工作。"""
_DONE = re.compile(r"\d|已|完成|启动|[^成经]了|全部")
_OPEN_CALL = re.compile(
    "(?:我们)?(?:一定)?(?:要(?!求|闻|点|素|塞|约)|必须|应当|应该|需要?(?!求)|让(?:我们|人|"
    "世界)|愿(?!景|望|意)|但愿|唯有|只有|切实|不断|始终|坚决|坚定|坚持|奋力|努力|大力|着力|"
    "全力以赴|持续(?!的|降|强|高|时)|进一步|推动|推进|加强|加快|深化|强化|落实|贯彻|确保|"
    "做好|抓好|发扬|弘扬|牢记|凝聚|请(?!求|愿|示|辞)|希望(?!小学|工程|之星)|期待)"
)
_SHOULD = re.compile(
    "(?:[^，。：“]{1,20}，){0,2}[^，。：“]{0,10}(?:(?<![相适响对反供不])应(?:当|该)?|(?<![需重主首只将想])要|必须)"
    "(?:进一步|更加|更好|不断|始终|继续|加强|坚持|坚决|推动|推进|促进|培育|打造|构建|凝聚|采取|积极|切实|加快|"
    "深化|把|(?<=必须|应当)将|以|在|冲|携手|共同|努力|全面|着力|增强|强化|提升|发挥|立足|抓住|树立|围绕)"
)
_ADDRESS = re.compile(
    "(?:尊敬的|亲爱的)|各位[^，。]{0,10}[，,：:！!、]|[^，。]{0,8}(?:女士们|先生们|朋友们|"
    "同志们|同胞们|观众朋友|同学们)[，,：:！!、]|大家(?:好|晚上好|上午好|下午好)|你好|您好|"
    "谢谢|感谢(?:大家|各位|您|收看)|祝(?:大家|你|您|各位|愿)|欢迎(?:收看|收听|各位|您)|再见"
)
_TURN = re.compile("(?:有记者问|问|答|记者|主持人|本报记者|嘉宾)[：:]")
_CAPTION = re.compile(
    r"[▲△▼◀▶←→↑↓]|[（(【]?(?:图[为①-⑩一二三四五六七八九\d：:]|[上下左右题组]图|图片|资料图|"
    "照片|视频[：:]|图源|图/)|.{0,60}(?:[摄]|供图|影像)[）)/]?[。]?$|"
    ".*[（(][^（）()]{0,30}(?:摄|供图|资料图片|人民视觉|影像中国)[）)]。?$|"
    ".*[（(](?:见图|[^（）()]{0,30}摄[）)])|"
    "新华社发?[（(][^（）()]{2,30}(?:供图|摄)[）)]|.*广告 [^，。]{2,24}(?:×|>>)"
)
_CREDIT = re.compile(
    r"[（(【]?(?:(?:本[报台刊网]|总台|央视|新华社)[\u4e00-\u9fff]{0,6})?(?:记者|通讯员|"
    "见习记者|责任编辑|责编|编辑|编导|主编|摄像|摄影|作者|来源|文字|校对|策划|统筹|制图|"
    r"版式设计|撰文|监制|出品|审核|参与采写|翻译)(?:[：:／/｜|丨\s\u3000]|为|系)|"
    r"[（(【](?:(?:本[报台刊网]|总台|央视|新华社)[\u4e00-\u9fff]{0,6})?(?:记者|作者|通讯员|"
    "编辑|据|来源|参与|本文|完)[^（）()]*[）)】]。?$|(?:本[报台刊网]|总台|央视|"
    r"新华社)?[\u4e00-\u9fff]{0,4}(?:记者|通讯员)[\u4e00-\u9fff、\s\u3000]{2,24}。?$"
)
_ATTENDANCE = re.compile(
    "[^，。]{0,90}(?:参加|陪同|出席)(?:了)?(?:[^，。]{0,6})?(?:上述|会见|会谈|会晤|活动|座谈会?|"
    "调研|会议|检查|考察)(?:活动)?。$"
)
_LISTED = re.compile("、|等(?:陪同|参加|出席)")
_NOT_CREDIT = re.compile("记者(?:从|在|了解|获悉|看到|注意|发现|采访|会|协会|问|站)")
_LEAD_IN = re.compile(
    "[^，。；：]{0,40}(?:[，,][^，。；：]{0,16})?(?:指出|强调|表示|认为|说|说道|介绍|介绍说|"
    "提出|要求|透露|告诉记者|写道|获悉|了解到|如下|问道|坦言|感慨|总结|宣布|"
    "决定)[。：:，,！]*$"
)
_FOLLOWS = re.compile("(?:以下|如下)[^，。]{0,6}。$")
_ERRAND = re.compile(
    "(?:[^，。记]{0,12}，)?(?:本报|总台)?记者(?:跟?随|走进|来到|赶赴|走访|探访|深入|前往|踏上)"
)
_FOUND = re.compile("看到|了解到|获悉|发现|得知|见到|注意到|说|表示|介绍")
_POINTS = re.compile(
    "(?:访问|会议|论坛|活动|会谈)期间|这|此(?!外|次?会议[^，]{0,6}主题|前[，,]?据)|对此|为此|因此|由此|据此|与此|就此|"
    "其(?!中国|他|它)|该|他|她|它|上述|后者|前者|另一|有的|那(?!曲|坡)|同样|也(?!门)|并(?!网|"
    "购)|从而|于是|所以|因而|反之|否则|原来|如此|以上|综上|不仅如此|换言之|也就是说|例如|"
    "比如|其中|而(?!立)|但(?!愿)|然而|不过|可是|尤其|特别是|甚至|再如|又如|还|则|就是|正是|"
    "首先|其次|再次|最后[，,]|一方面|另一方面|同时[，,]?|与此同时|第[一二三四五六七八九]是|"
    "[一二三四五六七八九]是|二来|双方|两人|二人|两国|彼此"
)
_TO_DO = re.compile(
    "(?:深入|广泛|扎实|稳步|有序|全力|设立|建立|开展|组织|制定|完善|健全|推动|坚持|加强|确保|加快|推进|强化|落实|做好|统筹|深化|优化|提升|打造|构建|切实|积极)"
    "(?![^，]*的(?:通知|意见|方案|条例|办法))[^，。]{2,24}[，。]"
)
_FREE = re.compile("同时[，,]|其他|该[^，。]{0,4}(?:怎么|如何)|这里?[是]?[^，。]{0,3}《")
_SAID = re.compile("(?:说|称|表示|指出|认为|强调|介绍)[，,：:]“?(?:这|此(?!外)|该|其(?![他中它]))")
_OF_THIS = re.compile(
    "^第[一二三四五六]，|^其[一二三四五]|^[一另]个?是|^[受随对从在针对自于]{1,2}(?:此[次项]|这)|^同一[天日]|^同日"
)
_HE_SAID = re.compile("(?:时|后|间|中)[，,]?[他她]还?(?:说|表示|指出|强调|要求)")
_ABOVE = re.compile(
    "上述|前述|如前所述|(?:总统|主席|总理|首相|议长|国王|部长|书记)(?:先生|女士|阁下)|陛下|殿下|"
    "^(?:(?!访|出席|抵达).)*此(?:访|行)"
)
_PRONOUN = re.compile("^[^，。]{0,14}[，,](?:这|他|她|它|其(?![他中它])|该(?!怎|如))")
_ITS_OWN = re.compile("本届|^第[一二三四五六七八九十百零〇]{1,6}号(?=主席令|令|公告)")
"""Words that point at nothing: 第一一四号主席令 names itself."""
_COUNTED = re.compile(r"\d|的(?:通知|意见|方案|条例|办法|草案|决议|规定)")
_BEGINS_WITHIN = re.compile(
    "(?:目前)?已(?!有|是|经)|(?:累计)?[向对为把将]|选取|通过|依托|组织|统筹|拨付|下达"
)
_DOES = re.compile("明确[到在]|累计[为向对给]|升级(?!版|为)|[用管]好|用足|用活|抓[住牢]")
_SPAN = re.compile(
    r"(?:近|过去|最近)?[\d一二两三四五六七八九十]+年(?:来|间|里)?|(?:今年|近年|目前|如今)(?:以来|来)?"
)
_PURPOSE = 5
"""How many clauses may stand before the subject in a sentence that opens with its purpose."""
_THERE_IS = re.compile("[^，]{0,6}(?:有|出现|发生|存在)")
_ANNOUNCES = re.compile(
    "[^，。]{2,20}提出[^，。]{0,4}点[^，。]{2,6}。|以[^，。]{2,16}为例。|[^。]{0,12}记者采访了[^，。]{2,30}。|"
    "[^。]{2,50}答记者问。|[^，。《]{2,40}(?:公布|发布)了?[^，。《]{2,24}(?:数据|情况)。|[^。]*(?:专题片|纪录片|特别节目|系列报道|专栏)[^。]*(?:播出|推出|刊发)[^。]*。|"
    "[^，。]{0,8}(?:新华社|日报|晚报|《求是》)[^，。]{0,16}(?:播发|刊发|刊登|发表)[^。]*(?:通讯|文章|社论|评论|述评|纪实|言论)[^。]*。|"
    "[^。]*(?:举行|召开)了?(?:第[^，。]{1,4}[场次])?(?:新闻)?(?:发布会|通气会|吹风会)。|"
    "[^。]*举办了?(?:第[^，。]{1,4}|首)[场次](?:新闻发布会|记者(?:招待|见面)会)。|"
    "[^。]{2,60}(?:举行|召开|举办)[^。，]{0,24}(?:发布会|吹风会|招待会|见面会|通气会)"
    "(?:，[^，。]{0,30})?，?[^，。]{0,24}(?:介绍|解读)了?[^，。]{2,90}情况"
    "(?:，?并?(?:回答|答)[^，。]{0,6}(?:提问|问))?。|"
    "[^，。]*(?:比赛|赛事)[^，。]{0,24}(?:继续|全面|正式)?(?:进行|展开|打响)。|"
    "[^，。]{2,40}正在(?:顺利|有序|紧张)?(?:进行|推进|展开|举行)(?:之中|当中|中)?。|"
    "(?:[^，。]{0,16}，)?[^，。]{2,16}(?:推出|出台|采取)了?(?:一?系列|多项|多种|诸多)(?:举措|措施|政策)。|"
    "[^，。]{2,30}(?:热烈|深入)?(?:讨论|交流|研讨)。"
)
_WHO = "负责人|经理|书记|院长|主任|校长|管理人员|工作人员|技术员|队长|站长|场长|厂长|馆长|园长|店主"
_SO_FAR = (
    r"(?:(?:截[至止][^，]{1,12}|目前|如今|其中|[今去前]年[^，]{0,4}|20\d\d年[^，]{0,4}|近年来)，?)?"
)
"""What may stand before a subject: 截至5月底，."""
_UNNAMED = (
    # 开幕式上，…
    re.compile(
        "^(?:开幕式|闭幕式|发布会|仪式|座谈会|现场|会见|会谈|访问|调研|考察|座谈|检查|行程|活动|论坛|会议|大会|峰会|比赛|展会|展览|演练|研讨会)"
        "(?:[上中前后时]|期间|当天)?[，,]"
    ),
    # 两区将…, …，四馆共同…
    re.compile(
        "(?:^|[，：])(?:两|[三四五六七八九十]|二)(?:区|县|市|省|国|馆|校|院|方|村|镇)"
        "(?![\u4e00-\u9fff]{0,3}[、和与])"
    ),
    # 现场负责人…, 村党支部书记…
    re.compile(
        f"^(?:现场|当地(?!时间)|村里?|镇里?|县里?|乡里?|园区|景区|社区|企业|公司|学院|学校|医院|新区|主题园区|基地|车间|车站|保护区|工厂)"
        f"[^，。“]{{0,8}}(?:{_WHO})"
    ),
    re.compile(
        "^(?:[主本全]题?)?(?:园区|新区|景区|基地|车间|项目|工厂|展区|展馆|公司|企业|学院|学校|医院|村里|镇里|保护区)"
        "(?!和|与|、|的)[^，《“]{2,}"
    ),
    # 工程全长三公里, 草案二审稿完善了…: which, was said before
    re.compile(
        "^(?:目前，)?(?:(?:工程|大桥|隧道|线路|全线|电站|码头)(?:总|全|投资|建成|位于|预计|计划|自|于|设计|已|将|建筑|投运|开工|竣工)"
        "|(?:草案|修订草案|新法|条例)(?:[一二三]审稿)?(?:共|进一步|明确|规定|完善|增加|提出|还|对|将|拟))"
    ),
    re.compile("^更[^，。]{1,8}的是"),
    # 改造完工后，车站将…: of what, was said before
    re.compile(
        "^(?:项目|工程|改造|改扩建|扩建|升级|全部|全线|大桥|线路)?(?:建成|完工|竣工|投产|投用|投运|通车|投入使用)(?:之?后|以后)，"
    ),
    # 全省…: which province, was said before
    re.compile(
        r"^(?:[^，。]{0,12}，)?(?:全[省县区镇村](?!运会)|全市[^，。]*\d|联合体|调研组|本版)"
    ),
    # 村集体收入达300万元, 核心产业规模超过90亿元: whose, was said before
    re.compile(
        rf"^{_SO_FAR}(?:公司|商店|门店|景区|园区|合作社|村集体|村民|农户|核心产业|全产业链|相关产业|主导产业|产业集群)"
        r"[^，。、和与及\d]{0,8}(?:规模|产值|营收|利润|销售额|交易额|收入|产量|销量|订单)[^，。、\d]{0,8}\d"
    ),
    # 今年，两地共建园区: which two, was said before
    re.compile(
        "^(?:(?:[^，。、和与]{0,8}[年月日来前后底初间]|目前|如今|此前|随后)，)?[在将为对让使]?两地(?!书)"
    ),
    # 桥梁厂可借鉴其管理经验: whose, was said before
    re.compile(
        "^[^，。；：“]{2,24}(?:借鉴|学习|复制|推广|效仿|参考|引进|照搬)其(?![他它中实余次])"
    ),
    # 方案明确: which, was said before
    re.compile(
        "^(?:根据|按照)?(?:方案|意见|通知|规划|报告|办法|细则|文件|公报|公告|清单)"
        "(?:还|并|要求|明确|提出|指出|强调|规定|显示|称|[，,])"
    ),
    # 发言人说: whose, was said before
    re.compile(
        "^(?:发言人|负责人|报道|消息人士|专家|当事人|文章|声明|有消息|检查组|调查组)"
        "[^，“]{0,3}(?:表示|说|称|指出|介绍|认为)"
    ),
    re.compile("^不(?:只|仅仅?|单)是[^，]{2,16}，|^[^，]{2,8}之外，"),
    # 中方愿同…: in a statement that another sentence begins
    re.compile(
        "^(?:目前|当前|如今|此前)?(?:双方|两国|各方)(?!面)|^(?:中方|我方|美方|俄方)[^，]{0,6}(?:坚定|始终|愿|高度|坚决|欢迎|赞赏|支持)"
    ),
    # 本届论坛主题为…, 交易会期间，…, 会议以…
    re.compile(
        "^(?:[此本]次|本届)?(?:会议|全会|大会|论坛|峰会|年会|[\u4e00-\u9fff]?交会|交易会|展会|展览|博览会|活动|仪式|大赛|联赛|锦标赛)"
        "(?:期间|主题|以|由|还|共(?!和)|明确|听取|审议|部署|传达|为期|吸引|设有|聚焦|围绕|原则|通过|确定|决定"
        "|批准|同意|书面|表决|选举)"
    ),
    # 新规将于下月施行, 《意见》明确: which, was said before
    re.compile("^新规(?:将|自|于|明确|规定|要求|提出)"),
    re.compile(
        "^(?!.*以下简称).*《(?:意见|计划|办法|通知|方案|条例|规划|规定|决定|报告|措施|细则|指南|公约|宣言|纲要|公报)》"
    ),
    # 研究团队设计…
    re.compile("^(?:研究团队|科研团队|项目团队|团队|课题组|项目组|研究组)(?!长)"),
    re.compile("^(?:推而广之|由此及彼|随后|后续|接下来|紧接着)"),
    re.compile("^(?:当地(?!时间)|现场|会上|台上|场上|该地)"),
)
_OF_NOBODY = re.compile(
    r"(?:(?:截[至止][^，]{1,16}|目前|迄今(?:为止)?|至今|如今|[\d年月日底末至—-]{2,14}|[今去前]年(?:以来|[上下]半年|前[^，]{1,3}月|[初底末])?|[上下]半年"
    r"|近[\d一二三四五六七八九十两几]+年来?|[“‘]?[^，]{0,6}[”’]?(?:开展|启动|运行|实施|成立|开通|投用|投运)?以来|行动中|期间)，?){0,3}"
    "(?:已经?|共计?|累计|总计|先后|陆续)+(?![被有由计])"
)
"""What stands before a deed with its count where none is said to do it: 截至目前，累计培训8人."""
_BEFALLS = re.compile(
    "造成|发生|导致|致|出现|接报|报告|确诊|死亡|受伤|转移|进入|达到?|超过?|突破|增|升|降"
)
_ADVERBS = frozenset(["d", "ad", "vd"])
_FOR_WHOM = re.compile("[为向对给把将][^，。的]{1,8}[^，。]*\\d")
_MINE = re.compile(
    "我(?!国|省|市|县|区|军|党|校|院|方|海军|空军|驻|使馆|代表|外交|公民|商务|企)|我们|咱|"
    "本人|笔者|你|您"
)
_ME = re.compile("[，：](?:[^，“”]{0,6})?我(?![国军省市县区方校院党们驻])(?![^“]*”)")
_OURS = re.compile("[，：]我们")
_SPEAKS = re.compile("说|表示|指出|强调|认为|称")
_TELLS = re.compile("表示|指出|强调|认为|说[，,：:]|介绍")
_ITEM = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)]?、(?![一二三四五六七八九十])")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|"
    r"第[一二三四五六七八九十\d]+[章条节款]|[■●◆□○★]"
)
_STANCE = re.compile(
    "(?:中方|我方|[\u4e00-\u9fff]方)[^。]{0,60}(?<![志意自])愿(?![望景])|"
    "中方[^，。]{0,6}(?:支持|高度|坚定|坚决|欢迎|赞赏|反对|主张|呼吁|敦促)"
)
_POINTS_MADE = re.compile("([二两三四五六七八九2-9])(?:点|项|个方面|方面|条)")
_FIRST_OF, _SECOND_OF = re.compile("[：:][（(]一[）)]"), re.compile("[（(]二[）)]")
_FIGURES = "零一二三四五六七八九"
_TOLD_BY = re.compile("表示|指出|强调|说|称|宣布|声明|重申|发表|致[电函信辞]")
_CROWD = (
    "(?:国际(?:人士|社会)|[多各]国(?:人士|政要|专家|学者|媒体|网友)|海外(?:人士|专家|学者|媒体)|外国(?:人士|专家|学者|友人)|大家"
    "|与会(?:者|人士|代表|嘉宾|专家)|代表委员|(?:[各社][^，。]{0,8}界|各族|广大|各地|党员)[^，。]{0,12}(?:人士|群众|干部|代表|儿女|职工|青年|党员|官兵|师生)"
    "|干部群众|全军官兵|官兵们)"
)
_ACCLAIMS = re.compile(
    f"(?:^|[，。；])(?:接受[^，。]{{2,14}}的)?{_CROWD}(?:[^，。听对]{{0,4}})(?:表示|指出|认为|期待|关注|评价|相信|称赞|热议|倍感|深受)"
    "|引发[^，。的]{0,24}(?:热烈|强烈|积极)反响[。；]"
)
_PRAISES = re.compile(
    "注入|彰显|展[现示]|贡献|信心|指明|引领|[凝汇]聚|美好|意义|深刻|鼓舞|倍感|振奋|自豪|携手|团结|奋进|期待|赞赏|评价|高度关注"
    "|反响|智慧|动[力能]|新阶段|决心|共识|方案"
)
_MEASURED = re.compile(r"\d[\d.]*(?:[%％万亿]|个百分点|元)")
_BLAMES = re.compile(
    "错误|谴责|反对|抗议|批评|危险|担忧|违反|警惕|指责|质疑|敦促|停止|不满|困难|缺乏"
)
_TELLS_WORDS = re.compile("决定|表示|指出|强调|宣布|要求|会见|会谈|访问|出席|主持")
_URGES = re.compile(
    "(?:指出|强调|要求|提出|表示|说|认为)[，,：:]?[“‘]?(?:各级?[^，。]{0,8})?(?:(?<![需重主首])要(?!求|闻|点|素|塞|约)|必须|应当?(?![对用届邀])"
    "|(?:下一步|今后|未来|接下来)?[^，。]{0,12}[将会愿]?(?:持续|继续|进一步|不断|更加)(?:[加完优提深强推拓扩做营创助发努])"
    "|[^，。]{0,10}(?:希望|期待|相信|祝愿))"
)
_COMPARED = re.compile("同比|环比|分别占|分别增长|分别下降|增速")
_TIME = re.compile("[年月日季周期今昨近假节初末底]|截至|目前|当前|以来|历史")
_AT_WHICH = re.compile(
    "(?:出席|参加|主持|列席)(?:了)?(?:会议|仪式|活动|座谈会?|论坛|开幕式|闭幕式|开幕会|闭幕会)(?:并|[，。])"
)
_MEETING = re.compile(
    "会议|大会|峰会|论坛|全会|年会|仪式|活动|座谈|典礼|纪念|访问|博览会|会见|会谈"
)
_STOPS = tuple("。！？；…!?;")
_CLOSING = "”’」』）)》】\"'"
_LINE = 40
_OPENING, _CLOSED = '“「"', '”」"'
_BETWEEN = re.compile(r"[”」][^“「]*\w[^“「]*[“「]")


def fault_of(sentence: str) -> str | None:
    """Return the name of the first fault of a sentence, None for one that says something."""
    return next((name for name, has in FAULTS.items() if has(sentence)), None)


def is_question(sentence: str) -> bool:
    """Whether it asks (路在何方？), or opens as a question does."""
    asks = sentence.rstrip(_CLOSING).endswith(("？", "?"))
    return asks or _ASKING.match(sentence) is not None


def is_verse(sentence: str) -> bool:
    """Whether it is verse: two lines or more of five or of seven characters and no figure."""
    lengths = {len(clause) for clause in _clauses(sentence)}
    count = len(_clauses(sentence))
    return count > 1 and len(lengths) == 1 and lengths <= {5, 7} and not has_fact(sentence)


def is_slogan(sentence: str) -> bool:
    """Whether it has short or parallel clauses or stock phrases, and nothing that happened.

    行而不辍，未来可期。 Who says so makes no news of it.
    """
    stock = _STOCK.search(sentence) is not None
    called = sentence.rstrip(_CLOSING).endswith(("！", "!"))
    if stock and (called or not _EVENT.search(_SPEAKS.sub("", sentence))):
        return True
    if has_fact(sentence):
        return False
    lengths = [len(clause) for clause in _clauses(sentence)]
    half = len(lengths) // 2
    parallel = half and lengths[:half] == lengths[half:]
    short = bool(parallel) or max(lengths, default=0) <= _SHORT
    return called or (short and not _names_something(sentence))


def is_exhortation(sentence: str) -> bool:
    """Whether it calls for something (要狠抓落实。) of nobody, and has no figure."""
    called = _OPEN_CALL.match(sentence) is not None and not re.search(r"\d|[^成经]了", sentence)
    return called or (_SHOULD.match(sentence) is not None and not _SPEAKS.search(sentence))


def is_general_effort(sentence: str) -> bool:
    """Whether it says no more than that all and sundry do their work (各地做好春耕。)."""
    if not _DONE.search(sentence) and (_GOES_ON.fullmatch(sentence) or _SEASON.fullmatch(sentence)):
        return True
    undated = _DATE.sub("", sentence)
    if len(undated) <= _LINE and not _DONE.search(undated) and _ALL_AND_SUNDRY.search(undated):
        return True
    counts = has_figure(sentence) or _COUNTS.search(sentence) is not None
    plain = not counts and not proper_names(sentence)
    return plain and len(sentence) <= _LINE and _EFFORT.match(sentence) is not None


def tells_plight(sentence: str) -> bool:
    """Whether it says how bad something is or what it is (骗术花样百出。), and not what is done."""
    return _PLIGHT.search(sentence) is not None and _MEANS.search(sentence) is None


def is_address(sentence: str) -> bool:
    """Whether it greets, thanks or addresses somebody (各位代表，大家好！)."""
    return _ADDRESS.match(sentence) is not None


def is_dialogue(sentence: str) -> bool:
    """Whether it is a turn of an interview (答：水退了。)."""
    return _TURN.match(sentence) is not None


def is_caption(sentence: str) -> bool:
    """Whether it is what stands under a picture (图为施工现场。)."""
    return _CAPTION.match(sentence) is not None


def is_attendance(sentence: str) -> bool:
    """Whether it only lists who was there (宋怀远、杨小禾等参加活动。)."""
    return _ATTENDANCE.match(sentence) is not None and _LISTED.search(sentence) is not None


def is_credit(sentence: str) -> bool:
    """Whether it says who wrote or edited: （记者宋怀远）, 责任编辑：杨小禾."""
    return _CREDIT.match(sentence) is not None and _NOT_CREDIT.match(sentence) is None


def is_errand(sentence: str) -> bool:
    """Whether it says where a reporter went, and nothing that was found there."""
    return _ERRAND.match(sentence) is not None and _FOUND.search(sentence) is None


def is_bare_lead_in(sentence: str) -> bool:
    """Whether it only leads in to what somebody says (会议指出。)."""
    leads = _LEAD_IN.match(sentence) or _FOLLOWS.search(sentence)
    return sentence.endswith(("：", ":")) or leads is not None


def points_back(sentence: str) -> bool:
    """Whether it opens with a word for what came before: 这, 对此, 他, 其中."""
    told = _told(sentence)
    opens = _POINTS.match(told) is not None and _FREE.match(told) is None
    return (
        opens
        or leaves_unnamed(sentence)
        or predicates.points_back(_ITS_OWN.sub("", told))
        or any(pattern.search(told) for pattern in (_PRONOUN, _SAID, _OF_THIS, _HE_SAID, _ABOVE))
    )


def points_inside(passage: str) -> bool:
    """Whether a passage points at what it did not name before: 这家企业, 该市, 他们."""
    return predicates.points_inside(_ITS_OWN.sub("", passage))


def is_in_first_person(sentence: str) -> bool:
    """Whether the writer speaks of himself, or to the reader (我们沿着河走。)."""
    mine = _MINE.match(_told(sentence)) or _OURS.search(sentence) or _ME.search(sentence)
    return mine is not None and _SPEAKS.search(sentence) is None


def is_heading(sentence: str) -> bool:
    """Whether it is a line without a full stop of at most 40 characters, or a numbered item."""
    if _ITEM.match(sentence):
        return True
    if sentence.rstrip(_CLOSING).endswith(_STOPS):
        return False
    return len(sentence) <= _LINE or _NUMBERED.match(sentence) is not None


def is_cut_quotation(sentence: str) -> bool:
    """Whether a quotation, title or bracket is open at its beginning or end."""
    return bool(unbalanced(sentence)) or sentence.count('"') % 2 == 1


def is_unattributed(sentence: str) -> bool:
    """Whether all of it is a quotation of nobody (“水退了就好。”)."""
    bare = sentence.rstrip("。…；")
    whole = bare[:1] in _OPENING and bare[-1:] in _CLOSED
    return whole and _BETWEEN.search(bare) is None


def is_subjectless(sentence: str) -> bool:
    """Whether no one acts in what it says first: 制定计划，推动工作; 到云岭后，检查了河堤.

    That there is something (共有三座泵站) has no subject and is said of nobody.
    """
    told = _told(sentence)
    if _TO_DO.match(told) and not re.search(r"\d", sentence):
        return True
    main = _main_clauses(told)
    if main and _DOES.match(main[0]):
        return True
    if not main or (_COUNTED.search(main[0]) and not _BEGINS_WITHIN.match(main[0])):
        return False
    if _THERE_IS.match(main[0]):
        return False
    looked_at = main[:_PURPOSE] if told.startswith("为") else main[:2]
    acting = [clause for clause in main if not _SPAN.fullmatch(clause)]
    if all(map(_acts_alone, looked_at)):
        return True
    unnamed = len(acting) > 1 and not proper_names(told)
    return unnamed and _acts_alone(acting[0]) and all(map(predicates.lacks_subject, acting))


def _main_clauses(told: str) -> list[str]:
    """Return the clauses that say more than when, where or why."""
    spans = [clause.span for clause in clauses(told, Span(start=0, end=len(told)))]
    texts = [told[span.start : span.end] for span in spans]
    return [
        text for text in texts if not predicates.is_adjunct(text) and not predicates.is_frame(text)
    ]


def _acts_alone(clause: str) -> bool:
    return predicates.lacks_subject(clause) and predicates.says_something(clause)


def is_stance(sentence: str) -> bool:
    """Whether a side says what it wants (中方愿深化合作。) and nobody is said to say it."""
    return _STANCE.search(sentence) is not None and _TOLD_BY.search(sentence) is None


def is_of_no_time(sentence: str) -> bool:
    """Whether it compares a figure with that of a year ago, and says not of when it is."""
    return _COMPARED.search(sentence) is not None and _TIME.search(sentence) is None


def is_unfinished(sentence: str) -> bool:
    """Whether it breaks off for what follows (从清淤到护岸……, 这样治水——)."""
    return sentence.rstrip(_CLOSING).endswith(("…", "—", "，", "、")) or _lacks_points(sentence)


def _lacks_points(sentence: str) -> bool:
    """Whether it announces more points than it makes (提出三点建议：一是修堤。)."""
    if _FIRST_OF.search(sentence) and not _SECOND_OF.search(sentence):
        return True
    announced = _POINTS_MADE.search(sentence)
    if announced is None or "一是" not in sentence:
        return False
    return f"{_FIGURES[_number(announced[1])]}是" not in sentence


def _number(figure: str) -> int:
    return int(figure) if figure.isdecimal() else max(_FIGURES.find(figure), len("两个"))


def is_announcement(sentence: str) -> bool:
    """Whether it says that something was said and not what (宋怀远提出四点建议。)."""
    return _ANNOUNCES.fullmatch(sentence) is not None


def leaves_unnamed(sentence: str) -> bool:
    """Whether what it speaks of was named before: 开幕式上，四馆签约; 现场负责人说; 两区修缮."""
    told = _told(sentence)
    if _is_of_a_bare_meeting(told) or _counts_of_nobody(told):
        return True
    return any(pattern.search(told) for pattern in _UNNAMED)


def _counts_of_nobody(told: str) -> bool:
    """Whether it counts what was done and not by whom, nor where: 截至目前，累计培训学员四百人."""
    opens = _OF_NOBODY.match(told)
    if opens is None or _names_something(opens[0]):
        return False
    deed = _CLAUSE.match(told, opens.end())
    if deed is None or not has_figure(deed[0]) or _BEFALLS.match(deed[0]):
        return False
    if _FOR_WHOM.match(deed[0]):
        return True
    tags = (tag for _, tag in tagged(deed[0]))
    return next((tag for tag in tags if tag not in _ADVERBS), "").startswith("v")


def _is_of_a_bare_meeting(told: str) -> bool:
    """Whether someone is at a meeting (宋怀远出席会议并讲话。) of which nothing else is said."""
    found = _AT_WHICH.search(told)
    return found is not None and _MEETING.search(told, 0, found.start()) is None


FAULTS: dict[str, Callable[[str], bool]] = {
    "question": is_question,
    "address": is_address,
    "dialogue": is_dialogue,
    "caption": is_caption,
    "credit": is_credit,
    "attendance": is_attendance,
    "errand": is_errand,
    "lead-in": is_bare_lead_in,
    "heading": is_heading,
    "cut quotation": is_cut_quotation,
    "unattributed": is_unattributed,
    "verse": is_verse,
    "slogan": is_slogan,
    "exhortation": is_exhortation,
    "general effort": is_general_effort,
    "first person": is_in_first_person,
    "subjectless": is_subjectless,
    "announcement": is_announcement,
    "no time": is_of_no_time,
    "unfinished": is_unfinished,
}
"""The faults for which a sentence is left out, by name; :func:`points_back` and :func:`is_stance`
are not among them: such a sentence may stand with the one before it."""


def _clauses(sentence: str) -> list[str]:
    return _CLAUSE.findall(sentence)


def has_fact(sentence: str) -> bool:
    """Whether it has a figure or a day, or says that something happened or is going on."""
    return _FACT.search(sentence) is not None


def has_figure(sentence: str) -> bool:
    """Whether it has a figure in digits, or as old papers write it: 廿五万亩, 三百余户."""
    return any(char.isdecimal() for char in sentence) or _HAN_FIGURE.search(sentence) is not None


def is_spoken(sentence: str) -> bool:
    """Whether it says that someone says it (宋怀远表示，…)."""
    return _TELLS.search(sentence) is not None


def tells_event(sentence: str) -> bool:
    """Whether it names a day or says that something happened (大桥通车), and not only a figure."""
    return _HAPPENED.search(sentence) is not None


def is_appraisal(sentence: str) -> bool:
    """Whether it explains or appraises (堤坝是一种防线。), and has no figure or event itself."""
    told = _told(sentence)
    if _EXPLAINS.search(told):
        return True
    return _APPRAISES.search(told) is not None and _EVENT.search(told) is None


def is_urging(sentence: str) -> bool:
    """Whether someone says what is to be done, hoped for or gone on with, and no figure or day."""
    if _EVENT.search(_TELLS_WORDS.sub("", sentence)):
        return False
    return _URGES.search(sentence) is not None


def is_acclaim(sentence: str) -> bool:
    """Whether it tells that all and sundry praise, hope or are moved (大家表示，倍感振奋。)."""
    if _BLAMES.search(sentence) or _MEASURED.search(sentence):
        return False
    return _ACCLAIMS.search(sentence) is not None and _PRAISES.search(sentence) is not None


def is_scene(sentence: str) -> bool:
    """Whether it paints what a reporter sees (河堤上一派忙碌。), and has no day or event.

    Or a mood and nothing else, on whatever day: 8日晚，云岭剧院洋溢着节日的气氛。
    """
    told = _told(sentence)
    if _MOOD.fullmatch(told):
        return True
    return _SCENE.search(told) is not None and _HAPPENED.search(told) is None


def _names_something(sentence: str) -> bool:
    return any(name.level for name in proper_names(sentence))


def _told(sentence: str) -> str:
    return sentence[past_lead_in(sentence, Span(start=0, end=len(sentence))).start :]
