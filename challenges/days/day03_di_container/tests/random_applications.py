"""Random applications of `random_graphs`, registered and observed."""

from __future__ import annotations

import asyncio
import inspect
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from types import ModuleType
from typing import Any

from challenges.days.day03_di_container.tests.random_graphs import Broken, Part


class Object:
    """Base of all objects: knows its number, and what it got."""

    number: int
    got: tuple[Any, ...]

    def tree(self) -> Any:
        """Returns numbers in the shape of what got what."""
        return self.number, tuple(one.tree() for one in self.got)


class Application:
    """A registry of random parts, and a log of what opens and closes.

    Attributes:
        opened: How often each was opened that has to be closed.
        closed: What was closed, in order.
    """

    def __init__(self, subject: ModuleType, parts: list[Part]) -> None:
        """Registers all parts."""
        self.kinds = [type(f"K{n}", (Object,), {"number": n}) for n in range(len(parts))]
        self.opened: Counter[int] = Counter()
        self.closed: list[int] = []
        self.wait: Callable[[], float] = lambda: 0
        registry = subject.Registry()
        for number, part in enumerate(parts):
            factory = self._factory(number, part)
            registry.provides(scope=subject.Scope[part.scope], as_=self.kinds[number])(factory)
        self.container = registry.build()

    def _factory(self, number: int, part: Part) -> Any:
        """Returns a factory of the part's kind."""
        made = getattr(self, "_" + part.kind.replace(" ", "_"))(number, part)
        names = [f"p{one}" for one in part.needs]
        kind = inspect.Parameter.KEYWORD_ONLY
        made.__signature__ = inspect.Signature([inspect.Parameter(n, kind) for n in names])
        made.__annotations__ = dict(
            zip(names, (self.kinds[one] for one in part.needs), strict=True)
        )
        return made

    def _make(self, number: int, part: Part, given: dict[str, Any]) -> Object:
        if part.breaks == "make":
            raise Broken(f"make {number}")
        made: Object = self.kinds[number]()
        made.got = tuple(given.values())
        return made

    def _close(self, number: int, part: Part) -> None:
        self.closed.append(number)
        if part.breaks == "close":
            raise Broken(f"close {number}")

    def _call(self, number: int, part: Part) -> Any:
        def call(**given: Any) -> Object:
            return self._make(number, part, given)

        return call

    def _generator(self, number: int, part: Part) -> Any:
        def generator(**given: Any) -> Iterator[Object]:
            made = self._make(number, part, given)
            self.opened[number] += 1
            try:
                yield made
            finally:
                self._close(number, part)

        return generator

    def _async_call(self, number: int, part: Part) -> Any:
        async def call(**given: Any) -> Object:
            await asyncio.sleep(self.wait())
            return self._make(number, part, given)

        return call

    def _async_generator(self, number: int, part: Part) -> Any:
        async def generator(**given: Any) -> AsyncIterator[Object]:
            await asyncio.sleep(self.wait())
            made = self._make(number, part, given)
            self.opened[number] += 1
            try:
                yield made
            finally:
                try:
                    await asyncio.sleep(self.wait())
                finally:
                    self._close(number, part)

        return generator
