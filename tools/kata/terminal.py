"""What tests and measurements of the watch do as a learner: use a terminal, save a file.

The terminal is a pty, and pyte reads it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

DEADLINE_S = 60.0


class Terminal:
    """Runs a program as the foreground of a new terminal.

    Args:
        command: The program and its arguments.
        cwd: Its folder.
        environment: All of its environment, but for TERM.
        columns: Width.
        rows: Height.

    Attributes:
        process: The program.
        raw: All that it has written.
    """

    def __init__(
        self,
        command: Sequence[str],
        cwd: Path,
        environment: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self._rows = rows
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, _size(rows, columns))
        self.process = subprocess.Popen(
            command,
            cwd=cwd,
            env={"TERM": "xterm-256color", **environment},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            # Of the new session: what Ctrl-C reaches.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    @property
    def lines(self) -> list[str]:
        """The screen as it is, without the spaces at the ends of the lines."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def press(self, keys: str) -> None:
        """Types."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int) -> None:
        """Makes it wider or narrower, and blank; the program is told."""
        self._screen.resize(self._rows, columns)
        self._screen.reset()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, _size(self._rows, columns))

    def until(self, holds: Callable[[str], object], what: str = "") -> str:
        """Waits until something holds for the text of the screen, and returns that.

        Raises:
            AssertionError: It never does; with the screen.
        """
        until = time.monotonic() + DEADLINE_S
        while not holds(self.text):
            ended = not self.read(until - time.monotonic())
            if ended and not holds(self.text):
                raise AssertionError(f"never: {what}; the screen is\n{self.text}")
        return self.text

    def until_shows(self, *texts: str) -> str:
        """Waits until all of the texts are on the screen."""
        return self.until(lambda screen: all(text in screen for text in texts), " and ".join(texts))

    def read(self, wait_s: float) -> bool:
        """Takes what the program writes; returns whether it wrote within the time."""
        if not select.select([self._master], [], [], max(0.0, wait_s))[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # how Linux says that nobody has the terminal any more
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def wait(self) -> int:
        """Takes all that is still written and returns the exit status."""
        while self.read(DEADLINE_S):
            pass
        return self.process.wait(DEADLINE_S)

    def close(self) -> None:
        """Ends the program, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)


def save(file: Path, text: str, *, rename: bool = False) -> None:
    """Saves as an editor does: in place, or as a new file that is then renamed."""
    target = file.with_name(f".{file.name}.new") if rename else file
    target.write_text(text, encoding="utf-8")
    if rename:
        target.rename(file)


def _size(rows: int, columns: int) -> bytes:
    return struct.pack("HHHH", rows, columns, 0, 0)
