"""kanbao summarize: batch by batch, and all only when asked."""

import io
import json
import sys

import pytest

from qa import Archive, Article
from qa.command.cli import main
from qa.command.output import streamed_json
from qa.errors import ModelError
from qa.records import Imprint
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator


@pytest.fixture
def folder(tmp_path):
    long = "市民出门请带好雨伞,河边的步道已经关闭,下周天气转晴后再开放。" * 8
    texts = [f"云岭市第{number}条:今天有雨。{long}" for number in range(40)]
    texts[20] = "渡口停航。" + long
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([Article(id=f"n{i}", title="", text=text) for i, text in enumerate(texts)])
    return str(tmp_path / "archive")


def test_without_a_filter_it_asks_for_one(kanbao, folder):
    said = "kanbao: 错误：请给出筛选条件，或用 --all 摘要全部\n"
    assert kanbao("summarize", archive=folder) == (2, "", said)
    assert kanbao("summarize", "--kind", "headline", archive=folder) == (2, "", said)
    assert kanbao("summarize", "--id", "n1", archive=folder)[0] == 0
    said = "kanbao: 错误：--all 摘要全部，不能同时给出筛选条件\n"
    assert kanbao("summarize", "--all", "--id", "n1", archive=folder) == (2, "", said)


@pytest.mark.parametrize(
    ("ids", "titles"),
    [
        (("n3", "n1", "n2"), ["n3", "n1", "n2"]),
        (("n1", "n3"), ["n1", "n3"]),
        (("n2", "n0", "n2"), ["n2", "n0"]),
    ],
)
def test_the_articles_come_in_the_order_of_their_ids(kanbao, folder, ids, titles):
    options = [word for id_ in ids for word in ("--id", id_)]
    _, out, _ = kanbao("summarize", "--kind", "headline", *options, "--json", archive=folder)
    assert [row["article_id"] for row in json.loads(out)["summaries"]] == titles


def test_it_takes_the_page_and_section_of_a_paper(kanbao, tmp_path):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        text = "清河大桥昨天在云岭市建成通车，全长三百米，总投资两亿元。"
        for number, page in enumerate(("A4", "A5")):
            imprint = Imprint(page=page, section=f"要闻{number}")
            archive.add([Article(id=page, title=f"{page} 版", text=text, imprint=imprint)])
    for words in (("--page", "A5"), ("--section", "要闻1")):
        code, out, _ = kanbao("summarize", *words, archive=tmp_path / "archive")
        assert (code, out.splitlines()[0]) == (0, "A5 版")


@pytest.mark.parametrize(("options", "sign"), [([], "提要"), (["--json"], '"article_id"')])
def test_each_batch_is_printed_before_the_next_is_made(folder, monkeypatch, options, sign):
    printed, shown = io.StringIO(), []
    monkeypatch.setattr(sys, "stdout", printed)

    class Watching(ExtractiveGenerator):
        def rate(self, texts, candidates, **kinds):
            shown.append(printed.getvalue().count(sign))
            return super().rate(texts, candidates, **kinds)

    monkeypatch.setattr("qa.defaults.default_generator", lambda **_: Watching())
    assert main(["summarize", "--all", "--archive", folder, "--kind", "brief", *options]) == 0
    assert sorted(set(shown)) == [0, 16, 32]
    assert printed.getvalue().count(sign) == 40


def test_the_json_is_whole_also_when_a_batch_fails(kanbao, folder, monkeypatch):
    class Failing(ExtractiveGenerator):
        def rate(self, texts, candidates, **kinds):
            if any("渡口" in text for text in texts):
                raise ModelError("the model is damaged")
            return super().rate(texts, candidates, **kinds)

    monkeypatch.setattr("qa.defaults.default_generator", lambda **_: Failing())
    code, out, err = kanbao("summarize", "--all", "--json", archive=folder)
    assert (code, err) == (2, "kanbao: 错误：the model is damaged\n")
    document = json.loads(out)
    assert (len(document["summaries"]), document["complete"]) == (16, False)


def test_no_article_is_a_whole_document_too(kanbao, folder):
    code, out, _ = kanbao("summarize", "--tag", "无", "--json", archive=folder)
    assert (code, json.loads(out)) == (1, {"summaries": [], "complete": True})


def test_the_json_is_laid_out_as_any_other(kanbao, folder):
    code, out, _ = kanbao("summarize", "--id", "n1", "--id", "n2", "--json", archive=folder)
    document = json.loads(out)
    assert (code, len(document["summaries"]), document["complete"]) == (0, 2, True)
    assert out == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def test_a_line_separator_in_a_text_stays_as_it_is(capsys):
    with streamed_json("rows") as write:
        write({"text": "雨\u2028雪\n晴\x85"})
    assert json.loads(capsys.readouterr().out)["rows"] == [{"text": "雨\u2028雪\n晴\x85"}]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_beside_a_bar_the_output_goes_where_it_belongs(folder, monkeypatch, options):
    output, terminal = io.StringIO(), Terminal()
    monkeypatch.setattr(sys, "stdout", output)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["summarize", "--id", "n1", "--archive", folder, *options]) == 0
    assert "雨伞" in output.getvalue()
    assert "摘要" in terminal.getvalue()
    assert "雨伞" not in terminal.getvalue()
    if options:
        assert json.loads(output.getvalue())["complete"] is True
