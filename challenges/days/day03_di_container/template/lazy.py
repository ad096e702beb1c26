"""Dependencies that are made when they are used, not when their owner is made."""

from __future__ import annotations

from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Provider(Generic[T_co]):
    """Asks for an object each time it is called; a TRANSIENT one is made anew each time."""

    def __call__(self) -> T_co:
        """Return the object.

        Raises:
            AsyncRequired: Only `aget` can make it.
            ScopeClosed: The scope of the provider's owner is closed.
        """
        raise NotImplementedError("Provider.__call__")

    async def aget(self) -> T_co:
        """Return the object, awaiting what makes it.

        Raises:
            ScopeClosed: The scope of the provider's owner is closed.
        """
        raise NotImplementedError("Provider.aget")


class Lazy(Generic[T_co]):
    """Asks for an object when it is used first, and keeps it."""

    def get(self) -> T_co:
        """Return the object, always the same.

        Raises:
            AsyncRequired: Only `aget` can make it.
            ScopeClosed: The scope of its owner is closed, and it was never used before.
        """
        raise NotImplementedError("Lazy.get")

    async def aget(self) -> T_co:
        """Return the object, always the same, awaiting what makes it.

        Raises:
            ScopeClosed: The scope of its owner is closed, and it was never used before.
        """
        raise NotImplementedError("Lazy.aget")
