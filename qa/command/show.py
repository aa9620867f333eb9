"""Results on a terminal, in Chinese; in colour where the console has colours."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from qa.command.output import printable
from qa.command.typed import typed, typed_id
from qa.messages import in_chinese
from qa.quoting import (
    corrected_text,
    fitting,
    have_no_words,
    holds_many,
    imprint_text,
    in_its_sentence,
    one_line,
    other_days_text,
    otherwise_text,
    said,
    story_text,
    title_of,
    unanswered_text,
    unsure_text,
)
from qa.reasons import (
    NEAREST,
    announced_text,
    digest_reason,
    doubt_of,
    fault_label,
    left_out_label,
    reason_of,
)
from qa.records import AnswerKind, Field, FileState, Reason, Refusal
from qa.shapes import Listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from qa.records import (
        Answer,
        Article,
        Citation,
        DateMention,
        Digest,
        Hit,
        NearDuplicate,
        Reading,
        Report,
        Summary,
    )

__all__ = [
    "Output",
    "console",
    "show_answer",
    "show_articles",
    "show_digest",
    "show_hits",
    "show_near_duplicates",
    "show_readings",
    "show_report",
    "show_summary",
    "show_whole",
]

_PAIRS = 20
_EXCERPTS = 3
_EXCERPT = 24
_FILE_STATES = {FileState.CHANGED: "（原文件已改动）", FileState.MISSING: "（原文件不在）"}
_KIND_LABELS = {"headline": "标题", "brief": "提要", "summary": "摘要"}


class Output(Console):
    """A console; ``of`` are the options that name the archive in a command to be typed."""

    of: Sequence[str] = ()

    def on_broken_pipe(self) -> None:
        """Raise the error: the command says it."""
        raise


_NONE_PASSES = "没有文章符合这些筛选条件"


def console(of: Sequence[str] = ()) -> Output:
    """Return the console on standard output: in colour on a terminal, plain text elsewhere."""
    made = Output(file=sys.stdout, soft_wrap=True)
    made.of = of
    return made


def show_answer(
    console: Output,
    answer: Answer,
    *,
    filtered: bool = False,
    nearest: Sequence[Listed] = (),
    broader: str = "",
) -> None:
    """Show the answer and each citation in its sentence, or why there is none.

    ``filtered``: no article passes the filter, whatever is in the archive. ``nearest``: those that
    were read where there is no answer. ``broader``: the command that digests what several say.
    """
    if answer.dates:
        _line(console, ("问题中的日期：", "dim"), _days(answer.dates))
    if answer.text is None:
        _line(console, ("未作答：", "yellow"), _NONE_PASSES if filtered else reason_of(answer))
        _show_cited(console, answer, answer.denials)
        if answer.reason is Refusal.NO_QUESTION:
            show_hits(console, answer.hits)
        if cited := answer.nearest:
            place = (f"  {one_line(_place(cited, console.of))}", "dim")
            _line(console, (f"{NEAREST}：", "dim"), fitting(one_line(cited.quote)), place)
        for read in nearest:
            place = (f"  {one_line(_whence(read, console.of))}", "dim")
            _line(console, ("读过的最接近的文章（不是答案）：", "dim"), *_heading(read), place)
        _show_broader(console, broader)
        return
    if answer.outside:
        _line(console, ("注意：没有找到那些日子的答案，这是别的日子的", "yellow"))
    sure = f"（置信度 {answer.confidence:.2f}{'' if answer.calibrated else '，未校准'}）"
    _line(console, ("答案：", "dim"), (fitting(said(answer)), "bold green"), sure)
    _show_warnings(console, answer)
    _show_about(console, answer)
    _show_cited(console, answer, answer.citations)
    for story in answer.also_in:
        there = (otherwise_text(story), "yellow")
        _line(console, ("同日另见：", "dim"), story_text(story), there)
    if answer.truncated:
        _line(console, ("注意：有的段落太长，没有读完", "yellow"))
    _show_broader(console, broader)


def _show_broader(console: Console, command: str) -> None:
    """Show the command that digests a broad question, if it is one."""
    if command:
        _line(console, ("问得宽，可以试试综述：", "dim"), one_line(command))


def _show_cited(console: Output, answer: Answer, citations: Sequence[Citation]) -> None:
    """Show each citation in its sentence, with where it stands."""
    for number, citation in enumerate(citations, start=1):
        _line(console, (f"[{number}] ", "dim"), *_heading(citation))
        _line(console, "    ", *_in_its_sentence(answer.hits, citation))
        _source(console, citation)
    _later(console, "已被废止", answer.repealed_by)
    _later(console, "尚未施行", answer.not_yet)
    _later(console, "后来更正", answer.amended_by)


def _show_warnings(console: Console, answer: Answer) -> None:
    """Show why an answer is not to be believed as it stands."""
    unsure = answer.text_confidence if answer.text_unsure else None
    for warning in (
        other_days_text(answer),
        doubt_of(answer),
        announced_text(answer),
        "" if unsure is None else unsure_text(unsure),
        unanswered_text(answer) if answer.unanswered else "",
    ):
        if warning:
            _line(console, ("注意：", "yellow"), warning)


def _show_about(console: Console, answer: Answer) -> None:
    """Show the members of a list, and of which days the answer is."""
    if answer.kind is AnswerKind.LIST and len(answer.items) > 1:
        for item in answer.items:
            _line(console, ("    · ", "dim"), one_line(item.quote))
    if answer.days:
        _line(console, ("答案中的日期：", "dim"), _days(answer.days))
    if answer.as_of:
        _line(console, ("问的是现在：", "dim"), f"这是 {answer.as_of} 的报道所说")


def show_hits(console: Console, hits: Sequence[Hit], *, by_words: bool = True) -> None:
    """Show each hit with its scores: fused, by meaning (cosine), by words (BM25).

    ``by_words``: words were looked for; where no hit has one, that is said first.
    One that scores 0.0000 is counted only: of what was found it is the farthest from the
    question, and it has none of the words.
    """
    if not hits:
        _line(console, ("没有找到", "yellow"))
    if by_words and have_no_words(hits):
        _line(console, ("注意：下面这些段落里都没有要找的字，只是意思相近", "yellow"))
    shown = [hit for hit in hits if round(hit.score, 4) > 0 or hit.reranked is not None]
    for number, hit in enumerate(shown, start=1):
        chunk = hit.chunk
        scores = f"总分 {hit.score:.4f}  语义 {_score(hit.dense)}  字词 {_score(hit.sparse)}"
        if hit.reranked is not None:
            scores += f"  重排 {_score(hit.reranked)}"
        _line(console, (f"[{number}] ", "dim"), *_heading(hit))
        _line(
            console,
            (f"    {one_line(chunk.article_id)} [{chunk.start}, {chunk.end})  {scores}", "dim"),
        )
        _line(console, "    ", one_line(chunk.text))
        for story in hit.also_in:
            _line(console, ("    同日另见：", "dim"), story_text(story))
    if len(shown) < len(hits):
        _line(console, (f"另有 {len(hits) - len(shown)} 段总分为 0，没有列出", "dim"))


def show_digest(console: Output, digest: Digest, *, filtered: bool = False) -> None:
    """Show each sentence with where it stands, and of which days it is, or why there is none.

    ``filtered``: as in :func:`show_answer`.
    """
    if digest.since and digest.until:
        days = f"{_period(digest.since, digest.until)} 的文章"
        inside = any(x.date and digest.since <= x.date <= digest.until for x in digest.items)
        nothing = "" if inside else "里没有"
        widened = f"{days}{nothing}，另看其他日子的文章怎么说"
        narrowed = widened if digest.widened else f"只看 {days}"
        if digest.dates:
            _line(console, ("问题中的日期：", "dim"), f"{_days(digest.dates)}；{narrowed}")
        else:
            _line(console, ("问题中没有日期：", "dim"), f"只看最新的 {days}")
    if digest.announced:
        _line(console, ("注意：", "yellow"), "下面是读过的文章里预告的，可能不全")
    if digest.text is None:
        why = _NONE_PASSES if filtered else digest_reason(digest)
        _line(console, ("没有综述：", "yellow"), why)
    for number, item in enumerate(digest.items, start=1):
        _line(console, (f"[{number}] ", "dim"), (one_line(item.text), "bold green"))
        for citation in item.citations:
            _line(console, "    ", *_heading(citation))
            _source(console, citation)
        _later(console, "后来更正", item.amended_by)
    if digest.articles is not None:
        shown = len({cited.article_id for cited in digest.citations})
        told = f"这些日子共有 {digest.articles} 篇文章，这里列出 {shown} 篇"
        _line(console, (told, "dim"))
    if digest.left_out:
        from qa.answering.limits import limit_of_all

        whole = limit_of_all(len(digest.items), digest.left_out)
        _line(console, (f"另有 {digest.left_out} 句没有列出：加 --limit {whole} 全部列出", "dim"))
    if digest.without and digest.items:
        _line(console, (f"没有可引用的句子：{'、'.join(digest.without)}", "dim"))


def show_summary(
    console: Console, article: Article | Listed, summary: Summary, *, explain: bool = False
) -> None:
    """Show a summary under its article's title; ``explain``: and what was rejected, and why."""
    called = article if isinstance(article, Listed) else Listed.of(article)
    _line(
        console, *_heading(called), *([] if called.title.strip() else [(f"  {called.id}", "dim")])
    )
    titled = summary.sentences and all(one.source is None for one in summary.sentences)
    kept = "（文章自己的标题）" if titled else "（原文句子）"
    label = _KIND_LABELS[summary.kind] + (kept if summary.extractive else "")
    lines = "\n".join(map(one_line, summary.text.split("\n")))
    _line(console, (f"{label}：", "dim"), lines or "（没有正文）")
    _later(console, "后来更正", summary.amended_by)
    if summary.truncated:
        _line(console, ("注意：文章太长，或没有标点可断，后面的没有写进来", "yellow"))
    for rejected in summary.unsupported if explain else ():
        reason = f"    弃用（{fault_label(rejected.fault)}）："
        _line(console, (reason, "dim"), one_line(rejected.text))


def _later(console: Console, label: str, cited: Sequence[Citation]) -> None:
    """Show what other articles put right, or repeal."""
    for one in cited:
        _line(console, (f"    {label}：", "yellow"), one_line(one.quote))
        _line(console, "    ", *_heading(one))


def show_whole(console: Console, article: Listed, text: str) -> None:
    """Show an article: what it is called, its id and where it is from, and all of its text."""
    _line(console, *_heading(article))
    printed = imprint_text(article.imprint)
    file = _from_here(article.file) if article.file else None
    about = (f"编号 {article.id}", article.source, printed, article.byline, file)
    _line(console, ("  ".join(one_line(part) for part in about if part), "dim"))
    for line in text.split("\n"):
        _line(console, one_line(line))


def show_articles(console: Console, articles: Iterable[Listed]) -> int:
    """Show one line an article: id, date, title, place in its paper, length; return how many."""
    count = 0
    for count, article in enumerate(articles, start=1):  # noqa: B007
        date = article.date.isoformat() if article.date else "日期不详"
        printed = imprint_text(article.imprint)
        archive = f"  档案 {_archive_name(article.archive)}" if article.archive else ""
        about = f"{f'  {printed}' if printed else ''}  {article.characters} 字{archive}"
        _line(
            console,
            (typed_id(article.id), "cyan"),
            f"  {date}  {title_of(article.title, article.opening)}",
            (about, "dim"),
        )
    if not count:
        _line(console, ("没有找到文章", "yellow"))
    return count


def _archive_name(place: str) -> str:
    """Return what an archive of several is called: its folder's name, or its address."""
    return one_line(place if "://" in place else Path(place).name)


def show_near_duplicates(console: Console, pairs: Sequence[NearDuplicate]) -> None:
    """Show one line a pair, the first ones if there are many."""
    for pair in pairs[:_PAIRS]:
        alike = (f"相似度 {pair.similarity:.2f}", "dim")
        _line(
            console,
            "近似重复：",
            (one_line(pair.id), "cyan"),
            "  ",
            one_line(pair.of),
            "  ",
            alike,
        )
    if pairs:
        rest = f"，以上是前 {_PAIRS} 对（全部见 --json）" if len(pairs) > _PAIRS else ""
        _line(console, f"近似重复 {len(pairs)} 对，都已入库{rest}")


def show_readings(console: Console, readings: Mapping[Path, Reading]) -> None:
    """Show what there is to say of each file: what is in no article, by reason, repairs, notes."""
    for file, reading in readings.items():
        _line(console, (printable(str(file)), "cyan"))
        for reason in Reason:
            if texts := [part.text for part in reading.left_out if part.reason is reason]:
                _line(console, f"    未入库：{left_out_label(reason)} {_counted(texts)}")
        for repair in reading.repairs[:_PAIRS]:
            place = f"第 {repair.line} 行第 {repair.column} 字"
            _line(
                console,
                "    ",
                ("修补：", "yellow"),
                f"{place}，{one_line(in_chinese(repair.what))}",
            )
        if len(reading.repairs) > _PAIRS:
            _line(console, f"    修补共 {len(reading.repairs)} 处（全部见 --json）")
        for note in reading.notes:
            _line(console, "    ", ("注意：", "yellow"), one_line(note))


def _counted(texts: Sequence[str]) -> str:
    """Return how many parts and characters there are, and how the first ones begin."""
    count = sum(len("".join(text.split())) for text in texts)
    excerpts = "、".join(f"“{_shortened(text)}”" for text in texts[:_EXCERPTS])
    return f"{len(texts)} 处 {count} 字：{excerpts}{'……' if len(texts) > _EXCERPTS else ''}"


def _shortened(text: str) -> str:
    line = one_line(text).strip()
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"


def show_report(console: Console, report: Report, *, with_files: bool = False) -> None:
    """Show what the archive holds, how many files were compared, and one line a problem."""
    for problem in report.problems:
        _line(console, ("问题：", "red"), in_chinese(problem))
    verdict = f"有 {len(report.problems)} 处问题" if report.problems else "完好"
    files = f"，比对了 {report.files} 个原文件" if with_files else ""
    _line(console, f"{report.articles} 篇文章，{report.chunks} 个片段{files}：{verdict}")
    for name in report.elsewhere:
        _line(console, ("注意：", "yellow"), f"没有检查 {name}：到那台机器上运行 kanbao verify")


def _line(console: Console, *parts: str | tuple[str, str]) -> None:
    console.print(Text.assemble(*parts), soft_wrap=True, highlight=False)


def _heading(one: Citation | Hit | Listed) -> list[str | tuple[str, str]]:
    return [(title_of(one.title, one.opening), "bold"), f"  {one.date}" if one.date else ""]


def _in_its_sentence(hits: Sequence[Hit], citation: Citation) -> list[str | tuple[str, str]]:
    """Return the quote with what is around it in the chunk where it was read."""
    before, quote, after = map(one_line, in_its_sentence(hits, citation))
    return [before, (fitting(quote), "bold green"), after]


def _source(console: Output, citation: Citation) -> None:
    if citation.dates:
        _line(console, ("    文中日期：", "dim"), _days(citation.dates))
    for one in citation.corrections:
        start, end = max(0, one.start - citation.start), max(0, one.end - citation.start)
        told = corrected_text(one, citation.quote[start:end])
        _line(console, ("    识别的字：", "dim"), one_line(told))
    state = _FILE_STATES.get(citation.file_state or FileState.SAME, "")
    _line(console, (f"    {one_line(_place(citation, console.of))}", "dim"), (state, "yellow"))


def _days(dates: Iterable[DateMention]) -> str:
    return "、".join(f"{one_line(x.text)}（{_which(x)}）" for x in dates)


def _which(mention: DateMention) -> str:
    return "农历" if mention.lunar else _period(mention.since, mention.until)


def _period(since: dt.date, until: dt.date) -> str:
    if since == since.min:
        return f"到{until}为止"
    if until == until.max:
        return f"{since}起"
    return f"{since}" if since == until else f"{since}至{until}"


def _place(citation: Citation, of: Sequence[str]) -> str:
    """Return where a quotation stands: in its file, or in its article where that has many."""
    file, id_ = citation.file, citation.article_id
    if file is None or holds_many(file):
        title = " 标题" if citation.field is Field.TITLE else ""
        of = _in_many(id_, file, of) if file else ""
        return f"{id_}{title}:{citation.start}-{citation.end}{of}"
    page = f" 第{citation.page}页" if citation.page else ""
    named = "" if citation.title.strip() else f"（编号 {id_}）"
    return f"{_from_here(file)}{page}:{citation.file_start}-{citation.file_end}{named}"


def _whence(article: Listed, of: Sequence[str]) -> str:
    """Return where an article stands: its file, and its id where that does not tell which."""
    if article.file is None:
        return article.id
    if holds_many(article.file):
        return f"{article.id}{_in_many(article.id, article.file, of)}"
    return _from_here(article.file) + ("" if article.title.strip() else f"（编号 {article.id}）")


def _in_many(id_: str, file: str, of: Sequence[str] = ()) -> str:
    option = ["--"] if id_.startswith("-") else []
    return f"（在 {Path(file).name} 里；全文：{typed(['kanbao', 'show', *of, *option, id_])}）"


def _from_here(file: str) -> str:
    """Return the path from the current folder if the file is below it, else as it is."""
    path, here = Path(file), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file


def _score(score: float | None) -> str:
    return "—" if score is None else f"{score:.3f}"
