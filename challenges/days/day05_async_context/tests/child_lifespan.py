"""An application of two parts that waits for a signal: PACKAGE SECONDS, which stopping takes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

from challenges.days.day05_async_context.tests.outside import load


def main(package: str, seconds: str) -> None:
    """Print what starts and stops, and the signal when the block has ended."""
    subject = load(package)

    @subject.resource
    async def part(name: str, stop: float) -> AsyncIterator[None]:
        try:
            yield
        finally:
            if stop:
                print(name, "stopping", flush=True)
            await asyncio.sleep(stop)
            print(name, "down", flush=True)

    async def run() -> None:
        app = subject.Lifespan()
        app.add("db", lambda: part("db", 0))
        app.add("site", lambda _: part("site", float(seconds)), ["db"])
        async with app:
            print("ready", flush=True)
            await asyncio.sleep(1000)
        print("ended", app.signal.name, flush=True)

    asyncio.run(run())


if __name__ == "__main__":
    main(*sys.argv[1:])
