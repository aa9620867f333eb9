"""No test reaches a model hub, or the pages that the user's own commands recognised."""

import os
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
_cache = tempfile.TemporaryDirectory(prefix="kanbao-cache-")
os.environ["KANBAO_CACHE"] = _cache.name
