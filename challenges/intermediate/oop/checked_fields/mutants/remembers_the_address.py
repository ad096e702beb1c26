"""Keeps values by the address of the instance, also when that is long gone."""

from __future__ import annotations

from typing import Any


class Checked:
    def __init__(
        self, kind: type, *, low: Any = None, high: Any = None, default: Any = ...
    ) -> None:
        self._values: dict[int, Any] = {}
        self._kind = kind
        self._low = low
        self._high = high
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        if id(instance) in self._values:
            return self._values[id(instance)]
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
        self._values[id(instance)] = value

    def __delete__(self, instance: object) -> None:
        if id(instance) not in self._values:
            raise AttributeError(f"{self._name} is not set, so it cannot be deleted")
        del self._values[id(instance)]
