"""Checked fields as a kind of property, with the three functions that a property is made of."""

from __future__ import annotations

from typing import Any


class Checked(property):
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
        super().__init__(self._read, self._assign, self._remove)
        self._kind = kind
        self._bounds: tuple[Any, Any] = low, high
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name of the field; Python calls this when the class is made."""
        # No name that can be written after a dot, so it is in nobody's way.
        self._name, self._key = name, f"{name} (checked)"

    def _read(self, instance: Any) -> Any:
        try:
            return instance.__dict__[self._key]
        except KeyError:
            if self._default is not ...:
                return self._default
        raise AttributeError(f"{self._name} was never assigned")

    def _assign(self, instance: Any, value: Any) -> None:
        is_bool = self._kind is int and isinstance(value, bool)
        if is_bool or not isinstance(value, self._kind):
            raise TypeError(f"{self._name} must be {self._kind.__name__}, and is {value!r}")
        low, high = self._bounds
        in_range = (low is None or low <= value) and (high is None or value <= high)
        if value != value or not in_range:
            raise ValueError(f"{self._name} is {value!r}, not within {low!r} to {high!r}")
        instance.__dict__[self._key] = value

    def _remove(self, instance: Any) -> None:
        try:
            del instance.__dict__[self._key]
        except KeyError:
            raise AttributeError(f"{self._name} is unset already") from None
