"""Deterministic automata over bytes, packed as every backend takes them (`definitions.md`)."""

from __future__ import annotations

import struct
import sys
from array import array

_HEAD = struct.Struct("<II")
_ACCEPT, _FINAL = 1, 2
_MOST_STATES = 1 << 15


class Automaton:
    """Tells which texts an automaton accepts; time O(bytes of the text).

    Args:
        packed: u32 classes, u32 states, the class of each byte, the flags of each state, and for
            each state and class the next state as u16; little-endian.

    Raises:
        ValueError: That it is not.
    """

    def __init__(self, packed: bytes) -> None:
        if len(packed) < _HEAD.size:
            raise ValueError(f"an automaton has {len(packed)} bytes, must have {_HEAD.size} first")
        classes, states = _HEAD.unpack_from(packed)
        if not 0 < classes <= 256 or not 0 < states < _MOST_STATES:
            raise ValueError(f"an automaton has {classes} classes and {states} states")
        flags = _HEAD.size + 256
        table = flags + states
        if len(packed) != table + 2 * states * classes:
            raise ValueError(
                f"an automaton of {classes} classes and {states} states has {len(packed)} bytes"
            )
        self._class_of = packed[_HEAD.size : flags]
        self._flags = packed[flags:table]
        following = array("H", packed[table:])
        if sys.byteorder == "big":
            following.byteswap()
        if max(self._class_of) >= classes or max(following) >= states:
            raise ValueError("an automaton leads to a class or state that is not there")
        self._rows = [following[at : at + classes] for at in range(0, len(following), classes)]

    def accepts(self, text: bytes) -> bool:
        """Tells whether the whole text leads to an accepting state."""
        state, rows = 0, self._rows
        for kind in text.translate(self._class_of):
            if self._flags[state] & _FINAL:
                break
            state = rows[state][kind]
        return bool(self._flags[state] & _ACCEPT)
