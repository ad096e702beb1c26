"""Equality as a contract means it: `[1]` is not `(1,)`, and `True` is not `1`."""

from __future__ import annotations

from itertools import zip_longest

from challenges.shared.testing.rendering import short_repr
from challenges.shared.testing.structures import is_chain, is_tree, layout

_KINDS = (bool, int, float, list, tuple)  # bool first: it is a subclass of int
_MISSING = object()


def difference(expected: object, got: object, where: str = "") -> str | None:
    """Say where two values first differ, or return None when they are the same.

    Lists, tuples and dicts are walked, chains and trees compare by their values and links; what
    else there is compares by `==`. A value of one of the kinds bool, int, float, list, tuple must
    be of that kind (or of a subclass of it: a named tuple is a tuple); two NaN are the same.

    Args:
        expected: the value asked for.
        got: the value that came.
        where: the path walked so far, such as "[3][0]".

    Complexity:
        O(size of both).
    """
    if expected is got:
        return None
    wanted, kind = _kind(expected), _kind(got)
    if wanted is not kind:
        return (
            f"{_at(where)}expected {_type_name(wanted, expected)} {short_repr(expected, 60)}, "
            f"got {_type_name(kind, got)} {short_repr(got, 60)}"
        )
    if isinstance(expected, list | tuple) and isinstance(got, list | tuple):
        for index, (left, right) in enumerate(zip_longest(expected, got, fillvalue=_MISSING)):
            found = _missing_or_different(left, right, f"{where}[{index}]")
            if found is not None:
                return found
        return None
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in [*expected, *(key for key in got if key not in expected)]:
            path = f"{where}[{short_repr(key, 60)}]"
            left, right = expected.get(key, _MISSING), got.get(key, _MISSING)
            found = _missing_or_different(left, right, path)
            if found is not None:
                return found
        return None
    if isinstance(expected, str) and isinstance(got, str):
        return _text_difference(expected, got, where)
    if _equal(expected, got):
        return None
    if any(holds(expected) and holds(got) for holds in (is_chain, is_tree)):
        return difference(layout(expected), layout(got), where)
    return f"{_at(where)}expected {short_repr(expected, 60)}, got {short_repr(got, 60)}"


def _missing_or_different(left: object, right: object, where: str) -> str | None:
    if right is _MISSING:
        return f"{_at(where)}{short_repr(left, 60)} is missing"
    if left is _MISSING:
        return f"{_at(where)}{short_repr(right, 60)} is too much"
    return difference(left, right, where)


def _text_difference(expected: str, got: str, where: str) -> str | None:
    if expected == got:
        return None
    shorter = min(len(expected), len(got))
    index = next((i for i in range(shorter) if expected[i] != got[i]), shorter)
    # Some text before the difference shows the place, the text from it on shows the difference.
    start = max(0, index - 8)
    return (
        f"{_at(f'{where}[{index}]')}expected {expected[start : index + 24]!r}, "
        f"got {got[start : index + 24]!r}"
    )


def _kind(value: object) -> type | None:
    return next((kind for kind in _KINDS if isinstance(value, kind)), None)


def _type_name(kind: type | None, value: object) -> str:
    return (kind or type(value)).__name__


def _equal(left: object, right: object) -> bool:
    result: object = left == right
    if isinstance(result, bool):
        return result or (left != left and right != right)  # two NaN
    # Arrays compare element by element.
    return bool(result.all()) if hasattr(result, "all") else bool(result)


def _at(where: str) -> str:
    return f"at {where}: " if where else ""
