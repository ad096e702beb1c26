"""First bad release: the border between good and bad, found with few probes."""

from __future__ import annotations

from collections.abc import Callable


def first_bad_release(is_bad: Callable[[int], bool], limit: int | None = None) -> int | None:
    """Find the first bad one of the releases 1, 2, 3, …, all later ones being bad too.

    Args:
        is_bad: says whether a release is bad; each call is expensive.
        limit: the last release; None if that is not known, and then some release is bad.

    Returns:
        The number of the first bad release; None if there is none up to the limit.

    Complexity:
        At most 2 * log2(answer) + 2 calls; 2 * log2(limit) + 3 if there is no bad release.
    """
    if limit is not None and limit < 1:
        return None
    good, probe = 0, 1  # 0 stands for the time before the first release
    while not is_bad(probe):
        if probe == limit:
            return None
        good = probe
        probe = 2 * probe if limit is None else min(2 * probe, limit)

    bad = probe
    while bad - good > 1:
        middle = (good + bad) // 2
        if is_bad(middle):
            bad = middle
        else:
            good = middle
    return bad
