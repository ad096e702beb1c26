"""Names and arguments of the standard library's json module, on top of this package.

`import ….compat as json` keeps a program running. What differs: a document must be JSON, so NaN and
infinities are read and written only where `allow_nan` says so, which it does by default as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Any

from . import api
from .encodings import utf8_or_text
from .errors import JSONDecodeError as _PlacedError
from .errors import JSONEncodeError
from .machine import Machine
from .number import Number
from .options import load_options
from .whole import whole_number

__all__ = [
    "JSONDecodeError",
    "JSONDecoder",
    "JSONEncoder",
    "dump",
    "dumps",
    "load",
    "loads",
]


class JSONDecodeError(ValueError):
    """An error with the attributes of the standard library's.

    Args:
        msg: What is wrong.
        doc: The document.
        pos: Where, in characters.
    """

    def __init__(self, msg: str, doc: str, pos: int) -> None:
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.msg, self.doc, self.pos)


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
        make_object = object_pairs_hook
        if make_object is None and object_hook is not None:
            hook = object_hook
            make_object = lambda pairs: hook(dict(pairs))  # noqa: E731  as short as it can be
        self._object = make_object or dict
        self._float = parse_float or float
        self._int = parse_int or whole_number
        self._constant = parse_constant or float

    def decode(self, s: str) -> Any:
        """Returns the value of a document.

        Raises:
            JSONDecodeError: It is none.
        """
        value, end = self.raw_decode(s, _after_space(s, 0))
        end = _after_space(s, end)
        if end != len(s):
            raise JSONDecodeError("something follows the value", s, end)
        return value

    def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
        """Returns the value that begins at an index, and the index behind it.

        Raises:
            JSONDecodeError: None begins there.
        """
        options = load_options(numbers="lossless", surrogates="keep", nonfinite="allow")
        machine = Machine(options, encoded=False, doc=s, multiple=True)
        machine.feed(s)
        machine.finish()
        machine.pos = idx
        builder = _HookBuilder(self._object, self._scalar)
        try:
            while event := machine.next_event():
                if builder.take(*event):
                    return builder.value, machine.pos
        except _PlacedError as error:
            raise JSONDecodeError(error.msg, s, error.char) from None
        raise JSONDecodeError("a value is expected", s, idx)

    def _scalar(self, value: Any) -> Any:
        if type(value) is Number:
            text = str(value)
            return self._float(text) if set(text) & set(".eE") else self._int(text)
        if type(value) is float:
            return self._constant(_CONSTANTS[repr(value)])
        return value


class _HookBuilder:
    """Makes values of events, and hands each that is complete to its hook."""

    def __init__(self, make_object: Callable[[Any], Any], scalar: Callable[[Any], Any]) -> None:
        self._object = make_object
        self._scalar = scalar
        self._stack: list[tuple[list[Any], str | None]] = []
        self._items: list[Any] = []
        self._key: str | None = None  # whose value comes next; in arrays None
        self.value: Any = None

    def take(self, event: str, value: Any) -> bool:
        """Takes the next event; tells whether the value is complete."""
        if event == "key":
            self._key = value
            return False
        if event.startswith("start"):
            self._stack.append((self._items, self._key))
            self._items, self._key = [], None
            return False
        if event == "value":
            value = self._scalar(value)
        else:
            value = self._object(self._items) if event == "end_object" else self._items
            self._items, self._key = self._stack.pop()
        if not self._stack:
            self.value = value
            return True
        self._items.append(value if self._key is None else (self._key, value))
        self._key = None
        return False


_CONSTANTS = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def _after_space(text: str, pos: int) -> int:
    return len(text) - len(text[pos:].lstrip(" \t\n\r"))


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
    _refuse(cls)
    data: Any = utf8_or_text(s, "auto")
    if any(hook is not None for hook in hooks.values()):
        text = data if isinstance(data, str) else bytes(data).decode(errors="surrogateescape")
        return JSONDecoder(**hooks).decode(text)
    JSONDecoder(**hooks)  # refuses hooks that there are not
    try:
        return api.loads(data, surrogates="keep", nonfinite="allow")
    except _PlacedError as error:
        doc = data if isinstance(data, str) else bytes(data).decode(errors="replace")
        raise JSONDecodeError(error.msg, doc, error.char) from None


def load(fp: IO[Any], **hooks: Any) -> Any:
    """Reads a file to its end; otherwise as `loads`."""
    return loads(fp.read(), **hooks)


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
        if skipkeys or not check_circular:
            raise TypeError("skipkeys must be False and check_circular True")
        self._default = default
        self._options = {
            "ensure_ascii": ensure_ascii,
            "nonfinite": "literal" if allow_nan else "error",
            "sort_keys": sort_keys,
            "indent": indent,
            "separators": separators or (", " if indent is None else ",", ": "),
            "key_coercion": "stdlib",
        }

    def default(self, o: Any) -> Any:
        """Returns what is written for a value of another type.

        Raises:
            TypeError: Nothing is.
        """
        if self._default is not None:
            return self._default(o)
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o: Any) -> str:
        """Returns the JSON text of a value.

        Raises:
            TypeError: Something in it has no JSON text.
            ValueError: It is circular, too deep, or has NaN where that is not allowed.
        """
        try:
            return api.dumps(o, default=self.default, **self._options)
        except JSONEncodeError as error:
            kind = TypeError if error.code in ("unsupported_type", "bad_key") else ValueError
            raise kind(str(error)) from None

    def iterencode(self, o: Any) -> Iterator[str]:
        """Yields the text of `encode`, in one piece."""
        yield self.encode(o)


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
    return (cls or JSONEncoder)(**options).encode(obj)


def dump(obj: Any, fp: IO[str], **options: Any) -> None:
    """Writes the text to a file; otherwise as `dumps`."""
    fp.write(dumps(obj, **options))


def _refuse(cls: object) -> None:
    if cls is not None:
        raise TypeError("cls must be None: only the hooks of JSONDecoder are asked")
