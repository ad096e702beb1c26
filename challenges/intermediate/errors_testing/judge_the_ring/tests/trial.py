"""A judgement under supervision: what was used, how often, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from challenges.shared.testing import CostExceeded, WrongAnswer

MOST_OPERATIONS = 20_000
LARGEST_CAPACITY = 1_000


class _Stopped(BaseException):
    """Ends a judgement. No `Exception`, so that the judge does not take it for one of a ring."""


class _TooMany(_Stopped):
    """The operations are used up."""


class _NotInTheContract(_Stopped):
    """Something was asked for that the contract does not name."""


class Trial:
    """The factory that the judge gets, which hides what is not in the contract, and counts.

    Attributes:
        operations: the names of those that there were so far.
    """

    def __init__(self, ring_class: Callable[[int], Any]) -> None:
        self._ring_class = ring_class
        self.operations: list[str] = []

    def _count(self, name: str) -> None:
        self.operations.append(name)
        if len(self.operations) > MOST_OPERATIONS:
            raise _TooMany

    @property
    def factory(self) -> Callable[[int], Any]:
        """The function to judge, which tells nothing about the class behind it."""

        def make_ring(capacity: int) -> Any:
            self._count("make_ring")
            if capacity > LARGEST_CAPACITY:
                raise _NotInTheContract(f"a ring for {capacity:,} items; 1,000 are the most")
            return self._hide(self._ring_class(capacity))

        return make_ring

    def _hide(self, hidden: Any) -> Any:
        count = self._count

        class Ring:
            """A ring with nothing but what the contract names."""

            __slots__ = ()

            def push(self, item: Any) -> Any:
                count("push")
                return hidden.push(item)

            def pop(self) -> Any:
                count("pop")
                return hidden.pop()

            def __len__(self) -> int:
                count("len")
                return len(hidden)

            def __iter__(self) -> Iterator[Any]:
                count("iter")
                return iter(hidden)

            def __getattr__(self, name: str) -> Any:
                raise _NotInTheContract(f"ring.{name}")

        return Ring()


def judged(subject: ModuleType, ring_class: type[Any]) -> AssertionError | None:
    """Let a factory be judged, and return what `judge` has raised, if it is an AssertionError.

    Raises:
        WrongAnswer: if the judge returned a value, or used what the contract does not name.
        CostExceeded: if it used too many operations.
        Exception: any other error that the judge has raised.
    """
    trial = Trial(ring_class)
    call = f"judge({ring_class.__name__})"
    try:
        result = subject.judge(trial.factory)
    except AssertionError as error:
        return error
    except _TooMany:
        raise CostExceeded(
            call=call,
            expected=f"at most {MOST_OPERATIONS:,} operations",
            got=f"more than {MOST_OPERATIONS:,} operations (stopped there)",
            why="small rings need few steps, and no loop may wait for what a wrong ring never does",
        ) from None
    except _NotInTheContract as asked:
        raise WrongAnswer(
            call=call,
            expected="only push, pop, len and iteration are used",
            got=f"the judge asks for {asked}",
            why="a right ring need not have anything else",
        ) from None
    except Exception as error:
        error.kata_call = call  # type: ignore[attr-defined]
        raise
    if result is not None:
        raise WrongAnswer(call=call, expected="returns None", got=f"returns {result!r}")
    return None


def check_accepted(subject: ModuleType, ring_class: type[Any]) -> None:
    """Require that a right ring passes."""
    error = judged(subject, ring_class)
    if error is not None:
        raise WrongAnswer(
            call=f"judge({ring_class.__name__})",
            expected="returns None, as the rings are right",
            got=f"raises AssertionError: {error}".rstrip(": "),
            why=f"this ring is built like this: {ring_class.__doc__}",
        )


def check_refused(subject: ModuleType, ring_class: type[Any]) -> None:
    """Require that a wrong ring is found out."""
    call, what = f"judge({ring_class.__name__})", f"the ring is wrong: {ring_class.__doc__}"
    try:
        error = judged(subject, ring_class)
    except (WrongAnswer, CostExceeded, NotImplementedError):
        raise
    except Exception as escaped:
        raise WrongAnswer(
            call=call,
            expected="raises AssertionError",
            got=f"lets {escaped!r} escape",
            why=what,
        ) from escaped
    if error is None:
        raise WrongAnswer(call=call, expected="raises AssertionError", got="returns None", why=what)
