"""Values and calls as text for a learner: Python that can be pasted, shortened where it is long."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

from challenges.shared.testing.structures import is_chain, is_tree, structure_text

WIDTH = 200
"""Longest text of one value, in characters."""

_INFIX: dict[Callable[..., object], str] = {
    operator.add: "+",
    operator.sub: "-",
    operator.mul: "*",
    operator.truediv: "/",
    operator.floordiv: "//",
    operator.mod: "%",
    operator.and_: "&",
    operator.or_: "|",
    operator.xor: "^",
    operator.eq: "==",
    operator.ne: "!=",
    operator.lt: "<",
    operator.le: "<=",
    operator.gt: ">",
    operator.ge: ">=",
}


def short_repr(value: object, width: int = WIDTH) -> str:
    """Return `repr(value)`, or its beginning and the length of the value when that is long.

    Never raises: a `repr` that fails is part of the program under test, and must not hide the
    failure that is being reported.
    """
    if isinstance(value, str | bytes | list | tuple) and len(value) > width:
        # Cut before repr: the text of a list of a million items takes longer than many a test.
        return _beginning(_plain_repr(value[:width]), width, value)
    text = _plain_repr(value)
    return text if len(text) <= width else _beginning(text, width, value)


def short_text(text: str, width: int = WIDTH) -> str:
    """Return the text, or its beginning and its length when it is long."""
    return text if len(text) <= width else _beginning(text, width, text)


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of an argument as it was before the call."""

    text: str


def _shown(argument: object) -> str:
    return argument.text if isinstance(argument, Shown) else short_repr(argument)


def call_text(
    function: Callable[..., object], args: Sequence[object], kwargs: Mapping[str, object]
) -> str:
    """Return the call as one would write it; operators from `operator` as expressions."""
    texts = [_shown(argument) for argument in args]
    if function in _INFIX and len(texts) == 2:
        return f"{texts[0]} {_INFIX[function]} {texts[1]}"
    if function is operator.neg and len(texts) == 1:
        return f"-{texts[0]}"
    if function is operator.getitem and len(texts) == 2:
        return f"{texts[0]}[{texts[1]}]"
    if function is operator.contains and len(texts) == 2:
        return f"{texts[1]} in {texts[0]}"
    texts += [f"{name}={_shown(argument)}" for name, argument in kwargs.items()]
    return f"{_name(function)}({', '.join(texts)})"


def _name(function: Callable[..., object]) -> str:
    name = getattr(function, "__name__", None)
    if name is None:
        return short_repr(function)
    owner: Any = getattr(function, "__self__", None)
    if owner is None or isinstance(owner, ModuleType):  # built-in functions belong to a module
        return str(name)
    return f"{owner.__name__ if isinstance(owner, type) else short_repr(owner)}.{name}"


def _plain_repr(value: object) -> str:
    if isinstance(value, FunctionType | BuiltinFunctionType | type):
        return value.__name__
    try:
        text = _structures(value) or repr(value)
    except Exception as error:
        return f"<{type(value).__name__} whose repr raises {type(error).__name__}>"
    # An address says nothing and differs in every run.
    return f"<{type(value).__name__}>" if text.endswith(f"at {id(value):#x}>") else text


def _structures(value: object) -> str:
    """Return the text of a chain or tree, or of a list of them; empty for other values."""
    if isinstance(value, list | tuple) and any(is_chain(item) or is_tree(item) for item in value):
        items = ", ".join(_plain_repr(item) for item in value)
        return f"[{items}]" if isinstance(value, list) else f"({items})"
    return structure_text(value) if is_chain(value) or is_tree(value) else ""


def _beginning(text: str, width: int, value: object) -> str:
    if isinstance(value, list | tuple | dict | set | frozenset):
        size = f"{len(value):,} items"
    elif isinstance(value, bytes):
        size = f"{len(value):,} bytes"
    else:
        size = f"{len(value if isinstance(value, str) else text):,} characters"
    return f"{text[:width].rstrip()}… <{size}>"
