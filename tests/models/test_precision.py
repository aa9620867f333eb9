import numpy as np
import pytest
from pytest import approx

from models import precision
from models.embedder import SentenceEmbedder
from models.engine import engine
from models.generator import Seq2SeqGenerator
from models.graph import as_bytes
from models.precision import (
    generator_precision,
    inference_precision,
    multiplies_bfloat16,
    multiplies_int8,
    question_precision,
)
from models.windows import windows

PASSAGES = [
    "清河市新建的图书馆昨天开馆，馆内有八百个座位，每天开放十二小时。馆长王敏说，藏书四十万册。",
    "云河大桥昨天通车，全长三千二百米，总投资二十亿元。市长李明远主持通车仪式，五千名市民到场。",
    "十里村今年收粮一千二百吨，比去年多八十吨。村支书陈立新说，明年春天再修两条水渠。",
]
QUESTIONS = [
    ("图书馆有多少个座位？", 0),
    ("图书馆的馆长是谁？", 0),
    ("图书馆藏书多少册？", 0),
    ("云河大桥全长多少？", 1),
    ("云河大桥总投资多少？", 1),
    ("谁主持通车仪式？", 1),
    ("十里村今年收粮多少？", 2),
    ("十里村的村支书是谁？", 2),
]


@pytest.mark.parametrize(
    ("processor", "flags", "bfloat16", "int8"),
    [
        ("2013", "GenuineIntel fma avx2", False, False),
        ("AMD, AVX2", "AuthenticAMD fma avx2", False, False),
        ("AVX-512 without VNNI", "GenuineIntel avx2 avx512f", False, False),
        ("VNNI", "GenuineIntel avx2 avx512f avx512_vnni", False, True),
        ("VNNI without AVX-512", "GenuineIntel avx2 avx_vnni", False, True),
        ("Intel, no AMX", "GenuineIntel avx512_vnni avx512_bf16", False, True),
        ("Intel, AMX", "GenuineIntel avx512_vnni avx512_bf16 amx_bf16", True, True),
        ("AMD, bfloat16", "AuthenticAMD avx512_vnni avx512_bf16", True, True),
        ("no Linux", "", False, False),
    ],
)
def test_what_a_processor_is_fast_in(processor, flags, bfloat16, int8):
    words = set(flags.split())
    assert (multiplies_bfloat16(words), multiplies_int8(words)) == (bfloat16, int8), processor


@pytest.mark.parametrize(
    ("asked", "flags", "passages", "question", "generator"),
    [
        ("", "GenuineIntel avx512_vnni avx512_bf16 amx_bf16", "bf16", "bf16", "bf16"),
        ("", "AuthenticAMD avx512_vnni avx512_bf16", "bf16", "int8", "bf16"),
        ("", "GenuineIntel avx512_vnni avx512_bf16", "f32", "int8", "int8"),
        ("", "AuthenticAMD avx2", "f32", "f32", "f32"),
        ("fp32", "AuthenticAMD avx512_vnni avx512_bf16", "f32", "f32", "f32"),
        ("bf16", "GenuineIntel avx512_vnni", "bf16", "bf16", "bf16"),
        ("bf16", "AuthenticAMD avx512_vnni avx512_bf16", "bf16", "bf16", "bf16"),
        ("int8", "AuthenticAMD avx512_vnni avx512_bf16", "f32", "int8", "int8"),
        ("int8", "GenuineIntel avx512_vnni avx512_bf16 amx_bf16", "f32", "int8", "int8"),
        ("int8", "AuthenticAMD avx2", "f32", "int8", "int8"),
    ],
)
def test_the_format_that_is_computed_in(monkeypatch, asked, flags, passages, question, generator):
    words = set(flags.split())
    monkeypatch.setenv("KANBAO_PRECISION", asked)
    monkeypatch.setattr(precision, "has_bfloat16", lambda: multiplies_bfloat16(words))
    monkeypatch.setattr(precision, "has_int8", lambda: multiplies_int8(words))
    monkeypatch.setattr(precision, "has_amx", lambda: "amx_bf16" in words)
    assert (inference_precision(), question_precision()) == (passages, question)
    assert generator_precision() == generator
    found = engine()
    assert (found.precision, found.question_precision) == (passages, question)
    assert (found.generator_precision, found.asked) == (generator, bool(asked))


@pytest.mark.parametrize("choose", [inference_precision, generator_precision, question_precision])
@pytest.mark.parametrize("asked", ["int4", "INT8", "float32", " "])
def test_another_format_is_an_error(monkeypatch, choose, asked):
    monkeypatch.setenv("KANBAO_PRECISION", asked)
    with pytest.raises(ValueError, match=f"KANBAO_PRECISION={asked}: give fp32, bf16 or int8"):
        choose()


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_bytes_and_scales_are_near_the_matrix(dtype):
    rng = np.random.default_rng(0)
    matrix = (rng.normal(size=(7, 33)) * 10.0 ** np.arange(-3, 4)[:, None]).astype(dtype)
    matrix[3] = 0
    numbers, scale = as_bytes(matrix)
    assert (numbers.dtype, numbers.shape) == (np.int8, matrix.shape)
    assert (scale.dtype, scale.shape) == (np.float32, (7, 1))
    assert not numbers[3].any()
    assert abs(numbers[:3]).max(axis=1).tolist() == [127, 127, 127]
    assert (abs(numbers * scale - matrix) <= scale / 2 * 1.001).all()


def test_the_generator_in_int8_reads_as_in_float32(monkeypatch):
    exact = Seq2SeqGenerator.load(precision="f32")
    monkeypatch.setenv("KANBAO_PRECISION", "int8")
    found = Seq2SeqGenerator.load()
    assert found.fingerprint == exact.fingerprint
    asked = [question for question, _ in QUESTIONS]
    texts = [PASSAGES[place] for _, place in QUESTIONS]
    for one, other in zip(found.answer(asked, texts), exact.answer(asked, texts), strict=True):
        (best, expected) = (one.generations[0], other.generations[0])
        assert (best.text, best.start, best.end) == (expected.text, expected.start, expected.end)
        assert best.confidence == approx(expected.confidence, abs=0.15)
    parts = windows(exact._tokenizer, [""] * 3, PASSAGES, eos=exact._eos, size=320, overlap=64)
    read, right = found._network.encode(parts), exact._network.encode(parts)
    stands = right.mask == 1
    near = cosine(read.hidden[stands], right.hidden[stands])
    assert near.mean() > 0.998
    assert near.min() > 0.9
    assert near.mean() < 1 - 1e-6  # it is not float32 by another name


def test_questions_in_int8_find_what_they_find_in_float32(monkeypatch):
    exact = SentenceEmbedder.load(precision="f32")
    monkeypatch.setenv("KANBAO_PRECISION", "int8")
    found = SentenceEmbedder.load()
    assert found.fingerprint == exact.fingerprint
    asked = [question for question, _ in QUESTIONS]
    questions, right = found.embed_queries(asked), exact.embed_queries(asked)
    near = cosine(questions, right)
    assert near.min() > 0.998
    assert near.mean() < 1 - 1e-6  # it is not float32 by another name
    alone = np.concatenate([found.embed_queries([one]) for one in asked])
    assert cosine(alone, right).min() > 0.998
    passages = found.embed_passages(PASSAGES)
    assert np.array_equal(passages, exact.embed_passages(PASSAGES))
    best = (questions @ passages.T).argmax(axis=1)
    assert best.tolist() == [place for _, place in QUESTIONS]


def test_questions_of_another_model_are_computed_as_its_passages(monkeypatch, tiny):
    monkeypatch.setenv("KANBAO_PRECISION", "int8")
    found, exact = (
        SentenceEmbedder.load(tiny / "embedder", precision=one) for one in (None, "f32")
    )
    asked = ["谁主持会议？", "会议何时召开？"]
    assert np.array_equal(found.embed_queries(asked), exact.embed_queries(asked))
    rounded = SentenceEmbedder.load(tiny / "embedder", questions="int8").embed_queries(asked)
    assert not np.array_equal(rounded, exact.embed_queries(asked))


def test_one_question_is_computed_in_float32(monkeypatch):
    monkeypatch.setenv("KANBAO_PRECISION", "int8")
    asked = [question for question, _ in QUESTIONS]
    once = SentenceEmbedder.load(once=True).embed_queries(asked)
    assert once == approx(SentenceEmbedder.load(precision="f32").embed_queries(asked), abs=1e-6)


def cosine(left, right):
    return (left * right).sum(-1) / np.linalg.norm(left, axis=-1) / np.linalg.norm(right, axis=-1)
