from pathlib import Path

import pytest

from tests.models.tiny import save_tiny


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny embedder and a tiny generator of random weights."""
    return save_tiny(tmp_path_factory.mktemp("tiny"))
