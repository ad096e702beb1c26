"""What a call does behind its answer: which C functions it calls, what it opens or starts.

For tests of security, where the right answer is not enough: a comparison must be one that takes the
same time for all inputs, and a refused input must not have run anything.
"""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_OWN = (__file__, contextlib.__file__)  # whose calls end a block
_watches: list[Events] = []
_hooked = False


@contextmanager
def c_calls() -> Iterator[Counter[str]]:
    """Count the calls of functions written in C that this thread makes in the `with` block.

    Yields:
        How often each was called, by its qualified name with its module where it has one:
        "_hashlib.compare_digest", "_hashlib.scrypt", "str.join".
    """
    found: Counter[str] = Counter()

    def see(frame: FrameType, event: str, function: Any) -> None:
        if event == "c_call" and frame.f_code.co_filename not in _OWN:
            found[_name(function)] += 1

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        yield found
    finally:
        sys.setprofile(before)


class Events:
    """Audit events (PEP 578) of this process, while they are watched.

    Attributes:
        seen: names of the events, in order, with their first argument as text.
    """

    def __init__(self, watched: tuple[str, ...]) -> None:
        self.seen: list[tuple[str, str]] = []
        self._watched = watched

    def tell(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an event if it is one of those watched, or of a family watched ("subprocess.")."""
        if any(event == one or (one[-1] == "." and event.startswith(one)) for one in self._watched):
            self.seen.append((event, _text(arguments)))


DANGEROUS = (
    "compile",
    "ctypes.",
    "exec",
    "import",
    "open",
    "os.",
    "pickle.find_class",
    "pty.spawn",
    "shutil.",
    "socket.",
    "subprocess.",
)
"""Events that reading untrusted data must not cause."""


@contextmanager
def audited(*watched: str) -> Iterator[Events]:
    """Note the audit events that occur in the `with` block.

    Args:
        *watched: names of events, or of families of them, which end in a dot; without any, those
            that reading untrusted data must not cause (`DANGEROUS`).

    Yields:
        What is seen, which grows while the block runs.
    """
    global _hooked
    if not _hooked:
        sys.addaudithook(_tell)  # for the life of the process: a hook cannot be taken away
        _hooked = True
    events = Events(watched or DANGEROUS)
    _watches.append(events)
    try:
        yield events
    finally:
        _watches.remove(events)


def _tell(event: str, arguments: tuple[Any, ...]) -> None:
    for events in _watches:
        events.tell(event, arguments)


def _text(arguments: tuple[Any, ...]) -> str:
    # Only what shows itself without code of the program under test.
    first = arguments[0] if arguments else ""
    return str(first) if type(first) in (str, int, bytes) else type(first).__name__


def _name(function: Callable[..., object]) -> str:
    owner = getattr(function, "__self__", None)
    if isinstance(owner, type):
        return f"{owner.__name__}.{function.__name__}"
    module = getattr(function, "__module__", None)
    if module:
        return f"{module}.{function.__qualname__}"
    return getattr(function, "__qualname__", type(function).__name__)
