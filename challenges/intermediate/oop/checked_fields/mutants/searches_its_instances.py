"""Keeps a list of weak references, and looks through all of them each time."""

from __future__ import annotations

from typing import Any
from weakref import ref


class Checked:
    def __init__(
        self, kind: type, *, low: Any = None, high: Any = None, default: Any = ...
    ) -> None:
        self._values: list[tuple[ref[Any], Any]] = []
        self._kind = kind
        self._low = low
        self._high = high
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        for known, value in self._values:
            if known() is instance:
                return value
        if self._default is ...:
            raise AttributeError(f"{self._name} is not set, and has no default")
        return self._default

    def __set__(self, instance: object, value: Any) -> None:
        if not isinstance(value, self._kind) or (self._kind is int and isinstance(value, bool)):
            kinds = f"{type(value).__name__}; {self._kind.__name__} is allowed"
            raise TypeError(f"{self._name} is {value!r}, of kind {kinds}")
        if value != value:  # true for NaN alone
            raise ValueError(f"{self._name} is {value!r}, which is no number")
        if self._low is not None and value < self._low:
            raise ValueError(f"{self._name} is {value!r}; the lowest allowed is {self._low!r}")
        if self._high is not None and value > self._high:
            raise ValueError(f"{self._name} is {value!r}; the highest allowed is {self._high!r}")
        self._values = self._others(instance)
        self._values.append((ref(instance, self._drop), value))

    def __delete__(self, instance: object) -> None:
        if len(self._others(instance)) == len(self._values):
            raise AttributeError(f"{self._name} is not set, so it cannot be deleted")
        self._values = self._others(instance)

    def _others(self, instance: object) -> list[tuple[ref[Any], Any]]:
        return [
            entry for entry in self._values if not (entry[0]() is None or entry[0]() is instance)
        ]

    def _drop(self, dead: ref[Any]) -> None:
        self._values = [entry for entry in self._values if entry[0] is not dead]
