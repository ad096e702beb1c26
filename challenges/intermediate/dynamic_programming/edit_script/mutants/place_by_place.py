"""Holds the items at the same places against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    script: list[tuple[Any, ...]] = []
    for x, y in zip(src, dst, strict=False):
        script.append(("keep", x) if x == y else ("swap", x, y))
    script += [("drop", x) for x in src[len(dst) :]]
    return script + [("add", y) for y in dst[len(src) :]]
