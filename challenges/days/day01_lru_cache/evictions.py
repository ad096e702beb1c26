"""Callbacks for what leaves a cache: noted while it works, made when the work is done."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Hashable
from typing import Generic, Literal, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Reason = Literal["size", "ttl", "replaced", "deleted", "resize"]

_logger = logging.getLogger("challenges.days.day01_lru_cache")


class Evictions(Generic[K, V]):
    """Entries that have left, until the callback was told.

    Attributes:
        failures: How often the callback has raised.
    """

    def __init__(
        self, callback: Callable[[K, V, Reason], object], on_error: Literal["log", "raise"]
    ) -> None:
        """Begin with none; `on_error` says whether what the callback raises is only logged."""
        self.failures = 0
        self._callback = callback
        self._raises = on_error == "raise"
        self._waiting: deque[tuple[K, V, Reason]] = deque()

    def note(self, key: K, value: V, reason: Reason) -> None:
        """Remember that an entry has left."""
        self._waiting.append((key, value, reason))

    def tell(self) -> None:
        """Call back for each, also when one of the calls raises.

        Raises:
            Exception: The first one of the callback, if errors are raised.
        """
        first: Exception | None = None
        while self._waiting:
            key, value, reason = self._waiting.popleft()
            try:
                self._callback(key, value, reason)
            except Exception as error:
                self.failures += 1
                first = first or error
                _logger.warning("on_evict(%r, …, %r) raised", key, reason, exc_info=True)
        if first is not None and self._raises:
            raise first
