"""The thread that sends what waits, now and then."""

from __future__ import annotations

import logging
import threading
import weakref
from typing import Protocol

from .errors import LruCacheError, OwnerChanged

_LONGEST_PAUSE = 1.0
_logger = logging.getLogger("challenges.days.day01_lru_cache")


class Flushed(Protocol):
    """What is flushed."""

    def flush(self, timeout: float = 0.0) -> int:
        """Send all that waits."""


class Flusher:
    """Flushes something every few moments; in an outage less and less often, at least each second.

    It holds no strong reference: a cache that nobody has any more ends its thread.
    """

    def __init__(self, flushed: Flushed, every: float) -> None:
        """Make one that does not run yet; `every` is in seconds.

        Raises:
            ValueError: `every` is not above 0.
        """
        if not every > 0:
            raise ValueError(f"flush_every is {every}, must be above 0 seconds, or None")
        self._every = every
        self._signal = threading.Event()
        self._stopping = False
        self._flushed = weakref.ref(flushed, lambda _: self._end())
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, unless it has begun."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="lru-flusher", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Flush now."""
        self._signal.set()

    def stop(self) -> None:
        """End the thread, and wait for it."""
        self._end()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _end(self) -> None:
        self._stopping = True
        self._signal.set()

    def _run(self) -> None:
        pause = self._every
        while True:
            self._signal.wait(pause)
            self._signal.clear()
            flushed = self._flushed()
            if self._stopping or flushed is None:
                return
            try:
                flushed.flush(0.0)
                pause = self._every
            except OwnerChanged:
                return
            except LruCacheError:  # noted by the session, and seen in health()
                pause = min(2 * pause, _LONGEST_PAUSE)
            except Exception:
                _logger.exception("flushing failed")
                pause = min(2 * pause, _LONGEST_PAUSE)
            del flushed
