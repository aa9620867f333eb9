"""What the pages say, in Chinese and in English: one table, one look-up."""

from __future__ import annotations

import re

from qa.reasons import DOUBTFUL, NEAREST, NO_SENTENCES, NO_TOPIC, NOT_RELEVANT

__all__ = ["COOKIE", "LANGUAGES", "TEXTS", "Texts", "language_of", "refusal_of", "sure_of"]

COOKIE = "kanbao-language"

LANGUAGES = ("zh-Hans", "en")
"""As HTML names them; the first is that of whoever asks for neither."""

_RANGE = re.compile(r"([a-z]{2,3})(?:-[a-z0-9-]+)?(?:\s*;\s*q\s*=\s*([01](?:\.\d{0,3})?))?")

_SURE = ((0.9, "sure.most"), (0.7, "sure.more"), (DOUBTFUL, "sure.some"), (0.0, "sure.little"))

TEXTS: dict[str, tuple[str, str]] = {
    "name": ("看报", "Kanbao"),
    "skip": ("跳到正文", "Skip to content"),
    "views": ("视图", "Views"),
    "ask": ("问", "Ask"),
    "search": ("搜", "Search"),
    "articles": ("文章", "Articles"),
    "digest": ("综述", "Digest"),
    "lists": ("清单", "Lists"),
    "import": ("入库", "Import"),
    "status": ("状态", "Status"),
    "archive": ("档案", "Archive"),
    "archives": ("档案", "Archives"),
    "logout": ("退出", "Log out"),
    "language": ("语言", "Language"),
    "script": ("字形", "Script"),
    "script.printed": ("照原文的字显示", "Characters as they are printed"),
    "script.hans": ("用简体字显示", "Show simplified characters"),
    "script.hant": ("用繁体字显示", "Show traditional characters"),
    "script.note": (
        "字形已转换，只供阅读；引文格式、原文件和下载的内容保持原字。",
        "Characters are converted for reading only: references, original files and downloads "
        "keep those that are printed.",
    ),
    "keys": ("快捷键", "Keyboard"),
    "keys.slash": ("到输入框", "go to the box"),
    "keys.next": ("下一条、上一条", "next, previous item"),
    "keys.enter": ("打开这一条", "open the item"),
    "keys.copy": ("复制这一条的引文", "copy the item's reference"),
    "keys.help": ("显示或收起这张表", "show or hide this table"),
    "keys.escape": ("离开输入框，收起", "leave the box, close"),
    "close": ("收起", "Close"),
    "words": ("检索语", "Search words"),
    "question": ("问题", "Question"),
    "topic": ("题目", "Topic"),
    "ask.placeholder": ("问档案一个问题", "Ask the archive a question"),
    "search.placeholder": ("找什么", "Search the archive"),
    "digest.placeholder": ("综述有关什么的报道", "What to gather reports on"),
    "ask.about": (
        "答案是档案里的原话，逐字标出；档案没有说的，不作回答。",
        "An answer is quoted from the archive, character by character. "
        "What the archive does not say is not answered.",
    ),
    "ask.empty": (
        "没有写问题：写上要问的，再按“问”。",
        "There is no question: write what you want to know, then ask.",
    ),
    "digest.about": (
        "从多篇报道里选出原句，新的在前；每一句都连到它的出处。",
        "Sentences of several reports, the newest first, each linked to where it stands.",
    ),
    "narrow": ("限定日期、来源", "Narrow by date or source"),
    "since": ("从", "From"),
    "until": ("到", "To"),
    "source": ("来源", "Source"),
    "tag": ("标签", "Tag"),
    "page": ("版次", "Printed page"),
    "imprint.page": ("第 {page} 版", "Printed page {page}"),
    "imprint.issue": ("第 {issue} 期", "Issue {issue}"),
    "section": ("版名", "Section"),
    "year": ("年份", "Year"),
    "any": ("不限", "Any"),
    "undated": ("未注明日期", "No date"),
    "apply": ("应用", "Apply"),
    "without": ("去掉 {what}", "Remove {what}"),
    "option": ("{value}（{count:,}）", "{value} ({count:,})"),
    "untitled": ("无标题", "Untitled"),
    "id": ("编号 {id}", "Id {id}"),
    "stage.search": ("正在找有关的段落…", "Looking for passages…"),
    "stage.read": ("正在读找到的段落…", "Reading the passages…"),
    "answer": ("答案", "Answer"),
    "verdict.yes": ("是", "Yes"),
    "verdict.no": ("否", "No"),
    "confidence": ("{words}（置信度 {number:.2f}）", "{words} (confidence {number:.2f})"),
    "confidence.is": (
        "置信度：这个答案正确的可能，0 到 1。答不答另看一个数：读到的文字里有没有答案。",
        "Confidence: how probable it is that this answer is right, 0 to 1. Whether to answer at "
        "all goes by another number: whether what was read holds an answer.",
    ),
    "likelihood.is": (
        "可能性：读到的文字里有没有答案，0 到 1，低于门槛不答；它不是置信度，那是答案正确的可能。",
        "Likelihood: whether what was read holds an answer, 0 to 1, and under the threshold none "
        "is given. It is not the confidence, which is how probable it is that an answer is right.",
    ),
    "confidence.why": (
        "读到的文字多半有答案（可能性 {answerable:.2f}，门槛 {threshold:.2f}），所以作答；"
        "但未必是这一句（置信度 {confidence:.2f}）。",
        "What was read probably holds an answer (likelihood {answerable:.2f}, threshold "
        "{threshold:.2f}), so one is given; but it may not be this one (confidence "
        "{confidence:.2f}).",
    ),
    "not_calibrated": (
        "置信度没有校准，只是估计：请核对原文",
        "The confidence is not calibrated, only a guess: read the source",
    ),
    "sure.most": ("很有把握", "Very likely right"),
    "sure.more": ("较有把握", "Likely right"),
    "sure.some": ("把握不大，请核对原文", "May be right: read the source"),
    "sure.little": ("把握很小，请核对原文", "Doubtful: read the source"),
    "outside": (
        "注意：这些出处都不是问题所说的日子。",
        "Note: none of these sources is of the days that you asked about.",
    ),
    "other_day": (
        "注意：文中说的是{text}（{since}），不是所问的日子。",
        "Note: the text speaks of {text} ({since}), not of the days that you asked about.",
    ),
    "repealed_by": ("已被废止：", "Repealed since:"),
    "not_yet": ("尚未施行：", "Not yet in force:"),
    "amended_by": ("后来更正：", "Put right later:"),
    "unanswered": ("没有回答：{parts}（可以分开问）", "Not answered: {parts} (ask it by itself)"),
    "corrected": (
        "识别的“{old}”已更正为“{new}”（{day} {by}）",
        "Recognised as “{old}”, put right to “{new}” ({day} {by})",
    ),
    "text_unsure": (
        "字迹识别把握 {share:.0%}，请看原图。",
        "The characters were recognised from a scan, the least sure of them with a confidence of "
        "{share:.0%}: look at the picture.",
    ),
    "as_of": ("这是 {day} 的报道所说", "As reported on {day}"),
    "announced": (
        "这是读过的文章里预告的，可能不全。",
        "This is what the articles read announce; there may be more.",
    ),
    "announced.more": ("另有 {more} 条没有列出。", "{more} more are not listed."),
    "in_title": ("标题", "Headline"),
    "truncated": (
        "有的段落太长，只读了前面。",
        "Some passages were too long to be read to their end.",
    ),
    "sources": ("出处", "Sources"),
    "read": ("读过的段落（{count}）", "Passages that were read ({count})"),
    "nearest": ("最接近的段落", "The nearest passages"),
    "nearest.sentence": (
        f"{NEAREST}：",
        "The nearest sentence (not confirmed, and no answer): ",
    ),
    "quote.start": ("引文始", "quotation begins"),
    "quote.end": ("引文终", "quotation ends"),
    "day": ("{text}即 {since}", "{text}: {since}"),
    "days": ("{text}即 {since} 至 {until}", "{text}: {since} to {until}"),
    "lunar": ("{text}是农历", "{text}: by the lunar calendar"),
    "not_asked": ("这不是一个问题", "This asks nothing"),
    "refused": ("没有找到有把握的答案", "No answer that is sure enough"),
    "refused.none": ("档案里没有答案", "The archive does not say"),
    "refused.no_articles": (
        "没有符合这些条件的文章。",
        "No article matches these conditions.",
    ),
    "refused.no_candidate": (
        "读过的 {read} 段文字里没有可以当作答案的话。",
        "Nothing in the {read} passages that were read could be an answer.",
    ),
    "refused.nothing_read": (
        "读过的文字里没有可以当作答案的话。",
        "Nothing that was read could be an answer.",
    ),
    "refused.improbable": (
        "读到的文字大概没有回答这个问题：可能性 {answerable:.2f}，低于门槛 {threshold:.2f}。",
        "What was read probably does not answer this: likelihood {answerable:.2f}, "
        "under the threshold {threshold:.2f}.",
    ),
    "refused.unsure": (
        "把握不足：置信度 {confidence:.2f}，低于门槛 {threshold:.2f}。",
        "Too uncertain: confidence {confidence:.2f}, under the threshold {threshold:.2f}.",
    ),
    "refused.other_days": (
        "读到的回答是别的日子的，不是所问日子的。",
        "What was read answers of other days than you asked about.",
    ),
    "refused.held": (
        "档案里的文章从 {first} 到 {last}。",
        "The archive has articles from {first} to {last}.",
    ),
    "refused.no_such_day": (
        "问题里的日子不存在：那个月没有这一天。",
        "There is no such day: that month does not have it.",
    ),
    "refused.no_question": (
        "这里只回答问句；下面是检索到的段落。",
        "Only questions are answered: below is what a search for it finds.",
    ),
    "digest.of_nothing": (
        f"{NO_TOPIC}。",
        "There is nothing in it that a digest could be of: name a matter, a person or place, or "
        "a day.",
    ),
    "refused.denied": (
        "文章自己说不是这样，或没有成为事实。",
        "The article itself says that it is not so, or that it did not come about.",
    ),
    "refused.not_relevant": (
        f"{NOT_RELEVANT}。",
        "None of the {read} sentences that were read is near enough to the topic.",
    ),
    "refused.no_sentences": (
        f"{NO_SENTENCES}。",
        "There are no articles, or they have no sentence that can be quoted.",
    ),
    "refused.broad": (
        "问得宽，可以试试综述这个题目",
        "It is a broad question: try a digest of what several articles say",
    ),
    "refused.narrow": ("放宽日期或来源", "Widen the dates or sources"),
    "refused.words": ("改用检索看看有哪些报道", "Search for reports instead"),
    "refused.rephrase": (
        "换个说法：写明人、地、事、时间",
        "Ask in other words: name who, where, what, when",
    ),
    "refused.ask": (
        "写成问句：谁、哪里、什么时候、多少、为什么",
        "Make it a question: who, where, when, how much, why",
    ),
    "refused.day": (
        "换一天，或写明年月日：“昨天”等从今天算起",
        "Ask of another day, or write the date: “yesterday” counts from today",
    ),
    "refused.do": ("可以试试", "You can try"),
    "loading": (
        "模型正在载入，暂时只能按字词检索，几秒后再试。",
        "The models are loading: for now only words can be searched. Try again in seconds.",
    ),
    "by_words": (
        "模型正忙或用不了，这次只按字词检索。",
        "The models are busy or unavailable: this search was by words only.",
    ),
    "again": ("再试一次", "Try again"),
    "over_time": ("各月篇数", "Articles a month"),
    "over_years": ("各年篇数", "Articles a year"),
    "over_decades": ("每十年篇数", "Articles a decade"),
    "over_time.note": (
        "所选来源和标签的全部文章；点一条只看那段时间",
        "All articles of the chosen source and tag; choose a bar to see only its time",
    ),
    "bar": ("{label}：{count:,} 篇", "{label}: {count:,} articles"),
    "most": ("最多 {count:,} 篇", "at most {count:,}"),
    "filters": ("筛选", "Filter"),
    "to_filters": ("筛选条件 ↓", "Filters ↓"),
    "more": ("更多（{count}）", "More ({count})"),
    "hits": ("检索结果", "Results"),
    "hits.no_words": (
        "这些段落里都没有要找的字，只是意思相近。",
        "None of these passages has the words: they are near in meaning only.",
    ),
    "hits.page": ("第 {page} 页", "Page {page}"),
    "hits.also_in": ("同日另见：", "Also in:"),
    "hits.says_otherwise": ("那里写的是：", "It says:"),
    "hits.others": ("还有 {count} 处", "{count} more in this article"),
    "hits.none": ("没有找到。", "Nothing was found."),
    "hits.none.do": (
        "去掉条件，或换几个字再搜。",
        "Remove a filter, or try other words.",
    ),
    "hits.start": (
        "写下要找的话，或在左边按来源、标签、年份翻看。",
        "Write what to look for, or browse by source, tag or year.",
    ),
    "pages": ("翻页", "Pages"),
    "next": ("下一页", "Next page"),
    "previous": ("上一页", "Previous page"),
    "first": ("第一页", "First page"),
    "count": ("{count:,} 篇", "{count:,} articles"),
    "characters": ("{count:,} 字", "{count:,} characters"),
    "list.note": ("先入库的在前", "In the order they were added"),
    "list.none": ("没有符合条件的文章。", "No article matches."),
    "list.empty": ("这个档案还没有文章。", "There are no articles in this archive yet."),
    "export": ("导出全部：", "Export all:"),
    "export.csv": ("表格 CSV", "CSV table"),
    "article.text": ("正文", "Text"),
    "article.original": ("原文件", "Original file"),
    "article.place": ("字位 {start}–{end}", "Offsets {start}–{end}"),
    "article.counted": (
        "从 0 数起，不含末位：网址、接口、命令行和原文件里都这样数",
        "Counted from 0, the last not included, as in the address, the API, the command and the "
        "original file",
    ),
    "article.page": ("原文件第 {page} 页", "File page {page}"),
    "article.quotes": ("版面引语", "Pull quotes"),
    "article.captions": ("图片说明", "Captions"),
    "article.citation": ("引文", "Quotation"),
    "article.reference": ("本文的引文格式", "Reference of this article"),
    "article.help": (
        "要引用其中一段，先问或搜，再从结果点进来。",
        "To cite a passage, ask or search and come here from a result.",
    ),
    "copy": ("复制引文", "Copy reference"),
    "copied": ("已复制", "Copied"),
    "copy.failed": ("复制不了：请选中引文自己复制", "Cannot copy: select the reference yourself"),
    "link": ("固定链接", "Permanent link"),
    "check": ("核对", "Check"),
    "evidence": ("证据文件", "Evidence file"),
    "download": ("下载原文件", "Download the file"),
    "digest.one": ("摘要", "Summary"),
    "check.same": (
        "✓ 刚才重读了原文件：与入库时一字不差，引文就在 {file}:{start}–{end}。",
        "✓ The file was just read again: it is what was added, and the quotation stands at "
        "{file}:{start}–{end}.",
    ),
    "check.none": (
        "✓ 引文与档案里的正文一字不差；这篇文章不是从文件读来的，没有原文件可核对。",
        "✓ The quotation is what the archive's text says; the article came from no file.",
    ),
    "check.changed": (
        "原文件已改动：它的内容不再是入库时的样子。",
        "The file has changed: it is no longer what was added.",
    ),
    "check.missing": (
        "找不到原文件：放回原处，或用 kanbao relocate 告诉档案它移到了哪里。",
        "The file is not there: put it back, or say where it has moved with kanbao relocate.",
    ),
    "check.then": ("入库时 SHA-256", "SHA-256 when added"),
    "check.now": ("现在 SHA-256", "SHA-256 now"),
    "check.modified": ("改动时间", "Changed on"),
    "check.do": (
        "放回原来的文件，或重新入库后再引用。",
        "Put the former file back, or add this one again before you cite it.",
    ),
    "original.none": (
        "这篇文章不是从文件读来的，没有原文件。",
        "This article came from no file.",
    ),
    "original.large": (
        "原文件太大，不在这里显示：请下载。",
        "The file is too large to be shown here: download it.",
    ),
    "original.other": (
        "这个文件现在读出来的文字和入库时不一样，不在这里显示：请重新入库。",
        "The file is read otherwise now than when it was added: add it again.",
    ),
    "original.window": (
        "文件较长，只显示引文前后；",
        "The file is long: only what is around the place is shown;",
    ),
    "original.whole": ("显示全部", "show all of it"),
    "original.taken": (
        "这是从文件里取出的文字",
        "This is the text that was taken out of the file",
    ),
    "original.page_lit": (
        "原文件第 {page} 页的版面，引文已标出",
        "Page {page} of the original file, the quotation marked",
    ),
    "original.not_lit": (
        "引文就在这一页，但说不准在图上的哪一处，没有标出。",
        "The quotation is on this page; where in the picture is not certain, so nothing is marked.",
    ),
    "original.larger": ("看第 {page} 页的大图", "Page {page}, larger"),
    "original.page_image": ("原文件第 {page} 页的版面", "Page {page} of the original file"),
    "digest.result": ("综述", "Digest"),
    "digest.read": (
        "读了 {read:,} 句，选出 {chosen} 句",
        "{chosen} of {read:,} sentences read",
    ),
    "digest.articles": (
        "这些日子共有 {all:,} 篇文章，这里列出 {shown} 篇",
        "{shown} of the {all:,} articles of these days",
    ),
    "digest.rest": ("另有 {left} 句：全部列出", "{left} more sentences: show them all"),
    "digest.left": ("另有 {left} 句放不下", "no room for {left} more"),
    "digest.widened": (
        "下面有其他日子的文章，说的是那些日子。",
        "Some of this is of articles of other days, which name those days.",
    ),
    "digest.nearest": (
        "离得最近的是 {days} 的文章。",
        "The nearest days that have something: {days}.",
    ),
    "digest.of_days": (
        "那些日子里没有足够相关的。",
        "There is nothing of those days.",
    ),
    "digest.refused": ("没有综述", "There is no digest"),
    "digest.also": ("另见：", "Also:"),
    "summary.headline": ("标题", "Headline"),
    "summary.brief": ("提要", "Brief"),
    "summary.summary": ("摘要", "Summary"),
    "summary.kinds": ("写成：", "Write a:"),
    "summary.extractive": ("摘自原文", "the article's own words"),
    "summary.truncated": (
        "文章太长，或没有标点可断，后面的没有写进来。",
        "The article goes on: it is too long, or has no mark to end at.",
    ),
    "summary.source": ("所据原句", "The sentence it is made of"),
    "summary.none": ("这篇文章写不出来。", "Nothing can be written of this article."),
    "lists.title": ("问题清单", "Lists of questions"),
    "lists.about": (
        "上传一份问题，逐题回答；关了这一页也接着做，回来再看结果。",
        "Upload questions: they are answered one by one, also when you close this page.",
    ),
    "lists.columns": (
        "CSV 表格（Excel 可另存为 CSV）第一行写列名，要有“问题”一列；"
        "还可有编号、起始日期、截止日期、来源、标签、基准日期。也收 JSONL。",
        "A CSV table whose first line names its columns, one of them “question”; others may be id, "
        "since, until, source, tag, today. JSONL is taken too.",
    ),
    "lists.sample": ("样表", "An example"),
    "lists.file": ("问题清单（.csv 或 .jsonl）", "List of questions (.csv or .jsonl)"),
    "lists.others": ("没有写明日期、来源的题，限定在", "Dates and sources, where a row has none"),
    "lists.today": ("“昨天”等从哪天算起", "Day that “yesterday” counts from"),
    "lists.send": ("上传提问", "Upload and ask"),
    "lists.key": ("上传问题清单要有密钥。", "Uploading a list takes a key."),
    "lists.yours": ("交来的清单", "Your lists"),
    "lists.none": ("还没有清单。", "There are no lists yet."),
    "lists.refused": ("这份清单没有收下", "This list was not taken"),
    "lists.progress": ("{done:,} / {questions:,} 题", "{done:,} of {questions:,} questions"),
    "lists.result": (
        "答出 {answered:,} 题，档案没有答案 {refused:,} 题，不能问 {problems:,} 行",
        "{answered:,} answered, {refused:,} without an answer, {problems:,} rows cannot be asked",
    ),
    "lists.take": ("下载结果：", "Download the results:"),
    "lists.so_far": ("（已做完的部分）", "(as far as they are)"),
    "lists.rows": ("结果", "Results"),
    "lists.all": ("全部", "All"),
    "lists.answered": ("答出的", "Answered"),
    "lists.refused_ones": ("没有答案的", "Without an answer"),
    "lists.problems": ("不能问的", "Cannot be asked"),
    "lists.no_rows": ("没有这样的题。", "There are none."),
    "lists.no_rows_yet": ("第一题还没有做完。", "The first question is not answered yet."),
    "lists.line": ("第 {line} 行", "Line {line}"),
    "lists.mend": (
        "改好清单的第 {line} 行，单独再交一次。",
        "Mend line {line} of the list and send it again by itself.",
    ),
    "lists.ask": ("单独问这一题，看最接近的段落", "Ask it alone and see the nearest passages"),
    "lists.gone": (
        "出处已不在档案里，或文章改过了；当时引的是：",
        "What was cited is no longer in the archive; it was:",
    ),
    "lists.cancel": ("停下来（已做完的留着）", "Stop (what is done stays)"),
    "lists.delete": ("删除这份清单和结果", "Delete this list and its results"),
    "import.about": (
        "报纸版面的文字（.txt）、JSONL、Markdown、网页、PDF、Word，也可压缩（.gz、.xz、.bz2）。",
        "Newspaper pages as text (.txt), JSONL, Markdown, web pages, PDF, Word; "
        "also compressed (.gz, .xz, .bz2).",
    ),
    "import.files": ("文件", "Files"),
    "import.source": ("文章没写来源的，记作", "Source, where an article states none"),
    "import.date": ("文章没写日期的，记作", "Date, where an article states none"),
    "import.field": (
        "表格、JSON、XML 里的字段名，每行一个（正文列叫“稿件”：text=稿件）",
        "Names of fields in tables, JSON and XML, one a line (the texts are in “body”: text=body)",
    ),
    "import.limits": (
        "一次最多 {files:,} 个文件，每个最多 {megabytes:,} MB。",
        "At most {files:,} files at once, each of at most {megabytes:,} MB.",
    ),
    "import.send": ("上传入库", "Upload"),
    "import.jobs": ("入库任务", "Imports"),
    "import.none": ("还没有入库任务。", "There are no imports yet."),
    "import.refresh": ("刷新", "Refresh"),
    "import.cancel": ("取消", "Cancel"),
    "import.forget": ("不再列出", "Remove from list"),
    "import.waiting": ("等待", "Waiting"),
    "import.running": ("进行中", "Running"),
    "import.done": ("完成", "Done"),
    "import.failed": ("失败", "Failed"),
    "import.cancelled": ("已取消", "Cancelled"),
    "import.progress": ("{done:g} / {files} 个文件", "{done:g} of {files} files"),
    "import.result": (
        "新增 {added:,} 篇，更新 {replaced:,} 篇，未变 {unchanged:,} 篇",
        "{added:,} added, {replaced:,} replaced, {unchanged:,} unchanged",
    ),
    "import.skipped": ("没有读的文件（{count}）", "Files that were not read ({count})"),
    "status.ready": ("可以提问", "Ready for questions"),
    "status.not_ready": ("现在不能提问：", "Not ready for questions:"),
    "status.articles": ("文章", "Articles"),
    "status.chunks": ("段落", "Passages"),
    "status.period": ("日期", "Dates"),
    "status.sources": ("来源", "Sources"),
    "status.embedder": ("向量模型", "Embedder"),
    "status.generation": ("改动次数", "Changes"),
    "status.models": ("模型", "Models"),
    "status.generator": ("阅读模型", "Generator"),
    "status.model.ready": ("已载入", "loaded"),
    "status.model.loading": ("正在载入", "loading"),
    "status.queue": ("队列", "Queue"),
    "status.lane": ("等着用模型的请求", "Requests that wait for the models"),
    "status.lane.of": ("{depth} / {size}", "{depth} of {size}"),
    "status.lane.idle": ("空闲", "idle"),
    "status.lane.busy": ("正在计算", "working"),
    "status.jobs": ("未做完的入库和清单", "Imports and lists to be done"),
    "status.versions": ("版本", "Versions"),
    "status.dates": ("{since} 至 {until}", "{since} to {until}"),
    "home.title": ("选一个档案", "Choose an archive"),
    "home.none": ("这个密钥打不开任何档案。", "This key opens no archive."),
    "login": ("登录", "Log in"),
    "login.about": (
        "这个档案要密钥才能看。密钥以 kb_ 开头，由管理员用 kanbao key new 发给你。",
        "This archive takes a key. It begins with kb_; whoever runs the service makes one "
        "with kanbao key new.",
    ),
    "login.key": ("密钥", "Key"),
    "problem.request": ("请求编号", "Request"),
    "problem.back": ("回到首页", "Back to the first page"),
    "problem.retry": (
        "约 {seconds} 秒后可以再试。",
        "You can try again in about {seconds} seconds.",
    ),
    "problem.bad-request": ("填写有误", "Something in the request is wrong"),
    "problem.unauthorized": ("需要密钥", "A key is needed"),
    "problem.forbidden": ("密钥没有这个权限", "Your key does not allow this"),
    "problem.cross-site": ("请求来自别的网站", "The request came from another site"),
    "problem.not-found": ("没有这一页", "There is no such page"),
    "problem.method": ("这个地址不接受这种方法", "This address does not take that"),
    "problem.mismatch": ("档案与模型或版本不符", "Archive and models do not match"),
    "problem.read-only": ("这个档案只能读", "This archive is only read"),
    "problem.changed": ("原文件已改动", "The original file has changed"),
    "problem.too-large": ("内容太大", "Too large"),
    "problem.media-type": ("内容类型不对", "Wrong type of content"),
    "problem.host": ("不认识的主机名", "Unknown host name"),
    "problem.unreadable": ("文件读不了", "The file cannot be read"),
    "problem.too-many": ("请求太多", "Too many requests"),
    "problem.internal": ("服务出错", "The service failed"),
    "problem.keys": ("密钥文件读不了", "The file of the keys cannot be read"),
    "problem.busy": ("现在太忙", "Too busy now"),
    "problem.writing": ("档案正在写入", "The archive is being written"),
    "problem.overdue": ("等得太久", "It took too long"),
    "problem.archive": ("档案打不开", "The archive cannot be opened"),
    "problem.model": ("模型用不了", "The models cannot be used"),
}
"""The name of each text, with its Chinese and its English; ``{…}`` is filled in."""


class Texts:
    """The texts in one language of :data:`LANGUAGES`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    def __call__(self, name: str, **values: object) -> str:
        """Return the text of this name, filled in."""
        return TEXTS[name][self._column].format(**values)


def sure_of(confidence: float) -> str:
    """Return the name of the text that says how sure an answer is; ``confidence`` in [0, 1]."""
    return next(name for least, name in _SURE if confidence >= least)


def refusal_of(reason: str) -> str:
    """Return the name of the heading for why there is no answer: only what is sure is said so."""
    if reason == "no_question":
        return "not_asked"
    return "refused.none" if reason in ("no_articles", "no_such_day") else "refused"


def language_of(accepted: str) -> str:
    """Return the language for an Accept-Language header: English if it is wanted more."""
    wanted = {"zh": 0.0, "en": 0.0}
    for part in accepted.lower().split(",")[:20]:
        if (found := _RANGE.fullmatch(part.strip())) and found[1] in wanted:
            wanted[found[1]] = max(wanted[found[1]], float(found[2] or 1))
    return LANGUAGES[wanted["en"] > wanted["zh"]]
