"""Stage 3, faults: random programs, on the package and on contextlib."""

from __future__ import annotations

import contextlib
from functools import partial
from types import ModuleType
from typing import Any

from challenges.days.day05_async_context.tests.programs import (
    Block,
    Generator,
    Run,
    assert_nested,
    describe,
    leaves,
    outcome,
)
from challenges.shared.testing import run_virtual
from challenges.shared.testing.faults import fault_seeds


class ExitStack(contextlib.ExitStack):
    """The stack of contextlib, with the method's name of the package."""

    enter = contextlib.ExitStack.enter_context


class AsyncExitStack(contextlib.AsyncExitStack):
    """The async stack of contextlib, which takes both kinds."""

    async def enter(self, manager: Any) -> Any:
        if hasattr(type(manager), "__aenter__"):
            return await self.enter_async_context(manager)
        return self.enter_context(manager)


class ByContextlib(Run):
    """A run whose managers are those of contextlib."""

    def __init__(self, stack: Any) -> None:
        super().__init__(contextlib.contextmanager, stack)
        self._async = contextlib.asynccontextmanager(self._async_generator)


def told(run: Run, raised: BaseException | None) -> tuple[object, ...]:
    """Return all that can be seen of a run."""
    return run.events, run.log, describe(raised)


def program(seed: int, **options: bool) -> Block:
    """Return the program of a seed, new: errors remember where they were raised."""
    return Generator(seed, **options).block()


def test_random_programs_do_as_with_contextlib(subject: ModuleType) -> None:
    """Order of entries and exits, what each exit is shown, the error and its whole chain agree."""
    options = {"swallowing": True, "interrupts": True, "stacks_only": False}
    chained = partial(subject.ResourceStack, errors="chain")
    async_chained = partial(subject.AsyncResourceStack, errors="chain")
    for seed in fault_seeds(small=300, full=10_000):
        ours, theirs = Run(subject.resource, chained), ByContextlib(ExitStack)
        raised = outcome(ours.run, program(seed, **options))
        expected = outcome(theirs.run, program(seed, **options))
        assert told(ours, raised) == told(theirs, expected), f"seed {seed}"

        options = {"swallowing": True, "interrupts": False, "stacks_only": False}
        ours, theirs = Run(subject.resource, async_chained), ByContextlib(AsyncExitStack)
        raised = outcome(lambda: run_virtual(ours.run_async(program(seed, **options))))  # noqa: B023
        expected = outcome(lambda: run_virtual(theirs.run_async(program(seed, **options))))  # noqa: B023
        assert told(ours, raised) == told(theirs, expected), f"seed {seed}, async"


def test_random_programs_keep_every_error(subject: ModuleType) -> None:
    """All that was opened is closed in reverse order, and the group has each error exactly once."""
    options = {"swallowing": False, "interrupts": True, "stacks_only": True}
    for seed in fault_seeds(small=300, full=10_000):
        run = Run(subject.resource, subject.ResourceStack)
        raised = outcome(run.run, program(seed, **options))
        assert_nested(run.events)
        numbers = [error.args for error in leaves(raised)]
        assert sorted(numbers) == sorted(error.args for error in run.raised), f"seed {seed}"
