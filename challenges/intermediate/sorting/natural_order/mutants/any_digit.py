r"""Lets `\d` say what a digit is: those of every script, and `int` understands them all."""

from __future__ import annotations

import re
from collections.abc import Iterable


def natural_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=_key)


def _key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    runs = re.findall(r"\d+|\D+", name)
    return [(0, int(r), "") if r[0].isdecimal() else (1, 0, r.casefold()) for r in runs], name
