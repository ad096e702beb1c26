"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_each_task_stands_after_what_it_needs(subject: ModuleType) -> None:
    """A chain of three tasks, one of them only named as a need, makes three waves."""
    check(subject.build_waves, {"app": ["lib", "log"], "lib": ["log"]}).returns(
        [["log"], ["lib"], ["app"]],
        why="'log' is only named as a need, and needs nothing itself",
    )


def test_a_circle_is_refused(subject: ModuleType) -> None:
    """Two tasks that need each other raise CycleError with both of them."""
    check(subject.build_waves, {"a": ["b"], "b": ["a"]}).raises(
        subject.CycleError,
        why="'a' needs 'b' and 'b' needs 'a'",
        holds=lambda error: sorted(error.cycle) == ["a", "b"],
        what="both tasks in its cycle",
    )
