"""Snapshots of judged attempts, each stored once under the hash of its content."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

from tools.kata.hashes import pack_subject, unpack_subject
from tools.kata.state.files import replace_file


class SnapshotError(ValueError):
    """A snapshot is not there, or not what its name says."""


class Snapshots:
    """The snapshots in a learner's data folder."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "snapshots"

    def save(self, subject: Path) -> str:
        """Stores a file or package as it is now.

        Returns:
            Its hash, which is the `subject_sha` of a result that judged it.
        """
        content = pack_subject(subject)
        name = hashlib.sha256(content).hexdigest()
        file = self._file(name)
        # One that was damaged since is made whole again.
        if self._stored(file) != content:
            replace_file(file, zlib.compress(content))
        return name

    def load(self, name: str) -> dict[str, bytes]:
        """Returns the files of a snapshot by their relative paths.

        Raises:
            SnapshotError: There is no such snapshot, or it is damaged.
        """
        try:
            content = zlib.decompress(self._file(name).read_bytes())
        except FileNotFoundError:
            raise SnapshotError(f"there is no snapshot {name[:12]}") from None
        except zlib.error as error:
            raise SnapshotError(f"snapshot {name[:12]} is damaged: {error}") from error
        if hashlib.sha256(content).hexdigest() != name:
            raise SnapshotError(f"snapshot {name[:12]} is damaged: its content is another one")
        return unpack_subject(content)

    def _stored(self, file: Path) -> bytes | None:
        try:
            return zlib.decompress(file.read_bytes())
        except (FileNotFoundError, zlib.error):
            return None

    def _file(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name[2:]}.z"
