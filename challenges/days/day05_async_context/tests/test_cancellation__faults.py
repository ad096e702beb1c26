"""Stage 4, faults: random programs with deadlines, cancelled at random moments."""

from __future__ import annotations

import asyncio
import random
from functools import partial
from types import ModuleType
from typing import Any

from challenges.days.day05_async_context.tests.programs import (
    Block,
    Generator,
    Run,
    assert_nested,
    leaves,
)
from challenges.shared.testing import run_virtual
from challenges.shared.testing.faults import fault_seeds


class Scoped(Run):
    """A run in which some blocks have a deadline or a scope that is cancelled."""

    def __init__(self, subject: ModuleType, seed: int, shield: float | None) -> None:
        stack = partial(subject.AsyncResourceStack, shield=shield)
        super().__init__(subject.resource, stack)
        self._subject = subject
        self._chance = random.Random(seed)

    async def _async_steps(self, block: Block) -> None:
        kind = self._chance.random()
        if kind < 0.2:
            async with self._subject.deadline(self._chance.randint(0, 6)):
                await super()._async_steps(block)
        elif kind < 0.4:
            async with self._subject.cancel_scope() as scope:
                loop = asyncio.get_running_loop()
                loop.call_later(self._chance.randint(0, 6), scope.cancel)
                await super()._async_steps(block)
        else:
            await super()._async_steps(block)


async def cancelled(coroutine: Any, chance: random.Random) -> tuple[BaseException | None, bool]:
    """Run a task, cancel it at random, and return what it raised and whether it was cancelled."""
    task = asyncio.ensure_future(coroutine)
    asked = False
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        await asyncio.sleep(chance.choice([0, 0.5, 1, 2, 5]))
        for _ in range(chance.randint(0, 3)):
            await asyncio.sleep(0)
        asked = task.cancel() or asked
    await asyncio.wait({task})
    if task.cancelled():
        return asyncio.CancelledError(), asked
    return task.exception(), asked


def test_random_cancellations_lose_nothing(subject: ModuleType) -> None:
    """Everything is closed in order, every injected error is told once, every cancellation leaves.

    A deadline that has struck is one error more, a cancellation may be one more for each exit that
    it has reached.
    """
    for seed in fault_seeds(small=400, full=10_000):
        chance = random.Random(seed)
        program = Generator(seed, swallowing=False, interrupts=False, stacks_only=True).block()
        run = Scoped(subject, seed, shield=chance.choice([None, None, 50.0]))
        raised, asked = run_virtual(cancelled(run.run_async(program), chance))
        assert_nested(run.events)
        found = leaves(raised)
        injected = [error for error in found if error in run.raised]
        assert len(injected) == len(run.raised) == len(set(injected)), f"seed {seed}: {found}"
        others = {type(error) for error in found if error not in run.raised}
        assert others <= {asyncio.CancelledError, subject.DeadlineExceeded}, f"seed {seed}"
        assert not asked or asyncio.CancelledError in others, (
            f"seed {seed}: the cancellation is lost"
        )
        if not asked:
            assert asyncio.CancelledError not in others, f"seed {seed}: nobody has asked for it"
