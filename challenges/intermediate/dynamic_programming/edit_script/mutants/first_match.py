"""Keeps each item at the first place where dst has it, and swaps or drops what has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    script: list[tuple[Any, ...]] = []
    j = 0
    for item in src:
        match = next((k for k in range(j, len(dst)) if dst[k] == item), None)
        if match is not None:
            script += [("add", other) for other in dst[j:match]]
            script.append(("keep", item))
            j = match + 1
        else:
            script.append(("drop", item))
    return script + [("add", other) for other in dst[j:]]
