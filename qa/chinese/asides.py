"""What can be left out of a sentence without changing what it says.

Asides in brackets, the day, the offices before a name, the place of a meeting.
"""

from __future__ import annotations

import re

from qa.chinese.characters import HAN
from qa.chinese.openings import CLOCK, HOUR, RECENTLY
from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES
from qa.chinese.words import tagged, word_edges
from qa.records import Span

__all__ = [
    "abbreviations",
    "announcements",
    "appositions",
    "bodies",
    "brackets",
    "circumstances",
    "colleagues",
    "days",
    "glosses",
    "inclusions",
    "lists",
    "makers",
    "manners",
    "occasions",
    "offices",
    "people_named",
    "places",
    "responses",
    "short_names",
    "sidelines",
    "sites",
    "themes",
    "unknown_names",
    "visits",
]

_LOOSE = re.compile(
    r"[（(](?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .,·'’&-]*|见[图右左上下][^（）()]{0,10}"
    r"|[上下左右]?图[^（）()]{0,6}|[^（）()，。：]{2,8}注：[^（）()]*"
    r"|[^（）()]*(?:记者|通讯员|摄|供图|图片来源)[^（）()]*|(?:股票)?代码\d+|(?:《[^》]*》[，、])?(?:以下)?(?:简称|下称|又称|亦称|又名)[^（）()]*"
    r"(?:（[^（）()]*）[^（）()]*)?"
    r"|-?\d+(?:\.\d+)?(?:[，,] ?-?\d+(?:\.\d+)?){2}[%％]"
    r"|[^（）()，。]{0,6}(?:邮箱|热线|电话|微信号?)[：:][^（）()]*"
    r"|https?:[^（）()]*|www[.][^（）()]*|\d{1,2}日|星期[一二三四五六日天]|周[一二三四五六日])[）)]"
    r"|(?<=：)(?:情况|警情)通报(?=20\d\d年|\d{1,2}月\d)"
)
_GLOSS = re.compile(
    rf"[（(](?:\d{{1,2}}月\d{{1,2}}日|\d{{4}}年\d{{1,2}}月[至到]\d{{4}}年\d{{1,2}}月|[^（）()]{{0,12}}约合[^（）()]*|[今现][{HAN}]{{2,12}})[）)]"
    rf"|(?<=[A-Za-z])[（(][{HAN}]{{2,12}}[）)]"
)
_BODIES = re.compile(
    "(?:^|(?<=[，；：。\\s）)]))(?P<names>(?:[^，；：、。\\s]{1,14}[局部委署院行办会联]、){2,}"
    "[^，；：、。\\s]{1,14}?[局部委署院行办会联])(?=[三四五六七八九十]{1,2}(?:个|家)?(?:部门|单位)(?!的))"
)
_COLLEAGUES = re.compile(
    "(?<=[局部委署院行办会厅省市区县])(?P<whom>会同[^，；：。《》“”]{2,60}?[局部委署院行办会厅门位方等])"
    "(?=(?:联合|共同)?(?:印发|发布|出台|制定|公布|部署|启动|组织|开展))"
)
_SHORT_NAMES = {
    "巴勒斯坦伊斯兰抵抗运动": "哈马斯",
    "巴勒斯坦伊斯兰圣战组织": "杰哈德",
    "北大西洋公约组织": "北约",
    "世界卫生组织": "世卫组织",
    "世界贸易组织": "世贸组织",
    "上海合作组织": "上合组织",
    "亚太经济合作组织": "亚太经合组织",
    "东南亚国家联盟": "东盟",
    "石油输出国组织": "欧佩克",
    "美国联邦储备委员会": "美联储",
}
"""Names that are known by the short form that stands after them in brackets."""

_NAMED_TWICE = re.compile(
    "|".join(f"({name}[（(]){short}([）)])" for name, short in _SHORT_NAMES.items())
)
# 4月3日 of 自4月3日起, 截至4月3日, 4月3日的 is no aside.
_DAY = re.compile(
    r"(?<![\d、于自从至到在截以止期起年月周是为即将和与及或每逢前后近比较同了计划定拟迟改延第逾仅续达满约隔时头这—－-])(?<!时间)"
    r"(?>(?:(?:当地|北京)时间)?(?P<month>\d{1,2}月)?\d{1,2}日(?:[至到—－-](?:\d{1,2}月)?\d{1,2}日)?"
    rf"(?:[早晚]些时候|{HOUR}?{CLOCK}?)|(?:(?:当地|北京)时间)?{RECENTLY}|[从自]当[日天]{HOUR}?起，?|于?当[天日晚](?:早些时候|{HOUR})?|同一天|同日|稍早(?:前|时候))"
    r"(?!(?!发布的|公布的|播出的)[^，、在]{1,6}的|开[始启])(?!以[来前后内及])(?=[^\s起至到前后内止的之电是为约和与及或、，。；：（(）)—－\d-]|[和与](?![^，。]{0,4}[日天])|到(?=[^\d，。]{2,24}(?:调研|考察|访问|视察|开展|慰问|看望|参加|出席|参观|走访)))"
    r"(?!早|白天|全天|夜间)(?!(?:更是?|也|又|仍然?|依然|还|却)[^，。])"
)
# 今天新增3例, 20日夺得35枚金牌: of that day and not of all.
_DAYS_COUNT = re.compile(
    r"[^，；]{0,30}?(?:(?:新增|夺得|收获|获得|摘得|击落|确诊)[^，；]{0,12}\d|\d+(?:枚|例|金(?!额|融)))"
)
_VERB_ALONE = re.compile(r"[^，；。：]{1,3}(?=[，；。]|$)")
_ROLE = "(?:总书记|主席|总理|委员长|常委|委员|书记|部长|主任|秘书长|组长|成员)"
_OFFICES = re.compile(
    r"(?:(?:中共中央|国务院|国家|中央军委|全国人大常委会|全国政协|中央)"
    rf"(?:(?!{_ROLE}(?![会处团]))[^，。、；：“”《》（）\s见访晤派称说对向给与和由]){{0,12}}{_ROLE}、?|国务委员、?)+(?:外交部部?长)?"
)
_FORMER = re.compile("[原前]")
_BEFORE_OFFICE = frozenset("和与同向由受经对见晤")
_NAMES = (SURNAMES | AMBIGUOUS_SURNAMES | {"习"}) - frozenset("向于任成关时常方安项申路易万")
_PLACE = re.compile(
    r"(?<![现不未没非仅只次度再均都也又还曾场届改])在(?!庆祝|纪念|明[发宣签会出举主])[^，。；：、在的同与向对以“”《》]{1,16}?(?<!外)(?<!轮流)"
    r"(?=(?:表示|[说称]|指出|强调|警告|重申)[，：]|(?:集体|分别|共同|联合|正式|隆重)?(?:(?:会见|举行|出席|会晤|会谈|主持|召开|举办)(?![的地者人当期之时前后])"
    r"|(?:签署|发表|宣布|开幕|闭幕|启动|发布|开馆|亮相|落幕|成立|揭幕|揭牌)(?!的|会|[\d一二三四五六七八九十百]|周年|式|仪式|大会|典礼|者|人)))"
)
# Whom one meets is named after it: 会见来华出席桥梁大会的甲国总统何远.
_VISIT = re.compile(
    r"(?<=[见同与和、晤])(?:(?:来华|来京|来访|前来|正在|应邀|甫抵)[^，。；：、“”《》的]{0,60}的(?=[^，。、的]{4,})"
    r"|出席[^，。；：、“”《》的]{4,60}的(?=[^，。、的]{2,}(?:总统|总理|首相|国王|议长|主席|外长|总裁|秘书长)[^，。、的]{2,}))"
)
# What is said of something that is named after it: 我市重大工程——云河大桥.
_APPOSITION = re.compile("[^，。；：“”《》—0-9]{4,20}——(?=[^—。]{6,}(?:。|$))")
# At what one meets: 在云岭出席大会期间会见.
_SIDELINE = re.compile(
    "(?:在[^，。；、“”的]{1,12}?)?(?:出席|参加)[^，。；“”]{4,40}?期间(?=(?:分别|集体|共同)?(?:会见|会晤|同|与))"
)
_LASTING = re.compile("为期[0-9一二两三四五六七八九十]{1,3}(?:天|周|个月|年)的")
_SITED = re.compile("位于[^，。；：、“”《》（）]{2,24}?的")
_SHORTENED = re.compile(rf"(?<=[{HAN}])[（(]([{HAN}]{{2,5}})[）)]")
# How something was said, before 说 or 表示: by whom stays.
_MANNER = re.compile(
    "(?:(?:联合)?(?:发表|发布)(?:书面|联合|特别|视频|政府|情况)?(?:声明|公告|通告|通报|新闻稿|新闻公报|消息|讲话|公报|报告)(?:时|中)?"
    "|(?:在|通过)?其?(?:个人)?社交(?:媒体|平台|网络)(?:平台|账号)?(?:“[^”]{1,10}”)?[A-Z]?上?(?:发文|发帖)?"
    "|(?:举行|召开)[^，。；、“”的]{0,8}(?:发布会|吹风会|记者会)"
    "|(?:近日|日前)?(?:最新)?(?:公布|发布)的[^，。；、“”的《]{0,10}(?:报告|公报|声明)"
    "|[向对](?:新华社|本报|总台|央视)?(?:记者|媒体)"
    "|在(?:[^，。的、]{0,16})?(?:记者会|发布会|吹风会)上|在?接受[^，。]{0,20}(?:采访|专访)时|就(?:此|[^，。“”]{2,24})(?:答问|发表评论|答记者问|作出回应)时"
    "|(?:日前|近日)?在(?!明)[^，。；、“”的]{2,24}?(?:时|中|上|会后))(?=[说称]|表示|指出|强调|宣布|透露|介绍|证实|警告)"
)
# When and where someone spoke, however long that is told, and of what: 在桥头会见来客后 of …称.
_CIRCUMSTANCE = re.compile(
    "(?:(?:日前|近日|当[天日])?在(?!明)(?:[^，。；：、“”]|“[^”，]*”)"
    "{2,40}?(?:时|上|后|中|期间|之际))"
    "(?:(?:谈及|谈到|提及|回应|评论)(?:[^，。；：“”]|“[^”，]*”){2,30}?时)?(?:[向对](?:媒体|记者))?"
    "(?=(?:表示|[说称]|指出|强调|宣布|透露|警告|重申)[，：“])"
)
_OF_THE_TALKS = re.compile(
    "双方|两国|彼此|对方|[会访](?=谈|晤|见|问)|两[军党人市地]|三方|各方|与会|会议|论坛|活动|[这此该]|上述"
)
_NEXT = 70  # characters of what was said
_OCCASION = re.compile(
    "(?<=[部办局委会院府署司团室厅）日天午])(?:近日|日前|联合|共同|正式)*"
    "(?:(?:在[^，。；、]{1,12})?(?:举行|召开|举办)[^，。；、“”]{0,14}(?:发布会|吹风会|记者会|通气会)"
    "|发布(?:最新)?(?:消息|通报|通告|公告)|(?:印发|下发|发出)(?:《[^》]+》|通知))"
    "[，,](?=发布|介绍|公布|通报|宣布|解读|通告|决定|提出|明确|部署)"
)
# What few know by name is told by its office: 甲国国防部长塔木雷·何远 says.
_NAME = (
    "(?:(?![的及和与等被将已是在当日近接受发通就对向表说称宣指认警透介证强呼敦批谴])"
    rf"[{HAN}]){{1,10}}"
)
_UNKNOWN = re.compile(
    rf"[{HAN}]{{4}}(?:发言人|负责人|官员|总裁|总监|院长|所长|研究员|教授|学者|专家|秘书长|部长|大臣|州长|市长|行长|司令|指挥官|议员|局长|首席执行官|经济学家|专员|特使|大使|检察长|分析师)"
    rf"(?P<name>{_NAME}(?:·{_NAME}){{1,3}})"
    r"(?=(?:(?:当[地天日]|\d|日前|近日|在|接受|发[表布文]|通报|就|对|向)[^，；。“]{0,40})?"
    "(?:表示|[说称]|宣布|指出|认为|警告|透露|介绍|证实|强调)[，：]|宣布|呼吁|敦促|批评|谴责)"
)
# Who is told by what he is, wherever he stands: 袭击中将塔木雷·何远的嫌疑人.
_WHO_IS = re.compile(
    rf"(?<=[{HAN}]{{2}})"
    "(?:官员|中将|少将|上将|男孩|女孩|男童|女童|男子|女子|嫌疑人|领导人|议员|法官|检察官|学者|专家"
    "|教授|院长|律师|警官|司机|游客|飞行员|副部长|副局长|副主席|副总理)"
    rf"(?P<name>{_NAME}(?:·{_NAME}){{1,3}})"
    r"(?=的(?!是)|及|、|\d{1,2}日|当[天日]|[发宣表说称认警透介证强呼敦批谴被])"
)
# To what one responds, and where: 在市政府对大桥停用作出表态，称….
_RESPONSE = re.compile(
    rf"(?<=[{HAN}]{{2}})(?:在(?!明)[^，。；“”就对]{{2,16}})?(?:就|对|针对)[^，。；“”]{{2,50}}"
    "(?:[作做]出|发表)了?(?:表态|回应|评论|声明|讲话)[，,](?=并?(?:称|表示|强调|指出|认为|说))"
)
# 包括云岭、河东在内的多个城市: the count stands without some of it.
_INCLUSION = re.compile(
    r"包括[^，。；：“”]{2,60}在内的(?=[^，。；：、“”]{0,4}(?:多|数|各|[一二两三四五六七八九十百千]|\d))"
)
# What is announced, and how, before what it says; no draft, none of or for someone else.
_ANNOUNCEMENT = re.compile(
    r"(?<=[^，。；：、“”《》（）()\s][^，。；：、“”《》（）()\s])"
    "(?<!并)(?:(?<!主持)(?:举行|召开)[^，。；：、“”的]{2,16}会议?并)?(?:发表|发布|公布|出台)了?"
    "(?:(?<=发表)联合声明|[^，。；：、“”《》由对应不未没非国部长联份]{0,20}"
    "(?:声明|讲话|公报|公告|通告|通报|报告)|《[^》联]+》)"
    "[，,](?=(?:强烈)?(?:谴责|重申|呼吁|敦促|警告|欢迎|宣布|反对|强调|表示|指出|要求|明确|规定|批评|指责|否认|证实"
    "|就[^，。；]{2,40}(?:道歉|致歉|回应)|[上下]调|将[^，。；]{4,30}[上下]调)(?!的))"
)
_DRAFT = re.compile("草案|征求意见|建议稿|试行|[原前]")
# 山体于4月3日滑坡, not 定于4月3日开幕.
_ON_A_DAY = re.compile(
    rf"(?<=[{HAN}])(?<![定将拟始发生终止早晚先后起位处改订预成建签划])"
    r"于(?:(?:当地|北京)时间)?(?P<month>\d{1,2}月)?\d{1,2}日"
    rf"(?:[早晚]些时候|{HOUR}?{CLOCK}?)"
    rf"(?=[{HAN}])(?!早)(?![至到起前后以内止的和与及或之])"
)
# 河东市、青石镇 of 云岭市、河东市、青石镇等五地: the list is said to be longer.
_OTHERS = re.compile(
    r"(?<=[^，。；：、\s“《（(])(?:、[^，。；：、“”《》（）()\s等]{2,16})+(?=等(?!等|于|待|级|同)[^，。；]{2})"
)
_LONG_NAME = 9  # characters, with a number: 第三届云岭国际书展
_JOINED = re.compile("[和与及或]")
_NAMED_WITH_AND = re.compile(
    "文化和旅游|工业和信息化|发展和改革|住房和城乡建设|人力资源和社会保障|粮食和物资储备"
)
_THEME = re.compile(
    "以“[^”，]{2,40}(?:，[^”]{2,30})?”为(?:主题|题)(?:的|(?=举办|举行|作|发表|授课))"
)
_MAKER = re.compile(
    "(?:(?:由|在(?=[^，]*(?:举行|举办|召开)的))[^，。；：“”《》]{2,40}?(?:主办|承办|承建|建设|研制|研发|出品|执导|投资|运营|设计|制造|发起|组织|举行|举办|召开)"
    "|[^，。；：“”《》的在由]{2,60}?(?:主办|(?:联合|共同)(?:主办|研发|研制|开发|打造|建设)))的"
    "(?=[^，。；的]{4,})"
)
# 由云岭市指导，云河集团主办的: as makers, in two clauses or more.
_ORGANISERS = re.compile(
    "由[^，。；：“”《》]{2,60}(?:指导|支持|主办|承办)"
    "(?:，[^，。；：“”《》]{2,60}?(?:指导|支持|主办|承办|协办))*"
    "，[^，。；：“”《》的]{2,60}?(?:主办|承办|协办)的(?=[^，。；的]{4,})"
)
_OPENING, _CLOSING = "“《「『【‘〈", "”》」』】’〉"


def brackets(text: str, span: Span) -> list[Span]:
    """Return the asides in brackets that say nothing of the matter: （何远摄）, （见图）, （Tom）.

    What restricts it stays (（不含农户）), a unit (（美元）), a part of a name (（云岭）银行).
    """
    return [
        _span(match)
        for match in _LOOSE.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def glosses(text: str, span: Span) -> list[Span]:
    """Return what brackets explain: in one's own money, a day, what it is called now, letters.

    （约合3亿元）, 常年（4月3日）, 云州（今云岭市）, AI（人工智能）.
    """
    return [
        _span(match)
        for match in _GLOSS.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def days(text: str, span: Span, *, months: bool = True) -> list[Span]:
    """Return the days that only say when: 4月3日上午, 3日, 昨天（3日）; with a month if ``months``.

    None with its year, none that something begins or ends at (4月3日起, 截至4月3日) or is counted
    on (今天新增3例).
    """
    several = (
        *_DAY.finditer(text, span.start, span.end),
        *_ON_A_DAY.finditer(text, span.start, span.end),
    )
    return [
        _span(match)
        for match in several
        if (months or not match["month"])
        and _is_aside(text, span, match)
        and not _is_all_but_a_verb(text, span, match)
        and not _DAYS_COUNT.match(text, match.end(), span.end)
    ]


def _is_all_but_a_verb(text: str, span: Span, day: re.Match[str]) -> bool:
    """Whether a day and a verb are a clause: 11日闭幕."""
    begins = day.start() == span.start or text[day.start() - 1] in "，；、。"
    return begins and _VERB_ALONE.match(text, day.end(), span.end) is not None


def offices(text: str, span: Span) -> list[Span]:
    """Return the offices of the state before a name: 国家主席 of 国家主席何远.

    None that another word belongs to: 甲国国家主席何远, 原国家主席何远.
    """
    return [
        _span(match)
        for match in _OFFICES.finditer(text, span.start, span.end)
        if not _FORMER.search(match[0])
        and _is_name(text, match.end(), span.end)
        and _begins_a_phrase(text, match.start())
        and _is_outside(text, span, match.start())
    ]


_IN_ONE = re.compile("等[^，。；]{0,8}[为于]一[体身]")


def lists(text: str, span: Span) -> list[Span]:
    """Return the members after the first of lists that are open: 、河东市 of 云岭市、河东市等地.

    None whose first or last member is joined by 和 or 及, or where the list ends without 等; nor
    of what is one in all its members: 集展览、研学等于一体.
    """
    return [
        _span(match)
        for match in _OTHERS.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
        and not _JOINED.search(_NAMED_WITH_AND.sub("", match[0]))
        and not _IN_ONE.match(text, match.end(), span.end)
    ]


def bodies(text: str, span: Span) -> list[Span]:
    """Return the names before how many offices they are: 、-joined ones of …、水利部五部门."""
    return [
        Span(start=match.start("names"), end=match.end("names"))
        for match in _BODIES.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start("names"))
    ]


def colleagues(text: str, span: Span) -> list[Span]:
    """Return with whom an office issued something: 会同河东市、青石市 of 云岭市会同…印发通知."""
    return [
        Span(start=match.start("whom"), end=match.end("whom"))
        for match in _COLLEAGUES.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start("whom"))
    ]


def short_names(text: str, span: Span) -> list[Span]:
    """Return what stands around short names that all know: 世界卫生组织（ and ） of 世卫组织."""
    return [
        Span(start=match.start(group), end=match.end(group))
        for match in _NAMED_TWICE.finditer(text, span.start, span.end)
        for group in range(1, len(match.regs))
        if match[group] is not None
    ]


def themes(text: str, span: Span) -> list[Span]:
    """Return the motto of what is held: 以“一桥飞架”为主题的 of 举办以“一桥飞架”为主题的展览."""
    return [
        _span(match)
        for match in _THEME.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def makers(text: str, span: Span) -> list[Span]:
    """Return who made what has a name of its own: 由云河集团承建的 of 由云河集团承建的云岭大桥."""
    several = [
        _span(match)
        for match in _ORGANISERS.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
        and (match.start() == span.start or text[match.start() - 1] in "，；：")
    ]
    one = [
        _span(match)
        for match in _MAKER.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
        and (match.start() == span.start or text[match.start() - 1] in "，；：")
        and _has_a_name(text[match.end() : span.end])
    ]
    return several + [x for x in one if not any(map(x.meets, several))]


def _has_a_name(words: str, *, guessed: bool = False) -> bool:
    """Whether words begin with what has a name of its own, or a long one with its number.

    If it may be ``guessed``, a name that no dictionary has is one, too: 塔木雷 of 塔木雷火山.
    """
    own = tagged(re.split("[，。；：]", words)[0])
    verb = next((n for n, (_, tag) in enumerate(own) if tag[0] in "vpd"), len(own))
    names = ("ns", "nt", "nz", "eng", *(("nr", "nrt") if guessed else ()))
    numbered = own[0][1] == "m" and sum(len(word) for word, _ in own[:verb]) >= _LONG_NAME
    return numbered or own[0][0] in ("“", "《") or own[0][1] in names


def places(text: str, span: Span) -> list[Span]:
    """Return where a meeting or ceremony was held: 在云岭市 of 在云岭市举行."""
    return [
        _span(match)
        for match in _PLACE.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start()) and _is_place(match[0][1:])
    ]


def _is_place(words: str) -> bool:
    """Whether words are no more than a name of a place: 北京人民大会堂, not 庆典期间."""
    return not any(tag[0] in "vpdc" for _, tag in tagged(words)) or words in ("京", "沪")


def visits(text: str, span: Span) -> list[Span]:
    """Return what brings a guest who is named after it: 来华出席大会的 of 会见来华…的甲国总统."""
    return [
        _span(match)
        for match in _VISIT.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def appositions(text: str, span: Span) -> list[Span]:
    """Return what a sentence says of its subject before it names it: 我市重大工程——云河大桥."""
    found = _APPOSITION.match(text, span.start, span.end)
    return [_span(found)] if found and _has_a_name(text[found.end() : span.end]) else []


def sidelines(text: str, span: Span) -> list[Span]:
    """Return at what a meeting was held: 在云岭出席大会期间 of 在云岭出席大会期间会见甲国总统."""
    return [
        _span(match)
        for match in _SIDELINE.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def sites(text: str, span: Span) -> list[Span]:
    """Return how long something lasts, where what has a name lies: 为期两天的, 位于云岭的."""
    lasting = _LASTING.finditer(text, span.start, span.end)
    sited = (
        match
        for match in _SITED.finditer(text, span.start, span.end)
        if _has_a_name(text[match.end() : span.end], guessed=True)
    )
    return [_span(match) for match in (*lasting, *sited) if _is_aside(text, span, match)]


def abbreviations(text: str, span: Span) -> list[Span]:
    """Return the short form of the name before it: （云建联） of 云岭建筑联合会（云建联）."""
    return [
        _span(match)
        for match in _SHORTENED.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
        and _shortens(match[1], text[span.start : match.start()])
    ]


def _shortens(short: str, name: str) -> bool:
    """Whether the characters of a short form stand in a longer name in their order."""
    name = name[-5 * len(short) :]
    rest = iter(name)
    return len(name) > len(short) and all(char in rest for char in short)


def manners(text: str, span: Span) -> list[Span]:
    """Return how something was said: 发表声明 of 甲国外长发表声明说."""
    return [
        _span(match)
        for match in _MANNER.finditer(text, span.start, span.end)
        if match.start() - span.start in word_edges(text[span.start : match.end()], guess=False)
        and _is_outside(text, span, match.start())
    ]


def circumstances(text: str, span: Span) -> list[Span]:
    """Return when and where someone spoke: 在桥头与乙国市长会谈后 of 市长在桥头…会谈后表示，….

    Not where what was said goes on from that: 双方将….
    """
    return [
        _span(match)
        for match in _CIRCUMSTANCE.finditer(text, span.start, span.end)
        if match.start() > span.start
        and match.start() - span.start in word_edges(text[span.start : match.end()], guess=False)
        and _is_outside(text, span, match.start())
        and not _OF_THE_TALKS.search(text, match.end(), min(span.end, match.end() + _NEXT))
    ]


def _is_name(text: str, start: int, end: int) -> bool:
    return start + 2 <= end and text[start] in _NAMES


def _begins_a_phrase(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return not (before.isalnum() or before == "、") or text[at - 1] in _BEFORE_OFFICE


def occasions(text: str, span: Span) -> list[Span]:
    """Return where who meets the press only does so to say something: 举行发布会，of …，通报….

    Of a speaker that stands before it, who is also that of the next clause.
    """
    return [
        _span(match)
        for match in _OCCASION.finditer(text, span.start, span.end)
        if _is_aside(text, span, match)
    ]


def unknown_names(text: str, span: Span) -> list[Span]:
    """Return the dotted names of who says something by office: 甲国国防部长塔木雷·何远说."""
    return [
        Span(start=match.start("name"), end=match.end("name"))
        for match in _UNKNOWN.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def people_named(text: str, span: Span) -> list[Span]:
    """Return the dotted names of those few know beside who they are: 袭击中将塔木雷·何远的.

    Not one that the span has again.
    """
    return [
        Span(start=found.start("name"), end=found.end("name"))
        for found in _WHO_IS.finditer(text, span.start, span.end)
        if _is_outside(text, span, found.start())
        and not _says_what_is_done(found["name"])
        and text.count(found["name"].rpartition("·")[2], span.start, span.end) == 1
    ]


def _says_what_is_done(name: str) -> bool:
    """Whether a dotted name runs on into a verb: 何远抵达云岭 of 塔木雷·何远抵达云岭的."""
    return any(tag[0] == "v" and len(word) > 1 for word, tag in tagged(name.rpartition("·")[2]))


def responses(text: str, span: Span) -> list[Span]:
    """Return to what someone responds before what he says: 对此案作出表态，of 市长对…，称桥要修.

    Where he did so is left out with it.
    """
    return [
        _span(match)
        for match in _RESPONSE.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def inclusions(text: str, span: Span) -> list[Span]:
    """Return some of what a phrase counts after it: 包括云岭、河东在内的 of …在内的多个城市."""
    return [
        _span(match)
        for match in _INCLUSION.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def announcements(text: str, span: Span) -> list[Span]:
    """Return what was issued before what it says: 发表声明，of 市政府发表声明，谴责….

    Its subject stands before it, and is that of the next clause; no draft is issued.
    """
    return [
        _span(match)
        for match in _ANNOUNCEMENT.finditer(text, span.start, span.end)
        if _is_aside(text, span, match) and not _DRAFT.search(match[0])
    ]


def _is_aside(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether words are whole and stand in no quotation: no 前日 of 目前日本, 3日晚 of 3日晚会."""
    told = text[span.start : span.end]
    edges = word_edges(told) | word_edges(told, guess=False)
    whole = {match.start() - span.start, match.end() - span.start} <= edges
    return whole and _is_outside(text, span, match.start())


def _is_outside(text: str, span: Span, at: int) -> bool:
    """Whether an offset stands in no quotation or title of the span."""
    depth = 0
    for char in text[span.start : at]:
        depth += (char in _OPENING) - (char in _CLOSING)
    return depth <= 0


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end())
