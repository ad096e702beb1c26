"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from .resources import resource

_MARK = ".partial-"


@resource
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
    if mode not in ("w", "wb"):
        raise ValueError(f"mode is {mode!r}, must be 'w' or 'wb'")
    target = Path(os.path.realpath(path))
    partial, descriptor = _create(target)
    try:
        text = None if mode == "wb" else encoding or "utf-8"
        with open(descriptor, mode, encoding=text) as file:  # noqa: PTH123  it is a descriptor
            if target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
            yield file
            file.flush()
            if fsync:
                os.fsync(file.fileno())
            partial.replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            partial.unlink()
        raise
    if fsync:
        _sync_folder(target.parent)


def remove_partial(path: str | os.PathLike[str]) -> list[Path]:
    """Remove what killed processes have left beside a file, and return it.

    What is still being written is locked, and stays.

    Args:
        path: the file that `atomic_write` writes.
    """
    target = Path(os.path.realpath(path))
    removed = []
    for partial in sorted(target.parent.glob(f".{_escaped(target.name)}{_MARK}*")):
        with contextlib.suppress(FileNotFoundError, BlockingIOError), partial.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            partial.unlink()
            removed.append(partial)
    return removed


def _create(target: Path) -> tuple[Path, int]:
    """Create a locked file beside the target: only there can it take its name in one step."""
    while True:
        partial = target.with_name(f".{target.name}{_MARK}{secrets.token_hex(4)}")
        # 0o666 less the umask, as `open` does.
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Between the two lines `remove_partial` of another process may have been faster.
            if os.fstat(descriptor).st_nlink:
                return partial, descriptor
        except BlockingIOError:
            pass
        os.close(descriptor)


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
