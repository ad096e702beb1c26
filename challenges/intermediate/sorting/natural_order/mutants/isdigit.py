"""Asks `str.isdigit` what a digit is, which says yes to a superscript two."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby


def natural_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=_key)


def _key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    runs = []
    for is_number, characters in groupby(name, key=str.isdigit):
        run = "".join(characters)
        runs.append((0, int(run), "") if is_number else (1, 0, run.casefold()))
    return runs, name
