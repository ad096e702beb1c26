"""Checks when the field is read, and leaves assigning to Python."""

from __future__ import annotations

from typing import Any


class Checked:
    def __init__(
        self, kind: type, *, low: Any = None, high: Any = None, default: Any = ...
    ) -> None:
        self._kind = kind
        self._low = low
        self._high = high
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        if self._default is ...:
            raise AttributeError(f"{self._name} is not set, and has no default")
        return self._default
