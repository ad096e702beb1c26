"""Any sequence of operations against an oracle that copies everything."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check

KEYS = "abc"
VALUES = (0, 1, None)


class Snapshots:
    """The definition written down: each level begins with a copy of all data."""

    def __init__(self) -> None:
        self.levels: list[dict[str, int | None]] = [{}]

    def set(self, key: str, value: int | None) -> None:
        self.levels[-1][key] = value

    def unset(self, key: str) -> None:
        self.levels[-1].pop(key, None)

    def begin(self) -> None:
        self.levels.append(dict(self.levels[-1]))

    def commit(self) -> None:
        del self.levels[-2]

    def rollback(self) -> None:
        del self.levels[-1]


keys = st.sampled_from(KEYS)
# Levels are opened as often as they are closed, and hold several changes.
operations = st.one_of(
    st.tuples(st.just("set"), keys, st.sampled_from(VALUES)),
    st.tuples(st.just("set"), keys, st.sampled_from(VALUES)),
    st.tuples(st.just("unset"), keys),
    st.sampled_from([("begin",), ("begin",), ("commit",), ("rollback",)]),
)


@given(st.lists(operations, max_size=30))
def test_like_copies_of_everything(subject: ModuleType, script: list[tuple[Any, ...]]) -> None:
    """After every operation all keys and counts are those of the store that copies."""
    store, plain = subject.TxnStore(), Snapshots()
    done = "a new store"
    for name, *arguments in script:
        call = check(getattr(store, name), *arguments)
        if name in ("commit", "rollback") and len(plain.levels) == 1:
            call.raises(subject.NoTransaction, why=f"after {done}")
            continue
        call.returns(None, why=f"after {done}")
        getattr(plain, name)(*arguments)
        done += f", {name}({', '.join(map(repr, arguments))})"
        data = plain.levels[-1]
        for key in KEYS:
            check(store.get, key, "absent").returns(data.get(key, "absent"), why=f"after {done}")
        for value in VALUES:
            held = list(data.values()).count(value)
            check(store.count, value).returns(held, why=f"after {done}")
