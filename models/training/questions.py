"""Questions made of statements: Chinese asks where the answer stands (会议在哪里举行).

A person after a role, a date, a place after a preposition or a number with its measure word is
taken out of a sentence, and a question word put there or, in some templates, at the end. The
rules look for the plain cases: what they get wrong the round-trip filter is to drop.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.training.archives import Body, sentences

__all__ = ["KINDS_ASKED", "Asked", "ask"]

KINDS_ASKED = ("who", "when", "where", "count")
SENTENCE = range(14, 121)
STEM = 45  # characters a question may take from its sentence
CONTEXT = (150, 450)  # characters

_H = r"[\u4e00-\u9fff]"
_SURNAME = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚习温]"
)
_ROLE = (
    "总统|总理|首相|主席|总书记|书记|部长|省长|市长|县长|区长|镇长|州长|局长|厅长|司长|处长|院长|校长|所长|会长|"
    "秘书长|主任|教授|研究员|工程师|董事长|总经理|经理|发言人|医生|律师|队长|教练|导演|村民|居民|大使|外长|委员长"
)
_VERB = (
    "表示|说|指出|强调|介绍|认为|主持|出席|会见|在|同|于|向|对|将|今天|当天|昨天|发表|宣布|访问|率|参加|作|"
    "分别|来到|告诉|，"
)
_WHO = re.compile(rf"(?:{_ROLE})(?P<answer>{_SURNAME}{_H}{{1,2}}?)(?={_VERB})")
_DAY = r"(?:1[0-2]|0?[1-9])月(?:[12]\d|3[01]|0?[1-9])[日号]"
_YEAR = r"(?:19|20)\d\d年"
_WHEN = re.compile(
    rf"(?<![\d至到—、（(-])(?P<answer>(?:{_YEAR})?{_DAY}(?:上午|下午|晚上?|凌晨|中午)?"
    rf"|{_YEAR}(?:(?:1[0-2]|[1-9])月)?(?:[底初])?)(?![\d至到—、度年级版-])"
)
_SUFFIX = (
    "省|市|县|区|镇|乡|村|州|岛|街道|公园|广场|大会堂|中心|博物馆|图书馆|体育馆|大学|医院|机场|北京|上海|天津|"
    "重庆|香港|澳门|广州|深圳|杭州|南京|武汉|成都|西安"
)
_EVENT = (
    "举行|召开|开幕|闭幕|会见|考察|调研|发生|举办|启动|成立|正式|开工|揭牌|签署|出席|主持|进行|发表|隆重|开展|"
    "建成|投入|发布|[，。]"
)
_WHERE = re.compile(
    rf"(?:在|位于|来到|前往|抵达|走进)(?![的了一这那该全本其当])"
    rf"(?P<answer>{_H}{{0,12}}?(?:{_SUFFIX}))(?={_EVENT}|$)"
)
_UNIT = (
    "平方公里|平方千米|平方米|立方米|公里|千米|公斤|千瓦时|千瓦|小时|分钟|美元|欧元|元|人次|人|名|位|个百分点|个月|"
    "个|家|项|户|吨|亩|公顷|辆|台|套|座|所|件|架|艘|次|场|种|岁|天|米|册|倍|条|处|棵|头|只|枚|间|篇|部(?!队)|支"
)
_COUNT = re.compile(
    rf"(?<![\d.,第A-Za-z-])(?P<answer>\d[\d,]*(?:\.\d+)?[余多]?[十百千万亿]{{0,2}}[余多]?(?P<unit>{_UNIT}|%))"
)
_PATTERNS = {"who": _WHO, "when": _WHEN, "where": _WHERE, "count": _COUNT}
_OPENING = re.compile(
    "^(?:(?:本台|央视网|新华社)[^：，]{0,12}[：，]|但是?|而且?|并且?|同时|此外|另外|其中|据悉|据介绍|据了解|目前|不过|因此|所以|对此|随后)[，,]?"
)
_UNCLEAR = re.compile(
    "^[他她它这那该其此也还就均都则和与（]|[？！我你]|电 |原标题|编辑|本报讯|[)）]$|"
    "(?:表示|称|说|指出|强调|认为|介绍|告诉|消息|电|以来|之?后|时)$"
)
_TITLE = re.compile(f"{_H}{{2,14}}")
_NO_TITLE = re.compile("[由在和与对向是有的]")
_PAIRS = ("“”", "（）", "《》", "()", "「」", "【】", "‘’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``context[start:start + len(answer)] == answer``; ``kind`` is one of KINDS_ASKED."""

    kind: str
    question: str
    answer: str
    context: str
    start: int


def ask(body: Body, *, most: int, rng: random.Random) -> list[Asked]:
    """Return at most ``most`` questions about the body, each about another sentence.

    The kind is chosen first: there are more numbers than names.
    """
    spans = sentences(body.text)
    made = [
        (row, *each)
        for row, (start, end) in enumerate(spans)
        if end - start in SENTENCE
        for each in _questions(body.text[start:end].rstrip("。；"), rng)
    ]
    found: list[Asked] = []
    while made and len(found) < most:
        kind = rng.choice(sorted({each[1] for each in made}))
        row, _, question, match = rng.choice([each for each in made if each[1] == kind])
        first, last = _context(spans, row, rng)
        found.append(
            Asked(
                kind=kind,
                question=question,
                answer=match["answer"],
                context=body.text[first:last],
                start=spans[row][0] + match.start("answer") - first,
            )
        )
        made = [each for each in made if each[0] != row]
    return found


def _questions(sentence: str, rng: random.Random) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Yield (kind, question, match) of everything that can be asked."""
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(sentence):
            if sentence.count(match["answer"]) > 1:
                continue
            stem = _stem(sentence, match)
            if stem is None:
                continue
            before = _OPENING.sub("", sentence[stem[0] : match.start("answer")])
            after = sentence[match.end("answer") : stem[1]]
            found = _TEMPLATES[kind](before, after, match) if _is_clear(before, after) else []
            if found:
                yield kind, rng.choice(found) + "？", match


def _stem(sentence: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the span of the answer's clause and of those before it, None if that is too long.

    An answer that opens the sentence and closes its clause is asked for with the next one.
    """
    marks = [mark.end() for mark in re.finditer(r"[，；]|[,;:：](?!\d)", sentence)]
    start, end = match.span("answer")
    ends = [mark - 1 for mark in marks if mark > end] + [len(sentence)]
    last = ends[1] if len(ends) > 1 and ends[0] - end < 2 and not match.start() else ends[0]
    first = next((mark for mark in [0, *marks] if mark <= start and last - mark <= STEM), None)
    return None if first is None else (first, last)


def _is_clear(before: str, after: str) -> bool:
    stem = before + after
    if before.endswith("，") and not after:
        return False
    if not 8 <= len(stem) <= STEM or _UNCLEAR.search(stem):
        return False
    return all(stem.count(pair[0]) == stem.count(pair[1]) for pair in _PAIRS)


def _who(before: str, after: str, match: re.Match[str]) -> list[str]:
    """Return questions that ask by the title, what the clause has before the name, or without."""
    lead, comma, title = before.rpartition("，")
    found = [f"{lead}{comma}谁{after}"] if len(lead + after) >= 6 else []
    if _TITLE.fullmatch(title) and not _NO_TITLE.search(title):
        found.append(f"{title}是谁")
        if not lead and len(after) > 4:
            found.append(f"{after}的{title}是谁")
    return found


def _when(before: str, after: str, match: re.Match[str]) -> list[str]:
    words, rest, answer = ["什么时候", "何时"], after.removeprefix("，"), match["answer"]
    if answer.endswith("年"):
        words = ["什么时候", "哪一年"]
    elif answer.endswith(("日", "号")):
        words.append("哪一天")
    found = [f"{before}{word}{after if before else rest}" for word in words]
    if not before and not re.search("，|^的|(?:称|表示|报道|消息|说)$", rest):
        found += [f"{rest}是在什么时候", f"{rest}是{words[-1]}"]
    return found


def _where(before: str, after: str, match: re.Match[str]) -> list[str]:
    found = [f"{before}{where}{after}" for where in ("哪里", "什么地方", "哪儿")]
    if before.endswith("在") and "，" not in before and len(before) > 5 and after:
        found.append(f"{before[:-1]}{after}的地点是哪里")
    return found


def _count(before: str, after: str, match: re.Match[str]) -> list[str]:
    found = [f"{before}多少{'' if match['unit'] == '%' else match['unit']}{after}"]
    if not after and before.endswith(("达", "达到", "为", "约", "超过")):
        found.append(f"{before}多少")
    return found


_TEMPLATES = {"who": _who, "when": _when, "where": _where, "count": _count}


def _context(spans: Sequence[tuple[int, int]], row: int, rng: random.Random) -> tuple[int, int]:
    """Return whole sentences around one, up to a random length."""
    first = last = row
    length = rng.randint(*CONTEXT)
    while True:
        grown = [
            (a, b)
            for a, b in ((first - 1, last), (first, last + 1))
            if a >= 0 and b < len(spans) and spans[b][1] - spans[a][0] <= length
        ]
        if not grown:
            return spans[first][0], spans[last][1]
        first, last = rng.choice(grown)
