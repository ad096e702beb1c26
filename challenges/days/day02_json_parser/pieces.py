"""A machine that is fed in pieces of bytes or text, cut anywhere."""

from __future__ import annotations

import codecs

from .errors import JSONDecodeError
from .machine import Event, Machine
from .options import LoadOptions

BOM = "\ufeff"
Piece = bytes | bytearray | memoryview | str

_decoder = codecs.getincrementaldecoder("utf-8")


def skip_bom(machine: Machine) -> None:
    """Goes past a byte order mark at the beginning, or refuses it."""
    if machine.text.startswith(BOM):
        if machine.options.bom_error:
            raise machine.error("bom", 0)
        machine.pos = len(BOM)


class Pieces:
    """Decodes pieces for a machine.

    Args:
        options: How to read.
        multiple: Whether documents may follow one another, or none may come.
    """

    def __init__(self, options: LoadOptions, multiple: bool) -> None:
        self._options = options
        self._multiple = multiple
        self._machine: Machine | None = None
        self._decoder = _decoder("surrogateescape")
        self._encoded = True
        self._begun = False
        self._room = options.max_size  # bytes that may still come; -1 for any
        self._too_long = False
        self._error: JSONDecodeError | None = None

    def feed(self, data: Piece) -> None:
        """Takes the next piece.

        Raises:
            TypeError: Text follows bytes, or the other way round, or it is neither.
        """
        if not isinstance(data, bytes | bytearray | memoryview | str):
            raise TypeError(f"a piece is of type {type(data).__name__}, must be bytes or str")
        encoded = not isinstance(data, str)
        if self._machine is None:
            self._encoded = encoded
            self._machine = Machine(self._options, encoded, multiple=self._multiple)
        if encoded != self._encoded:
            kinds = ("bytes", "str") if encoded else ("str", "bytes")
            raise TypeError("a piece of {} follows one of {}".format(*kinds))
        data = self._limited(data)
        text = data if isinstance(data, str) else self._decoder.decode(data)
        if text:
            self._machine.feed(text)

    def _limited(self, data: Piece) -> Piece:
        if self._options.max_size < 0:
            return data
        encoded = data.encode(errors="surrogatepass") if isinstance(data, str) else data
        self._too_long = self._too_long or len(encoded) > self._room
        kept = encoded[: self._room]
        self._room -= len(kept)
        return bytes(kept).decode(errors="ignore") if isinstance(data, str) else kept

    def finish(self) -> None:
        """Says that nothing follows."""
        if self._machine is None:
            self.feed(b"")
        assert self._machine
        if not self._too_long:
            self._flush(self._machine)

    def _flush(self, machine: Machine) -> None:
        if self._encoded and (rest := self._decoder.decode(b"", True)):
            machine.feed(rest)
        machine.finish()

    def next_event(self) -> Event | None:
        """Returns what comes next; None where more must come first, or nothing comes any more.

        Raises:
            JSONDecodeError: The document is not what was asked for; each later call raises it too.
        """
        if self._error:
            raise self._error
        machine = self._machine
        if machine is None:
            return None
        try:
            if not self._begun and machine.text:
                skip_bom(machine)
                self._begun = True
            event = machine.next_event()
            if event is None and self._too_long:
                self._flush(machine)
                machine.stack.clear()
                raise machine.error("size", len(machine.text))
        except JSONDecodeError as error:
            self._error = error
            raise
        return event
