"""Generated inputs, kept in the user's cache folder because large ones take minutes to make.

A file counts only with the hash that was written beside it when it was whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from benchmarks.harness.errors import NoSpaceError

SPARE_BYTES = 256 << 20


def cached(folder: Path, name: str, size_hint: int, make: Callable[[Path], None]) -> Path:
    """Returns a file of the cache; makes it when it is not there or is damaged.

    Args:
        folder: The cache; made when missing.
        name: File name, which must say everything that decides about the contents.
        size_hint: About how many bytes it will have.
        make: Writes the file it is given. It may raise: then the cache is as it was.

    Raises:
        NoSpaceError: The disk has no room for it and SPARE_BYTES.
    """
    path, proof = folder / name, folder / f"{name}.sha256"
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        if proof.read_text().strip() == _hash(path):
            return path
    free = shutil.disk_usage(folder).free
    if free < size_hint + SPARE_BYTES:
        raise NoSpaceError(
            f"{folder} has {free >> 20} MiB free, must have {(size_hint + SPARE_BYTES) >> 20} MiB"
            f" for {name}"
        )
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    os.close(handle)
    made = Path(temporary)
    try:
        make(made)
        proof.unlink(missing_ok=True)
        found = _hash(made)
        made.replace(path)
        proof.write_text(found + "\n")
    finally:
        made.unlink(missing_ok=True)
    return path


def known_hash(path: Path) -> str:
    """Returns the SHA-256 of a file that `cached` returned."""
    return path.with_name(f"{path.name}.sha256").read_text().strip()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
