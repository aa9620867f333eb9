"""What a saved page prints under or beside its article: calls for news, notices, ways back.

爆料请拨打…, 更多资讯请下载…客户端, 返回云岭网，查看更多. It is no word of the article, wherever the
page was cut: as a sentence of its own it is none of the article's, glued to the last one it is not
part of it.
"""

from __future__ import annotations

import re

from qa.chinese.characters import HAN
from qa.records import Span

__all__ = ["before_page_words", "is_of_page"]

_TIPS = "(?:报料|爆料)"
_BEGINS = r"(?:^|[，,。；;：:！!（(【\[\s])"
_MORE = (
    rf"{_BEGINS}(?:想?(?:了解|获取|查看|看))?更多[^，。；]{{0,12}}"
    "(?:资讯|内容|新闻|报道|消息|精彩|视频|详情)[，,]?"
)
_WHERE = "(?:在[^，。；]{1,6})?"
_NOTICE = re.compile(
    rf"(?<![（(])(?:新闻)?(?:线索)?{_TIPS}(?:通道|热线|电话|邮箱|方式|平台|入口|微信)(?:号码?)?(?:[：:]|[是为]?\d)"
    rf"|{_TIPS}[】\]]?(?:请|欢迎)(?:拨打|联系|致电|添加|下载|登录|加|发)|等[你您]来?(?:电)?{_TIPS}"
    rf"|(?:{_BEGINS}|本[报台刊网]|我们|线索)(?:欢迎|请)[^，。]{{0,12}}(?:{_TIPS}(?!人)|提供新闻线索)"
    rf"|(?:新闻线索|线索征集|新闻热线|维权通道|维权热线)[^，。]{{0,6}}[：:]"
    rf"|{_MORE}(?:请|尽在|欢迎|可)?{_WHERE}(?:下载|点击|扫码|戳|搜索|尽在)"
    rf"|{_MORE}(?:(?:请|欢迎){_WHERE}(?:关注|登录)|可?{_WHERE}(?:关注|登录)[^，。；]{{0,16}}(?:客户端|公众号|APP))"
    r"|应用(?:市场|商店)(?:下载|搜索)[“\"]"
    r"|(?:欢迎|请)(?:大家|您|各位)?(?:长按|扫码|扫描|添加|订阅|关注)[^，。；]{0,20}(?:公众号|微信号|视频号|二维码|抖音号)"
    r"(?:[：:]|“[^”]*”|[，,]?(?:了解|获取|查看)更多)?[！!。]?$"
    r"|^[^，。；]{0,6}长按[^，。；]{0,8}(?:识别|扫码|二维码|关注)|就?分享到朋友圈吧"
    r"|(?<![\d一二两三四五六七八九十几半整])点(?:个|赞[、和]?)?[“\"]?在看[”\"]?[吧哦]?[！!。~]*$"
    r"|(?:未经[^，。]{0,10}(?:授权|许可|允许|同意)[^。]{0,20}|^)(?:请勿|不得|严禁|谢绝)(?:擅自)?转载(?:[，,。！!】）)]|$)"
    r"|(?:转载时?请|(?:^|如需)转载[须需])(?:务必)?(?:注明|标明|联系)"
    r"|版权(?:声明|说明)(?:[：:]|$)|版权归属?(?:原作者|原创者|版权所有人|本[网站报刊])[^，。]{0,4}所有"
    r"|(?:免责|广告)声明[：:]|与本站立场无关|不代表本[网站报刊台][^，。]{0,4}(?:观点|立场)"
    r"|不(?:构成|作为)[^，。]{0,12}(?:投资建议|投资依据)|(?:^|建议，)(?:投资|股市)有风险|据此(?:操作|入市|投资)[，,]?(?:风险|盈亏)自[担负]"
)
"""A notice of the page. That people load an app, or call the police, is news."""

_WAY_BACK = (
    rf"返回(?:(?:搜狐|新浪|网易|腾讯|凤凰|[{HAN}]{{1,6}}网(?:首页)?)|首页|列表|目录|顶部)"
    r"(?=[，,\s\u3000>》]*(?:$|查看更多|责任编辑|责编|编辑[：:]|\n))"
)
_TAIL = re.compile(rf"(?:{_WAY_BACK}|查看更多\s*责任编辑[：:]).*$", re.DOTALL)
"""What stands behind the last sentence, and blanks or commas, to the end of its line."""
_BLANKS = "，, \t\r\n\f\v\u3000\xa0"


def is_of_page(sentence: str) -> bool:
    """Whether a sentence is the page's own: a call for news or readers, a notice, a way back."""
    return _NOTICE.search(sentence) is not None or _TAIL.match(sentence.lstrip(_BLANKS)) is not None


def before_page_words(text: str, sentence: Span) -> Span | None:
    """Return a sentence up to what a page prints behind it (返回云岭网，查看更多).

    None where nothing is before that, or it is a notice of the page.
    """
    told = text[sentence.start : sentence.end]
    if is_of_page(told):
        return None
    tail = _TAIL.search(told)
    if tail is None:
        return sentence
    before = told[: tail.start()].rstrip(_BLANKS)
    return Span(start=sentence.start, end=sentence.start + len(before))
