"""The cost figures tell what they promise to tell apart, with room on both sides."""

from __future__ import annotations

import gc
import tracemalloc

import pytest

from challenges.shared.testing import (
    CostExceeded,
    WrongAnswer,
    at_most,
    cpu_growth,
    growth_exponent,
    peak_bytes,
    speedup,
)


def linear(n: int) -> int:
    return sum(i * i for i in range(n))


def quadratic(n: int) -> int:
    return sum(linear(n) for _ in range(n))


@pytest.mark.parametrize("sizes", [[100, 200], [100, 200, 400, 800]])
@pytest.mark.parametrize("power", [0, 1, 2, 3])
def test_the_exponent_is_the_power(sizes: list[int], power: int) -> None:
    """Costs of n ** p have the exponent p."""
    assert growth_exponent(sizes, [n**power for n in sizes]) == pytest.approx(power)


def test_one_disturbed_cost_does_not_decide() -> None:
    """A linear cost stays linear with one of five measurements ten times too high."""
    sizes = [1, 2, 4, 8, 16]
    assert growth_exponent(sizes, [1, 2, 4, 80, 16]) == pytest.approx(1, abs=0.3)


def test_a_cost_of_zero_counts_as_the_smallest() -> None:
    """A clock too coarse for the smallest size does not break the figure."""
    assert growth_exponent([1, 2, 4], [0, 2, 4]) == growth_exponent([1, 2, 4], [2, 2, 4])


@pytest.mark.parametrize(
    ("sizes", "costs"), [([1], [1]), ([1, 2], [1]), ([2, 2], [1, 1]), ([], [])]
)
def test_too_few_points_are_refused(sizes: list[float], costs: list[float]) -> None:
    """Growth needs two sizes, and a cost for each."""
    with pytest.raises(ValueError, match="two or more sizes"):
        growth_exponent(sizes, costs)


def test_cpu_growth_tells_linear_from_quadratic() -> None:
    """A linear function stays below 1.5, a quadratic one above."""
    assert cpu_growth(lambda n: (n,), linear, [500, 1000, 2000, 4000]) < 1.4
    assert cpu_growth(lambda n: (n,), quadratic, [50, 100, 200, 400]) > 1.6


def test_speedup_tells_faster_from_equal() -> None:
    """Ten times less work is several times faster; the same work is not."""
    assert speedup(lambda n: linear(10 * n) and n, lambda n: linear(n) and n, lambda: (2000,)) > 4
    assert speedup(linear, linear, lambda: (2000,)) < 2


def test_speedup_refuses_another_answer() -> None:
    """Faster and wrong is wrong."""
    with pytest.raises(WrongAnswer) as refused:
        speedup(linear, lambda n: linear(n) + 1, lambda: (10,))
    assert (refused.value.expected, refused.value.got) == ("285", "286")


def test_the_collector_is_off_during_a_measurement() -> None:
    """No collection falls into a measured call."""
    seen = []

    def look(n: int) -> None:
        seen.append(gc.isenabled())

    speedup(look, look, lambda: (1,), rounds=1)
    cpu_growth(lambda n: (n,), look, [1, 2], rounds=1)
    assert seen == [False] * 4


def test_the_collector_is_on_again_after_a_measurement() -> None:
    """Measuring leaves the garbage collector as it was, also when the function raises."""
    assert gc.isenabled()
    speedup(linear, linear, lambda: (10,), rounds=1)
    with pytest.raises(ZeroDivisionError):
        cpu_growth(lambda n: (n,), lambda n: n / 0, [1, 2])
    assert gc.isenabled()


def test_peak_bytes_sees_what_was_given_back() -> None:
    """The peak counts memory that the call held for a moment, and not what was there before."""
    held = bytes(1_000_000)
    assert peak_bytes(lambda: len(bytes(3_000_000))) == pytest.approx(3_000_000, rel=0.01)
    assert peak_bytes(len, held) < 10_000
    assert not tracemalloc.is_tracing()


def test_peak_bytes_inside_a_measurement() -> None:
    """In a run under tracemalloc, what was there or came before does not count, and it goes on."""
    tracemalloc.start()
    try:
        held = bytes(1_000_000)
        assert len(bytes(2_000_000)) == 2_000_000
        assert peak_bytes(lambda: len(bytes(500_000))) == pytest.approx(500_000, rel=0.01)
        assert tracemalloc.is_tracing()
        assert len(held) == 1_000_000
    finally:
        tracemalloc.stop()


def test_at_most_passes_the_limit_and_refuses_beyond() -> None:
    """A cost up to the limit passes; above it the failure names both and the verdict."""
    at_most(10, 10, "bytes")
    with pytest.raises(CostExceeded) as exceeded:
        at_most(1_001, 1_000, "bytes at the peak", verdict="MLE", call="f(1)", why="no copies")
    error = exceeded.value
    assert error.verdict == "MLE"
    assert error.expected == "at most 1,000 bytes at the peak"
    assert error.got == "1,001 bytes at the peak"
    assert (error.call, error.why) == ("f(1)", "no copies")


def test_at_most_shows_a_fraction_with_two_digits() -> None:
    """A measured exponent is shown as precisely as it was measured."""
    with pytest.raises(CostExceeded) as exceeded:
        at_most(1.98765, 1.5, "as the growth exponent")
    assert exceeded.value.got == "1.99 as the growth exponent"
