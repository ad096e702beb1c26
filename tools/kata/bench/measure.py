"""Measures an attempt and the reference in turns: growth of time, ratio, growth of memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from challenges.shared.testing import difference, peak_bytes
from challenges.shared.testing.growth import collector_off
from tools.kata.bench.growth import Growth, Point, Ratio, growth, ratio_of

# A sample lasts so long at least: what takes less is called several times.
SAMPLE_S = 0.0015
SMALLEST = 8
LARGEST = 1 << 20
SIZES, LEAST_SIZES = 5, 3
ROUNDS, LEAST_ROUNDS, MOST_ROUNDS = 5, 3, 15
PAIRS = 9
# Below it, memory is that of frames and iterators, whatever the class.
MEMORY_FLOOR = 16 << 10
_MOST_CALLS = 1000
# No call takes less, whatever the clock says.
_TICK_S = 1e-8
# What each part may use of the budget.
_GROWTH_SHARE, _RATIO_SHARE, _MEMORY_SHARE = 0.6, 0.05, 0.3
# What memory may use of it once there are LEAST_SIZES, since it is the same in every run.
_MORE_MEMORY_SHARE = 0.08
# Tracing makes calls several times slower.
_TRACING_FACTOR = 5.0
# A call that takes longer is left out where there are enough sizes.
_LONG_S = 0.3
_ENOUGH_SIZES = 4

ATTEMPT, REFERENCE = BOTH = (0, 1)

Call = Callable[..., object]


class WrongAnswerError(ValueError):
    """The attempt's answer is not the reference's, so its cost means nothing."""


@dataclass(frozen=True, slots=True)
class Contest:
    """What is measured.

    Attributes:
        attempt: Called with what `make` returns.
        reference: Likewise.
        make: Returns the arguments of a size, which no call changes.
        time: Claimed class of the time.
        space: Claimed class of the memory.
        largest: The largest size that makes sense; 0 if there is no bound.
    """

    attempt: Call
    reference: Call
    make: Callable[[int], tuple[Any, ...]]
    time: str
    space: str
    largest: int = 0


@dataclass(frozen=True, slots=True)
class Measurements:
    """What was found.

    Attributes:
        points: Best times of both at each size, in seconds.
        rounds: How often each was measured.
        growth: Of the time.
        ratio: Of the times at the largest size.
        memory_points: Peaks in bytes; empty when there was no time left for them.
        memory: Growth of the memory, or None.
        too_deep: The smallest size at which the attempt recursed deeper than Python allows; sizes
            below it were measured. 0 if there was none.
    """

    points: tuple[Point, ...]
    rounds: int
    growth: Growth
    ratio: Ratio
    memory_points: tuple[Point, ...]
    memory: Growth | None
    too_deep: int = 0


class _TooDeepError(Exception):
    """The attempt recursed too deep at a size; smaller ones may still be measured."""

    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.n = n


class Watcher:
    """Whoever wants to know how far a measurement is; does nothing by itself."""

    def calling(self, who: int, n: int) -> None:
        """The first call of `ATTEMPT` or `REFERENCE` at a size begins: it may never end."""

    def progress(self, part: str, share: float) -> None:
        """A part (growth, ratio, memory) is done to a share from 0 to 1."""


def measure(
    contest: Contest,
    budget_s: float,
    watcher: Watcher,
    clock: Callable[[], float],
) -> Measurements:
    """Measures a contest.

    Args:
        contest: The two and their input.
        budget_s: Seconds of the clock that all of it should take.
        watcher: Is told how far it is.
        clock: Counts seconds of processor time.

    Raises:
        WrongAnswerError: The answers differ.
        Exception: What a call raised.
    """
    with collector_off():
        return _Measurement(contest, budget_s, watcher, clock).run()


@dataclass(slots=True)
class _Size:
    """One size: its arguments, and of attempt and reference the best time and calls a sample."""

    n: int
    arguments: tuple[Any, ...]
    best: list[float] = field(default_factory=list)
    calls: list[int] = field(default_factory=list)

    @property
    def sample_s(self) -> float:
        """Seconds that a sample of both takes."""
        return sum(best * calls for best, calls in zip(self.best, self.calls, strict=True))


class _Measurement:
    def __init__(
        self, contest: Contest, budget_s: float, watcher: Watcher, clock: Callable[[], float]
    ) -> None:
        self._contest = contest
        self._calls = (contest.attempt, contest.reference)
        self._watcher = watcher
        self._clock = clock
        self._budget_s = budget_s
        self._part_began = clock()
        self._largest = contest.largest or LARGEST
        self._too_deep = 0
        self._sizes: list[_Size] = []

    def run(self) -> Measurements:
        try:
            self._choose_sizes(SMALLEST)
        except _TooDeepError as error:
            self._too_deep, self._largest = error.n, error.n // 2
            self._choose_sizes(max(SMALLEST, error.n >> SIZES))
        rounds = self._rounds()
        self._part_began = self._clock()
        ratio = self._ratio()
        self._part_began = self._clock()
        memory_points = tuple(self._memory())
        claimed = self._contest.space
        known = len(memory_points) >= LEAST_SIZES
        return Measurements(
            points=self._points(),
            rounds=rounds,
            growth=self._growth(),
            ratio=ratio,
            memory_points=memory_points,
            memory=growth(memory_points, claimed, floor=MEMORY_FLOOR) if known else None,
            too_deep=self._too_deep,
        )

    def _choose_sizes(self, n: int) -> None:
        self._sizes = [self._first_size(n)]
        while len(self._sizes) < SIZES:
            longest_s = max(self._expected_s(who) for who in BOTH)
            if len(self._sizes) >= _ENOUGH_SIZES and longest_s > _LONG_S:
                return
            if not self._add_size():
                return

    def _first_size(self, n: int) -> _Size:
        """Doubles n until a call takes as long as a sample, or n is as large as it should be."""
        while True:
            size = self._made(n)
            if max(size.best) >= SAMPLE_S or n << SIZES > self._largest:
                return size
            n *= 2

    def _add_size(self) -> bool:
        """Adds a size twice as large as the last one, unless it is too large or takes too long."""
        n = self._sizes[-1].n * 2
        if n > self._largest:
            return False
        # A first look and LEAST_ROUNDS rounds of all sizes must be possible.
        next_s = self._expected_s(ATTEMPT) + self._expected_s(REFERENCE)
        rounds_s = LEAST_ROUNDS * sum(size.sample_s for size in self._sizes)
        needed_s = rounds_s + (LEAST_ROUNDS + 1) * next_s
        if len(self._sizes) >= LEAST_SIZES and needed_s > self._left_s(_GROWTH_SHARE):
            return False
        try:
            self._sizes.append(self._made(n))
        except _TooDeepError:
            if len(self._sizes) < LEAST_SIZES:
                raise
            self._too_deep, self._largest = n, n // 2
            return False
        return True

    def _expected_s(self, who: int) -> float:
        """Expects at twice the size what the growth so far lets expect, quadratic at least."""
        times = [size.best[who] for size in self._sizes[-2:]]
        return times[-1] * max(4.0, times[-1] / times[0])

    def _made(self, n: int) -> _Size:
        """Makes a size and calls both once or twice; their answers must be equal."""
        size = _Size(n, tuple(self._contest.make(n)))
        answers = []
        for who in BOTH:
            self._watcher.calling(who, n)
            began = self._clock()
            try:
                answers.append(self._calls[who](*size.arguments))
            except RecursionError:
                # Below, there is no room for enough sizes.
                if n < SMALLEST << SIZES or self._too_deep or who == REFERENCE:
                    raise
                raise _TooDeepError(n) from None
            took = max(self._clock() - began, _TICK_S)
            if SAMPLE_S <= took < 10 * SAMPLE_S:
                # A first call may have imported something, or filled a cache.
                took = min(took, self._timed(who, size, 1))
            size.best.append(took)
            size.calls.append(min(math.ceil(SAMPLE_S / took), _MOST_CALLS))
        if found := difference(answers[REFERENCE], answers[ATTEMPT]):
            raise WrongAnswerError(f"n = {n}: another answer than the reference's: {found}")
        return size

    def _rounds(self) -> int:
        """Measures all sizes in turns until the verdict is clear; returns the rounds."""
        rounds, wanted, extended = 0, ROUNDS, False
        while rounds < wanted:
            self._one_round(rounds)
            rounds += 1
            found = self._growth()
            self._watcher.progress("growth", rounds / wanted)
            round_s = sum(size.sample_s for size in self._sizes)
            if self._left_s(_GROWTH_SHARE) < round_s or (rounds >= LEAST_ROUNDS and found.is_clear):
                break
            if rounds == wanted and found.verdict == "unclear" and not extended:
                extended, wanted = True, MOST_ROUNDS
                if self._add_size():
                    del self._sizes[0]
        return rounds

    def _one_round(self, number: int) -> None:
        for size in self._sizes:
            for who in _in_turn(number):
                size.best[who] = min(size.best[who], self._timed(who, size, size.calls[who]))

    def _ratio(self) -> Ratio:
        """Compares both at the largest size, in pairs that take turns in who comes first."""
        size = self._sizes[-1]
        pairs: list[tuple[float, float]] = []
        for number in range(PAIRS):
            if number >= LEAST_ROUNDS and self._left_s(_RATIO_SHARE) < size.sample_s:
                break
            times = {who: self._timed(who, size, size.calls[who]) for who in _in_turn(number)}
            pairs.append((times[ATTEMPT], times[REFERENCE]))
            self._watcher.progress("ratio", (number + 1) / PAIRS)
        return ratio_of(pairs)

    def _memory(self) -> Iterator[Point]:
        factor = _TRACING_FACTOR
        for number, size in enumerate(self._sizes):
            share = _MORE_MEMORY_SHARE if number >= LEAST_SIZES else _MEMORY_SHARE
            if factor * sum(size.best) > self._left_s(share):
                return
            began = self._clock()
            peaks = [peak_bytes(call, *size.arguments) for call in self._calls]
            factor = max(factor, (self._clock() - began) / sum(size.best))
            self._watcher.progress("memory", (number + 1) / len(self._sizes))
            yield Point(size.n, *peaks)

    def _timed(self, who: int, size: _Size, calls: int) -> float:
        """Returns the seconds of one call, the mean of several."""
        call, arguments = self._calls[who], size.arguments
        began = self._clock()
        for _ in range(calls):
            call(*arguments)
        return max((self._clock() - began) / calls, _TICK_S)

    def _left_s(self, share: float) -> float:
        return share * self._budget_s - (self._clock() - self._part_began)

    def _points(self) -> tuple[Point, ...]:
        return tuple(Point(size.n, *size.best) for size in self._sizes)

    def _growth(self) -> Growth:
        return growth(self._points(), self._contest.time)


def _in_turn(number: int) -> tuple[int, int]:
    """Returns who comes first and second, by turns."""
    return (ATTEMPT, REFERENCE) if number % 2 == 0 else (REFERENCE, ATTEMPT)
