"""The counter in eventsourcing, which wants its classes at the top of a module."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_application: Any = import_module("eventsourcing.application")
_domain: Any = import_module("eventsourcing.domain")


class TheirCounter(_domain.Aggregate):  # type: ignore[misc]
    """A sum."""

    def __init__(self) -> None:
        """Begin with 0."""
        self.sum = 0

    @_domain.event("Added")  # type: ignore[untyped-decorator]
    def add(self, amount: int) -> None:
        """Take in an amount."""
        self.sum += amount


class Counters(_application.Application):  # type: ignore[misc]
    """Stores counters."""

    is_snapshotting_enabled = True
