"""Looks at processes that should be gone, and lets Ctrl-C arrive."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager


def has_ended(process: int) -> bool:
    """Waits until a process ends, half a minute at most; takes a pidfd and closes it."""
    ended, _, _ = select.select([process], [], [], 30)
    os.close(process)
    return bool(ended)


@contextmanager
def interruptible() -> Iterator[None]:
    """Makes SIGINT interrupt, here and in children: background jobs inherit it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
