"""Cached inputs: whole, proven by their hash, or not there."""

from pathlib import Path

import pytest

from benchmarks.harness import data_cache
from benchmarks.harness.data_cache import cached, known_hash
from benchmarks.harness.errors import NoSpaceError


def write_rows(path: Path) -> None:
    path.write_text("rows")


def test_a_file_is_made_once(tmp_path: Path) -> None:
    """The second call takes the file of the first one."""
    made: list[Path] = []

    def make(path: Path) -> None:
        made.append(path)
        path.write_text("rows")

    for _ in range(2):
        assert cached(tmp_path / "new", "a.log", 4, make).read_text() == "rows"
    assert len(made) == 1


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    """Contents that do not match the hash are replaced."""
    path = cached(tmp_path, "a.log", 4, write_rows)
    before = known_hash(path)
    path.write_text("rowz")
    cached(tmp_path, "a.log", 4, write_rows)
    assert path.read_text() == "rows"
    assert known_hash(path) == before


def test_an_interrupted_maker_leaves_nothing(tmp_path: Path) -> None:
    """Half a file is never taken for a whole one."""

    def make(path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cached(tmp_path, "a.log", 4, make)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_noticed_before_the_work(tmp_path: Path) -> None:
    """The message has what is free and what is needed."""
    huge = 1 << 62
    with pytest.raises(NoSpaceError, match=r"MiB free, must have \d+ MiB for a.log"):
        cached(tmp_path, "a.log", huge, lambda file: pytest.fail(f"{file} was made"))


def test_spare_room_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that would fill the disk to the last bytes is refused."""
    monkeypatch.setattr(data_cache, "SPARE_BYTES", 1 << 62)
    with pytest.raises(NoSpaceError):
        cached(tmp_path, "a.log", 1, lambda file: file.touch())
