"""Regular expressions and `like` patterns as automata over bytes, which every backend can run.

Pattern -> tree -> automaton with empty moves -> sets of states -> the smallest automaton, as in
Aho, Sethi and Ullman. Matching is one table step a byte, whatever the pattern: there is no
backtracking that a hostile pattern could blow up, and what could blow up here, the number of
states, is bounded.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from .patterns import PatternError, Tree, parse_like, parse_regex

MOST_STATES = 4096
_MOST_PLACES = 16_384  # states before sets are made of them
_MOST_WORK = 1_500_000  # moves looked at: some two seconds
_ACCEPTS, _FINAL = 1, 2
_TOO_LARGE = "the pattern is too large"

Row = list[int]


def regex_automaton(pattern: str) -> bytes:
    """Returns the automaton that accepts the values in which a regular expression is found.

    Raises:
        PatternError: It is none of this dialect, or needs more than `MOST_STATES` states.
    """
    return _compiled(parse_regex(pattern), anywhere=True)


def like_automaton(pattern: str) -> bytes:
    """Returns the automaton that accepts the values that a `like` pattern describes as a whole.

    Raises:
        PatternError: It ends with a single backslash, or needs more than `MOST_STATES` states.
    """
    return _compiled(parse_like(pattern), anywhere=False)


def _compiled(tree: Tree, anywhere: bool) -> bytes:
    places = _Places()
    start, end = places.add(), places.add()
    places.build(tree, start, end)
    classes, members = _byte_classes(places.masks())
    rows, accepting = _Subsets(places, members, end, anywhere).determinise(start)
    rows, accepting = _minimised(rows, accepting, len(members))
    return _packed(classes, rows, accepting)


class _Places:
    """An automaton with empty moves, built from a tree (Thompson's construction)."""

    def __init__(self) -> None:
        self.moves: list[tuple[int, int] | None] = []  # mask of bytes, target
        self.empty: list[list[int]] = []
        self.at_start: list[list[int]] = []
        self.at_end: list[list[int]] = []

    def add(self) -> int:
        if len(self.moves) >= _MOST_PLACES:
            raise PatternError(_TOO_LARGE, 0)
        self.moves.append(None)
        for table in (self.empty, self.at_start, self.at_end):
            table.append([])
        return len(self.moves) - 1

    def masks(self) -> set[int]:
        return {move[0] for move in self.moves if move}

    def build(self, tree: Tree, start: int, end: int) -> None:
        """Adds what leads from one place to another along a tree."""
        match tree:
            case ("set", int(mask)):
                self.moves[start] = (mask, end)
            case ("start",):
                self.at_start[start].append(end)
            case ("end",):
                self.at_end[start].append(end)
            case ("all", tuple(parts)):
                self._all(parts, start, end)
            case ("any", tuple(parts)):
                for part in parts:
                    first, last = self.add(), self.add()
                    self.empty[start].append(first)
                    self.build(part, first, last)
                    self.empty[last].append(end)
            case ("repeat", part, int(least), most):
                self._repeat(part, least, most, start, end)

    def _all(self, parts: Sequence[Tree], start: int, end: int) -> None:
        for part in parts:
            after = self.add()
            self.build(part, start, after)
            start = after
        self.empty[start].append(end)

    def _repeat(self, part: Tree, least: int, most: int | None, start: int, end: int) -> None:
        for _ in range(least):
            after = self.add()
            self.build(part, start, after)
            start = after
        if most is None:
            first, last = self.add(), self.add()
            self.empty[start].append(first)
            self.build(part, first, last)
            self.empty[last] += (first, end)
            self.empty[start].append(end)
            return
        for _ in range(most - least):
            self.empty[start].append(end)
            first, after = self.add(), self.add()
            self.empty[start].append(first)
            self.build(part, first, after)
            start = after
        self.empty[start].append(end)


def _byte_classes(masks: set[int]) -> tuple[bytes, list[int]]:
    """Returns the class of each byte and one byte of each: no mask tells those of a class apart."""
    groups = [(1 << 256) - 1]
    for mask in sorted(masks):
        parts = [part for group in groups for part in (group & mask, group & ~mask)]
        groups = [part for part in parts if part]
    groups.sort(key=lambda group: group & -group)
    classes = bytearray(256)
    for number, group in enumerate(groups):
        for byte in range(256):
            if group >> byte & 1:
                classes[byte] = number
    return bytes(classes), [(group & -group).bit_length() - 1 for group in groups]


@dataclass(slots=True)
class _Subsets:
    """Makes states of sets of places."""

    places: _Places
    members: list[int]  # one byte of each class
    end: int
    anywhere: bool
    work: int = 0

    def determinise(self, start: int) -> tuple[list[Row], list[bool]]:
        """Returns the next state by state and class, and which states accept; 0 is the start."""
        moves = self._moves_by_class()
        later = self._closure({start}, first=False, last=False) if self.anywhere else frozenset()
        begin = self._closure({start}, first=True, last=False)
        known = {(begin, self._accepts(begin, first=True)): 0}
        waiting, rows = [begin], []
        for state in waiting:
            row: Row = []
            # Found once is found: what follows cannot change that.
            found = self.anywhere and self.end in state
            for kind in range(len(self.members)):
                if found:
                    target: frozenset[int] = frozenset({self.end})
                else:
                    reached = {t for place in state for t in moves[place].get(kind, ())}
                    self._spend(len(state))
                    target = self._closure(reached, first=False, last=False) | later
                key = target, self._accepts(target, first=False)
                if key not in known:
                    if len(known) >= MOST_STATES:
                        raise PatternError(_TOO_LARGE, 0)
                    known[key] = len(known)
                    waiting.append(target)
                row.append(known[key])
            rows.append(row)
        return rows, [accepting for _, accepting in known]

    def _moves_by_class(self) -> list[dict[int, tuple[int]]]:
        found: list[dict[int, tuple[int]]] = []
        for move in self.places.moves:
            mask, target = move or (0, 0)
            kinds = (k for k, member in enumerate(self.members) if mask >> member & 1)
            found.append(dict.fromkeys(kinds, (target,)))
        return found

    def _accepts(self, state: frozenset[int], first: bool) -> bool:
        return self.end in self._closure(set(state), first, last=True)

    def _closure(self, state: set[int], first: bool, last: bool) -> frozenset[int]:
        """Returns the places that are reached without a byte.

        Args:
            state: From where.
            first: Whether no byte came yet.
            last: Whether none comes any more.
        """
        waiting = list(state)
        for place in waiting:
            for targets, open_ in (
                (self.places.empty[place], True),
                (self.places.at_start[place], first),
                (self.places.at_end[place], last),
            ):
                if open_:
                    waiting += (new := [t for t in dict.fromkeys(targets) if t not in state])
                    state.update(new)
        self._spend(len(waiting))
        return frozenset(state)

    def _spend(self, steps: int) -> None:
        self.work += steps
        if self.work > _MOST_WORK:
            raise PatternError(_TOO_LARGE, 0)


def _minimised(
    rows: list[Row], accepting: list[bool], classes: int
) -> tuple[list[Row], list[bool]]:
    """Joins the states that no value tells apart (Hopcroft, 1971), numbered as they are met."""
    sources: list[list[list[int]]] = [[[] for _ in rows] for _ in range(classes)]
    for state, row in enumerate(rows):
        for kind, target in enumerate(row):
            sources[kind][target].append(state)
    yes = {state for state, accepts_ in enumerate(accepting) if accepts_}
    blocks = [block for block in (yes, set(range(len(rows))) - yes) if block]
    block_of = [0 if state in blocks[0] else 1 for state in range(len(rows))]
    waiting = {(number, kind) for number in range(len(blocks)) for kind in range(classes)}
    while waiting:
        number, kind = waiting.pop()
        touched: dict[int, set[int]] = {}
        for target in blocks[number]:
            for state in sources[kind][target]:
                touched.setdefault(block_of[state], set()).add(state)
        for old, part in touched.items():
            if len(part) == len(blocks[old]):
                continue
            blocks[old] -= part
            small, large = sorted((part, blocks[old]), key=len)
            blocks[old], new = large, len(blocks)
            blocks.append(small)
            for state in small:
                block_of[state] = new
            # What still waits for the old block waits for both; else the smaller one is enough.
            waiting |= {(new, k) for k in range(classes)}
    return _renumbered(rows, accepting, block_of)


def _renumbered(
    rows: list[Row], accepting: list[bool], block_of: list[int]
) -> tuple[list[Row], list[bool]]:
    order, numbers = [0], {block_of[0]: 0}
    found: list[Row] = []
    for state in order:
        for target in rows[state]:
            if block_of[target] not in numbers:
                numbers[block_of[target]] = len(order)
                order.append(target)
        found.append([numbers[block_of[target]] for target in rows[state]])
    return found, [accepting[state] for state in order]


def _packed(classes: bytes, rows: list[Row], accepting: list[bool]) -> bytes:
    """Returns an automaton as all backends read it; `definitions.md` has the layout."""
    columns = list(zip(*rows, strict=True))
    numbers = {column: n for n, column in enumerate(dict.fromkeys(columns))}
    flags = bytes(
        accepting[state] * _ACCEPTS | (set(row) == {state}) * _FINAL
        for state, row in enumerate(rows)
    )
    kinds = bytes(numbers[columns[classes[byte]]] for byte in range(256))
    table = [target for row in zip(*numbers, strict=True) for target in row]
    head = struct.pack("<II", len(numbers), len(rows))
    return head + kinds + flags + struct.pack(f"<{len(table)}H", *table)
