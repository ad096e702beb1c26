"""Asks the warden for a judged run, and starts one if there is none.

This is all that `kata test` imports: the time from save to verdict is the point of the warden.
"""

import os
import sys
from _socket import AF_UNIX, SOCK_STREAM, socket

from tools.kata.warden.address import UnsafeFolderError, realm, socket_path
from tools.kata.warden.messages import receive, send

TRIES = 3


class NoWardenError(RuntimeError):
    """The warden cannot be started, or went away again and again."""


def test(unit: str, stage: str, *, run_all: bool, json: bool) -> int:
    """Does what `kata test` does: asks, prints, and returns the exit status.

    Without a warden the same is done in this process, only slower.

    Args:
        unit: What the learner wrote; empty for the current unit.
        stage: Id or number of a stage; empty for all.
        run_all: Whether to go on after the first failure.
        json: Whether to answer in JSON.
    """
    colour = wants_colour()
    flags = ["1" if flag else "" for flag in (run_all, json, colour)]
    try:
        status, out, err = ask(os.path.abspath(unit) if "/" in unit else unit, stage, *flags)  # noqa: PTH100
    except (NoWardenError, UnsafeFolderError) as error:
        find_packages()
        from tools.kata.cli.no_daemon import run_here

        said = f"{error}; judging without a warden"
        return run_here(unit, stage, run_all=run_all, json=json, colour=colour, first_say=said)
    sys.stdout.write(out)
    sys.stderr.write(err)
    return int(status)


def ask(*question: str) -> list[str]:
    """Sends a question without its realm, as messages.py describes it, and returns the answer.

    Raises:
        NoWardenError: There is no warden and none can be started.
        UnsafeFolderError: The folder for sockets cannot be trusted.
    """
    root, home = realm()
    path = socket_path(root, home)
    for _ in range(TRIES):
        if answer := _try(path, [root, home, *question]):
            return answer
        # Nobody listens, or a warden that ended before it answered.
        start_warden(path, root, home)
    raise NoWardenError(f"the warden at {path} ended {TRIES} times before it answered")


def find_packages() -> None:
    """Makes the installed packages importable when Python was started without `site`."""
    if sys.flags.no_site:
        import site

        site.main()


def wants_colour() -> bool:
    """Whether standard output is a terminal that may show colour."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def _try(path: str, question: list[str]) -> list[str]:
    connection = socket(AF_UNIX, SOCK_STREAM)
    try:
        connection.connect(path)
        send(connection, question)
        return receive(connection)
    except OSError:
        return []
    finally:
        connection.close()


def start_warden(path: str, root: str, home: str) -> None:
    """Starts a warden, and returns when it listens.

    Raises:
        NoWardenError: It says why it cannot.
    """
    import subprocess  # seldom needed, and slow to import

    reader, writer = os.pipe()
    roots = [root, os.environ.get("PYTHONPATH", "")]
    with os.fdopen(writer, "wb"):
        subprocess.Popen(
            [sys.executable, "-m", "tools.kata.warden.server", path, str(writer), root, home],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots))},
            cwd=root,
            pass_fds=[writer],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    # The warden writes a line when it cannot, and closes the pipe when it, or another one, listens.
    with os.fdopen(reader, "rb") as told:
        said = told.read().decode(errors="replace")
    if said.startswith("error "):
        raise NoWardenError(said.removeprefix("error "))
