"""An environment is made from the lock once, and made again when it must be."""

from __future__ import annotations

import pathlib
import subprocess

import pytest

from tools.venv.make_venv import MARK, is_made, main


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[pathlib.Path, pathlib.Path]:
    """An environment made from an empty lock, for which nothing is fetched; and the lock."""
    folder = tmp_path_factory.mktemp("made")
    lock = folder / "requirements.txt"
    lock.write_text("")
    assert main([str(folder / "venv"), "--lock", str(lock)]) == 0
    return folder / "venv", lock


def test_its_interpreter_runs_in_it(made: tuple[pathlib.Path, pathlib.Path]) -> None:
    """The prefix of the interpreter in it is the folder."""
    folder, lock = made
    printed = subprocess.run(
        [str(folder / "bin" / "python"), "-c", "import sys; print(sys.prefix)"],
        env={},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert pathlib.Path(printed.strip()) == folder
    assert is_made(folder, lock)


def test_a_second_run_leaves_it_alone(made: tuple[pathlib.Path, pathlib.Path]) -> None:
    """What the user put into it stays."""
    folder, lock = made
    (folder / "mine").write_text("kept")
    assert main([str(folder), "--lock", str(lock)]) == 0
    assert (folder / "mine").read_text() == "kept"


def test_another_lock_is_noticed(
    made: tuple[pathlib.Path, pathlib.Path], tmp_path: pathlib.Path
) -> None:
    """An environment holds what its lock says; one line more is another lock."""
    longer = tmp_path / "requirements.txt"
    longer.write_text("# one more line\n")
    assert not is_made(made[0], longer)


def test_one_that_could_not_be_finished_is_not_made(
    made: tuple[pathlib.Path, pathlib.Path],
    tmp_path: pathlib.Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A requirement without hash is refused before anything is fetched, and leaves no mark."""
    folder, _ = made
    loose = tmp_path / "requirements.txt"
    loose.write_text("click==8.5.1\n")
    assert main([str(folder), "--lock", str(loose)]) == 1
    assert "hash" in capfd.readouterr().err
    assert not (folder / MARK).exists()
