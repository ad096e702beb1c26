"""All errors come together, in order."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.errors_testing.gather_errors.tests.reports import (
    Rule,
    missing,
    reporting,
    wrong,
)
from challenges.shared.testing import check

RECORD = {"name": "Ann", "age": "40", "home": {"street": None, "zip": 1010}}


@pytest.mark.parametrize(
    ("rules", "report"),
    [
        pytest.param([], [], id="no rules"),
        pytest.param([("name", str, True), ("home", dict, True)], [], id="all is fine"),
        pytest.param([("job", str, True)], [missing("job")], id="one error"),
        pytest.param(
            [("age", int, True), ("job", str, True), ("name", int, True), ("pet", str, True)],
            [
                wrong("age", "int", "str"),
                missing("job"),
                wrong("name", "int", "str"),
                missing("pet"),
            ],
            id="both kinds by turns",
        ),
        pytest.param(
            [("z", int, True), ("a", int, True), ("m", int, True)],
            [missing("z"), missing("a"), missing("m")],
            id="not sorted by path",
        ),
        pytest.param(
            [("job", str, True), ("job", str, True)],
            [missing("job"), missing("job")],
            id="one rule twice",
        ),
        pytest.param(
            [("age", int, True), ("age", str, True), ("age", list, False)],
            [wrong("age", "int", "str"), wrong("age", "list", "str")],
            id="three rules for one path",
        ),
        pytest.param(
            [("home", list, True), ("home.zip", str, True), ("home.zip.code", str, True)],
            [
                wrong("home", "list", "dict"),
                wrong("home.zip", "str", "int"),
                missing("home.zip.code"),
            ],
            id="rules along one path",
        ),
        pytest.param(
            [("home.street", str, True), ("home.street.number", int, False)],
            [wrong("home.street", "str", "NoneType")],
            id="None at a path and on the way",
        ),
    ],
)
def test_all_errors_in_order(subject: ModuleType, rules: list[Rule], report: list[str]) -> None:
    """Each rule adds its error where it stands, whatever the others have found."""
    check(reporting(subject), RECORD, rules).returns(report, why="one entry for each broken rule")


@pytest.mark.parametrize("rules", [[("job", str, True)], [("job", str, True), ("age", int, True)]])
def test_the_group(subject: ModuleType, rules: list[Rule]) -> None:
    """Be it one error or several, they come in a group that says what they are about."""
    check(subject.check_record, RECORD, rules).raises(
        ExceptionGroup,
        holds=lambda group: group.message == "invalid record",
        what="the message 'invalid record'",
    )


def test_handlers_for_each_kind(subject: ModuleType) -> None:
    """With except*, callers deal with missing values and wrong ones apart."""

    def with_two_handlers(record: Any, rules: Any) -> dict[str, int]:
        counts = {}
        try:
            subject.check_record(record, rules)
        except* KeyError as missing_ones:
            counts["missing"] = len(missing_ones.exceptions)
        except* TypeError as wrong_ones:
            counts["wrong"] = len(wrong_ones.exceptions)
        return counts

    rules = [("job", str, True), ("age", int, True), ("pet", str, True)]
    check(with_two_handlers, RECORD, rules).returns(
        {"missing": 2, "wrong": 1}, why="job and pet are missing, and the age is a text"
    )
