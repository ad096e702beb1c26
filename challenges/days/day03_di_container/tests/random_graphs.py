"""Random applications, and what must come of them by the rules alone.

`Plan` is drawn from a seed: who needs whom, in which scope, made how, and which of them raise. The
brute-force resolver `Rules` walks over it without caching plans or compiling anything.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

APP, REQUEST, TRANSIENT = "APP", "REQUEST", "TRANSIENT"


class Broken(Exception):
    """What a factory or a clean-up raises; it says which."""


@dataclass(frozen=True, slots=True)
class Part:
    """One binding.

    Attributes:
        needs: Numbers of what it needs, all smaller than its own.
        scope: How long it lives.
        kind: call, generator, async call or async generator.
        breaks: Where it raises: nowhere (""), "make" or "close".
    """

    needs: tuple[int, ...]
    scope: str
    kind: str
    breaks: str


def draw(seed: int, asynchronous: bool) -> list[Part]:
    """Returns the bindings of a random application of 2 to 40."""
    chance = random.Random(seed)
    kinds = ["call", "generator"]
    kinds += ["async call", "async generator"] if asynchronous else []
    parts: list[Part] = []
    for number in range(chance.randint(2, 40)):
        needs = tuple(chance.sample(range(number), min(number, chance.choice((0, 1, 1, 2, 3)))))
        allowed = [REQUEST, TRANSIENT]
        if all(_lives_long(parts, one) for one in needs):
            allowed += [APP, APP]
        breaks = chance.choices(("", "make", "close"), (30, 1, 2))[0]
        kind = chance.choice(kinds)
        if kind.endswith("call") and breaks == "close":
            breaks = ""
        parts.append(Part(needs, chance.choice(allowed), kind, breaks))
    return parts


def _lives_long(parts: list[Part], number: int) -> bool:
    part = parts[number]
    if part.scope == TRANSIENT:
        return all(_lives_long(parts, one) for one in part.needs)
    return part.scope == APP


@dataclass(slots=True)
class Rules:
    """Resolves by recursion, with one dictionary and one list a scope."""

    parts: list[Part]
    caches: dict[str, dict[int, Any]] = field(default_factory=lambda: {APP: {}, REQUEST: {}})
    owned: dict[str, list[int]] = field(default_factory=lambda: {APP: [], REQUEST: []})

    def get(self, number: int, asker: str) -> Any:
        """Returns the tree of an object: its number and those of what it got.

        Raises:
            Broken: A factory raises.
        """
        part = self.parts[number]
        place = asker if part.scope == TRANSIENT else part.scope
        if number in self.caches[place] and part.scope != TRANSIENT:
            return self.caches[place][number]
        tree = (number, tuple(self.get(one, place) for one in part.needs))
        if part.breaks == "make":
            raise Broken(f"make {number}")
        if part.kind.endswith("generator"):
            self.owned[place].append(number)
        if part.scope != TRANSIENT:
            self.caches[place][number] = tree
        return tree

    def close(self, scope: str) -> tuple[list[int], list[str]]:
        """Returns what is closed, in order, and what of it raises."""
        order = self.owned[scope][::-1]
        self.owned[scope], self.caches[scope] = [], {}
        return order, [f"close {n}" for n in order if self.parts[n].breaks == "close"]
