"""Nothing is copied, an index passes the parts once, and an iteration keeps its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import Tally, at_most, peak_bytes


@pytest.mark.parametrize(
    ("use", "call"),
    [
        pytest.param(lambda view: view[70_000], "view[70_000]", id="an item"),
        pytest.param(lambda view: view[9:-9:3][50], "view[9:-9:3][50]", id="a slice"),
        pytest.param(
            lambda view: view[::-1][9:][50], "view[::-1][9:][50]", id="a slice of a slice"
        ),
        pytest.param(lambda view: next(iter(view)), "next(iter(view))", id="iteration"),
        pytest.param(lambda view: next(reversed(view)), "next(reversed(view))", id="backwards"),
        pytest.param(
            lambda view: next(reversed(view[9:])), "next(reversed(view[9:]))", id="slice backwards"
        ),
        pytest.param(lambda view: view == [0] * 9, "view == [0] * 9", id="equality"),
    ],
)
def test_nothing_is_copied(
    subject: ModuleType, use: Callable[[Sequence[int]], object], call: str
) -> None:
    """A view of ten ranges of 10,000 items takes less than 10 KiB, whatever is done with it."""
    parts = [range(10_000)] * 10
    at_most(
        peak_bytes(lambda: use(subject.ChainView(*parts))),
        10 * 1024,
        "bytes at the peak",
        call=f"view = ChainView(*[range(10_000)] * 10); {call}",
        why="what is read can be computed from the parts at any time",
        verdict="MLE",
    )


PARTS = 100


class Watched(Sequence[int]):
    """A part that counts into a tally how often it is asked for its length or for an item."""

    def __init__(self, items: Sequence[int], tally: Tally) -> None:
        self._items = items
        self._tally = tally

    def __len__(self) -> int:
        self._tally.add()
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:
        self._tally.add(len(range(len(self._items))[index]) if isinstance(index, slice) else 1)
        return self._items[index]

    def __iter__(self) -> Iterator[int]:
        for item in self._items:
            self._tally.add()
            yield item

    def __reversed__(self) -> Iterator[int]:
        for item in reversed(self._items):
            self._tally.add()
            yield item


def watched_view(
    subject: ModuleType, items_in_each: int, limit: int, code: str, why: str
) -> Sequence[int]:
    """Return a view of a hundred equal parts, which are looked at `limit` times at most."""
    call = f"view = ChainView(*[range({items_in_each:_})] * {PARTS}); {code}"
    tally = Tally(limit, "looks at a part (for its length or an item)", call=call, why=why)
    view: Sequence[int] = subject.ChainView(*[Watched(range(items_in_each), tally)] * PARTS)
    return view


@pytest.mark.parametrize(
    ("index", "item"), [(0, 0), (50_500_000, 500_000), (-1, 999_999), (-100_000_000, 0)]
)
def test_an_item_costs_as_much_as_there_are_parts(
    subject: ModuleType, index: int, item: int
) -> None:
    """In a hundred parts of a million items, any item is found in ten looks for each part."""
    why = "a part that the index is beyond is passed by its length"
    view = watched_view(subject, 1_000_000, 10 * PARTS, f"view[{index:_}]", why)
    assert view[index] == item


@pytest.mark.parametrize("code", ["view[7:]", "view[::-2]", "view[50_000_000:][5:][::3]"])
def test_a_slice_costs_as_much_as_there_are_parts(subject: ModuleType, code: str) -> None:
    """Taking slices and asking for their length does not look at items."""
    why = "a slice needs to know its indices, not its items"
    view = watched_view(subject, 1_000_000, 20 * PARTS, f"len({code})", why)
    assert len(eval(code, {"view": view})) == len(eval(code, {"view": range(100_000_000)}))


@pytest.mark.parametrize(
    "code",
    [
        "list(view)",
        "list(reversed(view))",
        "list(view[1:])",
        "list(reversed(view[1:]))",
        "list(view[::-1])",
        "list(view[::-1][::3])",
        "view.count(3)",
        "-1 in view",
        "view == list(range(10)) * 100",
    ],
)
def test_an_iteration_keeps_its_place(subject: ModuleType, code: str) -> None:
    """A thousand items in a hundred parts are read with ten looks for each, in any direction."""
    why = "the part that the last item was in is the place to look for the next one"
    view = watched_view(subject, 10, 10 * (PARTS + 10 * PARTS), code, why)
    assert eval(code, {"view": view}) == eval(code, {"view": list(range(10)) * PARTS})
