"""Views of the events of many streams, which know how far they have come."""

from __future__ import annotations

from typing import ClassVar

from .aggregate import Handlers
from .events import Recorded
from .store import EventStore
from .upcasting import Upcasters


class Projection(Handlers):
    """A view made of events. Its public attributes are the view, and are stored with the place.

    A subclass has `clear(self)`, which makes the empty view, and methods marked by `applies`.
    While one of them runs, `self.recorded` is the stored event with its stream and metadata.

    Attributes:
        schema: of the attributes; raise it when they change, and the view is made anew.
        ignores: names of types that it knows of and has no use for. Any other type without a
            method stops it: an event that nobody has thought of is no event to leave out.
        prefix: only streams whose name begins so.
    """

    schema: ClassVar[int] = 1
    ignores: ClassVar[frozenset[str]] = frozenset()
    prefix: ClassVar[str] = ""
    recorded: Recorded

    def __init__(self, store: EventStore, name: str, *, upcasters: Upcasters | None = None) -> None:
        """Open the view where it was left.

        Args:
            store: the events, and where the view itself is stored.
            name: under which it is stored.
            upcasters: for events of older schemas.
        """
        raise NotImplementedError("Projection")

    def clear(self) -> None:
        """Make the attributes those of no event at all."""
        raise NotImplementedError("clear")

    @property
    def checkpoint(self) -> int:
        """The position of the last event that the view has in it; 0 for none."""
        raise NotImplementedError("checkpoint")

    def run(self, save_every: int = 1000) -> int:
        """Take in all events that are new, and store the view.

        View and checkpoint are stored in one step, so each event is in the view exactly once,
        whenever the process ends.

        Args:
            save_every: events between two times of storing.

        Returns:
            How many events were new.

        Raises:
            UnknownEventType: an event that the view does not know. What came before it is in the
                view and stored.
            UpcastError: an event cannot be brought to today's schema.
            Exception: what a method raises; the view is again as it was stored last.
        """
        raise NotImplementedError("run")

    def rebuild(self) -> int:
        """Forget the view and make it anew from all events; returns how many there were."""
        raise NotImplementedError("rebuild")

    def save(self) -> None:
        """Store view and checkpoint in one step."""
        raise NotImplementedError("save")
