"""An article -> the whole sentences that may be given out, each with those that it needs.

A sentence is printed without its dateline, credit and asides. It needs others of its article: the
one before, where it points at it or goes on with what someone says; those that introduce whom and
what it takes for known (:mod:`qa.writing.antecedents`); the next one, where that denies it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING

from qa.checking.derivation import Derivation, Taken
from qa.checking.faithfulness import repeats
from qa.checking.faults import lost_marks
from qa.checking.gates import faults_of, has_credit, is_on_condition, points_by_name
from qa.checking.source import LONGEST, Source
from qa.chinese.characters import HAN
from qa.chinese.glued import holds_title
from qa.chinese.openings import past_opening
from qa.chinese.predicates import (
    SPEECH,
    has_own_subject,
    is_aim,
    lacks_subject,
    points_back,
    says_something,
)
from qa.chinese.quotes import unbalanced, without_quotations
from qa.chinese.tokens import bigrams
from qa.chinese.words import tagged
from qa.records import Fault, Rejected, Sentence, Span
from qa.writing.antecedents import NOWHERE, antecedents, defined
from qa.writing.compress import is_heading, sentence_text, whole
from qa.writing.style import is_opinion
from qa.writing.titles import thesis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet


__all__ = [
    "Sorted",
    "Unit",
    "begins_paragraph",
    "is_of_page_or_trade",
    "printed",
    "says_it",
    "says_twice",
    "sort",
    "stand_together",
    "units",
    "with_needs",
]

_FOLLOWS = frozenset([Fault.POINTING, Fault.SUBJECT, Fault.CONTINUED])
"""What is no fault of a whole sentence that stands after the one that it follows."""

_ALLOWED = _FOLLOWS | {Fault.NEGATION, Fault.LIST}  # what the next one denies stands with it
_OF_ITEMS = frozenset([Fault.SUBJECT, Fault.POINTING, Fault.CUT_OFF])
_OF_QUOTED = frozenset([Fault.SPEAKER, Fault.SUBJECT, Fault.POINTING, Fault.CUT_OFF])
_OF_SPOKEN = frozenset(
    [Fault.LONE_MARK, Fault.SPEAKER, Fault.SUBJECT, Fault.POINTING, Fault.CUT_OFF, Fault.CONTINUED]
)
"""What is no fault of a sentence amid a quotation that stands with who says it."""

_TIMES = 2  # that it is looked for who introduces whom, where not all can be had
_IS_SOMEONE = re.compile(
    f"[{HAN}·]{{2,12}}，(?:[男女]，|[^，。…]*(?:[家员者长士授手师生人])(?:、[^，。…]+)*，)"
)
_LONG = 16
_THEN = re.compile("将|已|[昨今明][天日年]|正式|终于|日前|近日|最近|目前|[上下]周|[0-9]{1,2}[月日]")
_SPEAKS = re.compile(f"{SPEECH}$")
_AT_LAST = re.compile("最终，(?P<what>[^，。]+)")
_THERE = re.compile("当地(?!时间)")
_DENIES_IT = re.compile("对此[^，。]{0,6}否认$")
_BACK = re.compile("(?!这(?:段时间|几[天日年]|两[天日年]|些[天年]))[他她它这此该其那]")
_ANCHOR = re.compile(
    r"(?:当地时间|北京时间)?(?:\d{4}年)?\d{1,2}月\d{1,2}日|截至|另?据|此前，|记者|近日|日前|数据显示|统计"
)
_DECIDES = re.compile(
    "(?:[^，。]{0,12}，)?[^，。]{0,10}(?:法院|法庭)[^，。]{0,8}(?:判决|裁定|驳回|宣判)"
)
_REPORTS = re.compile(
    rf"(?<!部署)(?<!工作)(?<!总)(?<!有关)(?<!自我)(?!(?<=图)说|显示|表明|规定|报道|发文|通报|预计|预测){SPEECH}(?:道|，|,|：|:)(?!“)"
)
_STATES = re.compile(rf"{SPEECH}(?:道|，|,|：|:)(?!“)")
_ASKS = re.compile("[？?]|^[^，。]{1,6}[！!]$")  # or calls: 突发！
_TELLS_PRESS = (
    "告诉(?:本报|本网|[^，。：“”]{0,6})记者|(?:向|对)(?:本报|本网|[^，。：“”]{0,6})记者(?:说|表示)"
)
_VOICE = re.compile(
    r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日[^，。：“”]{0,4}，|近日，|日前，)?"
    rf"[^，。：；“”他她这此该]{{2,40}}?(?:{SPEECH}|{_TELLS_PRESS})[，：,:]"
)
# 何远发表看法，称桥很宽，“回家近了”.
_GOES_ON_SAYING = re.compile(
    "[^，。“”]{4,}，并?(?:称|表示|认为|指出|强调|直言|坦言)[^，。“”]{4,}，“[^“”]+”[。！]?$"
)
_WORD = re.compile(f"[{HAN}A-Za-z]")
_AGAIN = re.compile("[^，。]{0,16}(?:也|还|又|则|均|亦|同样)")
_DEMANDS = re.compile(
    "(?:，|，并|批示|来信|致辞|讲话)(?:要求|强调|指出|呼吁|敦促|勉励|叮嘱|重申)|，(?:并|还|也)?表示(?=[^，]{4})"
)
_MUST = re.compile("(?:同时)?(?:要(?!求|是)|必须|应当?(?!对|急)|希望|鼓励|支持|呼吁)")
_SELF = re.compile("(?<!自)我们?(?![国军省市县区方校院党])")
_SPEAKING = re.compile(SPEECH)
_BY_ONE = re.compile(
    "[（(](?:(?:本文)?作者(?:为|系|是|单位|：)[^（）()]{2,60}|[^（）()]{2,40}(?:采访整理|口述|整理))[）)]\\s*$"
)
_HIMSELF = re.compile("我(?:叫|是|姓)[^，。]{2,}")
_FIRST_PERSON = re.compile(
    "(?<![自忘无敌大小])(?<!不必在)(?<!必定有)我(?![国军省市县区方校院党驻]|行我素)|咱|俺"
)
_ASKED = re.compile("(?:有(?:记者|网友|读者)|[^，。：]{0,12}记者|[问答])(?:提?问)?[：:]")
_ABOUT = re.compile("(?:重点|主要|着力|将|要)?(?:围绕|从|针对|聚焦|按照|根据|通过|以)")
_ACTS = re.compile("打击|整治|查处|清理违|惩治")
# 虽然资金难找 without what is so all the same.
_THOUGH = re.compile("虽然|尽管|固然(?!不)")
_YET = re.compile("但|却|可是|然而|不过|仍|依然|还是|也|都|照样|，(?:虽然|尽管|固然)[^，]*$")
_FORMERLY = re.compile("(?:[^，。：]{0,16}[，：])?(?:之前|过去|以前|从前|起初|原先|一开始)")
# 2031年的一天，居民发现桥面有裂缝。 and what came of it.
_ONE_DAY = re.compile(
    "(?:[^，。]{0,12}的)?(?:一天|有一[天次回])[^，。]{0,4}，[^。“]{2,30}(?:发现|看到|遇到|听到|得知|接到)[^，。]{2,24}。?$"
)
# 桥面的一条裂缝引起了她的注意, 过桥成了难题, 有情况！: what came of it the next one says.
_LEAVES_OPEN = re.compile(
    "(?:引起|吸引|引发)了(?:他|她|[^，。]{2,4})的(?:注意|警觉|好奇|怀疑|警惕)。$"
    "|成(?:为|了)?[^，。]{0,6}(?:难题|烦恼|心病|烦心事|头疼事|老大难|拦路虎)。$"
    "|(?:犯了?难|犯了?愁|不知所措|一筹莫展|束手无策|如何是好)。$"
    "|(?:质疑|疑问|困惑)[^，。“]{0,4}“[^”]+”。$|^[^，。？]{2,9}！$"
)
_NOWADAYS = re.compile("(?:现在|如今|而今|后来|今天|但|然而|不过)")
_DIVIDES = re.compile(
    "[两二三四五六七八九十几]个?(?:阶段|方面|部分|步|期|类|层|批|组)(?:进行)?。?$"
)
_FIRST_PART = re.compile("(?:其中，?)?(?:第一|一[是期类方]|首先|首[期批])")
_VERSE = re.compile(
    rf"(?![^，]*(?:[的了称说]|预计|表示))(?:[{HAN}]{{5}}，[{HAN}]{{5}}|[{HAN}]{{7}}，[{HAN}]{{7}})"
)
_QUESTION, _AT_IT = re.compile("[？?]$"), re.compile("(?:对|就|为|与)此|这(?:个|一|些)?问题")
# Who does so was said before: 选取11所缺桥的学校进行帮扶.
_CHOOSES = re.compile(
    "(?:选取|选派|遴选|组织|抽调|挑选|选定|选择|确定|安排)[\\d一二两三四五六七八九十百]+"
    "[^，。的]{1,12}的[^，。]{1,8}(?:进行|开展|作为|参加|参与)"
)
_SEE = re.compile("[（(]见[图右左上下][^（）()]{0,10}(?:[，, ][^（）()]{2,24}摄)?[）)]")
_OF_THIS = re.compile("“?[这那它他她此该]")
# 居民何远说，“桥很宽。: who speaks begins what the next sentences end.
_OPENS_QUOTATION = re.compile(
    rf"(?![^“]*[他她这此该我您你])[^。；“”]{{2,80}}(?:{SPEECH}道?|{_TELLS_PRESS})[，：,:]“[^“”]+[。！？!]"
)
_QUOTED_IN, _STATEMENT = 4, 200  # sentences of a quotation, and their characters
_PARTED = tuple("；;")
_LISTED = tuple("：；:;")
_PARTS = 160  # characters of a sentence of several parts that is given out whole or not at all
_HALF = re.compile("[^。]{0,60}(?:(?:^|，)(?:也就是)?既[要是能有]|不仅|不但|一方面)")
_SHARED = 0.7  # of the bigrams: under it nothing is said twice
_SPACES, _INDENT = " \t\u3000", 20  # and how many stand before a paragraph at most
_MANY_WORDS, _MOST_SHARED = 20, 0.6  # bigrams of a long sentence, and those that are too many
_GOES_ON = frozenset([Fault.SUBJECT, Fault.CONTINUED])
_SPOKEN = 8  # sentences that a statement runs on for
_QUOTED = tuple("”』」")
_TAIL = 60  # characters of what names the speaker after a quotation
_SIGNED = re.compile(
    "[^。，！？\\n“”]{0,24}?(?:(?:(?<!拍)摄|供图|图片来源)(?![影氏制像入取食])|摄影报道)"
    "|\\s*视觉中国|[ \\t\u3000]*(?:新华社|中新社|人民网)?[ \\t\u3000]*资料图(?!片?[：:])"
    "|[ \\t\u3000]*新华社(?:发|[/／][^，。\\n]{2,10})[ \\t\u3000]*(?:\\n|$)"
    "|[ \\t\u3000]*新华社发[（(][^（）()\\n]{2,16}提供[）)]"
)
_RUN, _LONG_RUN = 7, 20  # characters twice in a sentence, with a comma or without
_HEADLINE = 50  # characters in which one ends that stands before its sentence
_BEGINS = re.compile(
    rf"[{HAN}](?:与此同时|据了解|据悉|据介绍|此外|另外|对此|经查|经审讯|(?<![至到就])目前"
    r"|(?<![本报社网台闻视对日月午天晚都星目湃面])记者(?:从[^，]{2,30})?(?:获悉|了解到))，"
    rf"|^[^，。：；“”]{{5,}}(?<![中在从自是])(?:近年来|今年以来)，"
    rf"|^[^，。：；“”]{{14,}}(?<![中在从自是])近年来(?:一些|有些|部分|不少)"
    rf"|^[^，。：；“”]{{4,}}“[^”]+”近年来，"
    rf"|^([{HAN}]{{2,4}})[^，。]{{1,14}}，[^，。]{{3,16}}作为[^，。]+，\1"
    rf"|^[{HAN}]{{2,8}}：[^，。]{{8,}}受[^，。]{{2,24}}影响，"
    r"|^0\d(?![\d年月日时点分岁后:：])"
    rf"|^[{HAN}“”]{{8,}}(?<![于在一住搬和与位名])家住[{HAN}]{{2,12}}的|^(?:此前|早前)报道：|[{HAN}”][■●◆](?=[{HAN}“])"
    rf"|[{HAN}%％](?:(?<![但更最也还又都才外中])值得(?:一提|注意)的是，|(?<![在对为于从与和及由是到])[本此]次活动[从以由旨])"
    rf"|[{HAN}]{{4}}[{HAN}%％](?<![于在至到自从截是了的及和与每])(?:近日|日前|最近|\d{{1,2}}月以来|连日来)，"
    rf"|[{HAN}](?<![于在至到从自截止是为了的及和与每年间天期周定选档月讯电])\d{{1,2}}月\d{{1,2}}(?:[-—~至]\d{{1,2}})?日(?:[上下]午|晚|凌晨|清晨|一大?早|傍晚|中午)?，"
    rf"|^[^，。：；、]*?[{HAN}”]{{4}}(?<![在于自从至到截起是为了的与和及即迟近计定改延月间])"
    r"(?:(?:19|20)\d\d年|\d{1,2}日(?:\d{1,2}时(?:\d{1,2}分)?[许左]?右?)?(?:[上下]午|晚|凌晨)?)，"
    rf"|[{HAN}\d]{{6}}(?<![作成认以称视改变行极更较最大因正即转换划])为(?:应对|防范|贯彻|进一步|确保|避免|做好|迎接|庆祝|满足)"
    r"(?![^，]*(?:提供|[作做]出|注入|奠定|打下|带来|贡献|[增新]添|营造|创造|筑牢|树立|发挥|赢得|争取|积累|开辟|搭建|目[的标]|主题|契机|重点|[宗主]旨))[^，]{4,}，"
)
_LEGAL = re.compile(
    r"\[(?:下载|看预测|专家)|^\[[^\]]*$|^[^\[]*\]"
    "|本文转自|版权(?:说明|声明|归|所有)|未经[^，。]{0,8}(?:许可|授权)[^，。]{0,10}(?:使用|转载)|摘编|免责声明"
    "|分享让更多人看到|扫描[^，。]{0,6}二维码|下载[^，。]{0,10}客户端|(?<![者民客户人])关注[^，。]{0,10}公众号"
    "|^(?:这里是|我身后|我所在|我现在)|您现在看到|跟随[^，。]{0,6}镜头|一起来(?:看|感受|了解)"
    "|构成[^，。]{0,4}投资建议|(?:投资|股市)有风险|风险自担|与本站立场无关"
    "|^(?:[^，。]{0,10}，)?(?:一起|我们|再|继续|下面|首先)*来(?:看|关注|听)[^，。]{0,30}(?:专访|报道|特写)。?$"
    "|[，。]原题[：:]|^广告[ \u3000]|见下[表图]|如下[表图]|^(?:法条速递|法条链接|以案说法)《"
    "|^以下[为是][^，。：]{2,30}(?:全文|原文|实录)[：:]|以下[^，。]{0,6}(?:建议|几点|方面|看法|思考)[^，。]{0,6}。?$|(?:如遇|涉及|关于)[^，。]{0,8}(?:版权|著作权)"
    r"|从图[中上里]?可以?[看得]|点击(?:查看|阅读)|(?:本文|文中)(?:图片|配图)|本文为数据整理|，图[自据]《|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|热线(?:电话)?(?:号码)?[是为：: ]*\d|[电话]话[：:]"
    "|(?:欢迎|请)[^，。]{0,8}(?:投稿|来稿|来信|留言|与[^，。]{2,8}联系)|https?:|www[.]"
)
_FIRST_ITEM = re.compile(
    "(?<!^)(?:(?<![第万唯统专])一[是要](?!务|求|点|闻|素|件|害)|其一|[：:]一、|[（(]一[）)]|[：:](?:首先|第一，|1[.、．]))"
)
_ITEM_IN = re.compile(
    "(?<![第万唯统专])一[是要](?!务|求|点|闻|素|件|害)|其一|^一、|[（(]一[）)]|^首先|^第一$|^1[.、．]"
)
_SECOND_ITEM = re.compile("[二三][是要]|其[二三]|[二三]、|[（(][二三][）)]|其次|第二|2[.、．]|另一")
# 以下三类桥梁须检修。 without them.
_SO_MANY_BELOW = re.compile(
    "(?<![岁度元人米成年级分])(?:以下|下列|如下)[\\d一二两三四五六七八九十几]+[个种类项点条大](?!月)[^、：:]*$"
)
_SAID = re.compile(rf"(?:{SPEECH}道?|[说道称叹言]|告诉[^，。“”]{{0,8}}记者)$")
# 居民何远这样概括大桥的变化.
_SAID_SO = re.compile(
    "(?<![他她])(?:这样|如此|这么)(?:概括|形容|评价|描述|描绘|回忆|总结|感慨|定义|解释|介绍|说|告诉|写道|勉励)[^，。]{0,16}$"
)
_FRAMED = re.compile(
    "截[至止]|为(?!期|首)|随着|围绕|针对|根据|按照|作为|面对|由于|因|自|在|经|受|通过|结合"
)
_IN_SPIRIT = re.compile(
    "(?:深入)?(?:贯彻|学习)|牢记|奋进|以(?=[^，]{2,24}为)|立足|坚持|聚焦|锚定|从[^，]{2,20}到|面向|近年来"
)
_LATELY = re.compile("(?:近年来|近些年来?|如今|今年以来)，")
_LEARNT = re.compile("记者[^，。]*(?:获悉|了解到|得知)[，：,:]\\s*$")
_LEARNT_OF = re.compile(
    "(?:本报)?记者[^，。：]{0,8}从[^，。：]{2,40}(?:获悉|了解到)[：，](?:[近日]日，)?该"
)
_DOES_ITSELF = re.compile(
    "(?:[^，。]*，)?(?:[决确]定|将|[拟对向该其已再]|要求|计划|正|发布|印发|公布|开展|启动|目前)"
)
_DAY = r"(?:(?:\d{1,2}月)?\d{1,2}日|近日|日前)"
_SOMEONE_DOES = re.compile(
    rf"(?:{_DAY}，)?有(?:[^，。]{{0,6}})?(?:网友|市民|读者|媒体|居民|业主|游客|消费者|家长)[^，。的]"
    "|又有[^，。的]{2,}"
)
_WHEN_IT_WAS = re.compile(r"^(?:\d{1,2}月\d{1,2}日|近日|日前|今天|昨天)，")
# 深入养护老桥理论研讨会在京举行: its name begins as what is done does.
_IS_HELD = re.compile(
    "(?:会|论坛|仪式|展|赛|节|活动|培训班|行动)[^，。]{0,12}在[^，。]{1,24}(?:举行|召开|举办|开幕|闭幕|落幕|启动|开赛)"
)
# 共享单车很方便, 禁毒工作关乎你我.
_NAMED_BY_DOING = re.compile(f"(?:知名|著名|共享|禁毒|养老|扶贫|防汛)[{HAN}]{{2,6}}")
_DOING_IS = re.compile(
    "(?:(?:[^，。；“”]|“[^“”]*”){4,}，){0,2}(?:[^，。；“”]|“[^“”]*”){2,}(?:，(?:不仅|既|就|正)?|(?<![就还不总若但凡可])(?:正|已经?|将)?)(?:是(?![否不])|成为)[^，。]{4,}"
)
_BODIES = {"局": "局", "馆": "馆", "厂": "厂|公司|集团", "网站": "网", "协会": "会"}
_THAT_BODY = re.compile(f"(?<!应)该({'|'.join(_BODIES)})")
# A heading of two parts, with the sentence that follows it; the second is not much shorter.
_SPACED_HEADING = re.compile(
    rf"(?!受|通过|以)(?P<first>[{HAN}“”、！]{{4,14}})(?<![了的在和与及为对向是])[ \u3000]+"
    rf"(?![向即据不“、])(?P<second>[{HAN}“”、]{{4,}})(?![：:{HAN}“”、])"
)
_UNEVEN = 4  # characters
# 三座桥分别是：, what follows is no part of the sentence.
_OPEN_END = re.compile(
    "(?:(?:分别|依次)[是为]|[^，。]{2,}(?:而言|来说)|(?<![不未])如下|包括|提醒[^，。]{0,8}(?:公民|同胞|市民|旅客))。?$"
)
_TITLE_RUN = 12  # characters of a subheading that its sentence has again
_NAMES_AGAIN = "，、《“（(的至到和与及随着对在由向把被将为"
_TITLE_AT = 12  # from where the first characters of an article's title come again
_COMMA = re.compile("[，,]")
_DIGIT, _OFFICES = re.compile(r"\d|[同环]比"), re.compile("[长记任员席理]，")
_CAPTION = 30  # characters
_HEAD, _HEADS, _SEVERAL = 45, 180, 3  # characters, and how many sentences begin alike
_PLACES = (
    ("一", "首先"),
    ("二", "其次"),
    ("三", "再次"),
    ("四", "最后"),
    *(tuple(word) for word in "五六七八九十"),
)
_ORDINAL = re.compile(
    "([一二三四五六七八九十])(?:是|要(?!求)|来(?=[，,]))|第([一二三四五六七八九十])(?:[，,]|是|个是)|其([一二三四五六])(?:[，,]|是)|(首先|其次|再次|最后)(?=[，,]|要|是)"
)
# The first of a text's sections, and the second.
_SECTIONS = (
    (re.compile("(?:^|[：:])\\s*一、"), re.compile("\\s*二、")),
    (re.compile("(?:^|[：:])\\s*[（(]一[）)]"), re.compile("\\s*[（(]二[）)]")),
    (
        re.compile(r"(?:^|[：:])\s*(?:0?1[、.．]|01)(?!\d)"),
        re.compile(r"\s*(?:0?2[、.．]|02)(?!\d)"),
    ),
)
_SO_MANY = re.compile("[两三四五六七八九十几][个项条点][^，。]{0,4}。?$")
_ANNOUNCES = re.compile("如下|以下|下列|[几两三四五六七八九十]个?方面|：$")
_OF_PICTURE = re.compile(r"当地时间(?:\d{4}年)?\d{1,2}月\d{1,2}日，[^。]{8,70}。?$")
_TAKEN_FROM = re.compile("\\s*——(?:摘|引)自")  # what stands above an article
_ON_THE_DAY = re.compile("[^，。（(]{0,12}当[日天]")
_TAKEN_ON = re.compile(r"摄(?!影)|[^，。]{0,20}[/／ ]摄\d{1,2}月\d{1,2}日")
_SOMEWHERE = re.compile(
    rf"[{HAN}A-Za-z]{{3,24}}在[^，。是有]{{2,16}}(?:上|中|现场|内|里|前)。"
    rf"|(?:当地时间)?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日，[{HAN}]{{3,24}}在[^，。是有]{{2,16}}。"
)
# 大桥昨天起火，救援现场。: the end of it names the picture.
_PICTURED = re.compile(
    "，(?:[救活比演开闭签庆庭施火事拍直发展表颁会授揭][^，。了在到入往来去]{1,4})(?:现场|瞬间)。?$"
)
_SHOWN = re.compile("[（(](?:无人机|资料|拼版|视频|合成)[^（）()]{0,4}(?:照片|图片|截图)[）)]。?$")
_RUN_ON = 80  # characters without a mark: lines that were put together
_FIRST_PICTURE = re.compile(
    r"当地时间\d{4}年\d{1,2}月\d{1,2}日，(?:[^，。]{2,16}，|[^。]{2,40}现场。)"
)
_WHERE_IN_IT = re.compile(
    "[（(](?:[左右前后中]|[左右前后]排?[一二三四五1-5]|[一二三四][左右]|[左右]起)[）)]"
)
_SIDES_APART = 5  # sentences
# One of two that are told apart: 一方面, 另一方面; 一个是, 另一个是.
_SIDES = re.compile(
    "(?<![十百千万这每第那同任哪某唯有])(?P<other>另外?)?一(?P<side>方面|[个种类位名家座条项份件头边](?:则?是|在))"
)
_ITEMS_APART = 3  # sentences from one item of a list to the next that begins alike
# 从巡查、…；…三个方面提出要求。: what is done from three sides comes last.
_FROM_SIDES = re.compile("[^，。]{0,24}(?:从|在|围绕|就|聚焦|包括|涵盖)")
_MANY_SIDES = (
    "(?:方面|维度|层面|环节|阶段|特点|原因|问题|因素"
    "|建议|意见|举措|措施|任务|误区|难题|希望|要求|挑战)"
)
_AS_MANY = re.compile(f"(?P<many>[两三四五六七八九十]|\\d)[个大点条项]?{_MANY_SIDES}")
_COUNTED = "两三四五六七八九十"  # from 2 on


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A whole sentence that may be given out; ``needs``: the numbers of those it needs."""

    sentence: Sentence
    number: int
    needs: frozenset[int] = frozenset()

    @cached_property
    def grams(self) -> frozenset[str]:
        """Its bigrams: see :func:`qa.chinese.tokens.bigrams`."""
        return frozenset(bigrams(self.sentence.text))

    @property
    def follows(self) -> bool:
        """Whether it stands only after, or with, others."""
        return bool(self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The sentences of an article that may be given out, and the others, with their fault."""

    units: tuple[Unit, ...]
    rejected: tuple[Rejected, ...]


def units(source: Source, *, most: int | None = None) -> list[Unit]:
    """Return those of the first ``most`` sentences that may be given out: see :func:`sort`."""
    return list(sort(source, most=most).units)


def sort(source: Source, *, most: int | None = None, known: bool = False) -> Sorted:
    """Return which of the first ``most`` sentences may be given out, in order, whole.

    All that one needs are among them. If all is ``known``, none is needed to introduce a name.
    """
    spans = source.sentences[:most]
    texts = [source.slice(span) for span in spans]
    statements = list(_said_in_parts(source, texts))
    spoken = frozenset().union(*statements)
    begins = {number for number, span in enumerate(spans) if begins_paragraph(source, span)}
    lists = _lists(["" if n in spoken else text for n, text in enumerate(texts)], begins)
    items = {number for one in lists if one.whole for number in one.items}
    before = _before(source, len(spans))
    drafts, rejected = _drafts(source, before, items, statements)
    _add_quotations(drafts)
    if numbered := _sections(texts):
        _leave_out(numbered, drafts, rejected)
    told = {number: draft.text for number, draft in drafts.items() if number not in spoken}
    for number in _said_elsewhere(told):
        if number not in items and not drafts[number].tail:
            rejected.append(Rejected(text=drafts.pop(number).text, fault=Fault.REPETITION))
    bound = _Bound(lists=lists, statements=statements)
    texts = _without_titles(source, texts, before)
    needs = _all_needs(source, texts, drafts, before, bound, known=known)
    able = _closed(needs)
    for _ in range(_TIMES):  # another that can be had may say who someone is
        if known or len(able) == len(needs):
            break
        needs = _all_needs(source, texts, drafts, before, bound, standing=able)
        had, able = able, _closed(needs)
        if able == had:
            break
    alone = sorted(needs.keys() - able)
    return Sorted(
        units=tuple(
            Unit(
                sentence=Sentence(text=drafts[number].text, source=spans[number]),
                number=number,
                needs=needs[number],
            )
            for number in sorted(able)
        ),
        rejected=(
            *rejected,
            *(Rejected(text=drafts[number].text, fault=Fault.POINTING) for number in alone),
        ),
    )


def _without_titles(source: Source, texts: Sequence[str], before: Sequence[int]) -> list[str]:
    """Return the texts of sentences, "" for what stands above the first one that tells something.

    Whom a title or a picture above an article names, its first sentence introduces.
    """
    return [
        ""
        if prior == NOWHERE and (is_heading(source, span) or _is_of_picture(source, span))
        else text
        for span, text, prior in zip(source.sentences, texts, before, strict=False)
    ]


def stand_together(run: Sequence[Unit]) -> bool:
    """Whether all that some sentences need are among them."""
    numbers = {unit.number for unit in run}
    return all(unit.needs <= numbers for unit in run)


def printed(chosen: Sequence[Unit], source: Source) -> list[Sentence]:
    """Return sentences as they are printed together, with the short names that later ones use."""
    found = []
    for place, unit in enumerate(chosen):
        later = "".join(other.sentence.text for other in chosen[place + 1 :])
        span = source.sentences[unit.number]
        used = {word for word in defined(source.slice(span)) if word in later}
        taken = Taken(source=source, sentence=span, keeps_days=True)
        made = whole(taken, keeping=used) if used else None
        one = Sentence(text=sentence_text(made), source=span) if made else unit.sentence
        goes_on = any(other.number == unit.number + 1 for other in chosen)
        found.append(_parting(one, source) if goes_on else one)
    return found


def _parting(sentence: Sentence, source: Source) -> Sentence:
    """Return a sentence with the semicolon that it ends with in its article."""
    span = sentence.source
    parts = span is not None and source.slice(span).endswith(_PARTED)
    return replace(sentence, text=sentence.text[:-1] + "；") if parts else sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A sentence as it is printed, and its faults.

    ``quoted``: a quotation alone; ``tail``: it only says whose the quotation before it is.
    ``named``: all it points at is called by a name. ``stated``: the number of the sentence that
    says whose words it goes on with, if there is one. ``depends``: the next one says on what.
    """

    text: str
    faults: frozenset[Fault]
    tail: bool
    quoted: bool = False
    named: bool = False
    stated: int | None = None
    depends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """The sentences of a list by number, in order, and the one that begins it."""

    items: tuple[int, ...]
    before: int
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    """The sentences that can be had together only: lists, and statements of several sentences."""

    lists: Sequence[_List]
    statements: Sequence[range]


def _drafts(
    source: Source, before: Sequence[int], listed: AbstractSet[int], statements: Sequence[range]
) -> tuple[dict[int, _Draft], list[Rejected]]:
    """Return the sentences that have no fault but those that others mend, and the others."""
    found: dict[int, _Draft] = {}
    begins = {run[0] for run in statements}
    goes_on_in = {number for run in statements for number in run[1:]}
    rejected: list[Rejected] = []
    argues = _is_of_one(source)
    for number, span in enumerate(source.sentences[: len(before)]):
        if span.end - span.start > LONGEST:
            continue
        made = whole(Taken(source=source, sentence=span, keeps_days=True))
        heading = is_heading(source, span) and span != thesis(source)
        if made is None or heading or _is_of_picture(source, span):
            continue
        if _begins_a_list(made.text):
            made = _before_list(made) or made
        rank = 0 if before[number] == NOWHERE else number
        listed_on = _is_listed(source, span)
        depends = is_on_condition(made)
        stated = None if listed_on else _statement(source, number)
        goes_on = listed_on or stated is not None
        kinds = _faults(made, rank, goes_on=goes_on, argues=argues) - (
            _OF_ITEMS if number in listed else frozenset()
        )
        if number in begins:
            kinds -= {Fault.LONE_MARK, Fault.SPEAKER, Fault.CUT_OFF}
        if number in goes_on_in:
            kinds -= _OF_SPOKEN
        of_quoted = _OF_QUOTED | ({Fault.LONE_MARK} if _is_half_quoted(made.text) else set())
        quoted = Fault.SPEAKER in kinds and kinds <= of_quoted
        tail = _is_tail(made, source)
        if tail:
            kinds -= {Fault.CUT_OFF}
        text = sentence_text(made)
        if (quoted or kinds <= _ALLOWED) and not _is_orphan(made, source):
            found[number] = _Draft(
                text=text,
                faults=kinds,
                tail=tail,
                quoted=quoted,
                named=points_by_name(made),
                stated=stated,
                depends=depends,
            )
        else:
            rejected.append(Rejected(text=text, fault=_worst(kinds)))
    return found, rejected


def _worst(kinds: AbstractSet[Fault]) -> Fault:
    """Return what to say that is wrong with a sentence: of a question, that it asks."""
    if Fault.QUESTION in kinds:
        return Fault.QUESTION
    return next((kind for kind in Fault if kind in kinds - _ALLOWED), Fault.POINTING)


def _is_of_one(source: Source) -> bool:
    """Whether the 我们 of a text is all of us, or who signs it: （作者为云岭市图书馆馆长）."""
    if _FIRST_PERSON.search(source.text) is None:
        return False
    return _BY_ONE.search(source.text) is not None or is_opinion(source)


def _add_quotations(drafts: dict[int, _Draft]) -> None:
    """Leave out the quotations that no sentence after them gives to someone."""
    for number in sorted((n for n, draft in drafts.items() if draft.quoted), reverse=True):
        after = drafts.get(number + 1)
        begins = _begins_quotation(drafts[number].text)
        ended = after is not None and after.quoted and _ends_quotation(after.text)
        if not (ended if begins else after is not None and after.tail):
            del drafts[number]


def _begins_quotation(text: str) -> bool:
    """Whether a quotation of two sentences begins with a text: “桥很宽。."""
    return text.startswith("“") and "”" not in text


def _ends_quotation(text: str) -> bool:
    """Whether a quotation of two sentences ends with a text: 车很多。”."""
    return text.endswith("”") and "“" not in text


def _is_half_quoted(text: str) -> bool:
    return _begins_quotation(text) or _ends_quotation(text)


def _leave_out(
    numbered: AbstractSet[int], drafts: dict[int, _Draft], rejected: list[Rejected]
) -> None:
    """Leave out what stands in numbered sections; the sentence before them ends no list."""
    rejected += [
        Rejected(text=drafts.pop(number).text, fault=Fault.LIST)
        for number in sorted(numbered & drafts.keys())
    ]
    before = min(numbered) - 1
    if before in drafts and not _ANNOUNCES.search(drafts[before].text):
        draft = drafts[before]
        drafts[before] = replace(draft, faults=draft.faults - {Fault.LIST})


def with_needs(number: int, by_number: Mapping[int, Unit]) -> frozenset[int]:
    """Return a sentence and all that it needs, and that these need."""
    found, more = {number}, [number]
    while more:
        needs = by_number[more.pop()].needs - found
        found |= needs
        more += needs
    return frozenset(found)


def says_twice(run: Sequence[Unit]) -> bool:
    """Whether of some sentences one says what another has said: all but a few of its words."""
    return any(says_it(later, earlier) for later, earlier in permutations(run, 2))


def says_it(later: Unit, earlier: Unit) -> bool:
    """Whether an earlier sentence says a later one: most words of a long one, all of any."""
    shared, own = len(later.grams & earlier.grams), len(later.grams)
    if own >= _MANY_WORDS and shared >= _MOST_SHARED * own:
        return True
    return shared >= _SHARED * own and repeats(
        Source(later.sentence.text), Source(earlier.sentence.text)
    )


def _faults(made: Derivation, rank: int, *, goes_on: bool, argues: bool) -> frozenset[Fault]:
    """Return the faults of a whole sentence that it has as the article has it.

    ``rank`` is its number, 0 also where only pictures and headings stand before it; ``goes_on``:
    whether it goes on with a statement or a list; ``argues``: whether it is of an opinion.
    """
    kinds = {kind for kind in faults_of(made) if not _is_pardoned(made, kind, rank, argues=argues)}
    kinds |= {Fault.SUBJECT} if rank and _CHOOSES.match(made.text) else set()
    if is_aim(made.text):
        kinds.add(Fault.CUT_OFF)
    if _ASKED.match(made.text):
        kinds.add(Fault.QUESTION)
    if not argues and _speaks_as_we(made):
        kinds.add(Fault.SPEAKER)
    if _has_a_heading(made) or _VERSE.fullmatch(made.text) or _has_a_spaced_heading(made):
        kinds.add(Fault.GLUED)
    if _OPEN_END.search(made.text):
        kinds.add(Fault.CUT_OFF)
    if _begins_a_list(made.text) or _SO_MANY_BELOW.search(made.text):
        kinds.add(Fault.LIST)
    return frozenset(kinds - {Fault.CONTINUED} | ({Fault.CONTINUED} if goes_on else set()))


def _is_listed(source: Source, span: Span) -> bool:
    """Whether a sentence goes on with what a colon or semicolon before it announces."""
    return source.text[: span.start].rstrip().endswith(_LISTED)


def _is_pardoned(made: Derivation, kind: Fault, number: int, *, argues: bool) -> bool:
    if kind == Fault.CUT_OFF:  # it ends where the article ends it
        says = len(made.text) >= 2 * _LONG or any(map(says_something, made.taken.words))
        ends = _SPEAKS.search(made.text) is None or _DENIES_IT.search(made.text) is not None
        return says and len(made.text) >= _LONG and ends
    if kind == Fault.POINTING:  # at what stands in it: nothing was said before
        told = _SELF.sub("某", made.text) if argues or _VOICE.match(made.text) else made.text
        points = told == made.text or points_back(told) or points_back(made.first)
        begins = number == 0 and not _BACK.match(made.text)
        there = made.taken.number > 0 and _THERE.search(made.text) is not None
        return (begins and not there) or not points
    if kind == Fault.SPEAKER:  # 居民何远说，桥很宽，“回家近了”: who says so begins it
        voice = _VOICE.match(made.text) or _GOES_ON_SAYING.search(made.text)
        return voice is not None and not lost_marks(made.text)
    if kind == Fault.CONDITION:  # which the next sentence sets: it stands with that
        return is_on_condition(made)
    if kind == Fault.MODALITY:  # 计划 of a name in brackets: nothing else is left out
        return all(made.taken.source.text[gap.start] in "（(" for gap in made.gaps)
    if kind == Fault.NEGATION:  # who acts against rumours is not denied by the next sentence
        return _ACTS.search(made.text) is not None
    if kind == Fault.LIST:  # 何远，桥梁专家，修了……: who someone is, so open as the article has it
        return number == 0 and _IS_SOMEONE.match(made.text) is not None
    if kind == Fault.GLUED:  # （见图）, which is left out, or of whom 该校 is
        return _only_shows(made) or _LEARNT_OF.match(made.text) is not None
    if kind == Fault.SUBJECT:  # 为保护桥梁，云岭市…: a later clause has one
        return _has_subject_later(made, number)
    return kind == Fault.REPETITION


def _has_subject_later(made: Derivation, number: int) -> bool:
    """Whether a later clause has the subject that the first one lacks."""
    if number == 0:
        has_one = not all(map(lacks_subject, made.taken.words)) or _has_topic(made.text)
        return has_one or _is_of_a_thing(made.text) or _has_news(made)
    later = made.taken.words[1:]
    if _LATELY.match(made.text) and any(map(has_own_subject, later[:1])):
        return True
    framed = _FRAMED.match(made.text) or (
        _IN_SPIRIT.match(made.text) and begins_paragraph(made.taken.source, made.taken.sentence)
    )
    return bool(framed) and any(map(has_own_subject, later))


def _has_news(made: Derivation) -> bool:
    """Whether an article's first sentence has a subject that its words do not show.

    What is done is one (加强养护是…), who has no name another (有网友发视频称); and what a
    reporter learnt from a body is told whole, if it is not what that body itself does.
    """
    learnt = made.taken.source.text[made.taken.sentence.start : made.taken.told.start]
    if _LEARNT.search(learnt):
        return _DOES_ITSELF.match(made.text) is None
    told = _WHEN_IT_WAS.sub("", made.text)
    return (
        any(one.match(told) for one in (_SOMEONE_DOES, _DOING_IS, _NAMED_BY_DOING))
        or _IS_HELD.search(told) is not None
    )


def _only_shows(made: Derivation) -> bool:
    """Whether what is glued to a sentence is but （见图）, which is left out."""
    told = made.taken.source.slice(made.taken.told)
    return _SEE.search(told) is not None and not has_credit(_SEE.sub("", told))


def begins_paragraph(source: Source, sentence: Span) -> bool:
    """Whether a line break stands before a sentence."""
    return (
        source.text[max(0, sentence.start - _INDENT) : sentence.start].rstrip(_SPACES)[-1:] == "\n"
    )


def _has_topic(text: str) -> bool:
    """Whether a sentence begins with what it tells of, a time before it left aside."""
    words = [(word, tag) for word, tag in tagged(text) if tag[:1] not in "tmxw"]
    return bool(words) and (words[0][1][:1] == "n" or words[0][0] == "驻")


def _is_of_a_thing(text: str) -> bool:
    """Whether a clause is but a described thing, of which the next tells: 停航的渡口，昨天…."""
    clause, _, rest = text.partition("，")
    thing = clause.rpartition("的")[2] if "的" in clause else ""
    named = len(thing) > 1 and all(tag[:1] in "njbm" for _, tag in tagged(thing))
    return named and _THEN.match(rest) is not None


def _is_orphan(made: Derivation, source: Source) -> bool:
    """Whether a sentence says 该局 or 该网站 in a text that has named none before it."""
    found = _THAT_BODY.search(made.text)
    if found is None:
        return False
    before = source.text[: made.taken.sentence.start] + made.text[: found.start()]
    return re.search(_BODIES[found[1]], before) is None


def _speaks_as_we(made: Derivation) -> bool:
    """Whether a sentence has a 我 of someone whom it does not name: 我们修好了桥., no quotation."""
    told = without_quotations(made.text)
    found = _FIRST_PERSON.search(told)
    return found is not None and _SPEAKING.search(told, 0, found.start()) is None


def is_of_page_or_trade(text: str) -> bool:
    """Whether a sentence is of the page or the trade, not of the news: 未经许可不得转载."""
    return _LEGAL.search(text) is not None


def _has_a_heading(made: Derivation) -> bool:
    """Whether a heading stands before a sentence without a break, or it is of no news at all."""
    text = made.text
    under = holds_title(made.taken.source.text, made.taken.sentence)
    if _BEGINS.search(text) or is_of_page_or_trade(text) or under:
        return True
    if any(len(words) > _RUN_ON and "、" not in words for words in made.taken.words):
        return True
    runs = [text[at : at + _RUN] for at in range(len(text) - _RUN + 1)]
    again = {run for run, many in Counter(runs).items() if many > 1}
    if not again:
        return False
    if text.find(text[:_TITLE_RUN], _TITLE_RUN) > 0 and says_something(text[:_TITLE_RUN]):
        return True
    named = text[:1] in ("“", "《")  # what a story is of is named more than once
    titled = made.taken.number == 0 and not named and _begins_again(text)
    if titled or any(_is_of_two_clauses(run) for run in again):
        return True
    longest = _LONG_RUN - _RUN + 1
    return any(
        all(run in again for run in runs[at : at + longest])
        for at in range(min(len(runs) - longest + 1, _HEADLINE))
    )


def _has_a_spaced_heading(made: Derivation) -> bool:
    """Whether a heading of two parts stands before it: 打通路网 方便过河区里修好了三座桥，….

    Not where the space is within a quotation or a name: 桥梁工 何远：…, 何远 李明称，….
    """
    found = _SPACED_HEADING.match(made.taken.source.slice(made.taken.told))
    if found is None or unbalanced(found["first"]) or _SPEAKS.search(found["second"]):
        return False
    return len(found["second"]) + _UNEVEN >= len(found["first"])


def _is_of_two_clauses(run: str) -> bool:
    """Whether a run of characters is the end of a clause and the beginning of one.

    That is no figure (增长3%，同比), nor one of several offices (市委书记，云岭市).
    """
    amid = _COMMA.match(run, _RUN // 2)
    return bool(amid) and not (_DIGIT.search(run) or _OFFICES.match(run, _RUN // 2 - 1))


def _begins_again(text: str) -> bool:
    """Whether a sentence begins again amid itself, as after its heading: 大桥通车大桥昨天通车.

    Not in a later clause, nor in a name that is given in full: 桥梁局发布《桥梁局三年年报》.
    """
    again = text.find(text[:_RUN], _TITLE_AT)
    return again > 0 and text[again - 1] not in _NAMES_AGAIN and says_something(text[again:])


def _begins_a_list(text: str) -> bool:
    """Whether the first item of a list stands in a sentence, and no second one: 包括：一是…."""
    found = _FIRST_ITEM.search(text)
    return found is not None and not _SECOND_ITEM.search(text, found.end())


def _before_list(made: Derivation) -> Derivation | None:
    """Return the clauses before the list that a sentence begins, without 具体包括：."""
    clauses, words = made.taken.clauses, made.taken.words
    item = next((n for n, one in enumerate(words) if _ITEM_IN.search(one)), 0)
    last = item - (2 if item > 0 and clauses[item - 1].mark == ":" else 1)
    if last < 0 or _ABOUT.match(words[last]):
        return None
    end = clauses[last].span.end
    kept = [Span(start=k.start, end=min(k.end, end)) for k in made.kept if k.start < end]
    return Derivation(taken=made.taken, kept=tuple(kept))


def _statement(source: Source, number: int) -> int | None:
    """Return the sentence of the paragraph that says whose words one goes on with, if one does."""
    sentence = source.sentences[number]
    own = source.slice(sentence)
    if _DECIDES.match(own) or _ANCHOR.match(own) or (_STATES.search(own) and not _MUST.match(own)):
        return None
    start = source.text.rfind("\n", 0, sentence.start) + 1
    for earlier in range(number - 1, max(-1, number - _SPOKEN - 1), -1):
        span = source.sentences[earlier]
        if span.start < start:
            return None
        if _REPORTS.search(source.slice(span)) or _DEMANDS.search(source.slice(span)):
            return earlier
        if _ANCHOR.match(source.slice(span)):
            return None
    return None


def _is_of_picture(source: Source, span: Span) -> bool:
    """Whether a sentence is what a picture shows: its photographer follows, or it has its year.

    Or what is taken from elsewhere and stands above an article.
    """
    text = source.slice(span)
    shown = _SHOWN.search(text.strip()) or _PICTURED.search(text.strip())
    if _TAKEN_ON.match(text) or shown or _is_only_somewhere(text):
        return True
    if _TAKEN_FROM.match(source.text, span.end):
        return True
    if _is_signed(source, span):
        return True
    if span == source.sentences[0]:
        return _FIRST_PICTURE.match(text) is not None
    dated = _OF_PICTURE.match(text) and not _STATES.search(text)
    return bool(dated and source.text[: span.start].endswith("\n"))


def _is_only_somewhere(text: str) -> bool:
    """Whether a sentence only says who is where: 桥梁局局长何远在发布会上。."""
    return bool(_SOMEWHERE.fullmatch(text.strip())) and not any(
        tag[:1] == "v" and tag != "vn" for _, tag in tagged(text)
    )


def _is_signed(source: Source, span: Span) -> bool:
    """Whether it says who stands where, or its photographer follows and no desk sent it."""
    where = _WHERE_IN_IT.search(source.slice(span))
    ends = (span.end, _end_of_caption(source, span))
    signed = any(_SIGNED.match(source.text, end) for end in ends)
    if not (where or signed):
        return False
    told = past_opening(source.text, span, days=False)
    after_another = _SIGNED.match(source.text[span.start : told.start]) is not None
    alone = told == span or after_another
    return bool(_WHERE_IN_IT.search(source.slice(told)) or (signed and alone))


def _end_of_caption(source: Source, span: Span) -> int:
    """Return where a sentence ends, or the next one that says what was on the day of a picture."""
    number = source.number_of(span) + 1
    after = source.sentences[number] if number < len(source.sentences) else span
    of_it = "\n" not in source.text[span.end : after.start]
    return after.end if of_it and _ON_THE_DAY.match(source.slice(after)) else span.end


def _is_tail(made: Derivation, source: Source) -> bool:
    """Whether a sentence only says who said the quotation before it: 何远接受采访时感叹。."""
    start = made.taken.sentence.start
    after = source.text[:start].endswith(_QUOTED)
    last = made.taken.words[-1]
    if _SAID_SO.search(last):  # also in a paragraph of its own
        after = source.text[:start].rstrip().endswith(_QUOTED)
    said = _SAID.search(last) or _SAID_SO.search(last)
    return bool(after and len(made.text) <= _TAIL and said)


def _before(source: Source, many: int) -> list[int]:
    """Return for each sentence the one before it that is no question, call, heading, … or picture.

    That is the one that begins a sentence of several parts, apart by semicolons.
    """
    found, last = [], NOWHERE
    for number, span in enumerate(source.sentences[:many]):
        found.append(last)
        asks = _ASKS.search(source.slice(span)) or _WORD.search(source.slice(span)) is None
        part = number > 0 and source.text[: span.start].rstrip().endswith(_PARTED)
        if not (asks or part or is_heading(source, span) or _is_of_picture(source, span)):
            last = number
    return found


def _all_needs(
    source: Source,
    texts: Sequence[str],
    drafts: Mapping[int, _Draft],
    before: Sequence[int],
    bound: _Bound,
    *,
    standing: AbstractSet[int] | None = None,
    known: bool = False,
) -> dict[int, frozenset[int]]:
    """Return the numbers of the sentences that each sentence needs, those bound to it among them.

    ``before`` is what :func:`_before` says; ``standing`` and ``known``: see
    :func:`qa.writing.antecedents.antecedents`.
    """
    needs = _needs(texts, drafts, before, standing=standing, known=known)
    _bind(bound.lists, needs, drafts)
    _bind_parts(source, texts, needs)
    _bind_statements(bound.statements, needs)
    return needs


def _needs(
    texts: Sequence[str],
    drafts: Mapping[int, _Draft],
    before: Sequence[int],
    *,
    standing: AbstractSet[int] | None,
    known: bool,
) -> dict[int, frozenset[int]]:
    pointing = {
        number
        for number, draft in drafts.items()
        if Fault.POINTING in draft.faults and not draft.quoted
    }
    called = {number for number in pointing if drafts[number].named}
    words = {number: draft.text for number, draft in drafts.items()}
    himself = next((n for n in sorted(drafts)[:3] if _HIMSELF.match(drafts[n].text)), None)
    news = min(drafts if standing is None else standing, default=NOWHERE)
    named = antecedents(
        texts,
        words,
        drafts.keys(),
        pointing,
        before,
        called=called,
        standing=standing,
        known=known,
    )
    return {
        number: frozenset(
            [
                *_neighbours(number, draft, _followed(number, draft, before[number], news)),
                *named[number],
                *([NOWHERE] if _is_answer(texts, number, draft) else []),
                *([number + 1] if _goes_on_next(texts, number) else []),
                *_other_sides(texts, number, before[number]),
                *([himself] if himself is not None and _is_of(draft, number, himself) else []),
            ]
        )
        for number, draft in drafts.items()
    }


def _is_of(draft: _Draft, number: int, himself: int) -> bool:
    """Whether a sentence is told by one who says who he is in another one: 我叫何远，…."""
    told = without_quotations(draft.text)
    return number > himself and _FIRST_PERSON.search(told) is not None


def _is_answer(texts: Sequence[str], number: int, draft: _Draft) -> bool:
    """Whether a sentence points at a question before it, which is not given out: 对此作了解答."""
    asked = number > 0 and _QUESTION.search(texts[number - 1]) is not None
    this = draft.quoted and _OF_THIS.match(draft.text) is not None
    return asked and (this or _AT_IT.search(texts[number]) is not None)


def _goes_on_next(texts: Sequence[str], number: int) -> bool:
    """Whether the next sentence has the other half: 过去，桥很窄。如今…; 工程分为两期。第一期…."""
    if number + 1 >= len(texts):
        return False
    text, after = texts[number], texts[number + 1]
    turns = _FORMERLY.match(text) and _NOWADAYS.match(after)
    half = _ONE_DAY.match(text) or (_THOUGH.search(text) and not _YET.search(text))
    parted = text.startswith("其中") and text.rstrip().endswith(_PARTED)
    half = half or _LEAVES_OPEN.search(text)
    return bool(turns or half or parted or (_DIVIDES.search(text) and _FIRST_PART.match(after)))


def _other_sides(texts: Sequence[str], number: int, prior: int) -> Iterator[int]:
    """Yield the sentences near one that tell the other side of what it tells one side of.

    Of 一方面 and 另一方面, where none near tells it, the next one and the ``prior``.
    """
    for side, others in _sides(texts[number]).items():
        if len(others) > 1:
            continue
        (other,) = others
        step = -1 if other else 1
        near = range(number + step, number + step * _SIDES_APART, step)
        found = (n for n in near if 0 <= n < len(texts) and (not other) in _sides(texts[n])[side])
        if (beside := next(found, None)) is not None:
            yield beside
        elif side == "方":
            yield prior if other else number + 1


def _sides(text: str) -> dict[str, set[bool]]:
    """Return the sides that a text tells of, each with whether it is the other one (另一方面)."""
    found: dict[str, set[bool]] = defaultdict(set)
    for one in _SIDES.finditer(text):
        found[one["side"][0]].add(one["other"] is not None)
    return found


def _followed(number: int, draft: _Draft, prior: int, news: int) -> int:
    """Return the sentence that one goes on from: the news, where it says how that ended at last."""
    ended = _AT_LAST.match(draft.text)
    told = ended is not None and has_own_subject(ended["what"]) and not draft.tail
    return news if told and news < number and Fault.POINTING not in draft.faults else prior


def _neighbours(number: int, draft: _Draft, prior: int) -> Iterator[int]:
    """Yield the sentences beside one that it needs."""
    if draft.tail:
        yield number - 1
    if draft.faults & _GOES_ON and not draft.quoted:
        yield prior if (speaks := _speaker_needed(draft)) is None else speaks
    if Fault.LIST in draft.faults:  # unless it begins one that is whole
        yield NOWHERE
    if draft.quoted or draft.depends or Fault.NEGATION in draft.faults:
        yield number + 1
    if draft.quoted and _ends_quotation(draft.text):
        yield number - 1
    if draft.quoted and _OF_THIS.match(draft.text):
        yield prior


def _speaker_needed(draft: _Draft) -> int | None:
    """Return the sentence that says who speaks, if it is all that one needs.

    That one has a subject or says what must be, and adds nothing to the one before it.
    """
    alone = Fault.SUBJECT not in draft.faults or _MUST.match(draft.text)
    return draft.stated if alone and not _AGAIN.match(draft.text) else None


def _said_elsewhere(words: Mapping[int, str]) -> list[int]:
    """Return the short sentences that another one says too: what a picture shows, a heading."""
    grams = {number: frozenset(bigrams(text)) for number, text in words.items()}
    where: dict[str, set[int]] = defaultdict(set)
    for number, own in grams.items():
        for gram in own:
            where[gram].add(number)
    found = []
    for number, text in words.items():
        if number == 0 or len(text) > _CAPTION or not grams[number]:
            continue
        shared = Counter(n for gram in grams[number] for n in where[gram] if n != number)
        others = [n for n, many in shared.items() if many >= _SHARED * len(grams[number])]
        if any(len(words[n]) > len(text) for n in others):
            found.append(number)
    return found


def _bind(
    lists: Sequence[_List], needs: dict[int, frozenset[int]], drafts: Mapping[int, _Draft]
) -> None:
    """Let the items of a list need each other; of one that is not whole, none can be had."""
    for one in lists:
        members = frozenset(one.items)
        can_be_had = one.whole and members <= needs.keys()
        for number in members & needs.keys():
            others = members - {number} | {one.before}
            needs[number] = others if can_be_had else frozenset([NOWHERE])
        if one.before in needs and Fault.LIST in drafts[one.before].faults:
            text = drafts[one.before].text
            begun = _ANNOUNCES.search(text) or _SO_MANY.search(text)
            needs[one.before] = needs[one.before] - {NOWHERE} | (members if begun else set())


def _bind_parts(source: Source, texts: Sequence[str], needs: dict[int, frozenset[int]]) -> None:
    """Let the parts of a sentence that semicolons part need each other, if it is not long.

    In 东岸降雨50毫米；西岸降雨80毫米。 each part says a half. Of one that says so itself (既要…；
    又要…) the first cannot be had alone; of one that counts them last (三个方面提出要求) none can.
    """
    for run in _parted(source, texts):
        members = frozenset(run)
        size = sum(len(texts[number]) for number in run)
        told_last = _AS_MANY.search(texts[run[-1]]) and _FROM_SIDES.match(texts[run[0]])
        if (told_last or size <= _PARTS) and members <= needs.keys():
            for number in run:
                needs[number] |= members - {number}
        elif told_last:
            for number in members & needs.keys():
                needs[number] |= {NOWHERE}
        elif _HALF.match(texts[run[0]]) and run[0] in needs:
            needs[run[0]] |= {NOWHERE}


def _bind_statements(statements: Sequence[range], needs: dict[int, frozenset[int]]) -> None:
    """Let the sentences of one quotation need each other; of one that is not whole, none is had."""
    for run in statements:
        members = frozenset(run)
        others = members if members <= needs.keys() else frozenset([NOWHERE])
        for number in members & needs.keys():
            needs[number] |= others - {number}


def _said_in_parts(source: Source, texts: Sequence[str]) -> Iterator[range]:
    """Yield the runs of sentences that are one quotation, if the first says who speaks.

    Of at most so many, and no longer than a sentence of several parts: 何远说，“桥很宽。车很多。”.
    """
    for number, text in enumerate(texts):
        if _OPENS_QUOTATION.fullmatch(text.strip()) is None:
            continue
        for end in range(number + 1, min(number + _QUOTED_IN, len(texts))):
            between = source.text[source.sentences[end - 1].end : source.sentences[end].start]
            if "\n" in between or "“" in texts[end]:
                break
            if "”" in texts[end]:
                run = range(number, end + 1)
                size = sum(len(texts[one]) for one in run)
                if texts[end].rstrip().endswith("”") and size <= _STATEMENT:
                    yield run
                break


def _parted(source: Source, texts: Sequence[str]) -> Iterator[range]:
    """Yield the runs of sentences of which all but the last end with a semicolon."""
    begun = 0
    for number, text in enumerate(texts):
        next_line = "\n" in source.text[source.sentences[number].end :][:2]
        if not text.endswith(_PARTED) or next_line:
            if number > begun:
                yield range(begun, number + 1)
            begun = number + 1


def _lists(texts: Sequence[str], begins: AbstractSet[int]) -> list[_List]:
    """Return the lists of a text: 一是…, 二是…; 首先…; and short sentences that begin alike."""
    runs: list[list[int]] = []
    last = 0
    for number, text in enumerate(texts):
        place = _place(text)
        if place is None:
            continue
        if text.startswith("最后") and last > 1:
            place = last + 1
        if place == last + 1 and place > 1:
            runs[-1].append(number)
        else:
            runs.append([number])
        last = place
    return [
        *(
            _List(
                items=tuple(run),
                before=run[0] - 1,
                whole=run[0] > 0
                and _place(texts[run[0]]) == 1
                and len(run) >= max(2, _as_many(texts[run[0] - 1])),
            )
            for run in runs
        ),
        *_parallel(texts, begins),
    ]


def _as_many(text: str) -> int:
    """Return how many items a sentence announces: 3 of 主要源于三个方面; 0 if it does not say."""
    found = [one["many"] for one in _AS_MANY.finditer(text)]
    if not found:
        return 0
    return int(found[-1]) if found[-1].isdigit() else 2 + _COUNTED.index(found[-1])


def _sections(texts: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the sentences in numbered sections: 一、桥面。…, 二、桥塔。….

    What such a sentence says is so of its section alone. None if the text begins with the first
    section, or has but one.
    """
    for first, later in _SECTIONS:
        begin = next((n for n, text in enumerate(texts) if first.search(text)), 0)
        if begin > 0 and any(later.match(text) for text in texts[begin + 1 :]):
            return frozenset(range(begin, len(texts)))
    return frozenset()


def _parallel(texts: Sequence[str], begins: AbstractSet[int]) -> Iterator[_List]:
    """Yield the short sentences that begin with one verb, three at least: 健全…机制.

    None of them is far from the next, but where both begin a paragraph. 活动 and 工作 are no verbs
    there.
    """
    runs: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        short = 0 < len(text) <= _HEAD and _place(text) is None
        word, tag = tagged(text)[0] if short else ("", "")
        if tag[:1] in ("v", "a") and not tag.endswith("n") and len(word) > 1:
            runs[word].append(number)
    for run in (near for numbers in runs.values() for near in _near(numbers, begins)):
        size = sum(len(texts[number]) for number in run)
        if len(run) >= _SEVERAL and run[0] > 0 and size <= _HEADS:
            yield _List(items=tuple(run), before=run[0] - 1)


def _near(numbers: Sequence[int], begins: AbstractSet[int]) -> Iterator[list[int]]:
    """Yield the runs of numbers of which each is near the one before it, or both begin what is."""
    run: list[int] = []
    for number in numbers:
        if run and number > run[-1] + _ITEMS_APART and not {run[-1], number} <= begins:
            yield run
            run = []
        run.append(number)
    yield run


def _place(text: str) -> int | None:
    """Return which item of a list a sentence is, from 1; None if it is none."""
    found = _ORDINAL.match(text)
    if not found:
        return None
    word = found[found.lastindex or 0]
    return next(n for n, words in enumerate(_PLACES, 1) if word in words)


def _closed(needs: Mapping[int, AbstractSet[int]]) -> set[int]:
    """Return the numbers of the sentences that have all that they need."""
    able = set(needs)
    while lacking := {number for number in able if not needs[number] <= able}:
        able -= lacking
    return able
