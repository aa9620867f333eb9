"""A selector: what it learns from, that it learns it, and that it is a generator's."""

import hashlib
import json
import lzma
import shutil
from math import isnan

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModel

from models.calibration import Logistic
from models.generator import Seq2SeqGenerator
from models.loading import GENERATOR, PRETRAINED
from models.selector import (
    CHANCE,
    FOLDER,
    RELEVANCE,
    SentenceSelector,
    evidence,
    load_rules,
    save_rule,
    windows,
)
from models.training.__main__ import main
from models.training.labelled import Labelled, Settings, tokens_of, train
from models.training.select import KINDS, NAME, asked, digested, read

TEXT = "周村小学迁入新校舍。旧舍漏雨多年。这里有教室二十四间。未来可期。"
READ = ("何处？", "县志", ["会议会议会议", "图书馆"])
PLACES = [[0, 10], [10, 17], [17, 27], [27, 32]]


def written(file, **own):
    about = {"set": "archive_own", "id": "n1"}
    row = about | {"sha256": hashlib.sha256(TEXT.encode()).hexdigest()[:16]} | own
    file.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    return file


@pytest.fixture
def data(tmp_path):
    def put(name, row):
        with lzma.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    put("archive_own.jsonl.xz", {"id": "n1", "title": "新校舍", "text": TEXT})
    put(
        "qa_train.jsonl.xz",
        {
            "question": "桥多长？",
            "context": "桥已通车。长九百米。",
            "answers": ["九百米"],
            "answer_start": 6,
            "source": "own",
        },
    )
    return tmp_path


@pytest.fixture
def own_asked(data):
    questions = [
        {"question": "学校为啥搬家？", "kind": "why", "answers": [1]},
        {"question": "食堂几点开门？", "kind": "trap", "answers": []},
    ]
    return written(data / "asked.jsonl", sentences=PLACES, questions=questions)


@pytest.fixture
def own_digested(data):
    sentences = [[0, 10, "A"], [27, 32, "W"], [17, 27, "X"]]
    return written(data / "digested.jsonl", question="周村办学近况", sentences=sentences)


@pytest.fixture(scope="module")
def tokens():
    """The embedded generator's, which knows every character."""
    return tokens_of(PRETRAINED / GENERATOR).cut_at(None)


def parts(tokens, row):
    """Return the texts of a row's parts, and what stands before the first of them."""
    before = tokens.decode(row.ids[: row.parts[0][0]])
    return before.replace(" ", ""), [
        tokens.decode(row.ids[start:end]).replace(" ", "") for start, end in row.parts
    ]


def test_a_question_is_learnt_with_what_answers_it_and_what_does_not(data, own_asked, tokens):
    first, second = asked([own_asked], data, tokens)
    said = [TEXT[start:end] for start, end in PLACES]
    assert parts(tokens, first) == ("学校为啥搬家？新校舍", said)
    assert parts(tokens, second) == ("食堂几点开门？新校舍", said)
    assert [answers for answers, _ in first.truth] == [0, 1, 0, 0]
    assert [answers for answers, _ in second.truth] == [0, 0, 0, 0]
    assert [isnan(related) for _, related in first.truth] == [True, False, True, True]


def test_what_another_article_says_in_its_words_does_not_answer_it(data, own_asked, tokens):
    other = "山上种茶。邻村的学校搬家用了三天。茶叶好卖。山路难走。"
    both = [{"id": "n1", "title": "新校舍", "text": TEXT}, {"id": "n2", "title": "", "text": other}]
    with lzma.open(data / "archive_own.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in both)
    digest = hashlib.sha256(other.encode()).hexdigest()[:16]
    row = {"set": "archive_own", "id": "n2", "sha256": digest, "questions": []}
    places = [[0, 5], [5, 17], [17, 22], [22, 27]]
    with own_asked.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row | {"sentences": places}, ensure_ascii=False) + "\n")
    rows = list(asked([own_asked], data, tokens))
    before, said = parts(tokens, rows[1])
    assert before == f"学校为啥搬家？{other}"
    assert said == ["山上种茶。", "邻村的学校搬家用了三天。", "茶叶好卖。"]
    assert [answers for answers, _ in rows[1].truth] == [0, 0, 0]
    assert len(rows) == 3  # no other has a word of the second question


def test_labels_of_digests(data, own_digested, tokens):
    rows = list(digested([own_digested], data, tokens))
    assert [row.truth for row in rows] == [[(1, 1)], [(0, 1)], [(0, 0)]]
    assert parts(tokens, rows[0]) == ("周村办学近况新校舍", ["周村小学迁入新校舍。"])


def test_a_reading_set_tells_its_sentences(data, tokens):
    (row,) = read(data / "qa_train.jsonl.xz", {"own": 1}, tokens)
    assert parts(tokens, row) == ("桥多长？", ["桥已通车。", "长九百米。"])
    assert [answers for answers, _ in row.truth] == [0, 1]


@pytest.mark.parametrize("most", [24, 30, 40, 200])
def test_each_sentence_is_counted_once_whatever_a_window_holds(tokens, most):
    said = ["甲乙丙丁。", "", "戊己庚辛。" * 3, "子丑。", "寅卯辰巳。"]
    made = windows(tokens, "何处？", "县志", said, most=most)
    lengths = [len(ids) for ids in tokens.ids(said, special=False)]
    places = [place for window in made for place in window.places]
    assert [number for number, _, _ in places] == [0, 2, 3, 4]
    assert [end - start for _, start, end in places] == [lengths[number] for number, _, _ in places]
    assert all(len(window.ids) <= most for window in made)
    assert {window.ids[-1] for window in made} == {tokens.special["eos"]}


def test_what_stands_before_is_read_again(tokens):
    said = ["甲乙丙丁。", "戊己庚辛。", "子丑寅卯。"]
    first, second = windows(tokens, "何处？", "", said, most=19)
    assert [number for number, _, _ in first.places] == [0, 1]
    (place,) = second.places
    assert tokens.decode(second.ids[place[1] - 5 : place[1]]).replace(" ", "") == said[1]


def test_what_no_window_holds_is_cut(tokens):
    (window,) = windows(tokens, "何处？", "", ["甲" * 100], most=24)
    ((_, _, end),) = window.places
    assert (end, len(window.ids)) == (24 - 1, 24)
    (empty,) = windows(tokens, "何" * 100, "", ["甲"], most=24)
    assert (empty.places, len(empty.ids)) == ([], 24)


@pytest.fixture(scope="module")
def generator(tiny, tmp_path_factory):
    """A folder of a generator with a selector that has learnt which word answers."""
    folder = tmp_path_factory.mktemp("with") / "generator"
    shutil.copytree(tiny / "generator", folder)
    (window,) = windows(tokens_of(folder).cut_at(None), *READ)
    places = [(start, end) for _, start, end in window.places]
    truth = [(1.0, float("nan")), (0.0, float("nan"))]
    rows = [Labelled(ids=window.ids, parts=places, truth=truth, aside=False)] * 8
    settings = Settings(layers=1, frozen=0, epochs=40, rate=2e-3)
    train(rows, folder, folder / FOLDER, settings, name=NAME, kinds=KINDS)
    return folder


def test_it_tells_what_it_was_told(generator):
    selector = SentenceSelector.load(generator)
    question, title, said = READ
    passages = [(title, said), (title, said[::-1]), (title, ["", said[0]]), (title, [])]
    one, other, alone, nothing = selector.probabilities(question, passages)
    assert one[0] > 0.6 > 0.4 > one[1]
    assert other[1] > other[0]
    assert alone[0] == 0.0
    assert alone[1] > 0.6
    assert nothing == []
    assert selector.probabilities(question, []) == []


def test_it_is_what_was_trained(generator):
    folder = generator / FOLDER
    model, head = AutoModel.from_pretrained(folder).float(), load_file(folder / "head.safetensors")
    (window,) = windows(tokens_of(folder).cut_at(None), *READ)
    read = model(input_ids=torch.tensor([window.ids])).last_hidden_state[0]
    means = torch.stack([read[start:end].mean(0) for _, start, end in window.places])
    wide = torch.tanh(means @ head["selector.widen.weight"].T + head["selector.widen.bias"])
    logits = wide @ head["selector.narrow.weight"].T + head["selector.narrow.bias"]
    question, *passage = READ
    for once in (False, True):
        selector = SentenceSelector.load(generator, once=once)
        (probable,) = selector.probabilities(question, [tuple(passage)])
        assert np.allclose(probable, torch.sigmoid(logits[:, 0]).detach().numpy(), atol=0.03)


def test_it_goes_on_from_where_it_was(generator, tmp_path):
    rows = [Labelled(ids=[0, 5, 2], parts=[(1, 2)], truth=[(0.0, 0.0)], aside=False)] * 8
    settings = Settings(layers=1, frozen=0, steps=1, rate=0.0)
    train(rows, generator / FOLDER, tmp_path / "on", settings, name=NAME, kinds=KINDS)
    before = load_file(generator / FOLDER / "model.safetensors")
    after = load_file(tmp_path / "on" / "model.safetensors")
    assert all(torch.equal(tensor, after[name]) for name, tensor in before.items())


def test_a_generator_has_the_one_in_its_folder(tiny, generator):
    assert SentenceSelector.load(tiny / "generator") is None
    without, with_it = Seq2SeqGenerator.load(tiny / "generator"), Seq2SeqGenerator.load(generator)
    assert without.selector is None
    assert with_it.selector is not None
    assert without.fingerprint["revision"] != with_it.fingerprint["revision"]


def test_the_stage_tries_itself_in_two_steps(tiny, data, own_asked, own_digested, capsys):
    arguments = ["select", "--asked", str(own_asked), "--digested", str(own_digested)]
    arguments += [
        "--unseen",
        str(own_asked),
        "--questions",
        "own=1",
        "--data",
        str(data),
        "--start",
        str(tiny / "generator"),
    ]
    arguments += ["--out", str(data / "generator" / FOLDER), "--layers", "1", "--smoke"]
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert "step 2 " in told
    assert "unseen 2 answers 0.125 auroc" in told
    assert SentenceSelector.load(data / "generator") is not None


def seen(selected, answerable, **others):
    """What is seen of a sentence, that of another article as likely to answer as not."""
    usual = {"elsewhere": 0.5, "alone": 0.0, "agreed": 0.0, "yes_no": 0.0}
    return {"selected": selected, "answerable": answerable, **usual, **others}


def test_the_chance_is_by_its_rule_and_the_reader(generator, tmp_path):
    folder = tmp_path / "generator"
    shutil.copytree(generator, folder)
    bare = SentenceSelector.load(folder)
    assert bare.chance(seen(0.7, 0.1, elsewhere=0.0, alone=1.0, agreed=1.0)) == 0.7
    weights = {
        "selected": 1.0,
        "answerable": 0.5,
        "elsewhere": -1.0,
        "alone": -0.3,
        "agreed": 0.2,
        "yes_no": 0.4,
    }
    save_rule(CHANCE, Logistic(weights=weights, bias=0.0), folder / FOLDER)
    ruled = SentenceSelector.load(folder)

    def chance(*numbers, **others):
        return ruled.chance(seen(*numbers, **others))

    assert chance(0.5, 0.5) == 0.5
    assert chance(0.7, 0.1) == pytest.approx(0.4375)  # odds of 7/3 · (1/9)^0.5 = 7/9
    assert chance(0.7, 0.1) < chance(0.7, 0.3) < chance(0.9, 0.3)
    assert chance(0.5, 0.5, yes_no=1.0) == pytest.approx(0.5987, abs=1e-4)
    assert chance(0.5, 0.5, agreed=1.0) == pytest.approx(0.5498, abs=1e-4)
    assert chance(0.5, 0.5, alone=1.0) == pytest.approx(0.4256, abs=1e-4)
    assert chance(0.5, 0.5, elsewhere=0.75) == pytest.approx(0.25)
    assert chance(0.5, 0.5, elsewhere=0.0) == pytest.approx(0.99)


def test_relevance_is_by_a_rule_of_what_is_read_and_what_was_known(generator, tmp_path):
    folder = tmp_path / "generator"
    shutil.copytree(generator, folder)
    assert not SentenceSelector.load(folder).weighs
    chance = Logistic(weights={"selected": 1.0, "answerable": 0.5}, bias=0.0)
    save_rule(CHANCE, chance, folder / FOLDER)
    relevance = Logistic(weights={"score": 1.0, "answers": 2.0}, bias=0.0)
    save_rule(RELEVANCE, relevance, folder / FOLDER)
    assert load_rules(folder / FOLDER) == {CHANCE: chance, RELEVANCE: relevance}
    ruled = SentenceSelector.load(folder)
    assert ruled.weighs
    assert ruled.chance(seen(0.5, 0.5, elsewhere=0.2, agreed=1.0, yes_no=1.0)) == 0.5
    one, other = ("县志", "会议会议会议"), ("县志", "图书馆")
    probable = ruled.probabilities("何处？", [(title, [said]) for title, said in (one, other)])
    odds = [p / (1 - p) for (p,) in probable]
    weighed = ruled.relevances("何处？", [one, other, one], [0.5, 0.5, 0.2])
    expected = [odds[0] ** 2, odds[1] ** 2, odds[0] ** 2 / 4]
    assert [w / (1 - w) for w in weighed] == pytest.approx(expected, rel=0.05)
    assert ruled.relevances("何处？", [], []) == []


def test_what_is_certain_is_still_a_number():
    assert evidence(seen(0.0, 1.0, elsewhere=0.0, alone=1.0, yes_no=1.0)) == {
        "selected": pytest.approx(-9.21, abs=0.01),
        "answerable": pytest.approx(9.21, abs=0.01),
        "elsewhere": pytest.approx(-4.6, abs=0.01),
        "alone": 1.0,
        "selected_alone": pytest.approx(-9.21, abs=0.01),
        "agreed": 0.0,
        "yes_no": 1.0,
    }
