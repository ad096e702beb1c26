"""Files and folders that are still there after the machine has stopped."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from .errors import StoreLocked


def sync_folder(folder: Path) -> None:
    """Make the names in a folder safe: a file that is safe is lost if its name is not."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in the place of another, so that at any time one of them is there whole."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def lock(path: Path) -> int:
    """Return a descriptor that holds the lock of a file until it is closed.

    Raises:
        StoreLocked: somebody else holds it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        raise StoreLocked(path.parent, int(pid) if pid.isdigit() else None) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, b"%d\n" % os.getpid(), 0)
    return descriptor
