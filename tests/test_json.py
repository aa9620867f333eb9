"""What a command prints with ``--json`` has the fields and types of docs/json.md, and no others."""

import contextlib
import json
import re
from pathlib import Path

import pytest

from qa import Archive
from qa.command.cli import main
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.qa.reading.papers import column, pdf
from tests.scans import articles_of, recognise

PAGE = (Path(__file__).parents[1] / "docs" / "json.md").read_text("utf-8")
COMMANDS = {
    "add",
    "ask",
    "search",
    "show",
    "digest",
    "summarize",
    "list",
    "delete",
    "verify",
    "correct",
    "relocate",
    "move",
    "rebuild",
    "doctor",
    "watch",
    "check",
    "questions",
    "row",
    "evidence",
    "standing",
    "standings",
    "removed",
    "run",
}
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \|", re.MULTILINE)
RECORDS = {
    heading: dict(ROW.findall(section))
    for heading, section in re.findall(
        r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
}
DATE = re.compile(r"\d{4}-\d\d-\d\d")
PLAIN = {
    "null": lambda value: value is None,
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) in (int, float),
    "date": lambda value: isinstance(value, str) and DATE.fullmatch(value) is not None,
}
BRIDGE = (
    "昨日，清河大桥在云岭市建成通车。市长宋怀远说，清河大桥总投资1.5亿元，建设用时两年。"
    "大桥由市交通局负责管理，非机动车可以免费通行，行人请走两侧步道。家住桥头的邱玉兰说，"
    "过去进城要绕行十二公里，现在走路只要一刻钟。市交通局将在桥头增设两个公交站。"
)
NEWS = [
    {
        "id": "n1",
        "title": "清河大桥建成通车",
        "date": "2031-04-03",
        "source": "云岭日报",
        "byline": "李桂英",
        "tags": ["交通"],
        "page": "A02",
        "section": "要闻",
        "edition": "海外版",
        "issue": "第9876期",
        "text": BRIDGE,
    },
    {
        "id": "n2",
        "title": "清河大桥通车",
        "date": "2031-04-03",
        "text": BRIDGE,
    },
    {"id": "n3", "text": "云岭市图书馆延长开放时间，周末开到晚上九点。"},
]
JOINED = "\ufeff" + json.dumps({"id": "n4", "content": "青石镇夜校开课，今年报名的有312人。"})
JOINED = f"{JOINED}\n\ufeff" + json.dumps({"id": "n5", "text": "青石镇集市改为周三，摊位费不变。"})
WITHDRAWN = [
    json.dumps({"id": id_, "text": text}, ensure_ascii=False)
    for id_, text in (("w1", "青石镇新修水渠三公里。"), ("w2", "青石镇茶厂停工，复工日期未定。"))
]
PHOTO = """云岭日报 2031年4月3日

本报讯 昨日，青石镇的茶农开始采摘今年的头一批春茶，预计今年全镇产茶三百吨，

图为茶农在采茶。 邱玉兰 摄

比去年多一成。"""
DRAWN = ("云岭市丝坊收茧三百吨，", "比去年多一成。")
SCANNED = "云岭市水文站新设雨量计三十二处。\n站长邵平说，汛期每小时报送一次。"


def wrong(value, kind, path, seen):
    """Return what is not of the documented type; ``seen`` gets the fields that hold something."""
    kinds = kind.split(" or ")
    if value is None:
        return [] if "null" in kinds else [f"{path} is null"]
    (kind,) = (one for one in kinds if one != "null")
    if kind in PLAIN:
        return [] if PLAIN[kind](value) else [f"{path} is {value!r}, not {kind}"]
    if kind.startswith("list of "):
        inner = kind.removeprefix("list of ")
        return [x for i, one in enumerate(value) for x in wrong(one, inner, f"{path}[{i}]", seen)]
    if kind.startswith("map of "):
        inner = kind.removeprefix("map of ")
        return [x for key, one in value.items() for x in wrong(one, inner, f"{path}.{key}", seen)]
    return record(value, kind, path, seen)


def record(value, name, path, seen):
    fields = RECORDS[name]
    if set(value) != set(fields):
        return [f"{path}: {sorted(set(value) ^ set(fields))} is only here or only on the page"]
    seen |= {(name, field) for field in value if value[field] not in (None, [], {})}
    return [
        x for field in fields for x in wrong(value[field], fields[field], f"{path}.{field}", seen)
    ]


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run a command on an archive of several kinds of files; return what it prints, as JSON."""
    monkeypatch.setattr("qa.defaults.default_embedder", lambda **_: HashEmbedder())
    monkeypatch.setattr("qa.defaults.default_generator", lambda **_: ExtractiveGenerator())
    damaged = iter([["generator"], []])  # the first time the doctor comes, and the second
    monkeypatch.setattr("qa.defaults.damaged_models", lambda: next(damaged))
    monkeypatch.setattr("qa.command.doctor.SECONDS", 0.0)
    pages = tmp_path / "pages"
    pages.mkdir()
    lines = "\n".join(json.dumps(article, ensure_ascii=False) for article in NEWS)
    (pages / "news.jsonl").write_text(lines, "utf-8")
    (pages / "joined.jsonl").write_text(JOINED, "utf-8")
    (pages / "photo.txt").write_text(PHOTO, "utf-8")
    (pages / "scan.pdf").write_bytes(pdf(column(60, 80, SCANNED, width=30)))
    (pages / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    (pages / "voice.mp3").write_bytes(b"")
    (pages.parent / "moved").mkdir()

    def run(name, *words):
        with contextlib.suppress(SystemExit):
            main([name, *words, "--archive", str(tmp_path / "archive"), "--json"])
        out = capsys.readouterr().out
        return list(map(json.loads, out.splitlines())) if name == "watch" else json.loads(out)

    (pages / "withdrawn.jsonl").write_text(f"{WITHDRAWN[0]}\n{WITHDRAWN[1]}", "utf-8")
    run("add", str(pages / "withdrawn.jsonl"))
    drawn = pages.parent / "drawn"
    drawn.mkdir()
    (run.article,) = articles_of(drawn / "drawn.png", DRAWN)
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder(), create=False) as archive:
        archive.add([run.article])
    (pages / "withdrawn.jsonl").write_text(WITHDRAWN[0], "utf-8")
    run.added = run("add", str(pages), "--report")
    run.pages, run.monkeypatch = pages, monkeypatch
    return run


def sessions(run):
    """Yield commands and what they print: between them every field has something in it."""
    yield "add", run.added
    id_ = run.article.id
    yield "correct", run("correct", id_, "--find", "坊", "--text", "厂", "--by", "李桂英")
    yield "correct", run("correct", id_, "--original")
    for words in (
        ("ask", "昨日清河大桥总投资多少", "--today", "2031-04-04"),
        ("ask", "云岭市水文站新设雨量计几处"),
        ("ask", "清河大桥由哪些部门管理"),
        ("ask", "清河大桥为什么总投资1.5亿元"),
        ("ask", "清河大桥总投资多少，木星有几颗卫星"),
        ("ask", "木星的卫星"),
        ("ask", "清河大桥总投资多少", "--threshold", "1"),
        ("ask", "云岭市丝厂收茧几吨"),
        ("ask", "谁", "--since", "2050-01-01"),
        ("search", "清河大桥", "-k", "3"),
        ("digest", "4月清河大桥的情况", "--today", "2031-04-08", "--limit", "1"),
        ("digest", "2029年清河大桥的情况", "--today", "2031-04-08"),
        ("digest", "--ids", "n1", "n3"),
        ("ask", "清河大桥现在建成通车", "--today", "2031-04-08"),
        ("digest", "清河大桥", "--since", "2050-01-01"),
        ("summarize", "--all"),
        ("summarize", "--kind", "headline", "--since", "2031-01-01"),
        ("list",),
        ("show", "n1", "n3"),
        ("show", run.article.id, "nobody"),
        ("verify", "--files"),
        ("relocate", str(run.pages), str(run.pages.parent / "moved")),
        ("move", "--to", str(run.pages.parent / "copy")),
        ("verify", "--files"),
        ("delete", "n3", "nobody"),
        ("rebuild",),
        ("doctor",),
        ("doctor",),
    ):
        yield words[0], run(*words)
    yield from later_sessions(run)
    recognise(run.monkeypatch, ("青石镇夜校开课。",))
    yield "add", run("add", str(run.pages.parent / "drawn"))


def later_sessions(run):
    """Yield what stands for a while: watching, lists, standing questions, evidence."""
    place, asked = run.pages.parent, "青石镇茶厂几时复工"
    (place / "in").mkdir()
    file, torn = place / "in" / "tea.jsonl", place / "in" / "torn.pdf"
    article = {"id": "t1", "title": "茶厂", "date": "2031-04-03", "source": "云岭日报"}
    article |= {"byline": "李桂英", "tags": ["茶"]}
    watch = ("watch", str(place / "in"), "--once", "--settle", "0", "--standing")
    yield "standing", run("standing", "add", asked, "--source", "云岭日报", "--tag", "茶")
    run("standing", "add", "夜校", "--since", "2031-01-01", "--until", "2031-12-31")
    yield "run", run("standing", "run")
    torn.write_bytes(b"%PDF-1.7 torn")
    texts = ("昨日，青石镇茶厂复工。", "青石镇茶厂前天复工，几时停工未定。", f"{BRIDGE}完", BRIDGE)
    for text in texts:
        rows = [article | {"text": text}, article | {"id": f"t{len(text)}", "text": f"{text}又及"}]
        file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        yield from (("watch", line) for line in run(*watch))
    yield "standings", run("standing", "list")
    yield "removed", run("standing", "remove", "2", "9")
    listed, out = place / "list.csv", place / "out.jsonl"
    asked = "4月3日清河大桥总投资多少"
    listed.write_text(
        f"id,问题,today,来源\n1,{asked},2031-04-08,云岭日报\n2,,,\n3,木星的卫星,,\n4,{asked},,\n"
        "5,谁,,无\n6,清河大桥由哪些部门管理,,\n7,清河大桥现在建成通车,2031-04-08,\n"
        "8,云岭市丝厂收茧几吨,,\n9,清河大桥什么时候建成通车,,\n"
        "10,清河大桥为什么总投资1.5亿元,,\n11,清河大桥总投资多少，木星有几颗卫星,,\n", "utf-8",
    )  # fmt: skip
    words = ("ask", "--questions", str(listed), "--out", str(out))
    yield "questions", run(*words)
    yield "questions", run(*words)
    yield from (("row", json.loads(line)) for line in out.read_text("utf-8").splitlines())
    proof = place / "evidence.json"
    run("ask", asked[4:], "--tag", "茶", "--evidence", str(proof))
    yield from (("evidence", one) for one in json.loads(proof.read_text("utf-8")))
    yield "check", run("check", str(proof))
    file.write_text("\n" + file.read_text("utf-8"), "utf-8")
    yield "check", run("check", str(proof))
    file.write_text(f"号外\n{BRIDGE}", "utf-8")
    yield "check", run("check", str(proof))


def test_every_field_of_json_is_documented_with_its_type(run):
    seen, faults, commands = set(), [], set()
    for name, printed in sessions(run):
        commands.add(name)
        faults += record(printed, name, name, seen)
    assert faults == []
    assert commands == COMMANDS
    everything = {(name, field) for name, fields in RECORDS.items() for field in fields}
    # A service's: tests/service/test_lists.py; a reranker's: tests/models/test_reranker.py; add's.
    # What is added from another file: tests/qa/command/test_changed_files.py. An archive on a
    # server: tests/qa/command/test_federation.py.
    others = {("row", "permalink"), ("hit", "reranked"), ("watch", "uncorrected")}
    others |= {("add", "refiled"), ("watch", "refiled")}
    # Several archives': tests/qa/command/test_federation.py.
    others |= {("article", "archive")}
    others |= {("verify", "elsewhere"), ("move", "elsewhere")}
    # What another edition says in an answer's place: tests/qa/command/test_cli.py.
    others |= {("story", name) for name in ("quote", "start", "end")}
    # A text's that denies what would answer: tests/qa/answering/test_denials.py.
    others |= {("ask", "denials"), ("row", "denials")}
    # What a later article puts right: tests/qa/answering/test_amending.py.
    others |= {(of, "amended_by") for of in ("item", "summary", "ask", "row")}
    # A refusal's of days, and the news of days: tests/qa/answering/test_days_asked.py.
    others |= {("ask", "held"), ("row", "held"), ("digest", "articles")}
    # A refused question's of a list: tests/qa/answering/test_nearest.py.
    others |= {("row", "nearest")}
    # Of a list's articles without a sentence: tests/qa/answering/digests/test_digest.py.
    others |= {("digest", "without")}
    # What repeals an answer's article: tests/qa/answering/test_repeals.py.
    # What is announced for days to come: tests/qa/answering/digests/test_announced.py.
    others |= {("ask", "announced"), ("row", "announced")}
    others |= {(of, name) for of in ("ask", "row") for name in ("repealed_by", "not_yet")}
    assert everything - seen == others
    assert seen <= everything


def test_the_words_on_the_page_are_those_of_the_library():
    from qa.records import AnswerKind, DateFrom, FileState, Reason, Refusal

    (parts,) = re.findall(r"^\| `reason` \| string \|(.*`furniture`.*)\|$", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", parts)) == set(Reason)
    (dates,) = re.findall(r"^\| `date_from` \|[^|]*\|(.*)\|$", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", dates)) == set(DateFrom)

    (kinds,) = re.findall(r"^\| `kind` \| string \|(.*`passage`.*)\|$", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", kinds)) == set(AnswerKind)

    told = {
        word
        for field in ("reason", "file_state")
        for line in re.findall(rf"^\| `{field}` \| string or null \|(.*)\|$", PAGE, re.MULTILINE)
        for word in re.findall(r"`(\w+)`", line)
    }
    assert told == {*Refusal, *FileState}
