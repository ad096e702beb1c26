"""Feeds on which the cost of merge_feeds shows."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import chain, values

NODES_PER_FEED = 4


def many_short_feeds(size: int) -> tuple[list[range]]:
    """n nodes in lists of four, whose values alternate."""
    count = max(1, size // NODES_PER_FEED)
    return ([range(first, NODES_PER_FEED * count, count) for first in range(count)],)


def build_and_merge(subject: ModuleType, feeds: list[range]) -> list[int]:
    """Builds the lists, merges them and reads the result."""
    return values(subject.merge_feeds([chain(subject.Node, *feed) for feed in feeds]))
