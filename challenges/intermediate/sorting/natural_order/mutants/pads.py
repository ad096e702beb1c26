"""Fills every number up to ten digits, so that text order is number order: up to ten digits."""

from __future__ import annotations

import re
from collections.abc import Iterable


def natural_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=_key)


def _key(name: str) -> tuple[list[tuple[int, str]], str]:
    runs = re.findall("[0-9]+|[^0-9]+", name)
    return [
        (0, r.lstrip("0").zfill(10)) if "0" <= r[0] <= "9" else (1, r.casefold()) for r in runs
    ], name
