"""A view equals sequences with equal items, and has no hash."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.oop.chain_view.tests.python_code import gives, refuses

VIEW = "ChainView([1], (2, 3))"


@pytest.mark.parametrize(
    "other",
    ["[1, 2, 3]", "(1, 2, 3)", "range(1, 4)", "[1, 2.0, 3]", "ChainView([1, 2], [3])", VIEW],
)
def test_any_sequence_of_equal_items(subject: ModuleType, other: str) -> None:
    """Neither the kind of sequence nor the parts matter, and either side may be the view."""
    gives(subject, f"{VIEW} == {other}", True)
    gives(subject, f"{other} == {VIEW}", True, "list and tuple leave the answer to the view")
    gives(subject, f"{VIEW} != {other}", False)


@pytest.mark.parametrize(
    "other", ["[1, 2]", "[1, 2, 3, 4]", "[1, 3, 2]", "[]", "ChainView([1, 2])", "range(3)"]
)
def test_other_items(subject: ModuleType, other: str) -> None:
    """More, fewer or other items, or another order, are not equal."""
    gives(subject, f"{VIEW} == {other}", False)
    gives(subject, f"{VIEW} != {other}", True)


@pytest.mark.parametrize(
    ("view", "other"),
    [
        pytest.param("ChainView('ab')", "'ab'", id="a text of the same characters"),
        pytest.param("ChainView()", "''", id="nothing and the empty text"),
        pytest.param("ChainView(b'ab')", "b'ab'", id="the same bytes"),
        pytest.param(VIEW, "{1, 2, 3}", id="a set"),
        pytest.param(VIEW, "{1: 1, 2: 2, 3: 3}.keys()", id="keys"),
        pytest.param(VIEW, "iter([1, 2, 3])", id="an iterator"),
        pytest.param(VIEW, "6", id="a number"),
        pytest.param("ChainView()", "None", id="None"),
    ],
)
def test_what_is_no_sequence_of_items(subject: ModuleType, view: str, other: str) -> None:
    """Text is never equal, and nor is what is no sequence; comparing is no error."""
    gives(subject, f"{view} == {other}", False)
    gives(subject, f"{other} == {view}", False)


@pytest.mark.parametrize("view", [VIEW, f"{VIEW}[1:]", "ChainView()"])
def test_there_is_no_hash(subject: ModuleType, view: str) -> None:
    """What changes can be neither in a set nor a key."""
    refuses(subject, f"len({{{view}}})", TypeError, "its items change, and so would its hash")
