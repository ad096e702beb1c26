"""Has the attempt judged without waiting for it: by the warden, else by a process of its own.

Whoever cancels the task ends the run: the warden ends it when its client hangs up.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.kata.judge.result import Result, parse
from tools.kata.learner.errors import KataError
from tools.kata.warden.address import UnsafeFolderError, realm, socket_path
from tools.kata.warden.client import TRIES, NoWardenError, start_warden
from tools.kata.warden.messages import packed, unpacked

PROGRAM = Path(__file__).resolve().parents[1] / "__main__.py"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run.

    Attributes:
        result: The result; None when there is none.
        said: Why there is none.
        remark: Why it took longer than it should.
    """

    result: Result | None = None
    said: str = ""
    remark: str = ""


async def judged(slug: str) -> Answer:
    """Judges the attempt at a unit, and records it as `kata test` does."""
    try:
        root, home = realm()
        path = socket_path(root, home)
        for _ in range(TRIES):
            if fields := await _ask(path, [root, home, slug, "", "", "1", ""]):
                return _answer(*fields)
            await asyncio.to_thread(start_warden, path, root, home)
        raise NoWardenError(f"the warden at {path} ended {TRIES} times before it answered")
    except (NoWardenError, UnsafeFolderError) as error:
        return await _judged_alone(slug, f"{error}; judging without a warden")


def judged_now(slug: str) -> Result:
    """Judges the attempt at a unit and waits for the result.

    Raises:
        KataError: There is none.
    """
    answer = asyncio.run(judged(slug))
    if answer.result is None:
        raise KataError(answer.said)
    return answer.result


def _answer(status: str, out: str, err: str, remark: str = "") -> Answer:
    if not out:
        return Answer(said=err.strip() or f"the judge ended with status {status}", remark=remark)
    try:
        return Answer(parse(out), remark=remark)
    except (ValueError, TypeError, KeyError) as error:
        # The warden follows an update of the tools; this process is still the old one.
        said = f"the judge answers in a way that is not known ({error}); start the watch again"
        return Answer(said=said, remark=remark)


async def _ask(path: str, question: list[str]) -> list[str]:
    """Returns the warden's answer; nothing when there is no warden, or no longer."""
    try:
        reader, writer = await asyncio.open_unix_connection(path)
    except OSError:
        return []
    try:
        writer.write(packed(question))
        size = await reader.readline()
        return unpacked(await reader.readexactly(int(size))) if size else []
    except (OSError, asyncio.IncompleteReadError):
        return []
    finally:
        writer.transport.abort()


async def _judged_alone(slug: str, remark: str) -> Answer:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-S", str(PROGRAM), "test", "--no-daemon", "--json", slug),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, err = await process.communicate()
    except asyncio.CancelledError:
        # It then ends all that it has started.
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        await process.wait()
        raise
    return _answer(str(process.returncode), out.decode(), err.decode(errors="replace"), remark)
