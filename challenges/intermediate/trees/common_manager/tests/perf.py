"""An organisation on which the cost of common_manager shows."""

from __future__ import annotations


def two_long_branches(size: int) -> tuple[dict[str, str | None], list[str]]:
    """Two ways of n / 2 people each up to one top, and the lowest of both."""
    half = max(1, size // 2)
    boss_of: dict[str, str | None] = {"top": None}
    for side in ("l", "r"):
        boss = "top"
        for number in range(half):
            boss_of[f"{side}{number}"] = boss
            boss = f"{side}{number}"
    return boss_of, [f"l{half - 1}", f"r{half - 1}"]
