"""Files that share ids, and files that changed: nothing is replaced or kept in silence."""

import json
from pathlib import Path

import pytest

from qa import Archive
from qa.errors import InputError
from qa.reading import read_articles
from tests.fakes import HashEmbedder
from tests.qa.command.sample import result

FIRST = [("1", "清河大桥通车，总投资1.5亿元。"), ("2", "青石镇夜校开课。")]
SECOND = [("1", "云岭市图书馆周末开到晚上九点。")]


def write(file, rows):
    lines = (json.dumps({"id": id_, "text": text}, ensure_ascii=False) for id_, text in rows)
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def texts(folder):
    with Archive.open(folder, create=False) as archive:
        return {article.id: article.text for article in archive.articles()}


def test_ids_that_two_days_files_share_refuse_the_second(kanbao, tmp_path):
    one = write(tmp_path / "2031-04-03.jsonl", FIRST)
    two = write(tmp_path / "2031-04-04.jsonl", SECOND)
    assert kanbao("add", one)[0] == 0
    code, out, err = kanbao("add", two)
    assert (code, out) == (2, "")
    assert f"{two}：其中文章的编号 '1' 在档案里是 {one} 的，内容不同" in err
    assert texts(tmp_path / "archive") == dict(FIRST)


def test_beside_others_such_a_file_is_skipped(kanbao, tmp_path):
    one = write(tmp_path / "a.jsonl", FIRST)
    kanbao("add", one)
    more = tmp_path / "more"
    more.mkdir()
    write(more / "b.jsonl", SECOND)
    write(more / "c.jsonl", [("3", "青石镇集市改为周三。")])
    code, done = kanbao("add", more, "--json")[0], texts(tmp_path / "archive")
    assert (code, done) == (2, {**dict(FIRST), "3": "青石镇集市改为周三。"})


def test_in_one_run_the_second_file_is_skipped(kanbao, tmp_path):
    write(tmp_path / "a.jsonl", FIRST)
    write(tmp_path / "b.jsonl", SECOND)
    assert kanbao("add", tmp_path)[0] == 2
    assert texts(tmp_path / "archive") == dict(FIRST)


def test_a_corrected_file_replaces_its_own_and_names_what_it_lost(kanbao, tmp_path):
    file = write(tmp_path / "a.jsonl", FIRST)
    kanbao("add", file)
    write(file, [("1", "清河大桥通车，总投资2.5亿元。")])
    code, done = result(kanbao, "add", file)
    assert (code, done["replaced"], done["stale"]) == (0, 1, ["2"])
    assert texts(tmp_path / "archive")["1"] == "清河大桥通车，总投资2.5亿元。"
    assert "档案里还在：2（" in kanbao("add", file)[1]


def test_the_same_articles_in_a_copy_are_no_conflict(kanbao, tmp_path):
    kanbao("add", write(tmp_path / "a.jsonl", FIRST))
    assert kanbao("add", write(tmp_path / "b.jsonl", FIRST))[0] == 0


def test_a_quotation_of_what_the_file_lost_says_so_and_verify_finds_it(kanbao, tmp_path):
    page = tmp_path / "page.txt"
    both = "清河大桥通车\n\n本报讯 清河大桥通车，总投资1.5亿元。\n\n"
    page.write_text(both + "夜校开课\n\n本报讯 青石镇夜校开课，招生86人。\n", encoding="utf-8")
    kanbao("add", page)
    assert kanbao("verify")[0] == 0
    page.write_text(both, encoding="utf-8")
    kanbao("add", page)
    lines = kanbao("ask", "青石镇夜校招生多少人")[1].splitlines()
    assert "86人" in lines[0]
    assert lines[-1].endswith("（原文件已改动）")
    code, out, _ = kanbao("verify")
    assert code == 1
    assert f"{page} 再入库时已没有它：删除它" in out
    (old,) = result(kanbao, "add", page)[1]["stale"]
    kanbao("delete", old)
    assert kanbao("verify")[0] == 0


def test_the_library_refuses_too(tmp_path):
    one = read_articles(write(tmp_path / "a.jsonl", FIRST))
    two = read_articles(write(tmp_path / "b.jsonl", SECOND))
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add(one)
        assert archive.others(two) == {"1": str(tmp_path / "a.jsonl")}
        with pytest.raises(InputError, match=r"article '1' is here from .*a\.jsonl and says"):
            archive.add(two)
        assert archive.others(one) == {}
        assert archive.get("1").text == FIRST[0][1]


def test_relocated_articles_belong_to_their_new_file(kanbao, tmp_path):
    one = write(tmp_path / "a.jsonl", FIRST)
    kanbao("add", one)
    moved = tmp_path / "b.jsonl"
    one.rename(moved)
    kanbao("relocate", one, moved)
    write(moved, [("1", "清河大桥通车，总投资2.5亿元。")])
    code, done = result(kanbao, "add", moved)
    assert (code, done["replaced"], done["stale"]) == (0, 1, ["2"])


def test_the_same_articles_from_another_file_name_it_and_that_is_said(kanbao, tmp_path):
    one = write(tmp_path / "a.jsonl", FIRST)
    kanbao("add", one)
    assert result(kanbao, "add", one)[1]["refiled"] == []
    two = write(tmp_path / "b.jsonl", FIRST)
    ids = [id_ for id_, _ in FIRST]
    code, out, err = kanbao("add", two)
    assert code == 0
    assert f"现在改记这次的文件：{len(ids)} 篇（{'、'.join(ids)}）" in out + err
    with Archive.open(tmp_path / "archive", create=False) as archive:
        assert {Path(article.origin.file) for article in archive.articles()} == {two}
    assert result(kanbao, "add", one)[1]["refiled"] == ids


def test_a_day_and_a_source_that_were_given_stay(kanbao, tmp_path):
    file = write(tmp_path / "a.jsonl", FIRST)
    kanbao("add", file, "--date", "2031-04-03", "--source", "云岭日报")
    write(file, [*SECOND, FIRST[1]])
    _, out, _ = kanbao("add", file)
    assert "没有写日期或来源的 2 篇，沿用档案里原来的\n" in out
    with Archive.open(tmp_path / "archive", create=False) as archive:
        found = {(str(one.date), one.source) for one in archive.articles()}
    assert found == {("2031-04-03", "云岭日报")}
    kanbao("add", file, "--date", "2031-04-05")
    with Archive.open(tmp_path / "archive", create=False) as archive:
        assert {str(one.date) for one in archive.articles()} == {"2031-04-05"}


def test_a_day_that_the_file_itself_has_no_more_is_gone(kanbao, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"id": "1", "text": "雨。", "date": "2031-04-03"}), "utf-8")
    kanbao("add", file)
    file.write_text(json.dumps({"id": "1", "text": "雨。"}), "utf-8")
    kanbao("add", file)
    with Archive.open(tmp_path / "archive", create=False) as archive:
        assert archive.get("1").date is None
