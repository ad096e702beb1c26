"""Names and arguments of the standard library's json module, on top of this package.

`import ….compat as json` keeps a program running. What differs: a document must be JSON, so NaN and
infinities are read and written only where `allow_nan` says so, which it does by default as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Any

__all__ = ["JSONDecodeError", "JSONDecoder", "JSONEncoder", "dump", "dumps", "load", "loads"]


class JSONDecodeError(ValueError):
    """An error with the attributes of the standard library's.

    Args:
        msg: What is wrong.
        doc: The document.
        pos: Where, in characters.
    """

    def __init__(self, msg: str, doc: str, pos: int) -> None:
        raise NotImplementedError("JSONDecodeError.__init__")

    def __reduce__(self) -> tuple[Any, ...]:
        raise NotImplementedError("JSONDecodeError.__reduce__")


class JSONDecoder:
    """Decodes documents with hooks, as the standard library's class of this name.

    Args:
        object_hook: Makes the value of an object of its dict.
        object_pairs_hook: Makes it of its pairs, and is stronger.
        parse_float: Makes the value of a number with fraction or exponent of its text.
        parse_int: Makes the value of any other number of its text.
        parse_constant: Makes the value of "NaN", "Infinity" or "-Infinity".
    """

    def __init__(
        self,
        *,
        object_hook: Callable[[dict[str, Any]], Any] | None = None,
        parse_float: Callable[[str], Any] | None = None,
        parse_int: Callable[[str], Any] | None = None,
        parse_constant: Callable[[str], Any] | None = None,
        object_pairs_hook: Callable[[list[tuple[str, Any]]], Any] | None = None,
    ) -> None:
        raise NotImplementedError("JSONDecoder.__init__")

    def decode(self, s: str) -> Any:
        """Returns the value of a document.

        Raises:
            JSONDecodeError: It is none.
        """
        raise NotImplementedError("JSONDecoder.decode")

    def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
        """Returns the value that begins at an index, and the index behind it.

        Raises:
            JSONDecodeError: None begins there.
        """
        raise NotImplementedError("JSONDecoder.raw_decode")


def loads(s: str | bytes | bytearray, *, cls: None = None, **hooks: Any) -> Any:
    """Returns the value of a document.

    Args:
        s: The document; bytes may be UTF-8, UTF-16 or UTF-32.
        cls: Must be None: classes of the standard library would not be asked.
        **hooks: As for JSONDecoder.

    Raises:
        JSONDecodeError: It is none.
        TypeError: `cls` is given, or there is no such hook.
    """
    raise NotImplementedError("loads")


def load(fp: IO[Any], **hooks: Any) -> Any:
    """Reads a file to its end; otherwise as `loads`."""
    raise NotImplementedError("load")


class JSONEncoder:
    """Encodes values, as the standard library's class of this name.

    A subclass may override `default`. `skipkeys` and `check_circular` are refused when they ask for
    what is not done here: keys are never dropped, and circles always found.
    """

    def __init__(
        self,
        *,
        skipkeys: bool = False,
        ensure_ascii: bool = True,
        check_circular: bool = True,
        allow_nan: bool = True,
        sort_keys: bool = False,
        indent: int | str | None = None,
        separators: tuple[str, str] | None = None,
        default: Callable[[Any], Any] | None = None,
    ) -> None:
        raise NotImplementedError("JSONEncoder.__init__")

    def default(self, o: Any) -> Any:
        """Returns what is written for a value of another type.

        Raises:
            TypeError: Nothing is.
        """
        raise NotImplementedError("JSONEncoder.default")

    def encode(self, o: Any) -> str:
        """Returns the JSON text of a value.

        Raises:
            TypeError: Something in it has no JSON text.
            ValueError: It is circular, too deep, or has NaN where that is not allowed.
        """
        raise NotImplementedError("JSONEncoder.encode")

    def iterencode(self, o: Any) -> Iterator[str]:
        """Yields the text of `encode`, in one piece."""
        raise NotImplementedError("JSONEncoder.iterencode")


def dumps(obj: Any, *, cls: type[JSONEncoder] | None = None, **options: Any) -> str:
    """Returns the JSON text of a value.

    Args:
        obj: What to write.
        cls: JSONEncoder or a subclass of it.
        **options: As for JSONEncoder.

    Raises:
        TypeError: Something in it has no JSON text, or there is no such option.
        ValueError: It is circular, too deep, or has NaN where that is not allowed.
    """
    raise NotImplementedError("dumps")


def dump(obj: Any, fp: IO[str], **options: Any) -> None:
    """Writes the text to a file; otherwise as `dumps`."""
    raise NotImplementedError("dump")
