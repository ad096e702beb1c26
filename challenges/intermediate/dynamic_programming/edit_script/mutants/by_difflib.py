"""Leaves it to difflib, which looks for the longest block and not for the fewest changes."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    script: list[tuple[Any, ...]] = []
    matcher = SequenceMatcher(None, src, dst, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        old, new = list(src[start:end]), list(dst[begin:stop])
        if tag == "equal":
            script += [("keep", x) for x in old]
            continue
        paired = min(len(old), len(new))
        script += [("swap", x, y) for x, y in zip(old, new, strict=False)]
        script += [("drop", x) for x in old[paired:]] + [("add", y) for y in new[paired:]]
    return script
