"""The command line: what it prints, its exit codes, and bad input."""

import datetime as dt
import gzip
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from qa import Archive, Article
from qa.command.cli import main
from qa.reading import file_text
from qa.records import Imprint
from tests.fakes import HashEmbedder
from tests.qa.command.sample import BRIDGE, PAGE, QUESTION, result
from tests.qa.reading.papers import column, pdf, word
from tests.stories import WIRE

HTML = "市长宋怀远说,清河大桥总投资1.5亿元,建设用时两年。"
NONE = {
    "undated": 2,
    "skipped": [],
    "others": {},
    "near_duplicates": [],
    "readings": [],
    "stale": [],
    "uncorrected": [],
    "refiled": [],
}


IN_A_FIELD = "；日期在某一栏里的，加 --field date=栏名 再入库一次"


def undated(count, more=""):
    hint = f"同一天的可加 --date 2022-04-03 再入库一次{more}"
    return f"没有日期的 {count} 篇，按日期提问找不到：{hint}\n"


def snapshot(folder):
    with Archive.open(folder, create=False) as archive:
        return list(archive.articles())


def test_add_counts_and_names_the_articles(kanbao, page):
    code, first = result(kanbao, "add", page)
    assert (code, first["added"], first["replaced"], first["unchanged"]) == (0, 2, 0, 0)
    assert len(first["ids"]) == 2
    code, again = result(kanbao, "add", page)
    assert (code, again) == (
        0,
        {"added": 0, "replaced": 0, "unchanged": 2, "ids": first["ids"], **NONE},
    )
    page.write_text(PAGE.replace("1.5亿", "2.5亿"), encoding="utf-8")
    _, changed = result(kanbao, "add", page)
    assert (changed["added"], changed["replaced"], changed["ids"]) == (0, 2, first["ids"])
    assert kanbao("add", page)[1] == f"新增 0 篇，更新 0 篇，未变 2 篇\n{undated(2)}"


def test_add_takes_folders_and_each_file_once(kanbao, page, tmp_path):
    inner = tmp_path / "pages" / "inner"
    inner.mkdir(parents=True)
    rows = [{"id": i, "title": f"第{i}条", "text": "今天有雨。"} for i in ("j1", "j2")]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (inner / "b.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    page.rename(inner / "a.TXT")
    (inner / "c.html").write_text(f"<p>{HTML}</p>", encoding="utf-8")
    (inner / "d.docx").write_bytes(word(HTML))
    (inner / "e.pdf").write_bytes(pdf(column(60, 100, HTML)))
    (inner / "f.md").write_text(f"# 晴\n\n{HTML}", encoding="utf-8")
    for name in ("g.abc", "h.ABC", "i", ".hidden.txt", "~$d.docx"):
        (inner / name).write_bytes(b"no page")
    (tmp_path / "pages" / ".git").mkdir()
    (tmp_path / "pages" / ".git" / "a.txt").write_text("不读", encoding="utf-8")
    code, done = result(kanbao, "add", tmp_path / "pages", inner / "b.jsonl.gz")
    assert (code, done["added"], done["ids"][2:4]) == (0, 8, ["j1", "j2"])
    assert [id_[:2] for id_ in done["ids"][4:]] == ["c-", "d-", "e-", "f-"]
    assert (done["skipped"], done["others"]) == ([], {"": 1, ".abc": 2})
    out = kanbao("add", tmp_path / "pages")[1]
    others = "没有去读的其他文件：无后缀 1，.abc 2\n"
    assert out == f"新增 0 篇，更新 0 篇，未变 8 篇\n{undated(8, IN_A_FIELD)}{others}"


def test_adding_a_folder_again_loads_no_model(kanbao, page, tmp_path, monkeypatch):
    folder = tmp_path / "pages"
    folder.mkdir()
    page.rename(folder / "page.txt")
    assert kanbao("add", folder)[1] == f"新增 2 篇，更新 0 篇，未变 0 篇\n{undated(2)}"

    def load(**_):
        raise AssertionError("a model was loaded")

    monkeypatch.setattr("qa.defaults.default_embedder", load)
    assert kanbao("add", folder) == (0, f"新增 0 篇，更新 0 篇，未变 2 篇\n{undated(2)}", "")


def test_near_duplicates_are_shown_and_kept(kanbao, page, tmp_path):
    kanbao("add", page)
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("本报讯 ", "本报讯 通讯员获悉,"), encoding="utf-8")
    code, done = result(kanbao, "add", other)
    assert (code, done["added"]) == (0, 2)
    assert [pair["id"] for pair in done["near_duplicates"]] == done["ids"]
    assert all(0.6 <= pair["similarity"] < 1 for pair in done["near_duplicates"])
    assert len(snapshot(tmp_path / "archive")) == 4
    other.rename(tmp_path / "again.txt")
    lines = kanbao("add", tmp_path / "again.txt", "--date", "2031-04-03")[1].splitlines()
    assert lines[0] == "新增 2 篇，更新 0 篇，未变 0 篇"
    assert lines[1].startswith("近似重复：")
    assert lines[1].endswith("相似度 1.00")
    assert lines[3] == "近似重复 2 对，都已入库"


def test_source_and_date_are_set_only_where_there_is_none(filled, tmp_path):
    own = {"id": "own", "title": "", "text": "今天有雨。", "source": "晚报", "date": "2030-01-02"}
    file = tmp_path / "own.jsonl"
    file.write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")
    filled("add", file, "--source", "云岭日报", "--date", "2031-04-03")
    _, listed = result(filled, "list")
    assert [(a["source"], a["date"]) for a in listed["articles"]] == [
        ("云岭日报", "2031-04-03"),
        ("云岭日报", "2031-04-03"),
        ("晚报", "2030-01-02"),
    ]


def test_ask_prints_the_answer_as_json(filled, page):
    code, answer = result(filled, "ask", QUESTION)
    assert code == 0
    assert set(answer) == {
        "question", "text", "confidence", "answerable", "reason", "threshold", "citations",
        "hits", "truncated", "dates", "outside", "days", "as_of",
        "text_confidence", "text_unsure", "calibrated", "kind", "items", "read", "also_in",
        "denials", "unanswered", "held", "repealed_by", "not_yet", "amended_by", "announced",
        "nearest",
    }  # fmt: skip
    [citation] = answer["citations"]
    assert set(citation) == {
        "article_id", "start", "end", "quote", "title", "date", "file", "file_start", "file_end",
        "dates",
        "page",
        "file_state",
        "field",
        "boxes", "text_confidence", "corrections", "opening",
    }  # fmt: skip
    assert answer["text"] == citation["quote"]
    assert "大桥总投资1.5亿元" in answer["text"]
    assert citation["title"] == BRIDGE
    assert citation["date"] == "2031-04-03"
    assert citation["file"] == str(page)
    in_file = PAGE[citation["file_start"] : citation["file_end"]]
    assert in_file.replace("\n", "") == citation["quote"]
    assert answer["reason"] is None
    assert set(answer["hits"][0]) == {
        "article_id", "start", "end", "text", "score", "dense", "sparse", "title", "date",
        "reranked", "also_in", "opening",
    }  # fmt: skip


def test_ask_shows_the_answer_in_its_source(filled, page):
    code, out, err = filled("ask", QUESTION)
    assert (code, err) == (0, "")
    answer, heading, quoted, place = out.splitlines()
    assert answer.startswith("答案：市长宋怀远说")
    assert heading == f"[1] {BRIDGE}  2031-04-03"
    assert "建设用时两年" in quoted
    assert place.startswith(f"    {page}:")


def test_ask_shows_days_beside_the_quote_never_in_it(filled):
    question = "清河大桥去年在哪里建成通车"
    code, out, _ = filled("ask", question, "--today", "2031-03-01")
    asked, other, answer, named, _, quoted, days, _ = out.splitlines()
    assert named == "答案中的日期：昨日（2031-04-02）"
    assert (code, asked) == (0, "问题中的日期：去年（2030-01-01至2030-12-31）")
    assert other == "注意：没有找到那些日子的答案，这是别的日子的"
    assert answer.startswith("答案：本报讯 昨日,清河大桥在云岭市建成通车")
    assert quoted == "    本报讯 昨日,清河大桥在云岭市建成通车。"
    assert days == "    文中日期：昨日（2031-04-02）"
    _, done = result(filled, "ask", question, "--today", "2031-03-01")
    place = {"start": 4, "end": 6}
    [citation] = done["citations"]
    day = {"since": "2031-04-02", "until": "2031-04-02", "lunar": False}
    assert citation["dates"] == [{"text": "昨日", **place, **day}]
    year = {"since": "2030-01-01", "until": "2030-12-31", "lunar": False}
    assert done["dates"] == [{"text": "去年", "start": 4, "end": 6, **year}]


def test_ask_refuses_what_is_of_other_days_than_a_day_asked_for(filled, page):
    code, out, _ = filled("ask", "清河大桥昨日在哪里建成通车", "--today", "2031-03-01")
    assert (code, out.splitlines()) == (
        1,
        [
            "问题中的日期：昨日（2031-02-28）",
            "未作答：读到的回答不是所问日子（2031-02-28）的；"
            "档案里的文章从 2031-04-03 到 2031-04-03，问题里的昨日按 2031-02-28 理解："
            "请写明日期，或用 --today 说明从哪天算",
            f"最接近的一句（没有把握，请看原文）：清河大桥在云岭市建成通车。  {page}:25-38",
            f"读过的最接近的文章（不是答案）：{BRIDGE}  2031-04-03  {page}",
        ],
    )


def test_ask_says_of_which_day_an_answer_about_now_is_and_what_day_it_names(filled):
    code, out, _ = filled("ask", "清河大桥现在建成通车了吗", "--today", "2031-04-08")
    assert code == 0
    assert "问的是现在：这是 2031-04-03 的报道所说\n" in out
    assert "文中日期：昨日（2031-04-02）\n" in out


def test_a_lone_noun_is_shown_as_a_search(filled):
    code, out, _ = filled("ask", "夜校")
    said, *found = out.splitlines()
    assert (code, said) == (1, "未作答：这不是一个问题，下面是检索到的段落")
    assert found == filled("search", "夜校", "-k", "5")[1].splitlines()


@pytest.mark.parametrize(
    ("question", "days"),
    [
        (
            "4月6日之前清河大桥建成通车的情况",
            "4月6日（到2031-04-05为止）；只看 到2031-04-05为止 的文章",
        ),
        ("2031年以后清河大桥建成通车的情况", "2031年（2031-01-01起）；只看 2031-01-01起 的文章"),
    ],
)
def test_digest_says_to_which_side_its_days_are_open(filled, question, days):
    _, out, _ = filled("digest", question, "--today", "2031-04-08")
    assert f"问题中的日期：{days}" in out


def test_digest_quotes_the_sentences_that_answer(filled, page):
    code, done = result(filled, "digest", "上周清河大桥建成通车的情况", "--today", "2031-04-08")
    assert code == 0
    assert set(done) == {
        "question", "text", "items", "citations", "reason", "sentences_read", "left_out", "dates",
        "since", "until", "widened", "articles", "nearest", "without", "announced",
    }  # fmt: skip
    item = done["items"][0]
    assert item["text"] == "昨日,清河大桥在云岭市建成通车。"
    assert all("大桥" in item["text"] for item in done["items"])
    assert set(item) == {"text", "date", "article_id", "score", "citations", "amended_by"}
    [citation] = item["citations"]
    in_file = page.read_text("utf-8")[citation["file_start"] : citation["file_end"]]
    assert in_file.replace("\n", "") == citation["quote"] == item["text"]
    assert citation["dates"][0]["since"] == "2031-04-02"
    assert (done["since"], done["until"], done["widened"]) == ("2031-03-31", "2031-04-06", False)


def test_digest_shows_each_sentence_with_its_source(filled, page):
    code, out, err = filled("digest", "4月2日清河大桥建成通车的情况", "--today", "2031-04-08")
    assert (code, err) == (0, "")
    narrowed, sentence, heading, days, place, *_ = out.splitlines()
    period = "2031-04-02至2031-04-03"
    assert narrowed == f"问题中的日期：4月2日（2031-04-02）；只看 {period} 的文章"
    assert sentence == "[1] 昨日,清河大桥在云岭市建成通车。"
    assert heading == f"    {BRIDGE}  2031-04-03"
    assert days == "    文中日期：昨日（2031-04-02）"
    assert place.startswith(f"    {page}:")
    out = filled("digest", "清河大桥4月建成通车的情况", "--today", "2031-04-08")[1]
    assert out.splitlines()[0] == (
        "问题中的日期：4月（2031-04-01至2031-04-30）；只看 2031-04-01至2031-04-30 的文章"
    )


@pytest.mark.parametrize("days", ["去年", "4月1日", "上月", "4月4日之后"])
def test_digest_of_days_that_no_article_is_of_is_refused_with_the_nearest(filled, days):
    code, out, _ = filled("digest", f"{days}清河大桥建成通车的情况", "--today", "2031-04-08")
    assert code == 1
    assert "没有综述：所问的日子里没有足够相关的；离得最近的是 2031-04-03 的文章" in out


def test_digest_of_lately_says_which_days_those_are(filled):
    code, out, _ = filled("digest", "最近清河大桥建成通车的情况", "--today", "2031-06-08")
    assert code == 0
    assert out.splitlines()[0].startswith("问题中的日期：最近（2031-03-04至2031-04-03）；只看 ")
    first = filled("digest", "最新消息", "--today", "2031-06-08")[1].splitlines()[0]
    assert first == "问题中没有日期：只看最新的 2031-04-03 的文章"


def test_digest_of_articles(filled):
    _, listed = result(filled, "list")
    ids = [article["id"] for article in listed["articles"]]
    code, done = result(filled, "digest", "--ids", *ids)
    assert (code, done["question"]) == (0, None)
    assert {item["article_id"] for item in done["items"]} == set(ids)
    short = filled("digest", "--ids", *ids, "--limit", "1")[1]
    left = f"另有 {len(done['items']) - 1} 句没有列出：加 --limit 13 全部列出"
    assert short.splitlines()[-1] == left
    _, one = result(filled, "digest", "清河大桥", "--ids", ids[1])
    assert one["text"] is None


def test_a_digest_of_articles_says_which_have_no_sentence(kanbao, tmp_path):
    texts = {"j1": "4月3日，云岭市区下雨三小时。", "j2": "（完）"}
    rows = [{"id": id_, "title": "", "text": text} for id_, text in texts.items()]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    kanbao("add", tmp_path / "a.jsonl")
    assert kanbao("digest", "--ids", *texts)[1].splitlines()[-1] == "没有可引用的句子：j2"


def test_digest_refuses_with_exit_code_1(filled):
    code, done = result(filled, "digest", "木星有几颗卫星")
    assert (code, done["text"], done["items"], done["citations"]) == (1, None, [], [])
    code, out, _ = filled("digest", "清河大桥", "--since", "2032-01-01")
    assert (code, out) == (1, "没有综述：没有文章符合这些筛选条件\n")


def test_ask_refuses_with_exit_code_1_and_names_what_it_read(filled, page):
    code, answer = result(filled, "ask", "月球上有水吗", "--threshold", "0.9")
    assert (code, answer["text"], answer["citations"]) == (1, None, [])
    assert (answer["reason"], answer["threshold"]) == ("unsure", 0.9)
    out = filled("ask", "月球上有水吗", "--threshold", "0.9")[1]
    why, *near = out.splitlines()
    assert why == f"未作答：把握不足：置信度 {answer['confidence']:.2f}，低于门槛 0.90"
    titles = [*dict.fromkeys(hit["title"] for hit in answer["hits"])]
    assert len(near) == len(titles[:2]) > 0
    for line, title in zip(near, titles, strict=False):
        assert line == f"读过的最接近的文章（不是答案）：{title}  2031-04-03  {page}"
    code, out, _ = filled("ask", QUESTION, "--since", "2032-01-01")
    assert (code, out) == (1, "未作答：没有文章符合这些筛选条件\n")


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--until", "2031-04-03"], True),
        (["--until", "2031-04-02"], False),
        (["--source", "云岭日报"], True),
        (["--source", "晚报"], False),
        (["--tag", "桥"], False),
    ],
)
def test_search_filters(filled, options, found):
    code, answer = result(filled, "search", "大桥", *options)
    assert (code, bool(answer["hits"])) == (0 if found else 1, found)


@pytest.mark.parametrize("command", [["ask", QUESTION], ["search", "大桥"], ["digest", "大桥"]])
def test_an_id_that_is_not_there_is_said_not_searched(filled, tmp_path, command):
    said = f"kanbao: 错误：{tmp_path / 'archive'}：没有文章 'nobody'：编号见 kanbao list\n"
    assert filled(*command, "--id", "nobody") == (2, "", said)


def test_search_says_that_no_hit_has_a_word(filled):
    said = "注意：下面这些段落里都没有要找的字，只是意思相近"
    assert filled("search", "王羲之")[1].splitlines()[0] == said
    assert filled("ask", "王羲之")[1].splitlines()[1] == said
    assert said not in filled("search", "王羲之大桥")[1]
    assert said not in filled("search", "王羲之", "--arm", "dense")[1]  # words were not looked for


def test_search_shows_the_arms_scores(filled):
    code, out, _ = filled("search", "清河大桥", "-k", "1")
    first, scores, text = out.splitlines()
    assert (code, first) == (0, f"[1] {BRIDGE}  2031-04-03")
    assert "总分" in scores
    assert "语义 0." in scores
    assert text.startswith("    本报讯 昨日,清河大桥")
    assert "语义 —" in filled("search", "清河大桥", "--arm", "sparse")[1]
    assert filled("search", "清河大桥", "--tag", "桥")[:2] == (1, "没有找到\n")


@pytest.mark.parametrize("arms", [(), ("--arm", "dense"), ("--arm", "sparse")])
def test_search_shows_nothing_that_scores_nothing_and_counts_it(kanbao, tmp_path, arms):
    texts = {"a": "水价下月调整。", "b": "水价听证会召开。", "c": "渡口开放。", "d": "集市散了。"}
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([Article(id=id_, title="", text=text) for id_, text in texts.items()])
    code, done = result(kanbao, "search", "水价", *arms)
    scores = [hit["score"] for hit in done["hits"]]
    none = scores.count(0.0)
    assert (code, scores) == (0, sorted(scores, reverse=True))
    assert (len(scores), none) == ((2, 0) if "sparse" in arms else (4, 1))
    lines = kanbao("search", "水价", *arms)[1].splitlines()
    shown = [line.split()[0] for line in lines if "总分 " in line]
    assert shown == [hit["article_id"] for hit in done["hits"]][: len(scores) - none]
    assert "总分 0.0000" not in "".join(lines)
    assert ("另有 1 段总分为 0，没有列出" in lines) is bool(none)


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        (["ask", QUESTION], [f"[1] {BRIDGE}  2031-04-03", "大桥总投资1.5亿元,建设用时两年"]),
        (["search", QUESTION], [f"[1] {BRIDGE}  2031-04-03", "大桥总投资1.5亿元,建设用时两年"]),
        (["digest", "清河大桥建成通车"], [f"    {BRIDGE}  2031-04-03", "在云岭市建成通车。"]),
    ],
)
def test_what_was_found_is_shown_though_it_is_deleted_meanwhile(
    filled, monkeypatch, tmp_path, command, lines
):
    @contextmanager
    def found(*args, **options):
        with original(*args, **options) as hits:
            yield hits
        with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as other:
            other.delete([article.id for article in other.articles()])

    original = Archive._found
    monkeypatch.setattr(Archive, "_found", found)
    code, out, err = filled(*command)
    assert (code, err) == (0, "")
    assert all(line in out for line in lines)
    assert snapshot(tmp_path / "archive") == []


def test_summarize_says_which_words_are_the_articles_own(filled):
    code, done = result(filled, "summarize", "--all", "--kind", "headline")
    assert code == 0
    assert [s["text"] for s in done["summaries"]] == [
        "清河大桥在云岭市建成通车",
        "自本周起 图书馆周末开放到晚上九点",
    ]
    assert [s["extractive"] for s in done["summaries"]] == [False, False]


def test_a_summary_is_as_long_as_asked(filled):
    for length in (20, 60):
        code, done = result(
            filled, "summarize", "--all", "--kind", "summary", "--length", str(length)
        )
        assert code == 0
        assert all(len(s["text"]) <= 2 * length for s in done["summaries"])
    assert (
        filled("summarize", "--all", "--length", "1")[2]
        == "kanbao: 错误：--length 是 1：至少 8 字\n"
    )


def test_a_short_article_is_shown_as_its_own_words(kanbao, tmp_path):
    file = tmp_path / "rain.jsonl"
    file.write_text('{"id": "rain", "title": "天气", "text": "今天有雨。"}', encoding="utf-8")
    kanbao("add", file)
    code, out, _ = kanbao("summarize", "--id", "rain")
    assert (code, out) == (0, "天气\n提要（原文句子）：今天有雨。\n")


def test_list_delete_verify_rebuild(filled):
    _, listed = result(filled, "list")
    ids = [article["id"] for article in listed["articles"]]
    assert filled("list")[1].splitlines()[0].startswith(f"{ids[0]}  2031-04-03  {BRIDGE}")
    assert result(filled, "delete", ids[0], "nobody") == (
        1,
        {"deleted": [ids[0]], "missing": ["nobody"]},
    )
    assert filled("delete", ids[0])[:2] == (1, f"删除 0 篇；档案里没有：{ids[0]}\n")
    code, report = result(filled, "verify")
    assert (code, report["ok"], report["articles"], report["problems"]) == (0, True, 1, [])
    assert filled("verify")[1] == "1 篇文章，1 个片段：完好\n"
    assert filled("rebuild")[:2] == (0, "已重建 1 篇文章的索引\n")
    assert [article["id"] for article in result(filled, "list")[1]["articles"]] == ids[1:]


def test_an_answer_says_what_another_edition_of_the_day_has_instead(kanbao, tmp_path):
    told = "清河大桥在云岭市建成通车，大桥总投资1.5亿元。大桥由市交通局负责管理，行人请走两侧步道。"
    early = Article(
        id="早", title="大桥通车", text=told, date=dt.date(2031, 7, 12), source="云岭晚报",
        imprint=Imprint(page="A1", edition="早版"),
    )  # fmt: skip
    late = replace(
        early,
        id="晚",
        text=told.replace("1.5", "1.8"),
        imprint=Imprint(page="A3", edition="晚版"),
    )
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([early, late])
    _, made = result(kanbao, "ask", QUESTION, "--id", "早")
    (story,) = made["also_in"]
    assert (story["article_id"], "1.8亿元" in story["quote"]) == ("晚", True)
    assert late.text[story["start"] : story["end"]] == story["quote"]
    out = kanbao("ask", QUESTION, "--id", "早")[1]
    assert f"同日另见：云岭晚报 晚版 第A3版（晚）：那里写的是“{story['quote']}”\n" in out


def test_a_hit_is_shown_with_the_other_editions_of_its_day(kanbao, tmp_path):
    told = Article(id="a", title="泄洪", text=WIRE, date=dt.date(2031, 7, 12), source="云岭日报")
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        imprint = Imprint(page="3", edition="农村版")
        archive.add([told, replace(told, id="b", imprint=imprint)])
    lines = kanbao("search", "泄洪", "--arm", "sparse")[1].splitlines()
    also = [line.strip() for line in lines if "另见" in line]
    assert also == ["同日另见：云岭日报 农村版 第3版（b）", "同日另见：云岭日报（a）"]


def test_a_list_says_where_in_its_paper_an_article_is_and_when_there_is_none(kanbao, tmp_path):
    imprint = Imprint(page="A2", section="要闻", edition="海外版", issue="9876")
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([Article(id="a", title="桥", text="大桥通车。", imprint=imprint)])
        archive.add([Article(id="b", title="集", text="集市。", imprint=Imprint(page="文艺副刊"))])
    assert kanbao("list")[1].splitlines() == [
        "a  日期不详  桥  海外版 第A2版 要闻 第9876期  5 字",
        "b  日期不详  集  文艺副刊  3 字",
    ]
    assert kanbao("list", "--page", "Ａ０２")[1].startswith("a  ")
    assert kanbao("list", "--page", "第三版")[:2] == (1, "没有找到文章\n")
    assert result(kanbao, "list", "--page", "3") == (1, {"articles": []})


def test_a_terminal_is_not_steered_by_an_article(kanbao, tmp_path):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([Article(id="a", title="红\x1b[31m字", text="大桥\x1b[2J通车了。")])
    assert "\x1b" not in kanbao("list")[1] + kanbao("search", "大桥")[1]


@pytest.mark.parametrize("mark", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_what_turns_a_line_is_not_printed(kanbao, tmp_path, mark):
    with Archive.open(tmp_path / "archive") as archive:
        archive.add(
            [Article(id=f"甲{mark}乙", title=f"旧{mark}桥", text=f"大桥{mark}昨天通车了。")]
        )
    commands = (("list",), ("search", "大桥"), ("ask", "大桥昨天怎么了"), ("summarize", "--all"))
    for command in commands:
        code, out, _ = kanbao(*command)
        assert (code, mark in out, "旧 桥" in out) == (0, False, True)


BAD_FILES = {
    "scan.pdf": pdf([]),
    "cut.pdf": pdf([])[:200],
    "no.docx": b"PK no zip",
    "menu.html": b"<html><body></body></html>",
    "title.md": "# 只有标题".encode(),
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 8,
    "unknown.txt": b"\xff\xfe\xfd" + bytes([0x81, 0xFF]) * 50,
    "cut.txt": PAGE.encode()[: PAGE.encode().index("大".encode()) + 1],
    "nul.txt": "大桥\0通车".encode(),
    "broken.jsonl": '{"id": "1", "title": "", "text": "今天有雨。"}\n{"id": '.encode(),
    "broken.jsonl.gz": b"no gzip",
    "line.txt": "雨".encode() * 7_000_000,
    "line.jsonl": b'{"id": "1", "text": "' + b"a" * 20_000_000 + b'"}',
}


def test_one_bad_file_does_not_stop_the_rest(kanbao, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, data in BAD_FILES.items():
        (pages / name).write_bytes(data)
    (pages / "a.txt").write_text(PAGE, encoding="utf-8")
    (pages / "z.txt").write_text(PAGE.replace("清河", "白河"), encoding="utf-8")
    code, out, err = kanbao("add", pages, tmp_path / "missing.txt", "--json")
    done = json.loads(out)
    assert (code, done["added"], len(done["ids"])) == (2, 4, 4)
    bad = [*sorted(str(pages / name) for name in BAD_FILES), str(tmp_path / "missing.txt")]
    assert [row["file"] for row in done["skipped"]] == bad
    assert all(row["reason"].startswith(row["file"]) for row in done["skipped"])
    assert err.startswith(f"kanbao: 错误：{len(bad) + 2} 个文件里有 {len(bad)} 个没有读成")
    assert err.count("\n") == 1
    assert len(snapshot(tmp_path / "archive")) == 4
    code, out, err = kanbao("add", pages)
    assert code == 2
    assert out.startswith(f"新增 0 篇，更新 0 篇，未变 4 篇\n{undated(4)}")
    assert [line.startswith(f"跳过 {pages}") for line in out.splitlines()[2:]] == [True] * len(
        BAD_FILES
    )


def test_where_nothing_can_be_read_no_archive_is_made(kanbao, tmp_path):
    for name in ("a.pdf", "b.docx"):
        (tmp_path / name).write_bytes(b"nothing")
    code, out, err = kanbao("add", tmp_path)
    assert (code, out.count("跳过"), err.count("\n")) == (2, 2, 1)
    assert not (tmp_path / "archive").exists()


def test_a_file_name_that_is_no_text_is_skipped_and_printed(kanbao, tmp_path):
    (tmp_path / os.fsdecode(b"\xff\n.txt")).write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    for options in ([], ["--json"]):
        code, out, _ = kanbao("add", tmp_path, *options)
        out.encode("utf-8")
        assert (code, r"\udcff" in out) == (2, True)
    assert len(snapshot(tmp_path / "archive")) == 2


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_nothing_is_added(filled, tmp_path, name):
    before = snapshot(tmp_path / "archive")
    bad = tmp_path / name
    bad.write_bytes(BAD_FILES[name])
    code, out, err = filled("add", bad)
    assert (code, out) == (2, "")
    assert err.startswith(f"kanbao: 错误：{bad}")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert snapshot(tmp_path / "archive") == before


def test_a_broken_line_is_named(kanbao, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(BAD_FILES["broken.jsonl"])
    code, _, err = kanbao("add", bad)
    assert code == 2
    assert "2" in err.removeprefix(f"kanbao: 错误：{bad}")[:12]
    assert not (tmp_path / "archive").exists()


def test_one_id_in_two_files_is_an_error(kanbao, tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"id": "x", "title": "", "text": "雨。"}', encoding="utf-8")
    code, out, err = kanbao("add", tmp_path)
    assert (code, err.count("\n")) == (2, 1)
    assert f"{tmp_path / 'b.jsonl'}：其中文章的编号 'x' 在 {tmp_path / 'a.jsonl'} 里也有" in out
    assert [article.id for article in snapshot(tmp_path / "archive")] == ["x"]


def test_an_answer_names_the_page_of_a_pdf(kanbao, tmp_path):
    file = tmp_path / "paper.pdf"
    lines = [(60, 100, 10, "云岭市图书馆周末开到晚上九点。")], [(60, 100, 10, HTML)]
    file.write_bytes(pdf(*lines))
    kanbao("add", file)
    _, answer = result(kanbao, "ask", QUESTION)
    [citation] = answer["citations"]
    assert (citation["page"], citation["file"]) == (2, str(file))
    quoted = file_text(file)[citation["file_start"] : citation["file_end"]]
    assert quoted == citation["quote"]
    place = f"{file} 第2页:{citation['file_start']}-{citation['file_end']}"
    assert place in kanbao("ask", QUESTION)[1]


@pytest.mark.parametrize("path", ["missing.txt", "empty-folder"])
def test_nothing_to_add_is_an_error(kanbao, tmp_path, path):
    (tmp_path / "empty-folder").mkdir()
    code, _, err = kanbao("add", tmp_path / path)
    assert code == 2
    assert err.startswith(f"kanbao: 错误：{tmp_path / path}")


def test_a_folder_that_cannot_be_listed_is_an_error(kanbao, page, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may read everything")
    code, _, err = kanbao("add", tmp_path)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"kanbao: 错误：{locked}：列不出来")
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize("question", ["", " ", "问" * 10_000, "\udcff"])
@pytest.mark.parametrize("command", ["ask", "search", "digest"])
def test_a_bad_question_is_an_error(filled, command, question):
    code, out, err = filled(command, question)
    assert (code, out, err.count("\n")) == (2, "", 1)
    is_of_nothing = command == "digest" and not question.strip()
    assert err.startswith("kanbao: 错误：没有说综述什么" if is_of_nothing else "kanbao: 错误：问题")


COMMANDS = [
    ["ask", "谁"],
    ["search", "谁"],
    ["digest", "谁"],
    ["summarize", "--all"],
    ["list"],
    ["delete", "x"],
    ["verify"],
    ["rebuild"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_missing_archive_is_an_error(kanbao, tmp_path, command):
    code, out, err = kanbao(*command, archive=tmp_path / "none")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(tmp_path / "none") in err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", [*COMMANDS, ["add"]], ids=lambda command: command[0])
def test_a_folder_that_is_no_archive_is_an_error(kanbao, page, tmp_path, command):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.abc").write_bytes(b"jpeg")
    command = [*command, page] if command == ["add"] else command
    code, out, err = kanbao(*command, archive=folder)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(folder) in err
    assert [file.name for file in folder.iterdir()] == ["a.abc"]


@pytest.mark.parametrize("command", [["ask", "谁"], ["search", "谁"], ["add"]], ids=str)
def test_an_archive_of_another_embedder_is_an_error(filled, monkeypatch, tmp_path, command):
    before = snapshot(tmp_path / "archive")
    monkeypatch.setattr("qa.defaults.default_embedder", lambda **_: HashEmbedder(seed=1))
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("清河", "白河"), encoding="utf-8")
    command = [*command, other] if command == ["add"] else command
    code, out, err = filled(*command)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "hash-0" in err
    assert "hash-1" in err
    assert "rebuild" in err
    assert snapshot(tmp_path / "archive") == before
    assert filled("rebuild")[0] == 0
    assert filled("search", "大桥")[0] == 0


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["ask"], "问题"),
        (["ask", "谁", "--since", "哪天"], "不是日期"),
        (["list", "--since", "2031-04-03", "--until", "2031-04-02"], "晚于截止日期"),
        (["add", ""], "路径是空的"),
        (["list", "--tag", "\udcff"], "不是 Unicode 文字"),
        (["summarize", "--id", "\udcff"], "不是 Unicode 文字"),
        (["ask", "谁", "--threshold", "2"], "不在 0 到 1 之间"),
        (["ask", "谁", "--threshold", "高"], "不是数"),
        (["search", "谁", "-k", "0"], "k"),
        (["digest"], "--ids"),
        (["digest", "谁", "--limit", "0"], "limit"),
        (["digest", "谁", "--today", "上周"], "不止一天"),
        (["digest", "--ids", "nobody"], "nobody"),
        (["summarize", "--kind", "poem"], "poem"),
        (["summarize", "--id", "nobody"], "nobody"),
        (["fly"], "fly"),
    ],
)
def test_bad_arguments_are_one_line(filled, args, message):
    code, out, err = filled(*args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_an_unknown_model_is_an_error(kanbao, page, tmp_path):
    code, out, err = kanbao("add", page, "--embedder", tmp_path / "no-model")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "no-model" in err


def test_an_interrupt_is_told(filled, monkeypatch):
    def interrupt(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(Archive, "search", interrupt)
    code, out, err = filled("search", "大桥")
    assert (code, out) == (130, "")
    assert err.startswith("kanbao: 错误：已中断")


def test_the_environment_names_the_archive(filled, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KANBAO_ARCHIVE", str(tmp_path / "archive"))
    assert main(["list"]) == 0
    assert BRIDGE in capsys.readouterr().out


def process(*args, stdout=subprocess.PIPE, encoding="utf-8"):
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *args],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "PYTHONIOENCODING": encoding,
        },
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding=encoding,
        check=False,
    )


def test_help_is_chinese_and_quick():
    done = process("-X", "importtime", "-m", "qa", "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("用法：kanbao")
    for command in (
        "add",
        "ask",
        "search",
        "digest",
        "summarize",
        "list",
        "delete",
        "verify",
        "rebuild",
    ):
        assert f"\n    {command}" in done.stdout
    for heavy in ("numpy", "faiss", "torch", "transformers", "rich.console"):
        assert f" {heavy}\n" not in done.stderr


def test_a_list_imports_no_torch(filled, tmp_path):
    done = process("-X", "importtime", "-m", "qa", "list", "--archive", str(tmp_path / "archive"))
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    assert " torch\n" not in done.stderr


def test_what_the_outputs_encoding_lacks_is_escaped(tmp_path):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([Article(id="a", title="𠮷祥街café开业", text="")])
    command = ("-m", "qa", "list", "--archive", str(tmp_path / "archive"))
    plain = process(*command, encoding="gbk")
    assert (plain.returncode, plain.stderr) == (0, "")
    assert "\\U00020bb7祥街caf" in plain.stdout
    for encoding in ("gbk", "ascii", "utf-8"):
        listed = json.loads(process(*command, "--json", encoding=encoding).stdout)
        assert listed["articles"][0]["title"] == "𠮷祥街café开业"


def test_a_library_does_not_log_over_our_errors(tmp_path):
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("<html><body></body></html>", encoding="utf-8")
    done = process("-m", "qa", "add", str(tmp_path), "--archive", str(tmp_path / "archive"))
    assert (done.returncode, done.stdout.count("没有正文")) == (2, 2)
    assert done.stderr.startswith("kanbao: 错误：2 个文件里有 2 个没有读成")
    assert done.stderr.count("\n") == 1


def test_a_closed_pipe_is_no_error(filled, tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as pipe:  # noqa: PTH123 - a file descriptor
        done = process("-m", "qa", "list", "--archive", str(tmp_path / "archive"), stdout=pipe)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_closed_output_is_no_error(filled, tmp_path):
    run = "import sys; sys.stdout = None; from qa.command.cli import main; sys.exit(main({}))"
    words = ["list", "--archive", str(tmp_path / "archive")]
    done = process("-c", run.format(words))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_is_said_to_be_added_where_no_file_was_read(kanbao, tmp_path, page):
    bad = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for file in bad:
        file.write_text("{", "utf-8")
    assert "入库了" not in kanbao("add", *bad)[2]
    assert "3 个文件里有 2 个没有读成，其余的入库了" in kanbao("add", *bad, page)[2]
