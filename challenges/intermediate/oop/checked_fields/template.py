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
        raise NotImplementedError("Checked.__init__")

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name of the field; Python calls this when the class is made."""
        raise NotImplementedError("Checked.__set_name__")

    def __get__(self, instance: object | None, owner: type | None = None) -> Any:
        """Return the value, or the default; the field itself when it is read from the class.

        Raises:
            AttributeError: if the field is unset and has no default.
        """
        raise NotImplementedError("Checked.__get__")

    def __set__(self, instance: object, value: Any) -> None:
        """Keep a value for this instance.

        Raises:
            TypeError: if it is not of the field's kind.
            ValueError: if it is below `low`, above `high`, or NaN.
        """
        raise NotImplementedError("Checked.__set__")

    def __delete__(self, instance: object) -> None:
        """Make the field unset again.

        Raises:
            AttributeError: if it is unset.
        """
        raise NotImplementedError("Checked.__delete__")
