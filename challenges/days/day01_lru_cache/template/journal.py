"""The write-behind journal: what was promised, and Redis has not acknowledged yet.

A file of frames, each written by one call of `write` before the promise is made. A killed process
loses nothing of what it has written: the page cache is the kernel's. The machine may, when its
power fails; that is not claimed.

    header   "LRUJ1\\n", 16 bytes of the writer's id, the last sequence that was sent (u64)
    frame    length of the payload (u32), CRC-32 of all that follows (u32), sequence (u64), payload

When all is acknowledged, the file is cut back to its header; when it only grows, what is left is
copied. Reading stops at the first frame that is not whole: it and what follows is set aside in a
file beside it, `NAME.corrupt`, and never replayed.
"""

from __future__ import annotations

import os
from pathlib import Path


class Journal:
    """One file, open in one process at a time. Not safe to use from several threads at once.

    Attributes:
        writer: The id that this journal's writes have in Redis.
        found: The frames that were in it when it was opened: sequence and payload.
        sent: The largest sequence that Redis may have seen.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open a journal, or begin one.

        Raises:
            JournalBusy: Another process has it open.
            SchemaMismatch: The file is no journal.
            OSError: It cannot be opened.
        """
        raise NotImplementedError("Journal.__init__")

    def append(self, sequence: int, payload: bytes) -> None:
        """Write a frame; when this returns, the process may die.

        Raises:
            OSError: It could not be written; the journal is as it was.
        """
        raise NotImplementedError("Journal.append")

    @property
    def owes(self) -> bool:
        """Whether frames of an earlier process are not acknowledged."""
        raise NotImplementedError("Journal.owes")

    def note_sent(self, sequence: int) -> None:
        """Write down that Redis may see sequences up to this one from now on.

        Redis passes over what it has applied already. So the next process must not use one of these
        for something else, not even when the answer has never come.
        """
        raise NotImplementedError("Journal.note_sent")

    def forget(self, sequence: int) -> None:
        """Drop the frames up to a sequence, which Redis has acknowledged."""
        raise NotImplementedError("Journal.forget")

    def set_aside(self) -> Path:
        """Rename the file to `NAME.fenced`, so that nobody replays it, and begin a new one.

        Returns:
            Where it is now.
        """
        raise NotImplementedError("Journal.set_aside")

    def close(self) -> None:
        """Let go of the file. In a fork of the process this leaves the lock to the parent."""
        raise NotImplementedError("Journal.close")
