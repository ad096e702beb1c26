"""One engine reads one file in this process, which then says what memory that took beyond the tree.

    python -m benchmarks.json_parser.peak ENGINE FILE

The peak of resident memory is set back by Linux before the call. What is resident afterwards, when
malloc has given back what it keeps for later, is the tree and what was there before.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from pathlib import Path

from benchmarks.json_parser.engines import engines


def main(name: str, file: str) -> int:
    """Prints the bytes at the peak beyond the tree, and those of the tree."""
    engine = next(engine for engine in engines()[0] if engine.name == name)
    data = Path(file).read_bytes()
    engine.loads(b'[1,2.5,"text",{"key":null}]')  # what is set up once does not count
    _give_back()
    before = _resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    tree = engine.loads(data)
    peak = _resident("VmHWM")
    _give_back()
    after = _resident("VmRSS")
    print(max(peak - after, 0), after - before, len(tree))
    return 0


def _give_back() -> None:
    gc.collect()
    with suppress(OSError, AttributeError):  # of the GNU C library only
        ctypes.CDLL(None).malloc_trim(0)


def _resident(what: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(what)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
