from pathlib import Path

import pytest
import torch

from tests.models.tiny import save_tiny


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny embedder and a tiny generator of random weights, always the same."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return save_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def one_core():
    """Let each thread compute by itself: more threads than cores wait for each other in loops."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
