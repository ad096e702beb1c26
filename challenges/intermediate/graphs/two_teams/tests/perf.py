"""Inputs on which the cost of two_teams shows."""

from __future__ import annotations

from itertools import pairwise


def rivals_in_a_row(size: int) -> tuple[list[str], list[tuple[str, str]]]:
    """n people in a row, each a rival of the next."""
    people = [f"member {number:07}" for number in range(size)]
    return people, list(pairwise(people))
