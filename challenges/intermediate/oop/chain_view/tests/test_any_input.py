"""Any parts against a list that holds all their items."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.oop.chain_view.tests.python_code import gives

few = st.integers(0, 3)
kinds = (
    st.lists(few, max_size=4)
    | st.lists(few, max_size=3).map(tuple)
    | few.map(range)
    | st.text("ab", max_size=3)
)
parts = st.lists(kinds, max_size=5)
bounds = st.none() | st.integers(-14, 14)
slices = st.builds(slice, bounds, bounds, st.none() | st.integers(-4, 4).filter(bool))


@given(parts, st.lists(slices, max_size=3), st.data())
def test_it_reads_like_a_list(
    subject: ModuleType, parts: list[Any], slices: list[slice], data: st.DataObject
) -> None:
    """Whatever is sliced how often, items, length and each index are those of a list."""
    items = [item for part in parts for item in part]
    view = f"ChainView({', '.join(map(repr, parts))})"
    for part in slices:
        items = items[part]
        view += f"[{part.start}:{part.stop}:{part.step}]".replace("None", "")
    gives(subject, f"list({view})", items)
    gives(subject, f"list(reversed({view}))", items[::-1])
    gives(subject, f"view = {view}; [view[i] for i in range(-len(view), len(view))]", items * 2)
    gives(subject, f"{view} == {items!r}", True)
    wanted = data.draw(few)
    gives(subject, f"{view}.count({wanted})", items.count(wanted))


changes = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["append(7)", "insert(0, 8)", "reverse()"])),
    max_size=6,
)


@given(st.lists(few, min_size=2, max_size=3), changes, slices)
def test_changes_show(
    subject: ModuleType, start: list[int], changes: list[tuple[int, str]], part: slice
) -> None:
    """After any changes the view has the items of the lists, the slice those at its indices."""
    lists = [start[:], [], [5, 6]]
    indices = range(sum(map(len, lists)))[part]
    code = f"a = {start}; b = []; c = [5, 6]; view = ChainView(a, b, c); "
    code += f"part = view[{part.start}:{part.stop}:{part.step}]; ".replace("None", "")
    for place, change in changes:
        eval(f"changed.{change}", {"changed": lists[place]})
        code += f"{'abc'[place]}.{change}; "
    items = [item for one in lists for item in one]
    gives(subject, f"{code}list(view)", items)
    gives(subject, f"{code}list(part)", [items[index] for index in indices])
