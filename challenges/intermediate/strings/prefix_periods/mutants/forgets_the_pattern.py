"""Takes the whole text for the pattern as soon as a character does not fit the last one."""

from __future__ import annotations


def prefix_periods(text: str) -> list[int]:
    periods: list[int] = []
    period = 1
    for place, character in enumerate(text):
        if place >= period and character != text[place - period]:
            period = place + 1
        elif place == 0:
            period = 1
        periods.append(period)
    return periods
