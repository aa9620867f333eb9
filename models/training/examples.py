"""Training examples: JSONL rows of questions, summaries and archives to token ids.

An example is a prompt, a source that can be copied, and a target; a question also has the
answer's span in the source. Files and their fields are described in the data's own README;
``*.jsonl`` and ``*.jsonl.xz`` are read.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedTokenizerFast

from models.copy_bart import IGNORED, copyable
from models.prompts import REFUSAL, TEXT_PROMPTS, question_prompt, summary_prompt
from models.shapes import padded

__all__ = [
    "HEADLINE_READ",
    "MASK",
    "WIDTH",
    "Encoded",
    "Example",
    "collate",
    "copyable_share",
    "encode",
    "half_width",
    "held_out",
    "is_derived",
    "is_early",
    "load_examples",
    "mask_spans",
    "near_texts",
    "read_all",
    "read_rows",
    "refused_of",
    "traditional",
    "traditional_text",
    "training_headline",
    "without_answer",
]

FIRST_DEV_DAY = "2025-11-01"  # of every source that is not named here
FIRST_DEV_DAYS = {
    "rmrb_2026": "2026-07-01",
    "xhmrdx": "2026-07-01",
    "xxsb": "2026-07-01",
    "rmrb_1998": "1998-01-26",
    "zaobao": "2024-03-01",
}
XWLB = "新闻联播"  # called xwlb in the files of summaries
UNDATED = ("news2023", "xinhua_1990")  # sources whose items may lack a date: all are old enough
HEADLINE_READ = 400  # characters of a text: what a window of 320 tokens holds, mostly
MAX_TARGET_TOKENS = 160
MASK = "_"  # a piece of every vocabulary, and rare in the news
MASKED_SPAN = 3  # tokens, in the mean
WIDTH, DEPTH = 32, 16  # sources and targets are padded to multiples of these
_HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
NOT_A_HEADLINE = ("快讯", "内容提要")
_LABEL = re.compile(r"【([^【】]*)】\s*")
_STOP = re.compile("[。！？；\n]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """``answer`` is the span of the target in ``source``: None for a summary or a refusal.

    One that ``is_masked`` has no target: the encoder alone is asked for tokens that are masked.
    """

    prompt: str
    source: str
    target: str
    is_question: bool = False
    is_masked: bool = False
    answer: tuple[int, int] | None = None

    @property
    def question(self) -> str:
        """The question alone, without the task's name in front of it."""
        return self.prompt.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """Token ids; ``span`` is (first, last) token, (0, 0) for none, (-100, -100) for no question.

    ``stream`` is the place, in the mixture, of the stream it was drawn from. ``masked`` has, as
    long as ``input_ids``, the ids that were masked, -100 elsewhere; it is empty if none were.
    """

    input_ids: list[int]
    labels: list[int]
    span: tuple[int, int]
    stream: int = 0
    masked: Sequence[int] = ()


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file. Raises ValueError naming file and line."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}:{number}: {error}") from error


def held_out(text: str) -> bool:
    """Whether examples on this text (1 in 20) are set aside, never trained on: for calibration."""
    return hashlib.sha256(text.encode()).digest()[0] % 20 == 0


def load_examples(
    folders: Sequence[Path], *, aside: bool = False, summaries: bool = True, since: str = ""
) -> dict[str, list[Example]]:
    """Return examples by source and task, such as ``cmrc2018`` or ``xwlb headline``.

    With ``aside`` those on texts set aside, else all others. Dev texts and archive items from a
    source's first dev day on are left out. Files of one stem in several folders belong together.
    Without ``summaries`` only questions, and the archives are not read. Of 新闻联播 only items
    dated ``since`` (YYYY-MM-DD) or later, if it is not empty.
    """
    found: dict[str, list[Example]] = {}
    read = chain(_questions(folders), _summaries(folders, since) if summaries else ())
    for name, example in read:
        if held_out(example.source) == aside:
            found.setdefault(name, []).append(example)
    return found


def _questions(folders: Sequence[Path]) -> Iterator[tuple[str, Example]]:
    dev = _dev_texts(folders)
    for stem in ("qa_train", "qa_extra_train"):
        for row in read_all(folders, stem):
            if row["context"] not in dev:
                yield row["source"], _question(row)


def _summaries(folders: Sequence[Path], since: str) -> Iterator[tuple[str, Example]]:
    dev = _dev_texts(folders)
    for row in read_all(folders, "summary_train"):
        if row["text"] not in dev and row["kind"] in TEXT_PROMPTS and _before_its_cut(row):
            target = _unlabelled(row["target"], row["text"])
            if target:
                example = _summary(row["kind"], row["text"], target)
                yield f"{row['source']} {row['kind']}", example
    for row in read_all(folders, "archive_"):
        headline = training_headline(row)
        if not headline or row["text"] in dev:
            continue
        source = "xwlb" if row["source"] == XWLB else row["source"]
        if source != "xwlb" or row["date"] >= since:
            yield f"{source} headline", _summary("headline", row["text"], headline)


def _dev_texts(folders: Sequence[Path]) -> set[str]:
    """Return the texts of dev questions and summaries: nothing is learnt from them."""
    questions = {row["context"] for row in read_all(folders, "qa_dev")}
    return questions | {row["text"] for row in read_all(folders, "summary_dev")}


def read_all(folders: Sequence[Path], stem: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSONL files whose name begins with ``stem``."""
    for folder in folders:
        for path in sorted(folder.glob(f"{stem}*.jsonl*")):
            yield from read_rows(path)


def _question(row: dict[str, Any]) -> Example:
    start = row["answer_start"]
    answer = None if start is None else (start, start + len(row["answers"][0]))
    return Example(
        prompt=question_prompt(row["question"]),
        source=row["context"],
        target=row["answers"][0] if row["answers"] else REFUSAL,
        is_question=True,
        answer=answer,
    )


def _summary(kind: str, text: str, target: str) -> Example:
    return Example(prompt=summary_prompt(kind), source=text, target=target)


def training_headline(row: dict[str, Any]) -> str | None:
    """Return the title of an archive item, early enough, if it is a headline of its text.

    Without the names of series that the text does not have.
    """
    title = _unlabelled(row["title"], row["text"])
    fit = (
        is_early(row)
        and 8 <= len(title) <= 60
        and len(row["text"]) >= 120
        and not any(word in title for word in NOT_A_HEADLINE)
    )
    return title if fit else None


def is_early(row: dict[str, Any]) -> bool:
    """Whether an archive item may be trained on by its date: each source has its own last day.

    One without a date may, if its source is known to be old enough.
    """
    if row["date"] is None:
        return row["source"] in UNDATED
    return bool(row["date"] < FIRST_DEV_DAYS.get(row["source"], FIRST_DEV_DAY))


def _before_its_cut(row: dict[str, Any]) -> bool:
    """Whether a row of a file made to train on is early enough, if its source has a cut."""
    cut = FIRST_DEV_DAYS.get(row["source"])
    return cut is None or row["date"] < cut


def copyable_share(target: str, text: str) -> float:
    """Return which share in [0, 1] of the target's letters and digits stand in ``text``.

    0 where it has a number that ``text`` lacks: no reader could know it.
    """
    text = text[:HEADLINE_READ]
    letters = [character for character in target if character.isalnum()]
    if not letters or not set(_NUMBER.findall(target)) <= set(_NUMBER.findall(text)):
        return 0.0
    known = set(text)
    return sum(character in known for character in letters) / len(letters)


def is_derived(target: str, text: str) -> bool:
    """Whether all letters and digits of a headline stand in one sentence of its text, in order.

    Such a one the writer can make: it leaves out, and puts nothing together.
    """
    letters = [character for character in target if character.isalnum()]
    return bool(letters) and any(
        _runs_forward(letters, sentence) for sentence in _STOP.split(text[:HEADLINE_READ])
    )


def _runs_forward(letters: Sequence[str], sentence: str) -> bool:
    rest = iter(sentence)
    return all(letter in rest for letter in letters)


def _unlabelled(target: str, text: str) -> str:
    """Leave out each 【series】 that the text does not name: who learns them invents others."""
    return _LABEL.sub(lambda label: label[0] if label[1] in text else "", target).strip()


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def traditional_text(text: str) -> str:
    """Return the text in traditional characters."""
    written: str = _converter().convert(text)
    return written


def traditional(example: Example) -> Example:
    """Return the example in traditional characters, or itself where that changes a length."""
    convert = _converter().convert
    source = convert(example.source)
    if len(source) != len(example.source) or example.target == REFUSAL:
        return example
    target = convert(example.target)
    if example.answer is not None:
        target = source[example.answer[0] : example.answer[1]]
    return replace(example, source=source, target=target, prompt=convert(example.prompt))


def half_width(example: Example) -> Example:
    """Return the example with the half-width marks that many layout systems export."""
    return replace(
        example,
        prompt=example.prompt.translate(_HALF_WIDTH),
        source=example.source.translate(_HALF_WIDTH),
        target=example.target.translate(_HALF_WIDTH),
    )


def encode(
    example: Example, tokenizer: PreTrainedTokenizerFast, *, window: int, rng: random.Random
) -> Encoded:
    """Cut the source to a window of ``window`` tokens, prompt included.

    A question's window holds the answer at a random place; one without an answer is cut at
    random. A paraphrased answer, or one the window cannot hold, keeps the head of the source.
    """
    backend = tokenizer.backend_tokenizer
    prompt = backend.encode(example.prompt).ids
    source = backend.encode(example.source, add_special_tokens=False)
    room = max(window - len(prompt) - 1, 16)
    tokens = None if example.answer is None else _token_span(source.offsets, example.answer)
    start = 0
    if example.is_question and len(source.ids) > room and (tokens or example.target == REFUSAL):
        start = _window_start(len(source.ids), room, tokens, rng)
    ids = source.ids[start : start + room]
    target = backend.encode(example.target, add_special_tokens=False).ids[:MAX_TARGET_TOKENS]
    span = (0, 0) if example.is_question else (IGNORED, IGNORED)
    if tokens is not None and tokens[0] >= start and tokens[1] - start < room:
        span = (len(prompt) + tokens[0] - start, len(prompt) + tokens[1] - start)
    elif example.is_question and example.target != REFUSAL:
        span = (IGNORED, IGNORED)
    eos: int = tokenizer.eos_token_id
    return Encoded(input_ids=[*prompt, *ids, eos], labels=[*target, eos], span=span)


def collate(batch: Sequence[Encoded]) -> dict[str, Tensor]:
    """Pad to multiples of ``WIDTH`` and ``DEPTH`` tokens: each new shape costs a compilation.

    Return int64 ``input_ids``, ``attention_mask`` and ``copy_ids`` (n, s), ``labels`` (n, t),
    ``spans`` (n, 2) and ``streams`` (n,); if the first is masked, as all have to be then,
    ``masked`` (n, s) too.
    """
    width = padded(max(len(e.input_ids) for e in batch), WIDTH)
    depth = padded(max(len(e.labels) for e in batch), DEPTH)
    input_ids = torch.tensor([e.input_ids + [1] * (width - len(e.input_ids)) for e in batch])
    labels = torch.tensor([e.labels + [IGNORED] * (depth - len(e.labels)) for e in batch])
    collated = {
        "input_ids": input_ids,
        "attention_mask": (input_ids != 1).long(),
        "copy_ids": copyable(input_ids, eos=2, pad=1),
        "labels": labels,
        "spans": torch.tensor([e.span for e in batch]),
        "streams": torch.tensor([e.stream for e in batch]),
    }
    if batch[0].masked:
        rows = [[*e.masked, *[IGNORED] * (width - len(e.masked))] for e in batch]
        collated["masked"] = torch.tensor(rows)
    return collated


def mask_spans(
    encoded: Encoded, tokenizer: PreTrainedTokenizerFast, *, share: float, rng: random.Random
) -> Encoded:
    """Mask spans of the text's tokens, ``share`` of them or a few more.

    Spans have geometric lengths, of ``MASKED_SPAN`` tokens in the mean (SpanBERT: Joshi et al.
    2020). Of ten, eight become masks, one other tokens, one stays as it is.
    """
    ids, masked = list(encoded.input_ids), [IGNORED] * len(encoded.input_ids)
    first = ids.index(tokenizer.eos_token_id) + 1
    room = len(ids) - 1 - first
    mask = tokenizer.convert_tokens_to_ids(MASK)
    while sum(label != IGNORED for label in masked) < share * room:
        start, length = first + rng.randrange(room), 1
        while rng.random() > 1 / MASKED_SPAN:
            length += 1
        kind = rng.random()
        for place in range(start, min(start + length, len(ids) - 1)):
            masked[place] = encoded.input_ids[place]
            if kind < 0.9:
                ids[place] = mask if kind < 0.8 else rng.randrange(4, len(tokenizer))
    return replace(encoded, input_ids=ids, masked=masked)


def without_answer(
    example: Example, *, window: int, rng: random.Random, others: Sequence[Example]
) -> Example:
    """Return a refusal: the same question on a part of the source without its answer.

    Where there is no such part, another example's source. ``window`` is in characters.
    """
    source, answer = example.source, example.answer
    if answer is not None:
        sides = [source[: answer[0]], source[answer[1] :]]
        long = [s for s in sides if len(s) >= window // 2 and example.target not in s]
        if long:
            return refused_of(example, rng.choice(long))
    other = rng.choice(others).source
    return example if example.target in other else refused_of(example, other)


def refused_of(example: Example, source: str) -> Example:
    """Return a refusal: the question asked of a text that does not hold its answer."""
    return replace(example, source=source, target=REFUSAL, answer=None)


def near_texts(examples: Sequence[Example], *, count: int = 5) -> list[list[str]]:
    """Return for each question the likest texts of the others', by the bigrams they share.

    Of the likest ``count`` those that do not hold its answer.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = list(dict.fromkeys(example.source for example in examples))
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 2), sublinear_tf=True)
    index = vectorizer.fit_transform(texts).T.tocsr()
    found = []
    for start in range(0, len(examples), 512):
        batch = examples[start : start + 512]
        scores = vectorizer.transform([example.prompt for example in batch]) @ index
        for example, row in zip(batch, scores.toarray(), strict=True):
            likest = (texts[i] for i in np.argsort(-row)[: count + 1])
            near = [text for text in likest if text != example.source][:count]
            found.append([text for text in near if example.target not in text])
    return found


def _token_span(
    offsets: Sequence[tuple[int, int]], answer: tuple[int, int]
) -> tuple[int, int] | None:
    rows = [row for row, (s, e) in enumerate(offsets) if s < answer[1] and e > answer[0]]
    return (rows[0], rows[-1]) if rows else None


def _window_start(
    length: int, room: int, tokens: tuple[int, int] | None, rng: random.Random
) -> int:
    if tokens is None:
        return rng.randint(0, length - room)
    earliest = max(0, tokens[1] + 1 - room)
    latest = min(tokens[0], length - room)
    return rng.randint(earliest, max(earliest, latest))
