"""Inputs on which the cost of build_waves shows."""

from __future__ import annotations

from itertools import pairwise


def chain(size: int) -> tuple[dict[str, list[str]]]:
    """n tasks that each need the one before, so that there are n waves."""
    names = [f"task {number:07}" for number in range(size)]
    return ({user: [needed] for needed, user in pairwise(names)},)
