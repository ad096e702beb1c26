"""The three implementations of reading and writing, and the choice between them."""

from __future__ import annotations

from typing import Protocol

from .each_line import Lines
from .options import DumpOptions, LoadOptions
from .pieces import Reader
from .skim import Member

BACKENDS = ("rust", "cython", "python")
VARIABLE = "CHALLENGES_BACKEND"


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


def active_backend() -> str:
    """Returns the name of the backend that is used when none is named in a call.

    Raises:
        BackendUnavailableError: CHALLENGES_BACKEND names one that is not there.
    """
    raise NotImplementedError("active_backend")


def use_backend(name: str, named: str = "") -> None:
    """Makes a backend the one that is used when none is named in a call.

    Args:
        name: One of BACKENDS.
        named: What asked for it, for the message; left out: this call.

    Raises:
        BackendUnavailableError: It cannot be used here, or there is no such.
    """
    raise NotImplementedError("use_backend")


def find_backend(name: str, named: str = "") -> Backend:
    """Returns a backend.

    Raises:
        BackendUnavailableError: It cannot be used here, or there is no such.
    """
    raise NotImplementedError("find_backend")
