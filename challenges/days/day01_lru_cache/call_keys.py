"""From the arguments of a call to a key: equal calls, and only these, have equal keys."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Any

from .evictions import Reason

_len = len
_KEYWORDS = object()  # stands between positional and keyword arguments
# Their hashing is fast, and no call's key equals them. All numbers are in: 1, 1.0, True are equal.
_AS_THEY_ARE = frozenset((int, str, float, bool, complex, bytes, type(None)))


class HashedKey(list[Any]):
    """Arguments as a key whose hash is computed once, however often the dict asks for it.

    A hash may be slow, and it is foreign code: asked for twice, it could answer differently.
    """

    __slots__ = ("hashed",)

    def __init__(self, parts: tuple[Any, ...]) -> None:
        """Hash the parts.

        Raises:
            TypeError: One of them cannot be hashed.
        """
        super().__init__(parts)
        self.hashed = hash(parts)

    def __hash__(self) -> int:  # type: ignore[override]
        return self.hashed


def call_key(args: tuple[Any, ...], kwargs: dict[str, Any], typed: bool) -> Hashable:
    """Return the key of a call.

    Args:
        args: Positional arguments.
        kwargs: Keyword arguments, in the order of the call; another order is another key.
        typed: Whether 1, 1.0 and True differ; only arguments themselves are looked at, not what is
            in them.

    Raises:
        TypeError: An argument cannot be hashed.
    """
    if not kwargs and not typed and _len(args) == 1 and type(args[0]) in _AS_THEY_ARE:
        only: Hashable = args[0]
        return only
    parts = args
    if kwargs:
        parts += (_KEYWORDS,)
        for item in kwargs.items():
            parts += item
    if typed:
        parts += tuple(type(value) for value in args)
        parts += tuple(type(value) for value in kwargs.values())
    return HashedKey(parts)


class WeakSelf:
    """Keys of methods: instead of the object that a method is called on, a weak reference to it.

    So a cached method does not keep its objects alive. When one has died, its results go, too, at
    the next computation: doing it at once would mean to work in the middle of whatever the
    interpreter was doing.
    """

    def __init__(self, forget: Callable[[Hashable], object]) -> None:
        """Begin without objects; `forget` removes the result of a key."""
        self._forget = forget
        self._keys: dict[weakref.ref[Any], set[Hashable]] = {}
        self._dead: list[weakref.ref[Any]] = []

    def key(self, args: tuple[Any, ...], kwargs: dict[str, Any], typed: bool) -> Hashable:
        """Return the key of a call; an object that knows no weak references is in it itself."""
        try:
            reference = weakref.ref(args[0], self._dead.append)
        except TypeError:
            return call_key(args, kwargs, typed)
        return call_key((reference, *args[1:]), kwargs, typed)

    def kept(self, key: Hashable) -> None:
        """Remember that there will be a result of this key; remove those of dead objects."""
        if isinstance(key, HashedKey) and isinstance(key[0], weakref.ref):
            self._keys.setdefault(key[0], set()).add(key)
        while self._dead:
            for dead in self._keys.pop(self._dead.pop(), ()):
                self._forget(dead)

    def left(self, key: Hashable, _value: object, reason: Reason) -> None:
        """Note that the result of this key was removed; a callback of the cache."""
        if isinstance(key, HashedKey) and isinstance(key[0], weakref.ref) and reason != "replaced":
            keys = self._keys.get(key[0], set())
            keys.discard(key)
            if not keys:
                self._keys.pop(key[0], None)
