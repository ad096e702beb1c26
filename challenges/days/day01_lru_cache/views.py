"""Views of a cache's entries: looking through them is no use of the entries."""

from __future__ import annotations

from collections.abc import Hashable, ItemsView, Iterable, Iterator, ValuesView
from typing import Any, Protocol, TypeVar

K = TypeVar("K", bound=Hashable)
K_co = TypeVar("K_co", covariant=True)
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)
_MISSING: Any = object()


class Ordered(Protocol[K_co, V_co]):
    """What the views look at."""

    def items_lru(self) -> Iterator[tuple[K_co, V_co]]:
        """Return key and value of each entry."""

    def peek(self, key: Any, default: Any = None) -> Any:
        """Return a value without using it."""


class Items(ItemsView[K, V]):
    _mapping: Ordered[K, V]

    def __iter__(self) -> Iterator[tuple[K, V]]:
        return self._mapping.items_lru()

    def __contains__(self, item: object) -> bool:
        match item:
            case (key, value):
                found = self._mapping.peek(key, _MISSING)
                return found is value or (found is not _MISSING and bool(found == value))
        return False

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> set[Any]:
        return set(it)


class Values(ValuesView[V]):
    _mapping: Ordered[Any, V]

    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._mapping.items_lru())

    def __contains__(self, value: object) -> bool:
        return any(one is value or one == value for one in self)
