"""Stage 7: random applications against the rules, with errors and cancellation anywhere."""

import asyncio
import dataclasses
import random
import threading
from types import ModuleType
from typing import Any

from challenges.days.day03_di_container.tests.random_applications import Application
from challenges.days.day03_di_container.tests.random_graphs import APP, REQUEST, Broken, Rules, draw
from challenges.shared.testing import run_virtual
from challenges.shared.testing.faults import fault_seeds


def broken(error: BaseException | None) -> list[str]:
    """Returns what the errors of a group say, in order."""
    if isinstance(error, BaseExceptionGroup):
        return [text for one in error.exceptions for text in broken(one)]
    return [] if error is None else [str(error) or type(error).__name__]


def test_random_applications(subject: ModuleType) -> None:
    """Objects, order of closing and errors are those of a resolver by brute force."""
    for seed in fault_seeds(small=150, full=10_000):
        parts = draw(seed, asynchronous=False)
        chance = random.Random(seed)
        application, rules = Application(subject, parts), Rules(parts)
        container = application.container
        for _ in range(2):
            request = container.enter(subject.Scope.REQUEST)
            for number in chance.choices(range(len(parts)), k=4):
                try:
                    expected = rules.get(number, REQUEST)
                except Broken as error:
                    expected = str(error)
                try:
                    got = request.get(application.kinds[number]).tree()
                except Broken as error:
                    got = str(error)
                assert got == expected
            application.closed.clear()
            close(request, rules, REQUEST, application, chance.random() < 0.3)
        application.closed.clear()
        close(container, rules, APP, application, chance.random() < 0.3)


def close(scope: Any, rules: Rules, name: str, application: Application, raising: bool) -> None:
    """Closes a scope, perhaps by an exception, and compares what happens with the rules."""
    order, errors = rules.close(name)
    raised: BaseException | None = None
    try:
        with scope:
            if raising:
                raise Broken("body")
    except (Broken, ExceptionGroup) as error:
        raised = error
    assert application.closed == order
    assert broken(raised) == ["body"] * raising + errors


def test_random_cancellation(subject: ModuleType) -> None:
    """Whenever tasks are cancelled, all that was opened is closed, and no error is lost."""
    for seed in fault_seeds(small=150, full=10_000):
        parts = draw(seed, asynchronous=True)
        chance = random.Random(seed)
        application = Application(subject, parts)
        application.wait = lambda chance=chance: chance.choice((0, 0, 1, 2, 3))
        found: list[str] = []
        run_virtual(used(subject, application, chance, found))
        expected = sorted(f"close {n}" for n in application.closed if parts[n].breaks == "close")
        assert sorted(text for text in found if text.startswith("close")) == expected
        opened = sorted(application.opened.elements())
        assert sorted(application.closed) == opened, "opened and closed differ"


async def used(
    subject: ModuleType, application: Application, chance: random.Random, found: list[str]
) -> None:
    """Uses an application by tasks, some of them cancelled; notes the errors of clean-up."""
    container = application.container

    async def request() -> None:
        async with container.enter(subject.Scope.REQUEST) as scope:
            wanted = chance.choices(application.kinds, k=3)
            asked = [scope.aget(kind) for kind in wanted]
            await asyncio.gather(*asked, return_exceptions=True)
            await asyncio.sleep(application.wait())

    async def cancel(task: asyncio.Task[None]) -> None:
        await asyncio.sleep(chance.choice((0, 1, 2, 4, 6)))
        task.cancel()

    tasks = [asyncio.create_task(request()) for _ in range(3)]
    cancelling = [cancel(task) for task in tasks if chance.random() < 0.6]
    for error in await asyncio.gather(*tasks, *cancelling, return_exceptions=True):
        found += broken(error)
    closing = asyncio.create_task(container.aclose())
    await asyncio.gather(*[cancel(closing) for _ in range(chance.randint(0, 2))])
    (error,) = await asyncio.gather(closing, return_exceptions=True)
    found += broken(error)


def test_many_threads_and_tasks(subject: ModuleType) -> None:
    """Threads and the tasks of several loops use one container; each APP object is made once."""
    for seed in fault_seeds(small=5, full=300):
        parts = [dataclasses.replace(part, breaks="") for part in draw(seed, asynchronous=True)]
        application = Application(subject, parts)
        errors: list[BaseException] = []
        threads = [
            threading.Thread(
                target=used_by_thread,
                args=[subject, application, random.Random(f"{seed} {number}"), errors],
                daemon=True,
            )
            for number in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive(), "a thread waits for ever"
        asyncio.run(application.container.aclose())
        assert errors == []
        apps = [number for number, part in enumerate(parts) if part.scope == APP]
        assert all(application.opened[number] <= 1 for number in apps)
        assert sorted(application.opened.elements()) == sorted(application.closed)


def used_by_thread(
    subject: ModuleType,
    application: Application,
    chance: random.Random,
    errors: list[BaseException],
) -> None:
    """Uses an application by several tasks of a loop of its own."""

    async def request() -> None:
        async with application.container.enter(subject.Scope.REQUEST) as scope:
            wanted = chance.choices(application.kinds, k=5)
            await asyncio.gather(*(scope.aget(kind) for kind in wanted))

    async def main() -> None:
        await asyncio.wait_for(asyncio.gather(request(), request()), 30)

    try:
        asyncio.run(main())
    except BaseException as error:
        errors.append(error)
