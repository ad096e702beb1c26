"""Changes that are described in JSON: JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396).

Neither changes its arguments. What a change does not touch is shared by the document before and
the one after; only containers on the way to a change are copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .pointers import PointerError, delete, get, set, split_pointer


class PatchError(ValueError):
    """A patch that is none, or does not fit the document.

    Attributes:
        index: Which operation, from 0.
    """

    def __init__(self, index: int, why: str) -> None:
        super().__init__(f"operation {index}: {why}")
        self.index = index


def patch(obj: Any, operations: Iterable[Mapping[str, Any]]) -> Any:
    """Returns a document after the operations of RFC 6902, all of them or none.

    Args:
        obj: The document.
        operations: Objects with `op`, `path` and what else the operation needs.

    Raises:
        PatchError: An operation is none, or does not fit.
    """
    for index, operation in enumerate(operations):
        try:
            obj = _apply(obj, operation)
        except KeyError as error:
            raise PatchError(index, f"member {error} is missing") from None
        except (PointerError, ValueError, TypeError) as error:
            raise PatchError(index, str(error)) from None
    return obj


def _apply(obj: Any, operation: Mapping[str, Any]) -> Any:
    op, path = operation["op"], operation["path"]
    if op == "add":
        return _add(obj, path, operation["value"])
    if op == "remove":
        return delete(_copied(obj, path), path)
    if op == "replace":
        get(obj, path)
        return set(_copied(obj, path), path, operation["value"])
    if op == "test":
        if not equal(get(obj, path), operation["value"]):
            raise ValueError(f"the value at {path!r} is another one")
        return obj
    if op not in ("move", "copy"):
        raise ValueError(f"op is {op!r}, must be add, remove, replace, move, copy or test")
    source = operation["from"]
    value = get(obj, source)
    if op == "move":
        if path.startswith(f"{source}/"):
            raise ValueError(f"{source!r} cannot be moved into itself")
        if path == source:
            return obj
        obj = delete(_copied(obj, source), source)
    return _add(obj, path, value)


def _add(obj: Any, path: str, value: Any) -> Any:
    """Adds a member, or inserts an element."""
    steps = split_pointer(path)
    obj = _copied(obj, path)
    inside = get(obj, path[: path.rfind("/")]) if steps else None
    if isinstance(inside, list) and steps[-1] not in ("-", str(len(inside))):
        get(obj, path)  # the element must be there
        inside.insert(int(steps[-1]), value)
        return obj
    return set(obj, path, value)


def _copied(obj: Any, path: str) -> Any:
    """Returns a document of which the containers on the way to a place are copies."""
    steps = split_pointer(path)
    root = inside = _copy(obj)
    for step in steps[:-1]:
        if isinstance(inside, list) and (not step.isdecimal() or int(step) >= len(inside)):
            break
        if not isinstance(inside, list | dict) or (isinstance(inside, dict) and step not in inside):
            break
        member: Any = int(step) if isinstance(inside, list) else step
        inside[member] = _copy(inside[member])
        inside = inside[member]
    return root


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, list | dict) else value


def merge_patch(target: Any, changes: Any) -> Any:
    """Returns a document after the changes of RFC 7396, in which null removes a member.

    Complexity:
        O(changes), without recursion.
    """
    if not isinstance(changes, dict):
        return changes
    root: dict[str, Any] = target.copy() if isinstance(target, dict) else {}
    open_: list[tuple[dict[str, Any], dict[str, Any]]] = [(root, changes)]
    while open_:
        into, new = open_.pop()
        for key, change in new.items():
            if change is None:
                into.pop(key, None)
            elif isinstance(change, dict):
                before = into.get(key)
                into[key] = before.copy() if isinstance(before, dict) else {}
                open_.append((into[key], change))
            else:
                into[key] = change
    return root


def equal(one: Any, other: Any) -> bool:
    """Tells whether two values are the same JSON: 1 equals 1.0, but not true. Does not recurse."""
    open_ = [(one, other)]
    while open_:
        left, right = open_.pop()
        if isinstance(left, dict) and isinstance(right, dict):
            if left.keys() != right.keys():
                return False
            open_.extend((left[key], right[key]) for key in left)
        elif isinstance(left, list | tuple) and isinstance(right, list | tuple):
            if len(left) != len(right):
                return False
            open_.extend(zip(left, right, strict=True))
        elif isinstance(left, bool) is not isinstance(right, bool) or left != right:
            return False
    return True
