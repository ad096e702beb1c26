"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.errors_testing.gather_errors.tests.reports import (
    missing,
    reporting,
    wrong,
)
from challenges.shared.testing import check


def test_a_record_that_is_fine(subject: ModuleType) -> None:
    """Nothing is raised, and nothing is returned."""
    check(subject.check_record, {"a": {"b": 1}}, [("a.b", int, True), ("c", str, False)]).returns(
        None, why="a.b is an int, and c may be absent"
    )


def test_two_mistakes(subject: ModuleType) -> None:
    """Both are reported, in the order of the rules."""
    rules = [("a.b", int, True), ("a", str, True)]
    check(reporting(subject), {"a": 1}, rules).returns(
        [missing("a.b"), wrong("a", "str", "int")], why="1 has no b, and is no text either"
    )
