"""Disks that fail, processes that die, files that others changed. ``FAULTS=full``: all, not a sample."""

import os

FULL = os.environ.get("FAULTS") == "full"
