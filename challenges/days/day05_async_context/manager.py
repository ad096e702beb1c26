"""What every resource is, whichever kind of generator is behind it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Any, Generic, TypeVar, cast

from .decorated import decorated
from .errors import AlreadyEntered
from .tracking import Opened

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


class Resource(ABC, Generic[T]):
    """A manager for one `with` or one `async with`, and for any number of calls as a decorator."""

    __slots__ = ("__weakref__", "_call", "_generator", "_opened")

    _call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
    _opened: Opened | None

    @abstractmethod
    def __enter__(self) -> T:
        """Run up to the `yield`."""

    @abstractmethod
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Run what follows the `yield`, which raises the error of the block if it had one."""

    @abstractmethod
    async def __aenter__(self) -> T:
        """Run up to the `yield`."""

    @abstractmethod
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Run what follows the `yield`, which raises the error of the block if it had one."""

    def __call__(self, function: F) -> F:
        """Return `function` with a fresh resource around each of its whole runs."""
        try:
            make, args, kwargs = self._call
        except AttributeError:
            raise self._entered_twice() from None
        # The factory, not this kind: it knows whether the generator is bound to its task.
        return cast("F", decorated(function, lambda: make(*args, **kwargs)))

    def _entered_twice(self) -> AlreadyEntered:
        return AlreadyEntered(f"{self!r} was entered before, and serves one block only")

    def __repr__(self) -> str:
        """Return the name of the function that was decorated."""
        return f"<resource {name_of(self._generator)}>"  # type: ignore[attr-defined]


def name_of(made: object) -> str:
    """Return what a generator, a manager or a function is called."""
    return str(getattr(made, "__qualname__", None) or type(made).__qualname__)
