"""Counter-examples that were found in an attempt: kept beside it, and tried first in its next run.

They lie in the tree, as the attempt does, so that Bazel tries the same ones. Of other subjects
nothing is kept: a solution or a mutant is judged by what the tests generate, and by that alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from hypothesis.database import ExampleDatabase

FOLDER = "attempt_examples"


class Counterexamples(ExampleDatabase):
    """The last counter-example of each test, which is its smallest, in a file of its own.

    There are none before `keep_in` is called. A folder that cannot be read or written to is no
    reason for a run to fail.

    Attributes:
        saves: How many have been kept, each smaller than the one before; set to 0 by who counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.saves = 0
        self._folder: Path | None = None

    def keep_in(self, folder: Path) -> None:
        """Reads and writes a folder from now on; it is made with the first counter-example."""
        self._folder = folder

    def save(self, key: bytes, value: bytes) -> None:
        """Keeps a counter-example of a test instead of the one before."""
        if file := self._file(key):
            with contextlib.suppress(OSError):
                file.parent.mkdir(exist_ok=True)
                new = file.with_suffix(f".{os.getpid()}")
                new.write_bytes(value)
                new.replace(file)
                self.saves += 1

    def fetch(self, key: bytes) -> Iterable[bytes]:
        """Returns the counter-example of a test, if there is one."""
        if file := self._file(key):
            with contextlib.suppress(OSError):
                return [file.read_bytes()]
        return []

    def delete(self, key: bytes, value: bytes) -> None:
        """Forgets a counter-example, if it is the one that is kept."""
        file = self._file(key)
        if file and self.fetch(key) == [value]:
            with contextlib.suppress(OSError):
                file.unlink()
                file.parent.rmdir()  # unless it holds those of other tests

    def _file(self, key: bytes) -> Path | None:
        # Hypothesis keeps larger ones, too, under keys of their own.
        if self._folder is None or key.endswith((b".secondary", b".pareto")):
            return None
        return self._folder / hashlib.sha256(key).hexdigest()[:16]
