"""Comparisons grow with the logarithm of the number of feeds, memory not with their length."""

from __future__ import annotations

from math import ceil, log2
from types import ModuleType

import pytest

from challenges.shared.testing import (
    Counted,
    Tally,
    at_most,
    chain,
    check,
    live,
    nodes,
    peak_bytes,
    values,
)

FEEDS = 256
LONG = 3_000


def test_feeds_may_be_long(subject: ModuleType) -> None:
    """Two lists of three thousand nodes are no problem."""
    heads = [chain(subject.Node, *range(start, 2 * LONG, 2)) for start in (0, 1)]
    check(subject.merge_feeds, live(heads)).satisfies(
        lambda head: values(head) == [*range(2 * LONG)],
        f"a list of the numbers below {2 * LONG:,}",
        why="a list may be longer than calls can be nested",
    )


@pytest.mark.parametrize(
    "feeds",
    [
        pytest.param([range(n, 10 * FEEDS, FEEDS) for n in range(FEEDS)], id="all of one length"),
        pytest.param([range(2_000), *([n] for n in range(FEEDS - 1))], id="the first one is long"),
        pytest.param([range(2_000), range(1, 2_000)], id="two long ones"),
    ],
)
def test_comparisons(subject: ModuleType, feeds: list[range]) -> None:
    """At most 3 · N · (log2 k + 2) comparisons for N nodes in k lists."""
    total, count = sum(map(len, feeds)), len(feeds)
    limit = 3 * total * (ceil(log2(count)) + 2)
    call = f"merge_feeds({count} lists, {total:,} nodes in all)"
    why = "only the heads can be next, and the smallest is found without asking all"
    tally = Tally(limit, call=call, why=why)
    heads = [chain(subject.Node, *(Counted(value, tally) for value in feed)) for feed in feeds]
    merged = subject.merge_feeds(heads)
    at_most(tally.count, limit, "comparisons", call=call, why=why)
    assert len(nodes(merged)) == total


def test_nodes_are_not_collected(subject: ModuleType) -> None:
    """Two lists of three thousand nodes take no more memory than two short ones."""
    heads = [chain(subject.Node, *range(start, 2 * LONG, 2)) for start in (0, 1)]
    at_most(
        peak_bytes(subject.merge_feeds, heads),
        10_000,
        "bytes at the peak",
        call=f"merge_feeds(2 lists, {2 * LONG:,} nodes in all)",
        why="one node of each list is all that is needed at a time",
        verdict="MLE",
    )
