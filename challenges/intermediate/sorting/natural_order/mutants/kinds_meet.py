"""Makes lists of ints and texts, which cannot be compared where an int meets a text."""

from __future__ import annotations

import re
from collections.abc import Iterable


def natural_order(names: Iterable[str]) -> list[str]:
    def key(name: str) -> tuple[list[int | str], str]:
        runs = re.findall("[0-9]+|[^0-9]+", name)
        return [int(run) if "0" <= run[0] <= "9" else run.casefold() for run in runs], name

    return sorted(names, key=key)
