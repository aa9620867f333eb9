"""Articles without a title, and files of many articles: what is shown says which one it is."""

import json

import pytest

from qa.command.show import _in_many
from tests.qa.command.sample import result

ROWS = [
    {
        "id": "n1",
        "title": "清河大桥建成通车",
        "date": "2031-04-03",
        "text": "清河大桥建成通车，总投资1.5亿元。",
    },
    {
        "id": "n3",
        "text": "本报讯（记者 沈小满） 云岭市图书馆延长开放时间，周末开放到晚上九点，座位添了。",
    },
    {
        "id": "n 4",
        "date": "2031-04-05",
        "text": "青石镇集市改为周三。摊位费不变，镇里新修了厕所。",
    },
]
LIBRARY = "（无标题）云岭市图书馆延长开放时间，周末开放到晚上九点，座…"
MARKET = "（无标题）青石镇集市改为周三。"


@pytest.fixture
def many(kanbao, tmp_path, monkeypatch):
    monkeypatch.setenv("KANBAO_ARCHIVE", str(tmp_path / "archive"))
    file = tmp_path / "newspaper.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    assert kanbao("add", file)[0] == 0
    return kanbao


def test_a_list_and_a_search_tell_how_it_begins(many):
    lines = many("list")[1].splitlines()
    assert lines[0].startswith("n1  2031-04-03  清河大桥建成通车  ")
    assert lines[1].startswith(f"n3  日期不详  {LIBRARY}  ")
    assert lines[2].startswith(f"n 4  2031-04-05  {MARKET}  ")
    shown = many("search", "集市摊位费")[1].splitlines()
    assert shown[0] == f"[1] {MARKET}  2031-04-05"
    assert shown[1].startswith("    n 4 [0, 24)  ")
    _, done = result(many, "search", "集市摊位费")
    assert done["hits"][0]["title"] == ""
    assert done["hits"][0]["opening"] == "青石镇集市改为周三。"
    assert [one["opening"] != "" for one in result(many, "list")[1]["articles"]] == [
        False, True, True,
    ]  # fmt: skip


def test_an_answer_says_where_in_its_article_and_how_to_see_that(many):
    answer, heading, _, place = many("ask", "图书馆周末开放到几点")[1].splitlines()
    assert answer.startswith("答案：")
    assert heading == f"[1] {LIBRARY}"
    start = ROWS[1]["text"].index(answer.removeprefix("答案：")[:2])
    assert place.startswith(f"    n3:{start}-")
    assert place.endswith("（在 newspaper.jsonl 里；全文：kanbao show n3）")


@pytest.mark.parametrize(
    ("id_", "typed"),
    [
        ("n3", "n3"),
        ("n 4", "'n 4'"),
        ("-x", "-- -x"),
        ("--json", "-- --json"),
        ("a\nb", r"$'a\nb'"),
        ("a\tb\r", r"$'a\tb\r'"),
        ("it's\\\n", r"$'it\'s\\\n'"),
        ("\x1b[1m\u2028", r"$'\u001b[1m\u2028'"),
        ("it's", """'it'"'"'s'"""),
    ],
)
def test_how_to_see_an_article_can_be_typed(id_, typed):
    assert _in_many(id_, "a.jsonl") == f"（在 a.jsonl 里；全文：kanbao show {typed}）"


@pytest.mark.parametrize("asked", [("ask", "图书馆周末开放到几点"), ("digest", "图书馆周末开放")])
def test_how_to_see_an_article_names_an_archive_that_is_not_the_usual_one(many, tmp_path, asked):
    other = tmp_path / "另 一处"
    assert many(*asked)[1].splitlines()[-1].endswith("全文：kanbao show n3）")
    many("add", tmp_path / "newspaper.jsonl", archive=other)
    place = many(*asked, archive=other)[1].splitlines()[-1]
    assert place.endswith(f"全文：kanbao show --archive '{other}' n3）")


def test_a_list_shows_ids_as_they_can_be_typed(many, tmp_path):
    row = {"id": "甲\n乙", "title": "修路", "text": "石门镇修路12公里。"}
    (tmp_path / "more.jsonl").write_text(json.dumps(row), "utf-8")
    many("add", str(tmp_path / "more.jsonl"))
    assert many("list")[1].splitlines()[-1].startswith(r"$'甲\n乙'  日期不详  修路")
    assert many("show", "甲\n乙")[1].splitlines()[-1] == row["text"]


def test_a_digest_and_a_summary_do_too(many):
    lines = many("digest", "--ids", "n 4")[1].splitlines()
    assert lines[1] == f"    {MARKET}  2031-04-05"
    assert lines[2].endswith("（在 newspaper.jsonl 里；全文：kanbao show 'n 4'）")
    assert many("summarize", "--id", "n 4")[1].splitlines()[0] == f"{MARKET}  2031-04-05  n 4"


def test_of_one_file_an_article_the_place_in_the_file_stays(kanbao, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "market.txt").write_text(ROWS[2]["text"], "utf-8")
    kanbao("add", "market.txt")
    _, heading, _, place = kanbao("ask", "集市改为周几")[1].splitlines()
    assert heading == f"[1] {MARKET}"
    id_ = result(kanbao, "list")[1]["articles"][0]["id"]
    assert place.startswith("    market.txt:0-")
    assert place.endswith(f"（编号 {id_}）")


def test_an_article_is_shown_whole(many):
    code, out, err = many("show", "n 4", "n1")
    assert (code, err) == (0, "")
    file = out.splitlines()[1].removeprefix("编号 n 4  ")
    assert file.endswith("newspaper.jsonl")
    assert out.splitlines() == [
        f"{MARKET}  2031-04-05",
        f"编号 n 4  {file}",
        ROWS[2]["text"],
        "",
        "清河大桥建成通车  2031-04-03",
        f"编号 n1  {file}",
        ROWS[0]["text"],
    ]
    _, done = result(many, "show", "n1")
    assert [(one["article"]["id"], one["text"]) for one in done["articles"]] == [
        ("n1", ROWS[0]["text"])
    ]
    code, out, err = many("show", "nobody")
    assert (code, out) == (2, "")
    assert "nobody" in err


def test_of_several_articles_those_that_are_there_are_shown(many):
    code, out, err = many("show", "nobody", "n1", "no\none")
    assert code == 1
    assert out.splitlines()[-1] == ROWS[0]["text"]
    assert err == "注意：没有文章 nobody、$'no\\none'：编号见 kanbao list\n"
    code, done = result(many, "show", "n1", "nobody")
    assert (code, done["missing"]) == (1, ["nobody"])
    assert [one["text"] for one in done["articles"]] == [ROWS[0]["text"]]


def test_a_refusal_shows_the_sentence_that_came_nearest(many):
    lines = many("ask", "青石镇集市的摊位费由谁定", "--threshold", "1")[1].splitlines()
    assert lines[0].startswith("未作答：把握不足")
    said = "最接近的一句（没有把握，请看原文）：青石镇集市改为周三。  n 4:0-10"
    assert lines[1] == f"{said}（在 newspaper.jsonl 里；全文：kanbao show 'n 4'）"
    assert lines[2].startswith(f"读过的最接近的文章（不是答案）：{MARKET}  2031-04-05  n 4")
    lines = many("ask", "木星有几颗卫星", "--threshold", "1")[1].splitlines()
    assert not any("最接近的一句" in line for line in lines)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("青石镇集市有哪些新做法？", "kanbao digest '青石镇集市有哪些新做法？'"),
        ("各地集市怎么收摊位费", "kanbao digest '各地集市怎么收摊位费'"),
        ("青石镇集市的摊位费是多少", None),
    ],
)
def test_a_broad_question_that_is_refused_leads_to_the_digest(many, question, command):
    *_, last = many("ask", question, "--threshold", "1", "--since", "2031-04-04")[1].splitlines()
    if command is None:
        assert "kanbao digest" not in last
    else:
        said = f"问得宽，可以试试综述：{command} --since 2031-04-04 --archive "
        assert last.startswith(said)
