"""Any causal model of transformers: what it reads, and how its next tokens are computed.

A source stands in a request: of a chat model in its own template, else in plain text. The request
is read once; each text goes on from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import AutoModelForCausalLM, AutoTokenizer

from models.beams import Beam, Limits, beam_search
from models.constraints import Spans, continuations
from models.loading import quietly
from models.network import LogProbability
from models.prompts import REFUSAL
from models.seq2seq import torch_dtype
from models.span_scores import SpanScores
from models.tokenizer import FixedTokenizer
from models.windows import Window, windows_between

__all__ = ["Causal", "EncodedRequests", "Requests"]

LONGEST = 2048  # tokens that are read at once; what is longer takes minutes without a GPU
SHORTEST = 256  # tokens that a request with any text in it takes
WRITTEN = 128  # tokens that are left for what it writes
QUESTION = (
    "阅读报道，回答问题。只写出报道里回答问题的那几个字，一字不改，越短越好；"
    f"报道里没有答案，就只写：{REFUSAL}\n问题：{{question}}\n"
)
SUMMARY = {
    "headline": "给下面的报道拟一个标题，只用其中一句话的原字，依原来的次序，可以略去一些字。\n",
    "brief": "用下面报道里的一句话说出新闻，照抄原字，可以略去一些字。\n",
}
REPLY = {"question": "答案：", "headline": "标题：", "brief": "摘要："}
_PLACE = "\ufffc"  # where the text comes in a message that a template is filled with


class Requests:
    """Puts a source between what is asked of it and where the model goes on writing."""

    def __init__(self, tokenizer: FixedTokenizer, chat: Any) -> None:
        """Take the tokenizer that cuts, and transformers' own for its template, if it has one."""
        self._tokenizer = tokenizer
        self._chat = chat if getattr(chat, "chat_template", None) else None
        self._bos = [tokenizer.special["bos"]] if "bos" in tokenizer.special else []

    def questions(self, questions: Sequence[str], prefaces: Sequence[str]) -> list[str]:
        """Return what is asked of each source."""
        return [
            QUESTION.format(question=question) + (f"标题：{preface}\n" if preface else "")
            for question, preface in zip(questions, prefaces, strict=True)
        ]

    def summaries(self, kind: str, sources: Sequence[str], *, size: int) -> list[Window]:
        """Cut each source to windows that ask for a ``headline`` or ``brief`` of it."""
        asked = [SUMMARY[kind]] * len(sources)
        return self.windows(kind, asked, sources, size=size, overlap=0)

    def windows(
        self, kind: str, asked: Sequence[str], sources: Sequence[str], *, size: int, overlap: int
    ) -> list[Window]:
        """Cut each source to windows of at most ``size`` tokens, what is asked of it included."""
        framed = [self._framed(kind, one) for one in asked]
        (line,) = self._tokenizer.ids(["\n"], special=False)
        _, end = self._framed(kind, "")
        return windows_between(
            self._tokenizer,
            [self._ids(start) for start, _ in framed],
            self._tokenizer.ids([end], special=False)[0],
            sources,
            joint=line[-1],
            size=size,
            overlap=overlap,
        )

    def _framed(self, kind: str, asked: str) -> tuple[str, str]:
        """Return what comes before and after a text."""
        if self._chat is None:
            start, end = f"{asked}报道：\n", f"\n{REPLY[kind]}"
        else:
            message = {"role": "user", "content": f"{asked}报道：\n{_PLACE}"}
            whole = self._chat.apply_chat_template(
                [message], tokenize=False, add_generation_prompt=True, enable_thinking=False
            )
            start, _, end = whole.partition(_PLACE)
        return start, end

    def _ids(self, start: str) -> list[int]:
        (ids,) = self._tokenizer.ids([start], special=False)
        return ids if ids[: len(self._bos)] == self._bos else [*self._bos, *ids]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedRequests:
    """Windows that were read; ``seen``: of each all but its last token, None if not kept."""

    windows: tuple[Window, ...]
    seen: tuple[Any, ...]


class Causal:
    """See :class:`models.network.Network`. Safe to use from several threads."""

    has_span_head = False

    def __init__(self, model: Any, tokenizer: FixedTokenizer) -> None:
        """Take a model and its tokenizer. Raises ValueError for one that cannot end a text."""
        self._model, self._tokenizer = model.eval(), tokenizer
        if "eos" not in tokenizer.special:
            raise ValueError("its tokenizer has no eos_token, which ends a text: name it there")
        self._eos = tokenizer.special["eos"]
        positions = getattr(model.config, "max_position_embeddings", None) or LONGEST
        self.max_tokens = int(min(positions - WRITTEN, tokenizer.limit, LONGEST))
        if self.max_tokens < SHORTEST:
            raise ValueError(
                f"it reads {self.max_tokens} tokens, and at least {SHORTEST} are needed"
            )

    @classmethod
    def load(
        cls, folder: Path, tokenizer: FixedTokenizer, *, precision: str
    ) -> tuple[Causal, Requests]:
        """Load a folder; ``precision`` is f32 or bf16."""
        chat = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        with quietly():
            model = AutoModelForCausalLM.from_pretrained(
                folder,
                dtype=torch_dtype(precision),
                use_safetensors=True,
                local_files_only=True,
            )
        return cls(model, tokenizer), Requests(tokenizer, chat)

    @torch.inference_mode()
    def encode(self, windows: Sequence[Window]) -> EncodedRequests:
        """Read windows, each by itself."""
        seen = tuple(self._read(window.input_ids[:-1]) for window in windows)
        return EncodedRequests(windows=tuple(windows), seen=seen)

    def span_scores(self, encoded: EncodedRequests) -> list[SpanScores]:
        """Return nothing that says where an answer stands: zeros."""
        return [SpanScores.blank(window) for window in encoded.windows]

    @torch.inference_mode()
    def log_probabilities(
        self, encoded: EncodedRequests, window: int, texts: Sequence[str]
    ) -> list[LogProbability]:
        """Return the log-probability of each text, as what it writes after a request."""
        return [
            LogProbability.of(self._known(encoded, window, ids))
            for ids in self._tokenizer.ids(texts, special=False)
        ]

    @torch.inference_mode()
    def search(
        self,
        encoded: EncodedRequests,
        beams: int,
        limits: Limits,
        sources: Sequence[Spans] | None,
    ) -> list[list[Beam]]:
        """Return for each window the ``beams`` best texts that its source allows, best first."""
        found = []
        for place, window in enumerate(encoded.windows):
            source = sources[place] if sources else None
            allowed = partial(continuations, source, eos=self._eos) if source else None
            texts = _Texts(self._model, window.input_ids, deepcopy(encoded.seen[place]))
            found.append(
                beam_search(
                    texts.next,
                    beams=beams,
                    start=window.input_ids[-1],
                    eos=self._eos,
                    limits=limits,
                    allowed=allowed,
                )
            )
        return found

    def _read(self, ids: Sequence[int]) -> Any:
        return self._model(input_ids=torch.tensor([ids]), use_cache=True).get("past_key_values")

    def _known(self, encoded: EncodedRequests, window: int, ids: Sequence[int]) -> list[float]:
        """Return the log-probability of each token of a text, and of its end."""
        request, wanted = encoded.windows[window].input_ids, [*ids, self._eos]
        seen = deepcopy(encoded.seen[window])
        read = [request[-1], *ids] if seen is not None else [*request, *ids]
        logits = self._model(input_ids=torch.tensor([read]), past_key_values=seen).logits[0]
        known = logits[-len(wanted) :].float().log_softmax(dim=-1)
        found: list[float] = known.gather(1, torch.tensor(wanted).unsqueeze(1))[:, 0].tolist()
        return found


class _Texts:
    """The texts of one search: what the model has seen of each.

    A model that keeps nothing it can be asked to reorder reads the whole request each time.
    """

    def __init__(self, model: Any, request: Sequence[int], seen: Any) -> None:
        self._model, self._request = model, request
        self._seen = seen if hasattr(seen, "reorder_cache") else None

    def next(self, texts: Sequence[tuple[int, ...]], parents: Sequence[int]) -> NDArray[np.float32]:
        """See :data:`models.beams.Step`."""
        if self._seen is None:
            read = torch.tensor([[*self._request[:-1], *text] for text in texts])
        else:
            self._seen.reorder_cache(torch.tensor(parents))
            read = torch.tensor([[text[-1]] for text in texts])
        output = self._model(input_ids=read, past_key_values=self._seen, use_cache=True)
        last: Tensor = output.logits[:, -1].float().log_softmax(dim=-1)
        return last.numpy()
