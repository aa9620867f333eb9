"""Extractive heads of transformers as generators."""

import pytest
import torch
from pytest import approx
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from models.extractive import ExtractiveGenerator
from models.generators import load_generator
from qa import Archive, Article, ModelError
from qa import load_generator as load_any
from tests.fakes import HashEmbedder
from tests.models.tiny_any import bert_tokenizer, save_extractive

QUESTION = "图书馆有多少座位？"
CONTEXT = "新建的图书馆位于东湖路八号，每天从九点开到晚上，共有120个座位！"
LONG = "今年全县粮食总产量增加。" * 20 + "图书馆共有987个！"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return save_extractive(tmp_path_factory.mktemp("extractive"))


@pytest.fixture(scope="module")
def generator(folder):
    return load_generator(str(folder))


def test_the_architecture_says_what_it_is(generator):
    assert isinstance(generator, ExtractiveGenerator)
    assert not generator.calibrated


def test_answers_are_spans_and_a_preface_is_never_quoted(generator):
    (output,) = generator.answer([QUESTION], [CONTEXT], prefaces=["东湖路八号 2024-10-01"])
    assert output.generations
    assert not output.truncated
    for one in output.generations:
        assert CONTEXT[one.start : one.end] == one.text
        assert 0 <= one.confidence <= 1
        assert one.log_probability <= 0


def test_scores_are_those_of_the_plain_model(folder, monkeypatch):
    """The oracle: the library's own pass over the pair, softmax over the context and no answer."""
    monkeypatch.setenv("KANBAO_PRECISION", "fp32")
    generator = load_generator(str(folder))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    context = "图书馆位于东湖路八号。"
    model = AutoModelForQuestionAnswering.from_pretrained(folder).eval()
    read = tokenizer(QUESTION, context, return_tensors="pt", return_offsets_mapping=True)
    offsets = read.pop("offset_mapping")[0].tolist()
    with torch.no_grad():
        output = model(**read)
    inside = [row for row, of in enumerate(read.sequence_ids(0)) if of == 1]
    begins = output.start_logits[0, [0, *inside]].log_softmax(0)
    ends = output.end_logits[0, [0, *inside]].log_softmax(0)
    for one in generator.answer([QUESTION], [context])[0].generations:
        first = next(n for n, row in enumerate(inside, 1) if offsets[row][0] == one.start)
        last = next(n for n, row in enumerate(inside, 1) if offsets[row][1] == one.end)
        assert one.features.span == approx((begins[first] + ends[last]).item(), abs=1e-3)
        assert one.features.null == approx((begins[0] + ends[0]).item(), abs=1e-3)


def test_a_long_context_is_read_to_its_end(generator):
    (output,) = generator.answer(["多少？"], [LONG], candidates=500)
    assert all(LONG[one.start : one.end] == one.text for one in output.generations)
    assert any("987" in one.text for one in output.generations)


def test_a_question_too_long_says_so(generator):
    (output,) = generator.answer(["图书馆有多少座位" * 20], [CONTEXT])
    assert output.truncated
    assert output.generations


def test_nothing_is_read_of_nothing(generator):
    assert generator.answer([QUESTION], ["\n "])[0].generations == ()


def test_texts_are_the_articles_own_clauses(generator, tmp_path):
    story = (
        "9月30日，新建的东湖路图书馆正式开放，共有座位120个。县长李明远在会议上说，"
        "今年全县粮食总产量达到八十万吨，比去年增加三成，收购工作从九月开到十月。"
    )
    article = Article(id="a", title="", text=story)
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(), generator=generator) as archive:
        archive.add([article])
        for kind in ("headline", "brief", "summary"):
            made = archive.summarize("a", kind=kind, length=40)
            assert made.text
            if kind != "summary":
                assert made.extractive
        answer = archive.ask(QUESTION)
    assert not answer.calibrated
    assert answer.text is None or all(
        story[one.start : one.end] == one.quote for one in answer.citations
    )


def test_a_model_that_neither_answers_nor_writes_is_refused(folder, tmp_path):
    bert_tokenizer(tmp_path)
    (tmp_path / "config.json").write_text('{"architectures": ["BertForMaskedLM"]}')
    with pytest.raises(ModelError, match="BertForMaskedLM, which neither answers nor writes"):
        load_any(str(tmp_path))
