"""How much memory this process and its workers have, and a limit to it."""

from __future__ import annotations

import os
from pathlib import Path

from .errors import MemoryLimitExceeded


class MemoryLimit:
    """Raises MemoryLimitExceeded when there is more in use than allowed.

    What counts is anonymous memory, `RssAnon`: pages of a file that is mapped can be dropped.

    Args:
        limit: Bytes; None allows all.
    """

    def __init__(self, limit: int | None) -> None:
        self._limit = limit

    def check(self) -> None:
        """Looks once.

        Raises:
            MemoryLimitExceeded: There is too much.
        """
        if self._limit is None:
            return
        from multiprocessing import active_children

        processes = (os.getpid(), *(child.pid for child in active_children() if child.pid))
        used = sum(map(_anonymous, processes))
        if used > self._limit:
            raise MemoryLimitExceeded(used, self._limit)


def _anonymous(process: int) -> int:
    """Returns the bytes of a process; 0 of one that has ended, and where there is no /proc."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0
