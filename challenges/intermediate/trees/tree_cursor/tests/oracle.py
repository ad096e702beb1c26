"""A list and an index are what a cursor is; words of moves say where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer, difference

SHOWN = 12
"""Moves that a failure shows, at most: the last ones."""


class PlainCursor:
    """The values in a list, and the place in it; -1 and its length are outside."""

    def __init__(self, values: Sequence[object]) -> None:
        self.values = values
        self.place = -1

    def move(self, step: int) -> object:
        """Move one to the right or left and return the value there, or a way to say no."""
        self.place = min(max(self.place + step, -1), len(self.values))
        inside = 0 <= self.place < len(self.values)
        return self.values[self.place] if inside else StopIteration


def in_order(root: Any) -> list[Any]:
    """Return the values of a tree that is not deep, from left to right."""
    if root is None:
        return []
    return [*in_order(root.left), root.value, *in_order(root.right)]


def check_walk(
    subject: ModuleType, root: Any, shown: str, moves: str, expected: Sequence[object], why: str
) -> None:
    """Move a new cursor and require what each move returns.

    Args:
        subject: the module under test.
        root: the root of the tree.
        shown: the tree as Python text.
        moves: `n` for next, `p` for prev.
        expected: for each move a value, or StopIteration if it must be raised.
        why: one line for the learner.
    """
    cursor = subject.TreeCursor(root)
    follow(cursor, f"c = TreeCursor({shown})", moves, expected, why)


def follow(cursor: Any, made: str, moves: str, expected: Sequence[object], why: str) -> None:
    """Require what each move of a cursor returns; `made` says how it was made."""
    for count, (move, wanted) in enumerate(zip(moves, expected, strict=True), start=1):
        try:
            got = cursor.next() if move == "n" else cursor.prev()
        except StopIteration:
            got = StopIteration
        except Exception as error:
            error.kata_call = _call(made, moves[:count])  # type: ignore[attr-defined]
            raise
        if difference(wanted, got) is not None:
            raise WrongAnswer(
                call=_call(made, moves[:count]), expected=_said(wanted), got=_said(got), why=why
            )


def _call(made: str, moves: str) -> str:
    names = {"n": "c.next()", "p": "c.prev()"}
    last = [names[move] for move in moves[-SHOWN:]]
    if len(moves) > SHOWN:
        last.insert(0, f"… {len(moves) - SHOWN} moves …")
    return f"{made}; {'; '.join(last)}"


def _said(outcome: object) -> str:
    if outcome is StopIteration:
        return "the last move raises StopIteration"
    return f"the last move returns {outcome!r}"
