"""Tries one release after the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count


def first_bad_release(is_bad: Callable[[int], bool], limit: int | None = None) -> int | None:
    releases = count(1) if limit is None else range(1, limit + 1)
    return next((release for release in releases if is_bad(release)), None)
