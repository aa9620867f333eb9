"""Of whom a clause tells: what is said of another person than the one asked about is no answer."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from qa.answering.wording import around, goes_on, start_of, the_one_said
from qa.chinese.gazetteer import SYLLABLES
from qa.chinese.numerals import fold_width, quantities
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.questions import WHO_TAKES
from qa.chinese.sentences import sentences
from qa.chinese.surnames import ALL_SURNAMES, SURNAMES
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "asked_person",
    "foreign_in",
    "is_of_another_person",
    "of_whom_asked",
    "persons_in",
    "who_does",
]

_ASKS_WHO = re.compile("谁|哪[一几两]?[位个名]|何人|什么人|叫什么|姓名|名字|作者|导演|主演")
_ASKS_NAME = re.compile("谁|叫什么|姓名|(?:什么|啥)名字")
_TITLE = 8  # characters of one
_OF_TITLES = "nfbumqt"  # tags of what stands before a name: nouns, places in a row, 的, numbers
_CLAUSE_MARKS = "，,、。！？!?；;：: \n"
_SENTENCE_MARKS = "。！？!?；;\n"
_ENDS = "。！？!?\n"
_PARTS = re.compile("[；;]")
_WORD = 2  # characters before a figure that say of what it is: 徒刑, 罚金
_PRONOUN = re.compile("[他她其](?![们他它她])|本人|对方|双方")
_SAYS = re.compile("(?:说|称|表示|介绍|透露|指出|认为|回忆|告诉[^，]{1,4})[，,：:]?$")
_ROLE = re.compile("[员长人生师手客家工者机民兵警星帅练理事授士友妻夫父母兄弟姐妹犯]$")
_OFFICER = re.compile(f"{_ROLE.pattern}|[任记席官]$")
_TITLED = re.compile(f"[员长师手客犯主]([{ALL_SURNAMES}][一-龥]{{1,2}})$")
_WHO_DOES = re.compile("谁([^？?，,]{4,})[？?]?$")
_WHO_SUFFERS = re.compile(
    "(?:是)?谁(?P<does>牺牲|遇难|去世|受伤|获救|被捕|落水|辞职|退休|当选|落选)了?[？?]?"
)
_AT_ONCE = re.compile("(?:不幸|当场|先后|中弹|英勇|光荣|主动|已经?|也)$")
_NO_SURNAMES = "于向和时有方从来都全"
_SOMEONE = re.compile(
    f"(?![{_NO_SURNAMES}])[{ALL_SURNAMES}]某(?![些个种一项次家银公单])(?:某|[甲乙丙丁])?"
)
"""Not 由于|某些, 向某|银行, of words that are surnames too."""
_CALLED_SO = re.compile(f"(?P<family>[{ALL_SURNAMES}])某[一-龥]")
_PARTICLES = "的是在被因于与和说称将以也还又已向对到从为有等及某甲乙丙丁酒醉受"
_CHILDREN = (
    "儿子|女儿|子女|儿女|孩|[长次幼独养之其](?:子(?!公司)|女)|[育有][一两二三四][子女儿]"
    "|[幺小]儿(?![童时科])"
)
_PARENTS = "[父母爸妈爹娘]"
_HUSBAND = "夫|老公|公[公婆]"
_KIN = (
    ("姐", "[弟妹]"),
    ("[哥兄]", "[弟妹]"),
    ("[弟妹]", "[哥兄姐]"),
    ("[父爸爹]", _CHILDREN),
    ("[母妈娘]", _CHILDREN),
    ("妻|老婆|媳妇|爱人|太太|老伴", _HUSBAND),
    ("丈夫|老公|爱人|先生|老伴", "[妻婆媳]"),
    ("儿子|孩", _PARENTS),
    ("女儿|孩", _PARENTS),
    ("爷|祖父|[外姥][公爷]", "孙"),
    ("奶|祖母|[外姥][婆姥]", "孙"),
)
"""How one is called, and of whom he is it."""
_HIS_KIN = re.compile(
    "(?P<who>[一-龥]{2,4}?)(?:的|(?<=某))(?P<kin>[大二三小]?(?:姐姐|姐(?!姐)|哥哥|哥(?!哥)|弟弟|弟(?!弟)|妹妹|妹(?!妹))|父亲|爸爸|母亲|妈妈|妻子|老婆|丈夫|老公"
    "|儿子|女儿|爷爷|祖父|奶奶|祖母|外公|姥爷|外婆|姥姥)(?![们和与及、])"
)
_QUOTATION = '[“"「]([^“”"「」]{4,})[”"」]'
_QUOTED = re.compile(
    f"{_QUOTATION}[^，,。]{{0,4}}?(?:是|出自)?谁[^，,。]{{0,2}}?[说讲](?:过|了|的|出)"
    f"|谁[^，,。“]{{0,2}}?(?<![解演小传])[说讲][过了]?[：:，,]?{_QUOTATION}"
)
_STOPS = "，,。！!？?；;…：:"
_SAYS_SO = (
    "(?P<says>说|(?<=[说问答笑叹喊写])道|(?<![名简职俗统])称|表示|介绍|提醒|建议|回应|认为|指出|强调|坦言|感叹|回忆|透露"
    "|告诉[^，,。：:]{1,6}|[摇点挥摆][^，,。：:]{0,4}[头手])"
)
_SPEAKS = re.compile(f"{_SAYS_SO}(?=[，,：:“])")
_SPEAKS_BEHIND = re.compile(f"[^“”\\n]*”[^，,。：:“”\\n]{{1,14}}?{_SAYS_SO}")
_OPENS_BEHIND_COLON = re.compile("[：:]“[^“”]*$")
_TITLED_LAST = re.compile(f"[员长师手客犯主人民者授家练匠]([{ALL_SURNAMES}][一-龥]{{1,2}})$")
_BEFORE_SAYING = re.compile("(?:[则也还又]|[赛会事]后|当场|随后|最后)+$")
_TO = ("对", "向", "跟", "问", "告诉")
_FOREIGN = range(3, 9)  # characters of a name from abroad
_IS_WHO = re.compile("(?P<thing>[^，,。？?]{2,}?)是谁(?P<does>[^，,。？?]{1,6}?)的[？?]?$")
_WHEN = "[0-9〇一二三四五六七八九十]{1,4}[年月][^，,。；;]{0,8}?"
_OFFICE = re.compile(
    "(?:谁[是任]|谁担任|谁出任)?(?P<office>[^，,？?谁]{4,}?)(?:是谁|由谁担任)?[？?]?$"
)
_NEWLY = re.compile("的?(?:新任?|现任|[今现]任)的?|的")
_WAS = re.compile("[原前]任?|卸任|免|辞")
_REMOVED = re.compile("(?:免去|免除)[^。]*?的?[^。]*?职务")
_APPOINTED = "(?:担任|出任|接任|为|任)"
_ASKS_WHOM = re.compile(
    f"(?:[让请派选]|任命|提名|指定|委任|委派|推[举选])了?{WHO_TAKES}"
    "(?:新任?|新一[任届]|下一?[任届])?的?(?P<office>[^，,。？?]{2,}?)(?:一职|的职务)?[？?]?$"
)
_APPOINTS = "(?:任命|提名|指定|委任|委派|推[举选]|聘[请任]?|授命)"
_REPLACES = "(?:接替|代替|取代|替换)"
_DOT = "·"
_FROM_ABROAD = re.compile(
    f"[{''.join(sorted(SYLLABLES))}切丽丝冈妮娅娃庞廷恰森瑟罕翰莉莎蕾豪赖逊麦黛珀宾·]+"
)
_CALLED = ("名叫", "叫", "叫做")
_ANOTHER = re.compile("另外?(?:[一两][名位个])?")
_MEETS = "[把将给为对和与向救送帮扶背带被]"
_NAME = (2, 3)  # characters of a name with its surname


def is_of_another_person(question: str, text: str, span: Span, title: str = "") -> bool:
    """Return whether a span is said of another person than the one whom a question names.

    Its clause begins with the other: 前市长|高峰|因贪污被捕 says nothing of 高锋; or it has no
    subject of its own and the one before it does: 乘客|陶某|受伤，住院20天. The text has to have
    the one asked about too, else they may be one whose name is written in two ways; a question that
    asks for a person is not looked at. One called 李某 is not 章某, nor is he his sister; 李某 may
    be in the article's ``title`` alone.
    """
    if _is_of_another_surname(question, f"{title}\n{text}") or _is_not_of_kin(question, text, span):
        return True
    if _is_of_another_given_name(question, text, span):
        return True
    forms = () if _ASKS_WHO.search(question) else asked_person(question, text)
    if not any(form in text for form in forms):
        return False
    place = around(text, span, _CLAUSE_MARKS)
    clause, before = text[place.start : place.end], span.start - place.start
    if any(form in clause for form in forms):
        return False
    if clause[:1] in ("他", "她") and (speaker := _speaker_before(text, place.start)):
        return not any(speaker in form or form in speaker for form in forms)
    if _is_of_his(question, forms, clause):
        return False
    if (found := _subject(clause, forms)) is not None:
        others = [end for _, end in persons_in(clause) if end > found]
        named = found <= before and all(end <= before for end in others)
        return named and not _PRONOUN.search(clause, found)
    return goes_on(question, clause) and _is_carried(question, forms, text, place.start)


def _speaker_before(text: str, end: int) -> str:
    """Return who says what a clause begins with 他 or 她: 商户|何秀兰|告诉记者，她的店…."""
    clause = text[start_of(text, end - 1, _CLAUSE_MARKS) : end - 1]
    said = _SAYS.sub("", clause)
    named = [one for one in persons_in(said) if one[1] == len(said)]
    return said[slice(*named[0])] if named and said != clause else ""


def _is_of_another_surname(question: str, text: str) -> bool:
    """Whether a text has others whose names are left out, but none of whom a question asks of."""
    asked, told = set(_SOMEONE.findall(question)), set(_SOMEONE.findall(text))
    return bool(asked and told) and not any(one[0] in text for one in asked)


def _is_of_another_given_name(question: str, text: str, span: Span) -> bool:
    """Whether the sentence of a span has but another of those called alike: 甲某|林|, of 甲某|强|.

    The text has the whole name of the one too.
    """
    asked = _CALLED_SO.match(question)
    if asked is None or asked[0] not in text or asked[0][-1] in _PARTICLES:
        return False
    sentence = around(text, span, _ENDS)
    told = text[sentence.start : span.end]
    return asked[0] not in told and any(
        _is_name_end(text, sentence.start + one.end())
        for one in re.finditer(f"{asked['family']}某[一-龥]", told)
    )


def _is_name_end(text: str, at: int) -> bool:
    """Whether the character before an offset begins no verb and is no particle."""
    word, tag = tagged(text[at - 1 : at + _NAME[1]])[0]
    return word[0] not in _PARTICLES and (len(word) == 1 or tag[:1] not in "vdtm")


def _is_not_of_kin(question: str, text: str, span: Span) -> bool:
    """Whether a span is said of him whose kin a question asks of: |云岭一中| of 甲某的姐姐.

    Its sentence names him and no such kin, or the whole text has none. Who is whose kin is told in
    too many ways: 谁 is not looked at.
    """
    asked = None if _ASKS_WHO.search(question) else _HIS_KIN.search(question)
    if asked is None:
        return False
    who = next((asked["who"][n:] for n in range(3) if asked["who"][n:] in text), "")
    if len(who) < _NAME[0]:
        return False
    kin = re.compile("|".join(f"{one}|{of}" for one, of in _KIN if re.search(one, asked["kin"])))
    if not kin.search(text):
        return True
    sentence = around(text, span, _ENDS)
    said = text[sentence.start : sentence.end]
    return who in said and not kin.search(said)


def of_whom_asked(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the figure like it of the person whom a question names.

    Where the span is of another: 甲判刑三年，罚金六万元；乙判刑一年，罚金两万元. In a part of the
    same sentence, between semicolons, from where he stands in it; where just one figure there has
    the unit of the span's and the same two characters before it.
    """
    said = fold_width(text[span.start : span.end])
    figures = [one for one in quantities(said) if one.date is None]
    if len(figures) != 1 or not is_of_another_person(question, text, span):
        return span
    (given,) = figures
    lead, rest = said[: given.span.start], said[given.span.end :]
    start = span.start + given.span.start
    word = text[start - min(start, _WORD) : start]
    found: list[Span] = []
    for part in _parts_with(asked_person(question, text), text, around(text, span, _ENDS)):
        for one in quantities(fold_width(text[part.start : part.end])):
            first, last = part.start + one.span.start, part.start + one.span.end
            before = text[:first].endswith(word) and text[:first].endswith(lead)
            alike = one.date is None and one.unit == given.unit and text.startswith(rest, last)
            if alike and before:
                found.append(Span(start=first - len(lead), end=last + len(rest)))
    if len(found) != 1 or is_of_another_person(question, text, found[0]):
        return span
    return found[0]


def _parts_with(forms: tuple[str, ...], text: str, sentence: Span) -> Iterator[Span]:
    """Yield the parts of a sentence between semicolons that have a person, from where he stands."""
    start = sentence.start
    for mark in (*_PARTS.finditer(text, sentence.start, sentence.end), None):
        end = mark.start() if mark else sentence.end
        at = next((x for form in forms if (x := text.find(form, start, end)) >= 0), -1)
        if at >= 0:
            yield Span(start=at, end=end)
        start = end + 1


def who_does(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or whom it has right before all that is asked of 谁.

    Where it has those words once, and he stands before them. Of a title, whose it is; of one who is
    removed from an office, who is appointed to it. Of words that a question quotes, who says them;
    of what 是谁…的 asks, whom the text says 是…的 of.
    """
    if said := _QUOTED.search(question):
        return _speaker(text, next(filter(None, said.groups()))) or span
    if doer := _doer(question, text):
        return doer
    if appointed := _appointed(question, text):
        return appointed
    if whose := _of_title(question, text, span) or _of_office(question, text, span):
        return whose
    if suffers := _WHO_SUFFERS.fullmatch(question):
        return _sufferer(suffers["does"], text) or span
    asked = _WHO_DOES.match(question)
    at = text.find(asked[1]) if asked and text.count(asked[1]) == 1 else -1
    if at < 0 or span.meets(Span(start=at - 1, end=at)):
        return span
    start = start_of(text, at, _CLAUSE_MARKS)
    found = [one for one in persons_in(text[start:at]) if one[1] == at - start]
    if found:
        return Span(start=start + found[0][0], end=at)
    titled = _TITLED.search(text, start, at)
    return Span(start=titled.start(1), end=at) if titled else span


def _sufferer(does: str, text: str) -> Span | None:
    """Return whom it befell, right before what befell him, where a text says that once."""
    at = text.find(does)
    if at < 0 or text.find(does, at + 1) >= 0:
        return None
    start = start_of(text, at, _CLAUSE_MARKS)
    said = _AT_ONCE.sub("", text[start:at])
    found = [one for one in persons_in(said) if one[1] == len(said)]
    return Span(start=start + found[0][0], end=start + found[0][1]) if found else None


def _speaker(text: str, words: str) -> Span | None:
    """Return who says the words that a text has once: 甲某|说：“…”, “…”|甲某|说.

    He is named right behind their quotation, or is the last who speaks before them in their
    paragraph, a pronoun (他说) being for the one before. None where he is not known by his name.
    """
    words = words.strip(_STOPS)
    at = text.find(words)
    if at < 0 or text.find(words, at + 1) >= 0:
        return None
    line = text.rfind("\n", 0, at) + 1
    before = list(_SPEAKS.finditer(text, line, at))[::-1]
    introduced = _OPENS_BEHIND_COLON.search(text, line, at)
    behind = None if introduced else _SPEAKS_BEHIND.match(text, at + len(words))
    for says in [*([behind] if behind else []), *before]:
        end = says.start("says")
        start = start_of(text, end, _CLAUSE_MARKS + "“”")
        if found := _named(text[start:end]):
            return Span(start=start + found[0], end=start + found[1])
        if not _PRONOUN.search(text, start, end):
            return None
    return None


def _named(clause: str) -> tuple[int, int] | None:
    """Return where the person stands whom a clause names first, or whose title is before him.

    None for one who is spoken to, or whose own (邵平的|母亲|) it is of.
    """
    clause = _BEFORE_SAYING.sub("", clause)
    if found := next(persons_in(clause), None):
        spoken_to = clause[: found[0]].endswith(_TO)
        return None if spoken_to or clause.startswith("的", found[1]) else found
    at = 0
    for (title, _), (word, tag) in pairwise([("", ""), *tagged(clause)]):
        if _ROLE.search(title) and len(word) in _FOREIGN and tag.startswith("n"):
            return at, at + len(word)
        at += len(word)
    titled = _TITLED_LAST.search(clause)
    return titled.span(1) if titled else None


def _doer(question: str, text: str) -> Span | None:
    """Return who did what is asked with 是谁…的, where one sentence says who: 桥是|县里|1952年修的.

    It names the thing, in quotation marks or not, and says 是…的 of it once.
    """
    asked = _IS_WHO.match(question)
    if asked is None:
        return None
    thing, does = asked["thing"].strip("“”‘’「」《》"), re.escape(asked["does"])
    said = re.compile(
        f"(?<!不)(?:是由?|由)(?!谁)(?P<who>[一-龥·]{{1,10}}?)(?P<when>[于在]?{_WHEN})?{does}的"
    )
    found = [
        one
        for place in sentences(text)
        if thing in text[place.start : place.end]
        for one in said.finditer(text, place.start, place.end)
    ]
    if len(found) != 1 or not _is_someone(found[0]["who"]):
        return None
    return Span(start=found[0].start("who"), end=found[0].end("who"))


def _is_someone(who: str) -> bool:
    """Whether words are neither a time alone nor a phrase that has a verb in it."""
    tags = [tag[0] for _, tag in tagged(who)]
    return not set(tags) & set("vpcd") and any(tag not in "tmuq" for tag in tags)


def _of_title(question: str, text: str, span: Span) -> Span | None:
    """Return whose title an answer to 谁 is, where he stands right behind it: 民警|贺某|.

    Or behind the house and the title that is asked: 渡口船队|队长贺某|, of 队长叫什么.
    """
    if not _ASKS_NAME.search(question):
        return None
    clause = around(text, span, _CLAUSE_MARKS)
    for start, end in persons_in(text[clause.start : clause.end]):
        person = Span(start=clause.start + start, end=clause.start + end)
        title = text[span.end : person.start]
        if person.start < span.end or len(title) > _TITLE:
            continue
        if title and re.search(f"(?<!副){re.escape(title)}", question) and _OFFICER.search(title):
            return person
        if not title and "谁" in question and _ROLE.search(text[span.start : span.end]):
            return person
    return None


def _of_office(question: str, text: str, span: Span) -> Span | None:
    """Return who is appointed to the office that a question asks the holder of: |罗某|为局长.

    Where the span is one who is removed from it: 免去：蒋某的局长职务.
    """
    asked = _OFFICE.match(question) if "谁" in question and not _WAS.search(question) else None
    sentence = around(text, span, _ENDS)
    if asked is None or not _REMOVED.search(text, sentence.start, sentence.end):
        return None
    office = re.escape(_NEWLY.sub("", asked["office"]))
    found: list[Span] = []
    for place in re.finditer(f"{_APPOINTED}{office}", text):
        start = start_of(text, place.start(), _CLAUSE_MARKS)
        found += [
            Span(start=start + one, end=place.start())
            for one, end in persons_in(text[start : place.start()])
            if start + end == place.start()
        ]
    return found[0] if len(found) == 1 else None


def _appointed(question: str, text: str) -> Span | None:
    """Return whom a text says is made what a question asks who is: 任命其顾问|甲某|为馆长."""
    asked = _ASKS_WHOM.search(question)
    if asked is None:
        return None
    found = [
        _whole_name(text, Span(start=one.start("who"), end=one.end("who")))
        for one in re.finditer(
            f"{_APPOINTS}了?(?P<who>(?:(?!{_REPLACES})[^，,。；;：:\\n]){{2,24}}?)"
            f"(?:{_REPLACES}[^，,。；;：:\\n]{{1,16}}?)?(?:为|担任|出任|接任|任)"
            f"[^，,。；;\\n]{{0,10}}?(?<!副){re.escape(asked['office'])}",
            text,
        )
    ]
    return the_one_said(text, found)


def _whole_name(text: str, part: Span) -> Span:
    """Return the name that a part of a text ends with; the part where none is known."""
    said = text[part.start : part.end]
    whole = [(start, end) for start, end in foreign_in(said) if end == len(said)]
    named = [*whole, *(one for one in persons_in(said) if one[1] == len(said))]
    return Span(start=part.start + named[0][0], end=part.end) if named else part


def foreign_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the names from abroad that have a dot in them begin and end: 埃尔·托布."""
    words = tagged(text)
    starts = [0, *accumulate(len(word) for word, _ in words)]
    for one in _FROM_ABROAD.finditer(text):
        dot = text.find(_DOT, one.start() + 1, one.end() - 1)
        if dot >= 0:
            first = starts[bisect_left(starts, one.start())]
            yield first if first < dot else one.start(), one.end()


def _is_carried(question: str, forms: tuple[str, ...], text: str, end: int) -> bool:
    """Whether the last clause of a sentence, up to an offset, that has a subject has another."""
    start = start_of(text, end, _SENTENCE_MARKS)
    for clause in re.split("[，,]", text[start:end].rstrip("，,"))[::-1]:
        if any(form in clause for form in forms) or _is_of_his(question, forms, clause):
            return False
        if _PRONOUN.search(clause) or _SAYS.search(clause):
            return False
        if _subject(clause, forms) is not None or _is_of_whom_he_meets(forms, clause, text):
            return True
        if not goes_on(question, clause):
            return False
    return False


def _is_of_his(question: str, forms: tuple[str, ...], clause: str) -> bool:
    """Whether a clause has the one who is asked about by him whom the question names: 他的|母亲."""
    asked = "|".join(map(re.escape, forms))
    relation = re.search(f"(?:{asked})的([一-龥]{{2}})", question)
    return relation is not None and relation[1] in clause


def _is_of_whom_he_meets(forms: tuple[str, ...], clause: str, text: str) -> bool:
    """Whether a clause begins with one to whom the one asked about does something: 把|老人|."""
    word, tag = next(iter(tagged(clause)), ("", ""))
    if not tag.startswith("n") or len(word) < _NAME[0]:
        return False
    he = "|".join(map(re.escape, forms))
    met = f"(?:{he})[^。；;]{{0,16}}{_MEETS}[^，,。；;]{{0,6}}{re.escape(word)}"
    return re.search(met, text) is not None


def asked_person(question: str, text: str) -> tuple[str, ...]:
    """Return how the one person is written whom a question names, empty without one or of two.

    One whose name no dictionary has is known by a surname and the text, which has the name too.
    """
    names = [one for one in proper_names(question) if one.level is Level.PERSON]
    if names:
        return names[0].forms if len(names) == 1 else ()
    word, tag = next(iter(tagged(question)), ("", ""))
    if question[:1] not in ALL_SURNAMES or not (len(word) == 1 or tag.startswith("nr")):
        return ()
    longest = max((n for n in range(1, 5) if question[:n] in text), default=0)
    return (question[:longest],) if longest in _NAME else ()


def _subject(clause: str, forms: tuple[str, ...]) -> int | None:
    """Return where the person ends whom a clause begins with, but for titles and times.

    None for one who is written as a part of one of the forms (常浩 of 朱常浩).
    """
    start, end = next(persons_in(clause), (0, 0))
    if any(clause[start:end] in form for form in forms):
        return None
    titles = tagged(clause[:start])
    named = all(
        tag[0] in _OF_TITLES or word in _CALLED or _ROLE.search(word) or _ANOTHER.fullmatch(word)
        for word, tag in titles
    )
    return end if end and named else None


def persons_in(clause: str) -> Iterator[tuple[int, int]]:
    """Yield where the persons of a clause begin and end, also those that no dictionary has.

    Such a one has a surname, and a role or the rest of his name beside it: 乘客|陶金, 谭|永年.
    """
    known = {name.start: name.end for name in proper_names(clause) if name.level is Level.PERSON}
    at, before = 0, ""
    for (word, tag), (after, _) in pairwise([*tagged(clause), ("", "x")]):
        named = len(word) in _NAME and word[0] in ALL_SURNAMES
        titled = not before or _ROLE.search(before) is not None
        if at in known:
            yield at, known[at]
        elif named and (tag.startswith("nr") or (before and titled and tag[0] in "na")):
            yield at, at + len(word)
        elif word in SURNAMES and titled and tag[0] in "njzq" and 0 < len(after) < _NAME[-1]:
            yield at, at + len(word) + len(after)
        at, before = at + len(word), word
