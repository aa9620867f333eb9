"""Which generator a name means: a model's architecture says what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from models.loading import resolve
from models.precision import inference_precision

__all__ = ["load_generator"]

PREFIX = "openai:"
_EXTRACTIVE = "ForQuestionAnswering"
_CAUSAL = ("ForCausalLM", "GPT2LMHeadModel")
_NONE_OF_OURS = (
    "ForMaskedLM",
    "ForSequenceClassification",
    "ForTokenClassification",
    "ForMultipleChoice",
    "ForPreTraining",
)


def load_generator(
    name: str,
    *,
    revision: str | None = None,
    online: bool = False,
    error: type[Exception] = RuntimeError,
    once: bool = False,
    kept: Path | None = None,
) -> Any:
    """Load what answers and writes: a folder, an embedded model, a hub id or ``openai:URL#MODEL``.

    The last is a server, see :mod:`models.server`, which raises ``error``. ``once`` and ``kept``:
    see :meth:`models.generator.Seq2SeqGenerator.load`.

    A causal model, an extractive question-answering head, or, as all else is taken for, a seq2seq
    model of transformers. Raises ValueError for a model that is none of them, and what
    :func:`models.loading.resolve` raises.
    """
    if name.startswith(PREFIX):
        from models.server import ServerGenerator

        return ServerGenerator.load(name, error=error)
    folder = resolve(name, revision=revision, online=online)
    architecture = _architecture(folder)
    if architecture.endswith(_EXTRACTIVE):
        from models.extractive import ExtractiveGenerator

        return ExtractiveGenerator.load(
            folder, name=name, revision=revision, precision=inference_precision()
        )
    if architecture.endswith(_NONE_OF_OURS):
        raise ValueError(
            f"it is a {architecture}, which neither answers nor writes: give a seq2seq model, a "
            "causal one (...ForCausalLM) or a ...ForQuestionAnswering"
        )
    from models.generator import Seq2SeqGenerator

    return Seq2SeqGenerator.load(
        name,
        revision=revision,
        online=online,
        causal=architecture.endswith(_CAUSAL),
        once=once,
        kept=kept,
    )


def _architecture(folder: Path) -> str:
    """Return the name of the class that a folder's weights were saved of; empty if not known."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    return str((config.get("architectures") or [""])[0])
