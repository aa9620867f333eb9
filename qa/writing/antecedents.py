"""Which sentences of an article one does not stand without: those that say of whom or what it is.

A name alone (何远 of 市长何远), the last name of a foreigner, a short title (《办法》), an
abbreviation (以下简称), a thing that is known (会议, 该项目, 两地, 会上) was introduced before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.gazetteer import PAIR_OF_COUNTRIES, WELL_KNOWN
from qa.chinese.predicates import SPEECH, points_back
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.quotes import without_quotations
from qa.chinese.surnames import ALL_SURNAMES, AMBIGUOUS_SURNAMES, SURNAMES
from qa.chinese.words import tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["NOWHERE", "antecedents", "defined"]

NOWHERE = -1
"""The number of the sentence that is needed and cannot be had."""

_FOREIGN = re.compile(rf"(?<![{HAN}])[{HAN}]{{0,16}}?([{HAN}]{{1,7}}(?:[·•・][{HAN}]{{2,8}})+)")
_PARTS = re.compile(rf"(?<=[·•・])[{HAN}]{{2,8}}")
_CALLED = re.compile(
    r"[（(](?:以下|下文|后文)?(?:简称|下称|统称)[为：:]?[\s“\"《]*([^（）()“”\"《》，；]{2,14}?)[”\"》]?[）)]"
)
_LETTERS = re.compile(rf"(?<=[{HAN}》”])[（(]([A-Z][A-Za-z0-9-]{{1,11}})[）)]")
_SPELT = re.compile(rf"(?<![A-Za-z])([A-Z][A-Z0-9-]{{1,9}})[（(][{HAN}]{{3,}}[）)]")
_KNOWN_LETTERS = frozenset({"AI", "GDP", "APP", "App", "IP"})
_TITLE = re.compile("《([^《》]{2,60})》")
_GENERIC = re.compile(
    "(?:若干|实施|管理|暂行|试行)?(?:意见|办法|措施|方案|条例|通知|规划|指引|规范|标准|规定|纲要|报告|计划|公告"
    "|决定|细则|清单|倡议|宣言|协定|协议|声明|法案|草案|白皮书|蓝皮书|指南|公报)"
)
_TITLED = re.compile(
    "[长员授士席理记任官者师家人生统相臣表手星监裁总民主导练兵友警医工农商委督使王后帅哥姐叔伯爷奶爸妈父母子女弟妹夫妻伴童客长]$"
    "|(?:教授|院士|学生|青年|选手|同学|网红|博主|台青|先生|女士|先驱|烈士|专家|法师|和尚|嫌犯|嫌疑人)$"
)
_AFTER_WORD = re.compile(f"[{HAN}”](?<![和与对向同及在由被把将说据时是有也但而则后前为让使给跟])$")
# 在桥上走了十年的何远: that says not who he is, but 三十岁的何远, 来自云岭市的何远.
_WHO_IS = re.compile(
    "[岁长员授士师任官者家人生工友民匠手]的$|(?:作为|身为|来自|[担曾现]任|出生于|毕业于|名[叫为])[^，]*的$|[省市县区州镇乡村校院局厂][^，]{0,12}的$"
)
_VOICE = re.compile(
    rf"(?!报道|消息|声明|数据|专家|记者|公告|通报)([{HAN}]{{2,6}}?)(?:还|也|则|进一步|随后)?"
    "(?:表示|指出|强调|称|说|认为|透露|介绍|坦言)(?:道)?[，：,:]"
)
_VIEW = re.compile(f"在([{HAN}]{{2,4}})看来")
_SURNAME = f"[{''.join(sorted(SURNAMES | AMBIGUOUS_SURNAMES))}]"
_ANY_SURNAME = f"[{''.join(sorted(set(ALL_SURNAMES)))}]"
_WHOLE_NAME = re.compile(f"[{''.join(sorted(SURNAMES))}][{HAN}]{{2}}(?<![方队桥河商国军坝])")
# 何怀远举例说: no body's, which has none of these names.
_GOES_ON_SAYING = re.compile(
    rf"({_ANY_SURNAME}[{HAN}]{{1,2}})(?:又|还|也)?(?:接着|进一步|继续|举例|补充|总结|分析|解释|回忆|感慨|感叹|笑着|建议"
    "|告诉[^，：]{0,6}记者)(?:道|说|指出|表示|强调|介绍|称)?[，：,:]"
)
# 桥工林子凌说: a name that the dictionary has not, after what he is.
_NAMED_AFTER_OFFICE = re.compile(
    rf"(?:[长员授士师任官者家记席理将]|博主|工人|选手|学生|青年)(?=({_ANY_SURNAME}[{HAN}]"
    rf"(?![是在有为和与的了对将把说等也都这那中个被让使向从到给及或就不很着过会能可以])[{HAN}])"
    r"(?:[，、。：“”（(）)\d]|介绍|说|表示|告诉|认为|看来|坦言|带|在))"
)
_SOMEONE = re.compile(
    r"[\u4e00-\u9fff](?:某某?|先生|女士|阿姨|大爷|大妈|大[姐叔娘哥]|师傅|老师|同学)(?![\u4e00-\u9fff]们)"
)
_IN_FULL = re.compile(
    f"(?P<surname>{_SURNAME})[{HAN}]{{1,2}}(?P<called>先生|女士|阿姨|大爷|大妈|老师|同学)"
)
# What is known to the reader where a sentence begins with it, by its noun.
_IN_IT = re.compile(
    "(?:该|这篇)?(?:文章|报道|社论|评论)(?:还|也|最后|同时)?(?:认为|称|指出|说|写道|表示|提到|援引)"
)
_IN_BOOK = re.compile("[^，。《》]{0,4}(?:书中|剧中|片中|文中|诗中|画中|该书|全书)")
_BOOK = re.compile("《[^《》]+》")
_MEDIUM = re.compile(
    "《[^》]+》[^，。]{0,12}(?:说|称|刊|报道|发|认为|指出)"
    "|[报网社台刊志][^，。]{0,10}(?:报道|刊文|发文|刊发|刊登)|据[^，。]{2,24}报道"
)
_NOW = re.compile("^(?:目前|当前|如今|眼下|现在|同时|另外|此外|届时|据悉|据介绍|据了解)[，,]?")
# Names with 新, and what is new to everyone.
_NEW_NAME = re.compile(
    "新(?:华|时代|京|中国|能源|征程|加坡|大众|疆|一[轮代届]|就业|兴|质|东方|西兰|闻|增|德里|余|乡|民|型|媒体)"
)
_THE = re.compile(
    f"(?:该|此次|本次|这次|此番|此项|这项|这一|这个|这场|这份|这批|这些|本届|本批次|上述|此届|新)(?P<noun>[{HAN}]{{1,3}})"
)
_EVENT = re.compile(
    "(?P<noun>会|会议|大会|活动|论坛|仪式|比赛|赛事|峰会|博览会|展会|展览|座谈会|研讨会|发布会|招待会|开幕式|闭幕式|启动仪式|培训|庭审|演出|晚会|救援|行动)"
    "(?:上|中|现场|期间|当天|间隙)"
)
_KNOWN = re.compile(
    "(?P<noun>大会|会议|规划|活动|项目|政策|管理办法|办法|比赛|报告|调研|方案|意见|通知|论坛|工程|仪式|展览|影片|作品|声明|公告|文章|代表团"
    "|研究|调查|条例|法案|协议|计划|行动|节目|电影|新书|演出|赛事|峰会|公告|倡议|法院|警方|专家"
    "|发言人|负责人)(?=[^，“《]{1,40}$)"
)
_HELD = re.compile("举行|召开|举办|开幕|启动|揭幕|开展|主持|出席")
_CHANGE = re.compile(r"(?:上涨|下降|增长|减少|回落|上升|下跌)[^，。]{0,4}\d")
_BASIS = re.compile("[同环]比|比上[年月季周]|较上[年月季周]|比[去前]年")
_BEFORE_IT = re.compile("(?:在?此|早)前[，,]?|[^，]{0,4}早些时候[，,]?")  # than the news
_AFTERWARDS = re.compile(
    "(?:奖励|补贴|补助|赔偿|资助|处罚|收费)?(?:金额|额度|数额|标准)(?:达到?|[为是]|最高|不超过)"
    "|[^，。：]{2,24}也(?:评论|表示|指出|认为|强调|称|说|坦言|透露|写道)"
    "|(?:[^，。]{1,6}时，)?(?:研发|科研|研究|创作|救援|医疗)团队"
    "|[两几多]种(?:观点|看法|意见|说法|声音|情况|情形|方式|模式)|[两三几]者|以上|上面|如此一来|正因|究其|从这"
    "|(?:人数|数量|成绩|规模|价格|比分)(?=[^，。]{0,2}(?:创|再|更|也|又|持续))|[^，。]{2,12}的背后[，是]"
    "|(?:了解|得知|听说|知道)[^，。]{0,6}情况后，|[闲攀交]谈中|聊天中|(?:闲|攀)聊中"
    "|[^，。：“”]{2,8}(?:爽快|连忙|赶忙|当即|一口)地?(?:说|答应|回答|应允)"
    "|第[二三四五]个[^，。的]{1,4}(?:是|将|在于)"
    r"|[\d两三四五六七八九十]+[个种条项段][\u4e00-\u9fff]{1,4}、[\d两三四五六七八九十]+[个种条项段][\u4e00-\u9fff]{1,4}，[非不都共彼]"
    "|(?:送医|就医|接警|接报|报警|到场|事发|案发)[^，。]{0,6}后，|(?:巡查|检查|走访|排查|宣传|宣讲|授课|劝导|参观)过程中，"
    "|接到[^，。]{0,8}(?:报警|警情|线索|举报|求助|报案|通知)后，"
    "|[两三][场个部件座][\u4e00-\u9fff]{2,4}，一[场个部件座]"
    "|这[个一项](?:功能|改进|数字)|[^，。他她]{0,30}，我[^，。]{0,8}[将把]它们?"
    "|起初|最初|不仅如此|除此之外|除此以外|除了?[^，。]{2,10}[之以]?外，(?=[^。]*(?:还|也|原因))"
    "|反观|[唯惟只]有(?:如此|这样)|唯其如此"
    "|[前中后]期(?!待|望|盼)|(?:历任|曾任|先后担?任)(?![^，。]*的)|[^，。]{2,5}转达"
    "|[三四五六七八九]个(?!月|小时|多|星期|季度)[^，。的]{2,5}，|在[两三四五六七八九]大[^，。]{2,6}[，中]"
    "|(?:变[化革]|转机|改变)，?(?:始于|源于|就?发生在|出现在)"
    "|(?:游客|观众|参观者|主办方|承办方|主持人|主讲人|与会者|参赛者|评委)(?!们|、|可)"
    "|结果[，,]|几[组块片处]|一(?:个|种|类|方)是|另一(?:个|种|类|项|款|名|位)|同[为是属][^，]{0,12}的|寥寥|短短[^，]{1,3}[字句行]"
    "|(?:小区|村里|镇上|厂里|店里|院里)(?!名|制)|还有(?!望|待)|再看|那些|同期|随后|此后|其后|后续|期间|其间|与此同时|紧接着|接着|接下来|[^，]{1,10}(?:结束|完成|完毕|过|之)后[，,]|现场[，,\u4e00-\u9fff]|(?:不过|但|而)?，?在?当[天日晚]"
    "|双方|各方|不远处|(?:以|与)此|为什么|究竟|在?那(?:个|段)?(?:年代|时候|时期|时)"
    "|(?:[^，“]{1,8}，)?[^，“]{2,16}(?<![原法规准守细总否])则(?![是为要需会应表介说称认指强])"
    r"|(?:另|还)?有?[约近超逾]?过?\d[\d.]*[%％]的(?:人|[受被]访|回答|网友|选民|读者|居民|家长|学生|企业)"
)
# 三天后, 不久后: after what.
_LATER = re.compile(
    r"(?:[一两二三四五六七八九十几数半多]|\d{1,3}(?!\d))+个?[多半]?(?:月|天|年|小时|分钟|周|星期)[之以]?后，|不久之?后，"
)
_BOTH = re.compile(
    "双方|[两二三四五六七八](?:级|国|地|市|区|县|省|州|校|院|馆|部门|家|者|方|路)(?![际家内产防情庆歌])"
    "|(?:^|(?<=[，：]))[两二三四五六七八]人"
)
_BODY = re.compile(
    "(?:^|[，,])(?P<noun>学校|医院|公司|集团|景区|法院|警方|校方|店家|村里|镇里)"
    "(?=[将已以在对也还为从把通于共拟会表不正则方])"
)
# 服务中心农艺师何远, 村党支部书记何远: of which one, a sentence before it names.
_STAFF = re.compile(
    "(?:^|[，：])(?:服务)?(?P<noun>中心|公司|集团|企业|基地|园区|学校|学院|医院|景区|研究[所院]|协会|合作社|工厂|项目|车间"
    "|街道|社区|村|剧[组团]|博物馆|图书馆)(?:副|常务|首席|高级|技术|运营|市场|品牌|生产|工会|党委|党总支|党支部|总)*"
    "(?:经理|工程师|技师|农艺师|主任|书记|院长|校长|馆长|所长|会长|董事长|总监|负责人|创始人|理事长|主管|技术员|讲解员)"
    "(?!、|、?专家|和)"
)
_NAME_BEFORE = f"[{HAN}A-Za-z”](?<![农山乡本该全我回入驻进到在各每的个些出])"  # 云岭村, not 农村
# 系统上线后: of which a sentence before it tells.
_ONCE_DONE = re.compile(
    "(?P<noun>项目|工程|系统|平台|设备|产线|生产线|基地|产品|场馆|大桥)(?:全部|全面|正式)*"
    "(?:建成|投产|上线|投用|投运|启用|落地|落成|开通|开业|开放|运行|实施|竣工|完工|通车)(?:投产|投用|运行|使用)?后"
)
# 市长介绍，活动以大桥为主题: of one that a sentence before it names.
_SAID_OF_IT = re.compile(
    f"{SPEECH}[，：](?P<noun>活动|项目|会议|系统|平台|展览|工程|论坛|大会|赛事|比赛|作品|基地"
    "|禁令|新规|条例|办法|方案|规定(?=[压强细生实已还也对]))"
    "(?=[以将已由在共是还也对为通围旨分设从采自建正生实明要提压强细])"
)
# 管委会立足实情，… says not of what: it is named in full before.
_OFFICE = re.compile("(?:同时，|此外，)?(?P<noun>管委会|组委会|村委会|居委会|筹委会)")
_PERSON = re.compile(
    "(?<!其)[他她](?![人国乡日处方山者项类用律杀])|[这该][位名](?!于|列|为|副|单|义)|此人"
)
_LIKEWISE = re.compile(
    "^像这样|是其中(?:之一|一[员个位名])|一[批个名位座件张]同样|(?:相似|类似|同样)的(?:命运|经历|情况|情景|问题|故事|一幕|遭遇|困境)"
)
# Of whom and of how many, without who they are: 为此，团队…; 官兵们的回答; 这5幅作品; 另一组数据.
_THOSE = re.compile(
    "(?:[^，。“]{1,16}，)?(?:团队(?![^，]{0,2}[由是])|(?:官兵|队员|学员|选手)们|另一[组份项批]|任务中，)"
    "|(?:同时，)?还(?=[在将把为给从对新](?!于))"
)
_THESE = re.compile(r"这(?:\d+|[两三四五六七八九十几])[个位名张幅座部本项家所条起类]")
_THAT_YEAR = re.compile(r"(?<![\d了])当年(?![^，。]{0,3}的我)")
_OF_YEAR = re.compile(r"\d{4}年|[一二三四五六七八九十]年前|[今去前]年")
_OUR_PLACE = re.compile("(?:[^，。]{0,8}，)?全(?P<noun>[县区州])(?!域)")
_HIM_AS = re.compile("作为[^，。]{2,40}，[他她]")  # who is not named: 作为汉学家，她…
_WHOLE_OF = re.compile("(?:[^，。]{0,8}，)?[^，]{0,8}?全(?P<noun>乡|镇|村|校|厂|园区)")
_THAT = re.compile(
    "(?<![的中里])那[位名张幅座场件棵束抹]|(?<![因如为由彼从至据对与就])此[一二两三四五六七八九十花画诗曲]|于此(?![时前后外次举])"
)
_PEOPLE = re.compile(
    "[人员者长生家师民警兵友妇孩童亲父客统臣席手军董事任士医护团队户众工星迷]"
    "(?:[们，、在还也都又将的]|表示|说|称|认为|$|[^\u4e00-\u9fff])|某某?|先生|女士"
)
_PAIRED = re.compile(
    f"、|和|与|同|及|跟|[—-]|{PAIR_OF_COUNTRIES}"
    "|[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]{2}$"
)
_LISTED = re.compile(
    "、|(?<![\u4e00-\u9fff])[中美俄英法德日韩印巴京津冀沪苏浙皖粤港澳云贵川渝湘鄂赣]{3,}$"
)
_WHO_IT_IS = re.compile(
    "(?:（[^（）]{2,20}）)?，?(?:教授|院士|博士|书记|主任|[局校院所部]长|老人|大师|烈士|现?是|现?任|担任|出生于|来自|[男女]，|[^，]{1,8}人，)(?!否|不是)"
)
_BEGINNING = 24  # characters of a sentence that say of whom or what it is
_TIMED = re.compile(
    r"截[至止]|目前|当前|如今|[今去前]年|[上下]半年|全年|累计|\d{4}年|\d{1,2}月|前[一二三四\d]"
)
_OWNED = re.compile(
    f"^[^，]{{1,6}}，(?!当地|这里|那里|全省|全市)[{HAN}]{{2,4}}的|[省市县区国州镇村“《]|公司|集团|大学|法院|委员会|[A-Z]|[他她]们?|记者"
)
_PROPER = frozenset({"ns", "nt", "nz", "nr", "nrt", "nrfg", "j"})
_WELL_KNOWN = tuple(sorted(WELL_KNOWN))
_LAST_NAME = 6  # characters at most
_NEAR = 8  # sentences, of which one is the nearest that can be had
_NOUN = 2  # characters by which a noun is found


def defined(text: str) -> frozenset[str]:
    """Return the short forms that brackets in a text define: 以下简称“电博会”, （FDIC）."""
    found = [*_CALLED.findall(text), *_LETTERS.findall(text), *_SPELT.findall(text)]
    return frozenset(word.strip() for word in found) - _KNOWN_LETTERS


def antecedents(
    texts: Sequence[str],
    printed: Mapping[int, str],
    usable: AbstractSet[int],
    pointing: AbstractSet[int],
    before: Sequence[int],
    *,
    called: AbstractSet[int] = frozenset(),
    standing: AbstractSet[int] | None = None,
    known: bool = False,
) -> list[frozenset[int]]:
    """Return for each sentence the numbers of those that it needs, all before it.

    ``printed`` are sentences without what they open with, by number. ``usable`` are those that may
    be given out; what only others introduce is :data:`NOWHERE`.
    Of what stands above an article the text is "": no sentence needs it.
    ``pointing`` are those that point at something known: if what it is cannot be told, the
    sentence ``before`` each is needed. ``called`` are those of them that only call someone by
    name: who introduces them is enough, where someone does. ``standing`` are the usable ones that
    have all that they need, if that is known: of several that introduce a name one of them will do.
    If all is ``known``, no name is introduced.
    """
    names = _Names(texts, printed, usable if standing is None else standing)
    needed: list[frozenset[int]] = []
    for number in range(len(texts)):
        earlier = _Earlier(texts=texts, usable=usable, number=number, prior=before[number])
        text = printed.get(number, texts[number])
        introduced = frozenset() if known else frozenset(names.needed(number))
        named = number in called and (known or introduced or names.introduces(number))
        points = number in pointing and not named
        needed.append(introduced.union(_pointed(text, earlier, points=points)))
    return needed


class _Names:
    """Who and what each sentence introduces by name, and who calls it by that name alone."""

    def __init__(
        self, texts: Sequence[str], printed: Mapping[int, str], usable: AbstractSet[int]
    ) -> None:
        self._introduced: dict[str, list[int]] = defaultdict(list)
        self._mentioned: dict[str, list[int]] = defaultdict(list)
        self._described: dict[str, list[int]] = defaultdict(list)
        self._called: list[set[str]] = []
        self._usable = usable
        titles: list[tuple[int, str]] = []
        for number, text in enumerate(texts):
            titles += [(number, title) for title in _TITLE.findall(text)]
        for number, text in enumerate(texts):
            for name in (*_introduced(text), *_called_later(text)):
                self._introduced[name].append(number)
        told = [printed.get(number, text) for number, text in enumerate(texts)]
        persons = {name for text in told for name in (*_persons(text), *_voices(text))}
        persons |= _unknown_to_the_dictionary(texts)
        persons = {name for name in persons if not name.startswith(_WELL_KNOWN)}
        for number, text in enumerate(told):
            called = {name for name in self._introduced if name in text} - _introduced(text)
            called |= set(self._named(number, text, persons))
            called |= set(self._short_titles(number, text, titles))
            self._called.append(called)

    def _named(self, number: int, text: str, persons: AbstractSet[str]) -> Iterator[str]:
        """Yield who is named in a sentence; what they are before the name introduces them."""
        for name in persons:
            places = [found.start() for found in re.finditer(re.escape(name), text)]
            if not places or any(_is_part_of_a_name(text, at, len(name)) for at in places):
                if any(_begins_a_name(text, at, len(name)) for at in places):
                    self._introduced[name].append(number)
                continue
            self._mentioned[name].append(number)
            before = [text[:at] for at in places]
            if any(map(_AFTER_WORD.search, before)):
                self._described[name].append(number)
            told = any(_says_who(one, name) for one in before)
            if told or _WHO_IT_IS.match(text, places[0] + len(name)):
                self._introduced[name].append(number)
            yield name
        for found in _SOMEONE.finditer(text):
            self._mentioned[found[0]].append(number)
            yield found[0]

    def _short_titles(
        self, number: int, text: str, titles: Sequence[tuple[int, str]]
    ) -> Iterator[str]:
        """Yield the titles of a sentence that another before it has in full."""
        for title in _TITLE.findall(text):
            key = f"《{title}》"
            full = [n for n, other in titles if n <= number and _is_short_for(title, other)]
            if not full and _GENERIC.fullmatch(title):
                full = [n for n, other in titles if n < number and other == title][:1]
            if full and number not in full:
                self._introduced[key] = sorted({*self._introduced[key], *full})
                yield key

    def introduces(self, number: int) -> bool:
        """Whether a sentence says who someone is that it calls by name."""
        return any(number in self._introduced.get(name, ()) for name in self._called[number])

    def needed(self, number: int) -> Iterator[int]:
        for name in self._called[number]:
            introduced = self._introduced.get(name, [])
            if number in introduced:
                continue
            before = introduced[: bisect_left(introduced, number)]
            mentioned = self._mentioned.get(name, [])
            first = before or mentioned[: bisect_left(mentioned, number)]
            if first:
                usable = [n for n in (*first, *mentioned) if n in self._usable and n < number]
                if usable or number not in self._described.get(name, ()):
                    yield next(iter(usable), NOWHERE)


def _persons(text: str) -> Iterator[str]:
    for name in proper_names(text):
        if name.level is Level.PERSON and 2 <= len(name.text) <= 4:
            yield name.text


def _says_who(before: str, name: str) -> bool:
    """Whether what stands before a name says who that is: 市长何远, not 忙碌的何怀远."""
    if _TITLED.search(before):
        return True
    if _AFTER_WORD.search(before) is None:
        return False
    if _WHOLE_NAME.fullmatch(name) is None:  # it may be none of a person: 韩方, 吕梁
        return True
    return not before.endswith("的") or _WHO_IS.search(before) is not None


def _voices(text: str) -> list[str]:
    """Return who speaks in a sentence, where only a short name says it: 司法部 of 司法部表示，."""
    found = _GOES_ON_SAYING.match(text) or _VOICE.match(text) or _VIEW.match(text)
    return [found[1]] if found else []


def _unknown_to_the_dictionary(texts: Sequence[str]) -> set[str]:
    """Return the names after an office that another sentence calls by the name alone."""
    found = {name for text in texts for name in _NAMED_AFTER_OFFICE.findall(text)}
    return {
        name for name in found if sum(name in text for text in texts) > 1 and not _is_word(name)
    }


def _is_word(name: str) -> bool:
    """Whether the dictionary has what looks like a name as a word: 纪念馆 of 烈士纪念馆."""
    words = tagged(name)
    return len(words) == 1 and not words[0][1].startswith("nr")


def _called_later(text: str) -> Iterator[str]:
    """Yield how those are called later whom a text names in full: 何女士 of 何远女士."""
    for found in _IN_FULL.finditer(text):
        yield found["surname"] + found["called"]


def _is_part_of_a_name(text: str, at: int, size: int) -> bool:
    return any(dot in (text[at - 1 : at], text[at + size : at + size + 1]) for dot in "·•・")


def _begins_a_name(text: str, at: int, size: int) -> bool:
    """Whether a name is the first of several that a dot joins: 何远 of 主席何远·李明."""
    return text[at + size : at + size + 1] in tuple("·•・") and text[at - 1 : at] not in "·•・"


def _introduced(text: str) -> frozenset[str]:
    """Return the short names that a text gives together with the full ones."""
    parts = [part for found in _FOREIGN.findall(text) for part in _PARTS.findall(found)]
    names = {part[:size] for part in parts for size in range(2, min(len(part), _LAST_NAME) + 1)}
    return frozenset(names) | defined(text)


def _is_short_for(title: str, other: str) -> bool:
    if len(other) < len(title) + 2:
        return False
    rest = iter(other)
    return other.endswith(title) or (
        _GENERIC.search(title) is not None and all(char in rest for char in title)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Earlier:
    """What stands before a sentence, by its number; ``prior`` is the one that it follows."""

    texts: Sequence[str]
    usable: AbstractSet[int]
    number: int
    prior: int

    def none_tells(self) -> bool:
        """Whether none stands before it, or none that has a text: what is above an article."""
        return not any(self.texts[: self.number])

    def last(self) -> int:
        """Return the one that it follows."""
        return self.prior if self.prior in self.usable else NOWHERE

    def first(self) -> int:
        """Return the first one: the news."""
        return min((n for n in self.usable if n < self.number), default=NOWHERE)

    def news(self) -> str:
        """Return the text of the first one."""
        number = self.first()
        return "" if number == NOWHERE else self.texts[number]

    def last_tells_of_another(self) -> bool:
        """Whether the one that it follows begins with a place or body that the news has not."""
        own = _own_name(self.texts[self.prior]) if self.prior != NOWHERE else ""
        first = min(self.usable, default=self.number)
        return own != "" and first < self.prior and own not in self.texts[first]

    def last_held(self) -> int | None:
        """Return the last one that tells of an event by what it is, None if none does."""
        held = [n for n in self.usable if n < self.number and self._tells_of_event(n)]
        return max(held, default=None)

    def _tells_of_event(self, number: int) -> bool:
        text = self.texts[number]
        return _HELD.search(text) is not None and not (_EVENT.match(text) or _THE.match(text))

    def compares(self) -> bool:
        """Whether the text compares both with the month and with the year before."""
        return all(any(basis in text for text in self.texts) for basis in ("同比", "环比"))

    def last_compared(self) -> int:
        """Return the last one before it that says with what it compares."""
        for number in range(self.number - 1, -1, -1):
            if _BASIS.search(self.texts[number]):
                return number if number in self.usable else NOWHERE
        return self.last()

    def last_book(self) -> int:
        """Return the last one that names a book, film or the like, or the one that it follows."""
        for number in range(self.number - 1, -1, -1):
            if _BOOK.search(self.texts[number]):
                return number if number in self.usable else NOWHERE
        return self.last()

    def last_medium(self) -> int:
        """Return the last one that says which paper reports, or the one that it follows."""
        for number in range(self.number - 1, -1, -1):
            if _MEDIUM.search(self.texts[number]):
                return number if number in self.usable else NOWHERE
        return self.last()

    def first_with(self, noun: str) -> int:
        """Return the first one that has a noun, or the one that it follows."""
        with_it = (
            n for n in sorted(self.usable) if n < self.number and noun[:_NOUN] in self.texts[n]
        )
        return next(with_it, self.last())

    def last_named(self, noun: str) -> int:
        """Return the last one that has a noun after a name, or the one that it follows."""
        named = re.compile(_NAME_BEFORE + noun)
        with_it = (n for n in self.usable if n < self.number and named.search(self.texts[n]))
        return max(with_it, default=self.last())

    def nearest(self) -> int:
        """Return the one that it follows or, where that cannot be had, the one before that."""
        before = (n for n in self.usable if self.number - _NEAR <= n <= self.prior)
        return max(before, default=NOWHERE)

    def last_with(self, noun: str) -> int:
        """Return the last one that has a noun, or the one that it follows."""
        for size in range(min(len(noun), _NOUN), 0, -1):
            with_it = [n for n in range(self.number) if noun[:size] in self.texts[n]]
            if usable := [n for n in with_it if n in self.usable]:
                return usable[-1]
        return self.last()


def _pointed(text: str, earlier: _Earlier, *, points: bool) -> Iterator[int]:
    """Yield the sentences that introduce what a sentence takes for known."""
    if earlier.none_tells():
        yield from [NOWHERE] if points else []
        return
    opening = _NOW.sub("", text)
    if _AFTERWARDS.match(opening) or (_is_unowned(text) and earlier.last_tells_of_another()):
        yield earlier.last()
    if _LATER.match(opening):
        yield earlier.nearest()
    if found := _WHOLE_OF.match(opening):
        yield earlier.last_with(found["noun"])
    if _LIKEWISE.search(without_quotations(text)) or _THOSE.match(text) or _is_of_those(text):
        yield earlier.last()
    found = _OUR_PLACE.match(opening)
    if found and found["noun"] not in earlier.news():
        yield earlier.last_with(found["noun"])
    if _CHANGE.search(text) and not _BASIS.search(text) and earlier.compares():
        yield earlier.last_compared()
    if points and _EVENT.match(opening) and (held := earlier.last_held()) is not None:
        yield held
    else:
        yield from _things(text, opening, earlier, points=points)
    yield from _bodies_meant(text, opening, earlier)
    yield from _persons_meant(text, earlier)


def _is_of_those(text: str) -> bool:
    """Whether a text says 这5幅作品 or 当年 and not itself which they are, or what year."""
    these, year = _THESE.search(text), _THAT_YEAR.search(text)
    listed = these and _LISTED.search(text[: these.start()])
    return bool((these and not listed) or (year and not _OF_YEAR.search(text[: year.start()])))


def _is_unowned(text: str) -> bool:
    """Whether a sentence begins with a time and does not say of whom it is: 目前，产值1亿元."""
    timed = _TIMED.match(text) and not _OWNED.search(text[:_BEGINNING])
    return bool(timed) and not _own_name(text)


def _own_name(text: str) -> str:
    """Return the first place, body or person that a sentence names at its beginning, "" if none."""
    for word, tag in tagged(text[:_BEGINNING]):
        if tag in _PROPER and len(word) > 1:
            return word
    return ""


def _things(text: str, opening: str, earlier: _Earlier, *, points: bool) -> Iterator[int]:
    """Yield the sentence that introduces a thing or body that a sentence speaks of."""
    if _IN_IT.match(opening):
        yield earlier.last_medium()
        return
    if _IN_BOOK.match(opening) and not _BOOK.search(text):
        yield earlier.last_book()
        return
    the = None if _NEW_NAME.match(opening) else _THE.match(opening)
    known = the or _EVENT.match(opening)
    if points and not known:
        clause = re.split("[，：:,]", opening, maxsplit=1)[0]
        known = _KNOWN.match(clause) or _THE.search(text)
    if known and known[0].startswith("上述"):
        yield earlier.first_with(known["noun"])
    elif known:
        yield earlier.last_with(known["noun"])
    elif (time := _BEFORE_IT.match(opening)) and not points_back(opening[time.end() :]):
        yield earlier.first()
    elif points:
        yield earlier.last()
    elif body := _BODY.search(text) or _OFFICE.match(opening):
        yield earlier.last_with(body["noun"])


def _bodies_meant(text: str, opening: str, earlier: _Earlier) -> Iterator[int]:
    """Yield the sentence that says of which body or thing one tells by its kind: 公司总经理何远."""
    for found in (_STAFF.search(text), _SAID_OF_IT.search(text), _ONCE_DONE.match(opening)):
        if found and not _is_told_of(found["noun"], text[: found.start("noun")]):
            yield earlier.last_named(found["noun"])


def _is_told_of(noun: str, before: str) -> bool:
    """Whether what stands before a noun says of which one it is: 在云岭公司，车间负责人."""
    within = noun in ("项目", "车间", "社区", "村", "街道", "基地", "园区")
    return noun in before or (within and _OWNED.search(before) is not None)


def _persons_meant(text: str, earlier: _Earlier) -> Iterator[int]:
    """Yield the sentence before one that speaks of 他, 该名男子 or 双方 and names none."""
    plain = without_quotations(text)
    someone, both = _PERSON.search(plain), _BOTH.search(text)
    if _THAT.search(plain):
        yield earlier.last()
    if someone and not _names_anyone(plain[: someone.start()]):
        yield earlier.last()
    if _HIM_AS.match(plain):
        yield earlier.last()
    if both and not _are_named(both[0], text[: both.start()]):
        yield earlier.last()


def _are_named(both: str, before: str) -> bool:
    """Whether those were named together whom a word counts: of three parties a list was given."""
    several = both[:1] in "三四五六七八"
    return (_LISTED if several else _PAIRED).search(before) is not None


def _names_anyone(text: str) -> bool:
    """Whether a text has a person in it, by name or by what they are: 何远, 居民, 研究人员."""
    named = any(name.level is Level.PERSON for name in proper_names(text))
    return named or _PEOPLE.search(text) is not None
