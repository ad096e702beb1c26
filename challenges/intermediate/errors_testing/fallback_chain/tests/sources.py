"""Sources that do as they are told, and what comes of asking them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any


class Source:
    """A function without arguments that returns or raises what it is told, and counts its calls."""

    def __init__(self, value: object, error: BaseException | None) -> None:
        self.value = value
        self.error = error
        self.calls = 0

    def __call__(self) -> object:
        self.calls += 1
        if self.error is not None:
            raise self.error
        return self.value

    def __repr__(self) -> str:
        return f"returns({self.value!r})" if self.error is None else f"raises({self.error!r})"


def returns(value: object) -> Source:
    """Return a source that answers."""
    return Source(value, None)


def raises(error: BaseException) -> Source:
    """Return a source that fails."""
    return Source(None, error)


class Supply:
    """Pairs that are made one at a time, and at the end an error if there is to be one."""

    def __init__(self, *pairs: tuple[str, Source], then: BaseException | None = None) -> None:
        self.pairs = pairs
        self.error = then
        self.taken = 0

    def __iter__(self) -> Iterator[tuple[str, Source]]:
        for pair in self.pairs:
            self.taken += 1
            yield pair
        if self.error is not None:
            raise self.error

    def __repr__(self) -> str:
        then = "" if self.error is None else f", and then {self.error!r}"
        return f"<one at a time: {list(self.pairs)}{then}>"


class Raised:
    """What a call has raised; equal to another one if it is the very same object."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Raised) and other.error is self.error

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"raises {self.error!r}"


def asking(subject: ModuleType) -> Callable[..., Any]:
    """Return a function like `fallback_chain`, that returns what that one raises, as `Raised`.

    Only AllFailed and what comes from a source or the supply; anything else is a mistake of the
    attempt, and escapes.
    """

    def fallback_chain(sources: Any, **options: Any) -> Any:
        pairs = sources.pairs if isinstance(sources, Supply) else sources
        planted = [source.error for _, source in pairs] + [getattr(sources, "error", None)]
        try:
            return subject.fallback_chain(sources, **options)
        except BaseException as error:
            if isinstance(error, subject.AllFailed) or any(error is one for one in planted):
                return Raised(error)
            raise

    return fallback_chain


def calls_of(pairs: Any) -> list[int]:
    """Return how often each source was called."""
    return [source.calls for _, source in pairs]


def taken_from(supply: Supply) -> int:
    """Return how many pairs were taken."""
    return supply.taken


def errors_of(failure: Any) -> list[Exception]:
    """Return what an exception group holds."""
    return list(failure.exceptions)


def notes_of(error: BaseException) -> list[str]:
    """Return the notes of an error."""
    return getattr(error, "__notes__", [])


def way_of(error: BaseException) -> list[str]:
    """Return the functions on an error's way, from where it was caught to where it was raised."""
    found = []
    traceback = error.__traceback__
    while traceback is not None:
        found.append(traceback.tb_frame.f_code.co_name)
        traceback = traceback.tb_next
    return found
