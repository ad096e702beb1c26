"""What the Python backend makes of a document that comes in pieces: events, or values."""

from __future__ import annotations

import codecs
import gc
from typing import Any

from .builder import Builder
from .errors import JSONDecodeError
from .fast_events import FastEvents, Place, PlacedEvent
from .fast_reader import FastReader, Odd, reads_fast
from .machine import Machine
from .options import LoadOptions

BOM = "\ufeff"
_ANY = "*"

_decoder = codecs.getincrementaldecoder("utf-8")


def skip_bom(machine: Machine) -> None:
    """Goes past a byte order mark at the beginning, or refuses it."""
    if machine.text.startswith(BOM):
        if machine.options.bom_error:
            raise machine.error("bom", 0)
        machine.pos = len(BOM)


class PieceReader:
    """Decodes pieces for a machine, and keeps its error behind what came before.

    Args:
        options: How to read.
        multiple: Whether documents may follow one another, or none may come.
        is_text: Whether the pieces are UTF-8 of a str, in which surrogates may be.
    """

    def __init__(self, options: LoadOptions, multiple: bool, is_text: bool) -> None:
        self._options = options
        self._machine = Machine(options, not is_text, multiple=multiple)
        self._decoder = _decoder("strict")
        self._lenient = "surrogatepass" if is_text else "surrogateescape"
        self._usual = reads_fast(options)
        self._begun = False
        self._too_long = False
        self._error: JSONDecodeError | None = None

    def feed(self, data: bytes) -> None:
        """Takes the next bytes, however they are cut."""
        if not self._error and (text := self._decoded(data, False)):
            self._machine.feed(text)

    def _decoded(self, data: bytes, final: bool) -> str:
        try:
            return self._decoder.decode(data, final)
        except UnicodeDecodeError:
            # From here on there are surrogates in the text, which only the machine can judge.
            waiting, _ = self._decoder.getstate()
            self._decoder = _decoder(self._lenient)
            self._usual = False
            return self._decoder.decode(waiting + data, final)

    def finish(self) -> None:
        """Says that nothing follows."""
        if self._error:
            return  # what came behind it has been dropped, perhaps within a character
        if rest := self._decoded(b"", True):
            self._machine.feed(rest)
        self._machine.finish()

    def overflow(self) -> None:
        """Says that more followed than max_size allows."""
        self._too_long = True

    def drain(self) -> list[Any]:
        """Returns what has become known since; [] where more must come, or nothing comes any more.

        Raises:
            JSONDecodeError: The document is not what was asked for; each later call raises it too.
        """
        if self._options.pause_gc and gc.isenabled():
            gc.disable()
            try:
                return self._drain()
            finally:
                gc.enable()
        return self._drain()

    def _drain(self) -> list[Any]:
        found: list[Any] = []
        if not self._error:
            try:
                self._read(found)
            except JSONDecodeError as error:
                self._error = error
        if self._error and not found:
            raise self._error
        return found

    def _read(self, found: list[Any]) -> None:
        machine = self._machine
        if not self._begun and machine.text:
            skip_bom(machine)
            self._begun = True
        self._take(found)
        if self._too_long:
            self.finish()
            machine.stack.clear()
            raise machine.error("size", len(machine.text))

    def _take(self, found: list[Any]) -> None:
        """Adds what has become known."""
        raise NotImplementedError


class EventReader(PieceReader):
    """Reads events: pointer, name, value."""

    def __init__(self, options: LoadOptions, multiple: bool, is_text: bool) -> None:
        super().__init__(options, multiple, is_text)
        self._place = Place()
        self._fast = FastEvents(options, self._machine, self._place)

    def _take(self, found: list[Any]) -> None:
        machine, place = self._machine, self._place
        if self._usual:
            self._fast.take(found)
        while event := machine.next_event():
            found.append(place.of(*event))
            if self._usual:
                self._fast.take(found)


class ValueReader(PieceReader):
    """Reads the values at the places that are wanted.

    Args:
        steps: The way to them from the root; `*` stands for any step.
    """

    def __init__(
        self, options: LoadOptions, multiple: bool, is_text: bool, steps: tuple[str, ...]
    ) -> None:
        super().__init__(options, multiple, is_text)
        self._steps = steps
        self._builder = Builder(options)
        self._fast = FastReader(options)
        self._place = Place()
        self._events = FastEvents(options, self._machine, self._place)
        self._building = False
        self._level = 0  # of the container that is being built
        # Of each container around: whether it lies on the way, and the index of its next element.
        self._around: list[tuple[bool, int]] = []
        self._key = ""

    def _take(self, found: list[Any]) -> None:
        while True:
            if self._building and self._usual:
                self._build_fast(found)
            event = self._machine.next_event()
            if not event:
                return
            self._place.of(*event)
            if self._building:
                self._build(*event, found)
            elif self._is_wanted(*event):
                self._level = len(self._machine.stack)
                if event[0] == "value" or not self._usual or not self._read_at_once(found):
                    self._build(*event, found)

    def _build(self, event: str, value: object, found: list[Any]) -> None:
        """Builds on, and adds the value if it is complete."""
        self._building = not self._builder.take(event, value)
        if not self._building:
            found.append(self._builder.value)
            self._builder.forget()

    def _build_fast(self, found: list[Any]) -> None:
        """Builds on with what is usual, up to the end of the value."""
        events: list[PlacedEvent] = []
        self._events.take(events, self._level)
        for _, event, value in events:
            if self._building:
                self._build(event, value, found)
            else:
                self._is_wanted(event, value)  # the ends of containers around it

    def _read_at_once(self, found: list[Any]) -> bool:
        """Adds the array or object that just began, if it is usual and whole."""
        machine = self._machine
        try:
            value, end = self._fast.container(machine.text, machine.pos - 1, self._level - 1)
        except Odd:
            return False
        machine.pos = end - 1
        self._place.of(*machine.leave())
        found.append(value)
        self._fast.forget()
        return True

    def _is_wanted(self, event: str, value: object) -> bool:
        """Tells whether a value begins that is wanted; if not, follows the event."""
        if event == "key":
            self._key = str(value)
            return False
        if event in ("end_object", "end_array"):
            self._around.pop()
            return False
        on_the_way = True
        if self._around:
            on_the_way, index = self._around[-1]
            step = self._key if index < 0 else str(index)
            if index >= 0:
                self._around[-1] = on_the_way, index + 1
            wanted = self._steps[len(self._around) - 1] if on_the_way else ""
            on_the_way = on_the_way and wanted in (_ANY, step)
        if on_the_way and len(self._around) == len(self._steps):
            return True
        if event != "value":
            inside = on_the_way and len(self._around) < len(self._steps)
            self._around.append((inside, 0 if event == "start_array" else -1))
        return False
