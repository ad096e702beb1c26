"""The three implementations of reading and writing, and the choice between them."""

from __future__ import annotations

import importlib
import os
import sys
from decimal import Decimal
from typing import Any, Protocol, cast

from .each_line import Lines
from .errors import BackendUnavailableError, JSONDecodeError, JSONEncodeError, piece_error
from .number import Number
from .options import DumpOptions, LoadOptions
from .pieces import Reader
from .skim import Member

BACKENDS = ("rust", "cython", "python")  # best first
VARIABLE = "CHALLENGES_BACKEND"

_NATIVE = {"rust": "json_parser_rust", "cython": "json_parser_cython"}


class Hooks:
    """What a backend needs of this package; `install` hands it over once."""

    decode_error = staticmethod(
        lambda code, pos, pointer, data: JSONDecodeError(code, data, pos, pointer)
    )
    piece_error = staticmethod(piece_error)
    encode_error = JSONEncodeError
    Decimal = Decimal
    Number = Number
    bad_number_digits = staticmethod(sys.get_int_max_str_digits)


class Backend(Protocol):
    """What each backend has, as a module; options of None are the defaults."""

    def loads(self, data: object, options: LoadOptions | None, /) -> object: ...
    def dumpb(self, obj: object, options: DumpOptions | None, /) -> bytes: ...
    def dumps(self, obj: object, options: DumpOptions | None, /) -> str: ...
    def events(self, options: LoadOptions, multiple: bool, is_text: bool, /) -> Reader: ...
    def values(
        self, options: LoadOptions, multiple: bool, is_text: bool, steps: tuple[str, ...], /
    ) -> Reader: ...
    def lines(self, data: bytes, options: LoadOptions, is_text: bool, /) -> Lines: ...
    def skip(self, data: bytes, at: int, /) -> int: ...
    def members(self, data: bytes, at: int, /) -> list[Member] | int: ...
    def member(self, data: bytes, at: int, step: str, /) -> int: ...


class _Undecided:
    """Stands for the active backend until it is first needed, so that importing cannot fail."""

    def __getattr__(self, name: str) -> Any:
        return getattr(find_backend(active_backend()), name)


active: Backend = cast(Backend, _Undecided())
_active_name = ""
_installed: dict[str, Backend] = {}


def active_backend() -> str:
    """Returns the name of the backend that is used when none is named in a call.

    Raises:
        BackendUnavailableError: CHALLENGES_BACKEND names one that is not there.
    """
    if not _active_name:
        wanted = os.environ.get(VARIABLE)
        if wanted:
            use_backend(wanted, f"{VARIABLE} is {wanted!r}")
        else:
            use_backend(next(name for name in BACKENDS if not isinstance(_load(name), str)))
    return _active_name


def use_backend(name: str, named: str = "") -> None:
    """Makes a backend the one that is used when none is named in a call.

    Args:
        name: One of BACKENDS.
        named: What asked for it, for the message; left out: this call.

    Raises:
        BackendUnavailableError: It cannot be used here, or there is no such.
    """
    global active, _active_name
    active = find_backend(name, named)
    _active_name = name


def find_backend(name: str, named: str = "") -> Backend:
    """Returns a backend.

    Raises:
        BackendUnavailableError: It cannot be used here, or there is no such.
    """
    named = named or f"backend is {name!r}"
    if name not in BACKENDS:
        raise BackendUnavailableError(f"{named}, must be {', '.join(BACKENDS)}")
    found = _load(name)
    if isinstance(found, str):
        usable = [other for other in BACKENDS if not isinstance(_load(other), str)]
        raise BackendUnavailableError(f"{named}, but {found}; here are: {', '.join(usable)}")
    return found


def _load(name: str) -> Backend | str:
    """Returns a backend, or why there is none."""
    if name == "python":
        from . import python_backend

        return cast(Backend, python_backend)
    if name not in _installed:
        module = _NATIVE[name]
        try:
            found = importlib.import_module(module)
            found.install(Hooks)
        except (ImportError, AttributeError) as error:
            return f"{module} cannot be imported: {error}"
        _installed[name] = found
    return _installed[name]
