"""One construction at a time: who asks for what another task is making waits for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .bells import Bell
from .errors import AsyncRequired, CircularDependency, ScopeClosed
from .keys import ABSENT, Key

if TYPE_CHECKING:
    from .container import Container

Make = Callable[[Any], Awaitable[Any]]


class Flight:
    """The construction of an object that is under way.

    Attributes:
        key: What is made.
        over: Whether it has ended, in whatever way.
        error: Why it failed; those who have waited get the same. None if it was cancelled: then
            one of them begins anew.
        bell: Rings when it is over.
        needs: Constructions that it waits for.
    """

    __slots__ = ("bell", "error", "key", "needs", "over")

    def __init__(self, key: Key) -> None:
        """Begin."""
        self.key = key
        self.over = False
        self.error: Exception | None = None
        self.bell = Bell()
        self.needs: set[Flight] = set()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """An object that is being made: in which scope, its number, its flight if it has one."""

    scope: Container
    index: int
    key: Key
    flight: Flight | None


CHAIN: ContextVar[tuple[Step, ...]] = ContextVar("CHAIN", default=())
"""What the running code is making: what was asked for, what that needs, and so on.

It is empty but while something is made, and tasks that a factory starts inherit it.
"""


def path_text(steps: Sequence[Step], last: Key) -> str:
    """Return who is made for whom."""
    return " → ".join(str(key) for key in (*(step.key for step in steps), last))


def refuse_cycle(scope: Container, index: int, key: Key) -> tuple[Step, ...]:
    """Return what is being made.

    Raises:
        CircularDependency: The object itself is.
    """
    chain = CHAIN.get()
    for number, step in enumerate(chain):
        if step.index == index and step.scope is scope:
            path = path_text(chain[number:], key)
            raise CircularDependency(f"{key} is asked for while it is made: {path}")
    return chain


async def fly(scope: Container, index: int, make: Make, key: Key) -> Any:
    """Return an object that a coroutine makes, made once however many ask.

    If it fails, all who wait get the error. If the task that makes it is cancelled, one of them
    takes over.

    Raises:
        CircularDependency: It cannot be ready before those who wait for it.
        ScopeClosed: The scope is closed.
    """
    flights = scope._core.flights
    while True:
        if (value := scope._cache.get(index, ABSENT)) is not ABSENT:
            return value
        if scope._closed:
            raise ScopeClosed(f"{scope} is closed")
        mine = Flight(key)
        other = flights.setdefault((scope, index), mine)
        if other is mine:
            return await _lead(scope, index, make, mine)
        await _follow(scope, other)
        if other.error is not None:
            raise other.error


async def _lead(scope: Container, index: int, make: Make, flight: Flight) -> Any:
    chain = CHAIN.get()
    above = _innermost(chain)
    try:
        # Between the look into the cache and the take-off another one may have landed.
        if (value := scope._cache.get(index, ABSENT)) is not ABSENT:
            return value
        with scope._core.lock:
            above.needs.add(flight)
        CHAIN.set((*chain, Step(scope, index, flight.key, flight)))
        return await make(scope)
    except Exception as error:
        flight.error = error
        raise
    finally:
        CHAIN.set(chain)
        _land(scope, index, flight, above)


def _land(scope: Container, index: int, flight: Flight, above: Flight) -> None:
    with scope._core.lock:
        above.needs.discard(flight)
    scope._core.flights.pop((scope, index), None)
    flight.over = True
    flight.bell.ring()


async def _follow(scope: Container, flight: Flight) -> None:
    chain = CHAIN.get()
    above = _innermost(chain)
    with scope._core.lock:
        # Who waits for a flight that waits for one's own would wait for ever.
        if _leads_to(flight, {step.flight for step in chain}):
            path = path_text(chain, flight.key)
            raise CircularDependency(f"{flight.key} waits for what waits for it: {path}")
        above.needs.add(flight)
    try:
        landing = flight.bell.hang()
        if not flight.over:
            await landing
    finally:
        with scope._core.lock:
            above.needs.discard(flight)


def _innermost(chain: Sequence[Step]) -> Flight:
    """Return the flight that waits when its task does; without one, one of nobody."""
    flights = (step.flight for step in reversed(chain) if step.flight is not None)
    return next(flights, None) or Flight(Key(None))


def _leads_to(flight: Flight, mine: set[Flight | None]) -> bool:
    seen: set[Flight] = set()
    todo = [flight]
    while todo:
        one = todo.pop()
        if one in mine:
            return True
        if one not in seen:
            seen.add(one)
            todo += one.needs
    return False


def fly_alone(scope: Container, index: int, make: Callable[[Any], Any], key: Key) -> Any:
    """Return an object that needs no coroutine any more, since what does is there already.

    Raises:
        AsyncRequired: A coroutine is making it at this moment.
        CircularDependency: It is asked for while it is made.
    """
    refuse_cycle(scope, index, key)
    mine = Flight(key)
    if scope._core.flights.setdefault((scope, index), mine) is not mine:
        raise AsyncRequired(f"{key} is being made by a coroutine: use aget")
    try:
        if (value := scope._cache.get(index, ABSENT)) is not ABSENT:
            return value
        return make(scope)
    except Exception as error:
        mine.error = error
        raise
    finally:
        _land(scope, index, mine, mine)
