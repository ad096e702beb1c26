"""A view tells what a list with the items of all parts would tell."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.oop.chain_view.tests.python_code import gives, refuses


@pytest.mark.parametrize(
    ("view", "items"),
    [
        pytest.param("ChainView()", [], id="no parts"),
        pytest.param("ChainView([])", [], id="one empty part"),
        pytest.param("ChainView((), [], '')", [], id="only empty parts"),
        pytest.param("ChainView([1, 2])", [1, 2], id="one part"),
        pytest.param("ChainView([], [1], [], [], [2], [])", [1, 2], id="empty parts between"),
        pytest.param("ChainView(range(3), b'A', 'xy')", [0, 1, 2, 65, "x", "y"], id="many kinds"),
        pytest.param("ChainView([[1, 2]], [None])", [[1, 2], None], id="items that are lists"),
        pytest.param("ChainView(ChainView([1], [2]), [3])", [1, 2, 3], id="a view of a view"),
    ],
)
class TestWhole:
    def test_length(self, subject: ModuleType, view: str, items: list[object]) -> None:
        """The length is that of all parts together."""
        gives(subject, f"len({view})", len(items))

    def test_iteration(self, subject: ModuleType, view: str, items: list[object]) -> None:
        """Iteration goes through one part after the other."""
        gives(subject, f"list({view})", items)

    def test_reversed(self, subject: ModuleType, view: str, items: list[object]) -> None:
        """The other way round, the last part is first, and its last item."""
        gives(subject, f"list(reversed({view}))", items[::-1])

    def test_every_index(self, subject: ModuleType, view: str, items: list[object]) -> None:
        """Each item has an index from the start and one from the end."""
        for index in range(-len(items), len(items)):
            gives(subject, f"{view}[{index}]", items[index])

    def test_no_index_beyond(self, subject: ModuleType, view: str, items: list[object]) -> None:
        """One step beyond either end there is nothing."""
        for index in (len(items), -len(items) - 1):
            refuses(subject, f"{view}[{index}]", IndexError, f"there are {len(items)} items")


@pytest.mark.parametrize("index", [10**9, -(10**9), 10**30])
def test_an_index_far_outside(subject: ModuleType, index: int) -> None:
    """However far outside an index is, it is refused."""
    refuses(subject, f"ChainView([1, 2], [3])[{index}]", IndexError, "there are 3 items")


@pytest.mark.parametrize(
    ("index", "item"),
    [
        pytest.param("True", "b", id="True is 1"),
        pytest.param("type('Two', (), {'__index__': lambda self: 2})()", "c", id="an __index__"),
    ],
)
def test_what_a_list_takes_for_an_index(subject: ModuleType, index: str, item: str) -> None:
    """A bool is an int, and __index__ turns any object into one."""
    gives(subject, f"ChainView(['a'], ['b', 'c'])[{index}]", item, "a list allows it, too")


@pytest.mark.parametrize("index", ["1.0", "'1'", "None", "(0, 1)"])
def test_what_is_no_index(subject: ModuleType, index: str) -> None:
    """Any other kind of index raises TypeError."""
    refuses(subject, f"ChainView([1, 2], [3])[{index}]", TypeError, "a list refuses it, too")


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("3 in view", True),
        ("4 in view", False),
        ("'a' in view", True),
        ("view.count(2)", 2),
        ("view.count(4)", 0),
        ("view.index(2)", 1),
        ("view.index(2, 2)", 3),
        ("view.index('a')", 4),
    ],
)
def test_searching(subject: ModuleType, code: str, answer: object) -> None:
    """Items are found in all parts, and counted across them."""
    gives(subject, f"view = ChainView((1, 2), [3, 2], 'a'); {code}", answer)


@pytest.mark.parametrize("code", ["ChainView([1], [2]).index(3)", "ChainView().index(None)"])
def test_searching_in_vain(subject: ModuleType, code: str) -> None:
    """The index of what is not there raises ValueError; Sequence does so without a message."""
    refuses(subject, code, ValueError, "it is not there", message=False)


@pytest.mark.parametrize("code", ["operator.setitem(view, 0, 9)", "operator.delitem(view, 0)"])
def test_reading_is_all(subject: ModuleType, code: str) -> None:
    """Items can be neither set nor deleted."""
    code = f"import operator; view = ChainView([1], [2]); {code}"
    refuses(subject, code, TypeError, "a view is read-only")
