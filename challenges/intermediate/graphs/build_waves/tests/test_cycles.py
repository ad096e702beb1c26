"""A circle is named exactly: each task in it needs the next one, and none only waits for it."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.graphs.build_waves.tests.oracle import check_cycle
from challenges.shared.testing import check


@pytest.mark.parametrize(
    "needs",
    [
        pytest.param({"a": ["a"]}, id="a task that needs itself"),
        pytest.param({"a": ["b"], "b": ["c"], "c": ["a"]}, id="three in a circle"),
        pytest.param({"z": ["a"], "a": ["b"], "b": ["a"]}, id="a task that waits for the circle"),
        pytest.param({"a": ["b"], "b": ["c", "d"], "c": ["b"]}, id="a way into the circle"),
        pytest.param({"a": ["b", "x"], "b": ["a", "y"], "y": ["x"]}, id="needs outside the circle"),
        pytest.param({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, id="two circles"),
        pytest.param(
            {"a": ["b", "c"], "b": ["a"], "c": ["a"]}, id="two circles with one in common"
        ),
        pytest.param({"go": [], "a": ["go", "b"], "b": ["a"], "end": ["b"]}, id="in the middle"),
    ],
)
def test_the_error_names_one_circle(subject: ModuleType, needs: dict[str, list[str]]) -> None:
    """In `cycle` each task needs the next one and the last needs the first."""
    check_cycle(subject, needs)


def test_the_error_is_a_value_error(subject: ModuleType) -> None:
    """Callers that know nothing of cycles can catch ValueError."""
    check(issubclass, subject.CycleError, ValueError).returns(True)


def test_a_long_circle(subject: ModuleType) -> None:
    """A circle of 1,200 tasks is named whole."""
    names = [f"task {number:04}" for number in range(1_200)]
    needs = {task: [names[place - 1]] for place, task in enumerate(names)}
    check_cycle(subject, needs, why="every task is needed by the next")
