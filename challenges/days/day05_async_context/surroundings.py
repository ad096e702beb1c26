"""What a block changes around it, and what is put back as it was: folder, variables, streams."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import Any, TextIO

from .resources import resource

_ABSENT = object()


class chdir:
    """Work in another folder. May be entered again, also inside itself; not safe for threads."""

    def __init__(self, path: str | bytes | os.PathLike[str] | os.PathLike[bytes] | int) -> None:
        """Remember the folder; nothing changes yet."""
        self.path = path
        self._left: list[str] = []

    def __enter__(self) -> None:
        """Go there."""
        here = os.getcwd()  # noqa: PTH109  nothing but text is wanted
        os.chdir(self.path)
        self._left.append(here)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Go back."""
        os.chdir(self._left.pop())


class redirect:
    """Let `sys.stdout` or `sys.stderr`, or both, be other streams. May be entered again."""

    def __init__(self, *, stdout: TextIO | None = None, stderr: TextIO | None = None) -> None:
        """Remember the streams; nothing changes yet.

        Raises:
            ValueError: neither is given.
        """
        if stdout is None and stderr is None:
            raise ValueError("redirect() needs stdout or stderr")
        given = {"stdout": stdout, "stderr": stderr}
        self._new = {name: stream for name, stream in given.items() if stream is not None}
        self._old: list[dict[str, Any]] = []

    def __enter__(self) -> TextIO:
        """Redirect, and return the stream; `stdout` if there are two."""
        self._old.append({name: getattr(sys, name) for name in self._new})
        for name, stream in self._new.items():
            setattr(sys, name, stream)
        return next(iter(self._new.values()))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put back what was there."""
        for name, stream in self._old.pop().items():
            setattr(sys, name, stream)


@resource
def env(**variables: str | None) -> Iterator[None]:
    """Set environment variables, None removes one; afterwards all variables are as before.

    What the block itself has set, changed or removed is undone as well.
    """
    before = dict(os.environ)
    try:
        for name, value in variables.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        for name, value in before.items():
            if os.environ.get(name) != value:
                os.environ[name] = value


@resource
def temporary_attr(target: object, name: str, value: object) -> Iterator[object]:
    """Set an attribute, and afterwards put back what the object itself had: perhaps nothing.

    Yields:
        `value`.
    """
    # Of the object's own, not what its class says: that shows again once ours is deleted.
    own = getattr(target, "__dict__", None)
    before = getattr(target, name, _ABSENT) if own is None else own.get(name, _ABSENT)
    setattr(target, name, value)
    try:
        yield value
    finally:
        if before is _ABSENT:
            delattr(target, name)
        else:
            setattr(target, name, before)
