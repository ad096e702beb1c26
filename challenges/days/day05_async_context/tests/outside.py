"""Programs that tests start."""

from __future__ import annotations

import os
import sys


def environment() -> dict[str, str]:
    """Return the environment of a child that finds what this process finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
