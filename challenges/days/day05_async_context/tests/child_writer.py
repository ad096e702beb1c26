"""Writes a file again and again until it is killed: PACKAGE PATH SIZE."""

from __future__ import annotations

import sys
from itertools import count

from challenges.days.day05_async_context.tests.outside import load


def main(package: str, path: str, size: str) -> None:
    """Write versions, each all of one letter, and print a line for each that is there."""
    subject = load(package)
    for number in count(1):
        letter = b"jabcdefghi"[number % 10 : number % 10 + 1]
        with subject.atomic_write(path, "wb", fsync=False) as file:
            for _ in range(8):
                file.write(letter * (int(size) // 8))
                file.flush()
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
