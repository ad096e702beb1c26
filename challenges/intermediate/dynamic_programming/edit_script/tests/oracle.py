"""What a right script is: the distance of two sequences, and a reader that follows a script."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer, check
from challenges.shared.testing.rendering import short_repr

LENGTHS = {"keep": 2, "drop": 2, "add": 2, "swap": 3}


def distance(src: Sequence[Any], dst: Sequence[Any]) -> int:
    """Return the smallest number of changes, row by row from the front (Wagner and Fischer)."""
    row = list(range(len(dst) + 1))
    for done, old in enumerate(src, start=1):
        above, row = row, [done]
        for place, new in enumerate(dst):
            row.append(min(above[place] + (old != new), above[place + 1] + 1, row[place] + 1))
    return row[-1]


def changes_by_difflib(src: Sequence[Any], dst: Sequence[Any]) -> int:
    """Return how many changes difflib makes, which may be more than needed but never fewer."""
    matcher = SequenceMatcher(None, src, dst, autojunk=False)
    return sum(
        max(end - start, stop - begin)
        for tag, start, end, begin, stop in matcher.get_opcodes()
        if tag != "equal"
    )


def check_script(
    subject: ModuleType, src: Sequence[Any], dst: Sequence[Any], cost: int, why: str = ""
) -> None:
    """Require a script of that cost which turns `src` into `dst`, whichever it is."""
    answer = check(subject.edit_script, src, dst)
    script = answer.value
    found = follow(script, src, dst)
    changes = "change" if cost == 1 else "changes"
    if not found:
        paid = sum(operation[0] != "keep" for operation in script)
        if paid == cost:
            return
        found = f"this one makes {paid}"
    raise WrongAnswer(
        call=answer.call,
        expected=f"a script that turns src into dst with {cost} {changes}",
        got=short_repr(script),
        difference=found,
        why=why,
    )


def follow(script: object, src: Sequence[Any], dst: Sequence[Any]) -> str:
    """Follow a script; return what is wrong with it, or nothing."""
    if type(script) is not list:
        return "a script is a list"
    read = written = 0
    for number, operation in enumerate(script, start=1):
        if not is_operation(operation):
            return f"operation {number}, {short_repr(operation)}, is none of the four"
        kind, operands = operation[0], operation[1:]
        shown = f"operation {number}, {short_repr(operation)},"
        if kind != "add":
            if read == len(src):
                return f"{shown} comes when all of src has been read"
            if src[read] != operands[0]:
                return f"{shown} meets {short_repr(src[read])} in src"
            read += 1
        if kind != "drop":
            if written == len(dst):
                return f"{shown} comes when all of dst has been written"
            if dst[written] != operands[-1]:
                return f"{shown} stands where dst has {short_repr(dst[written])}"
            written += 1
        if kind == "swap" and operands[0] == operands[1]:
            return f"{shown} swaps equal items"
    if read < len(src):
        return f"{len(src) - read} items of src are left at the end"
    if written < len(dst):
        return f"{len(dst) - written} items of dst are missing at the end"
    return ""


def is_operation(operation: object) -> bool:
    """Say whether this is a tuple of one of the four kinds, with its operands."""
    return (
        type(operation) is tuple
        and len(operation) > 0
        and len(operation) == LENGTHS.get(str(operation[0]))
    )
