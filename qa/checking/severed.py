"""What a text was cut away from: the clause before it, the plan, the place or who it is done to.

Each function looks at a :class:`qa.checking.derivation.Derivation` and is a rule of thumb; its
cases are in ``tests/qa/checking/test_severed.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.predicates import is_bare, lacks_subject, says_something
from qa.chinese.quotes import without_quotations
from qa.chinese.words import tagged

if TYPE_CHECKING:
    from qa.checking.derivation import Derivation

__all__ = [
    "LEFT_UNSAID",
    "begins_in_an_object",
    "begins_without_subject",
    "is_after_what_happened",
    "is_aim_without_plan",
    "is_as_planned_then",
    "is_at_home_elsewhere",
    "is_at_unnamed_event",
    "is_consequence_alone",
    "is_given_up_since",
    "is_left_unsaid",
    "is_liked_alone",
    "is_of_the_case",
    "is_of_those_days",
    "is_of_unnamed_house",
    "is_of_unnamed_occasion",
    "is_preview",
    "is_rank_alone",
    "is_rest_of_aims",
    "is_short_title_alone",
    "is_what_was_named",
    "is_worse_than_untold",
    "lacks_its_matter",
    "rests_on_what_was_left",
    "sees_off_no_one",
    "stops_before_the_news",
    "takes_part_in_nothing",
    "takes_without_verb",
]

LEFT_UNSAID = (
    "(?:但|不过|然而|却)[他她其]?却?(?:绝口不提|只字[不未]提|未(?:说明|透露|回应|提及|证实|详述)"
    "|没有(?:说明|透露|回应|提及|提到|证实|详述)|拒绝(?:说明|透露|回应|评论))"
)
"""What a reporter says that a speaker did not say, as a pattern: 但他没有说明."""

_UNSAID = re.compile(LEFT_UNSAID)
_IS = re.compile(
    "是(?![日否非次夜年])|(?:紧盯|置身|亲[眼身历]|深度接触|(?:手持|手握|身着|身穿|头戴)(?![^，]*的))|就(?=[^，]*(?:交换|达成|展开|举行|开展)[^的]*$)(?![业地近医诊])"
)
# 对甲公司，乙公司违约问题进行了调查: what stands in the object of 对, and what is done to it.
_DOES_TO = re.compile(
    "(?:(?<![面相应绝核比反校针])对(?![外内手话接策方于应立抗])|就(?![业是地近医诊])|把|[将为](?!于|在|了))"
)
_DONE_TO = re.compile(
    "[^，]{2,}(?:进行|作出|做出|予以|开展|给予|提供|提起|采取|处以|列[为入]|纳入|授予|移[送交]|送往|判处"
    "|表示(?=感谢|欢迎|满意|祝贺|关切|遗憾|反对|支持|赞赏|哀悼|慰问|不满|愤慨|谴责))"
)
# 居民就能过河 of 修好大桥，居民就能过河; not 早在去年就….
_THEREFORE = re.compile(
    "[^，“：]{2,}?(?:就(?:能|会|可|拥有|得|变|成为)|便(?:能|会|可|有|拥有)|才(?:有|会|算|拥有))"
)
_AT_SOME_TIME = re.compile(
    "早|很快|不久|马上|立即|立刻|一直|本来|原本|[年月日天时后前初末里中][就便才]|一[^，一]{1,8}[就便]"
)
# Who says so, or when it is: neither makes a consequence of what follows.
_SAID = re.compile("(?:说|称|表示|认为|指出|强调|介绍|透露|告诉[^，]{1,4}|坦言|宣布)[，：]?$")
_BY_A_YEAR = re.compile(
    "到(?:(?P<year>20[0-9]{2})年[底末初]?|“?十[一二三四五六七八九]五”?(?:时期|期)?末|(?:本|21|二十一)世纪[^，]{1,24})"
)
_PLANNED = re.compile(
    "将|力争|计划|目标|预[计期]|有望|可望|拟|争取|规划|(?<![主重需])要(?![素求点道地])|必须|确保|(?<![供效反响相适])应|已|累计|曾|了"
)
_PLANS = re.compile("计划|规划|方案|目标|力争|路线图|蓝图|意见|纲要|部署|愿景|建议|行动|提出|明确")
_EVENT = re.compile(
    "(?:出席|参加|列席|主持)了?(?:相关|有关|本次|此次)?(?P<event>大会|会议|活动|仪式|座谈会?|论坛|招待会|典礼|会见|会谈)$"
)
_SEES_OFF = re.compile("(?:送行|迎接|送别|接机)$")
_SEEN_OFF = re.compile("[为给向与同对受]|获得|迎接[^，]|欢迎[^，]")
_HOUSES = (
    (re.compile("(?:村里|村中)(?![人的])"), re.compile("[村屯寨]")),
    (re.compile("镇里(?![人的])"), re.compile("镇")),
    (re.compile("社区[里内](?!的)"), re.compile("社区|小区|街道|[村路]")),
    (re.compile("园区(?![划的])"), re.compile("园|[开示试新][发范验]?区|基地|港")),
    (re.compile("校方"), re.compile("校|大学|学院|中学|小学|[附一二三四五六七八九]中")),
    (re.compile("院方"), re.compile("院")),
    (re.compile("厂里(?!的)|厂方"), re.compile("厂|公司|集团")),
    (re.compile("店里(?!的)|店方"), re.compile("店|馆|铺|超市|公司")),
    (re.compile("馆[里内](?!的)|馆方"), re.compile("馆")),
)
_WHEN = re.compile(
    "(?:如今|目前|现在|今年|去年|近年来|今天|眼下|当前|每年|过去|以前|当时|随后|最近)"
)
# 专家从三方面进行解读, without what: of what, or what about, is said nowhere.
_EXPLAINS = re.compile("进行了?(?:全面|深入|权威|详细|专业)?(?:解读|点评|评析|解析|剖析|阐释)$")
_MATTER = re.compile("(?<![面相])对(?![外内话接])|[就把被](?!业)|围绕|针对|关于|聚焦")
# 将老桥的旧事，再次讲出: what is taken up, before what is done with it.
_TAKES = re.compile("[将把](?![于在要会来士军领近])(?P<what>[^，]*)$")
# “桥+茶”一系列项目, before 受到欢迎.
_A_SERIES = re.compile(
    "^(?P<before>[^，]*?)(?:一系列|一批批?|一[个项件座幅条场][个项件座幅条场]|各[种类式]|多[种款项])[^，的了着]{2,14}$"
)
_IS_LIKED = re.compile(
    "[更也都还]?[是已]?(?:深?受|备受|赢得|获得?|吸引|令|让|使|成为|圈粉|走红|火爆|收获|引)"
)
# 老桥的实践说明, before what it shows; not 市长作出说明.
_SHOWS = re.compile(
    "(?<![出予以行面具供况关的加我份张项个书字无自])(?:说明|证明|表明|印证|昭示|启示我们|告诉我们|意味着|记得|得知|注意到)$"
)
# 那时大家都走老桥: of a time that what follows in the sentence is of, too.
_IN_THOSE_DAYS = re.compile(
    "(?:当年|那时|当时|那年|早年|从前|小时候|年轻时|有一年|有一[次回天]|那天|彼时|那一年|儿时|那会儿)(?!的)"
)
_OF_A_TIME = re.compile("如今|现在|今[天年日]|目前|当年|那时|当时|那[天年]|后来|[0-9]{1,4}[年月日]")
# 更难得的是: worse or better than what a sentence before it tells.
_WORSE = re.compile("(?:更|最|尤其|尤为|同样)(?:[让令使][人我]们?)?[^，]{1,6}的是(?=$|，)")
# 比赛期间, 庭审中: of an occasion or a case that a sentence before it tells of.
_OCCASION = re.compile(
    "在?(?:赛会|赛事|比赛|会议|大会|会展|展会|展览|展期|活动|论坛|访问|研修|培训|考察|调研|演习|演出|巡演|停留|逗留|拍摄|录制)"
    "(?:举[办行])?期间"
)
_THE_CASE = re.compile(
    "(?:庭审|开庭|审理|诉讼|一审|二审)(?:过程)?[中时后]|案涉|(?:原|被)告(?:认为|辩称|称|表示)"
)
# 频道的成长轨迹, of 云岭桥梁频道 before it.
_NAMED_BEFORE = re.compile(
    "(?P<what>频道|栏目|节目|剧组|剧团|乐团|舞团|剧院|书店|杂志|出版社|电台|报社|协会|基金会|合作社|农场|林场|茶场"
    "|小镇|古镇|古城|老街|水库|湿地|公园|车间|工厂|机场|港口|电站|集团|公司|学院|医院|学校|展馆)的"
)
_AFTER_IT = re.compile("(?:[后时]|期间|之际)$")
# 没有老桥, before 今天的云岭不会如此繁华.
_BUT_FOR = re.compile("(?:如果|要是|假如|若|倘若)?(?:没有|离开|缺[了少]|失去|少了|脱离)")
_COULD_NOT = re.compile(
    "(?:就|便|也|都)?(?:不会|不可能|无法|不能|难以|没有|无从|谈不上|何[来谈以])"
)
# 面对大小船只, before 老桥都稳.
_ALL_OF = re.compile("面对|从[^，]*到|小到|大到|上至|上到|每[一逢当到]")
_ALL = re.compile("^[^，都均、和与同两双各几每全众]{1,10}(?:都|均)(?![市城匀衡])")
_AIM = re.compile("为(?:了|进一步|更好|切实|加快|深入|全面)?[^，的是]{2,}$")
_SOMEONE = re.compile(
    "(?![^，]*(?:是|为|任|当选|成为|会见|看望|访|获|授予|慰问|记者|遇|叫|找|请|聘))"
    f"[^，：]*(?:传承人|创始人|带头人|负责人|工程师|设计师|工艺师|艺术家|志愿者|书记|技师|护士长|船长)[{HAN}]{{2,3}}"
)
_EXPLAINER = re.compile(
    f"[长授员师任理士家官人](?:(?!的)[{HAN}·]){{2,6}}(?:分析|解读|感慨|补充|总结|坦承)$"
)
_LETS = re.compile("(?:让|使|令)(?![用得步人位])")
# 在云岭从事养桥, 遇到居民求助: the writer's own.
_LIVES = re.compile("在[^，]*?(?:从事|工作|生活|求学|读书|打工|任教)[^，]*$")
_RANK = re.compile(
    "[^，]*(?:获得者|办事员|负责人|主任|教授|院士|研究员|工程师|董事长|总经理|会长|院长|校长|局长|传承人)"
)
_PLACE = re.compile(
    "在(?![^，]*(?:[了将已开建设办举召行立落获]|启用|启动|亮相|入选|上线))[^，]*"
    "(?:工坊|车间|园区|社区|展厅|展区|展台|大厅|广场|窗口|病房|教室|实验室)"
)
_TITLED = re.compile("《([^》]{2,8})》")
# 正在桥上巡查的桥工, before what they did.
_DOING = re.compile(
    "正在?[^，]*的[^，的]*(?:官兵|战士|队员|民警|民兵|消防员|学生|师生|工人|职工|志愿者|船员|医生|护士|游客|旅客|居民|村民)"
)
# 每到汛期, before what then is so.
_EACH_TIME = re.compile(
    "(?:每到|每逢|每当|每年一到)[^，的]{0,8}(?:时节|时分|[季节]|假期|汛期|[春夏秋冬]天?|周末|佳节|傍晚|清晨|夜晚|[旺淡]季)$"
)
# 养桥长期依赖进口钢缆, and how it came that it does no more.
_RELIES = re.compile(
    "(?:一直|长期|历来|以往|过去)(?:以来)?(?:高度|严重|主要|完全|只能)?(?:依赖|依靠进口|受制于|被[^，]{2,12}垄断)"
)
_NO_MORE = re.compile(
    "告别|摆脱|打破|改用|不再(?:依赖|受制|需要)|取代了?|替代了|实现了?(?:自主|国产)"
)
_STILL = re.compile("仍|至今|依然|依旧|还是|目前|如今|不再|告别|摆脱|打破")
_TAKES_PART = re.compile(
    "[0-9][0-9余多]*(?:[人国]|[名家支位][^，的0-9]{0,6})(?:共同|现场|应邀)?(?:参加|出席|参与)$"
)
_AN_EVENT = re.compile(
    "(?<![协委商公工学联员金])会|[赛展节营]|活动|仪式|论坛|典礼|培训|演[习练出]|庆|游行|行动|考试|测试|课|试点|项目|投票"
)
_OUR_GOODS = re.compile(
    "(?:中国(?:生产|制造|产|品牌|造)|国产)[^，在国洲]*(?:，[^，在国洲]*)*被当地"
)
_AS_THEN = re.compile("(?:按照?|根据|依照|依据)当时的(?![^，]*[0-9]{4}年)")
_IS_HELD = re.compile("(?:举[行办]|召开|开幕)$")
_ITS_DAY = re.compile("[0-9]日|[今明昨后][天晚日]|[早上中下晚][午上]")
# What the sentence after it says of an event that is still to come.
_IS_TO_COME = re.compile(
    "[^。]*(?:将(?:应邀)?出席|将发表(?:主旨)?(?:讲话|演讲|致辞)|届时[^。]*[直转]播|将(?:全程|进行)*(?:现场)?[直转]播)"
)
# What a clause that was left out begins with, and what the next one has that rests on it.
_RESTS_ON = ((_ALL_OF, _ALL), (_BUT_FOR, _COULD_NOT))
# Where, who, and those who are at something: alone before what happens.
_ALONE = (_PLACE, _SOMEONE, _DOING)
# 老桥的实践说明, 教授何远分析, 每到汛期: before what is shown, explained, or then so.
_ENDS_ON = (_SHOWS, _EXPLAINER, _EACH_TIME)
_BEFORE = 600  # characters of what stands before, in which a plan is looked for
_AFTER = 500  # characters of what stands after, in which it is looked for that a thing is over


def begins_without_subject(made: Derivation) -> bool:
    """Whether it begins with 是, what one holds or watches, or 就 and what about: 是首座大桥."""
    if not made.text.startswith(made.first[:1]):
        return False
    lets = made.inside[0] > 0 and _LETS.match(made.first) is not None
    others = (made.taken.words[n] for n in made.inside[1:])
    lives = _LIVES.match(made.first) is not None and all(map(lacks_subject, others))
    return _IS.match(made.first) is not None or lets or lives


def begins_in_an_object(made: Derivation) -> bool:
    """Whether it begins within what 对, 就, 为, 将 or 把 before it governs.

    河东公司违规问题进行了调查 of 云岭市对老桥公司，河东公司违规问题进行了调查.
    """
    words, first = made.taken.words, made.inside[0]
    if not _DONE_TO.match(words[first]):
        return False
    for number in range(first - 1, -1, -1):
        if number in made.taken.aside_clauses:
            return False
        governs = list(_DOES_TO.finditer(words[number]))
        if governs:
            rest = words[number][governs[-1].end() :]
            return len(rest) > 1 and not says_something(rest) and not _DONE_TO.match(rest)
        if says_something(words[number]):
            return False
    return False


def is_consequence_alone(made: Derivation) -> bool:
    """Whether a clause says what then is so, 居民就能过河, and the one before it was left out."""
    words, inside = made.taken.words, made.inside
    return any(
        n > 0
        and n - 1 not in inside
        and _THEREFORE.match(words[n]) is not None
        and not _AT_SOME_TIME.search(words[n])
        and (says_something(words[n - 1]) or lacks_subject(words[n - 1]))
        and not _SAID.search(words[n - 1])
        for n in inside
    )


def is_aim_without_plan(made: Derivation) -> bool:
    """Whether it gives what a plan has for a later year as a fact: 到2030年，体系基本形成.

    A plan must stand before it; a year that is not after the article's is none of a plan.
    """
    found = _BY_A_YEAR.match(made.text)
    if found is None or _PLANNED.search(made.text):
        return False
    taken, year = made.taken, found["year"]
    if year and taken.year and int(year) <= taken.year:
        return False
    start = made.kept[0].start
    return _PLANS.search(taken.source.text[max(0, start - _BEFORE) : start]) is not None


def is_at_unnamed_event(made: Derivation) -> bool:
    """Whether it ends on taking part in an event that nothing before it names: …参加活动.

    大桥通车，市长出席仪式 says which one.
    """
    found = _EVENT.search(made.text)
    if found is None or not made.last.endswith(found["event"]):
        return False
    earlier = made.text[: found.start()]
    named = ("会" in earlier) if "会" in found["event"] else found["event"] in earlier
    told = any(says_something(made.taken.words[n]) for n in made.inside[:-1])
    return not named and not told


def sees_off_no_one(made: Derivation) -> bool:
    """Whether it ends on 送行 or 迎接 without whom: 市长到机场送行."""
    return _SEES_OFF.search(made.text) is not None and not _SEEN_OFF.search(made.text)


def is_of_unnamed_house(made: Derivation) -> bool:
    """Whether a clause is of 村里, 园区 or 校方 that nothing before it names."""
    for number in made.inside:
        told = _WHEN.sub("", made.taken.words[number], count=1)
        earlier = _kept_before(made, number)
        for house, name in _HOUSES:
            if house.match(told) and not name.search(earlier):
                return True
    return False


def lacks_its_matter(made: Derivation) -> bool:
    """Whether it ends on 进行解读 and says nowhere of what: 专家从三方面进行解读."""
    told = without_quotations(made.text)
    return _EXPLAINS.search(made.text) is not None and not _MATTER.search(told)


def takes_without_verb(made: Derivation) -> bool:
    """Whether a clause only has what 将 or 把 takes up, and what is done with it was left out.

    将老桥的旧事 of 将老桥的旧事，再次讲出; 把“桥要稳”，作为准则.
    """
    words, inside = made.taken.words, made.inside
    return any(
        n + 1 < len(words)
        and n + 1 not in inside
        and lacks_subject(words[n + 1])
        and _takes_only(words[n])
        for n in inside
    )


def _takes_only(clause: str) -> bool:
    """Whether a clause ends on what 将 or 把 takes up, without a verb."""
    found = _TAKES.search(clause)
    if found is None or not found["what"]:
        return False
    what = without_quotations(found["what"])
    if not what:
        return True
    thing = tagged(what.rpartition("的")[2] or what)
    begins = tagged(what)[0][1]
    return begins[0] in "nmrti" and all(tag not in ("v", "d", "p") for _, tag in thing)


def is_rank_alone(made: Derivation) -> bool:
    """Whether all it gives is what someone is: 云岭公司桥工，劳动奖章获得者."""
    told = [made.taken.words[n] for n in made.inside]
    return all(_RANK.fullmatch(one) and not says_something(one) for one in told)


def is_short_title_alone(made: Derivation) -> bool:
    """Whether it calls by a short title what another sentence gives in full: 简称《办法》."""
    source = made.taken.source
    own = source.slice(made.taken.sentence)
    called = {f"称《{title}》" for title in _TITLED.findall(made.text)}
    return any(one in source.text and one not in own for one in called)


def is_liked_alone(made: Derivation) -> bool:
    """Whether it only names several things of a kind, before who likes them: 一系列项目，受到…."""
    found = _A_SERIES.match(made.last)
    if found is None or not _IS_LIKED.match(made.next):
        return False
    return not says_something(without_quotations(found["before"]))


def is_of_those_days(made: Derivation) -> bool:
    """Whether a clause left out before it says of which time it is: 那时没有路，居民走老桥."""
    if _OF_A_TIME.search(made.text):
        return False
    return any(map(_IN_THOSE_DAYS.match, made.taken.words[: made.inside[0]]))


def is_worse_than_untold(made: Derivation) -> bool:
    """Whether it is weighed against what a sentence before it tells: 更难得的是，…."""
    return made.taken.number > 0 and _WORSE.match(made.first) is not None


def is_of_unnamed_occasion(made: Derivation) -> bool:
    """Whether it is of a time of what a sentence before it names: 比赛期间，…."""
    return made.taken.number > 0 and _OCCASION.match(made.text) is not None


def is_of_the_case(made: Derivation) -> bool:
    """Whether it is of a case that a sentence before it tells of: 庭审中，…, 案涉桥梁…."""
    if made.taken.number == 0:
        return False
    return _THE_CASE.match(made.text) is not None or "案涉" in made.text


def is_what_was_named(made: Derivation) -> bool:
    """Whether it begins with the common noun of what a sentence before it names: 频道的…."""
    found = _NAMED_BEFORE.match(made.text)
    earlier = made.taken.source.text[: made.kept[0].start]
    if found is None:
        return False
    return re.search(f"[{HAN}]{{2}}{found['what']}", earlier) is not None


def rests_on_what_was_left(made: Derivation) -> bool:
    """Whether a clause left out before one says of what that is so: 面对大小船只，老桥都稳."""
    words = made.taken.words
    return any(
        n > 0
        and n - 1 not in made.inside
        and before.match(words[n - 1]) is not None
        and rests.search(words[n]) is not None
        for n in made.inside
        for before, rests in _RESTS_ON
    )


def stops_before_the_news(made: Derivation) -> bool:
    """Whether it only says who or where, or ends on when or who explains, before what that is."""
    whole = any(one.fullmatch(made.text) for one in _ALONE)
    return bool(made.next) and (whole or any(one.search(made.text) for one in _ENDS_ON))


def is_after_what_happened(made: Derivation) -> bool:
    """Whether a bare noun is of what happened first and was left out: 大桥停工后，工程…."""
    words = made.taken.words
    return any(
        n - 1 in made.taken.adjuncts
        and n - 1 not in made.inside
        and _AFTER_IT.search(words[n - 1]) is not None
        and is_bare(words[n])
        for n in made.inside
    )


def is_rest_of_aims(made: Derivation) -> bool:
    """Whether it begins amid aims, or says nothing else: 壮大队伍 of 为修桥，壮大队伍，市里….

    Also where the dictionary takes the verb for something else.
    """
    words, first = made.taken.words, made.inside[0]
    amid = first > 0 and _AIM.match(words[first - 1]) is not None
    if amid and _is_act(words[first]):
        return any(not lacks_subject(one) for one in words[first + 1 :])
    rest = [words[n] for n in made.inside if not _AIM.match(words[n])]
    begun = 0 < len(rest) < len(made.inside) and all(map(_is_act, rest))
    return begun and bool(made.next) and not lacks_subject(made.next)


def _is_act(clause: str) -> bool:
    """Whether a clause begins with what the dictionary may take for a verb: 壮大队伍."""
    word, tag = tagged(clause)[0]
    return tag in ("v", "vn", "a") and len(word) > 1


def is_given_up_since(made: Derivation) -> bool:
    """Whether it gives what one has long relied on, and what follows says that one does no more."""
    if _RELIES.search(made.text) is None or _STILL.search(made.text):
        return False
    end = made.kept[-1].end
    return _NO_MORE.search(made.taken.source.text[end : end + _AFTER]) is not None


def takes_part_in_nothing(made: Derivation) -> bool:
    """Whether it says how many take part, and nowhere in what: 两市桥工等400人参加."""
    if _TAKES_PART.search(made.text) is None or _AN_EVENT.search(made.text):
        return False
    return not any(says_something(made.taken.words[n]) for n in made.inside[:-1])


def is_at_home_elsewhere(made: Derivation) -> bool:
    """Whether goods of this country are called something 当地, in no place it names."""
    return _OUR_GOODS.match(made.text) is not None


def is_as_planned_then(made: Derivation) -> bool:
    """Whether it is by what was planned at a time that a sentence before it tells of."""
    return made.taken.number > 0 and _AS_THEN.match(made.text) is not None


def is_preview(made: Derivation) -> bool:
    """Whether it gives an event without its day that the next sentence has as still to come."""
    told = made.text
    if not _IS_HELD.search(told) or _PLANNED.search(told) or _ITS_DAY.search(told):
        return False
    source, number = made.taken.source, made.taken.number + 1
    if number >= len(source.sentences):
        return False
    return _IS_TO_COME.match(source.slice(source.sentences[number])) is not None


def is_left_unsaid(clause: str) -> bool:
    """Whether a clause says what a speaker did not say, without which he stands: 但他没有说明."""
    return _UNSAID.match(clause) is not None


def _kept_before(made: Derivation, number: int) -> str:
    """Return what is kept before a clause, by its number."""
    start, source = made.taken.clauses[number].span.start, made.taken.source
    kept = [span for span in made.kept if span.start < start]
    return "".join(source.text[span.start : min(span.end, start)] for span in kept)
