"""Where reading of a growing file stopped, so that it can go on there, or be seen to be another."""

from __future__ import annotations

import os
from dataclasses import dataclass

HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file.

    Attributes:
        device: Of the file.
        inode: Likewise.
        offset: Bytes read.
        head: Hash of the first 4 KiB of these, in hexadecimal digits.
    """

    device: int
    inode: int
    offset: int
    head: str

    @classmethod
    def of(cls, file: int, offset: int) -> Mark:
        """Returns the mark of an open file.

        Raises:
            OSError: It cannot be read.
        """
        facts = os.fstat(file)
        return cls(facts.st_dev, facts.st_ino, offset, _head(file, offset))

    def is_in(self, file: int) -> bool:
        """Tells whether an open file is the one of the mark and still has the bytes before it."""
        facts = os.fstat(file)
        if (facts.st_dev, facts.st_ino) != (self.device, self.inode):
            return False
        return facts.st_size >= self.offset and _head(file, self.offset) == self.head


def _head(file: int, offset: int) -> str:
    import hashlib

    return hashlib.sha256(os.pread(file, min(offset, HEAD_BYTES), 0)).hexdigest()
