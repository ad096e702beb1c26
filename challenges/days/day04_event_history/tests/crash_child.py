"""Eight writers on one log, until somebody kills them: each says what was acknowledged.

    python crash_child.py PACKAGE FOLDER SEED

PACKAGE is the folder of the package under test, whatever its name is.
"""

from __future__ import annotations

import importlib.util
import os
import random
import sys
import threading
from pathlib import Path
from types import ModuleType

WRITERS = 8


def imported(folder: Path) -> ModuleType:
    """Returns the package of a folder."""
    spec = importlib.util.spec_from_file_location(
        "event_history", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = sys.modules["event_history"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)
    return package


def main(package: ModuleType, folder: str, seed: int) -> None:
    """Writes until the end; a line for each append: stream, writer, how many events it has."""
    log = package.SegmentLog(folder, fsync="group", segment_bytes=20_000)
    said = threading.Lock()

    def write(writer: int) -> None:
        chance = random.Random(seed * WRITERS + writer)
        # Half of the writers share a stream, and number their events by themselves.
        stream = f"own-{writer}" if writer % 2 else "shared"
        number = sum(event.data["w"] == writer for event in log.read(stream))
        while True:
            size = chance.randint(1, 4)
            events = [
                package.NewEvent("N", {"w": writer, "n": number + one, "size": size})
                for one in range(size)
            ]
            log.append(stream, events, package.ANY, f"{writer}-{number}")
            with said:
                os.write(1, f"{stream} {writer} {number + size}\n".encode())
            number += size

    for writer in range(WRITERS):
        threading.Thread(target=write, args=(writer,)).start()


if __name__ == "__main__":
    main(imported(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3]))
