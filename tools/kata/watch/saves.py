"""Notices saves: by the system's notices of changes, else by looking again and again.

Editors save in place, or write a new file and rename it; a day's attempt is a package. So it is the
unit's folder that is watched, and what counts is whether the attempt's files differ from before.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from tools.kata.hashes import subject_files
from tools.kata.units import Unit
from tools.kata.warden.stamps import Stamp, stamp

_DEBOUNCE_MS, _STEP_MS = 20, 5
# A notice can get lost, when the queue of the system runs over: so there is a look now and then.
_LONGEST_WAIT_MS = 1000
_POLL_S = 0.1

# Others can change their files without the system of this machine hearing of it.
_REMOTE = {"9p", "afs", "ceph", "cifs", "drvfs", "fuse.sshfs", "nfs", "nfs4", "smb3", "vboxsf"}


def attempt_stamp(unit: Unit) -> Stamp:
    """Returns a value that changes with each save of the attempt."""
    return stamp(str(file) for file in subject_files(unit.attempt))


def emptied(before: Stamp, now: Stamp) -> bool:
    """Whether a file has become empty between two stamps."""
    return any(size == 0 for _, _, size in now - before)


async def glances(unit: Unit, polling: Callable[[], None]) -> AsyncIterator[None]:
    """Yields whenever the attempt should be looked at: at once after a change, and now and then.

    Args:
        unit: The unit.
        polling: Called when there are no notices of changes, so that looking has to do.
    """
    if not await asyncio.to_thread(_must_poll, unit.folder):
        async for _ in _notices(unit):
            yield
    polling()
    while True:
        yield
        await asyncio.sleep(_POLL_S)


async def _notices(unit: Unit) -> AsyncIterator[None]:
    """Yields at each change below the unit's folder; ends when the system gives no notices."""
    from watchfiles import DefaultFilter, awatch

    attempt = str(unit.attempt)
    ignored = DefaultFilter()
    try:
        async for _ in awatch(
            unit.folder,
            watch_filter=lambda change, path: path.startswith(attempt) and ignored(change, path),
            debounce=_DEBOUNCE_MS,
            step=_STEP_MS,
            rust_timeout=_LONGEST_WAIT_MS,
            yield_on_timeout=True,
            recursive=unit.is_day,
            force_polling=False,
        ):
            yield
    except (OSError, RuntimeError):
        # The user's limit of watches is reached, or the folder is gone.
        return


def _must_poll(folder: Path) -> bool:
    """Whether the learner wants it, or the folder lies on a file system of another machine."""
    forced = os.environ.get("WATCHFILES_FORCE_POLLING", "")
    if forced:
        return forced.lower() not in ("false", "disable", "disabled")
    import psutil  # type: ignore[import-untyped]

    mounts = [
        (len(mount.mountpoint), mount.fstype)
        for mount in psutil.disk_partitions(all=True)
        if folder.is_relative_to(mount.mountpoint)
    ]
    return bool(mounts) and max(mounts)[1] in _REMOTE
