"""The growth judge on given costs, and on functions whose cost a counted clock tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tools.kata.bench.growth import Growth, Point, growth, in_words, ratio_of
from tools.kata.bench.measure import (
    LEAST_ROUNDS,
    MOST_ROUNDS,
    SAMPLE_S,
    Contest,
    Measurements,
    Watcher,
    WrongAnswerError,
    measure,
)
from tools.kata.bench.plot import plot
from tools.kata.bench.report import conclude

STEP_S = 1e-6
SIZES = (100, 200, 400, 800, 1600)


def points_of(attempt: float, reference: float) -> list[Point]:
    return [Point(n, n**attempt, n**reference) for n in SIZES]


@pytest.mark.parametrize(
    ("attempt", "reference", "claim", "verdict"),
    [
        (1.0, 1.0, "n", "pass"),
        (1.29, 1.0, "n", "pass"),
        (1.31, 1.0, "n", "unclear"),
        (1.59, 1.0, "n", "unclear"),
        (1.61, 1.0, "n", "fail"),
        (2.0, 1.2, "n log n", "fail"),
        (0.5, 1.0, "n", "pass"),
        (1.0, 0.0, "n", "pass"),  # the reference does better than is asked for
        (1.0, 0.0, "log n", "fail"),
        (2.0, 1.5, "n", "unclear"),  # a slope of the reference above its claim counts
    ],
)
def test_verdict_follows_the_difference_of_slopes(
    attempt: float, reference: float, claim: str, verdict: str
) -> None:
    """Up to 0.30 steeper than reference and claim passes, from 0.60 on fails."""
    found = growth(points_of(attempt, reference), claim)
    assert (found.slope, found.reference_slope) == pytest.approx((attempt, reference))
    assert found.verdict == verdict


def test_one_disturbed_size_does_not_fail_a_right_solution() -> None:
    """The slope is the median over pairs of sizes, so a sample that took thrice as long is lost."""
    for place in range(len(SIZES)):
        points = points_of(1.0, 1.0)
        disturbed = points[place]
        points[place] = Point(disturbed.n, 3 * disturbed.attempt, disturbed.reference)
        assert growth(points, "n").verdict == "pass"


def test_costs_below_the_floor_do_not_grow() -> None:
    """Memory of a few kilobytes says nothing about a class."""
    assert growth([Point(n, float(n), 1.0) for n in SIZES], "1", floor=4000.0).slope == 0


@pytest.mark.parametrize(
    ("excess", "clear"), [(0.14, True), (0.16, False), (0.84, False), (0.86, True)]
)
def test_only_a_verdict_far_from_the_limits_is_clear(excess: float, clear: bool) -> None:
    """Near the limits all rounds are measured."""
    assert Growth(1 + excess, 1.0, "n").is_clear is clear


def test_ratio_is_the_median_within_its_interval() -> None:
    """One disturbed pair moves neither the median nor the interval far."""
    found = ratio_of([(3.0, 2.0)] * 8 + [(60.0, 2.0)])
    assert found.median == found.low == 1.5
    wide = ratio_of([(1.0, 1.0), (1.2, 1.0), (1.4, 1.0), (1.6, 1.0), (1.8, 1.0)])
    assert 1.0 <= wide.low < wide.median < wide.high <= 1.8
    assert wide.median == pytest.approx(1.4)


def test_classes_are_said_in_words() -> None:
    """A class without a word of its own is said as it is written."""
    assert [in_words(claim) for claim in ("n", "n^2", "n log n")] == [
        "linear",
        "quadratic",
        "n log n",
    ]


class Counter:
    """A clock that goes on only when a counted function works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def working(self, steps: Callable[[int], float]) -> Callable[[int], int]:
        """Returns a function of n that takes so many steps."""

        def work(n: int) -> int:
            self.now += steps(n) * STEP_S
            return n

        return work


def measured(
    attempt: Callable[[int], float],
    reference: Callable[[int], float] = lambda n: n,
    *,
    budget_s: float = 1000.0,
    claim: str = "n",
    largest: int = 0,
) -> Measurements:
    clock = Counter()
    contest = Contest(
        clock.working(attempt), clock.working(reference), lambda n: (n,), claim, "1", largest
    )
    return measure(contest, budget_s, Watcher(), clock)


def test_a_class_worse_fails() -> None:
    """Counted steps, n against n squared: slope 2 against 1."""
    found = measured(lambda n: n * n)
    assert found.growth.slope == pytest.approx(2, abs=0.05)
    assert found.growth.reference_slope == pytest.approx(1, abs=0.05)
    assert conclude("f", "", found).verdict == "fail"


@pytest.mark.parametrize("factor", [0.01, 1, 50])
def test_a_constant_factor_passes_and_is_the_ratio(factor: float) -> None:
    """Slow is not steep."""
    found = measured(lambda n: factor * n)
    assert found.growth.verdict == "pass"
    assert found.ratio.median == pytest.approx(factor)


def test_sizes_begin_where_a_call_takes_a_sample() -> None:
    """The smallest size is the first of the doubled ones that takes 1.5 ms; four more follow."""
    found = measured(lambda n: n)
    first = found.points[0]
    assert SAMPLE_S <= first.attempt < 2 * SAMPLE_S
    assert [point.n // first.n for point in found.points] == [1, 2, 4, 8, 16]


def test_a_bound_on_n_is_kept() -> None:
    """Where n may not be large, small calls are repeated instead."""
    found = measured(lambda n: n, largest=256)
    assert found.points[-1].n <= 256
    assert len(found.points) == 5
    assert found.growth.slope == pytest.approx(1)


def test_a_bound_on_n_is_kept_when_more_is_measured() -> None:
    """Between the limits there are more rounds, and no size above the bound."""
    found = measured(lambda n: n**1.45, largest=300)
    assert (found.rounds, found.points[-1].n) == (MOST_ROUNDS, 256)


def test_a_clear_slope_stops_early() -> None:
    """Three rounds are enough where the verdict is far from its limits."""
    assert measured(lambda n: n).rounds == LEAST_ROUNDS


def test_between_the_limits_more_is_measured_then_it_passes() -> None:
    """Fifteen rounds on sizes twice as large; if that does not decide it, a pass with a note."""
    found = measured(lambda n: n**1.45)
    assert found.rounds == MOST_ROUNDS
    assert found.points[0].attempt >= 2 * SAMPLE_S
    report = conclude("f", "", found)
    assert (found.growth.verdict, report.verdict, report.exit_code) == ("unclear", "pass", 0)
    assert "between two classes" in report.message


def test_larger_sizes_decide_what_small_ones_hide() -> None:
    """A quadratic part that shows late is seen after one more doubling."""
    found = measured(lambda n: n + n * n / 7500)
    assert found.rounds == MOST_ROUNDS
    assert found.growth.verdict == "fail"


def test_the_budget_is_kept() -> None:
    """Sizes and rounds that would take longer are left out; a cubic attempt fails all the same."""
    clock = Counter()
    cubic, linear = clock.working(lambda n: n**3), clock.working(lambda n: n)
    found = measure(Contest(cubic, linear, lambda n: (n,), "n", "1"), 5.0, Watcher(), clock)
    assert clock.now < 5.0
    assert len(found.points) < 5
    assert found.growth.verdict == "fail"


def test_different_answers_are_not_measured() -> None:
    """Cost counts only when the answer is the same; the smallest n that shows it is named."""
    clock = Counter()
    work = clock.working(lambda n: n)
    contest = Contest(lambda n: work(n) if n < 64 else 0, work, lambda n: (n,), "n", "1")
    with pytest.raises(WrongAnswerError, match="n = 64: another answer"):
        measure(contest, 10.0, Watcher(), clock)


def test_deep_recursion_is_measured_below_its_limit() -> None:
    """An attempt that passes its tests is not failed for n that no test asks for."""
    clock = Counter()
    work = clock.working(lambda n: n)

    def deep(n: int) -> int:
        if n > 400:
            raise RecursionError
        return work(n)

    found = measure(Contest(deep, work, lambda n: (n,), "n", "1"), 10.0, Watcher(), clock)
    assert (found.too_deep, found.points[-1].n) == (512, 256)
    report = conclude("f", "", found)
    assert report.verdict == "pass"
    assert "n = 512" in report.message


def test_endless_recursion_is_an_error() -> None:
    """Where even small inputs recurse too deep there is nothing to measure."""

    def endless(_n: int) -> int:
        raise RecursionError

    contest = Contest(endless, _one, lambda n: (n,), "n", "1")
    with pytest.raises(RecursionError):
        measure(contest, 10.0, Watcher(), Counter())


def test_memory_of_a_class_worse_fails() -> None:
    """Peaks are traced at each size; a list that no claim allows is found though it is fast."""
    clock = Counter()
    work = clock.working(lambda n: 10 * n)
    contest = Contest(lambda n: len([0] * work(n) * 100), lambda n: 100 * work(n), _one, "n", "1")
    found = measure(contest, 100.0, Watcher(), clock)
    assert found.memory is not None
    assert (found.growth.verdict, found.memory.verdict) == ("pass", "fail")
    report = conclude("f", "", found)
    assert report.verdict == "fail"
    assert report.message.startswith("memory: grows a class faster")


def _one(n: int) -> tuple[int]:
    return (n,)


def test_plot_shows_the_steeper_line_above_the_other_at_the_end() -> None:
    """Both begin together at the left; each has its name at the right, without colour too."""
    lines = plot([Point(n, n * n, 100.0 * n) for n in SIZES], 40, 10)
    named = {
        name: row
        for row, line in enumerate(lines)
        for name in ("yours", "reference")
        if name in line
    }
    assert named == {"yours": 0, "reference": pytest.approx(4, abs=1)}
    assert lines[-1].split() == ["n", "=", "100", "1,600"]
    assert "\x1b" not in "".join(lines)
    assert "\x1b[" in "".join(plot(points_of(1, 1), 40, 10, colour=True))
