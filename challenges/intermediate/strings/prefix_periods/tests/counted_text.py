"""A text that counts how many of its characters are compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from challenges.shared.testing import Tally


class CountedText(str):
    """A str whose characters and slices add to a tally when they are compared.

    Comparing a slice, and asking what it starts or ends with, counts as many characters as are
    compared if they are equal: the shorter of the two lengths, and at least one.
    """

    tally: Tally

    def __new__(cls, text: str, tally: Tally) -> CountedText:
        """Make a text that counts into `tally`."""
        self = super().__new__(cls, text)
        self.tally = tally
        return self

    def _count(self, other: object) -> None:
        length = len(other) if isinstance(other, str) else 1
        self.tally.add(max(1, min(len(self), length)))

    def __eq__(self, other: object) -> bool:
        self._count(other)
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        self._count(other)
        return super().__ne__(other)

    def __hash__(self) -> int:
        self._count(self)
        return super().__hash__()

    def startswith(self, prefix: Any, *ends: Any) -> bool:
        """Count what is compared with the prefix."""
        self._count(prefix)
        return super().startswith(prefix, *ends)

    def endswith(self, suffix: Any, *ends: Any) -> bool:
        """Count what is compared with the suffix."""
        self._count(suffix)
        return super().endswith(suffix, *ends)

    def __getitem__(self, index: Any) -> CountedText:
        return CountedText(super().__getitem__(index), self.tally)

    def __iter__(self) -> Iterator[CountedText]:
        return (CountedText(character, self.tally) for character in super().__iter__())
