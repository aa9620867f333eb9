"""``python -m qa`` is ``kanbao``."""

import sys

from qa.command.entry import main

if __name__ == "__main__":
    sys.exit(main())
