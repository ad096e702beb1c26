"""Makes values of events."""

from __future__ import annotations

from .fast_reader import MANY_KEYS
from .options import FIRST, LIST, LoadOptions


class Builder:
    """Puts the events of one value together.

    Attributes:
        value: The value, once `take` has said that it is complete.
    """

    def __init__(self, options: LoadOptions) -> None:
        self._pairs = options.duplicates == LIST
        self._first = options.duplicates == FIRST
        self._keys: dict[object, object] | None = {} if options.intern_keys else None
        self._stack: list[tuple[object, object]] = []
        self._open: object = None
        self._key: object = None
        self.value: object = None

    def take(self, event: str, value: object) -> bool:
        """Takes the next event; tells whether the value is complete."""
        if event == "value":
            return self._put(value)
        if event == "key":
            keys = self._keys
            self._key = value if keys is None else keys.setdefault(value, value)
            return False
        if event.startswith("start"):
            self._stack.append((self._open, self._key))
            self._open = {} if event == "start_object" and not self._pairs else []
            self._key = None
            return False
        value = self._open
        self._open, self._key = self._stack.pop()
        return self._put(value)

    def forget(self) -> None:
        """Lets keys go between values, if there are many: there may be values without end."""
        if self._keys and len(self._keys) > MANY_KEYS:
            self._keys.clear()

    def _put(self, value: object) -> bool:
        if not self._stack:
            self.value = value
            return True
        inside = self._open
        if isinstance(inside, dict):
            if not (self._first and self._key in inside):
                inside[self._key] = value
        elif isinstance(inside, list):
            inside.append(value if self._key is None else (self._key, value))
        self._key = None
        return False
