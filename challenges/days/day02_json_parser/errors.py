"""What can go wrong with a document or a value, and where.

Backends say code, place and pointer. Everything people want to see (line, column, the source line
with a caret) is worked out from these when it is asked for: many errors are caught and forgotten.
"""

from __future__ import annotations

import codecs
from functools import cached_property
from typing import NamedTuple

from .snippet import caret_lines

Path = tuple[str | int, ...]
Document = bytes | bytearray | memoryview | str

DECODE_MESSAGES = {
    "empty": "the document is empty",
    "expected_value": "a value is expected",
    "expected_key": "a key in double quotes is expected",
    "expected_colon": "':' is expected after a key",
    "expected_comma_or_end": "',' or the end of the container is expected",
    "trailing_comma": "a comma after the last element",
    "trailing_data": "something follows the value",
    "bad_literal": "no such literal; there are true, false and null",
    "bad_number": "a digit is expected in a number",
    "leading_zero": "a number starts with 0",
    "number_range": "a number is too large for a float",
    "too_many_digits": "an integer has more digits than max_digits",
    "unterminated_string": "a string does not end",
    "control_char": "a control character in a string",
    "bad_escape": "no such escape",
    "lone_surrogate": "half of a surrogate pair",
    "bad_utf8": "bytes that are no UTF-8",
    "duplicate_key": "a key for the second time",
    "depth": "containers are nested deeper than max_depth",
    "size": "the document is longer than max_size",
    "truncated": "the document ends early",
    "bom": "a byte order mark",
}

ENCODE_MESSAGES = {
    "circular": "a container holds itself",
    "unsupported_type": "a value of this type cannot be written",
    "bad_key": "a key must be a str",
    "nonfinite": "NaN and infinities are not JSON",
    "lone_surrogate": "half of a surrogate pair",
    "depth": "containers are nested deeper than max_depth",
}


class BackendUnavailableError(RuntimeError):
    """The backend that was asked for by name cannot be used here, or does not exist."""


class Origin(NamedTuple):
    """What came before the text an error has in hand, for streams and lines.

    Attributes:
        byte: Bytes before it.
        char: Characters before it.
        line: Newlines before it.
        column: Characters between the last of these and the text.
    """

    byte: int = 0
    char: int = 0
    line: int = 0
    column: int = 0

    def after(self, text: str, size: int) -> Origin:
        """Returns the origin of what follows a text of `size` bytes that begins here."""
        newline = text.rfind("\n")
        column = self.column + len(text) if newline < 0 else len(text) - newline - 1
        line = self.line + text.count("\n")
        return Origin(self.byte + size, self.char + len(text), line, column)


class JSONDecodeError(ValueError):
    """A document that is not what was asked for.

    Args:
        code: What is wrong, one of DECODE_MESSAGES.
        doc: The document. What can change is copied.
        byte: Where, in bytes of the document from `origin`; for str, of its UTF-8.
        path: Keys and indexes of the containers entered.
        origin: What came before the document.
    """

    def __init__(
        self,
        code: str,
        doc: Document,
        byte: int,
        path: Path = (),
        origin: Origin = Origin(),  # noqa: B008  it cannot change
    ) -> None:
        kept = doc if isinstance(doc, str | bytes) else bytes(doc)
        super().__init__(code, kept, byte, path, origin)  # so that it can be pickled
        self.code = code
        self.doc = kept
        self.path = path
        self._local = byte
        self._origin = origin

    @property
    def msg(self) -> str:
        """What is wrong, without the place."""
        return DECODE_MESSAGES[self.code]

    @property
    def byte(self) -> int:
        """Offset in bytes; for str, in its UTF-8."""
        return self._origin.byte + self._local

    @cached_property
    def _place(self) -> Origin:
        return self._origin.after(self._text[: self._index], self._local)

    @cached_property
    def _text(self) -> str:
        return self.doc if isinstance(self.doc, str) else self.doc.decode(errors="replace")

    @cached_property
    def _index(self) -> int:
        """Characters of the document before the place."""
        if isinstance(self.doc, bytes):
            return len(self.doc[: self._local].decode(errors="replace"))
        if self.doc.isascii():
            return self._local
        encoded = self.doc.encode(errors="surrogatepass")[: self._local]
        return len(_whole_characters(encoded))

    @property
    def char(self) -> int:
        """Offset in characters."""
        return self._place.char

    @property
    def pos(self) -> int:
        """Offset in what was given: characters of str, bytes of anything else."""
        return self.char if isinstance(self.doc, str) else self.byte

    @property
    def lineno(self) -> int:
        """Line, from 1; lines end at newlines."""
        return self._place.line + 1

    @property
    def colno(self) -> int:
        """Column in characters, from 1."""
        return self._place.column + 1

    @property
    def pointer(self) -> str:
        """RFC 6901 pointer to the innermost value begun."""
        return pointer_text(self.path)

    def snippet(self) -> str:
        """Returns the source line, cut to 80 columns, and a caret below the place."""
        return caret_lines(self._text, self._index)

    def __str__(self) -> str:
        inside = f", in {self.pointer}" if self.path else ""
        return f"{self.msg}: line {self.lineno} column {self.colno} (char {self.char}){inside}"


def piece_error(
    code: str, doc: bytes, byte: int, path: Path, origin: tuple[int, int, int, int], is_text: bool
) -> JSONDecodeError:
    """Returns the error of a document that comes in pieces.

    Args:
        code: What is wrong, one of DECODE_MESSAGES.
        doc: The bytes in hand.
        byte: Where in these.
        path: Keys and indexes of the containers entered.
        origin: What came before them; as `Origin` has it.
        is_text: Whether the bytes are UTF-8 of a str; the last character may be cut off.
    """
    given = _whole_characters(doc) if is_text else doc
    return JSONDecodeError(code, given, byte, path, Origin(*origin))


def _whole_characters(encoded: bytes) -> str:
    """Returns the text of UTF-8, in which surrogates may be, up to a character that is cut off."""
    return codecs.utf_8_decode(encoded, "surrogatepass", False)[0]


class JSONEncodeError(TypeError):
    """A value that JSON cannot hold.

    Args:
        code: What is wrong, one of ENCODE_MESSAGES.
        path: Keys and indexes of the way to it.
        obj: The value.
    """

    def __init__(self, code: str, path: Path, obj: object) -> None:
        super().__init__(code, path, obj)
        self.code = code
        self.path = path
        self.obj = obj

    @property
    def msg(self) -> str:
        """What is wrong, without the place."""
        return ENCODE_MESSAGES[self.code]

    @property
    def pointer(self) -> str:
        """RFC 6901 pointer to the value."""
        return pointer_text(self.path)

    def __str__(self) -> str:
        return f"{self.msg}: {type(self.obj).__name__} at {self.pointer or 'the root'}"


def pointer_step(step: str | int) -> str:
    """Returns a key or index as RFC 6901 has it between slashes."""
    return str(step).replace("~", "~0").replace("/", "~1")


def pointer_text(path: Path) -> str:
    """Returns the RFC 6901 pointer of keys and indexes."""
    return "".join(f"/{pointer_step(step)}" for step in path)
