"""`traced_lines` counts the lines of one file, and never lets a call run on."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from challenges.shared.testing import CostExceeded, traced_lines

SOURCE = """
def loop(n):
    for i in range(n):
        pass
    return n


def forever():
    while True:
        pass


def stubborn():
    while True:
        try:
            forever()
        except Exception:
            raise ValueError("caught") from None


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def fail(n):
    raise LookupError(n)


def outside(function):
    return function(1000)
"""


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    file = tmp_path_factory.mktemp("traced") / "attempt.py"
    file.write_text(SOURCE, encoding="utf-8")
    module = ModuleType("attempt")
    module.__file__ = str(file)
    exec(compile(SOURCE, str(file), "exec"), module.__dict__)
    return module


def test_a_call_within_its_limit_returns(module: ModuleType) -> None:
    """The result of the call comes back; two lines a round, and two more."""
    assert traced_lines(module, module.loop, 100, limit=202) == 100


def test_one_line_more_is_refused(module: ModuleType) -> None:
    """A limit is exact, and the count the same in every run."""
    with pytest.raises(CostExceeded) as exceeded:
        traced_lines(module, module.loop, 100, limit=201, why="one pass is enough")
    error = exceeded.value
    assert error.verdict == "TLE"
    assert error.call == "loop(100)"
    assert error.expected == "at most 201 executed lines"
    assert error.why == "one pass is enough"


@pytest.mark.parametrize("name", ["forever", "stubborn"])
def test_an_endless_call_is_stopped(module: ModuleType, name: str) -> None:
    """A loop without an end is left at the limit, whatever the call does with exceptions."""
    with pytest.raises(CostExceeded):
        traced_lines(module, getattr(module, name), limit=1000)


def test_recursion_counts_every_call(module: ModuleType) -> None:
    """A line that calls itself counts at each level."""
    assert traced_lines(module, module.deep, 50, limit=51) == 50
    with pytest.raises(CostExceeded):
        traced_lines(module, module.deep, 50, limit=50)


def test_lines_of_other_files_do_not_count(module: ModuleType) -> None:
    """What a call does elsewhere is not its own work."""

    def elsewhere(n: int) -> int:
        total = 0
        for i in range(n):
            total += i
        return total

    assert traced_lines(module, module.outside, elsewhere, limit=1) == 499500


def test_an_error_goes_on_with_the_call(module: ModuleType) -> None:
    """An exception of the call is not held back, and carries the call."""
    with pytest.raises(LookupError) as raised:
        traced_lines(module, module.fail, 7, limit=10)
    assert raised.value.kata_call == "fail(7)"  # type: ignore[attr-defined]


def test_the_trace_function_before_is_put_back(module: ModuleType) -> None:
    """A debugger or coverage tool that traces goes on after the count."""
    before = sys.gettrace()

    def mine(frame, event, arg):  # type: ignore[no-untyped-def]
        return None

    try:
        sys.settrace(mine)
        traced_lines(module, module.loop, 1, limit=10)
        assert sys.gettrace() is mine
        with pytest.raises(CostExceeded):
            traced_lines(module, module.forever, limit=10)
        assert sys.gettrace() is mine
    finally:
        sys.settrace(before)


def test_the_file_is_the_one_of_the_module() -> None:
    """A module whose file is another than the function's counts nothing."""
    other = ModuleType("other")
    other.__file__ = str(Path("other.py"))
    assert traced_lines(other, sorted, [2, 1], limit=0) == [1, 2]
