"""Where the learner's data lies."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "KATA_HOME"


def data_home() -> Path:
    """Returns the folder of the learner's data: KATA_HOME, or a folder of the user's data.

    It need not exist yet.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).absolute()
    return Path(platformdirs.user_data_dir("python-challenges", appauthor=False))
