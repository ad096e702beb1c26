"""Enters a resource and never leaves it, in the debug mode of asyncio: PACKAGE LOOP."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

from challenges.days.day05_async_context.tests.outside import load


def main(package: str, loop: str) -> None:
    """Print "closed" when the resource is closed, and nothing else."""
    subject = load(package)

    @subject.resource
    async def forgotten() -> AsyncIterator[None]:
        try:
            yield
        finally:
            print("closed")

    async def forget() -> None:
        await forgotten().__aenter__()
        forgotten()

    if loop == "uvloop":
        import uvloop

        uvloop.install()
    asyncio.run(forget(), debug=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
