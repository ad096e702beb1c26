"""Knows that periods only grow, and compares whole slices to see whether one still fits."""

from __future__ import annotations


def prefix_periods(text: str) -> list[int]:
    periods = []
    period = 1
    for length in range(1, len(text) + 1):
        while text[period:length] != text[: length - period]:
            period += 1
        periods.append(period)
    return periods
