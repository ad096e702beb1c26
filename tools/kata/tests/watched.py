"""A watch that runs in a terminal of its own, in a checkout of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from tools.kata.terminal import Terminal
from tools.kata.tests.checkouts import Checkout

RIGHT = "def double(value):\n    return value * 2\n"
WRONG = "def double(value):\n    print('seen', value)\n    return value\n"
ENDLESS = "def double(value):\n    while True: pass\n"
BROKEN = "def double(value):\n    retur n\n"


def attempt(checkout: Checkout) -> Path:
    """Returns the file that is watched."""
    return checkout.unit.folder / "attempt.py"


def endless(checkout: Checkout) -> Path:
    """Writes an attempt that runs until somebody ends it; returns the file that it makes first."""
    checkout.unit.change("unit.toml", "cpu_s = 1.0", "cpu_s = 600.0")
    begun = checkout.root / "begun"
    touch = f"    import pathlib\n    pathlib.Path({str(begun)!r}).touch()\n"
    checkout.unit.attempt(ENDLESS.replace("    while", f"{touch}    while"))
    return begun


def verdict(screen: str) -> str:
    """Returns the verdict that stands on a screen; empty while there is none on the last save."""
    known = ("AC pass", "WA wrong", "RTE run-time", "TLE too slow", "IE cannot", "TODO not written")
    return next((line.split()[0] for line in screen.splitlines() if line.startswith(known)), "")


class Watch(Terminal):
    """`kata watch`, or another command, in a terminal."""

    def until_verdict(self, wanted: str) -> str:
        """Waits for a verdict and returns the screen."""
        return self.until(lambda screen: verdict(screen) == wanted, wanted)


@contextmanager
def watching(
    checkout: Checkout,
    arguments: tuple[str, ...] = ("watch", "twice"),
    *,
    columns: int = 80,
    wrapper: Sequence[str] = (),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Watch]:
    """Runs a command of kata in a terminal, and whatever it leaves there ends with it."""
    command = [*wrapper, *checkout.command(*arguments)]
    watch = Watch(command, checkout.root, checkout.environment(**environment), columns)
    try:
        yield watch
    finally:
        watch.close()
