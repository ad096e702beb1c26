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
    raise NotImplementedError("first_bad_release")
