"""Adds articles on a Ray cluster of two nodes: ``python -m tests.qa.spread.nodes FOLDER``.

Each node has one processor, and so one of the two actors. The archive ``whole`` is made on both
nodes, ``halved`` begins on both and ends on one, as the other is killed; then a third begins. Says
on how many nodes work was done each time, when one was killed, and the seconds that each took.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from qa import Archive, Ray
from tests.qa.spread.jobs import SlowEmbedder, articles, node

ARTICLES, BATCH = 200, 64


def main() -> None:
    folder = Path(sys.argv[1])
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    memory = {"object_store_memory": 100 * 2**20}
    cluster = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False, **memory}
    )
    other = cluster.add_node(num_cpus=1, **memory)
    removed: list[int] = []

    def remove(done: int) -> None:
        if done >= ARTICLES // 4 and not removed:
            removed.append(done)
            cluster.remove_node(other, allow_graceful=False)

    try:
        with Ray(cluster.address, 2) as spread:
            said = {
                "nodes": nodes(spread),
                "whole": made(folder / "whole", spread),
                "halved": made(folder / "halved", spread, remove),
                "removed": removed,
                "nodes left": nodes(spread),
            }
            cluster.add_node(num_cpus=1, **memory)
            end = time.monotonic() + 60
            while nodes(spread) < 2 and time.monotonic() < end:
                pass
            said["nodes again"] = nodes(spread)
    finally:
        cluster.shutdown()
    sys.stdout.write(json.dumps(said))


def nodes(spread):
    return len(set(spread.map(node, range(8))))


def made(folder, spread, progress=None):
    begun = time.monotonic()
    with Archive.open(folder, embedder=SlowEmbedder()) as archive:
        archive.add(articles(ARTICLES), batch=BATCH, spread=spread, progress=progress)
    return round(time.monotonic() - begun, 1)


if __name__ == "__main__":
    main()
