"""Tries every change at every place, and works all rests out anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    if not src or not dst:
        return [("drop", x) for x in src] + [("add", y) for y in dst]
    if src[0] == dst[0]:
        return [("keep", src[0]), *edit_script(src[1:], dst[1:])]
    scripts = [
        [("swap", src[0], dst[0]), *edit_script(src[1:], dst[1:])],
        [("drop", src[0]), *edit_script(src[1:], dst)],
        [("add", dst[0]), *edit_script(src, dst[1:])],
    ]
    return min(scripts, key=lambda script: sum(operation[0] != "keep" for operation in script))
