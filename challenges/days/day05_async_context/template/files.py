"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any


def atomic_write(
    path: str | os.PathLike[str], mode: str = "w", fsync: bool = True, encoding: str | None = None
) -> Iterator[IO[Any]]:
    """Write a file that takes its name when the block has ended well.

    Until then, and if the block fails or the process is killed, the old one is there. The new one
    has the permissions of the old one.

    Args:
        path: the file; a symbolic link is followed.
        mode: "w" or "wb".
        fsync: whether it is safe from a power failure when the block has ended; without, the old
            or the new content may be there then, or none.
        encoding: of text, None for UTF-8.

    Yields:
        The file to write into.

    Raises:
        ValueError: another mode.
    """
    raise NotImplementedError("atomic_write")


def remove_partial(path: str | os.PathLike[str]) -> list[Path]:
    """Remove what killed processes have left beside a file, and return it.

    What is still being written is locked, and stays.

    Args:
        path: the file that `atomic_write` writes.
    """
    raise NotImplementedError("remove_partial")
