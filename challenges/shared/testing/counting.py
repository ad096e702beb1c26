"""Values and sequences that count how often they are looked at: a cost without a clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar, overload

from challenges.shared.testing.verdicts import CostExceeded

Item = TypeVar("Item")


class Tally:
    """A counter that values share, and that stops the run as soon as its limit is passed.

    Attributes:
        count: the operations so far.
    """

    def __init__(
        self,
        limit: int | None = None,
        what: str = "comparisons",
        *,
        call: str = "",
        why: str = "",
    ) -> None:
        """Start at zero.

        Args:
            limit: the highest count that passes; None counts without an end.
            what: the unit, as it reads after a number.
            call: the call that is measured, as Python text, for the failure.
            why: one line for the learner.
        """
        self.count = 0
        self.limit = limit
        self._what = what
        self._call = call
        self._why = why

    def add(self, amount: int = 1) -> None:
        """Count `amount` operations.

        Raises:
            CostExceeded: if the limit is passed.
        """
        self.count += amount
        if self.limit is not None and self.count > self.limit:
            raise CostExceeded(
                call=self._call,
                expected=f"at most {self.limit:,} {self._what}",
                got=f"more than {self.limit:,} {self._what} (stopped there)",
                why=self._why,
            )

    def __deepcopy__(self, _memo: object) -> Tally:
        return self  # copies of counted values count into the tally that the test holds


class Counted:
    """A value that only compares and hashes, each time adding one to its tally.

    It compares with other counted values and with plain ones. What needs arithmetic takes
    `CountedInt`.
    """

    __slots__ = ("tally", "value")

    def __init__(self, value: Any, tally: Tally) -> None:
        self.value = value
        self.tally = tally

    def __lt__(self, other: object) -> bool:
        self.tally.add()
        return bool(self.value < _plain(other))

    def __le__(self, other: object) -> bool:
        self.tally.add()
        return bool(self.value <= _plain(other))

    def __gt__(self, other: object) -> bool:
        self.tally.add()
        return bool(self.value > _plain(other))

    def __ge__(self, other: object) -> bool:
        self.tally.add()
        return bool(self.value >= _plain(other))

    def __eq__(self, other: object) -> bool:
        self.tally.add()
        return bool(self.value == _plain(other))

    def __hash__(self) -> int:
        self.tally.add()
        return hash(self.value)

    def __repr__(self) -> str:
        return repr(self.value)

    def __deepcopy__(self, _memo: object) -> Counted:
        return self


class CountedInt(int):
    """An int whose comparisons and hash add to a tally; its arithmetic gives plain ints."""

    tally: Tally

    def __new__(cls, value: int, tally: Tally) -> CountedInt:
        self = super().__new__(cls, value)
        self.tally = tally
        return self

    def __lt__(self, other: int) -> bool:
        self.tally.add()
        return super().__lt__(other)

    def __le__(self, other: int) -> bool:
        self.tally.add()
        return super().__le__(other)

    def __gt__(self, other: int) -> bool:
        self.tally.add()
        return super().__gt__(other)

    def __ge__(self, other: int) -> bool:
        self.tally.add()
        return super().__ge__(other)

    def __eq__(self, other: object) -> bool:
        self.tally.add()
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        self.tally.add()
        return super().__ne__(other)

    def __hash__(self) -> int:
        self.tally.add()
        return super().__hash__()

    def __deepcopy__(self, _memo: object) -> CountedInt:
        return self


def counted(values: Iterable[Any], limit: int | None = None) -> tuple[list[Counted], Tally]:
    """Return the values as `Counted`, in order, and the tally they share."""
    tally = Tally(limit)
    return [Counted(value, tally) for value in values], tally


class CountedSequence(Sequence[Item], Generic[Item]):
    """A read-only sequence that counts the items read; a slice counts every item it copies."""

    def __init__(
        self, data: Sequence[Item], limit: int | None = None, *, call: str = "", why: str = ""
    ) -> None:
        """Wrap `data`, which is not copied.

        Args:
            data: the items; anything with a length and an index.
            limit: the highest number of reads that passes; None counts without an end.
            call: the call that is measured, as Python text, for the failure.
            why: one line for the learner.
        """
        self._data = data
        self._tally = Tally(limit, "reads", call=call, why=why)

    @property
    def reads(self) -> int:
        """The items read so far."""
        return self._tally.count

    def __len__(self) -> int:
        return len(self._data)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        item = self._data[index]
        # Counted before it is handed out: a slice that passes the limit is not used any more.
        self._tally.add(len(range(len(self._data))[index]) if isinstance(index, slice) else 1)
        return item

    def __repr__(self) -> str:
        return f"<sequence of {len(self._data):,} items>"

    def __deepcopy__(self, _memo: object) -> CountedSequence[Item]:
        return self


def _plain(value: object) -> Any:
    return value.value if isinstance(value, Counted) else value
