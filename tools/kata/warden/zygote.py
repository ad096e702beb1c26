"""A unit's collected suite in a process of its own: forks once for each run that the warden wants.

Started as ``python -m tools.kata.warden.zygote UNIT_FOLDER DESCRIPTOR``. On the socket it first
says which files it has loaded, then answers each request; all are lines of JSON:

    it says      {"ready": [files that it depends on]}
    it gets      {"choice": …, "scope": …, "run_all": …}      or  {"cancel": true} during a run
    it answers   {"result": {…}}  or  {"cancelled": true}  or  {"error": "…"}
"""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tools.kata.judge.judge import Judge, with_judge
from tools.kata.judge.request import Request
from tools.kata.judge.suite import JudgeError, repository_root
from tools.kata.judge.supervise import Cancelled
from tools.kata.subject import SubjectImportError
from tools.kata.units import UnitError, load_unit


def main(folder: Path, descriptor: int) -> int:
    """Serves until the warden closes the socket."""
    with socket.socket(fileno=descriptor) as channel, channel.makefile("rwb") as lines:

        def say(**fields: object) -> None:
            lines.write(json.dumps(fields).encode() + b"\n")
            lines.flush()

        def serve(judge: Judge) -> None:
            say(ready=sorted(_loaded_files(repository_root(folder))))
            # Not `for line in lines`: it reads ahead, and a cancellation must stay readable.
            while line := _read_line(channel):
                order = json.loads(line)
                if not order.get("cancel"):
                    say(**_answer(judge, Request(**order), channel))

        try:
            with_judge(load_unit(folder), serve)
        except (JudgeError, UnitError) as error:
            say(error=str(error))
            return 1
    return 0


def _answer(judge: Judge, request: Request, channel: socket.socket) -> dict[str, object]:
    try:
        return {"result": judge.judge(request, channel.fileno()).as_json()}
    except Cancelled:
        return {"cancelled": True}
    except (SubjectImportError, OSError) as error:
        return {"error": str(error)}


def _read_line(channel: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        piece = channel.recv(1)
        if not piece:
            return b""
        line += piece
    return line


def _loaded_files(root: Path) -> Iterator[str]:
    """Yields the files of the repository that this process has imported."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None) if isinstance(module, ModuleType) else None
        if file and file.startswith(f"{root}/") and "/site-packages/" not in file:
            yield file


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
