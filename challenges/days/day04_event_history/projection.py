"""Views of the events of many streams, which know how far they have come."""

from __future__ import annotations

from typing import ClassVar

from .aggregate import Handlers
from .events import Recorded
from .store import EventStore
from .upcasting import Upcasters

_STREAM = "$projection:"


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
        self._store = store
        self._name = _STREAM + name
        self._upcasters = upcasters
        self._checkpoint = 0
        self._open()

    def clear(self) -> None:
        """Make the attributes those of no event at all."""
        raise NotImplementedError(f"{type(self).__name__}.clear")

    @property
    def checkpoint(self) -> int:
        """The position of the last event that the view has in it; 0 for none."""
        return self._checkpoint

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
        taken, unsaved = 0, 0
        try:
            for recorded in self._store.read_all(self._checkpoint + 1, prefix=self.prefix):
                if recorded.type not in self.ignores:
                    event = self.decode(recorded, self._upcasters)
                    self.recorded = recorded
                    try:
                        self.apply(event)
                    except BaseException:
                        # What it has left behind is not known: back to what is stored.
                        self._open()
                        unsaved = 0
                        raise
                self._checkpoint = recorded.position
                taken += 1
                unsaved += 1
                if unsaved >= save_every:
                    self.save()
                    unsaved = 0
        finally:
            if unsaved:
                self.save()
        return taken

    def rebuild(self) -> int:
        """Forget the view and make it anew from all events; returns how many there were."""
        self._checkpoint = 0
        self.clear()
        return self.run()

    def save(self) -> None:
        """Store view and checkpoint in one step."""
        view = {
            name: value
            for name, value in vars(self).items()
            if not name.startswith("_") and name != "recorded"
        }
        self._store.snapshot(self._name, self._checkpoint, {"schema": self.schema, "view": view})

    def _open(self) -> None:
        self._checkpoint = 0
        self.clear()
        found = self._store.load_snapshot(self._name)
        if (
            found is not None
            and found.version <= self._store.position()
            and found.data["schema"] == self.schema
        ):
            vars(self).update(found.data["view"])
            self._checkpoint = found.version
