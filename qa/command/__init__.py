"""The command line, ``kanbao``."""
