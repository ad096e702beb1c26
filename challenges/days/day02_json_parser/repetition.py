"""Repetition in regular expressions that gives nothing back, right on every Python.

Before 3.11.5 a possessive group keeps what the beginning of a failed repetition has taken: there
`a(?:b[+-]?c)*+` matches "ab" to its end (python/cpython#106052). An atomic group is right, but
remembers each repetition until its end.
"""

from __future__ import annotations

import re

_probe = re.match(r"a(?:b[+-]?c)*+", "ab")
IS_RIGHT = _probe is not None and _probe.end() == 1


def many(pattern: str) -> str:
    """Returns a pattern for any number of repetitions, as many as there are."""
    return rf"(?:{pattern})*+" if IS_RIGHT else rf"(?>(?:{pattern})*)"


def perhaps(pattern: str) -> str:
    """Returns a pattern for one or none, and one if there is one."""
    return rf"(?>(?:{pattern})?)"
