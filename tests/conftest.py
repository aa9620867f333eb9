"""No test reaches a model hub, or the pages that the user's own commands recognised."""

import os
import tempfile

from hypothesis import settings

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
_cache = tempfile.TemporaryDirectory(prefix="kanbao-cache-")
os.environ["KANBAO_CACHE"] = _cache.name

# The first example loads dictionaries, and the machine may be busy: no test trusts the clock.
settings.register_profile("kanbao", deadline=None)
settings.load_profile("kanbao")
