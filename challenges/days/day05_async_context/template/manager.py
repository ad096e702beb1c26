"""What every resource is, whichever kind of generator is behind it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Any, Generic, TypeVar

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


class Resource(ABC, Generic[T]):
    """A manager for one `with` or one `async with`, and for any number of calls as a decorator."""

    @abstractmethod
    def __enter__(self) -> T:
        """Run up to the `yield`."""
        raise NotImplementedError("Resource.__enter__")

    @abstractmethod
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Run what follows the `yield`, which raises the error of the block if it had one."""
        raise NotImplementedError("Resource.__exit__")

    @abstractmethod
    async def __aenter__(self) -> T:
        """Run up to the `yield`."""
        raise NotImplementedError("Resource.__aenter__")

    @abstractmethod
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Run what follows the `yield`, which raises the error of the block if it had one."""
        raise NotImplementedError("Resource.__aexit__")

    def __call__(self, function: F) -> F:
        """Return `function` with a fresh resource around each of its whole runs."""
        raise NotImplementedError("Resource.__call__")
