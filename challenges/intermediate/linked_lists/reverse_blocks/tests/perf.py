"""A list on which the cost of reverse_blocks shows."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import chain, values


def values_and_a_small_size(size: int) -> tuple[range, int]:
    """A list of n nodes in blocks of three."""
    return range(size), 3


def build_and_reverse(subject: ModuleType, held: range, size: int) -> list[int]:
    """Builds the list, reverses its blocks and reads it."""
    return values(subject.reverse_blocks(chain(subject.Node, *held), size))
