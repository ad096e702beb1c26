"""Snapshots in a folder: a file for each stream, put in place whole."""

from __future__ import annotations

import logging
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from .codec import dumps, loads
from .durable import sync_folder, write_whole
from .store import Snapshot

_log = logging.getLogger(__package__)


class SnapshotFolder:
    """The last snapshot of each stream. Losing one costs time, so a damaged one is none."""

    def __init__(self, folder: Path) -> None:
        """Keep snapshots in a folder, which is made when the first one comes."""
        self._folder = folder

    def save(self, stream: str, version: int, data: Any) -> None:
        """Put a snapshot in the place of an earlier one."""
        payload = dumps([stream, version, data])
        if not self._folder.is_dir():
            self._folder.mkdir()
            sync_folder(self._folder.parent)
        write_whole(self._path(stream), b"%08x" % crc32(payload) + payload)

    def load(self, stream: str) -> Snapshot | None:
        """Return the last snapshot, or None if there is none, or it is damaged."""
        path = self._path(stream)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        crc, payload = content[:8], content[8:]
        if crc != b"%08x" % crc32(payload):
            _log.warning("%s is damaged, and not used", path)
            return None
        _, version, data = loads(payload)
        return Snapshot(version, data)

    def _path(self, stream: str) -> Path:
        # A name may be longer than a file's, and hold what no file name may.
        name = sha256(stream.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name}.snapshot"
