"""How good a text is for its article: the model's probability of it, what it says, where it stands.

The worth of a headline or brief is a weighted sum of what :func:`features` gives. The weights began
as those with which editors' own headlines and briefs of the training data are best found among the
candidates of their articles; those of a headline were then set by hand, beside 1,200 candidates of
training articles that were judged by reading. Weights fitted to 2,900 such labels, of 408 articles,
choose no better (``python -m eval.bench.worth --labels``), and so were not taken; ``opens``,
``static`` and the weight of ``bare`` were set where these labels chose more publishable ones (with
-4 for ``bare`` 4 of 389 articles are better and 1 is worse than with -2), and those of an opinion
beside 60 training articles that were read, ``holds`` and ``example`` of it beside 185 (17 choices
differ: 11 better, 1 worse), ``met`` and ``seen`` of a brief beside 130. Those of a brief
of a story, and ``about`` of its headline, were set beside 600 training articles that were read.
``about`` of all others, ``earlier`` of years and ``won`` were set beside 200 (and 60 matches).
``ruled`` and ``sued`` beside 60 articles of courts (9 choices differ, all better). ``creed``
has no weight on these labels; without it 6 of 760 other training articles read worse and none
better. The worth of a summary's sentence is a ridge regression of the share of its bigrams that
editors' summaries have, on 927 articles.
"""

from __future__ import annotations

import re
from math import log1p
from typing import TYPE_CHECKING

from qa.chinese.words import tagged
from qa.writing.exhortations import is_called_for
from qa.writing.opening import may_open
from qa.writing.scenes import (
    comes_to_matter,
    is_scene,
    is_slogan,
    is_teaser,
    is_told_by_one,
    says_where,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

__all__ = ["SENTENCE", "WEIGHTS", "features", "read_length", "sentence_worth", "worth"]

_HEADLINE: Mapping[str, float] = {
    "likely": 1.0,
    "central": 1.5,
    "late": -1.1,
    "lead": 0.8,
    "long": -3.0,
    "short": -2.0,
    "parts": -0.2,
    "bare": -4.0,
    "named": 0.5,
    "common": -1.3,
    "scene": -1.7,
    "figure": 0.6,
    "past": -0.5,
    "creed": -1.5,
    "opens": 2.0,
    "lately": -1.0,
    "placed": -0.8,
    "sets_out": 0.0,
    "guided": -4.0,
    "ruled": 3.5,
    "won": 1.5,
    "sued": -1.5,
    "earlier": -2.0,
    "holds": 0.0,
    "example": 0.0,
    "about": 3.0,
    "hangs": -2.0,
    "overtaken": -2.0,
    "met": -1.0,
}
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "headline": _HEADLINE,
    "feature": {
        **_HEADLINE,
        "central": 3.5,
        "late": -0.5,
        "lead": 0.0,
        "past": -2.0,
        "today": 0.5,
        "static": -1.5,
        "sets_out": -1.5,
        "opens": 1.0,
    },
    "opinion": {
        **_HEADLINE,
        "central": 3.5,
        "late": -0.3,
        "lead": 0.0,
        "past": -2.0,
        "calls": 1.0,
        "guided": -2.0,
        "holds": 1.5,
        "example": -1.5,
    },
    "brief": {
        "likely": 1.0,
        "central": 0.3,
        "late": -0.6,
        "long": -0.1,
        "short": -0.2,
        "parts": 0.0,
        "bare": -0.5,
        "issued": -1.0,
        "met": -0.8,
        "seen": -1.0,
        "about": 1.5,
        "earlier": -1.0,
        "hangs": -2.0,
        "overtaken": -2.0,
    },
    "story": {
        "likely": 0.7,
        "central": 1.0,
        "late": -0.4,
        "long": -0.1,
        "short": -0.2,
        "bare": -0.5,
        "issued": -1.0,
        "met": -0.8,
        "seen": -1.0,
        "about": 2.0,
        "earlier": -1.0,
        "shown": -1.5,
        "comes": 0.7,
        "guided": -1.5,
        "past": -0.4,
        "nowhere": -0.4,
        "quoted": -0.8,
        "slogan": -1.0,
        "hangs": -2.0,
        "overtaken": -2.0,
    },
}
_BARE_PARTS = (
    # the press was met
    "(?:举行|召开|举办|主持)[^，]*(?:发布会|吹风会|记者会|见面会)。?$",
    "(?:发布会|吹风会|记者会)(?:在[^，]{1,10})?(?:举行|召开)$",
    # of no one in particular, or of all
    "^有(?:人|的|网友|观众)|^(?:网友|网民|观众|市民)热议",
    "^(?:很难想象|不难发现|可以说|众所周知)",
    "^(?:[^，]{0,4}舆论|外界|业内)?(?:分析|专家)(?:人士)?(?:普遍)?(?:认为|指出|表示)",
    # something was issued: not what it says
    "(?:发布|发表|公布|发出|贴出|张贴)[^ ，]{0,24}"
    "(?:报告|声明|公报|公告|通告|告示|启事|倡议书?|讲话|数据|通报|消息|情况说明|最新情况)$",
    "(?:发布|公布)《[^》]*(?:报告|公报|蓝皮书|白皮书|指数|榜单)(?:（[^）]*）)?》$",
    # how it is called, and what anniversary it is
    "^[^ ，：]*素有[^ ]*(?:美誉|之称)(?: |$)",
    "(?:今年|今天|今日|[0-9]日)是[^ ，]{2,24}(?:周年|诞辰)(?:纪念日)?$",
    # what season it is there
    "^[盛初仲暮深]?[春夏秋冬][日天季]?(?:时节)?的[^ ，]{2,10} ",
    # a half of a saying
    "一头连着[^ ]*(?: 一头|$)",
    # what a congress or a plan says, which an opinion begins with
    "^党的[^ ，]{0,14}全会[^ ，]{0,4}(?:指出|提出|强调|：)",
    "^“[^”]*”规划(?:纲要|建议|《建议》)",
    # where and when
    "位于[^ ，]{2,14}$",
    "^(?:清晨|早上|上午|午后|下午|中午|黄昏|傍晚|晚上|夜幕|夜晚)",
    # something was done: not what
    "[^ ，]{0,20}(?:作出|发出)[^ ，]{0,4}(?:回应|感慨)$",
    "发生[逾已近]?[^ ，]{0,3}[年月周天日]$",
    "(?:开展|采取|展开)[^ ，]{0,6}行动$",
    "发起联合行动$",
    "签署[^ ，]{0,4}命令$",
    "(?:印发|发出)[^ ，《]{0,6}通知$",
    # where someone was born or comes from
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出生|生)(?:$| |于)",
    "^[^ ，]{2,24}来自[^ ，的]{2,8}$",
    # that it was arranged: not how
    "(?:发布|公布|出台|推出|制定)了?[^ ，《]{2,30}(?:安排|时间表|日程)$",
    # one met, voted, wrote or spoke: not what came of it
    "(?:召开|举行)[^ ，]{0,8}紧急会议$",
    "(?:召开|举行)(?:全体)?(?:干部|职工|工作)?(?:大会|会议|例会)$",
    "出席了?(?:会议|大会|活动|仪式|座谈会)(?: ?并?(?:讲话|致辞|发言|作报告))?$",
    "(?:主持|参加)了?会议(?: ?并?(?:讲话|发言))?$",
    "接受[^ ，]{0,12}(?:采访|专访)$|(?:记者|本报)[^ ，]{0,16}专访了?[^ ，]{2,24}$",
    "回答了?[^ ，]{0,8}提问$",
    # what holds of any: not what came of it
    "(?:交流|座谈|畅谈)[^ ]{0,6}(?:体会|心得)$",
    "(?:持续|集中|全面)发力$|强化[^ ]{0,8}(?:联动|协同|配合)$|纷纷表态$",
    "锦旗上?写着",
    "通过了?(?:一[项份])?(?:决议|法案|议案|声明)$",
    "作出(?:部署|安排|批示|指示)$",
    "(?:曝出|披露|公布)更多细节$",
    "(?:发布|公布)了?关于[^ ]*的(?:提醒|提示|公告|通知)$",
    "(?:举行|召开)[^ ，]{0,4}会议(?: 并?达成[^ ]{0,4}共识)?$",
    "致信[^ ，]{2,12}$",
    "发言$",
    "发布[^ ，]{0,24}指数$",
    "介绍[^ ]{0,40}(?:情况|成就|成效)(?: 并?(?:回答|答)[^ ]{0,6}问题?)?$",
    "答记者问$",
    "(?:刊发|刊登|发表|撰写)[^ ]*(?:文章|社论|评论)$",
    "提交了?[^ ]{0,6}(?:告发信|诉状|申请|提案|报告)$",
    "(?:作出|发布|通报)[^ ]{0,24}(?:判决|裁决|裁定|信函|进展)$",
    "公布[^ ]*(?:结果|情况)$",
    "(?:召开|举行)[^ ]{0,8}会议? (?:分析|研究|研判|听取)[^ ]*$",
    # the reporter went there, and readers cared
    "^(?:近日)?笔者",
    "^(?:本报|本刊|新华社|总台|央视)?记者[^ ：]{0,4}"
    "(?:在|[赶奔]?赴|走进|来到|赶到|抵达|跟随|探访|采访|走访)",
    " 记者(?:走访|来到|走进|采访|探访)了?",
    "(?:持续)?引发[^ ]{0,8}(?:关注|热议|热潮)$",
    # a match is over: not who won
    "(?:赛事|比赛|决赛|总决赛)[^ ]{0,16}(?:结束|打响|开打|收官|落幕|展开|继续进行)$",
    "[作做]出了?(?:表态|评论|说明)$",
    # a match is on: not who won
    "(?:展开|开始|进行)[^ ]{0,8}(?:争夺|较量|角逐|对决)$",
    "对阵[^ ]{2,12}$",
    # something was made public: not what it says
    "被(?:公布|公开|披露|曝光)$",
    "(?:发布|公布)[^ ]{0,4}照片$",
    "(?:联合)?发布通知$",
    "举行第[^ ]{1,6}次(?:全体)?会议$",
    "(?:提交|提出|发表|签署|公布|推出|发布|发出|宣布|递交)了?"
    "[一两三四五几][份项个则篇封][^ ，的]{2,14}$",
    "发表题为[^ ]*的(?:文章|演讲|报告)$",
    # one was busy, or under way: not what came of it
    "进展顺利$|[^ ]{0,8}主题[是为][“《][^ ]*$",
    # how one has always seen it, which an opinion puts right
    "^在?(?:传统|一般|许多人|不少人|很多人|人们)的?(?:认知|观念|印象|想象|理解|眼)[里中]",
    # how a market began its day
    r"以[\d.]+[点元](?:跳空|大幅|小幅|微幅)?[高低平]开(?: |$)|^(?:早盘|开盘后|盘中)",
    # of what one feels or is, before the story
    "(?:没想到|深有感触|感触颇深|印象深刻)(?: |$)|讲起自己的故事$",
    "^[^ ：]{2,12}是[^ ]{0,24}一名[^ ]{2,12}$",
)
_BARE = re.compile("|".join(_BARE_PARTS))
SENTENCE: Mapping[str, float] = {
    "base": 0.12,
    "central": 0.29,
    "lead": 0.17,
    "like_lead": 0.16,
    "figures": 0.08,
    "quotes": -0.06,
    "vague": -0.04,
}
# That something was issued, not what it says.
_ISSUED = re.compile("(?:印发|发布|出台|公布|下发|发出|制定|通过)了?《[^》]*》[^，]{0,4}。?$")
# What a reporter sees before a story comes to its matter.
_SEEN = re.compile(
    "窗外|眼前|只见|映入|扑面|饶有兴致|夜幕|走进|热气腾腾|此起彼伏|座无虚席"
    "|正在?[给为向][^，]{2,12}(?:讲|演|介绍)|记者[^，。]{0,16}采访了"
)
# That one met, not what was said: 市长宋怀远4月3日主持召开会议.
_MET = re.compile(
    "^[^。]*(?:召开|举行|举办|进行|主持|出席|发来|发表)[^，。 ]{0,40}"
    "(?:会议|[^社机委员商协工]会|学习|会谈|通话|贺信|仪式|论坛|讲话|文章|活动|培训)。?$"
    "|^[^。，]*会议?(?:在[^，。 ]{2,20})?(?:召开|举行)。?$"
)
# What was said there, without it: 宋怀远在主持会议时强调.
_SAID_THERE = re.compile(
    "[^，。]{2,30}在(?:主持|听取|参加|出席)?(?:学习|会议|会|讲话|贺信|致辞|批示|指示|讨论)[中时后上]"
    "(?:还|也)?(?:强调|指出|表示|说)"
)
_FIGURES = re.compile("[%％亿万]")
_QUOTES = re.compile("[，：,:]“")
# With whom or when a story or opinion sets out, that is of something else: 一位老人看着断桥，….
_ANECDOTE = re.compile(
    "有?[一某](?:(?:[位名]|个朋友)[^，。]{0,12}(?:[看望盯指]着|[想问说到]|，)|[天次日](?=[，早晚夜清傍]))"
    "|[^，。]{0,10}的一天[，早晚傍]"
    "|(?:记得|犹记|还记得|前几天|前些日子|那[天年](?=[，春夏秋冬]))|(?:最近|近日|前不久|日前)，?(?:一[位个]|有[位个]?)朋友"
)
_QUOTED = re.compile("“[^”]{16,}[。！？]”")
_VAGUE = re.compile("(?:长期以来|一直以来|多年来|随着)")
_PROPER = frozenset({"ns", "nt", "nz"})
_SCENE = re.compile(
    "正在|走进|走访|传来|眼前|只见|放眼|映入|扑面|早早|热闹|忙碌|座无虚席|随处可见|矗立|熠熠|^当|一大早|记者来到|记者踏上|正[和同与在]|此起彼伏|冒起|蜿蜒|参天|弥漫|映衬|缓缓|一场雪|清晨|[看站笑望忙观察攥端]着"
    "|依山傍水|连绵起伏|散落其间|一束|静卧|上演$|顷刻间|垂涎|初萌|华灯初上|熟练地|淹没|声浪|轰鸣|作响|开镰|翻滚|惹眼|鳞次栉比|坐满|排起|数不清|如期启幕|格外醒目|挨挨挤挤|翻飞|掠过|倾泻|吹拂|绿意盎然|正酣|满头是汗|弯腰|舒展|插秧忙|收割忙"
    "|穿梭|笼罩|行走在|相互拥抱|喜极而泣|株高|驾车驶|驶上|开启“[^”]*”模式|打趣道"
    "|动情地|庄严挺立|雄踞|劈波|抛物线|回到校园|思绪|人潮涌动|进入眼帘"
    "|齐聚一堂|一如往常|静静躺|喜欢去|鸣锣|带着[^ ]*来到|来到[^ ]*(?:中心|大厅|窗口)$"
    "|枝繁叶茂|漫山遍野|硕果累累|挂满枝头|长势喜人|一望无际|准时上演"
    "|抑扬顿挫|低头看|热烈的掌声"
    "|海风|暖风|拂过|蹲在|沾满|频频点头|绵延|生机勃勃|摆放着|陈列着|热火朝天|拨通|碧波|平躺"
    "|一路前行|一派繁忙|苍茫|兴奋地|齐刷刷|忙得|定格在|伴随着[^ ]*落下"
)
# 在云河南岸 坐落着五座桥, 夏日 …: a story sets out from where and when.
_SETS_OUT = re.compile(
    "^(?:在[^ ]{2,24}(?<![下后中期间])|[盛初仲暮深]?[春夏秋冬](?:[日天季]|时节)?) "
)
# What is so of old, or holds for all: no news.
_CREED = re.compile(
    "[是为](?![由为])[^ ，]*(?:动力|基础|保障|支撑|关键|根本|前提|抓手|之举|必然要求|内在要求|内容"
    "|组成部分|应有之义|题中之义|未来|希望|指标|所在|之[基本源魂要]|责任|使命|课题|福祉|工具|途径|力量|命脉|基石|窗口|财富)$"
    "|(?:事关|关乎|关涉|关系着?|影响着?|考验着)[^ ]*$|是[^ ，]{2,16}(?:日|周年|节)$"
    "|(?:马克思|恩格斯|列宁|孔子|古人|俗话|谚语|老话)[^ ]{0,8}(?:指出|说|云|道)|高度重视[^ ]*$"
    "|(?:具有|有着)重要[^ ]*(?:地位|意义|作用)$"
    "|^(?:一个|每一?个|每一?次|凡是|任何)|^[^ ：]{2,10}(?:总书记|主席)?(?:指出|强调)“"
)
# 云岭市老桥村 麦浪翻滚: it begins with where one stands.
_PLACED = re.compile(
    "^在?[^ ：]{2,32}(?:[村镇乡旗里内旁畔边前顶园厂]|(?<![会坛式幕])上|基地|小区|社区) "
    "(?!是|成为|入选|获)"
)
# Where something lies, what it has, how it is called: so it was yesterday, too.
_STATIC = re.compile(
    "^(?:[^ ：]{2,24})?(?:位于|坐落|拥有|现有|地处|就在|总面积|始建|建于|素有|被誉为|被称为|意为)"
    "|^[^ ：]{2,24} (?:位于|坐落|地处|就在)|坐落着|若要寻"
    "|^[^ ：]{2,30}是一[部座条名位种][^ ]*$|的前身是"
    "|得名|(?:资源丰富|历史悠久)$|由[^ ]*组成|是[^ ]*之一(?:$| )"
    "|是[^ ]*(?:发生地|诞生地|发源地|聚居地|所在地|聚集地|主产区|故乡|之乡)$|(?:起步|兴起|诞生)于"
    "|[^没]有[^ ]*最大|有一[个座条种片]"
    "|^(?:一些|有些|有的|许多|不少)|是[^ ]*“[^”]+”(?:$| )"
)
# What an opinion holds: 养桥重在日常, 桥要常养.
_HOLDS = re.compile(
    "^(?!过去|以前|曾经|此前|从前|当年|.*总书记.*(?:强调|指出|要求))[^：]*?"
    "(?:关键(?:在|是|要)|[重贵]在|根[本基]在|必须|离不开|不仅是|不只是|不仅仅|不止于|才能|方能"
    "|[唯只]有|应当"
    "|[^供反响效适对相]应(?![用对急变届邀])|(?<![重主首紧必需])要(?![求素点道闻义塞害职旨领]| |$)"
    "|不妨|意味着|说到底|归根|需要|在于|不该|莫让|警惕|切勿|不是[^ ]* ?而是)"
)
# A town or village by which an opinion shows it: 云岭市青石镇 三座桥连起两岸.
_EXAMPLE = re.compile("^(?!中国|我国|全国)[^ ：]{2,14}[省市县区州村镇乡旗] ")
# How a case ended, and what was brought before a court after it.
_RULED = re.compile(
    "判处|改判|判令|判决(?!书)|[一二终]审判(?![庭长员])|判赔|驳回|维持原判|获刑|无罪"
)
_SUED = re.compile("(?:另行?|又|再次?)[^ ]{0,8}(?:起诉|诉讼|诉至)|提起[^ ]{0,6}诉讼|诉至|索赔")
# Who won, and by how much: 云岭队3：1战胜河东队, 何远夺得冠军; not what was before the match.
_WON = re.compile(
    r"^(?!上轮|首轮|首战|上赛季|去年|.*(?:上一届|曾|此前|前一[日天]))[^：]*?"
    r"(?:\d+[:：∶比]\d+[^ ]*(?:战胜|击败|力克|轻取|[大险完]胜|逆转|横扫|挫败|淘汰|拿下|不敌|负于"
    "|输给|战平|获胜)"
    "|(?:战胜|击败|力克|轻取|不敌|负于|输给)[^ ]{2,}队"
    "|(?:晋级|挺进|锁定)[^ ]{0,8}(?:[四八]强|决赛)|夺冠(?!军|后|热)"
    "|(?:夺得|获得|斩获|摘得|勇夺|收获|包揽)[^ ]{0,24}(?:[冠亚]军|[金银铜](?:牌|(?= |$|的))))"
)
# How the match went: 第12分钟 何远头球破门.
_PLAYED = re.compile(
    "第[0-9一二三四五六七八九十]+分钟|(?:首|(?<!首)次|第[一二三四])[盘局节](?!比赛|[课气日目])|[上下]半[场段]|破发点"
    "|头球|射门|[抽弹劲补]射|破门(?!而|前)|替补(?:席|出场)|在比赛中$"
)
# What a leader said in general, which a story or opinion begins with.
_GUIDED = re.compile(
    "^(?:习近平)?(?:总书记|主席)[^ ，]{0,16}(?:指出|强调|希望|提出|要求|：)"
    "|^习近平(?:总书记|主席)[^ ，]{0,8}作出[^ ，]{0,4}指示$"
)
# Of a month that is named without what began in it: 今年6月 甲国发动空袭, 于今年9月21日宣布.
_IN_MONTH = re.compile(
    r"(?:^|于)(?:今年)?(?P<month>\d{1,2})月(?![^ ]{0,8}(?:以来|起|[至到—-]|将))"
    r"(?:\d{1,2}日|[初底末]|[上中下]旬)?(?= |[^ 份])"
)
_PAST = re.compile(
    r"(?:^| )(?:(?:19|20)\d\d年(?!以来|起|至今)|[去前]年|此前|不久前|前不久|前期 |前一阵|前段时间"
    r"|\d+多?年前|[当那]年)"
    r"|(?:^| )本月\d{1,2}日 |去年\d|(?:^| )[至到](?:19|20)\d\d年[^ ]{0,2} [^ ]*(?:达|为|超)"
    r"|(?:^|：)[^ ：]{2,12}(?:于(?:19|20)\d\d年|(?:19|20)\d\d年\d{1,2}月)(?![^ ]*[起将])"
    r"|(?:成立|设立|建立|创办|创建|始建)于\d{4}年|于\d{1,2}世纪\d0年代"
    "|^[^ ：]{2,12}此前[从已曾因在]"
)
# 2001年 老桥建成, 早在2001年4月，…: a year, or a month of one, before what was then.
_IN_YEAR = re.compile(
    r"(?:早在)?(?P<year>(?:19|20)\d\d)年"
    r"(?:(?P<month>\d{1,2})月(?:\d{1,2}日|[初底末]|[上中下]旬)?)?[ ，]"
)
_LATELY = re.compile(
    "^(?:近年来|长期以来|如今|今年以来|千百年来|古往今来|自古以来|一直以来|多年来)"
)
_TODAY = re.compile("如今|今年以来|目前|今天|近年来|截至|越来越")
_LONG_AGO, _AHEAD = 3, 2  # months before the article's, and after it
_YEAR = 12  # months before the article's that a year without its month has to be more than
_FOREIGN = 4  # characters of a name that a dot is in: 何远·李明
_DECAY = 0.75
_USUAL = {"headline": (20, 36), "brief": (40, 90)}


def features(
    kind: str,
    text: str,
    *,
    log_probability: float,
    centrality: float,
    number: int,
    opening: float = 0.0,
    about: float = 0.0,
    persons: AbstractSet[str] = frozenset(),
    overtaken: bool = False,
    month: int | None = None,
    year: int | None = None,
) -> dict[str, float]:
    """Return what a text of a kind is judged by.

    ``log_probability`` is the mean over its tokens given the article, ``centrality`` relative to
    the article's sentences, ``number`` that of the sentence it begins with, from 0, ``opening``
    the share of its bigrams, in [0, 1], that the article's first paragraph has (``opens``).
    ``placed``: whether it begins with where one stands; ``calls``: whether it is what an opinion
    calls for; ``sets_out``: whether it begins with where or in which season; ``guided``: whether
    it is what a leader said in general; ``earlier``: whether it begins with a month before
    ``month`` or a year before ``year``, those of the article's day; ``ruled``: whether it says how
    a case ended, ``won``: who won a match, ``sued``: that one is brought to court; ``holds``:
    whether it is what an opinion holds, ``example``: whether it begins with a town by which that is
    shown; ``static``: whether it only says where a place lies, what it has, or how it is called.
    ``lead``: whether that is the first; ``long`` and
    ``short``: the tens of characters over and under what is usual for the kind; ``parts``: how many
    clauses there are beyond two; ``bare``: whether it only says that the press was met, that
    something was issued, where one was born, or begins with 据 after the lead; ``lately``: with
    近年来; ``issued`` and ``met``: whether a brief ends with the title of what was issued, or it
    or a headline with who met, or a brief begins with what was said there; ``seen``: whether a
    brief is what a reporter sees; ``about``: what share of what the article's title says it says,
    in [0, 1]; ``hangs``: whether it goes on from what is not there; ``overtaken``: given, whether
    the article tells later what became of those whom it tells of. Of a brief ``shown``: whether it
    begins with a scene, a teaser, an anecdote or one of the ``persons`` whom the story meets;
    ``comes``: whether it begins with what a place or body does in general; ``nowhere``: whether it
    names no place or body; ``quoted`` and ``slogan``: whether it begins with what somebody says, or
    says only that all will be well. ``creed``: whether a headline says what is so of old; ``named``
    and ``common``: whether its first word is a name or a common noun; ``scene``: whether it is what
    a reporter sees; ``figure``: whether it has one; ``past`` and ``today``: whether it names a year
    or time before the article's, or says how it is now.
    """
    least, most = _USUAL[kind]
    brief, (begins, _, follows) = kind == "brief", text.partition("。")
    alone = begins + "。" * bool(follows)  # what it ends with is all it says only where it ends
    first = tagged(text)[0][1] if text else ""
    return {
        "likely": log_probability,
        "central": centrality,
        "late": log1p(number),
        "lead": float(number == 0),
        "long": max(0, read_length(text) - most) / 10,
        "short": max(0, least - len(text)) / 10,
        "parts": max(0, text.count(" ") - 1),
        "bare": float(_BARE.search(alone) is not None or (number > 0 and text.startswith("据"))),
        "named": float(first in _PROPER),
        "common": float(first == "n"),
        "scene": float(_SCENE.search(text) is not None or _PLAYED.search(text) is not None),
        "figure": float(any(character.isdigit() for character in text)),
        "issued": float(kind == "brief" and _ISSUED.search(text) is not None),
        "met": float(_is_half_of_meeting(text, number if brief else 0)),
        "seen": float(brief and _SEEN.search(text) is not None),
        "about": about,
        "hangs": float(not may_open(text.replace(" ", "，"))),
        "quoted": float(brief and _QUOTED.match(text) is not None),
        "overtaken": float(overtaken),
        "slogan": float(brief and is_slogan(text)),
        "shown": float(brief and _only_shows(begins, persons)),
        "comes": float(brief and comes_to_matter(begins)),
        "nowhere": float(brief and not says_where(text)),
        "creed": float(kind == "headline" and _CREED.search(text) is not None),
        "past": float(_PAST.search(text) is not None),
        "opens": opening,
        "static": float(_STATIC.search(text) is not None),
        "lately": float(_LATELY.match(text) is not None),
        "placed": float(_PLACED.search(text) is not None),
        "sets_out": float(_SETS_OUT.search(text) is not None),
        "guided": float(_GUIDED.search(text) is not None),
        "ruled": float(kind == "headline" and _RULED.search(text) is not None),
        "won": float(kind == "headline" and _WON.search(text) is not None),
        "sued": float(kind == "headline" and _SUED.search(text) is not None),
        "earlier": float(_is_of_earlier(begins, month, year)),
        "holds": float(kind == "headline" and _HOLDS.search(text) is not None),
        "example": float(kind == "headline" and _EXAMPLE.search(text) is not None),
        "calls": float(kind == "headline" and is_called_for(text)),
        "today": float(_TODAY.search(text) is not None),
    }


def _is_of_earlier(text: str, month: int | None, year: int | None) -> bool:
    """Whether a text tells of three months or more before its article, of a day by one or more.

    Of a year without its month by more than twelve: of the year before last, not of last year.
    """
    if (begun := _IN_YEAR.match(text)) and year is not None:
        ago = 12 * (year - int(begun["year"]))
        if begun["month"] and month:
            return ago + month - int(begun["month"]) >= _LONG_AGO
        return ago > _YEAR
    found = _IN_MONTH.search(text)
    if found is None or month is None:
        return False
    ago = (month - int(found["month"])) % 12
    least = 1 if "日" in found[0] or "今年" in found[0] else _LONG_AGO
    return least <= ago < 12 - _AHEAD


def _is_half_of_meeting(text: str, number: int) -> bool:
    """Whether a text only says that one met, or, after the lead, only what was said there."""
    said = number > 0 and _SAID_THERE.match(text) is not None
    return said or _MET.search(text) is not None


def _only_shows(text: str, persons: AbstractSet[str]) -> bool:
    """Whether a sentence stands before a story's matter: a scene, whom it meets, a teaser."""
    shows = is_scene(text) or is_teaser(text) or _ANECDOTE.match(text) is not None
    return shows or is_told_by_one(text, persons)


def read_length(text: str) -> int:
    """Return how long a text is to a reader: a name of a foreigner counts as a short one."""
    return len(text) - _FOREIGN * text.count("·")


def worth(kind: str, values: Mapping[str, float]) -> float:
    """Return the weighted sum of a text's :func:`features`; higher is better."""
    return sum(weight * values[name] for name, weight in WEIGHTS[kind].items())


def sentence_worth(text: str, *, centrality: float, number: int, like_lead: float) -> float:
    """Return the worth of a summary's sentence, the article's ``number``-th from 0.

    ``like_lead`` is the share of its bigrams, in [0, 1], that the article's lead has.
    """
    values = {
        "base": 1.0,
        "central": centrality,
        "lead": _DECAY**number,
        "like_lead": like_lead,
        "figures": float(_FIGURES.search(text) is not None),
        "quotes": float(_QUOTES.search(text) is not None),
        "vague": float(_VAGUE.match(text) is not None),
    }
    return sum(SENTENCE[name] * value for name, value in values.items())
