"""What can go wrong with a document or a value, and where.

Backends say code, place and pointer. Everything people want to see (line, column, the source line
with a caret) is worked out from these when it is asked for: many errors are caught and forgotten.
"""

from __future__ import annotations

from typing import NamedTuple

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
        raise NotImplementedError("Origin.after")


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
        raise NotImplementedError("JSONDecodeError.__init__")

    @property
    def msg(self) -> str:
        """What is wrong, without the place."""
        raise NotImplementedError("JSONDecodeError.msg")

    @property
    def byte(self) -> int:
        """Offset in bytes; for str, in its UTF-8."""
        raise NotImplementedError("JSONDecodeError.byte")

    @property
    def char(self) -> int:
        """Offset in characters."""
        raise NotImplementedError("JSONDecodeError.char")

    @property
    def pos(self) -> int:
        """Offset in what was given: characters of str, bytes of anything else."""
        raise NotImplementedError("JSONDecodeError.pos")

    @property
    def lineno(self) -> int:
        """Line, from 1; lines end at newlines."""
        raise NotImplementedError("JSONDecodeError.lineno")

    @property
    def colno(self) -> int:
        """Column in characters, from 1."""
        raise NotImplementedError("JSONDecodeError.colno")

    @property
    def pointer(self) -> str:
        """RFC 6901 pointer to the innermost value begun."""
        raise NotImplementedError("JSONDecodeError.pointer")

    def snippet(self) -> str:
        """Returns the source line, cut to 80 columns, and a caret below the place."""
        raise NotImplementedError("JSONDecodeError.snippet")

    def __str__(self) -> str:
        raise NotImplementedError("JSONDecodeError.__str__")


class JSONEncodeError(TypeError):
    """A value that JSON cannot hold.

    Args:
        code: What is wrong, one of ENCODE_MESSAGES.
        path: Keys and indexes of the way to it.
        obj: The value.
    """

    def __init__(self, code: str, path: Path, obj: object) -> None:
        raise NotImplementedError("JSONEncodeError.__init__")

    @property
    def msg(self) -> str:
        """What is wrong, without the place."""
        raise NotImplementedError("JSONEncodeError.msg")

    @property
    def pointer(self) -> str:
        """RFC 6901 pointer to the value."""
        raise NotImplementedError("JSONEncodeError.pointer")

    def __str__(self) -> str:
        raise NotImplementedError("JSONEncodeError.__str__")


def pointer_step(step: str | int) -> str:
    """Returns a key or index as RFC 6901 has it between slashes."""
    raise NotImplementedError("pointer_step")


def pointer_text(path: Path) -> str:
    """Returns the RFC 6901 pointer of keys and indexes."""
    raise NotImplementedError("pointer_text")
