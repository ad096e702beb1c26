"""Dependencies that are made when they are used, not when their owner is made."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from .keys import ABSENT, Absent

if TYPE_CHECKING:
    from typing import Any

    from .keys import Key

T_co = TypeVar("T_co", covariant=True)


class Source(Protocol):
    """What objects are asked for: an open scope."""

    def get(self, wanted: Any, name: str | None = None) -> Any:
        """Return an object."""

    async def aget(self, wanted: Any, name: str | None = None) -> Any:
        """Return an object, awaiting what makes it."""


class Provider(Generic[T_co]):
    """Asks for an object each time it is called; a TRANSIENT one is made anew each time."""

    def __init__(self, source: Source, key: Key) -> None:
        """Keep whom to ask for what."""
        self._source = source
        self._key = key

    def __call__(self) -> T_co:
        """Return the object.

        Raises:
            AsyncRequired: Only `aget` can make it.
            ScopeClosed: The scope of the provider's owner is closed.
        """
        return cast(T_co, self._source.get(*self._key))

    async def aget(self) -> T_co:
        """Return the object, awaiting what makes it.

        Raises:
            ScopeClosed: The scope of the provider's owner is closed.
        """
        return cast(T_co, await self._source.aget(*self._key))


class Lazy(Generic[T_co]):
    """Asks for an object when it is used first, and keeps it."""

    def __init__(self, source: Source, key: Key) -> None:
        """Keep whom to ask for what."""
        self._provider: Provider[T_co] = Provider(source, key)
        self._value: T_co | Absent = ABSENT
        self._lock = Lock()

    def get(self) -> T_co:
        """Return the object, always the same.

        Raises:
            AsyncRequired: Only `aget` can make it.
            ScopeClosed: The scope of its owner is closed, and it was never used before.
        """
        if isinstance(self._value, Absent):
            return self._kept(self._provider())
        return self._value

    async def aget(self) -> T_co:
        """Return the object, always the same, awaiting what makes it.

        Raises:
            ScopeClosed: The scope of its owner is closed, and it was never used before.
        """
        if isinstance(self._value, Absent):
            return self._kept(await self._provider.aget())
        return self._value

    def _kept(self, made: T_co) -> T_co:  # type: ignore[misc]
        # Two may have asked at once for a TRANSIENT object: both get the first.
        with self._lock:
            if isinstance(self._value, Absent):
                self._value = made
            return self._value
