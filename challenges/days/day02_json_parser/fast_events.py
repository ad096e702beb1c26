"""Turns usual elements and members into events, many at a time, until something is not usual.

It goes on from where a machine stands, and leaves it where a closer look is needed. The patterns
are those of the fast reader. What they take ends with a comma or bracket, so nothing more can
belong to it, wherever the text in hand ends.
"""

from __future__ import annotations

import re

from .errors import pointer_step
from .fast_reader import (
    Odd,
    after_value,
    literal_value,
    number_types,
    unescaped,
    usual_element,
    usual_member,
)
from .machine import Machine
from .options import LoadOptions

PlacedEvent = tuple[str, str, object]


class Place:
    """Follows events and knows where each is.

    Attributes:
        pointer: Of the container that is open.
        index: Of its last element, -1 before the first; -2 in an object.
    """

    def __init__(self) -> None:
        self._above: list[tuple[str, int]] = []
        self.pointer = ""
        self.index = -1
        self._key = ""

    def of(self, event: str, value: object) -> PlacedEvent:
        """Returns an event with its place."""
        if event == "key":
            self._key = pointer_step(str(value))
            return self.pointer, event, value
        if event in ("end_object", "end_array"):
            pointer = self.pointer
            self.pointer, self.index = self._above.pop()
            return pointer, event, None
        pointer = self.pointer
        if self._above:
            if self.index >= -1:
                self.index += 1
            pointer += f"/{self.index if self.index >= 0 else self._key}"
        if event != "value":
            self._above.append((self.pointer, self.index))
            self.pointer, self.index = pointer, -1 if event == "start_array" else -2
        return pointer, event, value


class FastEvents:
    """Reads events from a machine whose text holds no surrogates.

    Args:
        options: Those that `reads_fast` allows.
        machine: The machine.
        place: What follows its events.
    """

    def __init__(self, options: LoadOptions, machine: Machine, place: Place) -> None:
        self._machine = machine
        self._place = place
        self._max_depth = options.max_depth
        self._whole, self._real = number_types(options)

    def take(self, found: list[PlacedEvent], level: int = 1) -> None:
        """Adds events as long as they are usual, up to the end of the container of a level."""
        stack = self._machine.stack
        goes_on = self._machine.is_within()
        while goes_on and level <= len(stack) < self._max_depth:
            goes_on = (self._elements if stack[-1].index >= 0 else self._members)(found)

    def _elements(self, found: list[PlacedEvent]) -> bool:
        """Adds elements up to a container, or the end of this one; tells whether it came so far."""
        text, pos, place = self._machine.text, self._machine.pos, self._place
        add, whole, real = found.append, self._whole, self._real
        base, index = f"{place.pointer}/", place.index
        while match := usual_element(text, pos):
            string, number, fraction, reals, wholes, literal, end, opened = match.groups()
            if opened is not None:
                break
            pointer = f"{base}{index + 1}"
            if number is not None:
                add((pointer, "value", whole(number) if fraction is None else real(number)))
            elif reals is not None:
                _add_flat(found, pointer, list(map(real, reals.split(","))))
            elif string is not None:
                if "\\" in string and (string := _meaning(string)) is None:
                    match = None
                    break
                add((pointer, "value", string))
            elif wholes is not None:
                _add_flat(found, pointer, list(map(whole, wholes.split(","))))
            else:
                _add_literal(found, pointer, literal_value(literal))
            index += 1
            pos = match.end()
            if end == "]":
                place.index = index
                return self._leave(found, pos)
        if index > place.index:
            self._machine.pass_comma(pos - 1, index - place.index)
            place.index = index
        return self._enter(found, match)

    def _members(self, found: list[PlacedEvent]) -> bool:
        """Adds members up to a container, or the end of this one; tells whether it came so far."""
        text, pos, here = self._machine.text, self._machine.pos, self._place.pointer
        add, whole, real = found.append, self._whole, self._real
        base = f"{here}/"
        while match := usual_member(text, pos):
            key, string, number, fraction, reals, wholes, literal, end, opened = match.groups()
            if opened is not None:
                break
            if string is not None and "\\" in string and (string := _meaning(string)) is None:
                match = None
                break
            add((here, "key", key))
            pointer = base + (pointer_step(key) if "/" in key or "~" in key else key)
            if string is not None:
                add((pointer, "value", string))
            elif number is not None:
                add((pointer, "value", whole(number) if fraction is None else real(number)))
            elif literal is not None:
                _add_literal(found, pointer, literal_value(literal))
            elif wholes is not None:
                _add_flat(found, pointer, list(map(whole, wholes.split(","))))
            else:
                _add_flat(found, pointer, list(map(real, reals.split(","))))
            pos = match.end()
            if end == "}":
                return self._leave(found, pos)
        if pos > self._machine.pos:
            self._machine.pass_comma(pos - 1)
        return self._enter(found, match)

    def _enter(self, found: list[PlacedEvent], match: re.Match[str] | None) -> bool:
        """Enters the container that a match ends with; tells whether there is one."""
        if not match:
            return False
        machine, place = self._machine, self._place
        if machine.stack[-1].index < 0:
            found.append(place.of(*machine.name(match[1])))
        opened = match.lastindex or 0
        machine.pos = match.start(opened)
        found.append(place.of(*machine.enter(match[opened])))
        return True

    def _leave(self, found: list[PlacedEvent], end: int) -> bool:
        """Leaves the container that ends there, and those that end behind it up to a comma."""
        machine, place = self._machine, self._place
        machine.pos = end - 1
        while True:
            found.append(place.of(*machine.leave()))
            match = after_value(machine.text, machine.pos) if machine.stack else None
            if not match:
                return False
            if match[1] == ",":
                machine.pass_comma(match.end() - 1)
                return True
            if match[1] != ("]" if machine.stack[-1].index >= 0 else "}"):
                return False
            machine.pos = match.end() - 1


def _meaning(string: str) -> str | None:
    """Returns what a string with escapes means; None where the machine has to look."""
    try:
        return unescaped(string)
    except Odd:
        return None


def _add_flat(found: list[PlacedEvent], pointer: str, numbers: list[object]) -> None:
    found.append((pointer, "start_array", None))
    found += [(f"{pointer}/{index}", "value", number) for index, number in enumerate(numbers)]
    found.append((pointer, "end_array", None))


def _add_literal(found: list[PlacedEvent], pointer: str, value: object) -> None:
    if value == []:
        found += (pointer, "start_array", None), (pointer, "end_array", None)
    elif value == {}:
        found += (pointer, "start_object", None), (pointer, "end_object", None)
    else:
        found.append((pointer, "value", value))
