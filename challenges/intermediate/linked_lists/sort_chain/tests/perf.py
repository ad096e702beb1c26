"""A chain on which the cost of sort_chain shows."""

from __future__ import annotations

from random import Random
from types import ModuleType

from challenges.shared.testing import chain, values


def shuffled_numbers(size: int) -> tuple[list[int]]:
    """The numbers below n in the same disorder each time."""
    return (Random(size).sample(range(size), size),)


def build_and_sort(subject: ModuleType, numbers: list[int]) -> list[int]:
    """Builds the chain, sorts it and reads it."""
    return values(subject.sort_chain(chain(subject.Node, *numbers)))
