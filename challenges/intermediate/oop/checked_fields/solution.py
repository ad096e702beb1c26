"""Checked fields: attributes that look at what is assigned to them."""

from __future__ import annotations

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
        self._kind = kind
        self._low = low
        self._high = high
        self._default = default

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
        # A descriptor with __set__ goes before an entry of the instance, so the name is free there.
        if self._name in vars(instance):
            return vars(instance)[self._name]
        if self._default is ...:
            raise AttributeError(f"{self._name} is not set, and has no default")
        return self._default

    def __set__(self, instance: object, value: Any) -> None:
        """Keep a value for this instance.

        Raises:
            TypeError: if it is not of the field's kind.
            ValueError: if it is below `low`, above `high`, or NaN.
        """
        if not isinstance(value, self._kind) or (self._kind is int and isinstance(value, bool)):
            kinds = f"{type(value).__name__}; {self._kind.__name__} is allowed"
            raise TypeError(f"{self._name} is {value!r}, of kind {kinds}")
        if value != value:  # true for NaN alone
            raise ValueError(f"{self._name} is {value!r}, which is no number")
        if self._low is not None and value < self._low:
            raise ValueError(f"{self._name} is {value!r}; the lowest allowed is {self._low!r}")
        if self._high is not None and value > self._high:
            raise ValueError(f"{self._name} is {value!r}; the highest allowed is {self._high!r}")
        vars(instance)[self._name] = value

    def __delete__(self, instance: object) -> None:
        """Make the field unset again.

        Raises:
            AttributeError: if it is unset.
        """
        if self._name not in vars(instance):
            raise AttributeError(f"{self._name} is not set, so it cannot be deleted")
        del vars(instance)[self._name]
