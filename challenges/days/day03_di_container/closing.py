"""Closes what a scope owns: in reverse order, all of it, whatever is raised meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import AsyncGeneratorType
from typing import Any

from .errors import AsyncRequired, FactoryError

Owned = Generator[Any, None, None] | AsyncGenerator[Any, None]


def owns_async(owned: Iterable[Owned]) -> bool:
    """Whether only a coroutine can close all of it."""
    return any(isinstance(one, AsyncGeneratorType) for one in owned)


def finish(all_owned: Sequence[list[Owned]], error: BaseException | None) -> list[BaseException]:
    """Let generators run to their ends, the last one first, and return what they raise.

    The lists are emptied one by one, so that nothing is closed twice, and what is added meanwhile
    is closed, too.

    Args:
        all_owned: The generators of one scope, or of several in the order in which to close these.
        error: The exception that ends the scope. It is raised at the `yield` of each; no generator
            can stop it.
    """
    errors: list[BaseException] = []
    for owned in all_owned:
        while owned:
            generator = owned.pop()
            if isinstance(generator, AsyncGeneratorType):
                errors.append(AsyncRequired(f"{generator.__qualname__} is closed by aclose only"))
            else:
                _finish_one(generator, error, errors)
    return errors


def _finish_one(generator: Any, error: BaseException | None, errors: list[BaseException]) -> None:
    with _same_traceback(error):
        try:
            if error is None:
                next(generator)
            else:
                generator.throw(error)
        except StopIteration:
            return
        except BaseException as raised:
            _collect(raised, error, errors)
            return
    errors.append(FactoryError(f"{generator.__qualname__} yields a second time"))
    try:
        generator.close()
    except BaseException as raised:
        errors.append(raised)


async def finish_async(
    all_owned: Sequence[list[Owned]], error: BaseException | None
) -> list[BaseException]:
    """Let generators of both kinds run to their ends, as `finish` does.

    Once begun, it is carried through: it runs in a task of its own, and if the caller is
    cancelled, it is waited for all the same. Clean-up that may take long should have a time limit
    of its own.

    Returns:
        What they raise.

    Raises:
        asyncio.CancelledError: The caller was cancelled, and nothing else was raised.
    """
    if not any(map(owns_async, all_owned)):
        return finish(all_owned, error)
    errors: list[BaseException] = []
    cancelled: asyncio.CancelledError | None = None
    while any(all_owned):  # a task that is cancelled before it runs has closed nothing
        task = asyncio.create_task(_finish_all(all_owned, error, errors))
        while not task.done():
            try:
                await asyncio.shield(task)
            except asyncio.CancelledError as one:
                cancelled = cancelled or one
    if cancelled is not None:
        if not errors:
            raise cancelled
        errors.append(cancelled)
    return errors


async def _finish_all(
    all_owned: Sequence[list[Owned]], error: BaseException | None, errors: list[BaseException]
) -> None:
    for owned in all_owned:
        while owned:
            generator = owned.pop()
            if isinstance(generator, AsyncGeneratorType):
                await _finish_one_async(generator, error, errors)
            else:
                _finish_one(generator, error, errors)


async def _finish_one_async(
    generator: Any, error: BaseException | None, errors: list[BaseException]
) -> None:
    with _same_traceback(error):
        try:
            if error is None:
                await anext(generator)
            else:
                await generator.athrow(error)
        except StopAsyncIteration:
            return
        except BaseException as raised:
            _collect(raised, error, errors)
            return
    errors.append(FactoryError(f"{generator.__qualname__} yields a second time"))
    try:
        await generator.aclose()
    except BaseException as raised:
        errors.append(raised)


@contextmanager
def _same_traceback(error: BaseException | None) -> Iterator[None]:
    """Keep the frames of generators out of the traceback of what is raised into them."""
    trace = error.__traceback__ if error is not None else None
    try:
        yield
    finally:
        if error is not None:
            error.__traceback__ = trace


def _collect(
    raised: BaseException, error: BaseException | None, errors: list[BaseException]
) -> None:
    # A StopIteration that leaves a generator arrives as the cause of a RuntimeError (PEP 479).
    wrapped = isinstance(error, StopIteration | StopAsyncIteration) and raised.__cause__ is error
    if raised is not error and not wrapped:
        errors.append(raised)


def raise_all(name: str, errors: list[BaseException], error: BaseException | None) -> None:
    """Raise all that closing has raised as one group, with what has ended the scope as the first.

    Raises:
        BaseExceptionGroup: An ExceptionGroup if all are exceptions.
    """
    if errors:
        all_ = [error, *errors] if error is not None else errors
        raise BaseExceptionGroup(f"{name} was closed with errors", all_)
