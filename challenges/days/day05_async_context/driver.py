"""Resources made of a generator. Nothing in it waits, so both kinds of `with` run it alike."""

from __future__ import annotations

from collections.abc import Generator
from types import TracebackType
from typing import Any, TypeVar

from .errors import DidNotStop, DidNotYield
from .manager import Resource, name_of
from .tracking import watching

T = TypeVar("T")


class GeneratorResource(Resource[T]):
    """Drives a generator. May be left in another thread or task than it was entered in."""

    __slots__ = ()

    _generator: Generator[T, Any, Any]

    def __init__(self, generator: Generator[T, Any, Any], call: Any) -> None:
        """Take a generator that does not run yet.

        Args:
            generator: what is run.
            call: factory and arguments, to make another one.
        """
        self._generator = generator
        self._call = call

    def __enter__(self) -> T:
        """Run up to the `yield`.

        Raises:
            AlreadyEntered: the second time; of two threads at once one is refused.
            DidNotYield: the generator ends instead.
        """
        # To delete is one step for all threads. It also frees what the arguments hold.
        try:
            del self._call
        except AttributeError:
            raise self._entered_twice() from None
        try:
            value = next(self._generator)
        except StopIteration:
            raise DidNotYield(f"{self!r}: generator didn't yield", self._generator) from None
        watch = watching.get()
        self._opened = None if watch is None else watch.open(name_of(self._generator), 1)
        return value

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Run what follows the `yield`.

        Args:
            kind: class of the error that ended the block, None if there was none.
            error: that error, which the `yield` raises; None: it is made of `kind`.
            trace: its traceback.

        Returns:
            Whether the generator has swallowed the error.

        Raises:
            DidNotStop: the generator yields again; it is closed.
        """
        if self._opened is not None:
            self._opened.closed()
        if kind is None:
            try:
                next(self._generator)
            except StopIteration:
                return False
            return self._close("generator didn't stop")
        return self._throw(kind() if error is None else error, trace)

    def _throw(self, error: BaseException, trace: TracebackType | None) -> bool:
        """Raise an error at the `yield`, and tell whether it is swallowed.

        What comes out again is what went in, or something new; only the new one is raised from
        here, so that the traceback is that of a plain `with`.
        """
        try:
            self._generator.throw(error)
        except StopIteration:
            # The end of the generator; one of the block comes back wrapped, see below.
            return True
        except BaseException as raised:
            if raised is not error and not is_wrapped(error, raised, StopIteration):
                raise
            error.__traceback__ = trace
            return False
        return self._close("generator didn't stop after throw()")

    def _close(self, message: str) -> bool:
        try:
            raise DidNotStop(f"{self!r}: {message}", self._generator)
        finally:
            self._generator.close()

    async def __aenter__(self) -> T:
        """Run up to the `yield`, as `with` does."""
        return self.__enter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Run what follows the `yield`, as `with` does."""
        return self.__exit__(kind, error, trace)


def is_wrapped(
    error: BaseException,
    raised: BaseException,
    kinds: type[Exception] | tuple[type[Exception], ...],
) -> bool:
    """Tell whether `raised` is only what Python makes of an error that ends iterators.

    PEP 479: a StopIteration that leaves a generator becomes a RuntimeError; PEP 525: in an async
    generator a StopAsyncIteration does, too.
    """
    return (
        isinstance(raised, RuntimeError) and isinstance(error, kinds) and raised.__cause__ is error
    )
