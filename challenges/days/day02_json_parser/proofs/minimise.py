"""Makes a document that shows something as small as can be."""

from __future__ import annotations

from collections.abc import Callable

_SHORT = 64  # bytes, of which runs of every length are tried


def minimised(data: bytes, shows: Callable[[bytes], bool], most: int = 4000) -> bytes:
    """Returns a document that still shows it when runs of bytes are left out of it.

    Long runs are tried first (delta debugging: Zeller and Hildebrandt, 2002); of a short document
    runs of every length, as brackets go by pairs and a member goes as a whole.

    Args:
        data: The document.
        shows: Whether a document shows it.
        most: Documents that are tried, at most; then the smallest so far is returned.
    """
    tried = 0

    def without_runs(data: bytes, size: int) -> bytes:
        nonlocal tried
        at = 0
        while at < len(data) and tried < most:
            tried += 1
            shorter = data[:at] + data[at + size :]
            if shows(shorter):
                data = shorter
            else:
                at += size if len(data) > _SHORT else 1
        return data

    size = len(data)
    while size := size // 2:
        data = without_runs(data, size)
    for size in range(min(len(data), _SHORT), 0, -1):
        data = without_runs(data, size)
    return without_runs(data, 1)
