"""Why a block of an HTML page is not of its article: rules of thumb on words and on containers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qa.reading import line_shapes
from qa.reading.dates import stated
from qa.reading.page_blocks import PageBlock, tag_of, visible
from qa.records import Reason

__all__ = ["container_reasons", "foot_reason", "is_button", "is_editors", "is_notice", "is_text"]

_SEPARATOR = r"[\s|｜/·•,，、:：;；。【】\[\]()（）<>《》«»＞＜+\-—_…]"
_BUTTON_WORDS = (
    r"(?:阅读|在看|点赞|赞|分享|转发|收藏|留言|评论)\s*[\d.]+\s*万?\+?|预览时标签不可点|关注该公众号|轻触阅读原文|阅读原文|在看"
    "|打印本页|打印此页|打印本稿|打印|关闭窗口|关闭本页|关闭|分享到|分享至|分享|转发|点赞|微信好友|微信|新浪微博|腾讯微博|微博"
    "|QQ空间|QQ好友|QQ|朋友圈|人人网|豆瓣|复制链接|收藏本页|收藏|加入收藏|设为首页|大字号|中字号|小字号|字号|字体|放大"
    "|缩小|默认|全文复制|复制全文|上一篇|下一篇|上一版|下一版|上一页|下一页|返回首页|返回目录|返回列表|返回顶部"
    "|回到顶部|返回|首页|末页|版面导航|标题导航|版面目录|本版新闻|我要纠错|纠错|我要评论|发表评论|评论|阅读全文|展开全文|查看更多"
    "|更多|点击查看|扫一扫|扫码阅读|手机阅读"
    "|登录|注册|搜索|举报|语音播报|听新闻|加载中|加载更多|PDF下载|下载客户端|A\\+|A-|T\\+|T-"
)
_BUTTONS = re.compile(rf"{_SEPARATOR}*+(?:(?:{_BUTTON_WORDS}){_SEPARATOR}*+)++", re.IGNORECASE)
_TRAIL = re.compile(
    r"(?:当前|您的|你的|您现在的?|现在)(?:的)?(?:位置|所在)|^首页\s*[>＞»/]|^(?:文章)?(?:关键词|标签|tags?)\s*[:：]"
)
_NOTICE = re.compile(
    r"版\s?权\s?所\s?有|^版权声明|copyright|©|all rights reserved|ICP[备证]|网安备"
    r"|^[^。，]{0,24}许可证(?:号|编号)?[:：\s\d][^。]*$"
    r"|未经[^。]{0,24}(?:授权|许可|允许|同意)[^。]{0,24}(?:禁止|不得|勿|谢绝)"
    r"|^[【\[（(]?(?:特别|免责|版权|郑重|网站|本网|平台|重要)声明|不代表本[^。]{0,6}(?:观点|立场)"
    r"|侵权[^。]{0,16}(?:联系|告知|通知)[^。]{0,12}(?:删除|处理|我)|违法和?不良信息"
    r"|^[^。，]{0,10}举报(?:电话|邮箱|热线)"
    r"|信息存储(?:空间)?服务|^(?:主办|承办|技术支持|主管)(?:单位)?[:：]|^(?:广告|新闻|服务|投稿)热线[:：]",
    re.IGNORECASE,
)
_EDITORS = re.compile(
    r"[（(【\[\s]*(?:责任编辑|責任編輯|责编|責編|本(?:版|期)(?:责编|编辑|统筹)|编辑|編輯|美编|版式设计|版式|校对|审核|审校|编审"
    r"|初审|复审|终审|监制|值班编委|值班主任|文字编辑|网络编辑|来源|來源|稿件来源|信息来源|文章来源|原标题)"
    r"(?:\s*[:：/／]\s*[^。！？]{1,60}|(?:\s+[\u4e00-\u9fff]{2,4}){1,4}[）)】\]]?)"
)
_UPDATED = re.compile(
    r"(?:页面|网站|网页|本页|本文|最后|最近)?(?:最后)?(?:更新|修改|编辑)(?:时间|日期|于)?\s*[:：]?\s*\d{4}\D\d{1,2}\D\d{1,2}.{0,20}"
)
_SAID = re.compile(r"网友|跟帖|楼主|楼[:：\s]|回复|评论|留言|\d+(?:分钟|小时|天)前|刚刚|点赞")
_LONGEST_BUTTONS = 80

_WORDS = {
    Reason.COMMENTS: "comment comments pinglun reply replies cmt liuyan gentie",
    Reason.FURNITURE: "meta_content",
    Reason.NOTICE: "footer foot bottom copyright statement disclaimer",
    Reason.NAVIGATION: "nav navbar navi navigation menu breadcrumb breadcrumbs crumb crumbs share"
    " bshare toolbar tools sidebar aside recommend recommended related relevant hot rank ranking"
    " pager pagination search login ad ads advert banner",
}
_NAMES = {word: reason for reason, words in _WORDS.items() for word in words.split()}
_CONTROLS = frozenset(["button", "label", "legend", "option", "select", "textarea"])
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_TEASER = 0.15
_FEW = 4


def is_text(block: PageBlock) -> bool:
    """Whether a block is running text, and no link to another page."""
    return line_shapes.is_prose(block.text) and not block.is_linked


def is_button(text: str) -> bool:
    """Whether a line has only what one presses, the trail of menus to a page, or its tags."""
    if len(text) > _LONGEST_BUTTONS:
        return False
    return bool(_BUTTONS.fullmatch(text) or _TRAIL.search(text)) or not any(map(str.isalnum, text))


def is_notice(text: str) -> bool:
    """Whether a text speaks of the page's own rights, duties and owners."""
    return _NOTICE.search(text) is not None


def is_editors(text: str) -> bool:
    """Whether a line says who edited, where the text is from, or when the page was changed."""
    return bool(_EDITORS.fullmatch(text) or _UPDATED.fullmatch(text))


def foot_reason(text: str) -> Reason | None:
    """Return why a block at an article's end, or beginning, is not of it; None if it may be."""
    if is_button(text):
        return Reason.NAVIGATION
    if is_notice(text):
        return Reason.NOTICE
    imprint = "版" in text and stated(text) is not None
    return Reason.FURNITURE if imprint or is_editors(text) else None


@dataclass(slots=True, kw_only=True)
class _Container:
    """What stands in an element whose name says that it is not the article."""

    reason: Reason
    sure: bool
    first: int
    texts: int = 0
    size: int = 0
    linked: int = 0
    kept: bool = False
    article: bool = False
    said: bool = False


def container_reasons(blocks: Sequence[PageBlock], kept: Container[int]) -> list[Reason | None]:
    """Return for each block why it is not of the article, by what it is and what it stands in.

    A name proves little: an element called comments that holds the first running text of the page
    is the article, one called related without a link is a part of it. ``kept`` are the indices of
    the blocks that the extraction library takes for the article.
    """
    texts = [place for place, block in enumerate(blocks) if block.reason is None and is_text(block)]
    start = next((place for place in texts if place in kept), texts[0] if texts else -1)
    total = sum(visible(blocks[place].text) for place in texts)
    found: dict[Any, _Container | None] = {}
    for place, block in enumerate(blocks):
        for container in _containers(block.owner, found, place):
            _count(container, block, kept=place in kept, article=place == start)
    return [
        block.reason
        or _own_reason(block, blocks[place - 1] if place else None, kept=place in kept)
        or next(
            (
                named.reason
                for element in _above(block.owner)
                if (named := found[element]) and _holds(named, start, total)
            ),
            None,
        )
        for place, block in enumerate(blocks)
    ]


def _own_reason(block: PageBlock, before: PageBlock | None, *, kept: bool) -> Reason | None:
    text = line_shapes.is_prose(block.text)
    if before is not None and _is_teaser(block, before):
        return Reason.NAVIGATION
    if block.is_linked and not (kept and text and line_shapes.is_closed(block.text)):
        return Reason.NAVIGATION
    return Reason.NAVIGATION if tag_of(block.owner) in _CONTROLS and not text else None


def _is_teaser(block: PageBlock, before: PageBlock) -> bool:
    """Whether a block is the first words of another page, alone under the link to that."""
    if before.level < 2 or not before.is_linked:
        return False
    home = block.owner.getparent()
    if home is None or tag_of(home) == "body" or before.owner.getparent() is not home:
        return False
    return len(home) <= _FEW


def _above(owner: Any) -> Iterator[Any]:
    yield owner
    yield from owner.iterancestors()


def _containers(
    owner: Any, found: dict[Any, _Container | None], place: int
) -> Iterator[_Container]:
    """Yield the named elements that a block stands in; ``found`` has all that were looked at."""
    for element in _above(owner):
        if element not in found:
            name = _name(element)
            found[element] = _Container(reason=name[0], sure=name[1], first=place) if name else None
        if container := found[element]:
            yield container


def _name(element: Any) -> tuple[Reason, bool] | None:
    """Return what an element's name says it is, and whether that is its whole name."""
    tag = tag_of(element)
    if tag in ("html", "body"):
        return None
    if tag in ("nav", "footer", "aside"):
        return _NAMES[tag], tag != "aside"
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    for name in names:
        if name.lower() in _NAMES:
            return _NAMES[name.lower()], True
    parts = [part.lower() for name in names for part in _PART.findall(name)]
    return next(((_NAMES[part], False) for part in parts if part in _NAMES), None)


def _count(container: _Container, block: PageBlock, *, kept: bool, article: bool) -> None:
    size = visible(block.text)
    container.size += size
    container.linked += min(block.linked, size)
    container.kept |= kept
    container.article |= article
    container.said |= len(block.text) <= _LONGEST_BUTTONS and bool(_SAID.search(block.text))
    if block.reason is None and is_text(block) and not is_notice(block.text):
        container.texts += size


def _holds(container: _Container, start: int, total: int) -> bool:
    """Whether a container is what its name says."""
    if container.article:
        return False
    if not container.texts:
        return container.sure or not container.kept
    if container.reason is Reason.COMMENTS:
        inside = container.texts
        return container.first > start and (container.said or 2 * inside <= total)
    teaser = container.linked >= _TEASER * container.size
    return (container.sure or teaser) and not container.kept
