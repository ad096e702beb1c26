"""Tries the periods one after the other for each prefix, character by character."""

from __future__ import annotations


def prefix_periods(text: str) -> list[int]:
    periods = []
    for length in range(1, len(text) + 1):
        period = 1
        while any(text[place] != text[place - period] for place in range(period, length)):
            period += 1
        periods.append(period)
    return periods
