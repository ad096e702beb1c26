"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("items", "wanted", "expected", "why"),
    [
        pytest.param([], 1, -1, "there is nothing", id="empty"),
        pytest.param([4], 4, 0, "the only item", id="one item"),
        pytest.param([4], 3, -1, "smaller than the only item", id="one item, smaller"),
        pytest.param([4], 5, -1, "greater than the only item", id="one item, greater"),
        pytest.param([1, 2], 1, 0, "the first of two", id="first of two"),
        pytest.param([1, 2], 2, 1, "the second of two", id="second of two"),
        pytest.param([2, 1], 2, 0, "the first of two, cut between", id="first of two, cut"),
        pytest.param([2, 1], 1, 1, "the second of two, cut between", id="second of two, cut"),
        pytest.param([5, 1], 3, -1, "3 would stand at the cut", id="between two"),
    ],
)
def test_hardly_any_items(
    subject: ModuleType, items: list[int], wanted: int, expected: int, why: str
) -> None:
    """None, one or two items are a list like any other."""
    check(subject.rotated_lookup, items, wanted).returns(expected, why=why)


@pytest.mark.parametrize(
    "items",
    [
        pytest.param([1, 2, 3, 4, 5, 6, 7], id="not cut"),
        pytest.param([2, 3, 4, 5, 6, 7, 1], id="cut after the first"),
        pytest.param([7, 1, 2, 3, 4, 5, 6], id="cut before the last"),
        pytest.param([5, 6, 7, 1, 2, 3, 4], id="cut in the right half"),
        pytest.param([4, 5, 6, 7, 1, 2, 3], id="cut in the middle"),
    ],
)
def test_each_item_is_at_its_position(subject: ModuleType, items: list[int]) -> None:
    """Every item is found where it stands now, not where it stood before the cut."""
    for position, item in enumerate(items):
        check(subject.rotated_lookup, items, item).returns(
            position, why=f"{item} stands at index {position}"
        )


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        pytest.param(0, "smaller than all", id="smallest"),
        pytest.param(99, "greater than all", id="greatest"),
        pytest.param(
            25,
            "between the greatest of the second part and the smallest of the first",
            id="between the parts",
        ),
        pytest.param(35, "between two neighbours of the first part", id="within the first part"),
        pytest.param(15, "between two neighbours of the second part", id="within the second part"),
    ],
)
def test_what_is_not_there(subject: ModuleType, wanted: int, why: str) -> None:
    """An item that is not in the list gives -1, wherever it would stand."""
    check(subject.rotated_lookup, [30, 40, 50, 60, 10, 20], wanted).returns(-1, why=why)
    check(subject.rotated_lookup, [30, 40, 10, 20], wanted).returns(-1, why=why)


def test_items_of_any_kind(subject: ModuleType) -> None:
    """Texts, pairs, and the characters of a text are items as good as numbers."""
    check(subject.rotated_lookup, "mnopabcd", "b").returns(5)
    check(subject.rotated_lookup, ("Kim", "Lea", "Ann", "Bob", "Cai"), "Cai").returns(4)
    check(subject.rotated_lookup, [(2, "a"), (2, "b"), (1, "z")], (2, "b")).returns(1)
    check(subject.rotated_lookup, range(10, 20), 17).returns(7)
