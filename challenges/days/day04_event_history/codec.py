"""Values to JSON and back, without loss: the same type and the same value come back.

JSON has no bytes, decimals, moments, tuples, nor keys that are not text. Each is an object of one
member whose name begins with `$`; a dict that looks like one of these is written as pairs.
"""

from __future__ import annotations

import json
import math
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

_PLAIN = (str, int, bool, type(None))

_encoder = json.JSONEncoder(separators=(",", ":"), allow_nan=False, check_circular=False)
_decoder = json.JSONDecoder()


def dumps(value: Any) -> bytes:
    """Return the text of a value, in ASCII.

    Raises:
        TypeError: a value in it has a type that would not come back as it was.
    """
    return _encoder.encode(_packed(value)).encode("ascii")


def loads(data: bytes) -> Any:
    """Return the value of a text that `dumps` has written."""
    value, _ = _decoder.raw_decode(data.decode("ascii"))
    # Most events have nothing but text and numbers: no look at each of their values is needed.
    return _unpacked(value) if b'"$' in data else value


def _packed(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is float:
        return value if math.isfinite(value) else {"$float": repr(value)}
    if kind is list:
        return [_packed(item) for item in value]
    if kind is dict:
        if all(type(key) is str and not key.startswith("$") for key in value):
            return {key: _packed(item) for key, item in value.items()}
        return {"$dict": [[_packed(key), _packed(item)] for key, item in value.items()]}
    pack = _PACK.get(kind)
    if pack is None:
        raise TypeError(f"{value!r} of type {kind.__qualname__} cannot be stored without loss")
    return {f"${kind.__name__}": pack(value)}


def _unpacked(value: Any) -> Any:
    if type(value) is list:
        return [_unpacked(item) for item in value]
    if type(value) is not dict:
        return value
    if len(value) == 1:
        ((tag, packed),) = value.items()
        if tag.startswith("$"):
            return _UNPACK[tag](packed)
    return {key: _unpacked(item) for key, item in value.items()}


def _pack_datetime(moment: datetime) -> list[Any]:
    zone = moment.tzinfo
    naive = moment.replace(tzinfo=None, fold=0).isoformat()
    if zone is None:
        return [naive, moment.fold]
    if isinstance(zone, ZoneInfo) and zone.key:
        return [naive, moment.fold, zone.key]
    if isinstance(zone, timezone):
        offset = zone.utcoffset(None)
        return [naive, moment.fold, [offset.days, offset.seconds, offset.microseconds]]
    raise TypeError(f"{moment!r} has a time zone that cannot be stored without loss")


def _unpack_datetime(packed: list[Any]) -> datetime:
    naive, fold, *zone = packed
    moment = datetime.fromisoformat(naive).replace(fold=fold)
    if not zone:
        return moment
    if isinstance(zone[0], str):
        return moment.replace(tzinfo=ZoneInfo(zone[0]))
    offset = timedelta(*zone[0])
    return moment.replace(tzinfo=timezone(offset) if offset else UTC)


def _pack_time(moment: time) -> str:
    if moment.tzinfo is not None or moment.fold:
        raise TypeError(f"{moment!r} has a zone or a fold, which cannot be stored without loss")
    return moment.isoformat()


_PACK: dict[type, Callable[[Any], Any]] = {
    bytes: lambda value: b64encode(value).decode("ascii"),
    Decimal: str,
    datetime: _pack_datetime,
    date: date.isoformat,
    time: _pack_time,
    timedelta: lambda value: [value.days, value.seconds, value.microseconds],
    tuple: lambda value: [_packed(item) for item in value],
    set: lambda value: [_packed(item) for item in value],
    frozenset: lambda value: [_packed(item) for item in value],
}

_UNPACK: dict[str, Callable[[Any], Any]] = {
    "$bytes": b64decode,
    "$Decimal": Decimal,
    "$datetime": _unpack_datetime,
    "$date": date.fromisoformat,
    "$time": time.fromisoformat,
    "$timedelta": lambda packed: timedelta(*packed),
    "$tuple": lambda packed: tuple(_unpacked(packed)),
    "$set": lambda packed: set(_unpacked(packed)),
    "$frozenset": lambda packed: frozenset(_unpacked(packed)),
    "$float": float,
    "$dict": lambda packed: {_unpacked(key): _unpacked(item) for key, item in packed},
}
