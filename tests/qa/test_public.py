"""The public names, and what importing them costs."""

import subprocess
import sys
from pathlib import Path

import pytest

import qa

NAMES = [
    "Answer",
    "Archive",
    "ArchiveError",
    "Article",
    "BusyError",
    "Chunk",
    "Citation",
    "DateMention",
    "Digest",
    "DigestItem",
    "Hit",
    "InputError",
    "KanbaoError",
    "MismatchError",
    "ModelError",
    "ReadError",
    "Sentence",
    "Span",
    "Summary",
    "Where",
    "__version__",
    "read_articles",
]


def test_the_public_names_are_these():
    assert qa.__all__ == NAMES
    assert all(getattr(qa, name) is not None for name in NAMES)


def test_the_later_names_are_the_real_ones():
    from qa.archive import Archive
    from qa.reading import read_articles

    assert qa.Archive is Archive
    assert qa.read_articles is read_articles


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'qa' has no attribute 'Document'"):
        _ = qa.Document


def test_every_error_is_a_kanbao_error():
    errors = [getattr(qa, name) for name in NAMES if name.endswith("Error")]
    assert all(issubclass(error, qa.KanbaoError) for error in errors)
    assert issubclass(qa.MismatchError, qa.ArchiveError)
    assert issubclass(qa.InputError, ValueError)


def test_importing_the_package_brings_no_library():
    code = "import sys, qa; print(*sorted({n.split('.')[0] for n in sys.modules}))"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code],
        cwd=Path(qa.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "qa" in loaded
    assert loaded.isdisjoint({"numpy", "faiss", "torch", "transformers", "rich", "models"})
