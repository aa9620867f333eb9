"""A Ray cluster of this machine, for the tests that ask for it."""

import os

import pytest


@pytest.fixture(scope="package")
def cluster():
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'kanbao[ray]'")
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        object_store_memory=200 * 2**20,
        log_to_driver=False,
        logging_level="ERROR",
    )
    # Commands find this one, whatever others there are on the machine.
    os.environ["RAY_ADDRESS"] = ray.get_runtime_context().gcs_address
    yield ray
    del os.environ["RAY_ADDRESS"]
    ray.shutdown()
