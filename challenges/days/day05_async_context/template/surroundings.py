"""What a block changes around it, and what is put back as it was: folder, variables, streams."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import TracebackType
from typing import TextIO


class chdir:
    """Work in another folder. May be entered again, also inside itself; not safe for threads."""

    def __init__(self, path: str | bytes | os.PathLike[str] | os.PathLike[bytes] | int) -> None:
        """Remember the folder; nothing changes yet."""
        raise NotImplementedError("chdir.__init__")

    def __enter__(self) -> None:
        """Go there."""
        raise NotImplementedError("chdir.__enter__")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Go back."""
        raise NotImplementedError("chdir.__exit__")


class redirect:
    """Let `sys.stdout` or `sys.stderr`, or both, be other streams. May be entered again."""

    def __init__(self, *, stdout: TextIO | None = None, stderr: TextIO | None = None) -> None:
        """Remember the streams; nothing changes yet.

        Raises:
            ValueError: neither is given.
        """
        raise NotImplementedError("redirect.__init__")

    def __enter__(self) -> TextIO:
        """Redirect, and return the stream; `stdout` if there are two."""
        raise NotImplementedError("redirect.__enter__")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put back what was there."""
        raise NotImplementedError("redirect.__exit__")


def env(**variables: str | None) -> Iterator[None]:
    """Set environment variables, None removes one; afterwards all variables are as before.

    What the block itself has set, changed or removed is undone as well.
    """
    raise NotImplementedError("env")


def temporary_attr(target: object, name: str, value: object) -> Iterator[object]:
    """Set an attribute, and afterwards put back what the object itself had: perhaps nothing.

    Yields:
        `value`.
    """
    raise NotImplementedError("temporary_attr")
