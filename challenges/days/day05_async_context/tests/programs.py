"""Random programs of nested blocks, as data: run on contextlib and on the package alike."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 8


class Injected(Exception):
    """An error that a program raises on purpose; each has a number of its own."""


class Interrupted(KeyboardInterrupt):
    """A Ctrl-C that a program raises on purpose."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A resource of a program: what it does on its way in and out."""

    number: int
    enter: BaseException | None
    leave: str
    error: BaseException
    waits: tuple[int, int]


@dataclass(slots=True)
class Block:
    """A block of a program: its resources, in a stack or as `with`, and what it does."""

    stack: bool
    specs: list[Spec]
    steps: list[BaseException | Block | int] = field(default_factory=list)


class Generator:
    """Makes programs of a seed."""

    def __init__(self, seed: int, *, swallowing: bool, interrupts: bool, stacks_only: bool) -> None:
        """Prepare; resources swallow or translate errors only if `swallowing`."""
        self._random = random.Random(seed)
        self._leaves = ["pass", "pass", "pass", "raise"]
        if swallowing:
            self._leaves += ["swallow", "translate", "hide"]
        self._interrupts = interrupts
        self._stacks_only = stacks_only
        self._number = 0

    def block(self, depth: int = 0) -> Block:
        """Return a block with blocks in it, no deeper than `DEEPEST`."""
        made = Block(
            self._stacks_only or self._random.random() < 0.5,
            [self._spec() for _ in range(self._random.randint(1, 3))],
        )
        for _ in range(self._random.randint(0, 3)):
            kind = self._random.random()
            if kind < 0.2:
                made.steps.append(self._error())
            elif kind < 0.6 and depth < DEEPEST - 1:
                made.steps.append(self.block(depth + 1))
            else:
                made.steps.append(self._random.randint(0, 3))
        return made

    def _spec(self) -> Spec:
        fails = self._random.random() < 0.08
        waits = (self._random.randint(0, 2), self._random.randint(0, 2))
        leave = self._random.choice(self._leaves)
        error = self._error() if fails else None
        return Spec(self._next(), error, leave, self._error(), waits)

    def _error(self) -> BaseException:
        if self._interrupts and self._random.random() < 0.2:
            return Interrupted(self._next())
        return Injected(self._next())

    def _next(self) -> int:
        self._number += 1
        return self._number


class Run:
    """What happens while a program runs.

    Attributes:
        events: The number of each resource that has finished entering, and the same less than 0
            when it begins to be left, in order.
        raised: The injected errors that were raised.
    """

    def __init__(self, manager: Callable[[Any], Any], stack: Callable[[], Any]) -> None:
        """Take what makes a manager of a generator function, and a stack with `enter`."""
        self.events: list[int] = []
        self.raised: list[BaseException] = []
        self.log: list[str] = []
        self._plain = manager(self._generator)
        self._async = manager(self._async_generator)
        self._stack = stack

    def _generator(self, spec: Spec) -> Iterator[None]:
        if spec.enter is not None:
            self._raise(spec.enter)
        self.events.append(spec.number)
        try:
            yield
        except BaseException as error:
            self._left(spec, error)
            raise
        else:
            self._left(spec, None)

    async def _async_generator(self, spec: Spec) -> AsyncIterator[None]:
        await asyncio.sleep(spec.waits[0])
        if spec.enter is not None:
            self._raise(spec.enter)
        self.events.append(spec.number)
        try:
            yield
        except BaseException as error:
            self.events.append(-spec.number)
            await asyncio.sleep(spec.waits[1])
            self._left(spec, error, noted=True)
            raise
        else:
            self.events.append(-spec.number)
            await asyncio.sleep(spec.waits[1])
            self._left(spec, None, noted=True)

    def _left(self, spec: Spec, error: BaseException | None, noted: bool = False) -> None:
        if not noted:
            self.events.append(-spec.number)
        self.log.append(f"{spec.number} left with {describe(error)}")
        if spec.leave == "raise":
            self._raise(spec.error)
        elif spec.leave == "translate" and isinstance(error, Injected):
            raise spec.error from error
        elif spec.leave == "hide" and isinstance(error, Injected):
            raise spec.error from None

    def _raise(self, error: BaseException) -> None:
        self.raised.append(error)
        raise error

    def run(self, block: Block) -> None:
        """Run a program without async."""
        if block.stack:
            with self._stack() as stack:
                for spec in block.specs:
                    stack.enter(self._swallowing(spec))
                self._steps(block)
        else:
            self._nested(block, 0)

    def _nested(self, block: Block, at: int) -> None:
        if at == len(block.specs):
            self._steps(block)
            return
        with self._swallowing(block.specs[at]):
            self._nested(block, at + 1)

    def _steps(self, block: Block) -> None:
        for step in block.steps:
            if isinstance(step, BaseException):
                self._raise(step)
            elif isinstance(step, Block):
                self.run(step)

    def _swallowing(self, spec: Spec) -> Any:
        manager = self._plain(spec)
        return Swallowing(manager) if spec.leave == "swallow" else manager

    async def run_async(self, block: Block) -> None:
        """Run a program with both kinds of resources."""
        if block.stack:
            async with self._stack() as stack:
                for spec in block.specs:
                    await stack.enter(self._either(spec))
                await self._async_steps(block)
        else:
            await self._async_nested(block, 0)

    async def _async_nested(self, block: Block, at: int) -> None:
        if at == len(block.specs):
            await self._async_steps(block)
            return
        async with self._async(block.specs[at]):
            await self._async_nested(block, at + 1)

    async def _async_steps(self, block: Block) -> None:
        for step in block.steps:
            if isinstance(step, BaseException):
                self._raise(step)
            elif isinstance(step, Block):
                await self.run_async(step)
            else:
                await asyncio.sleep(step)

    def _either(self, spec: Spec) -> Any:
        return self._swallowing(spec) if spec.number % 3 == 0 else self._async(spec)


def assert_nested(events: list[int]) -> None:
    """Require that all that was opened is closed once, what was opened last first."""
    still: list[int] = []
    for event in events:
        if event > 0:
            still.append(event)
        else:
            assert still, f"{-event} is left, and nothing is open"
            assert still.pop() == -event, f"{-event} is left before what was opened after it"
    assert not still, f"{still} were never left"


class Swallowing:
    """A manager that swallows the errors of its block, unless they are interrupts."""

    def __init__(self, manager: Any) -> None:
        """Take the manager around."""
        self._manager = manager

    def __enter__(self) -> None:
        """Enter."""
        self._manager.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        """Leave."""
        self._manager.__exit__(kind, error, trace)
        return isinstance(error, Exception)


def describe(error: BaseException | None) -> str:
    """Return an error with all that is behind it."""
    if error is None:
        return "nothing"
    parts, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        parts.append(f"{type(error).__name__}{error.args}")
        error = error.__cause__ or error.__context__
    return " <- ".join(parts)


def leaves(error: BaseException | None) -> list[BaseException]:
    """Return the errors of a group and of the groups in it."""
    if isinstance(error, BaseExceptionGroup):
        return [leaf for one in error.exceptions for leaf in leaves(one)]
    return [] if error is None else [error]


def outcome(function: Callable[..., object], *args: object) -> BaseException | None:
    """Call a function, and return what it raises."""
    try:
        function(*args)
    except BaseException as error:
        return error
    return None
