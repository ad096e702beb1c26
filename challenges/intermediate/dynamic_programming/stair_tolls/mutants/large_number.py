"""Says "never" with a number, from which gifts are taken off."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def stair_tolls(tolls: Sequence[int], strides: Collection[int]) -> int | None:
    never = 10**15
    if not tolls:
        return 0
    cheapest = [0]
    for step, toll in enumerate([*tolls, 0], start=1):
        ways = [cheapest[step - stride] for stride in strides if stride <= step]
        cheapest.append(min(ways, default=never) + toll)
    return cheapest[-1] if cheapest[-1] < never else None
