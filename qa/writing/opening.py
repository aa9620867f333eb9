"""What may be the first sentence of a summary: it points at nothing that stands before it.

The gates let a sentence pass that needs none of those before it by its names and pronouns. The
first of a summary is read with nothing in mind: 如果时间充裕，还能… or 两队在决赛中… hangs there,
though it is fine further on.
"""

from __future__ import annotations

import re

from qa.chinese.quotes import without_quotations
from qa.chinese.words import tagged

__all__ = ["may_open"]

_GOES_ON = re.compile(
    "(?:而(?!立之年|且)|背后(?:的?(?:是|折射|透出|透露|映照|凸显|彰显))|从此|此前(?:有|据)?(?:消息|报道|媒体|外媒|传闻)|此后|后来|随后|之后|不久(?!前)|过了|殊不知|然而|不过|但是?|可是?|于是|因此|所以|同时|此外|另外|其中|其余|除此|对此"
    "|为此|为?(?:应对|面对|解决|破解|针对)(?:此|这[一些]?)(?:挑战|问题|难题|情况|形势|局面|变化|趋势|现象|困境)|由此|与此|还(?!款|清|原|乡)|也(?!门)|更(?![新改换])|再(?![生次])|又|甚至|尤其|当然|事实上|其实|总之|换言之|比如|例如|譬如|正因|也正|正是|这就|那么|接着|紧接着|最终"
    "|最后(?![一的])|终于|结果|没想到|谁知|原来)"
)
_OF_WHOM = re.compile(
    "(?:大部分|绝大多数|大多数|多数|许多|很多|不少|有些?|一些|其他|另一)(?:的?人|人士)(?:都|能|会|也|不|认为|觉得|以为|说|选择|知道)"
)
_ALSO = re.compile("(?:如果|若|假如|要是)[^，。]*，(?:还|也|再|顺便)")
_BOTH = re.compile(
    "(?:[^，。]{2,24}，)?[三四五六]者(?=[层相缺互环彼]|共同|之间|有机|紧密)|双方|两队|[两二三]人|两者|两支球队|两家公司|两场|他们|她们|它们"
)
# 河东队还夺得接力冠军: beside what is not there.
_BESIDES = re.compile(
    "[^，。：“]{2,12}?(?<![归偿交返退生])还(?=赢得|获得|夺得|拿下|打破|宣布|透露|介绍)"
)
_BARE = re.compile(
    "(?:[^，。《》]{0,24}，)?(?:措施|意见|方案|办法|通知|通告|条例|规定|倡议|指南|公约|声明)"
    "(?:还|也|同时|特别|明确)?(?:提出|明确|要求|规定|指出|强调|提到|鼓励|支持)"
)
_HE = re.compile("(?:[^，。：]{0,16}[，：]){0,2}[他她](?!们|人|国|乡|日|山)")
_WHO = re.compile(r"[一两三几\d][名位个]|[先女]生|女士|同志|老人|孩子|男子|女子|教授|记者|[》”·）]")


def may_open(text: str) -> bool:
    """Return whether a sentence can be the first that is read of an article."""
    told = without_quotations(text)
    if any(pattern.match(told) for pattern in (_GOES_ON, _OF_WHOM, _ALSO, _BOTH, _BESIDES)):
        return False
    if _BARE.match(text):
        return False
    pronoun = _HE.match(told)
    return pronoun is None or _names_someone(told[: pronoun.end()])


def _names_someone(text: str) -> bool:
    return _WHO.search(text) is not None or any(kind.startswith("nr") for _, kind in tagged(text))
