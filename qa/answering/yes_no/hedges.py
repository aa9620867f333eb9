"""Whether a clause says that something is so, or only that it was planned, wished or rumoured.

Each is a rule of thumb over the words before the predicate. What a question itself has (拟, 部分)
is no hedge to it.
"""

from __future__ import annotations

import re

from qa.answering.yes_no.asked_parts import placed_words
from qa.chinese.numerals import integer

__all__ = [
    "describes",
    "is_about_a_part",
    "is_almost",
    "is_attribute",
    "is_claimed",
    "is_conditional",
    "is_corrected",
    "is_dismissed",
    "is_doubted_behind",
    "is_excepted",
    "is_for_some",
    "is_hearsay",
    "is_lead_in",
    "is_no_more",
    "is_nominal",
    "is_of_another_time",
    "is_of_fewer",
    "is_once_done",
    "is_planned",
    "is_rejected",
    "is_restricted_denial",
    "is_said_by_nobody",
    "is_wished",
    "names_a_part",
    "was_put_off",
]

_PLANNED = re.compile(
    "原(?:定(?!居)|计划|拟|本|先|来)|本(?:来|应|可)|计划(?!生育|单列)|拟(?!人|合)|打算|准备(?!金)|预[计备]|有望|筹[备划建]|力争|争取|酝酿|酌情|谋划|目标|(?:将于|于)?择[日期]|意向|设想|草案"
)
_BY_PLAN = re.compile("(?:按照?|根据|依照)[^，,。]{0,8}计划[，,]")
_WISHED = re.compile(
    "笔者|以为|[我人者友家士长授员民师主]们?(?:认为|觉得|看来|相信)|主张|担[心忧]|生怕|害怕|忧虑|呼吁|希望|盼望|期待|期盼|要求|倡议|提议|敦促|务必|确保|应当|应该|(?<![反相响适供对回答])应(?![急对付用邀聘届试召变诊])|该(?=[^，]{0,3}(?:收|管|有|给))|有必要|不妨|何不|理应|必须"
)
_WHY = re.compile("(?:(?<!原)因|由于|(?:^|(?<=[，,；]))为)[^，,。；]*[，,；]")
_ADVISED = re.compile("建议|最好|宜(?!居|昌|宾|春|兴)|尽量")
_ASKS_ADVICE = re.compile("可以|能|要|该|应|需|用|必须|得|建议|适合|宜")
_HEARSAY = re.compile(
    "网传|[据谣盛误讹相]传|传[闻言说]|说法|据[说称悉闻]?(?<=据[说称闻])|网[上友][^，。]{0,3}[说称传]|有(?:人|网友|读者|居民|市民|观点|媒体)[^，]{0,6}(?:说|讲|称|认为|质疑|指|以为|猜)|声称|自称|宣称|疑似|涉嫌|疑[为因]|指控|被指(?!控)|质疑|谣言|民间|听说|误以为|怀疑|猜测|传出|误区|朋友圈|网上(?!购|[银课办]|预[约订]|报名|申[请领]|缴|查)|发帖|题为|写[着道]|标语|横幅|口号|广告|有消息|吆喝|[大高有][一-龥]{0,3}喊|造谣|不实|虚假|逢人|消息说|[微信家长业主]{2}群"
)
_TOLD = re.compile(
    "(?:[说称道讲]|表示|介绍|指出|回应|坦言|强调|告诉[^，“]{1,8}|透露|认为|解释|提醒|答复?)[，,：:]?$"
)
_DOUBTED = re.compile(
    "谣言|谣传|误[报传解会区]|虚惊|信以为真|深信|站不住脚|(?:没有?|缺乏|毫无)(?:任何|科学)*[根依]据|传开|[流疯热误]传|这种说法|此说|网帖"
    "|发帖|子虚乌有|没有?这回事|并无此事|不可信|愚人节|玩笑|吆喝|广告"
)
_DEBUNKED_NEXT = re.compile(
    "^(?:其实|事实上|但是?|然而|后来|[事]?后|随后)?[，,]?(?:[^，。]{0,8}(?:核实|调查|查证|辟谣|澄清)[，,：]?)?[^，。]{0,6}"
    "(?:谣言|谣传|误[报传]|不实|不属实|虚惊|辟谣|假消息|没有?这回事|并无此事|吆喝|造谣)"
)
_BECAUSE = re.compile("(?:因为?|由于)[^，]{0,2}$")
_CLAIMED = re.compile(
    "(?:(?:辩护|代理)(?:律师|人)|[的其]律师|辩方|控方|被告[人方]?|原告[人方]?|被?上诉人|公诉(?:人|机关)|检察(?:院|机关|官))"
    "[^，。；：]{0,8}?(?:提出|认为|主张|称|辩解|申辩|坚持|抗辩|指出)"
    "|(?:辩护|代理)(?:律师|人)[^，。；：]{0,8}?(?:表示|说)|(?:业主|房东|房主|开发商|物业|卖家|商家|店家|店主|车主)[^，。；：]{0,8}?(?:主张|称|坚持|抗辩)"
    "|辩称|辩解|诉称|坚称"
)
_FOUND = re.compile("法院|法庭|法官|合议庭|仲裁|警方|查明|认定|经查|判决|裁定|裁决|证实|属实")
_PUT_FORWARD = re.compile(
    "提出|认为|主张|称(?!职|为|号)|建议|提议|申请|请求|要求|诉请|抗辩|辩解|坚持"
)
_REJECTED = re.compile(
    "(?:未|没有?|不)(?:予以?|获得?|被|得到|能)*(?:采纳|采信|支持|认定|认可|批准|同意|通过|接受|准许|核准|成立)"
    "|驳回|否决|(?:予以|当场)拒绝"
)
_LODGED = re.compile("上诉|申诉|申请|起诉|异议|诉讼|请求|要求|建议|抗议")
_ACCEPTED = re.compile(
    "(?:[法警][院庭官方]|合议庭|仲裁|该|这[一些])[^，。；]{0,10}?(?:采纳|采信|支持|认定|认可|批准|同意|准许|成立)"
    "|予以(?:采纳|采信|支持|认定|认可|批准)|证实|属实"
)
_DISMISSED = re.compile(
    "[，,；;](?:[^，,。；;]{0,6}(?:法院|法庭|合议庭|法官|仲裁庭|仲裁委(?:员会)?))?(?:对此|对该(?:主张|意见|说法)|(?:该|此|这一)(?:主张|意见|说法|观点))?"
    "(?:均|也|并|依法|最终)?(?:(?:未|没有|不)(?:予以?|被|能|获)?(?:采纳|采信|认定|认可|支持|成立)|(?:予以)?驳回)[。；;]?$"
)
_DEBUNKED = re.compile(
    "^[”」』）]?[^，。]{0,8}?(?:不实|不属实|有误|(?:系|是|为|属|纯属)(?:谣言|谣传|误传|误读|虚假|不实|捏造)|不准确|不是事实|没有根据)"
)
_CORRECTED = re.compile(
    "^[”」』）]?[^，。；]{0,6}[，,](?:这|此说|此|实|均|都|其实)?(?:是|系|属|为|纯属)?(?:谣言|谣传|假的|有误|误[传写植记]|错误|不确|不准确|不对|错了|谬误|不实|不属实|不足信|并非事实)"
)
_IF = re.compile(
    "[^，]{1,8}(?:后|时|之后|的情况下|条件下)(?=才|就|可|能|方可|方能|再)|如果|假如|倘若|倘使|要是|一旦|除非|若(?!干)|万一|只要|只有|的话|哪怕|即使|即便"
)
_PART = re.compile(
    "部分|个别|少数|少许|一些|有的|有些|多数|大多|大部|半数|之一|首批|第一批|不少|分别|有几|若干|近半|过半|约半|一半|局部|比如|例如|譬如|其余|另外|剩下|隔壁|邻[村县镇居]|另一|别[处家的人]|余下|[一二三四首]期(?![间货])"
)
_SOME = re.compile(
    "(?:其中|有|另外?)?(?:[\\d一二两三四五六七八九十百千万]+|[多数几])(?:余|多)?个?[^\\W\\d年月日点时分天号届轮次岁的](?![的号]|之)"
)
_ILL = "不(?:当|善|慎|良|足|好|及时|到位|规范|合格|正确|恰当|合理|符合|达标)"
_BADLY = re.compile(
    f"(?<!因)[一-龥]{{2,4}}{_ILL}(?=[，,会能可易]|容易|就|也|还|才|$)"
    "|不(?:当|慎|规范|正确|合理|恰当)[一-龥]{2}(?=[，,会能可易不]|容易|就|$)"
)
_OWING = re.compile("因|由于")
_ALMOST = re.compile("几乎|差[点些]|险些|近乎|接近|濒临|快要|即将(?=[到完])|最后一|末班|眼看")
_OTHER_TIME = re.compile(
    "往年|往届|上届|同期|一度|原先|曾(?!祖)|以往|当[年时]|那时|昔日|(?:19|20)\\d\\d年|去年|前年|上[个]?[月周季]"
)
_PAST = re.compile(
    "过去(?!了|的?[\\d几一二两三四五六七八九十半])|从前|(?<![年月日节天季期之底初前后])以前|早(?:[年先期]|些年)(?!于)|年轻(?:的?时候?)|小时候|童年|那时候?|那(?:些|几)?年"
    "|上世纪|\\d+年代|前些年|前几年|起初|最初|当初|旧时|古[时代](?!表)|解放前|战[前时]|昔|往[年届日]|上(?:[届次](?!全)|赛季)|一度|原[先本]|原来(?!是|如此)"
)
_LAST_YEAR = re.compile("[去前上]年")
_AGAIN = re.compile(
    "下[雨雪]|丰收|[增减]产|[涨跌降升]|举[行办]|召开|延期|停[课水电]|放假|开学|亏损|盈利|赢|输|[干旱]旱|水灾|发放"
)
_OF_PAST = re.compile(
    "过去|从前|以前|早|年轻|小时|童年|当|那|世纪|年代|[前最当起]初|旧|古|战|昔|往|上[届次赛]|一度|曾|过$|原"
)
_NOW_NOT = re.compile(
    "[，,；;](?:但是?|可是?|而|不过)?(?:后来|如今|现在|眼下|目前|近年来?|这几年|今年)[^，,。；;]{0,8}(?:不|没|停|取消|改|无|未|撤|戒|倒闭|关)"
)
_NOMINAL = re.compile(
    "(?:的)?(?:仪式|工程|条件|资格|招标|指日可待|方案|计划|名单|日期|时间表?|日程|事宜|手续|申请|程序|进程|在即|在望|进入|倒计时|(?:已|将|正)?(?:经|式)?(?:获得?[得批准]|得到(?:批准|同意|许可)|提上|列入|纳入|面临|启动|摆上))"
)
_EXCEPT = re.compile("除了?(?P<what>[^，,。；;]{1,14}?)(?:[之以]?外|[，,])")
_OF_ALL = re.compile("都|全|每|所有|一律|各")
_ASKS_PAST = re.compile("[过了]$|曾|已经?|去年|前年|往年|当年|[了过](?=.)|\\d年|上[届个月周季]|的$")
_FOR_SOME = re.compile(
    "对(?!于|此|其)[^，]{1,10}$|(?<!不)[仅只](?!是|有)|限(?=[^，]{1,8}$)|(?:凭|(?<![支坚维保主扶])持)[^，]{1,8}$|除[^，]{1,10}外?$"
)
_RESTRICTS = re.compile(
    "直接|大量|过量|过多|过度|长期|经常|单独|随意|随便|空腹|完全|立即|马上|立刻|盲目|擅自|私自|私下|一直|同时|全都|全部|一律(?=免)|只|仅|必然"
)
_PUT_OFF = re.compile("[推延]迟|延期|延后|[取撤]消|搁[置浅]|暂缓|叫停|改[到期在至为]|推[到至]")
_COUNTED = re.compile(
    "([\\d一二两三四五六七八九十百千万]+)(?:余|多)?([^\\W\\d点月日年时分秒天岁元度成倍])"
)
_MAY = re.compile("可以|能")
_BRINGS = re.compile("(?:的话)?[，就则也]?(?:会|容易|易|可能|导致|引起|造成)")
_ONCE_DONE = re.compile(
    "(?:[之以]后|后)(?:[，,][^了]*?(?:(?<!已)将|可(?!是)|能(?!源|力|量)|会(?!议|员|长)|只[要需]|预计|有望)[^了]*)"
)
_AFTER = re.compile("的(?![，,。；;：:！!]|$)")


def is_planned(left: str, statement: str) -> bool:
    """Return whether what stands before a predicate only plans it: 原定年内|开工.

    Not where the plan is of something else: 原定12月的供暖时间|提前; nor where it goes by one:
    按照计划，.
    """
    left = _BY_PLAN.sub("", left)
    return any(
        found[0] not in statement and "的" not in left[found.end() :]
        for found in _PLANNED.finditer(left)
    )


def was_put_off(left: str, after: str) -> bool:
    """Return whether what was planned before a predicate is put off by a clause behind it."""
    return _PLANNED.search(left) is not None and _PUT_OFF.search(after) is not None


def is_wished(left: str, statement: str) -> bool:
    """Return whether what is said before a predicate makes it a wish, an order or an opinion.

    What one should do answers whether one can or should. A clause that says why is no wish:
    为确保安全，|停运.
    """
    found = _WISHED.search(_WHY.sub("", left))
    if found is not None:
        return found[0] not in statement and not (
            _ASKS_ADVICE.search(statement) and found[0] in ("应当", "应该", "应", "必须")
        )
    return _ADVISED.search(left) is not None and not _ASKS_ADVICE.search(statement)


def is_hearsay(left: str, statement: str) -> bool:
    """Return whether what is said before a predicate makes it a rumour or a suspicion.

    Not where it describes a noun: 被指控的|人.
    """
    return any(
        found[0] not in statement
        and left[found.end() : found.end() + 1] != "的"
        and not _BECAUSE.search(left[: found.start()])
        for found in _HEARSAY.finditer(left)
    )


def is_said_by_nobody(left: str, sentence: str, statement: str) -> bool:
    """Return whether a predicate stands in a quotation that nobody says: “能进电梯”，这种说法….

    A slogan, a headline or a phrase: no one is said to say it before, and it does not end inside
    the marks as what is said does. ``left`` stands before the predicate in its ``sentence``.
    """
    if left.count("《") > left.count("》"):
        return True
    if left.count("“") <= left.count("”") or "“" in statement:
        return False
    led = _TOLD.search(left[: left.rfind("“")]) is not None
    rest = sentence[sentence.rfind("“") :] if sentence.count("“") == 1 else sentence
    closed = re.search("[^。！？!?，,…]”", rest)
    return closed is not None and not led


def is_doubted_behind(after: str, behind: str, statement: str) -> bool:
    """Return whether what stands behind a predicate calls it a rumour, or what people believe.

    ``after`` is the rest of its sentence, ``behind`` the next one, which has to begin with that.
    """
    found = _DOUBTED.search(after) or _DEBUNKED_NEXT.search(behind)
    return found is not None and found[0] not in statement


def is_corrected(after: str) -> bool:
    """Return whether what stands behind a predicate says that this is wrong: ，有误，."""
    return _CORRECTED.search(after) is not None or _DEBUNKED.search(after) is not None


def is_claimed(left: str, after: str, statement: str) -> bool:
    """Return whether a predicate is only what a party or owner says: 辩护人提出甲系|从犯.

    Not where a court or the police say so after all, before or behind it.
    """
    return any(
        found[0][-2:] not in statement  # the verb, which a question may ask about
        and not _FOUND.search(left[found.end() :])
        and not _accepts(after)
        for found in _CLAIMED.finditer(left)
    )


def is_rejected(left: str, after: str, statement: str) -> bool:
    """Return whether a predicate is put forward, and what stands behind it turns that down.

    申请|收费，未获批准, but not 提出|上诉，被驳回: that was done.
    """
    put = [one for one in _PUT_FORWARD.finditer(left) if one[0] not in statement]
    done = _LODGED.search(statement) and any(one.end() == len(left) for one in put)
    rejected = _REJECTED.search(after)
    return bool(put) and not done and rejected is not None and not _accepts(after)


def is_dismissed(after: str) -> bool:
    """Return whether what stands behind a claim does nothing but turn it down: ，法院未予采纳."""
    return _DISMISSED.match(after) is not None


def _accepts(after: str) -> bool:
    """Whether the first word on a claim accepts it."""
    accepted, rejected = _ACCEPTED.search(after), _REJECTED.search(after)
    return accepted is not None and (rejected is None or accepted.end() < rejected.end())


def is_conditional(left: str, statement: str) -> bool:
    """Return whether what stands before a predicate says under which condition it is so."""
    found = _IF.search(left) or _BADLY.search(left)
    if found is None or found[0] in statement:
        return False
    return found.re is _IF or not _OWING.search(left[: found.end()])


def is_excepted(sentence: str, head: str, statement: str) -> bool:
    """Return whether a sentence leaves something out of all that is asked of, or what is asked of.

    除周一外，每天|开放; 除了老人.
    """
    found = _EXCEPT.search(sentence)
    if found is None or "除" in statement:
        return False
    return _OF_ALL.search(statement) is not None or (bool(head) and head in found["what"])


def is_nominal(right: str, statement: str) -> bool:
    """Return whether what stands behind a predicate makes a thing of it: 扩建|方案, 开通|在即."""
    found = _NOMINAL.match(right)
    return found is not None and found[0] not in statement


def is_about_a_part(left: str, statement: str) -> bool:
    """Return whether what stands before a predicate is only a part of what is asked about."""
    found = _SOME.match(left) if _counts_first(left) else None
    return names_a_part(left, statement) or (found is not None and found[0] not in statement)


def _counts_first(text: str) -> bool:
    """Whether a text begins with a number, not with 十堰 or 一般, or with 其中 and the like."""
    return text.startswith(("其中", "有", "另")) or any(
        word.tag == "m" for word in placed_words(text)[:1]
    )


def names_a_part(text: str, statement: str) -> bool:
    """Return whether a text speaks of some of what is asked about: 有些品种, 比如墨菊."""
    found = _PART.search(text)
    return found is not None and found[0] not in statement


def is_almost(left: str, right: str, statement: str) -> bool:
    """Return whether it nearly is so, or is for the last time: 险些|翻车, 营运|的最后一天."""
    if _ALMOST.search(statement):
        return False
    return _ALMOST.search(left) is not None or _ALMOST.search(right[:8]) is not None


def is_of_fewer(left: str, told: str, statement: str) -> bool:
    """Return whether what is done is done to fewer than the sentence says there are.

    ``told`` is the clause from its predicate on: 要改造112个，已|完成97个 is not all of them.
    """
    if any(map(str.isdigit, statement)):
        return False
    done = _COUNTED.search(told)
    wholes = [x for x in _COUNTED.finditer(left) if done and x[2] == done[2]]
    return done is not None and any(integer(done[1]) < integer(x[1]) for x in wholes)


def is_once_done(after: str) -> bool:
    """Return whether what stands behind a predicate tells of a time when it is done: 建成|后，将….

    What will be then does not say that it is done by now; what was then does: 建成|后，来了….
    """
    return _ONCE_DONE.fullmatch(after) is not None


def is_of_another_time(left: str, statement: str) -> bool:
    """Return whether a clause tells of an earlier time, where the question asks of none.

    That something is done (了) asks of the past, but not of what was so once: 从前, 上届; nor of
    last year, where it may be so every year: 下雪.
    """
    if _PAST.search(left) and not _OF_PAST.search(statement):
        return True
    if _LAST_YEAR.search(left) and _AGAIN.search(statement) and "年" not in statement:
        return True
    return _OTHER_TIME.search(left) is not None and not _ASKS_PAST.search(statement)


def is_no_more(after: str, statement: str) -> bool:
    """Return whether what stands behind a predicate says that it ended: ，后来停了."""
    return _NOW_NOT.search(after) is not None and not _OF_PAST.search(statement)


def is_for_some(left: str, statement: str) -> bool:
    """Return whether what is said is said for some only: 对学生|免费."""
    found = _FOR_SOME.search(left)
    return found is not None and found[0] not in statement


def is_restricted_denial(gap: str, statement: str) -> bool:
    """Return whether a denial is of more than is asked: 不宜|大量|吃."""
    found = _RESTRICTS.search(gap)
    return found is not None and found[0] not in statement


def is_lead_in(right: str, statement: str) -> bool:
    """Return whether a predicate only says when another thing is so: 免费|以后，车辆….

    That what was done is done is said so too: 退休|以后仍…. Nor does it say that one may do what
    brings harm: 生吃|会中毒.
    """
    if _MAY.search(statement) and _BRINGS.match(right):
        return True
    found = re.match("以后|之后|以前|之前|时(?!间|期|长)|后(?=[，,])|前(?=[，,])|期间|的话", right)
    if found is None:
        return False
    return not statement.endswith("了") or "前" in found[0] or found[0] == "的话"


def describes(right: str, head: str) -> bool:
    """Return whether a predicate describes the head, which stands behind it: 来自|北山的祁雪."""
    return bool(head) and re.match(f"[^，的]*的[^，的]{{0,6}}{re.escape(head)}", right) is not None


def is_attribute(right: str, statement: str, head: str = "") -> bool:
    """Return whether a predicate only describes a noun behind it: 营运|的最后一天.

    Not where that noun is the ``head`` that it is asked of: 学会开展|的新研究.
    """
    if describes(right, head):
        return False
    return right.startswith("的") and _AFTER.match(right) is not None and "的" not in statement[-2:]
