"""Looks through all names left for the least one, again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable


def natural_order(names: Iterable[str]) -> list[str]:
    left = list(names)
    ordered = []
    while left:
        ordered.append(min(left, key=_key))
        left.remove(ordered[-1])
    return ordered


def _key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    runs = re.findall("[0-9]+|[^0-9]+", name)
    return [(0, int(r), "") if "0" <= r[0] <= "9" else (1, 0, r.casefold()) for r in runs], name
