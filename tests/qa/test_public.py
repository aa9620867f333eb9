"""The public names, and what importing them costs."""

import ast
import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import qa

NAMES = [
    "Added",
    "Answer",
    "AnswerKind",
    "Archive",
    "ArchiveError",
    "Article",
    "BusyError",
    "Chunk",
    "Chunking",
    "Citation",
    "Correction",
    "DateFrom",
    "DateMention",
    "Digest",
    "DigestItem",
    "Embedder",
    "Facet",
    "Fault",
    "Field",
    "FileState",
    "Fusion",
    "Generation",
    "Generator",
    "GeneratorOutput",
    "Hit",
    "Holdings",
    "Imprint",
    "InLine",
    "InputError",
    "KanbaoError",
    "LeftOut",
    "Listed",
    "LostCorrection",
    "MismatchError",
    "ModelError",
    "NearDuplicate",
    "Origin",
    "Piece",
    "Place",
    "PlacedBox",
    "Places",
    "Processes",
    "Ray",
    "ReadError",
    "Reading",
    "Reason",
    "Refusal",
    "Rejected",
    "Repair",
    "Report",
    "Reranker",
    "SameStory",
    "Sentence",
    "Span",
    "Spread",
    "Summary",
    "Unread",
    "Where",
    "WorkerError",
    "__version__",
    "file_text",
    "load_embedder",
    "load_generator",
    "load_reranker",
    "read_articles",
    "read_file",
]


def test_the_public_names_are_these():
    assert qa.__all__ == NAMES
    assert all(getattr(qa, name) is not None for name in NAMES)


def test_the_later_names_are_the_real_ones():
    from qa.archive import Archive
    from qa.interfaces import Embedder
    from qa.reading import file_text, read_articles, read_file
    from qa.search.chunks import Chunking
    from qa.search.retrieve import Fusion

    reading = (qa.file_text, qa.read_articles, qa.read_file)
    assert reading == (file_text, read_articles, read_file)
    assert (qa.Archive, qa.Embedder, qa.Chunking, qa.Fusion) == (
        Archive,
        Embedder,
        Chunking,
        Fusion,
    )


def our_classes():
    """Return the names of all classes of the package; those in ``_`` too."""
    files = Path(qa.__file__).parent.rglob("*.py")
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    return {
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }


def annotations(thing):
    """Return what is written in a function's signature, or a class's fields and public methods."""
    if inspect.isfunction(thing):
        return [str(part) for part in thing.__annotations__.values()]
    members = [part for name, part in vars(thing).items() if not name.startswith("_")]
    functions = [getattr(part, "fget", None) or getattr(part, "__func__", part) for part in members]
    fields = dataclasses.fields(thing) if dataclasses.is_dataclass(thing) else ()
    inner = [
        written for one in functions if inspect.isfunction(one) for written in annotations(one)
    ]
    return [*inner, *(str(field.type) for field in fields)]


def classes_in(name):
    words = set(re.findall(r"\w+", " ".join(annotations(getattr(qa, name)))))
    return words & our_classes()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "__version__"])
def test_what_stands_in_public_signatures_is_public(name):
    assert classes_in(name) <= set(NAMES)


def test_the_signatures_are_really_read():
    assert {"Hit", "Where", "Chunking", "Report"} <= classes_in("Archive")
    assert {"Refusal", "Citation", "DateMention"} <= classes_in("Answer")
    assert classes_in("Generator") == {"GeneratorOutput"}
    assert classes_in("load_generator") == {"Generator"}


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
