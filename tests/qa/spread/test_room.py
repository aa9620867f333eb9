"""A cluster that has no room for a worker in the place of one that ended.

In a file of its own: no other test's workers are in the cluster meanwhile.
"""

import pytest

from qa import Ray, WorkerError
from tests.qa.spread.jobs import squared
from tests.qa.spread.test_spread import batches


class Other:
    """Takes the room of the cluster."""


@pytest.mark.ray
def test_no_worker_is_left_and_the_cluster_has_no_room_for_another(cluster):
    with Ray("auto", 1) as spread:
        results = spread.map(squared, batches(6))
        assert next(results) == [0]
        other = cluster.remote(num_cpus=2)(Other).remote()  # begins once the worker is gone
        spread._patience = 1
        cluster.kill(spread._actors[0])
        with pytest.raises(WorkerError, match=r"no worker .* is left, and none began in 1 s"):
            list(results)
        cluster.kill(other)
        spread._patience = 60
        assert list(spread.map(squared, batches(2))) == [[0], [1]]
