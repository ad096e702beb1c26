"""Runs of one process: what is measured, and that nothing outlives them."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from benchmarks.harness.child import run
from benchmarks.harness.errors import EngineFailedError
from benchmarks.tests.processes import has_ended, interruptible

MIB = 1 << 20


def start(code: str, folder: Path, output: Path | None = None) -> object:
    command = [sys.executable, "-c", code]
    return run(command, folder=folder, environment=os.environ, output=output)


def test_output_goes_to_the_file(tmp_path: Path) -> None:
    """What a child prints is the content of its output file."""
    run(["echo", "hello"], folder=tmp_path, environment=os.environ, output=tmp_path / "out")
    assert (tmp_path / "out").read_text() == "hello\n"


def test_memory_of_the_whole_tree_is_seen(tmp_path: Path) -> None:
    """Anonymous memory of a grandchild counts, memory of the parent before the start does not."""
    hold = "import time; b = bytearray(64 << 20)\nwhile time.process_time() < 0.3: pass"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}], check=True)"
    ballast = bytearray(200 * MIB)
    found = run([sys.executable, "-c", code], folder=tmp_path, environment=os.environ, output=None)
    assert 64 * MIB < found.peak_anonymous < 150 * MIB < len(ballast)
    assert found.peak_rss >= found.peak_anonymous


def test_processor_time_of_descendants_counts(tmp_path: Path) -> None:
    """CPU seconds include those of children that the child waited for."""
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}], check=True)"
    found = run([sys.executable, "-c", code], folder=tmp_path, environment=os.environ, output=None)
    assert found.cpu >= 0.3
    assert found.cpu == found.user + found.system


def test_a_failing_command_tells_its_last_words(tmp_path: Path) -> None:
    """Exit status and standard error of a failed engine are in the message."""
    with pytest.raises(EngineFailedError, match=r"status 3: .*no such log"):
        start("import sys; sys.stderr.write('no such log'); sys.exit(3)", tmp_path)


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A command that cannot be started is no crash of the harness."""
    with pytest.raises(EngineFailedError, match="no-such-program cannot be started"):
        run(["no-such-program"], folder=tmp_path, environment=os.environ, output=None)


def test_an_interrupt_kills_the_child_and_its_descendants(tmp_path: Path) -> None:
    """A KeyboardInterrupt while waiting leaves no process behind."""
    pids = tmp_path / "pids"
    os.mkfifo(pids)
    code = (
        "import os, subprocess, sys, time\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{other.pid}}')\n"
        "time.sleep(600)\n"
    )
    found: list[int] = []

    def interrupt() -> None:
        found.extend(os.pidfd_open(int(pid)) for pid in pids.read_text().split())
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    watcher = threading.Thread(target=interrupt)
    watcher.start()
    with interruptible(), pytest.raises(KeyboardInterrupt):
        start(code, tmp_path)
    watcher.join()
    assert len(found) == 2
    for process in found:
        assert has_ended(process)


def test_a_signal_during_the_start_kills_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Ctrl-C between the fork and the first wait does not lose the child."""
    started: list[int] = []
    popen = subprocess.Popen

    def interrupted(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        child = popen(*arguments, **options)
        started.append(os.pidfd_open(child.pid))
        signal.raise_signal(signal.SIGINT)
        return child

    monkeypatch.setattr(subprocess, "Popen", interrupted)
    with interruptible(), pytest.raises(KeyboardInterrupt):
        start("import time; time.sleep(600)", tmp_path)
    assert [has_ended(process) for process in started] == [True]
