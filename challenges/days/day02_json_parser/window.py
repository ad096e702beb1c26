"""The part of a document that is in hand, and where in the document it lies."""

from __future__ import annotations

import re
from typing import NoReturn

from .errors import Document, JSONDecodeError, Origin, Path

_STUB = 160  # characters kept at a mark whose text is dropped, for the snippet of an error


class Starved(Exception):
    """The text in hand ends where more of it may come."""


class Window:
    """Text of which the part already read is dropped when more of it comes.

    Args:
        encoded: Whether the text was UTF-8, decoded with surrogateescape, or a str from the start.
        doc: The whole document, where it is known; then nothing is fed.

    Attributes:
        text: The text in hand.
        pos: Index of the next character.
        final: Whether nothing follows the text.
        mark: Index of the opening quote or comma that an error may have to name; it stays good
            when the text is dropped.
    """

    NUMBER_RUN = re.compile(r"[-+.0-9A-Za-z]*+")

    def __init__(self, encoded: bool, doc: Document | None = None) -> None:
        self.text = ""
        self.pos = 0
        self.final = False
        self.mark = 0
        self._encoded = encoded
        self._errors = "surrogateescape" if encoded else "surrogatepass"
        self._doc = doc
        self._origin = Origin()
        self._marked = Origin(), ""
        self._held: list[str] = []

    def feed(self, text: str) -> None:
        """Adds text; what was read before is dropped."""
        if self._held:
            # Looked at once it is complete: to scan a long number anew for each piece is quadratic.
            self._held.append(text)
            if self.NUMBER_RUN.fullmatch(text):
                return
            text = "".join(self._held)
            self._held.clear()
        if self.pos:
            self._drop()
        self.text += text

    def finish(self) -> None:
        """Says that nothing follows."""
        self.text += "".join(self._held)
        self._held.clear()
        self.final = True

    def hold(self) -> NoReturn:
        """Sets a number that may go on aside until it is known to end."""
        self._held.append(self.text[self.pos :])
        self.text = self.text[: self.pos]
        raise Starved

    def _drop(self) -> None:
        if self.mark >= 0:
            before = self.text[: self.mark]
            stub = self.text[self.mark : self.mark + _STUB]
            self._marked = self._origin.after(before, self._size(before)), stub
            self.mark = -1
        read = self.text[: self.pos]
        self._origin = self._origin.after(read, self._size(read))
        self.text = self.text[self.pos :]
        self.pos = 0

    def _size(self, text: str) -> int:
        return len(text) if text.isascii() else len(text.encode(errors=self._errors))

    def path(self) -> Path:
        """Returns keys and indexes of the containers entered."""
        raise NotImplementedError

    def error(self, code: str, at: int) -> JSONDecodeError:
        """Returns the error of a code at an index of the text."""
        doc = self._as_given(self.text) if self._doc is None else self._doc
        return JSONDecodeError(code, doc, self._size(self.text[:at]), self.path(), self._origin)

    def error_at_mark(self, code: str) -> JSONDecodeError:
        """Returns the error of a code at the mark."""
        if self.mark >= 0:
            return self.error(code, self.mark)
        origin, stub = self._marked
        return JSONDecodeError(code, self._as_given(stub), 0, self.path(), origin)

    def _as_given(self, text: str) -> Document:
        return text.encode(errors=self._errors) if self._encoded else text
