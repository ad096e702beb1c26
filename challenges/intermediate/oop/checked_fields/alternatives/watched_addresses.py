"""Checked fields that keep their values themselves, and drop them when an instance goes."""

from __future__ import annotations

import weakref
from typing import Any


class Checked:
    """A field of a class; it refuses values of the wrong kind or out of range.

    Used as a class attribute: `age = Checked(int, low=0, high=150)`.
    """

    def __init__(
        self, kind: type, *, low: Any = None, high: Any = None, default: Any = ...
    ) -> None:
        """Describe the field.

        Args:
            kind: what values must be an instance of; `int` does not include `bool`.
            low: the lowest value that is allowed; None for no such bound.
            high: the highest value that is allowed; None for no such bound.
            default: what an unset field reads as; `...` for none, which makes reading an error.
        """
        self._kind, self._low, self._high, self._default = kind, low, high, default
        # An address is that of one instance only as long as the instance lives.
        self._values: dict[int, tuple[Any, weakref.finalize[Any, Any]]] = {}

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name of the field; Python calls this when the class is made."""
        self._name = name

    def __get__(self, instance: object | None, owner: type | None = None) -> Any:
        """Return the value, or the default; the field itself when it is read from the class.

        Raises:
            AttributeError: if the field is unset and has no default.
        """
        if instance is None:
            return self
        if id(instance) in self._values:
            return self._values[id(instance)][0]
        if self._default is ...:
            raise AttributeError(f"{self._name} is unset")
        return self._default

    def __set__(self, instance: object, value: Any) -> None:
        """Keep a value for this instance.

        Raises:
            TypeError: if it is not of the field's kind.
            ValueError: if it is below `low`, above `high`, or NaN.
        """
        allowed = type(value) is not bool if self._kind is int else True
        if not (allowed and isinstance(value, self._kind)):
            raise TypeError(f"{self._name} takes {self._kind.__name__}, not {value!r}")
        above = self._low is None or value >= self._low
        below = self._high is None or value <= self._high
        if not (above and below and value == value):
            raise ValueError(f"{self._name} cannot be {value!r}")
        if id(instance) in self._values:
            watch = self._values[id(instance)][1]
        else:
            watch = weakref.finalize(instance, self._values.pop, id(instance))
            watch.atexit = False
        self._values[id(instance)] = value, watch

    def __delete__(self, instance: object) -> None:
        """Make the field unset again.

        Raises:
            AttributeError: if it is unset.
        """
        if id(instance) not in self._values:
            raise AttributeError(f"{self._name} is unset, and stays so")
        _, watch = self._values.pop(id(instance))
        watch.detach()
