"""What a command is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

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
