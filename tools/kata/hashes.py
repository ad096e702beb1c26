"""Content hashes: of a unit's tests, and of a subject."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.kata.units import Unit

_NOT_THE_PACKAGE = {
    "alternatives",
    "attempt",
    "attempt_tests.py",
    "hints",
    "mutants",
    "proofs",
    "template",
    "tests",
}
_PROSE = {".md", ".toml", ".bazel"}


def tests_sha(unit: Unit) -> str:
    """Returns the hash of everything in tests/ and of the order of the stages."""
    stages = "\n".join(stage.id for stage in unit.stages)
    files = sorted(p for p in (unit.folder / "tests").rglob("*") if _counts(p))
    return hashlib.sha256(stages.encode() + _pack(unit.folder, files)).hexdigest()


def subject_sha(path: Path) -> str:
    """Returns the hash of a subject's source; that of nothing when nothing is there."""
    return hashlib.sha256(pack_subject(path)).hexdigest()


def pack_subject(path: Path) -> bytes:
    """Returns the files of a subject in one: for each NUL, name, NUL, length, NUL, content."""
    return _pack(path if path.is_dir() else path.parent, subject_files(path))


def unpack_subject(content: bytes) -> dict[str, bytes]:
    """Returns the files that `pack_subject` has packed, by their names."""
    files: dict[str, bytes] = {}
    while content:
        _, name, size, content = content.split(b"\0", 3)
        files[name.decode()] = content[: int(size)]
        content = content[int(size) :]
    return files


def subject_files(path: Path) -> list[Path]:
    """Returns the files of a subject: itself, or a package's files in the order of their names.

    A day's solution shares its folder with tests, template, prose and the like, which do not count.
    """
    if not path.is_dir():
        return [path] if path.is_file() else []
    return sorted(_package_files(path))


def _package_files(folder: Path) -> Iterator[Path]:
    is_unit = (folder / "unit.toml").is_file()
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        beside = inside[0] in _NOT_THE_PACKAGE or (len(inside) == 1 and path.suffix in _PROSE)
        if _counts(path) and not (is_unit and beside):
            yield path


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _pack(folder: Path, files: Iterable[Path]) -> bytes:
    parts = []
    for file in files:
        content = file.read_bytes()
        name = file.relative_to(folder).as_posix()
        parts.append(f"\0{name}\0{len(content)}\0".encode() + content)
    return b"".join(parts)
