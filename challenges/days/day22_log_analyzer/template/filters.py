"""The filter language: `status >= 500 and path like '/api/%'` as a tree that every backend runs.

    filter     = and_part { "or" and_part }
    and_part   = not_part { "and" not_part }
    not_part   = "not" not_part | "(" filter ")" | comparison
    comparison = field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
               | field [ "not" ] ( "in" "(" value { "," value } ")" | "like" text | "~" text )
               | field [ "not" ] "cidr" "(" network ")"

Nothing of it is evaluated here. Every value is checked against the type of its field, so a mistake
is told before a line is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

Node = list[Any]


@dataclass(frozen=True)
class Filter:
    """A compiled filter.

    Attributes:
        node: Its tree, as `definitions.md` says.
        automata: What its patterns became.
    """

    node: Node
    automata: tuple[bytes, ...]


def compile_filter(
    where: str | None,
    since: str | datetime | None = None,
    until: str | datetime | None = None,
    zone: tzinfo = UTC,
) -> Filter | None:
    """Returns the filter for a text and a span of time, None if there is neither.

    Args:
        where: In the language above.
        since: The first moment that counts: a datetime or ISO 8601 text.
        until: The first moment that does not count any more.
        zone: Where moments without offset are meant.

    Raises:
        FilterSyntaxError: The text is no filter.
        ValueError: since or until is no moment, or until is before since.
    """
    raise NotImplementedError("compile_filter")
