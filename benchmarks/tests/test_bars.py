"""The chart of ratios has each engine and question, and its bars do not vanish."""

from __future__ import annotations

import pytest

from benchmarks.harness.bars import Panel, bars, slowest_first


@pytest.mark.parametrize("logarithmic", [True, False])
def test_each_engine_and_question_is_named(logarithmic: bool) -> None:
    """Names and titles are letters in the SVG, also of an engine that takes next to no time."""
    panels = [
        Panel("reading", {"theirs": 2.5, "ours": 0.0}, ["ours"], logarithmic=logarithmic),
        Panel("writing", {"other": 1.0}, [], line=2.0, logarithmic=logarithmic),
    ]
    drawn = bars(panels).decode()
    for name in ("reading", "writing", "theirs", "ours", "other"):
        assert f">{name}<" in drawn
    assert "#2a6f97" in drawn


def test_the_fastest_engine_comes_last() -> None:
    """Bars are drawn from below, so that the last one is the highest."""
    rows = {"quick": {"ratio": 0.5}, "slow": {"ratio": 3.0}, "usual": {"ratio": 1.0}}
    assert list(slowest_first(rows)) == ["slow", "usual", "quick"]
