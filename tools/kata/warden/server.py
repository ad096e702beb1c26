"""The warden's process.

Started by the client as ``python -m tools.kata.warden.server SOCKET READY_FD ROOT HOME``. It closes
the descriptor READY_FD when it listens; what it writes there before is an error.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import sys
import threading
from pathlib import Path

from tools.kata.judge.request import Request
from tools.kata.judge.result import Result
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.learner.trial import Learner, Wanted
from tools.kata.state.home import data_home
from tools.kata.units import Unit
from tools.kata.warden.messages import QUESTION_FIELDS, receive, send
from tools.kata.warden.pool import HungUpError, Pool
from tools.kata.warden.stamps import python_files, stamp

IDLE_S = 15 * 60.0


class Warden:
    """Answers the questions of one realm."""

    def __init__(self, root: Path, home: str, log: int) -> None:
        self._realm = [str(root), home]
        self._learner = Learner(root, data_home())
        self._pool = Pool(root, log)
        self._code = [*python_files(str(root / "tools" / "kata")), f"{sys.prefix}/pyvenv.cfg"]
        self._stamp = stamp(self._code)
        # One journal, one catalogue: they are not made for several threads.
        self._guard = threading.Lock()

    @property
    def stale(self) -> bool:
        """Whether the tool's own code has changed since this process began."""
        return stamp(self._code) != self._stamp

    def answer(self, connection: socket.socket, question: list[str]) -> None:
        """Judges and answers; says nothing to a client that has hung up."""
        if question[:2] != self._realm:
            send(connection, [str(JUDGE), "", "this socket belongs to another checkout\n"])
            return
        unit, stage, *flags = question[2:]
        wanted = Wanted(unit, stage, *map(bool, flags))

        def judge(unit: Unit, request: Request) -> Result:
            # The lock is for the learner's data; a run may last, and others need not wait for it.
            self._guard.release()
            try:
                return self._pool.judge(unit, request, connection)
            finally:
                self._guard.acquire()

        try:
            with self._guard:
                outcome = self._learner.test(wanted, judge)
        except KataError as error:
            send(connection, [str(error.status), "", f"{error}\n"])
        except OSError as error:
            # Of the learner's data: a full disk, a folder that cannot be written to.
            send(connection, [str(JUDGE), "", f"{error}\n"])
        else:
            remarks = "".join(f"{remark}\n" for remark in outcome.remarks)
            send(connection, [str(outcome.result.exit_code), f"{outcome.text}\n", remarks])

    def close(self) -> None:
        """Ends the zygotes."""
        self._pool.close()


def serve(path: Path, ready_fd: int, root: Path, home: str, idle_s: float = IDLE_S) -> int:
    """Listens until nobody has asked for `idle_s` seconds or the code changes."""
    # Its holder is the warden; it is free again as soon as that one is dead, however it died.
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    if _listens(path):
        return 0
    data = data_home()
    data.mkdir(parents=True, exist_ok=True)
    log = os.open(data / "warden.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(log, 2)
    warden = Warden(root, home, log)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen()
        listener.settimeout(idle_s)
        os.close(ready_fd)
        os.close(lock)
        last = _accept(listener, warden)
        # Unlinked while it still listens: from here on, whoever finds a socket there has found the
        # next warden's.
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    if last is not None:
        last.close()
    warden.close()
    return 0


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


def _accept(listener: socket.socket, warden: Warden) -> socket.socket | None:
    """Answers until nobody asks, or the code is stale; returns who then gets no answer."""
    while True:
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            return None
        if warden.stale:
            # This client finds nobody, starts the next warden, and asks again.
            return connection
        connection.setblocking(True)
        threading.Thread(target=_converse, args=(connection, warden)).start()


def _converse(connection: socket.socket, warden: Warden) -> None:
    with connection, contextlib.suppress(OSError, HungUpError):
        question = receive(connection)
        if len(question) == QUESTION_FIELDS:
            warden.answer(connection, question)


def main(arguments: list[str]) -> int:
    """Serves; tells the client when it cannot."""
    path, ready, root, home = arguments
    try:
        return serve(Path(path), int(ready), Path(root), home)
    except (OSError, KataError) as error:
        with contextlib.suppress(OSError):
            os.write(int(ready), f"error {error}".encode())
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
