"""What a written text must not do to the sentence it comes from: one small gate a fault.

A text is given out only if it can be had from one sentence by leaving out what can be left out (an
aside, an adjunct, a clause at either end that nothing depends on), and passes every gate. A gate
looks at a :class:`qa.checking.derivation.Derivation`: what was kept of the sentence and what was
not. Each is a rule of thumb; its table of cases is in ``tests/qa/checking/test_gates.py``.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from qa.checking.derivation import derivation
from qa.checking.faithfulness import unsupported
from qa.checking.faults import loops, lost_marks
from qa.checking.severed import (
    begins_in_an_object,
    begins_without_subject,
    is_after_what_happened,
    is_aim_without_plan,
    is_as_planned_then,
    is_at_home_elsewhere,
    is_at_unnamed_event,
    is_consequence_alone,
    is_given_up_since,
    is_left_unsaid,
    is_liked_alone,
    is_of_the_case,
    is_of_those_days,
    is_of_unnamed_house,
    is_of_unnamed_occasion,
    is_preview,
    is_rank_alone,
    is_rest_of_aims,
    is_short_title_alone,
    is_what_was_named,
    is_worse_than_untold,
    lacks_its_matter,
    rests_on_what_was_left,
    sees_off_no_one,
    stops_before_the_news,
    takes_part_in_nothing,
    takes_without_verb,
)
from qa.chinese.characters import HAN
from qa.chinese.denials import RUMOURED, UNTRUE
from qa.chinese.gazetteer import PAIR_OF_COUNTRIES, WELL_KNOWN
from qa.chinese.openings import is_caption, is_credit, past_opening
from qa.chinese.page_notices import is_of_page
from qa.chinese.predicates import (
    SPEECH,
    bare_name,
    brings_subject,
    ends_open,
    goes_on,
    has_own_subject,
    is_adjunct,
    is_bare,
    is_conditional,
    is_done_there,
    is_frame,
    is_placed,
    is_subject_of,
    lacks_subject,
    leads_on,
    meets_press,
    names_a_thing,
    names_someone,
    of_an_office,
    points_back,
    says_something,
    sets_scene,
    stands_alone,
)
from qa.chinese.quotes import without_quotations
from qa.chinese.sentences import ends_half_width
from qa.chinese.surnames import ALL_SURNAMES
from qa.chinese.words import tagged, word_edges
from qa.records import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.checking.derivation import Derivation
    from qa.checking.source import Source
    from qa.records import Span

__all__ = [
    "fault",
    "fault_of",
    "faults_of",
    "has_credit",
    "is_continued",
    "is_on_condition",
    "points_by_name",
]

_CONDITION = "一旦|如果|除非|只有|只要|即使|尽管|若|假如"
_NEGATION = "[不没未非无否勿]|莫(?=[要再让忘])|拒|禁|免|停|反对|取消"
# Names and words with such a character that deny nothing.
_NO_DENIAL = re.compile(
    "[中南北东西]非|非正式|非公[有开]|非农|非洲|非盟|非遗|非物质|非常|无人|无锡|未来|停火|停战|不断|不少|不久"
)
_TAKEN_BACK = re.compile(
    "否认|不实|谣言|谣传|辟谣|误[传报]|不属实|虚假|子虚乌有|并非|毫无根据|驳[斥回]|推翻|撤销|否决|作罢|未[能果获遂]|失败|落空|告负|叫停|搁浅"
    "|[未没无][^，]{0,5}(?:证实|采纳|批准|同意|通过)|未予|除外|不含|不包括"
    "|(?:均|全部)?被[^，]{0,6}(?:击退|挫败|制止|拦截|击落|阻止)|无罪|改判|编造|捏造|伪造|落选|落榜"
)
_DENIED_AFTER = re.compile(
    f"{UNTRUE}|"
    "辟谣|误[传报]|否认(?:了?[这该此]|了?上述|相关)|(?<![未没不])(?:予以|对此|均|已)否认|未[^，]{0,4}证实|更正"
    "|(?:[这此该]|上述|消息|说法|报道|传言|视频|照片|内容|言论)[^，。]{0,16}(?:编造|捏造|伪造|虚假|玩笑)"
    "|澄清|(?<![被不])收回|改判|无罪|放弃了?这|驳回"
)
# What someone calls for has not been done.
_CALLS_FOR = re.compile("[并还]?(?:呼吁|要求|敦促)")
_RUMOURS = re.compile("谣言|辟谣|澄清")
_OF_UNTRUTH = re.compile("不属?实|否认|虚假|毫无根据")
# A rumour that the next sentence tells itself, and what was in another year: neither denies this.
_NAMED_RUMOUR = re.compile(
    "网[传上][^。]{2,24}(?:不实|谣言|不属实|误传|假消息)"
    "|“[^”]{2,30}”[^，。]{0,8}(?:系|是|为|属|纯属)(?:谣言|不实|误传|假消息|捏造)"
)
_BACKGROUND = re.compile(r"(?:早在)?(?:\d{4}年|[去前]年|此前|早前|[^，。]{1,4}年前)")
_RUMOUR = re.compile(
    f"{RUMOURED}|有(?:网友|人|网民)[^，。]{{0,4}}[称说]"
    "|(?:网[上络]|朋友圈|微信群|社交(?:媒体|平台))[^，。]{0,6}(?:流传|疯传|热传)"
)
_AT_FIRST = re.compile(
    "一度|开盘|盘中|[上半]半?场|起初|最初|(?<![了消迟期])原[定本]|原计划|本应|险些|差点"
)
# 合同原本5日到期: what became of it is not said.
_ORIGINALLY = re.compile("(?<![了消迟期])原[定本]|本应|本来")
_CAME_OTHERWISE = re.compile("[但却改推延取没未不提缩增减调后更]|如[此今]|今[天年日]")
# A part of a match, which is not how it ended: 上半场第23分钟，河东队首开纪录.
_STAGE = re.compile(r"[上下]半场|第[一二三四]节|开场|补时|加时|第\d+分钟")
# 甲国希望停火，这一想法能否实现，取决于…: what is said of it follows.
_HANGS = re.compile("(?:这|该|此|上述)[^，]{0,10}(?:能否|是否|取决于|有待)|能否[^，]*取决于")
# 甲国看到停火的信号，表明…，但没有看到诚意: what is said after all is lost.
_TURNS = re.compile("(?:但|却|然而|不过)[^，]*(?:没有|尚未|并未|并不|并非|未见|拒绝|反对)")
# What it depends on, said in the next sentence: 他强调，这一姿态的前提是….
_ON_CONDITION = re.compile(
    "^[^。；]{0,24}(?:这|该|此|其|上述)[^，。；]{0,10}(?:前提|条件)(?:条件)?[是为]"
)
_FOR_MONTHS = re.compile("(?:[数多几]|十余?|[一二两三四五六七八九\\d]+)个?[年月周天]多?来")
_REFUSES = re.compile("拒|否认|反对|未|没|不(?!断|仅|但|少|乏|足|过)|僵持")
_BESIDES = re.compile("除了?(?!夕)[^，。]{1,24}[之以]?外$")
_TO_AN_AIM = re.compile("为(?!了|期|首|主)")
_GIVES = re.compile(
    "(?:提供|创造|奠定|注入|打下|营造|积累)了?[^，。]{0,10}(?:条件|基础|指引|支撑|保障|动力|环境|遵循|借鉴|支持|经验)$"
)
_CAUSES = re.compile("(?:使|令|让|导致|引发|引起)(?!用)")
_THE_ACT = re.compile(
    "的(?:决定|发布|出台|启动|建成|开通|落地|到来|实施|做法|举[动措]|行[为径]|言论|表态|消息|事件|计划|建议|事实|结果|裁决)$"
)
_DECREES = re.compile(
    "(?:签署|签发|发布|颁布|下达|提交|递交|提出)了?(?:一[项份道]|第[0-9]+号)?(?:总统|行政)?(?:法令|政令|行政令|总统令|命令|申请|议案|动议)$"
    "|(?:宣布|称|表示|说)(?:受|因)[^，。]{2,24}影响$"
)
_ONE_SCENE = re.compile(
    "有(?:过?这样|那样)?的?一(?:幕|段话|句话|件事|个细节|个场景|个镜头|个故事|组数[据字])$"
)
_FOLLOWS = re.compile("^(?:顺应|响应|遵循|秉持|立足|紧扣|对标)")
# What the next clause only adds to one that stands without it.
_ADDS = re.compile("包括|即(?![便使将可])")
_MODAL = (
    "拟|将|或(?!者)|可能|可以|要求|呼吁|(?:计划|建议)(?!的|书|稿|[和与并、])|打算|有望|预计|争取|力争|应当|应该|必须|需要"
    "|据称|疑似|涉嫌|试图|企图|考虑"
)
_WILL = re.compile(
    "(?:将|预计)[^，]{0,6}(?:有|出现|迎来|持续|达|举行|召开|举办|启动|开展|下降|上升)"
)
_NOT_YET = re.compile("将|预计|已|了|可能|有望|拟|计划|目前|累计|此前|曾")
_SUPPOSES = re.compile("如果|一旦|倘若|假如|要是|若(?!干|非|是)")
_THEN = re.compile("将|就|则|会|便|才|必|应|需|须|可|能|恐|难")
_ONLY_THEN = re.compile(
    "(?![^，]*(?:只有|必须|唯有))[^，的]{2,}才(?:[能会可](?!出众|[的和与、]|$)|得以)"
)
# What leaving out a part of a clause does, by the words that are lost; the first that holds.
_LOST = (
    (Fault.CONDITION, re.compile(_CONDITION)),
    (Fault.NEGATION, re.compile(_NEGATION)),
    (Fault.MODALITY, re.compile(_MODAL)),
    (Fault.SPEAKER, re.compile(SPEECH)),
)
_GLUED = re.compile(
    r"[（(][^（）()]*(?:记者|通讯员|摄|供图|见图)[^（）()]*[）)]|本报讯|新华社[^，。]{0,14}电(?![话视影台器力])|央视网消息|责任编辑|△|▲|图为"
    r"|资料图|图源|受访者(?:提供|供图|本人供)|专稿[:：]|本[网报刊台]讯"
    r"|[（(]见[^（）()]{0,4}图[^（）()]{0,3}[）)]|[（(]?摘编自|原题为|原载《"
    rf"|(?:记者|通讯员|实习生)[ \u3000]*[{HAN}]{{2,3}}[ \u3000]*"
    "(?:通讯员|实习生|见习|摄|文(?![旅化明件物体章艺教])|图(?![书片纸像形案标表]))"
    rf"|(?:记者|通讯员|实习生)(?:[{ALL_SURNAMES}][{HAN}]{{1,2}}[ \u3000、]*){{2,5}}"
    "(?:通讯员|实习生|见习)"
    rf"|(?:通讯员|实习生)[ \u3000]+[{HAN}]{{2,3}}|供图[\s{HAN}]|[（(]完[）)]"
    r"|(?:联系|咨询|举报)电话(?:[是为]?\s?\d|[：:])|电话[：:]\d|[：:]0\d{3}-\d{4}|本[版栏](?:今[天日]?起)?推出|本栏目"
    r"|今[日天]起[^，。]{0,4}(?:开设|推出)[^，。]{0,20}(?:专栏|专版|系列报道)"
    rf"|^[{HAN}]{{2,3}}[ \u3000]+摄(?![影像制取入氏])"
    rf"|^[^，。]{{2,16}}截图(?=[{HAN}])(?![显上中里为是])"
    rf"|^(?:[{HAN}]{{1,6}}[：:])?(?:尊敬的|各位)[^。！]{{1,30}}(?:上午|下午|中午|晚上|大家|你们)好[。！]?$"
    r"|(?:发布会|吹风会)[^，。]{0,4}到此"
    r"|记者[^，。]{2,6}(?:报道|摄)|编者按|电题|版权声明|未经[^，。]{0,8}授权|返回搜狐|[（(][左右][^（）()]{0,3}[）)]"
)
_SIGNED = re.compile(r"\s*[（(]?[^。，！？\n]{0,24}(?:摄|供图|摄影报道)[)）]?[ \t\u3000]*(?:\n|$)")
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、．])|(?<![条款])[（(][一二三四五六七八九十\d]{1,2}[）)](?![》项])|[①-⑳]|^[·•]"
)
_IN_A_WORD = re.compile("的|了(?=[一两几数“《0-9])")  # 报道了一起: the verb was cut off
_ARTICLE = re.compile(r"(?:^|(?<=[。；\s]))第[一二三四五六七八九十百零]+条")
_ARTICLES = 3  # of a law, at least
_FIRST_ITEM = re.compile(
    "一是|其一|第一[，,是]|首先|一方面|一个是|既(?!然|定|有|是)|不仅|不但|[：:]$"
)
_ONE_OF, _ANOTHER = re.compile("[：:，,](?:一是|其一)"), re.compile("[二三]是|其[二三]|另一")
_SPEECH_COLON = re.compile(
    rf"{SPEECH}[^，]{{0,4}}$|(?:消息|统计|数据|监测|预报)$|印发|发布|^[^，]{{2,4}}$"
)
_OTHERS = re.compile(
    "[二三四五六七八九十2-9]是|其[二三四]|第[二三四][，,是]|其二|另一|以及|和|与|或|一边|一面|又"
)
_ITEMS_FOLLOW = re.compile(r"\s*(?:一[是要、]|第一[，,是、]|首先|其一|①|[（(]一[）)]|1[.、．])")
_ITEMS_BEFORE = re.compile(r"[：:；;]\s*$")
_ITEMS_BEGIN = re.compile(r"如下[：:]|[：:](?![^；;]*[”’」』])[^；;]*[；;]$")
_QUOTED = re.compile(r"[“「『][^“”「」『』]*[”」』][。！？]?")
_QUOTATION = re.compile("“[^”]*”")
_ANNOUNCES = re.compile(
    f"(?:{SPEECH}|(?:告诉|对|向)[^，。]{{0,8}}记者|看来|眼[中里]|而言|[道写讲名题称]|主题|口号|标语|[是为])$"
)
# Of whom a statement is that begins with when or how: 各方期待在新的一年，大桥能够通车.
_SAYS_WHEN = re.compile(rf"(?:{SPEECH}|期待|期盼|担忧|担心)(?:在|随着|面对|通过|基于|经过)[^，]*$")
# By what something is done, which no one says: 按照会议要求，云岭市开展检查.
_BY_ORDER = re.compile("按照|根据|依照|依据|[为按]?(?:贯彻)?落实|为贯彻")
_SPEECH_END = re.compile(rf"(?:{SPEECH}|裁[定决]|判[定决]|认定)[，,：:]?$")
_SAYS = re.compile(
    "[^，]*(?<![情概])(?:表示|指出|强调|称|说|认为|透露|宣布|证实|(?<!情况)介绍|坦言|告诉记者|感慨|感叹|直言|[问喊叫答笑叹]道)"
)
_DENIES = re.compile("(?:出面|予以|公开|断然|坚决)(?:否认|回应|澄清)$")
# …，专家何远警告说, but not …，市政府对此作出规定.
_SAID_LAST = re.compile(rf"[^，]{{1,24}}(?:{SPEECH}|预言|写道|如是说)+[说道称]?")
_RULES_ON = re.compile(
    f"(?:作出|做出|进行|予以|给予)[^，]{{0,4}}(?:规定|回应|解释|说明|预测|估计|批评)$|的{SPEECH}$"
)
# Of whom or what one party tells beside the others is not what was told: 云岭、河东认真….
_PLACES = re.compile(
    rf"[{HAN}]{{2,6}}(?:、[{HAN}]{{2,6}})*(?:多举措|认真|积极|深入|坚持|全力|各地)"
)
_DIRECTS = re.compile("全会|总书记|习近平|会议精神")
_SHOULD = re.compile("[要应须]|必须|应当|希望")
_REPORTS = re.compile(
    rf"{SPEECH}(?:道|，|,|：|:)(?!“)|，表示(?!感谢|祝贺|欢迎|慰问|哀悼|满意|关切|愤慨|遗憾|抗议)[^，。]{{3}}"
)
_ANCHOR = re.compile(
    r"(?:当地时间|北京时间)?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|据|记者|目前|当[天日晚]|截至|此前|昨|今[天日年晚]|去年|近[日年]|日前|数据"
)
_NEAR_START = 30  # characters
_SENTENCES, _BEFORE = 20, 1500  # that a statement can be begun before
# 将…，作为… is one predicate.
_TAKES, _TAKEN_AS = re.compile("[将把]"), re.compile("作为|视为|列为|当作|纳入|定为|称为|变成|转化")
_FEW = 3  # characters of a word that describes: 宽口
_WHOLE = 14  # characters of a whole sentence that says something, whatever its words
_TITLE, _NOW = re.compile("《([^》]{2,8})》"), re.compile("^(?:目前|当前|如今|眼下|现在)")
# A figure and how it has changed are one piece of news.
_GROWTH, _FIGURE = re.compile("同比|环比|比上年|较上年|比去年|较去年|增长"), re.compile(r"\d")
_ABOVE_ALL = re.compile("特别是|尤其是")
# An accident and whom it killed are one, too.
_TOLL = re.compile(r"[已并共]*(?:造成|致使?|导致)[^，]{0,8}\d+[多余]?[人名头]")
_SUFFERED = re.compile("死|亡|遇难|伤|失踪|失联|被困")
# What is held, before what the head of state did there: 国家主席何远向大会致贺信.
_HELD = re.compile("(?:举行|召开|举办|开幕|启动)[^，]*$")
_BY_THE_STATE = re.compile(
    "(?:中共中央|国家主席|国务院总理|中央军委)[^，]{2,40}(?:致|出席|作|发表)[^，]*(?:贺信|贺电|信|电|讲话|致辞|演讲|报告|会议|大会)"
)
# What a speaker will do, whatever the reason that stands between: 公司宣布，由于…，将停产.
_DECIDES = re.compile("将|已|决定|拟|要求|同意|不再")
_THUS = re.compile("[如这此]是说|这样说")
# Where something stands, by what was named before: 管委会就坐落于此.
_HERE = re.compile("(?:坐落|位|诞生|发生|成立|安家|扎根|落户|建|生活|工作|源|始)[于在]此$")
# Of whose results a sentence tells, which one before it says.
_RESULT = re.compile(
    "(?:评估|检查|监测|检测|统计|测算|鉴定|抽查|核查|审计|问卷|普查|调查|研究)(?:结果|报告)(?:显示|表明)"
    "|(?:规范|规程|细则|白皮书|指南|清单|标准|指引|纲要|草案|倡议|办法|意见|方案|通知|规定)"
    r"(?:列明|明确|提出|要求|规定|显示|指出|强调|共(?=\d|[一二三四五六七八九十分包有计]))"
)
# A house or body without its name, which a sentence is done to or does itself.
_HOUSE = re.compile(
    "(?:^|[ 向对给为由被受与和同代])(?P<house>报社|学校|医院|集团|景区|雪场|车站|球场|书店|剧院)"
    "(?=全|的|[将已以在对新共从 ]|$)"
)
# 33栋楼宇: some of what was named before.
_COUNTED = re.compile(
    r"(?:约|近|超|逾)?(?:\d[\d.,]*[万亿]?[多余]?|[两三四五六七八九十])[名位个家栋棵头条台辆座所间户只件块片艘架项场组批套人口笔]"
)
_OWN_NAME = re.compile("[“《A-Za-z]|全国|我国|世界|全球")
# Of whom or what was asked or told before: 就此，云岭市…; whose trouble it is: 反映自己….
_REFLECTS = re.compile(
    "主题[是为]|就此(?![一])|(?:反映|讲述|介绍|诉说)自己|算下来|一年下来|说来|话音"
)
_INTRODUCES = re.compile("(?:是|成为|担任|当上)[^，]{0,20}(?:一[名位个]|的)[^，]{2,}$")
_CALLED = re.compile(rf"([{HAN}]{{2,5}}?)(?:{SPEECH}|还|也|在|曾|认为|高度|对)")
# What stands before a long name where it is introduced: 总裁格奥尔基耶娃.
_INTRODUCED = (
    "(?:·|总裁|总统|总理|首相|部长|主席|秘书长|发言人|外长|行长|主任|大臣|[州市]长|总干事"
    "|专家|教授|研究员)"
)
_CALLED_LONG = re.compile(rf"([{HAN}]{{6,10}}?){SPEECH}")
_BODY = tuple("部国方省市县区会社局报网军府院委厅署司团队家们者员人校厂店行馆所台站")
# 获奖者中，就有何远: of whom or what a sentence before it names.
_AMONG = re.compile("[^，]{2,16}(?:中|里|当中)[，,]?(?:就|便)有")
# What a speaker tells of that was named before: 交通局：事故发生在河东.
_THE_EVENT = re.compile(
    "[^：]+(?:：|[，,])(?:该|此次)?(?:事故|事件|案件|爆炸|袭击|火灾|坠机)(?:发生|造成|已|系|原因)"
)
# Of a place or of people that a sentence before it names.
_NEAR = re.compile(
    "当地|双方|两国|两党|夫妇俩|父子|母女|涉事|事发|主论坛|分论坛|本馆|信中|文中|书中|剧中|片中"
    "|(?<![^在，：。 ])会上"
)
# By a text that a sentence before it names.
_BY_IT = re.compile(
    "(?:根据|按照|依据|据)(?:声明|公告|协议|协定|公报|文件|报告|草案|备忘录|联名信|条款"
    "|方案|规划|计划|通知|意见|办法|规定|通告|决定|部署|安排)"
)
_WRITTEN = ("信中", "文中", "书中")
_FIRST_OF_KIND = ("首届", "首批", "首份", "首期")
_BOTH = ("双方", "两国")
_TWO = re.compile(f"[与和同]|{PAIR_OF_COUNTRIES}")
_ALSO = re.compile(
    "[^，：“]{2,20}?(?:还|也|又|则|亦|同样|再次)(?=先后|[到赴致表举发将被在向对与参出会以用通称说]|报道)"
    "|[^，：“]{2,12}?还(?=宣布|强调|指出|提到|透露|介绍|呼吁|证实)"
)
_IN_WORDS_OF = re.compile(
    "[^，：的]{2,6}(?:口中|眼中|笔下|镜头下)的(?!“[^”]{1,8}”，?(?:名?叫|就?是)[^，。]{4,})"
)
_HALF = re.compile(
    "^(?:[^，]{0,4}前)?(?:说起|提起|谈起|聊起|谈及)[^，]*$|之所以|既有|既是|^(?:任何|凡)[^，]*$|无论|[^，]{2,}对于[^，]*$|[自从][^，]{2,30}(?:起|开始)$|——[^，]*[0-9][日月年]起$|预计(?:\\d{1,2}月)?\\d{1,2}日[^，]{0,8}$|^[^，]{0,10}要想[^，]*$|需要$|[东西南北]起[^，至到]*$|——[^，]{1,8}$|后不久$|以来[（(][^（）()]*[）)]$|能否|^除了[^，]*$|[两三四五六几]个?(?:部分|方面)$"
    "|^(?:唯有|只有)[^，才]{4,}$|^经过[^，]*(?:努力|协商|谈判|审理|调查|治理)$|以[^，]{2,20}罪$|^(?![^，]*由)[^，]*牵头$"
    "|^当(?![地前时天日晚年今代局事选众场好作成之即初务家届班])[^，]*$"
)
# 对…, without what is done about it in the next clause: 作出部署.
_DONE = "(?:作出|做出|提出|进行|给予|造成|产生|予以|开展|带来)"
_ABOUT, _DOES = re.compile(f"^对(?:(?!{_DONE})[^，])+$"), re.compile(f".*{_DONE}[^，]{{0,10}}$")
_MATTERS = re.compile(
    "(?:具有|有着?|起到|产生|带来)[^，]*(?:意义|作用|影响|价值)$|至关重要|意义重大"
)
_GOES_TO = re.compile("[降升增减跌涨扩缩迈转]|下降|上升|攀升|提[高升]|[到至]|走向|变为")
# By what one goes, without where: 卫星搭乘火箭，从…升空.
_RIDES = re.compile(
    "(?:搭乘|乘坐|搭载|乘|驾驶)(?![^，]*(?:抵达|到达|飞抵|离开|前往|返回|升空))[^，的]*$|向[^，]{2,20}(?:海域|空域|地区|方向)$"
)
# 共享单车治理中: what happens meanwhile follows.
_UNDER_WAY = re.compile(
    "(?<![正集其击命看进筹推审施看适])(?<!建设|进行|审理|调查|研究|推进|施工|办理)中$"
)
_SETS_OUT = re.compile("(?:出发|启程|动身|上路|起身)$")
_GOES = re.compile("(?<!避免)(?<!不要)(?<!暂勿)(?<!谨慎)(?:赴|前往|来到|走进)(?P<where>[^，]*)$")
_HOSTS = re.compile("由?[^，由 ]{2,60}(?:主办|承办|协办|指导)")
_BY_MEANS = re.compile(
    "(?:运用|利用|借助|依托|凭借|发挥)(?:(?!建|打造|开展|推|设|成|实施|探索|开发|形成|构建|搭|开通|办|生产|制)[^，])*$"
)
# 甲军使用无人机，对军营发动袭击: what is done with it follows.
_WIELDS, _TOWARDS = re.compile("(?:使用|动用|出动|利用)[^，]*$"), re.compile("[对向将把]")
# 云岭通过20年的修桥实践，把天堑变成通途; but not 议会通过法案，使….
_THROUGH = re.compile("通过(?!了)[^，《]*$")
_PASSED = re.compile(
    "决定|声明|宣言|名单|章程|公报|办法|法案|决议|议案|草案|条例|预算|修正案|法律|提案|规划|方案|计划|报告|验收|审"
)
_MAKES = re.compile("[把使让]|打造|形成|实现|构建|推动|带动")
_IS = re.compile("[^，]{0,3}(?:是|莫过于|还有|有)")  # 最可贵的，是…, but not 白名单内的，…
_FOUNDS = re.compile(
    "建设|设立|开设|成立|迎来|进入|举[办行]|走进|落户|开放|通[车航]|打造|改造|获|入选"
)
# 位于云岭市的桥梁训练场, of which nothing is said.
_SITED = re.compile(
    "(?:位于|坐落[于在]|地处)[^，]*的[^，的了着是有成]*"
    "(?:[场馆园区厂村镇县市站港院校店坊街桥库所]|基地|中心|公司|社区|车间|实验室|展厅)"
)
# 桥梁协理员的招录公告, 让何远心动: what it did follows.
_TELLS_OF = re.compile(
    "的[^，的了]{0,4}(?:公告|通知|消息|信|电话|话|故事|经历|遭遇|视频|画面|场景|提问|回答|建议)$"
)
_MOVES = re.compile("[把使让]|引|吸引|打动|激|令|触动|感动|改变")
# 向居民表达了将在5日通车, without of what kind that is: 提前开放大桥的意向.
_CONVEYS = re.compile("(?:传达|表达|转达|透露|释放)了?将?[^，的]*$")
_THE_WISH = re.compile("[^，]*的(?:意向|意愿|想法|立场|决心|信号|计划|打算|愿望|消息|看法)$")
# 桥梁能以更低成本、更快速度, without what it does so: 通到河东.
_BY_WHAT = re.compile("[能可会将要]以(?:更[^，、]{2,8}[、和]?)+$")
# 甲军组织陆军等兵力, and what these do.
_GATHERS = re.compile("组织[^，]*(?:兵力|力量|人员)$")
# 一艘货轮在距离河东50公里处: what happened to it there follows.
_SOMEWHERE = re.compile("在(?:距[^，]{1,40}处|[^，的在]{2,20}(?:附近|海域|一带))$")
_DASH = re.compile("——")
# 从工厂车间到普通市民, 发生在云岭市的绑架事件: what is said of it follows.
_FROM, _TO_SEVERAL = re.compile("再?从(?![而此来])"), re.compile("再?到[^了、]{2,}、[^了]{2,}$")
_FROM_TO = re.compile("^从[^，]*到[^，]*$")
_FROM_KIND_TO_KIND = re.compile("^从[^，]*式的[^，]*到[^，]*式的[^，的]{2,6}$")
_HAPPENED = re.compile("^发生在[^，]*的[^，的]*(?:事件|事故|案件?|灾害|火灾|地震)$")
_SENDS = re.compile(
    "(?:安排|派出?|请|引导|动员|号召|督促|责成)[^，]*[人员师队者家警生民工们门业位]$"
)
# 云岭市联合河东市发布的报告, whose verb follows.
_JOINT = re.compile("(?:联合(?![国会体])|会同|不久前)[^，的]{2,}的[^，的]*$")
# 由云岭公司研制的发动机, of which nothing is said.
_MADE_BY = re.compile(
    "^由[^，]{2,}的[^，的]*(?:发动机|架桥机|系统|设备|装置|卫星|机组|飞船|机器人)$"
)
_FOR_YEARS = re.compile("[年月天]多来$")
_TAKE_UP = re.compile("把(?![握关手控])")
_ONE_THAT = re.compile(
    r"(?:^|[，内上中里])[一两几多数\d][^，的]{0,3}[架名位个座条支台辆艘家款枚颗群批场项次种段][^，]*的[^，的]{1,6}$"
)
_FUNCTION = re.compile("(?:仪式|活动|大会|论坛|比赛|展览|研讨会|峰会)$")
_TAKES_PLACE = re.compile("在[^，]*(?:举行|举办|召开|启动|开幕|闭幕|落幕)$")
# 老桥直播推广活动, before 累计….
_FUNCTION_ALONE = re.compile(
    "^(?![^，]*(?:举|召|开|启|组织|参[加与]|出席|主[办持]|承办|推出|发起|策划|走进|了|在|[将已正]))"
    "[^，]*(?:活动|仪式|大会|论坛|比赛|展览|研讨会|峰会)$"
)
_DREW = re.compile("累计|共|已|先后|吸引|带动")
# 原桥梁局局长何远同志, before 因病逝世.
_LATE, _DIES = re.compile("(?:同志|院士|教授|先生|女士)$"), re.compile("因[病公伤]|不幸")
# 市委书记, before 市长何远出席大会.
_OFFICE_NAME = "(?:委员|委员长|主席|书记|主任|[省市县区局厅部会院校社团]长|总理|会长|总裁|理事)"
_AN_OFFICE = re.compile(f"{_OFFICE_NAME}$")
_OFFICE_OF = re.compile(
    f"{_OFFICE_NAME}(?=[^，的]{{2,4}}?(?:[0-9]{{1,2}}[月日][^，]{{0,8}}?)?(?:出席|会见|率|主持|访问|在|同|与|作|致|到|赴))"
)
# 从桥墩加固到桥面铺装, before 从….
_FROM_HERE, _FROM_THERE = re.compile("^从[^，]*[到至][^，]*$"), re.compile("从")
# 讲述桥工何远带领团队, before …的故事.
_TELLS_A_STORY = re.compile(
    "(?:讲述|记述|再现)(?!了?[^，]*的[^，的]{0,4}(?:故事|经历|历程|传奇|人生|往事))[^，]*$"
)
_THE_STORY = re.compile("[^，]*的[^，的]{0,6}(?:故事|经历|历程|传奇|人生|往事)$")
# 老桥柔美的线条、古朴的桥头, before 深受游客喜爱.
_TWO_THINGS = re.compile("的[^，、的]{2,12}、[^，、]*的[^，、的]{2,12}$")
_ARE_LIKED = re.compile("深受|受到|备受|赢得|吸引|令|让|使|成为")
# 打车、点餐、购物, before 一部手机就能搞定.
_SEVERAL_THINGS = re.compile("^[^，的了]+(?:、[^，的了]+){2,}$")
_ALL_OF_IT = re.compile("[^，]{0,8}(?:就[能可]|都[能可]|全都|样样|应有尽有|一应俱全|不在话下)")
# 修好一座桥, before 这才是….
_THAT_IS_IT = re.compile("[这那]?[才就便]是")
# 让居民安睡的桥: the noun that says what something means.
_SUCH_A_THING = re.compile("的[^，的]{1,8}$")
# 桥工克服极端天气, before 成功合龙大桥.
_OVERCOMES = re.compile("(?:克服|顶着|冒着|历经)[^，]*$")
_SUCCEEDS = re.compile("成功|最终|顺利|如期|圆满|按期|完成")
# 老桥志愿者团队, before 成立于2009年.
_BODY_ALONE = re.compile("(?:团队|协会|公司|集团|中心|联盟|组织|机构|合作社|服务队)$")
_FOUNDED = re.compile("(?:成立|创[立建办]|始建|组建)于|位于|地处|坐落|隶属")
# 货船载着一百人, before 从云岭出发.
_LADEN = re.compile("(?:满载|载[着有])[^，的]*$")
_SAILS = re.compile("[^，]{0,8}(?:从|自|驶|前往|抵达|飞|离开|启程|出发)")
# 警方依法彻查, before 将团伙一网打尽.
_CRACKS, _TAKES_ALL = re.compile("(?:彻查|严惩|出击|出手)[^，]{0,4}$"), re.compile("[将把]")
# 基地围绕养桥, 涵盖五类, before 依托学校….
_COVERS, _BY_HELP_OF = re.compile("(?:涵盖|覆盖|围绕)[^，]*$"), re.compile("依托|通过|采取|采用")
# 发言人表示无可奉告, without what he was asked of.
_NO_COMMENT = re.compile("无可奉告|不予置评|拒绝评论|不作评论|拒绝置评")
# 县里花了两千万元, before 建起一座桥.
_PAYS, _PAID_FOR = re.compile("花[了费]?[^，]{0,8}元$"), re.compile("[建买购修请盖投打]|用[于来]")
# 距大桥首次通车, before 已过去八年.
_SO_FAR, _GONE = re.compile("^距[^，]*$"), re.compile("时间|已|还有|仅|不到")
# 桥梁管理局确认, 议会已正式通知甲国: what follows is what was confirmed or told.
_CONFIRMS = re.compile(
    "(?<![被经已得获未待到法以予再])确认$|纠集[^，]{1,6}$|(?:通知|告知|告诉)[^，的]{1,10}$"
)
# 议会通过法案所体现的桥梁意识, of which the next clause says something.
_BY_WHOM_IT_IS = re.compile("(?<![将把被])所[^，]{1,8}的[^，的]{2,12}$")
_IT_DOES = re.compile("正|是|将|已|为|成为|有|让|令|使|对|也|都")
_SOME_OF = re.compile("的(?:一[批项种款套组系]|这?些)[^，的]{2,12}$")
_DOES_TO_US = re.compile("引|吸引|让|令|使|成为|受到|获|深受|亮相")
_WHERE_TO = re.compile("[到赴在对去]|前往|周[一二三四五六日末]|[每今明当]|[0-9]")
_FULL_STOP = re.compile("[。！？\n]")
_QUESTION = re.compile("[？?]|^[问答][：:]|请(?:问|介绍|谈)|^(?:哪(?!吒)|谁|什么|怎|为何|为什么)")
_SPENDS = re.compile("投入[^，]{0,14}(?:设备|人员|机械|车辆|力量|人力|警力|资金)$")
_SPENT_ON = re.compile("对|开展|进行|用于|全力|在")
_TITLED = re.compile("《[^》]*》")
_RULES_OF = re.compile("的《[^》]+》$")
_RULE = re.compile("[自于向已将面从]|公开|正式|经|明确|提出|要求|规定|施行|实施")
_FOR_AN_AIM = re.compile(
    "为(?:了|集中|进一步|更好|深入|充分|切实|有效|全面|持续|推动|促进|加强|规范|保障|提升|贯彻|落实|方便|确保|做好)"
)
# 甲国考察团和外方参会代表, the last of those whom someone met, before 就…交换意见.
_WHOM = re.compile(
    "^(?![^，]*(?:会见|会晤|接见|会谈|拜会|访问|出席))[^，]*(?:代表|团|嘉宾|负责人|专家|学者|成员)$"
)
# 由云岭出版社编写的《老桥》一书, before 已出版.
_A_BOOK, _IS_OUT = (
    re.compile("《[^》]+》(?:[（(][^）)]*[）)])?一[书文]$"),
    re.compile("已|由|将|共"),
)
# 与往年从河东出发的路线不同, before what is so this year.
# Who has spoken before: 何远还称.
_SAYS_TOO = re.compile(rf"(?P<who>[{HAN}·]{{2,8}}?)(?:还|也|同时)(?:称|说|表示|指出|强调|透露)")
_UNLIKE, _ANYTHING = re.compile("^与[^，]*(?:不同|相反|相比)$"), re.compile("")
# 一句句问候，在老桥第一线, before 给居民带去温暖.
_WHERE_ONE_IS = re.compile("^在[^，]*(?:一线|现场|[中边里上间旁])$")
_DOES_FOR = re.compile("[给为让把]")
_EXCHANGES = re.compile("就[^，]{2,60}(?:交换|交流|进行|举行|展开|开展)")
# 各国领导人致电何远, before 祝贺….
_WRITES = re.compile("(?:致电|致函|致信|去电)[^，]*$")
_WISHES = re.compile("(?:热烈|诚挚|强烈|表示|深切|谨)*(?:祝贺|慰问|感谢|谴责|哀悼|问候|吊唁|支持)")
# 一场跨越三县的搬迁, before 正在推进.
_A_MOVE = re.compile("^一[^，的]{0,3}[场项次种段][^，]*的[^，的]{1,6}$")
_UNDER_WAY_NOW = re.compile("正|已|将|在|不断|持续|逐|有条不紊|悄然")
# 总统对大桥停用作出表态, before 称….
_TOOK_A_STAND = re.compile("[作做]出了?(?:表态|回应|评论|说明|解释|反应)$")
_SAYING = re.compile("并?(?:称|说|表示|强调|指出|认为|要求|坚称)")
# 总统在专机上面对媒体, before 向甲国发出威胁.
_FACES = re.compile("[^，]{2,}面对(?:媒体|记者|镜头|观众|提问)$")
_SAYS_TO = re.compile("[向就对称说]|表示|发出")
# 绝大多数事故, of which the next clause says something.
_MOST_OF = re.compile("^(?:绝大多数|大多数|大部分|多数)[^，]*$")
_ALL_ARE = re.compile("[^，]{0,6}(?:都是|均是|都|均)|往往|主要|大多|通常|一般")
# 甲国在桥梁养护上的工作, of which the next clause says something.
_THE_WORK = re.compile("在[^，]*的[^，的]*(?:工作|事业|实践|探索|努力|经验|做法)$")
_HAS = re.compile("有(?!效)|也|都|值得|具有|受到|引|为|是|堪称|可")
# 两市人大共同研究, before 制定办法.
_TOGETHER = re.compile("(?:共同|联合|一起|一道)(?:研究|商议|商讨|探讨|谋划|酝酿|协商|起草)$")
# 守军必须做好准备, before 在必要时过河: for what.
_READY = re.compile("(?:做好了?(?:充分|一切|万全)?准备|随时待命|保留权利)$")
_IN_NEED = re.compile("在?(?:必要|需要|关键)(?:时|之时)|一旦|随时|以[便防备应]|应对|迎接")
# 老桥是云岭第一座有据可查, before 并为史书所载的石桥: the noun follows.
_IS_FIRST = re.compile("(?:是|为|成为)[^，]*$")
_AND_OF_WHICH = re.compile(
    "[并且](?:为[^，]*所|[被经由][^，]*(?=证实|记载|认定|确认|发现|收录|考证))[^，的]*的[^，的了]+$"
)
# 涉嫌毁桥的3名男子, before 5日被捕.
_THOSE_WHO = re.compile(
    "^(?:[首第][一二三四五]?批)?(?:涉嫌|参加|参与|来自|制造|策划|申请|入选|报名|滞留|获得)[^，了]*的[^，的]{2,14}$"
)
_THEY_ARE = re.compile(
    "(?:[0-9]{1,2}日|[今昨前]天|近日|日前)?(?:[已均都将被正也在]|全部|悉数|全都)"
)
# 超载治理不好, before 将影响安全: on what condition.
_BADLY, _WOULD = (
    re.compile("(?:不好|不力|不当|不及时|不到位|不严)$"),
    re.compile("[将就会便则必](?!于)|可能|容易"),
)
# 行动计划在“全球治理”专章, before what it says there.
_IN_A_CHAPTER = re.compile("在“[^”]*”[^，的]{0,4}(?:专章|章节|一章|部分|环节|板块)$")
# 养桥人三十年的坚守, before 诠释….
_THE_SPIRIT = re.compile(
    "^[^，了着过]*的[^，的]{0,2}(?:实践|光辉|历程|精神|智慧|变迁|情怀|担当|坚守)$"
)
_SHOWS_IT = re.compile(
    "(?:生动|深刻|充分|共同|正)?(?:化[为作]|呈现|折射|彰显|凝聚|诉说|蕴含|映照|汇成|诠释|印证|见证)"
)
_BOTH_AND = re.compile("既(?![有然定往得成])"), re.compile("[又也更且]")
# What a clause ends on that wants the next one, whatever that is.
# 桥梁局就起草的《办法》, before 公开征求意见.
_ABOUT_A_TEXT = re.compile(
    "[部局委署院会府室省市县司厅]就(?!公布|出台|印发|发布|签署|通过|制定了|施行|推出)[^，]*《[^》]*》$"
)
_IS_OPENED = re.compile(
    "(?:[已现再正]|开始|再次|正式)*(?:面?向|公开|征求|听取|接受|回?答|进行|举行|召开|作出|提出)"
)
# 一名桥工左手扶住栏杆, before 右手举着灯: the first of how one stands.
_STANDS_SO = re.compile("一[名位个][^，]*[手臂肩](?:紧?[撑拄扶握持托拿抓搭抱拎提拽挽扛])[^，]*$")
_AND_SO = re.compile(
    "[左右双另](?:一只)?手|[双赤]?脚[穿踩蹬下]|头[戴顶]|身[穿着披]|肩[扛挑]|腰[系间挎]|背[着后]"
)
_OPEN_ENDED = (
    _HALF,
    _UNDER_WAY,
    _SETS_OUT,
    _HAPPENED,
    _BESIDES,
    _FOLLOWS,
    _ONE_SCENE,
    _DECREES,
    _GATHERS,
    _FROM_KIND_TO_KIND,
    _MADE_BY,
    _FOR_YEARS,
    _CONFIRMS,
    _IN_A_CHAPTER,
)
# What a clause ends on, and how the next one begins that it wants.
# 县法院在充分听取意见, 核对账目后: after what, the two say together.
_HAVING = re.compile(
    "(?<![实现存正所])在(?:充分|认真|全面|深入|仔细|综合|广泛|经过|完成|听取|得知|确认|核实|参考|考虑)[^，]*$"
)
_AFTER_WHICH = re.compile("[^，]*(?:后|基础上|前提下|情况下)$")
# 市里送来的三百套桌椅, 已摆进教室: a thing that is described, and what became of it.
_SO_MANY_OF = re.compile(
    r"^(?![^的]*[了是为])[^的，]{4,}的[\d一二两三四五六七八九十百千万多余]{2,}[余多]?[^\d，的]{2,12}$"
)
_ARE_NOW = re.compile("(?:已|均|都|全部|陆续|即将|正在|先后|悉数)")
_PAIRS = (
    (_TAKES, _TAKEN_AS),
    (_ABOUT, _DOES),
    (re.compile("从"), _GOES_TO),
    (_WIELDS, _TOWARDS),
    (_THE_ACT, _CAUSES),
    (_TELLS_OF, _MOVES),
    (_CONVEYS, _THE_WISH),
    (_SENDS, _WHERE_TO),
    (_SOME_OF, _DOES_TO_US),
    (_FUNCTION, _TAKES_PLACE),
    (_FIGURE, _GROWTH),
    (_SPENDS, _SPENT_ON),
    (_RULES_OF, _RULE),
    (_THE_WORK, _HAS),
    (_MOST_OF, _ALL_ARE),
    (_FACES, _SAYS_TO),
    (_TOOK_A_STAND, _SAYING),
    (_A_MOVE, _UNDER_WAY_NOW),
    (_WRITES, _WISHES),
    (_WHOM, _EXCHANGES),
    (_A_BOOK, _IS_OUT),
    (_UNLIKE, _ANYTHING),
    (_HAVING, _AFTER_WHICH),
    (_SO_MANY_OF, _ARE_NOW),
    (_WHERE_ONE_IS, _DOES_FOR),
    (_FUNCTION_ALONE, _DREW),
    (_LATE, _DIES),
    (_FROM_HERE, _FROM_THERE),
    (_TELLS_A_STORY, _THE_STORY),
    (_TWO_THINGS, _ARE_LIKED),
    (_PAYS, _PAID_FOR),
    (_SO_FAR, _GONE),
    (_BY_WHOM_IT_IS, _IT_DOES),
    (_SEVERAL_THINGS, _ALL_OF_IT),
    (_OVERCOMES, _SUCCEEDS),
    (_ANYTHING, _THAT_IS_IT),
    (_BODY_ALONE, _FOUNDED),
    (_LADEN, _SAILS),
    (_CRACKS, _TAKES_ALL),
    (_COVERS, _BY_HELP_OF),
    (_READY, _IN_NEED),
    (_THOSE_WHO, _THEY_ARE),
    (_BADLY, _WOULD),
    (_IS_FIRST, _AND_OF_WHICH),
    (_THE_SPIRIT, _SHOWS_IT),
    (_ABOUT_A_TEXT, _IS_OPENED),
    (_STANDS_SO, _AND_SO),
)
# By what something is done, before a clause without a subject that says what.
_BY_WHICH = (_RIDES, _BY_MEANS, _BY_WHAT, _TOGETHER)
# What is described, where nothing is said of it.
_DESCRIBES = (_FROM_TO, _ONE_THAT, _JOINT)
# What has what is said after it in its power, or begins a list.
_NOT_PASSED = re.compile(
    f"^[在从到自]|{SPEECH}|一[是要方]|第一|首先|其一|[：:“”]|因|由于|随着|如|若|为了|既|不"
)
# 最重要的原因就是…: the reason for what was said before.
_OF_WHAT_WAS_SAID = re.compile(
    "[两三四五几数多]+[项个者份类条点国]|[^，]{0,8}[均都也]|[^，]{0,12}(?:原因|目的|关键|原则|意义|做法|结果|问题|方式|目标|核心|前提|本质|途径)[就正]?[是在]"
)
# What was issued, before what it says: 联合发布桥梁预警：….
_ISSUED = re.compile("(?:发布|印发|公布|出台)[^，]{2,}(?:预警|通知|公告|通告|意见|办法|提醒)$")
_WANTS_TO_KNOW = re.compile("(?:了解|知道|询问|追问|好奇|关心|关注|不解|困惑|疑问|疑惑)$")
_INTERROGATIVE = re.compile("如何|怎样|怎么|什么|为何|哪[些里个]|是否|能否|多少")
# What stands without a name of its own, so that it was named before.
_BARE = re.compile(
    "(?:大会|会议|考试|考试时间|开放时间|活动时间|规划|活动|专项行动|新规|项目|政策|办法|管理办法|比赛|报告|调研|公司|文件|检查组|方案|意见|通知|论坛|企业|行业|工程|仪式|展览|影片|作品|声明|公告"
    "|文章|书中|现场|专家|代表团|委员会|法院|警方|校方|店家|团队|研究|调查|结果|条例|法案|协议|计划|行动|节目|电影|新书|相关|有关|演出|赛事|峰会"
    "|净利润|营收|营业收入|收入|利润|产量|销量|总投资|总额|成交额|股价|陈列馆|博物馆|学校|医院|村里|景区|园区|基地"
    "|总书记|总理|主席|部长|双边|新闻稿|路线图|发言人|负责人|女子|男子|老人|孩子|村民|家属)(?=[^，“《]{1,40}$)"
)


_OF_EACH = re.compile(
    "每(?:校|村|户|所|镇|厂|店|班)(?!每)|[两二三四五六七](?:人|家|国)(?=[为将均都已在也就对向])"
)
# 向三人施压: of some who were named before, if it names none itself.
_TO_SOME = re.compile(
    "(?<=[向对与同被给将])[两二三四五六七]人(?![^，]{0,6}(?:[间以份次]|死|伤|亡|遇难))"
)
# 另有两人受伤, 其余桥梁: beside what a sentence before it tells of.
_BESIDE = re.compile("(?:据[^，]{0,12}(?:报道|消息)[，,]?)?(?:另有|其余)")
# 社里一位编辑: of a house that a sentence before it names.
_IN_HOUSE = re.compile("[社镇店厂馆院校县区园站所队班]里(?!人)")
# “1”是老桥保护: what a number of a list that was named before stands for.
_NUMBERED = re.compile(r"(?:^|介绍|说|称|[，：])“\d{1,2}”(?:[是指为]|代表)")
# 寥寥数语, 像你还在眼前: what or whom a sentence before it gives.
_FEW_WORDS = re.compile("(?:寥寥|短短)[数几一二三四五六七八九十百]*[字语句言](?![^，]*[“《])")
_YOU = re.compile("(?<![与和随])你(?!追我赶|中有我|好)")
# 刚到云岭，何远便走上老桥: what is said follows from what was left out.
_JUST = re.compile("(?:刚|才|一到|每到|每当|每逢)[^，]*$")
_AT_ONCE = re.compile("[^，“]{2,}(?:便(?![民利捷于])|就(?![业医诊餐读学近地职任绪位座是]))")
# 拘留时间将由此延长: by what another clause says.
_BY_THIS = re.compile("由此|因此|从而")
# 发布会上, 公布了20起案例: at what a sentence before it tells of.
_AT_THE = re.compile(
    "在?(?:新闻)?(?:发布会|吹风会|记者会|通气会|仪式|论坛|大会|[开闭]幕[式会]|启动会|座谈会)[上中]"
)
# 集团总工程师: of a body that a sentence before it names.
_OFFICER = re.compile(
    "(?:集团|公司|医院|学院|学校|协会|基金会|银行|景区|中心)"
    "(?:总(?![部和计])|董事|负责人|副|院长|校长|会长|主任|发言人|工作人员)"
)
_SUCH = re.compile("(?:举行|开展|发生|组织|进行)了?相关(?!部门)")
# 李明：没有: an answer that says nothing without its question.
_ANSWERS = re.compile("[^：，]{2,12}：(?:以前|现在|目前|那时|后来)?(?P<what>[^，。！]+)")
_SHORT = re.compile(
    "(?:[不没]?(?:会|能|有|是|对|行)|还?没有?|还没|当然|可以|嗯|确实|不一定|是的|有的|没错|可能)$"
)
_RELATED = re.compile(
    "(?:撤回|收回|就|针对|对|回应|发布|发表|批评|驳斥|删除)了?(?:相关|有关|上述)(?:言论|说法|表态|视频|报道|传言)"
)
# 大会 and 仪式 are named before, or after: 庆祝…大会.
_AT_IT = re.compile(
    "(?:出席|参加|主持|列席)了?(?:大会|会议|活动|仪式|座谈会|论坛|[开闭]幕[式会]|招待会)"
    "(?:$|并|时|[，。 ])|(?:出席|陪同|列席)(?:$|并|。)"
)


def fault(text: str, source: Source) -> Fault | None:
    """Return what is wrong with one sentence or headline beside the article it was written of."""
    made = derivation(text, source)
    if made is None and loops(text, source):
        return Fault.REPETITION
    if made is None:
        return Fault.UNSUPPORTED if unsupported(text, source) else Fault.SPLICED
    return fault_of(made)


def fault_of(made: Derivation) -> Fault | None:
    """Return the first fault that a gate finds; None if it passes all."""
    if not made.inside:
        return Fault.GLUED  # of the opening alone: a dateline, a credit
    return next((kind for gate in _GATES if (kind := gate(made))), None)


def faults_of(made: Derivation) -> list[Fault]:
    """Return all faults that the gates find, in their order; each kind once."""
    if not made.inside:
        return [Fault.GLUED]
    return list(dict.fromkeys(kind for gate in _GATES if (kind := gate(made))))


def glued(made: Derivation) -> Fault | None:
    """Find a dateline, caption or credit in the text, or one that it is made of."""
    if not made.inside or made.kept[0].start < made.taken.told.start:
        return Fault.GLUED
    source = made.taken.source
    told = source.slice(made.taken.told)
    signed = _SIGNED.match(source.text, made.taken.sentence.end)
    is_one = is_caption(told) or is_credit(told) or has_credit(_as_it_stands(made)) or signed
    return Fault.GLUED if is_one else None


def has_credit(text: str) -> bool:
    """Whether a dateline, caption, credit or notice of its page stands in a text."""
    return _GLUED.search(text) is not None or is_of_page(text)


def _as_it_stands(made: Derivation) -> str:
    """Return the source from where the text begins to where it ends, with what was left out."""
    return made.taken.source.text[made.kept[0].start : made.kept[-1].end]


def lone_mark(made: Derivation) -> Fault | None:
    """Find half a pair of marks, a dash that nothing follows, or the number of an item: （1）."""
    marks = lost_marks(made.text) or _ITEM.search(made.text) or made.text.endswith(("—", "－"))
    marks = marks or _is_of_a_law(made) or _IN_A_WORD.match(made.text) is not None
    return Fault.LONE_MARK if marks else None


def _is_of_a_law(made: Derivation) -> bool:
    """Whether it begins with the number of a law's article, of which the text has several."""
    begins = _ARTICLE.match(made.text) is not None
    return begins and len(_ARTICLE.findall(made.taken.source.text)) >= _ARTICLES


def repeated(made: Derivation) -> Fault | None:
    """Find what is said twice in a row."""
    return Fault.REPETITION if loops(made.text, made.taken.source) else None


def not_whole(made: Derivation) -> Fault | None:
    """Find an edge within a clause, and what was left out of one without being an aside."""
    return next((kind for gap in made.gaps if (kind := _cut(made, gap))), None)


def speaker(made: Derivation) -> Fault | None:
    """Find a statement without who makes it: a quotation alone, or what 表示 governs."""
    source, sentence = made.taken.source, made.taken.sentence
    opened = lost_marks(source.text[_paragraph(source.text, sentence.start) : sentence.start])
    earlier = [
        words
        for words in made.taken.words[: made.inside[0]]
        if not of_an_office(words) and not _BY_ORDER.match(words)
    ]
    before = any(map(_SPEECH_END.search, earlier)) or any(map(_SAYS_WHEN.search, earlier[-1:]))
    in_part = "“" in opened or bool(lost_marks(source.slice(sentence)))
    last = made.taken.words[-1]
    denied = _TAKEN_BACK.search(last) is not None
    said = _SAID_LAST.fullmatch(last) is not None and not _RULES_ON.search(last)
    after = bool(made.next) and not denied and said
    before = before or _ends_in_quotation(made)
    return Fault.SPEAKER if _is_quotation(made) or in_part or before or after else None


def _ends_in_quotation(made: Derivation) -> bool:
    """Whether its last clause is a quotation that the one before it does not announce.

    居民试走了一回，“桥很宽。”, but not 在居民看来，“桥很宽”.
    """
    if len(made.inside) == 1 or _QUOTED.fullmatch(made.last) is None:
        return False
    return _ANNOUNCES.search(made.taken.words[made.inside[-1] - 1]) is None


def continued(made: Derivation) -> Fault | None:
    """Find a statement that was begun in a sentence before, in the same paragraph."""
    is_one = is_continued(made.taken.source, made.taken.number)
    return Fault.CONTINUED if is_one else None


def is_continued(source: Source, number: int) -> bool:
    """Whether a sentence, by its number, is of a statement or list that one before it begins."""
    sentence = source.sentences[number]
    start = _paragraph(source.text, sentence.start)
    if _is_between_statements(source, number):
        return True
    if _ITEMS_BEFORE.search(source.text[start : sentence.start]):
        return True
    spans = source.sentences[max(0, number - _SENTENCES) : number + 1]
    own = source.slice(sentence)
    for span in reversed([span for span in spans if span.start >= start]):
        if _reports(source, span):
            return span != sentence and not _is_of_others(own, source.slice(span))
        if _ANCHOR.match(source.slice(span)):
            return False
    return False


def _is_between_statements(source: Source, number: int) -> bool:
    """Whether who spoke in the sentence before goes on in the next: 何远称，…。…。何远还称，…."""
    if not 0 < number < len(source.sentences) - 1:
        return False
    before, after = source.sentences[number - 1], source.sentences[number + 1]
    paragraph = source.text[before.start : after.start]
    goes_on = _SAYS_TOO.match(source.slice(after))
    return (
        goes_on is not None
        and "\n" not in paragraph
        and goes_on["who"] in source.slice(before)
        and _reports(source, before)
    )


def _reports(source: Source, span: Span) -> bool:
    """Whether a sentence begins a statement: not where it only says where it was learnt."""
    return (
        _REPORTS.search(source.slice(span)) is not None
        and _REPORTS.search(source.slice(past_opening(source.text, span))) is not None
    )


def _is_of_others(text: str, statement: str) -> bool:
    """Whether places are told of that follow what a congress said: 云岭、河东认真学习…."""
    places = _PLACES.match(text)
    directs = _DIRECTS.search(statement) is not None
    named = places is not None and tagged(text)[0][1] == "ns"
    return directs and named and not _SHOULD.search(text[:_NEAR_START])


def pointing(made: Derivation) -> Fault | None:
    """Find a word that points at what was said before: 对此…, 他…, 这一…, a bare 会议…."""
    return Fault.POINTING if _points(made) or _is_called_by_name(made) else None


def points_by_name(made: Derivation) -> bool:
    """Whether all that points back is the name alone of who was introduced before: 何远说，…."""
    return _is_called_by_name(made) and not _points(made)


def _is_called_by_name(made: Derivation) -> bool:
    return _is_name_alone(made) or _is_known(made)


def _points(made: Derivation) -> bool:
    source, sentence, first = made.taken.source, made.taken.sentence, made.first
    main = made.taken.words[made.main]
    bare = sentence != source.sentences[0] and (
        _BARE.match(_NOW.sub("", first))
        or _BARE.match(main)
        or _OFFICER.match(main)
        or _BESIDE.match(made.text)
        or _AT_THE.match(made.text)
        or _IN_HOUSE.match(made.text)
        or first.endswith("方面")
        or _is_short_title(made)
        or is_bare(first)
        or _RESULT.match(_NOW.sub("", first))
        or any(_BY_IT.fullmatch(made.taken.words[n]) for n in made.inside)
        or _is_first_of_a_kind(first)
    )
    near = made.taken.number > 0 and _is_near(made.text)
    also = made.taken.number > 0 and (_ALSO.match(made.text) or _IN_WORDS_OF.match(made.text))
    at_it = _AT_IT.search(first) and _AT_IT.search(made.text)
    named = bool(at_it or _THUS.search(made.text)) or _is_house_alone(made)
    named = named or _REFLECTS.match(first) is not None or _is_counted_alone(made)
    named = named or bool(made.taken.number > 0 and _AMONG.match(made.text))
    named = named or bool(made.taken.number > 0 and _THE_EVENT.match(made.text))
    named = named or _RELATED.search(made.text) is not None
    named = named or (made.taken.number > 0 and bool(_SUCH.search(made.text)))
    named = named or _NUMBERED.search(made.text) is not None
    named = named or _FEW_WORDS.match(made.text) is not None
    named = named or _YOU.search(without_quotations(made.text)) is not None
    lost = made.inside[0] > 0 and (_BY_THIS.search(made.text) or _NO_COMMENT.search(made.text))
    named = named or bool(lost)
    named = named or (made.taken.number > 0 and _is_of_each(made))
    named = named or is_at_unnamed_event(made) or is_of_unnamed_house(made)
    named = named or is_worse_than_untold(made) or is_of_unnamed_occasion(made)
    named = named or is_of_the_case(made) or is_what_was_named(made)
    named = named or is_short_title_alone(made) or takes_part_in_nothing(made)
    named = named or is_as_planned_then(made) or is_at_home_elsewhere(made)
    named = named or (len(made.inside) == 1 and bool(_HERE.search(made.text)))
    named = named or (len(made.inside) == 1 and "对此" in made.text)
    return bool(near or also or points_back(made.text) or named or bare)


def _is_of_each(made: Derivation) -> bool:
    """Whether it is of several who were named before: 每校有三名, 三人为此辩护, 向三人施压."""
    some = _TO_SOME.search(made.text)
    if some and _persons(made.text[: some.start() - 1]) < 2:
        return True
    return any(_OF_EACH.match(made.taken.words[n]) for n in made.inside)


def _persons(text: str) -> int:
    """Return how many persons a text names, as the dictionary sees them."""
    return sum(tag.startswith("nr") for _, tag in tagged(text)) if text else 0


def _is_first_of_a_kind(clause: str) -> bool:
    """Whether it tells of 首届学员 or 首批设备 by the common noun alone."""
    told = takewhile(lambda one: one[1][0] not in "vdp", tagged(clause))
    tags = [tag for word, tag in told if word not in _FIRST_OF_KIND]
    return clause.startswith(_FIRST_OF_KIND) and set(tags) <= {"n", "m", "q", "b", "f"}


def _is_house_alone(made: Derivation) -> bool:
    """Whether it speaks of 报社 or 雪场 that is named only in what was left out or before."""
    found = _HOUSE.search(made.text)
    if found is None:
        return False
    kind = found["house"][:1] if found["house"][:1] in "报雪" else found["house"][-1:]
    source, at = made.taken.source, made.taken.sentence
    before = source.text[_paragraph(source.text, at.start) : at.start]
    lost = "".join(source.slice(gap) for gap in made.gaps)
    return kind not in made.text[: found.start("house")] and kind in before + lost


def _is_counted_alone(made: Derivation) -> bool:
    """Whether it tells of some things by their number, and names none: 33栋楼宇完成改造."""
    counted = made.taken.number > 0 and _COUNTED.match(made.text)
    return bool(counted) and not _OWN_NAME.search(made.text) and not _has_proper_noun(made.text)


def _has_proper_noun(text: str) -> bool:
    return any(
        tag in ("ns", "nt", "nz") or (tag == "nr" and not word.endswith("者"))
        for word, tag in tagged(text)
    )


def _is_short_title(made: Derivation) -> bool:
    """Whether it has a title that stood in full before: 《办法》 of 《桥梁管理办法》."""
    earlier = made.taken.source.text[: made.taken.sentence.start]
    return any(
        re.search(f"《[^》]+{re.escape(found[1])}》|称《{re.escape(found[1])}》", earlier)
        for found in _TITLE.finditer(made.text)
    )


def _is_near(text: str) -> bool:
    """Whether a text speaks of 当地 or 全县 without the place, or of others: 双方, 事发, 信中."""
    found = _NEAR.search(text)
    if found is not None and found[0] in _BOTH and _TWO.search(text[: found.start()]):
        return False
    if found is not None and found[0] in _WRITTEN and text[: found.start()].endswith("的"):
        return False  # 在写给居民的信中
    place = found is not None and (found[0] == "当地" or found[0][0] == "全")
    return found is not None and not (
        place and any(tag == "ns" for _, tag in tagged(text[: found.start()]))
    )


def _is_known(made: Derivation) -> bool:
    """Whether it opens with a person's name alone who was introduced before."""
    name = bare_name(made.taken.words[made.main])
    earlier = made.taken.source.text[: made.taken.sentence.start]
    told = made.taken.words[made.main]
    return name not in ("", *WELL_KNOWN) and name in earlier and not _INTRODUCES.search(told)


def _is_name_alone(made: Derivation) -> bool:
    """Whether a speaker is called by the name alone who was introduced before: 阿万表示."""
    found = _CALLED.match(made.first)
    earlier = made.taken.source.text[: made.taken.sentence.start]
    long = _CALLED_LONG.match(made.first)
    if long and re.search(f"{_INTRODUCED}{re.escape(long[1])}", earlier):
        return True
    if found is None or found[1] in WELL_KNOWN or found[1].endswith(_BODY):
        return False
    if found.end(1) not in word_edges(made.first):  # 韩国总统李 of 韩国总统李在明
        return False
    return f"·{found[1]}" in earlier or found[1] in earlier


def asking(made: Derivation) -> Fault | None:
    """Find a question, or a part of one."""
    source, told = made.taken.source, made.taken.told
    end = _FULL_STOP.search(source.text, max(told.start, told.end - 1))
    asks = _QUESTION.search(source.text[told.start : end.end() if end else told.end])
    asked = asks is not None or _is_asked(made) or _answers(made)
    return Fault.QUESTION if asked else None


def _is_asked(made: Derivation) -> bool:
    """Whether it is what someone wants to know: 大桥如何通车 of 他想了解，大桥如何通车."""
    before = made.taken.words[: made.inside[0]][-1:]
    return any(map(_WANTS_TO_KNOW.search, before)) and _INTERROGATIVE.search(made.text) is not None


def _answers(made: Derivation) -> bool:
    """Whether it is an answer that says nothing without the question before it: 李明：没有."""
    source, number = made.taken.source, made.taken.number
    asked = number > 0 and source.slice(source.sentences[number - 1]).rstrip().endswith(("？", "?"))
    said = _ANSWERS.match(made.text) if asked else None
    if said is None:
        return False
    return _SHORT.match(said["what"]) is not None or lacks_subject(said["what"])


def condition(made: Derivation) -> Fault | None:
    """Find a condition or concession without what depends on it, or the other way round."""
    words, first, last = made.taken.words, made.inside[0], made.inside[-1]
    if made.next and (_goes_on_with(made) or is_conditional(made.last) or _HANGS.match(made.next)):
        return Fault.CONDITION
    near = [n for n in range(len(words)) if n < first or n == last + 1]
    unframed = _loses_frame(made) or bool(made.next and _AT_FIRST.search(made.last))
    unframed = unframed or _is_only_at_first(made)
    beside = any(is_conditional(words[n]) for n in near) or _is_only_then(made)
    beside = beside or any(
        _TURNS.match(one) and not is_left_unsaid(one) for one in words[last + 1 :]
    )
    beside = beside or (first > 0 and _follows_at_once(words[first - 1], words[first]))
    beside = beside or (bool(made.next) and _is_only_if(made)) or is_on_condition(made)
    beside = beside or (made.taken.number > 0 and _STAGE.match(made.text) is not None)
    beside = beside or is_consequence_alone(made) or is_of_those_days(made)
    beside = beside or rests_on_what_was_left(made)
    beside = beside or is_after_what_happened(made) or is_given_up_since(made)
    return Fault.CONDITION if unframed or beside or _was_so_long(made) else None


def _is_only_at_first(made: Derivation) -> bool:
    """Whether it says how something was to be, and not how it came: 合同原本5日到期."""
    first = _ORIGINALLY.search(made.text) is not None
    return first and _CAME_OTHERWISE.search(made.text) is None


def _follows_at_once(before: str, clause: str) -> bool:
    """Whether a clause says what one did as soon as the one before it was so: 刚到，何远便…."""
    return _JUST.match(before) is not None and _AT_ONCE.match(clause) is not None


def is_on_condition(made: Derivation) -> bool:
    """Whether the next sentence says on what it depends: 甲国愿意停火。他说，这一表态的前提是…."""
    return _ON_CONDITION.match(_next_sentence(made)) is not None


def _was_so_long(made: Derivation) -> bool:
    """Whether it loses for how long one refused: 数月来，甲国拒绝谈判 may be before it agreed."""
    words = made.taken.words
    long = any(map(_FOR_MONTHS.fullmatch, words[: made.inside[0]]))
    return long and _REFUSES.search(words[made.main]) is not None


def _defines_in_part(made: Derivation) -> bool:
    """Whether it says what something means, without the noun at the end: 静桥是指少有噪声."""
    means = any("是指" in made.taken.words[n] for n in made.inside)
    return means and _SUCH_A_THING.search(made.taken.words[-1]) is not None


def _is_only_if(made: Derivation) -> bool:
    """Whether it says on what condition and not what then: 若水位上升，水库继续蓄水 and no more."""
    words = made.taken.words
    supposed = next((n for n in made.inside if _SUPPOSES.search(words[n])), None)
    if supposed is None or made.taken.clauses[supposed].mark == ":":
        return False
    return not any(_THEN.search(words[n]) for n in made.inside if n > supposed)


def _is_only_then(made: Derivation) -> bool:
    """Whether it holds only by what was left out before: 桥才能通 of 修好引桥，桥才能通."""
    number = made.main - 1
    left = number >= 0 and number not in made.inside
    return left and _ONLY_THEN.match(made.taken.words[made.main]) is not None


def _loses_frame(made: Derivation) -> bool:
    """Whether a frame was left out that stands before it, or before what only says when."""
    number = made.inside[0] - 1
    while number in made.taken.adjuncts and number - 1 in made.taken.aside_clauses:
        number -= 1
    return number in made.taken.frames


def _goes_on_with(made: Derivation) -> bool:
    """Whether the next clause belongs to the last one kept: 但…, but not 包括… after it."""
    told = len(made.inside) > 1 or not lacks_subject(made.last)
    adds = _ADDS.match(made.next) and says_something(made.last) and told
    return goes_on(made.next) and not adds and not is_left_unsaid(made.next)


def taken_back(made: Derivation) -> Fault | None:
    """Find what is denied or fails in a clause that was left out, or in the next sentence."""
    rest = made.taken.words[made.inside[-1] + 1 :]
    lost = "，".join(words for words in rest if not _CALLS_FOR.match(words))
    rumour = _RUMOUR.search(made.text) and not _TAKEN_BACK.search(_RUMOUR.sub("", made.text))
    after = _next_sentence(made)
    if "谣" in made.text:  # of rumours itself
        after = _RUMOURS.sub("", after)
    if _OF_UNTRUTH.search(made.text):  # it says itself that something is not true
        after = _OF_UNTRUTH.sub("", after)
    after = "" if _BACKGROUND.match(after) else _NAMED_RUMOUR.sub("", after)
    turned = not made.next and after.startswith("然而")
    denied = _TAKEN_BACK.search(lost) or rumour or _DENIED_AFTER.search(after) or turned
    return Fault.NEGATION if denied else None


def negation(made: Derivation) -> Fault | None:
    """Find a denial in what was left out between two parts."""
    lost = _NO_DENIAL.sub("", _QUOTATION.sub("", _between(made)))
    return Fault.NEGATION if re.search(_NEGATION, lost) else None


def modality(made: Derivation) -> Fault | None:
    """Find a plan, duty or possibility in what was left out between two parts."""
    lost = re.search(_MODAL, _QUOTATION.sub("", _between(made))) or _loses_forecast(made)
    lost = lost or is_aim_without_plan(made) or is_preview(made)
    return Fault.MODALITY if lost else None


def _loses_forecast(made: Derivation) -> bool:
    """Whether it goes on with what will be, without the clause that says so: 将有雨，局地有暴雨."""
    number = made.inside[0] - 1
    if number < 0 or number in made.taken.aside_clauses or _NOT_YET.search(made.text):
        return False
    return _WILL.search(made.taken.words[number]) is not None


def listed(made: Derivation) -> Fault | None:
    """Find the first of several things that belong together, without the others."""
    one = _ONE_OF.search(made.text)
    if one and not _ANOTHER.search(made.text, one.end()):
        return Fault.LIST
    if made.next and any(_opens_list(made, n) for n in made.inside[:-1]):
        return Fault.LIST
    if not made.next:
        told = made.taken.source.slice(made.taken.told)
        if told.endswith(("…", "……")):
            return Fault.LIST
        follow = _ITEMS_FOLLOW.match(made.taken.source.text, made.taken.sentence.end)
        begun = _ITEMS_BEGIN.search(told)
        return Fault.LIST if follow or begun else None
    lost = "，".join(made.taken.words[made.inside[-1] + 1 :])
    several = _FIRST_ITEM.search(made.last) or _OTHERS.match(lost) or _is_of_a_list(made)
    return Fault.LIST if several or _is_parallel(made.last, made.next) else None


def _opens_list(made: Derivation, number: int) -> bool:
    """Whether a clause ends on a colon that several things follow, none of them a statement."""
    is_one = made.taken.clauses[number].mark == ":"
    return is_one and not _SPEECH_COLON.search(made.taken.words[number])


def _is_of_a_list(made: Derivation) -> bool:
    """Whether it is some of what the next clause is the last of: 旧桥改造，公司的难题，物业等."""
    last = made.next.endswith("等") and "、" not in made.next
    return last and not says_something(made.first) and not ends_open(made.first)


def _is_parallel(clause: str, following: str) -> bool:
    """Whether two clauses are halves of one saying: 桥好则路好，路好则城好."""
    shared = sum(one == other for one, other in zip(clause, following, strict=False))
    quoted = "“" in clause and [clause.find(mark) for mark in "“”"] == [
        following.find(mark) for mark in "“”"
    ]
    return len(clause) == len(following) and (2 * shared >= len(clause) or quoted)


def subject(made: Derivation) -> Fault | None:
    """Find a clause whose subject stands in one that was left out, or nowhere."""
    words, adjuncts, first = made.taken.words, made.taken.aside_clauses, made.main
    left = [
        n
        for n in range(made.inside[0])
        if n not in adjuncts and not _is_aside(made, made.taken.clauses[n].span)
    ]
    # …后, …时 and 由于… can have a subject of their own, which may be that of the next clause.
    gone = [n for n in adjuncts if n not in made.inside and brings_subject(words[n])]
    after = [n for n in made.inside if n - 1 in gone and n > first]
    # 客队扳平后，对主队发起反攻: the same subject.
    shared = first > 0 and first - 1 in made.inside and has_own_subject(words[first - 1])
    after = [
        n for n in after if not (_SPEECH_END.search(words[first]) and _DECIDES.match(words[n]))
    ]
    lacking = any(lacks_subject(words[n]) for n in ((() if shared else (first,)) + tuple(after)))
    lacking = lacking or _is_only_where(made) or _is_looks_alone(made)
    lacking = lacking or _is_rest_of_an_aim(made) or _gives_without_aim(made)
    lacking = lacking or (made.taken.number > 0 and is_placed(words[first]))
    lacking = lacking or is_done_there(words[first]) or begins_without_subject(made)
    lacking = lacking or begins_in_an_object(made) or is_rest_of_aims(made)
    # What stands before may say of what time or place it is, or of which story: 影片讲的是：…
    left = [n for n in left if not meets_press(words[n]) or _BARE.match(words[first])]
    framed = any(sets_scene(words[n]) or made.taken.clauses[n].mark == ":" for n in left)
    alone = (stands_alone(words[first]) and not framed) or _is_of_the_late(made)
    return Fault.SUBJECT if lacking or (left and not alone) else None


def _is_of_the_late(made: Derivation) -> bool:
    """Whether all that was left out before whom it is of are his other offices.

    Of someone who died, or whose last office it names: 市委书记，市长何远出席大会.
    """
    words, first = made.taken.words, made.main
    dies = first + 1 in made.inside and _DIES.match(words[first + 1])
    late = bool(dies) and _LATE.search(words[first]) is not None
    before = words[: made.inside[0]]
    offices = bool(before) and all(map(_AN_OFFICE.search, before))
    one = (
        offices and _OFFICE_OF.search(words[first]) is not None and not lacks_subject(words[first])
    )
    return (late or one) and not any(map(says_something, before))


def _is_aside(made: Derivation, span: Span) -> bool:
    """Whether a span lies within what may be left out."""
    return any(one.start <= span.start and span.end <= one.end for one in made.taken.asides)


def _is_only_where(made: Derivation) -> bool:
    """Whether it says where, and what was done there, but not by whom: 在云岭路，登上公交车."""
    words, first = made.taken.words, made.main
    placed = words[first].startswith("在") or words[first].endswith(("里", "内", "旁"))
    where = placed and not says_something(words[first])
    return where and first + 1 in made.inside and lacks_subject(words[first + 1])


def _is_looks_alone(made: Derivation) -> bool:
    """Whether it begins with how a thing looks, in a word or two each, not which: 宽口，平底，…."""
    first = [made.taken.words[n] for n in made.inside[:2]]
    short = len(first) > 1 and all(len(words) <= _FEW for words in first)
    return short and not any(map(says_something, first))


def _is_rest_of_an_aim(made: Derivation) -> bool:
    """Whether it begins in an aim that another clause opened: 保障安全 of 为修桥，保障安全，."""
    number, first = made.inside[0], made.first
    return number in made.taken.adjuncts and not is_adjunct(first) and lacks_subject(first)


def _gives_without_aim(made: Derivation) -> bool:
    """Whether it lost half of what is helped: 开放航线提供了条件 of 为扩建北港，开放航线提供….

    There the two halves are aims, and whoever provides stands before both.
    """
    words = made.taken.words
    return any(
        n - 1 not in made.inside and _TO_AN_AIM.match(words[n - 1]) and _GIVES.search(words[n])
        for n in made.inside
        if n and not _GIVES.search(words[n - 1])
    )


def cut_off(made: Derivation) -> Fault | None:
    """Find an end that wants more, or clauses that say nothing by themselves."""
    words, adjuncts = made.taken.words, made.taken.aside_clauses
    says = made.inside == tuple(range(len(words))) and len(made.text) >= _WHOLE
    says = says and not adjuncts.issuperset(made.inside)
    says = says or any(says_something(words[n]) for n in made.inside if n not in adjuncts)
    colon = made.taken.clauses[made.inside[-1]].mark == ":" and not _ISSUED.search(made.last)
    unsaid = not made.next and _SAYS.fullmatch(made.last)
    unsaid = unsaid or _DENIES.search(made.last) or _HOSTS.fullmatch(made.text)
    wants = _lacks_noun(made) or _wants_more(made) or _is_half_of_both(made)
    wants = wants or (bool(made.next) and _defines_in_part(made))
    wants = wants or sees_off_no_one(made) or lacks_its_matter(made)
    wants = wants or takes_without_verb(made) or is_liked_alone(made) or is_rank_alone(made)
    wants = wants or stops_before_the_news(made)
    return Fault.CUT_OFF if not says or colon or unsaid or wants else None


_GATES: tuple[Callable[[Derivation], Fault | None], ...] = (
    glued,
    lone_mark,
    repeated,
    not_whole,
    speaker,
    continued,
    pointing,
    asking,
    condition,
    negation,
    taken_back,
    modality,
    listed,
    subject,
    cut_off,
)


def _lacks_noun(made: Derivation) -> bool:
    """Whether a clause of it describes something that it does not name: 白名单内的，可以支付."""
    words = made.taken.words
    return any(words[n].endswith("的") and not _IS.match(words[n + 1]) for n in made.inside[:-1])


def _wants_more(made: Derivation) -> bool:
    """Whether its last clause says nothing without the next one."""
    last, following = made.last, made.next
    if not following:
        return False
    opens = ends_open(last) or is_adjunct(last) or is_frame(last) or leads_on(last)
    opens = opens or not says_something(last) or any(one.search(last) for one in _OPEN_ENDED)
    opens = opens or _QUOTED.fullmatch(following) is not None
    goes_on_to = any(end.search(last) and then.match(following) for end, then in _PAIRS)
    plain = _TITLED.sub("《》", last)
    describes = any(one.search(plain) for one in _DESCRIBES) and not _tells(plain)
    return (
        opens
        or goes_on_to
        or describes
        or is_subject_of(last, following)
        or _wants_its_verb(last, following)
        or _wants_its_object(last)
        or _wants_its_weight(made)
        or _is_aim_alone(made)
        or _goes_from(made)
    )


def _goes_from(made: Derivation) -> bool:
    """Whether it ends with from what to what, before what is so: 从木桥、石桥，到铁桥、钢桥."""
    *_, number = made.inside
    words = made.taken.words
    return number > 0 and bool(_FROM.match(words[number - 1]) and _TO_SEVERAL.match(words[number]))


def _is_aim_alone(made: Derivation) -> bool:
    """Whether it says what for and not who does what: 为集中展现成效，充分发挥作用."""
    first, *rest = (made.taken.words[n] for n in made.inside)
    aim = _FOR_AN_AIM.match(first) is not None
    return aim and all(lacks_subject(one) or _FOR_AN_AIM.match(f"为{one}") for one in rest)


def _is_half_of_both(made: Derivation) -> bool:
    """Whether it has the first half of 既…，也…, and the second was left out."""
    both, second = _BOTH_AND
    begins = [n for n in made.inside if both.match(made.taken.words[n])]
    return bool(begins) and not any(
        second.search(made.taken.words[n]) for n in made.inside if n >= begins[0]
    )


def _wants_its_verb(last: str, following: str) -> bool:
    """Whether a clause only says by what, through what, where or who, and the next what is done."""
    through = _THROUGH.search(last)
    if through and not _PASSED.search(through[0]):
        return _MAKES.match(following) is not None or lacks_subject(following)
    if not lacks_subject(following):
        return False
    goes = _GOES.search(last)
    somewhere = _SOMEWHERE.search(last)
    return (
        any(one.search(last) for one in _BY_WHICH)
        or names_someone(last)
        or names_a_thing(last)
        or (goes is not None and not says_something(goes["where"]))
        or (somewhere is not None and not says_something(last[: somewhere.start()]))
    )


def _wants_its_object(last: str) -> bool:
    """Whether nothing is said after 把, after a dash, or of a place that is only described."""
    taken_up = _TAKE_UP.search(last) is not None and not _tells(_TAKE_UP.split(last)[-1])
    dashed = _DASH.search(last) is not None and not _tells(_DASH.split(last)[-1])
    sited = _SITED.fullmatch(last) is not None and not _founds(last)
    return taken_up or dashed or sited


def _wants_its_weight(made: Derivation) -> bool:
    """Whether what matters most is lost: 特别是, a toll, what it means, who spoke there."""
    words, last = made.taken.words, made.last
    about = any(_ABOUT.search(words[n]) for n in made.inside)
    matters = about and any(map(_MATTERS.search, words[made.inside[-1] + 1 :]))
    above_all = _ABOVE_ALL.match(last) and ends_open(words[made.inside[-1] - 1])
    toll = _TOLL.match(made.next) and not (_FIGURE.search(last) and _SUFFERED.search(last))
    met = _HELD.search(last) and _BY_THE_STATE.match(made.next)
    return bool(matters or above_all or toll or met)


def _founds(words: str) -> bool:
    """Whether what is described does something about a place: …的云岭市举办桥梁大会."""
    return _FOUNDS.search(words.rpartition("的")[2]) is not None


def _tells(words: str) -> bool:
    """Whether something is said after what describes: 的新路 of 一条通向河东的新路 says nothing."""
    return says_something(words.rpartition("的")[2])


def _cut(made: Derivation, gap: Span) -> Fault | None:
    """Return what leaving out a gap does to the clauses that it stands in."""
    if _is_free(made, gap):
        return None
    source = made.taken.source
    lost = source.slice(gap)
    if kind := next((kind for kind, words in _LOST if words.search(lost)), None):
        return kind
    if "、" in (lost[:1], lost[-1:], source.text[gap.end : gap.end + 1]):
        return Fault.LIST
    if gap.start <= made.taken.told.start:
        return Fault.SUBJECT
    if gap.end >= made.taken.told.end:
        return Fault.CUT_OFF
    return Fault.AGENT if re.search("[，,：:；;]", lost) else Fault.OBJECT


def _is_free(made: Derivation, gap: Span) -> bool:
    """Whether a gap is made of whole asides, whole adjuncts and whole clauses at either end."""
    taken, text = made.taken, made.taken.source.text
    first, last = made.inside[0], made.inside[-1]
    asides = (*taken.asides, *taken.open_lists)
    free = [aside for aside in asides if gap.start <= aside.start and aside.end <= gap.end]
    free += [
        clause.span
        for number, clause in enumerate(taken.clauses)
        if number in taken.adjuncts or not first <= number <= last or _is_passed_over(made, number)
    ]
    covered = {at for span in free for at in range(span.start, span.end)}
    return all(
        at in covered
        or text[at] in "，,；;：:、。！!？?…）)"
        or text[at].isspace()
        or ends_half_width(text, at + 1)
        for at in range(gap.start, gap.end)
    )


def _is_passed_over(made: Derivation, number: int) -> bool:
    """Whether a clause is of what a speaker says before what is kept of it, each by itself.

    市长表示，天气转暖，大桥将通车: neither sets a condition, points at the other or says of whom
    the other is.
    """
    words, inside = made.taken.words, made.inside
    said = max((n for n in inside if n < number), default=None)
    then = min((n for n in inside if n > number), default=None)
    if said is None or then is None or not _speaks(words[said]):
        return False
    begins = words[then]
    if not stands_alone(begins) or points_back(begins) or then in made.taken.aside_clauses:
        return False
    passed = words[said + 1 : then]
    if lacks_subject(passed[0]) or _OF_WHAT_WAS_SAID.match(begins):
        return False
    return not any(
        is_conditional(one) or is_frame(one) or _NOT_PASSED.search(one) for one in passed
    ) and not _wants(passed[-1], begins)


def _speaks(clause: str) -> bool:
    """Whether a clause ends on a verb of saying: not 举例来说."""
    return _SPEECH_END.search(clause) is not None and not clause.endswith(("来说", "是说"))


def _wants(clause: str, following: str) -> bool:
    """Whether one of two clauses in a row belongs to the other."""
    opens = ends_open(clause) or leads_on(clause) or is_adjunct(clause)
    return opens or not says_something(clause) or is_subject_of(clause, following)


def _next_sentence(made: Derivation) -> str:
    """Return the sentence after the one that the text is made of; "" after the last."""
    source = made.taken.source
    return "".join(map(source.slice, source.sentences[made.taken.number + 1 :][:1]))


def _between(made: Derivation) -> str:
    """Return what was left out after the first part and before the last."""
    first, last = made.kept[0].start, made.kept[-1].end
    return "".join(
        made.taken.source.slice(gap) for gap in made.gaps if first < gap.start and gap.end < last
    )


def _is_quotation(made: Derivation) -> bool:
    if _QUOTED.fullmatch(made.text):
        return True
    rest = _QUOTATION.sub("某", made.text)
    return made.text.startswith("“") and len(made.inside) == 1 and not says_something(rest)


def _paragraph(text: str, at: int) -> int:
    """Return where a paragraph begins, or what of a long one is looked at."""
    return max(text.rfind("\n", 0, at) + 1, at - _BEFORE)
