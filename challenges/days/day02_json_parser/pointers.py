"""JSON Pointer (RFC 6901), and the changes that are made with it."""

from __future__ import annotations

import re
from typing import Any

_INDEX = re.compile(r"0|[1-9][0-9]*")
_BAD_ESCAPE = re.compile(r"~(?![01])")
_NOTHING = object()


class PointerError(LookupError):
    """A pointer that is none, or leads nowhere."""


def split_pointer(pointer: str) -> tuple[str, ...]:
    """Returns the steps of a pointer, without their escapes.

    Raises:
        PointerError: It is no pointer.
    """
    if pointer and not pointer.startswith("/"):
        raise PointerError(f"pointer is {pointer!r}, must be empty or begin with /")
    if _BAD_ESCAPE.search(pointer):
        raise PointerError(f"pointer is {pointer!r}, after ~ must come 0 or 1")
    steps = pointer.split("/")[1:]
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)


def get(obj: Any, pointer: str, default: Any = _NOTHING) -> Any:
    """Returns the value that a pointer leads to.

    Args:
        obj: A value of dicts, lists and scalars.
        pointer: Where to look.
        default: What to return when there is nothing; left out: an error.

    Raises:
        PointerError: The pointer is none, or leads nowhere and there is no default.
    """
    steps = split_pointer(pointer)
    try:
        for depth, step in enumerate(steps):
            obj = obj[_member(obj, steps, depth, step)]
    except PointerError:
        if default is _NOTHING:
            raise
        return default
    return obj


def set(obj: Any, pointer: str, value: Any) -> Any:
    """Puts a value where a pointer leads, in place; returns the document.

    A member or element that is there is replaced; a new key is added, and `-` or the length of a
    list appends. The containers on the way must be there.

    Raises:
        PointerError: The pointer is none, or leads nowhere.
    """
    steps = split_pointer(pointer)
    if not steps:
        return value
    inside = _container(obj, steps)
    if isinstance(inside, list) and steps[-1] in ("-", str(len(inside))):
        inside.append(value)
    elif isinstance(inside, dict):
        inside[steps[-1]] = value
    else:
        inside[_member(inside, steps, len(steps) - 1, steps[-1])] = value
    return obj


def delete(obj: Any, pointer: str) -> Any:
    """Removes the member or element a pointer leads to, in place; returns the document.

    Raises:
        PointerError: The pointer is none, leads nowhere, or to the whole document.
    """
    steps = split_pointer(pointer)
    if not steps:
        raise PointerError("the whole document cannot be removed")
    inside = _container(obj, steps)
    del inside[_member(inside, steps, len(steps) - 1, steps[-1])]
    return obj


def _container(obj: Any, steps: tuple[str, ...]) -> Any:
    for depth, step in enumerate(steps[:-1]):
        obj = obj[_member(obj, steps, depth, step)]
    return obj


def _member(inside: Any, steps: tuple[str, ...], depth: int, step: str) -> Any:
    """Returns the key or index of a step, if there is such a member."""
    if isinstance(inside, dict):
        if step in inside:
            return step
        why = f"has no member {step!r}"
    elif isinstance(inside, list):
        if _INDEX.fullmatch(step) and len(step) < 20 and int(step) < len(inside):
            return int(step)
        why = f"has no element {step!r}, but {len(inside)} of them"
    else:
        why = f"is no container: it is of type {type(inside).__name__}"
    where = "".join(f"/{each}" for each in steps[:depth]) or "the document"
    raise PointerError(f"{where} {why}")
