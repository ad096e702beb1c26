"""What is there, and of which kind it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from enum import IntEnum
from types import ModuleType

import pytest

from challenges.intermediate.errors_testing.gather_errors.tests.reports import (
    missing,
    reporting,
    wrong,
)
from challenges.shared.testing import check


class Level(IntEnum):
    """An int with a name."""

    LOW = 1


@pytest.mark.parametrize(
    ("value", "kind", "why"),
    [
        pytest.param(7, int, "an int", id="a number"),
        pytest.param(0, int, "0 is an int, and is there", id="zero"),
        pytest.param("", str, "an empty text is a text", id="an empty text"),
        pytest.param([], list, "an empty list is a list", id="an empty list"),
        pytest.param({}, dict, "an empty mapping is one", id="an empty mapping"),
        pytest.param(False, bool, "False is a bool, and is there", id="False"),
        pytest.param(None, type(None), "None is of its own kind", id="None"),
        pytest.param(None, object, "None is an object", id="None as an object"),
        pytest.param(True, object, "True is an object", id="True as an object"),
        pytest.param(float("nan"), float, "NaN is a float", id="NaN"),
        pytest.param(Level.LOW, int, "isinstance says so", id="a kind of int"),
        pytest.param(OrderedDict(a=1), dict, "isinstance says so", id="a kind of dict"),
        pytest.param({"a": 1}, Mapping, "isinstance says so", id="an abstract kind"),
        pytest.param("text", Sequence, "isinstance says so", id="a text as a sequence"),
    ],
)
@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
def test_the_right_kind(
    subject: ModuleType, value: object, kind: type, why: str, required: bool
) -> None:
    """A value of the kind is fine, also when it is false or None."""
    check(reporting(subject), {"key": value}, [("key", kind, required)]).returns([], why=why)


@pytest.mark.parametrize(
    ("value", "kind", "expected", "got"),
    [
        pytest.param("7", int, "int", "str", id="a text for an int"),
        pytest.param(7, str, "str", "int", id="an int for a text"),
        pytest.param(7, float, "float", "int", id="an int for a float"),
        pytest.param(7.0, int, "int", "float", id="a float for an int"),
        pytest.param(True, int, "int", "bool", id="True for an int"),
        pytest.param(False, int, "int", "bool", id="False for an int"),
        pytest.param(1, bool, "bool", "int", id="one for a bool"),
        pytest.param(None, int, "int", "NoneType", id="None for an int"),
        pytest.param(None, dict, "dict", "NoneType", id="None for a mapping"),
        pytest.param((), list, "list", "tuple", id="a tuple for a list"),
        pytest.param([], dict, "dict", "list", id="a list for a mapping"),
        pytest.param({}, type(None), "NoneType", "dict", id="a mapping for None"),
        pytest.param([], Mapping, "Mapping", "list", id="a list for an abstract kind"),
        pytest.param(Level.LOW, str, "str", "Level", id="another class"),
    ],
)
@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
def test_another_kind(
    subject: ModuleType, value: object, kind: type, expected: str, got: str, required: bool
) -> None:
    """A value of another kind is an error, also where it could have been left out."""
    check(reporting(subject), {"key": value}, [("key", kind, required)]).returns(
        [wrong("key", expected, got)], why=f"{value!r} is there, and is no {expected}"
    )


def test_absent(subject: ModuleType) -> None:
    """What is absent is an error where it is required."""
    check(reporting(subject), {}, [("key", int, True)]).returns([missing("key")])
    check(reporting(subject), {}, [("key", int, False)]).returns([], why="it may be absent")
    check(reporting(subject), {"other": 1}, [("key", int, True)]).returns([missing("key")])
    check(reporting(subject), {}, [("key", type(None), True)]).returns(
        [missing("key")], why="absent is not the same as None"
    )
