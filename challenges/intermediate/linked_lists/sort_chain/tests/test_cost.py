"""n log n comparisons and steps, whatever the order, and nothing beside the chain."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log2
from random import Random
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
    traced_lines,
    values,
)

LENGTH = 700
LEVELS = ceil(log2(LENGTH))
LONG = 2_500
LINES = 30
"""Merging executes five to nine lines for each node, at each of log2 n levels."""


def shuffled(length: int) -> list[int]:
    """Return the numbers below a length in the same disorder each time."""
    return Random(15).sample(range(length), length)


def test_a_chain_may_be_long(subject: ModuleType) -> None:
    """Thousands of nodes are no problem."""
    check(subject.sort_chain, live(chain(subject.Node, *shuffled(LONG)))).satisfies(
        lambda head: values(head) == [*range(LONG)],
        f"a chain of the numbers below {LONG:,}",
        why="a chain may be longer than calls can be nested",
    )


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(shuffled(LENGTH), id="shuffled"),
        pytest.param(range(LENGTH), id="sorted"),
        pytest.param(range(LENGTH)[::-1], id="backwards"),
        pytest.param([7] * LENGTH, id="all equal"),
    ],
)
def test_comparisons(subject: ModuleType, order: Sequence[int]) -> None:
    """At most 2 · n · ⌈log2 n⌉ comparisons, in any order."""
    limit = 2 * LENGTH * LEVELS
    call = f"sort_chain({LENGTH} nodes)"
    why = "a value that is compared with each other one is compared too often"
    tally = Tally(limit, call=call, why=why)
    head = subject.sort_chain(chain(subject.Node, *(Counted(value, tally) for value in order)))
    at_most(tally.count, limit, "comparisons", call=call, why=why)
    assert len(nodes(head)) == LENGTH


def test_steps(subject: ModuleType) -> None:
    """At most 30 · n · ⌈log2 n⌉ executed lines."""
    head = traced_lines(
        subject,
        subject.sort_chain,
        chain(subject.Node, *shuffled(LENGTH)),
        limit=LINES * LENGTH * LEVELS,
        why="halving or doubling passes the chain once for each power of two",
    )
    assert len(nodes(head)) == LENGTH


def test_nothing_is_put_aside(subject: ModuleType) -> None:
    """No more than 4 KiB are used besides the nodes, however many these are."""
    head = chain(subject.Node, *shuffled(LONG))
    at_most(
        peak_bytes(subject.sort_chain, head),
        4_096,
        "bytes at the peak",
        call=f"sort_chain({LONG:,} nodes)",
        why="the links are all the room that there is, and all that is needed",
        verdict="MLE",
    )
