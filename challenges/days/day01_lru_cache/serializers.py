"""Keys and values as bytes.

What comes back is equal to what went in and of the same type, else it is refused: a cache that
turns tuples into lists after a restart has changed its answers. Pickle is not used unless asked
for, and then signed, since who can write to Redis could run code in every process that reads it.
"""

from __future__ import annotations

import hashlib
import hmac
import pickle
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

import ormsgpack

from .errors import CorruptEntry, NotSerializable


class Serializer(Protocol):
    """How values become bytes."""

    def dumps(self, value: Any) -> bytes:
        """Return the bytes of a value.

        Raises:
            Exception: It has none.
        """

    def loads(self, data: bytes) -> Any:
        """Return the value of bytes.

        Raises:
            Exception: They are those of no value.
        """


_PACK = (
    ormsgpack.OPT_PASSTHROUGH_BIG_INT
    | ormsgpack.OPT_PASSTHROUGH_DATACLASS
    | ormsgpack.OPT_PASSTHROUGH_DATETIME
    | ormsgpack.OPT_PASSTHROUGH_ENUM
    | ormsgpack.OPT_PASSTHROUGH_SUBCLASS
    | ormsgpack.OPT_PASSTHROUGH_TUPLE
    | ormsgpack.OPT_PASSTHROUGH_UUID
)

# MessagePack's extension types: number, Python type, to plain values, and back.
_TYPES: tuple[tuple[int, type, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    (1, tuple, list, tuple),
    (2, set, list, set),
    (3, frozenset, list, frozenset),
    (4, int, str, int),  # beyond 64 bits
    (5, datetime, datetime.isoformat, datetime.fromisoformat),
    (6, date, date.isoformat, date.fromisoformat),
    (7, timedelta, lambda t: [t.days, t.seconds, t.microseconds], lambda p: timedelta(*p)),
    (8, Decimal, str, Decimal),
    (9, complex, lambda c: [c.real, c.imag], lambda p: complex(*p)),
    (10, dict, lambda d: list(d.items()), dict),  # with a key that is no str
)
_BY_TYPE = {kind: (number, plain) for number, kind, plain, _ in _TYPES}
_BY_NUMBER = {number: back for number, _, _, back in _TYPES}


def _extend(value: Any) -> Any:
    known = _BY_TYPE.get(type(value))
    if known is None:
        raise TypeError(f"{type(value).__qualname__} is no type that MessagePack is used for here")
    if isinstance(value, datetime) and value.tzinfo not in (None, UTC):
        raise TypeError("a datetime with another time zone than UTC would lose its name")
    number, plain = known
    return ormsgpack.Ext(number, _pack(plain(value)))


def _restore(number: int, data: bytes) -> Any:
    return _BY_NUMBER[number](_unpack(data))


def _pack(value: Any) -> bytes:
    try:
        packed: bytes = ormsgpack.packb(value, default=_extend, option=_PACK)
    except TypeError:  # a key of a dict that is no str, as a rule
        packed = ormsgpack.packb(_spread(value), default=_extend, option=_PACK)
    return packed


def _spread(value: Any) -> Any:
    """Return the value with all dicts but those of str in a form that can be packed."""
    if type(value) is list:
        return [_spread(one) for one in value]
    if type(value) is not dict:
        return value
    if all(type(key) is str for key in value):
        return {key: _spread(one) for key, one in value.items()}
    return _extend(value)


def _unpack(data: bytes) -> Any:
    return ormsgpack.unpackb(data, ext_hook=_restore)


class MsgpackSerializer:
    """None, bool, int, float, str, bytes, list, dict; tuple, set, dates, Decimal, complex.

    Objects of other classes, and of subclasses of these, are refused.
    """

    def dumps(self, value: Any) -> bytes:
        """Return the bytes of a value.

        Raises:
            ormsgpack.MsgpackEncodeError: It is, or has in it, something else.
        """
        return _pack(value)

    def loads(self, data: bytes) -> Any:
        """Return the value of bytes.

        Raises:
            ValueError, KeyError: They are those of no value.
        """
        return _unpack(data)


class SignedPickle:
    """Any object that pickle takes; only bytes signed with the same secret are unpickled."""

    def __init__(self, secret: bytes) -> None:
        """Use a secret of at least 16 bytes, which only those may know who may run code here.

        Raises:
            ValueError: It is shorter.
        """
        if len(secret) < 16:
            raise ValueError(f"the secret has {len(secret)} bytes, must have at least 16")
        self._secret = secret

    def dumps(self, value: Any) -> bytes:
        """Return the signature and the pickled value."""
        data = pickle.dumps(value, protocol=5)
        return self._signature(data) + data

    def loads(self, data: bytes) -> Any:
        """Return the value.

        Raises:
            ValueError: The signature is another one; nothing is unpickled then.
        """
        signature, pickled = data[:32], data[32:]
        if not hmac.compare_digest(signature, self._signature(pickled)):
            raise ValueError("the signature is wrong")
        return pickle.loads(pickled)

    def _signature(self, data: bytes) -> bytes:
        return hmac.digest(self._secret, data, hashlib.sha256)


def encode_key(key: Hashable) -> bytes:
    """Return the bytes of a key: equal keys have equal bytes, also 1, 1.0 and True.

    Raises:
        NotSerializable: It is, or has in it, none of None, bool, int, float, str, bytes, tuple.
    """
    try:
        return _pack(_canonical(key))
    except (TypeError, ValueError) as error:
        raise NotSerializable(f"key {key!r}: {error}") from error


def decode_key(data: bytes) -> Hashable:
    """Return the key of bytes.

    Raises:
        CorruptEntry: They are those of no key.
    """
    try:
        key: Hashable = _unpack(data)
        hash(key)
    except Exception as error:
        raise CorruptEntry(f"{data!r} is no key: {error}") from error
    return key


def _canonical(key: Any) -> Any:
    kind = type(key)
    if kind is str or kind is bytes or kind is int or key is None:
        return key
    if kind is bool:
        return int(key)
    if kind is float:
        if key != key:
            raise TypeError("NaN is not equal to itself")
        return int(key) if key.is_integer() else key
    if kind is tuple:
        return tuple(_canonical(part) for part in key)
    raise TypeError(f"{kind.__qualname__} is no type of a key that can be stored")
