"""The standard library as a witness: json, as strict as this library."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from challenges.days.day02_json_parser.proofs.outcomes import (
    Outcome,
    Raised,
    Refused,
    Value,
    value_of,
)

_UNKNOWN = {"max_depth", "max_size", "bom"}  # options that json has nothing like
_BOM = "\ufeff"


class Refusal(Exception):
    """What json would read, and this library must not."""


def disagreement(given: bytes | str, options: Mapping[str, Any], found: Outcome) -> str:
    """Returns what json says otherwise about a document, or "" if it does not.

    json keeps halves of surrogate pairs, so an error for one of these is only held against a
    document that has none.
    """
    if _UNKNOWN & set(options) or options.get("numbers") == "lossless":
        return ""
    try:
        text = given if isinstance(given, str) else given.decode()
        expected = _decoder(options).decode(text.removeprefix(_BOM))
    except RecursionError:
        return ""
    except (ValueError, ArithmeticError, Refusal) as error:
        return f"json refuses it: {error}" if isinstance(found, Value) else ""
    if isinstance(found, Raised):
        return ""
    if isinstance(found, Refused):
        if found.code == "lone_surrogate":
            pairs = _decoder({**options, "duplicates": "list"})  # with what a dict would drop
            if _has_halves(pairs.decode(text.removeprefix(_BOM))):
                return ""
        return f"json reads {expected!r}"
    if _has_halves(expected) and options.get("surrogates") != "keep":
        return f"json keeps the half of a surrogate pair: {expected!r}"
    return "" if value_of(expected).digest == found.digest else f"json reads {expected!r}"


def _decoder(options: Mapping[str, Any]) -> json.JSONDecoder:
    allow = options.get("nonfinite") == "allow"
    numbers = options.get("numbers", "exact")
    to_float = _any_float if allow else _finite
    return json.JSONDecoder(
        parse_float=Decimal if numbers == "decimal" else to_float,
        parse_int=to_float if numbers == "float" else _whole(options.get("max_digits")),
        parse_constant=float if allow else _refuse,
        object_pairs_hook=_PAIRS[options.get("duplicates", "last")],
    )


def _whole(max_digits: int | None) -> Callable[[str], int]:
    if max_digits is None:
        return int

    def whole(text: str) -> int:
        if 0 < max_digits < len(text.removeprefix("-")):
            raise Refusal(f"{text} has more than {max_digits} digits")
        return int(Decimal(text))

    return whole


def _finite(text: str) -> float:
    if math.isinf(number := float(text)):
        raise Refusal(f"{text} is no float")
    return number


def _any_float(text: str) -> float:
    return float(text)


def _refuse(text: str) -> float:
    raise Refusal(f"{text} is no JSON")


def _first(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refusal("a key comes twice")
    return found


_PAIRS: dict[str, Callable[[list[tuple[str, Any]]], Any]] = {
    "last": dict,
    "first": _first,
    "error": _once,
    "list": list,
}


def _has_halves(value: object) -> bool:
    """Tells whether a text in a value has the half of a surrogate pair."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return any("\ud800" <= char <= "\udfff" for char in text)
