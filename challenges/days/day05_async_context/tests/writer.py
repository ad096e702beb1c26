"""A program that writes a file again and again, and is killed: `writer.py PATH SIZE`."""

from __future__ import annotations

import sys

from challenges.days.day05_async_context import atomic_write


def main() -> None:
    """Write versions, each all of one letter, and print a line for each that is there."""
    path, size = sys.argv[1], int(sys.argv[2])
    number = 0
    while True:
        letter = b"abcdefghij"[number % 10 : number % 10 + 1]
        with atomic_write(path, "wb", fsync=False) as file:
            for _ in range(8):
                file.write(letter * (size // 8))
                file.flush()
        number += 1
        print(number, flush=True)


main()
