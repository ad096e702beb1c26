"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType

import pytest

from challenges.shared.testing import check, live


@pytest.mark.parametrize(
    ("needs", "expected", "why"),
    [
        pytest.param({}, [], "no tasks, no waves", id="empty"),
        pytest.param({"a": []}, [["a"]], "it needs nothing", id="one task"),
        pytest.param(
            {"c": [], "a": [], "b": []},
            [["a", "b", "c"]],
            "a wave is sorted by name",
            id="no needs",
        ),
        pytest.param(
            {"b2": ["a"], "b10": ["a"], "B": ["a"]},
            [["a"], ["B", "b10", "b2"]],
            "names are sorted as strings",
            id="names sorted in a later wave",
        ),
        pytest.param(
            {"pie": ["dough", "plum"], "cup": ["tea"]},
            [["dough", "plum", "tea"], ["cup", "pie"]],
            "groups without a connection share their waves",
            id="disconnected groups",
        ),
    ],
)
def test_waves_of_simple_plans(
    subject: ModuleType, needs: dict[str, list[str]], expected: list[list[str]], why: str
) -> None:
    """Tasks that need nothing come first, and names within a wave are sorted."""
    check(subject.build_waves, needs).returns(expected, why=why)


@pytest.mark.parametrize(
    ("needs", "expected", "why"),
    [
        pytest.param(
            {"d": ["c"], "c": ["b"], "e": []},
            [["b", "e"], ["c"], ["d"]],
            "'e' need not wait although nobody waits for it",
            id="a task that nobody needs",
        ),
        pytest.param(
            {"z": ["y", "a"], "y": ["x"], "x": ["a"]},
            [["a"], ["x"], ["y"], ["z"]],
            "'z' needs 'a' from the first wave and 'y' from the third",
            id="a short and a long way",
        ),
        pytest.param(
            {"d": ["b", "c"], "b": ["a"], "c": ["a"]},
            [["a"], ["b", "c"], ["d"]],
            "'b' and 'c' can be done at the same time",
            id="diamond",
        ),
    ],
)
def test_a_task_stands_right_after_the_last_of_its_needs(
    subject: ModuleType, needs: dict[str, list[str]], expected: list[list[str]], why: str
) -> None:
    """A task stands neither before one of its needs nor later than it must."""
    check(subject.build_waves, needs).returns(expected, why=why)


def test_a_need_named_twice_is_one_need(subject: ModuleType) -> None:
    """Duplicate needs neither hold a task back nor release it early."""
    check(subject.build_waves, {"app": ["lib", "lib", "log"], "log": ["lib"]}).returns(
        [["lib"], ["log"], ["app"]],
        why="'lib' is named twice by 'app', and met once",
    )


class Once:
    """Names that are there the first time only."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._left = iter(names)

    def __iter__(self) -> Iterator[str]:
        return self._left

    def __repr__(self) -> str:
        return f"iter({self._names})"


def test_needs_may_be_any_iterable(subject: ModuleType) -> None:
    """Needs that can be read only once are enough."""
    needs = {"app": Once("lib", "log"), "lib": Once("log"), "log": frozenset()}
    check(subject.build_waves, needs).returns(
        [["log"], ["lib"], ["app"]],
        why="an iterator can be read once",
    )


def test_a_long_chain(subject: ModuleType) -> None:
    """A chain of 2,000 tasks makes 2,000 waves, also when it is listed from its end."""
    names = [f"task {number:04}" for number in range(2_000)]
    needs = {user: [needed] for user, needed in pairwise(names)}
    check(subject.build_waves, live(needs)).returns(
        [[name] for name in reversed(names)], why="each task needs the next"
    )
