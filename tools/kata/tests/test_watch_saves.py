"""Saves are noticed by the system's notices alone; the look now and then is for lost ones only."""

from __future__ import annotations

import asyncio
import contextlib
import time

import pytest

from tools.kata.terminal import save
from tools.kata.tests.checkouts import DEADLINE_S
from tools.kata.tests.fixture_units import FixtureUnit
from tools.kata.tests.watched import RIGHT
from tools.kata.units import load_unit
from tools.kata.watch import saves


@pytest.mark.parametrize("rename", [False, True], ids=["in place", "by rename"])
def test_save_is_noticed_at_once(
    unit: FixtureUnit, monkeypatch: pytest.MonkeyPatch, rename: bool
) -> None:
    """Without a look now and then, and without polling."""
    monkeypatch.setattr(saves, "_LONGEST_WAIT_MS", round(10 * DEADLINE_S * 1000))
    file = unit.attempt(RIGHT)
    found = asyncio.Event()

    async def watch() -> None:
        async for _ in saves.glances(load_unit(unit.folder), lambda: pytest.fail("polling")):
            found.set()

    async def save_until_found() -> None:
        watching = asyncio.create_task(watch())
        until = time.monotonic() + DEADLINE_S
        # Nobody tells when the watcher is ready: so it is saved until it must have been.
        while not found.is_set() and time.monotonic() < until:
            save(file, RIGHT, rename=rename)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(found.wait(), 0.1)
        watching.cancel()
        await asyncio.wait([watching])

    asyncio.run(save_until_found())
    assert found.is_set()
