"""The words of web pages around their articles: labels, buttons, lists, notices, as patterns.

Each stands at a place of a line; what a label says is the group ``value``, a full day ``day``.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache

from qa.chinese.characters import HAN
from qa.chinese.gazetteer import PROVINCES
from qa.chinese.surnames import ALL_SURNAMES

__all__ = [
    "ACCOUNT",
    "ANY_FIELD",
    "ANY_LABEL",
    "DAY_FIELDS",
    "FIELDS",
    "ISSUERS",
    "OFFICE",
    "OF_ARTICLES_TOO",
    "OF_WRITING",
    "PAPER",
    "RUNNING",
    "STAMP",
    "TELLS_OF_NOTICE",
    "Kind",
    "Patterns",
    "foot_patterns",
    "head_patterns",
]


class Kind(Enum):
    """What an item of such a line says."""

    TITLE = auto()
    SOURCE = auto()
    ISSUER = auto()
    OFFICE = auto()
    AUTHOR = auto()
    DAY = auto()
    PRINTED = auto()
    FIELD = auto()
    EDITORS = auto()
    BUTTON = auto()
    LIST = auto()
    NOTICE = auto()
    COMMENTS = auto()


_S = "[ \u3000\xa0]"
_BARS = "|｜丨│∣"


def _words(*names: str) -> str:
    """Return a pattern for names that may be spaced out: 来 源."""
    return "|".join(rf"{_S}{{0,6}}".join(name) for name in names)


_SOURCE = rf"(?:文章|稿件|新闻|本文)?(?:{_words('来源', '來源')})|稿源|出处|转载自|转自|摘自"
_AUTHOR = rf"(?:文章)?(?:{_words('作者', '撰文', '撰稿')})"
_REPORTER = r"(?:本报|本网)?(?:记者|記者|通讯员)|文[/／]?图|图[/／]?文|文|文字|供稿"
_EDITORS = (
    r"责任编辑|責任編輯|责编|責編|本[报网期]编辑|(?:文字|网络|值班|实习|新媒体|微信|图片|视频|视觉)?(?:编辑"
    r"|編輯)|美术编辑|美编|编审"
    r"|审核|审校|校审|校对|校對|核稿|[一二三初复终]审|监制|总?监制|值班(?:编委|主任|总编)|主编|签发"
    r"|统筹|运营|排版|排编|录入|编(?=[:：])"
)
_DAY_LABEL = (
    r"(?:发布|發布|发表|发稿|刊发|刊登|见报|上传|发文)(?:时间|時間|日期)|发布于|发表于|刊于"
)
_OTHER_DAY = r"(?:更新|修改|最后更新|阅读|浏览)?(?:时间|時間)"
ISSUERS = ("发布机构", "发文机构", "发文机关", "制发机关", "公开机构", "发布单位", "发文单位")
"""Names of the fields of a government's page that say who publishes."""
OFFICE = "信息来源"
"""The name of the field that says which office of the publisher it is from."""
DAY_FIELDS = (
    ("发布日期", "公开日期", "公布日期", "发文日期"),
    ("成文日期", "成文时间", "印发日期", "生成日期"),
)
"""Names of the fields that state its day; the first row's count first."""
FIELDS = (
    *("索引号", "信息索引", "发文字号", "文号", "文件编号", "主题分类", "主题词", "信息分类"),
    *("组配分类", "内容分类", "体裁分类", "公文种类", "文种", "服务对象", "公开方式", "公开形式"),
    *("公开范围", "公开时限", "公开类别", "有效性", "有效期", "时效性", "时效", "效力状态"),
    *("是否有效", "生效日期", "废止日期", "失效日期", "内容概述", "所属栏目"),
)
"""Names of its other fields."""
_DAYS_OF_FIELDS = [name for names in DAY_FIELDS for name in names]
_ALL_FIELDS = _words(*FIELDS, *ISSUERS, OFFICE, *_DAYS_OF_FIELDS)
_OWN = (
    *("文号", "文件编号", "主题词", "文种", "服务对象", "有效性", "有效期", "时效性", "时效"),
    *("是否有效", "生效日期", "废止日期", "失效日期", "内容概述"),
)
OF_ARTICLES_TOO = re.compile(rf"(?:{_words(*_OWN)})[\s:：|】\]]")
"""Fields that an article may have a line like: one alone is of no page."""
OF_WRITING = re.compile(rf"(?:{_words(*DAY_FIELDS[1])})[\s:：|】\]]")
"""Fields that state the day of writing."""
ANY_FIELD = re.compile(rf"(?:{_words(*FIELDS)})[\s:：|】\]]")
"""What such a field begins with."""
_LISTING_FIELDS = ("主题词", "主题分类", "信息分类", "组配分类", "内容分类", "体裁分类")
RUNNING = re.compile(
    rf"(?:{_words('内容概述')}).{{0,400}}[。！？]\s*[{HAN}]"
    rf"|(?:{_words(*_LISTING_FIELDS)})[^。！？]*(?:[，,].*。|[。！？]\s*[{HAN}])"
    rf"|(?!{_words('内容概述', *_LISTING_FIELDS)})[^，,。！？]*[，,。！？]\s*[{HAN}]"
)
"""Fields whose value goes on as running text: 有效期：三年，到期前可以续办."""
_NAMED = "标题|名称|信息名称|题名"
_TAGS = (
    rf"{_words('关键词', '关键字')}|标签|[Tt]ags?|收录于(?:合集|话题)|所属专题|原文链接|原文网址"
    "|文章链接"
)
_COUNTS = "浏览|阅读|点击|访问|人气|评论|跟帖|点赞|转发|在看|字数"
_COUNTED = r"\s*[:：]?\s*[（(]?\d*[）)]?条?$"
_TAPS = "赞|分享|收藏|留言|喜欢"
ANY_LABEL = (
    rf"(?:(?:{_SOURCE}|{_AUTHOR}|{_REPORTER}|{_EDITORS}|{_DAY_LABEL}|{_OTHER_DAY}|{_ALL_FIELDS}"
    rf"|{_TAGS}|(?:{_COUNTS})(?:次数|量|数)?|原标题|字号|字体|分享到?){_S}*[:：]"
    rf"|(?:{_SOURCE}|{_AUTHOR}|{_EDITORS}){_S}*[{_BARS}])"
)
_DATE = (
    r"(?:\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}\s?日?|\d{4}\s\d{1,2}/\d{1,2}(?=\s)"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_CLOCK = r"(?:T|\s|上午|下午|晚上)*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_END = (
    rf"(?=返回(?:搜狐|首页|列表)|分享让|分享到|声明[:：]|编者按|字号|【|[（(]|[\s{_BARS}）)】\]·/;；，,]"
    rf"|(?<=[报网社台刊])(?:记者|通讯员)|(?:责任)?编辑\s|{ANY_LABEL}|\d{{4}}[-年./]"
    r"|\d{1,2}月\d{1,2}日|$)"
)
_IS = r"\s*(?:[】\]]\s*[:：]?|[:：]|[\t|])\s*"
_BODY = rf"{_IS}(?P<value>(?:[^\s{_BARS}。，,；;：:（()）【】\[\]]{{2,40}}?)?){_END}"
_VALUE = rf"{_IS}(?P<value>[^\t|\n]{{0,80}}?)(?=\s*[\t|]|\s{{2,}}|\s*{ANY_LABEL}|$)"
_NAME = rf"[{HAN}·]{{2,8}}?"
_MORE = (
    rf"(?:[ 、\u3000]+(?!{ANY_LABEL})[{HAN}]{{2,3}}(?<![报网社台刊版])"
    rf"(?=[\s、）)】\]{_BARS}]|{ANY_LABEL}|$))*"
)
_LINE = r"[^\n]{0,200}"
PAPER = (
    rf"[{HAN}]{{1,8}}(?:[日晚早晨商时都快周]报|都市报|新闻网|网|客户端|新闻|发布|融媒体?(?:中心)?"
    r"|电视台|通讯社|在线|频道)|新华社|中新社"
)
_SITES = (
    r"(?:微信好友|微信|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|朋友圈|人人网|豆瓣|复制链接|更多"
    r"|手机看)"
)
_SURE_BUTTONS = (
    r"(?:缩小|放大|增大|减小)字[体号]|[大中小]字号?(?=\s|$)|点击播报本文[^。\n]{0,12}|腾讯QQ|QQ空间"
    r"|用微信扫码?二维码|分享[至到](?:好友和?|朋友圈|微信|微博)*(?=\s|$)|"
    r"打印(?:本页|此页|本稿|文章)|(?:关闭|關閉)(?:窗口|本页|页面)|加入收藏|设为首页|收藏本页"
    r"|返回(?:首页|列表|目录|顶部|上一页)|回到顶部"
    r"|我要(?:纠错|评论|分享|点赞|打印|举报|收藏|投稿)|发表评论|查看评论|写留言|展开全文|阅读全文|加载更多|查看更多"
    r"|下载客户端|(?:打开|下载)(?:APP|App|app)[^。\s]{0,12}"
    r"|上一版|下一版|版面导航|标题导航|版面目录|版面概览|往期回顾[:：]?$|PDF(?:下载|版)|听新闻"
    r"|语音播报|预览时标签不可点|(?:轻触)?阅读原文"
    r"|(?:继续|向上|向下)滑动看下一个|(?:微信扫一扫)?关注该公众号|微信扫一扫(?:使用小程序"
    r"|赞赏作者)?|轻点两下取消(?:赞|在看)|喜欢作者|扫一扫"
    r"|放大\s*[+＋]|缩小\s*[-－—]|默认\s*[oO○]|纠错|扫码(?:阅读|观看)|手机(?:阅读|扫码阅读)"
    r"|收起全文|点击图片进入下一页|网站声明|已关注|[+＋]\s*关注"
    r"|返回搜狐，?|分享让更多人看到|复制本文链接|文章纠错|无障碍浏览|繁體版?|简体版|进入关怀模式"
    r"|听全文|大字阅读|人划线|在手机上?看|已无更多数据|没有更多了|展开全部(?:评论|留言)?|关于我们|联系我们|广告服务|网站地图|隐私政策"
    r"|法律声明|友情链接"
)
_BUTTONS = (
    r"打印|关闭|收藏|推荐|评论|分享|转发|点赞|在看|赞|留言|举报|首页|上一页|下一页|正文|微信"
    r"|微博|朋友圈|关注|知道了|取消|允许|视频|小程序|搜索|登录|注册|放大|缩小|默认|复制链接"
    r"|A\+|A-|T\+|T-|大|中|小|更多|返回"
)
_LISTS = (
    r"(?:相关|延伸|热门|拓展|推荐|更多)(?:阅读|新闻|报道|文章|资讯|链接|稿件|推荐|内容|解读"
    r"|文件|附件)|[^\s。，！？]{0,5}(?:热文|热榜|好文)|点击[^。\n]{0,8}往期[^。\n]{0,6}|往期(?:精彩|热门|经典|好文)?(?:回顾|推荐|精选|精彩|阅读|文章|内容|链接)|猜你喜欢|为[你您]推荐|精彩推荐"
    r"|喜欢此内容的人还喜欢|(?:点击|新闻|阅读|热点)(?:排行榜?)|排行榜|最新(?:文章|新闻|资讯"
    r"|发布)|大家都在看|今日(?:推荐|热点)|热点(?:推荐|新闻)"
    r"|热文推荐|推荐视频|图片推荐|专题推荐"
)
_ABOUT_PAGE = (
    "本文|本站|本网|本号|本平台|本公众号|转载|版权|著作权|来源|作者|观点|侵权|稿件|图文|图片"
    "|投资|立场"
)
_NOTICE = (
    rf"(?:(?:特别|免责|版权|郑重|网站|本网|平台|重要|转载|原创)?声明"
    rf"|版权说明)\s*[:：](?=[^\n]{{0,60}}(?:{_ABOUT_PAGE}))[^【】\n]{{0,400}}"
    r"|(?:版权|免责|特别|网站)声明$"
    r"|[^。\n]{0,10}(?:转载|投稿|合作)[^。\n]{0,10}后台(?:留言|联系|回复)[^。\n]{0,10}$"
    r"|凡[^。\n]{0,10}注明[^。\n]{0,10}(?:来源|“|\")[^\n]{0,400}"
    r"|(?:本文|本内容|文章|部分图片|图片|素材|文中图片|图文|以上内容)[^。，]{0,10}(?:转载自"
    r"|来源于?网络|来自网络|仅供参考|仅代表作者|系[^。，]{2,16}原创|版权归)[^\n]{0,300}"
    r"|(?:欢迎|如需)?转载(?:请|须|时|需)[^\n]{0,100}"
    r"|[^。！？【】（）()\n]{0,100}未经[^。\n]{0,24}(?:授权|许可|允许|同意)[^。\n]{0,24}(?:不得"
    r"|禁止|请勿|谢绝|严禁)[^。\n]{0,24}(?:转载|摘编|镜像|复制|使用)[^\n]{0,60}"
    r"|[^。！？【】（）()\n]{0,60}(?:不代表|并不意味着)[^。\n]{0,10}(?:本[报网站刊社号台文平]"
    r"|平台|我们)[^。\n]{0,12}(?:观点|立场|赞同)[^\n]{0,200}"
    r"|[^。！？【】（）()\n]{0,60}(?:侵权|侵犯)[^。\n]{0,20}(?:联系|告知"
    r"|通知)[^。\n]{0,16}(?:删除|处理|更正|我们)[^\n]{0,100}"
    r"|[^。！？【】（）()\n]{0,60}(?:版权所有(?![者人权])|[Cc]opyright|COPYRIGHT|©"
    r"|[Aa]ll [Rr]ights [Rr]eserved|ICP[备证]|网安备)[^\n]{0,200}"
    r"|[^。！？【】（）()\n]{0,60}网站标识码[^\n]{0,100}|(?:违法和?不良信息举报"
    r"|信息网络传播视听节目许可证|互联网新闻信息服务许可证)[^\n]{0,100}"
)
TELLS_OF_NOTICE = re.compile(
    r"[^。\n]{0,60}(?:版权所有|侵权必究|(?:注明|标明)(?:出处|来源)|(?:不得|禁止|严禁|谢绝|请勿)(?:擅自)?转载)"
    r"[”’」』\"]?(?:(?:等|这)[^，。\n]{0,4})?的(?!链接|网址|地址|内容|行为|媒体|单位|网站|，|。)[^\n]{3,}"
    r"|[^。\n]{2,80}[，,—”’」』](?:[一两几二三四五六七八九十]{1,2}个(?:大|红|黑)?字"
    r"|[这那](?:[一两几二三四五六七八九十]{0,2}(?:个(?:大|红|黑)?字|[句行条](?:话|字)?)|是|样))[^\n]{3,}"
)
"""A sentence that begins with a notice's words and goes on to speak of them."""
_PRESS = (
    r"[↑↓▲▼\s]*点击?(?:上方|下方|左上方|左上角|右上角|左下角|文末|标题|图片|此处|这里)?[^。\n]{0,10}"
    r"(?:阅读原文|蓝字|蓝色字|在看|星标|名片|关注我们|订阅)[^。\n]{0,12}[。！!]?$"
)
_SERVES = (
    r"[^。\n]{2,40}[，,](?:即可|就能?|便可?|可以?)(?![^。\n]{0,12}(?:更多|精彩|资讯|阅读|观看|最新|分享))"
    r"[^。\n]{2,}。$"
)
"""What a sentence that says how to come by a service goes on with: 扫码关注…，即可预约座位。"""
_FOLLOW = (
    r"长按[^。\n]{0,12}二维码[。！!]?$"
    r"|(?:[“\"「]?(?:点赞|点个赞|点亮|点个|在看|转发|分享|收藏|赞)[”\"」]?[、，,/·+和\s|]*){2,}"
    r"(?:(?:让|给|都是|支持|告诉|送给|一键|走起|三连|起来|吧)[^。\n]{0,20})?[。！!]?$"
    rf"|(?:长按|扫描|识别|扫一扫|扫码|微信扫)(?!{_SERVES})[^。\n]{{0,30}}(?:关注|客户端|APP|App|手机"
    r"|分享|阅读|打开)[^。\n]{0,24}[。！!]?$"
    r"|(?:更多[^。，\n]{0,10}[，,]\s*)?(?:欢迎|敬请|请|搜索|更多)[^。，\n]{0,16}关注[^。\n]{0,16}(?:公众号|官方微信|官方微博"
    r"|视频号|抖音号)[^。\n]{0,16}[。！!]?$"
    r"|(?:官方|微信)*(?:公众号|订阅号|服务号|视频号|官方微信|官方微博)\s*[:：]\s*[^\s。]{2,20}"
    r"|[^。\n]{0,12}点个?[“\"「]?(?:在看|赞)[”\"」]?[^。\n]{0,16}$"
    r"|(?:如果)?(?:喜欢|觉得)[^。\n]{0,20}(?:点个|点赞|在看|转发给)[^\n]{0,30}$"
    r"|[-—–=\s]*(?:END|End|THE END|全文完)[-—–=\s]*$"
)

STAMP = re.compile(
    rf"(?:原创\s+)?(?P<names>(?:[^\s。，；！？、:：|｜]{{1,12}}[\s"
    rf"|｜]+){{1,3}})(?P<day>{_DATE})\s*{_CLOCK}(?:\s+[{HAN}]{{2,4}})?"
)
ACCOUNT = re.compile(r"原创(?P<names>(?:\s+[^\s。，；！？、:：|｜]{1,12}){1,3})")

Patterns = tuple[tuple[Kind, bool, re.Pattern[str]], ...]
"""Kinds of items in the order in which they are looked for, and whether no article has one."""


@cache
def head_patterns() -> Patterns:
    """Return what stands above an article; of two that begin alike, the surer one first."""
    surname = rf"[{ALL_SURNAMES}小老阿]"
    found = (
        (
            Kind.TITLE,
            True,
            rf"原(?:文)?标题\s*[:：]\s*(?P<value>[^\n]{{2,80}}?)(?=[）)】\]]|\s*{ANY_LABEL}"
            rf"|\s*{_DATE}\s*{_CLOCK}|$)",
        ),
        (
            Kind.TITLE,
            False,
            rf"(?:{_words(*_NAMED.split('|'))}){_IS}(?P<value>[^\t\n]{{4,100}}?)(?=\t"
            rf"|\s*{ANY_LABEL}|$)",
        ),
        (
            Kind.SOURCE,
            True,
            rf"(?:{_SOURCE}){_S}*[:：{_BARS}]\s*(?!{ANY_LABEL})(?P<value>[^\s{_BARS}"
            rf"。，,；;：:（()）【】\[\]/]{{2,24}}?){_END}",
        ),
        (Kind.SOURCE, True, rf"(?:{_SOURCE}){_S}*[:：](?=\s*(?:$|[|｜]|{ANY_LABEL}))"),
        (
            Kind.AUTHOR,
            True,
            rf"(?:{_AUTHOR}){_S}*[:：/{_BARS}]\s*(?P<value>(?:(?:本报|本网|特约)?(?:记者"
            rf"|通讯员){_S}*)?{_NAME}{_MORE}(?:[（(][^（()）]{{2,60}}[）)])?){_END}",
        ),
        (
            Kind.AUTHOR,
            True,
            rf"(?:{_REPORTER}){_S}*[:：/{_BARS}]\s*(?P<value>(?:(?:本报|本网)?(?:记者"
            rf"|通讯员){_S}*)?{surname}[{HAN}·]{{1,3}}?{_MORE}){_END}",
        ),
        (
            Kind.EDITORS,
            True,
            rf"(?:{_EDITORS}){_S}*[:：/{_BARS}]\s*(?P<value>(?:(?:[{HAN}·]{{2,4}}?"
            rf"|[A-Za-z.]{{2,20}}?){_MORE})?)(?:[_ ]?[A-Z]{{1,3}}\d{{2,6}})?{_END}",
        ),
        (
            Kind.EDITORS,
            True,
            rf"(?:责任编辑|责编)[ \u3000]+(?P<value>{surname}[{HAN}]{{1,2}})(?=[\s】）)\]]|$)",
        ),
        (
            Kind.DAY,
            True,
            rf"(?:{_DAY_LABEL})\s*[:：]?\s*(?P<value>(?P<day>{_DATE})(?:\s*{_CLOCK})?)",
        ),
        (
            Kind.FIELD,
            True,
            rf"(?:{_DAY_LABEL})\s*[:：]\s*(?:\d{{1,2}}[-月]\d{{1,2}}日?\s*{_CLOCK}|(?=\s*$))",
        ),
        (
            Kind.FIELD,
            True,
            rf"(?:最后)?(?:更新|修改)(?:时间|日期|于)?\s*[:：]\s*{_DATE}(?:\s*{_CLOCK})?",
        ),
        (
            Kind.DAY,
            False,
            rf"(?:时间|時間|日期)\s*[:：]\s*(?P<value>(?P<day>{_DATE})(?:\s*{_CLOCK})?)",
        ),
        (
            Kind.DAY,
            True,
            rf"(?P<value>(?P<day>{_DATE})\s*(?:{_WEEKDAY})?\s*{_CLOCK})"
            rf"(?:\s+(?:{'|'.join(PROVINCES)})(?=\s|$))?",
        ),
        (Kind.DAY, False, rf"(?P<value>(?P<day>{_DATE}))(?:\s*[（(]?{_WEEKDAY}[）)]?)?"),
        (
            Kind.FIELD,
            False,
            rf"\d{{1,2}}[-月]\d{{1,2}}日?\s*{_CLOCK}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
            rf"|\d{{1,2}}\s?(?:分钟|小时|天)前|{_WEEKDAY}",
        ),
        (
            Kind.DAY,
            True,
            rf"(?:{_words(*_DAYS_OF_FIELDS)})[\s:：|】\]]+(?P<value>(?P<day>{_DATE})(?:\s*{_CLOCK})?)",
        ),
        (
            Kind.FIELD,
            True,
            rf"(?:{_words(*FIELDS, *_DAYS_OF_FIELDS)}){_VALUE}",
        ),
        (Kind.ISSUER, True, rf"(?:{_words(*ISSUERS)}){_BODY}"),
        (Kind.OFFICE, True, rf"(?:{_words(OFFICE)}){_BODY}"),
        (
            Kind.FIELD,
            True,
            rf"(?:{_COUNTS}|{_TAPS})(?:次数|总?量|总?数|人次)?\s*[:：]?\s*[\d.,]+\s*[万wWk]?\+?\s*次?",
        ),
        (
            Kind.FIELD,
            True,
            r"[\d.,]+\s*万?\+?\s*(?:次(?:浏览|阅读|播放)|人(?:评论|参与|听过|已读)|条评论|阅读"
            r"|跟帖)",
        ),
        (
            Kind.FIELD,
            False,
            rf"(?:{_TAGS})\s*[:：]\s*{_LINE}$|收录于(?:合集|话题)\s*{_LINE}$"
            rf"|IP属地\s*[:：]?\s*[{HAN}]{{2,6}}|(?:发表|发布)于\s*[{HAN}]{{2,4}}(?=\s|$)"
            rf"|来自[{HAN}]{{2,4}}$",
        ),
        (
            Kind.BUTTON,
            True,
            r"(?:选择)?(?:字号|字体|文字大小)\s*[:：]?(?:\s*[\[【(（]?\s*(?:超大|特大|标准|默认"
            r"|大|中|小)(?:号|字)?\s*[\]】)）]?\s*[|｜/]?)*",
        ),
        (
            Kind.BUTTON,
            True,
            r"(?:大\s*中\s*小|小\s*中\s*大)(?=[\s】）)\]]|$)|A\+\s*A-?|T\s*[|｜]\s*T",
        ),
        (Kind.BUTTON, True, rf"(?:分享到?|分享至|转发[到至])\s*[:：](?:\s*{_SITES}\s*[|｜、/]?)*"),
        (Kind.BUTTON, True, rf"(?:分享到|分享至)(?:\s*{_SITES}\s*[|｜、/]?)+"),
        (Kind.BUTTON, True, rf"(?:{_PRESS})"),
        (Kind.BUTTON, True, rf"(?:{_SURE_BUTTONS})"),
        (
            Kind.BUTTON,
            True,
            rf"(?:当前|您(?:现在)?的?|现在|你的)(?:的)?(?:位置|所在)(?:是|为|：|:)?{_LINE}$",
        ),
        (
            Kind.BUTTON,
            True,
            rf"(?:首页|主页|网站首页)(?:\s*[>＞»›/→-]+\s*[{HAN}\w·]{{2,16}})+(?=\s|$)"
            rf"|[{HAN}\w]{{2,12}}(?:\s*[>＞»›]{{1,2}}\s*[{HAN}\w]{{2,12}})+(?:\s*[>＞»›]{{1,2}})?(?=\s|$)",
        ),
        (
            Kind.SOURCE,
            True,
            r"以下文章来源于\s*[:：]?\s*(?P<value>[^\s，。]{2,16}?)(?:\s*，\s*作者[^\s，。]{1,12})?(?=\s|$)",
        ),
        (
            Kind.PRINTED,
            False,
            rf"第?\s*[A-Z]{{0,2}}\d{{1,3}}\s*版(?:\s*[:：]\s*[{HAN}]{{2,8}})?(?=[\s）)】]|$)"
            rf"|[A-Z]{{1,2}}\d{{1,3}}(?=[\s：:]|$)(?:[:：][{HAN}]{{2,8}})?|总?第\d+期"
            r"|(?:农历|農曆|夏历)[^\s，。]{1,12}",
        ),
        (
            Kind.SOURCE,
            False,
            rf"(?P<value>{PAPER})(?:官方[账帐]号)?(?=[\s|｜》）)】]|\d{{4}}[-年]|$)",
        ),
        (
            Kind.AUTHOR,
            False,
            r"(?P<value>(?:本报|本网)?"
            rf"(?:(?:记者|通讯员)[ \u3000]+[{HAN}]{{2,4}}{_MORE}[ \u3000]*)+)"
            r"(?=[）)】]|$|(?<=\s))",
        ),
        (
            Kind.EDITORS,
            False,
            rf"(?:图片?|图文|文图|图源|供图|摄影|视频|素材|文案|策划|设计|海报|剪辑|配音|制图)(?:来源)?{_S}*[:：/{_BARS}]\s*[^\s。]{{2,20}}",
        ),
        (Kind.FIELD, False, r"[+＋]?\d{1,5}(?=\s|$)|#[^\s#]{1,16}#?"),
        (Kind.BUTTON, False, rf"[{HAN}]{{2,6}}\s*[>＞](?=\s|$)|[{HAN}]{{2,8}}(?:APP|App)(?=\s|$)"),
        (Kind.BUTTON, True, r"原创(?=\s|$)"),
        (Kind.BUTTON, False, rf"(?:{_BUTTONS})(?=[\s|｜/·】）)\]]|$)"),
    )
    return tuple((kind, strong, re.compile(pattern)) for kind, strong, pattern in found)


@cache
def foot_patterns() -> Patterns:
    """Return what stands under an article: what stands above one, and more."""
    found = (
        (Kind.BUTTON, True, rf"(?:{_FOLLOW})"),
        (
            Kind.EDITORS,
            True,
            rf"[{HAN}]{{0,8}}(?:报料|爆料)(?:热线|电话|邮箱)?[:：][^。\n]{{4,60}}$",
        ),
        (Kind.LIST, True, rf"(?:{_LISTS})(?:\s*[】\]>》：:|]+\s*[^。！\n]{{0,80}}$|\s*$)"),
        (
            Kind.LIST,
            True,
            r"(?:上|下)一(?:篇|条|则)\s*[】\]:：]*\s*(?:(?!\s*(?:上|下)一)[^。\n]){0,80}",
        ),
        (
            Kind.COMMENTS,
            True,
            r"(?:精选(?:留言|评论)|热评|留言精选|写留言|网友(?:评论|留言)|(?:全部|最新|热门)(?:评论|留言)|我来说两句"
            rf"|发表评论|评论区|留言区){_COUNTED}",
        ),
        (Kind.COMMENTS, False, r"(?:留言|评论)\s*(?:[:：]|[（(]\d+[）)])?$"),
    )
    own = tuple((kind, strong, re.compile(pattern)) for kind, strong, pattern in found)
    return (*own, *head_patterns(), (Kind.NOTICE, True, re.compile(f"(?:{_NOTICE})")))
