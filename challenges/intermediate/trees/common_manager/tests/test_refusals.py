"""Groups and organisations that have no answer, not even None."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

import pytest

from challenges.intermediate.trees.common_manager.tests.oracle import Organisation
from challenges.shared.testing import Tally, check


@pytest.mark.parametrize("boss_of", [{}, {"a": None}], ids=["nobody at all", "one person"])
def test_nobody_in_the_group(subject: ModuleType, boss_of: dict[str, str | None]) -> None:
    """An empty group raises ValueError."""
    check(subject.common_manager, boss_of, []).raises(ValueError, why="the group is empty")
    check(subject.common_manager, boss_of, iter([])).raises(ValueError, why="the group is empty")


@pytest.mark.parametrize(
    ("boss_of", "people"),
    [
        pytest.param({}, ["a"], id="nobody at all"),
        pytest.param({"a": None}, ["b"], id="one person"),
        pytest.param({"a": None, "b": "a"}, ["b", "x"], id="the last one"),
        pytest.param({"a": None, "b": "a"}, ["x", "b"], id="the first one"),
        pytest.param({"a": None, "b": None}, ["a", "b", "x"], id="after two without a manager"),
        pytest.param({"a": "x"}, ["a"], id="a boss"),
        pytest.param({"a": "b", "b": "x", "c": None}, ["c", "a"], id="a boss of a boss"),
    ],
)
def test_someone_unknown(
    subject: ModuleType, boss_of: dict[str, str | None], people: list[str]
) -> None:
    """Who is not in the mapping, in the group or above it, raises KeyError."""
    check(subject.common_manager, boss_of, people).raises(
        KeyError, why="someone is not in the mapping, not even as one at the top"
    )


@pytest.mark.parametrize(
    ("boss_of", "people"),
    [
        pytest.param({"a": "a"}, ["a"], id="their own boss"),
        pytest.param({"a": "b", "b": "a"}, ["a"], id="one of two in a circle"),
        pytest.param({"a": "b", "b": "a"}, ["a", "b"], id="two in a circle"),
        pytest.param({"a": "b", "b": "c", "c": "d", "d": "b"}, ["a"], id="a way into a circle"),
        pytest.param({"t": None, "a": "b", "b": "a"}, ["t", "a"], id="the last one"),
        pytest.param({"t": None, "u": None, "a": "a"}, ["t", "u", "a"], id="after two tops"),
    ],
)
def test_a_circle_above_the_group(
    subject: ModuleType, boss_of: Mapping[str, str | None], people: list[str]
) -> None:
    """A way up that comes to someone twice raises ValueError, and does not go on for ever."""
    tally = Tally(100, "look-ups", why="a way up that comes to someone twice has no end")
    check(subject.common_manager, Organisation(boss_of, tally), people).raises(
        ValueError, why="someone stands above themselves"
    )
