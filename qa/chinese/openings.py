"""What a sentence of a newspaper opens with before it says anything, and lines that say nothing.

Datelines, credits, the day, and phrases that only say that something was learnt.
"""

from __future__ import annotations

import re
from functools import cache

from qa.chinese.characters import HAN
from qa.chinese.datelines import dateline
from qa.chinese.headings import heading_end
from qa.chinese.surnames import ALL_SURNAMES
from qa.chinese.words import tagged, word_edges
from qa.records import Span

__all__ = [
    "CLOCK",
    "EDITORS_NOTE",
    "HOUR",
    "RECENTLY",
    "is_caption",
    "is_credit",
    "is_only_credit",
    "past_opening",
]

_NOTE = "编者的话|编者按"
EDITORS_NOTE = rf"[【［\[]?(?:{_NOTE}|开栏(?:的话|语))[】］\]]?[：: \u3000]?"
"""Pattern of how a note of the editors begins: 编者按：, 【开栏的话】."""

HOUR = (
    r"(?:凌晨|清晨|早晨|早上|早间|上午|中午|午间|午后|午夜|下午|傍晚|晚上|晚间|晚|早(?![些已就在期年先前间日])|夜间|深夜"
    r"|夜里|白天|全天)"
)
"""Pattern of a part of the day."""

RECENTLY = (
    rf"(?:今天|昨天|前天|今日|昨日|前日|今晨|今晚|昨晚|昨夜|日前|近日|近期|连日来)"
    rf"(?:[（(][^（）()]{{2,12}}[）)])?{HOUR}?"
)
"""Pattern of a day that is named by the paper's own: 昨天（3日）下午."""

_HOURS = "(?:二十[一二三四]?|十[一二三四五六七八九]?|[零二两三四五六七八九]|一(?=[时点][许多半]))"
_MINUTES = r"(?:\d{1,2}分|[一二三四五]?十[一二三四五六七八九]?分|[多半整])"
CLOCK = rf"(?:(?:\d{{1,2}}|{_HOURS})[时点]{_MINUTES}?[许左]?右?)"
"""Pattern of a time of the day: 8时30分, 8时左右, 三点多."""

_ZONE = "(?:(?:当地|北京|美国[东中西]部|美东|中欧)时间)"
_DAYS = (
    rf"{_ZONE}?"
    r"(?:\d{1,2}月)?\d{1,2}日(?:[至到和、—－-](?:\d{1,2}月)?\d{1,2}日)?"
    rf"{HOUR}?{CLOCK}?"
)
_TIME = rf"(?:{_DAYS}|{RECENTLY}{CLOCK}?|{_ZONE}|眼下|目前|当前)"
_OUR = (
    r"(?:新华社|中新社|中新网|人民网|央视|央广|总台|本报|本台|本网|央视网|光明日报|经济日报|工人日报"
    r"|科技日报|解放军报|法治日报|新京报|环球时报|澎湃新闻)"
)
_LEARNT = "(?:获悉|了解到|得知)"
_THAT_BODY = "该|其|[^。]{0,60}(?<!应)该(?:校|局|馆|公司|集团|中心|平台)"
_SAID = "(?:电|讯|消息|报道|专电)"
# Whose figures are ours: 甲国劳工部数据显示 stays, for it says of which country they are.
_OFFICE = (
    "(?:国家|中国|我国|全国|中央|中共|海关总署|税务总局|最高人民|人民银行|人力资源|住房|文化和旅游"
    "|(?:商务|教育|财政|公安|民政|司法|水利|交通运输|农业农村|自然资源|生态环境|应急管理|工业和信息化|科技)部)"
)
_NAME = f"[{ALL_SURNAMES}][{HAN}]{{1,2}}"
# What shows that a sentence begins after who took the picture above it: 何远摄最终，….
_AFTER_PICTURE = (
    "本报|新华社|中新社|最终，|最后，|目前，|据|受|随着|近日|连日来|活动(?:当天|现场|前|中|后)，"
    "|为(?:了|让|加强|进一步|推动|推进|提升|提高|保障|丰富|方便|迎接|庆祝)"
)
# What stands above a part of a web page, and to whom a letter is written.
_LABEL = (
    "(?:案情简介|案情回顾|基本案情|(?:事情|事件|案件|事发)经过|事件回顾|新闻链接|相关链接"
    "|最新回应|最新进展|此前报道|相关报道)"
)
_SALUTATION = (
    "(?![^：]*(?:采访|告诉|提醒|呼吁|通知|对|向|给|说|问|惠及|发布))"
    rf"致?[{HAN}]{{0,8}}?(?:各[级位界]|广大|全[体市县区省]|尊敬的|亲爱的)[{HAN}、]{{0,40}}?"
    "(?:观众|读者|人士|朋友|同志|市民|居民|群众|单位|业主|家长|同学|同胞|考生|旅客|乘客|用户)们?："
)
_OPENINGS = (
    r"[\s\u3000]+",
    rf"{_OUR}(?:“[^”]{{1,8}}”号)?[^，。；：“”（）()]{{0,20}}?{_SAID}(?!员)(?=[\s\u3000（(：:，,]|[{HAN}])[\s\u3000，,：:]*",
    r"[^，。：；（）()“”]{2,20}\d{1,2}日[电讯][\s\u3000，,：:]*",
    r"[（(【\[][^）)】\]]{0,40}(?:记者|通讯员|实习生|特约|文[/／]|图[/／]|新闻联播|作者|编译)[^）)】\]]{0,40}"
    r"[）)】\]][\s\u3000，,：:]*",
    rf"[^。！？\n]{{4,100}}?[{HAN}”](?=[{HAN}]{{2,6}}(?:日报|晚报|时报|早报|都市报|新闻网)(?:客户端)?讯[（(])",
    rf"(?:[{HAN}]{{2,10}}(?:客户端|[网报社])、)+[{HAN}]{{2,8}}[网报社]\d{{1,2}}月\d{{1,2}}日"
    rf"(?:报道|消息|讯|电)[\s\u3000，,：:]*",
    rf"(?:[{HAN}]{{2,10}}[、 ])*[{HAN}]{{2,10}}(?:客户端|在线|新闻网)讯[ \u3000]*"
    r"(?=近日|日前|\d)",
    rf"[{HAN}]{{0,12}}关于[^，。]{{6,50}}?的(?:公告|通知|通告|公示|意见|决定|说明|倡议书?)"
    r"[ \u3000]*(?=为(?!期)|根据|按照|依据|各位|广大|尊敬的)",
    r"[^。！？\n“”]{4,100}?(?:日报|晚报|时报|早报|都市报|新闻网)讯(?=[（(])",
    rf"[{HAN}]{{2,14}}讯(?=[（(])|[{HAN}]{{2,8}}新闻网讯[ \u3000]*(?=记者)"
    rf"|(?:[{HAN}]{{2,8}}[ \u3000、]+)*[{HAN}]{{2,10}}(?<![通资音问喜捷])讯\s+"
    r"(?!记者|(?:北京时间)?\d{1,2}月\d{1,2}日[^，。]{0,4}消息)",
    rf"[{HAN}]{{2,6}}[网报][（(][{HAN}]{{2,8}}[网报][）)]讯(?=[ \u3000]*[（(])",
    # 作者：何远 , 何远/文, 每经记者：何远 每经编辑：李明, 何远、全媒体记者李明摄影报道：
    rf"(?:[{HAN}《》]{{2,12}}[ \u3000]+)?作者(?:[：:][ \u3000]*|[ \u3000]+){_NAME}"
    rf"[ \u3000]+(?!编辑)(?=[{HAN}\dA-Z“《][^ \u3000]{{4}})"
    rf"|{_NAME}(?:[/／]文|[ \u3000]*文[/／]图)[ \u3000]*(?=[{HAN}\d“])"
    rf"|[（(]据[^（）()]{{2,20}}[）)][ \u3000]*(?=[{HAN}\d“])",
    rf"(?:每经记者[：:｜|丨 \u3000]*(?:{_NAME}[ \u3000]+)+)?"
    rf"每经编辑[：:｜|丨 \u3000]*(?:{_NAME}[ \u3000]+)*{_NAME}(?=据|近日|日前|当地时间|\d)",
    rf"(?:(?:[{HAN}]{{0,4}}(?:记者|通讯员|实习生)[ \u3000]*)?{_NAME}[、 \u3000]*){{1,8}}"
    r"(?:摄影)?报道[：:]\s*",
    rf"(?P<cv>[{HAN}]{{2,4}})简历[ \u3000]*(?=(?P=cv)，)",
    r"转自[：:][^，。：“”\s]{2,16}?(?=(?:近日|日前)，|\d{1,2}月\d{1,2}日)",
    rf"[{HAN}·]{{2,16}}(?=当地时间(?:\d{{1,2}}月)?\d{{1,2}}日[，,])",
    rf"[（(][{HAN}]{{2,4}}(?:[ 、\u3000]+[{HAN}]{{2,5}})*[）)][ \u3000]*(?=[{HAN}\d“《])",
    r"【[^】]{1,20}】\s*",
    r"[^。！？\n]{4,80}?【[^】]{2,12}(?:报道|讯|消息)】\s*",
    r"[^。！？\n]{0,60}?本[网报刊台]讯[\s\u3000]*",
    rf"[^。！？\n“”]{{0,80}}?新华社[{HAN}]{{2,8}}\d{{1,2}}月\d{{1,2}}日电[）)】]?[\s\u3000]*",
    rf"[{HAN}]{{2,8}}[网报]\d{{1,2}}月\d{{1,2}}日(?:报道|消息|讯)[\s\u3000，,：:]*(?=[^，。；]{{4,}}[，。])",
    rf"[^。！？\n]{{4,100}}?[{HAN}](?<![根依证数占论凭收单票另不])(?=据[^，。]{{2,24}}(?:报道|消息)，|据[{HAN}]{{2,4}}(?:新闻|日报|社)，|据[^，。：]{{2,40}}消息：)",
    rf"(?:图说[：:][ \u3000]*)?[{HAN} \u3000]{{2,24}}供图(?:[（(]下同[）)])?(?=[{HAN}])",
    rf"[{HAN}《》]{{0,12}}(?:截图|供图|资料图|配图|示意图|效果图)(?=(?:\d{{1,2}}月)?\d{{1,2}}日|近日|日前|据)",
    rf"(?:视频剪辑|剪辑|摄影|摄像)记者[ \u3000]*[{HAN}]{{2,3}}(?=\d)",
    rf"视频剪辑[ \u3000]*(?!师){_NAME}(?=\d|近日|日前|昨天|今天)",
    r"网络图片[ \u3000]*(?=据|近日|日前|\d)",
    r"[^。！？\n↓]{0,160}?(?<![\d%％元分点])↓+\s*(?!\d[\d.]*[%％元])(?=[^。！？\n↓]{8})",
    rf"{_LABEL}[ \u3000]*(?=据|近日|日前|今年|\d|[{HAN}]{{2,6}}(?:法院|公安局|男子|女子))",
    rf"{_SALUTATION}\s*",
    rf"(?!据)[^。！？\n，]{{6,60}}?(?<![据由向对])[{HAN}]{{2,6}}[网社报]报道[ \u3000]+"
    rf"(?=[{HAN}]{{2}}[^。]{{8}})",
    rf"[^，。；：“”\n]{{0,30}}资料图片?[ \u3000]*(?=[{HAN}\d])",
    rf"[^。！？\n]{{4,80}}?[{HAN}](?<![至于在截到自从定是起])(?=当地时间\d{{1,2}}月\d{{1,2}}日(?:[上下]午|晚[上间]?|凌晨)?[，,])",
    rf"[{HAN}]{{0,4}}编辑[ \u3000]+[{HAN}]{{2,3}}(?=\d)",
    r"新华社发(?![布表出稿文展现起动言送生行])",
    r"——+\s*",
    r"[×※★☆◎▶►]+\s*",
    rf"(?:视觉中国|东方IC)[ \u3000]*图?[ \u3000]*(?=[{HAN}\d])",
    rf"[{HAN}]{{2,4}}[/／]摄(?=[{HAN}\d])|[{HAN}]{{2,3}}(?<!拍)摄(?=\d)"
    rf"|{_NAME}(?<!拍)摄(?:[ \u3000]+|[（(][{HAN}]{{2,8}}[）)][ \u3000]*)(?=[{HAN}\d“])"
    rf"|{_NAME}(?<!拍)摄(?={_AFTER_PICTURE})",
    r"摄(?=“|\d{1,2}月\d{1,2}日)",
    rf"[（(][{HAN}]{{4,9}}[）)](?=“)",
    rf"(?:[{HAN}]{{2,4}}[ \u3000]+)+记者[{HAN} 、\u3000]{{2,12}}报道[：:，,\s]\s*",
    r"“[^”。！？，、]{6,30}”(?=(?:今年是|近年来|目前|当前|随着|(?:近日|日前)[，,]))",
    rf"同比[^，。]{{2,8}}[%％](?=[{HAN}])",
    r"综合(?:外媒|媒体|美媒|消息)报道[，,]",
    rf"[^，。；：“”\n]{{0,30}}[（(](?:(?:图源|图片(?:来源|提供)|资料图|来源)[^（）()]{{0,20}}"
    rf"|[^（）()]{{0,20}}(?:供图|视频截图|[{HAN}][ \u3000]?摄))[）)][ \u3000]*(?=[{HAN}\d“])",
    rf"[^，。；“”\n\d]{{0,30}}(?:记者|通讯员)[^，。；“”\n\d]{{2,30}}[ \u3000\xa0][{HAN}]{{2,3}}"
    r"(?=\d{1,2}月\d{1,2}日)",
    rf"[^，。；“”\n]{{2,40}}(?:[ \u3000\xa0]{{2,}}|\t+)(?=[{HAN}\d“《][^，。]{{3,}}[，。])",
    rf"[^。；：“”\n]{{12,60}}(?<=[{HAN}])[ \u3000](?=受[^，。]{{2,20}}影响，|(?:近日|日前|连日来)，"
    r"|随着[^，。]{4,40}，|为(?:深入|进一步|贯彻|切实|加强)[^，。]{4,60}，)",
    r"地一[声下][^，。]{0,4}，",
    rf"[{HAN}]{{2,8}}专稿[:：]\s*|[{HAN}]{{2,6}}(?:APP|App)?讯—+\s*",
    rf"(?:案由|背景|前言|引言|导语|导读|提要|摘要|内容提要|事由|链接|延伸阅读|新闻背景|核心提示|阅读提示|{_NOTE})[：:]\s*",
    "据“?[^，。”]{0,16}(?:使馆|领馆|领事馆|政府|局|厅|部|委|办|台网|公安|警方)”?(?:微信)?"
    r"(?:公众号|微博|官微|官网|网站|客户端)(?:\d{1,2}月\d{1,2}日)?消息[，,]",
    r"题[：:]\s*",
    rf"(?:图片?|视频)来源[：:][ \u3000]*[{HAN}]{{2,12}}[ \u3000]+(?=[{HAN}\d“《])",
    rf"[{HAN}]{{2,8}}(?:新闻网|网|在线)消息[ \u3000]*(?=[（(])",
    rf"(?:新华[社网]|人民网|中新[社网]|央广网)发?[（(][{HAN} \u3000]{{2,12}}摄[）)][ \u3000]*",
    rf"[{HAN}]{{2,6}}[（(]www[.][^（）()]{{4,30}}[）)]从[^，。；]{{2,25}}获悉\s*[，,：:]\s*",
    rf"[{HAN}]{{0,8}}(?:记者|通讯员)[ \u3000]*(?:(?:实习生[ \u3000]*)?[{HAN}]{{2,3}}[ \u3000]+)+"
    rf"(?:[{HAN}]{{2,3}})?报道(?![了过称说着]|返回)[ \u3000：:，,]*(?=[{HAN}\d“《])",
    rf"[{HAN}]{{0,8}}记者[ \u3000]*(?:{_NAME}[ \u3000、]*){{1,4}}"
    r"(?=\d{1,2}月\d{1,2}日(?![报讯消电]))",
    rf"[{HAN} \u3000、]{{2,20}}?讯?[ \u3000]*(?:见习|全媒体)?记者{_NAME}报道"
    r"(?:[：:][ \u3000]*|(?=\d{1,2}[月日]|近日|日前))",
    rf"[■●▌][ \u3000]?[{HAN}]{{2,4}}(?=据报道|据[^，。]{{2,12}}报道)",
    rf"[{HAN}]{{2,4}}讯[ \u3000]+记者{_NAME}(?:[ \u3000]*发自[{HAN}]{{2,3}})?[ \u3000]+",
    rf"[他她](?:名?叫|姓名是)(?=[{HAN}]{{2,4}}，(?:今年|现年|是|\d{{1,3}}岁|来自|[男女]，))",
    rf"[{HAN}]{{2,8}}讯\s+(?:北京时间)?\d{{1,2}}月\d{{1,2}}日(?:[早晚午]间?|[上下]午)?消息[，,]",
    rf"[A-Za-z{HAN}]{{2,10}}\s?(?:20\d\d\s?年\s?)?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日(?:消息|报道)[，,：:]\s*",
    r"(?:来源|来自)[：:][ \u3000]*"
    r"(?:华尔街见闻|金十数据|财联社|智通财经|格隆汇)[ \u3000]*",
    rf"(?:来源|转自|稿源)[：:][ \u3000]*[{HAN}]{{1,8}}?"
    rf"(?:新闻(?:网|客户端)?|网(?:[－-][{HAN}]{{2,4}}频道)?|(?<!举)报(?!道)(?:客户端)?|客户端|杂志|数据宝|电视台)(?=[{HAN}\d“《])",
    rf"[{HAN}]{{2,6}}(?:微信)?\d{{1,2}}月\d{{1,2}}日综合报道\s*",
    r"广告[ \u3000][^。！？\n]{2,60}?×",
    rf"[（(][{HAN}]{{2,16}}提供[）)](?=[{HAN}\d“])",
    rf"[{HAN}]{{2,10}}(?:融媒|新媒体|晚报网|新闻网[{HAN}]{{0,3}}|财经网[{HAN}]{{0,3}}|科技|在线)讯(?![息号问速飞])(?=[{HAN}\d【])",
    rf"[{HAN}]{{2,8}}(?:通讯员|记者)(?:(?:记者|实习生)?[{HAN}]{{2,3}}、)*(?:记者|实习生)?[{HAN}]{{2,3}}"
    r"\d{1,2}月\d{1,2}日报道[：:]",
    r"[^。！？\n]{0,80}?(?<![布：])(?:情况通报|警情通报|情况说明)(?=20\d\d年|\d{1,2}月\d)",
    rf"[{HAN}]{{2,4}}网[ \u3000]+[{HAN}]{{2,3}}(?:报道|讯)[ \u3000]*(?=[{HAN}\d]{{4}})",
    rf"[{HAN}]{{2,3}}界\d{{1,2}}月\d{{1,2}}日消息[ \u3000]*(?=[{HAN}\d])",
    rf"[{HAN}]{{2,4}}融媒讯[ \u3000]+|[{HAN}]{{2,6}}(?:[社网]|APP|App|客户端)获悉[，,：:]\s*",
    rf"[A-Za-z]{{0,4}}[{HAN}]{{2,4}}注[：:]\s*",
    rf"图[据片自]*[ \u3000]*(?:新华社|中新社|[{HAN}]{{2,3}}网)(?=据|[近日]日|目前|\d)",
    r"[（(]点击[^（）()]{2,8}[）)]\s*",
    r"据中国地震台网(?:中心)?(?:正式|自动)?(?:测定|速报)[，,：:]\s*",
    rf"[{HAN}]{{2,6}}消息[：:]\s*",
    rf"(?:{_OUR}(?:见习|特约|驻[{HAN}]{{2,4}})?|[{HAN}]{{2,4}})?记者[{HAN} 、\u3000]{{2,12}}"
    r"[报从]道(?:[：:，,\s]|(?=近日|日前|\d))",
    rf"{_TIME}(?=记者[从获])|{_TIME}[，,](?=记者(?:从[^，。；]{{2,50}}?)?{_LEARNT}[，,：:])",
    rf"[{HAN}]{{2,8}}记者[\s\u3000]*[^，。；]{{2,16}}摄(?=[{HAN}])",
    rf"(?:{_OUR}|[{HAN}]{{2,6}})?记者(?:{_TIME})?[从自][^，。；]{{2,50}}?{_LEARNT}[，,：:]\s*(?!{_THAT_BODY})",
    rf"据?(?:{_OUR})?(?:记者|报道员)(?:(?:当地时间)?\d{{4}}年{_DAYS}|{_TIME})?还?{_LEARNT}[，,：:]\s*",
    rf"(?:{_OUR}|[{HAN}]{{2,6}})?记者{_NAME}从[^，。；]{{2,40}}?{_LEARNT}[，,：:]\s*(?!{_THAT_BODY})",
    rf"(?:{_TIME})?从[^，。；]{{2,25}}{_LEARNT}[，,：:]\s*(?!{_THAT_BODY})",
    rf"据{_OUR}[^，。；]{{0,12}}?(?:{_SAID}(?!员)|报道员的?消息)[，,：:]?\s*",
    r"(?:通报|公报|月报|年报|简报)显示[，,：:]\s*",
    r"(?:据悉|据了解|据介绍|据统计|(?:最新)?(?:的)?(?:统计|监测|初步)*(?:数据|统计)显示)[，,：:]\s*",
    rf"(?:据|根据|来自)?{_OFFICE}[^，。；“”]{{0,24}}?(?:数据|统计|监测|信息)[^，。；“”]{{0,4}}显示[，,：:]?\s*",
    rf"[^，。；：“”]{{0,24}}?(?:国家统计局|海关总署)[^，。；：“”]{{0,12}}?{_TIME}?(?:发布|公布)[：:]\s*",
    r"(?:综上(?:所述)?|总之|同时|此外|另外|另据(?![^，。]*(?:报道|消息[，,]))[^，。]{2,12}|另悉)[，,：:]\s*",
)
_BYLINE = re.compile(
    rf"[^。！？\n]{{0,90}}?(?:{_OUR}|[{HAN}]{{2,4}}新闻|[{HAN}]{{1,4}}[网报])记者[ \u3000]*"
    rf"(?:[{HAN}]{{2,24}}?(?:[ \u3000、]+[{HAN}]{{2,24}}?)*?[ \u3000、]*"
    rf"(?:通讯员|实习生|见习记者)[ \u3000]*)*"
    rf"(?:[{HAN}]{{2,3}}[ \u3000、]+)*"
    rf"(?=[{HAN}]{{2,3}}(?:[{HAN}\d“][^，。]{{2,}}|近[日期]，|日前，|[昨今][日天]，))"
)
# Who wrote it, above its first sentence without a break: 记者 何远 通讯员 李梅 王宁入夏以来，….
_WRITERS = re.compile(
    rf"[■◎●]?[ \u3000]*(?:[{HAN}·/]{{0,10}}(?:(?:记者|通讯员|评论员|实习生)(?![：:])|编辑|作者)|文)"
    rf"[ \u3000\xa0：:|丨/／]+(?:(?:[{HAN}]{{2,3}}|[{HAN}]{{0,5}}(?:记者|通讯员|实习生|编辑|摄影))"
    rf"[ \u3000\xa0、：:]+)*(?=[{HAN}]{{2,3}}[{HAN}\d“《][^。\n]{{6}})"
)
# No name, though it begins with a surname: 记者查询公告发现, 记者连线桥梁局.
_REPORTER_DOES = re.compile("查[询阅看证验找]|连线|采访|通过|随机|来[到自]")
_TITLED = re.compile(
    rf"[^，。；！？\n]{{9,50}}[{HAN}](?<![于在至到自从年截日起迟近计定改延月和与及])"
    r"(?=\d{1,2}月\d{1,2}日[，,]|(?:连日来|近日|日前|近年来|今年以来)[，,])"
)
# A title twice, or one that the name it begins with stands after: 云岭市：桥通了云岭市4月3日….
_TITLE_TWICE = re.compile(
    r"原标题[：:]\s*(?P<title>[^\s。！？][^。！？\n]{5,59}?)\s*(?P=title)\s*(?=[^。！？\n]{8})"
    rf"|(?!(?:当地|北京|美东)时间)(?P<name>[{HAN}]{{4,12}})[^。！？\n]{{8,60}}?(?<=[{HAN}])(?<![据由在与和及同对将被向是为的])"
    rf"(?=(?P=name)(?:(?:当地时间)?\d{{1,2}}[月日]|近日|日前|今天|昨天|[{HAN}·]{{2,14}}[在表称说]))"
)
_WHEN = re.compile(rf"{_TIME}[，,]\s*")
_LATELY = re.compile(rf"(?:{RECENTLY}|眼下|目前|当前|当[日天晚]|同[日一]天?)[，,]\s*")
# What an event stands for is news of its own: 这标志着云岭市实现….
_STANDS_FOR = re.compile("(?:这|此举)(?:也|同时)?标志着")
_BESIDE = 2  # characters before an edge that show whether it is one; twice as many after it
_CAPTION = re.compile(
    rf"当地时间20\d\d年\d{{1,2}}月\d{{1,2}}日，(?![^，]*(?:表示|称|说|宣布|发布|报道|指出|举行|发生))[{HAN}]{{2,6}}，|"
    r"—|[^。]{2,80}[（(](?:图片来源|图源)[：:][^（）()]{2,40}[）)]$"
    r"|[△▲▼◆■●]|(?:上|下|左|右|中|前|题|插)?图(?:[①-⑩\d一二三四为片：:]|[^，。]{0,6}[：:])|图\s*/|资料(?:图|照)片?"
    r"|(?:这是|此为)[^。]{0,60}(?:拍摄|照片|截图|摄)|视频[：:]|[^。]{0,60}(?:[^。]{0,12}摄(?:[（(][^）)]{1,12}[）)])?|供图|摄影报道|截图|示意图|效果图|概念图)[）)]?。?$"
    r"|[（(](?:资料|视频|网络)?(?:图片?|截图|照片)[）)]$"
)
_IN_NAME = re.compile(f"(?![为随据以从因被将对])[{HAN}]")
_ON_A_DAY, _LEARNT_ON = re.compile(r"\d日"), re.compile(_LEARNT)
_LEARNT_NEXT = re.compile(f"记者(?:从[^，。；]{{2,50}}?)?{_LEARNT}[，,：:]")
_TELLS = re.compile(
    "[，,][^\n]*[。！？!?；;”]$"
)  # that a line is a whole sentence of several clauses
_CREDIT = re.compile(
    rf"[（(【]?{_OUR}[^，。；《]{{0,30}}?[：:丨|/／ \u3000]"
    r"|[（(【]?(?:作者|责任编辑|责编|编辑|文字|联系电话|电话|地址|邮箱|编审|监制"
    r"|制片|总监|主编|策划|统筹|记者(?!从[^，。；]{2,30}(?:获悉|了解到))|通讯员|来源|原标题"
    r"|原题|制图|版式设计|制作|校对|电题)[^，。；]{0,30}?[：:丨|/／ \u3000]"
    rf"|[（(][^（）()]{{0,40}}(?:{_OUR}|记者|通讯员|来源|原载|作者|责编|编辑|摘自|供稿|转[0-9一二三四五六七八九十第]+版|下转|上接)"
    r"[^（）()]{0,40}[）)]。?$"
    r"|[^。]*本[报网台刊][^。，]{0,4}将[^。，]{0,6}(?:关注|跟进|报道)。?$"
)


def past_opening(text: str, sentence: Span, *, days: bool = True, year: int | None = None) -> Span:
    """Return a sentence without all that it opens with, one after the other.

    Its dateline (云岭4月3日电), its credit (（记者何远）), the day (昨日，), a phrase that only
    says that it was learnt (记者从市政府获悉，). Of whom a statement is stays: 据甲国媒体报道.
    So does a day with another year than ``year``, any day but 昨日, and 这标志着, if not ``days``
    (where 当天 follows, also the day on which it was learnt), and what would leave nothing.
    """
    text = text.replace("\xa0", " ")  # as saved pages have it
    start = sentence.start
    while end := _opening_end(text, start, sentence.end, days, year):
        start = end
    return Span(start=start, end=sentence.end) if start < sentence.end else sentence


def _opening_end(text: str, start: int, end: int, days: bool, year: int | None) -> int | None:
    for pattern in _openings():
        match = pattern.match(text, start, end)
        if match and start < match.end() < end and not _ends_in_a_word(text, match.end()):
            dated = not days and _dates_the_rest(match[0], text[match.end() : end])
            return None if dated else match.end()
    if start == 0 and (twice := _TITLE_TWICE.match(text, 0, end)) and twice.end() < end:
        return twice.end()
    if (past := _byline_end(text, start, end) or _title_end(text, start, end)) is not None:
        return past
    if (past := heading_end(text, start, end)) is not None:
        return past
    if (opening := dateline(text[start:end])) and start + len(opening) < end:
        past = start + len(opening)
        return past + (text[past] in "）)】]")
    if days and year and (found := re.compile(rf"(?:{_ZONE})?{year}年").match(text, start, end)):
        start = found.end()
    match = (_WHEN if days else _LATELY).match(text, start, end)
    match = match or (_STANDS_FOR.match(text, start, end) if days else None)
    return match.end() if match and match.end() < end else None


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what a sentence opens with; to make them takes long."""
    return tuple(map(re.compile, _OPENINGS))


def _dates_the_rest(opening: str, rest: str) -> bool:
    """Whether what says when it was learnt is the day that 当天 means: 记者2月1日获悉，…当天…."""
    learnt = _LEARNT_ON.search(opening) or _LEARNT_NEXT.match(rest)
    return bool(_ON_A_DAY.search(opening) and learnt and ("当天" in rest or "当日" in rest))


def _ends_in_a_word(text: str, at: int) -> bool:
    """Whether an offset cuts a word of the dictionary: 总台电 of 总台电视剧, 3日讯 of 3日讯问."""
    start = max(0, at - _BESIDE)
    return at - start not in word_edges(text[start : at + 2 * _BESIDE], guess=False)


def _byline_end(text: str, start: int, end: int) -> int | None:
    """Return where a title and the names of its reporters end: 专访：桥…本社记者何远 李梅云岭市….

    A name has two or three characters: as many as leave a whole word after it.
    """
    found = _BYLINE.match(text, start, end) or _WRITERS.match(text, start, end)
    if not found or text[found.end()] not in ALL_SURNAMES or not _are_names(found[0]):
        return None
    at = found.end()
    if _REPORTER_DOES.match(text, at):
        return None
    sizes = (3, 2) if _IN_NAME.match(text[at + 2]) else (2,)  # 何远 of 何远19日, 何远为….
    past = at + max(sizes, key=lambda n: _first_word(text[at + n : min(end, at + n + 8)]))
    return past if past < end and text[past] not in "/／摄" else None


def _are_names(byline: str) -> bool:
    """Whether all that stands after 记者 is names: not in 本报记者在波兰、韩国和德国采访."""
    names = re.split(
        r"[ 、\u3000]+",
        re.split("记者|通讯员|实习生|评论员|编辑|作者|[：:|丨/／]", byline)[-1].strip(" 、\u3000"),
    )
    return all(name[:1] in ALL_SURNAMES for name in names if name)


def _title_end(text: str, start: int, end: int) -> int | None:
    """Return where a title ends that the day follows without a break: 大桥首次开放4月3日，…."""
    found = _TITLED.match(text, start, end)
    said = found is not None and tagged(found[0])[-1][1][0] in "vl"
    return found.end() if found is not None and said else None


def _first_word(text: str) -> int:
    """Return how long a text's first word is; a number is the surest beginning."""
    edges = word_edges(text, guess=False)
    return len(text) if text[:1].isdigit() else min(edges - {0}, default=0)


def is_caption(line: str) -> bool:
    """Whether a line is of a picture: 图为…, △…, 这是4月3日拍摄的…, …何远摄."""
    return _CAPTION.match(line.strip()) is not None


def is_credit(line: str) -> bool:
    """Whether a line only says who made it or where it comes from: 责编：…, （本报记者…）."""
    return _CREDIT.match(line.strip()) is not None


def is_only_credit(line: str) -> bool:
    """Whether a line is a credit and says nothing behind it: 本报讯 4月3日，河堤加高…。 does."""
    return is_credit(line) and _TELLS.search(line.strip()) is None
