"""Takes the first run off a name and goes on with the rest, one call deeper for each run."""

from __future__ import annotations

import re
from collections.abc import Iterable


def natural_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (_runs(name), name))


def _runs(name: str) -> list[tuple[int, int, str]]:
    found = re.match("[0-9]+|[^0-9]+", name)
    if found is None:
        return []
    run = found[0]
    first = (0, int(run), "") if "0" <= run[0] <= "9" else (1, 0, run.casefold())
    return [first, *_runs(name[len(run) :])]
