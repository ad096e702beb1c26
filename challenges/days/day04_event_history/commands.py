"""What a command is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from .events import Event

State = TypeVar("State", contravariant=True)


class Command(Protocol[State]):
    """A wish to change a state. It looks at the state, decides, and says what has happened.

    Two members more are looked for, and may be left out:

    `label: str` names it to people; left out, the name of its class does.

    `merge(previous) -> Command | None`: typing a word is one command to people, not five. Called
    with the command done just before this one, it returns the command that both are together, or
    None if they stay two. One undo takes back both.
    """

    def execute(self, state: State, /) -> Sequence[Event]:
        """Return the events that the command means; it changes nothing itself."""


def label_of(command: Command[Any]) -> str:
    """Return the name of a command for people."""
    return str(getattr(command, "label", type(command).__name__))


def merged(command: Command[Any], previous: Command[Any] | None) -> Command[Any] | None:
    """Return what a command and the one before it are together, or None."""
    merge = getattr(command, "merge", None)
    if merge is None or previous is None:
        return None
    both: Command[Any] | None = merge(previous)
    return both
