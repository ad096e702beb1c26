"""Counting the lines of Python that a call executes inside one file: a cost without a clock."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any

from challenges.shared.testing.rendering import call_text
from challenges.shared.testing.verdicts import CostExceeded


class _LineCounter:
    """A trace function that counts the line events of one file up to a limit."""

    def __init__(self, file: str, limit: int) -> None:
        self._file = file
        self._limit = limit
        self.lines = 0

    @property
    def exceeded(self) -> bool:
        return self.lines > self._limit

    def __call__(self, frame: FrameType, event: str, _arg: object) -> _LineCounter | None:
        if frame.f_code.co_filename != self._file:
            return None
        if event == "line":
            self.lines += 1
            if self.exceeded:
                raise _LimitPassed
        return self


class _LimitPassed(BaseException):
    """Leaves the call under test. No `Exception`, so that the call's own handlers let it by."""


def traced_lines(
    module: ModuleType, function: Callable[..., Any], *args: object, limit: int, why: str = ""
) -> Any:
    """Call `function` and require that it executes at most `limit` lines of `module`'s file.

    The count is the same in every run. It sees neither work done in C (a slice, `in` on a list,
    `pop(0)`) nor how much stands on one line, so give the limit a factor of 3 or more to spare,
    and add a counted input or a growth where C work could hide the cost. Iterators that are
    returned run after the count.

    Args:
        module: the module under test; only lines of its file count.
        function: what to call.
        *args: its arguments, passed as they are.
        limit: the highest number of lines that passes.
        why: one line for the learner.

    Returns:
        What the call returned.

    Raises:
        CostExceeded: as soon as `limit` is passed; the call does not run on.
        Exception: what the call raised, with the call's text in `kata_call`.
    """
    counter = _LineCounter(str(module.__file__), limit)
    result: Any = None
    before = sys.gettrace()
    sys.settrace(counter)
    try:
        result = function(*args)
    except _LimitPassed:
        pass
    except Exception as error:
        if not counter.exceeded:  # else it is the attempt's answer to being stopped
            with contextlib.suppress(AttributeError):  # a class with slots takes no attribute
                error.kata_call = call_text(function, args, {})  # type: ignore[attr-defined]
            raise
    finally:
        sys.settrace(before)
    if counter.exceeded:
        raise CostExceeded(
            call=call_text(function, args, {}),
            expected=f"at most {limit:,} executed lines",
            got=f"more than {limit:,} executed lines (stopped there)",
            why=why,
        )
    return result
