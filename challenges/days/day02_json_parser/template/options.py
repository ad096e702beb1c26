"""What can be asked for when reading and writing, checked once and in plain numbers.

Backends in C and Rust read the attributes of these classes, so names and numbers stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

EXACT, DECIMAL, LOSSLESS, FLOAT = range(4)  # LoadOptions.numbers
LAST, FIRST, ERROR, LIST = range(4)  # LoadOptions.duplicates
REFUSED, AS_NULL, LITERAL = range(3)  # DumpOptions.nonfinite
MOST_DEPTH = 1_000_000

_Value = TypeVar("_Value")

_NUMBERS = {"exact": EXACT, "decimal": DECIMAL, "lossless": LOSSLESS, "float": FLOAT}
_DUPLICATES = {"last": LAST, "first": FIRST, "error": ERROR, "list": LIST}
_NONFINITE = {"error": REFUSED, "null": AS_NULL, "literal": LITERAL}


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a document is read.

    Attributes:
        numbers: EXACT (int, float), DECIMAL (int, Decimal), LOSSLESS (Number) or FLOAT.
        duplicates: Of equal keys the LAST or the FIRST counts, or they are an ERROR, or every
            object is a LIST of pairs.
        keep_surrogates: Whether lone surrogates are kept.
        allow_nonfinite: Whether NaN, Infinity, -Infinity and floats that overflow are read.
        max_depth: Levels of containers, at most.
        max_size: Bytes of the document, at most; -1 for any.
        max_digits: Digits of an int, at most; 0 for any, -1 for the interpreter's own limit.
        bom_error: Whether a byte order mark is refused instead of skipped.
        intern_keys: Whether equal keys of a document are one object.
        pause_gc: Whether the cyclic collector rests meanwhile.
    """

    numbers: int = EXACT
    duplicates: int = LAST
    keep_surrogates: bool = False
    allow_nonfinite: bool = False
    max_depth: int = 1024
    max_size: int = -1
    max_digits: int = -1
    bom_error: bool = False
    intern_keys: bool = True
    pause_gc: bool = True


@dataclass(frozen=True, slots=True)
class DumpOptions:
    """How a value is written.

    Attributes:
        indent: One level of indentation, or None for all on one line.
        sort_keys: Whether members are sorted by the code points of their keys.
        ensure_ascii: Whether everything above 0x7e is escaped.
        item_separator: What stands between items; with indent a newline follows it.
        key_separator: What stands between a key and its value.
        nonfinite: NaN and infinities are REFUSED, written AS_NULL, or each as a LITERAL.
        default: Returns what is written in the place of an object of another type, or None.
        coerce_keys: Whether keys that are None, bool, int or float become text.
        max_depth: Levels of containers, at most.
        newline: Whether a newline ends the document.
    """

    indent: bytes | None = None
    sort_keys: bool = False
    ensure_ascii: bool = False
    item_separator: bytes = b","
    key_separator: bytes = b":"
    nonfinite: int = REFUSED
    default: Callable[[object], object] | None = None
    coerce_keys: bool = False
    max_depth: int = 1024
    newline: bool = False


LOAD_DEFAULTS = LoadOptions()
DUMP_DEFAULTS = DumpOptions()


@lru_cache(maxsize=256)
def load_options(
    *,
    numbers: str = "exact",
    duplicates: str = "last",
    surrogates: str = "error",
    nonfinite: str = "error",
    max_depth: int = 1024,
    max_size: int | None = None,
    max_digits: int | None = None,
    bom: str = "skip",
    intern_keys: bool = True,
    gc: str = "pause",
) -> LoadOptions:
    """Returns checked options of reading; `loads` says what they mean.

    Raises:
        ValueError: A word or number is none of the allowed ones.
        TypeError: There is no such option.
    """
    return LoadOptions(
        numbers=_choice("numbers", numbers, _NUMBERS),
        duplicates=_choice("duplicates", duplicates, _DUPLICATES),
        keep_surrogates=_choice("surrogates", surrogates, {"error": False, "keep": True}),
        allow_nonfinite=_choice("nonfinite", nonfinite, {"error": False, "allow": True}),
        max_depth=_number("max_depth", max_depth, 1, MOST_DEPTH),
        max_size=-1 if max_size is None else _number("max_size", max_size, 0),
        max_digits=-1 if max_digits is None else _number("max_digits", max_digits, 0),
        bom_error=_choice("bom", bom, {"skip": False, "error": True}),
        intern_keys=bool(intern_keys),
        pause_gc=_choice("gc", gc, {"pause": True, "leave": False}),
    )


def dump_options(
    *,
    indent: int | str | None = None,
    sort_keys: bool = False,
    ensure_ascii: bool = False,
    separators: tuple[str, str] | None = None,
    nonfinite: str = "error",
    default: Callable[[object], object] | None = None,
    key_coercion: str = "error",
    max_depth: int = 1024,
    newline: bool = False,
) -> DumpOptions:
    """Returns checked options of writing; `dumps` says what they mean.

    Raises:
        ValueError: A word, number or text is none of the allowed ones.
        TypeError: There is no such option.
    """
    item, key = separators or (",", ":" if indent is None else ": ")
    _blank_around("separators[0]", item, ",")
    _blank_around("separators[1]", key, ":")
    if isinstance(indent, int):
        indent = " " * _number("indent", indent, 0)
    elif indent is not None:
        _blank_around("indent", indent, "")
    return DumpOptions(
        indent=None if indent is None else indent.encode(),
        sort_keys=bool(sort_keys),
        ensure_ascii=bool(ensure_ascii),
        item_separator=item.encode(),
        key_separator=key.encode(),
        nonfinite=_choice("nonfinite", nonfinite, _NONFINITE),
        default=default,
        coerce_keys=_choice("key_coercion", key_coercion, {"error": False, "stdlib": True}),
        max_depth=_number("max_depth", max_depth, 1, MOST_DEPTH),
        newline=bool(newline),
    )


def _choice(name: str, value: str, allowed: Mapping[str, _Value]) -> _Value:
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}, must be {' or '.join(allowed)}")
    return allowed[value]


def _number(name: str, value: int, least: int, most: int | None = None) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{name} is {value!r}, must be a whole number")
    if value < least or (most is not None and value > most):
        up_to = f"from {least} to {most}" if most else f"at least {least}"
        raise ValueError(f"{name} is {value}, must be {up_to}")
    return value


def _blank_around(name: str, text: str, core: str) -> None:
    """Refuses what would not be JSON: a separator is its character with white space around."""
    if text.strip(" \t\n\r") != core:
        raise ValueError(f"{name} is {text!r}, must be {core or 'nothing'!r} and white space")
